"""What a library was made with, and what this version of Izde would make it with.

Three things grow old apart. The *format* is the layout of the library's folder and of the engine's files:
another one means a new index from the cache. The *extractor* reads files: a new one reads them again. The
*analyzer* makes terms of articles: a new one indexes the cached records again, without reading the files.
Extractor and analyzer are kept for each source, so that an upgrade that is cut short continues.
"""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path

import msgspec

from izde.errors import LibraryDamaged, LibraryUnreadable, LibraryVersion, NoLibrary, NotALibrary
from izde.interface import _

#: The layout of a library that this version writes, and the newest that it reads.
FORMAT = 2

#: What makes terms of articles and weighs them, beside the files of ANALYSIS: raise it when other terms or
#: weights come from elsewhere, such as a newer lemmatizer.
ANALYZER = "1"

#: The code and the data that decide about terms and weights, as paths in the package.
ANALYSIS = ("language", "index/weighing.py")

#: What the folders of indexes begin with; a number follows.
INDEX = "index-"

#: The file that makes a folder a library.
MANIFEST = "izde.json"

#: The folder of the cached records, and the file that the one process that writes has locked.
CACHE = "cache"
LOCK = "lock"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `izde.json`: the format, the engine, and the folder that holds the index now.

    `index` changes when an index is built anew beside the old one: replacing this file is what makes the
    new one current. `created` is the time in ISO 8601. `settings` are what the engine needs beside the folder
    to find its index, such as the address of a server.
    """

    format: int
    engine: str
    index: str
    created: str
    settings: dict[str, str] = {}


def read(library: Path) -> Manifest:
    """The manifest of the library in this folder.

    Raises NoLibrary, NotALibrary, LibraryVersion, LibraryUnreadable, or LibraryDamaged when the file is lost
    or not what it was.
    """
    try:
        data = (library / MANIFEST).read_bytes()
    except FileNotFoundError:
        if not library.exists():
            raise NoLibrary(library) from None
        try:
            empty = is_empty(library)
        except OSError:
            raise LibraryUnreadable(library, os.strerror(errno.EACCES)) from None
        if empty:
            raise NoLibrary(library) from None
        if _has_records(library) or indexes(library):
            raise LibraryDamaged(library, _("{file} is missing").format(file=MANIFEST)) from None
        raise NotALibrary(library, _("a folder of other things")) from None
    except NotADirectoryError:
        raise NotALibrary(library, _("a file")) from None
    except PermissionError as error:
        raise LibraryUnreadable(library, error.strerror or str(error)) from error
    except OSError as error:
        raise LibraryDamaged(
            library, _("{file} cannot be read ({reason})").format(file=MANIFEST, reason=error.strerror)
        ) from error
    try:
        format = msgspec.json.decode(data, type=_Format).format
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LibraryDamaged(library, _("{file} is not what izde wrote").format(file=MANIFEST)) from error
    if format > FORMAT:
        raise LibraryVersion(library, format, FORMAT)
    try:
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LibraryDamaged(library, _("{file} is not what izde wrote").format(file=MANIFEST)) from error


def write(library: Path, manifest: Manifest) -> None:
    """Make `manifest` the library's. Raises OSError."""
    from izde.index.files import write_atomically

    write_atomically(library / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


def is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing, or only what an interrupted creation of a library leaves."""
    names = {entry.name for entry in folder.iterdir()}
    made = LOCK in names and all(
        name in (LOCK, CACHE) or name.startswith(("index", MANIFEST + ".")) for name in names
    )
    return not names or (made and not _has_records(folder))


def indexes(library: Path) -> list[Path]:
    """The folders of indexes in a library, the newest first; one of them is current."""
    numbered = {
        int(folder.name.removeprefix(INDEX)): folder
        for folder in library.glob(f"{INDEX}*")
        if folder.name.removeprefix(INDEX).isdigit()
    }
    return [numbered[number] for number in sorted(numbered, reverse=True)]


def stand_in(library: Path) -> Manifest:
    """What the lost manifest of a library may have said: enough to look at what there is."""
    from izde.engines import catalogue

    for folder in indexes(library):
        engine = catalogue.of_folder(folder)
        if engine is not None:
            return Manifest(format=FORMAT, engine=engine, index=folder.name, created="")
    return Manifest(format=FORMAT, engine=catalogue.DEFAULT, index=f"{INDEX}1", created="")


def _has_records(folder: Path) -> bool:
    """Whether a folder has the cached records of a library."""
    return next(folder.glob(f"{CACHE}/*/*.record"), None) is not None


class _Format(msgspec.Struct):
    format: int


def extractor() -> str:
    """The version of what reads files."""
    from izde.extract import EXTRACTOR_VERSION

    return EXTRACTOR_VERSION


def analyzer() -> str:
    """The version of what makes terms of articles and weighs them.

    A library made with another one is indexed again from its cached records. It contains a digest of the
    code and data themselves, since a version number that somebody forgets to raise would leave a library
    with the terms of two analyzers, in which a word finds one issue and not the next.
    """
    return f"{ANALYZER}-{_digest()}"


@cache
def _digest() -> str:
    import hashlib

    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for name in ANALYSIS:
        path = package / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix not in (".pyc", ".md"):
                digest.update(file.relative_to(package).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
