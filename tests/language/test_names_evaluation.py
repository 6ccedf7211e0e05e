"""The evaluation of names, held against what the project promises."""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_a_query_finds_exactly_its_person() -> None:
    sys.path.insert(0, str(SCRIPTS))
    try:
        from evaluation import authors
    finally:
        sys.path.remove(str(SCRIPTS))
    for row in authors.rows():
        assert row.queries > 700
        assert row.precision >= 0.97, row.label
        assert row.recall >= 0.97, row.label
