"""Every error that a user can meet: one class each, with its exit code and a message that says the fix.

A message is one or two lines, names the file or the library it speaks of, and ends with what to do.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process returns to the shell."""

    DONE = 0
    NOTHING_FOUND = 1
    USAGE = 2
    INPUT = 3
    LIBRARY = 4
    LOCKED = 5
    PARTIAL = 6
    INTERRUPTED = 130


class IzdeError(Exception):
    """Base of all errors that are shown to the user as one message, without a traceback."""

    exit_code: ExitCode = ExitCode.INPUT

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputError(IzdeError):
    """An input that cannot be used."""

    exit_code = ExitCode.INPUT


class LibraryError(IzdeError):
    """The library is missing, damaged or of another version."""

    exit_code = ExitCode.LIBRARY


class LockedError(IzdeError):
    """Another process is writing to the library."""

    exit_code = ExitCode.LOCKED


class UsageError(IzdeError):
    """The command line asks for something that it cannot mean."""

    exit_code = ExitCode.USAGE


class UnknownId(IzdeError):
    """No article of the library has this id."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, id: str) -> None:
        super().__init__(f"No article has the id '{id}'; 'izde search' prints the ids.")


class AmbiguousId(IzdeError):
    """More than one article's id begins so."""

    exit_code = ExitCode.USAGE

    def __init__(self, id: str, candidates: list[str]) -> None:
        super().__init__(f"'{id}' begins more than one id: {', '.join(candidates)}… Give more of it.")


class OutputError(IzdeError):
    """A file cannot be written."""

    exit_code = ExitCode.INPUT
