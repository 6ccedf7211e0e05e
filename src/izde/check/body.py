"""The text of the articles: there is one, and it is more than its references (B)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.check.finding import Finding, finding
from izde.check.printed import Subject
from izde.extract.issue.sums import is_references_alone, is_without_text


def bodies(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Articles without text, or with hardly more than references. Records of which none has a text were
    made without one, as a catalogue's are: nothing is said of them."""
    if not any(subject.article.body or subject.printed.lines for subject in subjects):
        return
    for subject in subjects:
        if is_without_text(subject.article):
            yield finding("B01", subject.id, subject.beginning)
        elif is_references_alone(subject.article):
            yield finding("B02", subject.id, subject.beginning)
