"""Finding the article that an id on the command line means."""

from __future__ import annotations

import itertools

from izde.engines.interface import Snapshot
from izde.errors import AmbiguousId, UnknownId
from izde.model import Article


def find_article(snapshot: Snapshot, id: str) -> Article:
    """The article with this id, or the only one whose id begins so.

    Raises UnknownId where there is none and AmbiguousId where there are several.
    """
    id = id.encode("utf-8", "replace").decode()  # an argument may be any bytes
    article = snapshot.article(id)
    if article is not None:
        return article
    candidates = list(itertools.islice(snapshot.ids(id), 6))
    if not candidates:
        raise UnknownId(id)
    if len(candidates) > 1:
        raise AmbiguousId(id, candidates)
    article = snapshot.article(candidates[0])
    assert article is not None, "an id that the snapshot lists has a record"
    return article
