"""Where an article stands: pages, and an issue's numbers, as formats ask for them in parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from izde.model import Article


class PageRange(NamedTuple):
    """First and last page; `last` is empty where only the first is known."""

    first: str
    last: str

    def joined(self, dash: str) -> str:
        """ "198-208" with this dash, "13" for a single page or a first one."""
        return f"{self.first}{dash}{self.last}" if self.last and self.last != self.first else self.first


def page_range(article: Article) -> PageRange | None:
    """The article's pages; a last page is never invented where only the first was read."""
    if article.pages is None:
        return None
    first, last = article.pages
    return PageRange(str(first), "" if article.pages_from == "first" else str(last))


class IssueNumber(NamedTuple):
    """The number within the year, and the one counted from the journal's first issue on."""

    within: str
    running: str


_TWO = re.compile(r"(?:№|No\.?|N)?\s*(\S+?)\s*[(\[](\d+)[)\]]", re.IGNORECASE)


def issue_number(printed: str | None) -> IssueNumber:
    """The numbers of an issue: `4 (75)` is 4 and 75; a number of another form stays as it is printed."""
    text = (printed or "").strip()
    found = _TWO.fullmatch(text)
    return IssueNumber(found[1], found[2]) if found else IssueNumber(re.sub(r"^(?:№|No\.)\s*", "", text), "")
