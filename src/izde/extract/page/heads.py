"""What running heads and feet tell: the page, the issue, the journal, the section, authors and titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.line import names, tongue
from izde.extract.line.journals import names_journal
from izde.extract.line.rows import Row
from izde.extract.line.sections import sections_of
from izde.model import LANGUAGES, ByLanguage, Language

#: An issue's or a volume's number.
ISSUE = re.compile(
    r"№\s?\d|(?:\bтом|\bvol|\bvolume|\bissue|\bвып|\bno|\bшығ|\bt|\bт|\bбөлім)\.?\s*\d", re.IGNORECASE
)
#: A year that a journal may have appeared in.
YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
#: A line that is nothing but a page's number.
PAGE_NUMBER = re.compile(
    r"^[\s\-–—|~•*_.\[(═=]*(?:(?:page|стр\.?|страница|бет)\s+)?(\d{1,4})(?:\s+бет)?[\s\-–—|~•*_.\])═=]*$",
    re.IGNORECASE,
)
_EDGE_NUMBER = re.compile(r"^(\d{1,4})\s{2,}|\s{2,}(\d{1,4})$")
_ISSUE_NUMBER = re.compile(
    r"№\s?(\d+(?:\s?[-–/]\s?\d+)?(?:\s?\(\s?\d+\s?\))?)|"
    r"\b(?:Issue|No|Вып(?:уск)?|Шығ(?:арылым)?)\.?\s*(\d+(?:\s?\(\s?\d+\s?\))?)",
    re.IGNORECASE,
)
_ISSN = re.compile(r"\bISSN\b", re.IGNORECASE)
#: A page's number may come in pieces, a digit a line.
FRAGMENT = re.compile(r"^\d$")


@dataclass
class Head:
    """What one running head or foot tells. `row` is where it stands."""

    row: int
    page: int | None = None
    year: int | None = None
    number: str | None = None
    journal: ByLanguage = field(default_factory=dict)
    section: ByLanguage = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)


def number_at_edge(text: str) -> int | None:
    """A page number that a line consists of or that stands at its left or right end."""
    alone = PAGE_NUMBER.match(text)
    if alone:
        return int(alone.group(1))
    edge = _EDGE_NUMBER.search(text)
    return int(edge.group(1) or edge.group(2)) if edge else None


def read_heads(rows: Sequence[Row], certain: set[int], repeated: set[int]) -> list[Head]:
    """One head for each run of furniture lines."""
    heads: list[Head] = []
    run: list[int] = []
    for i in sorted(certain):
        if run and (i - run[-1] > 2 or rows[i].page != rows[run[-1]].page):
            heads.append(_head(rows, run, repeated))
            run = []
        run.append(i)
    if run:
        heads.append(_head(rows, run, repeated))
    return heads


def head_of(rows: Sequence[Row]) -> Head:
    """What a running head tells that the lines make up."""
    head = _head(rows, list(range(len(rows))), set())
    head.row = rows[0].index
    return head


def _head(rows: Sequence[Row], run: list[int], repeated: set[int]) -> Head:
    head = Head(row=run[0])
    lone: list[str] = []
    for i in run:
        text = rows[i].text
        if FRAGMENT.match(text):
            lone.append(text)
            continue
        alone = PAGE_NUMBER.match(text)
        if alone:
            head.page = int(alone.group(1))
            continue
        issue = _ISSUE_NUMBER.search(text)
        year = YEAR.search(text)
        lead = bool(issue and year)
        if issue and year:
            head.number = re.sub(r"\s+", " ", issue.group(1) or issue.group(2)).strip()
            head.year = int(year.group())
            rest = text.replace(issue.group(), " ", 1)
            rest = rest[: rest.find(year.group())] + " " * 3 + rest[rest.find(year.group()) + 4 :]
        else:
            rest = text
        edge = _EDGE_NUMBER.search(rest.strip("| ~"))
        if (edge and not year) or (edge and issue):
            head.page = int(edge.group(1) or edge.group(2))
            rest = _EDGE_NUMBER.sub("   ", rest.strip("| ~"))
        elif issue and year and (number := re.search(r"(?<![\d(.])(\d{1,4})\s*$", rest)):
            head.page = int(number.group(1))
            rest = rest[: number.start()]
        _words_of(head, rest.strip(" ,;|-–—."), i in repeated, lead)
    if head.page is None and len(lone) >= 2:
        head.page = int("".join(lone)) if len(lone) <= 4 else None
    elif head.page is None and lone:
        head.page = int(lone[0])
    return head


def _words_of(head: Head, text: str, repeated: bool, lead: bool) -> None:
    """What is left of a furniture line: a section, a journal's name, authors or a title."""
    if not any(c.isalpha() for c in text):
        return
    if "~" in text or text.count(" | ") >= 2:
        parts = re.split(r"\s{4,}", text, maxsplit=1)
        for language, section in sections_of(parts[0]):
            head.section.setdefault(language, section)
        text = parts[1].strip() if len(parts) > 1 else ""
        if not text:
            return
    byline = names.split(text.strip(" ,"))
    if byline is not None:
        head.authors.extend(byline.names)
        return
    for part in re.split(r"\s{4,}", text):
        spoken: Language | None
        if _ISSN.search(part):
            continue
        byline = names.split(part.strip(" ,"))
        if byline is not None:
            head.authors.extend(byline.names)
        elif (repeated and names_journal(part)) or (lead and names_words(part)):
            spoken = tongue.count(part).best()
            if spoken:
                head.journal.setdefault(spoken, re.sub(r"\s+", " ", part).strip(" ."))
        elif part.strip():
            head.titles.append(re.sub(r"\s+", " ", part).strip())


def names_words(text: str) -> bool:
    """Whether something is left of a line that could be a name: two letters in a row."""
    return bool(re.search(r"[^\W\d_]{2}", text))


def journal_of(heads: Sequence[Head]) -> tuple[ByLanguage, int | None, str | None]:
    """The journal's names, year and number that the heads agree on.

    A name stands beside the issue's number, or is a line of furniture that most pages share: an
    article's title heads only its own pages.
    """
    journal: ByLanguage = {}
    wanted = max(2, len(heads) // 4)
    for language in LANGUAGES:
        counts = Counter(h.journal[language] for h in heads if language in h.journal)
        if counts:
            journal[language] = counts.most_common(1)[0][0]
    lines = Counter(text for h in heads for text in dict.fromkeys(h.titles))
    for text, count in lines.most_common():
        spoken = tongue.count(text).best()
        if count >= wanted and spoken and spoken not in journal and _steady(heads, text):
            journal[spoken] = text
    years = Counter(h.year for h in heads if h.year)
    numbers = Counter(h.number for h in heads if h.number)
    return (
        journal,
        years.most_common(1)[0][0] if years else None,
        numbers.most_common(1)[0][0] if numbers else None,
    )


def _steady(heads: Sequence[Head], text: str) -> bool:
    """Whether a line is found from one end of the issue to the other."""
    places = [i for i, h in enumerate(heads) if text in h.titles]
    return len(places) >= 2 and places[0] <= len(heads) * 0.25 and places[-1] >= len(heads) * 0.75
