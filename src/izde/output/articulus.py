"""Articulus XML, as eLIBRARY (РИНЦ) takes an issue: every title, abstract, keyword list and name by language.

The structure is that of eLIBRARY's schema for journals, whose order of elements within an article is
fixed. A document is one issue. What eLIBRARY demands and no issue prints, or this one does not, is left
for the editor, with a comment at the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from izde.errors import SeveralIssues
from izde.model import Article, Author, Language
from izde.output.people import spellings
from izde.output.xml import Element, add_comment, clean, document, ordered

#: eLIBRARY's codes of the languages, which are its own.
_LANGUAGES: dict[Language, str] = {"kk": "KKZ", "ru": "RUS", "en": "ENG"}
_RESEARCH_ARTICLE = "RAR"


def render(articles: Sequence[Article]) -> str:
    """The articles of one issue. Raises SeveralIssues where they are of more than one."""
    issues = {(a.source, tuple(sorted(a.journal.items())), a.year, a.number) for a in articles}
    if len(issues) > 1:
        raise SeveralIssues("articulus", sorted({a.source for a in articles}))
    root = ElementTree.Element("journal")
    add_comment(root, "titleid: the journal's number in eLIBRARY, instead of 0")
    _add(root, "titleid", "0")
    first = articles[0] if articles else Article("")
    if not first.journal:
        add_comment(root, "journalInfo: the journal's name is not printed in the issue")
    for language, name in ordered(first.journal, "ru"):
        _add(_add(root, "journalInfo", language=language), "title", name)
    issue = _add(root, "issue")
    if first.number:
        within, through = _numbers(first.number)
        _add(issue, "number", within)
        if through:
            _add(issue, "altNumber", through)
    else:
        add_comment(issue, "number: not printed in the issue")
    if first.year:
        _add(issue, "dateUni", str(first.year))
    else:
        add_comment(issue, "dateUni: the year is not printed in the issue")
    listed = _add(issue, "articles")
    section: dict[Language, str] = {}
    for article in articles:
        if article.section and article.section != section:
            section = article.section
            group = _add(listed, "section")
            for language, name in ordered(section, "ru"):
                _add(group, "secTitle", name, language)
        _article(listed, article)
    return document(root)


def _numbers(printed: str) -> tuple[str, str | None]:
    """The number within the year and the one counted from the first issue on: `4 (75)` is 4 and 75."""
    found = re.fullmatch(r"(\S+)\s*\((\d+)\)", printed.strip())
    return (found[1], found[2]) if found else (printed, None)


def _add(parent: Element, name: str, text: str | None = None, language: Language | None = None) -> Element:
    child = ElementTree.SubElement(parent, name, {"lang": _LANGUAGES[language]} if language else {})
    if text is not None:
        child.text = clean(text)
    return child


def _article(parent: Element, article: Article) -> None:
    root = _add(parent, "article")
    if article.pages:
        first, last = article.pages
        _add(root, "pages", str(first) if first == last else f"{first}-{last}")
    else:
        add_comment(root, "pages: not printed")
    _add(root, "artType", _RESEARCH_ARTICLE)
    if article.language:
        _add(root, "langPubl", _LANGUAGES[article.language])
    _authors(root, article)
    titles = _add(root, "artTitles")
    for language, text in ordered(article.title, article.language):
        _add(titles, "artTitle", text, language)
    if article.abstracts:
        abstracts = _add(root, "abstracts")
        for language, text in ordered(article.abstracts, article.language):
            _add(abstracts, "abstract", text, language)
    _add(root, "text", article.body, article.language)
    _codes(root, article)
    _keywords(root, article)
    if article.references:
        references = _add(root, "references")
        for text in article.references:
            info = ElementTree.SubElement(_add(references, "reference"), "refInfo", {"lang": "ANY"})
            _add(info, "text", text)
    if article.irsti:
        rubrics = _add(root, "rubrics")
        for code in re.split(r"\s*[,;]\s*", article.irsti):
            _add(rubrics, "rubric", code)


def _authors(root: Element, article: Article) -> None:
    if not article.authors:
        add_comment(root, "authors: not printed")
        return
    authors = _add(root, "authors")
    for number, author in enumerate(article.authors, 1):
        _author(authors, number, author, article)


def _author(authors: Element, number: int, author: Author, article: Article) -> None:
    person = _add(authors, "author")
    person.set("num", str(number))
    if author.orcid:
        _add(_add(person, "authorCodes"), "orcid", author.orcid)
    names = sorted(spellings(author, article).items(), key=lambda item: item[0] != article.language)
    for place, (language, name) in enumerate(names):
        info = _add(person, "individInfo", language=language)
        _add(info, "surname", name.surname)
        if name.given:
            _add(info, "initials", name.given)
        # The affiliation is printed beside the byline, in the article's language.
        if place == 0 and author.affiliation:
            _add(info, "orgName", author.affiliation)
        if author.email:
            _add(info, "email", author.email)


def _codes(root: Element, article: Article) -> None:
    if not (article.doi or article.udc):
        return
    codes = _add(root, "codes")
    if article.doi:
        _add(codes, "doi", article.doi)
    for code in re.split(r"\s*[,;]\s*", article.udc) if article.udc else ():
        _add(codes, "udk", code)


def _keywords(root: Element, article: Article) -> None:
    lists = [(language, words) for language, words in article.keywords.items() if words]
    if lists:
        keywords = _add(root, "keywords")
        for language, words in sorted(lists, key=lambda item: item[0] != article.language):
            group = _add(keywords, "kwdGroup", language=language)
            for word in words:
                _add(group, "keyword", word)
