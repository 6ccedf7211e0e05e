"""Arithmetic on a byte for each article of a library at once.

The bytes stand side by side in one integer, a lane each, so that an addition or a comparison of ten
thousand of them is a few operations on long integers, which run in C (Lamport 1975, "Multiple byte
processing with full-word instructions"). A lane that takes part in a comparison holds less than 128: its
highest bit catches the borrow.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from itertools import compress

#: What a compared lane holds at most.
LANE = 127
#: What a sum of lanes may be at most.
SUM = 0xFFFF


class Lanes:
    """The operations for integers of `size` lanes; the first lane is the lowest byte."""

    def __init__(self, size: int) -> None:
        self.size = size
        #: A one in every lane.
        self.ones = int.from_bytes(b"\1" * size, "little")
        self._high = self.ones << 7
        self._most = self.ones * LANE
        self._pairs = (size + 1) // 2
        self._even = int.from_bytes(b"\xff\0" * self._pairs, "little")

    @staticmethod
    def pack(data: bytes | bytearray) -> int:
        return int.from_bytes(data, "little")

    def unpack(self, lanes: int) -> bytes:
        return lanes.to_bytes(self.size, "little")

    def _not_less(self, a: int, b: int) -> int:
        """127 in each lane in which `a` is at least `b`."""
        carried = ((a | self._high) - b) & self._high
        return carried - (carried >> 7)

    def maximum(self, a: int, b: int) -> int:
        """The greater one, lane by lane."""
        return b ^ ((a ^ b) & self._not_less(a, b))

    def minimum(self, a: int, b: int) -> int:
        """The lesser one, lane by lane."""
        return a ^ ((a ^ b) & self._not_less(a, b))

    def nonzero(self, lanes: int) -> int:
        """A one in each lane that holds anything."""
        return ((lanes + self._most) >> 7) & self.ones

    def numbers(self, ones: int) -> list[int]:
        """The lanes that hold a one."""
        return list(compress(range(self.size), self.unpack(ones)))

    def at(self, numbers: Iterable[int]) -> int:
        """A one in each of these lanes."""
        marks = bytearray(self.size)
        for number in numbers:
            marks[number] = 1
        return self.pack(marks)

    def total(self, terms: Iterable[int]) -> list[int]:
        """The sum over some integers, lane by lane; none may exceed `SUM`."""
        even = odd = 0
        for lanes in terms:
            even += lanes & self._even
            odd += (lanes >> 8) & self._even
        sums = [0] * (2 * self._pairs)
        sums[0::2] = self._wide(even)
        sums[1::2] = self._wide(odd)
        del sums[self.size :]
        return sums

    def _wide(self, lanes: int) -> array[int]:
        wide = array("H", lanes.to_bytes(2 * self._pairs, "little"))
        if sys.byteorder == "big":
            wide.byteswap()
        return wide
