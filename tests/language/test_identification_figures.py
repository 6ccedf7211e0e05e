"""The figures that identification must reach on the sample issues."""

from __future__ import annotations

import pytest

from evaluation import identification

#: The least share told right of all samples, and in each language.
LEAST = {
    "1 word": (0.96, 0.93),
    "5 words": (0.995, 0.995),
    "10 words": (0.995, 0.995),
    "abstract": (1.0, 1.0),
}


@pytest.mark.slow
def test_words_windows_and_abstracts_are_told() -> None:
    rows = identification.rows()
    assert {row.profile for row in rows} == {"shipped", "other issue"}
    for row in rows:
        if row.unit in LEAST:
            least, least_each = LEAST[row.unit]
            assert row.total >= least, row
            assert min(row.right.values()) >= least_each, row
