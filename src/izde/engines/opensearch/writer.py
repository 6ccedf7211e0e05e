"""Writing one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec

from izde.engines.interface import IndexedArticle, SourceEntry
from izde.engines.opensearch import head as heads
from izde.engines.opensearch import queries, schema, vocabulary
from izde.engines.opensearch.cluster import Cluster, Failure, Patience
from izde.engines.opensearch.view import ARTICLES, Query, View
from izde.errors import ClusterFailed, IzdeError
from izde.interface import _

#: Bytes and documents that are sent together.
_BYTES: Final = 4 << 20
_DOCUMENTS: Final = 200
_TERMS: Final = 10_000
_PAGE: Final = 1000
#: So many numbers of batches that did not end are remembered: one that was given up may still be sending.
_VOID: Final = 500


class ClusterBatch:
    """See `izde.engines.interface.Batch`."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._seen, self._number = heads.begin(cluster)
        self._before = self._seen.head
        self._lines: list[bytes] = []
        self._terms: set[str] = set()
        self._bytes = 0
        self._ids: set[str] = set()
        self._sources: set[str] = set()
        self._entries: set[str] = set()

    def add(self, article: IndexedArticle) -> None:
        id = article.article.id
        if id in self._ids:
            raise ValueError(f"two articles of one batch have the id {id!r}")
        self._ids.add(id)
        self._terms.update(vocabulary.stored(key, glossary=False) for key in article.bag)
        self._terms.update(vocabulary.stored(key, glossary=True) for key in article.glossary)
        self._send(schema.digest(id), schema.article_document(article, self._number))

    def put_source(self, entry: SourceEntry) -> None:
        self._entries.add(entry.source)
        self._send(f"{schema.digest(entry.source)}-e", schema.entry_document(entry, self._number))

    def delete_source(self, source: str) -> None:
        self._sources.add(source)

    # The end

    def finish(self) -> None:
        """Make it visible, and clear away what it has replaced."""
        self._flush()
        self._enter_terms()
        old, dead = self._replaced()
        self._refresh()
        old = [*old, *self._leftovers()]
        self._seen = heads.renew(self._cluster, self._seen)
        head = self._seen.head
        void = tuple(number for number in head.void if number != self._number)[-_VOID:]
        done = msgspec.structs.replace(head, void=void, dead=(*head.dead, *dead))
        if not old:
            # There is nothing to clear away.
            self._seen = heads.write(
                self._cluster, self._seen, msgspec.structs.replace(done, dead=(), writer=None)
            )
            return
        self._seen = heads.write(self._cluster, self._seen, done)
        # It is done: what fails from here on is left for the next writer.
        with suppress(IzdeError, *Failure):
            self._clear(old)

    def abandon(self) -> None:
        """Leave everything as it was, as far as the cluster can be told."""
        with suppress(IzdeError, *Failure):
            head = self._seen.head
            self._seen = heads.write(self._cluster, self._seen, msgspec.structs.replace(head, writer=None))

    def end(self) -> None:
        heads.ended(self._seen)

    # What it is made of

    def _send(self, id: str, document: bytes) -> None:
        self._lines += (msgspec.json.encode({"index": {"_id": f"{self._number}-{id}"}}), document)
        self._bytes += len(document)
        if self._bytes >= _BYTES or len(self._lines) >= 2 * _DOCUMENTS:
            self._flush()

    def _flush(self) -> None:
        lines, self._lines, self._bytes = self._lines, [], 0
        self._seen = heads.renew(self._cluster, self._seen)
        self._bulk([lines[at : at + 2] for at in range(0, len(lines), 2)])

    def _enter_terms(self) -> None:
        """Enter the keys of the batch in the vocabulary."""
        new = vocabulary.unknown(self._cluster, sorted(self._terms))
        index = vocabulary.name(self._cluster.name)
        for at in range(0, len(new), _TERMS):
            self._seen = heads.renew(self._cluster, self._seen)
            self._bulk([vocabulary.action(key) for key in new[at : at + _TERMS]], index)
        if new:
            self._refresh(index)
            vocabulary.entered(self._cluster, new)

    def _bulk(self, actions: Sequence[Sequence[bytes]], index: str | None = None) -> None:
        """Carry out some actions, each its lines; those that the cluster could not take yet, again."""
        cluster = self._cluster
        index = index or cluster.name
        patience = Patience(cluster)
        left = list(actions)
        while left:
            body = b"\n".join(line for action in left for line in action) + b"\n"
            try:
                answer = cluster.client.bulk(
                    body=body,
                    index=index,
                    params={"filter_path": "errors,items.*.status,items.*.error"},
                )
            except Failure as error:
                patience.after(error)
                continue
            if not answer["errors"]:
                return
            results = [next(iter(item.values())) for item in answer["items"]]
            failed = [
                (action, one) for action, one in zip(left, results, strict=True) if one["status"] >= 300
            ]
            # What was to be deleted and is not there, or created and is there, needs nothing more.
            failed = [(action, one) for action, one in failed if one["status"] not in (404, 409)]
            left = [action for action, _ in failed]
            if failed:
                _judge(patience, cluster, [one for _, one in failed])

    def _refresh(self, index: str | None = None) -> None:
        """Let every copy of every shard show what it holds."""
        cluster = self._cluster
        patience = Patience(cluster)
        while True:
            shards = cluster.call(lambda client: client.indices.refresh(index=index or cluster.name))[
                "_shards"
            ]
            if not shards["failed"]:
                return
            patience.unready(_("a copy of a shard does not answer"))

    def _replaced(self) -> tuple[list[str], list[str]]:
        """The documents that this batch replaces, and the versions of the articles among them."""
        sources, entries = self._sources, self._entries | self._sources
        if not entries:
            return [], []
        clauses: list[Query] = [
            {
                "bool": {
                    "filter": [
                        {"term": {"kind": "entry"}},
                        queries.terms("source", [schema.term(one) for one in sorted(entries)]),
                    ]
                }
            }
        ]
        if sources:
            articles = queries.terms("source", [schema.term(one) for one in sorted(sources)])
            clauses.append({"bool": {"filter": [ARTICLES, articles]}})
        old: list[str] = []
        dead: dict[str, None] = {}
        view = View(self._cluster)
        try:
            sort: list[Mapping[str, object]] = [
                {"version": "asc"},
                {"kind": "asc"},
                {"id": {"order": "asc", "missing": "_last"}},
            ]
            for hit in view.pages(
                queries.any_of(clauses), sort, _PAGE, docvalue_fields=["version", "kind", "source"]
            ):
                fields = hit["fields"]
                old.append(hit["_id"])
                if fields["kind"] == ["article"] or fields["source"][0] in map(schema.term, sources):
                    dead[fields["version"][0]] = None
        finally:
            view.close()
        return old, list(dead)

    def _leftovers(self) -> list[str]:
        """The documents that batches have left which were interrupted: before they were done, or before they
        had cleared away what they replaced."""
        cluster = self._cluster
        head = self._before
        void = [number for number in head.void if number != self._number]
        clauses: list[Query] = [queries.terms("commit", [str(number) for number in void])] if void else []
        if head.dead:
            clauses.append(queries.terms("version", head.dead))
        if not clauses:
            return []
        view = View(cluster, everything=True)
        try:
            return [hit["_id"] for hit in view.pages(queries.any_of(clauses), [{"_doc": "asc"}], _PAGE)]
        finally:
            view.close()

    def _clear(self, old: Sequence[str]) -> None:
        """Delete what nobody looks for any more, and say so."""
        self._bulk([[msgspec.json.encode({"delete": {"_id": id}})] for id in dict.fromkeys(old)])
        self._refresh()
        head = self._seen.head
        head = msgspec.structs.replace(head, dead=(), cleared=head.cleared + 1, writer=None)
        self._seen = heads.write(self._cluster, self._seen, head)


def _judge(patience: Patience, cluster: Cluster, results: Sequence[dict[str, Any]]) -> None:
    """Wait, where the cluster may take later what it has not taken; raise what is wrong where not."""
    for one in results:
        reason = str(one.get("error", {}).get("reason", ""))
        if one.get("error", {}).get("type") == "cluster_block_exception":
            patience.blocked(reason)
        elif one["status"] not in (429, 502, 503, 504):
            raise ClusterFailed(cluster.address.url, reason[:200])
    patience.unready(str(results[0].get("error", {}).get("reason", ""))[:200])
