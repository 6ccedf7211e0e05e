"""`izde serve`: the library as pages."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli.library import library_option, open_library
from izde.cli.options import Count
from izde.errors import ExitCode
from izde.interface import _


@click.command(short_help="Show the library as pages, for readers with a browser.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=Count(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--base", default="", metavar="URL", help="What readers see, behind another server.")
@click.option("--contact", default="", metavar="EMAIL", help="Whom harvesters (OAI-PMH) may write to.")
@library_option
def command(host: str, port: int, base: str, contact: str, library_path: Path | None) -> int:
    """Show the library as pages, for readers with a browser.

    Only this machine can open them, unless --host names another of its addresses (0.0.0.0 for all). The
    pages follow what `izde index` commits and never change the library. Ctrl-C ends it. Needs the extra
    'serve': pip install izde[serve].

    \b
    Example:
      izde serve
      izde serve --host 0.0.0.0 --port 80 --library /srv/journals
    """
    from izde.web.server import is_loopback, serve

    library = open_library(library_path)
    with library.snapshot():
        pass  # a library that cannot be read is better said now than to each reader

    def ready(address: str) -> None:
        click.echo(
            _("{address} shows {library}; Ctrl-C ends it").format(address=address, library=library.path)
        )
        if not is_loopback(host):
            click.echo("izde: " + _("everyone who can reach this machine can read the library"), err=True)

    serve(library, host, port, base, contact, ready)
    return ExitCode.DONE
