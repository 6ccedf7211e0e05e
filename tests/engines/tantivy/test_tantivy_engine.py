"""What only the engine on Tantivy has to be tested for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("tantivy")

from engines.test_engine import add, entry, ids, indexed, phrase, word
from izde.engines.interface import Filters, Order, Phrase, Space
from izde.engines.sequences import hash_of
from izde.engines.tantivy.engine import TantivyEngine
from izde.errors import LibraryError


def filled(path: Path) -> TantivyEngine:
    engine = TantivyEngine.create(path)
    with engine.batch() as batch:
        for number in range(40):
            batch.add(indexed(f"{number:02}", title="x y", body=f"a b c w{number % 3}", year=2000 + number))
        batch.put_source(entry("one"))
    return engine


def test_keys_with_white_space_are_terms_like_others(tmp_path: Path) -> None:
    engine = TantivyEngine.create(tmp_path / "index")
    keys = ("§two words", "§two", "a_b", "no\u00a0break")
    article = indexed("a", glossary=("k\tволк тау\tkk\tқасқыр",))
    article = type(article)(
        article.article, "s", dict.fromkeys(keys, (2.0, Space.KEYWORD.bit)), {}, {}, {}, article.glossary
    )
    add(engine, article)
    snapshot = engine.snapshot()
    assert [key for key, _ in snapshot.vocabulary(Space.ALL)] == sorted(keys)
    assert list(snapshot.vocabulary(Space.KEYWORD, "§two ")) == [("§two words", 1)]
    assert list(snapshot.vocabulary(Space.GLOSSARY, "k\tволк тау\t")) == [("k\tволк тау\tkk\tқасқыр", 1)]
    for key in keys:
        assert ids(engine, word(key)) == ["a"]
    assert ids(engine, word("words")) == []


@pytest.mark.parametrize("slop", [0, 1, 2, 5, 19, 25])
def test_words_stand_as_far_apart_as_the_slop_allows(tmp_path: Path, slop: int) -> None:
    engine = TantivyEngine.create(tmp_path / "index")
    add(engine, *(indexed(f"{apart:02}", body="a " + "z " * apart + "b") for apart in range(30)))
    add(engine, indexed("gap", keyword="a | b"), indexed("swapped", body="b a"))
    assert sorted(ids(engine, phrase("a", "b", slop=slop))) == [f"{n:02}" for n in range(slop + 1)]


def test_keys_that_share_a_hash_keep_their_impacts(tmp_path: Path) -> None:
    twins = ("plumless", "buckeroo")  # the best known collision of CRC-32
    assert hash_of(twins[0]) == hash_of(twins[1])
    engine = TantivyEngine.create(tmp_path / "index")
    add(engine, indexed("both", title=twins[0], body=twins[1]), indexed("other", title=twins[1]))
    assert ids(engine, word(twins[0])) == ["both"]
    assert ids(engine, word(twins[1])) == ["other", "both"]


@pytest.mark.parametrize("suffix", [".term", ".idx", ".pos", ".store", ".fast", ".fieldnorm"])
def test_a_changed_file_is_found(tmp_path: Path, suffix: str) -> None:
    engine = filled(tmp_path / "index")
    assert engine.verify() == []
    file = max((tmp_path / "index").glob(f"*{suffix}"), key=lambda path: path.stat().st_size)
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0x10
    file.write_bytes(bytes(data))
    assert len(engine.verify()) == 1
    file.write_bytes(bytes(data[: len(data) // 2]))
    assert len(engine.verify()) == 1


def test_what_is_no_index_any_more_is_said_to_be_damaged(tmp_path: Path) -> None:
    filled(tmp_path / "index")
    (tmp_path / "index" / "meta.json").write_text("{")
    with pytest.raises(LibraryError, match="damaged"):
        TantivyEngine.open(tmp_path / "index")


def test_many_equal_scores_go_to_the_newest(tmp_path: Path) -> None:
    engine = filled(tmp_path / "index")
    assert ids(engine, word("x"), limit=3) == ["39", "38", "37"]
    assert ids(engine, None, Filters(years=(2010, 2012)), order=Order.OLDEST) == ["10", "11", "12"]


def test_a_long_phrase_is_verified(tmp_path: Path) -> None:
    engine = TantivyEngine.create(tmp_path / "index")
    add(
        engine,
        indexed("pairs", body="a b z b c"),
        indexed("whole", body="a b c"),
        indexed("split", title="a b", body="b c"),
    )
    three = phrase("a", "b", "c")
    assert ids(engine, three) == ["whole"]
    assert engine.snapshot().count(three, Filters()) == 1
    assert isinstance(three.alternatives[0], Phrase)
