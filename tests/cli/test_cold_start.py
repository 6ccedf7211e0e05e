"""What a search loads before it answers: a person waits for it every time, so it is kept small."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sample_data import ISSUES

#: Takes names apart: for queries by author alone.
NAMES = {"izde.language.names.parsing", "izde.language.names.comparing"}
#: Reads, writes and verifies libraries.
WRITING = {
    "izde.index.indexing",
    "izde.engines.whoosh.writer",
    "izde.index.lock",
    "izde.index.cache",
    "izde.extract",
}
#: Slow to load, and each for one purpose only.
HEAVY = {
    "whoosh",
    "pdfminer",
    "langdetect",
    "pymorphy3",
    "importlib.resources",
    "tempfile",
    "zipfile",
    "rapidfuzz",
}
KAZAKH = {"izde.language.kazakh.stemmer", "izde.language.kazakh.lexicon"}

LIST_MODULES = """
import sys
from izde.cli import run
code = run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
raise SystemExit(code)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of a sample issue."""
    path = tmp_path_factory.mktemp("cold") / "library"
    issue = min(ISSUES.glob("*.txt"), key=lambda file: file.stat().st_size)
    command = [sys.executable, "-m", "izde", "index", str(issue), "--library", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


def loaded(*arguments: object) -> set[str]:
    """The modules that a process has loaded when it has run a command that finds something."""
    command = [sys.executable, "-c", LIST_MODULES, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.splitlines()[-1].split())


def of_izde(modules: set[str]) -> set[str]:
    """Izde's modules among them, without the folders that others are in: these hold nothing to run."""
    ours = {name for name in modules if name.split(".")[0] == "izde"}
    return ours - {name.rpartition(".")[0] for name in ours}


def test_an_english_query_loads_no_dictionary(library: Path) -> None:
    modules = loaded("search", "history", "--library", library)
    assert not modules & (HEAVY | KAZAKH | NAMES | WRITING | {"izde.language.letters.respell"})
    assert len(of_izde(modules)) <= 65


def test_a_kazakh_query_loads_kazakh_only(library: Path) -> None:
    modules = loaded("search", "тәуелсіздік", "--library", library)
    assert not modules & (HEAVY | NAMES | WRITING)
    assert len(of_izde(modules)) <= 72


def test_a_russian_query_loads_the_dictionary(library: Path) -> None:
    modules = loaded("search", "история", "--library", library)
    assert "pymorphy3" in modules
    assert not modules & ({"whoosh", "pdfminer"} | NAMES | WRITING)
    assert len(of_izde(modules)) <= 72


def test_a_query_by_author_loads_no_dictionary(library: Path) -> None:
    modules = loaded("search", "--author", "Сулейменов", "--library", library)
    assert not modules & (HEAVY | KAZAKH | WRITING)


def test_json_loads_nothing_for_the_terminal(library: Path) -> None:
    modules = loaded("search", "history", "--format", "json", "--library", library)
    assert not modules & (HEAVY | {"izde.output.hits", "izde.output.console"})


def processor_time(*arguments: object) -> float:
    """Seconds of processor time, user and system, of a Python process: the least of ten runs."""
    least = float("inf")
    for _ in range(10):
        command = [sys.executable, *map(str, arguments)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        usage = os.wait4(process.pid, 0)[2]
        process.returncode = 0
        least = min(least, usage.ru_utime + usage.ru_stime)
    return least


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="processor times of a child need wait4")
def test_a_cold_search_costs_little_beside_its_imports(library: Path) -> None:
    """`scripts/benchmark` measures the ratios; here they may be half as much again on a busy machine."""
    import compileall

    import izde

    compileall.compile_dir(Path(izde.__file__).parent, quiet=2)
    floor = "import click, whoosh.index, whoosh.qparser"
    lookup = "; import pymorphy3; pymorphy3.MorphAnalyzer().parse('история')"
    search = ("-m", "izde", "search", "--library", library)
    assert processor_time("-m", "izde", "--help") < 2.2 * processor_time("-c", "import click")
    assert processor_time(*search, "history") < 2.5 * processor_time("-c", floor)
    assert processor_time(*search, "история") < 2.5 * processor_time("-c", floor + lookup)
