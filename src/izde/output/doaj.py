"""DOAJ's article XML (doajArticles.xsd 1.3): what the Directory of Open Access Journals takes in.

Of several titles, abstracts and lists of keywords DOAJ reads the first, so those in the article's language
come first. It refuses what its schema takes: an article without ISSN, with one ISSN for both editions, or
without authors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from izde.model import Article, Language
from izde.output import dates
from izde.output.numbering import page_range
from izde.output.particulars import Particulars
from izde.output.people import affiliations, is_corporate, name_in
from izde.output.text import in_language, main_language
from izde.output.xml import Element, Gaps, child, document, ordered

#: ISO 639-2, the bibliographic codes.
_LANGUAGES: dict[Language, str] = {"kk": "kaz", "ru": "rus", "en": "eng"}


def render(articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> str:
    """The articles as records, of any number of issues."""
    root = ElementTree.Element("records")
    for article in articles:
        _record(child(root, "record"), article, particulars, gaps)
    return document(root)


def _record(root: Element, article: Article, particulars: Particulars, gaps: Gaps) -> None:
    language = main_language(article)
    if language:
        child(root, "language", _LANGUAGES[language])
    if particulars.publisher:
        child(root, "publisher", particulars.publisher)
    journal = particulars.journal or in_language(article.journal, language)
    if journal:
        child(root, "journalTitle", journal)
    else:
        gaps.add(root, "journal", "the journal's name is not printed in the issue")
    _numbers(root, article, particulars, gaps)
    titles = ordered(article.title, language)
    if not titles:
        gaps.add(root, "title", "none is printed")
    for other, text in titles:
        child(root, "title", text, language=_LANGUAGES[other])
    _authors(root, article, gaps)
    for other, text in ordered(article.abstracts, language):
        child(root, "abstract", text, language=_LANGUAGES[other])
    address = particulars.address(article) or (f"https://doi.org/{article.doi}" if article.doi else "")
    if address:
        child(root, "fullTextUrl", address)
    else:
        gaps.add(root, "url", "where the article is read")
    for other in sorted(article.keywords, key=lambda key: key != language):
        if article.keywords[other]:
            listed = child(root, "keywords", language=_LANGUAGES[other])
            for word in article.keywords[other]:
                child(listed, "keyword", word)


def _numbers(root: Element, article: Article, particulars: Particulars, gaps: Gaps) -> None:
    if particulars.issn:
        child(root, "issn", particulars.issn)
    if particulars.eissn and particulars.eissn != particulars.issn:
        child(root, "eissn", particulars.eissn)
    if not (particulars.issn or particulars.eissn):
        gaps.add(root, "issn", "the journal's number, by which DOAJ knows it")
    date = dates.published(article, particulars.date) or particulars.date
    if date:
        child(root, "publicationDate", date)
    else:
        gaps.add(root, "date", "the year is not printed")
    if particulars.volume:
        child(root, "volume", particulars.volume)
    if article.number:
        child(root, "issue", article.number)
    pages = page_range(article)
    if pages:
        child(root, "startPage", pages.first)
        if pages.last:
            child(root, "endPage", pages.last)
    if article.doi:
        child(root, "doi", article.doi)
    child(root, "publisherRecordId", article.id)
    child(root, "documentType", "article")


def _authors(root: Element, article: Article, gaps: Gaps) -> None:
    language = main_language(article)
    people = [author for author in article.authors if author.name.strip()]
    if not people:
        gaps.add(root, "authors", "none is printed; DOAJ takes no article without")
        return
    listed = child(root, "authors")
    places: dict[str, str] = {}
    for author in people:
        person = child(listed, "author")
        name = name_in(author, article, language)
        shown = (name.surname,) if is_corporate(author) else (name.given, name.family, name.suffix)
        child(person, "name", " ".join(part for part in shown if part))
        if author.email:
            child(person, "email", author.email)
        for text in next(iter(affiliations(author, article).values()), []):
            child(person, "affiliationId", places.setdefault(text, str(len(places) + 1)))
        if author.orcid and re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", author.orcid):
            child(person, "orcid_id", f"https://orcid.org/{author.orcid}")
    if places:
        group = child(root, "affiliationsList")
        for text, id in places.items():
            child(group, "affiliationName", text, affiliationId=id)
