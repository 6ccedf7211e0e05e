"""`izde authors`: the people who wrote the articles."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli import candidates
from izde.cli.library import library_option, open_library
from izde.cli.options import format_option
from izde.errors import ExitCode
from izde.interface import _


@click.command(short_help="List the people who wrote the articles, with every spelling of their names.")
@click.argument("prefix", default="", shell_complete=candidates.author_names)
@format_option("table", "json", "jsonl")
@library_option
def command(prefix: str, format_name: str, library_path: Path | None) -> int:
    """List the people who wrote the articles, one person once, with every spelling of their names.

    PREFIX is how the surname begins, in any script.

    \b
    Example:
      izde authors
      izde authors Сул
    """
    from izde.output import hits, structured
    from izde.output.console import Console
    from izde.search.browse import authors

    with open_library(library_path).snapshot() as snapshot:
        people = authors(snapshot, prefix)
    if format_name == "json":
        click.echo(structured.json(people))
    elif format_name == "jsonl" and people:
        click.echo(structured.json_lines(people))
    elif people:
        rows = [
            [str(person.articles), person.name, ", ".join(n for n in person.names if n != person.name)]
            for person in people
        ]
        click.echo(
            hits.columns(rows, [_("articles"), _("name"), _("also printed as")], Console.of_standard_output())
        )
    if not people:
        none = _("No name begins with '{prefix}'.") if prefix else _("No author is known.")
        click.echo(_("note: {text}").format(text=none.format(prefix=prefix)), err=True)
    return ExitCode.DONE if people else ExitCode.NOTHING_FOUND
