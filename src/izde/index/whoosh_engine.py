# mypy: allow-untyped-calls
"""The engine on Whoosh: articles in blocks, a block a Whoosh document.

Whoosh keeps the segments, the commits and the lock. What it would do slowly article by article is packed:
the articles of a source (at most 256 of them) make one Whoosh document, and a term's posting for that
document carries, for each article that holds the term, the article's place in the block, the spaces and the
quantized impact, a byte each. Deleting a source deletes whole documents, and scoring is one loop over bytes.

    whoosh_codec     the files of a segment         whoosh_blocks    what a block is made of
    whoosh_writer    a commit, and its merges       whoosh_snapshot  reading; whoosh_scoring: queries
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError, FileIndex, IndexVersionError, LockError

from izde.errors import LibraryError, LockedError
from izde.index.whoosh_blocks import schema
from izde.index.whoosh_codec import DamagedError, OpenSegment
from izde.index.whoosh_snapshot import WhooshSnapshot

if TYPE_CHECKING:
    from izde.index.whoosh_writer import WhooshBatch

#: What reading a file that is not what it should be raises.
_DAMAGE = (OSError, ValueError, KeyError, IndexError, EOFError, TypeError, AssertionError, DamagedError)


class _DurableStorage(FileStorage):
    """Files in a directory; a commit is on the disk before the table of contents that names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._created: set[str] = set()

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **options: Any) -> Any:
        self._created.add(name)
        return super().create_file(name, excl, mode, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Only the table of contents is renamed, last of all: what it names is flushed first."""
        folder = Path(self.folder)
        for name in self._created:
            path = folder / name
            if path.exists():
                _flush(path, os.O_RDWR)
        self._created.clear()
        (folder / oldname).replace(folder / newname)
        if os.name == "posix":
            _flush(folder, os.O_RDONLY)


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class WhooshEngine:
    """See `izde.index.engine.Engine`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._storage = _DurableStorage(str(path))

    @classmethod
    def create(cls, path: Path) -> WhooshEngine:
        engine = cls(path)
        try:
            path.mkdir(parents=True, exist_ok=True)
            TOC.create(engine._storage, schema())
        except OSError as error:
            raise LibraryError(
                f"Cannot make an index in {path}: {error.strerror or error}. Choose another --library."
            ) from error
        return engine

    @classmethod
    def open(cls, path: Path) -> WhooshEngine:
        engine = cls(path)
        engine._contents()
        return engine

    def _contents(self) -> Any:
        path = self._path
        try:
            return TOC.read(self._storage, "MAIN", schema=schema())
        except EmptyIndexError as error:
            raise LibraryError(f"There is no index in {path}. Run 'izde index PATH' to make one.") from error
        except IndexVersionError as error:
            raise LibraryError(
                f"The index in {path} is of another version. Run 'izde doctor --repair' to rebuild it."
            ) from error
        except FileNotFoundError:
            raise
        except _DAMAGE as error:
            raise self._damaged(error) from error

    def snapshot(self) -> WhooshSnapshot:
        # A commit may delete files between the reading of their names and their opening.
        for wait in (0.01, 0.03, 0.1, 0.3, 1.0, 0.0):
            opened = self._open_segments()
            if opened is not None:
                return WhooshSnapshot(opened)
            time.sleep(wait)
        raise self._damaged(FileNotFoundError("a file is missing"))

    def _open_segments(self) -> list[OpenSegment] | None:
        """The segments of the last commit, or None when one of their files is not there."""
        opened: list[OpenSegment] = []
        try:
            opened += (OpenSegment.open(self._storage, segment) for segment in self._contents().segments)
        except FileNotFoundError:
            for segment in opened:
                segment.close()
            return None
        except _DAMAGE as error:
            raise self._damaged(error) from error
        return opened

    def verify(self) -> list[str]:
        """What is wrong with the files, a sentence each; empty when all is well."""
        return [problem for segment in self._contents().segments for problem in segment.verify(self._storage)]

    @contextmanager
    def batch(self) -> Iterator[WhooshBatch]:
        from izde.index.whoosh_writer import BlockWriter, WhooshBatch, merge

        try:
            writer = BlockWriter(FileIndex(self._storage, schema=schema()))
        except LockError as error:
            raise LockedError(
                f"Another process is writing to {self._path}. Wait until it is done, or give --wait SECONDS."
            ) from error
        try:
            batch = WhooshBatch(writer)
            yield batch
            batch.flush()
        except BaseException:
            writer.cancel()
            raise
        else:
            writer.commit(mergetype=merge)
        finally:
            writer.close_segments()

    def _damaged(self, error: Exception) -> LibraryError:
        return LibraryError(
            f"The index in {self._path} is damaged ({error}). Run 'izde doctor --repair' to rebuild it."
        )
