"""The evaluation of names, held against what the project promises."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from izde.language import names

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def authors(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return importlib.import_module("evaluation.authors")


def test_a_query_finds_exactly_its_person(authors: ModuleType) -> None:
    for row in authors.rows():
        assert row.queries > 700
        assert row.precision >= 0.97, row.label
        assert row.recall >= 0.97, row.label


@pytest.mark.slow
def test_it_does_so_in_a_library(authors: ModuleType) -> None:
    row = authors.through_library()
    assert row.precision >= 0.97
    assert row.recall >= 0.97


def test_spellings_are_gathered_into_people(authors: ModuleType) -> None:
    entries = authors.printed_names()
    people = names.merge([entry.name for entry in entries])
    owners = [{entries[member].person for member in person.members} for person in people]
    assert all(len(owner) == 1 for owner in owners)
    assert sum(len(person.members) for person in people) == len(entries)
    split = [p for p in range(1, 97) if sum({p} == owner for owner in owners) > 1]
    assert len(split) <= 8
