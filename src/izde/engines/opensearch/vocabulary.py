"""The terms that the library has or once had, in an index of their own, to be scanned by prefix.

OpenSearch lists the values of a field by aggregation, which costs as much as all values of all documents. So
each key is a small document here, sorted, and never taken out: how many articles hold it, and so whether any
still does, is counted in the index of articles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from izde.engines.opensearch import schema
from izde.engines.opensearch.cluster import Cluster

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": False,
    "_source": {"enabled": False},
    "properties": {"key": {"type": "keyword"}},
}
SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",
    "sort.field": "key",
}
#: What the keys of the glossary begin with here, and no other key.
_GLOSSARY: Final = "\x01"
#: So many keys of this process are remembered to be there.
_REMEMBERED: Final = 300_000
#: So many keys are asked for at once, and beginnings of so many characters at least.
_TOGETHER: Final = 2000
_SHORTEST: Final = 2
#: Behind every character that a key may go on with.
_LAST: Final = "\U0010ffff"


def name(index: str | None) -> str:
    """The index of terms that belongs to an index of articles."""
    return f"{index}-terms"


def stored(key: str, glossary: bool) -> str:
    return (_GLOSSARY if glossary else "") + schema.term(key)


_there: dict[str, set[str]] = {}


def unknown(cluster: Cluster, keys: Iterable[str]) -> list[str]:
    """Those of some stored keys that this process has not entered yet."""
    known = _there.setdefault(cluster.name or "", set())
    return [key for key in keys if key not in known]


def entered(cluster: Cluster, keys: Iterable[str]) -> None:
    """Remember what is there now."""
    known = _there.setdefault(cluster.name or "", set())
    if len(known) > _REMEMBERED:
        known.clear()
    known.update(keys)


def action(key: str) -> tuple[bytes, bytes]:
    """What enters a key: it is left alone where it is there."""
    head = {"create": {"_id": schema.digest(key)}}
    return msgspec.json.encode(head), msgspec.json.encode({"key": key})


class Vocabulary:
    """The keys by prefix; what begins alike is remembered for the next question."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._ranges: dict[str, list[str]] = {}
        self._many: set[str] = set()

    def keys(self, prefix: str, glossary: bool) -> Iterator[list[str]]:
        """The keys that start with `prefix`, in order, some at a time."""
        start = len(_GLOSSARY) if glossary else 0
        wanted = stored(prefix, glossary)
        for page in self._pages(wanted):
            yield [key[start:] for key in page if glossary or not key.startswith(_GLOSSARY)]

    def _pages(self, wanted: str) -> Iterator[list[str]]:
        # Slips are looked for by hundreds of beginnings that differ in a letter: what is asked for once is
        # the shortest beginning that not too many keys share.
        for end in range(min(_SHORTEST, len(wanted)), len(wanted) + 1):
            beginning = wanted[:end]
            if beginning in self._many:
                continue
            if beginning not in self._ranges:
                page = self._page(beginning, None, _TOGETHER)
                if len(page) == _TOGETHER:
                    self._many.add(beginning)
                    if end < len(wanted):
                        continue
                    yield page
                    break
                self._ranges[beginning] = page
            known = self._ranges[beginning]
            yield known[bisect_left(known, wanted) : bisect_left(known, wanted + _LAST)]
            return
        else:
            page = self._page(wanted, None, _TOGETHER)
            yield page
        while len(page) == _TOGETHER:
            page = self._page(wanted, page[-1], _TOGETHER)
            yield page

    def _page(self, prefix: str, after: str | None, size: int) -> list[str]:
        body: dict[str, Any] = {
            "size": size,
            "_source": False,
            "track_total_hits": False,
            "sort": [{"key": "asc"}],
            "query": {"prefix": {"key": prefix}} if prefix else {"match_all": {}},
        }
        if after is not None:
            body["search_after"] = [after]
        index = name(self._cluster.name)
        found = self._cluster.call(
            lambda client: client.search(
                index=index, body=body, params={"allow_partial_search_results": "false"}
            )
        )
        return [hit["sort"][0] for hit in found["hits"]["hits"]]
