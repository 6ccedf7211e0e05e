"""`izde extract`: what the extraction sees in a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from izde.cli.options import format_option, issue_options
from izde.errors import ExitCode
from izde.interface import _


@contextmanager
def page_progress() -> Iterator[Callable[[int, int], None] | None]:
    """What is told pages done and pages in all: a bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=_("reading pages"), file=sys.stderr) as bar:

        def advance(done: int, pages: int) -> None:
            bar.length = pages
            bar.update(done - bar.pos)

        yield advance


@click.command(short_help="Show what is read from an issue, without indexing it.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@format_option("table", "json", "jsonl")
@issue_options
def command(
    file: Path,
    format_name: str,
    journal: str | None,
    year: int | None,
    number: str | None,
    ocr: bool,
    reader: str | None,
    jobs: int,
) -> int:
    """Show what is read from an issue, without indexing it.

    With --format jsonl, one record a line comes out: correct what you like and index that file instead.

    \b
    Example:
      izde extract issue.pdf
      izde extract issue.pdf --format jsonl > issue.jsonl
    """
    from izde.extract import Overrides, extract
    from izde.output import record, structured
    from izde.output.console import Console
    from izde.warnings import shown

    overrides = Overrides(journal=journal, year=year, number=number)
    with page_progress() as progress:
        extraction = extract(
            file,
            overrides=overrides,
            jobs=jobs or os.cpu_count() or 1,
            ocr=ocr,
            progress=progress,
            reader=reader,
        )
    if format_name == "json":
        click.echo(structured.json(extraction))
    elif format_name == "jsonl":
        click.echo(structured.json_lines(extraction.articles))
    else:
        click.echo(record.extraction_text(extraction, Console.of_standard_output()))
    for warning in extraction.warnings:
        click.echo(_("note: {text}").format(text=shown(warning)), err=True)
    return ExitCode.DONE
