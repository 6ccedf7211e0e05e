"""Building the index of a library anew, from the cached records.

The new index grows in a folder beside the old one and becomes current when it is complete, by the
replacement of one small file. Whoever searches meanwhile searches the old one, and a rebuild that is cut
short has changed nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path, PurePath

import msgspec

from izde.engines import catalogue
from izde.engines.interface import SourceEntry
from izde.errors import LibraryError, LibraryUnwritable
from izde.index import versions
from izde.index.cache import Cache, Header
from izde.index.discovery import RANKS
from izde.index.folder import Folder
from izde.index.identity import MARK
from izde.index.indexing import Run
from izde.index.plan import Action, Item, Plan, Wanted
from izde.index.report import Progress, Report
from izde.index.seals import seal


def rebuild(
    library: Folder,
    progress: Progress | None = None,
    name: str | None = None,
    settings: Mapping[str, str] | None = None,
) -> Report:
    """Build the index of a locked library anew and make it current; the report says what became of each
    source. With a name it is built with that engine and those settings, else with those of the library.

    Raises LibraryUnwritable when the disk fails; the old index stays current then.
    """
    entries = known_sources(library)
    # That of the current one may be gone, but its name must not come again: readers would be led astray.
    names = [library.manifest.index, *(folder.name for folder in versions.indexes(library.path))]
    number = 1 + max(int(name.removeprefix(versions.INDEX)) for name in names)
    try:
        engine, manifest = library.new_index(
            library.path,
            number,
            name or library.manifest.engine,
            settings if settings is not None else library.manifest.settings,
        )
        want = Wanted(extractor=versions.extractor(), analyzer=versions.analyzer())
        with closing(Run(library.path, engine, library.cache, want, jobs=0, progress=progress)) as run:
            items = [
                Item(Action.UPGRADE, entry.path, None, entry, entry.checksum, entry.kind)
                for entry in entries
                if entry.same_as is None
            ]
            report = run.carry_out(Plan(items), 0)
            duplicates = [entry for entry in entries if entry.same_as in run.entries]
        if duplicates and report.stopped is None:
            with engine.batch() as batch:
                for entry in duplicates:
                    batch.put_source(entry)
            seal(library.path, engine.files())
        if report.stopped is not None:
            raise LibraryError(report.stopped)
        versions.write(library.path, manifest)
    except OSError as error:
        raise LibraryUnwritable(library.path, error.strerror or str(error)) from error
    old, library.manifest, library.damage = library.manifest, manifest, None
    # Where its engine is not installed, the files go below and what is elsewhere stays.
    with suppress(LibraryError):
        catalogue.engine(old.engine).drop(library.path / old.index, old.settings)
    for folder in stale_indexes(library):
        shutil.rmtree(folder, ignore_errors=True)
    return report


def stale_indexes(library: Folder) -> list[Path]:
    """The folders of indexes that are not current: what a rebuild, whole or cut short, has left."""
    return [folder for folder in versions.indexes(library.path) if folder.name != library.manifest.index]


def known_sources(library: Folder) -> list[SourceEntry]:
    """The sources that the library should hold, as the index says, or, where that is lost, an index that is
    not current, which is what a lost manifest leaves, or the cache.

    In the order in which they are indexed. Duplicates are left out when the cache is asked: the next
    indexing run finds them again.
    """
    entries = books(library)
    if not entries:
        others = [books(library, folder.name) or [] for folder in stale_indexes(library)]
        entries = max(others, key=len, default=[]) or from_cache(library.cache)
    return sorted(entries, key=lambda entry: (RANKS.get(entry.kind, len(RANKS)), entry.path))


def books(library: Folder, index: str | None = None) -> list[SourceEntry] | None:
    """The sources as an index (the current one, unless another is named) has them; None where it is too
    damaged to say."""
    if index is not None:
        engine = catalogue.of_folder(library.path / index) or library.manifest.engine
        library = Folder(library.path, msgspec.structs.replace(library.manifest, index=index, engine=engine))
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
    entries: dict[str, SourceEntry] = {}
    for path, header in sorted(newest.items(), key=lambda item: item[1].written):
        place = PurePath(path)
        key = header.source or place.name
        if key in entries:  # another file of this name; records of old did not say what its key was
            key = f"{place.stem}-{header.key.checksum[:MARK]}{place.suffix}"
        entries[key] = SourceEntry(
            source=key,
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
            mark=header.mark,
        )
    return list(entries.values())
