"""A request in, a result out: parse, expand, ask the engine, and show what a person needs to choose.

Where the engine finds nothing, or the words seem to be typed wrong, the query is read in another way and
asked again (`izde.search.rereadings`).
"""

from __future__ import annotations

import msgspec

from izde.engines.interface import Filters, Match, Order, Snapshot
from izde.interface import _
from izde.search import advice, hits, rereadings, restrictions
from izde.search.expansion import Expansion
from izde.search.parser import parse
from izde.search.ranking import RANKING, Ranking
from izde.search.results import Request, Result
from izde.search.syntax import Everything, Field, Restriction

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
    order = _ORDERS[request.sort]
    if order is Order.RELEVANCE and isinstance(query.root, Everything) and not request.author:
        order = Order.NEWEST
    asking = rereadings.Asking(snapshot, request, query, _filters(snapshot, request), order, ranking)
    found = rereadings.answer(asking)
    return Ranked(found.expansion, found.total, found.matches, order)


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


def _filters(snapshot: Snapshot, request: Request) -> Filters:
    filters = Filters(years=request.years)
    if request.languages:
        filters = restrictions.with_values(filters, "lang", request.languages)
    for field, text in ((Field.JOURNAL, request.journal), (Field.SECTION, request.section)):
        if text:
            filters = restrictions.as_filters(snapshot, Restriction(field, text), filters)
    return filters
