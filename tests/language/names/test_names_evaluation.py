"""The evaluation of names, held against what the project promises."""

from __future__ import annotations

import pytest

from evaluation import authors
from izde.language.names import gathering


def test_a_query_finds_exactly_its_person() -> None:
    for row in authors.rows():
        assert row.queries > 700
        assert row.precision >= 0.97, row.label
        assert row.recall >= 0.97, row.label


@pytest.mark.slow
def test_it_does_so_in_a_library() -> None:
    row = authors.through_library()
    assert row.precision >= 0.97
    assert row.recall >= 0.97


def test_spellings_are_gathered_into_people() -> None:
    entries = authors.printed_names()
    people = gathering.merge([entry.name for entry in entries])
    owners = [{entries[member].person for member in person.members} for person in people]
    assert all(len(owner) == 1 for owner in owners)
    assert sum(len(person.members) for person in people) == len(entries)
    split = [p for p in range(1, 97) if sum({p} == owner for owner in owners) > 1]
    assert len(split) <= 8
