"""`izde stats`: the library in figures."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli.library import library_option, open_library
from izde.cli.options import format_option
from izde.errors import ExitCode, UsageError
from izde.interface import _

#: The figures of which there is a picture (`izde.output.statistics.FIGURES`).
FIGURES = ("years", "languages", "keywords", "people")


@click.command(short_help="Count the articles by year, journal, language, keyword and people.")
@click.option(
    "--figure", type=click.Choice(FIGURES), help="The figure that --format svg draws [default: years]."
)
@format_option("table", "json", "csv", "svg")
@library_option
def command(figure: str | None, format_name: str, library_path: Path | None) -> int:
    """Count the articles by year, journal, language, keyword and people.

    The change of a keyword is that of its share of the articles, in hundredths, from the earlier half of the
    years to the later. Pictures need the extra 'serve': pip install izde[serve].

    \b
    Example:
      izde stats
      izde stats --format svg --figure keywords > keywords.svg
    """
    from izde.output import statistics as shown
    from izde.output import structured
    from izde.output.console import Console
    from izde.search.statistics import statistics

    if figure is not None and format_name != "svg":
        raise UsageError(_("--figure chooses what --format svg draws; the other formats hold every figure."))
    with open_library(library_path).snapshot() as snapshot:
        figures = statistics(snapshot)
    if format_name == "json":
        text = structured.json(figures)
    elif format_name == "csv":
        text = shown.as_csv(figures)
    elif format_name == "svg":
        text = shown.picture(figures, figure or FIGURES[0])
    else:
        text = shown.table(figures, Console.of_standard_output())
    if text:
        click.echo(text)
    return ExitCode.DONE if figures.articles else ExitCode.NOTHING_FOUND
