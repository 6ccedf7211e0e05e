"""A manuscript as a file of Word, with what Word keeps apart from the text: numbers of lists, footnotes,
heads."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from sample_issues.makers.fonts import Fonts
from sample_issues.manuscript import SOFT_HYPHEN, Block, Columns, Manuscript, Note, Paragraph, Table
from sample_issues.typeset import PAPERS, Run

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def version() -> str | None:
    """The version of python-docx, which writes the file."""
    return importlib.metadata.version("python-docx")


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Write the file itself."""
    write_docx(manuscript, fonts.family, path)


def write_docx(manuscript: Manuscript, family: str, path: Path) -> None:
    """Write a manuscript to a path in the font of that name."""
    _Writer(manuscript, family).write(path)


class _Writer:
    def __init__(self, manuscript: Manuscript, family: str) -> None:
        self.manuscript, self.family = manuscript, family
        self.document = docx.Document()
        self.notes: list[str] = []
        self.lists = 0

    def write(self, path: Path) -> None:
        document, manuscript = self.document, self.manuscript
        normal = document.styles["Normal"]
        normal.font.name = self.family
        fonts = normal.element.rPr.rFonts
        for kind in ("w:cs", "w:eastAsia"):
            fonts.set(qn(kind), self.family)
        normal.paragraph_format.space_after = Pt(0)
        document.settings.odd_and_even_pages_header_footer = True
        for i, part in enumerate(manuscript.parts):
            section = document.sections[0] if i == 0 else document.add_section(WD_SECTION.NEW_PAGE)
            self._page(section)
            _columns(section, 1, 0)
            self._heads(section, part.heads, first=i == 0)
            self._blocks(part.blocks)
        if self.notes:
            self._add_footnotes()
        document.save(str(path))

    # -- pages

    def _page(self, section: Any) -> None:
        width, height = PAPERS[self.manuscript.paper]
        section.page_width, section.page_height = Pt(width), Pt(height)
        left, right, top, bottom = self.manuscript.margins
        section.left_margin, section.right_margin = Pt(left), Pt(right)
        section.top_margin, section.bottom_margin = Pt(top), Pt(bottom)
        section.header_distance = section.footer_distance = Pt(28)

    def _heads(self, section: Any, heads: tuple[str, str], first: bool) -> None:
        for header, text, align in (
            (section.even_page_header, heads[0], "left"),
            (section.header, heads[1], "right"),
        ):
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0]
            paragraph.alignment = _ALIGN[align]
            paragraph.add_run(text).font.size = Pt(8.5)
        if not first:
            return
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), str(self.manuscript.first_page))
        section._sectPr.append(start)
        for footer in (section.even_page_footer, section.footer):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.add_run(self.manuscript.foot + "\t\t").font.size = Pt(8.5)
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )

    # -- blocks

    def _blocks(self, blocks: Sequence[Block]) -> None:
        counting: int | None = None
        for block in blocks:
            if isinstance(block, Paragraph):
                if block.number is None:
                    counting = None
                elif block.number == 1 or counting is None:
                    counting = self._new_list(block.pattern)
                self._paragraph(self.document.add_paragraph(), block, counting)
                continue
            counting = None
            if isinstance(block, Columns):
                self._columns(block)
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._loose_note(block)

    def _columns(self, block: Columns) -> None:
        section = self.document.add_section(WD_SECTION.CONTINUOUS)
        _columns(section, 2, block.gutter)
        for paragraph in block.paragraphs:
            self._paragraph(self.document.add_paragraph(), paragraph, None)
        _columns(self.document.add_section(WD_SECTION.CONTINUOUS), 1, 0)

    def _table(self, block: Table) -> None:
        table = self.document.add_table(len(block.rows), len(block.widths))
        table.autofit = False
        if block.rules:
            table.style = "Table Grid"
        left, right = self.manuscript.margins[:2]
        room = PAPERS[self.manuscript.paper][0] - left - right
        for row, cells in zip(table.rows, block.rows, strict=True):
            for cell, paragraphs, share in zip(row.cells, cells, block.widths, strict=True):
                cell.width = Pt(room * share)
                for i, paragraph in enumerate(paragraphs):
                    self._paragraph(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), paragraph, None)

    def _loose_note(self, note: Note) -> None:
        last = self.document.paragraphs[-1]._p
        self._call(last, "".join(run.text for run in note.runs), marked=False)

    def _paragraph(self, target: Any, paragraph: Paragraph, counting: int | None) -> None:
        setting, form = paragraph.setting, target.paragraph_format
        target.alignment = _ALIGN[setting.align]
        form.first_line_indent = Pt(setting.indent)
        form.space_before, form.space_after = Pt(setting.before), Pt(setting.after)
        form.line_spacing = setting.leading
        form.keep_with_next = setting.keep
        if counting is not None:
            form.first_line_indent = None
            target._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{counting}"/></w:numPr>'
                )
            )
        for i, run in enumerate(paragraph.runs):
            self._run(target, run, setting.size)
            if i in paragraph.notes:
                self._call(target._p, paragraph.notes[i], marked=True)
        if paragraph.tail:
            left, right = self.manuscript.margins[:2]
            room = PAPERS[self.manuscript.paper][0] - left - right
            form.tab_stops.add_tab_stop(Pt(room), WD_TAB_ALIGNMENT.RIGHT)
            target.add_run("\t")
            for run in paragraph.tail:
                self._run(target, run, setting.size)

    def _run(self, target: Any, run: Run, size: float) -> None:
        made = target.add_run()
        made.bold, made.italic = run.bold or None, run.italic or None
        made.font.size = Pt(size)
        made.font.superscript = run.raised or None
        for i, piece in enumerate(run.text.split(SOFT_HYPHEN)):
            if i:
                made._r.append(OxmlElement("w:softHyphen"))
            if piece:
                text = OxmlElement("w:t")
                text.text = piece
                text.set(qn("xml:space"), "preserve")
                made._r.append(text)
        if run.link:
            link = OxmlElement("w:hyperlink")
            link.set(
                qn("r:id"), target.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
            made._r.addprevious(link)
            link.append(made._r)

    # -- what stands in other parts of the file

    def _call(self, paragraph: Any, text: str, marked: bool) -> None:
        self.notes.append(
            ("<w:r><w:footnoteRef/></w:r>" if marked else "") + _text_run((" " if marked else "") + text)
        )
        number = len(self.notes)
        if marked:
            inner = f'<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/>'
        else:
            inner = f'<w:footnoteReference w:customMarkFollows="1" w:id="{number}"/><w:t></w:t>'
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))

    def _add_footnotes(self) -> None:
        notes = [
            f'<w:footnote w:type="{kind}" w:id="{i}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for i, kind in ((-1, "separator"), (0, "continuationSeparator"))
        ]
        notes += [
            f'<w:footnote w:id="{i}"><w:p>{inner}</w:p></w:footnote>' for i, inner in enumerate(self.notes, 1)
        ]
        xml = f"<w:footnotes {nsdecls('w')}>{''.join(notes)}</w:footnotes>"
        main = self.document.part
        part = OpcPart(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, xml.encode(), main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _new_list(self, pattern: str) -> int:
        """A list that counts from 1, and its number in the file."""
        numbering = self.document.part.numbering_part.element
        self.lists += 1
        known = 1000 + self.lists
        shown = escape(pattern.replace("{}", "%1").strip())
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{known}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        )
        first = numbering.find(qn("w:num"))
        if first is not None:
            first.addprevious(abstract)
        else:
            numbering.append(abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{known}"><w:abstractNumId w:val="{known}"/></w:num>')
        )
        return known


def _text_run(text: str) -> str:
    return f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _columns(section: Any, count: int, gutter: float) -> None:
    found = section._sectPr.find(qn("w:cols"))
    if found is None:
        found = OxmlElement("w:cols")
        section._sectPr.append(found)
    found.set(qn("w:num"), str(count))
    found.set(qn("w:space"), str(round(gutter * 20)))
