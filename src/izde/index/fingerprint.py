"""Recognising the same issue in another file: as PDF and as text, or printed twice.

Each article leaves the hashes of its titles and a bottom-k sketch of its vocabulary: the k smallest hashes
of its distinct longer words. The share of common values estimates how much of their vocabulary two articles
share (Broder 1997, "On the resemblance and containment of documents"); it survives what differs between two
files of one issue, such as hyphenation, running heads and the order of the columns.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from izde.model import Article

#: Values kept of each article's vocabulary.
SKETCH = 8

#: Of SKETCH values, how many two texts of one article share at least; and how many when a title is shared.
ENOUGH = 5
ENOUGH_WITH_TITLE = 2

#: Words of fewer letters say nothing of the article.
WORD = re.compile(r"[^\W\d_]{5,}")

#: An article with fewer distinct words has no sketch, a title with fewer letters no hash.
MIN_WORDS = 40
MIN_TITLE = 20

#: The share of the larger issue's articles that must be found in the other.
SAME_ISSUE = 0.6

_TITLE = "t"


def fingerprint(articles: Iterable[Article]) -> tuple[str, ...]:
    """The marks of an issue, a string an article: the hashes of its sketch and titles, space between."""
    return tuple(" ".join(_marks(article)) for article in articles)


def _marks(article: Article) -> list[str]:
    text = " ".join((article.body, *article.abstracts.values()))
    hashes = {zlib.crc32(word.encode()) for word in set(WORD.findall(text.casefold()))}
    marks = [f"{value:08x}" for value in sorted(hashes)[:SKETCH]] if len(hashes) >= MIN_WORDS else []
    for title in article.title.values():
        letters = "".join(filter(str.isalnum, title.casefold()))
        if len(letters) >= MIN_TITLE:
            marks.append(f"{_TITLE}{zlib.crc32(letters.encode()):08x}")
    return marks


class Fingerprints:
    """The fingerprints of a library's sources, to look for the source that holds the same issue."""

    def __init__(self, sources: Mapping[str, Sequence[str]]) -> None:
        self._articles: dict[str, Sequence[str]] = {}
        self._by_mark: dict[str, list[tuple[str, int]]] = {}
        for source, marks in sources.items():
            self.add(source, marks)

    def add(self, source: str, marks: Sequence[str]) -> None:
        self.discard(source)
        self._articles[source] = marks
        for number, article in enumerate(marks):
            for mark in article.split():
                self._by_mark.setdefault(mark, []).append((source, number))

    def discard(self, source: str) -> None:
        for number, article in enumerate(self._articles.pop(source, ())):
            for mark in article.split():
                self._by_mark[mark].remove((source, number))

    def same(self, marks: Sequence[str]) -> str | None:
        """The source that holds most of these articles and not many others, if any."""
        found: Counter[str] = Counter()
        for article in marks:
            found.update(self._sources(article))
        for source, count in found.most_common():
            if count >= SAME_ISSUE * max(len(marks), len(self._articles[source])):
                return source
        return None

    def _sources(self, article: str) -> set[str]:
        words: Counter[tuple[str, int]] = Counter()
        titled: set[tuple[str, int]] = set()
        for mark in article.split():
            if mark.startswith(_TITLE):
                titled.update(self._by_mark.get(mark, ()))
            else:
                words.update(self._by_mark.get(mark, ()))
        sketched = _has_sketch(article)
        same = {place for place, count in words.items() if count >= ENOUGH}
        for place in titled:
            source, number = place
            compared = sketched and _has_sketch(self._articles[source][number])
            if words[place] >= ENOUGH_WITH_TITLE or not compared:
                same.add(place)
        return {source for source, _ in same}


def _has_sketch(article: str) -> bool:
    return any(not mark.startswith(_TITLE) for mark in article.split())
