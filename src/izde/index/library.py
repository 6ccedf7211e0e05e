"""A library: a folder that holds an index, the cached records it was made of, and the books of both.

    izde.json      what makes the folder a library: its format, its engine, the folder of its index
    index-N/       the engine's files
    cache/         a record for each source file, by content (`izde.index.cache`)
    seals.json     checksums of the index's files (`izde.index.seals`)
    lock           taken by the one process that writes (`izde.index.lock`)

Opening and searching a library writes nothing and waits for nobody. Everything that indexing needs is
imported when it is needed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from izde.engines import catalogue
from izde.engines.interface import Engine, Snapshot, SourceEntry
from izde.errors import (
    ClusterError,
    EngineMissing,
    LibraryDamaged,
    LibraryError,
    LibraryOutdated,
    LibraryUnreadable,
    LibraryUnwritable,
    NoLibrary,
    OtherEngine,
    UnknownEngine,
    UnknownSource,
)
from izde.index import versions
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.cache import Cache
    from izde.index.doctor import Diagnosis
    from izde.index.lock import WriteLock
    from izde.index.report import Progress, Report


class IndexOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to index. `jobs` is how many processes read files (0: one a processor); `journal`, `year` and
    `number` stand for what the issues print; `wait` is how many seconds to wait for another writer."""

    jobs: int = 1
    prune: bool = False
    force: bool = False
    dry_run: bool = False
    journal: str | None = None
    year: int | None = None
    number: str | None = None
    ocr: bool = False
    reader: str | None = None
    wait: float = 0.0


class Removal(msgspec.Struct):
    """What `Library.remove` took out: the source it belonged to and the ids of the articles."""

    source: str
    ids: list[str]
    whole: bool


class Library:
    """The library in the folder `path`; `open` and `create` make one."""

    def __init__(self, path: Path, manifest: versions.Manifest) -> None:
        self.path = path
        self.manifest = manifest
        self.damage: str | None = None

    @staticmethod
    def default_path() -> Path:
        """Where the library is when nobody says: $IZDE_LIBRARY, else in the user's data folder."""
        named = os.environ.get("IZDE_LIBRARY")
        if named:
            return Path(named)
        import platformdirs

        return Path(platformdirs.user_data_dir("izde", appauthor=False)) / "library"

    @classmethod
    def open(
        cls,
        path: Path | str,
        create: bool = False,
        engine: str | None = None,
        settings: Mapping[str, str] = {},
    ) -> Library:
        """The library at `path`, made first if need be and if `create` allows: with that engine, and what it
        asks to be told.

        Raises NoLibrary, NotALibrary, LibraryVersion, LibraryDamaged, OtherEngine when the library has
        another engine than the one that is named, and LibraryUnwritable or what the engine raises when a new
        one cannot be made. Indexes are opened when they are used.
        """
        path = Path(path)
        try:
            library = cls(path, versions.read(path))
        except NoLibrary:
            if not create:
                raise
            library = cls._create(path, engine or catalogue.DEFAULT, settings)
        if engine is not None and engine != library.manifest.engine:
            raise OtherEngine(path, library.manifest.engine, engine)
        return library

    @classmethod
    def open_damaged(cls, path: Path | str) -> Library:
        """The library at `path` even where its manifest is lost, to be examined and repaired.

        `damage` says what is wrong with the manifest. Raises NoLibrary, NotALibrary, LibraryVersion and
        LibraryUnreadable.
        """
        path = Path(path)
        try:
            return cls(path, versions.read(path))
        except LibraryDamaged as error:
            library = cls(path, versions.stand_in(path))
            library.damage = error.what
            return library

    @classmethod
    def _create(cls, path: Path, engine: str, settings: Mapping[str, str]) -> Library:
        from izde.index.lock import WriteLock

        try:
            path.mkdir(parents=True, exist_ok=True)
            with WriteLock(path / versions.LOCK, wait=5):
                try:
                    return cls(path, versions.read(path))  # another process was quicker
                except NoLibrary:
                    pass
                (path / versions.CACHE).mkdir(exist_ok=True)
                manifest = cls.new_index(path, 1, engine, settings)[1]
                versions.write(path, manifest)
        except OSError as error:
            raise LibraryUnwritable(path, error.strerror or str(error)) from error
        return cls(path, manifest)

    @staticmethod
    def new_index(
        path: Path, number: int, name: str, settings: Mapping[str, str]
    ) -> tuple[Engine, versions.Manifest]:
        """An empty index in the library at `path`, of the engine with that name, and the manifest that would
        make it current."""
        import shutil

        folder = path / f"{versions.INDEX}{number}"
        shutil.rmtree(folder, ignore_errors=True)  # what an interrupted attempt has left
        engine = catalogue.engine(name).create(folder, settings)
        return engine, versions.Manifest(
            format=versions.FORMAT,
            engine=name,
            index=folder.name,
            created=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            settings=dict(engine.settings),
        )

    # Reading --------------------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The last commit, to be used in a `with` statement; what is written meanwhile does not change it.

        Raises LibraryDamaged or another LibraryError, also for damage that only shows while it is read.
        """
        with self._blaming_damage():
            engine = self._open_engine()
            try:
                snapshot = engine.snapshot()
            except LibraryError as error:
                raise self._unreadable() or error from error
            with closing(snapshot):
                yield snapshot

    @contextmanager
    def _blaming_damage(self) -> Iterator[None]:
        """Say of an error that it comes of damage where the checksums of the index's files prove it."""
        damage = catalogue.engine(self.manifest.engine).damage
        try:
            yield
        except damage as error:
            from izde.index import seals

            with suppress(OSError):
                for file in seals.broken(self.path, self.path / self.manifest.index):
                    what = _("{file} is not as it was written").format(file=file.name)
                    raise LibraryDamaged(self.path, what) from error
            raise

    def verify(self) -> list[str]:
        """What the engine finds wrong with its files. Raises LibraryError when it cannot be opened."""
        return self._open_engine().verify()

    def files(self) -> list[Path]:
        """The files of the index that are sealed. Raises LibraryError when it cannot be opened."""
        return self._open_engine().files()

    def sources(self) -> list[SourceEntry]:
        """The sources of the last commit, in order of their keys."""
        with self.snapshot() as snapshot:
            return sorted(snapshot.sources(), key=lambda entry: entry.source)

    def _open_engine(self) -> Engine:
        """The engine on the current index."""
        if self.outdated:
            raise LibraryOutdated(self.path)
        try:
            engine = catalogue.engine(self.manifest.engine)
            return engine.open(self.path / self.manifest.index, self.manifest.settings)
        except (EngineMissing, UnknownEngine):
            raise
        except LibraryError as error:
            current = versions.read(self.path)
            if current == self.manifest:
                damage = LibraryDamaged(self.path, error.message.split(". ")[0])
                if isinstance(error, ClusterError):
                    raise
                raise self._unreadable() or damage from error
            # A repair has put another index in place since the manifest was read.
            self.manifest = current
            return self._open_engine()

    def _unreadable(self) -> LibraryUnreadable | None:
        """The error for a library that is there, but for others to read."""
        folder = self.path / self.manifest.index
        try:
            for path in (folder, *folder.iterdir()):
                if not os.access(path, os.R_OK):
                    return LibraryUnreadable(self.path, os.strerror(errno.EACCES))
        except PermissionError as error:
            return LibraryUnreadable(self.path, error.strerror or str(error))
        except OSError:
            return None
        return None

    @property
    def outdated(self) -> bool:
        """Whether the library has an older format, whose index has to be built anew."""
        return self.manifest.format < versions.FORMAT

    @property
    def cache(self) -> Cache:
        from izde.index.cache import Cache

        return Cache(self.path / versions.CACHE)

    # Writing --------------------------------------------------------------------------------------------

    @contextmanager
    def lock(self, wait: float = 0.0, stopped: Callable[[], bool] = lambda: False) -> Iterator[WriteLock]:
        """The right to write; see `izde.index.lock`."""
        from izde.index.lock import WriteLock

        with WriteLock(self.path / versions.LOCK, wait, stopped) as lock:
            # Who held it before may have put another index in place.
            with suppress(LibraryError):
                self.manifest = versions.read(self.path)
            yield lock

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
                self._open_engine(),
                self.cache,
                want,
                jobs=options.jobs,
                progress=progress,
                stopped=stopped,
            )
            with closing(run), self._blaming_damage():
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
        with self._writing():
            if not any(e.checksum == entry.checksum and e is not entry for e in entries.values()):
                self.cache.discard(entry.checksum)
            engine = self._open_engine()
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
        with self._writing():
            self.cache.amend(Key(entry.checksum, entry.extractor, entry.overrides), removed=removed)
            engine = self._open_engine()
            with engine.batch() as batch:
                batch.delete_source(entry.source)
                for article in articles:
                    batch.add(weigh(article, entry.source))
                batch.put_source(msgspec.structs.replace(entry, articles=len(articles), removed=removed))
            seal(self.path, engine.files())
        return Removal(entry.source, [id], whole=False)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LibraryUnwritable(self.path, error.strerror or str(error)) from error

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
