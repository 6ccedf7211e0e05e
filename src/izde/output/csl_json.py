"""CSL JSON, which pandoc, Zotero and citation processors read: an item an article.

Title, authors and abstract are in the article's language; what is printed in the other languages stands
under `custom`, where the schema has room for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from izde.model import Article
from izde.output.people import name_in
from izde.output.text import in_language


def render(articles: Sequence[Article]) -> str:
    """The articles as a JSON array."""
    items = [_item(article) for article in articles]
    return msgspec.json.format(msgspec.json.encode(items), indent=2).decode()


def _item(article: Article) -> dict[str, Any]:
    language = article.language
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-journal",
        "title": in_language(article.title, language),
        "author": [_name(*name_in(author, article, language)) for author in article.authors],
        "container-title": in_language(article.journal, language),
        "issued": {"date-parts": [[article.year]]} if article.year else None,
        "issue": article.number,
        "page": _pages(article),
        "DOI": article.doi,
        "language": language,
        "keyword": ", ".join(article.keywords.get(language, []) if language else []),
        "abstract": in_language(article.abstracts, language),
        "custom": {"title": article.title, "abstract": article.abstracts, "keywords": article.keywords},
    }
    return {name: value for name, value in item.items() if value}


def _name(surname: str, given: str) -> dict[str, str]:
    return {"family": surname, "given": given} if given else {"literal": surname}


def _pages(article: Article) -> str:
    if article.pages is None:
        return ""
    first, last = article.pages
    return str(first) if first == last else f"{first}-{last}"
