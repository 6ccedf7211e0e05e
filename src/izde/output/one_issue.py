"""Articles as one issue, for formats of which a document is an issue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from izde.errors import SeveralIssues
from izde.model import Article, ByLanguage
from izde.output.text import in_language


class IssueFacts(NamedTuple):
    """What the articles say of their issue; what one of them prints counts for all."""

    journal: ByLanguage
    year: int | None
    number: str | None


def one_issue(articles: Sequence[Article], format_name: str) -> IssueFacts:
    """The issue that the articles are of. Raises SeveralIssues where year or number contradict each other, or
    where several sources are not said to be one issue of one journal."""
    years = sorted({article.year for article in articles if article.year})
    numbers = sorted({article.number for article in articles if article.number})
    names = [article.journal for article in articles if article.journal]
    several = len({article.source for article in articles}) > 1 and (
        not (years and numbers) or any(not _same(names[0], name) for name in names[1:])
    )
    if several or len(years) > 1 or len(numbers) > 1:
        raise SeveralIssues(format_name, sorted({_described(article) for article in articles}))
    journal: ByLanguage = {}
    for name in names:
        journal = {**name, **journal}
    return IssueFacts(journal, years[0] if years else None, numbers[0] if numbers else None)


def _same(a: ByLanguage, b: ByLanguage) -> bool:
    """Whether two names of journals agree in the languages that both have."""
    return all(a[language] == b[language] for language in a.keys() & b.keys())


def _described(article: Article) -> str:
    parts = (in_language(article.journal, article.language), str(article.year or ""), article.number or "")
    known = ", ".join(part for part in parts if part)
    return f"{article.source} ({known})" if known else article.source
