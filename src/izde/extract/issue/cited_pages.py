"""The pages of an article as the journal's own note on how to cite it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: An article has at most so many pages.
_MOST = 200
#: Numbers in this range may be years: "1941–1945" in a title is no place.
_YEARS = range(1850, 2051)

_ADDRESS = re.compile(r"(?:https?://|www\.|\b10\.\d{4,9}/)\S*", re.IGNORECASE)
_RANGE = r"(?<![\d/–—-])(?P<first>\d{1,5})\s?[-‐-―−]\s?(?P<last>\d{1,5})(?![\d/]|\s?[-‐-―−]\s?\d)"
#: What an issue, a volume or a year with a volume ends in; "(30)" but not "(2024)".
_NUMBER = r"\d{1,4}(?:\s?[-–/]\s?\d{1,4})?"
_ISSUE = rf"\((?!(?:19|20)\d\d\))(?:№|no\.?)?\s?{_NUMBER}\)"
_VOLUME = (
    rf"(?:{_ISSUE}|;\s?{_NUMBER}|"
    rf"(?:№|\bno?\.?|\bnum\.|\biss(?:ue|\.)?|\bвып(?:уск|\.)?|\bvol(?:ume|\.)?|\bт(?:ом|\.)?)"
    rf"\s?{_NUMBER}(?:\s?{_ISSUE})?)"
)
#: Pages behind their word (С. 12–20, pp. 12–20, Б. 12–20), before it (12–20 б., 12–20-беттер), or behind
#: volume and number without any (75(4), 12–20; 2024;4(3):12–20). One letter alone has its stop: "с" and "p"
#: are words and initials besides. С, Р and their Latin look-alikes are printed for one another.
_MANNERS = (
    re.compile(
        rf"(?<![^\W_])(?:[сcpрбb]{{1,2}}\s?\.|[pр]{{2}}|бб|стр|страниц\w*|pages?|бет\w*)[.:]?\s*{_RANGE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_RANGE}\s?-?\s?(?:(?:[сcpрб]{{1,2}}|стр)\s?\.|(?:[pр]{{2}}|бб|бет\w*|pages|страниц\w*)\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"{_VOLUME}\s?[,:;.](?:\s?[–—-])?\s?{_RANGE}(?=\s*(?:[.,;:)\]]|$|doi\b))", re.IGNORECASE),
)


def read(notes: Iterable[str]) -> tuple[int, int] | None:
    """First and last page that the notes give; None where they give none, or different ones."""
    found = {pages for note in notes if (pages := _in(note)) is not None}
    return found.pop() if len(found) == 1 else None


def _in(note: str) -> tuple[int, int] | None:
    text = _ADDRESS.sub(" ", note)
    for manner in _MANNERS:
        given = [pages for match in manner.finditer(text) if (pages := _span(match)) is not None]
        if given:
            # The place in the journal stands behind the title, in which there may be numbers too.
            return given[-1]
    return None


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    first, last = match["first"], match["last"]
    if len(last) < len(first):
        # 245–52, as medical journals shorten it.
        last = first[: len(first) - len(last)] + last
    pages = int(first), int(last)
    if not 0 < pages[0] <= pages[1] <= pages[0] + _MOST or (pages[0] in _YEARS and pages[1] in _YEARS):
        return None
    return pages
