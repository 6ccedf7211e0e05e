"""The folder of a library: an index, the cached records it was made of, and the books of both.

    izde.json      what makes the folder a library: its format, its engine, the folder of its index
    index-N/       the engine's files
    cache/         a record for each source file, by content (`izde.index.cache`)
    seals.json     checksums of the index's files (`izde.index.seals`)
    lock           taken by the one process that writes (`izde.index.lock`)

Opening and searching it writes nothing and waits for nobody.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

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
)
from izde.index import versions
from izde.interface import _

if TYPE_CHECKING:
    from typing_extensions import Self

    from izde.index.cache import Cache
    from izde.index.lock import WriteLock


class Folder:
    """The folder `path` of a library, with what its manifest says; `open` makes one."""

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
    ) -> Self:
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
    def open_damaged(cls, path: Path | str) -> Self:
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
    def _create(cls, path: Path, engine: str, settings: Mapping[str, str]) -> Self:
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
        with self.blaming_damage():
            engine = self.open_engine()
            try:
                snapshot = engine.snapshot()
            except LibraryError as error:
                raise self._unreadable() or error from error
            with closing(snapshot):
                yield snapshot

    @contextmanager
    def blaming_damage(self) -> Iterator[None]:
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
        return self.open_engine().verify()

    def files(self) -> list[Path]:
        """The files of the index that are sealed. Raises LibraryError when it cannot be opened."""
        return self.open_engine().files()

    def sources(self) -> list[SourceEntry]:
        """The sources of the last commit, in order of their keys."""
        with self.snapshot() as snapshot:
            return sorted(snapshot.sources(), key=lambda entry: entry.source)

    def open_engine(self) -> Engine:
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
            return self.open_engine()

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

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make what the disk refuses LibraryUnwritable."""
        try:
            yield
        except OSError as error:
            raise LibraryUnwritable(self.path, error.strerror or str(error)) from error
