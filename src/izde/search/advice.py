"""What to tell a person whose words are not in the library, or not as they typed them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from izde.engines.interface import Filters, Snapshot, Space
from izde.interface import N_, _, grouped, ngettext
from izde.language.terms import Kind
from izde.search import spelling
from izde.search.expansion import Expansion

#: So many words of the vocabulary are named as the nearest ones.
_NEAREST = 5
_WITHOUT_FACET = {
    "lang": N_("Without the restriction on the language there would be {articles}."),
    "journal_names": N_("Without the restriction on the journal there would be {articles}."),
    "section_names": N_("Without the restriction on the section there would be {articles}."),
    "number": N_("Without the restriction on the number there would be {articles}."),
    "doi": N_("Without the restriction on the DOI there would be {articles}."),
    "funding": N_("Without the restriction on the funding there would be {articles}."),
}


def did_you_mean(query: str, corrected: Mapping[str, str]) -> str:
    """The query with its likely slips put right."""
    suggestion = query
    for typed, word in corrected.items():
        suggestion = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", word, suggestion, flags=re.IGNORECASE)
    if suggestion == query:
        suggestion = ", ".join(
            _("{word} (for {typed})").format(word=word, typed=typed) for typed, word in corrected.items()
        )
    return suggested(suggestion)


def suggested(query: str) -> str:
    """Another query that was answered in place of the typed one."""
    return _("Did you mean: {suggestion}?").format(suggestion=query)


def missing(expansion: Expansion) -> list[str]:
    """The words of an answered query that stand in no article, in any form or language."""
    words = [
        sought.text
        for sought in expansion.words
        if not sought.found and not any(reading.translates for reading in sought.readings.values())
    ]
    return [_("No article holds {words}.").format(words=_listed(words))] if words else []


def nothing_found(snapshot: Snapshot, expansion: Expansion) -> list[str]:
    """Why nothing was found: names that nobody has, words that nothing holds with the nearest that something
    does, and the filters."""
    notes = []
    nobody = [sought.text for sought in expansion.sought if sought.name and not sought.found]
    if nobody:
        notes.append(_("No author is called {names}.").format(names=_listed(nobody)))
    missing = [sought.text for sought in expansion.sought if not sought.name and not sought.found]
    if missing:
        notes.append(_("No article holds {words}.").format(words=_listed(missing)))
    for word in missing:
        near = _nearest(snapshot, word.strip("“”").lower())
        if near:
            notes.append(_("Nearest to {word}: {words}.").format(word=word, words=", ".join(near)))
    notes += _emptied(snapshot, expansion)
    if not notes:
        understood = list(dict.fromkeys(s.text for s in expansion.sought if not s.function_word))
        if len(understood) > 1:
            notes.append(
                _("There are articles with {words}, but none that fits all of the query.").format(
                    words=_listed(understood)
                )
            )
        elif not len(snapshot):
            notes.append(_("The library is empty. Run 'izde index PATH' to add issues."))
    return notes


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + _(" or ") + words[-1]


def _nearest(snapshot: Snapshot, word: str) -> list[str]:
    """Words that begin alike or are two edits away."""
    mark = Kind.FORM.value
    length = len(mark)

    def vocabulary(prefix: str) -> list[tuple[str, int]]:
        return [(key[length:], count) for key, count in snapshot.vocabulary(Space.ALL, mark + prefix)]

    found = [candidate.word for candidate in spelling.near(word, vocabulary, 2, _NEAREST)]
    if len(found) < _NEAREST and len(word) >= 4:
        alike = sorted(vocabulary(word[: max(4, len(word) - 3)]), key=lambda item: -item[1])
        found += [other for other, count in alike if other not in found and other != word]
    return found[:_NEAREST]


def _emptied(snapshot: Snapshot, expansion: Expansion) -> list[str]:
    """Which filter leaves nothing of what the words alone find."""
    filters = expansion.filters
    names: list[tuple[str, Filters]] = []
    if filters.years is not None:
        without_years = _("Without the restriction on the years there would be {articles}.")
        names.append((without_years, msgspec.structs.replace(filters, years=None)))
    for name in filters.facets:
        others = {key: values for key, values in filters.facets.items() if key != name}
        names.append((_(_WITHOUT_FACET[name]), msgspec.structs.replace(filters, facets=others)))
    notes = []
    for note, without in names:
        total = snapshot.search(expansion.node, without, 1)[0]
        if total:
            notes.append(note.format(articles=_articles(total)))
    if not notes and len(names) > 1:
        total = snapshot.search(expansion.node, Filters(ids=filters.ids), 1)[0]
        if total:
            note = _("Without any restriction there would be {articles}.")
            notes.append(note.format(articles=_articles(total)))
    return notes


def _articles(count: int) -> str:
    return ngettext("{count} article", "{count} articles", count).format(count=grouped(count))
