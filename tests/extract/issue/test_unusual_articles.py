"""Articles and pages that differ from those around them: without abstract, behind a cover, under heads that
nothing but their page numbers gives away."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.issue.further_journals import ABSTRACT, KEYWORDS, OPENING, UNIVERSITY
from extract.issue.further_journals import P as PEOPLE
from extract.issue.other_journals import body, sentence_case, texts, wrapped
from izde.extract.issue.stages import from_document
from izde.extract.line.rows import rows_of
from izde.extract.page import furniture
from izde.extract.readers.text import from_text
from izde.model import Article

TITLE = "МЕСТО СТЕПИ В ТРУДАХ ПУТЕШЕСТВЕННИКОВ ВОСЕМНАДЦАТОГО ВЕКА"
PROSE = (
    "Степь известна путешественникам давно, и о ней писали многие из них. Первые карты составлены "
    "офицерами линии, которые ходили с караванами до самого моря. "
)
TEAM = PEOPLE[3]


def read(lines: list[str]) -> list[Article]:
    return from_document(from_text("\n".join(lines) + "\n", "issue.txt"), Path("issue.txt")).articles


def usual(place: int, behind: bool = False) -> list[str]:
    """An article with everything, its translations before the text or `behind` it."""
    (article,) = texts(place, 1)
    language = article.language or "en"
    lines: list[str] = []
    text = [OPENING[language], wrapped(body(article, 2600)), ""]
    for x in (language, *(x for x in article.abstracts if x != language)):
        names = f"{PEOPLE[place].short(x)}, {PEOPLE[place + 1].short(x)}"
        lines += [wrapped(article.title[x].upper()), "", names, UNIVERSITY[x][0], "", ABSTRACT[x]]
        lines += [
            wrapped(article.abstracts[x]),
            wrapped(f"{KEYWORDS[x]}: {', '.join(article.keywords[x])}."),
            "",
        ]
        lines += text if behind and x == language else []
    return lines if behind else [*lines, *text]


FRONTS = {
    "below a section's name": ["ФИЛОЛОГИЯ", TITLE, TEAM.short("ru"), UNIVERSITY["ru"][0]],
    "in small letters, with marks": [
        sentence_case(TITLE),
        f"{TEAM.short('ru')}*, {PEOPLE[4].short('ru')}",
        "",
    ],
    "below a code": ["МРНТИ 03.20.00", "", TITLE, "", TEAM.short("ru"), ""],
    "below codes and names": [
        "МРНТИ: 14.35.07     УДК: 327.5     DOI: https://doi.org/10.42732/vsu.11.i3.83",
        "",
        TEAM.short("ru"),
        UNIVERSITY["ru"][0],
        "",
        sentence_case(TITLE),
        "",
    ],
}


@pytest.mark.parametrize("front", FRONTS.values(), ids=list(FRONTS))
def test_an_article_without_abstract_stands_between_others(front):
    articles = read(
        [*usual(0, behind="МРНТИ" in front[0]), "", *front, *[wrapped(PROSE)] * 40, "", *usual(1)]
    )
    assert len(articles) == 3
    assert [title.casefold() for title in articles[1].title.values()] == [TITLE.casefold()]
    assert [a.name for a in articles[1].authors][:1] == [TEAM.short("ru")]
    assert not articles[1].abstracts


def test_a_cover_is_no_part_of_the_first_article():
    cover = [
        "Научный журнал «Вестник степи»",
        "№ 1 (10), 2024",
        "",
        "Главный редактор: Б.К. Иманов, доктор наук, профессор",
        "Собственник: ТОО «Наука», г. Алматы. Свидетельство № 13482-Ж",
        "Подписной индекс 75852",
        "2",
    ]
    pages = [[*usual(k), f"{k + 3}"] for k in range(3)]
    pages[0][0] = f" {sentence_case(pages[0][0])}"
    (article, *_) = read([*cover, *(line for page in pages for line in page)])
    printed = texts(0, 1)[0].title
    assert {x: title.casefold() for x, title in article.title.items()} == {
        x: title.casefold() for x, title in printed.items()
    }


def test_heads_are_known_by_page_numbers_that_rise():
    lines = [line for part in usual(0) for line in part.split("\n")]
    pages = [lines[k : k + 22] for k in range(0, len(lines), 22)]
    printed = [
        line for n, page in enumerate(pages) for line in (*page, f"Clinical Notes of the Steppe    {n + 7}")
    ]
    (article,) = read(printed)
    assert len(pages) >= 3
    assert "Clinical Notes" not in f"{article.body} {' '.join(article.abstracts.values())}"


def test_an_institution_is_no_head_for_being_repeated():
    lines = [
        line
        for k, person in enumerate(PEOPLE)
        for line in (f"{k + 5}", person.short("kk"), UNIVERSITY["kk"][0], *[wrapped(PROSE * 9)])
    ]
    rows = rows_of(from_text("\n".join(lines), "issue.txt"))
    taken = furniture.find(rows, paged=False).rows
    assert UNIVERSITY["kk"][0] not in [rows[i].text for i in taken]


def test_a_name_above_an_address_that_begins_like_it_is_no_head():
    front = ["Digital tools for reading in primary school", "", "Madina Shayakhmetova", UNIVERSITY["en"][0]]
    (article, *_) = read([*front, "madina.shayakhmetova@mail.kz", "", *usual(0)[5:]])
    assert "Madina Shayakhmetova" in [author.name for author in article.authors]


def test_an_institution_of_several_lines_is_one_persons():
    entry = [
        "Information about the authors:",
        f"{TEAM.full('en')} – PhD, Institute of Mathematics and",
        f"Mathematical Modeling, Almaty, Kazakhstan, {TEAM.email}",
    ]
    (article,) = read([*usual(0), *entry])
    assert TEAM.parts("en")[0] in " ".join(name for a in article.authors for name in a.names)
    assert "Mathematical Modeling" not in [name for a in article.authors for name in a.names]
