"""A query string in, ranked hits out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from izde.engines.interface import Snapshot
    from izde.search.results import Request, Result

__all__ = ["search", "similar"]


def search(snapshot: Snapshot, request: Request) -> Result:
    """Answer a request: the best articles with passages, why they were found, counts and notes.

    Never raises for a query, whatever it is: what cannot be read as typed is read as plain words.
    """
    from izde.search.finding import find

    return find(snapshot, request)


def similar(snapshot: Snapshot, id: str, *, limit: int = 10) -> Result:
    """Articles like the one with this id, by the words of its titles, keywords and abstracts.

    Raises UnknownId where there is no such article.
    """
    from izde.search.likeness import similar as find_similar

    return find_similar(snapshot, id, limit)
