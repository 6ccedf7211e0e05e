"""Slips: edit distance, its costs, and candidates from a vocabulary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.search.spelling import corrections, distance, edits_allowed

WORDS = {
    "сарматтар": 3, "қазақтар": 9, "казактар": 1, "culture": 12, "степная": 2, "уральская": 1, "бандылар": 1,
    "ориентализм": 2, "pedagogy": 5, "академиялық": 4, "наставник": 2, "қоғам": 7, "қоғамдық": 9,
    "когнитивтік": 1,
    "цифрландыру": 8, "international": 4, "кадрлар": 2, "әдебиет": 3,
}  # fmt: skip
_SORTED = sorted(WORDS)


def vocabulary(prefix: str) -> Iterator[tuple[str, int]]:
    for word in _SORTED[bisect_left(_SORTED, prefix) :]:
        if not word.startswith(prefix):
            return
        yield word, WORDS[word]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("сарматар", "сарматтар"),
        ("cuture", "culture"),
        ("стпеная", "степная"),
        ("уальская", "уральская"),
        ("pdagogy", "pedagogy"),
        ("оринетализм", "ориентализм"),
        ("нставник", "наставник"),
        ("ациклификация", None),
        ("internaitonla", "international"),
        ("дебиет", "әдебиет"),
        ("цирфландыру", "цифрландыру"),
    ],
)
def test_the_word_that_was_meant_comes_first(typed: str, meant: str | None) -> None:
    found = corrections(typed, vocabulary)
    assert (found[0].word if found else None) == meant


def test_likelier_slips_come_first() -> None:
    # The letter beside counts less than the one that a Kazakh keyboard lacks.
    assert distance("казак", "қазақ", 2) is not None
    near_letter = distance("қазай", "қазац", 1)
    lacking_letter = distance("қоғам", "қогам", 1)
    assert near_letter is not None
    assert lacking_letter is not None
    assert lacking_letter[1] < near_letter[1]


def test_short_words_are_left_alone() -> None:
    assert edits_allowed("соғы") == 0
    assert edits_allowed("соғыс") == 1
    assert edits_allowed("қоғамдық") == 1
    assert edits_allowed("академиялық") == 2
    assert corrections("қға", vocabulary) == []
    assert corrections("қғом", vocabulary) == []


def test_the_longer_of_two_words_says_how_many_slips_there_may_be() -> None:
    assert [candidate.word for candidate in corrections("қғам", vocabulary)] == ["қоғам"]
    assert [candidate.word for candidate in corrections("аставнки", vocabulary)] == ["наставник"]


def _reference(a: str, b: str) -> int:
    """Restricted Damerau–Levenshtein distance, the textbook's table."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(st.text("абқк", max_size=8), st.text("абқк", max_size=8))
def test_distance_is_that_of_the_textbook(a: str, b: str) -> None:
    measured = distance(a, b, 2)
    assert (measured[0] if measured else 3) == min(_reference(a, b), 3)
