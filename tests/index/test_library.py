"""The library through its public face: what goes in, what stays, what is said of it."""

from __future__ import annotations

import json
import os
import shutil
import time
import unicodedata
from pathlib import Path

import msgspec
import pytest
from material import small_records, write_issue

from izde import errors
from izde.errors import ExitCode
from izde.index import versions
from izde.index.library import Library
from izde.index.options import IndexOptions
from izde.index.report import Report

MATERIAL = small_records()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two issues of three articles, long unchanged."""
    for name in ("a.jsonl", "b.jsonl"):
        write_issue(tmp_path / "issues" / name, MATERIAL)
        settle(tmp_path / "issues" / name)
    return tmp_path / "issues"


def settle(path: Path, age: float = 3600) -> None:
    """Make a file look as if it had been there for a while."""
    then = time.time() - age
    os.utime(path, (then, then))


def statuses(report: Report) -> dict[str, str]:
    return {Path(source.path).name: source.status for source in report.sources}


def ids(library: Library) -> list[str]:
    with library.snapshot() as snapshot:
        return list(snapshot.ids())


# Opening --------------------------------------------------------------------------------------------


def test_a_library_that_is_not_there_is_not_made_by_reading(tmp_path):
    with pytest.raises(errors.NoLibrary) as raised:
        Library.open(tmp_path / "none")
    assert raised.value.exit_code == ExitCode.LIBRARY
    assert not (tmp_path / "none").exists()


def test_a_file_is_not_a_library(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.NotALibrary):
        Library.open(tmp_path / "file", create=True)
    assert (tmp_path / "file").read_text() == "x"


def test_a_folder_of_other_things_is_not_a_library(tmp_path):
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(errors.NotALibrary):
        Library.open(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_an_empty_folder_becomes_a_library(tmp_path):
    assert Library.open(tmp_path, create=True).sources() == []


def test_a_library_whose_creation_was_cut_short_is_made_whole(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(versions, "write", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Library.open(tmp_path / "library", create=True)
    assert Library.open(tmp_path / "library", create=True).sources() == []


def test_a_library_of_a_later_format_is_refused(library):
    versions.write(library.path, msgspec.structs.replace(library.manifest, format=versions.FORMAT + 1))
    with pytest.raises(errors.LibraryVersion):
        Library.open(library.path)


def test_a_manifest_that_cannot_be_read_is_damage(library):
    (library.path / versions.MANIFEST).write_text("{")
    with pytest.raises(errors.LibraryDamaged):
        Library.open(library.path)


def test_a_library_whose_index_is_lost_says_so(library):
    shutil.rmtree(library.path / library.manifest.index)
    with pytest.raises(errors.LibraryError, match="doctor"):
        library.sources()


def test_the_environment_names_the_default_library(monkeypatch, tmp_path):
    monkeypatch.setenv("IZDE_LIBRARY", str(tmp_path / "x"))
    assert Library.default_path() == tmp_path / "x"
    monkeypatch.delenv("IZDE_LIBRARY")
    assert Library.default_path().parent.name == "izde"


# Indexing -------------------------------------------------------------------------------------------


def test_new_unchanged_changed(library, folder):
    first = library.index([folder])
    assert statuses(first) == {"a.jsonl": "new", "b.jsonl": "new"}
    assert (first.issues, first.articles, first.exit_code) == (2, 6, ExitCode.DONE)
    assert statuses(library.index([folder])) == {"a.jsonl": "unchanged", "b.jsonl": "unchanged"}

    write_issue(folder / "a.jsonl", MATERIAL, count=2, seed=1)
    report = library.index([folder])
    assert statuses(report) == {"a.jsonl": "changed", "b.jsonl": "unchanged"}
    assert ids(library) == ["a-1", "a-2", "b-1", "b-2", "b-3"]


def test_a_touched_file_is_not_read_again_twice(library, folder):
    library.index([folder])
    settle(folder / "a.jsonl", age=1800)
    assert statuses(library.index([folder]))["a.jsonl"] == "touched"
    assert statuses(library.index([folder]))["a.jsonl"] == "unchanged"


def test_nothing_to_do_writes_nothing(library, folder):
    library.index([folder])
    before = {path: path.stat().st_mtime_ns for path in (library.path / library.manifest.index).iterdir()}
    library.index([folder])
    assert before == {
        path: path.stat().st_mtime_ns for path in (library.path / library.manifest.index).iterdir()
    }


def test_without_paths_what_is_held_is_refreshed(library, folder):
    with pytest.raises(errors.UsageError):
        library.index([])
    library.index([folder])
    write_issue(folder / "a.jsonl", MATERIAL, seed=2)
    assert statuses(library.index([])) == {"a.jsonl": "changed", "b.jsonl": "unchanged"}


def test_a_dry_run_does_nothing(library, folder):
    library.index([folder])
    write_issue(folder / "c.jsonl", MATERIAL)
    (folder / "a.jsonl").unlink()
    report = library.index([folder], IndexOptions(dry_run=True, prune=True))
    assert statuses(report) == {"a.jsonl": "gone", "b.jsonl": "unchanged", "c.jsonl": "new"}
    assert len(ids(library)) == 6


def test_gone_files_stay_until_they_are_pruned(library, folder):
    library.index([folder])
    (folder / "a.jsonl").unlink()
    assert statuses(library.index([folder]))["a.jsonl"] == "gone"
    assert len(ids(library)) == 6
    assert statuses(library.index([folder], IndexOptions(prune=True)))["a.jsonl"] == "removed"
    assert ids(library) == ["b-1", "b-2", "b-3"]
    assert [file.name for file in library.cache.files()] == [
        file.name for file in library.cache.files() if library.sources()[0].checksum in file.name
    ]


def test_a_missing_folder_is_not_pruned(library, folder):
    library.index([folder])
    shutil.move(folder, folder.parent / "unmounted")
    report = library.index([folder], IndexOptions(prune=True))
    assert report.exit_code == ExitCode.INPUT
    assert len(ids(library)) == 6


def several(folder: Path, count: int) -> None:
    for number in range(count):
        write_issue(folder / f"issue{number}.jsonl", MATERIAL)
        settle(folder / f"issue{number}.jsonl")


@pytest.mark.parametrize("root", ["disk", "."])
def test_a_disk_that_is_not_mounted_is_not_pruned(library, tmp_path, root):
    """Its place is an empty folder, which a nightly run must not take for the wish to forget everything."""
    several(tmp_path / "in" / "disk" / "2024", 3)
    write_issue(tmp_path / "in" / "other.jsonl", MATERIAL)
    library.index([tmp_path / "in"])
    shutil.rmtree(tmp_path / "in" / "disk" / "2024")
    report = library.index([tmp_path / "in" / root], IndexOptions(prune=True))
    assert report.exit_code == (ExitCode.INPUT if root == "disk" else ExitCode.PARTIAL)
    assert ["is its disk mounted?" in str(s.message) for s in report.sources if s.status == "failed"] == [
        True
    ]
    assert report.articles == len(ids(library)) == 12


def test_the_few_issues_of_a_folder_are_pruned_when_it_is_emptied(library, folder):
    library.index([folder])
    for path in folder.iterdir():
        path.unlink()
    assert library.index([folder], IndexOptions(prune=True)).totals == {"removed": 2}
    assert ids(library) == []


def test_a_folder_that_was_emptied_by_moving_its_issues_is_no_problem(library, tmp_path):
    several(tmp_path / "in" / "inbox", 3)
    library.index([tmp_path / "in"])
    (tmp_path / "in" / "2024").mkdir()
    for path in (tmp_path / "in" / "inbox").iterdir():
        path.rename(tmp_path / "in" / "2024" / path.name)
    assert library.index([tmp_path / "in"], IndexOptions(prune=True)).totals == {"moved": 3}


def test_force_reads_again_what_has_not_changed(library, folder):
    library.index([folder])
    assert set(statuses(library.index([folder], IndexOptions(force=True))).values()) == {"redone"}
    assert len(ids(library)) == 6


def test_a_moved_file_is_not_read_again(library, folder, monkeypatch):
    library.index([folder])
    (folder / "2024").mkdir()
    (folder / "a.jsonl").rename(folder / "2024" / "a.jsonl")
    monkeypatch.setattr("izde.extract.extract", lambda *_, **__: pytest.fail("it was read again"))
    report = library.index([folder])
    assert statuses(report) == {"a.jsonl": "moved", "b.jsonl": "unchanged"}
    assert [entry.path for entry in library.sources()] == [
        str(folder / "2024" / "a.jsonl"),
        str(folder / "b.jsonl"),
    ]
    assert set(statuses(library.index([folder])).values()) == {"unchanged"}


def test_a_renamed_text_gets_the_ids_that_a_fresh_library_would_give(
    library, tmp_path, sample_text, monkeypatch
):
    first = tmp_path / "in" / "first.txt"
    first.parent.mkdir()
    first.write_text(sample_text, encoding="utf-8")
    library.index([first.parent])
    count = len(ids(library))
    assert count and all(id.startswith("first-") for id in ids(library))
    first.rename(first.with_name("second.txt"))
    with monkeypatch.context() as patch:
        patch.setattr("izde.extract.extract", lambda *_, **__: pytest.fail("it was read again"))
        assert statuses(library.index([first.parent])) == {"second.txt": "moved"}
    fresh = Library.open(tmp_path / "fresh", create=True)
    fresh.index([first.parent])
    assert ids(library) == ids(fresh)
    with library.snapshot() as mine, fresh.snapshot() as theirs:
        assert [mine.article(id) for id in mine.ids()] == [theirs.article(id) for id in theirs.ids()]


def test_a_writer_that_was_open_writes_to_the_repaired_index(library, folder):
    library.index([folder / "a.jsonl"])
    (library.path / "seals.json").write_text(f'{{"{library.manifest.index}/_MAIN_1.toc": [1, 1]}}')
    toc = next((library.path / library.manifest.index).glob("*.toc"))
    toc.write_bytes(b"")
    assert Library.open(library.path).doctor(repair=True).sound
    report = library.index([folder])
    assert (report.stopped, statuses(report)) == (None, {"a.jsonl": "unchanged", "b.jsonl": "new"})
    assert Library.open(library.path).doctor().sound
    assert len(ids(Library.open(library.path))) == 6


# Bad input ------------------------------------------------------------------------------------------


def test_one_bad_file_does_not_stop_the_others(library, folder):
    (folder / "bad.jsonl").write_text("{not json", encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    report = library.index([folder])
    assert statuses(report) == {
        "a.jsonl": "new",
        "b.jsonl": "new",
        "bad.jsonl": "failed",
        "empty.txt": "failed",
        "binary.txt": "failed",
    }
    assert report.exit_code == ExitCode.PARTIAL
    assert all(source.message for source in report.sources if source.status == "failed")


def test_when_every_file_fails_the_input_cannot_be_used(library, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{not json", encoding="utf-8")
    assert library.index([tmp_path / "bad.jsonl"]).exit_code == ExitCode.INPUT


def test_a_missing_file_and_a_folder_without_issues_are_errors(library, tmp_path):
    with pytest.raises(errors.InputError, match=r"none\.txt"):
        library.index([tmp_path / "none.txt"])
    (tmp_path / "nothing").mkdir()
    with pytest.raises(errors.InputError, match="nothing"):
        library.index([tmp_path / "nothing"])


def test_a_file_that_has_become_bad_keeps_what_was_indexed(library, folder):
    library.index([folder])
    (folder / "a.jsonl").write_text("{not json", encoding="utf-8")
    assert statuses(library.index([folder]))["a.jsonl"] == "failed"
    assert len(ids(library)) == 6


def test_a_bad_file_is_read_once_and_reported_always(library, folder, monkeypatch):
    (folder / "bad.jsonl").write_text("{not json", encoding="utf-8")
    first = library.index([folder])
    monkeypatch.setattr("izde.extract.extract", lambda *_, **__: pytest.fail("it was read again"))
    second = library.index([folder])
    assert statuses(second)["bad.jsonl"] == "failed"
    message = {source.message for report in (first, second) for source in report.sources if source.message}
    assert len(message) == 1


def test_a_fault_of_the_extractor_is_one_files_failure(library, folder, monkeypatch):
    import izde.extract

    real = izde.extract.extract

    def faulty(path, **options):
        if path.name == "a.jsonl":
            raise ZeroDivisionError("oops")
        return real(path, **options)

    monkeypatch.setattr(izde.extract, "extract", faulty)
    report = library.index([folder])
    assert statuses(report) == {"a.jsonl": "failed", "b.jsonl": "new"}
    assert "ZeroDivisionError: oops" in str(report.sources[0].message)


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(library, folder, monkeypatch):
    import izde.extract

    real = izde.extract.extract

    def slow(path, **options):
        extraction = real(path, **options)
        if path.name == "a.jsonl":
            write_issue(path, MATERIAL, seed=7)
        return extraction

    with monkeypatch.context() as patch:
        patch.setattr(izde.extract, "extract", slow)
        report = library.index([folder])
    assert statuses(report) == {"a.jsonl": "failed", "b.jsonl": "new"}
    assert statuses(library.index([folder])) == {"a.jsonl": "new", "b.jsonl": "unchanged"}


# Ids ------------------------------------------------------------------------------------------------


def test_files_of_one_name_in_two_folders_do_not_collide(library, tmp_path):
    for seed, place in enumerate(("atyrau", "kaznu")):
        write_issue(tmp_path / "in" / place / "2024-1.jsonl", MATERIAL[seed * 7 :][:7], seed=seed)
    report = library.index([tmp_path / "in"])
    assert report.articles == 6
    assert report.issues == 2
    held = ids(library)
    assert {"2024-1-1", "2024-1-2", "2024-1-3"} < set(held)
    assert len(set(held)) == 6
    before = {id: article_body(library, id) for id in held}
    library.index([tmp_path / "in"], IndexOptions(force=True))
    assert {id: article_body(library, id) for id in ids(library)} == before


def article_body(library: Library, id: str) -> str:
    with library.snapshot() as snapshot:
        article = snapshot.article(id)
    assert article is not None
    return article.body


def test_an_id_given_twice_in_one_file_is_kept_once(library, tmp_path):
    lines = [json.dumps({**record, "id": "same"}) for record in MATERIAL[:3]]
    (tmp_path / "twice.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = library.index([tmp_path / "twice.jsonl"])
    assert ids(library) == ["same", "same-2", "same-3"]
    assert report.sources[0].warnings


# Duplicates -----------------------------------------------------------------------------------------


def test_the_same_content_under_two_names_is_indexed_once(library, folder):
    shutil.copy(folder / "a.jsonl", folder / "copy.jsonl")
    report = library.index([folder])
    assert statuses(report) == {"a.jsonl": "new", "b.jsonl": "new", "copy.jsonl": "duplicate"}
    assert report.sources[2].same_as == "a.jsonl"
    assert (report.issues, report.articles) == (2, 6)
    again = library.index([folder])
    assert statuses(again) == {"a.jsonl": "unchanged", "b.jsonl": "unchanged", "copy.jsonl": "duplicate"}


def test_a_duplicate_takes_over_when_the_first_goes(library, folder):
    shutil.copy(folder / "a.jsonl", folder / "copy.jsonl")
    library.index([folder])
    (folder / "a.jsonl").unlink()
    library.index([folder], IndexOptions(prune=True))
    assert len(ids(library)) == 6
    assert {entry.source: entry.same_as for entry in library.sources()} == {
        "b.jsonl": None,
        "copy.jsonl": None,
    }


def test_corrected_records_replace_the_text_they_were_made_of(library, tmp_path, sample_text):
    source = tmp_path / "in" / "vestnik.txt"
    source.parent.mkdir()
    source.write_text(sample_text, encoding="utf-8")
    library.index([source])
    held = ids(library)
    with library.snapshot() as snapshot:
        articles = [snapshot.article(id) for id in held]
    for article in articles:
        article.doi = "10.1/corrected"
    (tmp_path / "in" / "corrected.jsonl").write_bytes(
        b"\n".join(msgspec.json.encode(article) for article in articles)
    )
    report = library.index([tmp_path / "in"])
    assert ids(library) == held
    with library.snapshot() as snapshot:
        assert {snapshot.article(id).doi for id in held} == {"10.1/corrected"}
    assert report.issues == 1
    again = library.index([tmp_path / "in"])
    assert statuses(again) == {"corrected.jsonl": "unchanged", "vestnik.txt": "duplicate"}


def test_a_pdf_takes_the_place_of_its_text(library, tmp_path):
    """Recognised by what they say: their names, and how their lines are broken, differ."""
    from izde.extract.readers import pdf

    issue = Path(__file__).resolve().parents[1] / "data" / "pdf" / "small.pdf"
    pages = pdf.read(issue).pages
    folder = tmp_path / "in"
    folder.mkdir()
    text = "\f".join("\n".join(line.text for line in page.lines) for page in pages)
    (folder / "alone.txt").write_text(text, encoding="utf-8")
    first = library.index([folder])
    shutil.copy(issue, folder / "vestnik.pdf")
    report = library.index([folder])
    assert statuses(report) == {"alone.txt": "duplicate", "vestnik.pdf": "new"}
    assert report.articles == pytest.approx(first.articles, abs=1)
    assert all(id.startswith("vestnik-") for id in ids(library))
    again = library.index([folder])
    assert statuses(again) == {"alone.txt": "duplicate", "vestnik.pdf": "unchanged"}
    fresh = Library.open(tmp_path / "fresh", create=True)
    assert statuses(fresh.index([folder])) == {"alone.txt": "duplicate", "vestnik.pdf": "new"}
    assert ids(fresh) == ids(library)


# Versions -------------------------------------------------------------------------------------------


def test_a_new_analyzer_indexes_again_without_reading_the_files(library, folder, monkeypatch):
    library.index([folder])
    shutil.rmtree(folder)
    write_issue(folder.parent / "new" / "c.jsonl", MATERIAL)
    monkeypatch.setattr(versions, "ANALYZER", "next")
    report = library.index([folder.parent / "new"])
    assert statuses(report) == {"a.jsonl": "upgraded", "b.jsonl": "upgraded", "c.jsonl": "new"}
    assert {entry.analyzer for entry in library.sources()} == {versions.analyzer()}
    assert len(ids(library)) == 9


def test_a_new_extractor_reads_the_files_again(library, folder, monkeypatch):
    library.index([folder])
    monkeypatch.setattr("izde.extract.EXTRACTOR_VERSION", "next")
    assert set(statuses(library.index([folder])).values()) == {"upgraded"}
    assert set(statuses(library.index([folder])).values()) == {"unchanged"}
    assert len(list(library.cache.files())) == 2


def test_a_library_of_an_older_format_is_built_anew_from_its_cache(library, folder, monkeypatch):
    library.index([folder])
    held = ids(library)
    versions.write(library.path, msgspec.structs.replace(library.manifest, format=versions.FORMAT - 1))
    library = Library.open(library.path)
    with pytest.raises(errors.LibraryOutdated, match="izde index"):
        library.sources()
    monkeypatch.setattr("izde.extract.extract", lambda *_, **__: pytest.fail("it was read again"))
    assert set(statuses(library.index([folder])).values()) == {"unchanged"}
    assert ids(library) == held
    assert versions.read(library.path).format == versions.FORMAT
    assert [path.name for path in library.path.glob("index-*")] == ["index-2"]


# Taking out -----------------------------------------------------------------------------------------


def test_a_source_is_removed_by_its_key_or_path(library, folder):
    library.index([folder])
    assert library.remove("a.jsonl").ids == ["a-1", "a-2", "a-3"]
    assert library.remove(str(folder / "b.jsonl")).whole
    assert ids(library) == []
    assert list(library.cache.files()) == []
    with pytest.raises(errors.UnknownSource):
        library.remove("a.jsonl")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_source_is_removed_however_its_letters_are_composed(library, tmp_path, form):
    name = "Қайта ёж.jsonl"
    write_issue(tmp_path / "in" / unicodedata.normalize(form, name), MATERIAL)
    library.index([tmp_path / "in"])
    other = unicodedata.normalize("NFD" if form == "NFC" else "NFC", name)
    assert library.remove(other).whole
    assert library.sources() == []


def test_a_removed_article_stays_out(library, folder, monkeypatch):
    library.index([folder])
    assert library.remove("a-2").ids == ["a-2"]
    assert "a-2" not in ids(library)
    library.index([folder])
    monkeypatch.setattr(versions, "ANALYZER", "next")
    library.index([folder])
    assert ids(library) == ["a-1", "a-3", "b-1", "b-2", "b-3"]
    library.index([folder], IndexOptions(force=True))
    assert "a-2" in ids(library)


# Interruption and failing disks ---------------------------------------------------------------------


def test_an_interrupted_run_says_what_remains_and_is_finished_by_the_next(library, folder):
    class Stop:
        seen = 0

        def begin(self, total: int, files: int) -> None: ...

        def advance(self, done: int, source: object) -> None:
            self.seen += 1

        def end(self) -> None: ...

    stop = Stop()
    report = library.index([folder], progress=stop, stopped=lambda: stop.seen == 1)
    assert report.interrupted
    assert report.exit_code == ExitCode.INTERRUPTED
    assert report.remaining == [str(folder / "b.jsonl")]
    assert ids(library) == ["a-1", "a-2", "a-3"]
    assert statuses(library.index([folder])) == {"a.jsonl": "unchanged", "b.jsonl": "new"}


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_full_disk_while_caching_ends_the_run_at_the_last_commit(library, folder, monkeypatch):
    library.index([folder / "a.jsonl"])
    monkeypatch.setattr("izde.index.cache.write_atomically", full)
    report = library.index([folder])
    assert report.exit_code == ExitCode.LIBRARY
    assert "No space left" in str(report.stopped)
    assert report.remaining == [str(folder / "b.jsonl")]
    assert ids(library) == ["a-1", "a-2", "a-3"]
    monkeypatch.undo()
    assert statuses(library.index([folder])) == {"a.jsonl": "unchanged", "b.jsonl": "new"}


def test_a_second_writer_is_told_who_writes(library, folder):
    with library.lock(), pytest.raises(errors.LibraryLocked, match=str(os.getpid())):
        library.index([folder])


def test_a_reader_keeps_its_snapshot(library, folder):
    library.index([folder / "a.jsonl"])
    with library.snapshot() as before:
        write_issue(folder / "a.jsonl", MATERIAL, count=1, seed=3)
        library.index([folder], IndexOptions(prune=True))
        assert list(before.ids()) == ["a-1", "a-2", "a-3"]
        assert before.article("a-3") is not None
    assert ids(library) == ["a-1", "b-1", "b-2", "b-3"]


def test_a_report_encodes_to_json(library, folder):
    encoded = json.loads(msgspec.json.encode(library.index([folder])))
    assert encoded["totals"] == {"new": 2}
    assert encoded["sources"][0]["source"] == "a.jsonl"


def test_a_passing_failure_is_not_remembered(library, folder, monkeypatch):
    import izde.extract

    def unreadable(path, **_):
        raise errors.InputUnreadable(path, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(izde.extract, "extract", unreadable)
        assert set(statuses(library.index([folder])).values()) == {"failed"}
    assert set(statuses(library.index([folder])).values()) == {"new"}


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_file_whose_name_is_not_unicode_is_reported(library, folder):
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system has only Unicode names")
    report = library.index([folder])
    assert report.totals == {"new": 2, "failed": 1}
    assert "not UTF-8" in str([source.message for source in report.sources if source.status == "failed"])


def test_a_full_disk_while_committing_ends_the_run_at_the_last_commit(library, folder, monkeypatch):
    from izde.engines.whoosh.engine import WhooshEngine

    library.index([folder / "a.jsonl"])
    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "batch", full)
        report = library.index([folder])
    assert report.exit_code == ExitCode.LIBRARY
    assert (report.issues, report.articles) == (1, 3)
    assert report.remaining == [str(folder / "b.jsonl")]
    assert library.index([folder]).totals == {"unchanged": 1, "new": 1}


def test_a_removed_article_stays_out_after_a_new_extractor_and_a_repair(library, folder, monkeypatch):
    library.index([folder])
    library.remove("a-2")
    monkeypatch.setattr("izde.extract.EXTRACTOR_VERSION", "next")
    library.index([folder])
    assert "a-2" not in ids(library)
    shutil.rmtree(library.path / library.manifest.index)
    library.doctor(repair=True)
    assert ids(library) == ["a-1", "a-3", "b-1", "b-2", "b-3"]
