"""Leafing through people and keywords, and articles like a given one."""

from __future__ import annotations

import pytest

from izde.engines.interface import Snapshot
from izde.errors import UnknownId
from izde.search import similar
from izde.search.browse import authors, keywords


def test_one_person_once_with_all_spellings(library: Snapshot) -> None:
    people = authors(library)
    assert [person.name for person in people if "Жүнісова" in person.name] == ["Ә.Б. Жүнісова"]
    zhunussova = next(person for person in people if person.name == "Ә.Б. Жүнісова")
    assert set(zhunussova.names) == {"Ә.Б. Жүнісова", "А.Б. Жунусова", "A.B. Zhunussova"}
    (ospanov,) = authors(library, "Оспан")
    assert set(ospanov.names) == {"К.Е. Оспанов", "K. Ospanov"}
    assert ospanov.articles == 2


def test_people_by_the_beginning_of_a_name_in_any_script(library: Snapshot) -> None:
    assert [person.name for person in authors(library, "petrov")] == ["Н.И. Петрова"]
    assert authors(library, "Щукин") == []


def test_keywords_with_their_translations(library: Snapshot) -> None:
    entries = {entry.keyword: entry for entry in keywords(library)}
    assert entries["тасқын"].articles == 2
    assert set(entries["тасқын"].translations) == {"паводок", "flood"}
    assert entries["медоносная пчела"].translations == ["honey bee", "бал арасы"] or set(
        entries["медоносная пчела"].translations
    ) == {"honey bee", "бал арасы"}
    assert next(iter(entries)) == "тасқын"


def test_keywords_by_their_beginning_in_any_script(library: Snapshot) -> None:
    assert [entry.keyword for entry in keywords(library, "omarta")] == ["омарта"]
    assert {entry.keyword for entry in keywords(library, "Циф")} == {"цифровое чтение"}


def test_similar_articles_share_telling_words(library: Snapshot) -> None:
    result = similar(library, "floods", limit=2)
    assert result.hits[0].id == "rivers"
    assert "тасқын" in result.hits[0].why[0].lower()
    assert all(hit.id != "floods" for hit in result.hits)
    with pytest.raises(UnknownId):
        similar(library, "nothing")
