"""A match made into a hit: the title in the language asked in, passages with marks, and why it was found."""

from __future__ import annotations

from izde.engines.interface import Match, Snapshot
from izde.model import LANGUAGES, Article, Language
from izde.search import explaining
from izde.search.expansion import Expansion
from izde.search.readings import Origin
from izde.search.results import Hit
from izde.search.snippets import Wanted, snippets

#: Readings so much weaker than the one that counted are not marked in a passage.
_MARKED = 0.6


def hit(
    snapshot: Snapshot,
    card: Article,
    match: Match,
    expansion: Expansion,
    asked: Language | None,
    *,
    explain: bool,
) -> Hit:
    """The hit that a match is, shown in the language `asked` in where the article has that one."""
    shown = _shown(card, asked)
    passages = snippets(card, _wanted(match, expansion), shown, lambda: _body(snapshot, card.id))
    found = Hit.of(card, match.score, shown)
    found.snippets = passages
    found.why = explaining.why(card, match, expansion, passages)
    found.explanation = explaining.score(match, expansion) if explain else []
    return found


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
            if reading.origin is Origin.NAME and expansion.sought[number].name:
                # No text is analyzed to the key of a person; a search for an author needs no analyzer.
                continue
            # The typed word and its other forms are marked even where a translation counted for more.
            if reading.weight >= least and (counted.translates or not reading.translates):
                for single in other.split(" "):
                    known = wanted.get(single)
                    if known is None or known.weight < reading.weight:
                        wanted[single] = Wanted(number, reading.weight, reading.translates)
    return wanted
