"""The metadata blocks of an issue: title, abstract and keywords in one language each.

A block is anchored by an abstract heading, a keyword label, or both. From the anchors the abstract is
delimited (under its heading, or without one upwards from the keyword label), then the front matter
above it, then the keyword list below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from izde.extract import names, tails, tongue
from izde.extract.codes import is_code
from izde.extract.kinds import Kind, kind_of
from izde.extract.references import is_reference
from izde.extract.region import region_start
from izde.extract.rows import Row, set_off
from izde.extract.vocabulary import Match, Role
from izde.model import Language

_LONGEST_ABSTRACT = 110
_LONGEST_KEYWORDS = 14
_ITEM = re.compile(r"^[•●▪◦*–—-]\s")


@dataclass
class Block:
    """One language's title, abstract and keywords, as positions in the list of content rows.

    `start` is the first row of its front matter, `end` the row after its last. The abstract's text is
    `abstract_lead` (what stands on the heading's own line) and the rows of `abstract`; the keywords'
    likewise. A `bare` block is the title of an article that has neither abstract nor keywords.
    """

    start: int
    end: int
    front: range
    abstract: range
    keywords: range
    abstract_lead: str = ""
    keywords_lead: str = ""
    heading: Match | None = None
    label: Match | None = None
    language: Language | None = None
    bare: bool = False


def find(rows: Sequence[Row]) -> list[Block]:
    """The blocks of an issue in reading order."""
    heads = [(p, m) for p, row in enumerate(rows) if (m := _abstract_heading(rows, p))]
    labels = [(p, m) for p, row in enumerate(rows) if (m := _keyword_label(rows, p))]
    ahead = _keywords_ahead(rows, heads, labels)
    pairs = _pair_ahead(heads, labels, ahead) if ahead else _pair(rows, heads, labels)
    blocks: list[Block] = []
    floor = 0
    ends = [section.stop for section in tails.information(rows)]
    for head, label in pairs:
        top = head[0] if head else label[0] if label else 0
        floor = max([floor, *(end for end in ends if end <= top)])
        behind = bool(blocks) and floor == blocks[-1].end
        if head and label and label[0] < head[0]:
            block = _delimit_ahead(rows, head, label, floor, behind)
        else:
            block = _delimit(rows, head, label, floor, behind)
        if block is not None and _plausible(rows, block):
            blocks.append(block)
            floor = block.end
    return blocks


def _plausible(rows: Sequence[Row], block: Block) -> bool:
    """Whether a block says enough to be one; guidelines speak of abstracts and keywords in a line or two."""
    abstract = sum(len(rows[p].words) for p in block.abstract) + len(block.abstract_lead.split())
    listed = " ".join([block.keywords_lead, *(rows[p].text for p in block.keywords)])
    separators = len(re.findall(r"[,;]", listed))
    if abstract >= 25:
        return True
    if block.front and (abstract >= 8 or separators >= 1):
        return True
    return separators >= 2 and abstract >= 12


def _abstract_heading(rows: Sequence[Row], p: int) -> Match | None:
    match = rows[p].label(Role.ABSTRACT)
    if match is None:
        return None
    if not match.whole:
        first = next((c for c in match.rest if c.isalnum()), "")
        if not (first.isupper() or first.isdigit()) or len(match.rest) < 3:
            return None
    return match


def _keyword_label(rows: Sequence[Row], p: int) -> Match | None:
    row = rows[p]
    if len(row.text) > 400:
        return None
    match = row.label(Role.KEYWORDS)
    if match is None:
        from izde.extract.vocabulary import open_label

        match = None if row.starts_low else open_label(row.text, Role.KEYWORDS)
        if match is None or not match.rest:
            return None
        if match.rest[0].islower() and not re.search(r"[,;]", match.rest):
            return None
    return match


_Anchor = tuple[int, Match]


def _pair(
    rows: Sequence[Row], heads: list[_Anchor], labels: list[_Anchor]
) -> list[tuple[_Anchor | None, _Anchor | None]]:
    """Each abstract heading with its keyword label; either may stand alone, and either may come first."""
    events = sorted(
        [(p, 0, m) for p, m in heads] + [(p, 1, m) for p, m in labels], key=lambda e: (e[0], e[1])
    )
    pairs: list[tuple[_Anchor | None, _Anchor | None]] = []
    open_head: _Anchor | None = None
    for p, kind, match in events:
        if kind == 0:
            above = pairs[-1][1] if pairs and open_head is None and pairs[-1][0] is None else None
            if above is not None and _runs_down(rows, above, p):
                # A keyword list that runs down to the heading stands beside or above its abstract.
                pairs[-1] = ((p, match), above)
                continue
            if open_head is not None:
                pairs.append((open_head, None))
            open_head = (p, match)
        else:
            if open_head is not None and p - open_head[0] <= _LONGEST_ABSTRACT:
                pairs.append((open_head, (p, match)))
            else:
                if open_head is not None:
                    pairs.append((open_head, None))
                pairs.append((None, (p, match)))
            open_head = None
    if open_head is not None:
        pairs.append((open_head, None))
    return pairs


def _runs_down(rows: Sequence[Row], label: _Anchor, head: int) -> bool:
    """Whether a keyword list runs on, without a blank or a change of type, down to an abstract's heading."""
    if _keywords_end(rows, *label) >= head:
        return True
    listed = rows[label[0] + 1 : head]
    if not 1 <= len(listed) <= _LONGEST_KEYWORDS or listed[0].size is None:
        return False
    below = listed[1:] if not label[1].rest else listed
    return not any(
        row.gap or row.breaks or row.size != listed[0].size or row.bold != listed[0].bold or above.ends
        for above, row in zip(rows[head - len(below) - 1 :], below, strict=False)
    )


def _keywords_ahead(
    rows: Sequence[Row], heads: Sequence[_Anchor], labels: Sequence[_Anchor]
) -> dict[int, _Anchor]:
    """The keyword label of each abstract heading by the heading's row, in an issue that prints the keywords
    before the abstract: most of its headings stand right behind a keyword list. Empty for any other issue."""
    ends = {_past_codes(rows, _keywords_end(rows, p, match)): (p, match) for p, match in labels}
    found = {p: ends[p] for p, _ in heads if p in ends}
    return found if len(found) >= 2 and len(found) * 3 > 2 * len(heads) else {}


def _pair_ahead(
    heads: list[_Anchor], labels: list[_Anchor], ahead: dict[int, _Anchor]
) -> list[tuple[_Anchor | None, _Anchor | None]]:
    """Each abstract heading with the keyword label ahead of it; the other labels are of abstracts without
    heading."""
    used = {label[0] for label in ahead.values()}
    pairs: list[tuple[_Anchor | None, _Anchor | None]] = [(head, ahead.get(head[0])) for head in heads]
    pairs += [(None, label) for label in labels if label[0] not in used]
    return sorted(pairs, key=lambda pair: min(anchor[0] for anchor in pair if anchor))


def _past_codes(rows: Sequence[Row], p: int) -> int:
    """The first row from `p` on that is no code: journals of mathematics print one below the keywords."""
    while p < len(rows) and is_code(rows[p]):
        p += 1
    return p


def _delimit_ahead(
    rows: Sequence[Row], head: _Anchor, label: _Anchor, floor: int, behind_block: bool
) -> Block | None:
    """The block of a keyword label and the abstract heading behind its list."""
    end = _abstract_end(rows, head)
    language = _language(rows[head[0] + 1 : end], head[1].rest, head[1], label[1])
    front = region_start(rows, label[0], floor, behind_block, language)
    return Block(
        start=front,
        end=end,
        front=range(front, label[0]),
        abstract=range(head[0] + 1, end),
        keywords=range(label[0] + 1, _keywords_end(rows, label[0], label[1])),
        abstract_lead=head[1].rest,
        keywords_lead=label[1].rest,
        heading=head[1],
        label=label[1],
        language=language,
    )


def _delimit(
    rows: Sequence[Row], head: _Anchor | None, label: _Anchor | None, floor: int, behind_block: bool
) -> Block | None:
    if head is not None:
        first = head[0] + 1
        last = label[0] if label is not None else _abstract_end(rows, head)
        lead = head[1].rest
        top = head[0]
        language = _language(rows[first:last], lead, head[1], label[1] if label else None)
        prose = sum(len(r.words) for r in rows[first:last]) + len(lead.split())
        if label is None and prose < 15:
            return None
    else:
        assert label is not None
        last = label[0]
        first = _abstract_start(rows, last, floor, label[1])
        lead = ""
        top = first
        language = _language(rows[first:last], "", None, label[1])
    start = region_start(rows, top, floor, behind_block, language)
    front = range(start, top)
    if head is not None and not lead and (below := _front_below(rows, first, last)) > first:
        # The heading stands above names and title.
        start, front, first = top, range(first, below), below
    if head is None and not any(kind_of(rows[p]) is Kind.TITLE for p in front):
        first = title_in_front(rows, first, last)
        front = range(start, first)
    keywords = range(last, last)
    keywords_lead = ""
    end = last
    if label is not None:
        end = _keywords_end(rows, label[0], label[1])
        keywords = range(label[0] + 1, end)
        keywords_lead = label[1].rest
    return Block(
        start=start,
        end=end,
        front=front,
        abstract=range(first, last),
        keywords=keywords,
        abstract_lead=lead,
        keywords_lead=keywords_lead,
        heading=head[1] if head else None,
        label=label[1] if label else None,
        language=language,
    )


def _front_below(rows: Sequence[Row], first: int, last: int) -> int:
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


def _language(rows: Sequence[Row], lead: str, head: Match | None, label: Match | None) -> Language | None:
    """The language of most words of the abstract; the heading's where the abstract is short."""
    votes = tongue.total([row.tongues for row in rows] + [tongue.count(lead)])
    said = [m.language for m in (head, label) if m is not None and m.language]
    best = votes.best()
    if votes.total < 8:
        return said[-1] if said else best
    if (
        best in ("kk", "ru")
        and set(said) == {"kk" if best == "ru" else "ru"}
        and min(votes.kk, votes.ru) * 4 > votes.total
    ):
        return said[0]
    return best


def _abstract_end(rows: Sequence[Row], head: _Anchor) -> int:
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


def _abstract_start(rows: Sequence[Row], last: int, floor: int, label: Match) -> int:
    """Where an abstract without a heading begins, going up from the keyword label."""
    first = last
    strangers = 0
    lengths: list[int] = []
    p = last - 1
    while p >= floor and last - p <= 75:
        row = rows[p]
        if row.heading or row.leaders:
            break
        if row.caps and row.letters > 8:
            break
        kind = kind_of(row)
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


def _heads_next(rows: Sequence[Row], p: int, label: Match, listed: str) -> bool:
    """Whether the line below a keyword list is the title of the next block rather than a keyword. A comma
    speaks against it, unless semicolons stand between the keywords `listed` so far."""
    row = rows[p]
    separators = ";" if listed.count(";") >= 2 else ",;"
    if row.starts_low or any(sign in row.text for sign in separators) or len(row.words) < 3:
        return False
    votes = row.tongues
    spoken = votes.best() if votes.total >= 1.2 and max(votes) >= 0.7 * votes.total else None
    if label.language and spoken and spoken != label.language:
        return True
    return any(below.label(Role.ABSTRACT) for below in rows[p + 1 : p + 5])


def _begins_text(below: Row, listed: str) -> bool:
    """Whether the line below the keywords `listed` so far is the first of a text that no heading opens: a
    long piece with a capital, where semicolons or small letters set the keywords off."""
    if below.starts_low or re.search(r"[•●|]|\s/\s", below.text):
        return False
    first = re.split(r"[,;]", below.text)[0].split()
    if listed.count(";") >= 2:
        return ";" not in below.text and len(below.words) > 5
    pieces = [piece.strip() for piece in listed.split(",") if piece.strip()]
    small = sum(piece[0].islower() for piece in pieces[1:])
    return len(pieces) >= 3 and small * 4 >= 3 * (len(pieces) - 1) and len(first) >= 5


def _closes_open_list(row: Row, below: Row, listed: str) -> bool:
    """Whether a list that its last separator leaves open ends all the same: a title in capitals stands below,
    or a line without the mark of the items above."""
    if below.caps and below.letters > 14:
        return below.breaks or below.gap or not listed.isupper()
    return below.gap and bool(_ITEM.match(row.text)) and not _ITEM.match(below.text)


def _goes_over(row: Row, below: Row, listed: str, width: int) -> bool:
    """Whether a keyword list goes on behind a page break, inside a keyword: a full line that ends without
    a full stop, and a separator in the line behind."""
    separator = ";" if ";" in listed else ","
    return len(row.text) >= width * 0.8 and separator in below.text and kind_of(below) is Kind.TITLE


def _keywords_end(rows: Sequence[Row], at: int, label: Match) -> int:
    """The row after the last of a keyword list."""
    p = at
    text = label.rest
    width = max((len(r.text) for r in rows[max(0, at - 12) : at + 1]), default=0)
    while p + 1 < len(rows) and p - at < _LONGEST_KEYWORDS:
        row, below = rows[p], rows[p + 1]
        if any(m.whole or m.role in (Role.ABSTRACT, Role.KEYWORDS) for m in below.labels) or is_code(below):
            break
        if not text.strip():
            text = below.text
            p += 1
            continue
        if _ITEM.match(row.text) and _ITEM.match(below.text):
            text = f"{text} {below.text}"
            p += 1
            continue
        unfinished = bool(re.search(r"[,;\-–—(/|•●]\s*$", row.text)) or (p == at and not label.rest)
        if below.caps and below.letters > 14 and not unfinished:
            break
        if not unfinished:
            if row.ends or _heads_next(rows, p + 1, label, text) or _begins_text(below, text):
                break
            over = below.breaks and _goes_over(row, below, text, width)
            if below.breaks and not below.starts_low and not over:
                break
            if below.gap and not over and not (below.starts_low and re.search(r"[,;]", below.text)):
                break
            if kind_of(below) in (Kind.BYLINE, Kind.CONTACT):
                break
            full = len(row.text) >= width * 0.72
            listed = below.starts_low or bool(re.search(r"[,;]", below.text))
            short_list = not re.search(r"[,;]", text)
            if not (full or short_list or below.starts_low or (";" in text and ";" in below.text)):
                break
            if not listed and len(below.text) > width * 0.6 and not short_list:
                break
        elif _closes_open_list(row, below, text):
            break
        text = f"{text} {below.text}"
        p += 1
    return p + 1
