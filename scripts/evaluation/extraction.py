"""How well the sample issues are taken apart, from their text files."""

from __future__ import annotations

import time

from evaluation.gold import SAMPLES, gold_articles
from evaluation.scoring import Scores, score, table
from izde.extract import extract


def report(misses: bool = False) -> str:
    """A table over the gold part of both sample issues, and how many articles each was found to have."""
    total = Scores()
    lines = []
    for issue, gold in SAMPLES:
        started = time.perf_counter()
        extraction = extract(issue)
        seconds = time.perf_counter() - started
        lines.append(f"- `{issue.name}`: {len(extraction.articles)} articles in {seconds:.1f} s")
        total.add(score(extraction.articles, gold_articles(gold), partial=True))
    parts = ["\n".join(lines), table(total)]
    if misses:
        parts.append("\n".join(total.misses))
    return "\n\n".join(parts)
