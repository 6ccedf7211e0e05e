"""People: `author:` and --author."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from izde.index.engine import And, Concept, Node, Not, Or, Snapshot, Space, Term
from izde.language import tokens
from izde.language.terms import Kind
from izde.language.transliterate import fold
from izde.search import syntax
from izde.search.readings import Origin, Reading

#: Keeps what is sought under a name (as typed, readings by key) and gives its concept's label.
Label = Callable[[str, Mapping[str, Reading]], str]


def surname_keys(word: str) -> tuple[str, ...]:
    """The keys of a surname that is typed among other words."""
    return (Kind.FOLD.value + fold(word),) if len(word) > 3 else ()


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
    """The articles of the person of this name."""
    words = [token.text for token in tokens.tokenize(name)]
    concepts = []
    for word in words:
        if len(word) > 2 or len(words) == 1:
            key = Kind.FOLD.value + fold(word)
            readings = {key: Reading(Origin.NAME, 1.0)} if snapshot.frequency(Space.AUTHOR, key) else {}
            concepts.append(Concept((Term(Space.AUTHOR, key),), label(word, readings)))
    return concepts[0] if len(concepts) == 1 else And(tuple(concepts)) if concepts else Not(And(()))


def texts(part: syntax.Syntax) -> Iterator[str]:
    """The typed words of a part."""
    if isinstance(part, (syntax.Word, syntax.Quoted, syntax.Pattern, syntax.Fuzzy)):
        yield part.text
    elif isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
        for one in part.parts:
            yield from texts(one)
