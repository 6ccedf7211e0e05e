"""What of an issue belongs to no article: contents, editorial pages, corrections, guidelines, imprint."""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract.block.region import region_start
from izde.extract.issue.contents import Contents
from izde.extract.line.codes import is_code
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role

_FRONT_SHARE = 0.25
_BACK_SHARE = 0.3
_REST = 30
_IMPRINT = 15
#: An editorial or a correction takes fewer lines than these.
_NOTICE = 120


def outside(rows: Sequence[Row], lists: Sequence[Contents]) -> set[int]:
    """The positions of rows that are contents, or editorial matter before the first or behind the last
    article."""
    found: set[int] = set()
    for contents in lists:
        found.update(contents.rows)
    back = _back(rows, found)
    found.update(range(back, len(rows)))
    front = _front(rows, found)
    found.update(range(front))
    for p in range(front, back):
        if p not in found and rows[p].heads(Role.NOTICE) and (rows[p].gap or rows[p].breaks):
            found.update(range(p, _notice_end(rows, p, back)))
    return found


def _notice_end(rows: Sequence[Row], p: int, back: int) -> int:
    """The row after an editorial or a correction that row `p` heads: where the front matter of the next
    article begins; `p` where that is far or a heading inside a text comes first."""
    for q in range(p + 1, min(back, p + _NOTICE)):
        row = rows[q]
        if row.heads(Role.REFERENCES, Role.AUTHOR_INFO, Role.BODY, Role.CLOSING):
            return p
        if is_code(row):
            return q
        if row.label(Role.ABSTRACT) or row.label(Role.KEYWORDS) or row.heads(Role.OPENING):
            return region_start(rows, q, p + 1)
    return back if back - p < _NOTICE else p


def _back(rows: Sequence[Row], contents: set[int]) -> int:
    """Where the matter behind the last article begins: guidelines, editorial pages or an imprint after
    which no article opens any more."""
    start = len(rows)
    limit = int(len(rows) * (1 - _BACK_SHARE)) if len(rows) > 200 else len(rows) // 2
    p = len(rows) - 1
    while p >= limit:
        row = rows[p]
        if p in contents:
            p -= 1
            continue
        if row.heads(Role.OPENING) and len(rows) - p > 60:
            break
        if (_is_matter_heading(row) and (row.gap or row.breaks or row.caps or row.bold or row.centred)) or (
            row.label(Role.IMPRINT) and len(rows) - p < 60 and start == len(rows)
        ):
            start = p
        p -= 1
    if start == len(rows) and contents and max(contents) >= limit:
        # What few lines stand behind a list of contents are of the pages around it.
        behind = rows[max(contents) + 1 :]
        if len(behind) < _REST and not any(r.heads(Role.ABSTRACT, Role.OPENING) for r in behind):
            start = max(contents) + 1
    # A list of contents right before belongs to the back as well.
    while start > 0 and start - 1 in contents:
        start -= 1
    return start


def _is_matter_heading(row: Row) -> bool:
    if row.heads(Role.GUIDELINES):
        return True
    return row.heads(Role.EDITORIAL) and len(row.words) <= 6


def _front(rows: Sequence[Row], contents: set[int]) -> int:
    """Where the matter before the first article ends: behind the last heading of editorial pages or of
    guidelines near the issue's beginning that comes before any article's own headings."""
    limit = int(len(rows) * _FRONT_SHARE)
    last = 0
    for p in range(limit):
        row = rows[p]
        if row.heads(Role.ABSTRACT, Role.OPENING) or is_code(row):
            break
        if p in contents or _is_matter_heading(row) or row.label(Role.IMPRINT):
            last = p + 1
        elif row.label(Role.EDITORIAL):
            last = _page_end(rows, p)
    return last


def _page_end(rows: Sequence[Row], p: int) -> int:
    """The row after the page that row `p` stands on, where that is near; else the row after it."""
    return next((q for q in range(p + 1, min(p + _IMPRINT, len(rows))) if rows[q].breaks), p + 1)
