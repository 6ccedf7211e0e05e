"""A hundred small issues in random layouts, printed for the test: the distribution of the figures holds."""

from __future__ import annotations

import sys

import pytest

from evaluation import layouts
from sample_issues.typeset import FontsMissingError

#: Mean over the issues, and what nine of ten reach, by field.
MEAN = {
    "articles": 0.98,
    "language": 0.98,
    "title": 0.97,
    "abstract": 0.98,
    "keywords": 0.98,
    "authors": 0.97,
    "pages": 0.95,
    "journal": 0.95,
    "body": 0.98,
}
TENTH = {"articles": 0.99, "title": 0.97, "abstract": 0.97, "keywords": 0.97, "authors": 0.95, "body": 0.97}


@pytest.mark.slow
def test_a_hundred_journals() -> None:
    try:
        drawn = layouts.random_figures(range(1000, 1100))
    except FontsMissingError as error:
        pytest.skip(str(error))
    sys.stderr.write(layouts.distribution(drawn, "random issues of three articles") + "\n")
    for name, least in MEAN.items():
        values = [found[name] for _, found, _ in drawn if name in found]
        assert sum(values) / len(values) >= least, name
    for name, least in TENTH.items():
        values = sorted(found[name] for _, found, _ in drawn if name in found)
        assert values[len(values) // 10] >= least, name
