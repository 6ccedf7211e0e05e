"""`izde watch`: index new and changed issues as they arrive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from izde.cli.library import library_option
from izde.cli.options import Count, Seconds, format_option
from izde.errors import ExitCode, InputMissing
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.report import Report


def tell(report: Report, format_name: str) -> None:
    """Print what a run did."""
    from izde.cli.index import complaints, shorten, summary

    if format_name == "jsonl":
        from izde.output import structured

        click.echo(structured.json_lines([report]))
    else:
        from izde.output.console import Console

        click.echo(summary(report, Console.of_standard_output()))
    for line in complaints(report):
        click.echo(f"izde: {shorten(line)}", err=True)


@click.command(short_help="Index new and changed issues of a folder as they arrive.")
@click.argument(
    "folders", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="DIR..."
)
@click.option("--prune", is_flag=True, help="Take out what is deleted.")
@click.option("--ocr", is_flag=True, help="Read scanned issues with ocrmypdf, where it is installed.")
@click.option(
    "--jobs",
    type=Count(0),
    default=0,
    show_default="one a processor",
    help="How many processes read files.",
)
@click.option(
    "--settle",
    type=Seconds(),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long a file must not have changed.",
)
@format_option("table", "jsonl")
@library_option
def command(
    folders: tuple[Path, ...],
    prune: bool,
    ocr: bool,
    jobs: int,
    settle: float,
    format_name: str,
    library_path: Path | None,
) -> int:
    """Index new and changed issues of a folder as they arrive.

    What is there already is indexed first. A file is taken when it has been written completely. Ctrl-C
    ends it. Needs the extra 'watch': pip install izde[watch].

    \b
    Example:
      izde watch journals/
      izde watch inbox/ --prune --format jsonl
    """
    from izde.index.library import Library
    from izde.index.options import IndexOptions
    from izde.index.watch import watch

    last: Report | None = None

    def tell_and_remember(report: Report) -> None:
        nonlocal last
        last = report
        tell(report, format_name)

    for folder in folders:
        if not folder.exists():
            raise InputMissing(folder)
    library = Library.open(library_path or Library.default_path(), create=True)
    watched = ", ".join(map(str, folders))
    click.echo(_("watching {folders}; Ctrl-C ends it").format(folders=watched), err=True)
    options = IndexOptions(prune=prune, ocr=ocr, jobs=jobs)
    watch(library, folders, options, tell_and_remember, settle=settle)
    ended_early = last is not None and (last.interrupted or last.stopped is not None)
    return last.exit_code if last is not None and ended_early else ExitCode.DONE
