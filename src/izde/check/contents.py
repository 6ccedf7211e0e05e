"""The contents page against the articles (C)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from izde.check.finding import Finding, Place, finding
from izde.check.printed import Printed, Subject, only_letters
from izde.extract.vocabulary import Role, labels

_PAGE_NUMBER = re.compile(r"(?:[.…_\s]{2,}|\s)(\d{1,4})(?:\s*[-–—]\s*\d{1,4})?\s*$")
#: Contents end where so many lines in a row close no entry.
_LONGEST_ENTRY = 14
#: So many letters of a title must agree.
_PROBE = 24


class Entry(NamedTuple):
    """An entry of the contents: its lines as one text, the page it names, where it stands."""

    text: str
    page: int
    place: Place


def entries(printed: Printed) -> list[Entry]:
    """The entries of the contents pages of a document."""
    found: list[Entry] = []
    for row, line in enumerate(printed.lines):
        if any(match.role is Role.CONTENTS and match.whole for match in labels(line.text[:400])):
            listed = _entries_from(printed, row + 1)
            if len(listed) > 1:
                found.extend(listed)
    return list(dict.fromkeys(found))


def _entries_from(printed: Printed, row: int) -> list[Entry]:
    found: list[Entry] = []
    open_lines: list[str] = []
    start = row
    for at in range(row, len(printed.lines)):
        line = printed.lines[at]
        if not line.text.strip():
            continue
        if not open_lines:
            start = at
        number = _PAGE_NUMBER.search(line.text)
        open_lines.append(line.text[: number.start()] if number else line.text)
        if number:
            found.append(Entry(" ".join(open_lines), int(number.group(1)), printed.lines[start].place))
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
    for subject in subjects:
        titles = [only_letters(title) for title in subject.article.title.values()]
        names = [t[:_PROBE] if len(t) >= _PROBE else t for t in titles]
        own = [i for i, text in enumerate(letters) if any(name and name in text for name in names)]
        matched.update(own)
        if not own:
            if titles:
                yield finding("C01", subject.id, subject.beginning)
            continue
        first = subject.article.pages[0] if subject.article.pages else None
        pages = {listed[i].page for i in own}
        # Running heads tell pages after the first one: an article may begin a page or two earlier.
        if first is not None and not any(first - 2 <= page <= first for page in pages):
            entry = listed[own[0]]
            yield finding("C02", subject.id, entry.place, listed=entry.page, first=first)
    for i, entry in enumerate(listed):
        if i not in matched and len(letters[i]) >= _PROBE:
            yield finding("C03", None, entry.place, entry=_shortened(entry.text), listed=entry.page)


def _shortened(text: str, length: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
