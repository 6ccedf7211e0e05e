"""Crossref's deposit schema 5.3.1: the DOIs of an issue's articles, to be registered.

Beyond the schema, what is deposited is refused or flagged where the journal has no ISSN, where a DOI has
other characters than Crossref's, or where a suffix stands in the surname (its schematron, and its guide to
DOI names). An article without a DOI has nothing to register and is left out, with a comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timezone
from xml.etree import ElementTree

from izde.model import Article, Author, Language
from izde.output import dates
from izde.output.numbering import issue_number, page_range
from izde.output.one_issue import IssueFacts, one_issue
from izde.output.particulars import Particulars
from izde.output.people import PrintedName, affiliations, is_corporate, name_in, spellings
from izde.output.references import Reference, references
from izde.output.text import in_language, main_language
from izde.output.xml import LANG, Element, Gaps, child, document, ordered

VERSION = "5.3.1"
_SCHEMA = f"http://www.crossref.org/schema/{VERSION}"
#: The characters of a DOI that Crossref takes; its schema takes any.
_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/<>:#+-]{1,200}")
#: Characters of an issue's number, and of a name's part.
_LONGEST_ISSUE, _LONGEST_NAME = 32, 60


def render(articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> str:
    """The articles of one issue. Raises SeveralIssues where they are of more than one."""
    facts = one_issue(articles, "crossref")
    root = ElementTree.Element(
        "doi_batch",
        {
            "xmlns": _SCHEMA,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xmlns:jats": "http://www.ncbi.nlm.nih.gov/JATS1",
            "xmlns:ai": "http://www.crossref.org/AccessIndicators.xsd",
            "version": VERSION,
            "xsi:schemaLocation": f"{_SCHEMA} https://www.crossref.org/schemas/crossref{VERSION}.xsd",
        },
    )
    _head(child(root, "head"), articles, particulars, gaps)
    journal = child(child(root, "body"), "journal")
    _journal(child(journal, "journal_metadata"), facts, particulars, gaps)
    _issue(child(journal, "journal_issue"), facts, particulars, gaps)
    for article in articles:
        if article.doi and _DOI.fullmatch(article.doi):
            _article(journal, article, particulars, gaps)
        else:
            reason = "has a DOI with other characters than Crossref takes" if article.doi else "has none"
            gaps.add(journal, "doi", f"{article.id} {reason} and is left out")
    return document(root)


def _head(head: Element, articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> None:
    # A later deposit replaces an earlier one by its stamp.
    stamp = datetime.now(timezone.utc).strftime("%Y%m%d%H%M%S")
    source = re.sub(r"[^\w.-]+", "-", articles[0].source if articles else "")[:60]
    child(head, "doi_batch_id", f"izde-{source}-{stamp}")
    child(head, "timestamp", stamp)
    depositor = child(head, "depositor")
    for part, value, reason in (
        ("depositor_name", particulars.depositor, "who deposits, as registered with Crossref"),
        ("email_address", particulars.email, "where Crossref sends its report"),
    ):
        if value:
            child(depositor, part, value)
        else:
            gaps.add(depositor, "depositor" if part == "depositor_name" else "email", reason)
    registrant = particulars.registrant or particulars.publisher or particulars.depositor
    if registrant:
        child(head, "registrant", registrant)
    else:
        gaps.add(head, "registrant", "the organisation that the DOIs belong to")


def _journal(meta: Element, facts: IssueFacts, particulars: Particulars, gaps: Gaps) -> None:
    name = particulars.journal or in_language(facts.journal, "en")
    if name:
        child(meta, "full_title", name[:255])
    else:
        gaps.add(meta, "journal", "the journal's name is not printed in the issue")
    for medium, issn in (("print", particulars.issn), ("electronic", particulars.eissn)):
        if issn:
            child(meta, "issn", issn, media_type=medium)
    if not (particulars.issn or particulars.eissn):
        gaps.add(meta, "issn", "the journal's number, by which Crossref knows it")


def _issue(root: Element, facts: IssueFacts, particulars: Particulars, gaps: Gaps) -> None:
    date = particulars.date or str(facts.year or "")
    if date:
        _date(child(root, "publication_date", media_type="print"), date)
    else:
        gaps.add(root, "date", "the year is not printed in the issue")
    if particulars.volume:
        child(child(root, "journal_volume"), "volume", particulars.volume)
    number = issue_number(facts.number)
    printed = next((n for n in (facts.number, number.within) if n and len(n) <= _LONGEST_ISSUE), None)
    if printed:
        child(root, "issue", printed)
    elif facts.number:
        gaps.add(root, "issue", f"{facts.number} is longer than Crossref takes")


def _date(parent: Element, iso: str) -> None:
    year, *rest = dates.parts(iso)
    for name, part in zip(("month", "day"), rest, strict=False):
        child(parent, name, part)
    child(parent, "year", year)


def _article(journal: Element, article: Article, particulars: Particulars, gaps: Gaps) -> None:
    language = main_language(article)
    root = child(journal, "journal_article", publication_type="full_text", reference_distribution_opts="any")
    if language:
        root.set("language", language)
    _titles(root, article, language, gaps)
    people = [author for author in article.authors if author.name.strip()]
    if people:
        contributors = child(root, "contributors")
        for place, author in enumerate(people):
            _contributor(contributors, author, article, "additional" if place else "first")
    for other, text in ordered(article.abstracts, language):
        abstract = child(root, "jats:abstract")
        abstract.set(LANG, other)
        child(abstract, "jats:p", text)
    date = dates.published(article, particulars.date) or particulars.date
    if date:
        _date(child(root, "publication_date", media_type="print"), date)
    else:
        gaps.add(root, "date", "the year is not printed")
    accepted = article.dates.accepted if article.dates else None
    if dates.parts(accepted):
        _date(child(root, "acceptance_date", media_type="print"), accepted or "")
    pages = page_range(article)
    if pages:
        group = child(root, "pages")
        child(group, "first_page", pages.first)
        if pages.last:
            child(group, "last_page", pages.last)
    licence = re.search(r"https?://[^\s)]+", article.licence or "")
    if licence:
        child(child(root, "ai:program", name="AccessIndicators"), "ai:license_ref", licence[0].rstrip(".,;"))
    data = child(root, "doi_data")
    child(data, "doi", article.doi)
    address = particulars.address(article)
    if address:
        child(data, "resource", address)
    else:
        gaps.add(data, "url", "where the article is read")
    entries = references(article)
    if entries:
        listed = child(root, "citation_list")
        for number, entry in enumerate(entries, 1):
            _citation(listed, number, entry)


def _titles(root: Element, article: Article, language: Language | None, gaps: Gaps) -> None:
    """The title with the one in the article's own language beside it, then the others: `titles` hold a title,
    and one in the original language, which alone may say its language."""
    printed = dict(ordered(article.title, language))
    if not printed:
        gaps.add(root, "title", "none is printed")
        return
    original = printed.pop(language, None) if language else None
    english = printed.pop("en", None)
    first = child(root, "titles")
    child(first, "title", english or original or next(iter(printed.values())))
    if english and original and language:
        child(first, "original_language_title", original, language=language)
    for text in printed.values():
        if first.findtext("title") != text:
            child(child(root, "titles"), "title", text)


def _contributor(parent: Element, author: Author, article: Article, sequence: str) -> None:
    name = name_in(author, article, "en")
    printed = spellings(author, article)
    parts = [name.given, name.family]
    if is_corporate(author) or not all(_fits(part) for part in parts if part):
        child(parent, "organization", name.inverted[:511], sequence=sequence, contributor_role="author")
        return
    language = next((language for language, other in printed.items() if other == name), None)
    person = child(parent, "person_name", sequence=sequence, contributor_role="author")
    if language:
        person.set("language", language)
    if name.given:
        child(person, "given_name", name.given)
    child(person, "surname", name.family)
    if name.suffix:
        child(person, "suffix", name.suffix)
    places = affiliations(author, article)
    chosen = places.get("en") or next(iter(places.values()), [])
    if chosen:
        group = child(person, "affiliations")
        for place in chosen:
            child(child(group, "institution"), "institution_name", place[:1024])
    if author.orcid and re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", author.orcid):
        child(person, "ORCID", f"https://orcid.org/{author.orcid}")
    others = {other: n for other, n in printed.items() if n != name and _fits(n.family) and n.family}
    if others:
        alternatives = child(person, "alt-name")
        for other, spelling in others.items():
            _alternative(alternatives, other, spelling)


def _alternative(parent: Element, language: Language, spelling: PrintedName) -> None:
    name = child(parent, "name", language=language)
    child(name, "surname", spelling.family)
    if spelling.given and _fits(spelling.given):
        child(name, "given_name", spelling.given)


def _fits(part: str) -> bool:
    """Whether the schema takes this as a part of a person's name."""
    return len(part) <= _LONGEST_NAME and not re.search(r"[\d?]", part)


def _citation(parent: Element, number: int, entry: Reference) -> None:
    """An entry, in Latin letters where the journal prints it so: that is what is matched."""
    citation = child(parent, "citation", key=f"ref{number}")
    if _DOI.fullmatch(entry.doi):
        child(citation, "doi", entry.doi)
    child(citation, "unstructured_citation", entry.romanised or entry.printed)
