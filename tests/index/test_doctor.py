"""What the doctor finds, and what a repair brings back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from material import small_records, write_issue

from izde.engines.interface import Space
from izde.errors import ExitCode, LibraryDamaged, LibraryUnreadable, LibraryUnwritable, OtherEngine
from izde.index import seals, versions
from izde.index.doctor import Diagnosis
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
    with library.open_engine().batch() as batch:
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
    assert any("again for its record" in what for what in diagnosis.repaired), "the file is still there"
    assert diagnosis.findings == []


def test_a_record_that_is_lost_with_its_file_is_made_of_what_the_index_holds(library, tmp_path):
    for file in library.cache.files():
        file.unlink()
    before = state(library)
    for path in (tmp_path / "issues").iterdir():
        path.unlink()
    assert library.doctor().exit_code == ExitCode.LIBRARY
    diagnosis = library.doctor(repair=True)
    assert all("again from the index" in what for what in diagnosis.repaired)
    assert [finding.level for finding in diagnosis.findings] == ["note", "note"], "the files are not there"
    harm_index(library)
    assert library.doctor(repair=True).sound
    assert state(library) == before


def test_a_record_that_cannot_be_made_again_is_a_warning_that_no_command_mends(library, tmp_path):
    library.remove("a-2")
    library.cache.discard(next(e.checksum for e in library.sources() if e.source == "a.jsonl"))
    for path in (tmp_path / "issues").iterdir():
        path.unlink()
    warnings = [f for f in library.doctor(repair=True).findings if f.level == "warning"]
    assert ["has no cached record" in f.what for f in warnings] == [True]
    assert warnings[0].run is None


def test_no_changed_byte_of_a_record_or_of_the_seals_goes_unnoticed(library):
    file = next(library.cache.files())
    for path, is_whole in (
        (file, lambda: library.cache.read(file) is not None),
        (library.path / seals.SEALS, lambda: seals.is_whole(library.path)),
    ):
        whole = path.read_bytes()
        assert is_whole()
        for place in range(min(len(whole), 1500)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert not is_whole(), f"{path.name}: byte {place} of {whole[place - 20 : place + 20]!r}"
        path.write_bytes(whole)


def test_records_and_seals_without_checksums_of_their_own_are_as_good_as_ever(library):
    for file in library.cache.files():
        header, _, rest = file.read_bytes().partition(b"\t")
        file.write_bytes(header + b"\n" + rest.partition(b"\n")[2])
    of_files = msgspec.json.decode((library.path / seals.SEALS).read_bytes())
    del of_files[seals.SEALS]
    (library.path / seals.SEALS).write_bytes(msgspec.json.encode(of_files))
    assert library.doctor().findings == []


def test_a_library_without_a_commit_has_no_seals_and_is_sound(tmp_path):
    assert Library.open(tmp_path / "new", create=True).doctor().findings == []


def test_a_lost_record_of_a_changed_file_is_left_to_the_next_indexing_run(library, tmp_path):
    library.remove("a-2")
    library.cache.discard(next(e.checksum for e in library.sources() if e.source == "a.jsonl"))
    write_issue(tmp_path / "issues" / "a.jsonl", small_records(90))
    diagnosis = library.doctor(repair=True)
    warnings = [f for f in diagnosis.findings if f.level == "warning"]
    assert [("has no cached record" in f.what, f.run) for f in warnings] == [(True, "izde index")]
    library.index([])
    assert library.doctor().findings == []


@pytest.mark.parametrize("at", [0.02, 0.3, 0.95])
@pytest.mark.parametrize("harm", ["changed", "cut"])
def test_no_harm_to_a_record_goes_unnoticed(library, harm, at):
    file = next(library.cache.files())
    whole = file.read_bytes()
    place = int(len(whole) * at)
    file.write_bytes(
        whole[:place] + (bytes([whole[place] ^ 1]) + whole[place + 1 :] if harm == "changed" else b"")
    )
    diagnosis = library.doctor()
    assert diagnosis.exit_code == ExitCode.LIBRARY
    assert found(diagnosis, "warning").count("is damaged") == 1
    assert library.doctor(repair=True).findings == []
    assert cached_alike(file, whole)


def cached_alike(file: Path, before: bytes) -> bool:
    """Whether a record made again holds what it did, whenever that was."""
    now, then = (data.partition(b"\n")[2] for data in (file.read_bytes(), before))
    return now == then


@pytest.mark.parametrize("harm", ["cut", "changed", "renamed", "emptied", "gone"])
def test_no_harm_to_the_seals_goes_unnoticed(library, harm):
    path = library.path / seals.SEALS
    whole = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        harmed = {
            "cut": whole[:-20],
            "changed": whole[:-4] + bytes([whole[-4] ^ 1]) + whole[-3:],
            "renamed": whole.replace(b"index-1/", b"index-2/", 1),
            "emptied": b"",
        }[harm]
        assert harmed != whole
        path.write_bytes(harmed)
    diagnosis = library.doctor()
    assert diagnosis.exit_code == ExitCode.LIBRARY
    assert "seals.json" in found(diagnosis, "warning")
    diagnosis = library.doctor(repair=True)
    assert (diagnosis.findings, diagnosis.repaired) == ([], ["made seals.json again"])
    assert path.read_bytes() == whole


def test_a_record_that_is_read_again_keeps_out_what_was_removed(library):
    library.remove("a-2")
    for file in library.cache.files():
        file.unlink()
    library.doctor(repair=True)
    harm_index(library)
    assert library.doctor(repair=True).sound
    assert ids(library) == [id for id in ALL if id != "a-2"]


def harm_index(library: Library) -> None:
    """Leave nothing of the index, its books included."""
    for path in index_files(library):
        path.write_bytes(b"")


# Names and ids ---------------------------------------------------------------------------------------


def state(library: Library) -> list[tuple[str, str, str]]:
    """The ids, each with its source and a bit of its text."""
    with library.snapshot() as snapshot:
        return [(id, snapshot.source_of(id) or "", snapshot.article(id).body[-40:]) for id in snapshot.ids()]


@pytest.mark.parametrize("first", ["x", "y"])
@pytest.mark.parametrize("lost", ["a seal", "the index", "the manifest", "index and manifest"])
def test_a_repair_gives_everyone_the_same_ids_as_before(tmp_path, first, lost):
    """Two issues of one name: the one that came first has the plain ids."""
    for seed, place in enumerate(("x", "y")):
        write_issue(tmp_path / "in" / place / "2024-1.jsonl", MATERIAL[seed * 7 :][:7], seed=seed)
    library = Library.open(tmp_path / "library", create=True)
    library.index([tmp_path / "in" / first])
    library.index([tmp_path / "in"])
    before = state(library)
    assert len({source for _, source, _ in before}) == 2
    if lost == "a seal":
        toc = next(path.name for path in index_files(library) if path.suffix == ".toc")
        (library.path / "seals.json").write_text(f'{{"{library.manifest.index}/{toc}": [1, 1]}}')
    if "index" in lost:
        harm_index(library)
    if "manifest" in lost:
        (library.path / versions.MANIFEST).write_bytes(b'{"form\xff')
    repaired = Library.open_damaged(library.path).doctor(repair=True)
    assert repaired.sound and "built the index anew: 2 issues" in repaired.repaired
    library = Library.open(library.path)
    assert state(library) == before
    assert library.index([tmp_path / "in"]).totals == {"unchanged": 2}
    assert state(library) == before


def test_an_issue_that_has_moved_is_not_taken_for_what_is_at_its_old_place(library, tmp_path):
    moved = tmp_path / "issues" / "2023" / "a.jsonl"
    moved.parent.mkdir()
    (tmp_path / "issues" / "a.jsonl").rename(moved)
    library.index([tmp_path / "issues"])
    write_issue(tmp_path / "issues" / "a.jsonl", MATERIAL, seed=5)
    library.index([tmp_path / "issues"])
    before = state(library)
    harm_index(library)
    library.doctor(repair=True)
    assert state(library) == before


# Manifest and permissions ------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff", b'{"format": 1}'])
def test_a_lost_manifest_is_found_and_made_again(library, content):
    manifest = library.path / versions.MANIFEST
    manifest.unlink() if content is None else manifest.write_bytes(content)
    with pytest.raises(LibraryDamaged, match="doctor --repair"):
        Library.open(library.path, create=True)
    diagnosis = Library.open_damaged(library.path).doctor()
    assert "izde.json" in found(diagnosis, "error")
    assert Library.open_damaged(library.path).doctor(repair=True).sound
    library = Library.open(library.path)
    assert ids(library) == ALL
    assert library.doctor().findings == []


def test_records_alone_are_no_empty_folder_that_a_new_library_would_overwrite(library):
    for name in (versions.MANIFEST, "seals.json"):
        (library.path / name).unlink()
    with pytest.raises(LibraryDamaged):
        Library.open(library.path, create=True)
    assert Library.open_damaged(library.path).doctor(repair=True).sound
    assert ids(Library.open(library.path)) == ALL


def test_a_manifest_that_names_no_index_loses_nothing(library):
    versions.write(library.path, msgspec.structs.replace(library.manifest, index="index-7"))
    for file in library.cache.files():
        file.unlink()
    assert Library.open(library.path).doctor(repair=True).sound
    assert ids(Library.open(library.path)) == ALL


def test_seals_that_are_garbage_are_made_again(library, tmp_path):
    (library.path / "seals.json").write_bytes(b'{"index-1/\xff": [1, 2]}')
    assert library.doctor().sound
    write_issue(tmp_path / "issues" / "c.jsonl", MATERIAL)
    assert library.index([tmp_path / "issues"]).exit_code == ExitCode.DONE


def test_damage_that_shows_late_is_called_damage(library):
    """Whatever a reader stumbles over, the checksums say why; without damage an error stays what it is."""
    with pytest.raises(ValueError, match="mine"), library.snapshot():
        raise ValueError("mine")
    path = max(index_files(library), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(LibraryDamaged, match="doctor --repair"), library.snapshot():
        raise ValueError("bytes length not a multiple of item size")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("place", [".", "izde.json", "index-1", "cache"])
def test_a_library_that_others_own_is_not_called_damaged(library, place):
    path = library.path / place
    path.chmod(0)
    try:
        with pytest.raises(LibraryUnreadable, match="Permission denied"):
            Library.open_damaged(library.path).doctor(repair=place == "index-1")
    finally:
        path.chmod(0o755)
    assert ids(library) == ALL


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


@pytest.mark.parametrize("copy", ["0copy.jsonl", "zcopy.jsonl"])
def test_a_repair_leaves_a_duplicate_a_duplicate(library, tmp_path, copy):
    (tmp_path / "issues" / copy).write_bytes((tmp_path / "issues" / "a.jsonl").read_bytes())
    library.index([tmp_path / "issues"])
    before = [(entry.source, entry.same_as) for entry in library.sources()]
    assert (copy, "a.jsonl") in before
    toc = next(path.name for path in index_files(library) if path.suffix == ".toc")
    (library.path / "seals.json").write_text(f'{{"{library.manifest.index}/{toc}": [1, 1]}}')
    assert library.doctor(repair=True).repaired == ["built the index anew: 2 issues"]
    assert [(entry.source, entry.same_as) for entry in library.sources()] == before
    assert library.doctor().findings == []
    assert library.index([tmp_path / "issues"]).totals == {"unchanged": 2, "duplicate": 1}


# Another engine --------------------------------------------------------------------------------------


def test_moving_keeps_everything_and_needs_no_files(library, tmp_path):
    pytest.importorskip("tantivy")
    library.remove("a-2")
    with library.snapshot() as snapshot:
        before = [snapshot.article(id) for id in snapshot.ids()], list(snapshot.vocabulary(Space.ALL))
        frequencies = [snapshot.facet(name) for name in ("journal", "year", "author")]
    shutil.rmtree(tmp_path / "issues")
    reader = Library.open(library.path)
    with reader.snapshot() as old:
        library.move("tantivy")
        assert old.article("b-1") is not None
    moved = Library.open(library.path)
    assert (moved.manifest.engine, moved.doctor().sound) == ("tantivy", True)
    assert [path.name for path in library.path.glob("index-*")] == [moved.manifest.index]
    with moved.snapshot() as snapshot:
        assert (
            [snapshot.article(id) for id in snapshot.ids()],
            list(snapshot.vocabulary(Space.ALL)),
        ) == before
        assert [snapshot.facet(name) for name in ("journal", "year", "author")] == frequencies
    assert ids(reader) == ids(moved)
    moved.move("whoosh")
    assert ids(Library.open(library.path)) == ids(moved)


def test_a_move_that_is_cut_short_changes_nothing(library, monkeypatch):
    pytest.importorskip("tantivy")
    before, manifest = ids(library), library.manifest
    with monkeypatch.context() as patch:
        patch.setattr(versions, "write", lambda *_: (_ for _ in ()).throw(OSError(28, "no space")))
        with pytest.raises(LibraryUnwritable):
            library.move("tantivy")
    assert versions.read(library.path) == manifest and ids(Library.open(library.path)) == before
    assert "half-written" in found(library.doctor(), "note")
    assert library.doctor(repair=True).findings == []


def test_another_engine_is_not_taken_by_indexing(library):
    with pytest.raises(OtherEngine, match="izde move --engine tantivy"):
        Library.open(library.path, engine="tantivy")
