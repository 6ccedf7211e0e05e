"""Finding the issue files under the paths that a user names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from izde.errors import InputMissing, InputUnreadable
from izde.interface import _

#: What a folder is searched for. A file that is named by itself may be called anything.
SUFFIXES = (".pdf", ".docx", ".txt", ".jsonl", ".json")

#: A .json file in a folder may be anything; an issue's says this near its beginning.
_JSON_MARKS = (b'"articles"', b'"title"', b'"abstracts"')
_JSON_HEAD = 1 << 16

#: How much a kind of file is worth where several hold one issue: the lowest wins. Records may have been
#: corrected by hand; a PDF is what was printed, with its pages; a Word file keeps more than a text.
RANKS = {"records": 0, "pdf": 1, "docx": 2, "text": 3}


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its absolute path, its size in bytes and its mtime in nanoseconds since the epoch."""

    path: str
    size: int
    modified: int


@dataclass(slots=True)
class Discovery:
    """The files under some paths, in order; `problems` are what could not be looked at, with the message.

    `roots` are the files and folders that were searched, as absolute paths.
    """

    files: list[Found] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    roots: list[str] = field(default_factory=list)

    def covers(self, path: str) -> bool:
        """Whether the search would have found `path` if it were there."""
        return any(is_within(path, root) for root in self.roots) and not self.hides(path)

    def hides(self, path: str) -> bool:
        """Whether `path` is in a folder that could not be read: then it is unknown whether it is there."""
        return any(path != problem and is_within(path, problem) for problem in self.problems)


def discover(paths: Iterable[Path], library: Path | None = None) -> Discovery:
    """The issue files at `paths`, folders searched recursively.

    Hidden files and folders, the folder of the library and symbolic links back to a folder above are
    passed over. Nothing is raised: what is missing or cannot be read is among the problems.
    """
    result = Discovery()
    seen: set[str] = set()
    for path in paths:
        root = os.path.abspath(path)  # noqa: PTH100  (resolving links would lose the name that was given)
        result.roots.append(root)
        if not is_unicode(root):
            shown = result.roots[-1] = root.encode("utf-8", "replace").decode()
            result.problems[shown] = InputUnreadable(shown, _("its name is not UTF-8; rename it")).message
            continue
        try:
            status = os.stat(root)  # noqa: PTH116
        except OSError as error:
            result.problems[root] = _problem(root, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            own = os.path.abspath(library) if library else ""  # noqa: PTH100
            candidates: Iterator[str] = _walk(root, own, result.problems)
        else:
            candidates = iter([root])
        for candidate in candidates:
            if candidate in seen:
                continue
            seen.add(candidate)
            if not is_unicode(candidate):
                shown = candidate.encode("utf-8", "replace").decode()
                result.problems[shown] = InputUnreadable(shown, _("its name is not UTF-8; rename it")).message
                continue
            try:
                status = os.stat(candidate)  # noqa: PTH116
            except FileNotFoundError:
                continue  # it went away between the listing and now, or is a broken link
            except OSError as error:
                result.problems[candidate] = _problem(candidate, error)
                continue
            if not stat.S_ISREG(status.st_mode):
                if candidate == root:
                    result.problems[root] = InputUnreadable(
                        root, _("it is neither a file nor a folder")
                    ).message
                continue
            result.files.append(Found(candidate, status.st_size, status.st_mtime_ns))
    result.files.sort(key=lambda file: file.path)
    return result


def kind(path: str) -> str:
    """What a file is by its first bytes: a key of RANKS. Raises OSError."""
    from izde.extract.readers.docx_package import ZIP
    from izde.extract.readers.records import looks_like_records

    with open(path, "rb") as file:  # noqa: PTH123
        head = file.read(1024)
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(ZIP):
        return "docx"
    return "records" if looks_like_records(head) else "text"


def _walk(root: str, library: str, problems: dict[str, str]) -> Iterator[str]:
    def note(error: OSError) -> None:
        problems[error.filename] = _problem(error.filename, error)

    for folder, folders, names in os.walk(root, followlinks=True, onerror=note):
        above = os.path.realpath(folder)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and os.path.join(folder, name) != library  # noqa: PTH118
            and not _loops(os.path.join(folder, name), above)  # noqa: PTH118
        )
        for name in names:
            if name.startswith((".", "~$")) or not name.lower().endswith(SUFFIXES):
                continue
            path = os.path.join(folder, name)  # noqa: PTH118
            if not name.lower().endswith(".json") or _looks_like_records(path):
                yield path


def _loops(path: str, folder: str) -> bool:
    return os.path.islink(path) and is_within(folder, os.path.realpath(path))  # noqa: PTH114


def _looks_like_records(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            head = file.read(_JSON_HEAD)
    except OSError:
        return True  # let it be reported
    return any(mark in head for mark in _JSON_MARKS)


def is_within(path: str, folder: str) -> bool:
    """Whether `path` is `folder` or below it, by their names."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def is_unicode(path: str) -> bool:
    """Whether a name is text: what is not UTF-8 on the disk comes with halves of characters."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _problem(path: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return InputMissing(path).message
    return InputUnreadable(path, error.strerror or str(error)).message
