"""Following folders: issues are indexed as they arrive, when they have been written completely.

A file is taken when neither its size nor its time stamp has changed for a while. A PDF must end as PDFs
end, too, unless it stays as it is for much longer: downloads stall.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from izde.errors import InputMissing, InputUnreadable, LockedError, UsageError
from izde.index.discovery import discover
from izde.index.interruption import Interruption
from izde.interface import _

if TYPE_CHECKING:
    from izde.index.library import Library
    from izde.index.options import IndexOptions
    from izde.index.report import Report

#: Seconds for which a file must not have changed, and for which an unfinished PDF is waited for.
SETTLE = 2.0
PATIENCE = 60.0

#: How long to wait for another writer before trying again later, in seconds.
WAIT = 5.0

_TAIL = 2048

_Stat = tuple[int, int]


class Settling:
    """Files that have changed lately, until they rest. `clock` counts seconds."""

    def __init__(
        self, settle: float = SETTLE, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.settle = settle
        self.patience = max(patience, settle)
        self._clock = clock
        self._seen: dict[str, tuple[_Stat | None, float]] = {}

    def note(self, paths: Iterable[str]) -> None:
        """These files have changed, come or gone."""
        now = self._clock()
        for path in paths:
            self._seen[path] = (_stat(path), now)

    def ready(self) -> list[str]:
        """The files that rest now, in order; they are forgotten. Some may be gone."""
        now = self._clock()
        rested = []
        for path, (known, since) in list(self._seen.items()):
            current = _stat(path)
            if current != known:
                self._seen[path] = (current, now)
            elif now - since >= (self.settle if _ends_well(path) else self.patience):
                rested.append(path)
                del self._seen[path]
        return sorted(rested)


def watch(
    library: Library,
    folders: Sequence[Path],
    options: IndexOptions,
    tell: Callable[[Report], None],
    *,
    settle: float = SETTLE,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Index what is in the folders, then what arrives there, until Ctrl-C or until `stopped` says so.

    `tell` gets the report of every run that did something. Raises InputMissing for a folder that is not
    there, UsageError where the package that watches is not installed.
    """
    for folder in folders:
        if not folder.exists():
            raise InputMissing(folder)
        if not folder.is_dir():
            raise InputUnreadable(folder, _("it is not a folder; 'izde index' takes files"))
    with Interruption() as interruption:
        _follow(library, folders, options, tell, settle, lambda: interruption.requested or stopped())


def _follow(
    library: Library,
    folders: Sequence[Path],
    options: IndexOptions,
    tell: Callable[[Report], None],
    settle: float,
    stopped: Callable[[], bool],
) -> None:
    settling = Settling(settle)
    retry: set[str] = set()
    started = False
    for changed in _changes(folders, settle, stopped):
        if not started:
            # Only now, when nothing that happens meanwhile can be missed.
            settling.note(_files(folders, library))
            started = True
        settling.note(changed)
        ready = {*settling.ready(), *retry}
        if not ready:
            continue
        paths = _paths(library, ready, prune=options.prune)
        retry = set()
        if not paths:
            continue
        try:
            report = library.index(paths, msgspec.structs.replace(options, wait=WAIT), stopped=stopped)
        except LockedError:
            retry = ready
            continue
        if set(report.totals) - {"unchanged"}:
            tell(report)
        if report.interrupted or report.stopped is not None:
            return


def _changes(folders: Sequence[Path], settle: float, stopped: Callable[[], bool]) -> Iterator[list[str]]:
    """The files that change in the folders, as they do; often an empty list, so that time passes."""
    try:
        import watchfiles
    except ImportError:
        raise UsageError(
            _("Watching needs the package watchfiles: install it with 'pip install izde[watch]'.")
        ) from None
    pause = max(50, min(500, round(settle * 250)))
    for changes in watchfiles.watch(
        *folders, yield_on_timeout=True, rust_timeout=pause, step=50, debounce=400, raise_interrupt=False
    ):
        if stopped():
            return
        paths = [path for _change, path in changes]
        # A folder that is moved in is one change.
        inside = _files([Path(path) for path in paths if os.path.isdir(path)])  # noqa: PTH112
        yield [*(path for path in paths if not os.path.isdir(path)), *inside]  # noqa: PTH112


def _files(folders: Sequence[Path], library: Library | None = None) -> list[str]:
    return [file.path for file in discover(folders, library.path if library else None).files]


def _paths(library: Library, ready: Iterable[str], prune: bool) -> list[Path]:
    """What to index of the files that rest: what looks like an issue; of those gone, what is to be pruned."""
    there: list[str] = []
    gone: list[str] = []
    for path in ready:
        (there if os.path.lexists(path) else gone).append(path)
    wanted = {path for folder in {Path(path).parent for path in there} for path in _files([folder], library)}
    paths = [Path(path) for path in there if path in wanted]
    if gone and prune:
        # A folder that has gone is one change; what is gone with it is in the books.
        paths += [Path(entry.path) for entry in library.sources() if not os.path.lexists(entry.path)]
    return sorted(paths)


def _stat(path: str) -> _Stat | None:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _ends_well(path: str) -> bool:
    """Whether a file looks complete: only a PDF can tell."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            if b"%PDF-" not in file.read(1024):
                return True
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _TAIL))
            return b"%%EOF" in file.read()
    except OSError:
        return True
