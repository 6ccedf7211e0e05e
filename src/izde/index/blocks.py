"""What a block of articles is made of, as one Whoosh document: how it is written and how parts are read.

bag, facet, glossary, id   packed postings: for each term the places (a byte each) of the articles that
                           hold it; in `bag` the spaces and then the quantized impacts follow, a byte each
source, entry              marks: the source of the document, and whether it is the source's bookkeeping
articles                   how many
heads                      what ordering needs
cards, bodies              the records without and with the long fields, each article compressed
sequences_*                the token sequences of a space, hashed
record                     a source's bookkeeping, alone in a document of its own
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any
from zlib import compress, crc32, decompress

import msgspec

from izde.index.engine import IndexedArticle, Order, SourceEntry, Space, quantize
from izde.index.segments import BlobsReader, term
from izde.model import Article

#: Articles in a block at most: the place in the block is one byte.
BLOCK = 256
#: Characters of bodies after which a block is closed, to bound memory.
BLOCK_CHARACTERS = 8_000_000
#: The spaces that have token sequences.
SEQUENCED = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)

#: For each space's bit, the table that turns a mask into whether it has that bit.
HAS_BIT = {1 << bit: bytes(mask >> bit & 1 for mask in range(256)) for bit in range(5)}

#: Bodies are compressed for size; a faster level would save a millisecond an article.
_LEVEL = 3


def sequences_of(space: Space) -> str:
    """The stored field that holds the token sequences of a space."""
    return f"sequences_{space.value}"


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


_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Article).decode
_decode_body = msgspec.msgpack.Decoder(_Body).decode
decode_heads = msgspec.msgpack.Decoder(list[Head]).decode
decode_entry = msgspec.msgpack.Decoder(SourceEntry).decode


def _recency(article: Article) -> tuple[int, int, int]:
    digits = ""
    for character in article.number or "":
        if character.isdecimal():
            digits += character
        elif digits:
            break
    return -(article.year or 0), -int(digits[:9] or 0), article.pages[0] if article.pages else 0


# Several strings of bytes in one stored value ---------------------------------------------------------


def _join(parts: Sequence[bytes]) -> bytes:
    """The parts behind a table of where each starts."""
    offsets = array("I", [0])
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets.tobytes() + b"".join(parts)


def read_part(blobs: BlobsReader, document: int, name: str, size: int, place: int) -> bytes:
    """One article's part of what was joined for the `size` articles of a block."""
    start, stop = array("I", blobs.part(document, name, place * 4, place * 4 + 8))
    base = (size + 1) * 4
    return blobs.part(document, name, base + start, base + stop)


def read_card(part: bytes) -> Article:
    """A record without body and references."""
    return _decode_card(decompress(part))


def add_body(card: Article, part: bytes) -> None:
    """Complete a record."""
    rest = _decode_body(decompress(part))
    card.body, card.references = rest.body, rest.references


# Token sequences --------------------------------------------------------------------------------------


def _hash(key: str) -> int:
    """What stands for a term key in a sequence, never 0: that is a gap."""
    return crc32(key.encode()) or 1


def pattern_of(key: str) -> bytes:
    """A term key as `stands` takes it."""
    return array("I", (_hash(key),)).tobytes()


def _sequence(positions: Sequence[tuple[str, ...]]) -> bytes:
    """A token sequence: how many positions; the hash of the first key of each (0 in a gap); then for the
    further keys their positions and, after all of these, their hashes."""
    if not positions:
        return b""
    known: dict[tuple[str, ...], tuple[int, ...]] = {(): (0,)}
    hashed: list[tuple[int, ...]] = []
    for keys in positions:
        hashes = known.get(keys)
        if hashes is None:
            hashes = known[keys] = tuple(map(_hash, keys))
        hashed.append(hashes)
    numbers = array("I", [len(positions)])
    numbers.extend([hashes[0] for hashes in hashed])
    more = [(at, other) for at, hashes in enumerate(hashed) if len(hashes) > 1 for other in hashes[1:]]
    numbers.extend([at for at, _ in more])
    numbers.extend([other for _, other in more])
    return numbers.tobytes()


def stands(sequence: bytes, patterns: Sequence[bytes], slop: int) -> bool:
    """Whether keys stand in a sequence in order, with `slop` words between at most."""
    if not all(pattern in sequence for pattern in patterns):
        return False
    length, *_ = array("I", sequence[:4])
    reached: set[tuple[int, int]] = set()
    for number, pattern in enumerate(patterns):
        here = _positions(sequence, length, pattern)
        if not number:
            reached = {(position, 0) for position in here}
        else:
            reached = {
                (position + step, spent + step - 1)
                for position, spent in reached
                for step in range(1, slop - spent + 2)
                if position + step in here and not _gap(sequence, position, step)
            }
        if not reached:
            return False
    return True


def positions_of(sequence: bytes, key: str) -> set[int]:
    """Where a key stands in a sequence."""
    if not sequence:
        return set()
    length, *_ = array("I", sequence[:4])
    return _positions(sequence, length, pattern_of(key))


def _gap(sequence: bytes, position: int, step: int) -> bool:
    """Whether there is a gap between a position and the one so many steps on."""
    return step > 1 and 0 in array("I", sequence[4 * position + 8 : 4 * (position + step) + 4])


def _positions(sequence: bytes, length: int, pattern: bytes) -> set[int]:
    """Where a key stands in a sequence."""
    found = set()
    further = (len(sequence) // 4 - 1 - length) // 2
    at = sequence.find(pattern, 4)
    while at >= 0:
        index, odd = divmod(at, 4)
        if odd:
            at = sequence.find(pattern, at + 1)
            continue
        if index <= length:
            found.add(index - 1)
        elif index > length + further:
            found.update(array("I", sequence[at - 4 * further : at - 4 * further + 4]))
        at = sequence.find(pattern, at + 4)
    return found


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
        for key, (impact, bits) in indexed.bag.items():
            step = steps.get(impact)
            if step is None:
                step = steps[impact] = quantize(impact)
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
            Head(article.id, _recency(article), orders.get(Order.TITLE, ""), orders.get(Order.AUTHOR, ""))
        )
        card = msgspec.structs.replace(article, body="", references=[])
        self._cards.append(compress(_encode(card), _LEVEL))
        self._bodies.append(compress(_encode(_Body(article.body, article.references)), _LEVEL))
        for space, rows in self._sequences.items():
            rows.append(_sequence(indexed.sequences.get(space, ())))
        self._characters += len(article.body)

    def fields(self) -> dict[str, Any]:
        """The fields of the Whoosh document."""
        spaces, impacts = self._spaces, self._impacts
        return {
            "source": {term(self.source): b""},
            "bag": {term(key): places + spaces[key] + impacts[key] for key, places in self._places.items()},
            "facet": {term(key): places for key, places in self._facets.items()},
            "glossary": {term(key): places for key, places in self._glossary.items()},
            "id": {term(id): places for id, places in self._ids.items()},
            "articles": len(self._heads),
            "heads": _encode(self._heads),
            "cards": _join(self._cards),
            "bodies": _join(self._bodies),
            **{sequences_of(space): _join(rows) for space, rows in self._sequences.items() if any(rows)},
        }


def _note(postings: dict[str, bytearray], keys: Sequence[str], place: int) -> None:
    for key in dict.fromkeys(keys):
        postings.setdefault(key, bytearray()).append(place)


def entry_fields(entry: SourceEntry) -> dict[str, Any]:
    """The fields of the Whoosh document that holds a source's bookkeeping."""
    mark = {term(entry.source): b""}
    return {"source": mark, "entry": mark, "record": _encode(entry)}
