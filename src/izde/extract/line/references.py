"""References: whether a line reads like one, and a list split into its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.line.prose import Words, join_texts
from izde.extract.line.rows import Row

_NUMBER = re.compile(r"^\[?(\d{1,3})\]?[.)\]]?\s+(?=\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REFERENCE = re.compile(
    r"\s//\s|^\[\d{1,3}\]|\[in [A-Z]|\bURL\b|"
    r"^\d{1,3}\.\s(?-i:[^\W\d_]+,? [A-ZА-ЯӘҒҚҢӨҰҮҺІЁ]\.)|"
    r"(?:19|20)\d\d\.?\s*[–—-]?\s*\d+\s?[ссбpp]\.|"
    r"[–—-]\s*[СсCcPpРрБб]\.\s?\d|\d\s?[–-]\s?\d+\s?[ссбp]\.",
    re.IGNORECASE,
)


def is_reference(row: Row) -> bool:
    """Whether the line reads like a part of a reference."""
    return reads_like_reference(row.text)


def reads_like_reference(text: str) -> bool:
    """Whether a text reads like a part of a reference."""
    return bool(_REFERENCE.search(text))


def split(texts: Sequence[str], words: Words) -> list[str]:
    """The entries of a list: by their numbers where it is numbered, else by lines that end a sentence."""
    numbers = [(i, int(m.group(1))) for i, t in enumerate(texts) if (m := _NUMBER.match(t))]
    starts = _ascending(numbers)
    if starts and len(starts) >= max(2, len(texts) // 12):
        heads = [i for i, _ in starts]
    elif len(texts) <= 1:
        heads = [0] if texts else []
    else:
        heads = [0] + [i for i in range(1, len(texts)) if _begins(texts[i - 1], texts[i])]
    if heads and heads[0] != 0:
        heads.insert(0, 0)
    entries = []
    for a, b in zip(heads, [*heads[1:], len(texts)], strict=False):
        entry = join_texts(list(texts[a:b]), words)
        entry = _NUMBER.sub("", entry) if starts else entry
        if any(c.isalpha() for c in entry):
            entries.append(entry.strip())
    return entries


def _ascending(numbers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of numbers that count up by one (one may be missing)."""
    best: list[tuple[int, int]] = []
    for k in range(len(numbers)):
        if numbers[k][1] > 3 and best:
            continue
        run = [numbers[k]]
        for place, number in numbers[k + 1 :]:
            if 1 <= number - run[-1][1] <= 2:
                run.append((place, number))
        if len(run) > len(best):
            best = run
        if k > 40:
            break
    return best if len(best) >= 2 else []


def _begins(above: str, text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper() and bool(re.search(r"[.\])/]\s*$|\d$", above)) and len(above) > 20
