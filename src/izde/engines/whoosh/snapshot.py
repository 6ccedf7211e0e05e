"""Reading one commit: records, terms, facets, and the answers to queries."""

from __future__ import annotations

import heapq
import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeAlias, TypeVar

import msgspec

from izde.engines.interface import And, Filters, Match, Node, Order, SourceEntry, Space
from izde.engines.sequences import hash_of
from izde.engines.whoosh.blocks import (
    SEQUENCES,
    Head,
    Sequences,
    add_body,
    decode_entry,
    decode_heads,
    facet_term,
    read_card,
    read_part,
)
from izde.engines.whoosh.lanes import Lanes
from izde.engines.whoosh.postings import Part, Postings
from izde.engines.whoosh.scoring import RARE, Evaluation
from izde.engines.whoosh.segments import DamagedError, Entry, OpenSegment, damaged, term
from izde.model import Article

#: So many posting lists are kept: a query asks for each of its terms several times.
_CACHED = 1000
#: So many places of words are kept: the phrases of a query share their words.
_CACHED_POSITIONS = 100_000
#: Above so many ids, a table of all ids is quicker than looking each one up.
_MANY_IDS = 50
#: And so many bytes of them, about: two for each term and each article of the library.
_CACHED_BYTES = 1 << 26


_P = ParamSpec("_P")
_R = TypeVar("_R")


def _reads(
    method: Callable[Concatenate[BlockSnapshot, _P], _R],
) -> Callable[Concatenate[BlockSnapshot, _P], _R]:
    """Say of a file that turns out to be damaged that it is."""

    @wraps(method)
    def read(self: BlockSnapshot, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return method(self, *args, **kwargs)
        except (DamagedError, msgspec.DecodeError, zlib.error, struct.error) as error:
            raise damaged(self.path, error) from error

    return read


#: A block that holds a term: the number of its first article, how many it has, and the packed value.
Value: TypeAlias = tuple[int, int, bytes]


class _Segment(NamedTuple):
    """A segment and, for each of its documents, the number of its first article, or -1, and how many it
    has."""

    reader: OpenSegment
    bases: list[int]
    sizes: list[int]

    @property
    def deleted(self) -> bool:
        """Whether anything in it is."""
        return bool(self.reader.segment.deleted)

    def find(self, field: str, key: bytes) -> list[Value]:
        """What each block holds of a term."""
        entry = self.reader.terms.find(field, key)
        return self.live(entry) if entry is not None else []

    def part(self, entry: Entry) -> Part:
        """An entry with what is needed to read it."""
        return Part(self.bases, self.sizes, *entry)

    def live(self, entry: Entry) -> list[Value]:
        return list(self.part(entry).rows())


class _Stored(NamedTuple):
    """A block in the index: `base` is the number of its first article, `size` how many it has."""

    reader: OpenSegment
    document: int
    base: int
    size: int

    def part(self, name: str, number: int) -> memoryview:
        """What a stored field holds of an article."""
        return read_part(self.reader.blobs, self.document, name, self.size, number - self.base)


class BlockSnapshot:
    """See `interface.Snapshot`. Articles are numbered block by block; a number is only good here."""

    def __init__(self, path: Path, segments: Sequence[OpenSegment]) -> None:
        self.path = path
        self._segments: list[_Segment] = []
        self._blocks: list[_Stored] = []
        self._heads: dict[int, list[Head]] = {}
        self._numbers: dict[str, int] | None = None
        self._found: dict[str, int] = {}
        self._sequences: dict[tuple[Space, int], Sequences] = {}
        self._positions: dict[tuple[Space, int, int], Sequence[int]] = {}
        self._postings: dict[str, Postings] = {}
        total = 0
        for reader in segments:
            bases = []
            sizes = list(reader.blobs.numbers("articles"))
            deleted = reader.segment.deleted
            for document, size in enumerate(sizes):
                if not size or document in deleted:
                    bases.append(-1)
                else:
                    bases.append(total)
                    self._blocks.append(_Stored(reader, document, total, size))
                    total += size
            self._segments.append(_Segment(reader, bases, sizes))
        self._bases = [block.base for block in self._blocks]
        self._total = total
        self.lanes = Lanes(total)
        self._most_postings = max(100, min(_CACHED, _CACHED_BYTES // (2 * total + 1)))

    def __len__(self) -> int:
        return self._total

    def close(self) -> None:
        for segment in self._segments:
            segment.reader.close()

    # Records

    def _block(self, number: int) -> _Stored:
        return self._blocks[bisect_right(self._bases, number) - 1]

    def _head(self, number: int) -> Head:
        block = self._block(number)
        heads = self._heads.get(block.base)
        if heads is None:
            heads = decode_heads(block.reader.blobs.blob(block.document, "heads"))
            self._heads[block.base] = heads
        return heads[number - block.base]

    def _number(self, id: str) -> int | None:
        if self._numbers is not None:
            return self._numbers.get(id)
        if id in self._found:
            return self._found[id]
        return next((base + packed[0] for base, _, packed in self.values("id", id)), None)

    def _numbers_of(self, ids: Iterable[str], count: int) -> Iterator[int]:
        if count > _MANY_IDS and self._numbers is None:
            self._numbers = {self._head(number).id: number for number in range(self._total)}
        for id in ids:
            number = self._number(id)
            if number is not None:
                yield number

    @_reads
    def card(self, id: str) -> Article | None:
        number = self._number(id)
        return None if number is None else read_card(self._block(number).part("cards", number))

    @_reads
    def article(self, id: str) -> Article | None:
        number = self._number(id)
        if number is None:
            return None
        block = self._block(number)
        article = read_card(block.part("cards", number))
        add_body(article, block.part("bodies", number))
        return article

    @_reads
    def source_of(self, id: str) -> str | None:
        number = self._number(id)
        if number is None:
            return None
        block = self._block(number)
        for source, (documents, _, _) in block.reader.terms.entries("source"):
            if block.document in documents:
                return source.decode()
        return None

    @_reads
    def positions(self, id: str, space: Space, keys: Collection[str]) -> dict[int, str]:
        number = self._number(id)
        if number is None:
            return {}
        return {position: key for key in keys for position in self.positions_of(space, number, hash_of(key))}

    def ids(self, prefix: str = "") -> Iterator[str]:
        for id, _ in self._terms("id", prefix):
            yield id

    def sources(self) -> Iterator[SourceEntry]:
        entries = [
            decode_entry(reader.blobs.blob(document, "record"))
            for reader, bases, _ in self._segments
            for document in range(len(bases))
            if document not in reader.segment.deleted and reader.blobs.has(document, "record")
        ]
        return iter(sorted(entries, key=lambda entry: entry.source))

    def positions_of(self, space: Space, number: int, wanted: int) -> Sequence[int]:
        """Where a hash stands in the token sequence of a space of an article (see `blocks`)."""
        known = self._positions.get((space, number, wanted))
        if known is None:
            if len(self._positions) >= _CACHED_POSITIONS:
                self._positions.clear()
            block = self._block(number)
            known = self._sequences_of(space, block).positions(number - block.base, wanted)
            self._positions[space, number, wanted] = known
        return known

    def _sequences_of(self, space: Space, block: _Stored) -> Sequences:
        known = self._sequences.get((space, block.base))
        if known is None:
            name = SEQUENCES.get(space, "")
            known = Sequences(block.reader.blobs.view(block.document, name), block.size)
            self._sequences[space, block.base] = known
        return known

    # Terms

    def values(self, field: str, key: str) -> Sequence[Value]:
        """What each block holds of a term."""
        wanted = term(key)
        return [value for segment in self._segments for value in segment.find(field, wanted)]

    def postings(self, key: str) -> Postings:
        """The articles that hold a term."""
        known = self._postings.get(key)
        if known is None:
            if len(self._postings) >= self._most_postings:
                del self._postings[next(iter(self._postings))]
            wanted = term(key)
            parts = [
                segment.part(entry)
                for segment in self._segments
                if (entry := segment.reader.terms.find("bag", wanted)) is not None
            ]
            known = self._postings[key] = Postings(self._total, parts)
        return known

    def _terms(self, field: str, prefix: str) -> Iterator[tuple[str, list[Value]]]:
        """The terms of a field that start with a prefix and still occur, with their values."""
        wanted = term(prefix)

        def live(segment: _Segment) -> Iterator[tuple[bytes, list[Value]]]:
            for key, entry in segment.reader.terms.entries(field, wanted):
                yield key, segment.live(entry)

        for key, group in _by_term([live(segment) for segment in self._segments]):
            values = [value for more in group for value in more]
            if values:
                yield key.decode(), values

    @_reads
    def frequency(self, space: Space, key: str) -> int:
        if space is Space.GLOSSARY:
            return sum(len(packed) for *_, packed in self.values("glossary", key))
        return self.postings(key).frequency(space)

    def together(self, terms: Sequence[tuple[Space, str]]) -> int:
        """How many articles hold at least one of some terms."""
        together = 0
        scattered = bytearray(self._total)
        for space, key in terms:
            postings = self.postings(key)
            if postings.frequency(space) * RARE < self._total:
                for number, _ in postings.items(space):
                    scattered[number] = 1
            else:
                together |= Lanes.pack(postings.steps(space))
        together |= Lanes.pack(scattered)
        return self._total - self.lanes.unpack(together).count(0)

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        field, width = ("glossary", 1) if space is Space.GLOSSARY else ("bag", 3)
        wanted = term(prefix)
        if space is Space.ALL or space is Space.GLOSSARY:

            def counted(segment: _Segment) -> Iterator[tuple[bytes, int]]:
                if not segment.deleted:
                    # Nothing is deleted, so how long the values are tells how many there are.
                    yield from segment.reader.terms.sizes(field, wanted)
                else:
                    for key, entry in segment.reader.terms.entries(field, wanted):
                        yield key, sum(len(packed) for *_, packed in segment.live(entry))

        else:
            width = 1

            def counted(segment: _Segment) -> Iterator[tuple[bytes, int]]:
                for key, entry in segment.reader.terms.entries(field, wanted):
                    yield key, segment.part(entry).frequency(space)

        for key, counts in _by_term([counted(segment) for segment in self._segments]):
            total = sum(counts)
            if total:
                yield key.decode(), total // width

    # Facets

    @_reads
    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        chosen = None if ids is None else self.lanes.at(self._numbers_of(ids, len(ids)))
        return self._facet_counts(name, chosen)

    @_reads
    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        evaluation = Evaluation(self, And(()) if query is None else query, ranked=False)
        chosen = evaluation.matching(self._allowed(filters))
        return {name: self._facet_counts(name, chosen) for name in names}

    def _facet_counts(self, name: str, chosen: int | None) -> dict[str, int]:
        """How many of the articles with a one in their lanes, or of all, have each value of a facet."""
        every = chosen is None or chosen == self.lanes.ones
        has = b"" if chosen is None else self.lanes.unpack(chosen)
        counts = {}
        start = len(facet_term(name, ""))
        for key, values in self._terms("facet", facet_term(name, "")):
            if every:
                count = sum(len(packed) for *_, packed in values)
            else:
                count = sum(has[base + place] for base, _, packed in values for place in packed)
            if count:
                counts[key[start:]] = count
        return counts

    # Search

    @_reads
    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        ranked = limit is not None and order is Order.RELEVANCE
        evaluation = Evaluation(self, And(()) if query is None else query, ranked=ranked)
        allowed = self._allowed(filters)
        if limit is not None and ranked:
            total = evaluation.count(allowed)
            found = evaluation.best(allowed, limit) if limit else []
        else:
            numbers = self.lanes.numbers(evaluation.matching(allowed))
            total = len(numbers)
            if order is not Order.RELEVANCE:
                numbers = sorted(numbers, key=self._order_key(order))[:limit]
            found = evaluation.scores(numbers)
        if order is Order.RELEVANCE:
            newest = self._order_key(Order.NEWEST)
            found.sort(key=lambda scored: (-scored.score, newest(scored.number)))
        head = self._head
        found = found[:limit]
        # The records of what was found are asked for next.
        self._found = {head(number).id: number for number, _ in found}
        return total, [Match(head(number).id, score, evaluation.parts(number)) for number, score in found]

    @_reads
    def count(self, query: Node | None, filters: Filters, enough: int | None = None) -> int:
        evaluation = Evaluation(self, And(()) if query is None else query, ranked=False)
        return evaluation.count(self._allowed(filters), enough)

    def _allowed(self, filters: Filters) -> int:
        """A one in the lane of each article that the filters let through."""
        allowed = self.lanes.ones
        for name, wanted in filters.facets.items():
            values = [value for one in wanted for value in self.values("facet", facet_term(name, one))]
            allowed &= self.lanes.at(base + place for base, _, packed in values for place in packed)
        if filters.years is not None:
            first, last = filters.years
            start = len(facet_term("year", ""))
            within = [
                value
                for key, values in self._terms("facet", facet_term("year", ""))
                if (first is None or int(key[start:]) >= first) and (last is None or int(key[start:]) <= last)
                for value in values
            ]
            allowed &= self.lanes.at(base + place for base, _, packed in within for place in packed)
        if filters.ids is not None:
            allowed &= self.lanes.at(self._numbers_of(filters.ids, len(filters.ids)))
        return allowed

    def _order_key(self, order: Order) -> Any:
        head = self._head

        def newest(number: int) -> tuple[Any, ...]:
            of = head(number)
            return of.recency, of.id

        def oldest(number: int) -> tuple[Any, ...]:
            of = head(number)
            year, issue, page = of.recency
            return not year, -year, -issue, page, of.id

        def alphabetical(number: int) -> tuple[Any, ...]:
            of = head(number)
            text = of.title if order is Order.TITLE else of.author
            return not text, text, of.recency, of.id

        return {Order.NEWEST: newest, Order.OLDEST: oldest}.get(order, alphabetical)


def _by_term(streams: Sequence[Iterator[tuple[bytes, Any]]]) -> Iterator[tuple[bytes, list[Any]]]:
    """What several sorted streams say of each term."""
    if len(streams) == 1:
        for key, value in streams[0]:
            yield key, [value]
        return
    for key, group in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield key, [value for _, value in group]
