"""A query of the interface as one of OpenSearch's: which articles match, and what each scores at most.

A concept becomes the best of its alternatives (`dis_max`), each the share that a feature's sigmoid gives
(`izde.engines.opensearch.schema`) times its weight and idf. OpenSearch takes at most 1,024 clauses: when a
query has more alternatives, the lightest ones are looked for together, at the most that they could score.
That changes bounds, never the answer (see `izde.engines.opensearch.scoring`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from izde.engines.interface import And, Boost, Concept, Filters, Node, Not, Or, Phrase, Space, Term
from izde.engines.opensearch import schema
from izde.engines.opensearch.scoring import Held, concepts, is_word, keys_of, phrase_of
from izde.engines.opensearch.view import ARTICLES, EVERYTHING, Query

#: Clauses that a query may use for alternatives and for coordination, of the 1,024 that there are.
ALTERNATIVES: Final = 600
_COORDINATING: Final = 240
#: Values in one clause of alternatives.
_VALUES: Final = 60_000

NOTHING: Final[Query] = {"match_none": {}}


def any_of(clauses: Sequence[Query]) -> Query:
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}} if clauses else NOTHING


def terms(field: str, values: Sequence[str]) -> Query:
    """The documents that have one of the values."""
    return any_of(
        [{"terms": {field: list(values[at : at + _VALUES])}} for at in range(0, len(values), _VALUES)]
    )


def holds(space: Space, key: str) -> Query:
    """The articles that hold a term in a space."""
    return {"term": {schema.KEYS[space]: schema.term(key)}}


def impact(key: str, boost: float = 1.0) -> dict[str, Any]:
    """The articles that hold a term; each scores its share times `boost`."""
    return {"rank_feature": {"field": schema.feature(key), "sigmoid": schema.SHARE, "boost": boost}}


def in_order(phrase: Phrase) -> Query:
    """The articles in which the words of a phrase stand in order."""
    words = [{"match": {"query": schema.term(key), "max_gaps": 0}} for key in phrase.keys]
    rule = {"all_of": {"intervals": words, "ordered": True, "max_gaps": phrase.slop}}
    return any_of([{"intervals": {field: rule}} for field in schema.SEQUENCES[phrase.space]])


# Which match -------------------------------------------------------------------------------------------


def matching(node: Node | None) -> Query:
    """The articles that match; nothing is scored."""
    if node is None:
        return EVERYTHING
    if isinstance(node, Concept):
        return _held(node)
    if isinstance(node, Not):
        return {"bool": {"must_not": [matching(node.part)]}}
    if isinstance(node, Boost):
        return matching(node.part)
    if isinstance(node, And):
        return {"bool": {"filter": [matching(part) for part in node.parts]}} if node.parts else EVERYTHING
    return any_of([matching(part) for part in node.parts])


def _held(concept: Concept) -> Query:
    words: dict[Space, list[str]] = {}
    clauses: list[Query] = []
    for one in concept.alternatives:
        if is_word(one):
            words.setdefault(one.space, []).append(schema.term(keys_of(one)[0]))
        elif isinstance(one, Phrase) and one.keys:
            clauses.append(in_order(one))
    return any_of([*(terms(schema.KEYS[space], keys) for space, keys in words.items()), *clauses])


def allowed(filters: Filters) -> list[Query]:
    """What the filters ask for."""
    asked: list[Query] = []
    if filters.years is not None:
        first, last = filters.years
        bounds = {name: year for name, year in (("gte", first), ("lte", last)) if year is not None}
        asked.append({"range": {"year": bounds}} if bounds else {"exists": {"field": "year"}})
    if filters.ids is not None:
        asked.append(terms("id", sorted(filters.ids)))
    for name, values in filters.facets.items():
        asked.append(terms(f"facets.{name}", [schema.term(value) for value in values]))
    return asked


def selected(node: Node | None, filters: Filters) -> Query:
    """The articles that match and that the filters let through."""
    clauses = [ARTICLES, *allowed(filters)]
    if node is not None:
        clauses.append(matching(node))
    return {"bool": {"filter": clauses}}


# What they score at most -------------------------------------------------------------------------------


class Bounds:
    """The scoring query of a node. `factors` are those of `Scoring`; concepts without one occur nowhere."""

    def __init__(self, node: Node, factors: dict[Concept, float]) -> None:
        self._node = node
        self._factors = factors
        self._share = max(2, ALTERNATIVES // max(1, sum(1 for _ in concepts(node))))
        wanted = sum(1 for concept in concepts(node) for one in concept.alternatives for _ in keys_of(one))
        #: Whether bounds are scores, but for rounding.
        self.are_scores = wanted <= ALTERNATIVES and all(
            is_word(one) for concept in concepts(node) for one in concept.alternatives
        )
        if wanted <= ALTERNATIVES:
            self._share = ALTERNATIVES

    def query(self, filters: Filters) -> Query:
        return {"bool": {"must": [self._scored(self._node)], "filter": [ARTICLES, *allowed(filters)]}}

    def _scored(self, node: Node) -> Query:
        if isinstance(node, Concept):
            return self._concept(node)
        if isinstance(node, Not):
            return _scoreless({"bool": {"must_not": [matching(node.part)]}})
        if isinstance(node, Boost):
            bonuses = [self._concept(bonus) for bonus in node.bonuses]
            return {"bool": {"must": [self._scored(node.part)], "should": bonuses}}
        if isinstance(node, And):
            if not node.parts:
                return _scoreless(EVERYTHING)
            return {"bool": {"must": [self._scored(part) for part in node.parts]}}
        return self._any(node)

    def _any(self, node: Or) -> Query:
        found = any_of([self._scored(part) for part in node.parts])
        count = len(node.parts)
        if not node.coordination or count < 2:
            return found
        # At so many parts, at least, the whole earns so much; where there are too many parts to tell each
        # number of them, it may be a little more than it should.
        cost = sum(_clauses(concept) for part in node.parts for concept in concepts(part))
        levels = max(1, min(count - 1, _COORDINATING // max(1, cost)))
        steps = sorted({round(count * level / (levels + 1)) for level in range(1, levels + 1)} - {0, count})
        if levels == count - 1:
            steps = list(range(1, count))
        else:
            self.are_scores = False
        parts = [matching(part) for part in node.parts]
        functions: list[dict[str, Any]] = []
        for most in steps:  # at most so many parts match
            share = (most / count) ** node.coordination
            more = {"bool": {"should": parts, "minimum_should_match": most + 1}}
            functions.append({"filter": {"bool": {"must_not": [more]}}, "weight": share})
        return {
            "function_score": {
                "query": found,
                "functions": functions,
                "score_mode": "first",
                "boost_mode": "multiply",
            }
        }

    def _concept(self, concept: Concept) -> Query:
        factor = self._factors.get(concept)
        if factor is None:
            return NOTHING
        alternatives = sorted(concept.alternatives, key=lambda one: -one.weight)
        leaves = [
            self._alternative(one, one.weight * factor) for one in alternatives[: self._share] if keys_of(one)
        ]
        leaves += self._together(alternatives[self._share :], factor)
        return {"dis_max": {"queries": leaves}} if leaves else NOTHING

    def _alternative(self, one: Term | Phrase, boost: float) -> Query:
        keys = tuple(dict.fromkeys(keys_of(one)))
        if is_word(one):
            scored = impact(keys[0], boost)
            return (
                scored
                if one.space is Space.ALL
                else {"bool": {"must": [scored], "filter": [holds(one.space, keys[0])]}}
            )
        assert isinstance(one, Phrase)
        # The least of the shares is at most their mean.
        shares = [impact(key, boost / len(keys)) for key in keys]
        return {"bool": {"must": shares, "filter": [in_order(one)]}}

    def _together(self, alternatives: Sequence[Term | Phrase], factor: float) -> Iterator[Query]:
        """Alternatives that there are too many of, by weight and space."""
        for (weight, space, word), group in groupby(
            alternatives, lambda one: (one.weight, one.space, is_word(one))
        ):
            several = [one for one in group if keys_of(one)]
            if word:
                found = terms(schema.KEYS[space], [schema.term(keys_of(one)[0]) for one in several])
            else:
                found = any_of([in_order(one) for one in several if isinstance(one, Phrase)])
            yield {"constant_score": {"filter": found, "boost": weight * factor}}


def _clauses(concept: Concept) -> int:
    """How many clauses finding a concept takes, about."""
    spaces = {one.space for one in concept.alternatives if is_word(one)}
    phrases = [one for one in concept.alternatives if not is_word(one)]
    return len(spaces) + sum(len(schema.SEQUENCES[one.space]) for one in phrases)


def _scoreless(query: Query) -> Query:
    return {"constant_score": {"filter": query, "boost": 0.0}}


# What they hold ----------------------------------------------------------------------------------------


class Leaves:
    """What has to be known of an article to score it: asked by name, a part at a time."""

    def __init__(self, node: Node, factors: dict[Concept, float]) -> None:
        held = [one for concept in concepts(node) if concept in factors for one in concept.alternatives]
        self._keys = list(dict.fromkeys(key for one in held for key in keys_of(one)))
        self._words = list(
            dict.fromkeys(
                (one.space, keys_of(one)[0]) for one in held if is_word(one) and one.space is not Space.ALL
            )
        )
        self._phrases = list(dict.fromkeys(one for one in map(_weightless, held) if one is not None))

    def parts(self) -> Iterator[list[Query]]:
        """Clauses with names, so many at a time as a query takes."""
        clauses: list[Query] = []
        for number, key in enumerate(self._keys):
            clause = impact(key)
            clause["rank_feature"]["_name"] = f"k{number}"
            clauses.append(clause)
        for number, (space, key) in enumerate(self._words):
            clauses.append(_named(holds(space, key), f"w{number}"))
        for number, phrase in enumerate(self._phrases):
            clauses.append(_named(in_order(phrase), f"p{number}"))
        for at in range(0, len(clauses), ALTERNATIVES // 2):
            yield clauses[at : at + ALTERNATIVES // 2]

    def note(self, held: Held, names: dict[str, float]) -> None:
        """Enter what a hit matched, by name with its score."""
        for name, score in names.items():
            number = int(name[1:])
            if name[0] == "k":
                held.steps[self._keys[number]] = schema.step_of(score)
            elif name[0] == "w":
                held.spaces.add(self._words[number])
            else:
                held.phrases.add(phrase_of(self._phrases[number]))


def _weightless(one: Term | Phrase) -> Phrase | None:
    if is_word(one) or not isinstance(one, Phrase) or not one.keys:
        return None
    return Phrase(one.space, one.keys, one.slop)


def _named(query: Query, name: str) -> Query:
    return {"bool": {"filter": [query], "_name": name}}
