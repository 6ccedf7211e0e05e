"""Building the index of a library anew, from the cached records.

The new index grows in a folder beside the old one and becomes current when it is complete, by the
replacement of one small file. Whoever searches meanwhile searches the old one, and a rebuild that is cut
short has changed nothing.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from izde.errors import LibraryError, LibraryUnwritable
from izde.index import versions
from izde.index.cache import Cache, Header
from izde.index.discovery import RANKS
from izde.index.engine import SourceEntry
from izde.index.indexing import Run
from izde.index.plan import Action, Item, Plan, Wanted
from izde.index.report import Progress, Report

if TYPE_CHECKING:
    from izde.index.library import Library


def rebuild(library: Library, progress: Progress | None = None) -> Report:
    """Build the index of a locked library anew and make it current; the report says what became of each
    source. Raises LibraryUnwritable when the disk fails; the old index stays current then.
    """
    from izde.index.library import INDEX

    entries = known_sources(library)
    number = 1 + max(
        (
            int(folder.name.removeprefix(INDEX))
            for folder in library.path.glob(f"{INDEX}*")
            if folder.name.removeprefix(INDEX).isdigit()
        ),
        default=0,
    )
    try:
        engine, manifest = library.new_index(library.path, number)
        want = Wanted(extractor=versions.extractor(), analyzer=versions.analyzer())
        folder = library.path / manifest.index
        with closing(Run(library.path, folder, engine, library.cache, want, progress=progress)) as run:
            items = [
                Item(Action.UPGRADE, entry.path, None, entry, entry.checksum, entry.kind) for entry in entries
            ]
            report = run.carry_out(Plan(items), 0)
        if report.stopped is not None:
            raise LibraryError(report.stopped)
        versions.write(library.path, manifest)
    except OSError as error:
        raise LibraryUnwritable(library.path, error.strerror or str(error)) from error
    library.manifest = manifest
    for folder in stale_indexes(library):
        shutil.rmtree(folder, ignore_errors=True)
    return report


def stale_indexes(library: Library) -> list[Path]:
    """The folders of indexes that are not current: what a rebuild, whole or cut short, has left."""
    from izde.index.library import INDEX

    return sorted(
        folder for folder in library.path.glob(f"{INDEX}*") if folder.name != library.manifest.index
    )


def known_sources(library: Library) -> list[SourceEntry]:
    """The sources that the library should hold, as the index says or, where that is lost, the cache.

    In the order in which they are indexed. Duplicates are left out when the cache is asked: the next
    indexing run finds them again.
    """
    entries = books(library) or from_cache(library.cache)
    return sorted(entries, key=lambda entry: (RANKS.get(entry.kind, len(RANKS)), entry.path))


def books(library: Library) -> list[SourceEntry] | None:
    """The sources as the index has them; None where it is too damaged to say."""
    try:
        return library.sources()
    except Exception:  # noqa: BLE001  (whatever a damaged file makes a reader raise)
        return None


def from_cache(cache: Cache) -> list[SourceEntry]:
    """The books of a library whose index is lost: the newest record of each file."""
    newest: dict[str, Header] = {}
    for file in cache.files():
        header = cache.header(file)
        if header is None or header.failure is not None:
            continue
        known = newest.get(header.path)
        if known is None or known.written < header.written:
            newest[header.path] = header
    return [
        SourceEntry(
            source=os.path.basename(path),  # noqa: PTH119
            checksum=header.key.checksum,
            size=header.size,
            modified=header.modified,
            articles=0,
            extractor=header.key.extractor,
            indexed_at=header.written,
            path=path,
            kind=header.kind,
            overrides=header.key.options,
            removed=header.removed,
        )
        for path, header in newest.items()
    ]
