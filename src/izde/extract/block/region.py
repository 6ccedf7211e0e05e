"""Where the front matter above an abstract begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.article import authors
from izde.extract.line import links
from izde.extract.line.codes import classifies, closes_reference
from izde.extract.line.kinds import MARKED, Kind, kind_of
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row, set_off
from izde.extract.line.vocabulary import Role
from izde.model import Language

_BETWEEN_BLOCKS = 12


def region_start(
    rows: Sequence[Row], top: int, floor: int, behind_block: bool = False, language: Language | None = None
) -> int:
    """Where the front matter that ends above row `top` begins; never above row `floor`.

    Walks up over lines of front matter and lines that a title may be of. Prose, references and
    headings end it. With `behind_block`, another block ends at `floor`, so that a few lines between the
    two can only be front matter. `language` is the block's: lines in it under text in another are of the
    block.
    """
    if (
        behind_block
        and 0 < top - floor <= _BETWEEN_BLOCKS
        and not any(_closes(rows[p]) for p in range(floor, top))
    ):
        start = floor
        while start < top and rows[start].starts_low and kind_of(rows[start]) is Kind.TITLE:
            start += 1
        return start if start < top else floor
    switch = _switch(rows, top, floor, language)
    start = top
    title_rows = 0
    title_words = 0
    caps_seen = False
    coded = False
    best = top
    p = top - 1
    while p >= floor and top - p <= 40:
        row = rows[p]
        if row.heading or row.label(Role.KEYWORDS) or row.leaders or row.listed:
            break
        kind = kind_of(row)
        if coded and kind not in (Kind.CODE, Kind.SECTION) and (title_rows or not _inside(rows, p)):
            break
        if kind is Kind.CODE or kind is Kind.SECTION:
            if p > floor and closes_reference(rows, p):
                break
            coded = True
            best = p
        elif kind is Kind.TITLE:
            if is_reference(row):
                break
            if len(row.text) <= 4 and not row.letters:
                p -= 1
                continue
            if (note := footnote_start(rows, p, floor)) is not None:
                best = start = note
                p = note - 1
                continue
            closed = row.ends and not row.caps and p < switch and not _closing_title(rows, p, top, title_rows)
            if closed and (title_rows or not _titles_byline(rows, p, floor)):
                break
            if not title_rows and _foreign_prose(row, language):
                break
            if p < switch < top and not row.caps and said_in(row) not in (None, language):
                # Text in another language, broken off by the block.
                break
            if caps_seen and not row.caps and not _broken_caps(row, rows, p):
                # Above a title in capitals: lines of an affiliation that no word gives away.
                if title_words > 60 or p < best - 6:
                    break
                p -= 1
                continue
            title_rows += 1
            title_words += len(row.words)
            if title_rows > 9 or title_words > 75:
                break
            if row.caps:
                caps_seen = True
            best = p
        else:
            if kind is Kind.AFFILIATION and row.ends and not _below_byline(rows, p, floor):
                # The end of a sentence that happens to name an institution.
                break
            if kind is Kind.AFFILIATION and introduces(row):
                above = _above_people(rows, p, floor)
                if above is None:
                    break
                best = p = above
            elif kind is Kind.AFFILIATION and len(row.words) > 22:
                break
            best = p
        start = p
        p -= 1
    return _trim(rows, best if best < top else start, top)


def footnote_start(rows: Sequence[Row], p: int, floor: int) -> int | None:
    """The first row of a note of a title's or a name's asterisk that ends at row `p`."""
    start = p
    while start > floor and p - start < 4 and not rows[start].text.startswith("*"):
        if rows[start].gap or rows[start].breaks or rows[start].caps:
            return None
        start -= 1
    return (
        start if rows[start].text.startswith("*") and rows[p].ends and len(rows[start].words) >= 4 else None
    )


def _inside(rows: Sequence[Row], p: int) -> bool:
    """Whether the DOI below row `p` stands inside front matter: with the lines above it, or below dates."""
    below = rows[p + 1]
    if classifies(below) or below.breaks:
        return False
    return kind_of(rows[p]) in (Kind.DATES, Kind.NOTE) or not below.gap


def introduces(row: Row) -> bool:
    """A person and what they are, as lists of editors and of authors have it."""
    return bool(re.search(r"\s[–—-]\s", row.text)) and authors.person_of(row.text) is not None


def _above_people(rows: Sequence[Row], p: int, floor: int) -> int | None:
    """The first row of the list of an article's authors (a name, a dash, what the person is, contacts) that
    ends at row `p`, where a title stands above the list and a byline or a code above that; None where the
    people are editors or the authors of the article before."""
    start = p
    while (
        start > floor
        and p - start < 24
        and (introduces(rows[start - 1]) or kind_of(rows[start - 1]) in (Kind.AFFILIATION, Kind.CONTACT))
    ):
        start -= 1
    if start == floor or kind_of(rows[start - 1]) is not Kind.TITLE or rows[start - 1].ends:
        return None
    near = rows[max(floor, start - 16) : start]
    opened = any(kind_of(row) in (Kind.BYLINE, Kind.CODE) for row in near)
    closed = any(row.heading or is_reference(row) for row in near[-4:])
    return start if opened and not closed else None


def _below_byline(rows: Sequence[Row], p: int, floor: int) -> bool:
    near = rows[max(floor, p - 8) : p]
    return any(kind_of(row) in (Kind.BYLINE, Kind.CODE) or MARKED.match(row.text) for row in near)


def _switch(rows: Sequence[Row], top: int, floor: int, language: Language | None) -> int:
    """The first of the last few lines above `top` that are in the block's language, where text in
    another language stands above them; `top` where there is no such change."""
    if language is None:
        return top
    p = top
    while p > floor and top - p < 8:
        row = rows[p - 1]
        # An address is in Latin letters whatever the language.
        found = None if links.emails(row.text) or links.orcids(row.text) else said_in(row)
        if found is not None and found != language:
            while p < top and (rows[p].starts_low or said_in(rows[p]) not in (None, language)):
                p += 1
            return p
        if row.heading:
            return top
        p -= 1
    return top


def _foreign_prose(row: Row, language: Language | None) -> bool:
    """Whether a line is plainly of a text in another language than the block's."""
    if language is None or row.caps or len(row.words) < 8 or row.tongues.total < 2.5:
        return False
    return said_in(row) not in (None, language)


def said_in(row: Row) -> Language | None:
    """The language of a line where it is plain."""
    votes = row.tongues
    return votes.best() if votes.total >= 1.2 and max(votes) >= 0.7 * votes.total else None


def _closes(row: Row) -> bool:
    """Whether a line cannot stand in front matter."""
    return row.heading or row.label(Role.BODY) is not None or row.leaders or row.listed or is_reference(row)


def _closing_title(rows: Sequence[Row], p: int, top: int, title_rows: int) -> bool:
    """Whether a line that ends in a full stop may still be a title's (last) line."""
    row = rows[p]
    if title_rows or len(row.words) > 25:
        return False
    if p != top - 1:
        # Below it only a byline and its affiliations, which are not set like it.
        return kind_of(rows[p + 1]) is Kind.BYLINE and set_off(row, rows[top - 1])
    return row.bold or row.centred or (row.gap and not row.starts_low and len(row.words) <= 16)


def _titles_byline(rows: Sequence[Row], p: int, floor: int) -> bool:
    """Whether the paragraph that ends at row `p` with a full stop is a title for standing above a byline: a
    short one, of one sentence, set apart."""
    if p + 1 >= len(rows) or kind_of(rows[p + 1]) is not Kind.BYLINE:
        return False
    start = p
    while start > floor and not rows[start].gap and p - start < 5:
        start -= 1
    if not rows[start].gap or rows[start].starts_low or rows[start].labels:
        return False
    paragraph = rows[start : p + 1]
    return sum(len(r.words) for r in paragraph) <= 30 and not any(
        r.ends or re.search(r"[^.\s]{3}\.\s", r.text) for r in paragraph[:-1]
    )


def _broken_caps(row: Row, rows: Sequence[Row], p: int) -> bool:
    """A line of a title in capitals that is mostly a parenthesis in small letters."""
    if p > 0 and rows[p - 1].text.count("(") > rows[p - 1].text.count(")"):
        return True
    return row.text.startswith("(") or rows[p + 1].text.startswith("(") or row.upper > 0.5


def _trim(rows: Sequence[Row], start: int, top: int) -> int:
    """Drop lines at the upper edge that go on from a sentence above: they begin with a small letter."""
    kinds = [kind_of(r) for r in rows[start:top]]
    fixed = next((i for i, k in enumerate(kinds) if k is not Kind.TITLE or rows[start + i].caps), None)
    if fixed == 0:
        return start
    i = start
    while i < top:
        row = rows[i]
        above = rows[i - 1] if i else None
        fresh = above is None or row.gap or row.breaks or above.ends or row.bold or row.centred
        if not row.starts_low and (fresh or kind_of(row) is not Kind.TITLE or row.caps):
            break
        i += 1
    else:
        return (
            top
            if not rows[start].starts_low and start == 0
            else (start if not rows[start].starts_low else top)
        )
    return i
