"""CSL JSON, which pandoc, Zotero and citation processors read: an item an article.

Title, authors and abstract are in the article's language; what is printed in the other languages stands
under `custom`, where the schema has room for it. `issue` is the number within the year, since "4 (75)" is
cited as two issues; the whole of it stands under `custom`, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from izde.model import Article, Author, Language
from izde.output.dates import parts, published
from izde.output.numbering import issue_number, page_range
from izde.output.people import affiliations, is_corporate, name_in
from izde.output.text import in_language, main_language


def render(articles: Sequence[Article]) -> str:
    """The articles as a JSON array."""
    items = [_item(article) for article in articles]
    return msgspec.json.format(msgspec.json.encode(items), indent=2).decode()


def _item(article: Article) -> dict[str, Any]:
    language = main_language(article)
    number = issue_number(article.number)
    pages = page_range(article)
    dates = article.dates
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-journal",
        "title": in_language(article.title, language),
        "author": [_name(author, article, language) for author in article.authors if author.name.strip()],
        "container-title": in_language(article.journal, language),
        "issued": _date(published(article)),
        "submitted": _date(dates.received if dates else None),
        "issue": number.within,
        "page": pages.joined("-") if pages else "",
        "page-first": pages.first if pages else "",
        "DOI": article.doi,
        "language": language,
        "keyword": ", ".join(article.keywords.get(language, []) if language else []),
        "abstract": in_language(article.abstracts, language),
        "custom": _custom(article, number.running),
    }
    return {name: value for name, value in item.items() if value}


def _custom(article: Article, running: str) -> dict[str, Any]:
    """What the schema has no variable for, and what is printed in other languages."""
    found: dict[str, Any] = {
        "title": article.title,
        "abstract": article.abstracts,
        "keywords": article.keywords,
        "number": article.number if running else None,
        "running-number": running,
        "affiliations": [affiliations(author, article) for author in article.authors],
        "udc": article.udc,
        "irsti": article.irsti,
        "jel": article.jel,
        "funding": article.funding,
        "conflicts": article.conflicts,
        "contributions": article.contributions,
        "licence": article.licence,
    }
    return {name: value for name, value in found.items() if value and value != [{}] * len(article.authors)}


def _name(author: Author, article: Article, language: Language | None) -> dict[str, str]:
    name = name_in(author, article, language)
    if is_corporate(author) or not name.given:
        return {"literal": name.inverted}
    parts = {
        "family": name.surname,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _date(iso: str | None) -> dict[str, list[list[int]]] | None:
    """A date in parts, as far as it is known."""
    known = [int(part) for part in parts(iso)]
    return {"date-parts": [known]} if known else None
