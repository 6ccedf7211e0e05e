"""A request in, a result out: parse, expand, ask the engine, and show what a person needs to choose."""

from __future__ import annotations

import msgspec

from izde.index.engine import Filters, Match, Order, Snapshot
from izde.interface import _
from izde.model import LANGUAGES, Article, Language
from izde.search import advice, explaining, facets, restrictions
from izde.search.expansion import Expander, Expansion
from izde.search.parser import parse
from izde.search.ranking import RANKING, Ranking
from izde.search.results import Hit, Request, Result
from izde.search.snippets import Wanted, snippets
from izde.search.syntax import Everything, Field, Query, Restriction

_ORDERS = {order.value: order for order in Order}
#: Readings so much weaker than the one that counted are not marked in a passage.
_MARKED = 0.6


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
        loose = _expand(snapshot, request, query, filters, ranking, relaxed=True)
        total, matches = snapshot.search(loose.node, loose.filters, limit, order)
        if total:
            loose.notes.append(_("No article has the phrase as quoted; its words were looked for instead."))
            expansion = loose
    return Ranked(expansion, total, matches, order)


def find(snapshot: Snapshot, request: Request, ranking: Ranking = RANKING) -> Result:
    """Answer a request. No query raises; what could not be understood is said in the notes."""
    ranked = rank(snapshot, request, ranking)
    expansion = ranked.expansion
    notes = list(expansion.notes)
    if expansion.corrected:
        notes.append(advice.did_you_mean(request.query, expansion.corrected))
    if not ranked.total:
        notes += advice.nothing_found(snapshot, expansion)
    hits = []
    for match in ranked.matches[request.offset :]:
        card = snapshot.card(match.id)
        if card is not None:
            hits.append(_hit(snapshot, card, match, expansion, explain=request.explain))
    counted = {}
    if request.facets:
        counted = facets.counts(snapshot, request.facets, expansion.node, expansion.filters)
    return Result(request.query, ranked.total, list(dict.fromkeys(notes)), hits, counted)


def _expand(
    snapshot: Snapshot,
    request: Request,
    query: Query,
    filters: Filters,
    ranking: Ranking,
    *,
    relaxed: bool = False,
) -> Expansion:
    expander = Expander(snapshot, exact=request.exact, translate=request.translate, ranking=ranking)
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


def _hit(snapshot: Snapshot, card: Article, match: Match, expansion: Expansion, *, explain: bool) -> Hit:
    shown = _shown(card, expansion.language)
    passages = snippets(card, _wanted(match, expansion), shown, lambda: _body(snapshot, card.id))
    return Hit(
        id=card.id,
        score=round(match.score, 6),
        title=card.title,
        authors=card.authors,
        journal=card.journal,
        year=card.year,
        number=card.number,
        pages=card.pages,
        language=card.language,
        shown=shown,
        snippets=passages,
        why=explaining.why(card, match, expansion, passages),
        explanation=explaining.score(match, expansion) if explain else [],
    )


def _body(snapshot: Snapshot, id: str) -> str:
    article = snapshot.article(id)
    return article.body if article is not None else ""


def _shown(card: Article, asked: Language | None) -> Language | None:
    """The language in which an article is shown: the one asked in, its own, or any that it has."""
    for language in (asked, card.language, *LANGUAGES):
        if language is not None and card.title.get(language):
            return language
    return card.language


def _wanted(match: Match, expansion: Expansion) -> dict[str, Wanted]:
    """The terms to mark: for each concept those that are about as near as the one that counted."""
    wanted: dict[str, Wanted] = {}
    for label, key, _share in match.parts:
        if label.startswith("+"):
            continue
        number = int(label)
        readings = expansion.sought[number].readings
        if expansion.sought[number].function_word or key not in readings:
            continue
        counted = readings[key]
        least = counted.weight * _MARKED
        for other, reading in readings.items():
            # The typed word and its other forms are marked even where a translation counted for more.
            if reading.weight >= least and (counted.translates or not reading.translates):
                for single in other.split(" "):
                    known = wanted.get(single)
                    if known is None or known.weight < reading.weight:
                        wanted[single] = Wanted(number, reading.weight, reading.translates)
    return wanted
