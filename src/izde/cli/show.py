"""`izde show`: one article in all its languages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from izde.cli import candidates
from izde.cli.library import library_option, open_library
from izde.cli.options import format_option
from izde.errors import ExitCode
from izde.model import LANGUAGES, Language


@click.command(short_help="Print one article in all its languages.")
@click.argument("id", shell_complete=candidates.ids)
@click.option(
    "--lang",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    help="Only this language (may be repeated).",
)
@click.option("--full", is_flag=True, help="The body and the references too, through a pager on a terminal.")
@format_option("table", "json", "bibtex", "ris")
@library_option
def command(
    id: str, languages: tuple[Language, ...], full: bool, format_name: str, library_path: Path | None
) -> int:
    """Print one article in all its languages.

    The beginning of an id is enough when no other article's id begins so.

    \b
    Example:
      izde show atyrau-2024-4-17
      izde show atyrau-2024-4-17 --lang en --full
    """
    from izde.cli.articles import find_article

    with open_library(library_path).snapshot() as snapshot:
        article = find_article(snapshot, id)
    if format_name == "json":
        from izde.output import structured

        text = structured.json(article)
    elif format_name == "table":
        from izde.output import record
        from izde.output.console import Console

        text = record.article_text(article, Console.of_standard_output(), languages or LANGUAGES, full)
    else:
        from izde.output.export import render_articles

        text = render_articles([article], format_name)
    if full and sys.stdout.isatty():
        click.echo_via_pager(text)
    else:
        click.echo(text)
    return ExitCode.DONE
