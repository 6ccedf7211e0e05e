"""Blocks that no heading and no label gives away.

Two kinds occur between labelled ones. A title and an abstract in a language other than the text beside
them, without heading or keywords: seen as a run of that language that begins like a title. And articles
without any abstract: seen as a title in the midst of text, where enough speaks for it at once (set in
capitals, at the top of a page, after the end of a sentence or a reference list, with codes or a byline,
other names in the running heads, another language).
"""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract import links, tails, tongue
from izde.extract.abstract import title_in_front
from izde.extract.blocks import Block
from izde.extract.codes import classifies, closes_reference, is_code
from izde.extract.heads import Head
from izde.extract.kinds import Kind, byline_of, kind_of
from izde.extract.names import Byline, split
from izde.extract.references import is_reference
from izde.extract.region import region_start
from izde.extract.rows import Row
from izde.extract.sections import is_section, names_section
from izde.extract.vocabulary import Role
from izde.model import Language

_SHORTEST, _LONGEST = 40, 500
_ROWS = 75
_BODY_WORDS = 120
_ARTICLE_WORDS = 220
_ENOUGH = 4.0
_CERTAIN = 6.5
# Behind the references or the information about the authors of the article before.
_CLOSED = 5.0


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
        found.extend(_bare(rows, low, high, heads, first=not blocks))
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
    """The language that a line of running text is in; addresses have Latin letters in any."""
    if is_code(row) or links.emails(row.text):
        return None
    return row.tongues.best() if row.tongues.total >= 2.5 and not row.numeric else None


def _main_language(rows: Sequence[Row]) -> Language | None:
    return tongue.total(r.tongues for r in rows).best() if rows else None


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
        if rows[end].heads(Role.OPENING, Role.REFERENCES, Role.AUTHOR_INFO, Role.BODY):
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
    if _main_language(rest[: 2 * _ROWS]) == language:
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
        if row.heading or is_reference(row):
            break
        strangers = strangers + 1 if found not in (None, language) else 0
        if strangers == 2:
            start += 1
            break
        start -= 1
    before = _main_language(rows[max(low, start - _ROWS) : start])
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
    if not _SHORTEST <= words <= _LONGEST or title_words > 50 or title_words < 2:
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


def _bare(rows: Sequence[Row], low: int, high: int, heads: Sequence[Head], first: bool) -> list[Block]:
    """The titles of articles without abstract and keywords in a stretch of text."""
    found: list[Block] = []
    lengths = [0]
    for p in range(low, high):
        lengths.append(lengths[-1] + len(rows[p].words))
    since = low
    candidates = [p for p in range(low, high) if _may_open(rows, p, low)]
    capitals = sum(1 for p in candidates if rows[p].caps and not rows[p].breaks)
    for p in candidates:
        if p < since:
            continue
        before = lengths[p - low] - lengths[since - low]
        after = lengths[high - low] - lengths[p - low]
        opens_issue = low == 0 and (first or is_code(rows[p])) and p < 30 and not found
        if after < _ARTICLE_WORDS:
            continue
        end = _title_end(rows, p, high)
        score = _evidence(rows, p, end, low, heads) - (2.0 if capitals > 4 else 0.0)
        closed = any(r.heads(Role.REFERENCES, Role.AUTHOR_INFO) for r in rows[since:p])
        wanted = _ENOUGH if _coded_title(rows, p, end) else _CLOSED if closed else _CERTAIN
        if before < _ARTICLE_WORDS and not opens_issue and score < wanted:
            continue
        if score >= _ENOUGH or (opens_issue and score >= _ENOUGH - 2):
            listed = [section.stop for section in tails.information(rows[low:high])]
            floor = max([since, *(low + stop for stop in listed if low + stop <= p)])
            if is_code(rows[p]):
                start = p
                while start > floor and is_section(rows[start - 1]):
                    start -= 1
            else:
                start = min(p, region_start(rows, p, floor)) if p > floor else p
            votes = tongue.total(r.tongues for r in rows[p:end] if kind_of(r) is Kind.TITLE)
            body = _main_language(rows[end : min(end + 60, high)])
            abstract_end = _before_opening(rows, end, high)
            found.append(
                Block(
                    start=start,
                    end=abstract_end,
                    front=range(start, end),
                    abstract=range(end, abstract_end),
                    keywords=range(abstract_end, abstract_end),
                    language=body if _one_script(votes, body) else (votes.best() or body),
                    bare=True,
                )
            )
            since = abstract_end
    return found


def _one_script(votes: tongue.Tongues, body: Language | None) -> bool:
    """Whether a title may be in the language of the body: a title is too short to tell Kazakh and Russian
    apart, but shows its script."""
    return body is not None and (votes.total < 2 or (body == "en") == (votes.best() == "en"))


def _before_opening(rows: Sequence[Row], start: int, high: int) -> int:
    """Where the abstract ends that stands between the front matter and the introduction; `start` where
    there is none."""
    words = 0
    for p in range(start, min(high, start + 45)):
        row = rows[p]
        if row.heads(Role.OPENING):
            return p if _SHORTEST <= words <= _LONGEST else start
        if row.heading:
            break
        words += len(row.words)
    return start


def _may_open(rows: Sequence[Row], p: int, low: int) -> bool:
    row = rows[p]
    if is_code(row):
        if links.is_target(row.text) and any(
            is_reference(r) for r in (*rows[max(low, p - 1) : p], *rows[p + 1 : p + 2])
        ):
            return False
        if p > low and closes_reference(rows, p):
            return False
        return p == low or not is_code(rows[p - 1]) or _closes_reference(rows, p - 1, low)
    if row.labels or row.numeric or (row.text[:1].isdigit() and not row.caps):
        return False
    if p > low and rows[p - 1].caps and row.caps and not row.gap and not names_section(rows[p - 1].text):
        return False
    if row.letters >= 12 and _larger(rows, p):
        above = rows[p - 1].size if p > low else None
        return above is None or abs(above - (row.size or 0.0)) > 0.4
    if not row.caps and (row.gap or row.breaks) and not row.ends and not row.starts_low:
        return _names_below(rows, p) > p
    return row.caps and row.letters >= 12 and len(row.words) >= 2


def _names_below(rows: Sequence[Row], p: int) -> int:
    """The row of the byline, with marks or with affiliations or addresses below it, under the title in small
    letters that begins at row `p`; `p` where there is none."""
    if kind_of(rows[p]) is not Kind.TITLE or len(rows[p].words) < 3:
        return p
    for q in range(p + 1, min(p + 5, len(rows) - 1)):
        kind = kind_of(rows[q])
        if kind is Kind.BYLINE:
            byline = byline_of(rows[q])
            below = kind_of(rows[q + 1])
            marked = byline is not None and any(byline.marks)
            return q if marked or below in (Kind.AFFILIATION, Kind.CONTACT, Kind.BYLINE) else p
        if kind is not Kind.TITLE or rows[q].ends or rows[q].labels:
            return p
    return p


def _coded_title(rows: Sequence[Row], p: int, end: int) -> bool:
    """Whether front matter begins with a code of a classification or a DOI and has a title, set apart from
    the text: what stands between a keyword list and the text is a code alone."""
    titles = [row for row in rows[p:end] if kind_of(row) is Kind.TITLE]
    coded = classifies(rows[p]) or (is_code(rows[p]) and links.dois(rows[p].text))
    if not coded or not titles or titles[-1].ends:
        return False
    return all(row.caps for row in titles) or (end < len(rows) and rows[end].gap)


def _closes_reference(rows: Sequence[Row], p: int, low: int) -> bool:
    """Whether the line is the address at the end of a reference."""
    return p > low and (
        closes_reference(rows, p) or (links.is_target(rows[p].text) and is_reference(rows[p - 1]))
    )


def _title_end(rows: Sequence[Row], p: int, high: int) -> int:
    """The row after a candidate's front matter: codes, title, byline, affiliations, in any order."""
    end = p
    title: list[Row] = []
    over = False
    while end < high and end - p < 18:
        row = rows[end]
        kind = kind_of(row)
        if row.heading or row.label(Role.ABSTRACT):
            break
        if kind is Kind.TITLE:
            if over or len(title) >= 7 or (row.ends and not row.caps and not row.bold):
                break
            if title and not _same_style(title[-1], row, rows[end : end + 10]):
                break
            plain = not row.caps and not _larger(rows, p) and _names_below(rows, p) == p
            if not title and plain and end == p:
                break
            title.append(row)
        else:
            if kind is Kind.AFFILIATION and row.ends and row.starts_low:
                break
            over = bool(title)
        end += 1
    return max(end, p + 1)


def _same_style(above: Row, row: Row, below: Sequence[Row]) -> bool:
    """Whether a line goes on with the title above it."""
    width = max(len(r.text) for r in below)
    if not above.caps and not row.starts_low and not width * 0.7 <= len(above.text) <= width * 1.05:
        return False
    if above.caps != row.caps and not row.text.startswith("("):
        return False
    if above.size and row.size:
        return abs(above.size - row.size) <= 0.4 and above.bold == row.bold
    return above.caps or not row.gap


def _evidence(rows: Sequence[Row], p: int, end: int, low: int, heads: Sequence[Head]) -> float:
    """How much speaks for an article that begins at row `p`."""
    score = 0.0
    row = rows[p]
    above = rows[p - 1] if p > low else None
    if above is not None and not above.ends and not is_reference(above) and not above.numeric:
        beside = (Kind.BYLINE, Kind.CONTACT, Kind.CODE, Kind.AFFILIATION, Kind.SECTION)
        if kind_of(above) not in beside:
            score -= 2.0
    if row.breaks:
        score += 1.5
    if row.caps:
        score += 1.5
    if row.centred or row.bold:
        score += 0.5
    if _larger(rows, p):
        score += 1.0
    words = sum(len(r.words) for r in rows[p:end])
    if words >= 4:
        score += 0.5
    if end - p >= 2:
        score += 0.5
    near = rows[max(low, p - 5) : end]
    kinds = [kind_of(r) for r in near]
    if Kind.CODE in kinds:
        score += 3.0
    if Kind.BYLINE in kinds:
        score += 2.0
    if Kind.CONTACT in kinds:
        score += 1.0
    before = _main_language([r for r in rows[max(low, p - 60) : p] if not is_reference(r)])
    after = _main_language(rows[end : end + 60])
    if before and after and before != after:
        score += 2.0
    if any(r.heads(Role.REFERENCES, Role.AUTHOR_INFO) for r in rows[max(low, p - 120) : p]):
        score += 1.5
    elif any(r.heads(Role.CLOSING) for r in rows[max(low, p - 120) : p]):
        score += 0.5
    if any(r.heads(Role.OPENING) for r in rows[end : end + 40]):
        score += 1.0
    if any(r.heads(Role.OPENING) for r in rows[end : end + 2]):
        score += 1.5
    names_before = _names(rows, heads, max(low, p - 250), p)
    names_after = _names(rows, heads, p, min(len(rows), p + 250))
    if names_before and names_after and not names_before & names_after:
        score += 1.5
    elif names_after and names_after <= names_before:
        score -= 1.0
    return score


def _larger(rows: Sequence[Row], p: int) -> bool:
    """Whether a line is set in larger type than the text around it."""
    size = rows[p].size
    return size is not None and size > _body_size(rows, p) + 0.9


def _body_size(rows: Sequence[Row], p: int) -> float:
    sizes = sorted(r.size for r in rows[max(0, p - 40) : p + 40] if r.size)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _names(rows: Sequence[Row], heads: Sequence[Head], start: int, end: int) -> set[str]:
    """The names in running heads within a range of rows."""
    if start >= end:
        return set()
    low, high = rows[start].index, rows[end - 1].index
    found = {name for head in heads if low <= head.row <= high for name in head.authors}
    for p in range(start, end):
        row = rows[p]
        if (row.breaks or row.gap) and len(row.text) < 60:
            byline: Byline | None = split(row.text)
            if byline is not None:
                found.update(byline.names)
    return found
