"""What a block of articles is made of, as one Whoosh document: how it is written and how parts are read.

bag, facet, glossary, id   packed postings: for each term the places (a byte each) of the articles that
                           hold it; those of `bag` are richer (see `packed`)
source, entry              marks: the source of the document, and whether it is the source's bookkeeping
articles                   how many
heads                      what ordering needs
cards, bodies              the records without and with the long fields, each article compressed
sequences_*                the token sequences of a space, hashed
record                     a source's bookkeeping, alone in a document of its own
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from struct import Struct
from typing import Any
from zlib import compress, decompress

import msgspec

from izde.engines import sequences
from izde.engines.interface import IndexedArticle, Order, SourceEntry, Space, quantize, recency
from izde.engines.sequences import positions_in
from izde.engines.whoosh.segments import BlobsReader, term
from izde.model import Article

_extent = Struct("=II").unpack

#: Articles in a block at most: the place in the block is one byte.
BLOCK = 256
#: Characters of bodies after which a block is closed, to bound memory.
BLOCK_CHARACTERS = 8_000_000
#: The spaces that have token sequences.
SEQUENCED = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)
#: The stored field that holds the token sequences of a space.
SEQUENCES = {space: f"sequences_{space.value}" for space in SEQUENCED}

#: For each space's bit, the table that turns a mask into whether it has that bit.
HAS_BIT = {1 << bit: bytes(mask >> bit & 1 for mask in range(256)) for bit in range(5)}

#: The bits of a posting without which a term stands in none of a space's token sequences. A body, the long
#: one, holds more terms than its sequence does, and so has a bit for each.
SEQUENCED_BITS = {**{space: space.bit for space in SEQUENCED}, Space.BODY: 0b100000}

#: Bodies are compressed for size; a faster level would save a millisecond an article.
_LEVEL = 3


def facet_term(name: str, value: str) -> str:
    """A facet's value as a term; with an empty value, what all of the facet's terms start with."""
    return f"{name}\x1f{value}"


class Head(msgspec.Struct, array_like=True, frozen=True):
    """What ordering needs of an article. `recency` is ascending from the newest."""

    id: str
    recency: tuple[int, int, int]
    title: str
    author: str


class _Body(msgspec.Struct, array_like=True):
    body: str
    references: list[str]
    romanised: list[str] = []


_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Article).decode
_decode_body = msgspec.msgpack.Decoder(_Body).decode
decode_heads = msgspec.msgpack.Decoder(list[Head]).decode
decode_entry = msgspec.msgpack.Decoder(SourceEntry).decode


# A term's postings in a block ---------------------------------------------------------------------------


def packed(places: bytearray, bits: bytearray, steps: bytearray, size: int) -> bytes:
    """A term's value in a block of `size` articles: three bytes for each article that holds it.

    Of a term that few articles hold these are the place, the bits (those of the spaces and of
    `SEQUENCED_BITS`) and the quantized impact, article by article, so that a slice with a step of three has
    one of them for all the blocks of a segment. Of one that many hold it is a byte of impact and then a byte
    of bits for every article of the block, which is no longer and quicker to lay out, then zeros.
    """
    rows = bytearray(3 * len(places))
    if len(rows) < 2 * size:
        rows[0::3], rows[1::3], rows[2::3] = places, bits, steps
    else:
        for place, bit, step in zip(places, bits, steps, strict=True):
            rows[place] = step
            rows[size + place] = bit
    return bytes(rows)


def unpacked(value: bytes, size: int) -> Iterator[tuple[int, int, int]]:
    """Place, bits and quantized impact of each article that holds the term."""
    if len(value) < 2 * size:
        return zip(value[0::3], value[1::3], value[2::3], strict=True)
    return (row for row in zip(range(size), value[size : 2 * size], value[:size], strict=True) if row[2])


# Several strings of bytes in one stored value ---------------------------------------------------------


def _join(parts: Sequence[bytes]) -> bytes:
    """The parts behind a table of where each starts."""
    offsets = array("I", [0])
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets.tobytes() + b"".join(parts)


def read_part(blobs: BlobsReader, document: int, name: str, size: int, place: int) -> memoryview:
    """One article's part of what was joined for the `size` articles of a block."""
    start, stop = _extent(blobs.part(document, name, place * 4, place * 4 + 8))
    base = (size + 1) * 4
    return blobs.part(document, name, base + start, base + stop)


def read_card(part: memoryview) -> Article:
    """A record without body and references."""
    return _decode_card(decompress(part))


def add_body(card: Article, part: memoryview) -> None:
    """Complete a record."""
    rest = _decode_body(decompress(part))
    card.body, card.references, card.references_romanised = rest.body, rest.references, rest.romanised


# Token sequences (`izde.engines.sequences`) -------------------------------------------------------------


class Sequences:
    """The token sequences of one space, of the articles of a block."""

    def __init__(self, value: memoryview, size: int) -> None:
        """From what `_join` made of the `size` sequences; nothing where no article has one."""
        self._numbers = value.cast("I")
        head = size + 1
        self._starts = [head + start // 4 for start in self._numbers[:head]] if value else [0] * head

    def positions(self, place: int, wanted: int) -> list[int]:
        """Where a hash stands in the sequence of the article at a place of the block."""
        return positions_in(self._numbers, self._starts[place], self._starts[place + 1], wanted)


# Writing ----------------------------------------------------------------------------------------------


class Block:
    """Articles of one source that are written as one Whoosh document."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._characters = 0
        self._places: dict[str, bytearray] = {}
        self._spaces: dict[str, bytearray] = {}
        self._impacts: dict[str, bytearray] = {}
        self._facets: dict[str, bytearray] = {}
        self._glossary: dict[str, bytearray] = {}
        self._ids: dict[str, bytearray] = {}
        self._heads: list[Head] = []
        self._cards: list[bytes] = []
        self._bodies: list[bytes] = []
        self._sequences: dict[Space, list[bytes]] = {space: [] for space in SEQUENCED}

    @property
    def full(self) -> bool:
        """Whether the next article needs another block."""
        return len(self._heads) >= BLOCK or self._characters >= BLOCK_CHARACTERS

    def add(self, indexed: IndexedArticle) -> None:
        article = indexed.article
        place = len(self._heads)
        places, spaces, impacts = self._places, self._spaces, self._impacts
        steps: dict[float, int] = {}
        in_body = frozenset(chain.from_iterable(indexed.sequences.get(Space.BODY, ())))
        body = SEQUENCED_BITS[Space.BODY]
        for key, (impact, bits) in indexed.bag.items():
            step = steps.get(impact)
            if step is None:
                # Nothing would say that an article holds a term of no impact.
                step = steps[impact] = quantize(impact) or 1
            if key in in_body:
                bits |= body
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
        _note(self._facets, [facet_term(name, value) for name in facets for value in facets[name]], place)
        _note(self._glossary, indexed.glossary, place)
        _note(self._ids, (article.id,), place)
        orders = indexed.orders
        self._heads.append(
            Head(article.id, recency(article), orders.get(Order.TITLE, ""), orders.get(Order.AUTHOR, ""))
        )
        card = msgspec.structs.replace(article, body="", references=[], references_romanised=[])
        rest = _Body(article.body, article.references, article.references_romanised)
        self._cards.append(compress(_encode(card), _LEVEL))
        self._bodies.append(compress(_encode(rest), _LEVEL))
        for space, rows in self._sequences.items():
            rows.append(sequences.packed(indexed.sequences.get(space, ())))
        self._characters += len(article.body)

    def fields(self) -> dict[str, Any]:
        """The fields of the Whoosh document."""
        spaces, impacts, size = self._spaces, self._impacts, len(self._heads)
        return {
            "source": {term(self.source): b""},
            "bag": {
                term(key): packed(places, spaces[key], impacts[key], size)
                for key, places in self._places.items()
            },
            "facet": {term(key): places for key, places in self._facets.items()},
            "glossary": {term(key): places for key, places in self._glossary.items()},
            "id": {term(id): places for id, places in self._ids.items()},
            "articles": size,
            "heads": _encode(self._heads),
            "cards": _join(self._cards),
            "bodies": _join(self._bodies),
            **{SEQUENCES[space]: _join(rows) for space, rows in self._sequences.items() if any(rows)},
        }


def _note(postings: dict[str, bytearray], keys: Sequence[str], place: int) -> None:
    for key in dict.fromkeys(keys):
        postings.setdefault(key, bytearray()).append(place)


def entry_fields(entry: SourceEntry) -> dict[str, Any]:
    """The fields of the Whoosh document that holds a source's bookkeeping."""
    mark = {term(entry.source): b""}
    return {"source": mark, "entry": mark, "record": _encode(entry)}
