"""The formats in which articles leave for other systems, a module each.

A format that people's tools read has `render(articles) -> str`. One that a system takes in, with rules of its
own on what must be there, has `render(articles, particulars, gaps) -> str`: what no article prints comes from
`Particulars`, and what is missing all the same is said in a comment and counted in `Gaps`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from izde.model import Article
from izde.output.particulars import Particulars
from izde.output.xml import Gaps


class Format(NamedTuple):
    """A format's module in this package, the suffix of its files, and what it asks for beside the articles
    (fields of Particulars); `asks` is None for a format without rules of its own."""

    module: str
    suffix: str
    asks: tuple[str, ...] | None = None


FORMATS: dict[str, Format] = {
    "bibtex": Format("bibtex", ".bib"),
    "ris": Format("ris", ".ris"),
    "jats": Format("jats", ".xml", ("issn", "eissn", "publisher", "volume")),
    "ojs": Format("ojs", ".xml", ("email", "volume", "date", "group", "genre", "section")),
    "crossref": Format(
        "crossref",
        ".xml",
        ("depositor", "email", "registrant", "issn", "eissn", "url", "journal", "volume", "date"),
    ),
    "doaj": Format("doaj", ".xml", ("issn", "eissn", "url", "publisher", "journal", "volume", "date")),
    "articulus": Format("articulus", ".xml", ("titleid", "issn", "eissn", "volume")),
    "csl-json": Format("csl_json", ".json"),
    "jsonl": Format("records", ".jsonl"),
}


class Exported(NamedTuple):
    """A file's text, and what its format requires and the articles do not give: parts, and how often."""

    text: str
    missing: Mapping[str, int]


def export_articles(
    articles: Sequence[Article], format_name: str, particulars: Particulars | None = None
) -> Exported:
    """The articles in one of FORMATS. Raises SeveralIssues where a format holds one issue only."""
    chosen = FORMATS[format_name]
    module = importlib.import_module(f"izde.output.{chosen.module}")
    gaps = Gaps()
    text: str = (
        module.render(articles)
        if chosen.asks is None
        else module.render(articles, particulars or Particulars(), gaps)
    )
    return Exported(text, gaps.parts)


def render_articles(articles: Sequence[Article], format_name: str) -> str:
    """The articles in one of FORMATS, without anything beside them."""
    return export_articles(articles, format_name).text


def suffix(format_name: str) -> str:
    """The suffix of a file in this format, with its dot."""
    return FORMATS[format_name].suffix
