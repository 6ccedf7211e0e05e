"""WeasyPrint, which prints a page of HTML with footnotes and margin boxes."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from pathlib import Path

from sample_issues.makers.fonts import Fonts
from sample_issues.makers.html import page
from sample_issues.manuscript import Manuscript


def version() -> str | None:
    """WeasyPrint's version, or None without it or without Pango, which it draws with."""
    if importlib.util.find_spec("weasyprint") is None:
        return None
    try:
        importlib.import_module("weasyprint")
    except OSError:
        return None
    return importlib.metadata.version("weasyprint")


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    from weasyprint import HTML  # type: ignore[import-untyped]

    HTML(string=page(manuscript, fonts, footnotes=True), base_url=str(path.parent)).write_pdf(str(path))
