"""Records for the tests of the export formats: one with everything, one with little, one with nothing."""

from __future__ import annotations

import msgspec

from izde.model import Article, Author, Dates


def article(**changes: object) -> Article:
    """An article as most issues print it, in three languages."""
    values: dict[str, object] = {
        "id": "хабаршы-2024-4-1",
        "source": "хабаршы-2024-4.pdf",
        "language": "kk",
        "journal": {"kk": "Хабаршы", "ru": "Вестник", "en": "Bulletin"},
        "year": 2024,
        "number": "4 (75)",
        "pages": (198, 208),
        "section": {"kk": "Экономика", "ru": "Экономика", "en": "Economics"},
        "title": {
            "kk": "Қоғамдық келісім: 50% & {одан} көп",
            "ru": "Общественное согласие <и> развитие",
            "en": "Social accord_and #growth",
        },
        "authors": [
            Author(
                "Б.С. Жұмағұлов",
                ["Б.С. Жұмағұлов", "Бакытжан Жумагулов", "Bakytzhan Zhumagulov", "B.S. Zhumagulov"],
                affiliation="Атырау университеті",
                email="b@example.kz",
                orcid="0000-0002-1825-0097",
            ),
            Author("Ким О."),
        ],
        "abstracts": {"kk": "Аңдатпа мәтіні.", "ru": "Текст аннотации.", "en": "The abstract's text."},
        "keywords": {"kk": ["келісім", "қоғам"], "ru": ["согласие", "общество"], "en": ["accord", "society"]},
        "doi": "10.47649/vau.24.v75.i4.18",
        "udc": "331.5, 94(574)",
        "irsti": "06.77.64",
        "body": "Кіріспе.\nМәтін \x0c жалғасы.",
        "references": ["Масанов Н. Кочевая цивилизация. – Алматы, 1995.", "Smith A. & B. <Sons>, 2001."],
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def bare() -> Article:
    """An article of which nothing but its title is known."""
    return Article("x-1", title={"ru": "Название"})


def first_page_only(**changes: object) -> Article:
    """An article of which only the first page was read."""
    return msgspec.structs.replace(article(pages=(198, 198), pages_from="first"), **changes)


def rich(**changes: object) -> Article:
    """An article with all that a record has room for."""
    values: dict[str, object] = {
        "pages_from": "concluded",
        "authors": [
            Author(
                "А.Б. Серіков",
                ["А.Б. Серіков", "А.Б. Сериков", "A.B. Serikov"],
                affiliation="Дала университеті",
                email="a@dala.kz",
                orcid="0000-0002-1825-0097",
                affiliations={
                    "kk": ["Дала университеті", "Тарих институты"],
                    "ru": ["Университет степи", "Институт истории"],
                    "en": ["University of the Steppe", "Institute of History"],
                },
                about={"kk": "т.ғ.к., доцент", "en": "PhD, associate professor"},
                corresponding=True,
            ),
            Author("Ludwig van der Berg", affiliations={"en": ["University of Leiden"]}),
            Author("J.W. McKay, Jr."),
            Author("Тарих институты", ["Тарих институты", "Institute of History"], corporate=True),
        ],
        "references": [
            "1. Масанов Н. Кочевая цивилизация. – Алматы, 1995. DOI: 10.1234/ab(1)c.",
            "2. Smith A. Work. 2001. https://doi.org/10.5555/x.y",
        ],
        "references_romanised": [
            "1. Masanov N. Kochevaia tsivilizatsiia. Almaty, 1995.",
            "2. Smith A. Work. 2001. https://doi.org/10.5555/x.y",
        ],
        "dates": Dates("2024-01-15", "2024-02", "2024-03-01", "2024-03-31"),
        "jel": ["O15", "J21"],
        "funding": {"kk": "Қаржыландыру: AP123.", "en": "Funded by grant AP123."},
        "conflicts": {"kk": "Жоқ.", "en": "None."},
        "contributions": {"en": "A.S. wrote."},
        "citation": {"en": "Serikov A. Social accord. 2024."},
        "licence": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        "pdf_pages": (1, 2),
    }
    return article(**{**values, **changes})


#: Names as foreign co-authors and institutions print them.
STRANGERS = [
    Author("Committee for Science and Education"),
    Author("J.W. McKay, Jr."),
    Author("Ludwig van der Berg"),
    Author("Т.С. Сулейменов"),
    Author("Айгүл Серік"),
]
