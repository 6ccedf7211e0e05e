"""Precision is not paid for recall: what is printed as typed comes before what is only like it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from conftest import snapshot_of
from izde.engines.interface import Snapshot
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh
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
    """The articles that print each word, and the first two and three letters of each article's words."""
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
                    beginnings[article.id].update((word[:2], word[:3]))
    return {"owners": owners, "beginnings": beginnings}


def better_than_printed(sample: Snapshot, known: dict[str, dict[str, set[str]]], words: list[str]) -> str:
    """The article that stands above all that print the words, if a loose reading has lifted it there."""
    exact = set.intersection(*(known["owners"][word] for word in words))
    ranked = rank(sample, Request(query=" ".join(words), limit=50))
    first = ranked.matches[0]
    if first.id in exact:
        return ""
    loose, collides = 0.0, False
    for label, key, share in first.parts:
        if label.startswith("+"):
            continue
        sought = ranked.expansion.sought[int(label)]
        origin = sought.readings[key].origin
        loose += share * (origin in LOOSE)
        stem = sought.text[: min(3, len(key))]
        collides |= origin is Origin.LEMMA and stem not in known["beginnings"][first.id]
    best = next(match.score for match in ranked.matches if match.id in exact)
    return first.id if collides or first.score - loose < best <= first.score else ""


@pytest.mark.slow
def test_a_hundred_words_are_found_where_they_are_printed_first(
    articles: list[Article], sample: Snapshot
) -> None:
    known = printed(articles)
    vocabulary = sorted(word for word in known["owners"] if word.isalpha() and len(word) > 3)
    chosen = random.Random(11).sample(vocabulary, QUERIES)
    assert [word for word in chosen if better_than_printed(sample, known, [word])] == []


@pytest.mark.slow
def test_a_hundred_pairs_of_words_are_found_where_they_are_printed_first(
    articles: list[Article], sample: Snapshot
) -> None:
    known = printed(articles)
    words: dict[str, list[str]] = defaultdict(list)
    for word, owners in sorted(known["owners"].items()):
        if word.isalpha() and len(word) > 3:
            for owner in owners:
                words[owner].append(word)
    chance = random.Random(11)
    chosen = [chance.sample(words[chance.choice(sorted(words))], 2) for _ in range(QUERIES)]
    assert [pair for pair in chosen if better_than_printed(sample, known, pair)] == []


FILLER = " ".join(f"толтыру{number % 997}" for number in range(9000))


@pytest.mark.parametrize(
    ("typed", "like_it"),
    [
        ("когам", "қоғам"),  # letters that a Russian keyboard lacks
        ("qogam", "қоғам"),  # Latin letters
        ("қоғамшыл", "қоғамдастық"),  # the same five letters
        ("академиялық", "акадэмиялық"),  # a slip
    ],
)
def test_once_as_typed_beats_everywhere_in_another_spelling(tmp_path: Path, typed: str, like_it: str) -> None:
    articles = [
        Article(id="typed", language="kk", title={"kk": "Бірінші"}, body=f"{FILLER} {typed}"),
        Article(
            id="like",
            language="kk",
            title={"kk": like_it},
            keywords={"kk": [like_it]},
            abstracts={"kk": f"{like_it} туралы."},
            body=f"{like_it} " * 50,
        ),
        Article(id="neither", language="kk", title={"kk": "Үшінші"}, body="Кіріспе."),
    ]
    for snapshot in snapshot_of(articles, tmp_path):
        assert rank(snapshot, Request(query=typed)).matches[0].id == "typed"
