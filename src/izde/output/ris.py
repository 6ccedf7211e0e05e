"""RIS, which every reference manager reads: a JOUR record an article, in UTF-8.

Title, authors and abstract are in the article's language. The titles in the other languages are given as
one translated title (TT), an equals sign between them as library catalogues do; their abstracts and keywords
follow as a note and as keywords.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.model import Article
from izde.output.people import name_in
from izde.output.text import LANGUAGE_NAMES, in_language


def render(articles: Sequence[Article]) -> str:
    """The articles as records, an empty line between them."""
    return "\n".join(
        "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(article) if value)
        + "ER  - \n"
        for article in articles
    )


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    language = article.language
    yield "TY", "JOUR"
    yield "ID", article.id
    title = in_language(article.title, language)
    yield "TI", title
    yield "TT", " = ".join(dict.fromkeys(text for text in article.title.values() if text != title))
    for author in article.authors:
        yield "AU", name_in(author, article, language).inverted
    yield "T2", in_language(article.journal, language)
    yield "PY", str(article.year or "")
    yield "IS", article.number or ""
    if article.pages:
        yield "SP", str(article.pages[0])
        yield "EP", str(article.pages[1])
    yield "DO", article.doi or ""
    yield "LA", language or ""
    abstract = in_language(article.abstracts, language)
    yield "AB", abstract
    for word in dict.fromkeys(word for words in article.keywords.values() for word in words):
        yield "KW", word
    for other, text in article.abstracts.items():
        if text != abstract:
            yield "N1", f"Abstract in {LANGUAGE_NAMES[other]}: {text}"
