"""The printed issue beside its articles: which lines are whose, and where a text of the record stands.

Records do not say where they were printed. Their texts are looked up in the document by letters alone,
since line ends, hyphenation and spaces were undone on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from izde.check.finding import NOWHERE, Place
from izde.extract.page.document import Document, Line, Page
from izde.language.letters.normalize import repair
from izde.model import Article

#: How many letters of a text are looked for; fewer are tried where a running head interrupts it.
_PROBES = (60, 40, 24, 14)
#: How many lines above its title an article's front matter may begin.
_FRONT_MATTER = 14


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the file with its place."""

    text: str
    place: Place


def _place(document: Document, page: Page, line: Line, ordinal: int) -> Place:
    """Where a person finds the line: on its page of a PDF, by its number in a text file."""
    on_page = line.box is not None
    return Place(page.index if document.paged else None, ordinal if on_page else line.number)


def _letters(text: str) -> str:
    if text.isascii():
        return "".join(letter for letter in text.lower() if letter.isalnum())
    words = (repair(word) for word in text.split())
    return "".join(letter for word in words for letter in word.lower() if letter.isalnum())


def only_letters(text: str) -> str:
    """The letters and digits of a text, lower case, look-alikes repaired: what print cannot change."""
    return _letters(text)


def same_letters(line: str, text: str) -> bool:
    """Whether a printed line is part of a text (or begins or ends it)."""
    letters, whole = _letters(line), _letters(text)
    return bool(letters) and (
        letters in whole or letters[-_PROBES[2] :] in whole or whole[: _PROBES[2]] in letters
    )


@dataclass(slots=True)
class Printed:
    """The lines of a document, and from which of them each article goes."""

    lines: list[PrintedLine] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _stream: str = ""
    _offsets: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, articles: Sequence[Article]) -> Printed:
        """The document's lines, with the articles located in them."""
        printed = cls(
            [
                PrintedLine(line.text, _place(document, page, line, ordinal))
                for page in document.pages
                for ordinal, line in enumerate(page.lines, 1)
            ]
        )
        parts, length = [], 0
        for line in printed.lines:
            printed._offsets.append(length)
            letters = _letters(line.text)
            parts.append(letters)
            length += len(letters)
        printed._stream = "".join(parts)
        printed._locate(articles)
        return printed

    def _locate(self, articles: Sequence[Article]) -> None:
        """Where each article begins: a little above the first of its texts, below the last one's last."""
        ended = 0
        for article in articles:
            # Abstracts and the body stand in one place; titles also in the contents and in running heads.
            texts = [*article.abstracts.values(), article.body]
            rows = sorted(row for text in texts if (row := self._row(text, ended)) is not None)
            first = rows[0] if rows else ended
            above = max(ended, first - 3 * _FRONT_MATTER)
            titles = [row for t in article.title.values() if (row := self._row(t, above, first)) is not None]
            start = min([first, *titles])
            self.starts.append(max(ended, start - _FRONT_MATTER) if rows or titles else ended)
            ends = [
                row
                for text in (
                    *article.abstracts.values(),
                    ", ".join(article.keywords.get("en", ())),
                    article.body,
                )
                if (row := self._end(text, start)) is not None
            ]
            ended = max([ended, start + 1, *(row + 1 for row in ends)])

    def _end(self, text: str, after: int) -> int | None:
        """The first line from `after` on in which the text ends."""
        letters = _letters(text[-240:])
        start = self._offsets[after] if after < len(self._offsets) else len(self._stream)
        for length in _PROBES:
            probe = letters[-length:]
            if len(probe) < _PROBES[-1]:
                return None
            at = self._stream.find(probe, start)
            if at >= 0:
                return bisect_right(self._offsets, at + len(probe) - 1) - 1
        return None

    def _row(self, text: str, after: int, before: int | None = None) -> int | None:
        """The first line from `after` on in which the text begins."""
        letters = _letters(text[:240])
        start = self._offsets[after] if after < len(self._offsets) else len(self._stream)
        end = len(self._stream) if before is None or before >= len(self._offsets) else self._offsets[before]
        for length in _PROBES:
            if len(letters) < length and length != _PROBES[-1] and len(letters) > _PROBES[-1]:
                continue
            probe = letters[:length]
            if not probe:
                return None
            at = self._stream.find(probe, start, end + len(probe))
            if at >= 0:
                return bisect_right(self._offsets, at) - 1
        return None

    def span(self, number: int) -> tuple[int, int]:
        """The first line of the article at this place of the issue, and the line after its last."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.lines)
        return start, max(start, end)

    def lines_of(self, number: int) -> Iterator[PrintedLine]:
        """The article's lines."""
        start, end = self.span(number)
        return (self.lines[row] for row in range(start, end))

    def place(self, number: int, text: str) -> Place:
        """Where a text of the article at this place of the issue is printed, as far as it is found."""
        if not text or not self.lines:
            return NOWHERE
        start, end = self.span(number)
        row = self._row(text, start, end)
        return NOWHERE if row is None else self.lines[row].place

    def beginning(self, number: int) -> Place:
        """Where the article begins."""
        if not self.lines or number >= len(self.starts):
            return NOWHERE
        start, end = self.span(number)
        return self.lines[min(start, len(self.lines) - 1)].place if end > start else NOWHERE


#: For records that come without a document.
UNPRINTED = Printed()


@dataclass(frozen=True, slots=True)
class Subject:
    """One article to be checked: its place in the issue and its lines, if there are any."""

    article: Article
    number: int
    printed: Printed

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def beginning(self) -> Place:
        return self.printed.beginning(self.number)

    def place(self, text: str) -> Place:
        """Where a text of the article is printed; where it is not found, where the article begins."""
        place = self.printed.place(self.number, text)
        return self.beginning if place == NOWHERE else place

    def lines(self) -> Iterator[PrintedLine]:
        """The article's printed lines."""
        return self.printed.lines_of(self.number) if self.printed.lines else iter(())
