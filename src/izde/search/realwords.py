"""Slips that make another word: *foreign police* for *foreign policy*, *степная волна* for *степная война*.

Such a word is in the vocabulary, so only its company gives it away (Golding & Roth 1999 call the task
context-sensitive spelling correction). When no title, keyword list or abstract holds the words of a query
together, each word's neighbours in the vocabulary are tried, and a neighbour is offered that does stand
together with the others there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import msgspec

from izde.engines.interface import And, Concept, Filters, Match, Node, Order, Phrase, Snapshot, Space, Term
from izde.language import analyzers
from izde.language.analyzers import Reason
from izde.language.terms import Kind
from izde.search import spelling
from izde.search.readings import Origin, Reading

#: Where words that belong together stand together.
_CLOSE = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT)
#: Queries of more words say enough without any one of them.
_MOST_WORDS = 8
#: So many neighbours of a word are tried, and so many offered.
_TRIED, _OFFERED = 24, 2
#: So few articles that hold the words anywhere are too few.
_FEW = 3
#: One word alone is doubted when it stands in no more articles than this, and a neighbour in more.
_FEW_ALONE = 1
#: Words that may stand between two that were typed side by side, e.g. function words.
_SLOP = 2
#: Keys of a word that are tried in phrases.
_KEYS = 3
#: Readings that say nothing on whether the typed word is what was meant.
_VAGUE = frozenset({Origin.START, Origin.SLIP})


class Evidence(IntEnum):
    """How closely a neighbour stands with the other words, the best first."""

    SIDE_BY_SIDE = 1
    ONE_FIELD = 2
    ONE_ABSTRACT = 3


class Asked(NamedTuple):
    """A word of the query and the readings of it that the library holds, by key."""

    text: str
    readings: Mapping[str, Reading]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the typed word in all its forms, spellings and languages, the nearest first."""
        sure = [(key, reading) for key, reading in self.readings.items() if reading.origin not in _VAGUE]
        sure.sort(key=lambda item: -item[1].weight)
        return tuple(dict.fromkeys(single for key, _ in sure for single in key.split(" ")))


class Correction(NamedTuple):
    """What `typed` may have been meant to be, the likeliest first; `holding` are the articles that hold
    all the words as typed, which come before what the correction finds."""

    typed: str
    words: tuple[str, ...]
    holding: frozenset[str]


class _Offer(NamedTuple):
    evidence: Evidence
    candidate: spelling.Candidate
    asked: Asked


def correction(snapshot: Snapshot, asked: Sequence[Asked], filters: Filters) -> Correction | None:
    """The word of a query that was likely meant to be another, or None where the words go together."""
    if not 1 <= len(asked) <= _MOST_WORDS:
        return None
    company = _Company(snapshot, filters)
    words = [word.keys for word in asked]
    # An abstract is long enough to hold words that have nothing to do with each other.
    loosely = company.together(Space.ABSTRACT, words) > 0
    if loosely and any(company.side_by_side(Space.ABSTRACT, *pair) for pair in pairwise(words)):
        return None
    if any(company.together(space, words) for space in (Space.TITLE, Space.KEYWORD)):
        return None
    offers = [
        offer
        for offer in _offers(company, asked)
        if not loosely or (offer.evidence is Evidence.SIDE_BY_SIDE and offer.candidate.edits == 1)
    ]
    if not offers:
        return None
    offers.sort(key=lambda offer: (offer.evidence, offer.candidate.edits, offer.candidate.surprise))
    best = offers[0]
    likely = [
        offer.candidate.word
        for offer in offers
        if offer.asked is best.asked and offer.evidence is best.evidence
    ]
    return Correction(best.asked.text, tuple(likely[:_OFFERED]), company.as_typed(asked, best.asked))


def _offers(company: _Company, asked: Sequence[Asked]) -> Iterator[_Offer]:
    holders = company.together(Space.ALL, [word.keys for word in asked], _FEW + 1)
    for position, word in enumerate(asked):
        others = [other.keys for other in asked if other is not word]
        spaces = [space for space in _CLOSE if not others or company.together(space, others)]
        if not spaces or not word.text.isalpha():
            continue
        for candidate in company.neighbours(word):
            evidence = _evidence(company, asked, position, company.keys(candidate.word), spaces)
            if evidence is not None and _is_enough(evidence, candidate, holders, alone=not others):
                yield _Offer(evidence, candidate, word)


def _is_enough(evidence: Evidence, candidate: spelling.Candidate, holders: int, *, alone: bool) -> bool:
    """Whether a neighbour is worth offering beside so many articles that hold the words as typed."""
    if alone:
        # One word has no company; its rarity alone speaks.
        return holders <= _FEW_ALONE and candidate.edits == 1 and candidate.frequency > 2 * holders
    if evidence is Evidence.ONE_FIELD:
        return holders <= _FEW
    if evidence is Evidence.ONE_ABSTRACT:
        return not holders and candidate.edits == 1
    return True


def _evidence(
    company: _Company,
    asked: Sequence[Asked],
    position: int,
    keys: tuple[str, ...],
    spaces: Sequence[Space],
) -> Evidence | None:
    others = [word.keys for i, word in enumerate(asked) if i != position]
    fitting = [space for space in spaces if company.together(space, [keys, *others])]
    before = asked[position - 1].keys if position else ()
    after = asked[position + 1].keys if position + 1 < len(asked) else ()
    for space in fitting:
        if company.side_by_side(space, before, keys) or company.side_by_side(space, keys, after):
            return Evidence.SIDE_BY_SIDE
    if any(space is not Space.ABSTRACT for space in fitting):
        return Evidence.ONE_FIELD
    return Evidence.ONE_ABSTRACT if fitting and others else None


class _Company:
    """How many articles hold words together, each look-up made once."""

    def __init__(self, snapshot: Snapshot, filters: Filters) -> None:
        self._snapshot = snapshot
        self._filters = filters
        self._together: dict[tuple[Space, tuple[tuple[str, ...], ...], int], int] = {}

    def together(self, space: Space, words: Sequence[tuple[str, ...]], enough: int = 1) -> int:
        """How many articles hold a key of each of the words in a space; counted to `enough`."""
        asked = space, tuple(words), enough
        known = self._together.get(asked)
        if known is None:
            held = [self._present(space, keys) for keys in words]
            known = 0
            if all(held):
                node = And(tuple(Concept(terms) for terms in held))
                known = self._snapshot.count(node, self._filters, enough)
            self._together[asked] = known
        return known

    def _present(self, space: Space, keys: tuple[str, ...]) -> tuple[Term, ...]:
        return tuple(Term(space, key) for key in keys if self._snapshot.frequency(Space.ALL, key))

    def as_typed(self, asked: Sequence[Asked], doubted: Asked) -> frozenset[str]:
        """The articles that hold all the words, and the doubted one in the very form that was typed."""
        words = [(Kind.FORM.value + word.text,) if word is doubted else word.keys for word in asked]
        held = [self._present(Space.ALL, keys) for keys in words]
        if not all(held):
            return frozenset()
        node = And(tuple(Concept(terms) for terms in held))
        return frozenset(match.id for match in self._snapshot.search(node, self._filters, None)[1])

    def side_by_side(self, space: Space, first: tuple[str, ...], second: tuple[str, ...]) -> bool:
        """Whether an article has the words beside each other, in this order."""
        pairs = [(a, b) for a in first[:_KEYS] for b in second[:_KEYS] if a != b]
        phrases = tuple(Phrase(space, pair, _SLOP) for pair in pairs)
        return bool(pairs) and bool(self._snapshot.count(Concept(phrases), self._filters, 1))

    def keys(self, word: str) -> tuple[str, ...]:
        """The keys of a word of the vocabulary: its form and its lemmas."""
        return tuple(
            variant.key
            for variant in analyzers.variants(word)
            if variant.reason in (Reason.FORM, Reason.LEMMA)
        )

    def neighbours(self, word: Asked) -> Iterator[spelling.Candidate]:
        """Other words of the vocabulary that a slip may have made this one of, the likeliest first."""
        mark = Kind.FORM.value

        def vocabulary(prefix: str) -> Iterator[tuple[str, int]]:
            for key, frequency in self._snapshot.vocabulary(Space.ALL, mark + prefix):
                yield key[len(mark) :], frequency

        own = {key for key, reading in word.readings.items() if reading.origin not in _VAGUE}
        tried = 0
        for candidate in spelling.near(word.text, vocabulary, spelling.edits_allowed(word.text)):
            if tried == _TRIED:
                return
            if own.isdisjoint(self.keys(candidate.word)):
                tried += 1
                yield candidate


def narrowed(filters: Filters, ids: frozenset[str]) -> Filters:
    """`filters` narrowed to some articles."""
    return msgspec.structs.replace(filters, ids=ids if filters.ids is None else filters.ids & ids)


def holders_first(
    snapshot: Snapshot,
    node: Node | None,
    filters: Filters,
    holding: frozenset[str],
    limit: int,
    order: Order,
) -> tuple[int, list[Match]]:
    """The articles that hold all the words as typed, then what only a correction of one of them finds."""
    if order is not Order.RELEVANCE or not holding:
        return snapshot.search(node, filters, limit, order)
    total, matches = snapshot.search(node, filters, limit + len(holding), order)
    first = snapshot.search(node, narrowed(filters, holding), None, order)[1]
    rest = [match for match in matches if match.id not in holding]
    if first and rest and rest[0].score >= first[-1].score:
        # The order of scores is the order of the answer, for whoever sorts by them again.
        factor = 0.99 * first[-1].score / rest[0].score
        rest = [
            Match(
                match.id,
                match.score * factor,
                tuple((label, key, share * factor) for label, key, share in match.parts),
            )
            for match in rest
        ]
    return total, [*first, *rest][:limit]
