"""Scores by the rules of `izde.engines.interface`, exactly, for the few articles that may be among the first.

What OpenSearch adds up is in floats, and for phrases and for words in a space of their own only a bound. For
those that it finds first it also tells which terms they hold and with what impact; the rest is done here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from izde.engines.interface import IMPACTS, K1, And, Boost, Concept, Node, Not, Phrase, Space, Term

#: Label, key and score of a concept that an article holds.
Part = tuple[str, str, float]


@dataclass(slots=True)
class Held:
    """What an article holds of a query: the quantized impact of each key, the keys that stand in a space
    (ALL aside), and the phrases that stand in order."""

    steps: dict[str, int] = field(default_factory=dict)
    spaces: set[tuple[Space, str]] = field(default_factory=set)
    phrases: set[tuple[Space, tuple[str, ...], int]] = field(default_factory=set)


def phrase_of(phrase: Phrase) -> tuple[Space, tuple[str, ...], int]:
    """A phrase without its weight."""
    return phrase.space, phrase.keys, phrase.slop


def keys_of(alternative: Term | Phrase) -> tuple[str, ...]:
    return (alternative.key,) if isinstance(alternative, Term) else alternative.keys


def is_word(alternative: Term | Phrase) -> bool:
    """Whether there is no order to look at."""
    return len(keys_of(alternative)) == 1


def concepts(node: Node | None) -> Iterator[Concept]:
    """All concepts of a query."""
    if isinstance(node, Concept):
        yield node
    elif isinstance(node, Not):
        yield from concepts(node.part)
    elif isinstance(node, Boost):
        yield from concepts(node.part)
        yield from node.bonuses
    elif node is not None:
        for part in node.parts:
            yield from concepts(part)


class Scoring:
    """One query; `factors` has for each concept what one unit of share is worth in the library."""

    def __init__(self, node: Node, factors: dict[Concept, float]) -> None:
        self._node = node
        self._factors = factors

    def score(self, held: Held) -> tuple[float | None, tuple[Part, ...]]:
        """The score of an article, None where it does not match, and what counted."""
        parts: list[Part] = []
        score = self._score(self._node, held, parts)
        return score, tuple(parts)

    def _score(self, node: Node, held: Held, parts: list[Part]) -> float | None:
        if isinstance(node, Concept):
            return self._concept(node, held, parts)
        if isinstance(node, Not):
            return 0.0 if self._score(node.part, held, []) is None else None
        if isinstance(node, Boost):
            score = self._score(node.part, held, parts)
            if score is None:
                return None
            return score + sum(self._concept(bonus, held, parts) or 0.0 for bonus in node.bonuses)
        scores = [self._score(part, held, parts) for part in node.parts]
        matched = [score for score in scores if score is not None]
        if isinstance(node, And):
            return sum(matched) if len(matched) == len(scores) else None
        if not matched:
            return None
        share: float = (len(matched) / len(scores)) ** node.coordination
        return sum(matched) * share

    def _concept(self, concept: Concept, held: Held, parts: list[Part]) -> float | None:
        best, name = 0.0, ""
        for alternative in concept.alternatives:
            step = _step(alternative, held)
            if step:
                impact = IMPACTS[step]
                share = alternative.weight * impact / (impact + K1)
                if share > best:
                    best, name = share, " ".join(keys_of(alternative))
        if not name:
            return None
        score = best * self._factors[concept]
        parts.append((concept.label, name, score))
        return score


def _step(alternative: Term | Phrase, held: Held) -> int:
    """The quantized impact of an alternative in an article, 0 where it does not hold it."""
    keys: Sequence[str] = keys_of(alternative)
    if not keys:
        return 0
    if len(keys) > 1:
        assert isinstance(alternative, Phrase)
        if phrase_of(alternative) not in held.phrases:
            return 0
    elif alternative.space is not Space.ALL and (alternative.space, keys[0]) not in held.spaces:
        return 0
    return min(held.steps.get(key, 0) for key in keys)
