"""A quoted phrase: its words as printed, in order; a hyphen in place of a space makes no other phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.engines.interface import Concept, Phrase, Space, Term
from izde.language import tokens
from izde.language.terms import Kind
from izde.search.inquiry import Inquiry, Sought
from izde.search.readings import Origin, Reading

#: A phrase is looked for with hyphens between so many of its words, in so many ways.
_LONGEST_COMPOUND, _MOST_DIVISIONS = 3, 8


def phrase(inquiry: Inquiry, text: str, space: Space) -> Concept:
    """The phrase between quotation marks, as typed and with other hyphens."""
    words = [token.text.replace("ё", "е") for token in tokens.tokenize(text)]
    sought = Sought(f"“{text}”")
    alternatives: list[Term | Phrase] = []
    for forms in _divisions(inquiry, words, space):
        keys = tuple(Kind.FORM.value + form for form in forms)
        # A space in place of a hyphen is no other phrase, but the one as typed comes first.
        weight = 1.0 if forms == tuple(words) else inquiry.ranking.otherwise
        sought.readings[" ".join(keys)] = Reading(Origin.FORM, weight)
        alternatives.append(
            Term(space, keys[0], weight) if len(keys) == 1 else Phrase(space, keys, weight=weight)
        )
    return Concept(tuple(alternatives), inquiry.label(sought))


def _divisions(inquiry: Inquiry, words: Sequence[str], space: Space) -> Iterator[tuple[str, ...]]:
    """A phrase as typed, then with hyphens between its words and without, as the vocabulary has them."""
    if not words:
        return
    yield tuple(words)
    parts = [part for word in words for part in (_parts(word) or (word,))]
    divisions: list[tuple[tuple[str, ...], int]] = [((), 0)]
    complete: list[tuple[str, ...]] = []
    while divisions and len(complete) < _MOST_DIVISIONS:
        forms, at = divisions.pop()
        if at == len(parts):
            complete.append(forms)
            continue
        for end in range(at + 1, min(at + _LONGEST_COMPOUND, len(parts)) + 1):
            form = "-".join(parts[at:end])
            if end == at + 1 or inquiry.frequency(space, Kind.FORM.value + form):
                divisions.append(((*forms, form), end))
    yield from (forms for forms in complete if forms != tuple(words))


def _parts(word: str) -> tuple[str, ...]:
    """The parts of a compound with hyphens."""
    return tokens.parts(word) if "-" in word and not any(mark in word for mark in "@/") else ()
