"""Every engine: the same tests, written against the interface, and the same answers as the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.kinds import KINDS, QUICK, engine_of, settings_of
from engines.reference_engine import ReferenceEngine
from izde.engines.interface import (
    IMPACTS,
    And,
    Boost,
    Concept,
    Engine,
    Filters,
    IndexedArticle,
    Match,
    Node,
    Not,
    Or,
    Order,
    Phrase,
    SourceEntry,
    Space,
    Term,
    quantize,
)
from izde.errors import LibraryError, LockedError
from izde.model import Article

SPACES = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)
WEIGHTS = {Space.TITLE: 5.0, Space.KEYWORD: 3.0, Space.ABSTRACT: 1.5, Space.BODY: 0.3, Space.AUTHOR: 2.0}


def indexed(
    id: str,
    source: str = "one",
    *,
    year: int | None = None,
    facets: dict[str, tuple[str, ...]] | None = None,
    glossary: tuple[str, ...] = (),
    **texts: str,
) -> IndexedArticle:
    """An article of plain words; a "|" in a text is a gap, a "/" joins keys that share a position."""
    bag: dict[str, tuple[float, int]] = {}
    sequences: dict[Space, Sequence[tuple[str, ...]]] = {}
    for name, text in texts.items():
        space = Space(name)
        positions = [() if word == "|" else tuple(word.split("/")) for word in text.split()]
        sequences[space] = positions
        for keys in positions:
            for key in keys:
                impact, bits = bag.get(key, (0.0, 0))
                bag[key] = (impact + WEIGHTS[space], bits | space.bit)
    article = Article(id=id, source=source, year=year, body=texts.get("body", ""), references=["r"])
    orders = {Order.TITLE: texts.get("title", ""), Order.AUTHOR: texts.get("author", "")}
    return IndexedArticle(article, source, bag, sequences, facets or {}, orders, glossary)


def entry(source: str, checksum: str = "c") -> SourceEntry:
    return SourceEntry(
        source=source,
        checksum=checksum,
        size=1,
        modified=2,
        articles=3,
        extractor="1",
        indexed_at="2024-01-01T00:00:00Z",
    )


def word(key: str, space: Space = Space.ALL, weight: float = 1.0) -> Concept:
    return Concept((Term(space, key, weight),), key)


def phrase(*keys: str, space: Space = Space.ALL, slop: int = 0) -> Concept:
    return Concept((Phrase(space, keys, slop),), "phrase")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> type[Engine]:
    """An engine; what it needs but the machine lacks skips the test."""
    return engine_of(request.param)


@pytest.fixture
def engine(kind: type[Engine], tmp_path: Path) -> Iterator[Engine]:
    made = kind.create(tmp_path / "index", settings_of(kind))
    yield made
    kind.drop(tmp_path / "index", made.settings)


def add(engine: Engine, *articles: IndexedArticle) -> None:
    with engine.batch() as batch:
        for article in articles:
            batch.add(article)


def ids(engine: Engine, query: Node | None, filters: Filters | None = None, **options: Any) -> list[str]:
    snapshot = engine.snapshot()
    total, matches = snapshot.search(query, filters or Filters(), options.pop("limit", None), **options)
    snapshot.close()
    assert total >= len(matches)
    return [match.id for match in matches]


# Records and bookkeeping


def test_a_new_index_is_empty(engine: Engine) -> None:
    snapshot = engine.snapshot()
    assert len(snapshot) == 0
    assert snapshot.search(None, Filters(), 10) == (0, [])
    assert snapshot.search(word("a"), Filters(), 10) == (0, [])
    assert list(snapshot.ids()) == list(snapshot.sources()) == list(snapshot.vocabulary(Space.ALL)) == []
    assert snapshot.article("a") is None and snapshot.card("a") is None and snapshot.source_of("a") is None
    assert snapshot.facet("journal") == {}


def test_a_record_comes_back_as_it_was(engine: Engine) -> None:
    article = indexed("a-1", year=2020, body="қоғам және мәдениет")
    article.article.title = {"kk": "Қоғам", "en": "Society"}
    add(engine, article, indexed("a-2"))
    snapshot = engine.snapshot()
    assert snapshot.article("a-1") == article.article
    card = snapshot.card("a-1")
    assert (
        card is not None and card.title == article.article.title and card.body == "" and card.references == []
    )
    assert snapshot.source_of("a-1") == "one"
    assert list(snapshot.ids()) == ["a-1", "a-2"]
    assert list(snapshot.ids("a-2")) == ["a-2"]
    assert list(snapshot.ids("b")) == []


def test_sources_and_articles_are_committed_together(engine: Engine) -> None:
    with engine.batch() as batch:
        batch.add(indexed("a", "one"))
        batch.put_source(entry("one"))
        before = engine.snapshot()
    assert len(before) == 0 and list(before.sources()) == []
    after = engine.snapshot()
    assert len(after) == 1 and list(after.sources()) == [entry("one")]


def test_a_batch_that_raises_leaves_nothing(engine: Engine) -> None:
    add(engine, indexed("a", "one", title="x"))
    with pytest.raises(RuntimeError), engine.batch() as batch:
        batch.delete_source("one")
        batch.add(indexed("b", "two", title="x"))
        batch.put_source(entry("two"))
        raise RuntimeError
    assert ids(engine, word("x")) == ["a"]
    assert list(engine.snapshot().sources()) == []
    add(engine, indexed("c", "two", title="x"))
    assert sorted(ids(engine, word("x"))) == ["a", "c"]


def test_delete_source_and_add_replaces(engine: Engine) -> None:
    with engine.batch() as batch:
        batch.add(indexed("a", "one", title="x"))
        batch.add(indexed("b", "one", title="x"))
        batch.add(indexed("c", "two", title="x"))
        batch.put_source(entry("one"))
        batch.put_source(entry("two"))
    with engine.batch() as batch:
        batch.delete_source("one")
        batch.add(indexed("a", "one", title="y"))
        batch.put_source(entry("one", "new"))
    snapshot = engine.snapshot()
    assert list(snapshot.ids()) == ["a", "c"]
    assert [one.checksum for one in snapshot.sources()] == ["new", "c"]
    assert snapshot.frequency(Space.ALL, "x") == 1
    assert list(snapshot.vocabulary(Space.ALL)) == [("x", 1), ("y", 1)]
    with engine.batch() as batch:
        batch.delete_source("one")
        batch.delete_source("two")
        batch.delete_source("never there")
    assert len(engine.snapshot()) == 0 and list(engine.snapshot().vocabulary(Space.ALL)) == []


def test_put_source_keeps_the_articles(engine: Engine) -> None:
    with engine.batch() as batch:
        batch.add(indexed("a", "one"))
        batch.put_source(entry("one"))
    with engine.batch() as batch:
        batch.put_source(entry("one", "touched"))
    snapshot = engine.snapshot()
    assert list(snapshot.ids()) == ["a"] and [one.checksum for one in snapshot.sources()] == ["touched"]


def test_two_articles_of_one_id_in_a_batch_are_refused(engine: Engine) -> None:
    with pytest.raises(ValueError), engine.batch() as batch:
        batch.add(indexed("a"))
        batch.add(indexed("a"))


def test_a_snapshot_stays_as_it_was(engine: Engine) -> None:
    add(engine, indexed("a", "one", title="x", body="x y"))
    snapshot = engine.snapshot()
    with engine.batch() as batch:
        batch.delete_source("one")
    for number in range(20):
        add(engine, indexed(f"b{number}", f"s{number}", title="x"))
    assert len(snapshot) == 1 and list(snapshot.ids()) == ["a"]
    assert [match.id for match in snapshot.search(phrase("x", "y"), Filters(), 9)[1]] == ["a"]
    article = snapshot.article("a")
    assert article is not None and article.body == "x y"
    assert len(engine.snapshot()) == 20


def test_one_writer_at_a_time(engine: Engine) -> None:
    with engine.batch() as batch:
        batch.add(indexed("a"))
        with pytest.raises(LockedError), engine.batch():
            pass
    assert len(engine.snapshot()) == 1
    add(engine, indexed("b"))


def test_opening_what_is_not_there(kind: type[Engine], tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        kind.open(tmp_path / "none", settings_of(kind))


def test_reopening(engine: Engine, tmp_path: Path) -> None:
    add(engine, indexed("a", title="x"))
    assert ids(type(engine).open(tmp_path / "index", engine.settings), word("x")) == ["a"]


def test_dropping(engine: Engine, tmp_path: Path) -> None:
    add(engine, indexed("a", title="x"))
    type(engine).drop(tmp_path / "index", engine.settings)
    with pytest.raises(LibraryError):
        type(engine).open(tmp_path / "index", engine.settings)


def test_a_source_of_many_articles(engine: Engine) -> None:
    add(engine, *(indexed(f"{n:04}", title="x", body=f"w{n % 7}", year=2000 + n % 3) for n in range(700)))
    snapshot = engine.snapshot()
    assert snapshot.search(word("x"), Filters(), 3)[0] == 700
    assert snapshot.frequency(Space.ALL, "w3") == 100
    assert snapshot.facet("year") == {"2000": 234, "2001": 233, "2002": 233}
    assert ids(engine, word("w0"), limit=2) == ["0014", "0035"]
    article = snapshot.article("0699")
    assert article is not None and article.body == "w6"


# Scores


def test_more_impact_scores_more(engine: Engine) -> None:
    add(engine, indexed("body", body="x"), indexed("title", title="x"), indexed("none", title="y"))
    assert ids(engine, word("x")) == ["title", "body"]


def test_the_best_alternative_counts(engine: Engine) -> None:
    add(engine, indexed("both", title="a b"), indexed("far", title="b"), indexed("near", title="a"))
    concept = Concept((Term(Space.ALL, "a"), Term(Space.ALL, "b", 0.5)), "x")
    matches = engine.snapshot().search(concept, Filters(), None)[1]
    by_id = {match.id: match for match in matches}
    assert by_id["both"].score == by_id["near"].score == pytest.approx(2 * by_id["far"].score)
    assert by_id["both"].parts == (("x", "a", by_id["both"].score),)
    assert by_id["far"].parts == (("x", "b", by_id["far"].score),)


def test_a_rare_far_alternative_does_not_outweigh(engine: Engine) -> None:
    add(engine, *(indexed(f"n{n}", title="word") for n in range(9)), indexed("slip", title="wrod"))
    concept = Concept((Term(Space.ALL, "word"), Term(Space.ALL, "wrod", 0.7)))
    assert ids(engine, concept)[-1] == "slip"


def test_and_or_not(engine: Engine) -> None:
    add(
        engine,
        indexed("x", title="x"),
        indexed("y", title="y"),
        indexed("xy", title="x y"),
        indexed("z", title="z"),
    )
    x, y = word("x"), word("y")
    assert ids(engine, And((x, y))) == ["xy"]
    assert sorted(ids(engine, Or((x, y)))) == ["x", "xy", "y"]
    assert ids(engine, Or((x, y)))[0] == "xy"
    assert ids(engine, And((x, Not(y)))) == ["x"]
    assert sorted(ids(engine, Not(x))) == ["y", "z"]
    assert ids(engine, And((Not(x), Not(y)))) == ["z"]
    assert sorted(ids(engine, And(()))) == ["x", "xy", "y", "z"]
    assert ids(engine, Or(())) == [] == ids(engine, Concept(()))


def test_coordination(engine: Engine) -> None:
    add(engine, indexed("x", title="x"), indexed("xy", title="x y"), indexed("y", title="y"))
    parts = (word("x"), word("y"))
    plain = {m.id: m.score for m in engine.snapshot().search(Or(parts), Filters(), None)[1]}
    strict = {m.id: m.score for m in engine.snapshot().search(Or(parts, 1.0), Filters(), None)[1]}
    assert strict["xy"] == pytest.approx(plain["xy"])
    assert strict["x"] == pytest.approx(plain["x"] / 2)


def test_importance(engine: Engine) -> None:
    add(engine, indexed("x", title="x"), indexed("y", title="y"))
    heavy = Concept((Term(Space.ALL, "y"),), importance=3.0)
    assert ids(engine, Or((word("x"), heavy))) == ["y", "x"]


def test_spaces(engine: Engine) -> None:
    add(engine, indexed("t", title="x"), indexed("b", body="x"), indexed("tb", title="x", body="x"))
    assert sorted(ids(engine, word("x", Space.TITLE))) == ["t", "tb"]
    assert sorted(ids(engine, word("x", Space.BODY))) == ["b", "tb"]
    assert ids(engine, word("x", Space.ABSTRACT)) == []
    snapshot = engine.snapshot()
    assert snapshot.frequency(Space.ALL, "x") == 3
    assert snapshot.frequency(Space.TITLE, "x") == 2
    assert dict(snapshot.vocabulary(Space.BODY)) == {"x": 2}


def test_phrases(engine: Engine) -> None:
    add(
        engine,
        indexed("order", title="a b c", body="d"),
        indexed("other", title="b a c"),
        indexed("apart", title="a x b"),
        indexed("gap", keyword="a | b"),
        indexed("fields", title="a", keyword="b"),
        indexed("joined", title="q/a z/b"),
    )
    assert sorted(ids(engine, phrase("a", "b"))) == ["joined", "order"]
    assert sorted(ids(engine, phrase("a", "b", slop=1))) == ["apart", "joined", "order"]
    assert ids(engine, phrase("a", "b", "c")) == ["order"]
    assert ids(engine, phrase("c", "d")) == []
    assert ids(engine, phrase("a", "b", space=Space.KEYWORD, slop=5)) == []
    assert ids(engine, phrase("a", "c", slop=1)) == ["order"] or sorted(
        ids(engine, phrase("a", "c", slop=1))
    ) == ["order", "other"]
    assert ids(engine, phrase("z", "z")) == []
    assert ids(engine, phrase("d")) == ["order"]


def test_positions(engine: Engine) -> None:
    add(engine, indexed("x", title="a b/c | b a", body="a"), indexed("y", title="c"))
    snapshot = engine.snapshot()
    assert snapshot.positions("x", Space.TITLE, ["a", "c"]) == {0: "a", 1: "c", 4: "a"}
    assert snapshot.positions("x", Space.BODY, {"a"}) == {0: "a"}
    assert snapshot.positions("x", Space.KEYWORD, ["a"]) == snapshot.positions("z", Space.TITLE, ["a"]) == {}


def test_a_bonus_weighs_but_does_not_decide(engine: Engine) -> None:
    add(engine, *(indexed(f"n{n}", title="a b") for n in range(30)), indexed("swapped", title="b a"))
    words = And((word("a"), word("b")))
    bonus = Concept((Phrase(Space.ALL, ("b", "a")),), "+")
    assert ids(engine, Boost(words, (bonus,)), limit=1) == ["swapped"]
    assert len(ids(engine, Boost(words, (bonus,)))) == 31
    assert ids(engine, Boost(words, ()), limit=40) == ids(engine, words, limit=40)
    match = engine.snapshot().search(Boost(words, (bonus,)), Filters(), 1)[1][0]
    assert [part[:2] for part in match.parts] == [("a", "a"), ("b", "b"), ("+", "b a")]


# Filters, facets, orders


def test_filters(engine: Engine) -> None:
    add(
        engine,
        indexed("a", year=2019, facets={"journal": ("J",), "author": ("A", "B")}, title="x"),
        indexed("b", year=2021, facets={"journal": ("K",), "author": ("B",)}, title="x"),
        indexed("c", facets={"journal": ("K",)}, title="x"),
    )

    def found(**options: Any) -> list[str]:
        return sorted(ids(engine, word("x"), Filters(**options)))

    assert found(years=(2019, 2020)) == ["a"]
    assert found(years=(2020, None)) == ["b"]
    assert found(years=(None, None)) == ["a", "b"]
    assert found(facets={"journal": ("K",)}) == ["b", "c"]
    assert found(facets={"journal": ("J", "K")}) == ["a", "b", "c"]
    assert found(facets={"journal": ("K",), "author": ("B",)}) == ["b"]
    assert found(facets={"journal": ("Z",)}) == []
    assert found(ids=frozenset({"a", "c", "zz"})) == ["a", "c"]
    assert found(facets={"year": ("2021",)}) == ["b"]
    snapshot = engine.snapshot()
    assert snapshot.facet("author") == {"A": 1, "B": 2}
    assert snapshot.facet("author", ["b", "zz"]) == {"B": 1}
    assert snapshot.facet("year") == {"2019": 1, "2021": 1}
    assert snapshot.facet("autho") == {}
    counts = snapshot.facets(("journal", "author"), word("x"), Filters(years=(2021, None)))
    assert counts == {"journal": {"K": 1}, "author": {"B": 1}}


def test_orders(engine: Engine) -> None:
    add(
        engine,
        indexed("a", year=2020, title="b", author="z"),
        indexed("b", year=2022, title="c"),
        indexed("c", title="a", author="y"),
        indexed("d", year=2021, author="x"),
    )
    assert ids(engine, None, order=Order.NEWEST) == ["b", "d", "a", "c"]
    assert ids(engine, None, order=Order.OLDEST) == ["a", "d", "b", "c"]
    assert ids(engine, None, order=Order.TITLE) == ["c", "a", "b", "d"]
    assert ids(engine, None, order=Order.AUTHOR) == ["d", "c", "a", "b"]
    assert ids(engine, None, order=Order.TITLE, limit=2) == ["c", "a"]
    assert ids(engine, None) == ["b", "d", "a", "c"]


def test_ties_go_to_the_newer_issue_then_to_printed_order(engine: Engine) -> None:
    articles = []
    for id, year, number, page in [
        ("a", 2020, "4 (75)", 9),
        ("b", 2020, "10", 5),
        ("c", 2021, "1", 7),
        ("d", 2020, "4 (75)", 3),
        ("e", 2020, "4 (75)", 3),
    ]:
        article = indexed(id, id, title="x", year=year)
        article.article.number = number
        article.article.pages = (page, page + 1)
        articles.append(article)
    add(engine, *articles)
    assert ids(engine, word("x")) == ["c", "b", "d", "e", "a"]
    assert ids(engine, word("x"), limit=3) == ["c", "b", "d"]
    assert ids(engine, word("x"), limit=0) == []


def test_glossary(engine: Engine) -> None:
    add(engine, indexed("a", glossary=("k\tволк\tkk\tқасқыр", "k\tволк\ten\twolf")))
    add(engine, indexed("b", "two", glossary=("k\tволк\ten\twolf",), title="k"))
    snapshot = engine.snapshot()
    assert list(snapshot.vocabulary(Space.GLOSSARY, "k\tволк\t")) == [
        ("k\tволк\ten\twolf", 2),
        ("k\tволк\tkk\tқасқыр", 1),
    ]
    assert snapshot.frequency(Space.GLOSSARY, "k\tволк\ten\twolf") == 2
    assert list(snapshot.vocabulary(Space.ALL)) == [("k", 1)]


def test_vocabulary_is_in_order_and_by_prefix(engine: Engine) -> None:
    words = [f"{mark}{letter}{n}" for mark in ("", "=", "~") for letter in "абвқ" for n in range(70)]
    add(engine, indexed("a", body=" ".join(words[::2])), indexed("b", body=" ".join(words)))
    add(engine, indexed("c", "two", body=" ".join(words[::3])))
    snapshot = engine.snapshot()
    everything = list(snapshot.vocabulary(Space.ALL))
    assert [key for key, _ in everything] == sorted(words)
    for prefix in ("=", "=а", "қ", "~в6", "=қ69", "я"):
        assert list(snapshot.vocabulary(Space.ALL, prefix)) == [
            item for item in everything if item[0].startswith(prefix)
        ]
    for key, frequency in everything[::17]:
        assert snapshot.frequency(Space.ALL, key) == frequency


def test_impacts_are_kept_to_a_fortieth() -> None:
    for impact in (0.002, 0.05, 0.3, 1.0, 2.5, 17.0, 120.0):
        assert IMPACTS[quantize(impact)] == pytest.approx(impact, rel=0.022)
    assert quantize(0.0) == 0 and quantize(1e9) == 255


# Any commits and any query, against the reference

_keys = st.sampled_from(["a", "b", "c", "d", "=a", "~a"])
_texts = st.lists(st.one_of(_keys, st.just("|"), st.just("a/b"), st.just("c/=a")), max_size=5).map(" ".join)
_spaces = st.sampled_from((*SPACES, Space.ALL))
_weights = st.sampled_from([1.0, 0.8, 0.7, 0.4])
_terms = st.builds(Term, _spaces, _keys, _weights)
_phrases = st.builds(
    Phrase, _spaces, st.lists(_keys, min_size=1, max_size=3).map(tuple), st.integers(0, 2), _weights
)
_concepts = st.builds(
    Concept,
    st.lists(st.one_of(_terms, _phrases), max_size=3, unique_by=lambda one: one.weight).map(tuple),
    st.just("x"),
    st.sampled_from([1.0, 0.3]),
)
_nodes: st.SearchStrategy[Node] = st.recursive(
    _concepts,
    lambda nodes: st.one_of(
        st.builds(And, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Or, st.lists(nodes, max_size=3).map(tuple), st.sampled_from([0.0, 0.5, 1.0])),
        st.builds(Not, nodes),
    ),
    max_leaves=5,
)
_queries = st.one_of(st.none(), _nodes, st.builds(Boost, _nodes, st.lists(_concepts, max_size=2).map(tuple)))
_filters = st.builds(
    Filters,
    years=st.one_of(
        st.none(), st.tuples(st.one_of(st.none(), st.just(2001)), st.one_of(st.none(), st.just(2002)))
    ),
    facets=st.one_of(st.just({}), st.just({"journal": ("J", "K")})),
    ids=st.one_of(st.none(), st.just(frozenset({"0-0", "1-1", "2-0"}))),
)


@st.composite
def _commits(draw: st.DrawFn) -> list[list[tuple[str, int, str]]]:
    """Commits of steps: which source to delete or to add with some articles."""
    return [
        [
            (action, source, draw(_texts))
            for action, source in draw(
                st.lists(
                    st.tuples(st.sampled_from(["add", "delete"]), st.integers(0, 3)),
                    max_size=4,
                    unique_by=lambda step: step[1],
                )
            )
        ]
        for _ in range(draw(st.integers(1, 4)))
    ]


def _run(engine: Engine, commits: list[list[tuple[str, int, str]]]) -> None:
    for commit in commits:
        with engine.batch() as batch:
            for action, source, text in commit:
                batch.delete_source(str(source))
                if action == "add":
                    for number in range(2):
                        batch.add(
                            indexed(
                                f"{source}-{number}",
                                str(source),
                                year=2000 + source,
                                facets={"journal": ("JKL"[source % 3],)},
                                glossary=(f"g{number}",),
                                title=text,
                                body=" ".join([text, "| a d b", "c" * number]),
                            )
                        )
                    batch.put_source(entry(str(source)))


Commits: TypeAlias = list[list[tuple[str, int, str]]]
Searches: TypeAlias = "list[tuple[Node | None, Filters, int | None, Order]]"
COMMITS = _commits()
SEARCHES = st.lists(
    st.tuples(_queries, _filters, st.sampled_from([None, 1, 3]), st.sampled_from(Order)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("kind", QUICK, indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMITS, SEARCHES)
def test_the_same_answers_as_the_reference(
    kind: type[Engine],
    tmp_path_factory: pytest.TempPathFactory,
    commits: Commits,
    searches: Searches,
) -> None:
    answer_alike(kind, tmp_path_factory.mktemp("index"), commits, searches)


def answer_alike(kind: type[Engine], path: Path, commits: Commits, searches: Searches) -> None:
    """Hold an engine to the reference after some commits."""
    reference, engine = ReferenceEngine.create(path), kind.create(path, settings_of(kind))
    _run(reference, commits)
    _run(engine, commits)
    expected, actual = reference.snapshot(), engine.snapshot()
    assert list(actual.ids()) == list(expected.ids())
    assert list(actual.sources()) == list(expected.sources())
    for space in Space:
        assert list(actual.vocabulary(space)) == list(expected.vocabulary(space))
    for name in ("journal", "year"):
        assert actual.facet(name) == expected.facet(name)
    for query, filters, limit, order in searches:
        total, matches = actual.search(query, filters, limit, order)
        expected_total, expected_matches = expected.search(query, filters, limit, order)
        assert total == expected_total == actual.count(query, filters)
        assert min(2, actual.count(query, filters, 2)) == min(2, total)
        assert list(_rounded(matches)) == list(_rounded(expected_matches))
        assert actual.facets(("year",), query, filters) == expected.facets(("year",), query, filters)
    actual.close()
    kind.drop(path, engine.settings)


def _rounded(matches: list[Match]) -> Iterator[tuple[str, float, list[tuple[str, str, float]]]]:
    for match in matches:
        yield match.id, round(match.score, 6), sorted((a, b, round(c, 6)) for a, b, c in match.parts if not a)
