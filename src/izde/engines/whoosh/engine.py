"""The engine on Whoosh: articles in blocks, a block a Whoosh document.

Whoosh keeps the segments, the commits and the lock. What it would do slowly article by article is packed:
the articles of a source (at most 256 of them) make one Whoosh document, and a term's posting for that
document carries, for each article that holds the term, the article's place in the block, the spaces and the
quantized impact, a byte each. Deleting a source deletes whole documents, and scoring is loops over bytes.

    blocks           what a block is made of          snapshot         reading a commit
    segments         the files of a segment           scoring          queries on packed postings
    postings         those of a term, laid out        lanes            arithmetic on a byte for each article
    commit           which segments one has           codec, writer    writing, with Whoosh

Reading needs nothing of Whoosh's, so that a search does not wait for its import.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from izde.engines.whoosh import commit
from izde.engines.whoosh.segments import DAMAGE, BlockSegment, OpenSegment, damaged
from izde.engines.whoosh.snapshot import BlockSnapshot
from izde.errors import LibraryError, LockedError
from izde.interface import _

if TYPE_CHECKING:
    from izde.engines.whoosh.writer import WhooshBatch


class WhooshEngine:
    """See `izde.engines.interface.Engine`; a folder is all that it needs to know."""

    damage: ClassVar[tuple[type[Exception], ...]] = DAMAGE
    settings: Mapping[str, str] = {}

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def create(cls, path: Path, _settings: Mapping[str, str] = {}) -> WhooshEngine:
        from izde.engines.whoosh.writer import create

        try:
            path.mkdir(parents=True, exist_ok=True)
            create(path)
        except OSError as error:
            raise LibraryError(
                _("Cannot make an index in {path}: {reason}. Choose another --library.").format(
                    path=path, reason=error.strerror or error
                )
            ) from error
        return cls(path)

    @classmethod
    def open(cls, path: Path, _settings: Mapping[str, str] = {}) -> WhooshEngine:
        engine = cls(path)
        engine._segments()
        return engine

    @classmethod
    def drop(cls, path: Path, _settings: Mapping[str, str] = {}) -> None:
        shutil.rmtree(path, ignore_errors=True)

    def _segments(self) -> list[BlockSegment]:
        path = self._path
        # A commit replaces the table of contents: between finding its name and opening it, it may go.
        for wait in _WAITS:
            try:
                segments = commit.read(path)
            except FileNotFoundError:
                time.sleep(wait)
                continue
            except commit.OtherVersionError as error:
                raise LibraryError(
                    _(
                        "The index in {path} is of another version. Run 'izde doctor --repair' to rebuild it."
                    ).format(path=path)
                ) from error
            except DAMAGE as error:
                raise damaged(self._path, error) from error
            if segments is None:
                raise LibraryError(
                    _("There is no index in {path}. Run 'izde index PATH' to make one.").format(path=path)
                )
            return segments
        raise damaged(self._path, FileNotFoundError(_("its table of contents is missing")))

    def snapshot(self) -> BlockSnapshot:
        # A commit may delete files between the reading of their names and their opening.
        for wait in _WAITS:
            opened = self._open_segments()
            if opened is not None:
                return BlockSnapshot(self._path, opened)
            time.sleep(wait)
        raise damaged(self._path, FileNotFoundError(_("a file is missing")))

    def _open_segments(self) -> list[OpenSegment] | None:
        """The segments of the last commit, or None when one of their files is not there."""
        opened: list[OpenSegment] = []
        try:
            opened += (OpenSegment.open(self._path, segment) for segment in self._segments())
        except FileNotFoundError:
            for segment in opened:
                segment.close()
            return None
        except DAMAGE as error:
            raise damaged(self._path, error) from error
        return opened

    def verify(self) -> list[str]:
        return [problem for segment in self._segments() for problem in segment.verify(self._path)]

    @contextmanager
    def batch(self) -> Iterator[WhooshBatch]:
        from izde.engines.whoosh import writer as whoosh_writer

        try:
            writer = whoosh_writer.begin(self._path)
        except whoosh_writer.LockError as error:
            raise LockedError(
                _(
                    "Another process is writing to {path}. Wait until it is done, or give --wait SECONDS."
                ).format(path=self._path)
            ) from error
        try:
            batch = whoosh_writer.WhooshBatch(writer)
            yield batch
            batch.flush()
        except BaseException:
            writer.abandon()
            raise
        else:
            writer.finish()

    def files(self) -> list[Path]:
        # A lock is no part of a commit, and a table of contents has another name in each.
        return [path for path in self._path.iterdir() if path.is_file() and not path.name.endswith("LOCK")]


#: Seconds to wait for a commit that is being made.
_WAITS = (0.01, 0.03, 0.1, 0.3, 1.0)
