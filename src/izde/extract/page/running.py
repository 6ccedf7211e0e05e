"""Running heads that too few pages repeat to be found by repetition: known once the titles are.

A title that is printed in an article's front matter heads its later pages, often cut short and with a
page number beside it. Where such a line stands among the lines of another block it is taken out, and the
issue is divided into articles again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from izde.extract.article import header
from izde.extract.block.blocks import Block
from izde.extract.line import names
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.prose import Words
from izde.extract.line.rows import Row
from izde.extract.page.heads import Head, head_of

_SHORTEST = 20
_OPENING_WORDS = 3
_LONE_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")
_EDGE_NUMBER = re.compile(r"^\d{1,4}\s{2,}|\s{2,}\d{1,4}$")


def find(rows: Sequence[Row], blocks: Sequence[Block], words: Words) -> list[list[int]]:
    """The positions of running heads that are left among the rows, the lines of one head together."""
    titles: list[tuple[Block, str]] = []
    owner: dict[int, Block] = {}
    for block in blocks:
        title = _plain(header.parse([rows[p] for p in block.front], words, block.language).title)
        if title:
            titles.append((block, title))
        owner.update(dict.fromkeys(block.front, block))
    if not titles:
        return []
    return [
        _with_number(rows, p)
        for p in range(titles[0][0].start, len(rows))
        if _cuts_title(rows, p, owner)
        or _doubled(rows, p, owner)
        or (_repeats_title(rows, p, titles) and not _only_title(rows, p, owner, titles))
    ]


def interruptions(rows: Sequence[Row]) -> list[list[int]]:
    """The positions of lines that stand at a page break in the midst of a sentence and are nothing but
    names, or the beginning of a text that is printed elsewhere too: heads that need no title to be known."""
    openings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for p, row in enumerate(rows):
        openings[_opening(row)].append(p)
    return [[p] for p in range(1, len(rows) - 1) if _interrupts(rows, p, openings)]


def _opening(row: Row) -> tuple[str, ...]:
    return tuple(word.casefold() for word in row.words[:_OPENING_WORDS])


def _interrupts(rows: Sequence[Row], p: int, openings: dict[tuple[str, ...], list[int]]) -> bool:
    above, row, below = rows[p - 1 : p + 2]
    if row.listed or not below.breaks or not below.starts_low or above.ends or above.caps or above.heading:
        return False
    if len(row.text) > 140 or row.ends or row.starts_low or row.labels or row.numeric:
        return False
    if len(above.text) < 0.8 * len(below.text) or kind_of(above) is not Kind.TITLE:
        return False
    byline = names.split(row.text)
    if byline is not None:
        return not any(byline.marks)
    line = _plain(_EDGE_NUMBER.sub("", row.text))
    if len(row.words) < _OPENING_WORDS or len(line) < _SHORTEST:
        return False
    return any(
        _plain(" ".join(r.text for r in rows[q : q + 3])).startswith(line)
        for q in openings[_opening(row)]
        if q != p
    )


def read(rows: Sequence[Row], runs: Sequence[list[int]]) -> list[Head]:
    """What the heads at these positions tell; `rows` are those of the issue's text."""
    return [head_of([rows[p] for p in run]) for run in runs]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _repeats_title(rows: Sequence[Row], p: int, titles: Sequence[tuple[Block, str]]) -> bool:
    """Whether a line is (the beginning of) the title of an earlier block, apart from the text around."""
    row = rows[p]
    if len(row.text) > 200 or len(row.words) < 3:
        return False
    bare = _EDGE_NUMBER.sub("", row.text)
    numbered = _numbered(rows, p)
    if row.caps and not numbered:
        return False
    below = rows[p + 1] if p + 1 < len(rows) else None
    apart = numbered or row.gap or row.breaks or (below is not None and (below.breaks or below.gap))
    line = _plain(bare)
    if len(line) < _SHORTEST or not apart:
        return False
    return any(
        p not in block.front and block.start < p and (title == line or title.startswith(line + " "))
        for block, title in titles
    )


def _only_title(
    rows: Sequence[Row], p: int, owner: dict[int, Block], titles: Sequence[tuple[Block, str]]
) -> bool:
    """Whether a block has no other title than this line: it repeats the title of another block."""
    block = owner.get(p)
    if block is None or _numbered(rows, p):
        return False
    rest = [
        q
        for q in block.front
        if q != p and rows[q].letters >= 4 and kind_of(rows[q]) is Kind.TITLE
        and not _repeats_title(rows, q, titles)
    ]  # fmt: skip
    return not rest


def _cuts_title(rows: Sequence[Row], p: int, owner: dict[int, Block]) -> bool:
    """Whether a line of nothing but names stands in the midst of a title, at the break of a page."""
    block = owner.get(p)
    if block is None or p - 1 not in block.front or p + 1 not in block.front:
        return False
    below = rows[p + 1]
    byline = names.split(rows[p].text)
    if byline is None or any(byline.marks) or not (below.breaks and below.starts_low):
        return False
    return kind_of(rows[p - 1]) is Kind.TITLE and kind_of(below) is Kind.TITLE


def _doubled(rows: Sequence[Row], p: int, owner: dict[int, Block]) -> bool:
    """Whether the title begins anew below a line in the same front matter: the line heads the page."""
    block = owner.get(p)
    line = _plain(_EDGE_NUMBER.sub("", rows[p].text))
    if block is None or len(line) < _SHORTEST or kind_of(rows[p]) is Kind.BYLINE:
        # An address may begin like the name above it.
        return False
    below = [rows[q].text for q in range(p + 1, block.front.stop)]
    return any(_plain(" ".join(below[k:])).startswith(line) for k in range(min(4, len(below))))


def _numbered(rows: Sequence[Row], p: int) -> bool:
    """Whether a page number stands on the line or on the line beside it."""
    near = [rows[q].text for q in (p - 1, p + 1) if 0 <= q < len(rows)]
    return _EDGE_NUMBER.search(rows[p].text) is not None or any(_LONE_NUMBER.match(text) for text in near)


def _with_number(rows: Sequence[Row], p: int) -> list[int]:
    """The line and the page number beside it."""
    near = [q for q in (p - 1, p + 1) if 0 <= q < len(rows) and _LONE_NUMBER.match(rows[q].text)]
    return sorted([p, *near])
