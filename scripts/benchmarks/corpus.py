"""Articles for measuring: any number of them, drawn from the sample issues' own sentences.

An article keeps the title, keywords and abstracts of a sample article; its body is a run of sentences drawn
from all bodies of that language, as long as a sample body is. So terms have the lengths and (but for the
rare ones, of which a real library has more) the frequencies that they have in journals, and no two
articles are the same. The same seed gives the same articles.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from izde.model import Article

ISSUES = Path(__file__).resolve().parents[2] / "data" / "issues"
#: Articles in an issue that is made here.
PER_ISSUE = 25
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=\S)")


@lru_cache(maxsize=1)
def samples() -> tuple[Article, ...]:
    """The articles of the sample issues."""
    from izde.extract import extract

    return tuple(article for path in sorted(ISSUES.glob("*.txt")) for article in extract(path).articles)


@lru_cache(maxsize=1)
def _sentences() -> dict[str, list[str]]:
    by_language: dict[str, list[str]] = {}
    for article in samples():
        by_language.setdefault(article.language or "", []).extend(_SENTENCE.split(article.body))
    return by_language


def articles(count: int, seed: int = 1, body: float = 1.0) -> Iterator[Article]:
    """`count` articles, in issues of `PER_ISSUE`; their bodies are that share of a sample's in length."""
    draw = random.Random(seed)
    for number in range(count):
        pattern = draw.choice(samples())
        length = int(len(draw.choice(samples()).body) * body)
        pool = _sentences()[pattern.language or ""]
        sentences: list[str] = []
        while length > 0:
            sentence = draw.choice(pool)
            sentences.append(sentence)
            length -= len(sentence) + 1
        issue = number // PER_ISSUE
        source = f"journal-{seed}-{issue:05}.jsonl"
        yield msgspec.structs.replace(
            pattern,
            id=f"journal-{seed}-{issue:05}-{number % PER_ISSUE + 1:02}",
            source=source,
            year=1990 + issue % 35,
            number=str(issue % 4 + 1),
            body=" ".join(sentences),
        )


def characters(article: Article) -> int:
    """How much text of an article is indexed."""
    return (
        len(article.body)
        + sum(map(len, article.title.values()))
        + sum(map(len, article.abstracts.values()))
        + sum(len(keyword) for keywords in article.keywords.values() for keyword in keywords)
        + sum(len(author.name) for author in article.authors)
    )
