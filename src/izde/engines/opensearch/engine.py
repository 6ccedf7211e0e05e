"""The engine on OpenSearch: a library on several machines, which many may read at once.

cluster     the connection: addresses, secrets from the environment, patience, errors
schema      an article as a document; settings and mappings
head        the one document that says what readers see and who writes
view        a commit, as one reader sees it
writer      writing a commit
queries     a query in OpenSearch's language: which match, and what they score at most
scoring     the exact scores of the few that may be first
snapshot    reading
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ClassVar

from izde.engines.opensearch import head as heads
from izde.engines.opensearch import schema, vocabulary
from izde.engines.opensearch.cluster import FIRST_TIMEOUT, Address, Cluster, Failure
from izde.engines.opensearch.snapshot import ClusterSnapshot
from izde.engines.opensearch.writer import ClusterBatch
from izde.errors import ClusterIndexMissing, IzdeError
from izde.interface import _

#: Shards of an index at most: more would only make small ones.
_SHARDS = 6


class OpenSearchEngine:
    """See `izde.engines.interface.Engine`. Settings: `url` (addresses of nodes, with commas between), `index`
    (what the names of indexes begin with) and `name`, that of this index, which `create` chooses."""

    damage: ClassVar[tuple[type[Exception], ...]] = ()

    def __init__(self, address: Address, name: str) -> None:
        self._cluster = Cluster(address, name)

    @property
    def settings(self) -> Mapping[str, str]:
        address = self._cluster.address
        return {"url": address.url, "index": address.base, "name": self._cluster.name or ""}

    @classmethod
    def create(cls, _path: Path, settings: Mapping[str, str]) -> OpenSearchEngine:
        address = Address(settings)
        engine = cls(address, f"{address.base}-{uuid.uuid4().hex[:8]}")
        cluster = engine._cluster
        found = Cluster(address).call(
            lambda client: client.cluster.health(request_timeout=FIRST_TIMEOUT, params={"level": "cluster"})
        )
        shards = max(1, min(_SHARDS, int(found["number_of_data_nodes"])))
        body = {"settings": schema.settings(shards), "mappings": schema.MAPPINGS}
        cluster.call(lambda client: client.indices.create(index=cluster.name, body=body))
        terms = {"settings": vocabulary.SETTINGS, "mappings": vocabulary.MAPPINGS}
        cluster.call(lambda client: client.indices.create(index=vocabulary.name(cluster.name), body=terms))
        heads.create(cluster)
        return engine

    @classmethod
    def open(cls, _path: Path, settings: Mapping[str, str]) -> OpenSearchEngine:
        address = Address(settings)
        if "name" not in settings:
            raise ClusterIndexMissing(address.url, address.base)
        engine = cls(address, settings["name"])
        heads.read(engine._cluster)
        return engine

    @classmethod
    def drop(cls, _path: Path, settings: Mapping[str, str]) -> None:
        with suppress(IzdeError, *Failure):
            cluster = Cluster(Address(settings), settings["name"])
            names = f"{cluster.name},{vocabulary.name(cluster.name)}"
            cluster.call(lambda client: client.indices.delete(index=names))

    def snapshot(self) -> ClusterSnapshot:
        return ClusterSnapshot(self._cluster)

    def verify(self) -> list[str]:
        cluster = self._cluster
        health = cluster.call(lambda client: client.cluster.health(index=cluster.name))
        if health["status"] == "red":
            return [_("a part of the index {name} is missing in the cluster").format(name=cluster.name)]
        return []

    @contextmanager
    def batch(self) -> Iterator[ClusterBatch]:
        batch = ClusterBatch(self._cluster)
        try:
            yield batch
            batch.finish()
        except BaseException:
            batch.abandon()
            raise
        finally:
            batch.end()

    def files(self) -> list[Path]:
        return []
