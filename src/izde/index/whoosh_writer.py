# mypy: allow-untyped-calls
"""Whoosh's writer for blocks, and which segments a commit merges."""

from __future__ import annotations

from typing import Any

from whoosh.writing import SegmentWriter

from izde.index.whoosh_codec import BlockCodec, BlockSegment, OpenSegment

#: Bytes: so much may always be merged in one commit,
MERGE_BYTES = 16 << 20
#: or this part of the library, whichever is more.
MERGE_SHARE = 1 / 32
#: So many segments of about one size are merged into one.
FAN = 8


class BlockWriter(SegmentWriter):
    """Whoosh's writer, with a quicker way to take over a segment."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=BlockCodec(), compound=False, limitmb=1024)
        self._taken: list[OpenSegment] = []

    def take_over(self, segment: BlockSegment) -> None:
        """Copy the live documents of a segment into the one that is being written."""
        source = OpenSegment.open(self.storage, segment)
        self._taken.append(source)
        base = self.docnum
        documents = self.write_per_doc(set(self.schema.names()), source.blobs)
        self.fieldwriter.absorb(source.terms, documents.get if documents is not None else base.__add__)
        self._added = True

    def _finish(self) -> None:
        for source in self._taken:
            source.close()
        super()._finish()


def merge(writer: BlockWriter, segments: list[BlockSegment]) -> list[BlockSegment]:
    """Whoosh's hook: take some segments over into the new one and return those that stay.

    Log-structured, but with a bound on what one commit does, so that adding an issue costs about the same
    however many there are: when `FAN` segments are within a factor of `FAN` in size, the new one included,
    they become one, unless that is too much for one commit. A segment that is mostly deleted goes as well.
    """
    sizes = {segment: segment.length(writer.storage) for segment in segments}
    bound = max(MERGE_BYTES, sum(sizes.values()) * MERGE_SHARE)
    chosen: list[BlockSegment] = [segment for segment in segments if segment.doc_count() == 0]
    live = [segment for segment in segments if segment.doc_count()]
    for segment in live:
        if segment.deleted_count() > segment.doc_count() and sizes[segment] <= bound:
            chosen.append(segment)
            bound -= sizes[segment]
    live = sorted((segment for segment in live if segment not in chosen), key=sizes.__getitem__)
    for start in range(max(0, len(live) - FAN + 2)):
        group = live[start : start + FAN - 1]
        total = sum(sizes[segment] for segment in group)
        if total > bound:
            break
        if sizes[group[-1]] <= FAN * sizes[group[0]]:
            chosen += group
            break
    for segment in chosen:
        if segment.doc_count():
            writer.take_over(segment)
    return [segment for segment in segments if segment not in chosen]
