"""Where an abstract begins and ends: under its heading, or without one above a keyword label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.block.anchors import Anchor
from izde.extract.line import names, tongue
from izde.extract.line.codes import classifies, is_code
from izde.extract.line.kinds import Kind, is_dates, kind_of
from izde.extract.line.licences import is_rights
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row, set_off
from izde.extract.line.vocabulary import Match, Role

#: A statement takes no more lines than these.
_LONGEST_STATEMENT = 6
_RIGHTS = re.compile(r"^(?:©|\(c\)\s|CC[\s-]BY\b|Creative Commons\b|This is an open access)", re.IGNORECASE)


def front_below(rows: Sequence[Row], first: int, last: int) -> int:
    """Where the text begins under an abstract's heading that stands above names or above a title in
    capitals; `first` where it begins right under the heading."""
    p = first
    beside = (Kind.BYLINE, Kind.AFFILIATION, Kind.CONTACT, Kind.CODE, Kind.NOTE)
    named = p < last and kind_of(rows[p]) is Kind.BYLINE
    if not named and not (p < last and rows[p].caps and rows[p].letters > 14):
        return first
    capitals = False
    while p < last and p - first < 14 and (kind_of(rows[p]) in beside or rows[p].caps):
        capitals = capitals or (rows[p].caps and kind_of(rows[p]) is Kind.TITLE)
        p += 1
    if not capitals and named:
        titled = title_in_front(rows, p, last)
        gap = next((q for q in range(p + 1, min(p + 6, last)) if rows[q].gap), None)
        p = titled if titled > p else gap if gap is not None and not rows[gap - 1].ends else first
    return p if sum(len(row.words) for row in rows[p:last]) >= 25 else first


def title_in_front(rows: Sequence[Row], first: int, last: int) -> int:
    """Where the text begins, when its first lines are a title that nothing sets apart: they end short of
    the usual width without ending a sentence."""
    width = max((len(r.text) for r in rows[first:last]), default=0)
    words = 0
    for p in range(first, min(first + 5, last - 2)):
        row, below = rows[p], rows[p + 1]
        words += len(row.words)
        closes = row.ends and p > first and len(row.text) < width * 0.7
        if (row.ends and not closes) or row.text.endswith((",", "-")) or words > 35:
            return first
        if len(row.text) < width * 0.88 and not below.starts_low and len(below.text) >= width * 0.8:
            return p + 1
    return first


def abstract_end(rows: Sequence[Row], head: Anchor) -> int:
    """Where an abstract without keywords ends: at the next heading, title or larger gap after a sentence."""
    p = head[0] + 1
    words = len(head[1].rest.split())
    votes = tongue.count(head[1].rest)
    while p < len(rows) and p - head[0] <= 60:
        row = rows[p]
        kind = kind_of(row)
        if words >= 15 and kind in (Kind.BYLINE, Kind.CONTACT, Kind.SECTION):
            break
        language = row.tongues.best() if row.tongues.total >= 2 else None
        fresh = rows[p - 1].ends or row.gap or row.breaks
        if words >= 15 and language and language != votes.best() and fresh:
            break
        votes = tongue.total([votes, row.tongues])
        if any(m.whole and m.role is not Role.ABSTRACT for m in row.labels) or (
            row.caps and row.letters > 12
        ):
            break
        if is_code(row) and words > 15:
            break
        if words >= 15 and (rows[p - 1].ends or row.gap) and _set_larger(row, rows[head[0] + 1]):
            break
        if (
            words >= 15
            and p > head[0] + 1
            and (row.gap or row.breaks)
            and rows[p - 1].ends
            and not row.starts_low
            and not _over_the_page(rows, head[0] + 1, p)
        ):
            break
        words += len(row.words)
        p += 1
    return p


def _over_the_page(rows: Sequence[Row], first: int, p: int) -> bool:
    """Whether the text that begins at row `first` goes on at the top of a page: the page before is full, with
    a full last line, and the type is the same."""
    row, above = rows[p], rows[p - 1]
    if not row.breaks or row.size is None or row.size != rows[first].size or row.bold or row.centred:
        return False
    width = max(len(line.text) for line in rows[first:p])
    return row.page != above.page and len(above.text) >= 0.85 * width


def _set_larger(row: Row, text: Row) -> bool:
    """Whether a line is set as titles are, in larger or bold type beside the text's."""
    return set_off(row, text) and not (row.centred and row.size == text.size and row.bold == text.bold)


def abstract_start(rows: Sequence[Row], last: int, floor: int, label: Match) -> int:
    """Where an abstract without a heading begins, going up from the keyword label."""
    first = last
    strangers = 0
    lengths: list[int] = []
    p = last - 1
    while p >= floor and last - p <= 75:
        row = rows[p]
        if row.heading or row.leaders:
            break
        if row.caps and row.letters > 8 and not _amid(rows, p, floor, lengths):
            break
        kind = kind_of(row)
        if first == last and (is_rights(row.text) or (is_code(row) and not classifies(row))):
            # The codes of another classification, the DOI, the licence between the abstract and its keywords.
            p -= 1
            continue
        if is_code(row) or kind is Kind.CONTACT:
            break
        if kind is Kind.BYLINE and not (p > floor and _in_prose(rows[p - 1 : p + 2])):
            break
        if is_reference(row) or _names_place(rows, p, floor):
            break
        language = row.tongues.best() if row.tongues.total >= 3 else None
        if label.language and language and language != label.language:
            strangers += 1
            if strangers >= 2 or len(row.words) >= 7:
                break
        else:
            strangers = 0
        if len(lengths) >= 6:
            usual = sorted(lengths)[len(lengths) // 2]
            above = rows[p - 1] if p > floor else row
            if max(len(row.text), len(above.text)) < usual * 0.62:
                break
        if first < last and _is_title_paragraph(rows, p, floor, first):
            break
        lengths.append(len(row.text))
        first = p
        p -= 1
    while strangers and first < last and rows[first].tongues.best() != label.language:
        first += 1
    if sum(len(r.words) for r in rows[first:last]) < 15:
        return last
    return first


def statements_start(rows: Sequence[Row], first: int, last: int) -> int:
    """Where the statements begin that stand between an abstract and its keywords (funding, dates of receipt,
    registration, how to cite); `last` where there are none. Headings inside an abstract are none."""
    if last - first < 2:
        return last
    kept = sum(len(row.words) for row in rows[first:last])
    for p in range(first, last):
        if _states(rows, p) and sum(len(row.words) for row in rows[first:p]) >= min(20, kept // 3):
            rest = [q for q in range(p, last) if _states(rows, q)]
            # What goes on behind them for long is the abstract.
            if last - rest[-1] <= _LONGEST_STATEMENT:
                return p
    return last


def _states(rows: Sequence[Row], p: int) -> bool:
    """Whether a line begins a statement that is no part of an abstract."""
    row = rows[p]
    if not (row.gap or row.breaks or p == 0 or rows[p - 1].ends or len(rows[p - 1].text) < 60):
        return False
    if row.label(Role.STATEMENT) or row.label(Role.CITATION):
        return True
    return is_dates(row) or bool(_RIGHTS.match(row.text))


def _amid(rows: Sequence[Row], p: int, floor: int, lengths: Sequence[int]) -> bool:
    """Whether a line of acronyms stands in the midst of a text that is not set in capitals."""
    if p <= floor or not lengths:
        return False
    row, above = rows[p], rows[p - 1]
    if (
        row.gap
        or row.breaks
        or row.centred
        or above.caps
        or above.ends
        or (row.bold and not rows[p + 1].bold)
    ):
        return False
    return kind_of(above) is Kind.TITLE and len(above.text) >= 0.6 * max(lengths) and len(above.words) >= 5


def _in_prose(rows: Sequence[Row]) -> bool:
    """Whether the second of three lines, which names people, is the middle of a sentence."""
    above, row, below = rows
    if row.size is None or any(line.size != row.size or line.bold != row.bold for line in rows):
        return False
    if row.gap or row.breaks or below.gap or row.centred or above.centred or above.caps:
        return False
    if above.ends:
        return row.text.endswith(",") and names.split(f"{row.text} {below.text}") is None
    return kind_of(above) is Kind.TITLE


def _names_place(rows: Sequence[Row], p: int, floor: int) -> bool:
    """Whether a line is the affiliation under a byline."""
    q = p
    while q >= floor and p - q < 4 and kind_of(rows[q]) is Kind.AFFILIATION:
        q -= 1
    return floor <= q < p and kind_of(rows[q]) is Kind.BYLINE


def _is_title_paragraph(rows: Sequence[Row], p: int, floor: int, first: int) -> bool:
    """Whether the paragraph that ends at row `p` is a title above the paragraph at `first`."""
    below = rows[first]
    if below.starts_low or not (below.gap or (below.breaks and rows[p].caps)):
        return False
    row = rows[p]
    if set_off(row, below) and row.size is not None and len(row.words) <= 40:
        return True
    if row.ends or re.search(r"[:;,]$", row.text):
        return False
    q = p
    while q > floor and not (rows[q].gap or rows[q].breaks) and p - q < 6:
        q -= 1
    if p - q >= 6 or rows[q].starts_low:
        return False
    if sum(len(r.words) for r in rows[q : p + 1]) > 45:
        return False
    # A full line above which another such paragraph stands is the first line of the text, set apart.
    width = max(len(r.text) for r in rows[first : first + 12])
    above = rows[q - 1] if q > floor else None
    full = not row.caps and len(row.text) >= width * 0.85
    return not (
        full and above is not None and not above.ends and not above.labels and kind_of(above) is Kind.TITLE
    )
