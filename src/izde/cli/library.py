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


def engine_option(function: F) -> F:
    """`--engine NAME`: which engine a new library has."""
    return click.option(
        "--engine",
        type=click.Choice(list(ENGINES)),
        help="The engine of a new library [default: whoosh].",
    )(function)


def open_library(path: Path | None) -> Library:
    """The library at `path`, or the default one. Raises LibraryError where there is none."""
    from izde.index.library import Library

    return Library.open(path or Library.default_path())
