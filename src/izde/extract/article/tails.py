"""What stands behind an article's text: where a list of information about the authors ends."""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract.article import authors
from izde.extract.line import links, names
from izde.extract.line.codes import is_code
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.rows import Row, set_off
from izde.extract.line.sections import is_section, names_section
from izde.extract.line.vocabulary import Role
from izde.language.names.comparing import same_person

_LONGEST = 90


def opens_information(rows: Sequence[Row], p: int) -> bool:
    """Whether the line is a heading of information about the authors."""
    row = rows[p]
    if not row.heads(Role.AUTHOR_INFO):
        return False
    if len(row.words) > 1:
        return True
    return any(links.emails(r.text) or links.orcids(r.text) for r in rows[p + 1 : p + 6])


def information(rows: Sequence[Row]) -> list[range]:
    """The lists of information about authors, without their headings, in order."""
    found: list[range] = []
    p = 0
    while p < len(rows):
        if opens_information(rows, p):
            end = _information_end(rows, p + 1)
            found.append(range(p + 1, end))
            p = max(end, p + 1)
        else:
            p += 1
    return found


def _information_end(rows: Sequence[Row], start: int) -> int:
    silent = 0
    p = start
    # Whether an entry is a name alone, what the person is standing below it.
    people: list[str] = []
    lone = start < len(rows) and kind_of(rows[start]) is Kind.BYLINE
    while p < len(rows) and p - start < _LONGEST:
        row = rows[p]
        if row.label(Role.ABSTRACT) and silent and p - silent > start:
            # Above the abstract stand its title and byline.
            p -= silent
            while p - 1 > start and kind_of(rows[p - 1]) is Kind.BYLINE and _closed(rows[p - 2]):
                p -= 1
            break
        if row.heading or row.label(Role.ABSTRACT) or row.label(Role.KEYWORDS):
            break
        if is_code(row) or is_section(row) or (row.caps and names_section(row.text)):
            break
        if row.caps and row.letters > 8 and len(row.words) >= 4:
            break
        person = authors.person_of(row.text)
        kind = kind_of(row)
        if kind is Kind.BYLINE:
            byline = names.split(row.text, full=True)
            fresh = p > start and not lone and (row.gap or row.breaks) and _closed(rows[p - 1])
            if byline and (any(byline.marks) or (fresh and people and _strangers(byline, people))):
                # The title of the next article stands above its byline.
                p -= silent
                break
        if person:
            people.append(person)
        if kind is Kind.TITLE and person is None:
            if row.caps and row.letters > 12 and len(row.words) >= 3:
                break
            above = rows[p - 1]
            if (
                p > start
                and (row.gap or row.breaks)
                and not row.starts_low
                and (set_off(row, above) or _closed(above))
            ):
                break
            silent += 1
            if silent >= 5:
                p -= 4
                break
        else:
            silent = 0
        p += 1
    return p


def _strangers(byline: names.Byline, people: Sequence[str]) -> bool:
    """Whether a line of names names none of the people: a running head would."""
    return not byline.others and not any(
        same_person(name, known, within_article=True) for name in byline.names for known in people
    )


def _closed(row: Row) -> bool:
    """Whether a person's entry ends with the line: an identifier, an address or a full stop."""
    return row.ends or bool(links.orcids(row.text) or links.emails(row.text))
