"""People: `author:` and --author."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from izde.engines.interface import And, Concept, Filters, Node, Not, Or, Snapshot, Space, Term
from izde.interface import _
from izde.language.names.spelling import key
from izde.language.patterns import pattern
from izde.language.terms import Kind
from izde.language.tokens import form
from izde.search import syntax
from izde.search.readings import Origin, Reading

#: Keeps what is sought under a name (as typed, readings by key) and gives its concept's label.
Label = Callable[[str, Mapping[str, Reading]], str]
#: Keeps a sentence for the person.
Note = Callable[[str], None]
#: So many names are named where nobody has the one that was typed.
_MOST_NAMED = 3
_PIECES = pattern(r"([*?])")


def surname_keys(word: str) -> tuple[str, ...]:
    """The keys of a surname or full given name that is typed among other words."""
    return (Kind.NAME.value + key(form(word)),) if len(word) > 3 and word.isalpha() else ()


def author_node(snapshot: Snapshot, part: syntax.Syntax, label: Label, note: Note) -> Node:
    """The articles of the person, or of the people in a formula of names."""
    if isinstance(part, syntax.Or):
        return Or(tuple(author_node(snapshot, one, label, note) for one in part.parts))
    if isinstance(part, syntax.And):
        return And(tuple(author_node(snapshot, one, label, note) for one in part.parts))
    if isinstance(part, syntax.Not):
        return And((Not(author_node(snapshot, part.part, label, note)),))
    if isinstance(part, syntax.Pattern):
        return _by_pattern(snapshot, part.text, label)
    return by_name(snapshot, " ".join(texts(part)), label, note)


def _by_pattern(snapshot: Snapshot, text: str, label: Label) -> Node:
    """The articles of the people with a surname or full given name that fits, in any script."""
    mark = Kind.NAME.value
    pieces = [piece if piece in "*?" else key(form(piece)) for piece in _PIECES().split(text) if piece]
    wildcards = {"*": ".*", "?": "."}
    fits = re.compile("".join(wildcards.get(piece) or re.escape(piece) for piece in pieces)).fullmatch
    start = pieces[0] if pieces[0] not in wildcards else ""
    # The keys of whole people, which have several parts, are no words.
    found = [
        term
        for term, _frequency in snapshot.vocabulary(Space.AUTHOR, mark + start)
        if fits(term[len(mark) :]) and "|" not in term
    ]
    readings = {term: Reading(Origin.NAME, 1.0) for term in found}
    return Concept(tuple(Term(Space.AUTHOR, term) for term in found), label(text, readings))


def by_name(snapshot: Snapshot, name: str, label: Label, note: Note) -> Node:
    """The articles of the person of this name: of the nearest spellings that there are."""
    from izde.language.names.index import query  # what takes names apart and compares them
    from izde.language.names.spelling import Tier

    mark = Kind.NAME.value

    def scan(prefix: str) -> Iterator[str]:
        for term, _frequency in snapshot.vocabulary(Space.AUTHOR, mark + prefix):
            yield term[len(mark) :]

    found = query(name).find(scan)
    readings = {mark + key: Reading(Origin.NAME, tier.weight) for key, tier in found}
    alternatives = tuple(Term(Space.AUTHOR, key, reading.weight) for key, reading in readings.items())
    if not alternatives:
        alternatives = (Term(Space.AUTHOR, mark + name),)
    elif all(one.tier > Tier.SKELETON for one in found):
        taken = _printed(snapshot, Concept(alternatives), {one.key for one in found})
        if taken:
            sentence = _("No author is called exactly {name}; the nearest: {names}.")
            note(sentence.format(name=name, names=", ".join(taken[:_MOST_NAMED])))
    return Concept(alternatives, label(name, readings))


def _printed(snapshot: Snapshot, concept: Concept, keys: Collection[str]) -> list[str]:
    """The names in print that the keys stand for, of the first articles that have them."""
    from izde.language.names.index import index_keys

    wanted = frozenset(keys)
    printed: dict[str, None] = {}
    for match in snapshot.search(concept, Filters(), _MOST_NAMED)[1]:
        card = snapshot.card(match.id)
        for author in card.authors if card is not None else ():
            spellings = dict.fromkeys((author.name, *author.names))
            if not wanted.isdisjoint(key for spelling in spellings for key in index_keys(spelling)):
                printed[author.name] = None
    return list(printed)


def texts(part: syntax.Syntax) -> Iterator[str]:
    """The typed words of a part."""
    if isinstance(part, (syntax.Word, syntax.Quoted, syntax.Pattern, syntax.Fuzzy)):
        yield part.text
    elif isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
        for one in part.parts:
            yield from texts(one)
