"""The anchors of blocks, headings of abstracts and labels of keywords, and which of them belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.block.keyword_list import LONGEST_LIST, keywords_end
from izde.extract.line.codes import is_code
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Match, Role, open_label

_LONGEST_ABSTRACT = 110
#: The row of a heading or label, and what it says.
Anchor = tuple[int, Match]


def abstract_heading(rows: Sequence[Row], p: int) -> Match | None:
    """The label of a line that heads an abstract, or that its abstract follows on the same line."""
    match = rows[p].label(Role.ABSTRACT)
    if match is None:
        return None
    if not match.whole:
        first = next((c for c in match.rest if c.isalnum()), "")
        if not (first.isupper() or first.isdigit()) or len(match.rest) < 3:
            return None
    return match


def keyword_label(rows: Sequence[Row], p: int) -> Match | None:
    """The label of a line that a keyword list begins on or below, with or without punctuation behind it."""
    row = rows[p]
    if len(row.text) > 400:
        return None
    match = row.label(Role.KEYWORDS)
    if match is None:
        match = None if row.starts_low else open_label(row.text, Role.KEYWORDS)
        if match is None or not match.rest:
            return None
        if match.rest[0].islower() and not re.search(r"[,;]", match.rest):
            return None
    return match


def pair(
    rows: Sequence[Row], heads: list[Anchor], labels: list[Anchor]
) -> list[tuple[Anchor | None, Anchor | None]]:
    """Each abstract heading with its keyword label; either may stand alone, and either may come first."""
    events = sorted(
        [(p, 0, m) for p, m in heads] + [(p, 1, m) for p, m in labels], key=lambda e: (e[0], e[1])
    )
    pairs: list[tuple[Anchor | None, Anchor | None]] = []
    open_head: Anchor | None = None
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


def _runs_down(rows: Sequence[Row], label: Anchor, head: int) -> bool:
    """Whether a keyword list runs on, without a blank or a change of type, down to an abstract's heading."""
    if keywords_end(rows, *label) >= head:
        return True
    listed = rows[label[0] + 1 : head]
    if not 1 <= len(listed) <= LONGEST_LIST or listed[0].size is None:
        return False
    below = listed[1:] if not label[1].rest else listed
    return not any(
        row.gap or row.breaks or row.size != listed[0].size or row.bold != listed[0].bold or above.ends
        for above, row in zip(rows[head - len(below) - 1 :], below, strict=False)
    )


def keywords_ahead(
    rows: Sequence[Row], heads: Sequence[Anchor], labels: Sequence[Anchor]
) -> dict[int, Anchor]:
    """The keyword label of each abstract heading by the heading's row, in an issue that prints the keywords
    before the abstract: most of its headings stand right behind a keyword list. Empty for any other issue."""
    ends = {_past_codes(rows, keywords_end(rows, p, match)): (p, match) for p, match in labels}
    found = {p: ends[p] for p, _ in heads if p in ends}
    return found if len(found) >= 2 and len(found) * 3 > 2 * len(heads) else {}


def pair_ahead(
    heads: list[Anchor], labels: list[Anchor], ahead: dict[int, Anchor]
) -> list[tuple[Anchor | None, Anchor | None]]:
    """Each abstract heading with the keyword label ahead of it; the other labels are of abstracts without
    heading."""
    used = {label[0] for label in ahead.values()}
    pairs: list[tuple[Anchor | None, Anchor | None]] = [(head, ahead.get(head[0])) for head in heads]
    pairs += [(None, label) for label in labels if label[0] not in used]
    return sorted(pairs, key=lambda pair: min(anchor[0] for anchor in pair if anchor))


def _past_codes(rows: Sequence[Row], p: int) -> int:
    """The first row from `p` on that is no code: journals of mathematics print one below the keywords."""
    while p < len(rows) and is_code(rows[p]):
        p += 1
    return p
