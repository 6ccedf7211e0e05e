"""A library in use for years: what an addition costs, how large the index gets, who can search meanwhile."""

from __future__ import annotations

import random
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from material import tiny_records, write_issue

from izde.index.library import Library

MATERIAL = tiny_records()


def index_files(library: Library) -> tuple[int, int]:
    """How many files an index has, and their bytes."""
    files = list((library.path / library.manifest.index).iterdir())
    return len(files), sum(file.stat().st_size for file in files)


def update_again_and_again(tmp_path: Path, issues: int, updates: int) -> None:
    choose = random.Random(updates)
    library = Library.open(tmp_path / "library", create=True)
    for number in range(issues):
        write_issue(tmp_path / "in" / f"issue{number}.jsonl", MATERIAL, 2)
    library.index([tmp_path / "in"])
    most = 0
    for seed in range(1, updates + 1):
        path = tmp_path / "in" / f"issue{choose.randrange(issues)}.jsonl"
        write_issue(path, MATERIAL, 2, seed=seed)
        assert library.index([path]).totals == {"changed": 1}
        most = max(most, index_files(library)[0])
    fresh = Library.open(tmp_path / "fresh", create=True)
    fresh.index([tmp_path / "in"])
    with library.snapshot() as mine, fresh.snapshot() as theirs:
        assert list(mine.ids()) == list(theirs.ids())
    assert most <= 60, "files of the index at any time"
    assert index_files(library)[1] <= 4 * index_files(fresh)[1]
    assert len(list(library.cache.files())) == issues


def test_the_index_stays_small_over_many_updates(tmp_path):
    update_again_and_again(tmp_path, issues=10, updates=30)


@pytest.mark.slow
def test_the_index_stays_small_over_a_thousand_updates(tmp_path):
    update_again_and_again(tmp_path, issues=50, updates=1000)


@pytest.mark.slow
def test_adding_an_issue_does_not_depend_on_what_is_there(tmp_path):
    """The cost is processor time, the median of several additions: merges come now and then."""
    library = Library.open(tmp_path / "library", create=True)
    cost: dict[int, float] = {}
    held = 0
    for size in (10, 100, 300):
        while held < size:
            write_issue(tmp_path / "in" / f"issue{held}.jsonl", MATERIAL, 10)
            held += 1
        library.index([tmp_path / "in"])
        times = []
        for number in range(7):
            path = tmp_path / "more" / f"more{size}-{number}.jsonl"
            write_issue(path, MATERIAL, 10)
            begun = time.process_time()
            library.index([path])
            times.append(time.process_time() - begun)
        cost[size] = statistics.median(times)
    assert cost[300] <= 1.5 * cost[10], cost

    library.index([tmp_path / "in"])  # files younger than the clock's resolution are read once more
    begun = time.monotonic()
    assert library.index([tmp_path / "in"]).totals == {"unchanged": 300}
    assert time.monotonic() - begun < 1


# Readers and the writer ------------------------------------------------------------------------------

READER = """
import sys, time
from collections import Counter
from pathlib import Path
from izde.engines.interface import Concept, Filters, Space, Term
from izde.index.library import Library

library, articles = Library.open(Path(sys.argv[1])), int(sys.argv[2])
rounds = 0
print("ready", flush=True)
while True:
    with library.snapshot() as snapshot:
        held = Counter(id.rpartition("-")[0] for id in snapshot.ids())
        assert set(held.values()) <= {articles}, held
        books = {entry.source.removesuffix(".jsonl"): entry.articles for entry in snapshot.sources()}
        assert books == dict(held), (books, held)
        for key, frequency in list(snapshot.vocabulary(Space.ALL, "б"))[::50]:
            total, matches = snapshot.search(Concept((Term(Space.ALL, key),)), Filters(), 10)
            assert total == frequency and len(matches) == min(10, total), (key, total, frequency)
            for match in matches:
                article = snapshot.article(match.id)
                assert article is not None and article.body, match.id
    rounds += 1
    print(rounds, flush=True)
"""


def search_while_indexing(tmp_path: Path, seconds: float) -> None:
    library = Library.open(tmp_path / "library", create=True)
    for number in range(5):
        write_issue(tmp_path / "in" / f"issue{number}.jsonl", MATERIAL, 4)
    library.index([tmp_path / "in"])
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(library.path), "4"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        deadline = time.monotonic() + seconds
        commits = 0
        while time.monotonic() < deadline:
            commits += 1
            path = tmp_path / "in" / f"issue{commits % 20}.jsonl"
            write_issue(path, MATERIAL, 4, seed=commits)
            assert library.index([path]).exit_code == 0
        well = [reader.poll() is None for reader in readers]
    finally:
        outputs = []
        for reader in readers:
            reader.send_signal(signal.SIGTERM)
            outputs.append(reader.communicate(timeout=30))
    for out, err in outputs:
        assert all(well), err
        assert int(out.split()[-1]) >= 2, "every reader has looked more than once"
    assert commits >= 3


def test_readers_see_whole_issues_while_a_writer_writes(tmp_path):
    search_while_indexing(tmp_path, 4)


@pytest.mark.slow
def test_four_readers_search_for_a_minute_while_a_writer_writes(tmp_path):
    search_while_indexing(tmp_path, 60)


def test_opening_a_library_to_search_loads_no_indexing_code():
    code = "import sys; from izde.index.library import Library; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"izde.extract", "izde.index.indexing", "multiprocessing", "whoosh", "pymorphy3", "platformdirs"}
    assert not heavy & set(done.stdout.split())
