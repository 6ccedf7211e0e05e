"""`izde move`: another engine for the library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from izde.cli.library import (
    cluster_options,
    engine_option,
    engine_settings,
    library_option,
    open_library,
)
from izde.cli.options import Seconds, format_option


@click.command(short_help="Build the library anew with another engine.")
@engine_option(help="The engine to move to.", required=True)
@cluster_options
@click.option(
    "--wait",
    type=Seconds(),
    default=0.0,
    metavar="SECONDS",
    help="How long to wait for another process that writes [default: not at all].",
)
@format_option("table", "json")
@library_option
def command(
    engine: str,
    url: str | None,
    index_name: str | None,
    wait: float,
    format_name: str,
    library_path: Path | None,
) -> int:
    """Build the library anew with another engine.

    Everything is made of what the library keeps of each issue: the files need not be there. Searches go on in
    the old index, which is removed when the new one is whole; a run that is cut short has changed nothing.

    \b
    Example:
      izde move --engine tantivy
    """
    from izde.cli.index import Bar, complaints, summary

    bar = Bar() if sys.stderr.isatty() else None
    report = open_library(library_path).move(engine, engine_settings(url, index_name), bar, wait)
    if format_name == "json":
        from izde.output import structured

        click.echo(structured.json(report))
    else:
        from izde.output.console import Console

        click.echo(summary(report, Console.of_standard_output()))
    for line in complaints(report):
        click.echo(f"izde: {line}", err=True)
    return report.exit_code
