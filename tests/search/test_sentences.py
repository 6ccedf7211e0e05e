"""Questions: what no answer repeats is not held against it, and what begins alike speaks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from izde.engines.interface import Snapshot
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh
from izde.model import Article
from izde.search.finding import find, rank
from izde.search.ranking import RANKING
from izde.search.results import Request


def _note(id: str, title: str, text: str) -> Article:
    return Article(id=id, language="kk", title={"kk": title}, abstracts={"kk": text})


NOTES = [
    _note("answer", "Жамбыл облысы", "Жамбыл облысының орталығы – Тараз қаласы. Облыс 1939 жылы құрылды."),
    _note(
        "many", "Қалалар тізімі", "Қандай қала қалай аталады, қай жылы салынды, орталық қайда: жалпы шолу."
    ),
    _note("other", "Түркістан облысы", "Түркістан облысының орталығы – Түркістан қаласы."),
]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    engine = WhooshEngine.create(tmp_path_factory.mktemp("notes") / "index")
    with engine.batch() as batch:
        for note in NOTES:
            batch.add(weigh(note, "notes.jsonl"))
    snapshot = engine.snapshot()
    yield snapshot
    snapshot.close()


def ids(snapshot: Snapshot, query: str) -> list[str]:
    return [match.id for match in rank(snapshot, Request(query=query)).matches]


@pytest.mark.parametrize(
    "question",
    [
        "Жамбыл облысының әкімшілік орталығы болып табылатын қала қалай аталады",
        "Жамбыл облысының орталығы қай қала",
        "Қай жылы «Жамбыл облысы» атты өлке құрылған",
    ],
)
def test_the_answer_comes_first(notes: Snapshot, question: str) -> None:
    assert ids(notes, question)[0] == "answer"


def test_a_beginning_adds_to_a_sentence_alone(notes: Snapshot) -> None:
    def labels(query: str) -> set[str]:
        result = find(notes, Request(query=query, explain=True))
        return {line.split("  ")[-1] for line in result.hits[0].explanation if line.startswith("+ ")}

    assert "the same beginning" in labels("Жамбыл облысының орталығы қай қала")
    assert "the same beginning" not in labels("Жамбыл облысы")


def test_without_it_nothing_is_added(notes: Snapshot) -> None:
    ranked = rank(
        notes,
        Request(query="Жамбыл облысының орталығы қай қала"),
        replace(RANKING, sentence_start=0.0, sentence_form=0.0),
    )
    labels = {label for label, _, _ in ranked.matches[0].parts}
    assert labels.isdisjoint({"+the same beginning", "+as typed"})
