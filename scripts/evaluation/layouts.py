"""How well rendered issues are taken apart: the four committed layouts, and small issues in random ones.

The random issues are printed by `sample_issues` from a seed each: three short articles in a journal whose
every habit (order of languages, headings, labels, running heads, columns, fonts and so on) is drawn by lot.
They need the DejaVu fonts; without them only the committed layouts are measured.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import msgspec

from evaluation.gold import ROOT
from evaluation.scoring import FIELDS, Scores, score
from izde.errors import IzdeError
from izde.extract import extract
from izde.model import Article
from sample_issues.gold import sources
from sample_issues.layouts import print_random
from sample_issues.typeset import FontsMissingError, register

RENDERED = ROOT / "tests" / "data" / "pdf"
#: How many random issues the report is made of.
RANDOM = 100
COLUMNS = (*FIELDS, "body")


def gold_of(path: Path) -> list[Article]:
    """The records of what is printed in a rendered issue."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    known = ({name: value for name, value in record.items() if value is not None} for record in records)
    return [msgspec.convert(record, Article) for record in known]


def score_issue(path: Path) -> Scores:
    """The scores of one rendered issue against the gold beside it; a file that is refused scores nothing."""
    gold = gold_of(path.with_suffix(".jsonl"))
    try:
        found = extract(path).articles
    except IzdeError as error:
        scores = score([], gold)
        scores.misses.insert(0, f"{path.name}\trefused\t{error.message}")
        return scores
    return score(found, gold)


def figures(scores: Scores) -> dict[str, float]:
    """F1 of each field that is printed or found, and the mean Dice of the bodies."""
    out = {name: tally.f1 for name, tally in scores.fields.items() if tally.printed or tally.found}
    return {**out, "body": scores.body}


def print_and_score(seed: int, folder: Path) -> tuple[int, dict[str, float], list[str]]:
    """Print the random issue of a seed into a folder and score it."""
    path = folder / f"random-{seed:03d}.pdf"
    records = print_random(seed, sources(), path)
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
    scores = score_issue(path)
    return seed, figures(scores), scores.misses


def random_figures(seeds: Iterable[int], jobs: int = 2) -> list[tuple[int, dict[str, float], list[str]]]:
    """Figures and misses of the random issues of the seeds, in order. Raises FontsMissingError."""
    register("serif")
    # Fresh interpreters: a fork would copy the threads of a reader.
    with (
        tempfile.TemporaryDirectory(prefix="izde-layouts-") as folder,
        ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool,
    ):
        tasks = [pool.submit(print_and_score, seed, Path(folder)) for seed in seeds]
        return [task.result() for task in tasks]


def report(misses: bool = False) -> str:
    """A table of the committed layouts, and the distribution over the random ones, worst case included."""
    lines = [f"| layout | {' | '.join(COLUMNS)} |", f"|---|{'---|' * len(COLUMNS)}"]
    wrong: list[str] = []
    for path in sorted(RENDERED.glob("*.pdf")):
        scores = score_issue(path)
        found = figures(scores)
        cells = [f"{found[name]:.3f}" if name in found else "" for name in COLUMNS]
        lines.append(f"| {path.stem} | {' | '.join(cells)} |")
        wrong += scores.misses
    parts = ["\n".join(lines)]
    try:
        drawn = random_figures(range(RANDOM))
    except FontsMissingError as error:
        parts.append(f"The random issues were not printed: {error}")
    else:
        parts.append(distribution(drawn, "random issues of three articles"))
        wrong += [f"{seed}\t{miss}" for seed, _, found_misses in drawn for miss in found_misses]
    if misses:
        parts.append("\n".join(wrong))
    return "\n\n".join(parts)


def distribution(drawn: list[tuple[int, dict[str, float], list[str]]], issues: str) -> str:
    """Mean, tenth percentile and worst figure of each field over the issues, with the worst's seed. `issues`
    says what they are."""
    lines = [
        f"{len(drawn)} {issues}, each field's F1 an issue:\n",
        "| field | mean | 10th percentile | worst | seed of the worst | issues |",
        "|---|---|---|---|---|---|",
    ]
    for name in COLUMNS:
        values = sorted((found[name], seed) for seed, found, _ in drawn if name in found)
        if values:
            mean = sum(value for value, _ in values) / len(values)
            tenth, (worst, seed) = values[len(values) // 10][0], values[0]
            lines.append(f"| {name} | {mean:.3f} | {tenth:.3f} | {worst:.3f} | {seed} | {len(values)} |")
    return "\n".join(lines)
