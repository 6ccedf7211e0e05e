"""Which blocks and which stretches of text make up one article: a choice over the whole issue.

The issue is a sequence of blocks (title, abstract and keywords of one language) with stretches of text
between them. An article is a run of neighbours: one or more blocks with one body before, between or
behind them. Dynamic programming picks the partition with the highest sum of article scores, where a
score weighs

- languages: no language twice, all three where the issue has three;
- affinity: how much of the vocabulary that sets a block apart from the rest of the issue it shares with
  the text and the other blocks of its article, across languages by a fold of Cyrillic to Latin and the
  first letters of each word, so that names, numbers and loan words meet;
- position: codes, a DOI or a byline open an article, information about its authors closes one; a body
  opens with an introduction in the language of the block before it;
- habit: the number of blocks that stand before the body is mostly the same in one issue.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.block.blocks import Block
from izde.extract.line import tongue
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role
from izde.model import Language

_LONGEST = 8
_BODY_WORDS = 150
_TORN_WORDS = 250
_PREFIX = 5
_WORD = re.compile(r"[^\W_]{4,}")
_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdezijklmnoprstufhye", strict=False)),
        **dict(zip("әғқңөұүһі", "agknouuhi", strict=False)),
        "ж": "zh",
        "ц": "c",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ъ": "",
        "ь": "",
        "ю": "ju",
        "я": "ja",
        "ё": "e",
    }
)


@dataclass
class Stretch:
    """The text between two blocks: rows `start` to `end`, and what it looks like."""

    start: int
    end: int
    words: int = 0
    opening: Language | None = None
    opens: bool = False
    closes: bool = False
    language: Language | None = None


@dataclass
class Span:
    """One article: the rows it takes and the blocks in it."""

    start: int
    end: int
    blocks: list[Block] = field(default_factory=list)


def stretches(rows: Sequence[Row], blocks: Sequence[Block]) -> list[Stretch]:
    """The text before, between and behind the blocks."""
    edges = [0, *(x for b in blocks for x in (b.start, b.end)), len(rows)]
    return [_stretch(rows, a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]


def _stretch(rows: Sequence[Row], start: int, end: int) -> Stretch:
    """What is prose in a stretch: references and information about authors do not count."""
    stretch = Stretch(start, end)
    counted = True
    votes: list[tongue.Tongues] = []
    for p in range(start, end):
        row = rows[p]
        if row.heads(Role.REFERENCES) or (row.heads(Role.AUTHOR_INFO) and len(row.words) > 1):
            counted = False
            stretch.closes = stretch.closes or row.heads(Role.AUTHOR_INFO)
        elif row.heads(Role.OPENING, Role.CLOSING, Role.BODY):
            counted = True
            if row.heads(Role.OPENING) and p - start < 25:
                stretch.opens = True
        if counted and not row.listed and not is_reference(row):
            stretch.words += len(row.words)
            if len(votes) < 400:
                votes.append(row.tongues)
    stretch.language = tongue.total(votes).best() if votes else None
    return stretch


def _bag(text: str) -> Counter[str]:
    folded = text.casefold().translate(_LATIN)
    return Counter(word[:_PREFIX] for word in _WORD.findall(folded))


class Affinity:
    """How much two parts of an issue share of what is rare elsewhere in it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bags = [_bag(text) for text in texts]
        seen: Counter[str] = Counter()
        for bag in self._bags:
            seen.update(bag.keys())
        n = max(1, len(texts))
        self._weight = {term: math.log(n / count) for term, count in seen.items()}
        self._known: dict[tuple[int, int], float] = {}

    def __call__(self, small: int, large: int) -> float:
        """The weighted share of the terms of part `small` that part `large` holds, from 0 to 1."""
        if (small, large) not in self._known:
            self._known[small, large] = self._shared(small, large)
        return self._known[small, large]

    def _shared(self, small: int, large: int) -> float:
        a, b = self._bags[small], self._bags[large]
        whole = sum(self._weight[t] for t in a)
        if not whole or not b:
            return 0.0
        return sum(self._weight[t] for t in a if t in b) / whole


def partition(rows: Sequence[Row], blocks: Sequence[Block]) -> list[Span]:
    """The articles of an issue as spans of rows, in order."""
    if not blocks:
        return []
    parts = stretches(rows, blocks)
    n = len(blocks)
    texts = [
        _text(rows, b.front, b.abstract, b.keywords) + f" {b.abstract_lead} {b.keywords_lead}" for b in blocks
    ]
    texts += [_text(rows, range(s.start, s.end)) for s in parts]
    affinity = Affinity(texts)
    marks = [_front_marks(rows, b) for b in blocks]
    common = Counter(b.language for b in blocks)
    expected = {language for language, count in common.items() if language and count * 6 >= n}
    habit: int | None = None
    cuts: list[int] = []
    for _ in range(2):
        cuts = _cut(blocks, parts, affinity, marks, expected, habit)
        fronts = Counter(_front_count(parts, i, j) for i, j in zip(cuts, [*cuts[1:], n], strict=False))
        if not fronts:
            break
        habit, support = fronts.most_common(1)[0]
        if support * 2 < len(cuts):
            break
    spans = []
    for i in cuts:
        _to_page_top(rows, blocks[i], blocks[i - 1].end if i else 0)
    for i, j in zip(cuts, [*cuts[1:], n], strict=False):
        spans.append(Span(blocks[i].start, blocks[j].start if j < n else len(rows), list(blocks[i:j])))
    first = spans[0].start
    if first and _torn(rows[:first]):
        spans.insert(0, Span(0, first))
    return spans


def _torn(rows: Sequence[Row]) -> bool:
    """Whether the text before the first block is the rest of an article that the file begins inside of:
    lines that go on from the one above, as those of lists of editors do not."""
    closed = any(row.heads(Role.REFERENCES, Role.CLOSING) for row in rows)
    running = sum(len(row.words) for row in rows if row.starts_low and len(row.words) >= 4)
    return running >= (_TORN_WORDS // 3 if closed else _TORN_WORDS)


def _to_page_top(rows: Sequence[Row], block: Block, floor: int) -> None:
    """Let the first block of an article begin with its page, where only a few lines of the page that are
    no text stand above it (a section's name, say)."""
    start = block.start
    while start > floor and rows[start - 1].page == rows[block.start].page and block.start - start < 6:
        above = rows[start - 1]
        if above.ends or above.starts_low or above.listed or is_reference(above) or above.heading:
            return
        if kind_of(above) is Kind.CONTACT:
            # An address above the codes closes the article before.
            return
        start -= 1
        if rows[start].top == 0 or (start > 0 and rows[start - 1].page != rows[start].page):
            block.front = range(start, block.front.stop)
            block.start = start
            return


def _text(rows: Sequence[Row], *ranges: range) -> str:
    return " ".join(rows[p].text for r in ranges for p in r)


def _front_marks(rows: Sequence[Row], block: Block) -> float:
    """What stands in a block's front matter that opens an article."""
    score = 0.0
    for p in block.front:
        kind = kind_of(rows[p])
        if kind is Kind.CODE:
            score += 2.0
        elif kind in (Kind.BYLINE, Kind.CONTACT):
            score += 0.3
    return min(score, 3.0)


def _front_count(parts: Sequence[Stretch], i: int, j: int) -> int:
    """How many of the blocks i…j-1 stand before the body."""
    body = max(range(i + 1, j + 1), key=lambda k: parts[k].words)
    return body - i


def _cut(
    blocks: Sequence[Block],
    parts: Sequence[Stretch],
    affinity: Affinity,
    marks: Sequence[float],
    expected: set[Language],
    habit: int | None,
) -> list[int]:
    """The indices of the blocks that open an article."""
    n = len(blocks)
    best = [0.0] + [-math.inf] * n
    back = [0] * (n + 1)
    for j in range(1, n + 1):
        for i in range(max(0, j - _LONGEST), j):
            if best[i] == -math.inf:
                continue
            value = best[i] + _score(blocks, parts, affinity, marks, expected, habit, i, j)
            if value > best[j]:
                best[j], back[j] = value, i
    cuts = []
    j = n
    while j > 0:
        cuts.append(back[j])
        j = back[j]
    return cuts[::-1]


def _score(
    blocks: Sequence[Block],
    parts: Sequence[Stretch],
    affinity: Affinity,
    marks: Sequence[float],
    expected: set[Language],
    habit: int | None,
    i: int,
    j: int,
) -> float:
    """How well the blocks i…j-1, with the text between them and behind the last, make one article."""
    n = len(blocks)
    languages = [b.language for b in blocks[i:j]]
    score = 0.0
    if any(b.bare for b in blocks[i + 1 : j]):
        return -20.0
    repeats = len(languages) - len(set(languages))
    score -= 5.0 * repeats
    score -= 1.0 * len(expected - set(languages))
    bodies = [k for k in range(i + 1, j + 1) if parts[k].words >= _BODY_WORDS]
    if not bodies:
        score -= 4.0
        body = max(range(i + 1, j + 1), key=lambda k: parts[k].words)
    else:
        body = max(bodies, key=lambda k: parts[k].words)
        others = sum(1 for k in bodies if k != body and parts[k].words * 4 > parts[body].words)
        score -= 3.0 * others
    for k in range(i, j):
        score += 3.0 * affinity(k, n + body)
    if j - i > 1:
        for k in range(i + 1, j):
            score += 1.5 * max(affinity(k, m) for m in range(i, j) if m != k)
    score += marks[i] * 0.7
    score -= sum(marks[k] for k in range(i + 1, j)) * 0.5
    if parts[body].language:
        fronts = [b.language for b in blocks[i:body]]
        if parts[body].language not in fronts:
            score -= 1.5 if parts[body].language in expected else 0.2
        elif body - i == 1:
            score += 0.5
    for k in range(i + 1, j):
        if parts[k].closes:
            score -= 2.0
    if i > 0 and parts[i].closes:
        score += 1.5
    if habit is not None and body - i == habit:
        score += 1.0
    return score
