"""What is asked of a search and what it answers: plain data between search, output and the command line.

The structs encode to the documented JSON of `izde search --format json`; a hit carries the record's own
fields in the record's own shapes.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from izde.model import Article, Author, ByLanguage, Language, PagesFrom

Sort = Literal["relevance", "year", "-year", "title", "author"]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A query and everything that narrows or orders its answer. `years` is inclusive; None leaves it open."""

    query: str = ""
    author: str | None = None
    languages: tuple[Language, ...] = ()
    years: tuple[int | None, int | None] | None = None
    journal: str | None = None
    section: str | None = None
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
    exact: bool = False
    translate: bool = True
    explain: bool = False
    facets: tuple[str, ...] = ()


class Snippet(msgspec.Struct, omit_defaults=True):
    """A passage of a field; `marks` are the (start, end) offsets of matched words in `text`."""

    field: str
    lang: Language | None
    text: str
    marks: list[tuple[int, int]] = []


class Hit(msgspec.Struct, omit_defaults=True):
    """One article found. `shown` is the language in which title and snippet are shown to a person;
    `why` says, in words, what matched when that is not obvious; `explanation` the parts of the score."""

    id: str
    score: float
    title: ByLanguage = {}
    authors: list[Author] = []
    journal: ByLanguage = {}
    year: int | None = None
    number: str | None = None
    pages: tuple[int, int] | None = None
    pages_from: PagesFrom | None = None
    language: Language | None = None
    shown: Language | None = None
    snippets: list[Snippet] = []
    why: list[str] = []
    explanation: list[str] = []

    @classmethod
    def of(cls, article: Article, score: float, shown: Language | None) -> Hit:
        """A hit with the article's own fields, not yet explained."""
        return cls(
            id=article.id,
            score=round(score, 6),
            title=article.title,
            authors=article.authors,
            journal=article.journal,
            year=article.year,
            number=article.number,
            pages=article.pages,
            pages_from=article.pages_from,
            language=article.language,
            shown=shown,
        )


class Result(msgspec.Struct):
    """The answer. `notes` are sentences for the person: how the query was read, "did you mean", …"""

    query: str
    total: int
    notes: list[str]
    hits: list[Hit]
    facets: dict[str, list[tuple[str, int]]] = {}
