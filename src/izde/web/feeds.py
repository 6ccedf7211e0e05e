"""What programs follow: Atom feeds (RFC 4287), the description of the search (OpenSearch 1.1), a sitemap,
robots.txt."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from starlette.responses import Response

from izde.engines.interface import Snapshot
from izde.interface import _
from izde.model import LANGUAGES
from izde.output.text import articles, author_names, in_language, place
from izde.output.xml import Element, child, document
from izde.search import search
from izde.web import holdings
from izde.web.asking import Asked, address
from izde.web.holdings import moment

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ENTRIES = 30
#: What a sitemap may hold (sitemaps.org).
_MOST_ADDRESSES = 50_000


def of_issues(snapshot: Snapshot, origin: str) -> Response:
    """The issues that came last."""
    feed, updated = _feed(origin, address("/feed.atom"), _("New issues")), ""
    for issue in holdings.newest(snapshot, _ENTRIES):
        where = place(issue.name, issue.year, issue.number, None) or issue.source
        entry = _entry(feed, origin + address("/issue", issue.source), where, issue.indexed_at)
        child(entry, "summary", articles(issue.articles))
        updated = max(updated, issue.indexed_at)
    return _finished(feed, updated)


def of_search(snapshot: Snapshot, asked: Asked, origin: str) -> Response:
    """The newest articles that a search finds, to be followed by a feed reader."""
    parameters = asked.parameters()
    title = _("Articles found by {query}").format(query=" ".join(parameters.values()) or "*")
    feed, updated = _feed(origin, address("/search.atom", **parameters), title), ""
    request = msgspec.structs.replace(asked, sort="-year", page=1).request(facets=(), limit=_ENTRIES)
    dates = {entry.source: entry.indexed_at for entry in snapshot.sources()}
    for hit in search(snapshot, request).hits:
        indexed = dates.get(snapshot.source_of(hit.id) or "", "")
        title = in_language(hit.title, hit.shown, hit.language) or hit.id
        entry = _entry(feed, origin + address("/article", hit.id), title, indexed)
        for author in hit.authors:
            child(child(entry, "author"), "name", author.name)
        journal = in_language(hit.journal, hit.shown)
        names = author_names(hit.authors, most=6)
        where = place(journal, hit.year, hit.number, hit.pages, pages_from=hit.pages_from)
        child(entry, "summary", " · ".join(part for part in (names, where) if part))
        updated = max(updated, indexed)
    return _finished(feed, updated)


def description(origin: str) -> Response:
    """How a browser's search box asks this library."""
    root = Element("OpenSearchDescription", {"xmlns": OPENSEARCH})
    child(root, "ShortName", "Izde")
    child(root, "Description", _("Scholarly journals of Kazakhstan, in Kazakh, Russian and English"))
    child(root, "InputEncoding", "UTF-8")
    template = origin + "/search?q={searchTerms}"
    child(root, "Url", type="text/html", method="get", template=template)
    child(root, "Url", type="application/atom+xml", template=origin + "/search.atom?q={searchTerms}")
    for language in LANGUAGES:
        child(root, "Language", language)
    return _xml(root, "application/opensearchdescription+xml")


def sitemap(snapshot: Snapshot, origin: str) -> Response:
    """The addresses of the issues and articles."""
    root = Element("urlset", {"xmlns": SITEMAP})
    for number, path in enumerate(_addresses(snapshot)):
        if number == _MOST_ADDRESSES:
            break
        child(child(root, "url"), "loc", origin + path)
    return _xml(root, "application/xml")


def robots(origin: str) -> Response:
    """Robots may read the articles, but need not follow searches, of which there is no end."""
    lines = ["User-agent: *", "Disallow: /search", "Disallow: /oai", f"Sitemap: {origin}/sitemap.xml", ""]
    return Response("\n".join(lines), media_type="text/plain")


def _addresses(snapshot: Snapshot) -> Iterator[str]:
    yield "/"
    yield "/about"
    for issue in holdings.issues(snapshot):
        yield address("/issue", issue.source)
    for id in snapshot.ids():
        yield address("/article", id)


def _feed(origin: str, path: str, title: str) -> Element:
    feed = Element("feed", {"xmlns": ATOM})
    child(feed, "id", origin + path)
    child(feed, "title", f"Izde: {title}")
    child(feed, "link", rel="self", href=origin + path, type="application/atom+xml")
    child(feed, "link", href=origin + "/")
    child(child(feed, "author"), "name", "Izde")
    return feed


def _entry(feed: Element, where: str, title: str, indexed: str) -> Element:
    entry = child(feed, "entry")
    child(entry, "id", where)
    child(entry, "title", title)
    child(entry, "link", href=where)
    child(entry, "updated", moment(indexed))
    return entry


def _finished(feed: Element, updated: str) -> Response:
    child(feed, "updated", moment(updated))
    return _xml(feed, "application/atom+xml")


def _xml(root: Element, kind: str) -> Response:
    return Response(document(root), media_type=kind)
