"""Where the project's own data is, for the tests."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ISSUES = ROOT / "data" / "issues"
GOLD = ROOT / "data" / "gold"
#: Material that stands beside a checkout but is not part of it; tests that need it skip without it.
SHARED = ROOT.parent / "shared"
