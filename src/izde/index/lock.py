"""The lock that lets one process at a time write to a library.

The lock is the operating system's lock on an open file (flock, or LockFile on Windows), which vanishes
with the process that holds it, however that ends: a stale lock cannot happen. The file also says who
holds it, for the message that others get; that text outlives a killed process and means nothing then.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from izde.errors import LibraryLocked, LibraryUnwritable
from izde.interface import _

#: How often a waiting writer looks, in seconds.
POLL = 0.05

#: How long every writer waits, in seconds: somebody may just be asking who holds the lock.
GRACE = 0.2


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock: process id, host name, and since when (ISO 8601 with the offset from UTC)."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return _("process {pid} on {host} since {since}").format(
            pid=self.pid, host=self.host, since=self.since
        )


class WriteLock:
    """The right to write to the library whose lock file is `path`; a context manager.

    `wait` is how many seconds to wait for another writer. Entering raises LibraryLocked, which names the
    holder, when the lock is still held then, LibraryUnwritable where no lock can be taken, and
    KeyboardInterrupt when `stopped` says so while it waits.
    `recovered` tells, once entered, that the last holder ended without giving the lock back.
    """

    def __init__(self, path: Path, wait: float = 0.0, stopped: Callable[[], bool] = lambda: False) -> None:
        self.path = path
        self.wait = wait
        self.stopped = stopped
        self.recovered: Holder | None = None
        self._file: IO[bytes] | None = None

    def __enter__(self) -> WriteLock:
        deadline = time.monotonic() + max(self.wait, GRACE)
        try:
            # Not inherited by child processes, which would hold the lock beyond the writer's end.
            self._file = self.path.open("a+b")
        except OSError as error:
            raise LibraryUnwritable(self.path.parent, error.strerror or str(error)) from error
        try:
            while not _try_lock(self._file):
                if time.monotonic() >= deadline:
                    raise LibraryLocked(self.path.parent, str(holder(self.path) or _("another process")))
                if self.stopped():
                    raise KeyboardInterrupt
                time.sleep(POLL)
            self.recovered = _read(self._file)
            self._write(_myself())
        except OSError as error:
            self._file.close()
            self._file = None
            raise LibraryUnwritable(self.path.parent, error.strerror or str(error)) from error
        except BaseException:
            self._file.close()
            self._file = None
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        # On a full disk the old text may stay: it is only a message.
        with contextlib.suppress(OSError):
            self._write(None)
        self._file.close()
        self._file = None

    def _write(self, holder: Holder | None) -> None:
        assert self._file is not None
        try:
            self._file.seek(_TEXT_START)
            self._file.truncate()
            if holder is not None:
                self._file.write(msgspec.json.encode(holder))
            self._file.flush()
        except OSError as error:
            raise LibraryUnwritable(self.path.parent, error.strerror or str(error)) from error


def holder(path: Path) -> Holder | None:
    """Who holds the lock file at `path` now, or None. Takes nothing and waits for nothing."""
    try:
        with path.open("rb") as file:
            if _try_lock(file, shared=True):
                return None
            return _read(file)
    except OSError:
        return None


def abandoned(path: Path) -> Holder | None:
    """The process that held the lock at `path` and ended without giving it back, if any."""
    try:
        with path.open("rb") as file:
            return _read(file) if _try_lock(file, shared=True) else None
    except OSError:
        return None


def _myself() -> Holder:
    import socket

    since = datetime.now(timezone.utc).astimezone().isoformat(timespec="seconds")
    return Holder(os.getpid(), socket.gethostname(), since)


def _read(file: IO[bytes]) -> Holder | None:
    file.seek(_TEXT_START)
    try:
        return msgspec.json.decode(file.read(), type=Holder)
    except (msgspec.DecodeError, UnicodeDecodeError, OSError):
        return None


if sys.platform == "win32":
    import msvcrt

    # Windows refuses to read a locked byte, so the lock is on the first and the text stands after it.
    _TEXT_START = 1

    def _try_lock(file: IO[bytes], shared: bool = False) -> bool:  # noqa: ARG001
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    _TEXT_START = 0

    def _try_lock(file: IO[bytes], shared: bool = False) -> bool:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES):
                return False
            raise
        return True
