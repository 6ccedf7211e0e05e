"""What a shell can complete from the library: ids, authors, keywords and sources."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from izde.cli.library import open_library
from izde.errors import IzdeError

if TYPE_CHECKING:
    from izde.engines.interface import Snapshot

#: A shell shows no more than a screen of candidates.
MOST = 200

Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def _from_library(candidates: Callable[[Snapshot, str], Iterable[str]]) -> Completion:
    """A completion that asks the library, and offers nothing where there is none."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        try:
            with open_library(ctx.params.get("library_path")).snapshot() as snapshot:
                return list(itertools.islice(candidates(snapshot, incomplete), MOST))
        except IzdeError:
            return []

    return complete


def _author_names(snapshot: Snapshot, prefix: str) -> Iterable[str]:
    from izde.search.browse import authors

    return (person.name for person in authors(snapshot, prefix))


def _keywords(snapshot: Snapshot, prefix: str) -> Iterable[str]:
    from izde.search.browse import keywords

    return (entry.keyword for entry in keywords(snapshot, prefix))


def _sources(snapshot: Snapshot, prefix: str) -> Iterable[str]:
    return (entry.source for entry in snapshot.sources() if entry.source.startswith(prefix))


ids = _from_library(lambda snapshot, prefix: snapshot.ids(prefix))
author_names = _from_library(_author_names)
keywords = _from_library(_keywords)
sources = _from_library(_sources)
