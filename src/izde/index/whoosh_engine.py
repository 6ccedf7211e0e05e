# mypy: allow-untyped-calls
"""The engine on Whoosh: articles in blocks, a block a Whoosh document.

Whoosh keeps the terms, the segments, the commits and the lock. What it would do slowly article by article
is packed: the articles of a source (at most `BLOCK` of them) make one Whoosh document, and a term's
posting for that document carries as its value, for each article that holds the term, the article's place
in the block, the spaces and the quantized impact, a byte each. Deleting a source deletes whole documents,
and scoring is one loop over bytes. Records, order keys and token sequences lie in columns, a blob a block.
"""

from __future__ import annotations

import heapq
import os
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from zlib import compress, crc32, decompress

import msgspec
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, IndexVersionError, LockError

from izde.errors import LibraryError, LockedError
from izde.index.engine import (
    IMPACTS,
    K1,
    TIER,
    And,
    Boost,
    Concept,
    Filters,
    IndexedArticle,
    Match,
    Node,
    Not,
    Or,
    Order,
    Phrase,
    SourceEntry,
    Space,
    Term,
    idf,
    quantize,
)
from izde.index.whoosh_codec import Blob, DamagedError, Entry, OpenSegment, Packed, term
from izde.model import Article

#: Articles in a block at most: the place in the block is one byte.
BLOCK = 256
#: Characters of body and references after which a block is closed, to bound memory and column reads.
BLOCK_CHARACTERS = 8_000_000

_SEQUENCED = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)


# The schema --------------------------------------------------------------------------------------------


def _schema() -> Schema:
    """`bag`, `facet`, `glossary` and `id` hold packed postings; `source` marks all documents of a source,
    `entry` the one that holds its bookkeeping; the others are stored."""
    packed = ("bag", "facet", "glossary", "id", "source", "entry")
    stored = ("articles", "record", "heads", "cards", "bodies", *map(_sequences, _SEQUENCED))
    return Schema(**{name: Packed() for name in packed}, **{name: Blob() for name in stored})


def _sequences(space: Space) -> str:
    """The stored field that holds the token sequences of a space."""
    return f"sequences_{space.value}"


class _Head(msgspec.Struct, array_like=True, frozen=True):
    """What ordering needs of an article. `recency` is ascending from the newest."""

    id: str
    recency: tuple[int, int, int]
    title: str
    author: str


class _Body(msgspec.Struct, array_like=True):
    body: str
    references: list[str]


_encode = msgspec.msgpack.Encoder().encode
_decode_heads = msgspec.msgpack.Decoder(list[_Head]).decode
_decode_card = msgspec.msgpack.Decoder(Article).decode
_decode_body = msgspec.msgpack.Decoder(_Body).decode
_decode_entry = msgspec.msgpack.Decoder(SourceEntry).decode


def _recency(article: Article) -> tuple[int, int, int]:
    digits = ""
    for character in article.number or "":
        if character.isdigit():
            digits += character
        elif digits:
            break
    return -(article.year or 0), -int(digits[:9] or 0), article.pages[0] if article.pages else 0


# Blobs: several strings of bytes in one column value --------------------------------------------------


def _join(parts: Sequence[bytes]) -> bytes:
    """The parts behind a table of where each starts."""
    offsets = array("I", [0])
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets.tobytes() + b"".join(parts)


def _sequence(positions: Sequence[tuple[str, ...]]) -> bytes:
    """A token sequence as 32-bit hashes: how many positions; the first key of each (0 in a gap); then for
    the further keys their positions and, after all of these, their hashes."""
    if not positions:
        return b""
    known: dict[str, int] = {}

    def hashed(key: str) -> int:
        value = known.get(key)
        if value is None:
            value = known[key] = _hash(key)
        return value

    numbers = array("I", [len(positions)])
    numbers.extend(hashed(keys[0]) if keys else 0 for keys in positions)
    more = [(at, key) for at, keys in enumerate(positions) if len(keys) > 1 for key in keys[1:]]
    numbers.extend(at for at, _ in more)
    numbers.extend(hashed(key) for _, key in more)
    return numbers.tobytes()


def _hash(key: str) -> int:
    return crc32(key.encode()) or 1


# Writing -----------------------------------------------------------------------------------------------


class _Block:
    """The articles of one source that are written as one Whoosh document."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.characters = 0
        self._places: dict[str, bytearray] = {}
        self._spaces: dict[str, bytearray] = {}
        self._impacts: dict[str, bytearray] = {}
        self._facets: dict[str, bytearray] = {}
        self._glossary: dict[str, bytearray] = {}
        self._ids: dict[bytes, bytes] = {}
        self._heads: list[_Head] = []
        self._cards: list[bytes] = []
        self._bodies: list[bytes] = []
        self._sequences: dict[Space, list[bytes]] = {space: [] for space in _SEQUENCED}

    @property
    def full(self) -> bool:
        return len(self._heads) >= BLOCK or self.characters >= BLOCK_CHARACTERS

    def __len__(self) -> int:
        return len(self._heads)

    def add(self, indexed: IndexedArticle) -> None:
        article = indexed.article
        place = len(self._heads)
        places, spaces, impacts = self._places, self._spaces, self._impacts
        for key, (impact, bits) in indexed.bag.items():
            step = quantize(impact)
            if key in places:
                places[key].append(place)
                spaces[key].append(bits)
                impacts[key].append(step)
            else:
                places[key] = bytearray((place,))
                spaces[key] = bytearray((bits,))
                impacts[key] = bytearray((step,))
        facets = dict(indexed.facets)
        if article.year is not None:
            facets["year"] = (f"{article.year:04}",)
        for name, values in facets.items():
            for value in dict.fromkeys(values):
                self._facets.setdefault(f"{name}\x1f{value}", bytearray()).append(place)
        for entry in indexed.glossary:
            self._glossary.setdefault(entry, bytearray()).append(place)
        self._ids[term(article.id)] = bytes((place,))
        self._heads.append(
            _Head(
                article.id,
                _recency(article),
                indexed.orders.get(Order.TITLE, ""),
                indexed.orders.get(Order.AUTHOR, ""),
            )
        )
        card = msgspec.structs.replace(article, body="", references=[])
        self._cards.append(compress(_encode(card), 3))
        self._bodies.append(compress(_encode(_Body(article.body, article.references)), 3))
        for space, rows in self._sequences.items():
            rows.append(_sequence(indexed.sequences.get(space, ())))
        self.characters += len(article.body)

    def document(self) -> dict[str, Any]:
        spaces, impacts = self._spaces, self._impacts
        sequences = {_sequences(space): _join(rows) for space, rows in self._sequences.items() if any(rows)}
        return {
            "source": {term(self.source): b""},
            "bag": {
                term(key): bytes(places + spaces[key] + impacts[key]) for key, places in self._places.items()
            },
            "facet": {term(key): bytes(places) for key, places in self._facets.items()},
            "glossary": {term(key): bytes(places) for key, places in self._glossary.items()},
            "id": self._ids,
            "articles": len(self._heads),
            "heads": _encode(self._heads),
            "cards": _join(self._cards),
            "bodies": _join(self._bodies),
            **sequences,
        }


class WhooshBatch:
    """See `izde.index.engine.Batch`."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._block: _Block | None = None
        self._ids: set[str] = set()

    def add(self, article: IndexedArticle) -> None:
        id = article.article.id
        if id in self._ids:
            raise ValueError(f"two articles of one batch have the id {id!r}")
        self._ids.add(id)
        if self._block is not None and (self._block.source != article.source or self._block.full):
            self.flush()
        if self._block is None:
            self._block = _Block(article.source)
        self._block.add(article)

    def put_source(self, entry: SourceEntry) -> None:
        self._delete("entry", entry.source)
        mark = {term(entry.source): b""}
        self._writer.add_document(source=mark, entry=mark, record=_encode(entry))

    def delete_source(self, source: str) -> None:
        self._delete("source", source)

    def flush(self) -> None:
        if self._block is not None:
            self._writer.add_document(**self._block.document())
            self._block = None

    def _delete(self, field: str, source: str) -> None:
        for segment in self._writer.segments:
            reader = OpenSegment.open(self._writer.storage, segment)
            found = reader.terms.find(field, term(source))
            reader.close()
            for document in found[0] if found else ():
                segment.delete_document(document)


# Reading -----------------------------------------------------------------------------------------------


class _Stored(NamedTuple):
    """A block that is in the index: `base` is the number of its first article, `size` how many it has."""

    segment: OpenSegment
    document: int
    base: int
    size: int


class _Segment(NamedTuple):
    """A segment and, for each of its documents, the number of its first article, or -1."""

    reader: OpenSegment
    bases: list[int]


class WhooshSnapshot:
    """See `izde.index.engine.Snapshot`. Articles are numbered block by block; a number is only good here."""

    def __init__(self, segments: list[OpenSegment]) -> None:
        self._segments: list[_Segment] = []
        self._blocks: list[_Stored] = []
        self._heads: dict[int, list[_Head]] = {}
        self._numbers: dict[str, int] | None = None
        total = 0
        for reader in segments:
            bases = []
            for document in range(reader.segment.doc_count_all()):
                size = 0 if reader.segment.is_deleted(document) else reader.blobs.number(document, "articles")
                bases.append(total if size else -1)
                if size:
                    self._blocks.append(_Stored(reader, document, total, size))
                    total += size
            self._segments.append(_Segment(reader, bases))
        self._total = total

    def __len__(self) -> int:
        return self._total

    def close(self) -> None:
        for segment in self._segments:
            segment.reader.close()

    # Records

    def _locate(self, number: int) -> tuple[_Stored, int]:
        low, high = 0, len(self._blocks)
        while high - low > 1:
            middle = (low + high) // 2
            if self._blocks[middle].base <= number:
                low = middle
            else:
                high = middle
        block = self._blocks[low]
        return block, number - block.base

    def _stored(self, block: _Stored, name: str) -> bytes:
        return block.segment.blobs.blob(block.document, name)

    def _has(self, block: _Stored, name: str) -> bool:
        return block.segment.blobs.has(block.document, name)

    def _part(self, block: _Stored, name: str, place: int) -> bytes:
        """One article's part of what `_join` made."""
        part = block.segment.blobs.part
        start, stop = array("I", part(block.document, name, place * 4, place * 4 + 8))
        base = (block.size + 1) * 4
        return part(block.document, name, base + start, base + stop)

    def _head(self, number: int) -> _Head:
        block, place = self._locate(number)
        heads = self._heads.get(block.base)
        if heads is None:
            heads = self._heads[block.base] = _decode_heads(self._stored(block, "heads"))
        return heads[place]

    def _number(self, id: str) -> int | None:
        for base, packed in self._values("id", id):
            return base + packed[0]
        return None

    def card(self, id: str) -> Article | None:
        number = self._number(id)
        if number is None:
            return None
        block, place = self._locate(number)
        return _decode_card(decompress(self._part(block, "cards", place)))

    def article(self, id: str) -> Article | None:
        number = self._number(id)
        if number is None:
            return None
        block, place = self._locate(number)
        article = _decode_card(decompress(self._part(block, "cards", place)))
        rest = _decode_body(decompress(self._part(block, "bodies", place)))
        article.body, article.references = rest.body, rest.references
        return article

    def source_of(self, id: str) -> str | None:
        number = self._number(id)
        if number is None:
            return None
        block, _ = self._locate(number)
        for source, (documents, _, _) in block.segment.terms.entries("source"):
            if block.document in documents:
                return source.decode()
        return None

    def ids(self, prefix: str = "") -> Iterator[str]:
        for id, _ in self._terms("id", prefix):
            yield id

    def sources(self) -> Iterator[SourceEntry]:
        entries = [
            _decode_entry(record)
            for segment in self._segments
            for document in range(len(segment.bases))
            if not segment.reader.segment.is_deleted(document)
            if (record := segment.reader.blobs.blob(document, "record"))
        ]
        return iter(sorted(entries, key=lambda entry: entry.source))

    # Terms

    def _values(self, field: str, key: str) -> Iterator[tuple[int, bytes]]:
        """Each block that holds a term: the number of its first article, and the packed value."""
        wanted = term(key)
        for reader, bases in self._segments:
            entry = reader.terms.find(field, wanted)
            if entry is not None:
                yield from _live(bases, entry)

    def _terms(self, field: str, prefix: str) -> Iterator[tuple[str, list[tuple[int, bytes]]]]:
        """The terms of a field that start with a prefix and still occur, with their values."""
        streams = [
            _tagged(reader.terms.entries(field, term(prefix)), bases) for reader, bases in self._segments
        ]
        for key, group in groupby(heapq.merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
            values = [value for _, bases, entry in group for value in _live(bases, entry)]
            if values:
                yield key.decode(), values

    def frequency(self, space: Space, key: str) -> int:
        if space is Space.GLOSSARY:
            return sum(len(packed) for _, packed in self._values("glossary", key))
        return _count(self._values("bag", key), space.bit)

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        if space is Space.GLOSSARY:
            for key, values in self._terms("glossary", prefix):
                yield key, sum(len(packed) for _, packed in values)
            return
        for key, values in self._terms("bag", prefix):
            frequency = _count(values, space.bit)
            if frequency:
                yield key, frequency

    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        chosen: set[int] | None = None
        if ids is not None:
            chosen = {number for id in ids if (number := self._number_of(id, len(ids))) is not None}
        counts = {}
        start = len(name) + 1
        for key, values in self._terms("facet", f"{name}\x1f"):
            if chosen is None:
                count = sum(len(packed) for _, packed in values)
            else:
                count = sum(base + place in chosen for base, packed in values for place in packed)
            if count:
                counts[key[start:]] = count
        return counts

    def _number_of(self, id: str, among: int) -> int | None:
        """As `_number`, but with a table of all ids when many are asked for."""
        if among < 50 and self._numbers is None:
            return self._number(id)
        if self._numbers is None:
            self._numbers = {self._head(number).id: number for number in range(self._total)}
        return self._numbers.get(id)

    # Search

    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        evaluation = _Evaluation(self)
        allowed = self._allowed(filters)
        bonuses: tuple[Concept, ...] = ()
        if query is None:
            scores = dict.fromkeys(range(self._total) if allowed is None else allowed, 0.0)
        else:
            part: Node = query
            if isinstance(query, Boost):
                part, bonuses = query.part, query.bonuses
            scores = evaluation.scores(part)
            if allowed is not None:
                scores = {number: score for number, score in scores.items() if number in allowed}
        if bonuses:
            evaluation.add_bonuses(scores, bonuses, limit if order is Order.RELEVANCE else None)
        numbers = self._first(scores, limit, order)
        return len(scores), [
            Match(self._head(number).id, scores[number], evaluation.parts(number)) for number in numbers
        ]

    def _allowed(self, filters: Filters) -> set[int] | None:
        allowed: set[int] | None = None

        def restrict(numbers: Iterable[int]) -> None:
            nonlocal allowed
            allowed = set(numbers) if allowed is None else allowed.intersection(numbers)

        for name, values in filters.facets.items():
            restrict(
                base + place
                for value in values
                for base, packed in self._values("facet", f"{name}\x1f{value}")
                for place in packed
            )
        if filters.years is not None:
            first, last = filters.years
            restrict(
                base + place
                for key, values in self._terms("facet", "year\x1f")
                if (first is None or int(key[5:]) >= first) and (last is None or int(key[5:]) <= last)
                for base, packed in values
                for place in packed
            )
        if filters.ids is not None:
            among = len(filters.ids)
            restrict(n for id in filters.ids if (n := self._number_of(id, among)) is not None)
        return allowed

    def _first(self, scores: Mapping[int, float], limit: int | None, order: Order) -> list[int]:
        head = self._head
        if order is Order.RELEVANCE:
            if limit is not None and limit < len(scores):
                # Only what reaches the last place needs its head read, to break ties.
                best = heapq.nlargest(limit, scores.values())
                last = best[-1] if best else 0.0
                numbers = [number for number, score in scores.items() if score >= last] if best else []
            else:
                numbers = list(scores)
            numbers.sort(key=lambda n: (-scores[n], head(n).recency, head(n).id))
            return numbers[:limit]

        def key(number: int) -> tuple[Any, ...]:
            of = head(number)
            year = -of.recency[0]
            if order is Order.NEWEST:
                return (of.recency, of.id)
            if order is Order.OLDEST:
                return (not year, year, -of.recency[1], of.recency[2], of.id)
            text = of.title if order is Order.TITLE else of.author
            return (not text, text, of.recency, of.id)

        return sorted(scores, key=key)[:limit]


def _live(bases: list[int], entry: Entry) -> Iterator[tuple[int, bytes]]:
    documents, lengths, values = entry
    at = 0
    for document, length in zip(documents, lengths, strict=True):
        base = bases[document]
        if base >= 0:
            yield base, values[at : at + length]
        at += length


def _tagged(
    entries: Iterable[tuple[bytes, Entry]], bases: list[int]
) -> Iterator[tuple[bytes, list[int], Entry]]:
    for key, entry in entries:
        yield key, bases, entry


def _count(values: Iterable[tuple[int, bytes]], bits: int) -> int:
    if bits == Space.ALL.bit:
        return sum(len(packed) for _, packed in values) // 3
    return sum(
        1 for _, packed in values for mask in packed[len(packed) // 3 : len(packed) // 3 * 2] if mask & bits
    )


class _Evaluation:
    """One query's walk: scores by article number, and what is needed to say afterwards what counted."""

    def __init__(self, snapshot: WhooshSnapshot) -> None:
        self._snapshot = snapshot
        self._concepts: list[tuple[Concept, float, list[tuple[Term | Phrase, dict[int, float]]]]] = []

    def scores(self, node: Node) -> dict[int, float]:
        """Every article that matches, with its score."""
        if isinstance(node, Concept):
            return self._concept(node)
        if isinstance(node, And):
            return self._and(node)
        if isinstance(node, Or):
            return self._or(node)
        if isinstance(node, Not):
            out = self.scores(node.part)
            return {number: 0.0 for number in range(len(self._snapshot)) if number not in out}
        scores = self.scores(node.part)
        self.add_bonuses(scores, node.bonuses, None)
        return scores

    def _and(self, node: And) -> dict[int, float]:
        wanted = [self.scores(part) for part in node.parts if not isinstance(part, Not)]
        if wanted:
            wanted.sort(key=len)
            scores = wanted[0]
            for other in wanted[1:]:
                scores = {
                    number: score + other[number] for number, score in scores.items() if number in other
                }
        else:
            scores = dict.fromkeys(range(len(self._snapshot)), 0.0)
        for part in node.parts:
            if isinstance(part, Not):
                for number in self.scores(part.part):
                    scores.pop(number, None)
        return scores

    def _or(self, node: Or) -> dict[int, float]:
        parts = [self.scores(part) for part in node.parts]
        if not parts:
            return {}
        parts.sort(key=len, reverse=True)
        scores = dict(parts[0])
        matched = dict.fromkeys(scores, 1) if node.coordination else {}
        for part in parts[1:]:
            for number, score in part.items():
                scores[number] = scores.get(number, 0.0) + score
            if node.coordination:
                for number in part:
                    matched[number] = matched.get(number, 0) + 1
        if node.coordination:
            factor = [(count / len(parts)) ** node.coordination for count in range(len(parts) + 1)]
            for number, count in matched.items():
                scores[number] *= factor[count]
        return scores

    def _concept(self, concept: Concept) -> dict[int, float]:
        found: list[tuple[Term | Phrase, dict[int, float]]] = []
        for alternative in sorted(concept.alternatives, key=lambda one: -one.weight):
            shares = self._alternative(alternative)
            if shares:
                found.append((alternative, shares))
        if not found:
            return {}
        nearest = found[0][0].weight
        tier = [shares for alternative, shares in found if alternative.weight >= nearest * TIER]
        frequency = len(tier[0]) if len(tier) == 1 else len(set().union(*tier))
        factor = concept.importance * idf(len(self._snapshot), frequency)
        self._concepts.append((concept, factor, found))
        best = dict(found[0][1])
        for _, shares in found[1:]:
            for number, share in shares.items():
                if share > best.get(number, 0.0):
                    best[number] = share
        return {number: share * factor for number, share in best.items()}

    def _alternative(self, alternative: Term | Phrase) -> dict[int, float]:
        if isinstance(alternative, Phrase):
            return self._phrase(alternative)
        shares = [alternative.weight * impact / (impact + K1) for impact in IMPACTS]
        result: dict[int, float] = {}
        bits = alternative.space.bit
        everywhere = alternative.space is Space.ALL
        for base, packed in self._snapshot._values("bag", alternative.key):
            size = len(packed) // 3
            if everywhere:
                for place, step in zip(packed[:size], packed[2 * size :], strict=True):
                    result[base + place] = shares[step]
            else:
                for place, mask, step in zip(
                    packed[:size], packed[size : 2 * size], packed[2 * size :], strict=True
                ):
                    if mask & bits:
                        result[base + place] = shares[step]
        return result

    def _phrase(self, phrase: Phrase) -> dict[int, float]:
        candidates: dict[int, float] | None = None
        for key in dict.fromkeys(phrase.keys):
            shares = self._alternative(Term(phrase.space, key, phrase.weight))
            if candidates is None:
                candidates = shares
            else:
                candidates = {
                    number: min(share, shares[number])
                    for number, share in candidates.items()
                    if number in shares
                }
            if not candidates:
                return {}
        if not candidates or len(phrase.keys) == 1:
            return candidates or {}
        stands = _Matcher(self._snapshot, phrase).stands
        return {number: share for number, share in candidates.items() if stands(number)}

    def add_bonuses(self, scores: dict[int, float], bonuses: tuple[Concept, ...], limit: int | None) -> None:
        """Add to `scores` what the bonuses are worth; right for the first `limit` articles only."""
        for bonus in bonuses:
            extra = self._concept(bonus)
            for number, share in extra.items():
                if number in scores:
                    scores[number] += share

    def parts(self, number: int) -> tuple[tuple[str, str, float], ...]:
        parts = []
        for concept, factor, found in self._concepts:
            best = max(
                ((shares[number], alternative) for alternative, shares in found if number in shares),
                key=lambda pair: pair[0],
                default=None,
            )
            if best is not None:
                share, alternative = best
                key = alternative.key if isinstance(alternative, Term) else " ".join(alternative.keys)
                parts.append((concept.label, key, share * factor))
        return tuple(parts)


class _Matcher:
    """Whether a phrase stands in an article's token sequences."""

    def __init__(self, snapshot: WhooshSnapshot, phrase: Phrase) -> None:
        self._snapshot = snapshot
        self._spaces = _SEQUENCED if phrase.space is Space.ALL else (phrase.space,)
        self._hashes = [_hash(key) for key in phrase.keys]
        self._slop = phrase.slop

    def stands(self, number: int) -> bool:
        block, place = self._snapshot._locate(number)
        return any(
            self._stands(self._snapshot._part(block, name, place))
            for name in map(_sequences, self._spaces)
            if self._snapshot._has(block, name)
        )

    def _stands(self, sequence: bytes) -> bool:
        if not sequence:
            return False
        numbers = array("I", sequence)
        length = numbers[0]
        reached: set[tuple[int, int]] | None = None
        for wanted in self._hashes:
            here = set(_positions(numbers, length, wanted))
            if reached is None:
                reached = {(position, 0) for position in here}
            else:
                reached = {
                    (position + step, spent + step - 1)
                    for position, spent in reached
                    for step in range(1, self._slop - spent + 2)
                    if position + step in here
                    and (step == 1 or 0 not in numbers[position + 2 : position + step + 1])
                }
            if not reached:
                return False
        return True


def _positions(numbers: array[int], length: int, wanted: int) -> Iterator[int]:
    """Where a hash stands in a sequence."""
    index, find = 0, numbers.index
    further = (len(numbers) - 1 - length) // 2
    while True:
        try:
            index = find(wanted, index + 1)
        except ValueError:
            return
        if index <= length:
            yield index - 1
        elif index > length + further:
            yield numbers[index - further]


# The engine --------------------------------------------------------------------------------------------


class _DurableStorage(FileStorage):
    """Files in a directory; a commit is on the disk before the table of contents that names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._created: set[str] = set()

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        self._created.add(name)
        return super().create_file(name, excl, mode, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Only the table of contents is renamed, last of all: what it names is flushed first."""
        folder = Path(self.folder)
        for name in self._created:
            path = folder / name
            if path.exists():
                _flush(path, os.O_RDWR)
        self._created.clear()
        (folder / oldname).replace(folder / newname)
        if os.name == "posix":
            _flush(folder, os.O_RDONLY)


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class WhooshEngine:
    """See `izde.index.engine.Engine`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._storage = _DurableStorage(str(path))

    @classmethod
    def create(cls, path: Path) -> WhooshEngine:
        engine = cls(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            TOC.create(engine._storage, _schema())
        except OSError as error:
            raise LibraryError(
                f"Cannot make an index in {path}: {error.strerror or error}. Choose another --library."
            ) from error
        return engine

    @classmethod
    def open(cls, path: Path) -> WhooshEngine:
        engine = cls(path)
        engine._contents()
        return engine

    def _contents(self) -> Any:
        path = self._path
        try:
            return TOC.read(self._storage, "MAIN", schema=_schema())
        except EmptyIndexError as error:
            raise LibraryError(f"There is no index in {path}. Run 'izde index PATH' to make one.") from error
        except IndexVersionError as error:
            raise LibraryError(
                f"The index in {path} is of another version. Run 'izde doctor --repair' to rebuild it."
            ) from error
        except FileNotFoundError:
            raise
        except _DAMAGE as error:
            raise self._damaged(error) from error

    def snapshot(self) -> WhooshSnapshot:
        # A commit may delete files between the reading of their names and their opening.
        for wait in (0.01, 0.03, 0.1, 0.3, 1.0, 0.0):
            opened = self._open_segments()
            if opened is not None:
                return WhooshSnapshot(opened)
            time.sleep(wait)
        raise self._damaged(FileNotFoundError("a file is missing"))

    def _open_segments(self) -> list[OpenSegment] | None:
        """The segments of the last commit, or None when one of their files is not there."""
        opened: list[OpenSegment] = []
        try:
            opened += (OpenSegment.open(self._storage, segment) for segment in self._contents().segments)
        except FileNotFoundError:
            for segment in opened:
                segment.close()
            return None
        except _DAMAGE as error:
            raise self._damaged(error) from error
        return opened

    def verify(self) -> list[str]:
        """What is wrong with the files, a sentence each; empty when all is well."""
        return [problem for segment in self._contents().segments for problem in segment.verify(self._storage)]

    @contextmanager
    def batch(self) -> Iterator[WhooshBatch]:
        from izde.index.whoosh_writer import BlockWriter, merge

        try:
            writer = BlockWriter(FileIndex(self._storage, schema=_schema()))
        except LockError as error:
            raise LockedError(
                f"Another process is writing to {self._path}. Wait until it is done, or give --wait SECONDS."
            ) from error
        try:
            batch = WhooshBatch(writer)
            yield batch
            batch.flush()
        except BaseException:
            writer.cancel()
            raise
        writer.commit(mergetype=merge)

    def _damaged(self, error: Exception) -> LibraryError:
        return LibraryError(
            f"The index in {self._path} is damaged ({error}). Run 'izde doctor --repair' to rebuild it."
        )


#: What reading a file that is not what it should be raises.
_DAMAGE = (OSError, ValueError, KeyError, IndexError, EOFError, TypeError, AssertionError, DamagedError)
