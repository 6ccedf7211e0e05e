"""Affiliations: the lines below a byline taken apart, and which of them a name's marks point at."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from izde.extract.line.kinds import AFFILIATION

# The marks that an affiliation begins with: "1", "1,3 ", "(2) ", "²", "a)".
_MARKS = re.compile(
    r"^\s*\(?((?:\d|[¹²³⁴-⁹])+(?:\s*[,;]\s*(?:\d|[¹²³⁴-⁹])+)*)\s?[.)]{0,2}\s*(?=[^\W\d_]|[«\"“„])"
)
_SIGN = re.compile(r"^[\W_]+(?=[^\W\d_])")
# Another one begins within the line: "1University A; 2Institute B".
_NEXT = re.compile(
    r"(?:(?<=[^\d\s(][;,.])\s*|(?<=[^\d\s(][;,.]\s)|(?<=[^\W\d_])\s+)(?=\(?[\d¹²³⁴-⁹](?:\s?,\s?[\d¹²³⁴-⁹])*\)?\s?[^\W\d_]{2})"
)
# Words and signs that no affiliation ends with.
_OPEN_END = re.compile(
    r"(?:[,(–—-]|\s(?:and|of|the|for|in|at|after|named|и|имени|им\.|при|в|және|мен|бен|пен|атындағы|&|"
    r"[^\W\d_]{1,2}\.|республики|республика|university|национальный|ұлттық))$",
    re.IGNORECASE,
)
_COUNTRY = re.compile(
    r"(?:казахстан|қазақстан|kazakhstan|россия|ресей|russia|узбекистан|өзбекстан|uzbekistan|кыргызстан|"
    r"қырғызстан|kyrgyzstan|turkey|türkiye|турция|түркия|china|китай|қытай|poland|польша|germany|германия|"
    r"usa|сша|ақш|latvia|латвия|республикасы)\W*$",
    re.IGNORECASE,
)


class Affiliation(NamedTuple):
    """One affiliation without its marks, and these: figures, as the names carry them."""

    text: str
    marks: frozenset[str]


def parse(lines: Sequence[str]) -> list[Affiliation]:
    """The affiliations in the lines below a byline. A line without a mark goes on from the one above where
    the others have marks, or where that one is not complete."""
    pieces = [
        piece for line in lines for piece in _NEXT.split(unicodedata.normalize("NFC", line).strip()) if piece
    ]
    marked = any(_MARKS.match(piece) for piece in pieces)
    found: list[Affiliation] = []
    for piece in pieces:
        match = _MARKS.match(piece)
        marks = frozenset(figures(match.group(1))) if match else frozenset()
        text = _SIGN.sub("", piece[match.end() :] if match else piece).strip()
        if found and match is None and (marked or _goes_on(found[-1].text, text)):
            above = found.pop()
            found.append(Affiliation(f"{above.text}{_between(above.text, text)}{text}", above.marks))
        elif text:
            found.append(Affiliation(text, marks))
    return [Affiliation(clean, a.marks) for a in found if (clean := _clean(a.text))]


def of_names(marks: Sequence[str], affiliations: Sequence[Affiliation]) -> list[list[str]]:
    """The affiliations of each name of a byline, by its marks. Without marks, the only one is everybody's,
    and a sole author has all."""
    wanted = [set(figures(mark)) for mark in marks]
    texts = [affiliation.text for affiliation in affiliations]
    if not texts:
        return [[] for _ in marks]
    if any(affiliation.marks for affiliation in affiliations):
        return [
            [a.text for a in affiliations if a.marks & own] if own else (texts if len(texts) == 1 else [])
            for own in wanted
        ]
    if len(texts) == 1 or len(marks) == 1:
        return [list(texts) for _ in marks]
    said = sorted(set().union(*wanted))
    if len(said) == len(texts):
        # Figures at the names, and as many affiliations in their order.
        return [[texts[said.index(mark)] for mark in sorted(own)] for own in wanted]
    return [[] for _ in marks]


def figures(mark: str) -> list[str]:
    """The figures in a mark, superscripts as plain ones."""
    return re.findall(r"\d", unicodedata.normalize("NFKC", mark))


def _goes_on(above: str, text: str) -> bool:
    """Whether a line without a mark goes on from the affiliation above it."""
    if text[:1].islower() or _OPEN_END.search(above):
        return True
    if _COUNTRY.search(above) or above.endswith((";", ".")):
        return False
    return not AFFILIATION.search(text) or bool(_COUNTRY.search(text) and len(text.split()) <= 4)


def _between(above: str, text: str) -> str:
    """What stands between two lines of an affiliation; a comma before an address on a line of its own."""
    if above.endswith("-"):
        return ""
    address = bool(_COUNTRY.search(text)) and not AFFILIATION.search(text.split(",")[0])
    return ", " if address and text[:1].isupper() and not _OPEN_END.search(above) else " "


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;")
