"""A query of the interface as one of OpenSearch's: which articles match, and what each scores at most.

A concept becomes the best of its alternatives (`dis_max`), each the share that a feature's sigmoid gives
(`izde.engines.opensearch.schema`) times its weight and idf. OpenSearch takes at most 1,024 clauses, counted
over the whole query, each word of a phrase once for each field: when a query has more, the lightest
alternatives are looked for together, at the most that they could score. That changes bounds, never the answer
(see `izde.engines.opensearch.scoring`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any, Final

from izde.engines.interface import And, Boost, Concept, Filters, Node, Not, Or, Phrase, Space, Term
from izde.engines.opensearch import schema
from izde.engines.opensearch.scoring import Held, concepts, is_word, keys_of, phrase_of
from izde.engines.opensearch.view import ARTICLES, EVERYTHING, Query

#: Clauses that a query may use for single alternatives, for those that are looked for together, and for
#: coordination, of the 1,024 that there are.
ALTERNATIVES: Final = 600
_TOGETHER: Final = 150
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
        every = list(concepts(node))
        alternatives = [one for concept in every for one in concept.alternatives]
        #: The clauses that the single alternatives of a concept may take, if not as many as they like.
        self._most: int | None = None
        if sum(map(_cost, alternatives)) > ALTERNATIVES:
            self._most = ALTERNATIVES // len(every) if len(every) <= _TOGETHER else 0
        self._groups = max(1, _TOGETHER // max(1, len(every)))
        self._coordinating = _COORDINATING // max(1, _coordinations(node))
        #: Whether bounds are scores, but for rounding.
        self.are_scores = self._most is None and all(map(is_word, alternatives))

    def query(self, filters: Filters) -> Query:
        return {"bool": {"must": [self._scored(self._node)], "filter": [ARTICLES, *allowed(filters)]}}

    def _scored(self, node: Node) -> Query:
        if isinstance(node, Concept):
            return self._concept(node)
        if isinstance(node, Not):
            return _scoreless({"bool": {"must_not": [matching(node.part)]}})
        if isinstance(node, Boost):
            bonuses = [self._concept(bonus, bonus=True) for bonus in node.bonuses]
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
        levels = min(count - 1, self._coordinating // max(1, cost))
        if not levels:
            self.are_scores = False
            return found
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

    def _concept(self, concept: Concept, *, bonus: bool = False) -> Query:
        """What a concept scores; as a `bonus` it may also be found where it is not."""
        factor = self._factors.get(concept)
        if factor is None:
            return NOTHING
        alternatives = sorted(
            (one for one in concept.alternatives if keys_of(one)), key=lambda one: -one.weight
        )
        single = len(alternatives)
        if self._most is not None:
            left, single = self._most, 0
            while single < len(alternatives) and (left := left - _cost(alternatives[single])) >= 0:
                single += 1
        leaves = [self._alternative(one, one.weight * factor) for one in alternatives[:single]]
        leaves += self._together(alternatives[single:], factor, bonus)
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

    def _together(self, alternatives: Sequence[Term | Phrase], factor: float, bonus: bool) -> Iterator[Query]:
        """Alternatives that there are too many of, the weightiest first, some at a time."""
        size = max(1, ceil(len(alternatives) / self._groups))
        for at in range(0, len(alternatives), size):
            some = alternatives[at : at + size]
            boost = some[0].weight * factor
            if bonus:
                # Each word of a phrase is a clause: the first of them is found wherever the phrase is.
                some = [Term(one.space, keys_of(one)[0]) for one in some]
            yield {"constant_score": {"filter": _held(Concept(tuple(some))), "boost": boost}}


def _cost(one: Term | Phrase) -> int:
    """How many clauses scoring an alternative takes."""
    if is_word(one):
        return 1 if one.space is Space.ALL else 2
    return len(keys_of(one)) * (1 + len(schema.SEQUENCES[one.space]))


def _clauses(concept: Concept) -> int:
    """How many clauses finding a concept takes."""
    spaces = {one.space for one in concept.alternatives if is_word(one)}
    phrases = [one for one in concept.alternatives if not is_word(one)]
    return len(spaces) + sum(len(keys_of(one)) * len(schema.SEQUENCES[one.space]) for one in phrases)


def _coordinations(node: Node) -> int:
    """How many parts of a query are multiplied by how much of them matches."""
    if isinstance(node, Concept):
        return 0
    if isinstance(node, Not | Boost):
        return _coordinations(node.part)
    here = isinstance(node, Or) and node.coordination > 0
    return here + sum(map(_coordinations, node.parts))


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
        clauses: list[tuple[Query, int]] = []
        for number, key in enumerate(self._keys):
            scored = impact(key)
            scored["rank_feature"]["_name"] = f"k{number}"
            clauses.append((scored, 1))
        for number, (space, key) in enumerate(self._words):
            clauses.append((_named(holds(space, key), f"w{number}"), 1))
        for number, phrase in enumerate(self._phrases):
            clauses.append((_named(in_order(phrase), f"p{number}"), _cost(phrase)))
        some: list[Query] = []
        left = ALTERNATIVES
        for clause, cost in clauses:
            if some and cost > left:
                yield some
                some, left = [], ALTERNATIVES
            some.append(clause)
            left -= cost
        if some:
            yield some

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
