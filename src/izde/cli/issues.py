"""`izde issues`: what the library holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from izde.cli.library import library_option, open_library
from izde.cli.options import format_option
from izde.errors import ExitCode
from izde.interface import _

if TYPE_CHECKING:
    from izde.engines.interface import SourceEntry
    from izde.model import ByLanguage


class IssueRow(msgspec.Struct, omit_defaults=True):
    """One source of the library, as `--format json` prints it."""

    source: str
    path: str
    articles: int
    journal: ByLanguage = {}
    year: int | None = None
    number: str | None = None
    kind: str = ""
    same_as: str | None = None
    indexed_at: str = ""
    warnings: list[str] = []


def rows(entries: Iterable[SourceEntry]) -> list[IssueRow]:
    """The sources by journal, year and number."""

    def row(entry: SourceEntry) -> IssueRow:
        issue = entry.issue
        return IssueRow(
            source=entry.source,
            path=entry.path,
            articles=entry.articles,
            journal=issue.journal if issue else {},
            year=issue.year if issue else None,
            number=issue.number if issue else None,
            kind=entry.kind,
            same_as=entry.same_as,
            indexed_at=entry.indexed_at,
            warnings=list(entry.warnings),
        )

    return sorted(map(row, entries), key=lambda r: (journal_name(r), r.year or 0, r.number or "", r.source))


def journal_name(row: IssueRow) -> str:
    """The journal's name in the first language in which it is known."""
    return next((row.journal[language] for language in ("kk", "ru", "en") if row.journal.get(language)), "")


def table(listed: list[IssueRow]) -> str:
    from izde.output.console import Console
    from izde.output.hits import columns

    def source(row: IssueRow) -> str:
        if row.same_as is None:
            return row.source
        return _("{source} (same as {other})").format(source=row.source, other=row.same_as)

    cells = [
        [source(row), str(row.articles), str(row.year or ""), row.number or "", journal_name(row)]
        for row in listed
    ]
    header = [_("source"), _("articles"), _("year"), _("number"), _("journal")]
    return columns(cells, header, Console.of_standard_output())


@click.command(short_help="List what the library holds.")
@format_option("table", "json", "jsonl")
@library_option
def command(format_name: str, library_path: Path | None) -> int:
    """List what the library holds: each source with its journal, year, number and count of articles.

    \b
    Example:
      izde issues
      izde issues --format json
    """
    from izde.output import structured

    listed = rows(open_library(library_path).sources())
    if format_name == "json":
        click.echo(structured.json(listed))
    elif format_name == "jsonl" and listed:
        click.echo(structured.json_lines(listed))
    elif listed:
        click.echo(table(listed))
    else:
        click.echo("izde: " + _("the library is empty; 'izde index PATH…' adds issues."), err=True)
    return ExitCode.DONE if listed else ExitCode.NOTHING_FOUND
