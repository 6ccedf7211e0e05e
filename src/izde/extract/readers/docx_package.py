"""Opens a Word file: tells it from other files by its content, and bounds what it may unpack to."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from izde import errors
from izde.interface import _

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ZIP = b"PK\x03\x04"
#: The beginning of Microsoft's older container: a .doc, or a .docx under a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What a compound file names its streams by, as it writes names.
_ENCRYPTED, _OLD_WORD = ("EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le"))
_TYPES, _BODY_TYPE = "[Content_Types].xml", b"wordprocessingml.document.main+xml"
_TEMPLATE_TYPES = (b"wordprocessingml.template.main+xml", b"ms-word.document.macroEnabled.main+xml")

#: Bytes that one XML part, and all parts of a file, may unpack to; and how many parts there may be.
MAX_PART, MAX_WHOLE, MAX_PARTS = 64_000_000, 600_000_000, 20_000
_MAX_TYPES = 1_000_000


def is_word(path: Path, head: bytes) -> bool:
    """Whether the file is a Word file: `head` are its first bytes.

    Raises WordEncrypted and OldWord for what Word wrote and cannot be read here.
    """
    if head.startswith(COMPOUND):
        _refuse_compound(path)
        return False
    if not head.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.NameToInfo.get(_TYPES)
            if entry is None or entry.file_size > _MAX_TYPES:
                return False
            types = archive.read(entry)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        if b"word/" in head or path.suffix.lower() == ".docx":
            raise errors.WordDamaged(path, _cause(error)) from error
        return False
    return _BODY_TYPE in types or any(kind in types for kind in _TEMPLATE_TYPES)


def _refuse_compound(path: Path) -> None:
    with path.open("rb") as file:
        data = file.read(MAX_PART)
    if _ENCRYPTED in data:
        raise errors.WordEncrypted(path)
    if _OLD_WORD in data:
        raise errors.OldWord(path)


def open_word(path: Path) -> WordDocument:
    """The document by python-docx. Raises WordMissing, WordTooLarge, WordDamaged."""
    try:
        import docx
    except ImportError as error:
        raise errors.WordMissing(path) from error
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        _check_sizes(path)
        return docx.Document(str(path))
    except (
        zipfile.BadZipFile,
        LxmlError,
        OSError,
        KeyError,
        ValueError,
        AttributeError,
        RuntimeError,
        NotImplementedError,
        OpcError,
    ) as error:
        raise errors.WordDamaged(path, _cause(error)) from error


def _check_sizes(path: Path) -> None:
    """Refuse what would fill the memory. An entry is never unpacked beyond the size that it states."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    largest = max((e.file_size for e in entries if e.filename.endswith((".xml", ".rels"))), default=0)
    whole = sum(entry.file_size for entry in entries)
    if largest > MAX_PART or whole > MAX_WHOLE or len(entries) > MAX_PARTS:
        raise errors.WordTooLarge(path, max(largest, whole) // 1_000_000)


def _cause(error: BaseException) -> str:
    text = " ".join(str(error).split())[:120]
    return text or _("its parts cannot be read")
