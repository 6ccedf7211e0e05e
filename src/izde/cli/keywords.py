"""`izde keywords`: the keywords of the articles and what the other languages call them."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli import candidates
from izde.cli.library import library_option, open_library
from izde.cli.options import format_option
from izde.errors import ExitCode
from izde.interface import _


@click.command(short_help="List the keywords of the articles, with their translations.")
@click.argument("prefix", default="", shell_complete=candidates.keywords)
@format_option("table", "json", "jsonl")
@library_option
def command(prefix: str, format_name: str, library_path: Path | None) -> int:
    """List the keywords of the articles, with the other languages' terms for them.

    \b
    Example:
      izde keywords
      izde keywords цифр
    """
    from izde.output import hits, structured
    from izde.output.console import Console
    from izde.search.browse import keywords

    with open_library(library_path).snapshot() as snapshot:
        entries = keywords(snapshot, prefix)
    if format_name == "json":
        click.echo(structured.json(entries))
    elif format_name == "jsonl" and entries:
        click.echo(structured.json_lines(entries))
    elif entries:
        rows = [[str(entry.articles), entry.keyword, "; ".join(entry.translations)] for entry in entries]
        click.echo(
            hits.columns(rows, [_("articles"), _("keyword"), _("translations")], Console.of_standard_output())
        )
    if not entries:
        none = _("No keyword begins with '{prefix}'.") if prefix else _("No keyword is known.")
        click.echo(_("note: {text}").format(text=none.format(prefix=prefix)), err=True)
    return ExitCode.DONE if entries else ExitCode.NOTHING_FOUND
