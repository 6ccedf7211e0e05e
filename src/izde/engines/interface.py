"""The engine interface: what an index must be able to do, whatever stands behind it.

What a term is, how much it weighs in an article and how a query is expanded is decided above this line,
so that every engine gives the same answers. An engine keeps postings and records, commits atomically and
adds up scores by the rules that `Concept`, `And`, `Or` and `Boost` state.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from enum import Enum
from math import log, log2
from pathlib import Path
from typing import ClassVar, Protocol, TypeAlias

import msgspec

from izde.model import Article, Issue


class Space(str, Enum):
    """Where a term is looked for. ALL is the whole article as one weighted bag (see `IndexedArticle`).

    GLOSSARY is apart from the others and not of ALL: it holds the entries of
    `izde.language.translation.parallel`, whose frequencies are the evidence for a translation. It answers
    `vocabulary` and `frequency` only.
    """

    ALL = "all"
    TITLE = "title"
    KEYWORD = "keyword"
    ABSTRACT = "abstract"
    BODY = "body"
    AUTHOR = "author"
    GLOSSARY = "glossary"

    @property
    def bit(self) -> int:
        """The bit that stands for this space in a `Posting`; all of them for ALL."""
        return _BITS[self]


_BITS = {
    Space.ALL: 0b11111,
    Space.TITLE: 0b00001,
    Space.KEYWORD: 0b00010,
    Space.ABSTRACT: 0b00100,
    Space.BODY: 0b01000,
    Space.AUTHOR: 0b10000,
    Space.GLOSSARY: 0,
}


class Order(str, Enum):
    """How matches are ordered. Ties go to the newer issue, then to printed order, then to the id."""

    RELEVANCE = "relevance"
    OLDEST = "year"
    NEWEST = "-year"
    TITLE = "title"
    AUTHOR = "author"


# What goes in ------------------------------------------------------------------------------------------

#: How much a term weighs in an article, and the bits of the spaces in which it stands there.
Posting: TypeAlias = tuple[float, int]


class IndexedArticle(msgspec.Struct, frozen=True):
    """An article with everything an engine indexes of it.

    `bag` maps each term key (`izde.language.terms.Term.key`) to its impact and its spaces. The impact is
    the BM25F pseudo-frequency, i.e. the frequencies in title, keywords, abstracts, body and authors, each
    divided by its field's length norm and multiplied by its field's weight, added up (Robertson, Zaragoza
    & Taylor 2004). An engine may keep it as the byte that `quantize` makes of it.
    `sequences` holds, for phrases, the term keys of each space position by position; an empty tuple is a
    gap that no phrase may cross (between two keywords, two languages). Every key of a sequence is in the bag.
    `facets` are the values that filters and counts work on, e.g. {"journal": (...), "author": (...)}; an
    engine adds "year" itself. `orders` are the keys by which `Order.TITLE` and `Order.AUTHOR` sort;
    `glossary` the entries of the space of that name.
    """

    article: Article
    source: str
    bag: Mapping[str, Posting]
    sequences: Mapping[Space, Sequence[tuple[str, ...]]]
    facets: Mapping[str, tuple[str, ...]]
    orders: Mapping[Order, str] = {}
    glossary: tuple[str, ...] = ()


#: The impact that each quantized byte stands for: 16 steps an octave, from 1/512 to 123.
IMPACTS: tuple[float, ...] = tuple(2.0 ** ((step - 144) / 16) for step in range(256))


def quantize(impact: float) -> int:
    """The byte whose impact is nearest, at most 2.2 % away: postings of a byte are what makes search fast.

    It is 0 only for no impact at all.
    """
    return max(1, min(255, round(log2(impact) * 16) + 144)) if impact > 0 else 0


class SourceEntry(msgspec.Struct, frozen=True):
    """The bookkeeping of one source file; committed together with its articles, never without them.

    An engine stores it whole and gives it back unchanged; what the fields mean is the library's affair.
    `source` is the key, unique in the library, `path` where the file was last seen, `size` its bytes,
    `modified` its mtime and `checked` the time at which the content was last read, both in nanoseconds
    since the epoch. `same_as` names the source that is indexed in place of a duplicate (which then has no
    articles of its own); `fingerprint` is what duplicates are recognised by, `overrides` the values that
    the user gave for journal, year and number, `removed` the ids that the user took out, `mark` what its ids
    carry because another source had them first.
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
    mark: str = ""


# What is asked -----------------------------------------------------------------------------------------


#: The impact at which an alternative reaches half of its idf (BM25's k1).
K1 = 1.2
#: Alternatives at least so near to the nearest one that occurs share its tier (see `Concept`).
TIER = 0.75


def idf(articles: int, frequency: int) -> float:
    """BM25's inverse document frequency, never negative (the "+1" is Lucene's)."""
    return log(1 + (articles - frequency + 0.5) / (frequency + 0.5))


class Term(msgspec.Struct, frozen=True):
    """A term key in a space; `weight` in (0, 1] says how far it is from what was typed.

    In a space other than ALL the articles match that hold the term there; its impact is that of the bag.
    """

    space: Space
    key: str
    weight: float = 1.0


class Phrase(msgspec.Struct, frozen=True):
    """Term keys in order; `slop` more words may stand between them in all. Its impact is its rarest word's,
    i.e. the least of its words' impacts. In ALL it may stand in any space, but not across two."""

    space: Space
    keys: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0


class Concept(msgspec.Struct, frozen=True):
    """One thing that was asked for, with all the ways in which it may be printed.

    An article scores `importance * idf * max(weight * impact / (impact + K1))` over the alternatives that
    it holds: the best spelling counts, not their sum. All share one idf, so that a rare misspelling does
    not outweigh the word itself: that of the articles that hold an alternative of the nearest tier, which
    is every alternative whose weight is at least `TIER` times the highest weight that occurs at all. For
    this a phrase counts as held where the rarest of its words is in that space.
    """

    alternatives: tuple[Term | Phrase, ...]
    label: str = ""
    importance: float = 1.0


class And(msgspec.Struct, frozen=True):
    """Articles that match every part; scores add up. A `Not` among the parts takes articles away."""

    parts: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True):
    """Articles that match a part; scores add up and are multiplied by (parts matched / parts) to the power
    of `coordination`: 0 is the plain sum, with 1 half of the words earn half of their score."""

    parts: tuple[Node, ...]
    coordination: float = 0.0


class Not(msgspec.Struct, frozen=True):
    """Articles that do not match the part; they score nothing."""

    part: Node


class Boost(msgspec.Struct, frozen=True):
    """Articles that match `part`; each of `bonuses` that matches, too, adds its score. For what should
    weigh but not decide, such as two query words that stand side by side. Only articles that could reach
    the answer are tried, so a bonus costs little."""

    part: Node
    bonuses: tuple[Concept, ...]


Node: TypeAlias = "Concept | And | Or | Not | Boost"


class Filters(msgspec.Struct, frozen=True):
    """Restrictions that do not score. Facet values within one name are alternatives, names combine."""

    years: tuple[int | None, int | None] | None = None
    facets: Mapping[str, tuple[str, ...]] = {}
    ids: frozenset[str] | None = None


# What comes out ----------------------------------------------------------------------------------------


def recency(article: Article) -> tuple[int, int, int]:
    """Year, issue and page as ties go by them: ascending from the newest."""
    digits = ""
    for character in article.number or "":
        if character.isdecimal():
            digits += character
        elif digits:
            break
    return -(article.year or 0), -int(digits[:9] or 0), article.pages[0] if article.pages else 0


class Match(msgspec.Struct, frozen=True):
    """A matching article: its id, its score, and for each concept that it holds (label, key that counted,
    share of the score before coordination). The key of a phrase is its keys joined by spaces."""

    id: str
    score: float
    parts: tuple[tuple[str, str, float], ...] = ()


class Snapshot(Protocol):
    """A reader's view of the last commit; it does not change while it is open."""

    def __len__(self) -> int: ...

    def close(self) -> None: ...

    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        """The number of matching articles and the first `limit` of them; `query` None matches all."""
        ...

    def count(self, query: Node | None, filters: Filters, enough: int | None = None) -> int:
        """The number of matching articles alone; with `enough` counting may end there, which can be much
        quicker where only a few are asked for."""
        ...

    def article(self, id: str) -> Article | None:
        """The whole record."""
        ...

    def card(self, id: str) -> Article | None:
        """The record without its body and lists of references: much quicker to read, enough to show a hit."""
        ...

    def source_of(self, id: str) -> str | None:
        """The source that the article was indexed from."""
        ...

    def positions(self, id: str, space: Space, keys: Collection[str]) -> dict[int, str]:
        """Where in a space's token sequence one of the keys stands, and which: what marks matched words
        without analyzing the text again. A position counts the words of the space's texts in the order of
        the record, with one more between two texts; only the kinds that `sequences` holds are found."""
        ...

    def ids(self, prefix: str = "") -> Iterator[str]:
        """The ids that start with `prefix`, in order."""
        ...

    def frequency(self, space: Space, key: str) -> int:
        """In how many articles the term occurs."""
        ...

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        """The term keys that start with `prefix`, in order, with their frequency."""
        ...

    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        """How many articles (of those given) have each value of a facet."""
        ...

    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        """`facet` for all articles that match, without the detour over their ids."""
        ...

    def sources(self) -> Iterator[SourceEntry]: ...


class Batch(Protocol):
    """Changes that become visible together when the batch ends, or not at all when it raises.

    Deletions touch what was committed before the batch, whatever the order of the calls: `delete_source`
    and then `add` replaces a source's articles.
    """

    def add(self, article: IndexedArticle) -> None:
        """Add an article. Its id must not be indexed already, unless its source is deleted here."""
        ...

    def put_source(self, entry: SourceEntry) -> None:
        """Record a source's bookkeeping, in place of the entry that it had; its articles stay."""
        ...

    def delete_source(self, source: str) -> None:
        """Remove the source's articles and its entry."""
        ...


class Engine(Protocol):
    """An index, in a directory or wherever its settings say."""

    #: What reading a damaged index may raise beside `LibraryError`.
    damage: ClassVar[tuple[type[Exception], ...]]

    @property
    def settings(self) -> Mapping[str, str]:
        """What the library's manifest keeps, beside the folder, for `open` to find the index again. No
        secrets."""
        ...

    @classmethod
    def create(cls, path: Path, settings: Mapping[str, str]) -> Engine:
        """Make an empty index, in the folder `path` if it is one of files; `settings` are what the user
        gave. Raises `LibraryError` when that cannot be done, `UsageError` for settings that it cannot use.
        """
        ...

    @classmethod
    def open(cls, path: Path, settings: Mapping[str, str]) -> Engine:
        """Open an index. Raises `LibraryError` when there is none or it cannot be read."""
        ...

    @classmethod
    def drop(cls, path: Path, settings: Mapping[str, str]) -> None:
        """Delete an index, damaged or not, after another one has taken its place. Whoever reads it may go on
        where the system allows. Raises nothing: what cannot be deleted now is found by `izde doctor`."""
        ...

    def snapshot(self) -> Snapshot:
        """The last commit. Raises `LibraryError` when it is damaged."""
        ...

    def verify(self) -> list[str]:
        """What is wrong with the files of the last commit, a sentence each; empty when all is well."""
        ...

    def batch(self) -> AbstractContextManager[Batch]:
        """Write one commit. Raises `LockedError` at once when another writer is at work; waiting is up to
        the caller."""
        ...

    def files(self) -> list[Path]:
        """The files of the index that never change once they are written: those that can be sealed
        (`izde.index.seals`). None where the index is kept elsewhere."""
        ...
