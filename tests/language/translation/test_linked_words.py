"""Words that stand in the same places of a text and its translation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from izde.language.translation.linked_words import linked

PIECES = [
    (["soil", "water", "yield"], ["топырақ", "су", "өнім"]),
    (["soil", "salt"], ["тұз", "топырақ"]),
    (["yield", "farm"], ["шаруа", "өнім"]),
    (["salt"], ["тұз"]),
]


def test_words_of_the_same_pieces_are_linked() -> None:
    assert set(linked(PIECES)) == {("soil", "топырақ"), ("yield", "өнім"), ("salt", "тұз")}


def test_one_piece_proves_nothing() -> None:
    assert not list(linked(PIECES[:1]))


def test_words_that_could_each_be_any_of_many_are_not_linked() -> None:
    phrase = (["a", "b", "c", "d"], ["e", "f", "g", "h"])
    assert not list(linked([phrase, phrase]))
    assert len(list(linked([(p[0][:2], p[1][:2]) for p in (phrase, phrase)]))) == 4


WORDS = st.lists(st.sampled_from("abcdef"), max_size=4)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_links_are_mutual(pieces: list[tuple[list[str], list[str]]]) -> None:
    back = set(linked([(b, a) for a, b in pieces]))
    assert set(linked(pieces)) == {(a, b) for b, a in back}
