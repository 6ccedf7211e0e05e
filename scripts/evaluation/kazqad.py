"""Questions in Kazakh over short passages: a part of KazQAD (Yeshpanov et al. 2024) beside the project.

The passages go in as records, as `izde index` takes them: once with their text as the abstract, once as
the body. Half of the questions, by a checksum of their ids, were there to tune ranking on; the other half
is to report. The collection is under CC BY-SA 4.0 and no part of the project: without it there is nothing
to report.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from evaluation.collection import indexed
from evaluation.gold import ROOT
from evaluation.ranks import Topic, one, read_topics
from evaluation.topics import answer
from izde.model import Article

#: Where the collection lies when no other place is given.
PLACE = ROOT.parent / "shared" / "evaluation" / "kazqad"
_RESAMPLES, _SEED = 2000, 15
#: Success at one, reciprocal rank and nDCG of one question.
Figures = tuple[float, float, float]


def passages(place: Path) -> list[Article]:
    """The passages as records, their text as the Kazakh abstract."""
    lines = (place / "corpus.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Article) for line in lines if line]


def as_bodies(articles: Sequence[Article]) -> list[Article]:
    """The same records with the text as the body."""
    return [
        msgspec.structs.replace(article, body=article.abstracts["kk"], abstracts={}) for article in articles
    ]


def questions(place: Path) -> dict[str, list[Topic]]:
    """The questions to tune on, those to report, and both."""
    every = read_topics(place / "topics.tsv", place / "qrels.txt")
    half = {topic.id: zlib.crc32(topic.id.encode()) % 2 for topic in every}
    return {
        "held in": [topic for topic in every if not half[topic.id]],
        "held out": [topic for topic in every if half[topic.id]],
        "all": every,
    }


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds within which the mean of 95 % of the bootstrap's resamples lies."""
    draw = random.Random(_SEED)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(_RESAMPLES))
    return means[_RESAMPLES // 40], means[-_RESAMPLES // 40]


def _cell(values: Sequence[float]) -> str:
    low, high = interval(values)
    return f"{sum(values) / len(values):.3f} ({low:.3f}–{high:.3f})"


def report(place: Path = PLACE) -> str:
    """A table of nDCG@10 and MRR@10 with 95 % intervals, by half and by field."""
    if not (place / "corpus.jsonl").is_file():
        return f"There is no collection in {place}; give its folder by --kazqad."
    articles = passages(place)
    asked = questions(place)
    lines = ["| text as | questions | | S@1 | MRR@10 (95 %) | nDCG@10 (95 %) |", "|---|---|---|---|---|---|"]
    for field, collection in (("abstract", articles), ("body", as_bodies(articles))):
        with indexed(collection) as snapshot:
            found: dict[str, Figures] = {
                topic.id: one(answer(snapshot, topic.query), topic.relevant) for topic in asked["all"]
            }
        for name, topics in asked.items():
            success, ranks, gains = zip(*(found[topic.id] for topic in topics), strict=True)
            first = sum(success) / len(success)
            lines.append(
                f"| {field} | {name} | {len(topics)} | {first:.3f} | {_cell(ranks)} | {_cell(gains)} |"
            )
    return f"{len(articles)} passages.\n\n" + "\n".join(lines)
