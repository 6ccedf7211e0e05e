"""How well issues are taken apart that real makers of PDFs have printed, with fonts and habits of all kinds.

Each maker that is installed (`sample_issues.makers`) prints an issue for each coverage of its font (whole,
without most Kazakh letters, without Cyrillic) and each habit. The same seed composes the same issue for all
of them, so a column of the table compares makers.

    python -m evaluation.makers --folder DIR [--maker NAME]… [--habit NAME]… [--coverage NAME]… [--seed N]

keeps the files, with their gold records beside them, and lists everything that is wrong.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from evaluation.layouts import score_issue
from evaluation.scoring import Scores
from sample_issues.gold import sources
from sample_issues.makers import MAKERS
from sample_issues.makers.fonts import COVERAGES, Coverage, make_fonts
from sample_issues.makers.running import MakerFailedError
from sample_issues.manuscript import HABITS, Habit, manuscript
from sample_issues.typeset import FontsMissingError

#: What is held to the bar in every cell; the others are shown.
HELD = ("title", "abstract", "keywords", "authors")
BAR = 0.97
SHOWN = ("articles", *HELD, "language", "doi", "emails", "orcids")


@dataclass(frozen=True)
class Cell:
    """One issue of the matrix."""

    maker: str
    coverage: Coverage
    habit: Habit
    seed: int

    @property
    def name(self) -> str:
        """The file's name, without ending."""
        return f"{self.maker}-{self.coverage}-{self.habit}-{self.seed}"


def print_cell(cell: Cell, folder: Path) -> Path:
    """Print the issue of a cell, with its gold records beside it. Raises MakerFailedError,
    FontsMissingError."""
    maker = next(maker for maker in MAKERS if maker.name == cell.maker)
    path = folder / f"{cell.name}{maker.suffix}"
    fonts = make_fonts(cell.coverage, folder / "fonts" / cell.coverage)
    issue, records = manuscript(path, sources(), {cell.habit}, cell.seed)
    maker.print(issue, fonts, path)
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
    return path


def measure_cell(cell: Cell, folder: Path) -> tuple[Cell, Scores | str]:
    """The scores of a cell's issue, or why it could not be printed."""
    try:
        path = print_cell(cell, folder)
    except MakerFailedError as error:
        return cell, str(error)
    return cell, score_issue(path)


def cells(
    makers: Sequence[str] = (),
    coverages: Sequence[Coverage] = COVERAGES,
    habits: Sequence[Habit] = HABITS,
    seed: int = 0,
) -> list[Cell]:
    """The cells of the makers that are installed; a habit has its own seed, so its own journal."""
    chosen = [m.name for m in MAKERS if (not makers or m.name in makers) and m.version() is not None]
    return [
        Cell(maker, coverage, habit, seed + 10 * HABITS.index(habit) + COVERAGES.index(coverage))
        for maker in chosen
        for coverage in coverages
        for habit in habits
    ]


def measured(wanted: Sequence[Cell], folder: Path, jobs: int = 2) -> list[tuple[Cell, Scores | str]]:
    """Print and score the cells, in order."""
    for coverage in COVERAGES:
        make_fonts(coverage, folder / "fonts" / coverage)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(measure_cell, cell, folder) for cell in wanted]
        return [task.result() for task in tasks]


def tables(results: Sequence[tuple[Cell, Scores | str]]) -> str:
    """F1 by maker and field, by coverage and by habit, and the issues in which a held field is below the
    bar."""
    parts = []
    for heading in ("maker", "coverage", "habit"):
        groups: dict[str, Scores] = {}
        counts: dict[str, int] = {}
        for cell, scores in results:
            if isinstance(scores, Scores):
                name = getattr(cell, heading)
                groups.setdefault(name, Scores()).add(scores)
                counts[name] = counts.get(name, 0) + 1
        lines = [
            f"| {heading} | issues | {' | '.join(SHOWN)} | body |",
            f"|---|---|{'---|' * len(SHOWN)}---|",
        ]
        for name, scores in groups.items():
            found = " | ".join(f"{scores.fields[field].f1:.3f}" for field in SHOWN)
            lines.append(f"| {name} | {counts[name]} | {found} | {scores.body:.3f} |")
        parts.append("\n".join(lines))
    low = [
        f"- {cell.name}: " + ", ".join(f"{name} {scores.fields[name].f1:.2f}" for name in below)
        for cell, scores in results
        if isinstance(scores, Scores) and (below := [n for n in HELD if scores.fields[n].f1 < BAR])
    ]
    parts.append(f"Issues with a field of {', '.join(HELD)} below {BAR}: {len(low)} of {len(results)}.")
    parts.append("\n".join(low))
    failed = [f"- {cell.name} was not printed: {said}" for cell, said in results if isinstance(said, str)]
    parts.append("\n".join(failed))
    return "\n\n".join(part for part in parts if part)


def report() -> str:
    """The versions of the makers and the tables."""
    versions = ", ".join(f"{maker.name} {maker.version() or '(not installed)'}" for maker in MAKERS)
    with tempfile.TemporaryDirectory(prefix="izde-makers-") as folder:
        try:
            return f"{versions}\n\n{tables(measured(cells(), Path(folder)))}"
        except FontsMissingError as error:
            return f"{versions}\n\nNothing was printed: {error}"


def main() -> int:
    """Measure a part of the matrix and keep its files."""
    parser = argparse.ArgumentParser(description="Print and score issues by real makers, and keep them.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--maker", action="append", choices=[maker.name for maker in MAKERS], default=[])
    parser.add_argument("--coverage", action="append", choices=COVERAGES)
    parser.add_argument("--habit", action="append", choices=HABITS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    wanted = cells(
        arguments.maker, arguments.coverage or COVERAGES, arguments.habit or HABITS, arguments.seed
    )
    results = measured(wanted, arguments.folder, arguments.jobs)
    print(tables(results))
    for cell, scores in results:
        if isinstance(scores, Scores):
            for miss in scores.misses:
                print(f"{cell.name}\t{miss}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
