"""From a query of `izde.engines.interface` to Tantivy's: what matches, and what it scores at most.

A term's impacts are terms of their own (`documents`), so that each has one score: what it is worth in this
query, under `const_score`. The best of a concept's alternatives is `disjunction_max` over these, an And or an
Or is Tantivy's boolean query. That is exact to the rounding of 32 bits, but for three things, where it is a
bound: an Or's coordination, which Tantivy knows only by a query for each number of parts; a phrase, whose
impact is the least of its words'; and a phrase of more than two different words, since these are looked for
two by two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeAlias

import tantivy

from izde.engines.interface import And, Boost, Concept, Filters, Node, Not, Phrase, Space, Term
from izde.engines.scoring import Alternative, Counts, coordinations, factor, held, keys_of, shares_of
from izde.engines.tantivy.documents import (
    ARTICLE,
    GAP,
    SPACES,
    WIDTH,
    escaped,
    facet_term,
    presence,
    step_of,
    words,
)

#: A score of 32 bits differs from the exact one by less than this factor.
ROUNDING = 1 + 2e-6
#: A phrase's bound is taken for so many ranges of the impacts of its words.
_LEVELS = 6

#: A segment and the number of a document in it.
Address: TypeAlias = "tuple[int, int]"

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_of = tantivy.Query


class Source(Counts, Protocol):
    """What making queries asks of a snapshot."""

    schema: tantivy.Schema

    def steps(self, key: str) -> list[str]:
        """The terms of the field `step` that are a key's."""
        ...

    def facet_terms(self, name: str) -> list[str]:
        """The terms of a facet."""
        ...

    def standing(self, phrase: Phrase) -> Mapping[Address, int] | None:
        """The articles in which a phrase stands, with the least of its words' quantized impacts; None where
        Tantivy alone does not find them, or they are too many to be told one by one."""
        ...


class Leaf:
    """A concept in one snapshot: the alternatives that occur, weightiest first, and what a share counts."""

    def __init__(self, source: Source, concept: Concept) -> None:
        self.concept = concept
        found = held(source, concept)
        self.alternatives: list[Alternative] = [one for one, _ in found]
        self.factor = factor(source, concept, found) if found else 0.0

    @property
    def phrases(self) -> list[Phrase]:
        """The alternatives of several words."""
        return [one for one in self.alternatives if isinstance(one, Phrase) and len(one.keys) > 1]


def term(schema: tantivy.Schema, field: str, value: str) -> tantivy.Query:
    """A term alone."""
    return _of.term_query(schema, field, value, "basic")


def any_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    """What matches one of the parts at least."""
    return parts[0] if len(parts) == 1 else _of.boolean_query([(_SHOULD, part) for part in parts])


def all_of(*parts: tantivy.Query) -> tantivy.Query:
    """What matches all parts; their scores add up."""
    return parts[0] if len(parts) == 1 else _of.boolean_query([(_MUST, part) for part in parts])


def silent(query: tantivy.Query) -> tantivy.Query:
    """The same without a score."""
    return _of.const_score_query(query, 0.0)


def is_pair(phrase: Phrase) -> bool:
    """Whether Tantivy finds just what is meant."""
    return len(phrase.keys) == 2 and phrase.slop <= GAP - 3


class Queries:
    """Makes Tantivy's queries of one query's nodes."""

    def __init__(self, source: Source, leaves: dict[Concept, Leaf]) -> None:
        self._source = source
        self._schema = source.schema
        self._leaves = leaves
        self._concepts: dict[tuple[Concept, bool], tuple[tantivy.Query | None]] = {}
        self._every = term(self._schema, "kind", ARTICLE)

    # What matches

    def matching(self, node: Node | None, *, sure: bool) -> tantivy.Query | None:
        """What matches for sure, or what may; None for nothing."""
        if node is None:
            return self._every
        if isinstance(node, Concept):
            leaf = self._leaves[node]
            parts = [part for one in leaf.alternatives if (part := self._held(one, sure)) is not None]
            return any_of(parts) if parts else None
        if isinstance(node, Not):
            without = self.matching(node.part, sure=not sure)
            if without is None:
                return self._every
            return _of.boolean_query([(_MUST, self._every), (_NOT, without)])
        if isinstance(node, Boost):
            return self.matching(node.part, sure=sure)
        found = [self.matching(part, sure=sure) for part in node.parts]
        there = [part for part in found if part is not None]
        if isinstance(node, And):
            if not node.parts:
                return self._every
            return all_of(*there) if len(there) == len(found) else None
        return any_of(there) if there else None

    def _held(self, one: Alternative, sure: bool) -> tantivy.Query | None:
        if isinstance(one, Term) or len(one.keys) == 1:
            return term(self._schema, presence(one.space), escaped(keys_of(one)[0]))
        if sure and not is_pair(one):
            return None
        return self.in_order(one)

    def in_order(self, phrase: Phrase) -> tantivy.Query:
        """Where the keys of a phrase stand two by two."""
        spaces = SPACES if phrase.space is Space.ALL else (phrase.space,)
        center, give = WIDTH // 2 * (phrase.slop + 2), WIDTH // 2 * (phrase.slop + 1) - 1
        frequency = self._source.frequency
        found = []
        for space in spaces:
            if not all(frequency(space, key) for key in phrase.keys):
                continue
            pairs = [
                _of.phrase_query(
                    self._schema, words(space), [(0, escaped(a)), (center, escaped(b))], slop=give
                )
                for a, b in dict.fromkeys(pairwise(phrase.keys))
            ]
            found.append(all_of(*pairs))
        return any_of(found) if found else _of.empty_query()

    # What it scores

    def bound(self, node: Node | None, *, coordinated: bool) -> tantivy.Query | None:
        """What may match, with what it scores at most; with `coordinated` that heeds how many parts of an Or
        match, which is dear."""
        if node is None:
            return silent(self._every)
        if isinstance(node, Concept):
            return self.concept(self._leaves[node])
        if isinstance(node, Not):
            query = self.matching(node, sure=False)
            return query and silent(query)
        if isinstance(node, Boost):
            part = self.bound(node.part, coordinated=coordinated)
            bonuses = [bonus for one in node.bonuses if (bonus := self.bound(one, coordinated=False))]
            if part is None or not bonuses:
                return part
            return _of.boolean_query([(_MUST, part), *((_SHOULD, bonus) for bonus in bonuses)])
        found = [self.bound(part, coordinated=coordinated) for part in node.parts]
        there = [part for part in found if part is not None]
        if isinstance(node, And):
            if not node.parts:
                return silent(self._every)
            return all_of(*there) if len(there) == len(found) else None
        if len(there) < 2 or not node.coordination or not coordinated:
            if not there:
                return None
            most = coordinations(len(found), node.coordination)[len(there)]
            query = any_of(there)
            return query if most == 1 else _of.boost_query(query, most)
        factors = coordinations(len(found), node.coordination)
        return _of.disjunction_max_query(
            [
                _of.boost_query(
                    _of.boolean_query([(_SHOULD, part) for part in there], minimum_number_should_match=count),
                    factors[count],
                )
                for count in range(1, len(there) + 1)
            ]
        )

    def concept(self, leaf: Leaf, *, phrases: bool = True) -> tantivy.Query | None:
        """A concept, with or without the alternatives that are phrases."""
        known = self._concepts.get((leaf.concept, phrases))
        if known is None:
            known = self._concepts[leaf.concept, phrases] = (self._concept(leaf, phrases),)
        return known[0]

    def _concept(self, leaf: Leaf, phrases: bool) -> tantivy.Query | None:
        schema, worth = self._schema, leaf.factor
        parts: list[tantivy.Query] = []
        for one in leaf.alternatives:
            shares = shares_of(one.weight)
            if isinstance(one, Phrase) and len(one.keys) > 1:
                if phrases:
                    parts += self._phrase(one, shares, worth)
                continue
            key = keys_of(one)[0]
            here = None if one.space is Space.ALL else term(schema, presence(one.space), escaped(key))
            for stepped in self._source.steps(key):
                query = term(schema, "step", stepped)
                if here is not None:
                    query = all_of(here, query)
                parts.append(_of.const_score_query(query, worth * shares[step_of(stepped)]))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else _of.disjunction_max_query(parts)

    def _phrase(self, phrase: Phrase, shares: Sequence[float], worth: float) -> Iterator[tantivy.Query]:
        """Its matches with bounds on the least impact of its words, a range of impacts after the other."""
        stands = self.in_order(phrase)
        standing = self._source.standing(phrase)
        if standing is not None:
            if standing:
                yield _of.const_score_query(stands, worth * shares[max(standing.values())])
            return
        steps = [sorted(map(step_of, self._source.steps(key))) for key in keys_of(phrase)]
        if not all(steps):
            return
        most = min(one[-1] for one in steps)
        rarest = min(steps, key=len)
        edges = sorted({rarest[len(rarest) * level // _LEVELS] for level in range(1, _LEVELS)})
        below = 0
        for edge in [*(edge for edge in edges if edge < most), most]:
            # All of a range have at least so much of the rarest word; the others are not asked.
            yield _of.const_score_query(
                stands if not below else all_of(stands, self._at_least(phrase, below)), worth * shares[edge]
            )
            below = edge

    def _at_least(self, phrase: Phrase, step: int) -> tantivy.Query:
        """Where each word of a phrase has more than this impact."""
        return all_of(
            *(
                any_of(
                    [
                        term(self._schema, "step", one)
                        for one in self._source.steps(key)
                        if step_of(one) > step
                    ]
                    or [_of.empty_query()]
                )
                for key in keys_of(phrase)
            )
        )

    # Filters

    def allowed(self, filters: Filters) -> tantivy.Query | None:
        """What the filters let through; None where there are none."""
        schema = self._schema
        parts = []
        for name, values in filters.facets.items():
            terms = [term(schema, "facet", facet_term(name, value)) for value in values]
            parts.append(any_of(terms) if terms else _of.empty_query())
        if filters.years is not None:
            first, last = filters.years
            start = len(facet_term("year", ""))
            terms = [
                term(schema, "facet", one)
                for one in self._source.facet_terms("year")
                if (first is None or int(one[start:]) >= first) and (last is None or int(one[start:]) <= last)
            ]
            parts.append(any_of(terms) if terms else _of.empty_query())
        if filters.ids is not None:
            parts.append(
                _of.term_set_query(schema, "id", sorted(filters.ids)) if filters.ids else _of.empty_query()
            )
        return all_of(*parts) if parts else None


def has_unsure_phrases(leaves: Callable[[], Iterator[Leaf]]) -> bool:
    """Whether what may match has to be looked at, to know what does."""
    return any(
        isinstance(one, Phrase) and len(one.keys) > 1 and not is_pair(one)
        for leaf in leaves()
        for one in leaf.alternatives
    )
