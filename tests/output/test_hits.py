"""Hits as cards, for a terminal and for a file."""

from __future__ import annotations

import click
import msgspec
import pytest

from izde.model import Author
from izde.output.console import Console
from izde.output.hits import card, columns, marked, table
from izde.search.results import Hit, Result, Snippet

PLAIN = Console()
TERMINAL = Console(width=60, colour=True)

HIT = Hit(
    id="x-1-2",
    score=3.5,
    title={"kk": "Дала соғысы", "en": "The steppe war"},
    authors=[Author(f"A. Author{i}") for i in range(8)],
    journal={"kk": "Хабаршы", "en": "Bulletin"},
    year=2024,
    number="4 (75)",
    pages=(198, 208),
    language="en",
    shown="kk",
    snippets=[
        Snippet("title", "kk", "Дала соғысы", [(0, 4)]),
        Snippet("abstract", "kk", "Мақалада дала соғысының мәселелері қаралады.", [(9, 13), (14, 23)]),
    ],
    why=["steppe war → дала соғысы"],
)


def test_a_card_says_when_only_the_first_page_is_known():
    one = msgspec.structs.replace(HIT, pages=(198, 198))
    assert "· p. 198 · en" in card(1, one, PLAIN)
    assert "· p. 198 ff. · en" in card(1, msgspec.structs.replace(one, pages_from="first"), PLAIN)


def test_a_card_says_all_that_one_needs_to_choose():
    text = card(1, HIT, PLAIN)
    assert text.splitlines()[0] == "1. *Дала* соғысы"
    for part in ("A. Author0", "and 2 more", "Хабаршы", "2024", "№ 4 (75)", "pp. 198–208", "x-1-2"):
        assert part in text
    assert "*дала* *соғысының*" in text
    assert "why: steppe war → дала соғысы" in text


def test_plain_output_is_neither_wrapped_nor_coloured():
    lines = card(1, HIT, PLAIN).splitlines()
    assert "\x1b" not in "".join(lines)
    assert any("Мақалада" in line and "қаралады." in line for line in lines)


def test_a_terminal_gets_colour_and_lines_that_fit():
    text = card(10, HIT, TERMINAL)
    assert "\x1b[" in text
    assert all(len(click.unstyle(line)) <= 60 for line in text.splitlines())


def test_a_hit_without_a_title_says_so():
    assert "(no title is printed)" in card(1, Hit(id="a", score=1.0), PLAIN)


def test_overlapping_marks_do_not_double_text():
    assert marked("абвгд", [(0, 3), (1, 2), (3, 4)], PLAIN) == "*абв**г*д"


@pytest.mark.parametrize(
    ("total", "head"), [(1, "1 article"), (12, "12 articles, 11–11 shown"), (1200, "1,200 articles, ")]
)
def test_the_count_says_what_is_shown(total, head):
    first = 1 if total == 1 else 11
    assert table(Result("q", total, [], [HIT]), PLAIN, first).startswith(head)


def test_a_page_past_the_last_article_says_so():
    assert table(Result("q", 12, [], []), PLAIN, 21) == "12 articles, none after 20"
    assert table(Result("q", 0, [], []), PLAIN) == ""


def test_facets_follow_the_hits():
    text = table(Result("q", 1, [], [HIT], {"year": [("2024", 10), ("2021", 2)]}), PLAIN)
    assert "year:\n   10  2024\n    2  2021" in text


def test_columns_line_up_and_fit_the_terminal():
    rows = [["1", "short"], ["1000", "long " * 40]]
    assert columns(rows, ["n", "text"], PLAIN).splitlines()[1] == "1     short"
    assert all(len(click.unstyle(line)) <= 60 for line in columns(rows, ["n", "text"], TERMINAL).splitlines())
