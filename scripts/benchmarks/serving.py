"""What the pages cost beside a search in process, and fifty readers at once beside an indexing run.

The server is the one that `izde serve` starts; readers and server share this machine, so what fifty readers
see is a floor. Both the pages and the searches in process open the last commit for each question.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.tables import table
from izde.api import Library
from izde.web.asking import FACETS

ISSUES = Path(__file__).resolve().parents[2] / "data" / "issues"
QUERIES = (
    "шағын мектеп",
    "малокомплектная школа",
    "steppe war",
    "қоғамдық келісім",
    "digital economy",
    "тарих",
)
_READERS, _SECONDS = 50, 60


@contextmanager
def serving(library: Path) -> Iterator[tuple[str, int]]:
    """A server on a library: its address and its process."""
    command = [sys.executable, "-m", "izde", "serve", "--port", "0", "--library", str(library)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().split()[0].rstrip("/"), server.pid
        finally:
            server.terminate()


def report(*, quick: bool) -> str:
    rounds, seconds, readers = (3, 5, 5) if quick else (40, _SECONDS, _READERS)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library", create=True)
        library.index(ISSUES)
        with serving(library.path) as (address, pid):
            ratios = _paired(library, address, rounds)
            crowd = _crowd(library, address, pid, readers, seconds, Path(folder))
    return f"{ratios}\n\n{crowd}"


def _paired(library: Library, address: str, rounds: int) -> str:
    """The same questions in process and through the server, in turn."""
    inside: list[float] = []
    outside: list[float] = []
    for number in range(rounds + 2):
        for query in QUERIES:
            start = time.perf_counter()
            library.search(query, facets=FACETS)
            middle = time.perf_counter()
            with urlopen(f"{address}/search?q={quote(query)}") as page:
                page.read()
            end = time.perf_counter()
            if number >= 2:  # what is loaded once is loaded
                inside.append(middle - start)
                outside.append(end - middle)
    ratios = [page / search for page, search in zip(outside, inside, strict=True)]
    rows = [
        ["`izde.Library.search`, with facets", f"{1000 * statistics.median(inside):.1f} ms", "1"],
        [
            "the page of the same search",
            f"{1000 * statistics.median(outside):.1f} ms",
            f"{statistics.median(ratios):.2f}",
        ],
    ]
    return table(["", "median", "ratio, pair by pair"], rows)


def _crowd(library: Library, address: str, pid: int, readers: int, seconds: int, folder: Path) -> str:
    """Readers who ask without pause, while issues are added."""
    times: list[float] = []
    failures: list[str] = []
    ends = time.monotonic() + seconds
    before = _resident(pid)

    def read(number: int) -> None:
        while time.monotonic() < ends:
            query = QUERIES[number % len(QUERIES)]
            path = "/article/atyrau-2024-4-13" if number % 5 == 0 else f"/search?q={quote(query)}"
            number += 1
            start = time.perf_counter()
            try:
                with urlopen(address + path, timeout=60) as page:
                    text = page.read()
                    if page.status != 200 or not text.rstrip().endswith(b"</html>"):
                        failures.append(f"{page.status} {path}")
            except OSError as error:
                failures.append(f"{error} {path}")
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    added = 0
    while time.monotonic() < ends:
        issue = folder / f"added-{added}.jsonl"
        record = f'{{"id": "added-{added}", "title": {{"en": "On lake {added}"}}, "body": "Water."}}\n'
        issue.write_text(record, encoding="utf-8")
        library.index(issue)
        added += 1
        time.sleep(0.5)
    for thread in threads:
        thread.join()
    ordered = sorted(times)
    rows = [
        ["readers", str(readers)],
        ["seconds", str(seconds)],
        ["pages", str(len(times))],
        ["errors", str(len(failures))],
        ["issues added meanwhile", str(added)],
        ["median", f"{1000 * ordered[len(ordered) // 2]:.0f} ms"],
        ["95th percentile", f"{1000 * ordered[int(len(ordered) * 0.95)]:.0f} ms"],
        ["memory of the server, before and after", f"{before:.0f} and {_resident(pid):.0f} MB"],
    ]
    return table(["readers at once, beside `izde index`", ""], rows)


def _resident(pid: int) -> float:
    """The resident memory of a process in megabytes; 0 where the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)
