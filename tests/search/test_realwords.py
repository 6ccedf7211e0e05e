"""Slips that make another word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import snapshot_of
from izde.engines.interface import Snapshot
from izde.model import Article
from izde.search import search
from izde.search.results import Request, Result

ARTICLES = [
    Article(
        id="policy",
        language="en",
        title={"en": "Foreign policy of small states"},
        keywords={"en": ["foreign policy", "small state"], "ru": ["внешняя политика", "малое государство"]},
        body="Introduction. Small states choose their partners.",
    ),
    Article(
        id="police",
        language="en",
        title={"en": "Reform of the police"},
        keywords={"en": ["police", "reform"], "ru": ["полиция", "реформа"]},
        body="Introduction. A police officer serves the town. Advice from foreign experts was sought.",
    ),
    Article(
        id="war",
        language="ru",
        title={"ru": "Степная война и её герои"},
        keywords={"ru": ["степная война", "герой"], "kk": ["дала соғысы", "батыр"]},
        body="Введение. Войну помнят до сих пор.",
    ),
    Article(
        id="wave",
        language="ru",
        title={"ru": "Морская волна как источник энергии"},
        keywords={"ru": ["морская волна", "энергия"], "kk": ["теңіз толқыны", "энергия"]},
        body="Введение. Волна несёт энергию.",
    ),
]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    yield from snapshot_of(ARTICLES, tmp_path_factory.mktemp("shelf"))


def ask(shelf: Snapshot, query: str, **options: bool) -> Result:
    return search(shelf, Request(query=query, **options))  # type: ignore[arg-type]


def test_the_word_is_offered_that_stands_with_the_others(shelf: Snapshot) -> None:
    result = ask(shelf, "степная волна")
    assert result.notes == ["Did you mean: степная война?"]
    assert result.hits[0].id == "war"


def test_articles_with_the_typed_words_stay_first(shelf: Snapshot) -> None:
    result = ask(shelf, "foreign police")
    assert result.notes == ["Did you mean: foreign policy?"]
    assert [hit.id for hit in result.hits[:2]] == ["police", "policy"]
    assert result.hits[0].score > result.hits[1].score
    assert [ask(shelf, "foreign police").hits[0].id, ask(shelf, "foreign policy").hits[0].id] == [
        "police",
        "policy",
    ]


def test_pages_of_an_answer_fit_together(shelf: Snapshot) -> None:
    whole = [hit.id for hit in ask(shelf, "foreign police").hits]
    pages = [
        hit.id
        for offset in range(len(whole))
        for hit in search(shelf, Request(query="foreign police", limit=1, offset=offset)).hits
    ]
    assert pages == whole


@pytest.mark.parametrize("query", ["морская волна", "foreign policy", "small states", "волна"])
def test_words_that_go_together_are_not_doubted(shelf: Snapshot, query: str) -> None:
    assert ask(shelf, query).notes == []


@pytest.mark.parametrize("query", ["степная OR волна", "степная -волна", '"foreign" police'])
def test_formulas_mean_what_they_say(shelf: Snapshot, query: str) -> None:
    assert ask(shelf, query).notes == []


def test_an_exact_search_doubts_nothing(shelf: Snapshot) -> None:
    assert ask(shelf, "степная волна", exact=True).notes == []


def test_both_words_are_wanted(shelf: Snapshot) -> None:
    result = ask(shelf, "степная AND волна", translate=False)
    assert [hit.id for hit in result.hits] == ["war"]
    assert result.notes == ["Did you mean: степная AND война?"]
