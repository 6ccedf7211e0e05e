"""Word files: what Word shows is read, and what it does not show is not."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.makers import BAR, HELD
from evaluation.scoring import score
from izde import errors
from izde.extract import extract
from izde.extract.page.document import LinkKind
from izde.extract.readers import docx as reader
from izde.extract.readers import open_source
from izde.extract.readers.docx_numbers import shown
from sample_issues.gold import sources
from sample_issues.makers import word
from sample_issues.makers.fonts import make_fonts
from sample_issues.manuscript import HABITS, manuscript
from sample_issues.typeset import FontsMissingError

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


@pytest.fixture
def made(tmp_path):
    """A new file, and how to read it back."""
    document = docx.Document()

    def read():
        path = tmp_path / "issue.docx"
        document.save(str(path))
        return reader.read(path)

    return document, read


def put(paragraph, xml: str) -> None:
    """Add runs as Word writes them."""
    for element in parse_xml(f"<w:p {nsdecls('w', 'r')} {MC} {WPS}>{xml}</w:p>"):
        paragraph._p.append(element)


def texts(document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


def numbering(document, levels: str, number: int = 77, extra: str = "") -> None:
    root = document.part.numbering_part.element
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>'
    root.find(qn("w:num")).addprevious(parse_xml(abstract))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{extra}</w:num>'
        )
    )


def item(document, text: str, level: int = 0, number: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def level(place: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def test_numbers_of_lists_are_shown(made):
    document, read = made
    numbering(
        document,
        level(0, "decimal", "%1.") + level(1, "russianLower", "%2)") + level(2, "lowerRoman", "%1.%3"),
    )
    for text, place in (("Омаров", 0), ("бірі", 1), ("екіншісі", 1), ("Левин", 0), ("соңғы", 1), ("тағы", 2)):
        item(document, text, place)
    assert texts(read()) == ["1. Омаров", "а) бірі", "б) екіншісі", "2. Левин", "а) соңғы", "2.i тағы"]


def test_a_second_list_of_the_same_kind_begins_anew(made):
    document, read = made
    numbering(document, level(0, "decimal", "[%1]", '<w:suff w:val="space"/>'))
    root = document.part.numbering_part.element
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{start}</w:num>'))
    for text, number in (("a", 77), ("b", 77), ("c", 78), ("d", 78)):
        item(document, text, number=number)
    assert texts(read()) == ["[1] a", "[2] b", "[1] c", "[2] d"]


def test_bullets_and_lists_without_numbers(made):
    document, read = made
    numbering(document, level(0, "bullet", "\uf0b7") + level(1, "none", ""))
    item(document, "бірінші")
    item(document, "екінші", 1)
    assert texts(read()) == ["• бірінші", "екінші"]


def test_raised_marks_and_how_a_line_is_set(made):
    document, read = made
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, raised in (("1", True), ("А.Б. Нұрланов", False), ("1,2*", True), (", С.Қ. Әшімова", False)):
        run = paragraph.add_run(text)
        run.bold, run.font.superscript = True, raised
        run.font.size = docx.shared.Pt(11)
    (line,) = read().pages[0].lines
    assert line.text == "1А.Б. Нұрланов1,2*, С.Қ. Әшімова"
    assert [line.text[a:b] for a, b in line.marks] == ["1", "1,2*"]
    assert (line.style.size, line.style.bold, line.style.centred) == (11.0, True, True)


def test_a_style_of_capitals_and_hidden_text(made):
    document, read = made
    style = document.styles.add_style("Heading of articles", 1)
    style.font.all_caps, style.font.bold, style.font.size = True, True, docx.shared.Pt(14)
    document.add_paragraph("Қала және өзен", style=style).add_run(" жасырын").font.hidden = True
    (line,) = read().pages[0].lines
    assert (line.text, line.style.size, line.style.bold) == ("ҚАЛА ЖӘНЕ ӨЗЕН", 14.0, True)


def test_changes_that_are_tracked(made):
    document, read = made
    put(
        document.add_paragraph("Қала "),
        '<w:del w:id="1" w:author="x"><w:r><w:delText>тарихы</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="x"><w:r><w:t>мәдениеті</w:t></w:r></w:ins>',
    )
    assert texts(read()) == ["Қала мәдениеті"]


def test_letters_that_are_no_text(made):
    document, read = made
    put(
        document.add_paragraph(),
        "<w:r><w:t>университет</w:t><w:softHyphen/><w:t>тері\u00ad</w:t><w:noBreakHyphen/><w:t>бір</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F02A"/><w:sym w:font="Symbol" w:char="F061"/></w:r>',
    )
    assert texts(read()) == ["университеттері-бір✉α"]


def test_links_stand_on_their_line(made):
    document, read = made
    document.add_paragraph("бірінші")
    paragraph = document.add_paragraph()
    target = paragraph.part.relate_to("mailto:a.b@kaznu.kz", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(
        paragraph,
        f'<w:hyperlink r:id="{target}"><w:r><w:t>А. Нұрланов</w:t></w:r></w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://orcid.org/0000-0001-5109-3700" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>iD</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    document_read = read()
    assert texts(document_read) == ["бірінші", "А. НұрлановiD"]
    links = document_read.pages[0].links
    assert [(link.kind, link.target) for link in links] == [
        (LinkKind.EMAIL, "a.b@kaznu.kz"),
        (LinkKind.ORCID, "https://orcid.org/0000-0001-5109-3700"),
    ]
    assert {link.line for link in links} == {document_read.pages[0].lines[1].number}


def test_a_text_box_is_read_once(made):
    document, read = made
    box = "<w:txbxContent><w:p><w:r><w:t>Кілт сөздер: қала</w:t></w:r></w:p></w:txbxContent>"
    put(
        document.add_paragraph("Аңдатпа"),
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert texts(read()) == ["Аңдатпа", "Кілт сөздер: қала"]


def test_tables_of_figures_and_tables_of_prose(made):
    document, read = made
    figures = document.add_table(2, 3)
    for cell, text in zip(figures._cells, ("Жыл", "Саны", "", "2020", "17", "18"), strict=True):
        cell.text = text
    document.add_paragraph("арада")
    prose = document.add_table(2, 2)
    kazakh, russian = (
        "Бұл мақалада қала тарихы қарастырылады. " * 6,
        "В статье рассмотрена история города. " * 6,
    )
    for cell, text in zip(prose._cells, ("Аңдатпа", "Аннотация", kazakh, russian), strict=True):
        cell.text = text
    assert texts(read()) == [
        "Жыл    Саны", "2020    17    18", "арада", "Аңдатпа", kazakh.strip(), "Аннотация", russian.strip(),
    ]  # fmt: skip


def test_fresh_pages_and_heads(made):
    document, read = made
    document.sections[0].header.paragraphs[0].text = "Қала хабаршысы"
    put(
        document.sections[0].footer.paragraphs[0],
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>17</w:t></w:r></w:fldSimple>',
    )
    document.add_paragraph("бір").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("екі")
    document.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "А. Нұрланов"
    document.add_paragraph("үш")
    document_read = read()
    assert not document_read.paged
    lines = document_read.pages[0].lines
    assert [(line.text, line.indented) for line in lines] == [
        ("Қала хабаршысы", False),
        ("бір", False),
        ("екі", True),
        ("А. Нұрланов", True),
        ("үш", False),
    ]


def test_notes_part_no_title_from_its_abstract(tmp_path):
    path = tmp_path / "issue.docx"
    issue, records = manuscript(path, sources(), {"footnotes"}, 3)
    word.write_docx(issue, "DejaVu Serif", path)
    lines = texts(reader.read(path))
    notes = [i for i, line in enumerate(lines) if "2019." in line and len(line) < 40]
    abstracts = [
        i
        for i, line in enumerate(lines)
        if any(line.endswith(t[-60:]) for r in records for t in r["abstracts"].values())
    ]
    assert notes and len(abstracts) >= 6
    for note in notes:
        assert lines[note + 1][:1].isupper() or lines[note + 1][:1].isdigit()
        assert note - 1 not in abstracts


@pytest.mark.parametrize("habit", HABITS)
def test_issues_of_every_habit(habit, tmp_path):
    path = tmp_path / "issue.docx"
    try:
        fonts = make_fonts("whole", tmp_path / "fonts")
    except FontsMissingError as error:
        pytest.skip(str(error))
    issue, records = manuscript(path, sources(), {habit}, 101)
    word.print_issue(issue, fonts, path)
    gold = tmp_path / "issue.jsonl"
    gold.write_text("\n".join(json.dumps(r) for r in records), encoding="utf-8")
    from evaluation.layouts import gold_of

    scores = score(extract(path).articles, gold_of(gold))
    assert {name: scores.fields[name].f1 for name in HELD if scores.fields[name].f1 < BAR} == {}, (
        scores.misses
    )


def test_the_given_section_of_a_real_issue():
    path = SHARED / "issues" / "kazutb-2026-1-ekon.docx"
    gold = SHARED / "evaluation" / "gold" / "kazutb-2026-1-ekon.jsonl"
    if not path.exists() or not gold.exists():
        pytest.skip("the shared issue is not beside the project")
    from evaluation.gold import gold_articles

    scores = score(extract(path).articles, gold_articles(gold))
    for name, least in (("title", 0.97), ("abstract", 0.97), ("keywords", 0.97), ("articles", 0.96)):
        assert scores.fields[name].f1 >= least, scores.misses


@given(st.lists(st.text(alphabet="abc әқң.,1", min_size=1).filter(str.strip), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_paragraphs_come_back_as_they_are(paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    found = reader._Reading(docx.Document(buffer), "x.docx").document()
    assert texts(found) == [text.strip() for text in paragraphs]


@given(st.integers(1, 3999))
def test_numbers_differ_in_every_format(number):
    for form in ("decimal", "lowerRoman", "upperRoman", "lowerLetter", "russianUpper", "decimalZero"):
        assert shown(number, form) != shown(number + 1, form)


# ---------------------------------------------------------------- files that are told apart by their content


def minimal(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Қала")
    document.save(str(path))
    return path


@pytest.mark.parametrize("name", ["issue.docx", "issue.txt", "issue.pdf", "issue"])
def test_a_word_file_of_any_name(name, tmp_path):
    path = minimal(tmp_path / "made.docx").rename(tmp_path / name)
    assert texts(open_source(path)) == ["Қала"]


def test_a_word_file_that_was_cut_off(tmp_path):
    path = minimal(tmp_path / "issue.docx")
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(errors.WordDamaged):
        open_source(path)


def test_a_word_file_whose_text_is_broken(tmp_path):
    source, path = minimal(tmp_path / "whole.docx"), tmp_path / "issue.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data[: len(data) // 2] if entry.filename == "word/document.xml" else data)
    with pytest.raises(errors.WordDamaged):
        open_source(path)


def test_what_would_fill_the_memory(tmp_path):
    source, path = minimal(tmp_path / "whole.docx"), tmp_path / "issue.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            blanks = b" " * 70_000_000 if entry.filename == "word/styles.xml" else b""
            new.writestr(entry.filename, old.read(entry) + blanks)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(errors.WordTooLarge, match="unpacks to 70 MB"):
        open_source(path)


@pytest.mark.parametrize(
    ("stream", "error"), [("EncryptedPackage", errors.WordEncrypted), ("WordDocument", errors.OldWord)]
)
def test_older_and_locked_files(stream, error, tmp_path):
    path = tmp_path / "issue.docx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + stream.encode("utf-16-le") + bytes(500)
    )
    with pytest.raises(error):
        open_source(path)


def test_another_archive_is_no_word_file(tmp_path):
    path = tmp_path / "issue.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(errors.BinaryInput):
        open_source(path)


def test_without_the_library(tmp_path, monkeypatch):
    path = minimal(tmp_path / "issue.docx")
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(errors.WordMissing, match=r"izde\[docx\]"):
        open_source(path)


def test_a_word_file_without_text(tmp_path):
    path = tmp_path / "issue.docx"
    docx.Document().save(str(path))
    with pytest.raises(errors.EmptyInput):
        open_source(path)
