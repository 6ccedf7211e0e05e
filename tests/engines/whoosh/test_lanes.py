"""Arithmetic on bytes side by side, against the same byte by byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from izde.engines.whoosh.lanes import LANE, Lanes

_rows = st.integers(0, 40).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, LANE), min_size=size, max_size=size).map(bytes), min_size=2)
)


@given(_rows)
def test_the_greater_and_the_lesser(rows: list[bytes]) -> None:
    lanes = Lanes(len(rows[0]))
    a, b = map(lanes.pack, rows[:2])
    assert lanes.unpack(lanes.maximum(a, b)) == bytes(map(max, *rows[:2]))
    assert lanes.unpack(lanes.minimum(a, b)) == bytes(map(min, *rows[:2]))


@given(_rows)
def test_sums(rows: list[bytes]) -> None:
    lanes = Lanes(len(rows[0]))
    assert lanes.total(map(lanes.pack, rows)) == [sum(column) for column in zip(*rows, strict=True)]
    assert lanes.total([]) == [0] * lanes.size


@given(_rows)
def test_which_lanes_hold_anything(rows: list[bytes]) -> None:
    lanes = Lanes(len(rows[0]))
    held = lanes.nonzero(lanes.pack(rows[0]))
    expected = [number for number, value in enumerate(rows[0]) if value]
    assert lanes.numbers(held) == expected
    assert held == lanes.at(expected)
    assert held.bit_count() == len(expected)
