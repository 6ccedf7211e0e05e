"""The library in figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import snapshot_of
from izde.engines.interface import Snapshot
from izde.model import Article, Author
from izde.search.statistics import statistics


def article(number: int, year: int, *keywords: str, authors: tuple[str, ...] = ()) -> Article:
    return Article(
        id=f"a-{number}",
        language="en",
        title={"en": "Water"},
        abstracts={"en": "Of water.", "ru": "О воде."},
        year=year,
        keywords={"en": list(keywords)},
        authors=[Author(name) for name in authors],
        body="Water.",
    )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    articles = [
        article(1, 2020, "Reed", "lake", authors=("A.B. Serikov", "D. Akhmetova")),
        article(2, 2020, "reed", "lake"),
        article(3, 2021, "reed", "lake"),
        article(4, 2022, "lake", "satellite", authors=("Сериков А.Б.", "D. Akhmetova")),
        article(5, 2023, "lake", "satellite"),
        article(6, 2023, "lake", "satellite"),
    ]
    yield from snapshot_of(articles, tmp_path_factory.mktemp("statistics"))


def test_articles_are_counted_by_year_and_language(snapshot: Snapshot) -> None:
    figures = statistics(snapshot)
    assert {year: sum(counts.values()) for year, counts in figures.years.items()} == {
        2020: 2,
        2021: 1,
        2022: 1,
        2023: 2,
    }
    assert figures.bodies == {"en": 6}
    assert figures.abstracts == {"ru": 6, "en": 6}


def test_keywords_rise_and_fall_and_stay(snapshot: Snapshot) -> None:
    change = {trend.keyword: trend.change for trend in statistics(snapshot).keywords}
    assert change == {"reed": -1.0, "satellite": 1.0, "lake": 0.0}


def test_one_person_in_two_scripts_writes_with_another(snapshot: Snapshot) -> None:
    pairs = statistics(snapshot).pairs
    assert [pair.articles for pair in pairs] == [2]
