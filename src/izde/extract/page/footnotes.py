"""Footnotes: small print at the foot of a page or of a column that begins with a mark.

They interrupt whatever runs on over the page, an abstract included. They are kept out of it; an address in
one still belongs to its article.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from izde.extract.line import names
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role

_MARK = re.compile(r"^(?:[*†‡§]|[¹²³⁴-⁹]|\d{1,2}\s?(?=[^\W\d_]))")
_BLOCK = (Role.ABSTRACT, Role.KEYWORDS)
#: A note is at least so many points smaller than the line above it,
_SMALLER = 0.4
#: or, where no blank sets it off, so many.
_MUCH_SMALLER = 0.9
#: More lines than these at the foot of one column are no notes.
_LONGEST = 14
#: Notes begin below this share of the page's height.
_LOWER = 0.5


def find(rows: Sequence[Row], furniture: Container[int]) -> set[int]:
    """The indices of the rows that footnotes make up. `furniture` are the rows of running heads and feet."""
    found: set[int] = set()
    for column in _columns(rows, furniture):
        start = _start(column)
        found.update(row.index for row in column[start:])
    return found


def _columns(rows: Sequence[Row], furniture: Container[int]) -> Iterator[list[Row]]:
    """The rows of each page, or of each column of it, from top to bottom."""
    column: list[Row] = []
    for row in rows:
        if row.index in furniture or row.line.box is None:
            continue
        above = column[-1].line.box if column else None
        if column and (row.page != column[-1].page or (above is not None and row.line.box[1] > above[1])):
            yield column
            column = []
        column.append(row)
    if column:
        yield column


def _start(column: Sequence[Row]) -> int:
    """The place of the first note's first row in a column; the column's length where there is none."""
    start = len(column)
    largest = 0.0
    lower = _LOWER * max((row.line.box[3] for row in column if row.line.box), default=0.0)
    for place in range(len(column) - 1, max(0, len(column) - 1 - _LONGEST), -1):
        row, above = column[place], column[place - 1]
        if row.size is None or above.size is None or row.line.box is None or row.line.box[3] > lower:
            break
        if any(m.whole or m.role in _BLOCK for m in row.labels) or names.split(above.text) is not None:
            # What stands below a byline are its affiliations, and an abstract may follow them.
            break
        largest = max(largest, row.size)
        drop = above.size - largest
        if drop > _SMALLER and _MARK.match(row.text) and (row.gap or drop > _MUCH_SMALLER):
            start = place
    return start
