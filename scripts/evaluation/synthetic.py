"""How well composed text issues are taken apart: issues of other layouts, made of the gold records' texts.

Every habit that journals differ in (order of languages, headings, labels, running heads, page breaks, link
dumps, contents, editorial pages and so on) is drawn from a seed by `sample_issues.text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from evaluation.gold import GoldRecord
from evaluation.layouts import distribution, figures
from evaluation.scoring import score
from izde.errors import IzdeError
from izde.extract.issue.stages import from_document
from izde.extract.readers.text import from_text
from sample_issues.text import compose

#: How many composed issues the report is made of.
COMPOSED = 40


def compose_and_score(seed: int) -> tuple[int, dict[str, float], list[str]]:
    """Compose the issue of a seed and score it; one in which nothing is found scores nothing."""
    name = f"synthetic-{seed}.txt"
    text, records = compose(seed)
    printed = [msgspec.convert(record, GoldRecord) for record in records]
    gold = [record.article() for record in printed]
    try:
        found = from_document(from_text(text, name), Path(name)).articles
    except IzdeError:
        found = []
    scores = score(found, gold, unpaged=all(record.unpaged for record in printed))
    return seed, figures(scores), scores.misses


def composed_figures(seeds: Iterable[int], jobs: int = 2) -> list[tuple[int, dict[str, float], list[str]]]:
    """Figures and misses of the composed issues of the seeds, in order."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(compose_and_score, seeds, chunksize=4))


def report(misses: bool = False) -> str:
    """The distribution over the composed issues, worst case included."""
    drawn = composed_figures(range(COMPOSED))
    parts = [distribution(drawn, "composed issues of four articles")]
    if misses:
        parts.append("\n".join(f"{seed}\t{miss}" for seed, _, wrong in drawn for miss in wrong))
    return "\n\n".join(parts)
