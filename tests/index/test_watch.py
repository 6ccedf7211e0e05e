"""Following a folder."""

from __future__ import annotations

import os
import threading
import time

import pytest
from material import small_records, write_issue

from izde.errors import InputMissing
from izde.index.library import Library
from izde.index.options import IndexOptions
from izde.index.report import Report
from izde.index.watch import Settling, watch


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_file_is_ready_when_it_rests(tmp_path, clock):
    settling = Settling(settle=2, clock=clock)
    path = tmp_path / "a.txt"
    path.write_text("one")
    settling.note([str(path)])
    clock.now = 1.9
    assert settling.ready() == []
    clock.now = 2.0
    assert settling.ready() == [str(path)]
    assert settling.ready() == []


def test_a_file_that_grows_is_not_ready(tmp_path, clock):
    settling = Settling(settle=2, clock=clock)
    path = tmp_path / "a.txt"
    path.write_text("one")
    settling.note([str(path)])
    for second in range(1, 10):
        clock.now = second * 1.5
        path.write_text("one" * second * 2)
        assert settling.ready() == []
    clock.now += 2
    assert settling.ready() == [str(path)]


def test_a_pdf_is_waited_for_until_it_ends_as_pdfs_end(tmp_path, clock):
    settling = Settling(settle=2, patience=60, clock=clock)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 half of it")
    settling.note([str(path)])
    clock.now = 30
    assert settling.ready() == []
    path.write_bytes(b"%PDF-1.7 all of it\n%%EOF\n")
    assert settling.ready() == []
    clock.now = 32
    assert settling.ready() == [str(path)]


def test_a_pdf_that_never_ends_is_taken_at_last(tmp_path, clock):
    settling = Settling(settle=2, patience=60, clock=clock)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 half of it")
    settling.note([str(path)])
    clock.now = 60
    assert settling.ready() == [str(path)]


def test_a_file_that_has_gone_is_ready(tmp_path, clock):
    settling = Settling(settle=2, clock=clock)
    settling.note([str(tmp_path / "none")])
    clock.now = 2
    assert settling.ready() == [str(tmp_path / "none")]


def test_a_folder_must_be_there(tmp_path):
    library = Library.open(tmp_path / "library", create=True)
    with pytest.raises(InputMissing):
        watch(library, [tmp_path / "none"], IndexOptions(), lambda _: None)


def test_issues_are_indexed_as_they_arrive(tmp_path):
    pytest.importorskip("watchfiles")
    material = small_records(60)
    folder = tmp_path / "inbox"
    write_issue(folder / "old.jsonl", material, 2)
    library = Library.open(tmp_path / "library", create=True)
    reports: list[Report] = []
    done = threading.Event()
    thread = threading.Thread(
        target=watch,
        args=(library, [folder], IndexOptions(prune=True), reports.append),
        kwargs={"settle": 0.2, "stopped": done.is_set},
    )
    thread.start()
    try:
        wait_for(library, ["old-1", "old-2"])
        text = (tmp_path / "whole.jsonl", folder / "new.jsonl")
        write_issue(text[0], material, 2)
        content = text[0].read_bytes()
        with text[1].open("wb") as file:  # slowly, in three parts
            for part in (content[:100], content[100:2000], content[2000:]):
                file.write(part)
                file.flush()
                time.sleep(0.1)
        wait_for(library, ["old-1", "old-2", "whole-1", "whole-2"])
        (folder / "notes.xlsx").write_text("x")
        (folder / "old.jsonl").unlink()
        wait_for(library, ["whole-1", "whole-2"])
    finally:
        done.set()
        thread.join(20)
    assert not thread.is_alive()
    assert all(source.status != "failed" for report in reports for source in report.sources)


def wait_for(library: Library, ids: list[str], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while True:
        with library.snapshot() as snapshot:
            held = list(snapshot.ids())
        if held == ids:
            return
        assert time.monotonic() < deadline, f"{held} instead of {ids}"
        time.sleep(0.05)


def test_the_clock_of_files_is_not_trusted(tmp_path, clock):
    """A copy that keeps the old time stamp is still being written when it appears."""
    settling = Settling(settle=2, clock=clock)
    path = tmp_path / "a.txt"
    path.write_text("one")
    os.utime(path, (1, 1))
    settling.note([str(path)])
    assert settling.ready() == []
