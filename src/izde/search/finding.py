"""A request in, a result out: parse, expand, ask the engine, and show what a person needs to choose.

Where the engine finds nothing, or the words seem to be typed wrong, the query is read in another way and
asked again: a phrase as plain words, a DOI as one, the words on another keyboard layout
(`izde.search.layouts`), a word as the one that it is a slip for (`izde.search.realwords`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from izde.engines.interface import Filters, Match, Order, Snapshot
from izde.interface import _
from izde.search import advice, hits, realwords, restrictions, syntax
from izde.search.expansion import Expander, Expansion
from izde.search.inquiry import unknown
from izde.search.parser import parse
from izde.search.ranking import RANKING, Ranking
from izde.search.results import Request, Result
from izde.search.syntax import Everything, Field, Query, Restriction

_ORDERS = {order.value: order for order in Order}


class Ranked(msgspec.Struct, frozen=True):
    """The engine's answer, and what was asked of it."""

    expansion: Expansion
    total: int
    matches: list[Match]
    order: Order


def rank(snapshot: Snapshot, request: Request, ranking: Ranking = RANKING) -> Ranked:
    """The first `offset + limit` articles of a request, with nothing made of them yet."""
    query = parse(request.query)
    filters = _filters(snapshot, request)
    order = _ORDERS[request.sort]
    if order is Order.RELEVANCE and isinstance(query.root, Everything) and not request.author:
        order = Order.NEWEST
    limit = request.offset + request.limit
    expansion = _expand(snapshot, request, query, filters, ranking)
    total, matches = snapshot.search(expansion.node, expansion.filters, limit, order)
    if not total and expansion.quoted:
        expansion = _expand(snapshot, request, query, filters, ranking, relaxed=True)
        total, matches = snapshot.search(expansion.node, expansion.filters, limit, order)
        if total:
            expansion.notes.append(
                _("No article has the phrase as quoted; its words were looked for instead.")
            )
    if not total and _is_doi(query.root):
        return rank(snapshot, msgspec.structs.replace(request, query=f"doi:{request.query.strip()}"), ranking)
    wrong = unknown(expansion.sought)
    if wrong and not request.exact:
        from izde.search import layouts

        other = layouts.reread(
            request.query, wrong, lambda text: _expand(snapshot, request, parse(text), filters, ranking)
        )
        if other is not None:
            found = snapshot.search(other.node, other.filters, limit, order)
            if found[0]:
                return Ranked(other, *found, order)
    if not request.exact and _goes_together(query.root):
        asked = [realwords.Asked(sought.text, sought.readings) for sought in expansion.words if sought.found]
        better = realwords.correction(snapshot, asked, expansion.filters)
        if better is not None:
            expansion = _expand(
                snapshot, request, query, filters, ranking, meant={better.typed: better.words}
            )
            total, matches = realwords.holders_first(
                snapshot, expansion.node, expansion.filters, better.holding, limit, order
            )
    return Ranked(expansion, total, matches, order)


def _is_doi(part: syntax.Syntax) -> bool:
    """Whether a query is an article's DOI, with or without the address of the resolver."""
    if not isinstance(part, syntax.Word):
        return False
    registrant, stroke, _name = part.text.lower().removeprefix("https://doi.org/").partition("/")
    return bool(stroke) and registrant.startswith("10.") and registrant[3:].isdigit()


def _goes_together(part: syntax.Syntax) -> bool:
    """Whether a query is of plain words that one article should hold, whatever narrows it beside them."""
    if isinstance(part, (syntax.Words, syntax.And)):
        return all(_goes_together(one) for one in part.parts)
    return isinstance(part, (syntax.Word, syntax.Restriction))


def find(snapshot: Snapshot, request: Request, ranking: Ranking = RANKING) -> Result:
    """Answer a request. No query raises; what could not be understood is said in the notes."""
    ranked = rank(snapshot, request, ranking)
    expansion = ranked.expansion
    notes = list(expansion.notes)
    if expansion.corrected:
        notes.append(advice.did_you_mean(request.query, expansion.corrected))
    if request.query.strip() not in ("", "*") and isinstance(parse(request.query).root, Everything):
        notes.append(_("There is no word in the query to look for; every article fits."))
    notes += advice.missing(expansion) if ranked.total else advice.nothing_found(snapshot, expansion)
    found = []
    for match in ranked.matches[request.offset :]:
        card = snapshot.card(match.id)
        if card is not None:
            # In the order of titles, the title that is shown is the one that its place is due to.
            asked = None if ranked.order is Order.TITLE else expansion.language
            found.append(hits.hit(snapshot, card, match, expansion, asked, explain=request.explain))
    counted = {}
    if request.facets:
        from izde.search import facets

        counted = facets.counts(snapshot, request.facets, expansion.node, expansion.filters)
    return Result(request.query, ranked.total, list(dict.fromkeys(notes)), found, counted)


def _expand(
    snapshot: Snapshot,
    request: Request,
    query: Query,
    filters: Filters,
    ranking: Ranking,
    *,
    relaxed: bool = False,
    meant: Mapping[str, Sequence[str]] | None = None,
) -> Expansion:
    expander = Expander(
        snapshot, exact=request.exact, translate=request.translate, ranking=ranking, meant=meant
    )
    author = request.author.encode("utf-8", "replace").decode("utf-8") if request.author else None
    return expander.expand(query, filters, author=author, relaxed=relaxed)


def _filters(snapshot: Snapshot, request: Request) -> Filters:
    filters = Filters(years=request.years)
    if request.languages:
        filters = restrictions.with_values(filters, "lang", request.languages)
    for field, text in ((Field.JOURNAL, request.journal), (Field.SECTION, request.section)):
        if text:
            filters = restrictions.as_filters(snapshot, Restriction(field, text), filters)
    return filters
