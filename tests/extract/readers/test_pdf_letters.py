"""Letters in whatever order, font and encoding a file shows them: words, blanks, marks, text that stands for
them."""

from __future__ import annotations

from math import cos, radians, sin
from pathlib import Path

import pdf_files as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.extract.page.document import Document
from izde.extract.readers import pdf
from izde.extract.readers.pdf_codepages import recode
from izde.extract.readers.pdf_letters import Face, Font, PageText, Setting
from izde.extract.readers.pdf_pieces import UPRIGHT, Sheet

MAKERS = Path(__file__).parents[2] / "data" / "makers"
FAULTS = Path(__file__).parents[4] / "shared" / "faults"
FONTS = b"/Font << /F1 3 0 R /F2 4 0 R >>"
SECOND = {4: make.HELVETICA.replace(b"Helvetica", b"Courier")}


@pytest.fixture(params=pdf.READERS, autouse=True)
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test here with each of the libraries that letters may come from."""
    chosen: str = request.param
    if chosen == "pdfium":
        pytest.importorskip("pypdfium2_raw")
    whole = pdf.read
    monkeypatch.setattr(pdf, "read", lambda path, **how: whole(path, **{"reader": chosen, **how}))
    return chosen


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    return pdf.read(path)


def lines(tmp_path: Path, content: bytes, **how: object) -> list[str]:
    data = make.pages([content], **{"resources": FONTS, "extra": SECOND, **how})
    return [line.text for line in read(tmp_path, data).pages[0].lines]


def text_of(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


# ------------------------------------------------------------ files of real programs


@pytest.mark.parametrize("name", sorted(path.stem for path in MAKERS.glob("*.txt")))
def test_lines_of_real_programs(name: str) -> None:
    expected = (MAKERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert text_of(pdf.read(MAKERS / f"{name}.pdf")) == expected


def test_there_are_files_of_real_programs() -> None:
    assert len(list(MAKERS.glob("*.pdf"))) >= 5


KNOWN = [
    ("01-fallback-font/lo_part.pdf", "Батыс Қазақстан облысы арқылы әртүрлі аудандардың ғылыми өнімдері мен"),
    (
        "02-skewed-scan-layer/skew-0.6.pdf",
        "Water birds of the lower river delta were counted in spring on twelve",
    ),
    ("03-soft-hyphens/ch.pdf", "үниверситеттеріміздегілер мемлекетаралық қатына"),
    ("04-superscripts/sup_wp.pdf", "А.Б. Нұрланов1, С.Қ. Әшімова2"),
    ("05-pt154/pt154.pdf", "Өзен атырауындағы құстардың көктемгі санағы"),
    ("06-actualtext/missing.pdf", "Батыс Қазақстан арқылы әртүрлі көл үстінде"),
]


@pytest.mark.parametrize(("name", "begins"), KNOWN)
def test_known_faults(name: str, begins: str) -> None:
    if not (FAULTS / name).exists():
        pytest.skip("the inputs of known faults are not beside the project")
    assert any(line.startswith(begins) for line in text_of(pdf.read(FAULTS / name)))


# ------------------------------------------------------------ blanks by place


def test_letters_of_another_font_after_the_line(tmp_path: Path) -> None:
    # Courier's letters are 600 wide: "some words for one" with every o drawn last.
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm [(s) -600 (me w) -600 (rds f) -600 (r ) -600 (ne)] TJ ET\n"
    for i, letter in enumerate("some words for one"):
        if letter == "o":
            content += b"BT /F1 10 Tf 1 0 0 1 %d 700 Tm (o) Tj ET\n" % (60 + 6 * i)
    assert lines(tmp_path, content) == ["some words for one"]


def test_blanks_alone_in_the_first_font(tmp_path: Path) -> None:
    content = (
        b"BT /F1 10 Tf 1 0 0 1 84 700 Tm [( ) -2122 ( )] TJ ET\n"
        b"BT /F2 10 Tf 1 0 0 1 60 700 Tm (Some) Tj 1 0 0 1 86.8 700 Tm (one) Tj ET\n"
        b"BT /F2 10 Tf 1 0 0 1 110.8 700 Tm (reads) Tj ET\n"
    )
    assert lines(tmp_path, content) == ["Some one reads"]


@settings(deadline=None)
@given(order=st.permutations(range(12)))
def test_order_does_not_matter(order: list[int]) -> None:
    """Strings of one line, shown in any order, give the same words."""
    words = ["қала", " ", "өз", "ен", " ", "үй", "де", " ", "ғ", "ылым", " ", "сөз"]
    lefts, x = [], 60.0
    for word in words:
        lefts.append(x)
        x += 5.0 * len(word)
    font = Font("Any", Face())
    sheet = Sheet()
    for i in order:
        letters = list(words[i])
        own = [lefts[i] + 5.0 * k for k in range(len(letters))]
        sheet.show(Setting(UPRIGHT, 700.0, 0.0, 10.0, font), letters, own, [at + 5.0 for at in own])
    page = PageText(0, 595.0, 842.0)
    sheet.fill(page)
    pieces = sorted(page.pieces)
    text = "".join(" " * piece.space + piece.text for piece in pieces)
    assert text == "қала өзен үйде ғылым сөз"


def test_a_covered_blank_is_none(tmp_path: Path) -> None:
    # Blanks of full width that the next letter is set back over, beside real ones.
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm [(one t) ( ) 600 (wo thr) ( ) 600 (ee four)] TJ ET\n"
    assert lines(tmp_path, content) == ["one two three four"]


# ------------------------------------------------------------ text instead of letters


def span(text: str, shown: bytes) -> bytes:
    raw = "feff" + text.encode("utf-16-be").hex()
    return b"/Span << /ActualText <%s> >> BDC %s EMC " % (raw.encode(), shown)


def test_text_stands_for_one_box(tmp_path: Path) -> None:
    content = (
        b"BT /F2 10 Tf 1 0 0 1 60 700 Tm "
        + span("қ", b"(o) Tj ")
        + b"(ala) Tj "
        + span("ң", b"(o) Tj ")
        + b"ET\n"
    )
    assert lines(tmp_path, content) == ["қalaң"]


def test_text_of_another_length_takes_the_place(tmp_path: Path) -> None:
    content = (
        b"BT /F2 10 Tf 1 0 0 1 60 700 Tm (in ) Tj " + span("two words", b"(XXXXX) Tj ") + b"( here) Tj ET\n"
    )
    assert lines(tmp_path, content) == ["in two words here"]


def test_text_among_the_resources(tmp_path: Path) -> None:
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm (fa) Tj /Span /P1 BDC (X) Tj EMC (ter) Tj ET\n"
    named = FONTS + b" /Properties << /P1 << /ActualText (s) >> >>"
    assert lines(tmp_path, content, resources=named) == ["faster"]


def test_soft_hyphens(tmp_path: Path) -> None:
    untaken = span("\u00ad", b"( ) Tj ") + b"-6 0 Td "
    content = (
        b"BT /F2 10 Tf 60 700 Td (se) Tj 12 0 Td " + untaken + b"6 0 Td (ven words) Tj ET\n"
        b"BT /F2 10 Tf 1 0 0 1 60 680 Tm (divi) Tj " + span("\u00ad", b"(-) Tj ") + b"ET\n"
        b"BT /F2 10 Tf 1 0 0 1 60 660 Tm (ded) Tj ET\n"
    )
    assert lines(tmp_path, content) == ["seven words", "divi\u00ad", "ded"]


def test_empty_text_removes_what_is_shown(tmp_path: Path) -> None:
    empty = b"/Span << /ActualText () >> BDC (xx) Tj EMC "
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm (plain) Tj " + empty + b"( text) Tj ET\n"
    assert lines(tmp_path, content) == ["plain text"]


def test_text_of_a_word_over_two_lines(tmp_path: Path) -> None:
    two = b"(divi-) Tj 1 0 0 1 60 680 Tm (ded) Tj "
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm (is ) Tj " + span("ДИВИДЕД", two) + b"( word) Tj ET\n"
    assert lines(tmp_path, content) == ["is ДИВИ\u00ad", "ДЕД word"]


def test_text_that_cannot_be_placed_leaves_the_letters(tmp_path: Path) -> None:
    two = b"(one two) Tj 1 0 0 1 60 680 Tm (three) Tj "
    content = b"BT /F2 10 Tf 1 0 0 1 60 700 Tm " + span("something else altogether", two) + b"ET\n"
    assert lines(tmp_path, content) == ["one two", "three"]


@pytest.mark.parametrize("tail", [b"", b"EMC EMC EMC EMC "])
def test_marked_content_out_of_balance(tmp_path: Path, tail: bytes) -> None:
    content = (
        b"BT /F2 10 Tf 1 0 0 1 60 700 Tm /P BMC (in ) Tj /P << /MCID 3 >> BDC "
        b"/Span << /ActualText (order) >> BDC "
        b"(XX) Tj " + tail + b"ET\n"
    )
    assert lines(tmp_path, content) == ["in order"]


@settings(deadline=None)
@given(
    text=st.text(max_size=12),
    shown=st.lists(st.sampled_from(["a", "bc", " ", "-", ""]), max_size=6),
    rows=st.integers(1, 2),
)
def test_any_text_for_any_letters(text: str, shown: list[str], rows: int) -> None:
    sheet = Sheet()
    sheet.begin(text)
    for row in range(rows):
        lefts = [60.0 + 10 * i for i in range(len(shown))]
        setting = Setting(UPRIGHT, 700.0 - 12 * row, 0.0, 10.0, Font("Any", Face()))
        sheet.show(setting, shown, lefts, [x + 5 * len(part) for x, part in zip(lefts, shown, strict=True)])
    sheet.end()
    page = PageText(0, 595.0, 842.0)
    sheet.fill(page)
    assert all(piece.text and not piece.text.isspace() and piece.x0 <= piece.x1 for piece in page.pieces)


# ------------------------------------------------------------ letters that the file does not name


def test_lost_letters_name_page_and_font(tmp_path: Path) -> None:
    content = make.lines(["A page with many words of ordinary text."] * 4)
    content += b"BT /F2 10 Tf 1 0 0 1 60 500 Tm <00410042> Tj ET\n"
    data = make.pages(
        [make.lines(["A first page, all of it in order."] * 3), content],
        resources=FONTS,
        extra={4: make.UNMAPPED},
    )
    document = read(tmp_path, data)
    assert document.pages[1].lines[-1].text == "\ufffd\ufffd"
    assert document.warnings == [
        "Some letters of page 2 in the font Secret have no Unicode value in the file and were lost."
    ]


def test_font_with_its_own_table_of_codes(tmp_path: Path) -> None:
    table = make.stream(
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidchar <083c> 0 endcidchar "
        b"1 begincidrange <0041> <005a> 65 endcidrange endcmap",
        b"/Type /CMap /CMapName /Own",
    )
    letters = make.stream(b"2 beginbfchar <083c> <049A> <0041> <0061> endbfchar endcmap")
    font = make.UNMAPPED.replace(b"/Encoding /Identity-H", b"/Encoding 8 0 R /ToUnicode 9 0 R")
    content = make.lines(["A page with many words of ordinary text."] * 4)
    content += b"BT /F2 10 Tf 1 0 0 1 60 500 Tm <083c0041> Tj ET\n"
    data = make.pages([content], resources=FONTS, extra={4: font, 8: table, 9: letters})
    assert text_of(read(tmp_path, data))[-1] == "Қa"


# ------------------------------------------------------------ code pages

KAZAKH = [
    "Өзен атырауындағы құстардың көктемгі санағы",
    "Аңдатпа. Мақалада үш жылғы деректер ұсынылды, әрі қарай",
    "ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ҒЫЛЫМИ ЖУРНАЛЫ № 4",
]


@pytest.mark.parametrize("encoding", [b"/Encoding /WinAnsiEncoding", b""])
@pytest.mark.parametrize("page", ["kz1048", "ptcp154"])
def test_fonts_without_a_unicode_map(tmp_path: Path, page: str, encoding: bytes) -> None:
    content = b"".join(
        b"BT /F1 11 Tf 1 0 0 1 60 %d Tm <%s> Tj ET\n" % (700 - 20 * i, text.encode(page).hex().encode())
        for i, text in enumerate(KAZAKH)
    )
    font = make.HELVETICA.replace(b"/Encoding /WinAnsiEncoding", encoding)
    assert lines(tmp_path, content, font=font) == KAZAKH


def western(text: str, page: str) -> str:
    return "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in text.encode(page)
    )


def test_each_font_its_own_code_page() -> None:
    shown = [western(KAZAKH[0], "kz1048"), western(KAZAKH[1], "kz1048"), western(KAZAKH[0], "ptcp154")]
    assert recode(shown) == [KAZAKH[0], KAZAKH[1], KAZAKH[0]]


def test_single_words_in_a_file_of_such_lines() -> None:
    shown = [western(text, "ptcp154") for text in KAZAKH] + [
        "Abai (" + western("Құнанбаев", "ptcp154") + "), café"
    ]
    assert recode(shown) == [*KAZAKH, "Abai (Құнанбаев), café"]


def test_western_languages_stay() -> None:
    shown = ["Élève à l'été: une année", "Übergröße für Äpfel", "plain"]
    assert recode(shown) == shown


# ------------------------------------------------------------ pages that lie askew, and layers of scans


def askew(rows: list[tuple[float, float, float, str]], degrees: float, mode: int = 3) -> bytes:
    """Lines (x, y, size, text) of a page that is turned about its middle."""
    angle = radians(degrees)
    c, s = cos(angle), sin(angle)
    out = b"q %.5f %.5f %.5f %.5f 297 421 cm 1 0 0 1 -297 -421 cm\n" % (c, s, -s, c)
    for x, y, size, text in rows:
        out += b"BT %d Tr /F2 %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n" % (mode, size, x, y, text.encode())
    return out + b"Q\n"


@pytest.mark.parametrize("degrees", [-2.0, -0.6, 0.0, 0.4, 1.0, 2.0])
def test_columns_of_a_page_that_lies_askew(tmp_path: Path, degrees: float) -> None:
    left = [(60, 760 - 13 * i, 9, f"left {i:02d} text in the first column of it") for i in range(40)]
    right = [(310, 760 - 13 * i, 9, f"right {i:02d} text in the second column it") for i in range(40)]
    title = [
        (60, 790, 9, "a title that goes over both of the columns of a page that lies askew, not too much")
    ]
    rows = title + [row for pair in zip(left, right, strict=True) for row in pair]
    found = lines(tmp_path, askew(rows, degrees))
    assert found == [row[3] for row in title + left + right]


def test_sizes_of_a_layer_are_evened(tmp_path: Path) -> None:
    sizes = [12.0, 8.9, 8.4, 8.2, 8.4, 8.0]
    rows = [(60, 700 - 14 * i, size, f"line {i} of the layer of some scan") for i, size in enumerate(sizes)]
    rows.append((60, 560, 18.0, "a heading"))
    document = read(tmp_path, make.pages([askew(rows, 0)], resources=FONTS, extra=SECOND))
    found = [line.style.size for line in document.pages[0].lines if line.style]
    assert len(set(found[:-1])) == 1
    assert found[-1] > 1.5 * found[0]
    seen = read(tmp_path, make.pages([askew(rows, 0, mode=0)], resources=FONTS, extra=SECOND))
    assert [line.style.size for line in seen.pages[0].lines if line.style] == [*sizes, 18.0]
