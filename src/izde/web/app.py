"""The server's routes, and how a request becomes an answer.

Each request opens the last commit, answers from it and closes it: what `izde index` commits is there for the
next one, and no answer mixes two commits. Addresses are meant to last: `/article/{id}`, `/issue/{source}`,
`/journal/{name}`, `/person/{name}`, `/keyword/{word}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl

import anyio
import anyio.to_thread
import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from izde.engines.interface import Snapshot
from izde.errors import IzdeError
from izde.index.library import Library
from izde.interface import _, speaking
from izde.model import Article
from izde.output.export import FORMATS, render_articles
from izde.output.export import suffix as suffix_of
from izde.output.statistics import FIGURES, picture
from izde.search.statistics import Statistics
from izde.web import feeds, holdings, negotiation, oai, pages
from izde.web.asking import Asked, address
from izde.web.figures import Figures
from izde.web.headers import SecurityHeaders
from izde.web.pages import Missing, Page
from izde.web.templates import render

#: Who reads the harvesters' mail where nobody is named (RFC 2606).
NOBODY = "nobody@example.invalid"
#: Bytes that are read of what a harvester sends.
MOST_SENT = 4000
#: So long may an answer take, in seconds; so many are worked on at once.
PATIENCE = 15.0
AT_ONCE = 16

#: Formats in which an article can be had, by the suffix of its address.
DOWNLOADS: dict[str, tuple[str, str]] = {
    ".bib": ("bibtex", "application/x-bibtex"),
    ".ris": ("ris", "application/x-research-info-systems"),
    ".csl.json": ("csl-json", "application/vnd.citationstyles.csl+json"),
    ".jats.xml": ("jats", "application/xml"),
}
_STATIC = {"style.css": "text/css", "letters.js": "text/javascript", "icon.svg": "image/svg+xml"}

Answer = Callable[[Snapshot, Request], "Page | Response"]


def create(library: Library, base: str = "", contact: str = NOBODY) -> Starlette:
    """The application for a library. `base` is the address under which readers reach it, where a server in
    front of it does not say (`https://library.example.kz`), `contact` whom harvesters may write to."""
    limiter = anyio.CapacityLimiter(AT_ONCE)
    figures = Figures()

    async def answered(request: Request, answer: Answer) -> Response:
        speech = negotiation.language(request)

        def work() -> Response:
            with speaking(speech), library.snapshot() as snapshot:
                found = answer(snapshot, request)
                return found if isinstance(found, Response) else shown(found, request)

        try:
            with anyio.fail_after(PATIENCE):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=limiter)
        except Missing:
            raise HTTPException(404) from None
        except TimeoutError:
            raise HTTPException(503) from None

    def route(path: str, answer: Answer) -> Route:
        async def endpoint(request: Request) -> Response:
            return await answered(request, answer)

        return Route(path, endpoint, methods=["GET", "HEAD"])

    async def harvest(request: Request) -> Response:
        # The protocol lets a harvester send its arguments either way (OAI-PMH 2.0, section 3.1.1).
        sent = await request.body() if request.method == "POST" else request.url.query.encode()
        pairs = parse_qsl(sent[:MOST_SENT].decode("utf-8", "replace"), keep_blank_values=True)
        arguments = dict(pairs)
        repeated = len(arguments) < len(pairs)

        def answer(snapshot: Snapshot, request: Request) -> Response:
            return oai.answer(oai.Harvest(snapshot, arguments, origin(request), contact), repeated)

        return await answered(request, answer)

    def origin(request: Request) -> str:
        return base.rstrip("/") or str(request.base_url).rstrip("/")

    def article(snapshot: Snapshot, request: Request) -> Page | Response:
        id = request.path_params["id"]
        if snapshot.card(id) is None:
            for suffix, (format_name, kind) in DOWNLOADS.items():
                record = snapshot.article(id.removesuffix(suffix)) if id.endswith(suffix) else None
                if record is not None:
                    return download(record, format_name, kind)
            if id.endswith(".pdf"):
                return pdf(snapshot, id.removesuffix(".pdf"))
            if id.endswith(".json"):
                return as_json(pages.article(snapshot, id.removesuffix(".json"), "en").data)
        return pages.article(snapshot, id, negotiation.language(request))

    def search(snapshot: Snapshot, request: Request) -> Page | Response:
        asked = Asked.of(request.query_params)
        letter = request.query_params.get("letter", "")
        if letter:  # a Kazakh letter, pressed where no script runs
            return RedirectResponse(address("/", **typing(request, asked.q + letter)), 303)
        return pages.results(snapshot, asked) if asked.anything else pages.home(snapshot, asked)

    routes = [
        route("/", lambda snapshot, request: pages.home(snapshot, Asked.of(request.query_params))),
        route("/search", search),
        route("/search.json", lambda snapshot, request: as_json(search(snapshot, request))),
        route("/search.atom", lambda s, r: feeds.of_search(s, Asked.of(r.query_params), origin(r))),
        route("/feed.atom", lambda s, r: feeds.of_issues(s, origin(r))),
        route("/article/{id:path}", article),
        route("/issue/{source:path}", lambda s, r: named(s, r, "source", pages.issue)),
        route("/journals", lambda s, _r: pages.journals(s)),
        route("/journal/{name:path}", lambda s, r: named(s, r, "name", pages.journal)),
        route("/people", lambda s, r: pages.people(s, prefix_of(r))),
        route(
            "/person/{name:path}",
            lambda s, r: listed(s, r, "name", pages.person),
        ),
        route("/keywords", lambda s, r: pages.keyword_list(s, prefix_of(r))),
        route(
            "/keyword/{word:path}",
            lambda s, r: listed(s, r, "word", pages.keyword),
        ),
        route("/about", lambda s, _r: pages.about(s)),
        route("/opensearch.xml", lambda _s, r: feeds.description(origin(r))),
        route("/stats", lambda s, _r: pages.stats(figures.of(s))),
        route("/stats/{name}.svg", lambda s, r: drawn(figures.of(s), r.path_params["name"])),
        Route("/oai", harvest, methods=["GET", "POST"]),
        route("/sitemap.xml", lambda s, r: feeds.sitemap(s, origin(r))),
        route("/robots.txt", lambda _s, r: feeds.robots(origin(r))),
        Route("/static/{name}", static, methods=["GET", "HEAD"]),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: refused, IzdeError: unusable},
    )


def shown(page: Page, request: Request) -> Response:
    """A page as HTML, or what is on it as JSON for programs."""
    if page.data is not None and negotiation.wants_json(request):
        return as_json(page.data)
    text = render(page.template, **page.values, **frame(request))
    return Response(text, media_type="text/html", headers={"Vary": "Accept, Accept-Language"})


def frame(request: Request) -> dict[str, Any]:
    """What every page's frame shows: its language, and its address in each other one."""
    ui = negotiation.chosen_language(request)
    here = dict(request.query_params)

    def link(path: str, *names: str, **parameters: str) -> str:
        return address(path, *names, **parameters, ui=ui)

    def in_other(language: str) -> str:
        return address(request.url.path, **(here | {"ui": language}))

    downloads = [(suffix, kind) for suffix, (_, kind) in DOWNLOADS.items()]
    return {
        "DOWNLOADS": downloads,
        "speech": negotiation.language(request),
        "ui": ui,
        "link": link,
        "in_other": in_other,
    }


def as_json(data: Any) -> Response:
    if isinstance(data, Response):
        return data
    if isinstance(data, Page):
        data = data.data
    return Response(msgspec.json.encode(data), media_type="application/json", headers={"Vary": "Accept"})


def named(
    snapshot: Snapshot, request: Request, part: str, page: Callable[[Snapshot, str], Page]
) -> Page | Response:
    """A page of what the part of the address names, or the same as JSON at `NAME.json`."""
    name = request.path_params[part]
    try:
        return page(snapshot, name)
    except Missing:
        if not name.endswith(".json"):
            raise
        return as_json(page(snapshot, name.removesuffix(".json")))


def listed(
    snapshot: Snapshot, request: Request, part: str, page: Callable[[Snapshot, str, Asked], Page]
) -> Page | Response:
    """The same for a page of hits, of which there may be several pages."""
    asked = Asked.of(request.query_params)
    return named(snapshot, request, part, lambda snapshot, name: page(snapshot, name, asked))


def drawn(figures: Statistics, name: str) -> Response:
    """A figure as a picture. Its styles stand in it, and nothing in it runs."""
    if name not in FIGURES:
        raise Missing
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(picture(figures, name), media_type="image/svg+xml", headers=policy)


def prefix_of(request: Request) -> str:
    return Asked.of({"q": request.query_params.get("prefix", "")}).q


def typing(request: Request, text: str) -> dict[str, str]:
    """The parameters of the first page with a text in its field."""
    return {"q": text, "ui": negotiation.chosen_language(request)}


def download(record: Article, format_name: str, kind: str) -> Response:
    name = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in record.id)
    name = name.encode("ascii", "replace").decode().replace("?", "_") + suffix_of(format_name)
    assert format_name in FORMATS
    return Response(
        render_articles([record], format_name),
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def pdf(snapshot: Snapshot, id: str) -> Response:
    """The issue's PDF, which the library's books name; never a file that a request names."""
    path = holdings.pdf_of(holdings.entry_of(snapshot, snapshot.source_of(id) or ""))
    if path is None:
        raise Missing
    return FileResponse(path, media_type="application/pdf", headers={"Content-Disposition": "inline"})


async def static(request: Request) -> Response:
    """One of the few files that pages need. They are named by what is in them, so they may be kept."""
    name = request.path_params["name"]
    if name not in _STATIC:
        raise HTTPException(404)
    content = resources.files("izde.web").joinpath("static").joinpath(name).read_bytes()
    return Response(
        content, media_type=_STATIC[name], headers={"Cache-Control": "public, max-age=31536000, immutable"}
    )


async def refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    with speaking(negotiation.language(request)):
        what = {
            404: _("There is nothing at this address."),
            405: _("This library can only be read."),
            503: _("The library is busy. Try again in a moment, or ask for less at once."),
        }.get(error.status_code, error.detail)
        return problem(request, error.status_code, what, error.headers)


async def unusable(request: Request, error: Exception) -> Response:
    """The library is missing, damaged, or being made anew: its own message says what to do."""
    assert isinstance(error, IzdeError)
    with speaking(negotiation.language(request)):
        return problem(request, 503, _("The library cannot be read just now."))


def problem(request: Request, status: int, what: str, headers: Mapping[str, str] | None = None) -> Response:
    if negotiation.wants_json(request):
        body = msgspec.json.encode({"error": what})
        return Response(body, status, media_type="application/json", headers=headers)
    text = render("problem.html", what=what, asked=Asked(), **frame(request))
    return Response(text, status, media_type="text/html", headers=headers)
