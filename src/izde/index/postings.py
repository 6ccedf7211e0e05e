"""The postings of a term over all blocks of a snapshot, laid out so that loops in C can walk them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.index.blocks import HAS_BIT, in_space, is_dense, unpacked
from izde.index.engine import Space
from izde.index.lanes import Lanes

#: For each bit, the table that turns a mask into all ones where it has that bit.
_WHERE = {bit: bytes(255 * has for has in table) for bit, table in HAS_BIT.items()}


#: In so few blocks counting what is packed is quicker than laying it out.
_FEW_BLOCKS = 32


class Postings:
    """The articles that hold a term. A *plane* has a byte for each article of the library."""

    __slots__ = ("_blocks", "_planes", "_spaces", "_steps", "_total", "articles")

    def __init__(self, total: int, blocks: Sequence[tuple[int, int, bytes]]) -> None:
        """`blocks`: the first article of each block that holds the term, the block's size, and the packed
        value (see `izde.index.blocks`); `total` is the size of the library."""
        self._total = total
        self._blocks = blocks
        self._steps: bytes | None = None
        self._spaces = b""
        self._planes: dict[Space, bytes] = {}
        #: How many there are.
        self.articles = sum([len(packed) for _, _, packed in blocks]) // 3

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        if space is Space.ALL or not self.articles:
            return self.articles
        if self._steps is None and len(self._blocks) < _FEW_BLOCKS:
            return sum([in_space(packed, size, space.bit) for _, size, packed in self._blocks])
        return self.spaces.translate(HAS_BIT[space.bit]).count(1)

    def steps(self, space: Space) -> bytes:
        """The plane of the quantized impacts, 0 where the space does not hold the term."""
        if space is Space.ALL:
            return self._laid_out()[0]
        plane = self._planes.get(space)
        if plane is None:
            steps, spaces = self._laid_out()
            here = Lanes.pack(spaces.translate(_WHERE[space.bit]))
            plane = self._planes[space] = (Lanes.pack(steps) & here).to_bytes(self._total, "little")
        return plane

    @property
    def spaces(self) -> bytes:
        """The plane of the bits of the spaces, and of `SEQUENCED_BITS`, that hold the term."""
        return self._laid_out()[1]

    def items(self, space: Space) -> Iterator[tuple[int, int]]:
        """Each article that holds the term in a space, in order, and its quantized impact."""
        bit = space.bit
        for base, size, packed in self._blocks:
            for place, bits, step in unpacked(packed, size):
                if bits & bit:
                    yield base + place, step

    def _laid_out(self) -> tuple[bytes, bytes]:
        if self._steps is None:
            steps, spaces = bytearray(self._total), bytearray(self._total)
            for base, size, packed in self._blocks:
                if is_dense(packed, size):
                    steps[base : base + size] = packed[:size]
                    spaces[base : base + size] = packed[size : 2 * size]
                else:
                    for place, bits, step in unpacked(packed, size):
                        steps[base + place] = step
                        spaces[base + place] = bits
            self._steps, self._spaces = bytes(steps), bytes(spaces)
        return self._steps, self._spaces
