"""What it costs to add one issue to libraries of different sizes."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks import corpus
from benchmarks.tables import table
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh
from izde.model import Article

#: Articles in an issue, and characters of a body: small, so that what an issue costs whatever it holds shows.
PER_ISSUE = 8
CHARACTERS = 5_000
#: So many issues are added one after the other at each size: one of them meets a merge.
ADDED = 9


class Row(NamedTuple):
    """Processor seconds for adding an issue: the median, the mean and the most of `ADDED`."""

    held: int
    median: float
    mean: float
    most: float
    segments: int


def rows(sizes: tuple[int, ...]) -> list[Row]:
    """Grow one library to each size, then measure."""
    # Everything is analyzed once before, so that the first size does not pay for the dictionaries.
    warm = list(corpus.articles(PER_ISSUE * 8, seed=2))
    for article in warm:
        weigh(article, article.source)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        issues = _issues(sizes[-1] + ADDED * len(sizes))
        held = 0
        for size in sizes:
            while held < size:
                _add(engine, next(issues))
                held += 1
            times = []
            for _ in range(ADDED):
                issue = next(issues)
                begun = time.process_time()
                _add(engine, issue)
                times.append(time.process_time() - begun)
                held += 1
            segments = len(list((Path(folder) / "index").glob("*.terms")))
            found.append(Row(size, statistics.median(times), statistics.mean(times), max(times), segments))
    return found


def _issues(count: int) -> Iterator[list[Article]]:
    articles = corpus.articles(count * PER_ISSUE)
    for number in range(count):
        source = f"issue-{number}.jsonl"
        yield [
            msgspec.structs.replace(article, source=source, body=article.body[:CHARACTERS])
            for article in islice(articles, PER_ISSUE)
        ]


def _add(engine: WhooshEngine, issue: list[Article]) -> None:
    with engine.batch() as batch:
        for article in issue:
            batch.add(weigh(article, article.source))


def report(*, quick: bool = False) -> str:
    found = rows((2, 6) if quick else (10, 100, 300))
    first = found[0]
    lines = [
        (
            f"{row.held}",
            f"{row.median:.2f} s",
            f"{row.median / first.median:.2f}",
            f"{row.mean:.2f} s",
            f"{row.mean / first.mean:.2f}",
            f"{row.most:.2f} s",
            f"{row.segments}",
        )
        for row in found
    ]
    heads = ("issues held", "median", "ratio", "mean", "ratio", "most", "segments")
    return (
        f"Processor time for analyzing and committing an issue of {PER_ISSUE} short articles; "
        f"{ADDED} are added at each size, some of which meet a merge.\n\n" + table(heads, lines)
    )
