"""The commands that fill, list, verify and empty a library."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from izde.errors import ExitCode
from izde.index.library import Library

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"


def issue(path: Path, *articles: str, words: int = 60) -> Path:
    """An issue of sample articles with these ids, their bodies short."""
    lines = [
        line
        for name in ("atyrau-part.jsonl", "kaznu-part.jsonl")
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    ]
    records = []
    for id, line in zip(articles, lines, strict=False):
        record = json.loads(line)
        record["body"] = " ".join(record["body"].split()[:words])
        records.append(json.dumps({**record, "id": id}, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(records) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    issue(tmp_path / "in" / "a.jsonl", "a-1", "a-2")
    issue(tmp_path / "in" / "b.jsonl", "b-1")
    return tmp_path / "in"


@pytest.fixture
def there(tmp_path: Path) -> tuple[str, Path]:
    """`--library DIR`, for a library that does not exist yet."""
    return "--library", tmp_path / "library"


def test_index_prints_a_line_for_each_file_and_the_totals(izde, folder, there):
    outcome = izde("index", folder, *there)
    assert outcome.code == ExitCode.DONE
    assert str(folder / "a.jsonl") in outcome.out
    assert outcome.out.splitlines()[-1] == "2 new; the library holds 2 issues, 3 articles"
    assert outcome.err == ""
    again = izde("index", folder, *there)
    assert again.out == "2 unchanged; the library holds 2 issues, 3 articles\n"


def test_index_without_a_path_refreshes(izde, folder, there):
    assert izde("index", *there).code == ExitCode.USAGE
    izde("index", folder, *there)
    issue(folder / "b.jsonl", "b-1", "b-2")
    assert "1 changed" in izde("index", *there).out


def test_index_as_json(izde, folder, there):
    report = json.loads(izde("index", folder, "--format", "json", *there).out)
    assert report["totals"] == {"new": 2}
    assert (report["issues"], report["articles"]) == (2, 3)
    assert [source["status"] for source in report["sources"]] == ["new", "new"]


def test_a_dry_run_makes_nothing(izde, folder, there):
    outcome = izde("index", folder, "--dry-run", *there)
    assert "2 new; nothing was done" in outcome.out
    assert not there[1].exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 50),
        ("prose.txt", "Жай ғана мәтін, мақала емес.\n".encode() * 3),
        ("folder", None),
    ],
)
def test_input_that_cannot_be_used_is_one_message_and_loses_nothing(izde, folder, there, name, content):
    izde("index", folder, *there)
    path = folder.parent / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    outcome = izde("index", path, *there)
    assert outcome.code == ExitCode.INPUT
    assert outcome.out == ""
    assert outcome.err.startswith("izde: ") and name in outcome.err
    assert len(outcome.err.splitlines()) <= 2
    assert len(json.loads(izde("issues", "--format", "json", *there).out)) == 2


def test_input_that_cannot_be_used_makes_no_library(izde, tmp_path, there):
    assert izde("index", tmp_path / "missing.txt", *there).code == ExitCode.INPUT
    assert not there[1].exists()


def test_some_bad_files_are_reported_and_the_rest_is_in(izde, folder, there):
    (folder / "empty.txt").write_text("")
    outcome = izde("index", folder, *there)
    assert outcome.code == ExitCode.PARTIAL
    assert "empty.txt is empty" in outcome.err
    assert "1 failed" in outcome.out and "2 new" in outcome.out


def test_a_library_path_that_is_a_file(izde, folder, tmp_path):
    (tmp_path / "file").write_text("x")
    outcome = izde("index", folder, "--library", tmp_path / "file")
    assert outcome.code == ExitCode.LIBRARY
    assert "is a file, not a library" in outcome.err


def test_a_second_writer_is_told_who_writes(izde, folder, there):
    izde("index", folder, *there)
    with Library.open(there[1]).lock():
        outcome = izde("index", folder, *there)
        assert outcome.code == ExitCode.LOCKED
        assert f"process {os.getpid()}" in outcome.err and "--wait" in outcome.err
        begun = time.monotonic()
        assert izde("remove", "a.jsonl", "--wait", "0.6", *there).code == ExitCode.LOCKED
        assert time.monotonic() - begun > 0.5


def test_issues_lists_what_is_held(izde, folder, there):
    assert izde("issues", *there).code == ExitCode.LIBRARY
    izde("index", folder, *there)
    table = izde("issues", *there).out
    assert [line.split()[:2] for line in table.splitlines()[1:]] == [["a.jsonl", "2"], ["b.jsonl", "1"]]
    rows = json.loads(izde("issues", "--format", "json", *there).out)
    assert rows[0]["path"] == str(folder / "a.jsonl")
    assert len(izde("issues", "--format", "jsonl", *there).out.splitlines()) == 2


def test_remove_an_article_then_an_issue(izde, folder, there):
    izde("index", folder, *there)
    assert izde("remove", "a-1", *there).out == "removed a-1 from a.jsonl\n"
    assert izde("remove", folder / "b.jsonl", *there).out == "removed b.jsonl (1 article)\n"
    missing = izde("remove", "nothing", *there)
    assert missing.code == ExitCode.NOTHING_FOUND
    assert "'nothing'" in missing.err
    izde("remove", "a.jsonl", *there)
    empty = izde("issues", *there)
    assert empty.code == ExitCode.NOTHING_FOUND and "is empty" in empty.err


def test_doctor_says_what_is_wrong_and_repairs_it(izde, folder, there):
    izde("index", folder, *there)
    sound = izde("doctor", *there)
    assert sound.code == ExitCode.DONE and "is sound: 2 issues, 3 articles" in sound.out
    for path in (there[1] / "index-1").iterdir():
        path.unlink()
    damaged = izde("doctor", *there)
    assert damaged.code == ExitCode.LIBRARY
    assert "run: izde doctor --repair" in damaged.out
    searched = izde("search", "дала", *there)
    assert searched.code == ExitCode.LIBRARY and "izde doctor --repair" in searched.err
    assert izde("index", folder, *there).code == ExitCode.LIBRARY
    repaired = izde("doctor", "--repair", "--format", "json", *there)
    assert repaired.code == ExitCode.DONE and json.loads(repaired.out)["repaired"]
    assert "is sound: 2 issues, 3 articles" in izde("doctor", *there).out


def test_overrides_are_kept_when_the_issue_is_indexed_again(izde, folder, there):
    izde("index", folder, "--journal", "Хабаршы", "--year", "2020", "--number", "7", *there)
    assert izde("index", folder, *there).out.startswith("2 unchanged")
    izde("index", folder, "--force", *there)
    rows = json.loads(izde("issues", "--format", "json", *there).out)
    assert {(row["year"], row["number"]) for row in rows} == {(2020, "7")}


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_stops_after_a_commit_and_the_same_command_finishes(tmp_path, there, izde):
    """In a process of its own, with processes that read, as on a terminal."""
    for number in range(20):
        issue(tmp_path / "in" / f"i{number:02}.jsonl", *(f"i{number}-{n}" for n in range(4)), words=900)
    command = [sys.executable, "-c", "from izde.cli import main; main()", "index", str(tmp_path / "in")]
    process = subprocess.Popen(
        [*command, "--jobs", "2", *map(str, there)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not list(there[1].glob("cache/*/*.record")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == ExitCode.INTERRUPTED, (out, err)
    assert "remain; run the same command again" in err
    assert "Traceback" not in err
    assert Library.open(there[1]).doctor().sound
    finished = izde("index", tmp_path / "in", *there)
    assert finished.code == ExitCode.DONE
    assert "20 issues, 80 articles" in finished.out


def test_watch_needs_a_folder(izde, tmp_path, there):
    assert izde("watch", tmp_path / "none", *there).code == ExitCode.INPUT


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watch_indexes_until_ctrl_c(folder, there):
    pytest.importorskip("watchfiles")
    arguments = ["watch", str(folder), "--settle", "0.2", "--jobs", "1", "--format", "jsonl"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from izde.cli import main; main()", *arguments, *map(str, there)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    report = json.loads(process.stdout.readline())
    assert report["totals"] == {"new": 2}
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == ExitCode.DONE, err
    assert "Traceback" not in err


def test_paths_below_the_working_folder_are_shown_as_typed(izde, folder, there, monkeypatch):
    monkeypatch.chdir(folder.parent)
    (folder / "empty.txt").write_text("")
    outcome = izde("index", "in", *there)
    assert [line.split()[-1] for line in outcome.out.splitlines()[1:3]] == ["in/a.jsonl", "in/b.jsonl"]
    assert outcome.err.startswith("izde: in/empty.txt is empty")
    assert "at none.txt" in izde("index", "none.txt", *there).err


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_that_would_break_a_line_are_shown_on_one(izde, folder, there):
    (folder / "bad\nname\x1b[31m.txt").write_text("x")
    (folder / "other\nname.jsonl").write_bytes((folder / "a.jsonl").read_bytes())
    outcome = izde("index", folder, *there)
    assert outcome.code == ExitCode.PARTIAL
    assert "bad\\nname\\x1b[31m.txt" in outcome.err
    assert "other\\nname.jsonl" in outcome.out
    assert "\x1b" not in outcome.out + outcome.err
    assert "other\\nname.jsonl (same as a.jsonl)" in izde("issues", *there).out


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
@pytest.mark.parametrize("command", ["remove", "show", "similar", "index", "issues --library"])
def test_an_argument_that_is_not_utf8_is_one_message(izde, folder, there, command):
    izde("index", folder, *there)
    name = os.fsdecode(b"x\xff")
    outcome = izde(*command.split(), name, *(there if "--library" not in command else ()))
    expected = {"index": ExitCode.INPUT, "issues --library": ExitCode.USAGE}
    assert outcome.code == expected.get(command, ExitCode.NOTHING_FOUND)
    assert outcome.err


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_what_is_no_file_is_not_said_to_lack_permissions(izde, tmp_path, there):
    os.mkfifo(tmp_path / "pipe.txt")
    for name in (tmp_path / "pipe.txt", "/dev/null"):
        outcome = izde("index", name, *there)
        assert outcome.code == ExitCode.INPUT
        assert "neither a file nor a folder" in outcome.err
        assert "permissions" not in outcome.err


def test_remove_does_what_it_can(izde, folder, there):
    izde("index", folder, *there)
    outcome = izde("remove", "none", "a.jsonl", *there)
    assert outcome.code == ExitCode.NOTHING_FOUND
    assert "'none'" in outcome.err
    assert "removed a.jsonl" in outcome.out


def test_a_known_duplicate_is_counted_but_not_told_again(izde, folder, there):
    (folder / "copy.jsonl").write_bytes((folder / "a.jsonl").read_bytes())
    assert "the same content as a.jsonl" in izde("index", folder, *there).out
    again = izde("index", folder, *there).out
    assert again == "2 unchanged, 1 duplicate; the library holds 2 issues, 3 articles\n"


def test_watch_takes_folders(izde, folder, there):
    outcome = izde("watch", folder / "a.jsonl", *there)
    assert outcome.code == ExitCode.INPUT
    assert "not a folder" in outcome.err


def test_watch_ends_with_the_code_of_what_ended_it(izde, folder, there, monkeypatch):
    from izde.index import watch
    from izde.index.report import Report

    monkeypatch.setattr(watch, "watch", lambda *a, **_: a[3](Report("library", stopped="The disk is full.")))
    outcome = izde("watch", folder, *there)
    assert outcome.code == ExitCode.LIBRARY
    assert "The disk is full." in outcome.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_no_wrong_usage(izde, folder, there):
    (folder / "a.jsonl").chmod(0)
    assert izde("index", folder / "a.jsonl", *there).code == ExitCode.INPUT


def test_doctor_repairs_a_library_without_its_manifest(izde, folder, there):
    izde("index", folder, *there)
    (there[1] / "izde.json").unlink()
    assert "doctor --repair" in izde("search", "x", *there).err
    assert izde("doctor", *there).code == ExitCode.LIBRARY
    assert izde("doctor", "--repair", *there).code == ExitCode.DONE
    assert izde("issues", *there).code == ExitCode.DONE


INTERRUPTED_WHILE_LOADING = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from izde.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_while_the_command_line_is_loaded_leaves_no_traceback():
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (ExitCode.INTERRUPTED, "", "")


@pytest.mark.parametrize(
    ("variables", "expected"), [({"PYTHONIOENCODING": "latin-1"}, "?a.jsonl"), ({}, "қa.jsonl")]
)
def test_an_encoding_without_kazakh_letters_is_no_error(izde, folder, there, variables, expected):
    (folder / "a.jsonl").rename(folder / "қa.jsonl")
    izde("index", folder, *there)
    code = "import sys; from izde.__main__ import main; sys.stdout.reconfigure(encoding='latin-1'); main()"
    command = [sys.executable, "-c", code, "issues", *map(str, there)]
    done = subprocess.run(command, capture_output=True, env=os.environ | variables, check=False)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert expected in done.stdout.decode()


LOST_WHILE_IMPORTING = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "izde.index.planning":
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except KeyboardInterrupt:
                pass  # as the interpreter does in its own callbacks, after a complaint

sys.meta_path.insert(0, Interrupting())
from izde.__main__ import main
main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_while_indexing_is_loaded_is_not_lost(folder, there):
    command = [sys.executable, "-c", LOST_WHILE_IMPORTING, "index", str(folder), *map(str, there)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, "izde: interrupted.\n")
