"""`izde index`: add issues to the library, or refresh them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from izde.cli.library import cluster_options, engine_option, engine_settings, library_option
from izde.cli.options import Seconds, format_option, issue_options
from izde.errors import InputError
from izde.interface import N_, _, ngettext

if TYPE_CHECKING:
    from izde.index.options import IndexOptions
    from izde.index.report import Progress, Report, SourceReport
    from izde.output.console import Console

#: What the table leaves out: the files of which there is nothing to say, and those of which
#: standard error says it.
UNTOLD = ("unchanged", "touched", "failed", "pending")

#: What is said of the statuses of files: of one, and of so many.
STATUSES: dict[str, tuple[str, str]] = {
    "new": (N_("new"), N_("{count} new")),
    "changed": (N_("changed"), N_("{count} changed")),
    "redone": (N_("redone"), N_("{count} redone")),
    "upgraded": (N_("upgraded"), N_("{count} upgraded")),
    "moved": (N_("moved"), N_("{count} moved")),
    "touched": (N_("touched"), N_("{count} touched")),
    "unchanged": (N_("unchanged"), N_("{count} unchanged")),
    "duplicate": (N_("duplicate"), N_("{count} duplicate")),
    "gone": (N_("gone"), N_("{count} gone")),
    "removed": (N_("removed"), N_("{count} removed")),
    "failed": (N_("failed"), N_("{count} failed")),
    "pending": (N_("pending"), N_("{count} pending")),
}


def index(
    paths: Sequence[Path],
    library_path: Path | None,
    options: IndexOptions,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
    engine: str | None = None,
    settings: Mapping[str, str] = {},
) -> Report:
    """Index these paths into the library, which is made if need be: with that engine and its settings.

    Raises InputError, before a library is made, where the paths have nothing that could be indexed, and
    OtherEngine where the library has another engine.
    """
    from izde.errors import NoLibrary
    from izde.index.library import Library

    where = library_path or Library.default_path()
    try:
        library = Library.open(where, engine=engine)
    except NoLibrary:
        from izde.index.planning import first_run

        first = first_run(paths, where, options)
        if first is not None:
            return first
        library = Library.open(where, create=True, engine=engine, settings=settings)
    return library.index(paths, options, progress, stopped)


class Bar:
    """A progress bar with the time left, on standard error."""

    def __init__(self) -> None:
        self._bar: Any = None

    def begin(self, total: int, files: int) -> None:
        self._bar = click.progressbar(
            length=max(total, 1),
            label=ngettext("{count} file", "{count} files", files).format(count=files),
            file=sys.stderr,
            item_show_func=lambda name: name,
            width=24,
        )
        self._bar.__enter__()
        self._bar.render_progress()

    def advance(self, done: int, source: SourceReport) -> None:
        self._bar.update(done, Path(source.path).name)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


def summary(report: Report, console: Console) -> str:
    """A line for every file of which there is something to say, then the totals.

    Times are for whoever watches: elsewhere the same run prints the same text, and JSON has them.
    """
    from izde.output.hits import columns
    from izde.output.text import articles, issues

    header = [_("status"), _("articles"), _("seconds"), _("file")]
    rows = [
        [_(STATUSES[source.status][0]), str(source.articles or ""), f"{source.seconds:.1f}", _what(source)]
        for source in report.sources
        if source.status not in UNTOLD and not source.known
    ]
    if console.width is None:
        del header[2]
        for row in rows:
            del row[2]
    table = columns(rows, header, console) + "\n\n" if rows else ""
    counts = ", ".join(
        _(STATUSES[status][1]).format(count=count) for status, count in report.totals.items()
    ) or _("nothing to do")
    if report.dry_run:
        return table + _("{counts}; nothing was done (--dry-run)").format(counts=counts)
    return table + _("{counts}; the library holds {issues}, {articles}").format(
        counts=counts, issues=issues(report.issues), articles=articles(report.articles)
    )


def complaints(report: Report) -> list[str]:
    """What goes to standard error: what failed and what remains."""
    from izde.output.text import visible

    lines = [
        source.message.replace(source.path, visible(source.path))
        for source in report.sources
        if source.status == "failed" and source.message
    ]
    lines += [_("note: {text}").format(text=note) for note in report.notes]
    if report.stopped is not None:
        lines.append(report.stopped)
    remaining = len(report.remaining)
    if report.interrupted:
        if remaining:
            what = ngettext(
                "interrupted: {count} file remains; run the same command again.",
                "interrupted: {count} files remain; run the same command again.",
                remaining,
            )
            lines.append(what.format(count=remaining))
        else:
            lines.append(_("interrupted: all is done."))
    elif remaining:
        what = ngettext("{count} file remains.", "{count} files remain.", remaining)
        lines.append(what.format(count=remaining))
    return lines


def _what(source: SourceReport) -> str:
    from izde.warnings import shown

    notes = [source.message] if source.message and source.status != "failed" else []
    notes += map(shown, source.warnings)
    return shorten(f"{source.path} ({'; '.join(notes)})" if notes else source.path)


def shorten(text: str) -> str:
    """The text with paths below the working folder as one would type them."""
    return text.replace(os.path.join(os.getcwd(), ""), "")  # noqa: PTH109, PTH118


@click.command(short_help="Add issues to the library, or refresh them.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[PATH]...")
@issue_options
@click.option("--prune", is_flag=True, help="Take out what is no longer there.")
@click.option("--force", is_flag=True, help="Read and index unchanged files, too.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--wait",
    type=Seconds(),
    default=0.0,
    metavar="SECONDS",
    help="How long to wait for another process that writes [default: not at all].",
)
@engine_option(help="The engine of a new library [default: whoosh].")
@cluster_options
@format_option("table", "json")
@library_option
def command(
    paths: tuple[Path, ...],
    journal: str | None,
    year: int | None,
    number: str | None,
    ocr: bool,
    reader: str | None,
    jobs: int,
    prune: bool,
    force: bool,
    dry_run: bool,
    wait: float,
    engine: str | None,
    url: str | None,
    index_name: str | None,
    format_name: str,
    library_path: Path | None,
) -> int:
    """Add issues to the library, or refresh them.

    PATH is an issue (PDF, Word, text, or records as JSON lines) or a folder of issues, searched
    recursively. Without a PATH, the issues that the library holds are refreshed. Files that have not
    changed are not read again. Ctrl-C stops after the current commit; the same command continues.

    \b
    Example:
      izde index journals/
      izde index journals/ --prune --dry-run
      izde index vestnik.pdf --journal "Қазақ университеті хабаршысы" --year 2021 --number 3
    """
    from izde.index.options import IndexOptions

    options = IndexOptions(
        jobs=jobs,
        prune=prune,
        force=force,
        dry_run=dry_run,
        journal=journal,
        year=year,
        number=number,
        ocr=ocr,
        reader=reader,
        wait=wait,
    )
    from izde.index.interruption import Interruption

    settings = engine_settings(url, index_name)
    if settings and engine is None:
        engine = "opensearch"
    with Interruption() as interruption:  # already now: an exception may be lost in the middle of an import
        try:
            bar = Bar() if sys.stderr.isatty() else None
            report = index(paths, library_path, options, bar, interruption.is_requested, engine, settings)
        except InputError as error:
            raise InputError(shorten(error.message)) from error
    if format_name == "json":
        from izde.output import structured

        click.echo(structured.json(report))
    elif set(report.totals) != {"failed"}:
        from izde.output.console import Console

        click.echo(summary(report, Console.of_standard_output()))
    for line in complaints(report):
        click.echo(f"izde: {shorten(line)}", err=True)
    return report.exit_code
