"""The pages: for each a function from what is asked and a snapshot to what its template shows."""

from __future__ import annotations

from typing import Any

import msgspec

from izde.engines.interface import Snapshot
from izde.errors import UnknownId
from izde.model import Article, Language
from izde.output.statistics import FIGURES
from izde.output.text import in_language
from izde.search import search, similar
from izde.search.browse import Keyword, Person, authors, keywords
from izde.search.results import Hit, Result
from izde.search.statistics import Statistics
from izde.web import citations, holdings, metadata
from izde.web.asking import LAST_PAGE, PAGE, Asked
from izde.web.holdings import Holding

#: Issues on the first page, articles like another one, articles of the same people on an article's page, and
#: people and keywords on a page of a list.
_NEWEST, _SIMILAR, _SAME_PEOPLE, _LISTED = 6, 5, 5, 200


class Missing(Exception):
    """There is no such article, issue, person or keyword in the library."""


class Page(msgspec.Struct):
    """A template and what it shows; `data` is the same for programs (docs/json.md)."""

    template: str
    values: dict[str, Any]
    data: Any = None


def home(snapshot: Snapshot, asked: Asked) -> Page:
    """The field to search in, and what came last."""
    held = holdings.issues(snapshot)
    newest = holdings.newest(snapshot, _NEWEST)
    values = {"total": len(snapshot), "held": len(held), "newest": newest, "asked": asked}
    return Page("home.html", values, {"articles": len(snapshot), "issues": held})


def results(snapshot: Snapshot, asked: Asked) -> Page:
    """The answer of a search, with what narrows it."""
    found = search(snapshot, asked.request())
    pages = min(-(-found.total // PAGE), LAST_PAGE)
    values = {"asked": asked, "result": found, "first": (asked.page - 1) * PAGE + 1, "pages": pages}
    return Page("results.html", values, found)


def article(snapshot: Snapshot, id: str, interface_language: Language) -> Page:
    """One article in all its languages, who wrote it and what else, what is like it, and how to cite it."""
    record = snapshot.article(id)
    if record is None:
        raise Missing
    source = snapshot.source_of(id) or ""
    entry = holdings.entry_of(snapshot, source)
    try:
        alike: list[Hit] = similar(snapshot, id, limit=_SIMILAR).hits
    except UnknownId:
        alike = []
    values = {
        "article": record,
        "source": source,
        "order": _languages(record),
        "others": _same_people(snapshot, record),
        "alike": alike,
        "citations": citations.of(record, interface_language),
        "tags": metadata.tags(record),
        "linked_data": metadata.linked_data(record),
        "pdf": holdings.pdf_of(entry) is not None,
    }
    return Page("article.html", values, record)


def issue(snapshot: Snapshot, source: str) -> Page:
    """One issue: its articles in printed order."""
    entry = holdings.entry_of(snapshot, source)
    if entry is None or not entry.articles:
        raise Missing
    listed = holdings.contents(snapshot, entry)
    held = next(one for one in holdings.issues(snapshot) if one.source == source)
    return Page("issue.html", {"issue": held, "listed": listed}, {"issue": held, "articles": listed})


def journals(snapshot: Snapshot) -> Page:
    """The journals with their issues."""
    found = holdings.journals(snapshot)
    return Page("journals.html", {"journals": found}, found)


def journal(snapshot: Snapshot, name: str) -> Page:
    """One journal, by any of its names."""
    for found in holdings.journals(snapshot):
        if name in found.names.values():
            return Page("journals.html", {"journals": [found], "one": found.name}, found)
    raise Missing


def person(snapshot: Snapshot, name: str, asked: Asked) -> Page:
    """What a person wrote, the newest first."""
    asked = msgspec.structs.replace(asked, author=name, sort="-year")
    found = search(snapshot, asked.request())
    if not found.total:
        raise Missing
    return _listing("person.html", name, asked, found)


def keyword(snapshot: Snapshot, word: str, asked: Asked) -> Page:
    """The articles that have a keyword, and what the other languages call it."""
    asked = msgspec.structs.replace(asked, keyword=word)
    found = search(snapshot, asked.request())
    if not found.total:
        raise Missing
    page = _listing("keyword.html", word, asked, found)
    wanted = " ".join(word.lower().split())
    page.values["translations"] = next(
        (one.translations for one in keywords(snapshot, wanted) if one.keyword == wanted), []
    )
    return page


def people(snapshot: Snapshot, prefix: str) -> Page:
    """The people whose surnames begin so."""
    found: list[Person] = authors(snapshot, prefix)
    return Page("people.html", {"prefix": prefix, "people": found[:_LISTED], "count": len(found)}, found)


def keyword_list(snapshot: Snapshot, prefix: str) -> Page:
    """The keywords that begin so, the most frequent first."""
    found: list[Keyword] = keywords(snapshot, prefix)
    return Page("keywords.html", {"prefix": prefix, "keywords": found[:_LISTED], "count": len(found)}, found)


def stats(figures: Statistics) -> Page:
    """The library in figures: pictures, each with its table."""
    shown = [(name, heading, make(figures)) for name, (heading, make) in FIGURES.items()]
    return Page("stats.html", {"figures": shown}, figures)


def about(snapshot: Snapshot) -> Page:
    """What is indexed here, and how to look for it."""
    held: list[Holding] = holdings.issues(snapshot)
    known = holdings.journals(snapshot)
    values = {
        "total": len(snapshot),
        "held": len(held),
        "journals": known,
        "languages": snapshot.facet("lang"),
        "years": sorted(one.year for one in held if one.year),
        "latest": max((one.indexed_at for one in held), default=""),
    }
    data = {
        "articles": len(snapshot),
        "issues": len(held),
        "languages": values["languages"],
        "journals": known,
    }
    return Page("about.html", values, data)


def _listing(template: str, name: str, asked: Asked, found: Result) -> Page:
    pages = min(-(-found.total // PAGE), LAST_PAGE)
    values = {"name": name, "asked": asked, "result": found, "pages": pages}
    return Page(template, values | {"first": (asked.page - 1) * PAGE + 1}, found)


def _languages(record: Article) -> list[Language]:
    """The languages in which anything of the article is printed, its own first."""
    own = [record.language] if record.language else []
    printed = [*own, *record.title, *record.abstracts, *record.keywords]
    return list(dict.fromkeys(printed))


def _same_people(snapshot: Snapshot, record: Article) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each author, other articles of the same person: ids and titles."""
    found = []
    for author in record.authors[:8]:
        asked = Asked(author=author.name, sort="-year")
        hits = search(snapshot, asked.request(facets=(), limit=_SAME_PEOPLE + 1)).hits
        others = [
            (hit.id, in_language(hit.title, record.language, hit.language))
            for hit in hits
            if hit.id != record.id
        ]
        found.append((author.name, others[:_SAME_PEOPLE]))
    return found
