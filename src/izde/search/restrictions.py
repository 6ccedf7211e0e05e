"""The parts of a query that narrow its answer without scoring: language, year, journal, number, section, DOI.

Where such a part must hold, it becomes a filter. Under OR and NOT it cannot be one; then the articles that
it admits are looked up, and the boolean formula over them becomes one filter by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from izde.engines.interface import Filters, Node, Snapshot
from izde.language.letters.transliterate import fold
from izde.language.tokens import words
from izde.search import syntax
from izde.search.syntax import Field, Restriction

#: Facets that hold the names of journals and sections in all languages, and the values of the others.
_FACETS = {
    Field.LANGUAGE: "lang",
    Field.JOURNAL: "journal_names",
    Field.SECTION: "section_names",
    Field.NUMBER: "number",
    Field.DOI: "doi",
    Field.FUNDING: "funding",
}


def matching(snapshot: Snapshot, field: Field, text: str) -> tuple[str, ...]:
    """The values of a field's facet that a typed value means; names match by any part, in any script."""
    values = snapshot.facet(_FACETS[field])
    typed = " ".join(text.lower().split())
    if field is Field.LANGUAGE:
        return (typed,)
    if field is Field.DOI:
        typed = typed.removeprefix("https://doi.org/").removeprefix("doi:").strip()
        return tuple(value for value in values if value == typed) or tuple(
            value for value in values if value.startswith(typed)
        )
    if field is Field.NUMBER:
        return tuple(value for value in values if _is_number(typed, value.lower()))
    if field is Field.FUNDING:
        return tuple(value for value in values if _says(value, typed))
    wanted = [fold(word) for word in typed.split()]
    return tuple(value for value in values if _holds(value, wanted))


def _is_number(typed: str, value: str) -> bool:
    """`4`, `75` and `4 (75)` are all number `4 (75)`."""
    plain = "".join(character if character.isalnum() else " " for character in value).split()
    wanted = "".join(character if character.isalnum() else " " for character in typed).split()
    return value == typed or plain == wanted or (len(wanted) == 1 and wanted[0] in plain)


def _says(statement: str, typed: str) -> bool:
    """Whether a statement has all the typed words, each as one of its own begins, in any script."""
    said = [fold(word) for word in words(statement)]
    return all(any(one.startswith(fold(word)) for one in said) for word in words(typed))


def _holds(name: str, wanted: Sequence[str]) -> bool:
    words = [fold(word) for word in name.lower().replace("«", " ").replace("»", " ").split()]
    at = 0
    for part in wanted:
        at = next((i + 1 for i in range(at, len(words)) if words[i].startswith(part)), 0)
        if not at:
            return False
    return True


def as_filters(snapshot: Snapshot, restriction: Restriction, filters: Filters) -> Filters:
    """`filters` with the restriction added; a value that nothing has leaves no article."""
    if restriction.field is Field.YEAR:
        assert restriction.years is not None
        return msgspec.structs.replace(filters, years=_both(filters.years, restriction.years))
    name = _FACETS[restriction.field]
    return with_values(filters, name, matching(snapshot, restriction.field, restriction.text))


def with_values(filters: Filters, name: str, values: Sequence[str]) -> Filters:
    """`filters` with a facet narrowed to some values."""
    known = filters.facets.get(name)
    kept = tuple(values) if known is None else tuple(value for value in known if value in values)
    facets: Mapping[str, tuple[str, ...]] = {**filters.facets, name: kept}
    return msgspec.structs.replace(filters, facets=facets)


def _both(
    a: tuple[int | None, int | None] | None, b: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    if a is None:
        return b
    firsts = [year for year in (a[0], b[0]) if year is not None]
    lasts = [year for year in (a[1], b[1]) if year is not None]
    return max(firsts, default=None), min(lasts, default=None)


def separate(
    root: syntax.Syntax, filters: Filters, snapshot: Snapshot
) -> tuple[syntax.Syntax, Filters, syntax.Syntax | None]:
    """The scoring part of a query, the filters it implies, and what is left for `admitted`.

    The third is a formula in which restrictions stand under OR or NOT, None where there is none.
    """
    if isinstance(root, Restriction):
        return syntax.Everything(), as_filters(snapshot, root, filters), None
    if isinstance(root, (syntax.Words, syntax.And)):
        kept: list[syntax.Syntax] = []
        for part in root.parts:
            if isinstance(part, Restriction):
                filters = as_filters(snapshot, part, filters)
            else:
                kept.append(part)
        if not kept:
            return syntax.Everything(), filters, None
        root = kept[0] if len(kept) == 1 else type(root)(tuple(kept))
    return root, filters, root if restricts(root) else None


def restricts(part: syntax.Syntax) -> bool:
    """Whether a restriction stands anywhere in a part."""
    if isinstance(part, Restriction):
        return True
    if isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
        return any(restricts(one) for one in part.parts)
    return isinstance(part, syntax.Not) and restricts(part.part)


def admitted(
    formula: syntax.Syntax, snapshot: Snapshot, node_of: Callable[[syntax.Syntax], Node]
) -> set[str]:
    """The ids of the articles for which a formula with restrictions holds.

    `node_of` makes the engine's node of a part without restrictions.
    """

    def ids(node: Node | None, filters: Filters) -> set[str]:
        return {match.id for match in snapshot.search(node, filters, None)[1]}

    if isinstance(formula, Restriction):
        return ids(None, as_filters(snapshot, formula, Filters()))
    if not restricts(formula):
        return ids(node_of(formula), Filters())
    if isinstance(formula, syntax.Not):
        return ids(None, Filters()) - admitted(formula.part, snapshot, node_of)
    if isinstance(formula, (syntax.Words, syntax.And, syntax.Or)):
        sets = [admitted(part, snapshot, node_of) for part in formula.parts]
        return set.union(*sets) if isinstance(formula, syntax.Or) else set.intersection(*sets)
    return ids(None, Filters())


def scoring(formula: syntax.Syntax) -> Iterator[syntax.Syntax]:
    """The parts of such a formula that score."""
    if not restricts(formula):
        yield formula
    elif isinstance(formula, (syntax.Words, syntax.And, syntax.Or)):
        for part in formula.parts:
            yield from scoring(part)
