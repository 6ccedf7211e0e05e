"""The lines of a document in one sequence, each with the features that the later stages weigh."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from izde.extract.line import tongue, vocabulary
from izde.extract.line.tongue import Tongues
from izde.extract.line.vocabulary import Match, Role
from izde.extract.page.document import Document, Line
from izde.model import Language

_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")
_TERMINAL = re.compile(r"[.!?…][»”\"’')\]]*\s*$")
_INITIAL_END = re.compile(r"(?:^|[\s.(])[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\.$")
_SMALL = (Role.ABSTRACT, Role.KEYWORDS, Role.REFERENCES)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")


_INSIDE_TEXT = (Role.OPENING, Role.CLOSING, Role.BODY)


@dataclass(eq=False)
class Row:
    """One line with its place: `index` in the document, `page`, and whether a page break stands above.

    `breaks` is true where a page begins, as far as the file shows it: after a form feed, at a leading
    blank, or where a running head or a dump of link targets was taken out.
    `listed` marks the rows of lists of references and of information about authors, in which no article
    begins.
    """

    index: int
    page: int
    line: Line
    text: str
    gap: bool
    breaks: bool
    top: int = 99
    bottom: int = 99
    listed: bool = False

    @cached_property
    def labels(self) -> tuple[Match, ...]:
        """The labels of the vocabulary that the line starts with."""
        if len(self.text) > 400 or not self.text[:1]:
            return ()
        found = vocabulary.labels(self.text)
        if found and self.starts_low:
            # "results." is the end of a sentence; a few journals set their headings in small letters.
            kept = _SMALL if self.text[0].isalpha() and not self.text.endswith(".") else ()
            found = tuple(m for m in found if not m.whole or m.role in kept)
        if found and self.starts_low and not self.gap:
            # The last word of a paragraph may be one that headings inside a text consist of.
            found = tuple(m for m in found if m.role not in _INSIDE_TEXT)
        return found

    def label(self, role: Role) -> Match | None:
        """The label of that role, if the line starts with one."""
        return next((m for m in self.labels if m.role is role), None)

    def heads(self, *roles: Role) -> bool:
        """Whether the line is nothing but a label of one of these roles."""
        return any(m.whole and m.role in roles for m in self.labels)

    @cached_property
    def heading(self) -> bool:
        """Whether the line is a heading of a part: nothing but a label, not that of a mark at a name."""
        return any(m.whole and m.role is not Role.CORRESPONDENCE for m in self.labels)

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def letters(self) -> int:
        return len(_LETTERS.findall(self.text))

    @cached_property
    def upper(self) -> float:
        """The share of capitals among the letters."""
        letters = [c for c in self.text if c.isalpha()]
        return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0

    @cached_property
    def caps(self) -> bool:
        """Set in capitals, a few small letters aside (`1920-х`, initials, a preposition)."""
        return self.upper >= 0.75 and self.letters >= 4

    @cached_property
    def tongues(self) -> Tongues:
        return tongue.count(self.text)

    @cached_property
    def ends(self) -> bool:
        """Ends a sentence, as far as a full stop that is not an initial's tells."""
        return bool(_TERMINAL.search(self.text)) and not _INITIAL_END.search(self.text)

    @cached_property
    def starts_low(self) -> bool:
        """Starts with a small letter: the line goes on from the one above."""
        first = next((c for c in self.text if c.isalnum()), "")
        return first.islower() and self.text[0] not in '«“„"'

    @cached_property
    def numeric(self) -> bool:
        """Mostly digits and signs, like a row of a table."""
        digits = sum(c.isdigit() for c in self.text)
        return digits > self.letters

    @cached_property
    def leaders(self) -> bool:
        """Dots that lead to a page number."""
        return bool(_LEADERS.search(self.text))

    @property
    def size(self) -> float | None:
        return self.line.style.size if self.line.style else None

    @property
    def bold(self) -> bool:
        return bool(self.line.style and self.line.style.bold)

    @property
    def centred(self) -> bool:
        return bool(self.line.style and self.line.style.centred)


# What no reader sees: a soft hyphen within a line, blanks of no width, a sign of a symbol font in a word.
_INVISIBLE = re.compile(
    r"\u00ad(?=.)|[\u200b-\u200f\u2060\ufeff]|(?<=[^\W\d_])[\ue000-\uf8ff](?=[^\W\d_])|"
    r"(?<=\s)[\ue000-\uf8ff](?=[а-яёәғқңөұүһіa-z])"
)
_BULLET = re.compile(r"^[\ue000-\uf8ff]\s+(?=\S)")


def _clean(text: str) -> str:
    """The text of a line without signs that no reader sees. A sign at a word's end may be a mark."""
    if text.isascii():
        return text
    return _BULLET.sub("• ", _INVISIBLE.sub("", text))


def set_off(row: Row, text: Row) -> bool:
    """Whether a line is set in another way than running text: larger, bold or centred beside it."""
    if row.line.style is None or text.line.style is None:
        return False
    larger = row.line.style.size > text.line.style.size + 0.4
    return larger or (row.bold and not text.bold) or (row.centred and not text.centred)


def rows_of(document: Document) -> list[Row]:
    """All lines of the document that hold text, in reading order."""
    rows: list[Row] = []
    for page in document.pages:
        filled = [line for line in page.lines if line.text.strip()]
        for place, line in enumerate(filled):
            rows.append(
                Row(
                    index=len(rows),
                    page=page.index,
                    line=line,
                    text=_clean(line.text.strip()),
                    gap=line.gap,
                    breaks=(document.paged and place == 0) or (not document.paged and line.indented),
                    top=place if document.paged else 99,
                    bottom=len(filled) - 1 - place if document.paged else 99,
                )
            )
    return rows


def main_language(rows: Sequence[Row]) -> Language | None:
    """The language of most words of the rows."""
    return tongue.total(r.tongues for r in rows).best() if rows else None


class Trace(Enum):
    """What rows that are taken out leave above the next one."""

    NONE = "nothing"
    GAP = "a blank line"
    BREAK = "a page break"


def without(rows: Sequence[Row], dropped: Container[int], trace: Trace) -> list[Row]:
    """The rows without those at the dropped positions."""
    kept: list[Row] = []
    for p, row in enumerate(rows):
        if p in dropped:
            continue
        if p - 1 in dropped:
            row.gap = row.gap or trace is Trace.GAP
            row.breaks = row.breaks or trace is Trace.BREAK
        kept.append(row)
    return kept
