"""The contents page against the articles (C)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from izde.check.finding import Finding, Place, finding
from izde.check.printed import Printed, Subject, only_letters
from izde.extract.line.vocabulary import Role, labels

_PAGE_NUMBER = re.compile(r"(?:[.…_\s]{2,}|\s)(\d{1,4})(?:\s*[-–—]\s*\d{1,4})?\s*$")
_LONGEST_HEADING = 80
_BETWEEN_LANGUAGES = re.compile(r"[/|~–—-]|\s{2,}")
#: Contents end where so many lines in a row close no entry.
_LONGEST_ENTRY = 14
#: An article's first pages may go without a number: the title page, and one with a figure, say.
_UNNUMBERED = 3
#: No article is longer than so many pages, and no issue begins later.
_LONGEST_ARTICLE = 400
#: So many letters of a title must agree.
_PROBE = 24


class Entry(NamedTuple):
    """An entry of the contents: its lines as one text, the page it names, where it stands."""

    text: str
    page: int
    place: Place


def is_heading(text: str) -> bool:
    """Whether a line is the heading of the contents, in one language or several."""
    if len(text) > _LONGEST_HEADING:
        return False
    parts = [part.strip() for part in _BETWEEN_LANGUAGES.split(text) if part.strip()]
    return bool(parts) and all(
        any(match.role is Role.CONTENTS and match.whole for match in labels(part)) for part in parts
    )


def entries(printed: Printed) -> list[Entry]:
    """The entries of the contents pages of a document."""
    found: list[Entry] = []
    for row, line in enumerate(printed.lines):
        if is_heading(line.text):
            listed = _entries_from(printed, row + 1)
            if len(listed) > 1:
                found.extend(listed)
    return list(dict.fromkeys(found))


def _entries_from(printed: Printed, row: int) -> list[Entry]:
    found: list[Entry] = []
    open_lines: list[str] = []
    start, last = row, 0
    for at in range(row, len(printed.lines)):
        line = printed.lines[at]
        if not line.text.strip():
            continue
        if not open_lines:
            start = at
        if any(match.whole and match.role is not Role.CONTENTS for match in labels(line.text[:400])):
            break
        number = _PAGE_NUMBER.search(line.text)
        # Contents go forward; what goes back to an earlier page, or far ahead, is another text.
        if number and not last <= int(number.group(1)) <= last + _LONGEST_ARTICLE:
            break
        open_lines.append(line.text[: number.start()] if number else line.text)
        if number:
            last = int(number.group(1))
            found.append(Entry(" ".join(open_lines), last, printed.lines[start].place))
            open_lines = []
        elif len(open_lines) > _LONGEST_ENTRY:
            break
    return found


def contents(subjects: Sequence[Subject], printed: Printed) -> Iterator[Finding]:
    """Articles that the contents lack or place elsewhere, and entries without an article."""
    if not printed.lines:
        return
    listed = entries(printed)
    if not listed:
        yield finding("I02")
        return
    letters = [only_letters(entry.text) for entry in listed]
    matched: set[int] = set()
    ended = 0
    for subject in subjects:
        titles = [only_letters(title) for title in subject.article.title.values()]
        probes = [title[:_PROBE] for title in titles if title]
        own = [i for i, text in enumerate(letters) if any(probe in text for probe in probes)]
        matched.update(own)
        pages = subject.article.pages
        if not own and titles:
            yield finding("C01", subject.id, subject.beginning)
        elif own and pages and not any(_agrees(listed[i].page, pages[0], ended) for i in own):
            entry = listed[own[0]]
            yield finding("C02", subject.id, entry.place, listed=entry.page, first=pages[0])
        ended = max(ended, pages[1]) if pages else ended
    for i, entry in enumerate(listed):
        if i not in matched and len(letters[i]) >= _PROBE:
            yield finding("C03", None, entry.place, entry=_shortened(entry.text), listed=entry.page)


def _agrees(listed: int, first: int, ended: int) -> bool:
    """Whether an article may begin on the page that the contents say, when its page numbers are known from
    `first` on and those of the article before up to `ended`. Two articles may share a page."""
    return listed == first or max(ended + 1, first - _UNNUMBERED) <= listed < first


def _shortened(text: str, length: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
