"""Checksums of the index's files, so that a disk that forgets is found out.

The files of a commit never change afterwards, so each is sealed once, after the commit that wrote it. A
writer that is killed in between leaves its files unsealed until the next commit, which is no error; nor is
a seal whose file a later commit has removed. The seals themselves are sealed under their own file's name.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from izde.index.files import write_atomically
from izde.index.versions import INDEX

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
        data = msgspec.json.encode({SEALS: _own(seals), **seals})
        write_atomically(library / SEALS, data, durable=False)


def is_whole(library: Path) -> bool:
    """Whether the seals themselves are as they were written; those of old, which were not sealed, are, and
    so are none."""
    try:
        seals = msgspec.json.decode((library / SEALS).read_bytes(), type=dict[str, Seal])
    except FileNotFoundError:
        return True
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return False
    own = seals.pop(SEALS, None)
    return own == _own(seals) if own is not None else all(name.startswith(INDEX) for name in seals)


def exist(library: Path) -> bool:
    """Whether anything was sealed."""
    return (library / SEALS).exists()


def discard(library: Path) -> None:
    """Forget the seals, so that the next ones are taken of the files as they are. Raises OSError."""
    (library / SEALS).unlink(missing_ok=True)


def broken(library: Path, index: Path) -> list[Path]:
    """The files of the index, which is in that folder, that are not as they were sealed."""
    known = _read(library)
    files = sorted(path for path in index.glob("*") if path.is_file())
    return [file for file in files if _name(file) in known and known[_name(file)] != _seal(file)]


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _own(seals: dict[str, Seal]) -> Seal:
    """The seal of seals."""
    return Seal(len(seals), zlib.crc32(msgspec.json.encode(sorted(seals.items()))))


def _seal(file: Path) -> Seal:
    size = crc = 0
    with file.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return Seal(size, crc)


def _read(library: Path) -> dict[str, Seal]:
    """The seals, none where they are not as they were written."""
    if not is_whole(library):
        return {}
    try:
        seals = msgspec.json.decode((library / SEALS).read_bytes(), type=dict[str, Seal])
    except FileNotFoundError:
        return {}
    seals.pop(SEALS, None)
    return seals
