"""The library's figures, counted once a commit: they take a pass over all records."""

from __future__ import annotations

from threading import Lock

from izde.engines.interface import Snapshot
from izde.search.statistics import Statistics, statistics


class Figures:
    """The figures of the commit that was asked for last."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: tuple[int, Statistics] | None = None

    def of(self, snapshot: Snapshot) -> Statistics:
        """The figures of a snapshot. Of several that ask at once, one counts and the others wait for it."""
        books = sorted(
            (entry.source, entry.checksum, entry.indexed_at, entry.articles) for entry in snapshot.sources()
        )
        state = hash(tuple(books))
        with self._lock:
            if self._known is None or self._known[0] != state:
                self._known = state, statistics(snapshot)
            return self._known[1]
