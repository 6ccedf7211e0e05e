"""An engine in memory that follows the interface's rules word by word, to compare others with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import msgspec

from izde.engines.interface import (
    IMPACTS,
    K1,
    TIER,
    And,
    Boost,
    Concept,
    Filters,
    IndexedArticle,
    Match,
    Node,
    Not,
    Order,
    Phrase,
    SourceEntry,
    Space,
    Term,
    idf,
    quantize,
)
from izde.errors import LibraryError, LockedError
from izde.model import Article

_TEXT_SPACES = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)


@dataclass
class _State:
    articles: dict[str, IndexedArticle] = field(default_factory=dict)
    entries: dict[str, SourceEntry] = field(default_factory=dict)
    locked: bool = False


_indexes: dict[Path, _State] = {}


class ReferenceSnapshot:
    def __init__(self, state: _State) -> None:
        self._articles = dict(state.articles)
        self._entries = dict(state.entries)
        self._factors: dict[Concept, float] = {}

    def __len__(self) -> int:
        return len(self._articles)

    def close(self) -> None:
        pass

    def article(self, id: str) -> Article | None:
        return self._articles[id].article if id in self._articles else None

    def card(self, id: str) -> Article | None:
        article = self.article(id)
        return article and msgspec.structs.replace(article, body="", references=[])

    def source_of(self, id: str) -> str | None:
        return self._articles[id].source if id in self._articles else None

    def positions(self, id: str, space: Space, keys: Collection[str]) -> dict[int, str]:
        sequence = self._articles[id].sequences.get(space, ()) if id in self._articles else ()
        return {at: key for key in keys for at, here in enumerate(sequence) if key in here}

    def ids(self, prefix: str = "") -> Iterator[str]:
        return iter(sorted(id for id in self._articles if id.startswith(prefix)))

    def sources(self) -> Iterator[SourceEntry]:
        return iter([self._entries[source] for source in sorted(self._entries)])

    def frequency(self, space: Space, key: str) -> int:
        return dict(self.vocabulary(space, key)).get(key, 0)

    def vocabulary(self, space: Space, prefix: str = "") -> Iterator[tuple[str, int]]:
        counts: dict[str, int] = {}
        for indexed in self._articles.values():
            keys = (
                set(indexed.glossary)
                if space is Space.GLOSSARY
                else {key for key, (_, bits) in indexed.bag.items() if bits & space.bit}
            )
            for key in keys:
                if key.startswith(prefix):
                    counts[key] = counts.get(key, 0) + 1
        return iter(sorted(counts.items()))

    def facet(self, name: str, ids: Sequence[str] | None = None) -> dict[str, int]:
        counts: dict[str, int] = {}
        for id in self._articles if ids is None else {id for id in ids if id in self._articles}:
            for value in set(_facet_values(self._articles[id], name)):
                counts[value] = counts.get(value, 0) + 1
        return counts

    def facets(self, names: Sequence[str], query: Node | None, filters: Filters) -> dict[str, dict[str, int]]:
        ids = [match.id for match in self.search(query, filters, None)[1]]
        return {name: self.facet(name, ids) for name in names}

    def search(
        self, query: Node | None, filters: Filters, limit: int | None, order: Order = Order.RELEVANCE
    ) -> tuple[int, list[Match]]:
        matches = []
        for id, indexed in self._articles.items():
            parts: list[tuple[str, str, float]] = []
            score = 0.0 if query is None else self._score(query, indexed, parts)
            if score is not None and _passes(indexed, filters):
                matches.append(Match(id, score, tuple(parts)))
        matches.sort(key=lambda match: _key(self._articles[match.id], match.score, order))
        return len(matches), matches[:limit]

    def count(self, query: Node | None, filters: Filters, enough: int | None = None) -> int:
        return self.search(query, filters, 0)[0]

    def _score(
        self, node: Node, indexed: IndexedArticle, parts: list[tuple[str, str, float]]
    ) -> float | None:
        """The score, or None when the article does not match."""
        if isinstance(node, Concept):
            return self._concept(node, indexed, parts)
        if isinstance(node, Not):
            return 0.0 if self._score(node.part, indexed, []) is None else None
        if isinstance(node, Boost):
            score = self._score(node.part, indexed, parts)
            if score is None:
                return None
            return score + sum(self._concept(bonus, indexed, parts) or 0.0 for bonus in node.bonuses)
        scores = [self._score(part, indexed, parts) for part in node.parts]
        matched = [score for score in scores if score is not None]
        if isinstance(node, And):
            return sum(matched) if len(matched) == len(scores) else None
        if not matched:
            return None
        return sum(matched) * (len(matched) / len(scores)) ** node.coordination

    def _concept(
        self, concept: Concept, indexed: IndexedArticle, parts: list[tuple[str, str, float]]
    ) -> float | None:
        if concept not in self._factors:
            self._factors[concept] = self._factor(concept)
        factor = self._factors[concept]
        shares = [
            (alternative.weight * impact / (impact + K1), alternative)
            for alternative in concept.alternatives
            if (impact := _impact(alternative, indexed)) is not None
        ]
        if not shares:
            return None
        share, alternative = max(shares, key=lambda pair: pair[0])
        key = alternative.key if isinstance(alternative, Term) else " ".join(alternative.keys)
        parts.append((concept.label, key, share * factor))
        return share * factor

    def _factor(self, concept: Concept) -> float:
        holders = [(one.weight, self._holders(one)) for one in concept.alternatives]
        nearest = max((weight for weight, ids in holders if ids), default=0.0)
        tier = set().union(*(ids for weight, ids in holders if weight >= nearest * TIER))
        return concept.importance * idf(len(self._articles), len(tier))

    def _holders(self, alternative: Term | Phrase) -> set[str]:
        if isinstance(alternative, Term):
            return {id for id, one in self._articles.items() if _holds_words(alternative, one)}
        words = [self._holders(Term(alternative.space, key)) for key in alternative.keys]
        return min(words, key=len, default=set())


def _keys(alternative: Term | Phrase) -> tuple[str, ...]:
    return (alternative.key,) if isinstance(alternative, Term) else alternative.keys


def _holds_words(alternative: Term | Phrase, indexed: IndexedArticle) -> bool:
    bit = alternative.space.bit
    return bool(_keys(alternative)) and all(
        key in indexed.bag and indexed.bag[key][1] & bit for key in _keys(alternative)
    )


def _impact(alternative: Term | Phrase, indexed: IndexedArticle) -> float | None:
    if not _holds_words(alternative, indexed):
        return None
    if isinstance(alternative, Phrase) and len(alternative.keys) > 1:
        spaces = _TEXT_SPACES if alternative.space is Space.ALL else (alternative.space,)
        if not any(_stands(alternative, indexed.sequences.get(space, ())) for space in spaces):
            return None
    return min(IMPACTS[quantize(indexed.bag[key][0])] for key in _keys(alternative))


def _stands(phrase: Phrase, sequence: Sequence[tuple[str, ...]]) -> bool:
    def follows(position: int, rest: tuple[str, ...], slop: int) -> bool:
        if not rest:
            return True
        for step in range(1, slop + 2):
            here = position + step
            if here >= len(sequence) or not sequence[here]:
                return False
            if rest[0] in sequence[here] and follows(here, rest[1:], slop - step + 1):
                return True
        return False

    first, *rest = phrase.keys
    return any(
        first in keys and follows(position, tuple(rest), phrase.slop)
        for position, keys in enumerate(sequence)
    )


def _facet_values(indexed: IndexedArticle, name: str) -> tuple[str, ...]:
    if name == "year":
        return (f"{indexed.article.year:04}",) if indexed.article.year is not None else ()
    return indexed.facets.get(name, ())


def _passes(indexed: IndexedArticle, filters: Filters) -> bool:
    if filters.years is not None:
        year, (first, last) = indexed.article.year, filters.years
        if year is None or (first is not None and year < first) or (last is not None and year > last):
            return False
    if filters.ids is not None and indexed.article.id not in filters.ids:
        return False
    return all(set(values) & set(_facet_values(indexed, name)) for name, values in filters.facets.items())


def _key(indexed: IndexedArticle, score: float, order: Order) -> tuple[object, ...]:
    article = indexed.article
    number = re.search(r"\d+", article.number or "")
    issue = int(number.group()) if number else 0
    page = article.pages[0] if article.pages else 0
    year = article.year or 0
    newest = (-year, -issue, page, article.id)
    if order is Order.RELEVANCE:
        # Sums of the same numbers in another order differ in the last digits.
        return (-round(score, 9), *newest)
    if order is Order.NEWEST:
        return newest
    if order is Order.OLDEST:
        return (not year, year, issue, page, article.id)
    text = indexed.orders.get(order, "")
    return (not text, text, *newest)


class ReferenceBatch:
    def __init__(self, state: _State) -> None:
        self._state = state
        self.added: dict[str, IndexedArticle] = {}
        self.entries: dict[str, SourceEntry] = {}
        self.deleted: set[str] = set()

    def add(self, article: IndexedArticle) -> None:
        if article.article.id in self.added:
            raise ValueError("twice")
        self.added[article.article.id] = article

    def put_source(self, entry: SourceEntry) -> None:
        self.entries[entry.source] = entry

    def delete_source(self, source: str) -> None:
        self.deleted.add(source)


class ReferenceEngine:
    damage: ClassVar[tuple[type[Exception], ...]] = ()
    settings: Mapping[str, str] = {}

    def __init__(self, path: Path) -> None:
        self._state = _indexes[path]

    @classmethod
    def create(cls, path: Path, _settings: Mapping[str, str] = {}) -> ReferenceEngine:
        _indexes[path] = _State()
        return cls(path)

    @classmethod
    def open(cls, path: Path, _settings: Mapping[str, str] = {}) -> ReferenceEngine:
        if path not in _indexes:
            raise LibraryError("none")
        return cls(path)

    @classmethod
    def drop(cls, path: Path, _settings: Mapping[str, str] = {}) -> None:
        _indexes.pop(path, None)

    def files(self) -> list[Path]:
        return []

    def snapshot(self) -> ReferenceSnapshot:
        return ReferenceSnapshot(self._state)

    def verify(self) -> list[str]:
        return []

    @contextmanager
    def batch(self) -> Iterator[ReferenceBatch]:
        if self._state.locked:
            raise LockedError("locked")
        self._state.locked = True
        try:
            batch = ReferenceBatch(self._state)
            yield batch
            state = self._state
            state.articles = {i: a for i, a in state.articles.items() if a.source not in batch.deleted}
            state.articles.update(batch.added)
            state.entries = {s: e for s, e in state.entries.items() if s not in batch.deleted}
            state.entries.update(batch.entries)
        finally:
            self._state.locked = False
