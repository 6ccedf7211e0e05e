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
    """One person: `name` as the byline prints it, `names` every spelling printed in the article.

    `affiliation` is the first that the byline gives, in its own language; `affiliations` all of them, in each
    language in which they are printed. `about` are degree and post. `corresponding` is whom a reader may
    write to; `corporate` is a group or an institution that signs as an author, whose name has no parts.
    """

    name: str
    names: list[str] = []
    affiliation: str | None = None
    email: str | None = None
    orcid: str | None = None
    affiliations: dict[Language, list[str]] = {}
    about: ByLanguage = {}
    corresponding: bool = False
    corporate: bool = False


class Dates(msgspec.Struct, omit_defaults=True):
    """When an article came, came again, was taken and came out, as ISO 8601: 2024-03-31, or 2024-03 where no
    day is printed."""

    received: str | None = None
    revised: str | None = None
    accepted: str | None = None
    published: str | None = None


#: Where the pages of an article come from when both ends are not printed: only its first page is known (and
#: stands for both), or the last one was concluded from the next article's first.
PagesFrom: TypeAlias = Literal["first", "concluded"]


class Article(msgspec.Struct, omit_defaults=True):
    """One article. `pages` are the printed page numbers of its first and last page, `pdf_pages` those pages'
    places in the file, from 1; `pages_from` says what of `pages` is not printed.

    `language` is that of the body, `source` the file's name, `emails` and `orcids` are as printed, in
    order of appearance and without repeats. `references_romanised` is the second list that many journals
    print of the same references, in Latin letters. `citation` is the journal's own note on how to cite the
    article. `warnings` say, in English sentences, what is missing.
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
    pages_from: PagesFrom | None = None
    pdf_pages: tuple[int, int] | None = None
    references_romanised: list[str] = []
    dates: Dates | None = None
    jel: list[str] = []
    funding: ByLanguage = {}
    conflicts: ByLanguage = {}
    contributions: ByLanguage = {}
    citation: ByLanguage = {}
    licence: str | None = None


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
