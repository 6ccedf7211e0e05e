"""How well articles are found: the project's topics by kind, on corrected and on extracted records."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.collection import corrected, extracted, indexed
from evaluation.composing import topics as composed
from evaluation.gold import GOLD, ROOT
from evaluation.ranks import DEPTH, Row, Topic, read_topics, rows, table
from izde.engines.interface import Snapshot
from izde.search.finding import rank
from izde.search.ranking import RANKING, Ranking
from izde.search.results import Request

TOPICS = ROOT / "data" / "topics"


def given() -> list[Topic]:
    """The topics that the project was given, with its judgements."""
    return read_topics(GOLD / "topics.tsv", GOLD / "qrels.txt")


def answer(snapshot: Snapshot, query: str, ranking: Ranking = RANKING) -> list[str]:
    """The ids of the first articles for a query."""
    return [match.id for match in rank(snapshot, Request(query=query, limit=DEPTH), ranking).matches]


def on_extracted(topics: Sequence[Topic]) -> list[Row]:
    """The figures when the sample issues themselves are indexed; ids are those of the gold records."""
    articles, gold_ids = extracted()
    with indexed(articles) as snapshot:
        return rows(topics, lambda query: [gold_ids.get(id, id) for id in answer(snapshot, query)])


def on_corrected(topics: Sequence[Topic], ranking: Ranking = RANKING) -> list[Row]:
    """The figures when the gold records stand in for the extracted ones."""
    with indexed(corrected()) as snapshot:
        return rows(topics, lambda query: answer(snapshot, query, ranking))


def halves() -> dict[str, list[Topic]]:
    """Topics composed from all sample articles: of every other article to tune on, of the rest to report."""
    articles = corrected()
    return {"held in": composed(articles[0::2], articles), "held out": composed(articles[1::2], articles)}


def report() -> str:
    """Tables: the given topics on both collections, then the composed ones, held in and held out."""
    topics = given()
    written = {
        name: read_topics(TOPICS / f"{name}.tsv", TOPICS / f"{name}-qrels.txt")
        for name in ("held-in", "held-out")
    }
    parts = [
        f"The {len(topics)} given topics over 42 articles:",
        table({"gold records": on_corrected(topics), "as extracted": on_extracted(topics)}),
        "The topics of `data/topics`, composed from the gold records; ranking was tuned on the first half:",
        table({name: on_corrected(half) for name, half in written.items()}),
        "Topics composed in the same way from the records of all articles:",
        table({name: on_corrected(half) for name, half in halves().items()}),
    ]
    return "\n\n".join(parts)


__all__ = ["answer", "given", "halves", "on_corrected", "on_extracted", "report"]
