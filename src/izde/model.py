"""The article record and the issue it was printed in: plain data that every room shares.

The field names are the record format that `izde extract` prints and `izde index` takes back, one JSON
object an article. A field that was not printed stays empty; nothing here is ever guessed.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

Language: TypeAlias = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

#: A text in the languages in which it is printed.
ByLanguage: TypeAlias = dict[Language, str]


class Author(msgspec.Struct, omit_defaults=True):
    """One person: `name` as the byline prints it, `names` every spelling printed in the article."""

    name: str
    names: list[str] = []
    affiliation: str | None = None
    email: str | None = None
    orcid: str | None = None


class Article(msgspec.Struct, omit_defaults=True):
    """One article. `pages` are the printed page numbers of its first and last page.

    `language` is that of the body, `source` the file's name, `emails` and `orcids` are as printed, in
    order of appearance and without repeats. `warnings` say, in English sentences, what is missing.
    """

    id: str
    source: str = ""
    language: Language | None = None
    journal: ByLanguage = {}
    year: int | None = None
    number: str | None = None
    pages: tuple[int, int] | None = None
    section: ByLanguage = {}
    title: ByLanguage = {}
    authors: list[Author] = []
    abstracts: ByLanguage = {}
    keywords: dict[Language, list[str]] = {}
    doi: str | None = None
    udc: str | None = None
    irsti: str | None = None
    emails: list[str] = []
    orcids: list[str] = []
    body: str = ""
    references: list[str] = []
    warnings: list[str] = []


class Issue(msgspec.Struct, omit_defaults=True):
    """What is known of the issue as a whole, from its first pages and its furniture."""

    source: str
    journal: ByLanguage = {}
    year: int | None = None
    number: str | None = None
    issn: str | None = None


class Extraction(msgspec.Struct):
    """What extraction makes of one file; encodes to the object that `izde extract --format json` prints."""

    issue: Issue
    articles: list[Article]
    warnings: list[str] = []
