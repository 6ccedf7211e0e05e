"""What `izde show` prints of an article besides its text."""

from __future__ import annotations

from izde.model import Article, Dates
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
