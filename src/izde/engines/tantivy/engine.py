"""Opening and writing an index of Tantivy's."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, TypeVar
from zlib import crc32

import tantivy

from izde.engines.interface import IndexedArticle, SourceEntry
from izde.engines.tantivy import documents
from izde.engines.tantivy.snapshot import DAMAGE, TantivySnapshot, damaged
from izde.errors import LibraryError, LockedError
from izde.interface import _

#: Bytes that a writer may hold before it writes a segment.
_HEAP = 100_000_000
#: The files of Tantivy's that change, or say who writes.
_CHANGING = ("meta.json", ".managed.json")
#: The last bytes of each of its files: the length of a footer of JSON, and a number that says that it is one.
_FOOTER_MAGIC = 1337
_CHUNK = 1 << 20

T = TypeVar("T")


class TantivyEngine:
    """See `izde.engines.interface.Engine`; a folder is all that it needs to know."""

    damage: ClassVar[tuple[type[Exception], ...]] = DAMAGE
    settings: Mapping[str, str] = {}

    def __init__(self, path: Path, index: tantivy.Index) -> None:
        self._path = path
        self._index = index

    @classmethod
    def create(cls, path: Path, _settings: Mapping[str, str] = {}) -> TantivyEngine:
        try:
            path.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(documents.schema(), str(path), reuse=False)
        except (OSError, ValueError) as error:
            raise LibraryError(
                _("Cannot make an index in {path}: {reason}. Choose another --library.").format(
                    path=path, reason=getattr(error, "strerror", None) or error
                )
            ) from error
        documents.register(index)
        return cls(path, index)

    @classmethod
    def open(cls, path: Path, _settings: Mapping[str, str] = {}) -> TantivyEngine:
        if not (path / "meta.json").exists():
            raise LibraryError(
                _("There is no index in {path}. Run 'izde index PATH' to make one.").format(path=path)
            )
        index = _opened(path, lambda: tantivy.Index.open(str(path)))
        documents.register(index)
        return cls(path, index)

    @classmethod
    def drop(cls, path: Path, _settings: Mapping[str, str] = {}) -> None:
        shutil.rmtree(path, ignore_errors=True)

    def snapshot(self) -> TantivySnapshot:
        def searcher() -> tantivy.Searcher:
            self._index.reload()
            return self._index.searcher()

        return _opened(self._path, lambda: TantivySnapshot(self._path, self._index.schema, searcher()))

    def verify(self) -> list[str]:
        return [
            _("{file} is not as it was written").format(file=path.name)
            for path in self.files()
            if not _is_whole(path)
        ]

    def files(self) -> list[Path]:
        return [
            path
            for path in self._path.iterdir()
            if path.is_file() and path.name not in _CHANGING and path.suffix != ".lock"
        ]

    @contextmanager
    def batch(self) -> Iterator[TantivyBatch]:
        try:
            writer = self._index.writer(_HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise
            raise LockedError(
                _(
                    "Another process is writing to {path}. Wait until it is done, or give --wait SECONDS."
                ).format(path=self._path)
            ) from error
        try:
            batch = TantivyBatch(self._index.schema, writer)
            yield batch
            batch.finish()
            with _as_os_error():
                writer.commit()
        except BaseException:
            with _as_os_error():
                writer.rollback()
            raise
        finally:
            # This ends the writer and gives its lock back, when the merges in its threads are done.
            with _as_os_error():
                writer.wait_merging_threads()


class TantivyBatch:
    """See `izde.engines.interface.Batch`."""

    def __init__(self, schema: tantivy.Schema, writer: tantivy.IndexWriter) -> None:
        self._schema = schema
        self._writer = writer
        self._name = os.urandom(9).hex()
        self._ids: set[str] = set()
        self._entries: dict[str, SourceEntry] = {}
        self._deleted: set[str] = set()

    def add(self, article: IndexedArticle) -> None:
        id = article.article.id
        if id in self._ids:
            raise ValueError(f"two articles of one batch have the id {id!r}")
        self._ids.add(id)
        with _as_os_error():
            for document in documents.of_article(article, self._name):
                self._writer.add_document(document)

    def put_source(self, entry: SourceEntry) -> None:
        self._entries[entry.source] = entry

    def delete_source(self, source: str) -> None:
        self._deleted.add(source)

    def finish(self) -> None:
        """Hand over what waits: Tantivy would delete what is added before, too."""
        with _as_os_error():
            for source in self._deleted:
                self._delete("source", source)
            for source in self._deleted | self._entries.keys():
                self._delete("entry", source)
            for entry in self._entries.values():
                self._writer.add_document(documents.of_entry(entry, self._name))

    def _delete(self, field: str, source: str) -> None:
        """Delete what was committed before this batch."""
        of, occur = tantivy.Query, tantivy.Occur
        there = of.term_query(self._schema, field, source, "basic")
        ours = of.term_query(self._schema, "batch", self._name, "basic")
        self._writer.delete_documents_by_query(of.boolean_query([(occur.Must, there), (occur.MustNot, ours)]))


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Tantivy tells of a full disk in words; the library listens to the system's errors."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        raise OSError(0, str(error)) from error


def _opened(path: Path, open: Callable[[], T]) -> T:
    try:
        return open()
    except DAMAGE as error:
        raise damaged(path, error) from error


def _is_whole(path: Path) -> bool:
    """Whether a file is as its footer says; those of deletions have one, too."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size < 8:
            return False
        file.seek(size - 8)
        length, magic = (int.from_bytes(file.read(4), "little") for _ in range(2))
        if magic != _FOOTER_MAGIC or length > size - 8:
            return False
        file.seek(size - 8 - length)
        try:
            wanted = json.loads(file.read(length))["crc"]
        except (ValueError, KeyError, TypeError):
            return False
        file.seek(0)
        left, crc = size - 8 - length, 0
        while left:
            chunk = file.read(min(_CHUNK, left))
            left -= len(chunk)
            crc = crc32(chunk, crc)
        return bool(crc == wanted)
