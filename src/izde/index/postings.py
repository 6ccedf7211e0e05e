"""The postings of a term over all blocks of a snapshot, laid out so that loops in C can walk them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from izde.index.blocks import HAS_BIT, unpacked
from izde.index.engine import Space
from izde.index.lanes import Lanes

#: For each bit, the table that turns a mask into all ones where it has that bit.
_WHERE = {bit: bytes(255 * has for has in table) for bit, table in HAS_BIT.items()}


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
        """First article, size and packed value (see `izde.index.blocks`) of each block, but of deleted
        ones."""
        start = 0
        values, bases, sizes = self.values, self.bases, self.sizes
        for document, length in zip(self.documents, self.lengths, strict=True):
            base = bases[document]
            if base >= 0:
                yield base, sizes[document], values[start : start + length]
            start += length


class Postings:
    """The articles that hold a term. A *plane* has a byte for each article of the library."""

    __slots__ = ("_frequencies", "_parts", "_planes", "_spaces", "_steps", "_total", "articles")

    def __init__(self, total: int, parts: Sequence[Part], articles: int) -> None:
        """`total` is the size of the library, `articles` how many hold the term."""
        self._total = total
        self._parts = parts
        self._steps: bytes | None = None
        self._spaces: bytes | None = None
        self._planes: dict[Space, bytes] = {}
        self._frequencies: dict[Space, int] = {Space.ALL: articles}
        self.articles = articles

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        known = self._frequencies.get(space)
        if known is None:
            if self._spaces is None:
                # As `bits_of` has it: calling it for each of hundreds of blocks would take longer.
                bits = b"".join(
                    [
                        row[size : 2 * size]
                        if len(row) >= 2 * size
                        else row[len(row) // 3 : 2 * len(row) // 3]
                        for part in self._parts
                        for _, size, row in part.rows()
                    ]
                )
            else:
                bits = self._spaces
            known = self._frequencies[space] = bits.translate(HAS_BIT[space.bit]).count(1)
        return known

    def steps(self, space: Space) -> bytes:
        """The plane of the quantized impacts, 0 where the space does not hold the term."""
        if space is Space.ALL:
            if self._steps is None:
                self._steps = self._laid_out(0, 2)
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
            self._spaces = self._laid_out(1, 1)
        return self._spaces

    def items(self, space: Space) -> Iterator[tuple[int, int]]:
        """Each article that holds the term in a space, in order, and its quantized impact."""
        bit = space.bit
        for part in self._parts:
            for base, size, row in part.rows():
                for place, bits, step in unpacked(row, size):
                    if bits & bit:
                        yield base + place, step

    def _laid_out(self, dense: int, sparse: int) -> bytes:
        """The plane of what stands, in a block, in that column of a dense value or that of a sparse one."""
        plane = bytearray(self._total)
        # `Part.rows` would say the same in half the lines and twice the time, and here time counts.
        for bases, sizes, documents, lengths, values in self._parts:
            start = 0
            for document, length in zip(documents, lengths, strict=True):
                base = bases[document]
                if base < 0:
                    start += length
                    continue
                size = sizes[document]
                if length >= 2 * size:
                    row = start + dense * size
                    plane[base : base + size] = values[row : row + size]
                elif length == 3:
                    plane[base + values[start]] = values[start + sparse]
                else:
                    count = length // 3
                    row = start + sparse * count
                    for place, value in zip(
                        values[start : start + count], values[row : row + count], strict=True
                    ):
                        plane[base + place] = value
                start += length
        return bytes(plane)
