"""What is known of the issue itself: journal, year, number, ISSN, from its furniture and first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract import furniture, names, tongue
from izde.extract.furniture import Head
from izde.extract.rows import Row
from izde.extract.vocabulary import Role
from izde.model import ByLanguage, Issue

_ISSN = re.compile(r"ISSN\D{0,20}?(\d{4}\s?[-–—]\s?\d{3}[\dXxХх])", re.IGNORECASE)
_NUMBER = re.compile(r"№\s?(\d+(?:\s?[-–/]\s?\d+)?(?:\s?\(\s?\d+\s?\))?)")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
_FIRST_ROWS = 60


def read(source: str, rows: Sequence[Row], first: int, heads: Sequence[Head]) -> Issue:
    """The issue's data. `first` is the row at which the first article begins."""
    journal, year, number = furniture.journal_of(heads)
    issue = Issue(source=source, journal=journal, year=year, number=number)
    for row in rows:
        if "issn" in row.text.casefold() and (match := _ISSN.search(row.text)):
            issue.issn = (
                re.sub(r"\s", "", match.group(1))
                .replace("–", "-")
                .replace("—", "-")
                .upper()
                .replace("Х", "X")
            )
            break
    before = [row for row in rows[: min(first, _FIRST_ROWS)] if not row.leaders]
    for row in before:
        if issue.number is None and len(row.words) <= 12 and (found := _NUMBER.search(row.text)):
            issue.number = re.sub(r"\s+", " ", found.group(1))
            if issue.year is None and (when := _YEAR.search(row.text)):
                issue.year = int(when.group())
    if issue.year is None:
        years = [int(m.group()) for row in before if len(row.words) <= 8 for m in _YEAR.finditer(row.text)]
        issue.year = years[0] if years else None
    title_page = _title_page([row for row in before if row.page < rows[first].page or not row.line.box])
    for language, name in title_page.items():
        issue.journal.setdefault(language, name)
    return issue


def _title_page(rows: Sequence[Row]) -> ByLanguage:
    """The journal's names as the title page sets them: the largest type, or the first lines in capitals."""
    first_page = [row for row in rows if row.page == rows[0].page] if rows else []
    if any(row.heads(Role.CONTENTS) for row in first_page[:4]):
        return {}
    candidates = [
        r for r in first_page if r.letters >= 5 and len(r.words) <= 12 and names.split(r.text) is None
    ]
    sizes = [r.size for r in candidates if r.size]
    if sizes:
        largest = max(sizes)
        candidates = [r for r in candidates if r.size and r.size >= largest - 1.5]
    else:
        candidates = [
            r
            for r in candidates[:12]
            if (r.caps or r.bold or furniture.names_journal(r.text)) and not r.labels
        ]
    found: ByLanguage = {}
    for row in candidates:
        if re.search(r"issn|№|http|www", row.text, re.IGNORECASE):
            continue
        language = tongue.count(row.text).best()
        if language and language not in found:
            found[language] = row.text.strip(" .")
    return found if len(found) >= 2 or sizes else {}
