# mypy: allow-untyped-calls
"""A codec for Whoosh that keeps packed postings: a segment is two files that are mapped into memory.

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

import heapq
import mmap
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter
from struct import Struct
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

import msgspec
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.util import random_name

MAGIC = b"izde 1\n\0"
PAGE = 64

_PAGE_HEAD = Struct("=IHH")
_TAIL = Struct("=QII")
_RUN_HEAD = Struct("=II")
_offsets_at = Struct("=II").unpack_from
_count_at = Struct("=H").unpack_from

#: A term's postings: the documents, the length of each one's value, the values end to end.
Entry: TypeAlias = tuple["array[int]", "array[int]", bytes]
_KeyedEntry: TypeAlias = tuple[bytes, Entry]


class DamagedError(Exception):
    """A file of a segment is not what it should be."""


# Fields ------------------------------------------------------------------------------------------------


class _Values(Format):
    """Postings whose value is any string of bytes."""

    posting_size = -1


class Packed(FieldType):
    """A field that is given a mapping of term to value, and goes to the codec as one run of sorted terms."""

    format = _Values()

    def __init__(self) -> None:
        """Nothing is configured: the class says it all."""

    def index(
        self, value: Mapping[bytes, bytes], **_: object
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        terms = sorted(value)
        if terms:
            values = [value[term] for term in terms]
            keys = b"\0".join(terms)
            run = (
                _RUN_HEAD.pack(len(terms), len(keys)),
                keys,
                array("H", map(len, values)).tobytes(),
                *values,
            )
            yield b"", 1, 1.0, b"".join(run)


class Blob(FieldType):
    """A field that is only stored: bytes, or a number that is quick to read for all documents."""

    indexed = False
    stored = True

    def __init__(self) -> None:
        """Nothing is configured: the class says it all."""


def term(text: str) -> bytes:
    """A term's bytes: no term may hold the byte that separates terms."""
    return text.encode().replace(b"\0", b" ")


def _unpack(field: int, document: int, run: bytes) -> Iterator[_KeyedEntry]:
    """The entries of a run that `Packed` made."""
    count, length = _RUN_HEAD.unpack_from(run)
    start = _RUN_HEAD.size
    keys = run[start : start + length].split(b"\0")
    lengths = array("H", run[start + length : start + length + 2 * count])
    at = start + length + 2 * count
    mark = bytes((field,))
    documents = array("H", (document,))
    for key, size in zip(keys, lengths, strict=True):
        yield mark + key, (documents, array("H", (size,)), run[at : at + size])
        at += size


# Writing -----------------------------------------------------------------------------------------------


class _ChecksummedFile:
    """Writes a file of a segment, keeping its length and CRC-32."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.length = 0
        self.checksum = 0

    def write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self.length += len(data)
        self.checksum = crc32(data, self.checksum)

    def close(self) -> None:
        self._file.close()


class _BlobTable(msgspec.Struct, array_like=True):
    """`numbers` and `blobs` of each document; a blob is where it starts and how long it is."""

    numbers: list[dict[str, int]]
    blobs: list[dict[str, tuple[int, int]]]


class BlobsWriter:
    """Writes the stored values of documents."""

    def __init__(self, storage: Any, segment: BlockSegment) -> None:
        self._segment = segment
        self._file = _ChecksummedFile(segment.create_file(storage, BlockCodec.BLOBS))
        self._table = _BlobTable([], [])
        self.is_closed = False

    @property
    def length(self) -> int:
        """Bytes so far."""
        return self._file.length

    def start_doc(self, docnum: int) -> None:
        self._table.numbers.append({})
        self._table.blobs.append({})

    def add_field(self, fieldname: str, fieldobj: FieldType, value: Any, length: int) -> None:
        if isinstance(value, int):
            self._table.numbers[-1][fieldname] = value
        elif value is not None:
            self._table.blobs[-1][fieldname] = (self._file.length, len(value))
            self._file.write(value)

    def finish_doc(self) -> None:
        """Nothing is left to do: values were written as they came."""

    def cancel_doc(self) -> None:
        self._table.numbers.pop()
        self._table.blobs.pop()

    def close(self) -> None:
        start = self._file.length
        table = msgspec.msgpack.encode(self._table)
        self._file.write(table)
        self._file.write(_TAIL.pack(start, len(table), 0) + MAGIC)
        self._file.close()
        self._segment.checksums[BlockCodec.BLOBS] = self._file.checksum
        self.is_closed = True


class TermsWriter:
    """Writes the terms: those of new documents, and those of segments that are merged into this one."""

    def __init__(self, storage: Any, segment: BlockSegment) -> None:
        self._segment = segment
        self._file = _ChecksummedFile(segment.create_file(storage, BlockCodec.TERMS))
        self._absorbed: list[tuple[TermsReader, Callable[[int], int | None]]] = []
        self._fields: list[str] = []
        self._pages: list[int] = []
        self._first_keys: list[bytes] = []
        self._page: list[_KeyedEntry] = []
        self.is_closed = False

    def absorb(self, reader: TermsReader, renumber: Callable[[int], int | None]) -> None:
        """Take over the terms of another segment; `renumber` gives a document's new number or None."""
        self._absorbed.append((reader, renumber))

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[Any, ...]]) -> None:
        runs = {
            name: [(item[2], item[4]) for item in group] for name, group in groupby(items, key=itemgetter(0))
        }
        names = set(runs)
        for reader, _ in self._absorbed:
            names.update(reader.indexed_field_names())
        self._fields = sorted(names)
        for field, name in enumerate(self._fields, 1):
            streams = [_unpack(field, document, run) for document, run in runs.get(name, ())]
            for reader, renumber in self._absorbed:
                streams.append(_renumbered(reader.entries(name), bytes((field,)), renumber))
            if len(streams) == 1:
                self._write_all(streams[0])
            else:
                self._write_all(_merged(streams))
        if self._page:
            self._write_page()

    def _write_all(self, entries: Iterable[_KeyedEntry]) -> None:
        page = self._page
        for entry in entries:
            page.append(entry)
            if len(page) == PAGE:
                self._write_page()

    def _write_page(self) -> None:
        page = self._page
        keys = b"\0%b\0" % b"\0".join([key for key, _ in page])
        parts: list[bytes] = []
        sizes = []
        counts = array("H")
        for _, (documents, lengths, values) in page:
            counts.append(len(documents))
            parts += (documents.tobytes(), lengths.tobytes(), values)
            sizes.append(4 * len(documents) + len(values))
        self._pages.append(self._file.length)
        self._first_keys.append(page[0][0])
        self._file.write(
            b"".join(
                (
                    _PAGE_HEAD.pack(len(keys), len(page), 0),
                    array("I", accumulate(sizes, initial=0)).tobytes(),
                    counts.tobytes(),
                    keys,
                    *parts,
                )
            )
        )
        page.clear()

    def close(self) -> None:
        start = self._file.length
        first_keys = b"\0".join(self._first_keys)
        self._file.write(array("Q", self._pages).tobytes())
        self._file.write(first_keys)
        self._file.write(msgspec.msgpack.encode(self._fields))
        self._file.write(_TAIL.pack(start, len(self._pages), len(first_keys)) + MAGIC)
        self._file.close()
        self._segment.checksums[BlockCodec.TERMS] = self._file.checksum
        self.is_closed = True


def _renumbered(
    entries: Iterable[_KeyedEntry], mark: bytes, renumber: Callable[[int], int | None]
) -> Iterator[_KeyedEntry]:
    for term, (documents, lengths, values) in entries:
        numbers = [renumber(document) for document in documents]
        if None in numbers:
            kept = [at for at, number in enumerate(numbers) if number is not None]
            if not kept:
                continue
            starts = list(accumulate(lengths, initial=0))
            values = b"".join([values[starts[at] : starts[at + 1]] for at in kept])
            lengths = array("H", [lengths[at] for at in kept])
            numbers = [numbers[at] for at in kept]
        yield mark + term, (array("H", numbers), lengths, values)  # type: ignore[arg-type]


def _merged(streams: Sequence[Iterator[_KeyedEntry]]) -> Iterator[_KeyedEntry]:
    """All entries in order of key, those of one key made one. Later streams hold later documents."""
    last: bytes | None = None
    same: list[Entry] = []
    for key, entry in heapq.merge(*streams, key=itemgetter(0)):
        if key == last:
            same.append(entry)
            continue
        if last is not None:
            yield last, _joined(same)
        last, same = key, [entry]
    if last is not None:
        yield last, _joined(same)


def _joined(entries: list[Entry]) -> Entry:
    if len(entries) == 1:
        return entries[0]
    documents, lengths = array("H"), array("H")
    for more_documents, more_lengths, _ in entries:
        documents += more_documents
        lengths += more_lengths
    return documents, lengths, b"".join([values for _, _, values in entries])


# Reading -----------------------------------------------------------------------------------------------


def _map(storage: Any, segment: BlockSegment, extension: str) -> mmap.mmap:
    file = segment.open_file(storage, extension)
    try:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    finally:
        file.close()
    if data[-len(MAGIC) :] != MAGIC:
        raise DamagedError(f"{segment.make_filename(extension)} has no proper end")
    return data


class BlobsReader:
    """Reads the stored values of documents."""

    def __init__(self, storage: Any, segment: BlockSegment) -> None:
        self._segment = segment
        self._data = _map(storage, segment, BlockCodec.BLOBS)
        start, length, _ = _TAIL.unpack_from(self._data, len(self._data) - len(MAGIC) - _TAIL.size)
        try:
            self._table = msgspec.msgpack.decode(self._data[start : start + length], type=_BlobTable)
        except msgspec.DecodeError as error:
            raise DamagedError(f"{segment.make_filename(BlockCodec.BLOBS)}: {error}") from error

    def blob(self, docnum: int, name: str) -> bytes:
        """A stored value; empty when the document has none."""
        start, length = self._table.blobs[docnum].get(name, (0, 0))
        return self._data[start : start + length]

    def has(self, docnum: int, name: str) -> bool:
        """Whether the document has a stored value of that name."""
        return name in self._table.blobs[docnum]

    def part(self, docnum: int, name: str, start: int, stop: int) -> bytes:
        """A part of a stored value."""
        at, length = self._table.blobs[docnum].get(name, (0, 0))
        return self._data[at + start : at + min(stop, length)]

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
        self._data.close()


class TermsReader:
    """Reads the terms."""

    def __init__(self, storage: Any, segment: BlockSegment) -> None:
        self._data = data = _map(storage, segment, BlockCodec.TERMS)
        end = len(data) - len(MAGIC) - _TAIL.size
        start, pages, self._keys_length = _TAIL.unpack_from(data, end)
        self._keys_start = start + 8 * pages
        self._pages = array("Q", data[start : self._keys_start])
        try:
            names = msgspec.msgpack.decode(data[self._keys_start + self._keys_length : end], type=list[str])
        except msgspec.DecodeError as error:
            raise DamagedError(f"{segment.make_filename(BlockCodec.TERMS)}: {error}") from error
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
        keys_length, count, _ = _PAGE_HEAD.unpack_from(data, page)
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

    def entries(self, fieldname: str, prefix: bytes = b"") -> Iterator[_KeyedEntry]:
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
        for keys, offsets, counts, first, last, _ in self._slices(fieldname, prefix):
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
            keys_length, count, _ = _PAGE_HEAD.unpack_from(data, page)
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


# Whoosh's frame ----------------------------------------------------------------------------------------


class BlockCodec:
    """See the module."""

    TERMS = ".terms"
    BLOBS = ".blobs"
    length_stats = False

    def per_document_writer(self, storage: Any, segment: BlockSegment) -> BlobsWriter:
        return BlobsWriter(storage, segment)

    def field_writer(self, storage: Any, segment: BlockSegment) -> TermsWriter:
        return TermsWriter(storage, segment)

    def per_document_reader(self, storage: Any, segment: BlockSegment) -> BlobsReader:
        return BlobsReader(storage, segment)

    def terms_reader(self, storage: Any, segment: BlockSegment) -> TermsReader:
        return TermsReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> BlockSegment:
        return BlockSegment(indexname)


class BlockSegment:
    """What the table of contents keeps of a segment."""

    def __init__(self, indexname: str) -> None:
        self._name = f"{indexname}_{random_name(16)}"
        self.checksums: dict[str, int] = {}
        self._documents = 0
        self.deleted: set[int] = set()

    def codec(self) -> BlockCodec:
        return BlockCodec()

    def segment_id(self) -> str:
        return self._name

    def make_filename(self, extension: str) -> str:
        return self._name + extension

    def create_file(self, storage: Any, extension: str) -> Any:
        return storage.create_file(self.make_filename(extension))

    def open_file(self, storage: Any, extension: str) -> Any:
        return storage.open_file(self.make_filename(extension))

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

    def length(self, storage: Any) -> int:
        """Bytes on disk."""
        return sum(
            storage.file_length(self.make_filename(extension))
            for extension in (BlockCodec.TERMS, BlockCodec.BLOBS)
        )

    def verify(self, storage: Any) -> list[str]:
        """What is wrong with the segment's files, a sentence each; empty when all is well."""
        problems = []
        for extension, expected in self.checksums.items():
            name = self.make_filename(extension)
            try:
                file = storage.open_file(name)
            except OSError as error:
                problems.append(f"{name} cannot be opened ({error.strerror}).")
                continue
            checksum = 0
            while piece := file.read(1 << 20):
                checksum = crc32(piece, checksum)
            file.close()
            if checksum != expected:
                problems.append(f"{name} has changed since it was written.")
        return problems


class OpenSegment(NamedTuple):
    """A segment with its readers."""

    segment: BlockSegment
    terms: TermsReader
    blobs: BlobsReader

    @classmethod
    def open(cls, storage: Any, segment: BlockSegment) -> OpenSegment:
        codec = segment.codec()
        return cls(segment, codec.terms_reader(storage, segment), codec.per_document_reader(storage, segment))

    def close(self) -> None:
        self.terms.close()
        self.blobs.close()
