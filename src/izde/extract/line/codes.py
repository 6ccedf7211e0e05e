"""Classification codes and the DOI: lines of them, their values, and which DOI is a reference's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from izde.extract.line import classification, links
from izde.extract.line.classification import IRSTI_LABELS, UDC_LABELS
from izde.extract.line.references import is_reference, reads_like_reference
from izde.extract.line.rows import Row
from izde.extract.line.sections import is_section
from izde.extract.line.vocabulary import Role

_CODE_LABEL = re.compile(rf"^(?:{UDC_LABELS}|{IRSTI_LABELS})\b")
# The classifications of economics, mathematics and physics.
_SUBJECT = re.compile(
    r"\bJEL\b[^:]{0,20}:?\s*[A-Z]\d|^\W*(?:(?:AMS|MSC|\d{4})\b[^:.]{0,60}?:?\s*\d\d[A-Z]\d\d|PACS\b.{0,20}?\d\d\.\d\d)"
)
_DOI_ALONE = re.compile(rf"^\W*{links.DOI.pattern}$")
_DOI_LABEL = re.compile(r"\bDOI\b|doi\.org", re.IGNORECASE)
_LIST_ROWS = 80


@dataclass
class Codes:
    """The classification codes and the DOI printed with an article."""

    udc: str | None = None
    irsti: str | None = None
    doi: str | None = None

    def take(self, other: Codes) -> None:
        """Keep what is known, add what `other` knows."""
        self.udc = self.udc or other.udc
        self.irsti = self.irsti or other.irsti
        self.doi = self.doi or other.doi


def codes_of(text: str) -> Codes:
    """The codes and the DOI on a line."""
    codes = Codes(classification.udc(text), classification.irsti(text))
    said = _DOI_LABEL.search(text) or _DOI_ALONE.match(text)
    if said and not reads_like_reference(text) and (found := links.dois(text)):
        codes.doi = found[0]
    return codes


def is_code(row: Row) -> bool:
    """Whether the line is one of classification codes or the article's DOI."""
    text = row.text
    if len(row.words) > 24:
        return False
    if classification.opens(text) or _SUBJECT.match(text):
        return True
    lead = _DOI_ALONE.match(text) or re.match(
        r"^\W*(?:https?://(?:dx\.)?doi\.org/|doi\b)", text, re.IGNORECASE
    )
    beside = len(links.DOI.sub("", text).split())
    return bool(lead and links.dois(text) and beside <= 6) or bool(_CODE_LABEL.match(text))


def closes_reference(rows: Sequence[Row], p: int) -> bool:
    """Whether a line with a DOI is the last of the reference above it, not a code of what stands below."""
    row = rows[p]
    if row.gap or row.breaks or not p or not links.dois(row.text):
        return False
    below = rows[p + 1] if p + 1 < len(rows) else None
    if classifies(row):
        return False
    if below is not None and classifies(below) and not (below.gap or below.breaks):
        # One of several codes, unless the line below has the article's DOI.
        return bool(links.dois(below.text))
    return is_reference(rows[p - 1]) or _in_list(rows, p - 1)


def classifies(row: Row) -> bool:
    """Whether the line begins with a code of a classification."""
    return classification.opens(row.text)


def _in_list(rows: Sequence[Row], p: int) -> bool:
    """Whether a row stands in a list of references: nothing but such is between it and the list's heading."""
    top = max(0, p - _LIST_ROWS)
    while p > top and not _ends_list(rows[p]):
        p -= 1
    return rows[p].heads(Role.REFERENCES)


def _ends_list(row: Row) -> bool:
    """Whether no list of references goes on over a line."""
    apart = row.gap or row.breaks or row.heading or classifies(row) or is_section(row)
    return apart or (row.caps and row.letters > 8)
