"""Lines joined into running text, with the hyphens of line ends undone where they are not the word's own.

A hyphen at a line end is the word's own when the issue prints the word with it inside a line, or when
both halves are words of the issue and the lines around are not hyphenated; otherwise the halves are one
word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from izde.extract.line.rows import Row

_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*)([-‐\u00ad¬])$")
_FIRST = re.compile(r"^[^\W\d_]+")
_HYPHENS = str.maketrans("‐‑", "--")
_BLANKS = re.compile(r"\s+")
_SIGNS = ("-", "‐", "\u00ad", "¬")
_TAIL = 60


class Words:
    """How often the words of an issue occur inside its lines; `hyphenation` is the share of its lines
    that end in a hyphen: high in narrow columns, next to nothing elsewhere."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._counts: Counter[str] = Counter()
        self.hyphenation = hyphenation(rows)
        for row in rows:
            text = row.text.casefold().translate(_HYPHENS)
            found = _WORD.findall(text)
            if found and text.endswith(("-", "\u00ad")):
                found.pop()
            self._counts.update(found)

    def __getitem__(self, word: str) -> int:
        return self._counts[word.casefold().translate(_HYPHENS)]


def hyphenation(rows: Sequence[Row]) -> float:
    """The share of lines that end in a hyphen."""
    if not rows:
        return 0.0
    return sum(1 for row in rows if _BROKEN.search(row.text)) / len(rows)


def join(rows: Sequence[Row], words: Words, separator: str = " ", whole_words: bool = False) -> str:
    """The text of the rows as one line. `whole_words` says that their words are hardly ever divided."""
    return join_texts([row.text for row in rows], words, separator, whole_words)


def join_texts(texts: Sequence[str], words: Words, separator: str = " ", whole_words: bool = False) -> str:
    """The texts of lines as one line."""
    texts = [clean for t in texts if (clean := _BLANKS.sub(" ", t).strip())]
    parts: list[str] = []
    for text in texts:
        last = parts[-1] if parts else ""
        head = _BROKEN.search(last[-_TAIL:]) if last[-1:] in _SIGNS else None
        tail = _FIRST.match(text) if head else None
        if head and tail:
            kept = last[: len(last) - 1]
            if _own_hyphen(head.group(1), tail.group(), head.group(2), words, whole_words):
                kept += "-"
            parts[-1] = kept
            parts.append(text)
        elif last.endswith(("-", "‐")) and text[:1].isdigit():
            parts.append(text)
        else:
            if parts:
                parts.append(separator)
            parts.append(text)
    return "".join(parts).replace("\u00ad", "")


def _own_hyphen(before: str, after: str, sign: str, words: Words, whole_words: bool) -> bool:
    if sign in "\u00ad¬":
        return False
    hyphened = words[f"{before}-{after}"]
    whole = words[f"{before}{after}"]
    if hyphened or whole:
        return hyphened > whole
    if whole_words or (after[0].isupper() and not before.isupper()):
        return True
    last = re.split(r"[-‐‑]", before)[-1]
    known = min(words[last], words[after]) if len(last) >= 3 and len(after) >= 3 else 0
    if words.hyphenation >= 0.04:
        # In hyphenated text nearly every break is inside a word; short halves are often words by chance.
        return known >= 8 and len(last) >= 5 and len(after) >= 5
    return known >= 1 or words.hyphenation < 0.015
