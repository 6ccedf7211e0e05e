"""JATS 1.3 (ANSI/NISO Z39.96-2021), journal publishing tag set: what archives and publishers exchange.

Title, abstract and keywords in the article's language stand first, those in the other languages as
`trans-title-group`, `trans-abstract` and keyword groups of their own; a person's spellings are
`name-alternatives`. JATS knows no document of several articles: these are wrapped in a `pmc-articleset`,
as PubMed Central does, each of them a complete article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from izde.model import Article, Author, Language
from izde.output.people import spellings
from izde.output.xml import Element, add, add_comment, document, ordered

VERSION = "1.3"
#: The authors' names in Kazakhstan and Russia are filed surname first, which JATS calls eastern.
_NAME_STYLES: dict[Language, str] = {"kk": "eastern", "ru": "eastern", "en": "western"}


def render(articles: Sequence[Article]) -> str:
    """One article as a document, several as a set."""
    if len(articles) == 1:
        return document(_article(articles[0]))
    root = ElementTree.Element("pmc-articleset")
    root.extend(_article(article) for article in articles)
    return document(root)


def _article(article: Article) -> Element:
    root = ElementTree.Element("article", {"article-type": "research-article", "dtd-version": VERSION})
    if article.language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", article.language)
    front = add(root, "front")
    _journal(front, article)
    _meta(front, article)
    paragraphs = [line for line in re.split(r"\n+", article.body) if line.strip()]
    if paragraphs:
        body = add(root, "body")
        for paragraph in paragraphs:
            add(body, "p", paragraph.strip())
    if article.references:
        back = add(add(root, "back"), "ref-list")
        for number, reference in enumerate(article.references, 1):
            add(add(back, "ref", id=f"ref{number}"), "mixed-citation", reference)
    return root


def _journal(front: Element, article: Article) -> None:
    meta = add(front, "journal-meta")
    titles = ordered(article.journal, article.language)
    # The tag set wants an identifier and an ISSN; what the issue does not print is left empty.
    add(meta, "journal-id", titles[0][1] if titles else "", journal_id_type="publisher")
    if titles:
        group = add(meta, "journal-title-group")
        for place, (language, title) in enumerate(titles):
            if place == 0:
                add(group, "journal-title", title, lang=language)
            else:
                add(add(group, "trans-title-group", lang=language), "trans-title", title)
    add_comment(meta, "issn: the journal's number, which articles do not print")
    add(meta, "issn")


def _meta(front: Element, article: Article) -> None:
    meta = add(front, "article-meta")
    add(meta, "article-id", article.id, pub_id_type="publisher-id")
    if article.doi:
        add(meta, "article-id", article.doi, pub_id_type="doi")
    _categories(meta, article)
    _titles(meta, article)
    _contributors(meta, article)
    if article.year:
        date = add(meta, "pub-date", publication_format="print", date_type="pub")
        add(date, "year", str(article.year), iso_8601_date=str(article.year))
    else:
        add(meta, "pub-date-not-available")
    if article.number:
        add(meta, "issue", article.number)
    if article.pages:
        add(meta, "fpage", str(article.pages[0]))
        add(meta, "lpage", str(article.pages[1]))
    for place, (language, text) in enumerate(ordered(article.abstracts, article.language)):
        add(add(meta, "abstract" if place == 0 else "trans-abstract", lang=language), "p", text)
    for language in sorted(article.keywords, key=lambda key: key != article.language):
        if article.keywords[language]:
            group = add(meta, "kwd-group", lang=language, kwd_group_type="author-generated")
            for word in article.keywords[language]:
                add(group, "kwd", word)


def _categories(meta: Element, article: Article) -> None:
    sections = ordered(article.section, article.language)
    if not (sections or article.udc or article.irsti):
        return
    categories = add(meta, "article-categories")
    for language, section in sections:
        add(add(categories, "subj-group", subj_group_type="heading", lang=language), "subject", section)
    for kind, code in (("UDC", article.udc), ("IRSTI", article.irsti)):
        if code:
            add(add(categories, "subj-group", subj_group_type=kind), "subject", code)


def _titles(meta: Element, article: Article) -> None:
    group = add(meta, "title-group")
    titles = ordered(article.title, article.language)
    if not titles:
        add(group, "article-title")
    for place, (language, title) in enumerate(titles):
        if place == 0:
            add(group, "article-title", title, lang=language)
        else:
            add(add(group, "trans-title-group", lang=language), "trans-title", title)


def _contributors(meta: Element, article: Article) -> None:
    if not article.authors:
        return
    group = add(meta, "contrib-group")
    affiliations: dict[str, str] = {}
    for author in article.authors:
        contributor = add(group, "contrib", contrib_type="author")
        if author.orcid:
            iri = f"https://orcid.org/{author.orcid}"
            add(contributor, "contrib-id", iri, contrib_id_type="orcid")
        _names(contributor, author, article)
        if author.email:
            add(contributor, "email", author.email)
        if author.affiliation:
            id = affiliations.setdefault(author.affiliation, f"aff{len(affiliations) + 1}")
            add(contributor, "xref", ref_type="aff", rid=id)
    for text, id in affiliations.items():
        add(add(group, "aff", id=id), "institution", text)


def _names(contributor: Element, author: Author, article: Article) -> None:
    names = sorted(spellings(author, article).items(), key=lambda item: item[0] != article.language)
    parent = add(contributor, "name-alternatives") if len(names) > 1 else contributor
    for language, printed in names:
        name = add(parent, "name", lang=language, name_style=_NAME_STYLES[language])
        add(name, "surname", printed.surname)
        if printed.given:
            add(name, "given-names", printed.given)
