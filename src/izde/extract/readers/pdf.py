"""Reads PDFs: pages of lines in reading order, with type sizes, styles, superscripts and links.

The work is done by processes of `pdf_worker`, one for each job, which are asked for a few pages at a time.
Each file, and each page of it, is bounded in time and memory; a page that fails is a warning, and a process
that hangs or dies is replaced and its page left out.
"""

from __future__ import annotations

import os
import pickle
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TypeAlias
from urllib.parse import unquote

import izde
from izde import errors
from izde.extract.page.cells import carry_over
from izde.extract.page.document import Box, Document, Line, Link, LinkKind, Page
from izde.extract.page.layout import GUTTER_DRIFT
from izde.extract.readers import ocr as ocr_copy
from izde.extract.readers import ocr_letters
from izde.extract.readers.pdf_codepages import recode
from izde.extract.readers.pdf_messages import Ask, Opened, PageRead, Refused, write
from izde.interface import _
from izde.warnings import (
    FAILED_PAGE,
    FIRST_PAGES,
    GAVE_UP,
    LOST_LETTERS,
    MANY_PAGES,
    NO_LETTERS,
    ONE_PAGE,
    PAGE_LEFT_OUT,
    PAGE_TROUBLE,
    RECOGNISED,
    SEVERAL_PAGES,
    SLOW_PAGE,
)

#: Told the number of pages done and the number of all pages.
Progress: TypeAlias = Callable[[int, int], None]

PDFMINER, PDFIUM = READERS = ("pdfminer", "pdfium")
OCR_LANGUAGES = ocr_copy.LANGUAGES


@dataclass(frozen=True)
class Limits:
    """What one file may cost: pages, seconds for a page, to open and altogether, megabytes a process."""

    pages: int = 3000
    page_seconds: float = 20.0
    open_seconds: float = 60.0
    file_seconds: float = 900.0
    memory: int = 1200
    #: A process that is silent for so long beyond the time for a page is ended.
    grace: float = 5.0


#: How many pages a process is asked for at a time.
CHUNK = 8
#: Fewer letters than this make no text; an image page may hold a page number.
FEW_LETTERS = 12
#: Pages in scans are covered by an image to this share; the text on them is a stamp or a page number.
SCAN_AREA, SCAN_PAGES, STAMP_LETTERS = 0.5, 0.8, 100
#: A file of which this share of the letters is unknown cannot be read.
UNKNOWN_FILE = 0.3
#: Lost letters are reported for so many fonts.
LOST_FONTS = 5


def read(
    path: Path,
    *,
    jobs: int = 1,
    ocr: bool = False,
    progress: Progress | None = None,
    limits: Limits = Limits(),
    reader: str | None = None,
) -> Document:
    """Read a PDF with `jobs` processes.

    Letters come from pdfium where it is installed, and from pdfminer otherwise; `reader` names one of them.
    What pdfium cannot read, pdfminer tries.

    With `ocr`, a file without a text layer goes through ocrmypdf first. Raises the errors of `izde.errors`
    that are named after PDFs, and `EmptyInput`.
    """
    _check_header(path)
    reading = _Reading(path, jobs, limits, progress, _readers(path, reader))
    pages = reading.run()
    try:
        _check_text(path, pages, reading.rescued)
    except errors.PdfScanned:
        if not ocr:
            raise
        with tempfile.TemporaryDirectory(prefix="izde-ocr-") as folder:
            copy = ocr_copy.recognise(path, Path(folder), jobs=jobs, progress=progress)
            document = read(copy, jobs=jobs, progress=progress, limits=limits, reader=reader)
        ocr_letters.mend(document)
        document.source = path.name
        document.warnings.insert(0, RECOGNISED)
        return document
    return _document(path, pages, reading.warnings)


def _readers(path: Path, reader: str | None) -> list[str]:
    """The libraries to read letters with, in the order in which they are tried."""
    there = find_spec("pypdfium2_raw") is not None
    if reader == PDFIUM and not there:
        raise errors.PdfiumMissing(path)
    return [PDFIUM, PDFMINER] if there and reader != PDFMINER else [PDFMINER]


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise errors.EmptyInput(path)
    if b"%PDF-" not in head:
        raise errors.NotPdf(path)


# ---------------------------------------------------------------- processes


_START = (
    "import os, sys; sys.path[:] = sys.argv.pop(1).split(os.pathsep); "
    "from izde.extract.readers.pdf_worker import main; sys.exit(main(sys.argv[1:]))"
)


class _Worker:
    """One process and the thread that listens to it."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        readers: list[str],
        inbox: queue.SimpleQueue[tuple[_Worker, object]],
    ) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end
        # The path of this process for modules, without its working folder, which may hold anything.
        places = [place for place in sys.path if place]
        places.append(str(Path(izde.__file__).resolve().parents[1]))
        settings = (path.resolve(), ",".join(readers), limits.pages, limits.page_seconds, limits.memory)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, os.pathsep.join(places), *map(str, settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self.readers = readers
        self.waiting: deque[int] = deque()
        self.gutters: tuple[float, ...] = ()
        self.opened = False
        self.heard = time.monotonic()
        self._inbox = inbox
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        try:
            while True:
                self._inbox.put((self, pickle.load(stream)))
        except (EOFError, OSError, ValueError, AttributeError, pickle.UnpicklingError):
            self._inbox.put((self, None))

    def ask(self, pages: list[int], gutters: tuple[float, ...]) -> None:
        """Ask for consecutive pages."""
        self.waiting.extend(pages)
        self.gutters = gutters
        self.heard = time.monotonic()
        assert self.process.stdin is not None
        try:
            write(self.process.stdin, Ask(pages[0], pages[-1] + 1, gutters))
        except OSError:
            # It has died; the listening thread says so.
            return

    def last_words(self) -> str:
        """The last line that the process wrote about itself."""
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._said):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


class _Reading:
    """The reading of one file by several processes."""

    def __init__(
        self, path: Path, jobs: int, limits: Limits, progress: Progress | None, readers: list[str]
    ) -> None:
        self.readers = readers
        self.path, self.jobs, self.limits, self.progress = path, max(1, jobs), limits, progress
        self.inbox: queue.SimpleQueue[tuple[_Worker, object]] = queue.SimpleQueue()
        self.workers: list[_Worker] = []
        self.pages: dict[int, PageRead] = {}
        self.warnings: list[str] = []
        self.rescued = False
        self.queue: deque[tuple[list[int], tuple[float, ...]]] = deque()
        self.count = 0
        self.failures = 0
        self.began = time.monotonic()

    def run(self) -> list[PageRead]:
        """All pages that could be read, in order."""
        try:
            self._open()
            self._fill([list(range(i, min(i + CHUNK, self.count))) for i in range(0, self.count, CHUNK)], ())
            self._work()
            gutters = _common_gutters(self.pages.values())
            again = [
                i
                for i, page in sorted(self.pages.items())
                if page.doubtful is not None and any(abs(page.doubtful - g) <= GUTTER_DRIFT for g in gutters)
            ]
            if again:
                # A page with a few lines in columns: now the gutter is known from others.
                self._fill([[i] for i in again], gutters)
                self._work()
        finally:
            for worker in self.workers:
                worker.end()
        return [self.pages[i] for i in sorted(self.pages)]

    def _start(self) -> _Worker:
        worker = _Worker(self.path, self.limits, self.readers, self.inbox)
        self.workers.append(worker)
        return worker

    def _open(self) -> None:
        worker = self._start()
        try:
            message = self.inbox.get(timeout=self.limits.open_seconds)[1]
        except queue.Empty:
            detail = _("opening it takes more than {seconds:g} seconds").format(
                seconds=self.limits.open_seconds
            )
            raise errors.PdfDamaged(self.path, detail) from None
        if isinstance(message, Opened):
            worker.opened = True
            self.count = message.pages
            self.warnings += message.warnings
            self.rescued = message.rescued
            if message.more:
                self.warnings.append(FIRST_PAGES.format(pages=message.pages))
            if not message.pages:
                raise errors.PdfDamaged(self.path, _("it holds no page"))
            return
        if isinstance(message, Refused):
            if message.kind == "encrypted":
                raise errors.PdfEncrypted(self.path)
            if message.kind == "damaged":
                raise errors.PdfDamaged(self.path, message.detail)
            raise errors.PdfTooLarge(self.path, self.limits.memory)
        worker.process.wait()
        if self._other_reader(worker):
            self._open()
            return
        words = worker.last_words()
        if re.search("memory|map segment", words, re.IGNORECASE) or worker.process.returncode < 0:
            raise errors.PdfTooLarge(self.path, self.limits.memory)
        if words:
            reason = _("the process that reads it failed ({words})").format(words=words)
        else:
            reason = _("the process that reads it failed without a word")
        raise errors.PdfDamaged(self.path, reason)

    def _fill(self, chunks: Iterable[list[int]], gutters: tuple[float, ...]) -> None:
        self.queue.extend((chunk, gutters) for chunk in chunks)
        wanted = min(self.jobs, len(self.queue))
        for worker in self.workers:
            self._hand(worker)
        while len(self.workers) < wanted:
            self._start()

    def _hand(self, worker: _Worker) -> None:
        if self.queue and worker.opened and not worker.waiting:
            pages, gutters = self.queue.popleft()
            worker.ask(pages, gutters)

    def _busy(self) -> bool:
        return bool(self.queue) or any(worker.waiting for worker in self.workers)

    def _work(self) -> None:
        while self._busy():
            if time.monotonic() - self.began > self.limits.file_seconds:
                self._give_up()
                return
            if not self.workers:
                self._start()
            try:
                worker, message = self.inbox.get(timeout=0.2)
            except queue.Empty:
                self._check_silence()
                continue
            if worker not in self.workers:
                continue
            worker.heard = time.monotonic()
            if isinstance(message, PageRead):
                if worker.waiting and worker.waiting[0] == message.index:
                    worker.waiting.popleft()
                self.pages[message.index] = message
                if message.trouble is not None:
                    self.warnings.append(PAGE_TROUBLE.format(page=message.index + 1, trouble=message.trouble))
                if self.progress is not None and not worker.gutters:
                    self.progress(len(self.pages), self.count)
            elif isinstance(message, Opened):
                worker.opened = True
            else:
                self._replace(worker, FAILED_PAGE)
                continue
            self._hand(worker)
            self._check_silence()

    def _check_silence(self) -> None:
        now = time.monotonic()
        for worker in list(self.workers):
            allowed = (
                self.limits.page_seconds + self.limits.grace if worker.opened else self.limits.open_seconds
            )
            if (worker.waiting or not worker.opened) and now - worker.heard > allowed:
                self._replace(worker, SLOW_PAGE.format(seconds=f"{self.limits.page_seconds:g}"))

    def _replace(self, worker: _Worker, why: str) -> None:
        """End a process that hangs or has died, leave out the page it was at, and go on with the rest."""
        if self._other_reader(worker):
            if worker.waiting:
                self.queue.appendleft((list(worker.waiting), worker.gutters))
            if self.queue and not self.workers:
                self._start()
            return
        worker.end()
        self.workers.remove(worker)
        self.failures += 1
        if worker.waiting:
            page = worker.waiting.popleft()
            if page not in self.pages:
                self.warnings.append(PAGE_LEFT_OUT.format(page=page + 1, trouble=why))
            if worker.waiting:
                self.queue.appendleft((list(worker.waiting), worker.gutters))
        elif not worker.opened and not self.workers and self.failures > 2:
            reason = _("the process that reads it failed ({words})").format(words=why)
            raise errors.PdfDamaged(self.path, reason)
        if self.queue and not self.workers:
            self._start()

    def _other_reader(self, worker: _Worker) -> bool:
        """End a process that hangs or has died of one library, if there is another one to go on with."""
        if len(worker.readers) < 2:
            return False
        worker.end()
        self.workers.remove(worker)
        self.readers = worker.readers[1:]
        return True

    def _give_up(self) -> None:
        left = self.count - len(self.pages)
        self.queue.clear()
        for worker in self.workers:
            worker.waiting.clear()
        seconds = f"{self.limits.file_seconds:g}"
        self.warnings.append(GAVE_UP.format(seconds=seconds, left=left, pages=self.count))


def _common_gutters(pages: Iterable[PageRead]) -> tuple[float, ...]:
    """The gutters of at least two pages, the usual one first."""
    found = Counter(round(page.gutter) for page in pages if page.gutter is not None)
    out: list[float] = []
    for gutter, _count in found.most_common():
        near = sum(n for g, n in found.items() if abs(g - gutter) <= GUTTER_DRIFT / 2)
        if near >= 2 and all(abs(gutter - g) > GUTTER_DRIFT for g in out):
            out.append(float(gutter))
    return tuple(out)


# ---------------------------------------------------------------- the document


def _check_text(path: Path, pages: list[PageRead], rescued: bool) -> None:
    """Refuse a file without usable text, for the reason that it has. `rescued`: it was found cut off."""
    letters = sum(page.letters for page in pages)
    unknown = sum(sum(page.unknown.values()) for page in pages)
    with_images = sum(1 for page in pages if page.images)
    pictures = sum(1 for page in pages if page.pictured > SCAN_AREA)
    known = letters - unknown
    if pictures >= SCAN_PAGES * len(pages) and known < STAMP_LETTERS * len(pages):
        raise errors.PdfScanned(path, OCR_LANGUAGES)
    if letters and unknown > UNKNOWN_FILE * letters:
        if rescued:
            raise errors.PdfDamaged(path, _("it was cut off, and most of its fonts are missing"))
        raise errors.PdfUnmapped(path, unknown / letters)
    if known < FEW_LETTERS * max(1, len(pages)):
        if 2 * with_images >= len(pages) and pages:
            raise errors.PdfScanned(path, OCR_LANGUAGES)
        if not known:
            raise errors.PdfWithoutText(path, len(pages))


def _document(path: Path, pages: list[PageRead], warnings: list[str]) -> Document:
    document = Document(path.name, [], warnings=list(warnings))
    lines = [line for page in pages for line in page.lines]
    for line, text in zip(lines, recode(line.text for line in lines), strict=True):
        line.text = text
    number = 0
    for page in pages:
        for line in page.lines:
            number += 1
            line.number = number
        links = [classify_link(target, _line_at(box, page.lines)) for box, target in page.links]
        for link, (box, _target) in zip(links, page.links, strict=True):
            link.page, link.box = page.index + 1, Box(box)
        document.pages.append(Page(page.index + 1, page.lines, page.width, page.height, links, page.label))
    carry_over([(page.lines, page.cells) for page in pages])
    _renumber(document)
    document.warnings += _lost_letters(pages)
    # The first and the last page are covers, which are pictures anyway.
    images = [p.index + 1 for p in pages[1:-1] if p.images and p.letters < FEW_LETTERS]
    if images:
        document.warnings.append(
            NO_LETTERS.format(pages=_page_list(images), command=f"ocrmypdf --skip-text -l {OCR_LANGUAGES}")
        )
    return document


def _renumber(document: Document) -> None:
    """Count the lines again, after some have been moved."""
    lines = [line for page in document.pages for line in page.lines]
    numbers = {line.number: number for number, line in enumerate(lines, start=1)}
    for line in lines:
        line.number = numbers[line.number]
    for page in document.pages:
        for link in page.links:
            if link.line is not None:
                link.line = numbers[link.line]


def _lost_letters(pages: list[PageRead]) -> list[str]:
    """A sentence for each font with letters that the file does not name, the worst first."""
    lost: Counter[str] = Counter()
    for page in pages:
        lost.update(page.unknown)
    out = []
    for name, _count in lost.most_common(LOST_FONTS):
        numbers = _page_list([page.index + 1 for page in pages if name in page.unknown])
        out.append(LOST_LETTERS.format(pages=numbers, font=name or "?"))
    return out


def _page_list(numbers: list[int]) -> str:
    """Numbers of pages as words: page 4; pages 4, 7–9."""
    ranges: list[tuple[int, int]] = []
    for n in numbers:
        if ranges and ranges[-1][1] == n - 1:
            ranges[-1] = (ranges[-1][0], n)
        else:
            ranges.append((n, n))
    text = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in ranges[:12])
    if len(numbers) == 1:
        return ONE_PAGE.format(number=text)
    return (MANY_PAGES if len(ranges) > 12 else SEVERAL_PAGES).format(numbers=text)


_ORCID = re.compile(r"orcid\.org/", re.IGNORECASE)
_DOI = re.compile(r"doi\.org/10\.|^doi:", re.IGNORECASE)


def classify_link(target: str, line: int | None = None) -> Link:
    """A link by what it points at; an e-mail loses its scheme, percent signs are decoded."""
    plain = unquote(target).strip()
    if plain.lower().startswith("mailto:"):
        return Link(LinkKind.EMAIL, plain[7:].split("?", 1)[0].strip(), line)
    if _ORCID.search(plain):
        return Link(LinkKind.ORCID, plain, line)
    if _DOI.search(plain):
        return Link(LinkKind.DOI, plain, line)
    return Link(LinkKind.OTHER, target, line)


def _line_at(box: tuple[float, float, float, float], lines: Iterable[Line]) -> int | None:
    """The number of the line on which a link lies."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for line in lines:
        edges = line.box
        if edges is not None and edges[0] - 2 <= x <= edges[2] + 2 and edges[1] - 2 <= y <= edges[3] + 2:
            return line.number
    return None
