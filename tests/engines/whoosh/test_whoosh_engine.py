"""What the engine on Whoosh promises beyond the interface: its files, its merges, its failures."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engines.test_engine import add, entry, ids, indexed, phrase, word
from izde.engines.interface import Filters, Space
from izde.engines.whoosh import writer
from izde.engines.whoosh.engine import WhooshEngine
from izde.errors import LibraryError


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine.create(tmp_path / "index")


def segments(path: Path) -> list[Path]:
    return sorted((path / "index").glob("*.terms"))


def test_reading_does_not_import_whoosh(engine: WhooshEngine, tmp_path: Path) -> None:
    add(engine, indexed("a", title="x"))
    code = (
        "import sys; from pathlib import Path; from izde.engines.whoosh.engine import WhooshEngine;"
        f"snapshot = WhooshEngine.open(Path({str(tmp_path / 'index')!r})).snapshot();"
        "assert list(snapshot.ids()) == ['a']; assert 'whoosh' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_segments_stay_few_and_small(engine: WhooshEngine, tmp_path: Path) -> None:
    """Many small updates: the same sources again and again."""
    choose = random.Random(1)
    newest: dict[str, int] = {}
    most = 0
    for number in range(150):
        source = f"s{choose.randrange(12)}"
        newest[source] = number
        with engine.batch() as batch:
            batch.delete_source(source)
            batch.add(indexed(f"{source}-1", source, title=f"all n{number}", body="x y z"))
            batch.put_source(entry(source, str(number)))
        most = max(most, len(segments(tmp_path)))
    snapshot = engine.snapshot()
    assert most <= 30
    assert {one.source: int(one.checksum) for one in snapshot.sources()} == newest
    assert snapshot.frequency(Space.ALL, "all") == len(newest)
    for source, number in newest.items():
        found = snapshot.search(word(f"n{number}"), Filters(), 5)[1]
        assert [match.id for match in found] == [f"{source}-1"]
    assert snapshot.search(phrase("x", "y", "z"), Filters(), 1)[0] == len(newest)
    fresh = WhooshEngine.create(tmp_path / "fresh")
    add(fresh, *(indexed(f"{s}-1", s, title=f"all n{n}", body="x y z") for s, n in newest.items()))
    size = sum(path.stat().st_size for path in (tmp_path / "index").iterdir())
    assert size < 20 * sum(path.stat().st_size for path in (tmp_path / "fresh").iterdir())


def test_merging_keeps_everything(engine: WhooshEngine, tmp_path: Path) -> None:
    for number in range(60):
        add(engine, indexed(f"{number:02}", f"s{number}", title=f"all n{number % 7}", body=f"b{number} c d"))
    assert len(segments(tmp_path)) < 20
    snapshot = engine.snapshot()
    assert list(snapshot.ids()) == [f"{number:02}" for number in range(60)]
    for number in range(60):
        article = snapshot.article(f"{number:02}")
        assert article is not None and article.body == f"b{number} c d"
    assert snapshot.frequency(Space.ALL, "all") == 60
    assert ids(engine, word("n3")) == [f"{number:02}" for number in range(3, 60, 7)]
    assert ids(engine, phrase("b17", "c", "d")) == ["17"]
    assert engine.verify() == []


def test_a_segment_of_deleted_sources_goes(engine: WhooshEngine, tmp_path: Path) -> None:
    for number in range(3):
        add(engine, indexed(str(number), f"s{number}", title="x"))
    with engine.batch() as batch:
        for number in range(3):
            batch.delete_source(f"s{number}")
    assert segments(tmp_path) == [] and len(engine.snapshot()) == 0


def test_a_commit_that_cannot_be_written_changes_nothing(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(engine, indexed("a", title="x"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "_flush", full)
        with pytest.raises(OSError, match="No space"), engine.batch() as batch:
            batch.delete_source("one")
            batch.add(indexed("b", "two", title="x"))
    assert ids(WhooshEngine.open(tmp_path / "index"), word("x")) == ["a"]
    add(engine, indexed("c", "three", title="x"))
    assert sorted(ids(engine, word("x"))) == ["a", "c"]
    assert len(segments(tmp_path)) == 2, "what the failed commit left is gone"


def test_every_file_is_flushed_before_the_commit(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    real = writer._flush

    def note(path: Path, flags: int) -> None:
        assert not (tmp_path / "index" / "_MAIN_1.toc").exists() or path.is_dir()
        flushed.append(path.name)
        real(path, flags)

    monkeypatch.setattr(writer, "_flush", note)
    add(engine, indexed("a", title="x"))
    written = {path.name for path in (tmp_path / "index").iterdir() if path.suffix in (".terms", ".blobs")}
    assert written < set(flushed) and flushed[-1] == "index"


@pytest.mark.parametrize("kind", ["*.terms", "*.blobs", "*.toc"])
@pytest.mark.parametrize("damage", ["cut", "empty", "noise", "gone"])
def test_damage_is_said_and_found(engine: WhooshEngine, tmp_path: Path, kind: str, damage: str) -> None:
    add(engine, *(indexed(f"{number}", title=f"n{number}") for number in range(200)))
    (path,) = (tmp_path / "index").glob(kind)
    content = path.read_bytes()
    if damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "noise":
        path.write_bytes(random.Random(5).randbytes(len(content)))
    else:
        path.unlink()
    with pytest.raises(LibraryError) as raised:
        WhooshEngine.open(tmp_path / "index").snapshot()
    assert str(tmp_path / "index") in raised.value.message
    if kind != "*.toc":
        assert len(engine.verify()) == 1


def test_a_changed_byte_is_found(engine: WhooshEngine, tmp_path: Path) -> None:
    add(engine, indexed("a", title="x", body="y"))
    assert engine.verify() == []
    (path,) = (tmp_path / "index").glob("*.blobs")
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)
    assert engine.verify() == [f"{path.name} has changed since it was written."]


def test_damage_that_opening_does_not_see(engine: WhooshEngine, tmp_path: Path) -> None:
    add(engine, indexed("a", title="x", body="y " * 5000))
    (path,) = (tmp_path / "index").glob("*.blobs")
    content = path.read_bytes()
    path.write_bytes(bytes(len(content) // 2) + content[len(content) // 2 :])
    snapshot = WhooshEngine.open(tmp_path / "index").snapshot()
    with pytest.raises(LibraryError, match="doctor"):
        snapshot.article("a")


def test_readers_open_while_a_writer_commits(engine: WhooshEngine) -> None:
    """Every snapshot is of some commit: an issue's two articles are there, or neither."""
    stop = threading.Event()
    failures: list[object] = []

    def read() -> None:
        while not stop.is_set():
            try:
                snapshot = engine.snapshot()
                found = snapshot.search(word("x"), Filters(), None)[1]
                if len(found) % 2 or len(found) != len(snapshot):
                    failures.append(len(found))
                failures.extend(one.id for one in found[:3] if snapshot.article(one.id) is None)
                snapshot.close()
            except Exception as error:  # noqa: BLE001, PERF203  whatever it is, the test says it
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(40):
        with engine.batch() as batch:
            batch.delete_source(f"s{number % 9}")
            for place in range(2):
                batch.add(indexed(f"{number % 9}-{place}", f"s{number % 9}", title="x"))
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []


def test_odd_keys(engine: WhooshEngine) -> None:
    """Nothing that a text may hold breaks the files."""
    odd = ["\0", "a\0b", "\x1f", "a\tb", "'", "🐎", "é", "x" * 5000]
    article = indexed("i\0d", "so\0urce", facets={"journal": ("J\0", "")}, glossary=("g\0",))
    bag = dict.fromkeys(odd, (1.0, Space.BODY.bit))
    add(engine, type(article)(article.article, "so\0urce", bag, {}, article.facets, {}, article.glossary))
    snapshot = engine.snapshot()
    for key in odd:
        assert snapshot.frequency(Space.ALL, key) == 1
    assert snapshot.source_of("i\0d") is not None
    with engine.batch() as batch:
        batch.delete_source("so\0urce")
    assert len(engine.snapshot()) == 0
