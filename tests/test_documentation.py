"""What the documentation shows is what the program prints."""

from __future__ import annotations

import pytest

from console_blocks import check
from sample_data import ROOT

PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize(
    "page", [p for p in PAGES if "```console" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_console_blocks_are_real(page):
    differences = check(page, write=False)
    assert not differences, "run: python scripts/console_blocks.py --write " + str(page.relative_to(ROOT))
