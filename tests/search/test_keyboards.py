"""Words typed with the wrong keyboard layout."""

from __future__ import annotations

import pytest

from izde.engines.interface import Snapshot
from izde.search import search
from izde.search.keyboards import readings
from izde.search.results import Request


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("cntgyfz djqyf", "степная война"),
        ("'rjyjvbrf", "экономика"),
        ("0j5fv", "қоғам"),
        (",3k3v", "білім"),
        ("ыеуззу цфк", "steppe war"),
        ("title:djqyf", "title:война"),
        ("djqyf b vbh", "война и мир"),
    ],
)
def test_what_the_keys_stand_for(typed: str, meant: str) -> None:
    unknown = set(typed.replace(":", " ").replace("'", " ").replace(",", " ").split()) - {"b"}
    assert meant in readings(typed, unknown)


def test_keys_that_are_punctuation_elsewhere_cut_off_initials() -> None:
    # The keys of ж, б and э: what stands before and after them are single letters, known as initials.
    assert "объяснение" in readings("j,]zcytybt", {"zcytybt"})
    assert "қаржы" in readings("0fh;s", {"0fh"})


def test_known_words_stay() -> None:
    assert next(readings("honey gxtkf", {"gxtkf"})) == "honey пчела"
    assert list(readings("honey bee", set())) == []
    assert list(readings("honey yf", {"yf"})) == []


def test_keys_that_stand_for_no_word_are_no_reading() -> None:
    """All three are ъ, which is a bracket on the other layout."""
    assert list(readings("ъъъ", {"ъъъ"})) == []


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("gfctrf", "пасека", "honey"),
        (",fk fhfcs", "бал арасы", "honey"),
        ("рщтун иуу", "honey bee", "honey"),
        ("nfc0sy", "тасқын", "floods"),
        ('"djlysq ht;bv"', '"водный режим"', "rivers"),
        ("author:gtnhjdf", "author:петрова", "rivers"),
        ("gfctxybrb ghjigtrnbdyst", "пасечники прошпективные", "honey"),
    ],
)
def test_it_is_answered_and_said(library: Snapshot, typed: str, meant: str, expected: str) -> None:
    result = search(library, Request(query=typed))
    assert result.hits[0].id == expected
    assert f"Did you mean: {meant}?" in result.notes


def test_nothing_is_made_of_nonsense_or_of_an_exact_search(library: Snapshot) -> None:
    assert search(library, Request(query="qwrtpsdf")).notes == ["No article holds qwrtpsdf."]
    assert search(library, Request(query="gfctrf", exact=True)).total == 0
