"""Reads Word files (.docx) with python-docx: a line for each paragraph, as Word would show it.

python-docx opens the file and knows its parts; it leaves out what Word shows without storing it as text, so
the story is walked here: numbers of lists, text boxes, footnotes, superscripts, signs of symbol fonts, links.
What is deleted, hidden or a second form of the same (the fallbacks of drawings) is not read.

Where Word breaks a page of itself is not in the file, so the document is one without pages: what its author
has begun on a fresh one (by a break, a section or a style) shows as that, and running heads stand where their
section begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from izde import errors
from izde.extract.page.document import Document, Line, Page, Style
from izde.extract.readers.docx_package import open_word
from izde.extract.readers.pdf import classify_link

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from izde.extract.readers.docx_formats import Formats, ParagraphFormat, RunFormat
    from izde.extract.readers.docx_numbers import Numbers

#: Points of space above a paragraph that set it apart.
_GAP = 5.0
_TAB = "    "
#: A cell with a paragraph of so many letters is prose, and no figure of a table.
_PROSE = 160
#: Notes wait for a place where they part no title from its abstract: a fresh page, or the midst of a body,
#: where so many of the last paragraphs are prose.
_RECENT, _MIDST = 8, 7
#: Characters of a header that is worth reading.
_FEW = 4
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What is not shown: deletions, moved text where it was, what others said of the text.
_UNSHOWN = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText", "annotationRef", "pPr", "rPr")
)
#: Elements around runs or paragraphs that change nothing of what is shown.
_AROUND = frozenset(
    f"{_W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo")
)
#: Letters of symbol fonts that mean something in an article; they are kept in a private place of Unicode.
_SYMBOLS = {
    "wingdings": {0x28: "☎", 0x2A: "✉", 0x2B: "✉", 0xFC: "✓", 0xA7: "•", 0x9F: "•", 0xD8: "•"},
    "symbol": dict(
        zip(
            range(0x41, 0x7B),
            "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
            strict=False,
        )
    )
    | {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0x2D: "−", 0xA5: "∞"},
}
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_BLANKS = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LETTERS = {**_DROPPED, **_BLANKS, 0x2011: "-", 0x000A: " ", 0x000D: " ", 0x0009: _TAB}


def read(path: Path) -> Document:
    """The document of a Word file. Raises the errors of `open_word`, and EmptyInput."""
    word = open_word(path)
    document = _Reading(word, path.name).document()
    if not document.pages[0].lines:
        raise errors.EmptyInput(path)
    return document


@dataclass(slots=True)
class _Field:
    """A complex field: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def shown(self) -> bool:
        return self.result and not _PAGE_FIELD.match(self.instruction)


@dataclass(slots=True)
class _Note:
    """A note that was called; `last` for one that stands at the end of the text, not at the foot of a
    page."""

    element: Any
    last: bool


@dataclass(slots=True)
class _Text:
    """One line as it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0
    italic: int = 0
    letters: int = 0
    targets: list[str] = field(default_factory=list)

    def add(self, text: str, form: RunFormat) -> None:
        if not text:
            return
        if form.raised and text.strip():
            start = self.length + len(text) - len(text.lstrip())
            self.marks.append((start, start + len(text.strip())))
        self.pieces.append(text)
        self.length += len(text)
        letters = sum(map(str.isalnum, text))
        if letters and not form.raised:
            self.sizes[form.size] += letters
            self.letters += letters
            self.bold += letters * form.bold
            self.italic += letters * form.italic

    def line(self, number: int, gap: bool, form: ParagraphFormat) -> Line:
        raw = "".join(self.pieces)
        text = raw.strip()
        cut = len(raw) - len(raw.lstrip())
        marks = [(a - cut, b - cut) for a, b in self.marks if a >= cut and b - cut <= len(text)]
        size = self.sizes.most_common(1)[0][0] if self.sizes else form.run.size
        style = Style(
            size,
            bold=2 * self.bold > self.letters,
            italic=2 * self.italic > self.letters,
            centred=form.centred,
        )
        return Line(text, number, gap=gap, style=style, marks=_joined(marks))


def _at_foot(note: _Note) -> bool:
    return not note.last


def _addressed(note: _Note) -> bool:
    return "@" in _plain(note.element) and not note.last


def _joined(marks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks that touch are one."""
    out: list[tuple[int, int]] = []
    for start, end in marks:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


class _Reading:
    """The walk through one file."""

    def __init__(self, word: WordDocument, source: str) -> None:
        from izde.extract.readers.docx_formats import Formats
        from izde.extract.readers.docx_numbers import Numbers

        self.word, self.source = word, source
        self.formats: Formats = Formats(word.styles.element)
        self.numbers: Numbers = Numbers(_part_element(word, "numbering"))
        self.notes = {kind: _notes(word, kind) for kind in ("footnotes", "endnotes")}
        self.page = Page(1, [])
        self.count = 0
        #: Whether the next line stands first on a page.
        self.fresh = False
        self.gap = False
        self.after = 0.0
        #: Which of the last paragraphs are prose.
        self.prose: deque[bool] = deque(maxlen=_RECENT)
        self.fields: list[_Field] = []
        #: Text boxes that the paragraph at hand holds, notes that wait for their place.
        self.boxes: list[Any] = []
        self.waiting: list[_Note] = []
        self.note_numbers: Counter[str] = Counter()
        self.part: Any = word.part

    def document(self) -> Document:
        """All of it."""
        heads = [_Heads(section, self.word) for section in self.word.sections]
        at = 0
        self._furniture(heads[at].above if heads else [])
        for block in _shown_children(self.word.element.body):
            self._block(block)
            ends = block.find(f"{_W}pPr/{_W}sectPr") if block.tag == f"{_W}p" else None
            if ends is None:
                continue
            at += 1
            if at < len(heads) and heads[at].fresh:
                self._break(heads[at - 1], heads[at])
        self._end_page(heads[at].below if at < len(heads) else [])
        return Document(self.source, [self.page], paged=False)

    # -- pages

    def _break(self, left: _Heads | None = None, entered: _Heads | None = None) -> None:
        """A fresh page. An author's page break leaves the heads as they are."""
        self._end_page(left.below if left else [])
        self.gap, self.after, self.fresh = False, 0.0, True
        self._furniture(entered.above if entered else [])

    def _end_page(self, below: list[Any]) -> None:
        self._put_notes()
        self._furniture(below)

    def _put_notes(self, due: Callable[[_Note], bool] = bool) -> None:
        """The notes whose place is here."""
        notes = [note for note in self.waiting if due(note)]
        self.waiting = [note for note in self.waiting if not due(note)]
        for note in notes:
            self.gap = True
            for block in _shown_children(note.element):
                self._block(block)
            self.gap = True

    def _furniture(self, parts: list[Any]) -> None:
        """Lines of running heads or feet, when they say more than a page number."""
        for part in parts:
            held, self.part = self.part, part
            lines = self.page.lines
            mark = len(lines)
            for block in _shown_children(part.element):
                self._block(block)
            self.part = held
            lines[mark:] = [line for line in lines[mark:] if len(line.text) >= _FEW]
            self.gap = True

    # -- blocks

    def _block(self, block: Any) -> None:
        if block.tag == f"{_W}p":
            self._paragraph(block)
        elif block.tag == f"{_W}tbl":
            self._table(block)
        elif block.tag in _AROUND:
            for inner in _shown_children(block):
                self._block(inner)
        elif block.tag == f"{_MC}AlternateContent":
            for inner in _chosen(block):
                self._block(inner)

    def _paragraph(self, paragraph: Any) -> None:
        form = self.formats.of_paragraph(paragraph)
        if form.breaks:
            self._break()
        apart = self.gap or form.before + self.after >= _GAP
        texts = self._texts(paragraph, form)
        boxes, self.boxes = self.boxes, []
        filled = False
        for text in texts:
            if text is None:
                self._break()
                apart = True
                continue
            self.count += 1
            line = text.line(self.count, apart, form)
            self.page.links += [classify_link(target, self.count) for target in text.targets]
            if line.text:
                line.indented, self.fresh = self.fresh, False
                self.page.lines.append(line)
                self.prose.append(len(line.text) >= _PROSE)
                filled, apart = True, False
        self.gap, self.after = not filled, form.after if filled else 0.0
        for box in boxes:
            self.gap = True
            for block in _shown_children(box):
                self._block(block)
            self.gap = True
        if filled and not self.prose[-1]:
            # What a byline or a title calls, and an address stands in, is a line of the front matter.
            self._put_notes(_addressed)
        if self.waiting and sum(self.prose) >= _MIDST:
            self._put_notes(_at_foot)

    def _texts(self, paragraph: Any, form: ParagraphFormat) -> list[_Text | None]:
        """The lines of a paragraph; None is a page break between them."""
        texts: list[_Text | None] = [_Text()]
        label = self._label(paragraph, form)
        if label:
            self._last(texts).add(label, form.run)
        self._inline(paragraph, form.run, texts, None)
        return texts

    def _label(self, paragraph: Any, form: ParagraphFormat) -> str:
        if form.number is None or form.number == "0" or not _shows(paragraph):
            return ""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        named = style.get(f"{_W}val") if style is not None and own is None else None
        return self.numbers.next(form.number, form.level, named)

    @staticmethod
    def _last(texts: list[_Text | None]) -> _Text:
        text = texts[-1]
        if text is None:
            text = _Text()
            texts.append(text)
        return text

    def _inline(self, element: Any, base: RunFormat, texts: list[_Text | None], target: str | None) -> None:
        for child in _shown_children(element):
            if child.tag == f"{_W}r":
                self._run(child, self.formats.of_run(child, base), texts, target)
            elif child.tag == f"{_W}hyperlink":
                self._inline(child, base, texts, self._address(child) or target)
            elif child.tag == f"{_W}fldSimple":
                instruction = child.get(f"{_W}instr", "")
                if not _PAGE_FIELD.match(instruction):
                    link = _LINK_FIELD.match(instruction)
                    self._inline(child, base, texts, link[1] if link else target)
            elif child.tag in _AROUND:
                self._inline(child, base, texts, target)
            elif child.tag == f"{_MC}AlternateContent":
                for inner in _chosen(child):
                    self._run(inner, base, texts, target)
            elif child.tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self._last(texts).add("".join(t.text or "" for t in child.iter(f"{_M}t")), base)

    def _address(self, link: Any) -> str | None:
        relation = self.part.rels.get(link.get(f"{_R}id", ""))
        return relation.target_ref if relation is not None and relation.is_external else None

    def _run(self, run: Any, form: RunFormat, texts: list[_Text | None], target: str | None) -> None:
        for child in _shown_children(run):
            if child.tag == f"{_W}fldChar":
                self._field(child.get(f"{_W}fldCharType", ""))
            elif child.tag == f"{_W}instrText":
                if self.fields and not self.fields[-1].result:
                    self.fields[-1].instruction += child.text or ""
            elif form.hidden or not all(found.shown for found in self.fields):
                continue
            elif child.tag == f"{_W}br" and child.get(f"{_W}type") == "page":
                texts.append(None)
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                texts.append(_Text())
            elif child.tag in (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_MC}AlternateContent"):
                self.boxes += _text_boxes(child)
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                self._call(child, form, self._last(texts))
            else:
                self._letters(child, form, self._last(texts), target)

    def _letters(self, child: Any, form: RunFormat, text: _Text, target: str | None) -> None:
        letters = _letters_of(child)
        if form.capitals:
            letters = letters.upper()
        text.add(letters, form)
        links = [found for f in self.fields if (found := _LINK_FIELD.match(f.instruction))]
        address = links[-1][1] if links else target
        if address and letters.strip() and address not in text.targets:
            text.targets.append(address)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].result = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _call(self, reference: Any, form: RunFormat, text: _Text) -> None:
        """A note's number where it is called; the note waits for the end of the page."""
        kind = "footnotes" if reference.tag == f"{_W}footnoteReference" else "endnotes"
        note = self.notes[kind].get(reference.get(f"{_W}id", ""))
        if note is None:
            return
        own = reference.get(f"{_W}customMarkFollows")
        if own is None or own in ("0", "false"):
            self.note_numbers[kind] += 1
            text.add(str(self.note_numbers[kind]), replace(form, raised=True))
        self.waiting.append(_Note(note, kind == "endnotes"))

    # -- tables

    def _table(self, table: Any) -> None:
        """Rows of figures are lines; cells with prose are read one after the other, down each column."""
        rows = [list(_cells(row)) for row in table.iter(f"{_W}tr") if _owner(row, table)]
        self.gap = True
        prose = [[any(len(_plain(p)) >= _PROSE for p in cell.iter(f"{_W}p")) for cell in row] for row in rows]
        columns = max((sum(row) for row in prose), default=0)
        if columns >= 2 and len({len(row) for row in rows}) == 1:
            for place in range(len(rows[0])):
                for row in rows:
                    self._cell(row[place])
        else:
            for row, wordy in zip(rows, prose, strict=True):
                if any(wordy) or len(row) == 1:
                    for cell in row:
                        self._cell(cell)
                else:
                    self._figures(row)
        self.gap = True

    def _cell(self, cell: Any) -> None:
        self.gap = True
        for block in _shown_children(cell):
            self._block(block)

    def _figures(self, row: list[Any]) -> None:
        """A row's cells on one line."""
        lines = self.page.lines
        mark, held = len(lines), self.gap
        for cell in row:
            self._cell(cell)
        if lines[mark:]:
            first = lines[mark]
            first.text = _TAB.join(line.text for line in lines[mark:])
            first.gap = held
            lines[mark:] = [first]
        self.gap = False


class _Heads:
    """The running heads and feet of a section, and whether it begins on a fresh page."""

    def __init__(self, section: Any, word: WordDocument) -> None:
        kind = section._sectPr.find(f"{_W}type")
        self.fresh = kind is None or kind.get(f"{_W}val") not in ("continuous", "nextColumn")
        both = word.settings.odd_and_even_pages_header_footer
        first = section.different_first_page_header_footer
        self.above = _filled(
            [section.first_page_header] * first + [section.even_page_header] * both + [section.header]
        )
        self.below = _filled(
            [section.first_page_footer] * first + [section.even_page_footer] * both + [section.footer]
        )


def _filled(parts: list[Any]) -> list[Any]:
    """The parts of the heads that hold any text, each once."""
    found: dict[str, Any] = {}
    for head in parts:
        text = " ".join(_plain(head.part.element).split())
        if len(text) >= _FEW:
            found.setdefault(text, head.part)
    return list(found.values())


def _part_element(word: WordDocument, kind: str) -> Any:
    """The root of a part that the document is related to, or None."""
    from docx.oxml import parse_xml

    for relation in word.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            element = getattr(part, "element", None)
            return parse_xml(part.blob) if element is None else element
    return None


def _notes(word: WordDocument, kind: str) -> dict[str, Any]:
    """Foot- or endnotes by their ids, without the rules that part them from the text."""
    root = _part_element(word, kind)
    if root is None:
        return {}
    found = {}
    for note in root.iterchildren(f"{_W}{kind[:-1]}"):
        if note.get(f"{_W}type") in (None, "normal"):
            found[note.get(f"{_W}id", "")] = note
    return found


def _shown_children(element: Any) -> Iterator[Any]:
    """The elements in an element that are shown."""
    return (child for child in element if isinstance(child.tag, str) and child.tag not in _UNSHOWN)


def _chosen(alternate: Any) -> list[Any]:
    """What a program that knows it all would show of several forms of the same."""
    for name in ("Choice", "Fallback"):
        found = alternate.find(f"{_MC}{name}")
        if found is not None:
            return [found]
    return []


def _text_boxes(element: Any) -> Iterator[Any]:
    """The contents of text boxes in a drawing, each once."""
    if element.tag == f"{_W}txbxContent":
        yield element
        return
    for child in _chosen(element) if element.tag == f"{_MC}AlternateContent" else element:
        if isinstance(child.tag, str):
            yield from _text_boxes(child)


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, without those that a merged one above covers."""
    for cell in row.iter(f"{_W}tc"):
        if not _owner(cell, row):
            continue
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        if merged is None or merged.get(f"{_W}val") == "restart":
            yield cell


def _owner(part: Any, owner: Any) -> bool:
    """Whether a row or cell belongs to this table or row, and not to one nested in it."""
    parent = part.getparent()
    while parent is not None and parent.tag in _AROUND:
        parent = parent.getparent()
    return parent is owner


def _plain(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{_W}t"))


def _shows(paragraph: Any) -> bool:
    """Whether a paragraph holds anything that a number may stand before."""
    return any(True for _ in paragraph.iter(f"{_W}t", f"{_W}drawing", f"{_M}t"))


def _letters_of(child: Any) -> str:
    """The text of an element in a run."""
    if child.tag == f"{_W}t":
        return unicodedata.normalize("NFC", (child.text or "").translate(_LETTERS))
    if child.tag in (f"{_W}tab", f"{_W}ptab"):
        return _TAB
    if child.tag == f"{_W}noBreakHyphen":
        return "-"
    if child.tag == f"{_W}sym":
        return _symbol(child.get(f"{_W}font", ""), child.get(f"{_W}char", ""))
    return ""


def _symbol(font: str, code: str) -> str:
    """A letter of a symbol font, or "" where none in Unicode is known for it."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(font.lower().rstrip(" 0123456789"))
    if table is not None:
        return table.get(number & 0xFF, "")
    return "" if 0xE000 <= number <= 0xF8FF else chr(number)
