"""What `izde show` prints of an article besides its text."""

from __future__ import annotations

import pytest

from izde.interface import speaking
from izde.model import Article, Dates, PagesFrom
from izde.output.console import Console
from izde.output.record import article_text


def test_statements_are_shown_in_the_languages_asked_for() -> None:
    article = Article(
        "x",
        title={"en": "Ores"},
        jel=["O15", "J24"],
        dates=Dates(received="2025-01-12", published="2025-03"),
        licence="CC BY 4.0",
        funding={"en": "Grant AP1.", "ru": "Грант AP1."},
        conflicts={"en": "None."},
        contributions={"en": "A.S. wrote."},
        citation={"en": "Serikova A. Ores. 2025."},
    )
    text = article_text(article, Console(width=80, colour=False), ("en",))
    for said in (
        "JEL O15, J24",
        "received 2025-01-12 · published 2025-03",
        "Licence: CC BY 4.0",
        "Funding: Grant AP1.",
        "Conflict of interests: None.",
        "Authors' contributions: A.S. wrote.",
        "How to cite: Serikova A. Ores. 2025.",
    ):
        assert said in text
    assert "Грант" not in text


@pytest.mark.parametrize(
    ("pages_from", "language", "said"),
    [
        (None, "en", "p. 198 · x"),
        ("first", "en", "p. 198 ff."),
        ("first", "kk", "198-беттен бастап"),
        ("first", "ru", "с. 198 и далее"),
        ("concluded", "en", "pp. 198–208"),
    ],
)
def test_a_first_page_alone_is_shown_as_one(pages_from: PagesFrom | None, language: str, said: str) -> None:
    pages = (198, 208) if pages_from == "concluded" else (198, 198)
    article = Article("x", source="x", pages=pages, pages_from=pages_from)
    with speaking(language):
        shown = " · ".join(article_text(article, Console(width=80, colour=False)).split("\n"))
    assert said in shown
