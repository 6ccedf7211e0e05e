# mypy: allow-untyped-calls
"""Writing a commit: Whoosh's writer for blocks, and which segments a commit merges."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, LockError
from whoosh.writing import SegmentWriter

from izde.engines.interface import IndexedArticle, SourceEntry
from izde.engines.whoosh.blocks import SEQUENCES, Block, entry_fields
from izde.engines.whoosh.codec import Blob, BlockCodec, Packed
from izde.engines.whoosh.segments import BlockSegment, OpenSegment, term

__all__ = ["BlockWriter", "LockError", "WhooshBatch", "begin", "create", "merge"]

#: So many segments of about one size are merged into one.
FAN = 8
#: A commit merges so much at most: these bytes, or so many times the records that it adds, or this part of
#: the library.
MERGE_BYTES = 32 << 20
MERGE_TIMES = 20
MERGE_SHARE = 1 / 32
#: Documents in a merged segment: their numbers are of two bytes, and new ones come in beside them.
MOST_DOCUMENTS = 50_000


def schema() -> Schema:
    """The fields of the module's docstring."""
    packed = ("bag", "facet", "glossary", "id", "source", "entry")
    stored = ("articles", "record", "heads", "cards", "bodies", *SEQUENCES.values())
    return Schema(**{name: Packed() for name in packed}, **{name: Blob() for name in stored})


class DurableStorage(FileStorage):
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


class BlockWriter(SegmentWriter):
    """Whoosh's writer, with a quicker way to take over a segment."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=BlockCodec(), compound=False, limitmb=1024)
        self._opened: dict[BlockSegment, OpenSegment] = {}

    def open_segment(self, segment: BlockSegment) -> OpenSegment:
        """The segment's readers, which the writer closes when it is done."""
        opened = self._opened.get(segment)
        if opened is None:
            opened = self._opened[segment] = OpenSegment.open(Path(self.storage.folder), segment)
        return opened

    def take_over(self, segment: BlockSegment) -> None:
        """Copy the live documents of a segment into the one that is being written."""
        source = self.open_segment(segment)
        base = self.docnum
        documents = self.write_per_doc(set(self.schema.names()), source.blobs)
        self.fieldwriter.absorb(source.terms, documents.get if documents is not None else base.__add__)
        self._added = True

    def finish(self) -> None:
        """Commit."""
        try:
            self.commit(mergetype=merge)
        finally:
            self._close_segments()

    def abandon(self) -> None:
        """Leave everything as it was."""
        try:
            self.cancel()
        finally:
            self._close_segments()

    def _close_segments(self) -> None:
        for opened in self._opened.values():
            opened.close()
        self._opened.clear()


def create(path: Path) -> None:
    """Write the table of contents of an empty index."""
    TOC.create(DurableStorage(str(path)), schema())


def begin(path: Path) -> BlockWriter:
    """Open the writer. Raises LockError when there is another, at once."""
    return BlockWriter(FileIndex(DurableStorage(str(path)), schema=schema()))


class WhooshBatch:
    """See `izde.engines.interface.Batch`."""

    def __init__(self, writer: BlockWriter) -> None:
        self._writer = writer
        self._block: Block | None = None
        self._ids: set[str] = set()

    def add(self, article: IndexedArticle) -> None:
        id = article.article.id
        if id in self._ids:
            raise ValueError(f"two articles of one batch have the id {id!r}")
        self._ids.add(id)
        if self._block is not None and (self._block.source != article.source or self._block.full):
            self.flush()
        if self._block is None:
            self._block = Block(article.source)
        self._block.add(article)

    def put_source(self, entry: SourceEntry) -> None:
        self._delete("entry", entry.source)
        self._writer.add_document(**entry_fields(entry))

    def delete_source(self, source: str) -> None:
        self._delete("source", source)

    def flush(self) -> None:
        """Hand the articles that wait to Whoosh's writer."""
        if self._block is not None:
            self._writer.add_document(**self._block.fields())
            self._block = None

    def _delete(self, field: str, source: str) -> None:
        for segment in self._writer.segments:
            found = self._writer.open_segment(segment).terms.find(field, term(source))
            for document in found[0] if found else ():
                segment.delete_document(document)


def merge(writer: BlockWriter, segments: list[BlockSegment]) -> list[BlockSegment]:
    """Whoosh's hook: take some segments over into the new one and return those that stay.

    Log-structured, but with a bound on what one commit does, so that adding an issue costs about the same
    however many there are: when `FAN` segments are within a factor of `FAN` in size, the new one included,
    they become one, unless that is too much for one commit. A segment that is mostly deleted goes as well.
    """
    live = [segment for segment in segments if segment.doc_count()]
    sizes = {segment: _live_bytes(segment, Path(writer.storage.folder)) for segment in live}
    bound = max(MERGE_BYTES, writer.perdocwriter.length * MERGE_TIMES, sum(sizes.values()) * MERGE_SHARE)
    chosen: list[BlockSegment] = []
    for segment in live:
        if segment.deleted_count() > segment.doc_count() and sizes[segment] <= bound:
            chosen.append(segment)
            bound -= sizes[segment]
    stay = sorted((segment for segment in live if segment not in chosen), key=sizes.__getitem__)
    for start in range(len(stay) - FAN + 2):
        group = stay[start : start + FAN - 1]
        documents = sum(segment.doc_count() for segment in group + chosen)
        if sum(sizes[segment] for segment in group) > bound or documents > MOST_DOCUMENTS:
            break
        if sizes[group[-1]] <= FAN * sizes[group[0]]:
            chosen += group
            break
    for segment in chosen:
        writer.take_over(segment)
    return [segment for segment in live if segment not in chosen]


def _live_bytes(segment: BlockSegment, folder: Path) -> int:
    """About how much of a segment is not deleted."""
    return segment.length(folder) * segment.doc_count() // segment.doc_count_all()
