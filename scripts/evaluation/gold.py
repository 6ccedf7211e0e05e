"""The project's own data, as the evaluations read it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from izde.model import Article, Author, Language

ROOT = Path(__file__).resolve().parent.parent.parent
ISSUES = ROOT / "data" / "issues"
GOLD = ROOT / "data" / "gold"

#: Each sample issue with the gold records of some of its articles.
SAMPLES = (
    (ISSUES / "atyrau-2024-4.txt", GOLD / "atyrau-part.jsonl"),
    (ISSUES / "kaznu-2021-3.txt", GOLD / "kaznu-part.jsonl"),
)


class GoldRecord(msgspec.Struct):
    """A gold record as its file has it: like an article, but with null for what is not printed."""

    id: str
    language: Language | None = None
    title: dict[Language, str] = {}
    authors: list[Author] = []
    abstracts: dict[Language, str] = {}
    keywords: dict[Language, list[str]] = {}
    doi: str | None = None
    udc: str | None = None
    irsti: str | None = None
    emails: list[str] = []
    orcids: list[str] = []
    body: str = ""
    references: list[str] = []
    references_romanised: list[str] = []
    unpaged: bool = False
    """No page number is printed anywhere in the issue."""

    def article(self) -> Article:
        return Article(
            id=self.id,
            language=self.language,
            title=self.title,
            authors=self.authors,
            abstracts=self.abstracts,
            keywords=self.keywords,
            doi=self.doi,
            udc=self.udc,
            irsti=self.irsti,
            emails=self.emails,
            orcids=self.orcids,
            body=self.body,
            references=self.references,
            references_romanised=self.references_romanised,
        )


def gold_articles(path: Path) -> list[Article]:
    """The gold records of a file as articles."""
    decoder = msgspec.json.Decoder(GoldRecord)
    return [decoder.decode(line).article() for line in path.read_bytes().splitlines() if line.strip()]
