"""What is planned for each file, from what is found and what the books say."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from izde.engines.interface import SourceEntry
from izde.index import files, plan
from izde.index.discovery import discover, kind
from izde.index.plan import Action, Wanted, make_plan

WANTED = Wanted(extractor="1", analyzer="1")
OLD = 1_600_000_000


def put(path: Path, text: str, age: float = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (age, age))
    return path


def entry(path: Path, **changes: object) -> SourceEntry:
    """The books' entry of a file as it is now."""
    status = path.stat()
    made = SourceEntry(
        source=path.name,
        checksum=files.checksum(path),
        size=status.st_size,
        modified=status.st_mtime_ns,
        articles=3,
        extractor="1",
        indexed_at="",
        path=str(path),
        kind="text",
        analyzer="1",
        checked=time.time_ns(),
    )
    return msgspec.structs.replace(made, **changes)  # type: ignore[arg-type]


def actions(folder: Path, *entries: SourceEntry, wanted: Wanted = WANTED) -> dict[str, Action]:
    made = make_plan(discover([folder]), {e.source: e for e in entries}, wanted)
    return {os.path.relpath(item.path, folder): item.action for item in made.items}


def test_a_file_that_is_not_in_the_books_is_new(tmp_path):
    put(tmp_path / "a.txt", "a")
    assert actions(tmp_path) == {"a.txt": Action.NEW}


def test_an_unchanged_file_is_not_read(tmp_path, monkeypatch):
    known = entry(put(tmp_path / "a.txt", "a"))
    monkeypatch.setattr(plan.files, "checksum", lambda path: pytest.fail(f"{path} was read"))
    assert actions(tmp_path, known) == {"a.txt": Action.UNCHANGED}


def test_a_touched_file_has_the_same_checksum(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    os.utime(tmp_path / "a.txt", (OLD + 5, OLD + 5))
    assert actions(tmp_path, known) == {"a.txt": Action.TOUCHED}


def test_a_changed_file_has_another(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    put(tmp_path / "a.txt", "other", OLD + 5)
    assert actions(tmp_path, known) == {"a.txt": Action.CHANGED}


def test_a_change_within_the_resolution_of_the_clock_is_seen(tmp_path):
    """The second content has the size and the time stamp of the first."""
    now = time.time()
    known = entry(put(tmp_path / "a.txt", "one", now))
    put(tmp_path / "a.txt", "two", now)
    assert actions(tmp_path, known) == {"a.txt": Action.CHANGED}


def test_a_recent_file_that_is_unchanged_is_verified(tmp_path):
    known = entry(put(tmp_path / "a.txt", "one", time.time()))
    made = make_plan(discover([tmp_path]), {known.source: known}, WANTED)
    assert [(item.action, item.verified) for item in made.items] == [(Action.UNCHANGED, True)]


def test_a_file_at_another_place_is_moved(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "b" / "a.txt")
    assert actions(tmp_path, known) == {"b/a.txt": Action.MOVED}


def test_a_file_moved_in_from_a_folder_that_is_not_searched_is_moved(tmp_path):
    known = entry(put(tmp_path / "old" / "a.txt", "a"))
    (tmp_path / "new").mkdir()
    (tmp_path / "old" / "a.txt").rename(tmp_path / "new" / "b.txt")
    assert actions(tmp_path / "new", known) == {"b.txt": Action.MOVED}


def test_of_two_candidates_the_one_of_the_same_name_has_moved(tmp_path):
    known = entry(put(tmp_path / "z.txt", "a"))
    (tmp_path / "z.txt").unlink()
    put(tmp_path / "a.txt", "a")
    put(tmp_path / "b" / "z.txt", "a")
    assert actions(tmp_path, known)["b/z.txt"] is Action.MOVED


def test_a_file_that_is_gone_is_gone(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    (tmp_path / "a.txt").unlink()
    assert actions(tmp_path, known) == {"a.txt": Action.GONE}


def test_what_is_gone_elsewhere_is_not_planned(tmp_path):
    known = entry(put(tmp_path / "x" / "a.txt", "a"))
    (tmp_path / "x" / "a.txt").unlink()
    (tmp_path / "y").mkdir()
    assert actions(tmp_path / "y", known) == {}


def test_a_folder_that_is_missing_makes_nothing_in_it_gone(tmp_path):
    """A disk that is not mounted must not empty the library."""
    known = entry(put(tmp_path / "disk" / "a.txt", "a"))
    (tmp_path / "disk" / "a.txt").unlink()
    (tmp_path / "disk").rmdir()
    assert actions(tmp_path / "disk", known) == {".": Action.UNREADABLE}


def test_a_named_file_that_is_gone_is_gone(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    (tmp_path / "a.txt").unlink()
    assert actions(tmp_path / "a.txt", known) == {".": Action.GONE}


def test_the_second_of_two_new_files_with_one_content_is_a_duplicate(tmp_path):
    put(tmp_path / "a.txt", "a")
    put(tmp_path / "b.txt", "a")
    assert actions(tmp_path) == {"a.txt": Action.NEW, "b.txt": Action.DUPLICATE}


def test_a_new_file_with_a_known_content_is_a_duplicate(tmp_path):
    known = entry(put(tmp_path / "b.txt", "a"))
    put(tmp_path / "a.txt", "a")
    assert actions(tmp_path, known) == {"a.txt": Action.DUPLICATE, "b.txt": Action.UNCHANGED}


def test_a_known_duplicate_stays_one(tmp_path):
    one = entry(put(tmp_path / "a.txt", "a"))
    two = entry(put(tmp_path / "b.txt", "a"), same_as="a.txt", articles=0)
    assert actions(tmp_path, one, two) == {"a.txt": Action.UNCHANGED, "b.txt": Action.DUPLICATE}


def test_a_duplicate_of_what_has_changed_is_new(tmp_path):
    one = entry(put(tmp_path / "a.txt", "a"))
    two = entry(put(tmp_path / "b.txt", "a"), same_as="a.txt", articles=0)
    put(tmp_path / "a.txt", "other", OLD + 5)
    assert actions(tmp_path, one, two) == {"a.txt": Action.CHANGED, "b.txt": Action.NEW}


def test_a_duplicate_of_what_is_gone_is_new(tmp_path):
    one = entry(put(tmp_path / "a.txt", "a"))
    two = entry(put(tmp_path / "b.txt", "a"), same_as="a.txt", articles=0)
    (tmp_path / "a.txt").unlink()
    assert actions(tmp_path, one, two) == {"a.txt": Action.GONE, "b.txt": Action.NEW}


@pytest.mark.parametrize("old", [{"extractor": "0"}, {"analyzer": "0"}])
def test_what_an_older_version_has_indexed_is_upgraded(tmp_path, old):
    known = entry(put(tmp_path / "a.txt", "a"), **old)
    assert actions(tmp_path, known) == {"a.txt": Action.UPGRADE}


def test_force_does_it_again(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"))
    assert actions(tmp_path, known, wanted=replace(WANTED, force=True)) == {"a.txt": Action.REDO}


def test_another_journal_given_by_the_user_is_a_change(tmp_path):
    known = entry(put(tmp_path / "a.txt", "a"), overrides=(("journal", "X"),))
    assert actions(tmp_path, known) == {"a.txt": Action.UNCHANGED}
    for journal, action in (("X", Action.UNCHANGED), ("Y", Action.CHANGED)):
        wanted = replace(WANTED, options=(("journal", journal),))
        assert actions(tmp_path, known, wanted=wanted) == {"a.txt": action}


def test_records_come_before_pdfs_and_pdfs_before_texts(tmp_path):
    put(tmp_path / "a.txt", "a")
    put(tmp_path / "b.pdf", "%PDF-1.7")
    put(tmp_path / "c.jsonl", '{"id": "1"}')
    assert list(actions(tmp_path)) == ["c.jsonl", "b.pdf", "a.txt"]


# Discovery ------------------------------------------------------------------------------------------


def names(folder: Path, **options: Path) -> list[str]:
    return [os.path.relpath(file.path, folder) for file in discover([folder], **options).files]


def test_folders_are_searched_for_issues_in_order(tmp_path):
    for name in (
        "b/2.PDF",
        "b/1.txt",
        "a.jsonl",
        "notes.xlsx",
        "c.docx",
        ".hidden.txt",
        ".git/x.txt",
        "~$b.txt",
    ):
        put(tmp_path / name, "x")
    assert names(tmp_path) == ["a.jsonl", "b/1.txt", "b/2.PDF", "c.docx"]


def test_only_json_that_may_be_an_issue_is_found_in_folders(tmp_path):
    put(tmp_path / "package.json", '{"name": "x"}')
    put(tmp_path / "issue.json", '{"issue": {}, "articles": []}')
    assert names(tmp_path) == ["issue.json"]


def test_a_file_that_is_named_may_be_called_anything(tmp_path):
    path = put(tmp_path / "issue", "x")
    assert [file.path for file in discover([path, path]).files] == [str(path)]


def test_the_library_itself_is_not_searched(tmp_path):
    put(tmp_path / "library" / "a.txt", "x")
    assert names(tmp_path, library=tmp_path / "library") == []


def test_links_are_followed_but_not_in_circles(tmp_path):
    put(tmp_path / "elsewhere" / "a.txt", "x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in" / "up").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert names(tmp_path / "in") == ["link/a.txt"]


def test_what_is_missing_is_a_problem(tmp_path):
    found = discover([tmp_path / "none.txt"])
    assert list(found.problems) == [str(tmp_path / "none.txt")]


def test_a_kind_is_told_by_the_first_bytes(tmp_path):
    assert kind(str(put(tmp_path / "a.txt", "%PDF-1.4 …"))) == "pdf"
    assert kind(str(put(tmp_path / "b.txt", '{"id": 1}'))) == "records"
    assert kind(str(put(tmp_path / "c.pdf", "Аңдатпа"))) == "text"
