"""Words of the query that are a whole keyword of an article, or translate to one: a bonus for each run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from izde.engines.interface import Concept, Space, Term
from izde.interface import N_
from izde.language.terms import Kind, kind_of
from izde.search.inquiry import Inquiry
from izde.search.ranking import FEW_WORDS
from izde.search.readings import Origin
from izde.search.translating import LONGEST_TERM, Meaning

#: The label of the bonus.
_LABEL = "+" + N_("a whole keyword")
#: Lemmas of a word, and combinations of words' lemmas, that are tried.
_LEMMAS, _MOST_COMBINATIONS = 3, 9
#: In a query of more words, a keyword of one of them says too little.
_MOST_SINGLE = 3


def bonuses(
    inquiry: Inquiry, concepts: Sequence[Concept], spans: Mapping[tuple[int, int], Sequence[Meaning]]
) -> Iterator[Concept]:
    """A bonus for each run of the words that is a whole keyword; `spans` are the translations of runs.

    A keyword that is one word of three counts no more than that word does: without the others it is
    not what was asked for.
    """
    ranking = inquiry.ranking
    if not ranking.keyword:
        return
    lemmas = [_lemmas(inquiry, concept) for concept in concepts]
    content = [not inquiry.sought_by(concept).function_word for concept in concepts]
    asked = max(1, sum(content))
    for first in range(len(lemmas)):
        for last in range(first + 1, min(first + LONGEST_TERM, len(lemmas)) + 1):
            found = {}
            for meaning in spans.get((first, last), ()):
                weight = meaning.weight * ranking.translated_keyword
                found[meaning.whole] = Term(Space.KEYWORD, meaning.whole, weight)
            if last == first + 1 and len(lemmas) > _MOST_SINGLE and not found:
                continue
            for combination in islice(product(*lemmas[first:last]), _MOST_COMBINATIONS):
                key = Kind.WHOLE.value + " ".join(lemma for lemma, _ in combination)
                if inquiry.frequency(Space.KEYWORD, key):
                    found[key] = Term(Space.KEYWORD, key, min(weight for _, weight in combination))
            if found:
                share = max(1, sum(content[first:last])) / asked if asked <= FEW_WORDS else 1.0
                importance = ranking.keyword * (last - first) * share**ranking.coordination
                yield Concept(tuple(found.values()), _LABEL, importance)


def _lemmas(inquiry: Inquiry, concept: Concept) -> list[tuple[str, float]]:
    """The nearest lemmas of a concept that occur, with their weights in a whole keyword."""
    readings = inquiry.sought_by(concept).readings
    found = []
    for term in concept.alternatives:
        if (
            isinstance(term, Term)
            and kind_of(term.key) is Kind.LEMMA
            and inquiry.frequency(term.space, term.key)
        ):
            reading = readings[term.key]
            if reading.translates:
                weight = term.weight * inquiry.ranking.translated_keyword
            else:
                # Another form of the typed word makes the same keyword.
                weight = 1.0 if reading.origin is Origin.LEMMA else term.weight
            found.append((term.key, weight))
    return sorted(found, key=lambda pair: -pair[1])[:_LEMMAS]
