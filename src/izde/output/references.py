"""References for systems that want the DOI apart, and both lists where a journal prints two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from izde.model import Article


class Reference(NamedTuple):
    """An entry as printed, and the same entry in Latin letters where that is another; one may be missing."""

    printed: str
    romanised: str = ""

    @property
    def doi(self) -> str:
        """The work's DOI, where an entry gives it."""
        return next((doi for text in self if (doi := dois(text))), [""])[0]


_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"«»“”]+")


def dois(text: str) -> list[str]:
    """The DOIs in a text, without the punctuation that follows them."""
    return [_trimmed(match[0]) for match in _DOI.finditer(text)]


def _trimmed(doi: str) -> str:
    while doi:
        bare = doi.rstrip(".,;:'’|")
        for left, right in ("()", "[]", "{}"):
            if bare.endswith(right) and bare.count(right) > bare.count(left):
                bare = bare[:-1]
        if bare == doi:
            break
        doi = bare
    return doi


def references(article: Article) -> list[Reference]:
    """The article's references, each with its entry of the romanised list.

    Lists of one length are paired by place, unless their figures gainsay it; others by the figures that the
    entries share, in order.
    """
    printed, romanised = article.references, article.references_romanised
    if not romanised or not printed:
        return [Reference(text) for text in printed or romanised]
    if len(printed) == len(romanised) and _in_step(printed, romanised):
        return [_pair(*pair) for pair in zip(printed, romanised, strict=True)]
    return _aligned(printed, romanised)


def _pair(printed: str, romanised: str) -> Reference:
    return Reference(printed, "" if romanised == printed else romanised)


def _in_step(printed: Sequence[str], romanised: Sequence[str]) -> bool:
    """Whether entries at one place are alike in at least half of the cases in which figures can tell."""
    told = [
        _likeness(a, b) > 0
        for a, b in zip(map(_figures, printed), map(_figures, romanised), strict=True)
        if a and b
    ]
    return sum(told) * 2 >= len(told)


#: Entries that share fewer of their figures than this are not the same work's.
_ALIKE = 0.5


def _aligned(printed: Sequence[str], romanised: Sequence[str]) -> list[Reference]:
    """Both lists in order, paired so that the pairs share most figures (Needleman & Wunsch 1970)."""
    figures = [[_figures(text) for text in texts] for texts in (printed, romanised)]
    rows, columns = len(printed), len(romanised)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = best[i + 1][j + 1] + _likeness(figures[0][i], figures[1][j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    pairs: list[Reference] = []
    i = j = 0
    while i < rows or j < columns:
        likeness = _likeness(figures[0][i], figures[1][j]) if i < rows and j < columns else 0.0
        if likeness and best[i][j] == best[i + 1][j + 1] + likeness:
            pairs.append(_pair(printed[i], romanised[j]))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            pairs.append(Reference(printed[i]))
            i += 1
        else:
            pairs.append(Reference("", romanised[j]))
            j += 1
    return pairs


def _figures(text: str) -> set[str]:
    """The numbers that tell an entry from others: years, pages, volumes."""
    return set(re.findall(r"\d{2,}", text))


def _likeness(a: set[str], b: set[str]) -> float:
    likeness = len(a & b) / len(a | b) if a or b else 0.0
    return likeness if likeness >= _ALIKE else 0.0
