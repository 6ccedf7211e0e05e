"""What a reader asks, as it stands in the address: read within bounds, and written back into links.

Nothing that can be typed into an address is an error: what cannot be meant is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import quote, urlencode

import msgspec

from izde.model import LANGUAGES, Language
from izde.search.results import Request, Sort

#: Longer queries are cut: nobody types so much, and what a query costs grows with its words.
MOST_CHARACTERS = 400
#: Hits on a page, and the last page that can be asked for.
PAGE = 10
LAST_PAGE = 100
FACETS = ("journal", "year", "lang", "section", "author", "keyword")
SORTS: tuple[Sort, ...] = get_args(Sort)

_YEARS = re.compile(r"(\d{4})?(?:(\.\.)(\d{4})?)?")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A search as the address says it; field names are the names of the parameters."""

    q: str = ""
    author: str = ""
    keyword: str = ""
    journal: str = ""
    section: str = ""
    lang: str = ""
    year: str = ""
    sort: Sort = "relevance"
    page: int = 1

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Asked:
        """What the parameters of an address ask for."""

        def text(name: str) -> str:
            return " ".join(parameters.get(name, "")[:MOST_CHARACTERS].replace("\0", " ").split())

        page, sort, lang, year = text("page"), text("sort"), text("lang"), text("year")
        return cls(
            q=text("q"),
            author=text("author"),
            keyword=text("keyword"),
            journal=text("journal"),
            section=text("section"),
            lang=lang if lang in LANGUAGES else "",
            year=year if _years(year) else "",
            sort=next((one for one in SORTS if one == sort), "relevance"),
            page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() else 1,
        )

    @property
    def anything(self) -> bool:
        """Whether anything is asked for at all."""
        return any((self.q, self.author, self.keyword, self.journal, self.section, self.lang, self.year))

    def request(self, facets: tuple[str, ...] = FACETS, limit: int = PAGE) -> Request:
        """The same for `izde.search`."""
        query = self.q
        if self.keyword:
            words = self.keyword.replace('"', " ").strip()
            query = f'({query}) AND keyword:"{words}"' if query else f'keyword:"{words}"'
        languages: tuple[Language, ...] = tuple(one for one in LANGUAGES if one == self.lang)
        return Request(
            query=query,
            author=self.author or None,
            languages=languages,
            years=_years(self.year),
            journal=self.journal or None,
            section=self.section or None,
            limit=limit,
            offset=(self.page - 1) * limit,
            sort=self.sort,
            facets=facets,
        )

    def parameters(self, **changed: Any) -> dict[str, str]:
        """The parameters of the address of this search, or of one that differs in what is `changed`; another
        question begins on its first page."""
        defaults = Asked()
        asked = msgspec.structs.replace(self, **({"page": 1} | changed))
        return {
            name: str(value)
            for name in self.__struct_fields__
            if (value := getattr(asked, name)) != getattr(defaults, name)
        }


def _years(text: str) -> tuple[int | None, int | None] | None:
    found = _YEARS.fullmatch(text)
    if found is None or not text.strip("."):
        return None
    first, open_end, last = found.groups()
    low = int(first) if first else None
    high = int(last) if last else (None if open_end else low)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def address(path: str, *names: str, **parameters: str) -> str:
    """An address of this server: `path`, then `names` as its last parts, then the parameters.

    A name may hold anything; what would end or split a part of a path is escaped.
    """
    parts = "".join("/" + quote(name, safe="") for name in names)
    query = urlencode({name: value for name, value in parameters.items() if value})
    return path.rstrip("/") + parts + (f"?{query}" if query else "") or "/"
