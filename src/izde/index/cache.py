"""What extraction made of each file, kept by the file's content.

A record is one file: a line of JSON (`Header`) with, after a tab, its SHA-256, then the extraction as
zlib-compressed JSON. Its name is the SHA-256 of the source file's content and a digest of everything else
that extraction depends on, so that a record is never stale: another content, extractor or option has
another name. The header repeats what a lost index would have to know of the source, and the checksum of
what follows it. The headers of old records have no checksum of their own.
"""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from izde.index.files import UNFINISHED, write_atomically
from izde.model import Extraction

SUFFIX = ".record"

#: zlib's fastest level: the higher ones halve the speed for a tenth less size.
_LEVEL = 1


class Key(msgspec.Struct, frozen=True):
    """What an extraction depends on: content, version of the extractor, and the user's options, which
    are (name, value) pairs in order of name."""

    checksum: str
    extractor: str
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        rest = msgspec.json.encode((self.extractor, self.options))
        return f"{self.checksum}-{hashlib.sha256(rest).hexdigest()[:8]}{SUFFIX}"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The source of a record, as it was when it was read, and what the user has taken out since.

    `failure` says why nothing could be made of the file, in the `language` of the interface at that time;
    `source` and `mark` are the source's key and what its ids carry, where these are not what a library of
    this file alone would have; `payload` is the SHA-256 of the rest.
    """

    key: Key
    path: str
    kind: str
    size: int
    modified: int
    written: str
    failure: str | None = None
    language: str = "en"
    removed: tuple[str, ...] = ()
    source: str = ""
    mark: str = ""
    payload: str = ""


class Record(msgspec.Struct, frozen=True):
    """A header with its extraction, which is None for a failure."""

    header: Header
    extraction: Extraction | None


class Cache:
    """The records in a folder. Every method that writes raises OSError."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, key: Key) -> Record | None:
        """The record under `key`; None where there is none or where it is damaged."""
        return self.read(self._file(key))

    def has(self, key: Key) -> bool:
        """Whether there is a record under `key`; it may turn out to be damaged."""
        return self._file(key).exists()

    def put(self, header: Header, extraction: Extraction | None) -> None:
        payload = zlib.compress(msgspec.json.encode(extraction), _LEVEL)
        header = msgspec.structs.replace(header, payload=hashlib.sha256(payload).hexdigest())
        line = msgspec.json.encode(header)
        file = self._file(header.key)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, b"%b\t%b\n%b" % (line, _digest(line), payload))

    def amend(self, key: Key, **changes: Any) -> None:
        """Change fields of a record's header: what the index knows of the source, for when it is lost."""
        record = self.get(key)
        if record is not None:
            header = msgspec.structs.replace(record.header, **changes)
            if header != record.header:
                self.put(header, record.extraction)

    def discard(self, checksum: str, keep: Key | None = None) -> None:
        """Delete the records of a content, but for the one under `keep`."""
        for file in self._folder(checksum).glob(f"{checksum}-*{SUFFIX}"):
            if keep is None or file.name != keep.name:
                with contextlib.suppress(FileNotFoundError):
                    file.unlink()

    def files(self) -> Iterator[Path]:
        """The files of all records, in order."""
        yield from sorted(self.path.glob(f"*/*{SUFFIX}"))

    def leftovers(self) -> Iterator[Path]:
        """Files that a writer began and did not finish."""
        yield from sorted(self.path.glob(f"*/*{UNFINISHED}"))

    @staticmethod
    def header(file: Path) -> Header | None:
        """The header of a record's file, None where it is damaged."""
        try:
            with file.open("rb") as opened:
                return _header(opened.readline().rstrip(b"\n"))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    @staticmethod
    def read(file: Path) -> Record | None:
        """A record's file, checked against its checksum; None where it is missing or damaged."""
        try:
            first, _, payload = file.read_bytes().partition(b"\n")
            header = _header(first)
            if header is None or header.key.name != file.name:
                return None
            if header.payload != hashlib.sha256(payload).hexdigest():
                return None
            return Record(header, msgspec.json.decode(zlib.decompress(payload), type=Extraction | None))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, zlib.error):
            return None

    def _folder(self, checksum: str) -> Path:
        return self.path / checksum[:2]

    def _file(self, key: Key) -> Path:
        return self._folder(key.checksum) / key.name


def _header(line: bytes) -> Header | None:
    """The header that a record's first line holds, None where it is not as it was written. Raises
    msgspec.DecodeError."""
    header, sealed, digest = line.partition(b"\t")  # JSON has no bare tab
    if sealed and digest != _digest(header):
        return None
    return msgspec.json.decode(header, type=Header)


def _digest(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode("ascii")
