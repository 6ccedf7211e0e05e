"""Where a printed list of keywords ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.line.codes import is_code
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Match, Role

#: A list takes fewer rows than so many.
LONGEST_LIST = 14
_ITEM = re.compile(r"^[•●▪◦*–—-]\s")


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


def keywords_end(rows: Sequence[Row], at: int, label: Match) -> int:
    """The row after the last of a keyword list."""
    p = at
    text = label.rest
    width = max((len(r.text) for r in rows[max(0, at - 12) : at + 1]), default=0)
    while p + 1 < len(rows) and p - at < LONGEST_LIST:
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
