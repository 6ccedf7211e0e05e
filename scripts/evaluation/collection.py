"""The sample articles as a collection to search, and the index that a search evaluation asks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from evaluation.gold import SAMPLES, gold_articles
from evaluation.scoring import align
from izde.engines.interface import Snapshot
from izde.engines.whoosh.engine import WhooshEngine
from izde.extract import extract
from izde.index.weighing import WEIGHTS, Weights, weigh
from izde.model import Article


@lru_cache(maxsize=1)
def extracted() -> tuple[tuple[Article, ...], dict[str, str]]:
    """The articles of both sample issues as extraction sees them, and the gold id of each that has one."""
    articles: list[Article] = []
    gold_ids: dict[str, str] = {}
    for issue, gold_file in SAMPLES:
        found = extract(issue).articles
        gold = gold_articles(gold_file)
        gold_ids.update({found[i].id: gold[j].id for j, i in align(found, gold).items()})
        articles.extend(found)
    return tuple(articles), gold_ids


@lru_cache(maxsize=1)
def corrected() -> tuple[Article, ...]:
    """The same articles, with the gold record in place of the extracted one where there is one."""
    gold = [article for _, gold_file in SAMPLES for article in gold_articles(gold_file)]
    articles, gold_ids = extracted()
    return (*gold, *(article for article in articles if article.id not in gold_ids))


@contextmanager
def indexed(articles: Iterable[Article], weights: Weights = WEIGHTS) -> Iterator[Snapshot]:
    """A snapshot of a fresh index of the articles."""
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        with engine.batch() as batch:
            for article in articles:
                batch.add(weigh(article, article.source or "gold", weights))
        snapshot = engine.snapshot()
        try:
            yield snapshot
        finally:
            snapshot.close()
