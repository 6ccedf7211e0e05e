"""What is known of the issue itself: journal, year, number, ISSN, from its furniture and first pages."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from izde.extract.line import names, tongue
from izde.extract.line.journals import has_journal_noun, journal_noun, names_journal
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role
from izde.extract.page.heads import YEAR, Head, journal_of
from izde.model import ByLanguage, Issue, Language

_ISSN = re.compile(r"ISSN\D{0,20}?(\d{4}\s?[-–—]\s?\d{3}[\dXxХх])", re.IGNORECASE)
_NUMBER = re.compile(r"№\s?(\d+(?:\s?[-–/]\s?\d+)?(?:\s?\(\s?\d+\s?\))?)")
_FIRST_ROWS = 60
# Lines of a title page that say something else.
_NO_NAME = re.compile(
    r"issn|№|https?:|www\.|@|\d{3}|шығады|выходит|издается|издаётся|published|негізделген|основан|жылына|"
    r"times a year|раз в год|\bтом\b|\bvolume\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\bсери(?:я|ясы)\b|\bseries\b", re.IGNORECASE)
_CONTINUES = re.compile(r"^(?:of|and|for|и|имени|им\.|және|мен|атындағы)\s", re.IGNORECASE)
_CONTINUED = re.compile(
    r"(?:[нтд][ыі][ңн]|\bатындағы|\bұлттық|\bof|\bthe|\band|\bи|\bимени|\bим\.|\bжәне|[-–])$", re.IGNORECASE
)


def read(source: str, rows: Sequence[Row], first: int, heads: Sequence[Head], own: Container[int]) -> Issue:
    """The issue's data. `first` is the row at which the first article begins; `own` are the indices of the
    rows of articles, in which the ISSN of another journal may stand."""
    journal, year, number = journal_of(heads)
    issue = Issue(source=source, journal=journal, year=year, number=number)
    for row in rows:
        if row.index not in own and "issn" in row.text.casefold() and (match := _ISSN.search(row.text)):
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
            if issue.year is None and (when := YEAR.search(row.text)):
                issue.year = int(when.group())
    if issue.year is None:
        years = [int(m.group()) for row in before if len(row.words) <= 8 for m in YEAR.finditer(row.text)]
        issue.year = years[0] if years else None
    title_page = _title_page([row for row in before if row.page < rows[first].page or not row.line.box])
    for language, name in title_page.items():
        # What a running head has room for is often the beginning of the name.
        if language not in journal or has_journal_noun(name):
            issue.journal[language] = name
    return issue


def _title_page(rows: Sequence[Row]) -> ByLanguage:
    """The journal's names as the title page sets them: the largest type, or the first lines in capitals or
    with a noun that journals are called by; a name may run over several lines."""
    first_page = [row for row in rows if row.page == rows[0].page] if rows else []
    if any(row.heads(Role.CONTENTS) for row in first_page[:4]):
        return {}
    matter = next((i for i, row in enumerate(first_page) if row.label(Role.EDITORIAL)), len(first_page))
    candidates = [row for row in first_page[:matter] if _may_name(row)]
    sizes = [r.size for r in candidates if r.size]
    if sizes:
        largest = max(sizes)
        candidates = [r for r in candidates if r.size and r.size >= largest - 1.5]
    else:
        candidates = candidates[:14]
    names_found: list[tuple[Language, list[Row]]] = []
    for row in candidates:
        language = _language(row)
        if names_found and _goes_on(names_found[-1], row, language):
            names_found[-1][1].append(row)
        elif language:
            names_found.append((language, [row]))
    found: ByLanguage = {}
    plain = bool(sizes)
    ranked = sorted(names_found, key=lambda name: not any(_noun(row) for row in name[1]))
    for language, lines in ranked:
        striking = sizes or any(r.caps or r.bold or names_journal(r.text) for r in lines)
        if striking and language not in found:
            found[language] = " ".join(row.text for row in lines).strip(" .")
            plain = plain or any(r.caps and _noun(r) for r in lines)
    return found if len(found) >= 2 or plain else {}


def _may_name(row: Row) -> bool:
    """Whether a line may be (a part of) a journal's name."""
    return (
        row.letters >= 2
        and len(row.words) <= 14
        and not row.labels
        and not _NO_NAME.search(row.text)
        and names.split(row.text) is None
    )


def _language(row: Row) -> Language | None:
    """The language of a line: that of its noun, which stands last in Kazakh and first in Russian."""
    ends = [row.words[-1], row.words[0]] if row.words else []
    nouns = (journal_noun(text) for text in [row.text, *ends])
    return next((language for language in nouns if language), None) or tongue.count(row.text).best()


def _noun(row: Row) -> bool:
    return has_journal_noun(row.text)


def _goes_on(name: tuple[Language, list[Row]], row: Row, language: Language | None) -> bool:
    """Whether a line of a title page continues the name above it."""
    said, lines = name
    above = lines[-1]
    if (
        language not in (None, said)
        or len(lines) >= 5
        or above.index != row.index - 1
        or _SERIES.search(row.text)
    ):
        return False
    alone = journal_noun(row.text)
    if alone:
        # A Kazakh name ends with its noun, a Russian or English one begins with it.
        owned = not row.gap or _CONTINUED.search(above.text) is not None
        return owned and alone == "kk" and said == "kk" and not any(_noun(line) for line in lines)
    if _CONTINUES.search(row.text) or _CONTINUED.search(above.text) or row.starts_low:
        return True
    if _noun(row):
        return said == "kk" and not row.gap and not any(_noun(line) for line in lines)
    begun = said != "kk" and journal_noun(lines[0].text) is not None
    return begun and (len(lines) == 1 or not row.gap)
