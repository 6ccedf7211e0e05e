"""Words that stand side by side in print as they do in the query: a bonus for each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from izde.engines.interface import Concept, Phrase, Space, Term
from izde.interface import N_
from izde.language.terms import Kind, kind_of
from izde.search.inquiry import Inquiry

#: The label of the bonus.
_LABEL = "+" + N_("side by side")
#: So many of the nearest terms of a word are looked for beside the next word's.
_NEAREST = 2
#: Words side by side in bodies count where at most so many articles hold one of them.
_MOST_FREQUENT = 250


def bonuses(inquiry: Inquiry, concepts: Sequence[Concept], space: Space) -> Iterator[Concept]:
    """A bonus for each two words in a row that an article has in this order, at most one word apart."""
    importance = inquiry.ranking.adjacency
    if not importance:
        return
    nearest = [_nearest(inquiry, concept) for concept in concepts]
    for first, second in pairwise(nearest):
        pairs = list(_pairs(inquiry, first, second, space))
        if pairs:
            yield Concept(tuple(Phrase(space, pair, slop=1) for pair in pairs), _LABEL, importance)


def _nearest(inquiry: Inquiry, concept: Concept) -> tuple[str, ...]:
    """The keys of the nearest terms of a concept that occur."""
    keys = [
        alternative.key
        for alternative in sorted(concept.alternatives, key=lambda one: -one.weight)
        if isinstance(alternative, Term)
        and kind_of(alternative.key) is not Kind.START
        and inquiry.frequency(alternative.space, alternative.key)
    ]
    return tuple(keys[:_NEAREST])


def _pairs(
    inquiry: Inquiry, first: Sequence[str], second: Sequence[str], space: Space
) -> Iterator[tuple[str, str]]:
    """The keys of two words that may stand side by side.

    Where lemmas stand, forms do as well, but for bodies, which have forms alone. There frequent words
    stand beside each other by chance, and finding out where would take longer than all the rest.
    """
    lemmas = [(a, b) for a in first for b in second if Kind.FORM not in (kind_of(a), kind_of(b))]
    others = [
        (a, b)
        for a in first
        for b in second
        if not lemmas
        or (
            kind_of(a) is kind_of(b) is Kind.FORM
            and min(inquiry.frequency(space, a), inquiry.frequency(space, b)) <= _MOST_FREQUENT
        )
    ]
    return ((a, b) for a, b in dict.fromkeys((*lemmas, *others)) if a != b)
