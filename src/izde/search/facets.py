"""Counts of the hits by author, journal, year, language, section or keyword."""

from __future__ import annotations

from collections.abc import Sequence

from izde.engines.interface import Filters, Node, Snapshot

#: So many values of a facet are given, the most frequent first; years all.
MOST = 20


def counts(
    snapshot: Snapshot, names: Sequence[str], query: Node | None, filters: Filters
) -> dict[str, list[tuple[str, int]]]:
    """How many of the matching articles have each value; years in order, else the most frequent first."""
    return {name: _ordered(name, values) for name, values in snapshot.facets(names, query, filters).items()}


def _ordered(name: str, values: dict[str, int]) -> list[tuple[str, int]]:
    if name == "year":
        return sorted(values.items(), reverse=True)
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))[:MOST]
