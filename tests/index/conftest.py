"""Fixtures of the library's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ISSUES = Path(__file__).resolve().parents[2] / "data" / "issues"


@pytest.fixture(scope="session")
def sample_text() -> str:
    """The first pages of a sample issue: a few articles, quickly read."""
    text = (ISSUES / "atyrau-2024-4.txt").read_text(encoding="utf-8")
    return text[: text.index("\n", 120_000)]
