"""What a command costs from a standing start, beside the imports that it cannot do without."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import izde
from benchmarks.corpus import ISSUES
from benchmarks.tables import table

_FLOOR = "import click, whoosh.index, whoosh.qparser"
_LOOKUP = "; import pymorphy3; pymorphy3.MorphAnalyzer().parse('университетте')"


class Row(NamedTuple):
    """A command and what it is held against; processor milliseconds, user and system."""

    what: str
    milliseconds: float
    against: str
    floor: float


def rows(*, quick: bool) -> list[Row]:
    """The least of several runs of each command, the two of a row taken in turn."""
    for path in izde.__path__:
        compileall.compile_dir(path, quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        library = str(Path(folder) / "library")
        command = (sys.executable, "-m", "izde")
        subprocess.run(
            (*command, "index", str(ISSUES), "--library", library), check=True, capture_output=True
        )

        def search(*words: str) -> tuple[str, ...]:
            return (*command, "search", "--library", library, *words)

        pairs = [
            ("izde --help", (*command, "--help"), "import click", "import click"),
            ("izde search, an English word", search("university"), "Whoosh and click", _FLOOR),
            (
                "izde search, a Russian word",
                search("университет"),
                "the same and a pymorphy3 lookup",
                _FLOOR + _LOOKUP,
            ),
            ("izde search, a Kazakh word", search("қоғамдық"), "Whoosh and click", _FLOOR),
            ("izde search, an author", search("--author", "Сулейменов"), "Whoosh and click", _FLOOR),
        ]
        found = []
        for what, mine, against, code in pairs:
            mine_least = floor_least = float("inf")
            for _ in range(5 if quick else 20):
                floor_least = min(floor_least, _processor_time((sys.executable, "-c", code)))
                mine_least = min(mine_least, _processor_time(mine))
            found.append(Row(what, mine_least * 1000, against, floor_least * 1000))
        return found


def _processor_time(command: tuple[str, ...]) -> float:
    """Seconds of processor time, user and system, that a process takes from its start to its end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def report(*, quick: bool = False) -> str:
    lines = []
    for row in rows(quick=quick):
        times = f"{row.milliseconds:.0f} ms", row.against, f"{row.floor:.0f} ms"
        lines.append((row.what, *times, f"{row.milliseconds / row.floor:.2f}"))
    return (
        "Processor time of a whole process, bytecode compiled, the least of several runs; the library holds "
        "the sample issues.\n\n" + table(("", "time", "beside", "its time", "ratio"), lines)
    )
