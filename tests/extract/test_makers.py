"""Issues that real makers have printed: the committed ones always, others by the makers that are
installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import makers
from evaluation.layouts import score_issue
from evaluation.makers import BAR, HELD, Cell
from evaluation.scoring import Scores
from sample_issues.makers import MAKERS
from sample_issues.makers.samples import SAMPLES, VERSIONS
from sample_issues.typeset import FontsMissingError

#: What no reader takes apart yet, and why.
PENDING = {
    "chromium-whole-side-bar": "a bar beside the abstract is read into it",
    "chromium-partial-soft-hyphens": "a word that a title breaks at a soft hyphen stays broken",
}
COMMITTED = Path(__file__).resolve().parents[1] / "data" / "makers"
NAMES = [f"{maker}-{coverage}-{habit}" for maker, coverage, habit, _ in SAMPLES]


def held(scores: Scores) -> dict[str, float]:
    """The fields that are held to the bar, where they are below it."""
    return {name: scores.fields[name].f1 for name in HELD if scores.fields[name].f1 < BAR}


@pytest.mark.parametrize("name", NAMES)
def test_committed_issues(name: str) -> None:
    scores = score_issue(COMMITTED / f"{name}.pdf")
    if held(scores) and name in PENDING:
        pytest.xfail(PENDING[name])
    assert held(scores) == {}, scores.misses


def test_each_committed_issue_says_who_made_it() -> None:
    noted = dict(line.split("\t") for line in (COMMITTED / VERSIONS).read_text().splitlines())
    assert noted.keys() == set(NAMES)


@pytest.mark.parametrize("maker", [maker.name for maker in MAKERS])
@pytest.mark.parametrize("coverage", ["whole", "partial"])
def test_an_issue_printed_here(maker: str, coverage, tmp_path: Path) -> None:
    if next(m for m in MAKERS if m.name == maker).version() is None:
        pytest.skip(f"{maker} is not installed")
    cell = Cell(maker, coverage, "superscripts" if coverage == "partial" else "columns", 301)
    try:
        path = makers.print_cell(cell, tmp_path)
    except FontsMissingError as error:
        pytest.skip(str(error))
    scores = score_issue(path)
    assert held(scores) == {}, scores.misses
