"""The postings of a term over all blocks of a snapshot, as strings of bytes that loops in C walk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, compress, repeat
from operator import add

from izde.index.blocks import HAS_BIT
from izde.index.engine import Space


class Postings:
    """The articles that hold a term, in ascending order: `spaces` and `steps` have a byte for each, the
    bits of the spaces that hold it and its quantized impact, which is never 0."""

    __slots__ = ("_bases", "_numbers", "_places", "_sizes", "spaces", "steps")

    def __init__(
        self, bases: Sequence[int], sizes: Sequence[int], places: bytes, spaces: bytes, steps: bytes
    ) -> None:
        self._bases = bases
        self._sizes = sizes
        self._places = places
        self._numbers: list[int] | None = None
        self.spaces = spaces
        self.steps = steps

    @classmethod
    def of(cls, blocks: Sequence[tuple[int, bytes]]) -> Postings:
        """From the packed values of blocks (see `izde.index.blocks`), each after its first article."""
        sizes = [len(packed) // 3 for _, packed in blocks]
        pairs = list(zip(blocks, sizes, strict=True))
        return cls(
            [base for base, _ in blocks],
            sizes,
            b"".join([packed[:size] for (_, packed), size in pairs]),
            b"".join([packed[size : 2 * size] for (_, packed), size in pairs]),
            b"".join([packed[2 * size :] for (_, packed), size in pairs]).replace(b"\0", b"\1"),
        )

    @property
    def numbers(self) -> list[int]:
        """The articles."""
        if self._numbers is None:
            bases = chain.from_iterable(map(repeat, self._bases, self._sizes))
            self._numbers = list(map(add, bases, self._places))
        return self._numbers

    def here(self, space: Space) -> bytes:
        """For each article whether the space holds the term."""
        return self.spaces.translate(HAS_BIT[space.bit])

    def frequency(self, space: Space) -> int:
        """How many articles hold the term in a space."""
        return len(self.steps) if space is Space.ALL else self.here(space).count(1)

    def spaces_of(self, number: int) -> int:
        """The bits of the spaces of an article that hold the term."""
        at = bisect_left(self.numbers, number)
        return self.spaces[at] if at < len(self.numbers) and self.numbers[at] == number else 0

    def over(self, total: int, space: Space) -> bytes:
        """The impacts laid out over all articles of the library, 0 where the space does not hold the term."""
        held: Iterable[tuple[int, int]] = zip(self.numbers, self.steps, strict=True)
        if space is not Space.ALL:
            held = compress(held, self.here(space))
        steps = bytearray(total)
        for number, step in held:
            steps[number] = step
        return bytes(steps)


NO_POSTINGS = Postings((), (), b"", b"", b"")
