"""Articles without abstract and keywords: titles in the midst of text.

Enough must speak for such a title at once: set in capitals, at the top of a page, after the end of a sentence
or a reference list, with codes or a byline, other names in the running heads, another language.
"""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract.article import tails
from izde.extract.block.blocks import Block
from izde.extract.block.region import region_start
from izde.extract.line import links, tongue
from izde.extract.line.codes import classifies, closes_reference, is_code
from izde.extract.line.kinds import Kind, byline_of, kind_of
from izde.extract.line.names import Byline, split
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row, main_language
from izde.extract.line.sections import is_section, names_section
from izde.extract.line.vocabulary import Role
from izde.extract.page.heads import Head
from izde.model import Language

#: So many words an abstract has.
SHORTEST, LONGEST = 40, 500
_ARTICLE_WORDS = 220
_ENOUGH = 4.0
_CERTAIN = 6.5
# Behind the references or the information about the authors of the article before.
_CLOSED = 5.0


def find(rows: Sequence[Row], low: int, high: int, heads: Sequence[Head], first: bool) -> list[Block]:
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
            body = main_language(rows[end : min(end + 60, high)])
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
            return p if SHORTEST <= words <= LONGEST else start
        if row.heading:
            break
        words += len(row.words)
    return start


def _may_open(rows: Sequence[Row], p: int, low: int) -> bool:
    row = rows[p]
    if row.listed:
        return False
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
    before = main_language([r for r in rows[max(low, p - 60) : p] if not is_reference(r)])
    after = main_language(rows[end : end + 60])
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
