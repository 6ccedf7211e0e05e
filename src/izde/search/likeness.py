"""Articles like a given one: its most telling terms, asked for all at once."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from izde.engines.interface import Concept, Filters, Or, Snapshot, Space, Term, idf
from izde.errors import UnknownId
from izde.interface import _
from izde.language import stopwords
from izde.language.analyzers import analyze
from izde.language.terms import Kind
from izde.model import Article, Language
from izde.search.results import Hit, Result

#: So many terms are asked for; more would only slow the answer down.
_TERMS = 30
#: How much a mention in a field counts beside the others.
_TITLE, _KEYWORD, _ABSTRACT = 3.0, 3.0, 1.0
#: So many shared terms are named as the reason.
_NAMED = 6


def similar(snapshot: Snapshot, id: str, limit: int) -> Result:
    """The articles that share most of the telling words of this one's titles, keywords and abstracts.

    A term's weight is its frequency there times its idf. Terms of a field count in any language: an
    article that has its title in three languages is asked for in three. Raises UnknownId for an id that
    no article has.
    """
    article = snapshot.card(id)
    if article is None:
        raise UnknownId(id)
    terms = _telling(snapshot, article)
    if not terms:
        return Result(f"similar:{id}", 0, [_("The article has no title, keywords or abstract to go by.")], [])
    heaviest = max(term.weight for term in terms)
    concepts = [
        Concept((Term(Space.ALL, term.key),), term.printed, importance=term.weight / heaviest)
        for term in terms
    ]
    total, matches = snapshot.search(Or(tuple(concepts)), Filters(), limit + 1)
    hits = []
    for match in [match for match in matches if match.id != id][:limit]:
        card = snapshot.card(match.id)
        if card is None:
            continue
        shown = next(
            (each for each in (article.language, card.language) if each and card.title.get(each)), None
        )
        shared = sorted(match.parts, key=lambda part: -part[2])[:_NAMED]
        hit = Hit.of(card, match.score, shown or next(iter(card.title), None))
        hit.why = [_("shares {words}").format(words=", ".join(label for label, *_rest in shared))]
        hits.append(hit)
    return Result(f"similar:{id}", max(total - 1, 0), [], hits)


class _Telling(NamedTuple):
    """A term of an article, one of the words that it is printed as, and how much it tells."""

    key: str
    printed: str
    weight: float


def _telling(snapshot: Snapshot, article: Article) -> list[_Telling]:
    frequencies: defaultdict[str, float] = defaultdict(float)
    printed: dict[str, str] = {}

    def count(text: str, language: Language, weight: float) -> None:
        for term in analyze(text, language):
            if term.kind is Kind.LEMMA:
                frequencies[term.text] += weight
                printed.setdefault(term.text, text[term.start : term.end].lower())

    for language, keywords in article.keywords.items():
        for keyword in keywords:
            count(keyword, language, _KEYWORD)
    for texts, weight in ((article.title, _TITLE), (article.abstracts, _ABSTRACT)):
        for language, text in texts.items():
            count(text, language, weight)
    articles = len(snapshot)
    weighed = []
    # Rare words of an abstract tell less than the frequent ones: only those are looked up in the index.
    frequent = sorted(frequencies.items(), key=lambda item: -item[1])[: 4 * _TERMS]
    for word, frequency in frequent:
        if len(word) < 3 or word.isdigit() or stopwords.is_stopword(word):
            continue
        found = snapshot.frequency(Space.ALL, word)
        # A word that only this article has finds no other.
        if found > 1:
            weighed.append(_Telling(word, printed[word], frequency**0.5 * idf(articles, found)))
    weighed.sort(key=lambda term: (-term.weight, term.key))
    return weighed[:_TERMS]
