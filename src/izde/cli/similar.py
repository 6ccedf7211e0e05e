"""`izde similar`: articles like a given one."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli import candidates
from izde.cli.library import library_option, open_library
from izde.cli.options import Count, format_option
from izde.errors import ExitCode
from izde.search.results import Request


@click.command(short_help="Find articles like a given one.")
@click.argument("id", shell_complete=candidates.ids)
@click.option("--limit", type=Count(1), default=10, show_default=True, help="How many articles to show.")
@format_option("table", "json", "jsonl", "csv", "bibtex", "ris", "trec")
@library_option
def command(id: str, limit: int, format_name: str, library_path: Path | None) -> int:
    """Find articles like a given one, by the words of its titles, abstracts and keywords.

    \b
    Example:
      izde similar atyrau-2024-4-17
    """
    from izde.cli.articles import find_article
    from izde.cli.search import render
    from izde.search import similar

    with open_library(library_path).snapshot() as snapshot:
        article = find_article(snapshot, id)
        result = similar(snapshot, article.id, limit=limit)
        text = render(result, Request(limit=limit), format_name, snapshot)
    if text:
        click.echo(text)
    return ExitCode.DONE if result.hits else ExitCode.NOTHING_FOUND
