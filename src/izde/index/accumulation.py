"""Scoring plain words over a whole library at once: the same answers as `izde.index.scoring`, sooner.

Most queries are words side by side. For these the impacts of each term are laid out over all articles, and
the best alternative, the sum over the words and the coordination are taken by loops that run in C. What
is dear is asked of few: whether a phrase stands in an article only where that would raise its score, and
bonuses only of articles that they could bring among the first (after MaxScore: Turtle & Flood 1995).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import add, mul

from izde.index.engine import Concept, Node, Or, Phrase, Term
from izde.index.scoring import Evaluation, Found, Known, Shares, shares_of

#: A term that stands in less than this part of the articles is gone through by itself.
_RARE = 16


def accumulates(node: Node) -> bool:
    """Whether a query is of the kind that is scored here: a concept, or several that are added up."""
    if isinstance(node, Or):
        return bool(node.parts) and all(
            isinstance(part, Concept) and accumulates(part) for part in node.parts
        )
    return (
        isinstance(node, Concept)
        and node.importance > 0
        and all(one.weight > 0 and (isinstance(one, Term) or len(one.keys) > 0) for one in node.alternatives)
    )


def accumulate(
    evaluation: Evaluation,
    node: Concept | Or,
    bonuses: Sequence[Concept],
    allowed: set[int] | None,
    limit: int,
) -> tuple[int, dict[int, float]]:
    """How many articles match (of those allowed), and the scores of all that can be among the first."""
    if isinstance(node, Concept):
        factor, best = _concept(evaluation, node)
        scores = list(map(factor.__mul__, best))
    else:
        scores = _or(evaluation, node)
    if allowed is not None:
        mask = bytearray(len(scores))
        for number in allowed:
            mask[number] = 1
        scores = list(map(mul, scores, mask))
    total = len(scores) - scores.count(0.0)
    least = 0.0
    if limit < total:
        least = heapq.nlargest(limit, scores)[-1]
        # What rounding may add up to must not decide.
        least -= sum(map(evaluation.most, bonuses)) * (1 + 1e-9) + least * 1e-9
    contenders = {number: score for number, score in enumerate(scores) if score >= least and score}
    evaluation.add_bonuses(contenders, tuple(bonuses), limit)
    return total, contenders


def _or(evaluation: Evaluation, node: Or) -> list[float]:
    parts = []
    for part in node.parts:
        assert isinstance(part, Concept)
        factor, best = _concept(evaluation, part)
        parts.append((len(best) - best.count(0.0), factor, best))
    # In the order in which the scores are added up elsewhere, so that the sums are the same to the last bit.
    parts.sort(key=lambda part: -part[0])
    _, factor, best = parts[0]
    scores = list(map(factor.__mul__, best))
    for _, factor, best in parts[1:]:
        scores = list(map(add, scores, map(factor.__mul__, best)))
    if node.coordination and len(parts) > 1:
        factors = [(count / len(parts)) ** node.coordination for count in range(len(parts) + 1)]
        matched = map(sum, zip(*(map(bool, best) for _, _, best in parts), strict=True))
        scores = list(map(mul, scores, map(factors.__getitem__, matched)))
    return scores


class _Laid:
    """The shares of a term, as `Found` asks for them."""

    def __init__(self, steps: bytes, weight: float) -> None:
        self._steps = steps
        self._shares = shares_of(weight)

    def get(self, number: int) -> float | None:
        return self._shares[self._steps[number]] or None


def _concept(evaluation: Evaluation, concept: Concept) -> tuple[float, list[float]]:
    """What one unit of share is worth, and each article's share: that of the best alternative."""
    snapshot = evaluation.snapshot
    size = len(snapshot)
    alternatives: list[tuple[Term | Phrase, Known]] = []
    common: list[Iterable[float]] = []
    rare: list[Shares] = []
    phrases: list[tuple[Phrase, Shares]] = []
    for one in sorted(concept.alternatives, key=lambda one: -one.weight):
        if isinstance(one, Phrase) and len(one.keys) > 1:
            found: Shares = {}
            alternatives.append((one, found))
            phrases.append((one, found))
            continue
        (key,) = (one.key,) if isinstance(one, Term) else one.keys
        frequency = snapshot.frequency(one.space, key)
        if not frequency:
            continue
        if frequency * _RARE < size:
            shares = evaluation.holding_words(one)
            alternatives.append((one, shares))
            rare.append(shares)
        else:
            steps = snapshot.steps(one.space, key)
            alternatives.append((one, _Laid(steps, one.weight)))
            common.append(map(shares_of(one.weight).__getitem__, steps))
    if not common:
        common.append(repeat(0.0, size))
    best = list(map(max, *common) if len(common) > 1 else common[0])
    for shares in rare:
        for number, share in shares.items():
            if share > best[number]:
                best[number] = share
    for phrase, found in phrases:
        there = evaluation.there(phrase)
        for number, share in evaluation.holding_words(phrase).items():
            # An equal share decides which alternative is named.
            if share >= best[number] and there(number):
                best[number] = found[number] = share
    factor = evaluation.factor(concept)
    evaluation.concepts.append(Found(concept, factor, alternatives))
    return factor, best
