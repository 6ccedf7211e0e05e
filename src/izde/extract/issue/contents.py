"""The contents page: recognised, read for titles, authors and first pages, and never taken for articles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.line import names
from izde.extract.line.codes import is_code
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role

_ENTRY_END = re.compile(
    r"^(.*?)(?:\s*(?:\.\s?){3,}|\s*…+|\s*_{3,}|\s{2,}|\t)\s*(\d{1,4})(?:\s*[-–—]\s*\d{1,4})?\s*$"
)
_LOOSE_END = re.compile(r"^(.*[^\W\d_].*?)\s+(\d{1,4})$")
_ONLY_NUMBER = re.compile(r"^[.…\s]*(\d{1,4})$")


@dataclass
class Entry:
    """One line of contents: what it says, the names in it, and the page it points at."""

    title: str
    authors: list[str] = field(default_factory=list)
    page: int | None = None


@dataclass
class Contents:
    """One contents list: the rows it takes and its entries."""

    rows: range
    entries: list[Entry]


def find(rows: Sequence[Row]) -> list[Contents]:
    """The contents lists of an issue; those of several languages count one by one."""
    found: list[Contents] = []
    p = 0
    while p < len(rows):
        row = rows[p]
        if row.heads(Role.CONTENTS):
            end = _end(rows, p + 1, loose=True)
            if end > p + 3:
                found.append(Contents(range(p, end), _entries(rows[p + 1 : end])))
                p = end
                continue
        elif row.leaders and _ENTRY_END.match(row.text):
            start = _start(rows, p)
            end = _end(rows, p, loose=False)
            entries = _entries(rows[start:end])
            pages = [e.page for e in entries if e.page is not None]
            rising = sum(1 for a, b in itertools.pairwise(pages) if a <= b)
            if len(pages) >= 4 and rising >= len(pages) - 2:
                found.append(Contents(range(start, end), entries))
                p = end
                continue
        p += 1
    return found


def _start(rows: Sequence[Row], p: int) -> int:
    """The first row of the entry whose last row is `p`."""
    start = p
    while (
        start > 0
        and p - start < 4
        and not rows[start].gap
        and not rows[start].breaks
        and not rows[start - 1].ends
    ):
        start -= 1
    return start


def _pointing(row: Row, loose: bool) -> bool:
    if _ENTRY_END.match(row.text) and not row.ends:
        return True
    return loose and bool(_LOOSE_END.match(row.text) or _ONLY_NUMBER.match(row.text)) and not row.ends


def _end(rows: Sequence[Row], p: int, loose: bool) -> int:
    """The row after a contents list: the last that points at a page before a stretch that points at none."""
    end = p
    silent = 0
    number = 0
    while p < len(rows) and silent <= 9:
        row = rows[p]
        if row.heads(Role.ABSTRACT, Role.OPENING) or row.label(Role.KEYWORDS) or is_code(row):
            break
        if _pointing(row, loose):
            found = int((re.findall(r"\d{1,4}", row.text) or ["0"])[-1])
            if loose and found + 400 < number:
                break
            number = max(number, found)
            silent = 0
            end = p + 1
        else:
            silent += 1
        p += 1
    return end


def _entries(rows: Sequence[Row]) -> list[Entry]:
    entries: list[Entry] = []
    texts: list[str] = []
    people: list[str] = []
    for row in rows:
        if row.heads(Role.CONTENTS):
            # The list begins again in another language.
            texts, people = [], []
            continue
        match = _ENTRY_END.match(row.text) or _LOOSE_END.match(row.text)
        only = _ONLY_NUMBER.match(row.text)
        text = match.group(1) if match else "" if only else row.text
        byline = names.split(text.strip(" ,."), full=False)
        if byline is not None:
            people.extend(byline.names)
        else:
            lead = re.match(
                r"^((?:[^.]{1,3}\.\s?){1,3}\s?[^\W\d_]{2,}(?:,\s(?:[^.]{1,3}\.\s?){1,3}\s?[^\W\d_]{2,})*)[.,:]?\s+(.*)$",
                text,
            )
            inner = names.split(lead.group(1)) if lead else None
            if inner is not None and lead:
                people.extend(inner.names)
                text = lead.group(2)
            if text.strip(" .…"):
                texts.append(text.strip(" .…_"))
        if match or only:
            number = match.group(2) if match else only.group(1) if only else "0"
            entries.append(Entry(" ".join(texts), people, int(number)))
            texts, people = [], []
    return [e for e in entries if e.title or e.authors]
