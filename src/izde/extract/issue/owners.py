"""Which article a row, a running head or a link target belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from izde.extract.issue.segment import Span
from izde.extract.line.rows import Row
from izde.extract.page.document import Document, Link
from izde.extract.page.heads import Head


class Owners:
    """Which article a row, a page or a running head belongs to."""

    def __init__(self, kept: Sequence[Row], spans: Sequence[Span], paged: bool) -> None:
        self._starts = [kept[span.start].index for span in spans]
        self._paged = paged
        self._pages: dict[int, Counter[int]] = {}
        for place, span in enumerate(spans):
            for p in range(span.start, span.end):
                self._pages.setdefault(kept[p].page, Counter())[place] += 1

    def of_row(self, index: int) -> int | None:
        """The article that the row stands in; None before the first."""
        place = None
        for number, start in enumerate(self._starts):
            if start > index:
                break
            place = number
        return place

    def of_head(self, head: Head, rows: Sequence[Row]) -> int | None:
        """The article that a head speaks of: that with most of the page where pages are known."""
        if not self._paged:
            return self.of_row(head.row)
        counts = self._pages.get(rows[head.row].page)
        return counts.most_common(1)[0][0] if counts else None


def targets(document: Document, rows: Sequence[Row], dumps: dict[int, Link]) -> list[tuple[int, Link]]:
    """All link targets with the index of the row they belong to: dumped lines, and a PDF's annotations."""
    targets = list(dumps.items())
    by_place = {(row.page, row.line.number): row.index for row in rows}
    on_page: dict[int, list[Row]] = {}
    for row in rows:
        on_page.setdefault(row.page, []).append(row)
    for page in document.pages:
        for link in page.links:
            at = by_place.get((page.index, link.line)) if link.line is not None else None
            if at is None:
                at = _nearest(link, on_page.get(page.index, []))
            if at is not None:
                targets.append((at, link))
    return sorted(targets, key=lambda t: t[0])


def _nearest(link: Link, rows: Sequence[Row]) -> int | None:
    """The row of a page that a link stands beside; the first where nothing says."""
    box = link.box
    placed = [row for row in rows if row.line.box is not None] if box is not None else []
    if not placed or box is None:
        return rows[0].index if rows else None
    middle = (box[1] + box[3]) / 2
    return min(
        placed, key=lambda r: abs(middle - (r.line.box[1] + r.line.box[3]) / 2) if r.line.box else 0
    ).index
