"""A printed keyword list split into keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.model import Language

_OPEN = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}
_CLOSE = set(_OPEN.values())
_BULLET = re.compile(r"\s*[•●▪◦]\s*|\s+[|/]\s+")
_EDGES = " \t,;:.–—-"
# An initial beside a name, or an abbreviation of several letters with full stops: "Abai K.", "U.S."
_INITIAL_END = re.compile(r"[\s.][A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][a-zа-яёәғқңөұүһі]?\.$")
_DOT = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=[^\W\d_])")


def split(text: str, lines: Sequence[str] = ()) -> list[str]:
    """The keywords of a list.

    Semicolons split where there are any beside commas inside keywords, else commas, else bullets, full
    stops or dashes; separators inside parentheses and quotation marks do not. `lines` are the list's
    printed lines: without any separator, each line is a keyword.
    """
    text = _BULLET.sub("; ", text).strip()
    semicolons = _count(text, ";")
    commas = _count(text, ",")
    if semicolons and (semicolons >= 2 or semicolons >= commas):
        parts = _split(text, ";")
        if commas > semicolons * 2:
            parts = [piece for part in parts for piece in _split(part, ",")]
    elif commas:
        parts = _split(text, ",;")
    elif len(_DOT.findall(text)) >= 2:
        parts = _DOT.split(text)
    elif len(re.findall(r"\s[–—]\s", text)) >= 2:
        parts = re.split(r"\s[–—]\s", text)
    elif len([line for line in lines if line.strip()]) >= 3:
        parts = list(lines)
    else:
        parts = [text]
    found = [_tidy(part) for part in parts]
    return [part for part in found if any(c.isalnum() for c in part)]


def even_out(lists: dict[Language, list[str]]) -> None:
    """Split keywords at commas too where a list separates them by both signs: where its length comes nearer
    to that of the lists in the other languages, which translate it keyword by keyword."""
    for language, listed in lists.items():
        pieces = [piece for keyword in listed for piece in map(_tidy, _split(keyword, ",")) if piece]
        others = [len(other) for spoken, other in lists.items() if spoken != language and not _mixed(other)]
        if len(pieces) == len(listed) or not others:
            continue
        short = all(len(piece.split()) <= 4 for piece in pieces)
        apart, together = (min(abs(n - count) for count in others) for n in (len(pieces), len(listed)))
        if apart < together or (apart == together and short):
            lists[language] = pieces


def _mixed(listed: Sequence[str]) -> bool:
    return any("," in keyword for keyword in listed)


def _tidy(part: str) -> str:
    part = re.sub(r"\s+", " ", part).strip(" \t,;:–—-")
    if part.endswith(".") and not _INITIAL_END.search(part):
        part = part.rstrip(" .")
    part = part.strip(" \t,;")
    for opening, closing in _OPEN.items():
        if part.count(opening) > part.count(closing) and part.startswith(opening):
            part = part[1:]
        if part.count(closing) > part.count(opening) and part.endswith(closing) and opening != closing:
            part = part[:-1]
    return part.strip(_EDGES) if not part.endswith(".") else part.strip(" \t,;:–—-")


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in (("(", ")"), ("«", "»"), ("“", "”")))


def _count(text: str, separators: str) -> int:
    return len(_split(text, separators)) - 1


def _split(text: str, separators: str) -> list[str]:
    """Split outside parentheses and quotation marks; those that do not close hold nothing together."""
    nested = _balanced(text)
    parts, start, depth, quoted = [], 0, 0, False
    quotes = nested and text.count('"') % 2 == 0
    for i, c in enumerate(text):
        if c == '"' and quotes:
            quoted = not quoted
        elif nested and c in _CLOSE and depth:
            depth -= 1
        elif nested and c in _OPEN:
            depth += 1
        elif c in separators and depth == 0 and not quoted:
            parts.append(text[start:i])
            start = i + 1
    parts.append(text[start:])
    return parts
