"""What became of an indexing run, file by file: the answer of `izde index`, as a table or as JSON."""

from __future__ import annotations

from collections import Counter
from typing import Literal, Protocol

import msgspec

from izde.errors import ExitCode

Status = Literal[
    "new",
    "changed",
    "redone",
    "upgraded",
    "moved",
    "touched",
    "unchanged",
    "duplicate",
    "gone",
    "removed",
    "failed",
    "pending",
]

#: The statuses of files that the library holds as they are now.
IN = ("new", "changed", "redone", "upgraded", "moved", "touched", "unchanged", "duplicate")

#: The statuses of files in which nothing has changed.
QUIET = ("unchanged", "touched")


class SourceReport(msgspec.Struct, omit_defaults=True):
    """One file. `seconds` is the time that reading and indexing it took; `message` says why, or what of.

    In the report of a dry run the status is what would happen, "pending" is what an interrupted run left.
    `known` tells that a duplicate is as it was, and has been reported before.
    """

    path: str
    status: Status
    source: str = ""
    articles: int = 0
    seconds: float = 0.0
    message: str | None = None
    same_as: str | None = None
    known: bool = False
    warnings: list[str] = []


class Report(msgspec.Struct):
    """An indexing run. `totals` counts the files by status; `issues` and `articles` are what the library
    holds afterwards; `stopped` says why the run ended early; `notes` are sentences for the person."""

    library: str
    dry_run: bool = False
    interrupted: bool = False
    stopped: str | None = None
    issues: int = 0
    articles: int = 0
    seconds: float = 0.0
    totals: dict[Status, int] = {}
    notes: list[str] = []
    sources: list[SourceReport] = []

    def count(self) -> None:
        """Bring the totals up to date."""
        self.totals = dict(Counter(source.status for source in self.sources))

    @property
    def remaining(self) -> list[str]:
        """The files that the run did not come to."""
        return [source.path for source in self.sources if source.status == "pending"]

    @property
    def exit_code(self) -> ExitCode:
        """What the process should return to the shell."""
        if self.stopped is not None:
            return ExitCode.LIBRARY
        if self.interrupted:
            return ExitCode.INTERRUPTED
        statuses = {source.status for source in self.sources}
        if "failed" not in statuses:
            return ExitCode.DONE
        return ExitCode.PARTIAL if statuses & set(IN) else ExitCode.INPUT


class Progress(Protocol):
    """Who wants to know how far an indexing run is. The units are bytes of the files to be read."""

    def begin(self, total: int, files: int) -> None:
        """The plan stands: so many bytes in so many files are to be read and indexed."""
        ...

    def advance(self, done: int, source: SourceReport) -> None:
        """A file is done, well or badly."""
        ...

    def end(self) -> None:
        """Nothing more comes, whatever the reason."""
        ...


class NoProgress:
    """For who does not want to know."""

    def begin(self, total: int, files: int) -> None: ...

    def advance(self, done: int, source: SourceReport) -> None: ...

    def end(self) -> None: ...
