"""The metadata blocks of an issue: title, abstract and keywords in one language each.

A block is anchored by an abstract heading, a keyword label, or both. From the anchors the abstract is
delimited (under its heading, or without one upwards from the keyword label), then the front matter
above it, then the keyword list below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from izde.extract.article import tails
from izde.extract.block.abstract import (
    abstract_end,
    abstract_start,
    front_below,
    statements_start,
    title_in_front,
)
from izde.extract.block.anchors import (
    Anchor,
    abstract_heading,
    keyword_label,
    keywords_ahead,
    pair,
    pair_ahead,
)
from izde.extract.block.keyword_list import keywords_end
from izde.extract.block.region import region_start
from izde.extract.line import tongue
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Match
from izde.model import Language


@dataclass
class Block:
    """One language's title, abstract and keywords, as positions in the list of content rows.

    `start` is the first row of its front matter, `end` the row after its last. The abstract's text is
    `abstract_lead` (what stands on the heading's own line) and the rows of `abstract`; the keywords'
    likewise. `statements` are rows between the two that are neither: funding, dates, conflicts of interest.
    A `bare` block is the title of an article that has neither abstract nor keywords.
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
    statements: range = range(0)


def find(rows: Sequence[Row]) -> list[Block]:
    """The blocks of an issue in reading order."""
    heads = [(p, m) for p, row in enumerate(rows) if (m := abstract_heading(rows, p))]
    labels = [(p, m) for p, row in enumerate(rows) if (m := keyword_label(rows, p))]
    ahead = keywords_ahead(rows, heads, labels)
    pairs = pair_ahead(heads, labels, ahead) if ahead else pair(rows, heads, labels)
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


def _delimit_ahead(
    rows: Sequence[Row], head: Anchor, label: Anchor, floor: int, behind_block: bool
) -> Block | None:
    """The block of a keyword label and the abstract heading behind its list."""
    end = abstract_end(rows, head)
    language = _language(rows[head[0] + 1 : end], head[1].rest, head[1], label[1])
    front = region_start(rows, label[0], floor, behind_block, language)
    return Block(
        start=front,
        end=end,
        front=range(front, label[0]),
        abstract=range(head[0] + 1, end),
        keywords=range(label[0] + 1, keywords_end(rows, label[0], label[1])),
        abstract_lead=head[1].rest,
        keywords_lead=label[1].rest,
        heading=head[1],
        label=label[1],
        language=language,
    )


def _delimit(
    rows: Sequence[Row], head: Anchor | None, label: Anchor | None, floor: int, behind_block: bool
) -> Block | None:
    if head is not None:
        first = head[0] + 1
        last = label[0] if label is not None else abstract_end(rows, head)
        lead = head[1].rest
        top = head[0]
        language = _language(rows[first:last], lead, head[1], label[1] if label else None)
        prose = sum(len(r.words) for r in rows[first:last]) + len(lead.split())
        if label is None and prose < 15:
            return None
    else:
        assert label is not None
        last = label[0]
        first = abstract_start(rows, last, floor, label[1])
        lead = ""
        top = first
        language = _language(rows[first:last], "", None, label[1])
    start = region_start(rows, top, floor, behind_block, language)
    front = range(start, top)
    if head is not None and not lead and (below := front_below(rows, first, last)) > first:
        # The heading stands above names and title.
        start, front, first = top, range(first, below), below
    if head is None and not any(kind_of(rows[p]) is Kind.TITLE for p in front):
        first = title_in_front(rows, first, last)
        front = range(start, first)
    keywords = range(last, last)
    keywords_lead = ""
    end = last
    statements = statements_start(rows, first, last)
    if label is not None:
        end = keywords_end(rows, label[0], label[1])
        keywords = range(label[0] + 1, end)
        keywords_lead = label[1].rest
    return Block(
        start=start,
        end=end,
        front=front,
        abstract=range(first, statements),
        keywords=keywords,
        abstract_lead=lead,
        keywords_lead=keywords_lead,
        heading=head[1] if head else None,
        label=label[1] if label else None,
        language=language,
        statements=range(statements, last),
    )


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
