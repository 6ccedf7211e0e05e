"""What a score is, by the rules of `izde.engines.interface`: the one place that engines share.

An engine finds the articles that can be among the first by whatever means it has; what one of them scores
is decided here, from the impacts that the engine reads of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol, TypeAlias

from izde.engines.interface import (
    IMPACTS,
    K1,
    TIER,
    And,
    Boost,
    Concept,
    Node,
    Not,
    Phrase,
    Space,
    Term,
    idf,
)

Alternative: TypeAlias = "Term | Phrase"
Part: TypeAlias = tuple[str, str, float]


class Counts(Protocol):
    """What scoring asks of a snapshot."""

    def __len__(self) -> int: ...

    def frequency(self, space: Space, key: str) -> int: ...

    def together(self, terms: Sequence[tuple[Space, str]]) -> int:
        """How many articles hold at least one of these."""
        ...


@lru_cache(maxsize=256)
def shares_of(weight: float) -> tuple[float, ...]:
    """The share of each quantized impact, impact / (impact + K1) times the weight: none for 0."""
    return 0.0, *(weight * impact / (impact + K1) for impact in IMPACTS[1:])


def keys_of(alternative: Alternative) -> tuple[str, ...]:
    """The term keys of an alternative, each once."""
    return (alternative.key,) if isinstance(alternative, Term) else tuple(dict.fromkeys(alternative.keys))


def name_of(alternative: Alternative) -> str:
    """What a `Match` calls it."""
    return alternative.key if isinstance(alternative, Term) else " ".join(alternative.keys)


def held(counts: Counts, concept: Concept) -> list[tuple[Alternative, int]]:
    """The alternatives whose words the library has, the weightiest first, each with how many articles hold
    the rarest of its words."""
    alternatives = sorted(concept.alternatives, key=lambda one: -one.weight)
    found = [
        (one, min((counts.frequency(one.space, key) for key in keys_of(one)), default=0))
        for one in alternatives
    ]
    return [(one, frequency) for one, frequency in found if frequency]


def factor(counts: Counts, concept: Concept, found: Sequence[tuple[Alternative, int]]) -> float:
    """What one unit of share is worth: importance and the idf of the articles that hold an alternative of the
    nearest tier; `found` is what `held` found."""
    if not found:
        return 0.0
    least = found[0][0].weight * TIER
    tier = [(one, frequency) for one, frequency in found if one.weight >= least]
    if len(tier) == 1:
        return concept.importance * idf(len(counts), tier[0][1])
    rarest = [
        (one.space, min(keys_of(one), key=lambda key: counts.frequency(one.space, key))) for one, _ in tier
    ]
    return concept.importance * idf(len(counts), counts.together(rarest))


@lru_cache(maxsize=256)
def coordinations(parts: int, power: float) -> tuple[float, ...]:
    """What the score of an Or is multiplied by, for each number of its parts that match."""
    return tuple((count / parts) ** power for count in range(parts + 1)) if parts else ()


def score(node: Node, part: Callable[[Concept], float | None]) -> float | None:
    """What an article scores for a query, None where it does not match; `part` tells what it scores for a
    concept, None where it holds none of its alternatives."""
    if isinstance(node, Concept):
        return part(node)
    if isinstance(node, Not):
        return 0.0 if score(node.part, part) is None else None
    if isinstance(node, Boost):
        total = score(node.part, part)
        return None if total is None else total + sum(part(bonus) or 0.0 for bonus in node.bonuses)
    scores = [score(one, part) for one in node.parts]
    matched = [one for one in scores if one is not None]
    if isinstance(node, And):
        return sum(matched) if len(matched) == len(scores) else None
    if not matched:
        return None
    return sum(matched) * coordinations(len(scores), node.coordination)[len(matched)]


def counted(node: Node) -> list[Concept]:
    """The concepts whose shares of the score a `Match` tells, in order: not those under a Not."""
    if isinstance(node, Concept):
        return [node]
    if isinstance(node, Not):
        return []
    if isinstance(node, Boost):
        return [*counted(node.part), *node.bonuses]
    return [concept for one in node.parts for concept in counted(one)]


def concepts(node: Node) -> list[Concept]:
    """All concepts of a query, each once."""
    if isinstance(node, Concept):
        return [node]
    if isinstance(node, Not):
        return concepts(node.part)
    parts = (node.part, *node.bonuses) if isinstance(node, Boost) else node.parts
    return list(dict.fromkeys(concept for one in parts for concept in concepts(one)))
