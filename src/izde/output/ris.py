"""RIS, which every reference manager reads: a JOUR record an article, in UTF-8.

Title, authors and abstract are in the article's language. The titles in the other languages are given as
one translated title (TT), an equals sign between them as library catalogues do, and each as a note, since
Zotero keeps notes and drops TT; their abstracts and keywords follow as notes and as keywords.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.model import Article, Author
from izde.output.numbering import page_range
from izde.output.people import affiliations, name_in
from izde.output.text import LANGUAGE_NAMES, in_language, main_language


def render(articles: Sequence[Article]) -> str:
    """The articles as records, an empty line between them."""
    return "\n".join(
        "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(article) if value)
        + "ER  - \n"
        for article in articles
    )


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    language = main_language(article)
    yield "TY", "JOUR"
    yield "ID", article.id
    title = in_language(article.title, language)
    yield "TI", title
    yield "TT", " = ".join(dict.fromkeys(text for text in article.title.values() if text != title))
    for author in article.authors:
        yield "AU", name_in(author, article, language).inverted
    addresses = [place for author in article.authors for place in _places(author, article)]
    yield "AD", "; ".join(dict.fromkeys(addresses))
    yield "T2", in_language(article.journal, language)
    yield "PY", str(article.year or "")
    published = (article.dates.published if article.dates else None) or ""
    yield "DA", published.replace("-", "/")
    yield "IS", article.number or ""
    pages = page_range(article)
    if pages:
        yield "SP", pages.first
        yield "EP", pages.last
    yield "DO", article.doi or ""
    yield "LA", language or ""
    abstract = in_language(article.abstracts, language)
    yield "AB", abstract
    for word in dict.fromkeys(word for words in article.keywords.values() for word in words):
        yield "KW", word
    for other, text in article.title.items():
        if text != title:
            yield "N1", f"Title in {LANGUAGE_NAMES[other]}: {text}"
    for other, text in article.abstracts.items():
        if text != abstract:
            yield "N1", f"Abstract in {LANGUAGE_NAMES[other]}: {text}"
    yield from _notes(article)


def _places(author: Author, article: Article) -> list[str]:
    """Where the author works, in one language: the article's, if it is printed in that."""
    return next(iter(affiliations(author, article).values()), [])


def _notes(article: Article) -> Iterator[tuple[str, str]]:
    """What RIS has no tag for."""
    codes = {"UDC": article.udc, "IRSTI": article.irsti, "JEL": ", ".join(article.jel)}
    for name, code in codes.items():
        yield "N1", f"{name}: {code}" if code else ""
    statements = {"Funding": article.funding, "Conflict of interests": article.conflicts}
    for name, texts in statements.items():
        text = in_language(texts, article.language)
        yield "N1", f"{name}: {text}" if text else ""
    yield "N1", f"Licence: {article.licence}" if article.licence else ""
