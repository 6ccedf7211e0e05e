"""The library that a command works on: the option that names it, and opening it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from izde.engines.catalogue import ENGINES
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.library import Library

F = TypeVar("F", bound=Callable[..., Any])


class LibraryPath(click.Path):
    """A library's folder. Its name is text: it stands in reports and in JSON."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            os.fspath(value).encode()
        except UnicodeEncodeError:
            self.fail(_("the folder's name is not UTF-8; name another one"), param, ctx)
        return super().convert(value, param, ctx)


def library_option(function: F) -> F:
    """`--library DIR`: where the library is."""
    return click.option(
        "--library",
        "library_path",
        type=LibraryPath(path_type=Path, readable=False),
        envvar="IZDE_LIBRARY",
        metavar="DIR",
        help="The library's folder [default: $IZDE_LIBRARY, else the user's data folder].",
    )(function)


def engine_option(help: str, required: bool = False) -> Callable[[F], F]:
    """`--engine NAME`: which engine a library gets."""
    return click.option("--engine", type=click.Choice(list(ENGINES)), required=required, help=help)


def cluster_options(function: F) -> F:
    """`--url URL` and `--index NAME`: where the engine 'opensearch' finds its cluster."""
    url = click.option(
        "--url",
        metavar="URL",
        help="The address of the cluster of a new library, for the engine 'opensearch'; of several nodes, "
        "with commas between.",
    )
    name = click.option(
        "--index",
        "index_name",
        metavar="NAME",
        help="What the names of its indexes begin with [default: izde].",
    )
    return url(name(function))


def engine_settings(url: str | None, index_name: str | None) -> dict[str, str]:
    """What `cluster_options` say, as the engine takes it."""
    given = {"url": url, "index": index_name}
    return {name: value for name, value in given.items() if value is not None}


def open_library(path: Path | None) -> Library:
    """The library at `path`, or the default one. Raises LibraryError where there is none."""
    from izde.index.library import Library

    return Library.open(path or Library.default_path())
