"""Reading whole PDFs: the rendered sample issues, links, labels, processes."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pdf_files as make
import pytest

from izde.extract.page.document import Document, LinkKind
from izde.extract.readers import pdf

DATA = Path(__file__).parents[2] / "data" / "pdf"
LAYOUTS = sorted(path.stem for path in DATA.glob("*.pdf"))


def gold(name: str) -> list[dict[str, object]]:
    return [json.loads(x) for x in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def text_of(document: Document) -> str:
    """All lines, with the halves of divided words joined."""
    text = "\n".join(line.text for page in document.pages for line in page.lines)
    return re.sub("[-\u2010\u00ad]\n", "", text)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: pdf.read(DATA / f"{name}.pdf") for name in LAYOUTS}


def test_there_are_four_layouts() -> None:
    assert len(LAYOUTS) >= 4


@pytest.mark.parametrize("name", LAYOUTS)
def test_reading_order(documents: dict[str, Document], name: str) -> None:
    """Nearly all neighbours of the printed texts are neighbours in the lines; page ends part a few."""
    found = words(text_of(documents[name]))
    neighbours = set(pairwise(found))
    printed = [pair for record in gold(name) for pair in pairwise(words(str(record["body"])))]
    assert sum(pair in neighbours for pair in printed) > 0.993 * len(printed)


@pytest.mark.parametrize("name", LAYOUTS)
def test_titles_stand_out(documents: dict[str, Document], name: str) -> None:
    bold = " ".join(
        line.text for page in documents[name].pages for line in page.lines if line.style and line.style.bold
    )
    for record in gold(name):
        titles = record["title"]
        assert isinstance(titles, dict)
        for title in titles.values():
            assert " ".join(words(title)) in " ".join(words(bold))


def test_bylines_have_superscripts(documents: dict[str, Document]) -> None:
    marked = [
        line for page in documents["columns"].pages for line in page.lines if line.marks and "," in line.text
    ]
    assert marked
    for line in marked:
        assert all(line.text[a:b].strip("*").isdigit() for a, b in line.marks)


def test_links_of_annotations(documents: dict[str, Document]) -> None:
    found = [link for page in documents["inline"].pages for link in page.links]
    emails = {link.target for link in found if link.kind is LinkKind.EMAIL}
    orcids = {link.target.rsplit("/", 1)[-1] for link in found if link.kind is LinkKind.ORCID}
    for record in gold("inline"):
        assert set(record["emails"]) <= emails  # type: ignore[call-overload]
        assert set(record["orcids"]) <= orcids  # type: ignore[call-overload]


def test_pages_are_the_same_with_more_processes(documents: dict[str, Document]) -> None:
    again = pdf.read(DATA / "columns.pdf", jobs=3)
    assert again.pages == documents["columns"].pages


def test_lines_are_numbered_through_the_document(documents: dict[str, Document]) -> None:
    numbers = [line.number for page in documents["small"].pages for line in page.lines]
    assert numbers == list(range(1, len(numbers) + 1))


def test_progress_counts_pages() -> None:
    told: list[tuple[int, int]] = []
    document = pdf.read(DATA / "small.pdf", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(document.pages), len(document.pages))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    return path


def test_kinds_of_links(tmp_path: Path) -> None:
    targets = [
        "mailto:A.Bolat%40mail.kz?subject=x",
        "https://orcid.org/%200000-0001-8232-5121",
        "https://doi.org/10.1/a",
        "file:///C:/x",
    ]
    annotations = b" ".join(
        b"<< /Type /Annot /Subtype /Link /Rect [60 %d 200 %d] /A << /S /URI /URI (%s) >> >>"
        % (736 - 14 * i, 750 - 14 * i, target.encode())
        for i, target in enumerate(targets)
    )
    content = make.lines(
        ["first line of text", "second line of text", "third line of text", "fourth one of text"]
    )
    data = make.pages([content], annotations={0: b"/Annots [%s]" % annotations})
    links = pdf.read(write(tmp_path, data)).pages[0].links
    assert [link.kind for link in links] == [LinkKind.EMAIL, LinkKind.ORCID, LinkKind.DOI, LinkKind.OTHER]
    assert links[0].target == "A.Bolat@mail.kz"
    assert [link.line for link in links] == [1, 2, 3, 4]


def test_page_labels(tmp_path: Path) -> None:
    objects = make.objects_of([make.lines(["A page with some text on it."])] * 3)
    objects[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >> >>"
    )
    assert [page.label for page in pdf.read(write(tmp_path, make.assemble(objects))).pages] == ["i", "7", "8"]


def test_page_turned_on_its_side(tmp_path: Path) -> None:
    up = b"".join(
        b"BT /F1 11 Tf 0 1 -1 0 %d 60 Tm (%s) Tj ET\n" % (100 + 14 * i, text)
        for i, text in enumerate([b"first line up the page", b"second line up the page", b"third line"])
    )
    rotated = make.objects_of([up])
    rotated[100] = rotated[100].replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    expected = ["first line up the page", "second line up the page", "third line"]
    for data in (make.pages([up]), make.assemble(rotated)):
        assert [x.text for x in pdf.read(write(tmp_path, data)).pages[0].lines] == expected


def test_page_turned_on_its_head(tmp_path: Path) -> None:
    content = make.lines(["first line", "second line", "third line of the page"])
    rotated = make.objects_of([content])
    rotated[100] = rotated[100].replace(b"/MediaBox", b"/Rotate 180 /MediaBox")
    lines = pdf.read(write(tmp_path, make.assemble(rotated))).pages[0].lines
    assert [x.text for x in lines] == ["first line", "second line", "third line of the page"]


@pytest.mark.parametrize("box", [b"[595 842 0 0]", b"[0 842 595 0]", b"[0 0 0 0]"])
def test_page_box_of_any_two_corners(tmp_path: Path, box: bytes) -> None:
    objects = make.objects_of([make.lines(["Text on a page with an odd box."])])
    objects[100] = objects[100].replace(b"[0 0 595 842]", box)
    page = pdf.read(write(tmp_path, make.assemble(objects))).pages[0]
    assert [x.text for x in page.lines] == ["Text on a page with an odd box."]
    assert (page.width, page.height) == (595, 842)


def test_text_turned_beside_the_text_is_left_out(tmp_path: Path) -> None:
    content = make.lines(["An ordinary page of a journal.", "It has a note in its margin."])
    content += b"BT /F1 8 Tf 0 1 -1 0 30 200 Tm (downloaded from somewhere) Tj ET\n"
    lines = pdf.read(write(tmp_path, make.pages([content]))).pages[0].lines
    assert [x.text for x in lines] == ["An ordinary page of a journal.", "It has a note in its margin."]


def test_ligatures_are_letters(tmp_path: Path) -> None:
    # Helvetica's J and L are as wide as fi and ff, as a font's ligatures are.
    to_unicode = make.stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"2 beginbfchar <4A> <FB01> <4C> <FB00> endbfchar\n"
        b"1 beginbfrange <61> <7A> <0061> endbfrange\nendcmap end end"
    )
    font = make.HELVETICA.replace(b"/Encoding", b"/ToUnicode 9 0 R /Encoding")
    data = make.pages([make.lines(["Jrst eLect words"] * 3)], font=font, extra={9: to_unicode})
    assert pdf.read(write(tmp_path, data)).pages[0].lines[0].text == "first effect words"


def test_text_beside_the_page_is_left_out(tmp_path: Path) -> None:
    content = make.lines(["On the page there is text."]) + make.show("printer's marks", x=700, y=900)
    assert len(pdf.read(write(tmp_path, make.pages([content]))).pages[0].lines) == 1


def test_page_box_that_does_not_begin_at_zero(tmp_path: Path) -> None:
    objects = make.objects_of([make.lines(["Text on a page that is cut out of a sheet."])])
    objects[100] = objects[100].replace(b"[0 0 595 842]", b"[50 100 645 942]")
    line = pdf.read(write(tmp_path, make.assemble(objects))).pages[0].lines[0]
    assert line.box is not None
    assert line.box[0] == pytest.approx(10)


def test_form_inside_a_page_moves_nothing_after_it(tmp_path: Path) -> None:
    form = make.stream(
        b"1 0 0 1 300 0 cm " + make.show("in a form", x=0, y=600),
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>",
    )
    content = make.show("before the form") + b"/X Do " + make.show("after the form", y=500)
    data = make.pages(
        [content], resources=b"/Font << /F1 3 0 R >> /XObject << /X 10 0 R >>", extra={10: form}
    )
    lines = {x.text: x.box for x in pdf.read(write(tmp_path, data)).pages[0].lines}
    after = lines["after the form"]
    assert after is not None
    assert after[0] == pytest.approx(60)


def test_cyrillic_passed_off_as_western_letters(tmp_path: Path) -> None:
    printed = ["Қазақстан тарихы", "«История Казахстана» № 3", "Élève à l'été: une année"]
    shown = [*(text.encode("kz1048").decode("latin-1") for text in printed[:2]), printed[2]]
    content = b"".join(
        b"BT /F1 11 Tf 1 0 0 1 60 %d Tm (%s) Tj ET\n" % (700 - 20 * i, text.encode("latin-1"))
        for i, text in enumerate(shown)
    )
    lines = pdf.read(write(tmp_path, make.pages([content]))).pages[0].lines
    assert [x.text for x in lines] == printed


def test_modules_in_the_working_folder_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pickle", "struct", "pdfminer", "izde"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    data = make.pages([make.lines(["A page with some text on it."])])
    assert len(pdf.read(write(tmp_path, data)).pages) == 1
