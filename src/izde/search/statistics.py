"""The library in figures: when and where its articles appeared, in which languages, on what, and who writes
with whom.

One pass over the records without their bodies; the people are those of `browse.authors`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TypeVar

import msgspec

from izde.engines.interface import Snapshot
from izde.model import LANGUAGES, Language
from izde.search import browse

T = TypeVar("T", str, tuple[str, str])

#: So many journals have a column of their own, so many keywords and pairs of people are given.
_JOURNALS, _KEYWORDS, _PAIRS = 8, 20, 40
#: A keyword of fewer articles says nothing of a trend.
_SEEN = 3


class Trend(msgspec.Struct):
    """A keyword and how many articles have it, in all and in each year. `change` is by how much its share of
    the articles of the later half of the years exceeds that of the earlier half: above 0 it rises."""

    keyword: str
    articles: int
    years: dict[int, int]
    change: float


class Pair(msgspec.Struct):
    """Two people who signed articles together."""

    names: tuple[str, str]
    articles: int


class Statistics(msgspec.Struct):
    """All figures. `years` counts articles by year and then by journal, under "" where none is named;
    `abstracts` counts the languages in which articles have an abstract."""

    articles: int
    years: dict[int, dict[str, int]]
    bodies: dict[Language, int]
    abstracts: dict[Language, int]
    keywords: list[Trend]
    pairs: list[Pair]


def statistics(snapshot: Snapshot) -> Statistics:
    """The figures of a snapshot."""
    years: defaultdict[int, Counter[str]] = defaultdict(Counter)
    bodies: Counter[Language] = Counter()
    abstracts: Counter[Language] = Counter()
    keywords: defaultdict[str, Counter[int]] = defaultdict(Counter)
    together: Counter[tuple[str, str]] = Counter()
    person = {name: one.name for one in browse.authors(snapshot) for name in one.names}
    names = _journal_names(snapshot)
    for id in snapshot.ids():
        article = snapshot.card(id)
        if article is None:
            continue
        if article.year is not None:
            journal = next((names[name] for name in article.journal.values() if name in names), "")
            years[article.year][journal] += 1
            for word in {" ".join(w.lower().split()) for words in article.keywords.values() for w in words}:
                keywords[word][article.year] += 1
        if article.language is not None:
            bodies[article.language] += 1
        abstracts.update(list(article.abstracts))
        signed = sorted({person.get(author.name, author.name) for author in article.authors})
        together.update(combinations(signed, 2))
    return Statistics(
        articles=len(snapshot),
        years={year: dict(_first(years[year], _JOURNALS)) for year in sorted(years)},
        bodies={language: bodies[language] for language in LANGUAGES if bodies[language]},
        abstracts={language: abstracts[language] for language in LANGUAGES if abstracts[language]},
        keywords=_trends(keywords, {year: sum(counts.values()) for year, counts in years.items()}),
        pairs=[Pair(pair, count) for pair, count in _first(together, _PAIRS)],
    )


def _journal_names(snapshot: Snapshot) -> dict[str, str]:
    """For each name of a journal the one that it is counted under: an issue prints those of all languages."""
    names: dict[str, str] = {}
    for entry in snapshot.sources():
        printed = list(entry.issue.journal.values()) if entry.issue else []
        for name in printed:
            names.setdefault(name, names.get(printed[0], printed[0]))
    return names


def _first(counts: Counter[T], most: int) -> list[tuple[T, int]]:
    """The largest counts; alike ones in the order of what is counted."""
    return sorted(sorted(counts.items()), key=lambda item: -item[1])[:most]


def _trends(keywords: dict[str, Counter[int]], totals: dict[int, int]) -> list[Trend]:
    """The keywords whose share of the articles changed most between the two halves of the years."""
    ordered = sorted(totals)
    later = set(ordered[(len(ordered) + 1) // 2 :])
    sums = {half: sum(totals[year] for year in ordered if (year in later) == half) for half in (False, True)}
    trends = []
    for keyword, counts in keywords.items():
        total = sum(counts.values())
        if total < _SEEN:
            continue
        shares = {
            half: sum(count for year, count in counts.items() if (year in later) == half) / (sums[half] or 1)
            for half in (False, True)
        }
        change = shares[True] - shares[False] if later else 0.0
        trends.append(Trend(keyword, total, dict(sorted(counts.items())), round(change, 6)))
    trends.sort(key=lambda trend: (-abs(trend.change), -trend.articles, trend.keyword))
    return trends[:_KEYWORDS]
