"""The formats in which articles leave for other systems, each a module with `render(articles) -> str`."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from izde.model import Article

#: Format, its module in this package, the suffix of its files.
FORMATS: dict[str, tuple[str, str]] = {
    "bibtex": ("bibtex", ".bib"),
    "ris": ("ris", ".ris"),
    "jats": ("jats", ".xml"),
    "articulus": ("articulus", ".xml"),
    "csl-json": ("csl_json", ".json"),
    "jsonl": ("records", ".jsonl"),
}


def render_articles(articles: Sequence[Article], format_name: str) -> str:
    """The articles in one of FORMATS."""
    module, _ = FORMATS[format_name]
    text: str = importlib.import_module(f"izde.output.{module}").render(articles)
    return text


def suffix(format_name: str) -> str:
    """The suffix of a file in this format, with its dot."""
    return FORMATS[format_name][1]
