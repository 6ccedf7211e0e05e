"""Blocks that no heading and no label gives away.

Two kinds occur between labelled ones. A title and an abstract in a language other than the text beside
them, without heading or keywords: seen as a run of that language that begins like a title. And the titles
of articles without any abstract (`bare`).
"""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract.block import bare
from izde.extract.block.abstract import title_in_front
from izde.extract.block.bare import LONGEST, SHORTEST
from izde.extract.block.blocks import Block
from izde.extract.line.codes import is_code
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row, main_language
from izde.extract.line.vocabulary import Role
from izde.extract.page.heads import Head
from izde.model import Language

_ROWS = 75
_BODY_WORDS = 120


def find(rows: Sequence[Row], blocks: Sequence[Block], heads: Sequence[Head]) -> list[Block]:
    """All blocks of the issue in order: the given ones and those found between them."""
    found = list(blocks)
    edges = [0, *(x for b in blocks for x in (b.start, b.end)), len(rows)]
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        low, high = start, end
        beside = _beside(found, low)
        while (block := _leading(rows, low, high, beside)) is not None:
            found.append(block)
            beside.add(block.language)
            low = block.end
        while (block := _trailing(rows, low, high)) is not None:
            found.append(block)
            high = block.start
        found.extend(bare.find(rows, low, high, heads, first=not blocks))
    return sorted(found, key=lambda b: b.start)


def _beside(blocks: Sequence[Block], end: int) -> set[Language | None]:
    """The languages of the blocks that follow one another up to row `end`."""
    languages: set[Language | None] = set()
    for block in sorted(blocks, key=lambda b: b.end, reverse=True):
        if block.end > end:
            continue
        if end - block.end > 2:
            break
        languages.add(block.language)
        end = block.start
    return languages


def _runs(row: Row) -> Language | None:
    """The language that a line of running text is in; a DOI has Latin letters in any."""
    if is_code(row):
        return None
    return row.tongues.best() if row.tongues.total >= 2.5 and not row.numeric else None


def _leading(rows: Sequence[Row], low: int, high: int, beside: set[Language | None]) -> Block | None:
    """A run in another language than the text behind it, right behind a block. `beside` are the
    languages of the blocks that stand without text between them right before it."""
    if low == 0 or high - low < 20:
        return None
    language = _runs(rows[low])
    if language is None:
        return None
    end = low
    strangers = 0
    while end < high and end - low < _ROWS:
        found = _runs(rows[end])
        if rows[end].listed or rows[end].heads(Role.OPENING, Role.REFERENCES, Role.AUTHOR_INFO, Role.BODY):
            break
        strangers = strangers + 1 if found not in (None, language) else 0
        if strangers == 2:
            end -= 1
            break
        end += 1
    if strangers == 1 and end > low:
        end -= 1
    close = next((p for p in range(end, high) if rows[p].heads(Role.REFERENCES, Role.AUTHOR_INFO)), high)
    rest = [row for row in rows[end:close] if not is_reference(row)]
    if sum(len(row.words) for row in rest) < _BODY_WORDS:
        # No text follows: the last of the translations behind a body, or a body in a language at hand.
        return _block(rows, low, end, language) if language not in beside else None
    if main_language(rest[: 2 * _ROWS]) == language:
        return None
    return _block(rows, low, end, language)


def _trailing(rows: Sequence[Row], low: int, high: int) -> Block | None:
    """A run in another language than the text before it, right before a block or at the issue's end."""
    if high - low < 20:
        return None
    language = next(
        (found for p in range(high - 1, max(low, high - 4), -1) if (found := _runs(rows[p]))), None
    )
    if language is None:
        return None
    start = high
    strangers = 0
    while start > low and high - start < _ROWS:
        row = rows[start - 1]
        found = _runs(row)
        if row.heading or row.listed or is_reference(row):
            break
        strangers = strangers + 1 if found not in (None, language) else 0
        if strangers == 2:
            start += 1
            break
        start -= 1
    before = main_language(rows[max(low, start - _ROWS) : start])
    if start <= low or before is None or before == language:
        return None
    while start < high and (not _begins(rows, start) or _runs(rows[start]) not in (None, language)):
        start += 1
    return _block(rows, start, high, language) if start < high else None


def _begins(rows: Sequence[Row], p: int) -> bool:
    row = rows[p]
    fresh = row.gap or row.breaks or rows[p - 1].ends
    return fresh and not row.starts_low and not row.ends and row.letters > 10


def _block(rows: Sequence[Row], start: int, end: int, language: Language) -> Block | None:
    """The block of a run: its title lines, then its abstract. None where it does not look like one."""
    if start >= end:
        return None
    title_end = start
    caps = rows[start].caps
    while title_end < end and title_end - start < 8:
        row = rows[title_end]
        kind = kind_of(row)
        if kind is Kind.TITLE:
            if caps and not row.caps and not row.text.startswith("("):
                break
            if not caps and title_end > start and (row.gap or row.ends):
                break
            if row.ends and not row.caps:
                break
        elif kind is Kind.AFFILIATION and caps and not row.caps and not _people(rows, start, title_end):
            break
        title_end += 1
    if title_end == start or not any(
        rows[p].gap or rows[p].caps for p in range(start, title_end + 1) if p < end
    ):
        title_end = title_in_front(rows, start, end)
        if title_end == start:
            return None
    words = sum(len(r.words) for r in rows[title_end:end])
    title_words = sum(len(r.words) for r in rows[start:title_end])
    if not SHORTEST <= words <= LONGEST or title_words > 50 or title_words < 2:
        return None
    numeric = sum(1 for r in rows[start:end] if r.numeric or is_reference(r))
    if numeric * 5 > end - start:
        return None
    return Block(
        start=start,
        end=end,
        front=range(start, title_end),
        abstract=range(title_end, end),
        keywords=range(end, end),
        language=language,
    )


def _people(rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether names stand in the rows, whose affiliations may follow."""
    return any(kind_of(rows[p]) in (Kind.BYLINE, Kind.CONTACT) for p in range(start, end))
