"""The postings of a term over all blocks of a snapshot, laid out so that loops in C can walk them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from operator import add
from typing import NamedTuple

from izde.engines.interface import Space
from izde.engines.whoosh.blocks import HAS_BIT, unpacked
from izde.engines.whoosh.lanes import Lanes

#: For each bit, the table that turns a mask into all ones where it has that bit.
_WHERE = {bit: bytes(255 * has for has in table) for bit, table in HAS_BIT.items()}
_ANY = bytes(bool(bits) for bits in range(256))
#: The columns of what is packed: an article's bits and its quantized impact.
BITS, STEPS = 1, 2


class Part(NamedTuple):
    """What a segment holds of a term: documents, the lengths of their values, the values end to end; and
    for each document of the segment the number of its first article, -1 where that is deleted, and how many
    articles it has."""

    bases: Sequence[int]
    sizes: Sequence[int]
    documents: Sequence[int]
    lengths: Sequence[int]
    values: bytes

    def rows(self) -> Iterator[tuple[int, int, bytes]]:
        """First article, size and packed value (see `blocks`) of each block, but of deleted ones."""
        start = 0
        values, bases, sizes = self.values, self.bases, self.sizes
        for document, length in zip(self.documents, self.lengths, strict=True):
            base = bases[document]
            if base >= 0:
                yield base, sizes[document], values[start : start + length]
            start += length

    @property
    def articles(self) -> int:
        """How many articles hold the term."""
        if min(map(self.bases.__getitem__, self.documents)) >= 0:
            return len(self.values) // 3
        return sum([len(row) for *_, row in self.rows()]) // 3

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        return self._bits().translate(HAS_BIT[space.bit]).count(1)

    def _bits(self) -> bytes:
        """The bits of the articles that hold the term, with zeros among them."""
        if self._is_sparse():
            return self.values[BITS::3]
        values, bases, sizes = self.values, self.bases, self.sizes
        # `rows` would say the same in half the lines and twice the time, and here time counts.
        stops = accumulate(self.lengths)
        return b"".join(
            [
                values[stop - length + BITS : stop : 3]
                if length < 2 * (size := sizes[document])
                else values[stop - length + size : stop - length + 2 * size]
                for document, length, stop in zip(self.documents, self.lengths, stops, strict=True)
                if bases[document] >= 0
            ]
        )

    def lay_out(self, column: int, plane: bytearray) -> None:
        """Put the bits or the impacts where the articles have their places."""
        values = self.values
        if self._is_sparse():
            counts = [length // 3 for length in self.lengths]
            firsts = chain.from_iterable(map(repeat, map(self.bases.__getitem__, self.documents), counts))
            for number, value in zip(map(add, firsts, values[0::3]), values[column::3], strict=True):
                plane[number] = value
            return
        bases, sizes = self.bases, self.sizes
        start = 0
        for document, length in zip(self.documents, self.lengths, strict=True):
            base, size, end = bases[document], sizes[document], start + length
            if base < 0:
                pass
            elif length >= 2 * size:
                row = start + (2 - column) * size
                plane[base : base + size] = values[row : row + size]
            else:
                for place, value in zip(values[start:end:3], values[start + column : end : 3], strict=True):
                    plane[base + place] = value
            start = end

    def _is_sparse(self) -> bool:
        """Whether no block has bytes for all its articles, and none of them is deleted."""
        first, least = (min(map(of.__getitem__, self.documents)) for of in (self.bases, self.sizes))
        return first >= 0 and max(self.lengths) < 2 * least


class Postings:
    """The articles that hold a term. A *plane* has a byte for each article of the library."""

    __slots__ = ("_frequencies", "_parts", "_planes", "_spaces", "_steps", "_total")

    def __init__(self, total: int, parts: Sequence[Part]) -> None:
        """What each segment holds of the term; `total` is the size of the library."""
        self._total = total
        self._parts = parts
        self._steps: bytes | None = None
        self._spaces: bytes | None = None
        self._planes: dict[Space, bytes] = {}
        self._frequencies: dict[Space, int] = {Space.ALL: sum([part.articles for part in parts])}

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        known = self._frequencies.get(space)
        if known is None:
            if self._spaces is None:
                known = sum([part.frequency(space) for part in self._parts])
            else:
                known = self._spaces.translate(HAS_BIT[space.bit]).count(1)
            self._frequencies[space] = known
        return known

    def steps(self, space: Space) -> bytes:
        """The plane of the quantized impacts, 0 where the space does not hold the term."""
        if space is Space.ALL:
            if self._steps is None:
                self._steps = self._laid_out(STEPS)
            return self._steps
        plane = self._planes.get(space)
        if plane is None:
            here = Lanes.pack(self.spaces.translate(_WHERE[space.bit]))
            plane = (Lanes.pack(self.steps(Space.ALL)) & here).to_bytes(self._total, "little")
            self._planes[space] = plane
        return plane

    @property
    def spaces(self) -> bytes:
        """The plane of the bits of the spaces, and of `SEQUENCED_BITS`, that hold the term."""
        if self._spaces is None:
            self._spaces = self._laid_out(BITS)
        return self._spaces

    def holders(self, space: Space) -> bytes:
        """The plane with a one for each article in which the space holds the term."""
        return self.spaces.translate(_ANY if space is Space.ALL else HAS_BIT[space.bit])

    def items(self, space: Space) -> Iterator[tuple[int, int]]:
        """Each article that holds the term in a space, in order, and its quantized impact."""
        bit = space.bit
        for part in self._parts:
            for base, size, row in part.rows():
                for place, bits, step in unpacked(row, size):
                    if bits & bit:
                        yield base + place, step

    def _laid_out(self, column: int) -> bytes:
        plane = bytearray(self._total)
        for part in self._parts:
            part.lay_out(column, plane)
        return bytes(plane)
