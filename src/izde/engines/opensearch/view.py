"""One commit as a reader sees it, however the index changes and whichever nodes are lost meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final, TypeAlias

from opensearchpy.exceptions import NotFoundError

from izde.engines.opensearch import head as heads
from izde.engines.opensearch.cluster import Cluster, Failure, Patience
from izde.engines.opensearch.head import Head
from izde.errors import ClusterIndexMissing, ClusterUnreachable
from izde.interface import _

#: A clause of OpenSearch's query language.
Query: TypeAlias = Mapping[str, Any]

EVERYTHING: Final[Query] = {"match_all": {}}
ARTICLES: Final[Query] = {"term": {"kind": "article"}}
#: How long the cluster keeps a view that nobody asks.
_KEPT: Final = "3m"
#: How often a reader looks again when writers clear away in between.
_LOOKS: Final = 20


class View:
    """A point in time of the index, and what must be left out of it to see the last commit alone.

    A point in time lives on certain nodes. When one is lost, the view is opened anew: on the same commit,
    unless a writer has since cleared away what that one had deleted; then on the last commit.
    """

    def __init__(self, cluster: Cluster, *, everything: bool = False) -> None:
        """`everything` shows also what no reader should see."""
        self._cluster = cluster
        self._everything = everything
        self._id: str | None = None
        self._head = Head()
        self._hidden: Query | None = None
        self.articles = 0
        self._open(Patience(cluster))

    def _open(self, patience: Patience, wanted: Head | None = None) -> None:
        cluster = self._cluster
        before = heads.read(cluster).head
        for look in range(_LOOKS):
            try:
                made = cluster.client.create_pit(index=cluster.name, params={"keep_alive": _KEPT})
                after = heads.read(cluster).head
                if (after.dead, after.cleared) == (before.dead, before.cleared):
                    self._id = made["pit_id"]
                    # Where nothing was cleared away, the commit that was seen first is still there to see.
                    same = wanted is not None and wanted.cleared == after.cleared
                    self._head = wanted if same and wanted is not None else before
                    self._look(_hidden(self._head))
                    return
            except NotFoundError as error:
                raise ClusterIndexMissing(cluster.address.url, cluster.name or "") from error
            except Failure as error:
                patience.after(error)
                after = heads.read(cluster).head
            before = after
            time.sleep(0.01 * look)
        raise ClusterUnreachable(cluster.address.url, _("it changes too fast to be read"))

    def _look(self, hidden: Query) -> None:
        """Count, and find out whether anything has to be left out."""
        self._hidden = hidden
        body = {
            "size": 0,
            "track_total_hits": True,
            "query": ARTICLES,
            "aggs": {"hidden": {"filter": hidden}},
        }
        found = self._ask(body)
        out = int(found["aggregations"]["hidden"]["doc_count"])
        self.articles = int(found["hits"]["total"]["value"]) - out
        if not out or self._everything:
            self._hidden = None

    def close(self) -> None:
        if self._id is not None:
            with suppress(*Failure):
                self._cluster.client.delete_pit(body={"pit_id": [self._id]})
            self._id = None

    def narrowed(self, query: Query) -> Query:
        """A query on the documents that are to be seen alone; as it is where all of them are."""
        if self._hidden is None:
            return query
        return {"bool": {"must": [query], "must_not": [self._hidden]}}

    def search(self, body: Mapping[str, Any], query: Query = EVERYTHING, **parameters: str) -> dict[str, Any]:
        """The answer to a request whose query is that one."""
        patience = Patience(self._cluster)
        while True:
            with patience, suppress(NotFoundError):
                return self._ask({**body, "query": self.narrowed(query)}, **parameters)
            self._open(patience, self._head)

    def _ask(self, body: Mapping[str, Any], **parameters: str) -> dict[str, Any]:
        answer: dict[str, Any] = self._cluster.client.search(
            body={**body, "pit": {"id": self._id, "keep_alive": _KEPT}},
            params={"allow_partial_search_results": "false", **parameters},
        )
        return answer

    def pages(
        self, query: Query, sort: Sequence[Mapping[str, object]], size: int, **body: Any
    ) -> Iterator[dict[str, Any]]:
        """The hits of a query, in order, page by page."""
        after: list[object] | None = None
        while True:
            asked = {"size": size, "sort": sort, "track_total_hits": False, "_source": False, **body}
            if after is not None:
                asked["search_after"] = after
            hits = self.search(asked, query)["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after = hits[-1]["sort"]

    def composite(self, field: str, query: Query = EVERYTHING, size: int = 1000) -> Iterator[tuple[str, int]]:
        """The values of a field, in order, with in how many documents each is. It is quick only where a
        document has few of them."""
        after: str | None = None
        while True:
            source: dict[str, Any] = {"size": size, "sources": [{"k": {"terms": {"field": field}}}]}
            if after is not None:
                source["after"] = {"k": after}
            body = {"size": 0, "track_total_hits": False, "aggs": {"values": {"composite": source}}}
            buckets = self.search(body, query)["aggregations"]["values"]["buckets"]
            for bucket in buckets:
                yield bucket["key"]["k"], bucket["doc_count"]
            if len(buckets) < size:
                return
            after = buckets[-1]["key"]["k"]


def _hidden(head: Head) -> Query:
    """What a state of the head does not show."""
    should: list[Query] = [{"range": {"commit": {"gt": head.last}}}]
    if head.void:
        should.append({"terms": {"commit": list(head.void)}})
    if head.dead:
        should.append({"terms": {"version": list(head.dead)}})
    return {"bool": {"should": should}}
