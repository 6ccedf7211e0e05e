"""Reading one commit: records, terms, facets, and the answers to queries."""

from __future__ import annotations

import heapq
import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import accumulate as totals
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

import msgspec

from izde.index.accumulation import accumulate, accumulates
from izde.index.blocks import (
    HAS_BIT,
    SEQUENCES,
    Head,
    add_body,
    decode_entry,
    decode_heads,
    facet_term,
    hash_of,
    positions_of,
    read_card,
    read_part,
)
from izde.index.engine import Boost, Concept, Filters, Match, Node, Or, Order, SourceEntry, Space
from izde.index.postings import NO_POSTINGS, Postings
from izde.index.scoring import Evaluation
from izde.index.segments import DamagedError, Entry, OpenSegment, damaged, term
from izde.model import Article

#: So many posting lists are kept: a query asks for each of its terms several times.
_CACHED = 1000
#: Above so many ids, a table of all ids is quicker than looking each one up.
_MANY_IDS = 50
#: Bytes of impacts, one for each article of the library and each term, that are kept.
_CACHED_STEPS = 1 << 24


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


class _Segment(NamedTuple):
    """A segment and, for each of its documents, the number of its first article, or -1."""

    reader: OpenSegment
    bases: list[int]

    def find(self, field: str, key: bytes) -> list[tuple[int, bytes]]:
        """Each block that holds a term: the number of its first article, and the packed value."""
        entry = self.reader.terms.find(field, key)
        return self.live(entry) if entry is not None else []

    def live(self, entry: Entry) -> list[tuple[int, bytes]]:
        documents, lengths, values = entry
        stops = totals(lengths, initial=0)
        bases = map(self.bases.__getitem__, documents)
        return [
            (base, values[start:stop])
            for base, (start, stop) in zip(bases, pairwise(stops), strict=True)
            if base >= 0
        ]


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
    """See `izde.index.engine.Snapshot`. Articles are numbered block by block; a number is only good here."""

    def __init__(self, path: Path, segments: Sequence[OpenSegment]) -> None:
        self.path = path
        self._segments: list[_Segment] = []
        self._blocks: list[_Stored] = []
        self._heads: dict[int, list[Head]] = {}
        self._numbers: dict[str, int] | None = None
        self._values: dict[tuple[str, str], list[tuple[int, bytes]]] = {}
        self._postings: dict[str, Postings] = {}
        self._steps: dict[tuple[Space, str], bytes] = {}
        total = 0
        for reader in segments:
            bases = []
            deleted = reader.segment.deleted
            for document, size in enumerate(reader.blobs.numbers("articles")):
                if not size or document in deleted:
                    bases.append(-1)
                else:
                    bases.append(total)
                    self._blocks.append(_Stored(reader, document, total, size))
                    total += size
            self._segments.append(_Segment(reader, bases))
        self._bases = [block.base for block in self._blocks]
        self._total = total

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
        return next((base + packed[0] for base, packed in self.values("id", id)), None)

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
        sequence = self.sequence(space, number)
        return {position: key for key in keys for position in positions_of(sequence, hash_of(key))}

    def ids(self, prefix: str = "") -> Iterator[str]:
        for id, _ in self._terms("id", prefix):
            yield id

    def sources(self) -> Iterator[SourceEntry]:
        entries = [
            decode_entry(reader.blobs.blob(document, "record"))
            for reader, bases in self._segments
            for document in range(len(bases))
            if document not in reader.segment.deleted and reader.blobs.has(document, "record")
        ]
        return iter(sorted(entries, key=lambda entry: entry.source))

    def sequence(self, space: Space, number: int) -> memoryview:
        """The hashed token sequence of a space of an article (see `izde.index.blocks`)."""
        block = self._block(number)
        name = SEQUENCES.get(space)
        if name is None or not block.reader.blobs.has(block.document, name):
            return memoryview(b"")
        return block.part(name, number).cast("I")

    def spaces(self, keys: Iterable[str], number: int) -> int:
        """The bits of the spaces in which an article holds all of the terms."""
        bits = Space.ALL.bit
        for key in keys:
            bits &= self.postings(key).spaces_of(number)
        return bits

    # Terms

    def values(self, field: str, key: str) -> Sequence[tuple[int, bytes]]:
        """Each block that holds a term: the number of its first article, and the packed value."""
        known = self._values.get((field, key))
        if known is None:
            if len(self._values) >= _CACHED:
                self._values.clear()
            wanted = term(key)
            known = []
            for segment in self._segments:
                known += segment.find(field, wanted)
            self._values[field, key] = known
        return known

    def postings(self, key: str) -> Postings:
        """The articles that hold a term."""
        known = self._postings.get(key)
        if known is None:
            if len(self._postings) >= _CACHED:
                self._postings.clear()
            blocks = self.values("bag", key)
            known = self._postings[key] = Postings.of(blocks) if blocks else NO_POSTINGS
        return known

    def steps(self, space: Space, key: str) -> bytes:
        """For each article the quantized impact of a term, and 0 where the space does not hold it."""
        known = self._steps.get((space, key))
        if known is None:
            if len(self._steps) * self._total >= _CACHED_STEPS:
                self._steps.clear()
            known = self._steps[space, key] = self.postings(key).over(self._total, space)
        return known

    def _terms(self, field: str, prefix: str) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
        """The terms of a field that start with a prefix and still occur, with their values."""
        wanted = term(prefix)

        def live(segment: _Segment) -> Iterator[tuple[bytes, list[tuple[int, bytes]]]]:
            for key, entry in segment.reader.terms.entries(field, wanted):
                yield key, segment.live(entry)

        for key, group in _by_term([live(segment) for segment in self._segments]):
            values = [value for more in group for value in more]
            if values:
                yield key.decode(), values

    @_reads
    def frequency(self, space: Space, key: str) -> int:
        if space is Space.GLOSSARY:
            return sum(len(packed) for _, packed in self.values("glossary", key))
        return self.postings(key).frequency(space)

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        field, width = ("glossary", 1) if space is Space.GLOSSARY else ("bag", 3)
        wanted = term(prefix)
        if space is Space.ALL or space is Space.GLOSSARY:

            def counted(segment: _Segment) -> Iterator[tuple[bytes, int]]:
                if not segment.reader.segment.deleted:
                    # Nothing is deleted, so how long the values are tells how many there are.
                    yield from segment.reader.terms.sizes(field, wanted)
                else:
                    for key, entry in segment.reader.terms.entries(field, wanted):
                        yield key, sum(len(packed) for _, packed in segment.live(entry))

        else:
            width, bit = 1, space.bit

            def counted(segment: _Segment) -> Iterator[tuple[bytes, int]]:
                for key, entry in segment.reader.terms.entries(field, wanted):
                    yield key, sum(_in_space(packed, bit) for _, packed in segment.live(entry))

        for key, counts in _by_term([counted(segment) for segment in self._segments]):
            total = sum(counts)
            if total:
                yield key.decode(), total // width

    # Facets

    @_reads
    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        chosen = None if ids is None else set(self._numbers_of(ids, len(ids)))
        return self._facet_counts(name, chosen)

    @_reads
    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        chosen = self._matching(Evaluation(self), _without_bonuses(query), filters).keys()
        return {name: self._facet_counts(name, chosen) for name in names}

    def _facet_counts(self, name: str, chosen: Iterable[int] | None) -> dict[str, int]:
        counts = {}
        numbers = None if chosen is None or len(frozenset(chosen)) == self._total else frozenset(chosen)
        start = len(facet_term(name, ""))
        for key, values in self._terms("facet", facet_term(name, "")):
            if numbers is None:
                count = sum(len(packed) for _, packed in values)
            else:
                count = sum(base + place in numbers for base, packed in values for place in packed)
            if count:
                counts[key[start:]] = count
        return counts

    # Search

    @_reads
    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        evaluation = Evaluation(self)
        words = _without_bonuses(query)
        bonuses = query.bonuses if isinstance(query, Boost) else ()
        if order is Order.RELEVANCE and limit and isinstance(words, (Concept, Or)) and accumulates(words):
            total, scores = accumulate(evaluation, words, bonuses, self._allowed(filters), limit)
            return total, self._matches(evaluation, scores, self._best(scores, limit))
        scores = self._matching(evaluation, words, filters)
        total = len(scores)
        if order is Order.RELEVANCE:
            evaluation.add_bonuses(scores, bonuses, limit)
            numbers = self._best(scores, limit)
        else:
            numbers = sorted(scores, key=self._order_key(order))[:limit]
            scores = {number: scores[number] for number in numbers}
            evaluation.add_bonuses(scores, bonuses, None)
        return total, self._matches(evaluation, scores, numbers)

    def _matches(
        self, evaluation: Evaluation, scores: Mapping[int, float], numbers: Iterable[int]
    ) -> list[Match]:
        return [Match(self._head(number).id, scores[number], evaluation.parts(number)) for number in numbers]

    def _matching(self, evaluation: Evaluation, query: Node | None, filters: Filters) -> dict[int, float]:
        """Every article that matches, with its score."""
        allowed = self._allowed(filters)
        if query is None:
            return dict.fromkeys(range(self._total) if allowed is None else allowed, 0.0)
        scores = evaluation.scores(query)
        if allowed is not None:
            scores = {number: score for number, score in scores.items() if number in allowed}
        return scores

    def _allowed(self, filters: Filters) -> set[int] | None:
        """The articles that the filters let through, or None for all."""
        sets: list[set[int]] = []
        for name, wanted in filters.facets.items():
            values = [value for one in wanted for value in self.values("facet", facet_term(name, one))]
            sets.append({base + place for base, packed in values for place in packed})
        if filters.years is not None:
            first, last = filters.years
            start = len(facet_term("year", ""))
            years: set[int] = set()
            for key, values in self._terms("facet", facet_term("year", "")):
                year = int(key[start:])
                if (first is None or year >= first) and (last is None or year <= last):
                    years.update(base + place for base, packed in values for place in packed)
            sets.append(years)
        if filters.ids is not None:
            sets.append(set(self._numbers_of(filters.ids, len(filters.ids))))
        return set.intersection(*sets) if sets else None

    def _best(self, scores: Mapping[int, float], limit: int | None) -> list[int]:
        numbers: Iterable[int] = scores
        if limit is not None and limit < len(scores):
            # Only what reaches the last place needs its head read, to break ties.
            least = heapq.nlargest(limit, scores.values())[-1] if limit > 0 else float("inf")
            numbers = [number for number, score in scores.items() if score >= least]
        head = self._head
        return sorted(numbers, key=lambda n: (-scores[n], head(n).recency, head(n).id))[:limit]

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


def _without_bonuses(query: Node | None) -> Node | None:
    return query.part if isinstance(query, Boost) else query


def _in_space(packed: bytes, bit: int) -> int:
    """How many articles of a packed value hold the term in a space."""
    size = len(packed) // 3
    return packed[size : 2 * size].translate(HAS_BIT[bit]).count(1)


def _by_term(streams: Sequence[Iterator[tuple[bytes, Any]]]) -> Iterator[tuple[bytes, list[Any]]]:
    """What several sorted streams say of each term."""
    if len(streams) == 1:
        for key, value in streams[0]:
            yield key, [value]
        return
    for key, group in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield key, [value for _, value in group]
