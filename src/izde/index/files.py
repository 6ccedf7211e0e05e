"""Files that are either wholly there or not at all, whenever the process or the machine stops."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

#: The suffix of a file that is being written. One that is found later is a leftover.
UNFINISHED = ".unfinished"

_CHUNK = 1 << 20


def write_atomically(path: Path, data: bytes, durable: bool = True) -> None:
    """Put `data` at `path`, replacing what is there, so that a reader sees the old or the new whole.

    If `durable`, the data is on the disk before the name is, and the name is before this returns, so that
    it outlives a power cut. Raises OSError.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    if durable:
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Put the names in a folder on the disk. Does nothing where folders cannot be opened (Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum(path: str | Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits. Raises OSError."""
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
