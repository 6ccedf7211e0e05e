"""OAI-PMH 2.0 (openarchives.org/OAI/2.0/openarchivesprotocol.htm): other catalogues harvest the records.

Records are in unqualified Dublin Core (`oai_dc`, each text with its language) and in JATS (`jats`, all that
is known). Sets are the journals. A record's datestamp is when its issue came into the library or changed
there. What was removed article by article is told as deleted; an issue that was removed whole is not
remembered, so deletions are "transient". A resumption token holds all that is needed to go on, so it never
expires, and since lists are in the order of ids, a commit in between neither repeats nor hides what was
there before.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import msgspec
from starlette.responses import Response

from izde.engines.interface import Snapshot, SourceEntry
from izde.language.letters.transliterate import fold
from izde.model import Article
from izde.output.export import render_articles
from izde.output.people import printed_name
from izde.output.text import in_language
from izde.output.xml import Element, add, document
from izde.web.asking import address
from izde.web.holdings import moment, now

OAI = "http://www.openarchives.org/OAI/2.0/"
_SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
#: Records on a page of a list.
PAGE = 100
#: Metadata prefix, schema and namespace of each format.
FORMATS = {
    "oai_dc": (
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
    ),
    "jats": (
        "https://jats.nlm.nih.gov/publishing/1.3/xsd/JATS-journalpublishing1-3.xsd",
        "https://jats.nlm.nih.gov/ns/archiving/1.3/",
    ),
}
_PREFIX = "oai:izde:"
#: What each verb must and may be given (section 4).
_LISTS = {"metadataPrefix", "from", "until", "set", "resumptionToken"}
_ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, _LISTS),
    "ListRecords": ({"metadataPrefix"}, _LISTS),
}
_DAY, _SECOND = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Problem(Exception):
    """A request that the protocol answers with an error element (section 3.6)."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(what)
        self.code, self.what = code, what


class Token(msgspec.Struct, array_like=True, frozen=True):
    """What a list is of, and the id after which it goes on; `seen` is how many records came before."""

    prefix: str
    first: str
    last: str
    set: str
    after: str = ""
    seen: int = 0

    def written(self) -> str:
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode()

    @classmethod
    def read(cls, text: str) -> Token:
        try:
            return msgspec.json.decode(base64.urlsafe_b64decode(text), type=cls)
        except (msgspec.DecodeError, binascii.Error, ValueError) as error:
            raise Problem(
                "badResumptionToken", "The resumptionToken is not one of this repository's."
            ) from error


class Harvest(NamedTuple):
    """A request: its arguments, the server's address, and whom a harvester may write to."""

    snapshot: Snapshot
    arguments: Mapping[str, str]
    origin: str
    contact: str


class Listed(NamedTuple):
    """One line of a list: an article's id and its source; `deleted` where it was taken out."""

    id: str
    entry: SourceEntry
    deleted: bool


def answer(harvest: Harvest, repeated: bool) -> Response:
    """The answer to a request; `repeated` says that an argument was given twice."""
    arguments = harvest.arguments
    root = Element("OAI-PMH", {"xmlns": OAI, "xmlns:xsi": _SCHEMA_INSTANCE})
    root.set("xsi:schemaLocation", f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd")
    add(root, "responseDate", now())
    request = add(root, "request", harvest.origin + "/oai")
    verb = arguments.get("verb", "")
    try:
        if verb not in _ARGUMENTS:
            raise Problem("badVerb", f"'{verb}' is not a verb of OAI-PMH.")
        given = set(arguments) - {"verb"}
        needed, allowed = _ARGUMENTS[verb]
        if "resumptionToken" in given and "resumptionToken" in allowed:
            needed, allowed = set(), {"resumptionToken"}
        if repeated or given - needed - allowed or needed - given:
            wanted = ", ".join(sorted(needed | allowed)) or "no arguments"
            raise Problem("badArgument", f"{verb} takes {wanted}, each once.")
        element = Element(verb)
        _VERBS[verb](harvest, element)
        # With badVerb and badArgument the request's attributes are left out (section 3.2).
        for name, value in arguments.items():
            request.set(name, value)
        root.append(element)
    except Problem as problem:
        add(root, "error", problem.what, code=problem.code)
    return Response(document(root), media_type="text/xml")


def _identify(harvest: Harvest, element: Element) -> None:
    add(element, "repositoryName", "Izde")
    add(element, "baseURL", harvest.origin + "/oai")
    add(element, "protocolVersion", "2.0")
    add(element, "adminEmail", harvest.contact)
    dates = [moment(entry.indexed_at) for entry in harvest.snapshot.sources()]
    add(element, "earliestDatestamp", min(dates, default=now()))
    add(element, "deletedRecord", "transient")
    add(element, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _formats(harvest: Harvest, element: Element) -> None:
    if "identifier" in harvest.arguments:
        _find(harvest.snapshot, harvest.arguments["identifier"])
    for prefix, (schema, namespace) in FORMATS.items():
        described = add(element, "metadataFormat")
        add(described, "metadataPrefix", prefix)
        add(described, "schema", schema)
        add(described, "metadataNamespace", namespace)


def _sets(harvest: Harvest, element: Element) -> None:
    if "resumptionToken" in harvest.arguments:
        raise Problem("badResumptionToken", "The sets are listed at once.")
    names = {set_of(entry): name for entry in harvest.snapshot.sources() if (name := _journal(entry))}
    if not names:
        raise Problem("noSetHierarchy", "No issue of the library names its journal.")
    for spec, name in sorted(names.items()):
        described = add(element, "set")
        add(described, "setSpec", spec)
        add(described, "setName", name)


def _get(harvest: Harvest, element: Element) -> None:
    _known_format(harvest.arguments["metadataPrefix"])
    _record(
        harvest,
        _find(harvest.snapshot, harvest.arguments["identifier"]),
        harvest.arguments["metadataPrefix"],
        element,
    )


def _list(harvest: Harvest, element: Element) -> None:
    if "resumptionToken" in harvest.arguments:
        token = Token.read(harvest.arguments["resumptionToken"])
    else:
        first, last = harvest.arguments.get("from", ""), harvest.arguments.get("until", "")
        _check_dates(first, last)
        token = Token(harvest.arguments["metadataPrefix"], first, last, harvest.arguments.get("set", ""))
    _known_format(token.prefix)
    page: list[Listed] = []
    further = False
    for one in _listed(harvest.snapshot, token):
        if len(page) == PAGE:
            further = True
            break
        page.append(one)
    if not page:
        raise Problem("noRecordsMatch", "No record of the library is of these dates and this set.")
    for one in page:
        if harvest.arguments["verb"] == "ListIdentifiers":
            _header(one, element)
        else:
            _record(harvest, one, token.prefix, element)
    if further or token.seen:
        following = msgspec.structs.replace(token, after=page[-1].id, seen=token.seen + len(page))
        text = following.written() if further else ""
        add(element, "resumptionToken", text, cursor=str(token.seen))


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list,
    "ListRecords": _list,
}


def _listed(snapshot: Snapshot, token: Token) -> Iterator[Listed]:
    """What a list is of, in the order of ids, after the token's."""
    entries = {entry.source: entry for entry in snapshot.sources() if _is_of(entry, token)}
    gone = sorted((id, entry) for entry in entries.values() for id in entry.removed)
    deleted = iter([Listed(id, entry, True) for id, entry in gone if id > token.after])
    waiting = next(deleted, None)
    for id in snapshot.ids():
        if id <= token.after:
            continue
        entry = entries.get(snapshot.source_of(id) or "")
        while waiting is not None and waiting.id < id:
            yield waiting
            waiting = next(deleted, None)
        if entry is not None:
            yield Listed(id, entry, False)
    while waiting is not None:
        yield waiting
        waiting = next(deleted, None)


def _is_of(entry: SourceEntry, token: Token) -> bool:
    date = moment(entry.indexed_at)
    # A day stands for all of its seconds.
    first = token.first + "T00:00:00Z" if _DAY.fullmatch(token.first) else token.first
    last = token.last + "T23:59:59Z" if _DAY.fullmatch(token.last) else token.last
    in_set = not token.set or token.set == set_of(entry)
    return in_set and (not first or first <= date) and (not last or date <= last)


def _check_dates(first: str, last: str) -> None:
    shapes = {bool(_DAY.fullmatch(text)) for text in (first, last) if text}
    if any(text and not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)) for text in (first, last)):
        raise Problem("badArgument", "Dates are YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
    if len(shapes) > 1 or (first and last and first > last):
        raise Problem("badArgument", "'from' is not after 'until', and both are written alike.")


def _known_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise Problem("cannotDisseminateFormat", f"The formats are {' and '.join(FORMATS)}.")


def _find(snapshot: Snapshot, identifier: str) -> Listed:
    id = unquote(identifier.removeprefix(_PREFIX))
    if identifier.startswith(_PREFIX):
        source = snapshot.source_of(id)
        for entry in snapshot.sources():
            if entry.source == source or id in entry.removed:
                return Listed(id, entry, entry.source != source)
    raise Problem("idDoesNotExist", f"Nothing here is called {identifier}.")


def _header(one: Listed, parent: Element) -> None:
    header = add(parent, "header", **({"status": "deleted"} if one.deleted else {}))
    add(header, "identifier", _PREFIX + quote(one.id, safe=""))
    add(header, "datestamp", moment(one.entry.indexed_at))
    if _journal(one.entry):
        add(header, "setSpec", set_of(one.entry))


def _record(harvest: Harvest, one: Listed, prefix: str, parent: Element) -> None:
    record = add(parent, "record")
    _header(one, record)
    article = None if one.deleted else harvest.snapshot.article(one.id)
    if article is not None:
        metadata = add(record, "metadata")
        metadata.append(_dublin_core(article, harvest.origin) if prefix == "oai_dc" else _jats(article))


def _jats(article: Article) -> Element:
    root = ElementTree.fromstring(render_articles([article], "jats"))
    # JATS has no namespace; without one of its own it would be taken for the protocol's.
    root.set("xmlns", FORMATS["jats"][1])
    return root


def _dublin_core(article: Article, origin: str) -> Element:
    schema, namespace = FORMATS["oai_dc"]
    names = {"xmlns:oai_dc": namespace, "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    root = Element("oai_dc:dc", names | {"xsi:schemaLocation": f"{namespace} {schema}"})
    for language, title in article.title.items():
        add(root, "dc:title", title, lang=language)
    for author in article.authors:
        add(root, "dc:creator", author.name if author.corporate else printed_name(author.name).inverted)
    for language, words in article.keywords.items():
        for word in words:
            add(root, "dc:subject", word, lang=language)
    for language, text in article.abstracts.items():
        add(root, "dc:description", text, lang=language)
    date = (article.dates.published if article.dates else None) or (
        str(article.year) if article.year else None
    )
    if date:
        add(root, "dc:date", date)
    add(root, "dc:type", "info:eu-repo/semantics/article")
    add(root, "dc:identifier", origin + address("/article", article.id))
    if article.doi:
        add(root, "dc:identifier", f"https://doi.org/{article.doi}")
    for language, journal in article.journal.items():
        number = f", {article.year or ''} № {article.number}" if article.number else ""
        add(root, "dc:source", f"{journal}{number}", lang=language)
    if article.language:
        add(root, "dc:language", article.language)
    if article.licence:
        add(root, "dc:rights", article.licence)
    return root


def _journal(entry: SourceEntry) -> str:
    return in_language(entry.issue.journal) if entry.issue else ""


def set_of(entry: SourceEntry) -> str:
    """The set of a source's journal: its name in Latin letters, and a digest that keeps like names apart."""
    name = _journal(entry)
    latin = unicodedata.normalize("NFKD", "-".join(fold(word) for word in name.lower().split()))
    plain = re.sub(r"[^a-z0-9]+", "-", latin.encode("ascii", "ignore").decode()).strip("-")
    return f"{plain[:60].rstrip('-')}-{sha256(name.encode()).hexdigest()[:6]}"
