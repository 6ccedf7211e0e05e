"""Scoring queries on packed postings, by the rules of `izde.index.engine`."""

from __future__ import annotations

import heapq
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from izde.index.engine import IMPACTS, K1, TIER, And, Concept, Node, Not, Or, Phrase, Space, Term, idf
from izde.index.whoosh_blocks import SEQUENCED, hash_of, stands

if TYPE_CHECKING:
    from izde.index.whoosh_snapshot import WhooshSnapshot

#: Of each article that holds an alternative: weight * impact / (impact + K1).
Shares = dict[int, float]


@lru_cache(maxsize=256)
def _saturated(weight: float) -> tuple[float, ...]:
    """The share of each quantized impact."""
    return tuple(weight * impact / (impact + K1) for impact in IMPACTS)


class _Found(NamedTuple):
    """A concept that occurs: what one unit of share is worth, and the shares of each alternative."""

    concept: Concept
    factor: float
    alternatives: list[tuple[Term | Phrase, Shares]]

    def best(self, number: int) -> tuple[float, Term | Phrase] | None:
        best: tuple[float, Term | Phrase] | None = None
        for alternative, shares in self.alternatives:
            share = shares.get(number)
            if share is not None and (best is None or share > best[0]):
                best = share, alternative
        return best


class Evaluation:
    """One query's walk: scores by article number, and what is needed to say afterwards what counted."""

    def __init__(self, snapshot: WhooshSnapshot) -> None:
        self._snapshot = snapshot
        self._concepts: list[_Found] = []
        self._terms: dict[tuple[Space, str, float], Shares] = {}

    def scores(self, node: Node) -> dict[int, float]:
        """Every article that matches, with its score."""
        if isinstance(node, Concept):
            return self._concept(node)
        if isinstance(node, And):
            return self._and(node)
        if isinstance(node, Or):
            return self._or(node)
        if isinstance(node, Not):
            out = self.scores(node.part)
            return {number: 0.0 for number in range(len(self._snapshot)) if number not in out}
        scores = self.scores(node.part)
        self.add_bonuses(scores, node.bonuses, None)
        return scores

    def _and(self, node: And) -> dict[int, float]:
        wanted = [self.scores(part) for part in node.parts if not isinstance(part, Not)]
        if wanted:
            wanted.sort(key=len)
            scores = wanted[0]
            for other in wanted[1:]:
                scores = {one: score + other[one] for one, score in scores.items() if one in other}
        else:
            scores = dict.fromkeys(range(len(self._snapshot)), 0.0)
        for part in node.parts:
            if isinstance(part, Not):
                for number in self.scores(part.part):
                    scores.pop(number, None)
        return scores

    def _or(self, node: Or) -> dict[int, float]:
        parts = [self.scores(part) for part in node.parts]
        if not parts:
            return {}
        parts.sort(key=len, reverse=True)
        scores = parts[0]
        matched = dict.fromkeys(scores, 1) if node.coordination else {}
        get = scores.get
        for part in parts[1:]:
            for number, score in part.items():
                scores[number] = get(number, 0.0) + score
            if node.coordination:
                for number in part:
                    matched[number] = matched.get(number, 0) + 1
        if node.coordination:
            factor = [(count / len(parts)) ** node.coordination for count in range(len(parts) + 1)]
            for number, count in matched.items():
                scores[number] *= factor[count]
        return scores

    def _concept(self, concept: Concept) -> dict[int, float]:
        found = self._found(concept, verify=True)
        if found is None:
            return {}
        self._concepts.append(found)
        factor = found.factor
        if len(found.alternatives) == 1:
            return {number: share * factor for number, share in found.alternatives[0][1].items()}
        best: Shares = {}
        get = best.get
        for _, shares in reversed(found.alternatives):
            # The nearest last: it is the one that counts for most of its articles.
            if not best:
                best.update(shares)
                continue
            for number, share in shares.items():
                if share > get(number, 0.0):
                    best[number] = share
        return {number: share * factor for number, share in best.items()}

    def _found(self, concept: Concept, *, verify: bool) -> _Found | None:
        """The alternatives that occur; without `verify`, phrases are only known by their words."""
        found: list[tuple[Term | Phrase, Shares]] = []
        nearest = 0.0
        tier: set[int] = set()
        for alternative in sorted(concept.alternatives, key=lambda one: -one.weight):
            shares = self._words_of(alternative)
            if not shares:
                continue
            nearest = nearest or alternative.weight
            if alternative.weight >= nearest * TIER:
                tier.update(shares)
            if verify and isinstance(alternative, Phrase):
                holds = _Holds(self._snapshot, alternative)
                shares = {number: share for number, share in shares.items() if holds(number)}
            found.append((alternative, shares))
        if not any(shares for _, shares in found):
            return None
        return _Found(concept, concept.importance * idf(len(self._snapshot), len(tier)), found)

    def _term(self, term: Term) -> Shares:
        key = (term.space, term.key, term.weight)
        known = self._terms.get(key)
        if known is not None:
            return known
        share_of = _saturated(term.weight).__getitem__
        shares: Shares = {}
        bits = term.space.bit
        for base, packed in self._snapshot.values("bag", term.key):
            size = len(packed) // 3
            numbers = map(base.__add__, packed[:size])
            ours = map(share_of, packed[2 * size :])
            if term.space is Space.ALL:
                shares.update(zip(numbers, ours, strict=True))
            else:
                masks = packed[size : 2 * size]
                shares.update(
                    (number, share)
                    for number, mask, share in zip(numbers, masks, ours, strict=True)
                    if mask & bits
                )
        self._terms[key] = shares
        return shares

    def _words_of(self, alternative: Term | Phrase) -> Shares:
        """The articles that hold the term, or all words of the phrase, with the least of their shares."""
        if isinstance(alternative, Term):
            return self._term(alternative)
        phrase = alternative
        words = [self._term(Term(phrase.space, key, phrase.weight)) for key in dict.fromkeys(phrase.keys)]
        words.sort(key=len)
        if not words:
            return {}
        shares = words[0]
        for other in words[1:]:
            shares = {one: min(share, other[one]) for one, share in shares.items() if one in other}
        return shares

    def add_bonuses(self, scores: dict[int, float], bonuses: tuple[Concept, ...], limit: int | None) -> None:
        """Add to `scores` what the bonuses are worth.

        With a limit it is done for the articles only that can be among the first `limit`: tried in order
        of what they could reach at most, until that is less than what the last of them has.
        """
        found = [one for bonus in bonuses if (one := self._found(bonus, verify=False)) is not None]
        hopes: dict[int, float] = {}
        for _, factor, alternatives in found:
            most: Shares = {}
            for _, shares in alternatives:
                for number, share in shares.items():
                    if number in scores and share > most.get(number, 0.0):
                        most[number] = share
            for number, share in most.items():
                hopes[number] = hopes.get(number, 0.0) + share * factor
        if not hopes:
            return
        tried = [
            _Found(one.concept, one.factor, [(alternative, {}) for alternative, _ in one.alternatives])
            for one in found
        ]
        self._concepts += tried
        holds = {
            alternative: _Holds(self._snapshot, alternative)
            for one in found
            for alternative, _ in one.alternatives
            if isinstance(alternative, Phrase)
        }
        reached: list[float] = []
        if limit is not None:
            plain = (score for number, score in scores.items() if number not in hopes)
            reached = heapq.nlargest(limit, plain)
            reached.reverse()
        for number in sorted(hopes, key=lambda one: -scores[one] - hopes[one]):
            full = limit is not None and len(reached) >= limit
            if full and (not reached or scores[number] + hopes[number] < reached[0]):
                break
            for one, result in zip(found, tried, strict=True):
                best = 0.0
                pairs = zip(one.alternatives, result.alternatives, strict=True)
                for (alternative, shares), (_, kept) in pairs:
                    share = shares.get(number, 0.0)
                    if share > best and (alternative not in holds or holds[alternative](number)):
                        best = kept[number] = share
                scores[number] += best * one.factor
            if limit:
                if len(reached) < limit:
                    heapq.heappush(reached, scores[number])
                else:
                    heapq.heappushpop(reached, scores[number])

    def parts(self, number: int) -> tuple[tuple[str, str, float], ...]:
        """What counted for an article: label, key and share of the score of each concept that it holds."""
        parts = []
        for found in self._concepts:
            best = found.best(number)
            if best is not None:
                share, alternative = best
                key = alternative.key if isinstance(alternative, Term) else " ".join(alternative.keys)
                parts.append((found.concept.label, key, share * found.factor))
        return tuple(parts)


class _Holds:
    """Whether a phrase stands in an article."""

    def __init__(self, snapshot: WhooshSnapshot, phrase: Phrase) -> None:
        self._snapshot = snapshot
        self._spaces = SEQUENCED if phrase.space is Space.ALL else (phrase.space,)
        self._hashes = [hash_of(key) for key in phrase.keys]
        self._slop = phrase.slop

    def __call__(self, number: int) -> bool:
        if len(self._hashes) < 2:
            return True
        sequence = self._snapshot.sequence
        return any(stands(sequence(space, number), self._hashes, self._slop) for space in self._spaces)
