"""Counts of the hits by author, journal, year, language, section or keyword."""

from __future__ import annotations

from collections.abc import Sequence

from izde.index.engine import Snapshot

#: So many values of a facet are given, the most frequent first; years all.
MOST = 20


def counts(snapshot: Snapshot, name: str, ids: Sequence[str] | None) -> list[tuple[str, int]]:
    """How many of the articles have each value of the facet; years in order, else the most frequent first."""
    values = snapshot.facet(name, ids)
    if name == "year":
        return sorted(values.items(), reverse=True)
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))[:MOST]
