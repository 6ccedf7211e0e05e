"""Articulus XML, as eLIBRARY (РИНЦ) takes an issue: every title, abstract, keyword list and name by language.

The structure is that of eLIBRARY's schema for journals, whose order of elements within an article is
fixed. A document is one issue. What eLIBRARY demands and no issue prints, or this one does not, is left
for the editor, with a comment at the place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from izde.model import Article, Author, Dates, Language
from izde.output.numbering import issue_number, page_range
from izde.output.one_issue import IssueFacts, one_issue
from izde.output.particulars import Particulars
from izde.output.people import affiliations, in_languages, language_of
from izde.output.references import references
from izde.output.xml import Element, Gaps, child, document, ordered

#: eLIBRARY's codes of the languages, which are its own.
_LANGUAGES: dict[Language, str] = {"kk": "KKZ", "ru": "RUS", "en": "ENG"}
_RESEARCH_ARTICLE = "RAR"


def render(articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> str:
    """The articles of one issue. Raises SeveralIssues where they are of more than one."""
    facts = one_issue(articles, "articulus")
    root = ElementTree.Element("journal")
    if not particulars.titleid:
        gaps.add(root, "titleid", "the journal's number in eLIBRARY, instead of 0")
    _add(root, "titleid", particulars.titleid or "0")
    for name in ("issn", "eissn"):
        if getattr(particulars, name):
            _add(root, name, getattr(particulars, name))
    if not facts.journal:
        gaps.add(root, "journalInfo", "the journal's name is not printed in the issue")
    for language, name in ordered(facts.journal, "ru"):
        _add(_add(root, "journalInfo", language=language), "title", name)
    _issue(_add(root, "issue"), articles, facts, particulars, gaps)
    return document(root)


def _issue(
    issue: Element, articles: Sequence[Article], facts: IssueFacts, particulars: Particulars, gaps: Gaps
) -> None:
    number = issue_number(facts.number)
    if particulars.volume:
        _add(issue, "volume", particulars.volume)
    if number.within:
        _add(issue, "number", number.within)
        if number.running:
            _add(issue, "altNumber", number.running)
    elif not particulars.volume:
        gaps.add(issue, "number", "not printed in the issue")
    if facts.year:
        _add(issue, "dateUni", str(facts.year))
    else:
        gaps.add(issue, "dateUni", "the year is not printed in the issue")
    listed = _add(issue, "articles")
    section: dict[Language, str] = {}
    for article in articles:
        if article.section and article.section != section:
            section = article.section
            group = _add(listed, "section")
            for language, name in ordered(section, "ru"):
                _add(group, "secTitle", name, language)
        _article(listed, article, gaps)


def _add(parent: Element, name: str, text: str | None = None, language: Language | None = None) -> Element:
    return child(parent, name, text, **({"lang": _LANGUAGES[language]} if language else {}))


def _article(parent: Element, article: Article, gaps: Gaps) -> None:
    root = _add(parent, "article")
    pages = page_range(article)
    if pages is None:
        gaps.add(root, "pages", "not printed")
    elif not pages.last:
        gaps.add(root, "pages", f"only the first, {pages.first}, is known")
    else:
        _add(root, "pages", pages.joined("-"))
    _add(root, "artType", _RESEARCH_ARTICLE)
    if article.language:
        _add(root, "langPubl", _LANGUAGES[article.language])
    _authors(root, article, gaps)
    if not any(article.title.values()):
        gaps.add(root, "artTitles", "no title is printed")
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
    entries = references(article)
    if entries:
        listed = _add(root, "references")
        for entry in entries:
            reference = _add(listed, "reference")
            printed = [text for text in entry if text]
            for text in printed:
                info = _add(reference, "refInfo")
                info.set("lang", "ANY" if len(printed) == 1 else _LANGUAGES[language_of(text)])
                _add(info, "text", text)
    if article.irsti:
        rubrics = _add(root, "rubrics")
        for code in re.split(r"\s*[,;]\s*", article.irsti):
            _add(rubrics, "rubric", code)
    if article.dates:
        _dates(root, article.dates)
    statements = ordered(article.funding, article.language)
    if statements:
        fundings = _add(root, "fundings")
        for language, text in statements:
            _add(fundings, "funding", text, language)


def _dates(root: Element, dates: Dates) -> None:
    named = {
        "dateReceived": dates.received,
        "dateAccepted": dates.accepted,
        "datePublication": dates.published,
    }
    # eLIBRARY reads whole dates only.
    known = {
        name: match
        for name, date in named.items()
        if (match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", date or ""))
    }
    if known:
        group = _add(root, "dates")
        for name, match in known.items():
            _add(group, name, ".".join(reversed(match.groups())))


def _authors(root: Element, article: Article, gaps: Gaps) -> None:
    if not article.authors:
        gaps.add(root, "authors", "not printed")
        return
    authors = _add(root, "authors")
    for number, author in enumerate(article.authors, 1):
        _author(authors, number, author, article)


def _author(authors: Element, number: int, author: Author, article: Article) -> None:
    person = _add(authors, "author")
    person.set("num", str(number))
    if author.corresponding:
        _add(person, "correspondent", "1")
    if author.orcid:
        _add(_add(person, "authorCodes"), "orcid", author.orcid)
    places = affiliations(author, article)
    for language, name in in_languages(author, article):
        info = _add(person, "individInfo", language=language)
        _add(info, "surname", name.family)
        given = " ".join(part for part in (name.given, name.suffix) if part)
        if given:
            _add(info, "initials", given)
        if language in places:
            _add(info, "orgName", "; ".join(places[language]))
        if author.email:
            _add(info, "email", author.email)
        if author.about.get(language):
            _add(info, "otherInfo", author.about[language])


def _codes(root: Element, article: Article) -> None:
    if not (article.doi or article.udc or article.jel):
        return
    codes = _add(root, "codes")
    if article.doi:
        _add(codes, "doi", article.doi)
    for code in re.split(r"\s*[,;]\s*", article.udc) if article.udc else ():
        _add(codes, "udk", code)
    for code in article.jel:
        _add(codes, "jel", code)


def _keywords(root: Element, article: Article) -> None:
    lists = [(language, words) for language, words in article.keywords.items() if words]
    if lists:
        keywords = _add(root, "keywords")
        for language, words in sorted(lists, key=lambda item: item[0] != article.language):
            group = _add(keywords, "kwdGroup", language=language)
            for word in words:
                _add(group, "keyword", word)
