"""The postings of a term over all blocks of a snapshot, laid out so that loops in C can walk them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from izde.index.blocks import HAS_BIT, unpacked
from izde.index.engine import Space
from izde.index.lanes import Lanes

#: For each bit, the table that turns a mask into all ones where it has that bit.
_WHERE = {bit: bytes(255 * has for has in table) for bit, table in HAS_BIT.items()}


class Postings:
    """The articles that hold a term. A *plane* has a byte for each article of the library."""

    __slots__ = ("_blocks", "_planes", "_spaces", "_steps", "_total", "articles")

    def __init__(self, total: int, blocks: Sequence[tuple[int, int, bytes]]) -> None:
        """`blocks`: the first article of each block that holds the term, the block's size, and the packed
        value (see `izde.index.blocks`); `total` is the size of the library."""
        self._total = total
        self._blocks = blocks
        self._steps: bytes | None = None
        self._spaces: bytes | None = None
        self._planes: dict[Space, bytes] = {}
        #: How many there are.
        self.articles = sum([len(packed) for _, _, packed in blocks]) // 3

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        if space is Space.ALL or not self.articles:
            return self.articles
        bits = b"".join(_bits(self._blocks)) if self._spaces is None else self._spaces
        return bits.translate(HAS_BIT[space.bit]).count(1)

    def steps(self, space: Space) -> bytes:
        """The plane of the quantized impacts, 0 where the space does not hold the term."""
        if space is Space.ALL:
            if self._steps is None:
                self._steps = self._laid_out(_steps(self._blocks))
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
            self._spaces = self._laid_out(_bits(self._blocks))
        return self._spaces

    def items(self, space: Space) -> Iterator[tuple[int, int]]:
        """Each article that holds the term in a space, in order, and its quantized impact."""
        bit = space.bit
        for base, size, packed in self._blocks:
            for place, bits, step in unpacked(packed, size):
                if bits & bit:
                    yield base + place, step

    def _laid_out(self, rows: Iterable[bytes]) -> bytes:
        plane = bytearray(self._total)
        for (base, size, packed), row in zip(self._blocks, rows, strict=True):
            if len(row) == size:
                plane[base : base + size] = row
            else:
                for place, value in zip(packed, row, strict=False):
                    plane[base + place] = value
        return bytes(plane)


# A query has hundreds of these rows for each of its terms: calling `steps_of` and `bits_of` for each would
# take most of its time.


def _steps(blocks: Sequence[tuple[int, int, bytes]]) -> list[bytes]:
    """`steps_of` each block."""
    return [
        packed[:size] if len(packed) >= 2 * size else packed[2 * len(packed) // 3 :]
        for _, size, packed in blocks
    ]


def _bits(blocks: Sequence[tuple[int, int, bytes]]) -> list[bytes]:
    """`bits_of` each block."""
    return [
        packed[size : 2 * size]
        if len(packed) >= 2 * size
        else packed[len(packed) // 3 : 2 * len(packed) // 3]
        for _, size, packed in blocks
    ]
