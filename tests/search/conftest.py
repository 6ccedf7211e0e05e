"""A small library of invented articles to search in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_articles import ARTICLES

from izde.engines.interface import Snapshot
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh
from izde.model import Article


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A snapshot of the four articles."""
    yield from snapshot_of(ARTICLES, tmp_path_factory.mktemp("library"))


def snapshot_of(articles: list[Article], folder: Path) -> Iterator[Snapshot]:
    engine = WhooshEngine.create(folder / "index")
    with engine.batch() as batch:
        for article in articles:
            batch.add(weigh(article, "bulletin.txt"))
    snapshot = engine.snapshot()
    yield snapshot
    snapshot.close()
