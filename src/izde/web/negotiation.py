"""Which language and which form a reader wants: by the address, else by what the browser says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from izde.model import LANGUAGES, Language


def language(request: Request) -> Language:
    """The language of the pages: `?ui=` of the address, else the first of the browser's that there is."""
    chosen = request.query_params.get("ui", "")
    for one in (chosen, *_preferred(request.headers.get("accept-language", ""))):
        for known in LANGUAGES:
            if one.lower().partition("-")[0] == known:
                return known
    return "en"


def chosen_language(request: Request) -> str:
    """The language that the address asks for, to be carried along in links; empty where it asks for none."""
    chosen = request.query_params.get("ui", "")
    return chosen if chosen in LANGUAGES else ""


def wants_json(request: Request) -> bool:
    """Whether the reader is a program that would rather have JSON than a page."""
    for kind in _preferred(request.headers.get("accept", "")):
        if kind in ("application/json", "text/html", "application/xhtml+xml"):
            return kind == "application/json"
    return False


def _preferred(header: str) -> Iterator[str]:
    """The values of a header such as `kk, ru;q=0.8`, best first, without refused ones (RFC 9110, 12.4.2)."""
    weighed: list[tuple[float, str]] = []
    for part in header[:1000].split(","):
        value, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, number = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = float(number)
                except ValueError:
                    weight = 0.0
        if value and weight > 0:
            weighed.append((-weight, value))
    return (value for _, value in sorted(weighed, key=lambda pair: pair[0]))
