"""Chromium, which prints a page of HTML."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sample_issues.makers.fonts import Fonts
from sample_issues.makers.html import page
from sample_issues.makers.running import run_maker, said_version
from sample_issues.manuscript import Manuscript


def _program() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def version() -> str | None:
    """Chromium's version, or None."""
    program = _program()
    return said_version([program, "--version"]) if program else None


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    program = _program()
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="izde-chromium-") as folder:
        source = Path(folder) / "issue.html"
        source.write_text(page(manuscript, fonts, footnotes=False), encoding="utf-8")
        run_maker(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={path.resolve()}",
                source.as_uri(),
            ],
            path,
        )
