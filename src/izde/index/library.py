"""What can be done with a library: index, remove, move it to another engine, examine it.

On top of the room: everything here is imported by nothing beside it. What indexing needs is imported when it
is needed, since a search opens a library as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from izde.engines import catalogue
from izde.engines.interface import Snapshot, SourceEntry
from izde.errors import UnknownSource
from izde.index.folder import Folder
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.doctor import Diagnosis
    from izde.index.options import IndexOptions
    from izde.index.report import Progress, Report


class Removal(msgspec.Struct):
    """What `Library.remove` took out: the source it belonged to and the ids of the articles."""

    source: str
    ids: list[str]
    whole: bool


class Library(Folder):
    """The library in the folder `path`."""

    def index(
        self,
        paths: Sequence[Path],
        options: IndexOptions | None = None,
        progress: Progress | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Report:
        """Index the files at `paths`, folders recursively; all files known already when there are none.

        Ctrl-C (or `stopped`, when given) ends the run after the current commit. What goes wrong with a
        file or with the library's disk is in the report. Raises LibraryLocked and LibraryError when
        nothing can be begun, and UsageError when there is nothing to index.
        """
        from izde.index import planning
        from izde.index.indexing import Run
        from izde.index.interruption import Interruption
        from izde.index.options import IndexOptions

        options = options or IndexOptions()
        want = planning.wanted(options)
        if options.dry_run:
            entries = {entry.source: entry for entry in self.sources()}
            made = planning.plan(paths, entries, want, self.path)[0]
            return planning.dry_run(made, self.path)
        with ExitStack() as stack:
            if stopped is None:
                stopped = stack.enter_context(Interruption()).is_requested
            lock = stack.enter_context(self.lock(options.wait, stopped))
            if self.outdated:
                from izde.index.rebuild import rebuild

                rebuild(self, progress)
            run = Run(
                self.path,
                self.open_engine(),
                self.cache,
                want,
                jobs=options.jobs,
                progress=progress,
                stopped=stopped,
            )
            with closing(run), self.blaming_damage():
                made, checked = planning.plan(paths, run.entries, want, self.path, stopped)
                report = run.carry_out(made, checked)
        if lock.recovered is not None:
            report.notes.append(
                _("The last writer, {holder}, ended before its work was done.").format(holder=lock.recovered)
            )
        if report.stopped is not None:  # what was planned and what was committed differ
            with self.snapshot() as snapshot:
                report.issues = sum(entry.same_as is None for entry in snapshot.sources())
                report.articles = len(snapshot)
        return report

    def remove(self, name: str, wait: float = 0.0) -> Removal:
        """Take out a source (by its key or path), or one article (by its id).

        A removed article stays out when its issue is indexed again, unless that is forced or the issue has
        been removed meanwhile. Raises UnknownSource.
        """
        from izde.index.discovery import is_unicode

        with self.lock(wait), self.snapshot() as snapshot:
            entries = {entry.source: entry for entry in snapshot.sources()}
            path = os.path.abspath(name)  # noqa: PTH100  (links stay as they are in the books)
            entry = (
                entries.get(name)
                or next((e for e in entries.values() if e.path == path), None)
                or _composed_alike(entries.values(), name, path)
            )
            if entry is not None:
                return self._remove_source(snapshot, entry, entries)
            owner = snapshot.source_of(name) if is_unicode(name) else None
            if owner is None:
                raise UnknownSource(name)
            return self._remove_article(snapshot, entries[owner], name)

    def _remove_source(
        self, snapshot: Snapshot, entry: SourceEntry, entries: dict[str, SourceEntry]
    ) -> Removal:
        from izde.index.seals import seal

        ids = _ids_of(snapshot, entry.source)
        with self.writing():
            if not any(e.checksum == entry.checksum and e is not entry for e in entries.values()):
                self.cache.discard(entry.checksum)
            engine = self.open_engine()
            with engine.batch() as batch:
                batch.delete_source(entry.source)
            seal(self.path, engine.files())
        return Removal(entry.source, ids, whole=True)

    def _remove_article(self, snapshot: Snapshot, entry: SourceEntry, id: str) -> Removal:
        from izde.index.cache import Key
        from izde.index.seals import seal
        from izde.index.weighing import weigh

        removed = (*entry.removed, id)
        left = [i for i in _ids_of(snapshot, entry.source) if i != id]
        articles = [article for article in map(snapshot.article, left) if article is not None]
        with self.writing():
            self.cache.amend(Key(entry.checksum, entry.extractor, entry.overrides), removed=removed)
            engine = self.open_engine()
            with engine.batch() as batch:
                batch.delete_source(entry.source)
                for article in articles:
                    batch.add(weigh(article, entry.source))
                now = datetime.now(timezone.utc).isoformat(timespec="seconds")
                batch.put_source(
                    msgspec.structs.replace(entry, articles=len(articles), removed=removed, indexed_at=now)
                )
            seal(self.path, engine.files())
        return Removal(entry.source, [id], whole=False)

    # Care -----------------------------------------------------------------------------------------------

    def move(
        self,
        engine: str,
        settings: Mapping[str, str] = {},
        progress: Progress | None = None,
        wait: float = 0.0,
    ) -> Report:
        """Build the index anew with another engine, from the cached records; the old one stays until the new
        one is whole.

        Raises UnknownEngine, EngineMissing, LibraryLocked, and LibraryError where the new index cannot be
        made; nothing has changed then.
        """
        from izde.index.rebuild import rebuild

        catalogue.engine(engine)
        with self.lock(wait):
            return rebuild(self, progress, engine, settings)

    def doctor(self, repair: bool = False, wait: float = 0.0) -> Diagnosis:
        """Verify everything; with `repair`, mend what is wrong. See `izde.index.doctor`."""
        from izde.index.doctor import examine

        return examine(self, repair=repair, wait=wait)


def _composed_alike(entries: Iterable[SourceEntry], name: str, path: str) -> SourceEntry | None:
    """The source whose key or path looks the same: a Mac writes й and ё of a file's name as two characters,
    a keyboard as one."""
    from unicodedata import normalize

    name, path = normalize("NFC", name), normalize("NFC", path)
    alike = [e for e in entries if normalize("NFC", e.source) == name or normalize("NFC", e.path) == path]
    return alike[0] if len(alike) == 1 else None


def _ids_of(snapshot: Snapshot, source: str) -> list[str]:
    return [id for id in snapshot.ids() if snapshot.source_of(id) == source]
