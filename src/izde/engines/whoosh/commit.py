"""Which segments the last commit left: Whoosh's table of contents, read without Whoosh.

Importing Whoosh takes longer than most searches, and only a writer needs it. The layout is that of every
Whoosh since 2.5: the sizes of C's int, long and float and a number that shows the byte order; the format's
version and the release that wrote it; the pickled schema; the generation; the pickled list of segments.
"""

from __future__ import annotations

import io
import pickle
import re
from pathlib import Path
from struct import Struct

from izde.engines.whoosh.segments import BlockSegment, DamagedError

_NAME = re.compile(r"_MAIN_(\d+)\.toc")
_VERSION = -111
_INT = Struct("!i")


class OtherVersionError(Exception):
    """The index was written by a Whoosh of another format."""


def read(folder: Path) -> list[BlockSegment] | None:
    """The segments of the last commit, or None when there is no index.

    Raises OSError, `OtherVersionError`, or what unpickling a damaged file raises.
    """
    names = [match for path in folder.glob("_MAIN_*.toc") if (match := _NAME.fullmatch(path.name))]
    if not names:
        return None
    generation = max(int(match.group(1)) for match in names)
    stream = io.BytesIO((folder / f"_MAIN_{generation}.toc").read_bytes())
    for _ in range(3):
        _varint(stream)
    if _int(stream) != -12345:
        raise DamagedError("the table of contents is not one of this machine")
    if _int(stream) != _VERSION:
        raise OtherVersionError
    for _ in range(3):
        _varint(stream)
    stream.seek(_varint(stream), io.SEEK_CUR)
    if _int(stream) != generation:
        raise DamagedError("the table of contents is of another commit")
    _int(stream)
    segments = pickle.load(stream)
    if not all(isinstance(segment, BlockSegment) for segment in segments):
        raise OtherVersionError
    return list(segments)


def _int(stream: io.BytesIO) -> int:
    (value,) = _INT.unpack(stream.read(4))
    return int(value)


def _varint(stream: io.BytesIO) -> int:
    value = shift = 0
    while True:
        byte = stream.read(1)[0]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
        shift += 7
