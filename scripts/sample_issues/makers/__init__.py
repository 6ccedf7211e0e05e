"""Programs that make PDFs: a manuscript in, a file out, each as its users have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sample_issues.makers import browser, office, paged, reports, tex, typesetting, word
from sample_issues.makers.fonts import Fonts
from sample_issues.manuscript import Manuscript

#: Writes a manuscript to a path in the given fonts.
Print: TypeAlias = Callable[[Manuscript, Fonts, Path], None]


@dataclass(frozen=True)
class Maker:
    """A maker of PDFs: its name, how it prints, and its version, or None where it is not installed."""

    name: str
    print: Print
    version: Callable[[], str | None]
    suffix: str = ".pdf"


MAKERS = (
    Maker("libreoffice", office.print_issue, office.version),
    Maker("chromium", browser.print_issue, browser.version),
    Maker("weasyprint", paged.print_issue, paged.version),
    Maker("typst", typesetting.print_issue, typesetting.version),
    Maker("xelatex", tex.print_issue, tex.version),
    Maker("reportlab", reports.print_issue, reports.version),
    # Not printed: the file that LibreOffice prints, as editors hold it.
    Maker("word", word.print_issue, word.version, ".docx"),
)
