"""`izde remove`: take an issue or an article out of the library."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli.library import library_option, open_library
from izde.cli.options import Seconds
from izde.errors import ExitCode, UnknownSource
from izde.interface import _, ngettext


@click.command(short_help="Take an issue or an article out of the library.")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE|ID...")
@click.option(
    "--wait",
    type=Seconds(),
    default=0.0,
    metavar="SECONDS",
    help="How long to wait for another process that writes [default: not at all].",
)
@library_option
def command(names: tuple[str, ...], wait: float, library_path: Path | None) -> int:
    """Take an issue or an article out of the library.

    SOURCE is a source that 'izde issues' lists, or the path of its file; ID is an article's id. The file
    itself is left alone: an issue comes back when its file is indexed again, an article stays out until
    its issue is indexed with --force.

    \b
    Example:
      izde remove atyrau-2024-4.pdf
      izde remove atyrau-2024-4-17
    """
    from izde.output.text import visible

    library = open_library(library_path)
    unknown = False
    for name in names:
        try:
            removal = library.remove(name, wait)
        except UnknownSource as error:  # the others are known, perhaps
            click.echo(f"izde: {visible(error.message)}", err=True)
            unknown = True
            continue
        if removal.whole:
            count = len(removal.ids)
            said = ngettext(
                "removed {source} ({count} article)", "removed {source} ({count} articles)", count
            )
            click.echo(visible(said.format(source=removal.source, count=count)))
        else:
            said = _("removed {id} from {source}")
            click.echo(visible(said.format(id=removal.ids[0], source=removal.source)))
    return ExitCode.NOTHING_FOUND if unknown else ExitCode.DONE
