"""People: `author:` and --author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from izde.index.engine import And, Concept, Node, Not, Or, Snapshot, Space, Term
from izde.language import names
from izde.language.terms import Kind
from izde.search import syntax
from izde.search.readings import Origin, Reading

#: Keeps what is sought under a name (as typed, readings by key) and gives its concept's label.
Label = Callable[[str, Mapping[str, Reading]], str]


def surname_keys(word: str) -> tuple[str, ...]:
    """The keys of a surname or full given name that is typed among other words."""
    return (Kind.NAME.value + names.word_key(word),) if len(word) > 3 and word.isalpha() else ()


def author_node(snapshot: Snapshot, part: syntax.Syntax, label: Label) -> Node:
    """The articles of the person, or of the people in a formula of names."""
    if isinstance(part, syntax.Or):
        return Or(tuple(author_node(snapshot, one, label) for one in part.parts))
    if isinstance(part, syntax.And):
        return And(tuple(author_node(snapshot, one, label) for one in part.parts))
    if isinstance(part, syntax.Not):
        return And((Not(author_node(snapshot, part.part, label)),))
    return by_name(snapshot, " ".join(texts(part)), label)


def by_name(snapshot: Snapshot, name: str, label: Label) -> Node:
    """The articles of the person of this name: of the nearest spellings that there are."""
    mark = Kind.NAME.value

    def scan(prefix: str) -> Iterator[str]:
        for key, _ in snapshot.vocabulary(Space.AUTHOR, mark + prefix):
            yield key[len(mark) :]

    found = names.query(name).find(scan)
    readings = {mark + key: Reading(Origin.NAME, tier.weight) for key, tier in found}
    alternatives = tuple(Term(Space.AUTHOR, key, reading.weight) for key, reading in readings.items())
    if not alternatives:
        alternatives = (Term(Space.AUTHOR, mark + name),)
    return Concept(alternatives, label(name, readings))


def texts(part: syntax.Syntax) -> Iterator[str]:
    """The typed words of a part."""
    if isinstance(part, (syntax.Word, syntax.Quoted, syntax.Pattern, syntax.Fuzzy)):
        yield part.text
    elif isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
        for one in part.parts:
            yield from texts(one)
