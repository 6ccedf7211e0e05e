"""What the library holds, as readers leaf through it: its journals, its issues, the articles of one.

All of it is read from the books of the last commit and from its facets; nothing is kept between requests.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path

import msgspec

from izde.engines.interface import Filters, Order, Snapshot, SourceEntry
from izde.model import LANGUAGES, Article, ByLanguage
from izde.output.text import in_language


class Holding(msgspec.Struct, frozen=True):
    """One issue of the library."""

    source: str
    journal: ByLanguage
    year: int | None
    number: str | None
    articles: int
    indexed_at: str

    @property
    def name(self) -> str:
        """The journal's name in the first language in which it is known, empty where it is not."""
        return in_language(self.journal)


class Journal(msgspec.Struct):
    """A journal: its names, its issues with the newest first, how many articles they have."""

    names: ByLanguage
    issues: list[Holding]
    articles: int

    @property
    def name(self) -> str:
        return in_language(self.names)


def issues(snapshot: Snapshot) -> list[Holding]:
    """The issues that have articles of their own, by journal, the newest first."""
    held = [_holding(entry) for entry in snapshot.sources() if entry.articles and entry.same_as is None]
    held.sort(key=lambda one: (one.name.lower(), -(one.year or 0), _reversed(one.number), one.source))
    return held


def newest(snapshot: Snapshot, most: int) -> list[Holding]:
    """The issues that came last into the library."""
    held = issues(snapshot)
    held.sort(key=lambda one: (one.indexed_at, one.year or 0, one.source), reverse=True)
    return held[:most]


def journals(snapshot: Snapshot) -> list[Journal]:
    """The journals, by name. Issues of which no name is known are together, under none."""
    by_name: dict[str, list[Holding]] = defaultdict(list)
    for issue in issues(snapshot):
        by_name[issue.name].append(issue)
    found = []
    for held in by_name.values():
        names: ByLanguage = {}
        for language in LANGUAGES:
            name = next((one.journal[language] for one in held if one.journal.get(language)), None)
            if name:
                names[language] = name
        found.append(Journal(names, held, sum(one.articles for one in held)))
    found.sort(key=lambda one: (not one.name, one.name.lower()))
    return found


def entry_of(snapshot: Snapshot, source: str) -> SourceEntry | None:
    """The books of a source, None where the library has none of this name."""
    return next((entry for entry in snapshot.sources() if entry.source == source), None)


def contents(snapshot: Snapshot, entry: SourceEntry) -> list[Article]:
    """The articles of a source in printed order, without bodies."""
    years = (entry.issue.year, entry.issue.year) if entry.issue and entry.issue.year else None
    matches = snapshot.search(None, Filters(years=years), None, Order.NEWEST)[1]
    cards = (snapshot.card(match.id) for match in matches if snapshot.source_of(match.id) == entry.source)
    found = [card for card in cards if card is not None]
    found.sort(key=lambda card: (card.pages or (10**6, 0), _in_order(card.id)))
    return found


def moment(text: str) -> str:
    """A time of the books in UTC, to the second, as RFC 3339 and OAI-PMH write it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = datetime.fromtimestamp(0, timezone.utc)
    return found.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def now() -> str:
    return moment(datetime.now(timezone.utc).isoformat())


def pdf_of(entry: SourceEntry | None) -> Path | None:
    """The PDF that a source was read from, where it is still there and still the same."""
    if entry is None or entry.kind != "pdf" or not entry.path:
        return None
    path = Path(entry.path)
    try:
        state = path.stat()
    except OSError:
        return None
    return path if (state.st_size, state.st_mtime_ns) == (entry.size, entry.modified) else None


def _holding(entry: SourceEntry) -> Holding:
    issue = entry.issue
    return Holding(
        source=entry.source,
        journal=issue.journal if issue else {},
        year=issue.year if issue else None,
        number=issue.number if issue else None,
        articles=entry.articles,
        indexed_at=entry.indexed_at,
    )


def _reversed(number: str | None) -> tuple[int, ...]:
    return tuple(-int(digits) for digits in re.findall(r"\d+", number or ""))


def _in_order(id: str) -> list[tuple[int, str]]:
    """Ids by their numbers: x-9 before x-10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", id)]
