"""References: whether a line reads like one."""

from __future__ import annotations

import re

from izde.extract.line.rows import Row

_REFERENCE = re.compile(
    r"\s//\s|^\[\d{1,3}\]|\[in [A-Z]|\bURL\b|"
    r"^\d{1,3}\.\s?(?-i:[^\W\d_]+,? [A-ZА-ЯӘҒҚҢӨҰҮҺІЁ]\.)|"
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
