"""Precision is not paid for recall: what is printed as typed comes before what is only like it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from izde.index.engine import Snapshot
from izde.index.weighing import weigh
from izde.index.whoosh_engine import WhooshEngine
from izde.language import tokens
from izde.model import Article
from izde.search.finding import rank
from izde.search.readings import Origin
from izde.search.results import Request

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"
QUERIES = 100
#: Ways of matching that may not lift an article above all that print the word.
LOOSE = {Origin.FOLD, Origin.RESPELLED, Origin.START, Origin.SLIP}


def gold() -> list[Article]:
    records = []
    for path in sorted(GOLD.glob("*-part.jsonl")):
        for line in path.read_bytes().splitlines():
            record = msgspec.json.decode(line)
            records.append({key: value for key, value in record.items() if value is not None})
    return msgspec.convert(records, list[Article])


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return gold()


@pytest.fixture(scope="module")
def sample(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    engine = WhooshEngine.create(tmp_path_factory.mktemp("precision") / "index")
    with engine.batch() as batch:
        for article in articles:
            batch.add(weigh(article, article.source))
    snapshot = engine.snapshot()
    yield snapshot
    snapshot.close()


def printed(articles: list[Article]) -> dict[str, dict[str, set[str]]]:
    """The articles that print each word, and the first three letters of each article's words."""
    owners: dict[str, set[str]] = defaultdict(set)
    beginnings: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        texts = [*article.title.values(), *article.abstracts.values(), article.body]
        texts += [keyword for keywords in article.keywords.values() for keyword in keywords]
        texts += [name for author in article.authors for name in (author.name, *author.names)]
        for text in texts:
            for token in tokens.tokenize(text):
                for word in (token.text, *tokens.parts(token.text)):
                    word = word.replace("ё", "е")
                    owners[word].add(article.id)
                    beginnings[article.id].add(word[:3])
    return {"owners": owners, "beginnings": beginnings}


@pytest.mark.slow
def test_a_hundred_words_are_found_where_they_are_printed_first(
    articles: list[Article], sample: Snapshot
) -> None:
    known = printed(articles)
    vocabulary = sorted(word for word in known["owners"] if word.isalpha() and len(word) > 3)
    wrong = []
    for word in random.Random(11).sample(vocabulary, QUERIES):
        ranked = rank(sample, Request(query=word, limit=len(articles)))
        first = ranked.matches[0]
        if first.id in known["owners"][word]:
            continue
        counted = {
            ranked.expansion.sought[int(label)].readings[key].origin
            for label, key, _ in first.parts
            if not label.startswith("+")
        }
        collides = Origin.LEMMA in counted and word[:3] not in known["beginnings"][first.id]
        if counted & LOOSE or collides:
            wrong.append((word, first.id, counted))
    assert wrong == []
