"""Figures for ranked answers: success@1, MRR@10 and nDCG@10, by kind of topic."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DEPTH = 10


@dataclass(frozen=True)
class Topic:
    """A query and the ids of its relevant articles with their grades. The kind is the id's first word."""

    id: str
    query: str
    relevant: Mapping[str, int]

    @property
    def kind(self) -> str:
        return self.id.split("-")[0]


@dataclass(frozen=True)
class Row:
    """Means over the topics of a kind."""

    kind: str
    success: float
    mrr: float
    ndcg: float
    topics: int


def read_topics(topics: Path, qrels: Path) -> list[Topic]:
    """Topics of an `id<TAB>query` file with the judgements of a TREC qrels file."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in qrels.read_text(encoding="utf-8").splitlines():
        topic, _, document, grade = line.split()
        if int(grade) > 0:
            relevant[topic][document] = int(grade)
    pairs = (line.split("\t", 1) for line in topics.read_text(encoding="utf-8").splitlines() if line)
    return [Topic(id, query, relevant[id]) for id, query in pairs if id in relevant]


def one(ranked: Sequence[str], relevant: Mapping[str, int]) -> tuple[float, float, float]:
    """success@1, reciprocal rank and nDCG of one ranking."""
    top = ranked[:DEPTH]
    first = next((rank for rank, id in enumerate(top) if id in relevant), None)
    gain = sum((2 ** relevant[id] - 1) / math.log2(rank + 2) for rank, id in enumerate(top) if id in relevant)
    best = sorted(relevant.values(), reverse=True)[:DEPTH]
    ideal = sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(best))
    return float(first == 0), 0.0 if first is None else 1 / (first + 1), gain / ideal


def rows(topics: Iterable[Topic], answer: Callable[[str], Sequence[str]]) -> list[Row]:
    """The figures by kind and for all; `answer` gives the ids for a query, the best first."""
    figures: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for topic in topics:
        row = one(answer(topic.query), topic.relevant)
        figures[topic.kind].append(row)
        figures["all"].append(row)
    found = []
    for kind, values in sorted(figures.items(), key=lambda item: (item[0] == "all", item[0])):
        success, mrr, ndcg = (sum(column) / len(values) for column in zip(*values, strict=True))
        found.append(Row(kind, success, mrr, ndcg, len(values)))
    return found


def table(columns: Mapping[str, Sequence[Row]]) -> str:
    """Figures of several collections side by side, a row a kind."""
    kinds = list(dict.fromkeys(row.kind for rows_ in columns.values() for row in rows_))
    heads = [f"{name}: topics | S@1 | MRR@10 | nDCG@10" for name in columns]
    lines = [f"| kind | {' | '.join(heads)} |", "|---" * (1 + 4 * len(columns)) + "|"]
    for kind in kinds:
        cells = []
        for rows_ in columns.values():
            row = next((row for row in rows_ if row.kind == kind), None)
            cells.append(
                f"{row.topics} | {row.success:.3f} | {row.mrr:.3f} | {row.ndcg:.3f}" if row else "| | |"
            )
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)
