"""What the doctor finds, and what a repair brings back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from material import small_records, write_issue

from izde.errors import ExitCode
from izde.index import versions
from izde.index.doctor import Diagnosis
from izde.index.engine import Space
from izde.index.files import UNFINISHED
from izde.index.library import Library

MATERIAL = small_records(60)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library of two issues of three articles."""
    for name in ("a", "b"):
        write_issue(tmp_path / "issues" / f"{name}.jsonl", MATERIAL)
    library = Library.open(tmp_path / "library", create=True)
    report = library.index([tmp_path / "issues"])
    assert report.totals == {"new": 2}, report
    return library


def found(diagnosis: Diagnosis, level: str) -> str:
    return "; ".join(finding.what for finding in diagnosis.findings if finding.level == level)


def ids(library: Library) -> list[str]:
    with library.snapshot() as snapshot:
        return list(snapshot.ids())


ALL = ["a-1", "a-2", "a-3", "b-1", "b-2", "b-3"]


def test_a_sound_library_has_no_findings(library):
    diagnosis = library.doctor()
    assert diagnosis.findings == []
    assert (diagnosis.issues, diagnosis.articles, diagnosis.exit_code) == (2, 6, ExitCode.DONE)
    assert diagnosis.size > 10_000


def index_files(library: Library) -> list[Path]:
    return sorted((library.path / library.manifest.index).iterdir())


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "garbled"])
def test_damage_of_any_index_file_is_found_and_repaired(library, harm):
    for name in [path.name for path in index_files(library) if "LOCK" not in path.name]:
        path = library.path / library.manifest.index / name
        data = path.read_bytes()
        if harm == "missing":
            path.unlink()
        else:
            half = len(data) // 2
            garbled = data[:half] + bytes(byte ^ 0x55 for byte in data[half : half + 64]) + data[half + 64 :]
            path.write_bytes({"empty": b"", "cut": data[:half], "garbled": garbled}[harm])
        diagnosis = library.doctor()
        assert not diagnosis.sound, f"{name} {harm}"
        assert diagnosis.exit_code == ExitCode.LIBRARY
        assert any(finding.run == "izde doctor --repair" for finding in diagnosis.findings)
        path.write_bytes(data)
        assert library.doctor().sound
    path.write_bytes(data[: len(data) // 2])
    repaired = library.doctor(repair=True)
    assert repaired.sound and repaired.repaired
    assert ids(library) == ALL
    assert ids(Library.open(library.path)) == ALL
    assert library.doctor().findings == []


def test_a_repair_keeps_what_was_removed_out(library):
    library.remove("a-2")
    for path in index_files(library):
        path.unlink()
    assert library.doctor(repair=True).sound
    assert ids(library) == ["a-1", "a-3", "b-1", "b-2", "b-3"]


def test_after_a_repair_nothing_has_to_be_read_again(library, tmp_path):
    for path in index_files(library):
        path.unlink()
    library.doctor(repair=True)
    assert library.index([tmp_path / "issues"]).totals == {"unchanged": 2}


def test_a_reader_that_was_open_finds_the_repaired_index(library):
    reader = Library.open(library.path)
    for path in index_files(library):
        path.unlink()
    library.doctor(repair=True)
    assert ids(reader) == ALL


def test_a_search_that_is_running_outlives_a_repair(library):
    with library.snapshot() as snapshot:
        Library.open(library.path).doctor(repair=True)
        for path in index_files(library):
            path.unlink()
        Library.open(library.path).doctor(repair=True)
        assert [id for id in snapshot.ids() if snapshot.article(id) is not None] == ALL
        assert len(list(snapshot.vocabulary(Space.ALL))) > 100


def test_books_that_do_not_fit_are_an_error(library):
    with library._open_engine().batch() as batch:
        batch.put_source(msgspec.structs.replace(library.sources()[0], articles=5))
    assert "'a.jsonl' has 3 articles where its books say 5" in found(library.doctor(), "error")
    assert library.doctor(repair=True).sound


def test_a_damaged_record_of_the_cache_is_a_warning(library):
    file = next(library.cache.files())
    data = bytearray(file.read_bytes())
    data[-10] ^= 1
    file.write_bytes(data)
    diagnosis = library.doctor()
    assert diagnosis.sound
    assert "is damaged" in found(diagnosis, "warning")
    diagnosis = library.doctor(repair=True)
    assert any("removed the damaged record" in what for what in diagnosis.repaired)
    assert "has no cached record" in found(diagnosis, "warning")


def test_leftovers_are_found_and_removed(library):
    record = next(library.cache.files())
    left = [
        record.with_name(record.name + ".123" + UNFINISHED),
        library.path / ("izde.json.123" + UNFINISHED),
    ]
    for path in left:
        path.write_bytes(b"half")
    (library.path / "index-7").mkdir()
    assert found(library.doctor(), "note").count("half-written") == 3
    assert len(library.doctor(repair=True).repaired) == 3
    assert library.doctor().findings == []
    assert not any(path.exists() for path in left)


def test_a_record_of_no_issue_is_found_and_removed(library):
    library.cache.put(
        msgspec.structs.replace(
            library.cache.header(next(library.cache.files())),
            key=msgspec.structs.replace(
                library.cache.header(next(library.cache.files())).key, checksum="f" * 64
            ),
        ),
        None,
    )
    assert "belongs to no issue" in found(library.doctor(), "note")
    library.doctor(repair=True)
    assert library.doctor().findings == []


def test_what_has_grown_old_is_a_warning(library, monkeypatch):
    monkeypatch.setattr(versions, "ANALYZER", "next")
    diagnosis = library.doctor()
    assert diagnosis.sound
    assert "indexed by an older version" in found(diagnosis, "warning")


def test_files_that_went_or_changed_are_notes(library, tmp_path):
    (tmp_path / "issues" / "a.jsonl").unlink()
    write_issue(tmp_path / "issues" / "b.jsonl", MATERIAL, count=1)
    notes = found(library.doctor(), "note")
    assert "a.jsonl is no longer there" in notes
    assert "b.jsonl has changed" in notes


def test_a_killed_writer_is_noted(library, tmp_path):
    code = (
        "import os, signal, sys; from pathlib import Path; from izde.index.lock import WriteLock\n"
        "with WriteLock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(library.path / "lock")], check=False)
    assert "ended before its work was done" in found(library.doctor(), "note")
    report = library.index([tmp_path / "issues"])
    assert "ended before its work was done" in report.notes[0]
    assert library.doctor().findings == []


def test_a_writer_at_work_is_noted(library):
    with library.lock():
        assert "is writing to the library now" in found(library.doctor(), "note")
