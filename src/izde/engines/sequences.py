"""Token sequences in few bytes: where in a text a term key stands, and whether keys stand in order.

A sequence is kept the other way round: sorted by what stands there, so that a few steps of bisection
find where a key stands. Keys are hashed; two words of one article may share a hash (of 2^32) without harm
unless their neighbours agree, too.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from zlib import crc32


def hash_of(key: str) -> int:
    """What stands for a term key in a sequence, never 0: that is a gap."""
    return crc32(key.encode()) or 1


def packed(positions: Sequence[tuple[str, ...]]) -> bytes:
    """A token sequence: how many entries, their hashes in order (0 for a gap), and the position of each, in
    numbers of four bytes; nothing for an empty one."""
    if not positions:
        return b""
    known: dict[tuple[str, ...], tuple[int, ...]] = {(): (0,)}
    entries: list[int] = []
    for at, keys in enumerate(positions):
        hashes = known.get(keys)
        if hashes is None:
            hashes = known[keys] = tuple(dict.fromkeys(map(hash_of, keys)))
        for number in hashes:
            entries.append(number << 32 | at)  # noqa: PERF401  the quickest there is
    entries.sort()
    numbers = array("I", (len(entries),))
    numbers.extend([entry >> 32 for entry in entries])
    numbers.extend([entry & 0xFFFFFFFF for entry in entries])
    return numbers.tobytes()


def positions_in(numbers: memoryview, start: int, stop: int, wanted: int) -> list[int]:
    """Where a hash stands in the packed sequence that is in `numbers` from `start` to `stop`."""
    if start == stop:
        return []
    count = numbers[start]
    end = start + 1 + count
    first = bisect_left(numbers, wanted, start + 1, end)
    if first == end or numbers[first] != wanted:
        return []
    last = bisect_right(numbers, wanted, first, end)
    return numbers[first + count : last + count].tolist()


def stands(positions: Callable[[int], Sequence[int]], hashes: Sequence[int], slop: int) -> bool:
    """Whether keys stand in a sequence in order, with `slop` words between at most; `positions` tells where
    a hash stands in it."""
    places = []
    for wanted in hashes:
        here = positions(wanted)
        if not here:
            return False
        places.append(here)
    if len(places) == 2:
        beside = not frozenset(places[1]).isdisjoint([place + 1 for place in places[0]])
        if beside or not slop:
            return beside
    reached = {(position, 0) for position in places[0]}
    for here in places[1:]:
        there = frozenset(here)
        reached = {
            (position + step, spent + step - 1)
            for position, spent in reached
            for step in range(1, slop - spent + 2)
            if position + step in there
            # Most often nothing is near enough, and nobody need ask for the gaps.
            and (step == 1 or frozenset(positions(0)).isdisjoint(range(position + 1, position + step)))
        }
        if not reached:
            return False
    return True
