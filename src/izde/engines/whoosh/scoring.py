"""Scoring queries by the rules of `izde.engines.interface`: bounds for all articles first, scores for few.

A query becomes a tree of `_Scorer`s. Each tells, in a lane for each article (`lanes`), which articles match
for sure and which may match, and a bound on what they score; and it scores one article exactly. The bounds
cost a few operations on long integers a term, whatever the size of the library, and the exact scores are
taken only of the articles that can be among the first, the most promising first, until no bound exceeds
what the last of the best has (after MaxScore: Turtle & Flood 1995). Whether the words of a phrase stand in
order is likewise asked only where it decides.
"""

from __future__ import annotations

import heapq
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import groupby, islice
from math import ceil
from operator import add, mul
from typing import NamedTuple, Protocol

from izde.engines.interface import And, Boost, Concept, Node, Not, Phrase, Space, Term
from izde.engines.scoring import (
    Counts,
    concepts,
    coordinations,
    factor,
    held,
    keys_of,
    name_of,
    shares_of,
)
from izde.engines.sequences import hash_of, stands
from izde.engines.whoosh.blocks import SEQUENCED, SEQUENCED_BITS
from izde.engines.whoosh.lanes import LANE, SUM, Lanes
from izde.engines.whoosh.postings import Postings

#: Sums of a few scores differ by less than this factor when they are rounded another way.
_ROUNDING = 1 + 1e-9
#: A term that stands in less than this part of the articles is gathered with others of its weight.
RARE = 64
#: The tables that leave of a posting's bits those by which a phrase may stand in a sequence, of any space or
#: of the one with a bit.
_SEQUENCED = bytes(mask & sum(SEQUENCED_BITS.values()) for mask in range(256))
_HERE = {bit: bytes(bool(mask & bit) for mask in range(256)) for bit in SEQUENCED_BITS.values()}
#: The table that leaves of an impact only that there is one.
_ANY = bytes(bool(step) for step in range(256))


class Source(Counts, Protocol):
    """What scoring asks of a snapshot."""

    lanes: Lanes

    def postings(self, key: str) -> Postings: ...

    def positions_of(self, space: Space, number: int, wanted: int) -> Sequence[int]: ...


# The alternatives of a concept -------------------------------------------------------------------------


class _Terms:
    """One term, or several of one weight: the impact of the best of them, article by article."""

    def __init__(self, source: Source, terms: Sequence[tuple[Space, str]], weight: float) -> None:
        self.weight = weight
        self.shares = shares_of(weight)
        self._source = source
        self._terms = terms
        self._owners: dict[int, str] = {}

    @cached_property
    def steps(self) -> bytes | bytearray:
        """The plane of the quantized impacts."""
        postings = self._source.postings
        if len(self._terms) == 1:
            ((space, key),) = self._terms
            return postings(key).steps(space)
        steps = bytearray(self._source.lanes.size)
        owners = self._owners
        for space, key in self._terms:
            for number, step in postings(key).items(space):
                if step > steps[number]:
                    steps[number] = step
                    owners[number] = key
        return steps

    def holders(self, lanes: Lanes) -> int:
        """The lanes of the articles that may hold it."""
        if len(self._terms) == 1:
            ((space, key),) = self._terms
            return lanes.pack(self._source.postings(key).holders(space))
        return lanes.nonzero(self.bound(lanes, _ANY))

    def bound(self, lanes: Lanes, table: bytes) -> int:
        return lanes.pack(self.steps.translate(table))

    def hope(self, number: int) -> float:
        return self.shares[self.steps[number]]

    def stands(self, _number: int) -> bool:
        return True

    def name(self, number: int) -> str:
        return self._owners.get(number, self._terms[0][1])


class _InOrder:
    """A phrase of several words: the least of their impacts, where they stand in order."""

    def __init__(self, source: Source, phrase: Phrase) -> None:
        self.weight = phrase.weight
        self.shares = shares_of(phrase.weight)
        self._source = source
        self._phrase = phrase
        self._postings = [source.postings(key) for key in keys_of(phrase)]
        self._bits = [word.spaces for word in self._postings]
        self._hashes = [hash_of(key) for key in phrase.keys]
        spaces = SEQUENCED if phrase.space is Space.ALL else (phrase.space,)
        self._spaces = [(space, SEQUENCED_BITS[space]) for space in spaces]
        self._slop = phrase.slop
        self._stands: dict[int, bool] = {}

    @cached_property
    def _words(self) -> list[bytes]:
        return [word.steps(self._phrase.space) for word in self._postings]

    def bound(self, lanes: Lanes, table: bytes) -> int:
        least = lanes.pack(self._words[0].translate(table))
        for word in self._words[1:]:
            least = lanes.minimum(least, lanes.pack(word.translate(table)))
        return least & (self.holders(lanes) * LANE)

    def holders(self, lanes: Lanes) -> int:
        """The lanes of the articles in which all words stand in one sequence, in whatever order."""
        space = self._phrase.space
        wanted = _SEQUENCED if space is Space.ALL else _HERE[SEQUENCED_BITS[space]]
        together = -1
        for bits in self._bits:
            together &= lanes.pack(bits.translate(wanted))
        return lanes.nonzero(together)

    def hope(self, number: int) -> float:
        """The share if the words stand in order."""
        return self.shares[min([word[number] for word in self._words])]

    def name(self, _number: int) -> str:
        return name_of(self._phrase)

    def stands(self, number: int) -> bool:
        """Whether the words stand in order."""
        known = self._stands.get(number)
        if known is None:
            bits = -1
            for word in self._bits:
                bits &= word[number]
            positions_of = self._source.positions_of
            known = any(
                stands(partial(positions_of, space, number), self._hashes, self._slop)
                for space, bit in self._spaces
                if bits & bit
            )
            self._stands[number] = known
        return known


# The tree ----------------------------------------------------------------------------------------------


class _Scorer(ABC):
    """A node of a query. `sure` and `maybe` have a one in the lanes of the articles that match, and of all
    that may."""

    sure: int
    maybe: int

    @abstractmethod
    def bounds(self) -> Sequence[float]:
        """What each article that may match scores at most, in units."""

    @abstractmethod
    def score(self, number: int) -> float | None:
        """What an article scores, None where it does not match."""

    @abstractmethod
    def hope(self, number: int) -> float | None:
        """What an article scores if the words of every phrase stand in order, None where even so it does
        not match."""


class _Leaf(_Scorer):
    """A concept, which an article holds in the best of its alternatives."""

    def __init__(self, source: Source, concept: Concept) -> None:
        self.label = concept.label
        self._source = source
        self._lanes = source.lanes
        self._concept = concept
        self._held = held(source, concept)
        self._layers = list(_layers(source, self._held))
        self.sure = self.maybe = self.bound = 0

    @cached_property
    def factor(self) -> float:
        """What one unit of share is worth."""
        return factor(self._source, self._concept, self._held)

    @property
    def most(self) -> float:
        """What an article can score at most."""
        return self.factor * self._held[0][0].weight if self._held else 0.0

    def lay(self, unit: float | None) -> None:
        """Take the bounds, in units, of all articles; without a unit, only which of them match."""
        lanes = self._lanes
        sure = bound = 0
        for layer in self._layers:
            if unit is None:
                ours = layer.holders(lanes)
            else:
                most = min(LANE, ceil(layer.weight * self.factor / unit))
                ours = layer.bound(lanes, _bounds_of(most))
            bound = lanes.maximum(bound, ours) if bound else ours
            if isinstance(layer, _Terms):
                sure |= ours
        self.bound = bound
        self.maybe = lanes.nonzero(bound)
        self.sure = lanes.nonzero(sure)

    def bounds(self) -> Sequence[float]:
        return list(self._lanes.unpack(self.bound))

    def score(self, number: int) -> float | None:
        best = 0.0
        for layer in self._layers:
            if layer.weight <= best:
                break
            share = layer.hope(number)
            if share > best and layer.stands(number):
                best = share
        return best * self.factor if best else None

    def hope(self, number: int) -> float | None:
        best = 0.0
        for layer in self._layers:
            if layer.weight <= best:
                break
            share = layer.hope(number)
            if share > best:
                best = share
        return best * self.factor if best else None

    def part(self, number: int) -> tuple[str, str, float] | None:
        """Label, key and score, where an article holds the concept."""
        best = 0.0
        name = ""
        for layer in self._layers:
            share = layer.hope(number)
            if share > best and layer.stands(number):
                best, name = share, layer.name(number)
        return (self.label, name, best * self.factor) if best else None


def _layers(source: Source, held: Sequence[tuple[Term | Phrase, int]]) -> Iterator[_Terms | _InOrder]:
    """What finds the alternatives, the weightiest first. Rare terms of one weight are found together, since a
    plane of all articles costs the same for many of them as for one."""

    def kind(alternative: tuple[Term | Phrase, int]) -> tuple[float, bool, bool]:
        one, frequency = alternative
        in_order = isinstance(one, Phrase) and len(one.keys) > 1
        return one.weight, in_order, frequency * RARE < source.lanes.size

    for (weight, in_order, rare), group in groupby(held, kind):
        alternatives = [one for one, _ in group]
        if in_order:
            for one in alternatives:
                assert isinstance(one, Phrase)
                yield _InOrder(source, one)
            continue
        terms = [(one.space, keys_of(one)[0]) for one in alternatives]
        for together in [terms] if rare else [[term] for term in terms]:
            yield _Terms(source, together, weight)


@lru_cache(maxsize=LANE)
def _bounds_of(most: int) -> bytes:
    """For each quantized impact a bound on its share of `most`; at least 1 for any impact."""
    return bytes((0, *(max(1, ceil(share * most)) for share in shares_of(1.0)[1:])))


class _All(_Scorer):
    """An And. A part that scores nothing only decides what matches."""

    def __init__(self, lanes: Lanes, parts: Sequence[_Scorer]) -> None:
        self._lanes = lanes
        self._parts = parts
        self.sure = self.maybe = lanes.ones
        for part in parts:
            self.sure &= part.sure
            self.maybe &= part.maybe

    def bounds(self) -> Sequence[float]:
        return _sum(self._lanes, [part for part in self._parts if not isinstance(part, _None)])

    def score(self, number: int) -> float | None:
        return self._sum(part.score(number) for part in self._parts)

    def hope(self, number: int) -> float | None:
        return self._sum(part.hope(number) for part in self._parts)

    def _sum(self, scores: Iterable[float | None]) -> float | None:
        total = 0.0
        for score in scores:
            if score is None:
                return None
            total += score
        return total


class _Any(_Scorer):
    """An Or."""

    def __init__(self, lanes: Lanes, parts: Sequence[_Scorer], coordination: float) -> None:
        self._lanes = lanes
        self._parts = parts
        self._factors = coordinations(len(parts), coordination)
        self._plain = not coordination
        self.sure = self.maybe = 0
        for part in parts:
            self.sure |= part.sure
            self.maybe |= part.maybe

    def bounds(self) -> Sequence[float]:
        sums = _sum(self._lanes, self._parts)
        if self._plain or len(self._parts) < 2:
            return sums
        matched = self._lanes.total(part.maybe for part in self._parts)
        return list(map(mul, sums, map(self._factors.__getitem__, matched)))

    def score(self, number: int) -> float | None:
        return self._sum(part.score(number) for part in self._parts)

    def hope(self, number: int) -> float | None:
        return self._sum(part.hope(number) for part in self._parts)

    def _sum(self, scores: Iterable[float | None]) -> float | None:
        total, matched = 0.0, 0
        for score in scores:
            if score is not None:
                total += score
                matched += 1
        return total * self._factors[matched] if matched else None


class _None(_Scorer):
    """A Not."""

    def __init__(self, lanes: Lanes, part: _Scorer) -> None:
        self._part = part
        self._lanes = lanes
        self.sure = lanes.ones & ~part.maybe
        self.maybe = lanes.ones & ~part.sure

    def bounds(self) -> Sequence[float]:
        return [0.0] * self._lanes.size

    def score(self, number: int) -> float | None:
        return 0.0 if self._part.score(number) is None else None

    def hope(self, number: int) -> float | None:
        return 0.0


class _Boosted(_Scorer):
    """A Boost."""

    def __init__(self, lanes: Lanes, part: _Scorer, bonuses: Sequence[_Leaf]) -> None:
        self._lanes = lanes
        self._part = part
        self._bonuses = bonuses
        self.sure, self.maybe = part.sure, part.maybe

    def bounds(self) -> Sequence[float]:
        if not self._bonuses:
            return self._part.bounds()
        return _sum(self._lanes, [self._part, *self._bonuses])

    def score(self, number: int) -> float | None:
        score = self._part.score(number)
        if score is None:
            return None
        return score + sum([bonus.score(number) or 0.0 for bonus in self._bonuses])

    def hope(self, number: int) -> float | None:
        hope = self._part.hope(number)
        if hope is None:
            return None
        return hope + sum([bonus.hope(number) or 0.0 for bonus in self._bonuses])


def _sum(lanes: Lanes, parts: Sequence[_Scorer]) -> Sequence[float]:
    """The sum of the bounds of some parts."""
    sums: Sequence[float] = lanes.total(part.bound for part in parts if isinstance(part, _Leaf))
    for part in parts:
        if not isinstance(part, _Leaf):
            sums = list(map(add, sums, part.bounds()))
    return sums


# The whole ---------------------------------------------------------------------------------------------


class Scored(NamedTuple):
    """An article by its number, and its score."""

    number: int
    score: float


class Evaluation:
    """One query over one snapshot: which articles match, what they score, and what counted.

    Without `ranked` nothing is prepared for `best`.
    """

    def __init__(self, source: Source, node: Node, *, ranked: bool) -> None:
        self._source = source
        self._lanes = source.lanes
        self._counted: list[_Leaf] = []
        leaves = {concept: _Leaf(source, concept) for concept in concepts(node)}
        self._unit = 1.0
        if ranked:
            # Every bound fits a lane, and every sum of them a sum of lanes.
            most = [leaf.most for leaf in leaves.values()]
            self._unit = max(max(most, default=0.0) / LANE, sum(most) / (SUM - len(most))) or 1.0
        for leaf in leaves.values():
            leaf.lay(self._unit if ranked else None)
        self._leaves = leaves
        self._root = self._scorer(node, counts=True)
        # What decides which articles match: bonuses do not.
        self._part = self._root._part if isinstance(self._root, _Boosted) else self._root

    def _scorer(self, node: Node, *, counts: bool) -> _Scorer:
        lanes = self._lanes
        if isinstance(node, Concept):
            leaf = self._leaves[node]
            if counts:
                self._counted.append(leaf)
            return leaf
        if isinstance(node, Not):
            return _None(lanes, self._scorer(node.part, counts=False))
        if isinstance(node, Boost):
            part = self._scorer(node.part, counts=counts)
            bonuses = [self._leaves[bonus] for bonus in node.bonuses]
            if counts:
                self._counted += bonuses
            return _Boosted(lanes, part, bonuses)
        parts = [self._scorer(part, counts=counts) for part in node.parts]
        return _All(lanes, parts) if isinstance(node, And) else _Any(lanes, parts, node.coordination)

    def matching(self, allowed: int) -> int:
        """A one in the lane of each article that matches, of those that have one in `allowed`."""
        return (self._part.sure & allowed) | self._lanes.at(self._verified(allowed))

    def count(self, allowed: int, enough: int | None = None) -> int:
        """How many articles of those allowed match; counting may end at `enough`."""
        sure = (self._part.sure & allowed).bit_count()
        missing = None if enough is None else max(0, enough - sure)
        return sure + sum(1 for _ in islice(self._verified(allowed), missing))

    def _verified(self, allowed: int) -> Iterator[int]:
        """The articles that match though their lanes alone do not say so."""
        for number in self._lanes.numbers(self._part.maybe & ~self._part.sure & allowed):
            if self._part.score(number) is not None:
                yield number

    def scores(self, numbers: Sequence[int]) -> list[Scored]:
        """The scores of articles that match."""
        return [Scored(number, self._root.score(number) or 0.0) for number in numbers]

    def best(self, allowed: int, limit: int) -> list[Scored]:
        """The first `limit` articles of those allowed that match, and all that are equal to the last of them,
        in no order."""
        root = self._root
        candidates = self._lanes.numbers(root.maybe & allowed)
        if len(candidates) <= limit:
            return [
                Scored(number, score) for number in candidates if (score := root.score(number)) is not None
            ]
        bounds = root.bounds()
        candidates.sort(key=bounds.__getitem__)
        found: list[Scored] = []
        reached: list[float] = []
        # Those whose hopes are known, the most hopeful first. An article is scored when no other one, by
        # its hope or by its bound, may have more.
        hopeful: list[tuple[float, int]] = []
        least = 0.0
        while candidates or hopeful:
            while candidates:
                most = bounds[candidates[-1]] * self._unit * _ROUNDING
                if most < least or (hopeful and most < -hopeful[0][0]):
                    break
                number = candidates.pop()
                hope = root.hope(number)
                if hope is not None and hope * _ROUNDING >= least:
                    heapq.heappush(hopeful, (-hope * _ROUNDING, number))
            if not hopeful or -hopeful[0][0] < least:
                break
            _, number = heapq.heappop(hopeful)
            score = root.score(number)
            if score is None or score < least:
                continue
            found.append(Scored(number, score))
            heapq.heappush(reached, score)
            if len(reached) > limit:
                heapq.heappop(reached)
            if len(reached) == limit:
                least = reached[0]
        return [scored for scored in found if scored.score >= least]

    def parts(self, number: int) -> tuple[tuple[str, str, float], ...]:
        """Label, key and share of the score of each concept that an article holds."""
        parts = (leaf.part(number) for leaf in self._counted)
        return tuple(part for part in parts if part is not None)
