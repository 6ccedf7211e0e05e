"""Dates as formats want them: of a record, as ISO 8601, in parts."""

from __future__ import annotations

import re

from izde.model import Article

_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def parts(iso: str | None) -> tuple[str, ...]:
    """Year, month and day of a date as far as it has them; nothing where it is no date."""
    match = _ISO.fullmatch(iso or "")
    return tuple(part for part in match.groups() if part) if match else ()


def is_day(iso: str | None) -> bool:
    """Whether a date is known to the day."""
    return len(parts(iso)) == 3


def published(article: Article, issue_date: str = "") -> str:
    """When the article came out, as exactly as is known: its own date, the issue's, or the issue's year.

    A date of another year than the issue's is none of its publication in the issue.
    """
    year = str(article.year) if article.year else ""
    own = article.dates.published if article.dates else None
    for date in (own or "", issue_date):
        if parts(date) and (not year or date[:4] == year):
            return date
    return year
