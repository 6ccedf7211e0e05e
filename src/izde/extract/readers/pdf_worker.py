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
from pathlib import Path
from typing import IO, TYPE_CHECKING

from izde.extract.page.layout import arrange
from izde.extract.readers.pdf_messages import Opened, PageRead, Refused, write
from izde.warnings import DAMAGED_LINKS, DAMAGED_PAGE, FULL_PAGE, HEAVY_PAGE, SLOW_PAGE

if TYPE_CHECKING:
    from izde.extract.readers.pdf_pages import PdfFile


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


def serve(path: Path, max_pages: int, page_seconds: float, source: IO[bytes], sink: IO[bytes]) -> None:
    """Open the file, say so, and answer until the input ends."""
    from izde.extract.readers.pdf_pages import DAMAGE, EncryptedError, PdfFile

    try:
        file = PdfFile(path)
        count, more = file.count(max_pages)
    except EncryptedError as error:
        write(sink, Refused("encrypted", str(error)))
        return
    except MemoryError:
        write(sink, Refused("memory", ""))
        return
    except DAMAGE as error:
        write(sink, Refused("damaged", cause(error)))
        return
    write(sink, Opened(count, more, file.warnings, file.rescued))
    while True:
        try:
            ask = pickle.load(source)
        except EOFError:
            return
        for index in range(ask.start, min(ask.stop, count)):
            write(sink, _page(file, index, page_seconds, ask.gutters))


def _page(
    file: PdfFile,
    index: int,
    seconds: float,
    gutters: tuple[float, ...],
) -> PageRead:
    from izde.extract.readers.pdf_pages import DAMAGE, PageTimeout, TooMuchTextError

    trouble: str | None = None
    text = file.begin(index)
    try:
        file.read_links(text)
    except DAMAGE as error:
        trouble = DAMAGED_LINKS.format(cause=cause(error))
    try:
        file.read(text, seconds)
    except PageTimeout:
        trouble = SLOW_PAGE.format(seconds=f"{seconds:g}")
    except TooMuchTextError:
        trouble = FULL_PAGE
    except MemoryError:
        trouble = HEAVY_PAGE
    except DAMAGE as error:
        trouble = DAMAGED_PAGE.format(cause=cause(error))
    arranged = arrange(text.pieces, text.width, text.height, gutters, text.rules)
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
        trouble,
    )


def cause(error: BaseException) -> str:
    """An exception in a few words."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:120]}" if text else type(error).__name__


def main(arguments: list[str]) -> int:
    """The process: FILE, the most pages, seconds for a page, megabytes of memory."""
    path, pages, seconds, memory = arguments
    # Ctrl-C goes to the whole group; the parent decides what becomes of this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pdfminer reports every oddity of a file; what matters comes back as `trouble`.
    logging.disable(logging.CRITICAL)
    limit_memory(int(memory))
    sink = sys.stdout.buffer
    try:
        serve(Path(path), int(pages), float(seconds), sys.stdin.buffer, sink)
    except BrokenPipeError:
        return 1
    return 0
