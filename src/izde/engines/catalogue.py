"""The engines that there are, by the names that `izde.json` has for them; each is imported when asked for."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from izde.errors import EngineMissing, UnknownEngine

if TYPE_CHECKING:
    from izde.engines.interface import Engine


class Entry(NamedTuple):
    """An engine: its class, as module and name; the package that it needs beside those of Izde, which the
    extra of the engine's name installs; and a pattern of files that tells that a folder holds its index."""

    module: str
    name: str
    package: str | None = None
    files: str | None = None


#: The engine of a library that does not ask for another one.
DEFAULT = "whoosh"

ENGINES = {
    "whoosh": Entry("izde.engines.whoosh.engine", "WhooshEngine", files="_MAIN_*.toc"),
    "tantivy": Entry("izde.engines.tantivy.engine", "TantivyEngine", package="tantivy", files="meta.json"),
    "opensearch": Entry("izde.engines.opensearch.engine", "OpenSearchEngine", package="opensearchpy"),
}


def engine(name: str) -> type[Engine]:
    """The engine of this name. Raises UnknownEngine, and EngineMissing where its package is not installed."""
    entry = ENGINES.get(name)
    if entry is None:
        raise UnknownEngine(name, tuple(ENGINES))
    try:
        found: type[Engine] = getattr(import_module(entry.module), entry.name)
    except ModuleNotFoundError as error:
        if entry.package is None or error.name != entry.package:
            raise
        raise EngineMissing(name, entry.package) from error
    return found


def of_folder(folder: Path) -> str | None:
    """The name of the engine whose index a folder holds, as its files tell."""
    for name, entry in ENGINES.items():
        if entry.files is not None and next(folder.glob(entry.files), None) is not None:
            return name
    return None
