"""The files of a segment, and reading them: packed postings in two files that are mapped into memory.

Whoosh's own codec spends about a hundred bytes and twenty microseconds on every term of a segment. Here a
term costs its key, six bytes, and its values, so that an issue's sixty thousand terms are written in a
fraction of the time and a fifth of the space, and a posting list is read with two slices.

`.terms` holds the terms in order, in pages of `PAGE`:

    page    u32 length of the keys, u16 number of terms n, u16 unused
            u32 * (n + 1)   where each term's postings start, from the page's first posting on
            u16 * n         in how many documents each term stands
            keys            each between two zero bytes; a key is a byte for its field (from 1), then the term
            postings        for each term: u16 documents, u16 lengths of their values, the values
    tail    u64 * pages     where each page starts
            the first key of each page, separated by zero bytes
            the names of the fields, as MessagePack
            u64 start, u32 pages, u32 length of the first keys; then `MAGIC`

`.blobs` holds the stored values of the documents, one after the other, and a MessagePack table of where
they are. Both files are opened, and mapped, when a segment is: later commits may then delete them without
harm to whoever reads. Numbers are in the machine's own byte order, as Whoosh's table of contents is.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from pickle import UnpicklingError
from typing import NamedTuple, TypeAlias

import msgspec

from izde.errors import LibraryError
from izde.interface import _

MAGIC = b"izde 3\n\0"
PAGE = 64
#: The extensions of the two files.
TERMS = ".terms"
BLOBS = ".blobs"

PAGE_HEAD = struct.Struct("=IHH")
TAIL = struct.Struct("=QII")
_offsets_at = struct.Struct("=II").unpack_from
_count_at = struct.Struct("=H").unpack_from

#: A term's postings: the documents, the length of each one's value, the values end to end.
Entry: TypeAlias = tuple["array[int]", "array[int]", bytes]
KeyedEntry: TypeAlias = tuple[bytes, Entry]


class DamagedError(Exception):
    """A file of an index is not what it should be."""


#: What reading a file that is not what it should be raises.
DAMAGE = (
    DamagedError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    EOFError,
    TypeError,
    AttributeError,
    ImportError,
    UnpicklingError,
    zlib.error,
    struct.error,
)


def damaged(path: Path, error: Exception) -> LibraryError:
    """The error that the user meets."""
    return LibraryError(
        _("The index in {path} is damaged ({error}). Run 'izde doctor --repair' to rebuild it.").format(
            path=path, error=error
        )
    )


def term(text: str) -> bytes:
    """A term's bytes: no term may hold the byte that separates terms."""
    return text.encode().replace(b"\0", b" ")


class BlockSegment:
    """What the table of contents keeps of a segment."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.checksums: dict[str, int] = {}
        self._documents = 0
        self.deleted: set[int] = set()

    def segment_id(self) -> str:
        return self._name

    def make_filename(self, extension: str) -> str:
        return self._name + extension

    def is_compound(self) -> bool:
        return False

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, doccount: int) -> None:
        self._documents = doccount

    def doc_count_all(self) -> int:
        return self._documents

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self._documents - len(self.deleted)

    def has_deletions(self) -> bool:
        return bool(self.deleted)

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> Iterable[int]:
        return sorted(self.deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        if delete:
            self.deleted.add(docnum)
        else:
            self.deleted.discard(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def length(self, folder: Path) -> int:
        """Bytes on disk."""
        return sum((folder / self.make_filename(extension)).stat().st_size for extension in (TERMS, BLOBS))

    def verify(self, folder: Path) -> list[str]:
        """What is wrong with the segment's files, a sentence each; empty when all is well."""
        problems = []
        for extension, expected in self.checksums.items():
            name = self.make_filename(extension)
            checksum = 0
            try:
                with (folder / name).open("rb") as file:
                    while piece := file.read(1 << 20):
                        checksum = zlib.crc32(piece, checksum)
            except OSError as error:
                problems.append(f"{name} cannot be read ({error.strerror}).")
                continue
            if checksum != expected:
                problems.append(f"{name} has changed since it was written.")
        return problems


class BlobTable(msgspec.Struct, array_like=True):
    """`numbers` and `blobs` of each document; a blob is where it starts and how long it is."""

    numbers: list[dict[str, int]]
    blobs: list[dict[str, tuple[int, int]]]


def _map(folder: Path, segment: BlockSegment, extension: str) -> mmap.mmap:
    name = segment.make_filename(extension)
    with (folder / name).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if data[-len(MAGIC) :] != MAGIC:
        raise DamagedError(f"{name} has no proper end")
    return data


class BlobsReader:
    """Reads the stored values of documents."""

    def __init__(self, folder: Path, segment: BlockSegment) -> None:
        self._segment = segment
        self._data = _map(folder, segment, BLOBS)
        self._view = memoryview(self._data)
        start, length, _checksum = TAIL.unpack_from(self._data, len(self._data) - len(MAGIC) - TAIL.size)
        try:
            self._table = msgspec.msgpack.decode(self._data[start : start + length], type=BlobTable)
        except msgspec.DecodeError as error:
            raise DamagedError(f"{segment.make_filename(BLOBS)}: {error}") from error

    def blob(self, docnum: int, name: str) -> bytes:
        """A stored value; empty when the document has none."""
        start, length = self._table.blobs[docnum].get(name, (0, 0))
        return self._data[start : start + length]

    def view(self, docnum: int, name: str) -> memoryview:
        """A stored value without a copy."""
        start, length = self._table.blobs[docnum].get(name, (0, 0))
        return self._view[start : start + length]

    def has(self, docnum: int, name: str) -> bool:
        """Whether the document has a stored value of that name."""
        return name in self._table.blobs[docnum]

    def part(self, docnum: int, name: str, start: int, stop: int) -> memoryview:
        """A part of a stored value."""
        at, length = self._table.blobs[docnum].get(name, (0, 0))
        return self._view[at + start : at + min(stop, length)]

    def numbers(self, name: str) -> Iterator[int]:
        """A stored number of every document; 0 where there is none."""
        return (numbers.get(name, 0) for numbers in self._table.numbers)

    def has_deletions(self) -> bool:
        return self._segment.has_deletions()

    def iter_docs(self) -> Iterator[tuple[int, dict[str, bytes | int]]]:
        """The documents that are not deleted, with what is stored of them."""
        for document in range(self._segment.doc_count_all()):
            if not self._segment.is_deleted(document):
                yield document, self.stored_fields(document)

    def stored_fields(self, docnum: int) -> dict[str, bytes | int]:
        stored: dict[str, bytes | int] = {name: self.blob(docnum, name) for name in self._table.blobs[docnum]}
        stored.update(self._table.numbers[docnum])
        return stored

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return default

    def close(self) -> None:
        self._view.release()
        try:
            self._data.close()
        except BufferError:
            # Somebody still holds a part of it; it goes when that does.
            return


class TermsReader:
    """Reads the terms."""

    def __init__(self, folder: Path, segment: BlockSegment) -> None:
        self._data = data = _map(folder, segment, TERMS)
        end = len(data) - len(MAGIC) - TAIL.size
        start, pages, self._keys_length = TAIL.unpack_from(data, end)
        self._keys_start = start + 8 * pages
        self._pages = array("Q", data[start : self._keys_start])
        try:
            names = msgspec.msgpack.decode(data[self._keys_start + self._keys_length : end], type=list[str])
        except msgspec.DecodeError as error:
            raise DamagedError(f"{segment.make_filename(TERMS)}: {error}") from error
        self._fields = {name: bytes((number,)) for number, name in enumerate(names, 1)}
        self._loaded_keys: list[bytes] | None = None

    @property
    def _first_keys(self) -> list[bytes]:
        if self._loaded_keys is None:
            start = self._keys_start
            keys = self._data[start : start + self._keys_length]
            self._loaded_keys = keys.split(b"\0") if self._pages else []
        return self._loaded_keys

    def find(self, fieldname: str, text: bytes) -> Entry | None:
        """A term's postings, or None."""
        mark = self._fields.get(fieldname)
        if mark is None:
            return None
        key = mark + text
        number = bisect_right(self._first_keys, key) - 1
        if number < 0:
            return None
        data = self._data
        page = self._pages[number]
        keys_length, count, _rest = PAGE_HEAD.unpack_from(data, page)
        offsets = page + 8
        counts = offsets + 4 * count + 4
        keys = counts + 2 * count
        found = data.find(b"\0%b\0" % key, keys, keys + keys_length)
        if found < 0:
            return None
        index = data[keys:found].count(b"\0")
        start, stop = _offsets_at(data, offsets + 4 * index)
        (documents,) = _count_at(data, counts + 2 * index)
        at = keys + keys_length
        return _entry(data[at + start : at + stop], documents)

    def entries(self, fieldname: str, prefix: bytes = b"") -> Iterator[KeyedEntry]:
        """The terms of a field that start with `prefix`, in order, with their postings."""
        for keys, offsets, counts, first, last, at in self._slices(fieldname, prefix):
            postings = self._data[at + offsets[first] : at + offsets[last]]
            base = offsets[first]
            for index in range(first, last):
                yield (
                    keys[index][1:],
                    _entry(postings[offsets[index] - base : offsets[index + 1] - base], counts[index]),
                )

    def sizes(self, fieldname: str, prefix: bytes = b"") -> Iterator[tuple[bytes, int]]:
        """The terms of a field that start with `prefix`, in order, with the bytes that their values take."""
        for keys, offsets, counts, first, last, _rest in self._slices(fieldname, prefix):
            for index in range(first, last):
                yield keys[index][1:], offsets[index + 1] - offsets[index] - 4 * counts[index]

    def _slices(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[list[bytes], array[int], array[int], int, int, int]]:
        """The pages that hold terms with a prefix: keys, offsets, counts, the first and the last such term
        (exclusive), and where the page's postings start."""
        mark = self._fields.get(fieldname)
        if mark is None:
            return
        wanted = mark + prefix
        data = self._data
        for number in range(max(0, bisect_right(self._first_keys, wanted) - 1), len(self._pages)):
            page = self._pages[number]
            keys_length, count, _rest = PAGE_HEAD.unpack_from(data, page)
            at = page + 8
            offsets = array("I", data[at : at + 4 * count + 4])
            at += 4 * count + 4
            counts = array("H", data[at : at + 2 * count])
            at += 2 * count
            keys = data[at + 1 : at + keys_length - 1].split(b"\0")
            at += keys_length
            first = last = bisect_left(keys, wanted)
            while last < count and keys[last].startswith(wanted):
                last += 1
            if first < last:
                yield keys, offsets, counts, first, last, at
            if last < count:
                return

    def indexed_field_names(self) -> Iterable[str]:
        return self._fields.keys()

    def close(self) -> None:
        self._data.close()


def _entry(postings: bytes, documents: int) -> Entry:
    return (
        array("H", postings[: 2 * documents]),
        array("H", postings[2 * documents : 4 * documents]),
        postings[4 * documents :],
    )


class OpenSegment(NamedTuple):
    """A segment with its readers."""

    segment: BlockSegment
    terms: TermsReader
    blobs: BlobsReader

    @classmethod
    def open(cls, folder: Path, segment: BlockSegment) -> OpenSegment:
        """Raises OSError for a file that is missing, DamagedError or ValueError for one that is damaged."""
        return cls(segment, TermsReader(folder, segment), BlobsReader(folder, segment))

    def close(self) -> None:
        self.terms.close()
        self.blobs.close()
