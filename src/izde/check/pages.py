"""Page numbers: known, in order, and no page two articles' (P)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.check.finding import Finding, finding
from izde.check.printed import Subject
from izde.extract.issue.sums import is_of_one_page


def pages(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Page numbers that do not add up over the issue."""
    before: Subject | None = None
    for subject in subjects:
        span = subject.article.pages
        if span is None:
            yield finding("P01", subject.id, subject.beginning)
            continue
        first, last = span
        if subject.article.pages_from == "first":
            yield finding("P05", subject.id, subject.beginning, page=first)
        elif subject.article.pages_from == "concluded":
            yield finding("P06", subject.id, subject.beginning, last=last)
        elif is_of_one_page(subject.article):
            yield finding("P07", subject.id, subject.beginning, page=first)
        if last < first:
            yield finding("P02", subject.id, subject.beginning, first=first, last=last)
            continue
        if before is not None and before.article.pages is not None:
            other = before.article.pages
            if last < other[0]:
                text = f"{first}–{last}" if first != last else str(first)
                yield finding("P04", subject.id, subject.beginning, other=before.id, pages=text)
            # Two articles may meet on one page only where a journal does not begin each on a new one.
            elif first < other[1]:
                yield finding("P03", subject.id, subject.beginning, page=first, other=before.id)
        before = subject
