"""`izde doctor`: verify the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from izde.cli.library import library_option
from izde.cli.options import Seconds, format_option
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.doctor import Diagnosis


def text(diagnosis: Diagnosis) -> str:
    """The diagnosis for a person: what was repaired, what was found, what to run."""
    from izde.output.text import articles, issues, visible

    levels = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    lines = [_("repaired: {what}").format(what=visible(what)) for what in diagnosis.repaired]
    for finding in diagnosis.findings:
        lines.append(f"{levels[finding.level]}: {visible(finding.what)}")
        if finding.run:
            lines.append("  " + _("run: {command}").format(command=finding.run))
    state = _("{library} is sound") if diagnosis.whole else _("{library} is damaged")
    size = _("{size:.1f} MB").format(size=diagnosis.size / 1e6)
    holds = f"{issues(diagnosis.issues)}, {articles(diagnosis.articles)}, {size}"
    lines.append(f"{state.format(library=diagnosis.library)}: {holds}")
    return "\n".join(lines)


@click.command(short_help="Verify the library and say what to run when something is wrong.")
@click.option("--repair", is_flag=True, help="Remove leftovers and rebuild what is damaged from the cache.")
@click.option(
    "--wait",
    type=Seconds(),
    default=0.0,
    metavar="SECONDS",
    help="How long a repair waits for another process that writes [default: not at all].",
)
@format_option("table", "json")
@library_option
def command(repair: bool, wait: float, format_name: str, library_path: Path | None) -> int:
    """Verify the library and say what to run when something is wrong.

    Every record and every term is read, counts are held against the books and checksums against the
    files. The exit code is 4 where the library is damaged.

    \b
    Example:
      izde doctor
      izde doctor --repair
    """
    from izde.index.library import Library

    diagnosis = Library.open_damaged(library_path or Library.default_path()).doctor(repair, wait)
    if format_name == "json":
        from izde.output import structured

        click.echo(structured.json(diagnosis))
    else:
        click.echo(text(diagnosis))
    return diagnosis.exit_code
