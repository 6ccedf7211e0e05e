"""The engine interface: what an index must be able to do, whatever stands behind it.

What a term is, how much it weighs in an article and how a query is expanded is decided above this line,
so that every engine gives the same answers. An engine keeps postings and records, commits atomically and
adds up scores by the rule that `Concept` states.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeAlias

from izde.model import Article, Issue


class Space(str, Enum):
    """Where a term is looked for. ALL is the whole article as one weighted bag (see `IndexedArticle`)."""

    ALL = "all"
    TITLE = "title"
    KEYWORD = "keyword"
    ABSTRACT = "abstract"
    BODY = "body"
    AUTHOR = "author"


# What goes in ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article with everything an engine indexes of it.

    `bag` maps each term key (`izde.language.terms.Term.key`) to its impact: the BM25F pseudo-frequency,
    i.e. the frequencies in title, keywords, abstracts, body and authors, each divided by its field's
    length norm and multiplied by its field's weight, added up (Robertson, Zaragoza & Taylor 2004).
    `sequences` holds, for phrases and fields, the term keys of each space position by position;
    an empty tuple is a gap that no phrase may cross (between two keywords, two languages).
    `facets` are the values that filters and counts work on, e.g. {"journal": (...), "author": (...)}.
    """

    article: Article
    source: str
    bag: Mapping[str, float]
    sequences: Mapping[Space, Sequence[tuple[str, ...]]]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """The bookkeeping of one source file; committed together with its articles, never without them.

    An engine stores it whole and gives it back unchanged; what the fields mean is the library's affair.
    `source` is the key, unique in the library, `path` where the file was last seen, `size` its bytes,
    `modified` its mtime and `checked` the time at which the content was last read, both in nanoseconds
    since the epoch. `same_as` names the source that is indexed in place of a duplicate (which then has no
    articles of its own); `fingerprint` is what duplicates are recognised by, `overrides` the values that
    the user gave for journal, year and number, `removed` the ids that the user took out.
    """

    source: str
    checksum: str
    size: int
    modified: int
    articles: int
    extractor: str
    indexed_at: str
    warnings: tuple[str, ...] = ()
    path: str = ""
    kind: str = ""
    analyzer: str = ""
    checked: int = 0
    same_as: str | None = None
    issue: Issue | None = None
    fingerprint: tuple[str, ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()


# What is asked -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """A term key in a space; `weight` in (0, 1] says how far it is from what was typed."""

    space: Space
    key: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Term keys in order; `slop` more words may stand between them."""

    space: Space
    keys: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that was asked for, with all the ways in which it may be printed.

    An article scores `idf * max(weight * impact / (impact + k1))` over the alternatives that it holds: the
    best spelling counts, not their sum. All share one idf, that of the nearest tier of alternatives that
    occurs at all, so that a rare misspelling does not outweigh the word itself.
    """

    alternatives: tuple[Term | Phrase, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


Node: TypeAlias = "Concept | And | Or | Not"


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions that do not score. Facet values within one name are alternatives, names combine."""

    years: tuple[int | None, int | None] | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: frozenset[str] | None = None


# What comes out ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """A matching article: its id, its score, and for each concept the key that counted and its share."""

    id: str
    score: float
    parts: tuple[tuple[str, str, float], ...] = ()


class Snapshot(Protocol):
    """A reader's view of the last commit; it does not change while it is open."""

    def __len__(self) -> int: ...

    def close(self) -> None: ...

    def search(self, query: Node | None, filters: Filters, limit: int | None) -> tuple[int, list[Match]]:
        """The number of matching articles and the best `limit` of them; `query` None matches all."""
        ...

    def article(self, id: str) -> Article | None: ...

    def ids(self, prefix: str = "") -> Iterator[str]: ...

    def frequency(self, space: Space, key: str) -> int:
        """In how many articles the term occurs."""
        ...

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The term keys that start with `prefix`, in order, with their frequency."""
        ...

    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        """How many articles (of those given) have each value of a facet."""
        ...

    def sources(self) -> Iterator[SourceEntry]: ...


class Batch(Protocol):
    """Changes that become visible together when the batch ends, or not at all when it raises."""

    def add(self, article: IndexedArticle) -> None: ...

    def put_source(self, entry: SourceEntry) -> None: ...

    def delete_source(self, source: str) -> None:
        """Remove the source's articles and its entry."""
        ...


class Engine(Protocol):
    """An index in a directory."""

    @classmethod
    def create(cls, path: Path) -> Engine: ...

    @classmethod
    def open(cls, path: Path) -> Engine: ...

    def snapshot(self) -> Snapshot: ...

    def batch(self) -> AbstractContextManager[Batch]: ...
