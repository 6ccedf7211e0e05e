"""The process that reads the pages of one PDF for `izde.extract.readers.pdf`.

A damaged or hostile file can make a parser run for ever or fill the memory, so it is parsed in a process of
its own, with limits, which its parent may end at any time. The parent asks for ranges of pages on standard
input and gets messages on standard output, both pickled. The process ends when its input does.
"""

from __future__ import annotations

import logging
import pickle
import signal
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from izde.extract.page.layout import arrange
from izde.extract.readers.pdf_letters import (
    DamagedError,
    EncryptedError,
    LetterSource,
    PageText,
    PageTimeout,
    TooMuchTextError,
)
from izde.extract.readers.pdf_messages import Opened, PageRead, Refused, write
from izde.warnings import DAMAGED_LINKS, DAMAGED_PAGE, FULL_PAGE, HEAVY_PAGE, SLOW_PAGE


def limit_memory(megabytes: int) -> None:
    """Let this process have no more than so much memory, where the system can see to it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limit = megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ValueError, OSError):  # macOS knows the limit and does not take it
        return


class _Files:
    """The file as each of the libraries opens it, in the order in which they are asked."""

    def __init__(self, path: Path, readers: list[str], max_pages: int) -> None:
        self._path, self._readers, self._max_pages = path, deque(readers), max_pages
        self._opened: list[LetterSource] = []
        self._counts: list[int] = []
        self.more = False

    def open(self) -> None:
        """Open the file with the first library that can. Raises what the last one says."""
        error = self._open_next()
        while error is not None and self._readers:
            error = self._open_next()
        if error is not None:
            raise error

    @property
    def first(self) -> LetterSource:
        """The library that is asked first."""
        return self._opened[0]

    @property
    def count(self) -> int:
        """How many pages there are for it."""
        return self._counts[0]

    def in_turn(self, index: int) -> Iterator[LetterSource]:
        """The libraries that have a page of this number, each opened when it is needed."""
        at = 0
        while at < len(self._opened) or self._readers:
            if at == len(self._opened) and self._open_next() is not None:
                continue
            if index < self._counts[at]:
                yield self._opened[at]
            at += 1

    def _open_next(self) -> Exception | None:
        """Open the file with the next library; what is wrong, if it cannot."""
        try:
            source, count, more = _open(self._readers.popleft(), self._path, self._max_pages)
        except (EncryptedError, DamagedError, MemoryError) as error:
            return error
        if not self._opened:
            self.more = more
        self._opened.append(source)
        self._counts.append(count)
        return None


def _open(reader: str, path: Path, max_pages: int) -> tuple[LetterSource, int, bool]:
    """The file as one library opens it, the number of pages, and whether there are more. Each library is
    loaded only when it is needed. Raises EncryptedError, DamagedError, MemoryError."""
    source: LetterSource
    if reader == "pdfium":
        from izde.extract.readers.pdf_letters_pdfium import PdfiumSource

        source = PdfiumSource(path)
        return source, *source.count(max_pages)
    from izde.extract.readers.pdf_letters_pdfminer import DAMAGE, PdfminerSource

    try:
        source = PdfminerSource(path)
        return source, *source.count(max_pages)
    except DAMAGE as error:
        raise DamagedError(cause(error)) from error


def serve(
    path: Path,
    readers: list[str],
    limits: tuple[int, float],
    source: IO[bytes],
    sink: IO[bytes],
) -> None:
    """Open the file, say so, and answer until the input ends. `limits` are pages, and seconds for a page."""
    max_pages, page_seconds = limits
    files = _Files(path, readers, max_pages)
    try:
        files.open()
    except EncryptedError as error:
        write(sink, Refused("encrypted", str(error)))
        return
    except MemoryError:
        write(sink, Refused("memory", ""))
        return
    except DamagedError as error:
        write(sink, Refused("damaged", str(error)))
        return
    write(sink, Opened(files.count, files.more, files.first.warnings, files.first.rescued))
    while True:
        try:
            ask = pickle.load(source)
        except EOFError:
            return
        for index in range(ask.start, min(ask.stop, files.count)):
            write(sink, _page(files, index, page_seconds, ask.gutters))


def _page(files: _Files, index: int, seconds: float, gutters: tuple[float, ...]) -> PageRead:
    text, trouble = PageText(index), None
    for file in files.in_turn(index):
        found, said, whole = _read(file, index, seconds)
        if whole or found.letters >= text.letters:
            text, trouble = found, said
        if whole:
            break
    arranged = arrange(
        text.pieces,
        text.width,
        text.height,
        gutters,
        text.rules,
        text.uprights,
        recognised=text.recognised,
    )
    return PageRead(
        index,
        arranged.lines,
        text.width,
        text.height,
        text.links,
        text.label,
        text.letters,
        text.unknown,
        text.images,
        text.pictured,
        arranged.gutter,
        arranged.doubtful,
        arranged.cells,
        trouble,
    )


def _read(file: LetterSource, index: int, seconds: float) -> tuple[PageText, str | None, bool]:
    """A page as one library reads it, what was the trouble, and whether another one would not do better."""
    text = PageText(index)
    trouble: str | None = None
    try:
        text = file.begin(index)
        try:
            file.read_links(text)
        except file.damage as error:
            trouble = DAMAGED_LINKS.format(cause=cause(error))
        file.read(text, seconds)
    except PageTimeout:
        return text, SLOW_PAGE.format(seconds=f"{seconds:g}"), True
    except TooMuchTextError:
        return text, FULL_PAGE, True
    except MemoryError:
        return text, HEAVY_PAGE, True
    except file.damage as error:
        return text, DAMAGED_PAGE.format(cause=cause(error)), False
    return text, trouble, True


def cause(error: BaseException) -> str:
    """An exception in a few words."""
    text = " ".join(str(error).split())
    if isinstance(error, DamagedError) and text:
        return text[:120]
    return f"{type(error).__name__}: {text[:120]}" if text else type(error).__name__


def main(arguments: list[str]) -> int:
    """The process: FILE, the libraries to read it with, the most pages, seconds for a page, megabytes of
    memory."""
    path, readers, pages, seconds, memory = arguments
    # Ctrl-C goes to the whole group; the parent decides what becomes of this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pdfminer reports every oddity of a file; what matters comes back as `trouble`.
    logging.disable(logging.CRITICAL)
    limit_memory(int(memory))
    sink = sys.stdout.buffer
    try:
        serve(Path(path), readers.split(","), (int(pages), float(seconds)), sys.stdin.buffer, sink)
    except BrokenPipeError:
        return 1
    return 0
