"""The printed numbers of pages: from heads and feet, where these agree."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from statistics import median

from izde.extract.issue.segment import Span
from izde.extract.line.rows import Row
from izde.extract.page.heads import Head

#: Page numbers are printed on so large a part of a file's pages.
_SHARE = 0.2
#: So many lines a page has, where the pages of a text are not marked.
_FEWEST, _MOST = 10, 150


def offset(heads: Sequence[Head], rows: Sequence[Row]) -> int | None:
    """What to add to a page's place in the file for its printed number; None where no numbers run through
    the file."""
    offsets = Counter(h.page - rows[h.row].page for h in heads if h.page is not None)
    if not offsets:
        return None
    found, count = offsets.most_common(1)[0]
    enough = max(2, _SHARE * rows[-1].page)
    return found if count * 2 >= sum(offsets.values()) and count >= enough else None


def keep_rising(heads: Sequence[Head]) -> None:
    """Take back page numbers that fall out of the longest rising run through the issue: where pages are
    not marked, the number of a figure or a note may pass for one. (Schensted's longest increasing
    subsequence, 1961.) All go where they rise faster or slower than the pages of a text do."""
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
    kept = [(head.row, head.page) for head in numbered if head.page is not None]
    if len(kept) >= 2:
        rates = [(b - a) / (n - m) for (a, m), (b, n) in itertools.pairwise(kept) if n > m]
        if not rates or not _FEWEST <= median(rates) <= _MOST:
            for head in numbered:
                head.page = None


def of_span(
    kept: Sequence[Row], span: Span, heads: Sequence[Head], added: int | None, paged: bool
) -> tuple[int, int] | None:
    """The printed numbers of an article's first and last page; `added` is what `offset` gives."""
    if added is not None and span.end > span.start:
        first, last = kept[span.start].page + added, kept[span.end - 1].page + added
        return (first, last) if first > 0 else None
    printed = [h.page for h in heads if h.page and not paged]
    return (min(printed), max(printed)) if printed else None


def in_file(kept: Sequence[Row], span: Span) -> tuple[int, int] | None:
    """The places in the file, from 1, of an article's first and last page."""
    return (kept[span.start].page, kept[span.end - 1].page) if span.end > span.start else None
