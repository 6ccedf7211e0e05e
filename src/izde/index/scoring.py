"""Scoring queries on packed postings, by the rules of `izde.index.engine`."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from izde.index.blocks import SEQUENCED, hash_of, stands
from izde.index.engine import IMPACTS, K1, TIER, And, Concept, Node, Not, Or, Phrase, Space, Term, idf

if TYPE_CHECKING:
    from izde.index.snapshot import BlockSnapshot

#: Sums of a few scores differ by less than this factor when they are rounded another way.
_SURE = 1 - 1e-9

#: Of each article that holds an alternative: impact / (impact + K1), times its weight.
Shares = dict[int, float]


@lru_cache(maxsize=256)
def shares_of(weight: float) -> tuple[float, ...]:
    """The share of each quantized impact: none for 0."""
    return 0.0, *(weight * impact / (impact + K1) for impact in IMPACTS[1:])


class Known(Protocol):
    """What is known of the shares of an alternative."""

    def get(self, number: int, /) -> float | None: ...


_SPACES = tuple((space.bit, space) for space in SEQUENCED)


def _always(_: int) -> bool:
    return True


def keys_of(alternative: Term | Phrase) -> tuple[str, ...]:
    return (alternative.key,) if isinstance(alternative, Term) else alternative.keys


class Found(NamedTuple):
    """A concept that occurs: what one unit of share is worth, and the shares of each alternative."""

    concept: Concept
    factor: float
    alternatives: Sequence[tuple[Term | Phrase, Known]]

    def best(self, number: int) -> tuple[float, Term | Phrase] | None:
        best: tuple[float, Term | Phrase] | None = None
        for alternative, shares in self.alternatives:
            share = shares.get(number)
            if share is not None and (best is None or share > best[0]):
                best = share, alternative
        return best


class _Tried(NamedTuple):
    """An alternative of a bonus: the impacts of its words over all articles, and what was found."""

    alternative: Term | Phrase
    words: list[bytes]
    share_of: tuple[float, ...]
    there: Callable[[int], bool]
    shares: Shares

    def hopes(self, among: Sequence[int]) -> Iterable[float]:
        """The share of each article if the words stand as they should."""
        steps = [map(word.__getitem__, among) for word in self.words]
        return map(self.share_of.__getitem__, map(min, *steps) if len(steps) > 1 else steps[0])


class _Bonus:
    """A concept that is tried article by article."""

    def __init__(self, evaluation: Evaluation, concept: Concept) -> None:
        self.factor = evaluation.factor(concept)
        self._tried = [
            _Tried(one, words, shares_of(one.weight), evaluation.there(one), {})
            for one in concept.alternatives
            if (words := evaluation.words(one))
        ]
        self.found = Found(concept, self.factor, [(one.alternative, one.shares) for one in self._tried])

    def hopes(self, among: Sequence[int]) -> dict[int, float]:
        """What each of some articles gets if its words stand as they should."""
        every = [tried.hopes(among) for tried in self._tried]
        best = map(max, *every) if len(every) > 1 else chain(*every)
        return {number: share * self.factor for number, share in zip(among, best, strict=False) if share}

    def worth(self, number: int) -> float:
        """What an article gets."""
        best = 0.0
        for tried in self._tried:
            share = tried.share_of[min([word[number] for word in tried.words])]
            if share > best and tried.there(number):
                best = tried.shares[number] = share
        return self.factor * best


class Evaluation:
    """One query's walk: scores by article number, and what is needed to say afterwards what counted."""

    def __init__(self, snapshot: BlockSnapshot) -> None:
        self.snapshot = self._snapshot = snapshot
        self.concepts: list[Found] = []
        self._terms: dict[tuple[Space, str], tuple[float, Shares]] = {}
        self._words: dict[Term | Phrase, Shares] = {}

    # Nodes

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
        get, matches = scores.get, matched.get
        for part in parts[1:]:
            scores.update({number: get(number, 0.0) + score for number, score in part.items()})
            if node.coordination:
                matched.update({number: matches(number, 0) + 1 for number in part})
        if node.coordination:
            factors = [(count / len(parts)) ** node.coordination for count in range(len(parts) + 1)]
            for number, count in matched.items():
                scores[number] *= factors[count]
        return scores

    def _concept(self, concept: Concept) -> dict[int, float]:
        best: Shares = {}
        get = best.get
        found: list[tuple[Term | Phrase, Shares]] = []
        for alternative in sorted(concept.alternatives, key=lambda one: -one.weight):
            shares = self.holding_words(alternative)
            if best:
                shares = {number: share for number, share in shares.items() if share > get(number, 0.0)}
            if isinstance(alternative, Phrase):
                # Whether it stands there is asked only where it would count.
                there = self.there(alternative)
                shares = {number: share for number, share in shares.items() if there(number)}
            if shares:
                found.append((alternative, shares))
                best.update(shares)
        if not found:
            return {}
        factor = self.factor(concept)
        self.concepts.append(Found(concept, factor, found))
        return {number: share * factor for number, share in best.items()}

    # Concepts and their alternatives

    def factor(self, concept: Concept) -> float:
        """What one unit of share is worth: the concept's importance times the idf of its nearest tier."""
        nearest = 0.0
        tier: list[tuple[int, Space, str]] = []
        for alternative in sorted(concept.alternatives, key=lambda one: -one.weight):
            if nearest and alternative.weight < nearest * TIER:
                break
            space = alternative.space
            words = [(self._snapshot.frequency(space, key), space, key) for key in keys_of(alternative)]
            rarest = min(words, key=itemgetter(0), default=(0, space, ""))
            if rarest[0]:
                nearest = nearest or alternative.weight
                tier.append(rarest)
        if not tier:
            return 0.0
        frequency = tier[0][0] if len(tier) == 1 else self._together(tier)
        return concept.importance * idf(len(self._snapshot), frequency)

    def _together(self, terms: Iterable[tuple[int, Space, str]]) -> int:
        """How many articles hold one of the terms."""
        size = len(self._snapshot)
        held = 0
        for _, space, key in terms:
            held |= int.from_bytes(self._snapshot.steps(space, key), "little")
        return size - held.to_bytes(size, "little").count(0)

    def _term(self, space: Space, key: str, weight: float | None = None) -> Shares:
        """The articles that hold a term, with their shares; without a weight, of whichever is at hand."""
        known = self._terms.get((space, key))
        if known is not None:
            made_with, shares = known
            if weight is None or weight == made_with:
                return shares
            return {number: share * (weight / made_with) for number, share in shares.items()}
        weight = weight or 1.0
        held = self._snapshot.postings(key)
        ours = map(shares_of(weight).__getitem__, held.steps)
        pairs = zip(held.numbers, ours, strict=True)
        shares = dict(pairs if space is Space.ALL else compress(pairs, held.here(space)))
        self._terms[space, key] = weight, shares
        return shares

    def holding_words(self, alternative: Term | Phrase) -> Shares:
        """The articles that hold the term, or all words of the phrase, with their shares."""
        known = self._words.get(alternative)
        if known is not None:
            return known
        keys = set(keys_of(alternative))
        words = [self._term(alternative.space, key, alternative.weight) for key in keys]
        words.sort(key=len)
        shares = words[0] if words else {}
        for other in words[1:]:
            shares = {one: min(share, other[one]) for one, share in shares.items() if one in other}
        self._words[alternative] = shares
        return shares

    def words(self, alternative: Term | Phrase) -> list[bytes]:
        """The quantized impacts of the words of an alternative over all articles; nothing if one of them
        does not occur."""
        keys = set(keys_of(alternative))
        if not all(self._snapshot.frequency(alternative.space, key) for key in keys):
            return []
        return [self._snapshot.steps(alternative.space, key) for key in keys]

    def there(self, alternative: Term | Phrase) -> Callable[[int], bool]:
        """Tells whether an alternative stands in an article that holds its words."""
        if isinstance(alternative, Term) or len(alternative.keys) < 2:
            return _always
        hashes = [hash_of(key) for key in alternative.keys]
        keys = frozenset(alternative.keys)
        slop = alternative.slop
        sequence, spaces = self._snapshot.sequence, self._snapshot.spaces
        if alternative.space is not Space.ALL:
            space = alternative.space
            return lambda number: stands(sequence(space, number), hashes, slop)

        def anywhere(number: int) -> bool:
            held = spaces(keys, number)
            where = [space for bit, space in _SPACES if held & bit]
            return any(stands(sequence(space, number), hashes, slop) for space in where)

        return anywhere

    # Bonuses

    def most(self, concept: Concept) -> float:
        """What an article can get for a concept at most."""
        most = 0.0
        for one in concept.alternatives:
            steps = [max(self._snapshot.postings(key).steps, default=0) for key in keys_of(one)]
            most = max(most, shares_of(one.weight)[min(steps, default=0)])
        return most and most * self.factor(concept)

    def add_bonuses(self, scores: dict[int, float], bonuses: tuple[Concept, ...], limit: int | None) -> None:
        """Add to `scores` what the bonuses are worth.

        With a limit it is done only for the articles that can be among the first `limit`: those first that
        could reach most, until that is less than what the last of the best has.
        """
        if limit == 0:
            return
        among = sorted(scores)
        tried = [bonus for one in bonuses if (bonus := _Bonus(self, one)).factor > 0]
        self.concepts += (bonus.found for bonus in tried)
        hoped = [bonus.hopes(among) for bonus in tried]
        hopes: dict[int, float] = {}
        for ours in hoped:
            for number, hope in ours.items():
                hopes[number] = hopes.get(number, 0.0) + hope
        reached: list[float] = []
        if limit is not None:
            plain = (score for number, score in scores.items() if number not in hopes)
            reached = sorted(heapq.nlargest(limit, plain))
        for number in sorted(hopes, key=lambda one: -scores[one] - hopes[one]):
            full = len(reached) == limit
            if full and scores[number] + hopes[number] < reached[0]:
                break
            bound = scores[number] + hopes[number]
            for bonus, ours in zip(tried, hoped, strict=True):
                if number not in ours:
                    continue
                if full and bound < reached[0] * _SURE:
                    break
                worth = bonus.worth(number)
                scores[number] += worth
                bound += worth - ours[number]
            if limit is not None:
                (heapq.heappushpop if full else heapq.heappush)(reached, scores[number])

    # What counted

    def parts(self, number: int) -> tuple[tuple[str, str, float], ...]:
        """Label, key and share of the score of each concept that an article holds."""
        parts = []
        for found in self.concepts:
            best = found.best(number)
            if best is not None:
                share, alternative = best
                parts.append((found.concept.label, " ".join(keys_of(alternative)), share * found.factor))
        return tuple(parts)
