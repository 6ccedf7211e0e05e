"""What only a printed page shows: notes at the foot, lists beside texts, lines close to a running head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from izde.extract.article import header
from izde.extract.block import blocks
from izde.extract.issue import contents
from izde.extract.issue.stages import from_document
from izde.extract.line import names, prose
from izde.extract.line.rows import Row, rows_of
from izde.extract.page import footnotes, furniture
from izde.extract.page.document import Box, Document, Line, Page, Style
from izde.model import Article

ABSTRACT = [
    "The article deals with the history of the steppe and of the people who lived",
    "in it, and with the sources that tell of them, which were found in archives of",
    "several cities and are published here for the first time with a commentary",
]


@dataclass
class Set:
    """A line and how it is set; `gap` is the blank above it in points."""

    text: str
    size: float = 10.0
    bold: bool = False
    centred: bool = False
    gap: float = 0.0
    x: float = 60.0


def page(index: int, lines: list[Set], top: float = 780.0) -> Page:
    found = []
    y = top
    for number, line in enumerate(lines):
        y -= 12 + line.gap
        box = Box((line.x, y, line.x + 5 * len(line.text), y + line.size))
        style = Style(line.size, line.bold, centred=line.centred)
        found.append(Line(line.text, 100 * index + number, line.gap > 4, box=box, style=style))
    return Page(index, found, 595.0, 842.0)


def rows(*pages: list[Set]) -> list[Row]:
    return rows_of(Document("issue.pdf", [page(i + 1, lines) for i, lines in enumerate(pages)]))


def texts(found: list[Row], places: set[int]) -> list[str]:
    return [found[i].text for i in sorted(places)]


WORDS = ["grass", "river", "archive", "caravan", "winter", "council"]
BODY = [Set(f"Line {i} of the text, which is set in the usual size and goes on") for i in range(45)]


def test_notes_at_the_foot_of_a_page() -> None:
    lines = [
        *BODY,
        Set("1 See the archive, file 12.", 8, gap=8),
        Set("2 The same, file 14,", 8),
        Set("p. 3.", 8),
    ]
    found = rows([*lines, Set("17", 8, gap=20)])
    assert texts(found, footnotes.find(found, {len(found) - 1})) == [x.text for x in lines[-3:]]


def test_notes_at_the_foot_of_each_column() -> None:
    left = [*BODY, Set("* Corresponding author: a.b@mail.kz", 8, gap=8)]
    right = [*BODY, Set("3 See the archive.", 8, gap=8)]
    both = page(1, left).lines + page(1, right).lines
    found = rows_of(Document("issue.pdf", [Page(1, both, 595.0, 842.0)]))
    assert texts(found, footnotes.find(found, set())) == [left[-1].text, right[-1].text]


@pytest.mark.parametrize(
    "tail",
    [
        [
            Set("A.B. Serikov1, K.M. Orlova2", 11, gap=8),
            Set("1Steppe University, Almaty, Kazakhstan", gap=6),
            Set("2Steppe Institute, Aktau, Kazakhstan"),
            *[Set(text) for text in ABSTRACT],
        ],
        [
            Set("References", 11, bold=True, gap=8),
            Set("1. Orlov A.B. Steppe. – Almaty, 2001. – 20 p.", gap=8),
        ],
        [Set("1Steppe University", gap=6), Set("Abstract. The article deals with", gap=6)],
    ],
)
def test_affiliations_and_references_are_no_notes(tail: list[Set]) -> None:
    found = rows([*[Set(x.text, 11) for x in BODY], *tail])
    assert footnotes.find(found, set()) == set()


def article(document: Document) -> Article:
    found = from_document(document, Path("issue.pdf")).articles
    assert len(found) == 1
    return found[0]


def test_a_note_leaves_the_abstract_that_goes_on_over_the_page_alone() -> None:
    first = [
        Set("HISTORY OF THE STEPPE AND ITS SOURCES", 12, bold=True, centred=True),
        Set("A.B. Serikov*", 11, centred=True, gap=8),
        Set("Abstract", 11, bold=True, centred=True, gap=8),
        *[Set(text) for text in ABSTRACT * 12],
        Set("* Corresponding author: a.serikov@mail.kz", 8, gap=10),
    ]
    second = [
        Set("and with the views of those who wrote about it."),
        Set("Keywords: steppe, history, sources", gap=8),
        Set("Introduction", 11, bold=True, gap=10),
        *[Set(f"{x.text} {i}", 11) for i, x in enumerate(BODY[:40])],
    ]
    found = article(Document("issue.pdf", [page(1, first), page(2, second)]))
    assert found.abstracts["en"] == " ".join([*ABSTRACT * 12, second[0].text])
    assert found.emails == ["a.serikov@mail.kz"]
    assert "Corresponding" not in found.body


def test_keywords_before_the_abstract() -> None:
    lines = [
        Set("HISTORY OF THE STEPPE AND ITS SOURCES", 12, bold=True),
        Set("Keywords:", bold=True, gap=6),
        Set("steppe, history,"),
        Set("sources of the"),
        Set("nineteenth century."),
        Set("ABSTRACT", 11, bold=True),
        *[Set(text) for text in ABSTRACT * 3],
        Set("with some corrections.", 10),
        Set("Introduction", 11, bold=True, gap=12),
        *BODY,
    ]
    found = article(Document("issue.pdf", [page(1, lines)]))
    assert found.keywords["en"] == ["steppe", "history", "sources of the nineteenth century"]
    assert found.abstracts["en"].startswith("The article deals")
    assert found.abstracts["en"].endswith("with some corrections.")
    assert found.title["en"] == "HISTORY OF THE STEPPE AND ITS SOURCES"


def test_names_in_the_midst_of_an_abstract_are_no_byline() -> None:
    lines = [
        Set("HISTORY OF THE STEPPE", 12, bold=True, centred=True),
        Set("Those who fought were many in those years, and the archives name some of them.", gap=8),
        Set("Bokai Sabitov, Ergali Ayazbaev, Amangali Kenzhakhmetov,"),
        Set("Kunyskerey Kozhakhmetov and others are remembered for what they did, and the"),
        *[Set(text) for text in ABSTRACT],
        Set("Keywords: steppe, history, sources", gap=8),
    ]
    found = blocks.find(rows([*lines, *BODY]))
    assert [lines[p].text for p in found[0].abstract] == [x.text for x in lines[1:7]]


def test_last_word_of_an_abstract_is_no_heading() -> None:
    lines = [
        Set("ИСТОРИЯ СТЕПИ И ЕЕ ИСТОЧНИКИ", 12, bold=True, centred=True),
        Set("В статье рассматривается история степи и людей, которые в ней жили, а также", gap=8),
        Set("источники, которые были найдены в архивах нескольких городов и дают новые"),
        Set("результаты."),
        Set("Ключевые слова: степь, история, источники"),
    ]
    found = blocks.find(rows([*lines, *BODY]))
    assert [lines[p].text for p in found[0].abstract] == [x.text for x in lines[1:4]]


def test_a_line_of_text_close_above_the_foot_stays() -> None:
    pages = [
        [
            *[Set(f"{WORDS[n]} {WORDS[i % 6]} {x.text}" + " on and" * (i % 7)) for i, x in enumerate(BODY)],
            Set("Steppe Bulletin. – 2001. –"),
            Set("Steppe Bulletin", 8, gap=20),
        ]
        for n in range(6)
    ]
    found = rows(*pages)
    assert set(texts(found, furniture.find(found, paged=True).rows)) == {"Steppe Bulletin"}


def test_codes_in_the_running_head_are_the_first_page_s() -> None:
    codes = Set("IRSTI 03.20.00    https://doi.org/10.12345/b.7")
    other = Set("IRSTI 11.25.19    https://doi.org/10.12345/b.8")
    heads = [codes, codes, codes, other, other]
    pages = [
        [head, *[Set(f"{WORDS[n]} {WORDS[i % 6]} {x.text}", gap=20 * (i == 0)) for i, x in enumerate(BODY)]]
        for n, head in enumerate(heads)
    ]
    found = rows(*pages)
    dropped = furniture.find(found, paged=True).rows
    assert [found[i].page for i in sorted(dropped) if found[i].text in (codes.text, other.text)] == [2, 3, 5]


@pytest.mark.parametrize(
    ("text", "expected", "marks"),
    [
        ("Roza Orlova* iD", ["Roza Orlova"], ["*"]),
        ("S.A. Serikov1,*iD, Sh.T. Orlova2iD", ["S.A. Serikov", "Sh.T. Orlova"], ["1*", "2"]),
    ],
)
def test_marks_and_icons_beside_names(text: str, expected: list[str], marks: list[str]) -> None:
    found = names.split(text, full=True)
    assert found is not None
    assert (found.names, found.marks) == (expected, marks)


def test_a_line_of_a_title_that_ends_in_a_preposition_is_no_name() -> None:
    assert names.split("СТУДЕНТОВ В") is None
    assert names.split("СТУДЕНТОВ В.") is not None


def parsed(*lines: Set) -> header.Front:
    found = rows(list(lines))
    return header.parse(found, prose.Words(found))


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        (
            ("Серіков А.Б., Көшербаева С., Ысқақов", "А.А."),
            ["Серіков А.Б.", "Көшербаева С.", "Ысқақов А.А."],
        ),
        (
            ("А.Б. Серіков*, С. Көшербаева, А.А.", "Ысқақов"),
            ["А.Б. Серіков", "С. Көшербаева", "А.А. Ысқақов"],
        ),
    ],
)
def test_a_byline_that_breaks_inside_a_name(byline: tuple[str, str], expected: list[str]) -> None:
    front = parsed(
        Set("HISTORY OF THE STEPPE", 12, bold=True, centred=True),
        Set(byline[0], centred=True, gap=8),
        Set(byline[1], centred=True),
    )
    assert front.title == "HISTORY OF THE STEPPE"
    assert [byline.names for byline in front.bylines] == [expected]


def test_a_scrap_above_the_codes_is_no_title() -> None:
    front = parsed(
        Set("C E", bold=True, centred=True),
        Set("UDC 331.5", gap=8),
        Set("A.B. Serikov*, K.M. Orlova", 11, centred=True, gap=8),
        Set("Steppe University, Almaty, Kazakhstan", centred=True),
        Set("Genghis Khan's legacy in the culture of the steppe: myths and", 12, bold=True, gap=8),
        Set("narratives", 12, bold=True, centred=True),
    )
    assert front.title == "Genghis Khan's legacy in the culture of the steppe: myths and narratives"


def test_a_hyphen_at_the_end_of_a_centred_line_is_the_words_own() -> None:
    found = rows(
        [
            Set("Роль национально-", 12, bold=True, centred=True),
            Set("освободительного движения", 12, bold=True, centred=True),
            *[Set(f"{x.text} over-", gap=0) for x in BODY],
        ]
    )
    front = header.parse(found[:2], prose.Words(found))
    assert front.title == "Роль национально-освободительного движения"


def test_a_title_that_ends_in_a_full_stop_above_the_byline() -> None:
    lines = [
        Set("1. Orlov A.B. Steppe. – Almaty, 2001. – 20 p."),
        Set("UDC 331.5", gap=20),
        Set("The use of intelligence in schools and in the training of", 12, bold=True, gap=8),
        Set("teachers: a review.", 12, bold=True, centred=True),
        Set("A.B. Serikov*", 11, centred=True, gap=8),
        Set("Steppe University, Almaty, Kazakhstan", centred=True),
        Set("Abstract", bold=True, centred=True, gap=8),
        *[Set(text) for text in ABSTRACT],
        Set("Keywords: steppe, history, sources", gap=8),
    ]
    found = blocks.find(rows([*lines, *BODY]))
    assert lines[found[0].front.start].text == "UDC 331.5"


def test_contents_in_two_languages_end_before_an_article() -> None:
    lines = [
        Set("МАЗМҰНЫ", bold=True, centred=True),
        Set("А.Б. Ли Дала тарихы және оның дереккөздері ........ 5", gap=8),
        Set("Қ.М. Орлова Қала тарихы және адамдар ........ 9"),
        Set("Б.С. Серіков Өзен мен көлдің тарихы ........ 14"),
        Set("СОДЕРЖАНИЕ", bold=True, centred=True, gap=8),
        Set("А.Б. Ли История степи и ее источники ........ 5", gap=8),
        Set("К.М. Орлова История города и люди ........ 9"),
        Set("Б.С. Сериков История реки и озера ........ 14"),
    ]
    opening = [Set("УДК 94"), Set("ИСТОРИЯ СТЕПИ: 30", 12, bold=True), Set("ЛЕТ", 12, bold=True)]
    found = contents.find(rows(lines, [*opening, *BODY]))
    entries = [entry for listed in found for entry in listed.entries]
    assert [entry.page for entry in entries] == [5, 9, 14, 5, 9, 14]
    assert entries[0].authors == ["А.Б. Ли"]
    assert entries[3].title == "История степи и ее источники"


def test_the_number_of_a_last_page_without_a_running_head_is_furniture() -> None:
    headed = [[Set(f"{n}     Bulletin of the Steppe", 8), *_page_of(n)] for n in range(41, 47)]
    found = rows(*headed, [Set("47", 8), Set("Guidelines for authors", gap=20), *_page_of(47)])
    taken = texts(found, furniture.find(found, paged=True).rows)
    assert "47" in taken


def test_a_cell_at_the_edge_of_a_page_is_no_page_number() -> None:
    headed = [[Set(f"{n}     Bulletin of the Steppe", 8), *_page_of(n)] for n in range(41, 47)]
    found = rows(*headed, [Set("1976", 8), Set("Sheep in the region by year", gap=20), *_page_of(47)])
    assert "1976" not in texts(found, furniture.find(found, paged=True).rows)


def _page_of(n: int) -> list[Set]:
    """Lines of text that no other page has."""
    own = "".join("abcdefghij"[int(digit)] for digit in str(n))
    return [
        Set(f"the {own}{a}{b} {a}{own}{b} of {b}{a}{own} went on, and so") for a in "klmno" for b in "pqrs"
    ]
