"""The printed numbers of pages: from heads and feet, where these agree."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from izde.extract.issue.segment import Span
from izde.extract.line.rows import Row
from izde.extract.page.heads import Head


def offset(heads: Sequence[Head], rows: Sequence[Row]) -> int | None:
    """What to add to a page's place in the file for its printed number; None where nothing says."""
    offsets = Counter(h.page - rows[h.row].page for h in heads if h.page is not None)
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count * 2 >= sum(offsets.values()) else None


def keep_rising(heads: Sequence[Head]) -> None:
    """Take back page numbers that fall out of the longest rising run through the issue: where pages are
    not marked, the number of a figure or a note may pass for one. (Schensted's longest increasing
    subsequence, 1961.)"""
    numbered = [head for head in heads if head.page is not None]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, head in enumerate(numbered):
        at = bisect_right(tails, head.page or 0)
        tails[at : at + 1] = [head.page or 0]
        ends[at : at + 1] = [place]
        before.append(ends[at - 1] if at else None)
    rising: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = before[last]
    for place, head in enumerate(numbered):
        if place not in rising:
            head.page = None


def of_span(
    kept: Sequence[Row], span: Span, heads: Sequence[Head], offset: int | None
) -> tuple[int, int] | None:
    """The printed numbers of an article's first and last page."""
    if offset is not None and span.end > span.start:
        first, last = kept[span.start].page + offset, kept[span.end - 1].page + offset
        if first > 0:
            return first, last
    printed = [h.page for h in heads if h.page]
    return (min(printed), max(printed)) if printed else None
