"""Checksums of the index's files, so that a disk that forgets is found out.

The files of a commit never change afterwards, so each is sealed once, after the commit that wrote it. A
writer that is killed in between leaves its files unsealed until the next commit, which is no error; nor is
a seal whose file a later commit has removed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from izde.index.files import write_atomically

SEALS = "seals.json"

_CHUNK = 1 << 20


class Seal(msgspec.Struct, frozen=True, array_like=True):
    """A file's size in bytes and the CRC-32 of its content."""

    size: int
    crc: int


def seal(library: Path, files: Iterable[Path]) -> None:
    """Seal those files of the index that are not sealed yet, and forget all others. Raises OSError."""
    known = _read(library)
    seals = {}
    for file in files:
        old = known.get(_name(file))
        seals[_name(file)] = old if old is not None and old.size == file.stat().st_size else _seal(file)
    if seals != known:
        # Not forced onto the disk: a lost seal costs a check, not the library.
        write_atomically(library / SEALS, msgspec.json.encode(seals), durable=False)


def broken(library: Path, index: Path) -> list[Path]:
    """The files of the index, which is in that folder, that are not as they were sealed."""
    known = _read(library)
    files = sorted(path for path in index.glob("*") if path.is_file())
    return [file for file in files if _name(file) in known and known[_name(file)] != _seal(file)]


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _seal(file: Path) -> Seal:
    size = crc = 0
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return Seal(size, crc)


def _read(library: Path) -> dict[str, Seal]:
    try:
        return msgspec.json.decode((library / SEALS).read_bytes(), type=dict[str, Seal])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
