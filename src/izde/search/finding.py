"""A request in, a result out: parse, expand, ask the engine, and show what a person needs to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from izde.index.engine import Filters, Match, Order, Snapshot
from izde.interface import _
from izde.model import LANGUAGES, Article, Language
from izde.search import advice, explaining, facets, realwords, restrictions, syntax
from izde.search.expansion import Expander, Expansion, Sought
from izde.search.parser import parse
from izde.search.ranking import RANKING, Ranking
from izde.search.readings import Origin
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
        expansion = _expand(snapshot, request, query, filters, ranking, relaxed=True)
        total, matches = snapshot.search(expansion.node, expansion.filters, limit, order)
        if total:
            expansion.notes.append(
                _("No article has the phrase as quoted; its words were looked for instead.")
            )
    if not total and _is_doi(query.root):
        return rank(snapshot, msgspec.structs.replace(request, query=f"doi:{request.query.strip()}"), ranking)
    unknown = _unknown(expansion)
    if unknown and not request.exact:
        other = _with_another_layout(snapshot, request, unknown, filters, ranking)
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
            total, matches = _holders_first(snapshot, expansion, better.holding, limit, order)
    return Ranked(expansion, total, matches, order)


#: What does not show that a word is printed.
_UNSURE = frozenset({Origin.SLIP, Origin.START})


def _unknown(expansion: Expansion) -> set[str]:
    """The words of which nothing near is printed: at most what they may be slips for, or begin like."""
    return {
        sought.text.lower()
        for sought in expansion.sought
        if not sought.function_word
        and (
            not sought.found
            or (sought.readings and {one.origin for one in sought.readings.values()} <= _UNSURE)
        )
    }


#: What shows that a word is printed as it stands, or in another form.
_SURE = frozenset({Origin.FORM, Origin.LEMMA, Origin.NAME})


def _is_sure(sought: Sought) -> bool:
    return sought.found and any(reading.origin in _SURE for reading in sought.readings.values())


def _with_another_layout(
    snapshot: Snapshot, request: Request, unknown: set[str], filters: Filters, ranking: Ranking
) -> Expansion | None:
    """The query as typed on another keyboard layout: where each of its words is printed then, or else a
    long one of those that nobody printed as they stand, which keys struck at random do not make."""
    from izde.search import keyboards

    typed = request.query.lower()
    partly = None
    for text in keyboards.readings(request.query, unknown):
        other = _expand(snapshot, request, parse(text), filters, ranking)
        words = [sought for sought in other.sought if not sought.function_word]
        right = not _unknown(other) and all(map(_is_sure, words))
        telling = any(
            len(sought.text) >= keyboards.TELLING and sought.text.lower() not in typed and _is_sure(sought)
            for sought in words
        )
        if right or (telling and partly is None):
            other.notes.append(advice.suggested(text))
            if right:
                return other
            partly = other
    return partly


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


def _holders_first(
    snapshot: Snapshot, expansion: Expansion, holding: frozenset[str], limit: int, order: Order
) -> tuple[int, list[Match]]:
    """The articles that hold all the words as typed, then what only a correction of one of them finds."""
    node, filters = expansion.node, expansion.filters
    if order is not Order.RELEVANCE or not holding:
        return snapshot.search(node, filters, limit, order)
    total, matches = snapshot.search(node, filters, limit + len(holding), order)
    first = snapshot.search(node, realwords.narrowed(filters, holding), None, order)[1]
    rest = [match for match in matches if match.id not in holding]
    if first and rest and rest[0].score >= first[-1].score:
        # The order of scores is the order of the answer, for whoever sorts by them again.
        factor = 0.99 * first[-1].score / rest[0].score
        rest = [
            Match(
                match.id,
                match.score * factor,
                tuple((label, key, share * factor) for label, key, share in match.parts),
            )
            for match in rest
        ]
    return total, [*first, *rest][:limit]


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
    hits = []
    for match in ranked.matches[request.offset :]:
        card = snapshot.card(match.id)
        if card is not None:
            # In the order of titles, the title that is shown is the one that its place is due to.
            asked = None if ranked.order is Order.TITLE else expansion.language
            hits.append(_hit(snapshot, card, match, expansion, asked, explain=request.explain))
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


def _hit(
    snapshot: Snapshot,
    card: Article,
    match: Match,
    expansion: Expansion,
    asked: Language | None,
    *,
    explain: bool,
) -> Hit:
    shown = _shown(card, asked)
    passages = snippets(card, _wanted(match, expansion), shown, lambda: _body(snapshot, card.id))
    hit = Hit.of(card, match.score, shown)
    hit.snippets = passages
    hit.why = explaining.why(card, match, expansion, passages)
    hit.explanation = explaining.score(match, expansion) if explain else []
    return hit


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
            if reading.origin is Origin.NAME:
                # No text is analyzed to the key of a person; a search for an author needs no analyzer.
                continue
            # The typed word and its other forms are marked even where a translation counted for more.
            if reading.weight >= least and (counted.translates or not reading.translates):
                for single in other.split(" "):
                    known = wanted.get(single)
                    if known is None or known.weight < reading.weight:
                        wanted[single] = Wanted(number, reading.weight, reading.translates)
    return wanted
