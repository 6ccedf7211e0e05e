"""Notes between the parts of an article that are of none of them: how the article is to be cited.

A note on citing repeats the title, the names and the DOI as a reference does. Left in, it would pass for a
title, an end of an abstract, or the last reference of the article before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.line import links, prose, reference_lists
from izde.extract.line.codes import is_code
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row
from izde.extract.line.sections import is_section
from izde.extract.line.vocabulary import Role
from izde.extract.page.heads import YEAR

_LONGEST = 9
_LONE_DOI = re.compile(r"^\W*(?:DOI\b|https?://(?:dx\.)?doi\.org/|10\.\d{4,9}/)\S*\s*\S*$", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:19|20)\d\d\s?[,;]\s?\d|"
    r"//|№|doi|\bvol\b|\bno\b|\bтом\b|\bт\.|\d\s?[-–—]\s?\d|\b\d+\s?\(\d+\)",
    re.IGNORECASE,
)


def find(rows: Sequence[Row]) -> list[range]:
    """The notes on how to cite an article, as ranges of positions in `rows`."""
    found: list[range] = []
    listings = [lst.starts for lst in reference_lists.find(rows) if lst.starts]
    p = 0
    while p < len(rows):
        # Inside a list of references, or in the midst of a sentence, the word is a title's.
        listed = any(starts[0] < p < starts[-1] for starts in listings)
        if rows[p].label(Role.CITATION) and not listed and (rows[p].gap or not rows[p].starts_low):
            end = _end(rows, p)
            text = " ".join(row.text for row in rows[p:end])
            if YEAR.search(text) and _SOURCE.search(text):
                found.append(range(p, end))
                p = end
                continue
        p += 1
    return found


def dois(rows: Sequence[Row], notes: Sequence[range]) -> list[tuple[int, str]]:
    """The DOI that each note gives, with the index of the row in which the note begins."""
    return [
        (rows[note.start].index, found[0])
        for note in notes
        if (found := links.dois(" ".join(rows[p].text for p in note)))
    ]


def texts(rows: Sequence[Row], notes: Sequence[range]) -> list[tuple[int, str]]:
    """Each note without its label, with the index of the row in which it begins."""
    found: list[tuple[int, str]] = []
    for note in notes:
        label = rows[note.start].label(Role.CITATION)
        lead = label.rest if label is not None else rows[note.start].text
        said = prose.join_texts([lead, *(rows[p].text for p in note[1:])], prose.Words(()))
        found.append((rows[note.start].index, said.strip()))
    return found


def _end(rows: Sequence[Row], start: int) -> int:
    """The row after a note: a paragraph's end, a label, a code, or a line of names with marks."""
    p = start + 1
    if rows[start].heading:
        p += 1
    while p < len(rows) and p - start < _LONGEST:
        row, above = rows[p], rows[p - 1]
        if not row.gap and _LONE_DOI.match(row.text):
            # The address of what is cited.
            return p + 1
        if row.gap or row.labels or is_code(row) or is_section(row):
            break
        width = max(len(r.text) for r in rows[start:p])
        short = p > start + 1 and len(above.text) < width * 0.85
        closed = short and not row.starts_low and (above.ends or bool(links.dois(above.text)))
        if closed and (is_reference(above) or links.dois(above.text) or row.caps):
            break
        if kind_of(row) in (Kind.CONTACT, Kind.NOTE) or (kind_of(row) is Kind.BYLINE and closed):
            break
        p += 1
    return p
