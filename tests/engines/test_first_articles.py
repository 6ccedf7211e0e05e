"""The first of many articles, found by bounds, against the reference that scores them all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engines.kinds import CLUSTER, QUICK, REFERENCE, engine_of, settings_of
from engines.reference_engine import ReferenceEngine
from engines.test_engine import SPACES, indexed
from izde.engines.interface import And, Boost, Concept, Engine, Filters, Node, Not, Or, Phrase, Space, Term

#: The engines that are held to the reference.
FINDERS = (*(kind for kind in QUICK if kind != REFERENCE), pytest.param(CLUSTER, marks=pytest.mark.cluster))
#: The words of a small language, the first ones in almost every article and the last ones in one or two.
WORDS = [f"w{number}" for number in range(60)]


def fill(engine: Engine, seed: int, articles: int) -> None:
    draw = random.Random(seed)

    def text(length: int) -> str:
        return " ".join(WORDS[int(len(WORDS) * draw.random() ** 3)] for _ in range(length))

    number = 0
    while number < articles:
        with engine.batch() as batch:
            source = f"s{number:03}"
            for _ in range(draw.choice((1, 3, 20))):
                fields = {"title": text(4), "keyword": text(3), "body": text(draw.choice((5, 30)))}
                batch.add(indexed(f"{number:03}", source, year=2000 + number % 5, **fields))
                number += 1


def query(draw: random.Random) -> Node:
    def alternative() -> Term | Phrase:
        space = draw.choice((Space.ALL, Space.ALL, *SPACES))
        weight = draw.choice((1.0, 0.8, 0.5, 0.1))
        if draw.random() < 0.3:
            return Phrase(space, tuple(draw.choices(WORDS[:12], k=2)), draw.choice((0, 1)), weight)
        return Term(space, draw.choice(WORDS), weight)

    def concept() -> Concept:
        return Concept(tuple(alternative() for _ in range(draw.randint(1, 6))), "x", draw.choice((1.0, 0.3)))

    words: Node = Or(tuple(concept() for _ in range(draw.randint(1, 5))), draw.choice((0.0, 1.5)))
    if draw.random() < 0.4:
        words = And((words, draw.choice((concept(), Not(concept()), Or((concept(), And(())))))))
    return Boost(words, tuple(concept() for _ in range(draw.randint(0, 3))))


@pytest.mark.parametrize("kind", FINDERS)
@pytest.mark.parametrize("seed", range(4))
def test_the_first_articles_are_those_of_the_reference(tmp_path: Path, seed: int, kind: str) -> None:
    found_by = engine_of(kind)
    made = found_by.create(tmp_path / "index", settings_of(found_by))
    engines: tuple[Engine, Engine] = made, ReferenceEngine.create(tmp_path / "index")
    for engine in engines:
        fill(engine, seed, 130)
    actual, expected = (engine.snapshot() for engine in engines)
    draw = random.Random(seed)
    for _ in range(10):
        node = query(draw)
        filters = draw.choice((Filters(), Filters(years=(2001, 2003))))
        total, matches = expected.search(node, filters, None)
        scores = {match.id: pytest.approx(match.score) for match in matches}
        for limit in (1, 4, 10):
            found = actual.search(node, filters, limit)
            assert found[0] == total
            assert [match.score for match in found[1]] == [
                pytest.approx(match.score) for match in matches[:limit]
            ]
            assert all(match.score == scores[match.id] for match in found[1])
        assert actual.count(node, filters) == total
        assert actual.count(node, filters, 3) == min(3, total) or total > 3
    actual.close()
    found_by.drop(tmp_path / "index", made.settings)


@pytest.mark.parametrize("kind", FINDERS)
def test_a_rare_word_is_found_beside_a_phrase_that_repeats_one(tmp_path: Path, kind: str) -> None:
    found_by = engine_of(kind)
    engine = found_by.create(tmp_path / "index", settings_of(found_by))
    with engine.batch() as batch:
        for number in range(70):
            batch.add(indexed(f"{number:02}", "s", body={1: "rare", 2: "again again"}.get(number, "common")))
    either = Concept((Term(Space.ALL, "rare"), Phrase(Space.ALL, ("again", "again"))), "either")
    snapshot = engine.snapshot()
    total, matches = snapshot.search(either, Filters(), 10)
    assert (total, sorted(match.id for match in matches)) == (2, ["01", "02"])
    snapshot.close()
    found_by.drop(tmp_path / "index", engine.settings)
