"""Reading order, words and superscripts, on pages made of pieces."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from izde.extract.page.layout import Arranged, arrange
from izde.extract.page.piece import Face, Piece

WIDTH, HEIGHT = 595.0, 842.0
EM = 0.5  # the width of every letter, in type sizes


def line(
    text: str,
    x: float,
    y: float,
    *,
    size: float = 10.0,
    to: float | None = None,
    blanks: bool = True,
    face: Face = Face(),  # noqa: B008
) -> list[Piece]:
    """The words of a line as pieces; justified when `to` gives the right end."""
    words = text.split()
    widths = [len(w) * EM * size for w in words]
    space = 0.3 * size
    if to is not None and len(words) > 1:
        space = (to - x - sum(widths)) / (len(words) - 1)
    out = []
    for i, (word, width) in enumerate(zip(words, widths, strict=True)):
        out.append(Piece(x, x + width, y, size, word, face, blanks and i > 0))
        x += width + space
    return out


def block(
    prefix: str, count: int, x: float, to: float, top: float, *, step: float = 12.0, **how: object
) -> list[Piece]:
    """Lines of running text that fill a column: each word names its place."""
    out = []
    rng = random.Random(f"{prefix}{count}")
    for i in range(count):
        words = [f"{prefix}{i}w0"]
        while sum(len(w) * EM * 10 + 3 for w in words) < (to - x) * 0.95:
            words.append("x" * rng.randint(2, 9))
        out += line(" ".join(words[:-1]), x, top - i * step, to=to, **how)  # type: ignore[arg-type]
    return out


def order(arranged: Arranged) -> list[str]:
    """The first word of each line."""
    return [found.text.split()[0] for found in arranged.lines]


def shuffled(pieces: list[Piece]) -> list[Piece]:
    copy = list(pieces)
    random.Random(1).shuffle(copy)
    return copy


def test_two_columns_one_after_the_other() -> None:
    left = block("a", 30, 56, 290, 700)
    right = block("b", 30, 306, 540, 697)  # the baselines of the columns differ
    found = arrange(shuffled(left + right), WIDTH, HEIGHT)
    assert order(found) == [f"a{i}w0" for i in range(30)] + [f"b{i}w0" for i in range(30)]
    assert [x.column for x in found.lines] == [0] * 30 + [1] * 30
    assert found.gutter is not None
    assert abs(found.gutter - 298) < 8


def test_full_width_above_between_and_below() -> None:
    page = block("t", 4, 56, 540, 760)
    page += block("a", 12, 56, 290, 680) + block("b", 12, 306, 540, 680)
    page += block("m", 3, 56, 540, 500)
    page += block("c", 12, 56, 290, 440) + block("d", 9, 306, 540, 440)
    page += block("e", 2, 56, 540, 260)
    expected = [
        f"{p}{i}w0"
        for p, n in (("t", 4), ("a", 12), ("b", 12), ("m", 3), ("c", 12), ("d", 9), ("e", 2))
        for i in range(n)
    ]
    assert order(arrange(shuffled(page), WIDTH, HEIGHT)) == expected


def test_head_and_foot_stay_first_and_last() -> None:
    page = line("left head", 56, 800, size=8) + line("117", 525, 800, size=8)
    page += block("a", 40, 56, 290, 760) + block("b", 40, 306, 540, 760)
    page += line("Bulletin", 56, 240, size=8) + line("2021", 515, 240, size=8)
    found = arrange(shuffled(page), WIDTH, HEIGHT)
    assert found.lines[0].text.split() == ["left", "head", "117"]
    assert found.lines[-1].text.split() == ["Bulletin", "2021"]
    assert found.lines[1].text.startswith("a0w0")
    assert found.lines[41].text.startswith("b0w0")


def test_short_code_set_to_the_right_above_columns() -> None:
    page = line("IRSTI 11.25.19", 430, 760)
    page += block("a", 20, 56, 290, 740) + block("b", 20, 306, 540, 740)
    found = arrange(page, WIDTH, HEIGHT)
    assert found.lines[0].text == "IRSTI 11.25.19"
    assert found.lines[1].text.startswith("a0w0")


def test_table_with_rules_between_columns() -> None:
    page = block("a", 15, 56, 290, 760) + block("b", 15, 306, 540, 760)
    for i, y in enumerate((560, 545, 530)):
        page += line(f"row{i}", 60, y) + line("12", 240, y) + line("34", 400, y)
    page += block("c", 15, 56, 290, 500) + block("d", 15, 306, 540, 500)
    rules = [(56.0, 540.0, y) for y in (572.0, 557.0, 542.0, 525.0)]
    found = order(arrange(shuffled(page), WIDTH, HEIGHT, rules=rules))
    expected = [f"{p}{i}w0" for p in "ab" for i in range(15)] + ["row0", "row1", "row2"]
    assert found == expected + [f"{p}{i}w0" for p in "cd" for i in range(15)]


def test_table_of_a_single_column_page_is_read_by_rows() -> None:
    page = block("a", 12, 56, 540, 760)
    for i in range(8):
        page += (
            line(f"row{i}", 60, 590 - 14 * i)
            + line(f"{i}", 320, 590 - 14 * i)
            + line(f"{i}", 480, 590 - 14 * i)
        )
    page += block("b", 12, 56, 540, 450)
    found = order(arrange(shuffled(page), WIDTH, HEIGHT))
    assert found == [f"a{i}w0" for i in range(12)] + [f"row{i}" for i in range(8)] + [
        f"b{i}w0" for i in range(12)
    ]


def test_contents_page_is_not_two_columns() -> None:
    page: list[Piece] = []
    for i in range(20):
        page += line(f"title{i} of an article about something", 56, 740 - 20 * i) + line(
            str(7 + 5 * i), 520, 740 - 20 * i
        )
    found = arrange(page, WIDTH, HEIGHT)
    assert [x.text.split()[-1] for x in found.lines] == [str(7 + 5 * i) for i in range(20)]


def test_few_lines_in_columns_need_the_gutter_of_other_pages() -> None:
    page = block("a", 3, 56, 290, 760) + block("b", 3, 306, 540, 760) + block("r", 20, 56, 540, 700)
    alone = arrange(page, WIDTH, HEIGHT)
    assert alone.gutter is None
    assert alone.doubtful is not None
    assert abs(alone.doubtful - 298) < 8
    known = arrange(page, WIDTH, HEIGHT, known_gutters=[298.0])
    assert order(known)[:6] == ["a0w0", "a1w0", "a2w0", "b0w0", "b1w0", "b2w0"]


def test_last_line_in_the_right_column() -> None:
    page = block("t", 3, 56, 540, 780) + block("a", 9, 56, 290, 700) + line("end.", 306, 700)
    alone = arrange(page, WIDTH, HEIGHT)
    assert alone.gutter is None
    assert alone.doubtful is not None
    known = order(arrange(page, WIDTH, HEIGHT, known_gutters=[298.0]))
    assert known == ["t0w0", "t1w0", "t2w0", *(f"a{i}w0" for i in range(9)), "end."]


def test_left_column_goes_on_after_a_blank() -> None:
    page = block("a", 15, 56, 290, 760) + block("b", 12, 306, 540, 760) + block("c", 4, 56, 290, 550)
    expected = [f"{p}{i}w0" for p, n in (("a", 15), ("c", 4), ("b", 12)) for i in range(n)]
    assert order(arrange(shuffled(page), WIDTH, HEIGHT)) == expected


def test_figure_at_the_top_of_the_left_column() -> None:
    page = block("b", 10, 306, 540, 760) + block("c", 12, 306, 540, 600)
    page += line("Figure 1. What it shows", 90, 612) + block("a", 12, 56, 290, 590)
    found = order(arrange(shuffled(page), WIDTH, HEIGHT))
    assert found == ["Figure", *(f"{p}{i}w0" for p, n in (("a", 12), ("b", 10), ("c", 12)) for i in range(n))]


def test_three_texts_side_by_side() -> None:
    page = block("t", 4, 56, 540, 780) + block("d", 12, 56, 540, 400)
    page += block("a", 20, 56, 200, 700) + block("b", 16, 226, 370, 700) + block("c", 22, 396, 540, 700)
    found = order(arrange(shuffled(page), WIDTH, HEIGHT))
    parts = (("t", 4), ("a", 20), ("b", 16), ("c", 22), ("d", 12))
    assert found == [f"{name}{i}w0" for name, count in parts for i in range(count)]


def test_keywords_beside_an_abstract_above_columns_of_another_width() -> None:
    page = line("Keywords:", 56, 700) + line("steppe, history,", 56, 688) + line("sources, archive", 56, 676)
    page += block("a", 14, 226, 540, 700)
    page += block("l", 30, 56, 290, 500) + block("r", 30, 306, 540, 500)
    found = order(arrange(shuffled(page), WIDTH, HEIGHT))
    body = [f"{name}{i}w0" for name, count in (("a", 14), ("l", 30), ("r", 30)) for i in range(count)]
    assert found == ["Keywords:", "steppe,", "sources,", *body]


def test_full_lines_are_not_centred_below_a_wider_running_head() -> None:
    page = line("Bulletin", 30, 800) + line("117", 551, 800) + block("a", 6, 56, 540, 700)
    page += line("A centred heading", 257, 600) + block("b", 6, 56, 540, 560)
    found = arrange(page, WIDTH, HEIGHT).lines
    assert [x.text for x in found if x.style is not None and x.style.centred] == ["A centred heading"]


def test_small_capitals_are_small_letters() -> None:
    page, x = [], 60.0
    for i, (capital, rest) in enumerate((("С", "ЕРІКОВ"), ("О", "РЛОВ"))):
        page.append(Piece(x, x + 6, 700, 10, capital, Face(), i > 0))
        page.append(Piece(x + 6, x + 6 + 4 * len(rest), 700, 7, rest))
        page.append(Piece(x + 7 + 4 * len(rest), x + 10 + 4 * len(rest), 703.5, 6, str(i + 1)))
        x += 14 + 4 * len(rest)
    found = arrange(page, WIDTH, HEIGHT).lines
    assert [x.text for x in found] == ["Серіков1 Орлов2"]
    assert found[0].style is not None
    assert found[0].style.size == 10.0
    assert len(found[0].marks) == 2


def test_blank_that_is_left_out_where_the_type_changes() -> None:
    page = line("Серіков А.Б. және", 60, 700, face=Face(bold=True))
    page += line("Дала тарихы туралы мақала", page[-1].x1 + 3, 700)
    assert arrange(page, WIDTH, HEIGHT).lines[0].text == "Серіков А.Б. және Дала тарихы туралы мақала"


def test_superscripts_are_marks() -> None:
    page = [
        *line("Sadykov", 60, 700),
        Piece(95, 98, 703.5, 6.2, "1"),
        Piece(98, 101, 703.5, 6.2, "*"),
        Piece(101, 103.5, 700, 10, ","),
        *line("Galy", 107, 700),
        Piece(127, 130, 703.5, 6.2, "2"),
    ]
    found = arrange(page, WIDTH, HEIGHT).lines
    assert [x.text for x in found] == ["Sadykov1*, Galy2"]
    assert [found[0].text[a:b] for a, b in found[0].marks] == ["1*", "2"]


def test_footnote_is_a_line_of_its_own() -> None:
    page = block("a", 10, 56, 540, 700) + line("1 See the archive.", 56, 580, size=7)
    found = arrange(page, WIDTH, HEIGHT).lines
    assert found[-1].text == "1 See the archive."
    assert found[-1].style is not None
    assert found[-1].style.size == 7.0


def test_letters_set_apart_are_words() -> None:
    def spread(text: str, letter: float, blank: float, said: bool) -> list[Piece]:
        x, out, space = 60.0, [], False
        for c in text:
            if c == " ":
                x += blank
                space = said
                continue
            out.append(Piece(x, x + 5, 700, 10, c, Face(), space))
            x += 5 + letter
            space = False
        return out

    for said in (False, True):
        found = arrange(spread("ҚОҒАМДЫҚ КЕЛІСІМ", 2.5, 6.0, said), WIDTH, HEIGHT).lines
        assert found[0].text == "ҚОҒАМДЫҚ КЕЛІСІМ"


def test_letters_typed_with_blanks_between_are_words() -> None:
    x, page = 60.0, []
    for word in ("МАЗМҰНЫ", "ЖУРНАЛ"):
        for i, c in enumerate(word):
            page.append(Piece(x, x + 6, 700, 10, c, Face(), i > 0 or x > 60))
            x += 6 + 2.5
        x += 4
    assert arrange(page, WIDTH, HEIGHT).lines[0].text == "МАЗМҰНЫ ЖУРНАЛ"


def test_gaps_without_blanks_are_spaces() -> None:
    page = line("слова разделены только промежутками", 60, 700, blanks=False)
    assert arrange(page, WIDTH, HEIGHT).lines[0].text == "слова разделены только промежутками"


def test_what_is_printed_twice_is_read_once_and_bold() -> None:
    page = line("TITLE OF SOMETHING", 60, 700) + line("TITLE OF SOMETHING", 60.3, 700)
    found = arrange(page, WIDTH, HEIGHT).lines
    assert [x.text for x in found] == ["TITLE OF SOMETHING"]
    assert found[0].style is not None
    assert found[0].style.bold


def test_gap_and_centred() -> None:
    page = block("a", 5, 56, 540, 700) + line("A centred heading", 257, 610) + block("b", 5, 56, 540, 580)
    found = arrange(page, WIDTH, HEIGHT).lines
    assert [i for i, x in enumerate(found) if x.gap] == [5, 6]
    assert [i for i, x in enumerate(found) if x.style is not None and x.style.centred] == [5]


def test_far_apart_on_a_line_stays_apart() -> None:
    page = line("UDC 331.5", 60, 700) + line("DOI 10.47649/vau", 400, 700)
    assert "   " in arrange(page, WIDTH, HEIGHT).lines[0].text


def test_initial_over_three_lines() -> None:
    page = [Piece(56, 78, 674, 36, "Қ")]
    page += line("азақстан Республикасы тәуелсіздік", 82, 700) + line("алғаннан кейін жаңа кезең", 82, 688)
    page += line("басталды деп есептейді", 82, 676) + line("зерттеушілер осылай айтады", 56, 664)
    assert [x.text for x in arrange(page, WIDTH, HEIGHT).lines] == [
        "Қазақстан Республикасы тәуелсіздік",
        "алғаннан кейін жаңа кезең",
        "басталды деп есептейді",
        "зерттеушілер осылай айтады",
    ]


def test_soft_hyphens_show_at_the_end_of_a_line_only() -> None:
    page = line("эко\u00adномика и общест\u00ad", 60, 700)
    assert arrange(page, WIDTH, HEIGHT).lines[0].text == "экономика и общест\u00ad"


def test_dots_of_a_contents_page() -> None:
    page = line("Title . . . . . . . . 12", 60, 700)
    assert arrange(page, WIDTH, HEIGHT).lines[0].text == "Title ........ 12"


def test_no_pieces() -> None:
    assert arrange([], WIDTH, HEIGHT).lines == []


pieces = st.builds(
    Piece,
    x0=st.floats(0, 560),
    x1=st.floats(0, 590),
    y=st.floats(-1, 843),
    size=st.floats(0.6, 80),
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=8),
    space=st.booleans(),
)


# Drawing the pieces is slow on a busy machine.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(pieces, max_size=60), st.lists(st.floats(50, 500), max_size=2))
def test_no_letter_is_lost(found: list[Piece], gutters: list[float]) -> None:
    from unicodedata import normalize

    # What is printed at the same place twice is dropped on purpose.
    apart = list({(round(p.x0 / 40), round(p.y / 40), p.text): p for p in found}.values())
    arranged = arrange(apart, WIDTH, HEIGHT, gutters)
    letters = sorted("".join(normalize("NFC", p.text) for p in apart))
    kept = sorted("".join(x.text for x in arranged.lines).replace(" ", ""))
    assert len(kept) >= 0.9 * len(letters) or len(letters) - len(kept) <= 8
    for x in arranged.lines:
        assert all(0 <= a < b <= len(x.text) for a, b in x.marks)
