"""The engine on OpenSearch against the reference: what `engines.test_engine` generates, on a real node."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from engines.kinds import CLUSTER, engine_of, settings_of
from engines.reference_engine import ReferenceEngine
from engines.test_engine import COMMITS, SEARCHES, Commits, Searches, add, answer_alike, ids, indexed, word
from izde.engines.interface import And, Boost, Concept, Engine, Filters, Or, Order, Phrase, Space, Term

pytestmark = pytest.mark.cluster


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    kind = engine_of(CLUSTER)
    made = kind.create(tmp_path, settings_of(kind))
    yield made
    kind.drop(tmp_path, made.settings)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMITS, SEARCHES)
def test_the_same_answers_as_the_reference(
    tmp_path_factory: pytest.TempPathFactory, commits: Commits, searches: Searches
) -> None:
    answer_alike(engine_of(CLUSTER), tmp_path_factory.mktemp("index"), commits, searches)


def test_keys_that_opensearch_would_not_find_or_take(engine: Engine) -> None:
    """A feature's name with a full stop is indexed, but never found; a term has at most 32,766 bytes."""
    long = "ұ" * 20_000
    add(engine, indexed("a", title=f"10.47649 a*b {long} v.2."), indexed("b", title=f"1047649 ab {long}x"))
    for key in ("10.47649", "a*b", "v.2.", long):
        assert ids(engine, word(key)) == ["a"]
        assert engine.snapshot().frequency(Space.TITLE, key) == 1


def test_more_alternatives_than_a_query_has_clauses(engine: Engine, tmp_path: Path) -> None:
    """OpenSearch takes 1,024 clauses; the first are the same, and have the same scores."""
    reference = ReferenceEngine.create(tmp_path)
    articles = [
        indexed(f"{n:03}", title=f"w{n} w{n * 7 % 300}", body=f"w{n % 40} " * (n % 3 + 1)) for n in range(300)
    ]
    for each in (engine, reference):
        add(each, *articles)
    words = Concept(tuple(Term(Space.ALL, f"w{n}", 1 - n / 2000) for n in range(1500)), "w")
    phrases = Concept(tuple(Phrase(Space.ALL, (f"w{n}", f"w{n * 7 % 300}"), 1) for n in range(30)), "p")
    title = Concept((Term(Space.TITLE, "w7"),), "t")
    pairs = Concept(tuple(Phrase(Space.ALL, (f"w{n}", f"w{n * 7 % 300}")) for n in range(300)), "pairs")
    many = Or(tuple(word(f"w{n}") for n in range(290)), 1.5)
    abstract = Or(tuple(Concept(words.alternatives[n : n + 8], "a") for n in range(160)), 1.5)
    two = And((Or((words, title), 1.5), Or((word("w1"), phrases), 1.5)))
    single = (words, Or((words, phrases), 1.5), Or((words, words, title), 0.5), many, abstract, two)
    for query in (*single, Boost(words, (pairs, phrases))):
        expected = reference.snapshot().search(query, Filters(), 12)
        found = engine.snapshot().search(query, Filters(), 12)
        assert found[0] == expected[0]
        assert [(match.id, round(match.score, 9)) for match in found[1]] == [
            (match.id, round(match.score, 9)) for match in expected[1]
        ]


def test_many_that_tie_come_in_the_order_of_ties(engine: Engine) -> None:
    add(engine, *(indexed(f"{n:04}", title="x", year=2000 + n % 7) for n in range(900)))
    total, matches = engine.snapshot().search(word("x"), Filters(), 5)
    assert (total, [match.id for match in matches]) == (900, ["0006", "0013", "0020", "0027", "0034"])
    first = engine.snapshot().search(word("x"), Filters(), None)[1]
    assert len(first) == 900 and first[:5] == matches


def test_a_title_sorts_by_its_letters(engine: Engine) -> None:
    titles = ["б", "а", "ә", "𝔸", "z"]
    add(engine, *(indexed(title, title=title) for title in titles))
    assert ids(engine, None, order=Order.TITLE) == sorted(titles)
