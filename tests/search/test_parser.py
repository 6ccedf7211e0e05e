"""The query language: what is read, and that everything is."""

from __future__ import annotations

import pytest
from generated_queries import PIECES, generated
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.search.parser import MAX_WORDS, parse, read_years
from izde.search.syntax import (
    And,
    Everything,
    Field,
    Fielded,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Quoted,
    Restriction,
    Word,
    Words,
)


def words(*texts: str) -> Words:
    return Words(tuple(Word(text) for text in texts))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("қоғамдық келісім", words("қоғамдық", "келісім")),
        ('"steppe war" x', Words((Quoted("steppe war"), Word("x")))),
        ("«дала соғысы»", Quoted("дала соғысы")),
        ("“степная война”", Quoted("степная война")),
        ("«цифровое» развитие", words("цифровое", "развитие")),
        ('"цифровое" развитие', Words((Quoted("цифровое"), Word("развитие")))),
        ("«цифровое»", Quoted("цифровое")),
        ("«дала соғысы» кезінде", Words((Quoted("дала соғысы"), Word("кезінде")))),
        ("«дала соғысы» қашан және қайда", words("дала", "соғысы", "қашан", "және", "қайда")),
        (
            '"дала соғысы" қашан және қайда',
            Words((Quoted("дала соғысы"), *map(Word, ("қашан", "және", "қайда")))),
        ),
        (
            "title:«дала соғысы» a b c",
            Words((Fielded(Field.TITLE, Quoted("дала соғысы")), *map(Word, "abc"))),
        ),
        ("a b c -«дала соғысы»", Words((*map(Word, "abc"), Not(Quoted("дала соғысы"))))),
        ("a AND b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("steppe war OR дала соғысы", Or((words("steppe", "war"), words("дала", "соғысы")))),
        ("тарих ЖӘНЕ мәдениет", And((Word("тарих"), Word("мәдениет")))),
        ("a && b || c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a !b", Words((Word("a"), Not(Word("b"))))),
        ("a +b", Words((Word("a"), And((Word("b"),))))),
        ("a + b!", words("a", "b!")),
        ('+"a b" +year:2021', Words((Quoted("a b"), Restriction(Field.YEAR, "2021", (2021, 2021))))),
        ("year:[2019 TO 2024]", Restriction(Field.YEAR, "2019..2024", (2019, 2024))),
        ("год:[2019 TO *] x", Words((Restriction(Field.YEAR, "2019..", (2019, None)), Word("x")))),
        ("история ИЛИ культура", Or((Word("история"), Word("культура")))),
        ("история НЕ война", Words((Word("история"), Not(Word("война"))))),
        ("(a OR b) -c", Words((Or((Word("a"), Word("b"))), Not(Word("c"))))),
        ('-"a b"', Not(Quoted("a b"))),
        ("e-learning 06.77.64", words("e-learning", "06.77.64")),
        ("a - b – c", words("a", "b", "c")),
        ("педагог*", Pattern("педагог*")),
        ("wom?n", Pattern("wom?n")),
        ("what is it?", words("what", "is", "it?")),
        ("слово~", Fuzzy("слово", 1)),
        ("слово~2", Fuzzy("слово", 2)),
        ("слово~9", Fuzzy("слово", 2)),
        ("", Everything()),
        ("*", Everything()),
    ],
)
def test_reads(query: str, tree: object) -> None:
    read = parse(query)
    assert read.root == tree
    assert read.notes == ()


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("author:Сулейменов", Field.AUTHOR),
        ("автор:Сулейменов", Field.AUTHOR),
        ("title:дала", Field.TITLE),
        ("тақырып:дала", Field.TITLE),
        ("название:степь", Field.TITLE),
        ("ключевые:степь", Field.KEYWORD),
        ("кілт:дала", Field.KEYWORD),
        ("аңдатпа:дала", Field.ABSTRACT),
        ("мәтін:дала", Field.BODY),
    ],
)
def test_field_names_in_three_languages(query: str, field: Field) -> None:
    assert parse(query).root == Fielded(field, Word(query.split(":")[1]))


def test_fields_take_phrases_groups_and_initials() -> None:
    assert parse('title:"steppe war"').root == Fielded(Field.TITLE, Quoted("steppe war"))
    assert parse("title:(a b)").root == Fielded(Field.TITLE, words("a", "b"))
    assert parse("author:Садыкова К.К. цифр").root == Words(
        (Fielded(Field.AUTHOR, Word("Садыкова К.К.")), Word("цифр"))
    )


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021", (2021, 2021)),
        ("2019..2024", (2019, 2024)),
        ("2024..2019", (2019, 2024)),
        ("2019..", (2019, None)),
        ("..2024", (None, 2024)),
        ("2019-2024", (2019, 2024)),
        (">=2020", (2020, None)),
        (">2020", (2021, None)),
        ("<=2020", (None, 2020)),
        ("..", None),
        ("abc", None),
        ("20211", None),
    ],
)
def test_years(text: str, years: object) -> None:
    assert read_years(text) == years


def test_restrictions() -> None:
    assert parse("жыл:2019..2024").root == Restriction(Field.YEAR, "2019..2024", (2019, 2024))
    assert parse("lang:қазақша").root == Restriction(Field.LANGUAGE, "kk")
    assert parse("lang:(kk OR ru) x").root == Words(
        (Or((Restriction(Field.LANGUAGE, "kk"), Restriction(Field.LANGUAGE, "ru"))), Word("x"))
    )


@pytest.mark.parametrize(
    "query",
    ["foo OR", "AND foo", "((a)", "a)", '"open', "year:abc", "lang:xx", "author: Иванов", "NOT", "a OR OR b"],
)
def test_what_is_malformed_is_read_as_words_and_noted(query: str) -> None:
    read = parse(query)
    assert read.notes
    assert read.root != Everything()


def test_a_title_in_capitals_is_no_formula() -> None:
    read = parse("ҰЛТТЫҚ БІРЕГЕЙЛІК ЖӘНЕ ПОСТКЕҢЕСТІК НАРРАТИВТЕР")
    assert isinstance(read.root, Words)
    assert len(read.root.parts) == 5


def test_long_and_deep_queries_are_cut() -> None:
    assert len(parse("x " * 1000).root.parts) == MAX_WORDS  # type: ignore[union-attr]
    deep = parse("(" * 500 + "word" + ")" * 500)
    assert deep.root == words("word")
    assert deep.notes


def test_twenty_thousand_generated_queries_are_read() -> None:
    for query in generated(20_000):
        parse(query)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_any_text_is_read(query: str) -> None:
    read = parse(query)
    assert all(isinstance(note, str) for note in read.notes)


def test_a_field_that_there_is_not_is_said() -> None:
    assert parse("subject:steppe").root == Word("subject:steppe")
    (note,) = parse("subject:steppe").notes
    assert note.startswith("There is no field subject; it was read as words. Fields: author, title,")
    for query in ("https://doi.org/10.1", "Steppe: war", "10:30", "в:3", "history:"):
        assert parse(query).notes == ()
