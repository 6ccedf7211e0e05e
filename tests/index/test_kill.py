"""Killed at any instant, a library opens at its last commit, and the same command finishes the work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from material import small_records, tiny_records, write_issue

from izde.engines.interface import Concept, Filters, Or, Snapshot, Space, Term
from izde.index import indexing
from izde.index.library import Library
from izde.index.lock import holder
from izde.index.options import IndexOptions

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")

#: The engines whose index is in the library's folder.
EMBEDDED = ("whoosh", "tantivy")
ISSUES = 10
ARTICLES = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("issues")
    material = tiny_records()
    for number in range(ISSUES):
        write_issue(folder / f"issue{number}.jsonl", material, ARTICLES)
    return folder


def state(library: Library) -> Any:
    """What a library holds and what it answers: ids, books, and the scores of every hundredth term."""
    with library.snapshot() as snapshot:
        books = sorted((e.source, e.checksum, e.articles, e.same_as or "") for e in snapshot.sources())
        terms = [key for key, _ in snapshot.vocabulary(Space.ALL)][::100]
        return list(snapshot.ids()), books, [(key, answer(snapshot, key)) for key in terms]


def answer(snapshot: Snapshot, key: str) -> list[tuple[str, float]]:
    query = Or((Concept((Term(Space.ALL, key),)),))
    return sorted((match.id, match.score) for match in snapshot.search(query, Filters(), None)[1])


def check_whole(library: Library) -> int:
    """Every issue is there wholly or not at all; how many are there."""
    with library.snapshot() as snapshot:
        held = Counter(id.rpartition("-")[0] for id in snapshot.ids())
        books = {entry.source.removesuffix(".jsonl"): entry.articles for entry in snapshot.sources()}
        assert all(snapshot.article(id) is not None for id in snapshot.ids())
    assert held == books
    assert set(held.values()) <= {ARTICLES}
    return len(held)


def opened(path: Path, engine: str) -> Library:
    return Library.open(path, create=True, engine=engine)


def start(path: Path, folder: Path, engine: str) -> int:
    """Index in another process, a commit an issue; its process id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            indexing.STEP_SECONDS = 0.0
            report = opened(path, engine).index([folder], IndexOptions(wait=5))
            code = int(report.exit_code)
        finally:
            os._exit(code)
    return child


def kill_while_indexing(tmp_path: Path, folder: Path, kills: int, engine: str) -> None:
    choose = random.Random(kills)
    whole = opened(tmp_path / "undisturbed", engine)
    whole.index([folder])  # loads what is loaded once, so that the children start warm
    expected = state(whole)
    begun = time.monotonic()
    os.waitpid(start(tmp_path / "timed", folder, engine), 0)
    duration = time.monotonic() - begun

    done = attempt = 0
    seen: set[int] = set()
    while done < kills:
        attempt += 1
        path = tmp_path / f"library{attempt}"
        while True:
            child = start(path, folder, engine)
            time.sleep(choose.random() * duration)
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if path.exists():
                seen.add(check_whole(opened(path, engine)))
            if os.WIFEXITED(status):
                assert os.WEXITSTATUS(status) == 0
                break
            done += 1
            if done == kills:
                break
        library = opened(path, engine)
        assert library.index([folder]).exit_code == 0
        assert state(library) == expected
        assert library.doctor().sound
    assert len(seen) > 1, "the kills came at different stages"


@pytest.mark.parametrize("engine", EMBEDDED)
def test_killed_at_some_random_instants(tmp_path, folder, engine):
    kill_while_indexing(tmp_path, folder, 4, engine)


@pytest.mark.slow
@pytest.mark.parametrize("engine", EMBEDDED)
def test_killed_at_two_hundred_random_instants(tmp_path, folder, engine):
    kill_while_indexing(tmp_path, folder, 200, engine)


def test_killed_with_processes_that_read_it_leaves_neither_lock_nor_processes(tmp_path):
    material = small_records(900)
    for number in range(12):
        write_issue(tmp_path / "in" / f"issue{number}.jsonl", material, 8)
    arguments = ["index", str(tmp_path / "in"), "--library", str(tmp_path / "library"), "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from izde.cli import main; main()", *arguments], start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("library/cache/*/*.record")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    library = Library.open(tmp_path / "library")
    assert holder(library.path / "lock") is None
    with library.snapshot() as snapshot:
        assert len(snapshot) % 8 == 0
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("processes of the killed run are still there")
    assert library.index([tmp_path / "in"]).articles == 96
