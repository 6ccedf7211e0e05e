"""Reading a commit of Tantivy's, and finding the first articles of a query exactly.

Tantivy gives the articles in the order of a bound on their scores (`queries`), which is the score itself, to
the rounding of 32 bits, where no phrase counts. Where one may, the score is put together from what Tantivy
says of each concept, in one query for all these articles. Only the first articles, and those that rounding
leaves in doubt, are read to be scored exactly.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import msgspec
import tantivy

from izde.engines.interface import (
    And,
    Concept,
    Filters,
    Match,
    Node,
    Order,
    Phrase,
    SourceEntry,
    Space,
    Term,
    recency,
)
from izde.engines.scoring import (
    concepts,
    counted,
    keys_of,
    name_of,
    score,
    shares_of,
)
from izde.engines.sequences import hash_of, stands
from izde.engines.tantivy import documents, queries
from izde.engines.tantivy.documents import (
    ARTICLE,
    ENTRY,
    MARK,
    ORDERS,
    SPACES,
    Impacts,
    Positions,
    escaped,
    facet_term,
    presence,
    step_of,
    unescaped,
)
from izde.engines.tantivy.queries import (
    ROUNDING,
    Address,
    Leaf,
    Queries,
    all_of,
    any_of,
    is_pair,
    silent,
    term,
)
from izde.errors import LibraryError
from izde.interface import _
from izde.model import Article

#: More than the asked articles are taken at first, since a bound may be loose; then so many times as many.
_MORE = 6
_TIMES = 4
#: Documents that are kept in memory, read.
_KEPT = 64

#: A phrase that stands in more articles is bounded by ranges of impacts.
_TOLD = 4000
#: Phrases of which is remembered where they stand.
_PHRASES = 64

P = ParamSpec("P")
R = TypeVar("R")


class DamagedError(Exception):
    """A file of an index is not what it should be."""


#: What reading a file that is not what it should be raises.
DAMAGE = (
    DamagedError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AssertionError,
    msgspec.MsgspecError,
)


def damaged(path: Path, error: BaseException) -> LibraryError:
    """The error that the user meets."""
    return LibraryError(
        _("The index in {path} is damaged ({error}). Run 'izde doctor --repair' to rebuild it.").format(
            path=path, error=f"{type(error).__name__}: {error}"
        )
    )


def _reads(method: Callable[P, R]) -> Callable[P, R]:
    """Make a user's error of what a damaged file raises. A panic of Tantivy's is no `Exception`."""

    @functools.wraps(method)
    def read(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(*args, **kwargs)
        except DAMAGE as error:
            raise damaged(args[0].path, error) from error  # type: ignore[attr-defined]
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
            raise damaged(args[0].path, error) from error  # type: ignore[attr-defined]

    return read


class _Found(NamedTuple):
    """An article that matches, its exact score, and what ties go by."""

    id: str
    score: float
    recency: tuple[tuple[int, int, int], str]
    parts: tuple[tuple[str, str, float], ...]


class TantivySnapshot:
    """See `izde.engines.interface.Snapshot`."""

    def __init__(self, path: Path, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.path = path
        self.schema = schema
        self._searcher = searcher
        self._every = term(schema, "kind", ARTICLE)
        # Frequencies of Tantivy's count deleted articles, which matters only where there are any.
        self._total = self._count(self._every)
        self._deleted = searcher.doc_freq("kind", ARTICLE) != self._total
        self._addresses: dict[str, tantivy.DocAddress] = {}
        self._frequencies: dict[tuple[Space, str], int] = {}
        self._steps: dict[str, list[str]] = {}
        self._together: dict[tuple[tuple[Space, str], ...], int] = {}
        self._in_order = Queries(self, {}).in_order
        self._standing = lru_cache(maxsize=_PHRASES)(self._find_standing)
        self._read = lru_cache(maxsize=_KEPT)(self._read_document)

    def __len__(self) -> int:
        return self._total

    def close(self) -> None:
        """Nothing: the files go when nobody looks into them any more."""

    # Records

    def _read_document(self, segment: int, number: int) -> tantivy.Document:
        return self._searcher.doc(tantivy.DocAddress(segment, number))

    def _document(self, id: str) -> tantivy.Document | None:
        address = self._addresses.get(id)
        if address is None:
            hits = self._searcher.search(term(self.schema, "id", id), 1, count=False).hits
            if not hits:
                return None
            address = hits[0][1]
        return self._read(address.segment_ord, address.doc)

    def _rest(self, id: str) -> tantivy.Document:
        hits = self._searcher.search(term(self.schema, "rest", id), 1, count=False).hits
        if not hits:
            raise DamagedError(f"the second document of {id} is missing")
        address = hits[0][1]
        return self._read(address.segment_ord, address.doc)

    @_reads
    def article(self, id: str) -> Article | None:
        document = self._document(id)
        if document is None:
            return None
        article = documents.card(document)
        documents.add_body(article, self._rest(id))
        return article

    @_reads
    def card(self, id: str) -> Article | None:
        document = self._document(id)
        return None if document is None else documents.card(document)

    @_reads
    def source_of(self, id: str) -> str | None:
        document = self._document(id)
        return None if document is None else documents.stored(document, "origin").decode()

    @_reads
    def positions(self, id: str, space: Space, keys: Collection[str]) -> dict[int, str]:
        if space not in SPACES or self._document(id) is None:
            return {}
        held = Positions(self._rest(id))
        return {at: key for key in keys for at in held.of(space, hash_of(key))}

    @_reads
    def ids(self, prefix: str = "") -> Iterator[str]:
        return iter([id for id, _ in self._terms("id", prefix)])

    @_reads
    def sources(self) -> Iterator[SourceEntry]:
        query = term(self.schema, "kind", ENTRY)
        hits = self._searcher.search(query, max(1, self._count(query)), count=False).hits
        entries = [
            documents.decode_entry(documents.stored(self._searcher.doc(address), "record"))
            for _, address in hits
        ]
        return iter(sorted(entries, key=lambda entry: entry.source))

    # Terms

    def _terms(self, field: str, prefix: str, among: tantivy.Query | None = None) -> list[tuple[str, int]]:
        """The terms of a field that start with a prefix, in order, with how many articles hold each."""
        if among is None and self._deleted:
            among = self._every
        found = self._searcher.terms_with_prefix(field, prefix, among)
        return sorted((one, count) for one, count in found if count)

    def _count(self, query: tantivy.Query) -> int:
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count)

    @_reads
    def frequency(self, space: Space, key: str) -> int:
        known = self._frequencies.get((space, key))
        if known is None:
            field, value = presence(space), escaped(key)
            known = self._searcher.doc_freq(field, value)
            if known and self._deleted:
                known = self._count(term(self.schema, field, value))
            self._frequencies[space, key] = known
        return known

    def together(self, terms: Sequence[tuple[Space, str]]) -> int:
        """How many articles hold at least one of some terms."""
        known = self._together.get(tuple(terms))
        if known is None:
            query = queries.any_of(
                [term(self.schema, presence(space), escaped(key)) for space, key in dict.fromkeys(terms)]
            )
            known = self._together[tuple(terms)] = self._count(query)
        return known

    @_reads
    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        found = self._terms(presence(space), escaped(prefix))
        return iter(sorted((unescaped(one), count) for one, count in found))

    def steps(self, key: str) -> list[str]:
        """The terms of a key with each of its impacts."""
        known = self._steps.get(key)
        if known is None:
            found = self._searcher.terms_with_prefix("step", escaped(key) + MARK)
            known = self._steps[key] = [one for one, _ in found]
        return known

    def standing(self, phrase: Phrase) -> Mapping[Address, int] | None:
        """See `izde.engines.tantivy.queries.Source`."""
        return self._standing(phrase.space, phrase.keys, phrase.slop) if is_pair(phrase) else None

    def _find_standing(self, space: Space, keys: tuple[str, ...], slop: int) -> Mapping[Address, int] | None:
        stands = self._in_order(Phrase(space, keys, slop))
        count = self._count(stands)
        if count > _TOLD:
            return None
        least: dict[Address, int] = {}
        for key in dict.fromkeys(keys) if count else ():
            steps = [
                tantivy.Query.const_score_query(term(self.schema, "step", one), float(step_of(one)))
                for one in self.steps(key)
            ]
            if not steps:
                return None
            steps_there = all_of(silent(stands), any_of(steps))
            for address, step in self.scores(steps_there, count).items():
                least[address] = min(int(step), least.get(address, 255))
        return least

    def scores(self, query: tantivy.Query, limit: int) -> dict[Address, float]:
        """What the first articles score in Tantivy."""
        hits: Any = self._searcher.search(query, max(1, limit), count=False).hits
        return {(address.segment_ord, address.doc): score for score, address in hits}

    def facet_terms(self, name: str) -> list[str]:
        """The terms of a facet."""
        return [one for one, _ in self._terms("facet", facet_term(name, ""))]

    # Facets

    @_reads
    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        if ids is None:
            return self._facet(name, None)
        return self._facet(name, tantivy.Query.term_set_query(self.schema, "id", list(ids))) if ids else {}

    @_reads
    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        evaluation = _Evaluation(self, query)
        among = evaluation.matching(filters)
        return {name: {} if among is None else self._facet(name, among) for name in names}

    def _facet(self, name: str, among: tantivy.Query | None) -> dict[str, int]:
        start = len(facet_term(name, ""))
        return {one[start:]: count for one, count in self._terms("facet", facet_term(name, ""), among)}

    # Search

    @_reads
    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        evaluation = _Evaluation(self, query)
        matching = evaluation.matching(filters)
        total = 0 if matching is None else self._count(matching)
        if matching is None or not total or limit == 0:
            return total, []
        if order is not Order.RELEVANCE:
            hits = self._searcher.search(
                matching,
                min(total, limit or total),
                count=False,
                order_by_field=ORDERS[order],
                order=tantivy.Order.Asc,
            ).hits
            found = [evaluation.exact(address) for _, address in hits]
            return total, [Match(one.id, one.score, one.parts) for one in found if one is not None]
        best = evaluation.best(filters, min(limit or total, total))
        return total, [Match(one.id, one.score, one.parts) for one in best]

    @_reads
    def count(self, query: Node | None, filters: Filters, enough: int | None = None) -> int:
        matching = _Evaluation(self, query).matching(filters)
        return 0 if matching is None else self._count(matching)


class _Evaluation:
    """One query over one snapshot: which articles match, what they score, and what counted."""

    def __init__(self, snapshot: TantivySnapshot, node: Node | None) -> None:
        self._snapshot = snapshot
        self._searcher = snapshot._searcher
        self._node: Node = And(()) if node is None else node
        self._leaves = {concept: Leaf(snapshot, concept) for concept in concepts(self._node)}
        self._queries = Queries(snapshot, self._leaves)
        self._counted = counted(self._node)
        self._numbers: dict[str, int] = {
            key: hash_of(key)
            for leaf in self._leaves.values()
            for one in leaf.alternatives
            for key in keys_of(one)
        }
        self._known: dict[Address, _Found | None] = {}

    def matching(self, filters: Filters) -> tantivy.Query | None:
        """What matches, exactly, and passes the filters; None for nothing."""
        queries_of = self._queries
        allowed = queries_of.allowed(filters)
        if not queries.has_unsure_phrases(lambda: iter(self._leaves.values())):
            return _both(queries_of.matching(self._node, sure=True), allowed)
        maybe = _both(queries_of.matching(self._node, sure=False), allowed)
        if maybe is None:
            return None
        sure = _both(queries_of.matching(self._node, sure=True), allowed)
        occur = tantivy.Occur
        doubtful = (
            maybe
            if sure is None
            else tantivy.Query.boolean_query([(occur.Must, maybe), (occur.MustNot, sure)])
        )
        # Only those that no other alternative settles are read.
        count = self._snapshot._count(doubtful)
        hits: Any = self._searcher.search(doubtful, max(1, count), count=False).hits if count else []
        ids = [found.id for _, address in hits if (found := self.exact(address)) is not None]
        verified = tantivy.Query.term_set_query(self._snapshot.schema, "id", ids) if ids else None
        there = [query for query in (sure, verified) if query is not None]
        return any_of(there) if there else None

    def best(self, filters: Filters, limit: int) -> list[_Found]:
        """The first `limit` articles, in order."""
        allowed = self._queries.allowed(filters)
        restricted = allowed and silent(allowed)
        bound = _both(self._queries.bound(self._node, coordinated=True), restricted)
        return [] if bound is None else self._first(bound, limit)

    def _first(self, bound: tantivy.Query, limit: int) -> list[_Found]:
        """The first articles by their scores, from a query that says what each scores at most."""
        taken = limit + _MORE
        while True:
            hits: Any = self._searcher.search(bound, taken, count=False).hits
            found, settled = self._settle(hits, limit, exhausted=len(hits) < taken)
            if settled:
                return found[:limit]
            taken *= _TIMES

    def _settle(
        self, hits: Sequence[tuple[float, tantivy.DocAddress]], limit: int, *, exhausted: bool
    ) -> tuple[list[_Found], bool]:
        """The first articles of some hits, in order, and whether no other hit can be among them."""
        near = [(self._nearly(address, bound), address) for bound, address in hits]
        reached = sorted([score for score, _ in near if score is not None], reverse=True)
        least = reached[limit - 1] / ROUNDING if len(reached) >= limit else 0.0
        if not exhausted and hits[-1][0] * ROUNDING >= least:
            return [], False
        close = [address for score, address in near if score is not None and score * ROUNDING >= least]
        found = [one for address in close if (one := self.exact(address)) is not None]
        found.sort(key=lambda one: (-round(one.score, 12), one.recency))
        return found, True

    def _nearly(self, address: tantivy.DocAddress, bound: float) -> float | None:
        """What an article scores, to the rounding of 32 bits; None where it does not match."""
        told = self._told
        if told is None:
            one = self.exact(address)
            return None if one is None else one.score
        where = address.segment_ord, address.doc
        if all(where not in self._standing[phrase] for phrase in self._standing):
            return bound
        return score(self._node, lambda concept: told[concept].get(where))

    @cached_property
    def _standing(self) -> dict[Phrase, Mapping[Address, int]]:
        """Where the phrases stand, of which Tantivy tells."""
        phrases = dict.fromkeys(phrase for leaf in self._leaves.values() for phrase in leaf.phrases)
        told = {phrase: self._snapshot.standing(phrase) for phrase in phrases}
        return {phrase: where for phrase, where in told.items() if where is not None}

    @cached_property
    def _told(self) -> dict[Concept, dict[Address, float]] | None:
        """What the articles in which a phrase stands score for each concept; None where Tantivy does not
        tell of all phrases."""
        phrases = {phrase for leaf in self._leaves.values() for phrase in leaf.phrases}
        if len(phrases) > len(self._standing):
            return None
        there = [self._queries.in_order(phrase) for phrase, where in self._standing.items() if where]
        among = any_of(there) if there else tantivy.Query.empty_query()
        count = self._snapshot._count(among)
        told: dict[Concept, dict[Address, float]] = {}
        for concept, leaf in self._leaves.items():
            terms = self._queries.concept(leaf, phrases=False)
            scores = self._snapshot.scores(all_of(silent(among), terms), count) if terms and count else {}
            for phrase in leaf.phrases:
                shares = shares_of(phrase.weight)
                for where, step in self._standing[phrase].items():
                    scores[where] = max(scores.get(where, 0.0), leaf.factor * shares[step])
            told[concept] = scores
        return told

    def exact(self, address: tantivy.DocAddress) -> _Found | None:
        """What an article scores, None where it does not match."""
        where = address.segment_ord, address.doc
        if where not in self._known:
            self._known[where] = self._evaluate(address)
        return self._known[where]

    def _evaluate(self, address: tantivy.DocAddress) -> _Found | None:
        document = self._snapshot._read(address.segment_ord, address.doc)
        card = documents.card(document)
        impacts = Impacts(document)
        positions: list[Positions] = []

        def in_order(phrase: Phrase) -> bool:
            if not positions:
                positions.append(Positions(self._snapshot._rest(card.id)))
            hashes = [self._numbers[key] for key in phrase.keys]
            spaces = SPACES if phrase.space is Space.ALL else (phrase.space,)
            return any(stands(partial(positions[0].of, space), hashes, phrase.slop) for space in spaces)

        scores: dict[Concept, tuple[float, str]] = {}
        for concept, leaf in self._leaves.items():
            best, name = 0.0, ""
            for one in leaf.alternatives:
                if one.weight <= best:
                    break
                bit = one.space.bit
                if isinstance(one, Term):
                    step = impacts.step(one.key, self._numbers[one.key], bit)
                else:
                    step = min(impacts.step(key, self._numbers[key], bit) for key in keys_of(one))
                share = shares_of(one.weight)[step]
                if share > best and (isinstance(one, Term) or len(one.keys) == 1 or in_order(one)):
                    best, name = share, name_of(one)
            if best:
                scores[concept] = best * leaf.factor, name
        total = score(self._node, lambda concept: scores[concept][0] if concept in scores else None)
        if total is None:
            return None
        self._snapshot._addresses[card.id] = address
        parts = tuple(
            (concept.label, scores[concept][1], scores[concept][0])
            for concept in self._counted
            if concept in scores
        )
        return _Found(card.id, total, (recency(card), card.id), parts)


def _both(query: tantivy.Query | None, allowed: tantivy.Query | None) -> tantivy.Query | None:
    return query if query is None or allowed is None else all_of(query, allowed)
