"""Reading one commit: records, terms, facets, and the answers to queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final

from izde.engines.interface import (
    TIER,
    And,
    Concept,
    Filters,
    Match,
    Node,
    Order,
    SourceEntry,
    Space,
    idf,
)
from izde.engines.opensearch import queries, schema
from izde.engines.opensearch.cluster import Cluster
from izde.engines.opensearch.queries import Bounds, Leaves
from izde.engines.opensearch.scoring import Held, Scoring, concepts, keys_of
from izde.engines.opensearch.view import ARTICLES, EVERYTHING, Query, View
from izde.engines.opensearch.vocabulary import Vocabulary
from izde.model import Article

#: So many more articles than were asked for are scored exactly at first, and so many at once at most.
_MORE: Final = 30
_PAGE: Final = 1000
#: What a sum of floats may be off by, as a part of it.
_ROUNDING: Final = 1e-5
#: Where bounds are scores but for rounding, articles that tie come in the order of ties: so many are looked
#: at to be sure of that rounding.
_TIED: Final = 2000
#: Values of a facet that one request counts at most; more are counted in several.
_BUCKETS: Final = 30_000
#: Counts that one request takes.
_COUNTS: Final = 250
_KEPT_FREQUENCIES: Final = 100_000
#: Records that are fetched together: those of a page of hits are asked for one after the other.
_TOGETHER: Final = 20
_KEPT_RECORDS: Final = 400
_KEPT_SOURCES: Final = 200_000
#: Parts of records that are asked for together.
_GROUPS: Final = {"card": ("card", "places"), "places": ("card", "places"), "text": ("text",)}


class ClusterSnapshot:
    """See `izde.engines.interface.Snapshot`."""

    def __init__(self, cluster: Cluster) -> None:
        self._view = View(cluster)
        self._vocabulary = Vocabulary(cluster)
        self._frequencies: dict[tuple[Space, str], int] = {}
        self._unions: dict[frozenset[tuple[Space, str]], int] = {}
        self._records: dict[str, dict[str, str]] = {}
        self._next: dict[str, int] = {}
        self._order: list[str] = []
        self._sources: dict[str, str] = {}

    def __len__(self) -> int:
        return self._view.articles

    def close(self) -> None:
        self._view.close()

    # Records

    def article(self, id: str) -> Article | None:
        article = self.card(id)
        text = self._part(id, "text")
        if article is not None and text is not None:
            schema.add_text(article, text)
        return article

    def card(self, id: str) -> Article | None:
        stored = self._part(id, "card")
        return None if stored is None else schema.read_card(stored)

    def positions(self, id: str, space: Space, keys: Collection[str]) -> dict[int, str]:
        stored = self._part(id, "places")
        sequence = schema.read_places(stored).get(space.value, []) if stored is not None else []
        wanted = frozenset(keys)
        return {at: key for at, here in enumerate(sequence) for key in here if key in wanted}

    def source_of(self, id: str) -> str | None:
        if id not in self._sources:
            body = {"size": 1, "_source": False, "docvalue_fields": ["source"]}
            for hit in self._view.search(body, {"term": {"id": id}})["hits"]["hits"]:
                return str(hit["fields"]["source"][0])
            return None
        return self._sources[id]

    def _part(self, id: str, name: str) -> str | None:
        """A stored part of a record; those of the articles that are likely to be asked for next come with
        it."""
        known = self._records.get(id)
        if known is None or name not in known:
            place = self._next.get(id)
            ahead = self._order[place : place + _TOGETHER] if place is not None else []
            self._fetch({id, *ahead}, _GROUPS[name])
            known = self._records.get(id)
        return known.get(name) if known is not None else None

    def _fetch(self, ids: Collection[str], parts: Sequence[str]) -> None:
        if len(self._records) > _KEPT_RECORDS:
            self._records.clear()
        body = {"size": len(ids), "stored_fields": list(parts), "docvalue_fields": ["id"]}
        for hit in self._view.search(body, queries.terms("id", list(ids)))["hits"]["hits"]:
            fields = hit["fields"]
            record = self._records.setdefault(fields["id"][0], {})
            record.update((part, fields[part][0]) for part in parts)

    def _expect(self, ids: Iterable[str]) -> None:
        """These will be asked for, in this order."""
        self._order = list(ids)
        self._next = {id: place for place, id in enumerate(self._order)}

    def ids(self, prefix: str = "") -> Iterator[str]:
        query: Query = {"bool": {"filter": [ARTICLES, {"prefix": {"id": prefix}}]}} if prefix else ARTICLES
        hits = self._view.pages(query, [{"id": "asc"}], _PAGE, docvalue_fields=["source"])
        while page := list(islice(hits, _PAGE)):
            ids = [str(hit["sort"][0]) for hit in page]
            if len(self._sources) > _KEPT_SOURCES:
                self._sources.clear()
            self._sources.update((id, hit["fields"]["source"][0]) for id, hit in zip(ids, page, strict=True))
            for id in ids:
                # Whoever reads the records of all articles goes from one of these to the next.
                if id not in self._next:
                    self._expect(ids)
                yield id

    def sources(self) -> Iterator[SourceEntry]:
        entries: dict[str, str] = {}
        sort: list[Mapping[str, object]] = [{"source": "asc"}, {"commit": "asc"}]
        for hit in self._view.pages({"term": {"kind": "entry"}}, sort, _PAGE, stored_fields=["entry"]):
            entries[hit["sort"][0]] = hit["fields"]["entry"][0]  # the last commit's, where there are two
        return iter([schema.read_entry(entry) for entry in entries.values()])

    # Terms

    def frequency(self, space: Space, key: str) -> int:
        asked = space, key
        if asked not in self._frequencies:
            self._know([asked])
        return self._frequencies[asked]

    def _know(self, asked: Iterable[tuple[Space, str]]) -> None:
        """Find out frequencies, those that are not known yet."""
        unknown = [one for one in dict.fromkeys(asked) if one not in self._frequencies]
        counts = self._counts([queries.holds(space, key) for space, key in unknown])
        self._frequencies.update(zip(unknown, counts, strict=True))

    def _counts(self, asked: Sequence[Query]) -> list[int]:
        """How many articles each of some queries finds."""
        counts: list[int] = []
        for at in range(0, len(asked), _COUNTS):
            some = list(asked[at : at + _COUNTS])
            body = {"size": 0, "track_total_hits": False, "aggs": {"counts": {"filters": {"filters": some}}}}
            # Each document is held against each of the filters: only those that fit one are.
            found = self._view.search(body, {"bool": {"filter": [queries.any_of(some)]}})
            counts += [int(bucket["doc_count"]) for bucket in found["aggregations"]["counts"]["buckets"]]
        return counts

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        for keys in self._vocabulary.keys(prefix, space is Space.GLOSSARY):
            if len(self._frequencies) > _KEPT_FREQUENCIES:
                self._frequencies.clear()
            self._know([(space, key) for key in keys])
            for key in keys:
                if self._frequencies[space, key]:
                    yield key, self._frequencies[space, key]

    # Facets

    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        query = EVERYTHING if ids is None else queries.terms("id", sorted(set(ids)))
        return self._facets([name], query)[name]

    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        return self._facets(names, queries.selected(query, filters))

    def _facets(self, names: Sequence[str], query: Query) -> dict[str, dict[str, int]]:
        aggregations = {
            name: {"terms": {"field": f"facets.{name}", "size": _BUCKETS, "order": {"_key": "asc"}}}
            for name in names
        }
        body = {"size": 0, "track_total_hits": False, "aggs": aggregations}
        found = self._view.search(body, query)["aggregations"] if names else {}
        counts: dict[str, dict[str, int]] = {}
        for name in names:
            if found[name]["sum_other_doc_count"]:
                # A shard has left values out, so that the counts of the others may be too low as well.
                counts[name] = dict(self._view.composite(f"facets.{name}", query, size=10_000))
            else:
                counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in found[name]["buckets"]}
        return counts

    # Search

    def count(self, query: Node | None, filters: Filters, enough: int | None = None) -> int:
        body = {"size": 0, "track_total_hits": True if enough is None else max(1, enough)}
        return int(self._view.search(body, queries.selected(query, filters))["hits"]["total"]["value"])

    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        node: Node = And(()) if query is None else query
        if limit == 0:
            return self.count(query, filters), []
        asked = _Asked(self, self._view, node)
        if order is Order.RELEVANCE and limit is not None:
            total, matches = asked.best(filters, limit)
        else:
            # Where all are wanted, bounds tell nothing.
            first = Order.NEWEST if order is Order.RELEVANCE else order
            total, matches = asked.sorted(filters, limit, first)
            if order is Order.RELEVANCE:
                # The sort is stable: those that tie stay as they are.
                matches.sort(key=lambda match: -round(match.score, 9))
        self._expect(match.id for match in matches[:_PAGE])
        return total, matches

    def factors(self, node: Node) -> dict[Concept, float]:
        """What one unit of share is worth for each concept that occurs at all."""
        every = list(dict.fromkeys(concepts(node)))
        self._know(
            (one.space, key) for concept in every for one in concept.alternatives for key in keys_of(one)
        )
        tiers = {concept: tier for concept in every if (tier := self._tier(concept))}
        unknown = [
            tier for tier in dict.fromkeys(tiers.values()) if len(tier) > 1 and tier not in self._unions
        ]
        counts = self._counts([_held(tier) for tier in unknown])
        self._unions.update(zip(unknown, counts, strict=True))
        return {
            concept: concept.importance * idf(len(self), self._holders(tier))
            for concept, tier in tiers.items()
        }

    def _tier(self, concept: Concept) -> frozenset[tuple[Space, str]]:
        """The terms by which the alternatives of the nearest tier are counted: each one's rarest word."""
        frequencies = self._frequencies
        rarest = [
            (one.weight, min(((one.space, key) for key in keys_of(one)), key=frequencies.__getitem__))
            for one in concept.alternatives
            if keys_of(one)
        ]
        held = [(weight, term) for weight, term in rarest if frequencies[term]]
        nearest = max((weight for weight, _ in held), default=0.0)
        return frozenset(term for weight, term in held if weight >= nearest * TIER)

    def _holders(self, tier: frozenset[tuple[Space, str]]) -> int:
        if len(tier) == 1:
            return self._frequencies[next(iter(tier))]
        return self._unions[tier]


class _Asked:
    """One query of a snapshot."""

    def __init__(self, snapshot: ClusterSnapshot, view: View, node: Node) -> None:
        factors = snapshot.factors(node)
        self._view = view
        self._node = node
        self._scoring = Scoring(node, factors)
        self._bounds = Bounds(node, factors)
        self._leaves = Leaves(node, factors)

    def sorted(self, filters: Filters, limit: int | None, order: Order) -> tuple[int, list[Match]]:
        """The first articles that match in an order that is not that of scores."""
        query = queries.selected(self._node, filters)
        matches: list[Match] = []
        total = 0
        for found, hits in self._pages(query, order, limit or _PAGE):
            total = found
            matches += (match for match, _ in self._scored(hits))
            if limit is not None and len(matches) >= limit:
                break
        return total, matches if limit is None else matches[:limit]

    def best(self, filters: Filters, limit: int) -> tuple[int, list[Match]]:
        """The first articles by score.

        OpenSearch gives them in the order of what they score at most. They are scored, page by page, until
        none that follows can be among the first.
        """
        found: list[tuple[tuple[object, ...], Match]] = []
        total = 0
        for count, hits in self._pages(self._bounds.query(filters), Order.RELEVANCE, limit + _MORE):
            total = count
            for match, hit in self._scored(hits):
                _bound, year, issue, page, id = hit["sort"]
                found.append(((-round(match.score, 9), -year, -issue, page, id), match))
            found.sort(key=itemgetter(0))
            if len(found) >= limit:
                least = found[limit - 1][1].score
                if hits[-1]["sort"][0] * (1 + _ROUNDING) < least:
                    break
                if self._bounds.are_scores and len(found) >= limit + _TIED:
                    break
        return total, [match for _, match in found[:limit]]

    def _pages(self, query: Query, order: Order, size: int) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """The number of all hits, and a page of them after the other; a page that is empty is none."""
        body: dict[str, Any] = {"sort": schema.sort(order), "_source": False, "track_total_hits": True}
        total = 0
        while True:
            size = min(size, _PAGE)
            found = self._view.search({**body, "size": size}, query)["hits"]
            if body["track_total_hits"]:
                total = int(found["total"]["value"])
                body["track_total_hits"] = False
            hits = found["hits"]
            yield total, hits
            if len(hits) < size:
                return
            body["search_after"] = hits[-1]["sort"]
            size *= 2

    def _scored(self, hits: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Match, Mapping[str, Any]]]:
        """The hits that match, scored."""
        held = {hit["_id"]: Held() for hit in hits}
        for clauses in self._leaves.parts() if held else ():
            query = {"bool": {"filter": [{"ids": {"values": list(held)}}], "should": clauses}}
            body = {"size": len(held), "_source": False, "track_total_hits": False}
            found = self._view.search(body, query, include_named_queries_score="true")
            for hit in found["hits"]["hits"]:
                self._leaves.note(held[hit["_id"]], hit.get("matched_queries", {}))
        for hit in hits:
            score, parts = self._scoring.score(held[hit["_id"]])
            if score is not None:
                yield Match(hit["sort"][-1], score, parts), hit


def _held(tier: Collection[tuple[Space, str]]) -> Query:
    """The articles that hold one of some terms."""
    keys: dict[Space, list[str]] = {}
    for space, key in tier:
        keys.setdefault(space, []).append(schema.term(key))
    return queries.any_of([queries.terms(schema.KEYS[space], found) for space, found in keys.items()])
