"""The syntax tree of a query: what a person asked for, before it is known how it may be printed.

A tree is made by `izde.search.parser.parse` and turned into engine nodes by `izde.search.expansion`.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeAlias

import msgspec


class Field(str, Enum):
    """The fields that a query may name; the value is the name that messages use."""

    AUTHOR = "author"
    TITLE = "title"
    KEYWORD = "keyword"
    ABSTRACT = "abstract"
    BODY = "body"
    LANGUAGE = "lang"
    YEAR = "year"
    JOURNAL = "journal"
    NUMBER = "number"
    SECTION = "section"
    DOI = "doi"
    FUNDING = "funding"

    @property
    def restricts(self) -> bool:
        """Whether the field narrows the answer without scoring it."""
        return self in _RESTRICTIONS


_RESTRICTIONS = frozenset(
    {
        Field.LANGUAGE,
        Field.YEAR,
        Field.JOURNAL,
        Field.NUMBER,
        Field.SECTION,
        Field.DOI,
        Field.FUNDING,
    },
)


class Word(msgspec.Struct, frozen=True):
    """One typed word; it may still hold several tokens (`e-learning`, `06.77.64`)."""

    text: str


class Quoted(msgspec.Struct, frozen=True):
    """Words in quotation marks: to be found in this order, in these forms."""

    text: str


class Pattern(msgspec.Struct, frozen=True):
    """A word with `*` (any letters) or `?` (one letter) in it."""

    text: str


class Fuzzy(msgspec.Struct, frozen=True):
    """A word and the number of edits, 1 or 2, that it may be away from what is printed."""

    text: str
    edits: int


class Restriction(msgspec.Struct, frozen=True):
    """A field that narrows the answer: `text` as typed; for years the range, open where None."""

    field: Field
    text: str
    years: tuple[int | None, int | None] | None = None


class Fielded(msgspec.Struct, frozen=True):
    """A part that is looked for in one field only."""

    field: Field
    part: Syntax


class Words(msgspec.Struct, frozen=True):
    """Parts that simply stand beside each other: the more of them an article holds, the better."""

    parts: tuple[Syntax, ...]


class And(msgspec.Struct, frozen=True):
    parts: tuple[Syntax, ...]


class Or(msgspec.Struct, frozen=True):
    parts: tuple[Syntax, ...]


class Not(msgspec.Struct, frozen=True):
    part: Syntax


class Everything(msgspec.Struct, frozen=True):
    """What an empty query asks for."""


Syntax: TypeAlias = (
    "Word | Quoted | Pattern | Fuzzy | Restriction | Fielded | Words | And | Or | Not | Everything"
)


class Query(msgspec.Struct, frozen=True):
    """A query as it was read. `notes` say, in sentences, where that is not as it was typed."""

    root: Syntax
    notes: tuple[str, ...] = ()
