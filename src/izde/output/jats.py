"""JATS 1.3 (ANSI/NISO Z39.96-2021), journal publishing tag set: what archives and publishers exchange.

Title, abstract and keywords in the article's language stand first, those in the other languages as
`trans-title-group`, `trans-abstract` and keyword groups of their own; a person's spellings are
`name-alternatives`, an affiliation in several languages `aff-alternatives`, an entry of both lists of
references `citation-alternatives`. JATS knows no document of several articles: these are wrapped in a
`pmc-articleset`, as PubMed Central does, each of them a complete article, and a comment says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from izde.model import Article, Author, Dates, Language
from izde.output.dates import parts, published
from izde.output.numbering import page_range
from izde.output.particulars import Particulars
from izde.output.people import in_languages, is_corporate, workplaces
from izde.output.references import Reference, dois, references
from izde.output.xml import HREF, Element, Gaps, add, add_comment, document, ordered

VERSION = "1.3"
#: The authors' names in Kazakhstan and Russia are filed surname first, which JATS calls eastern.
_NAME_STYLES: dict[Language, str] = {"kk": "eastern", "ru": "eastern", "en": "western"}


def render(articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> str:
    """One article as a document, several as a set."""
    if len(articles) == 1:
        return document(_article(articles[0], particulars, gaps))
    root = ElementTree.Element("pmc-articleset")
    add_comment(
        root, "several JATS documents in a wrapper that is none itself; split, each is a file of its own"
    )
    root.extend(_article(article, particulars, gaps) for article in articles)
    return document(root)


def _article(article: Article, particulars: Particulars, gaps: Gaps) -> Element:
    root = ElementTree.Element("article", {"article-type": "research-article", "dtd-version": VERSION})
    if article.language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", article.language)
    front = add(root, "front")
    _journal(front, article, particulars, gaps)
    _meta(front, article, particulars)
    paragraphs = [line for line in re.split(r"\n+", article.body) if line.strip()]
    if paragraphs:
        body = add(root, "body")
        for paragraph in paragraphs:
            add(body, "p", paragraph.strip())
    entries = references(article)
    if entries:
        listed = add(add(root, "back"), "ref-list")
        for number, entry in enumerate(entries, 1):
            _reference(add(listed, "ref", id=f"ref{number}"), entry)
    return root


def _reference(parent: Element, entry: Reference) -> None:
    printed = [text for text in entry if text]
    if len(printed) > 1:
        parent = add(parent, "citation-alternatives")
    for text in printed:
        citation = add(parent, "mixed-citation", text)
        if entry.printed and text == entry.romanised:
            citation.set("specific-use", "romanised")
        for doi in dois(text)[:1]:
            before, _, after = (citation.text or "").partition(doi)
            citation.text = before
            add(citation, "pub-id", doi, pub_id_type="doi").tail = after


def _journal(front: Element, article: Article, particulars: Particulars, gaps: Gaps) -> None:
    meta = add(front, "journal-meta")
    titles = ordered(article.journal, article.language)
    # The tag set wants an identifier and an ISSN; what the issue does not print is left empty.
    if not titles:
        gaps.add(meta, "journal-id", "the journal's name is not printed in the issue")
    add(meta, "journal-id", titles[0][1] if titles else "", journal_id_type="publisher")
    if titles:
        group = add(meta, "journal-title-group")
        for place, (language, title) in enumerate(titles):
            if place == 0:
                add(group, "journal-title", title, lang=language)
            else:
                add(add(group, "trans-title-group", lang=language), "trans-title", title)
    if particulars.issn:
        add(meta, "issn", particulars.issn, publication_format="print")
    if particulars.eissn:
        add(meta, "issn", particulars.eissn, publication_format="electronic")
    if not (particulars.issn or particulars.eissn):
        gaps.add(meta, "issn", "the journal's number, which the issue does not print")
        add(meta, "issn")
    if particulars.publisher:
        add(add(meta, "publisher"), "publisher-name", particulars.publisher)


def _meta(front: Element, article: Article, particulars: Particulars) -> None:
    meta = add(front, "article-meta")
    add(meta, "article-id", article.id, pub_id_type="publisher-id")
    if article.doi:
        add(meta, "article-id", article.doi, pub_id_type="doi")
    _categories(meta, article)
    _titles(meta, article)
    _contributors(meta, article)
    _notes(meta, article)
    _published(meta, article, particulars)
    if particulars.volume:
        add(meta, "volume", particulars.volume)
    if article.number:
        add(meta, "issue", article.number)
    pages = page_range(article)
    if pages:
        add(meta, "fpage", pages.first)
        if pages.last:
            add(meta, "lpage", pages.last)
    if article.dates:
        _history(meta, article.dates)
    if article.licence:
        address = re.search(r"https?://\S+", article.licence)
        licence = add(add(meta, "permissions"), "license")
        if address:
            licence.set(HREF, address[0].rstrip(".,;)"))
        add(licence, "license-p", article.licence)
    for place, (language, text) in enumerate(ordered(article.abstracts, article.language)):
        add(add(meta, "abstract" if place == 0 else "trans-abstract", lang=language), "p", text)
    for language in sorted(article.keywords, key=lambda key: key != article.language):
        if article.keywords[language]:
            group = add(meta, "kwd-group", lang=language, kwd_group_type="author-generated")
            for word in article.keywords[language]:
                add(group, "kwd", word)
    if article.jel:
        group = add(meta, "kwd-group", kwd_group_type="JEL")
        for code in article.jel:
            add(group, "kwd", code)
    for language, text in ordered(article.funding, article.language):
        add(add(meta, "funding-group", lang=language), "funding-statement", text)
    citations = ordered(article.citation, article.language)
    if citations:
        group = add(meta, "custom-meta-group")
        for language, text in citations:
            custom = add(group, "custom-meta", lang=language)
            add(custom, "meta-name", "citation")
            add(custom, "meta-value", text)


def _published(meta: Element, article: Article, particulars: Particulars) -> None:
    date = published(article, particulars.date)
    if date:
        _date(add(meta, "pub-date", publication_format="print", date_type="pub"), date)
    else:
        add(meta, "pub-date-not-available")


def _history(meta: Element, dates: Dates) -> None:
    named = {"received": dates.received, "rev-recd": dates.revised, "accepted": dates.accepted}
    known = {kind: date for kind, date in named.items() if date and parts(date)}
    if known:
        history = add(meta, "history")
        for kind, date in known.items():
            _date(add(history, "date", date_type=kind), date)


def _date(parent: Element, iso: str) -> None:
    """The parts of a date, the day first, as the tag set has them."""
    parent.set("iso-8601-date", iso)
    for name, part in reversed(list(zip(("year", "month", "day"), parts(iso), strict=False))):
        add(parent, name, part)


def _notes(meta: Element, article: Article) -> None:
    """Statements that JATS has as footnotes to the authors."""
    kinds = (("coi-statement", article.conflicts), ("con", article.contributions))
    statements = [(kind, *item) for kind, texts in kinds for item in ordered(texts, article.language)]
    if statements:
        notes = add(meta, "author-notes")
        for kind, language, text in statements:
            add(add(notes, "fn", fn_type=kind, lang=language), "p", text)


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
    places: dict[tuple[tuple[Language, str], ...], str] = {}
    for author in article.authors:
        contributor = add(group, "contrib", contrib_type="author")
        if author.corresponding:
            contributor.set("corresp", "yes")
        if author.orcid:
            iri = f"https://orcid.org/{author.orcid}"
            add(contributor, "contrib-id", iri, contrib_id_type="orcid")
        _names(contributor, author, article)
        for language, text in ordered(author.about, article.language):
            add(add(contributor, "bio", lang=language), "p", text)
        if author.email:
            add(contributor, "email", author.email)
        for place in workplaces(author, article):
            id = places.setdefault(place, f"aff{len(places) + 1}")
            add(contributor, "xref", ref_type="aff", rid=id)
    for place, id in places.items():
        parent = group if len(place) == 1 else add(group, "aff-alternatives", id=id)
        for language, text in place:
            aff = add(parent, "aff", lang=language)
            if parent is group:
                aff.set("id", id)
            add(aff, "institution", text)


def _names(contributor: Element, author: Author, article: Article) -> None:
    names = in_languages(author, article)
    if is_corporate(author):
        parent = add(contributor, "collab-alternatives") if len(names) > 1 else contributor
        for language, printed in names:
            add(parent, "collab", printed.surname, lang=language)
        return
    parent = add(contributor, "name-alternatives") if len(names) > 1 else contributor
    for language, printed in names:
        name = add(parent, "name", lang=language, name_style=_NAME_STYLES[language])
        add(name, "surname", printed.family)
        if printed.given:
            add(name, "given-names", printed.given)
        if printed.suffix:
            add(name, "suffix", printed.suffix)
