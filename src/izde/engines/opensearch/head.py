"""Which commit readers see, and who may write: one document, changed only by who has seen its last state.

Every batch gets a number, and every document carries that of the batch that wrote it. A document is seen
when its number has been given out and is not among those of batches that have not ended (`void`), and its
version is not among those that a commit has deleted and nobody has cleared away yet (`dead`). So one write of
one document makes a whole batch visible, on all shards and copies at once, and a batch that ends halfway
leaves nothing that is ever seen.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from typing import Any, Final

import msgspec
from opensearchpy.exceptions import ConflictError, NotFoundError

from izde.engines.opensearch.cluster import FIRST_TIMEOUT, Cluster
from izde.errors import ClusterIndexMissing, LibraryLocked
from izde.interface import _

_ID: Final = "head"
#: Seconds for which a writer has the index without saying that it is still at work. One on this machine
#: that has ended is noticed at once.
LEASE: Final = 60.0


class Writer(msgspec.Struct, frozen=True):
    """Who writes: `token` is its own, `until` the time (in seconds since the epoch) until which the others
    believe it."""

    token: str
    host: str
    process: int
    until: float


class Head(msgspec.Struct, frozen=True):
    """The state of the index. `last` is the last number given out, `cleared` how often something has been
    cleared away that an earlier state still shows."""

    last: int = 0
    void: tuple[int, ...] = ()
    dead: tuple[str, ...] = ()
    cleared: int = 0
    writer: Writer | None = None


class Read(msgspec.Struct, frozen=True):
    """A head as it was read, and what proves that nothing has changed it since."""

    head: Head
    number: int
    term: int


#: The writers of this process that are at work.
_at_work: set[str] = set()


def read(cluster: Cluster) -> Read:
    """The head as it is now. Raises ClusterIndexMissing, and what `Cluster.call` raises."""
    try:
        found = cluster.call(
            lambda client: client.get(
                index=cluster.name,
                id=_ID,
                params={"preference": "_primary_first"},
                request_timeout=FIRST_TIMEOUT,
            )
        )
    except NotFoundError as error:
        raise ClusterIndexMissing(cluster.address.url, cluster.name or "") from error
    head = msgspec.convert(found["_source"]["head"], Head)
    return Read(head, found["_seq_no"], found["_primary_term"])


def create(cluster: Cluster) -> None:
    """Write the head of an empty index."""
    body = {"kind": "head", "head": msgspec.to_builtins(Head())}
    cluster.call(lambda client: client.index(index=cluster.name, id=_ID, body=body))


def write(cluster: Cluster, seen: Read, head: Head) -> Read:
    """Replace the head that was seen. Raises LibraryLocked when another writer has changed it meanwhile."""
    body = {"kind": "head", "head": msgspec.to_builtins(head)}
    parameters: dict[str, Any] = {"if_seq_no": seen.number, "if_primary_term": seen.term}
    try:
        done = cluster.call(
            lambda client: client.index(index=cluster.name, id=_ID, body=body, params=parameters)
        )
    except ConflictError as error:
        # An answer may have been lost, and the request repeated: then what is there is what was meant.
        now = read(cluster)
        if now.head != head:
            raise _locked(cluster, now.head.writer) from error
        return now
    return Read(head, done["_seq_no"], done["_primary_term"])


def begin(cluster: Cluster) -> tuple[Read, int]:
    """Become the writer; the number of the batch. Raises LibraryLocked when there is one."""
    seen = read(cluster)
    writer = seen.head.writer
    if writer is not None and _is_alive(writer):
        raise _locked(cluster, writer)
    number = seen.head.last + 1
    mine = Writer(uuid.uuid4().hex, socket.gethostname(), os.getpid(), time.time() + LEASE)
    head = msgspec.structs.replace(seen.head, last=number, void=(*seen.head.void, number), writer=mine)
    _at_work.add(mine.token)
    try:
        return write(cluster, seen, head), number
    except BaseException:
        _at_work.discard(mine.token)
        raise


def renew(cluster: Cluster, seen: Read) -> Read:
    """Say, when it is time to, that this writer is at work. Raises LibraryLocked when it was given up."""
    writer = seen.head.writer
    assert writer is not None
    if writer.until - time.time() > LEASE / 2:
        return seen
    writer = msgspec.structs.replace(writer, until=time.time() + LEASE)
    return write(cluster, seen, msgspec.structs.replace(seen.head, writer=writer))


def ended(seen: Read) -> None:
    """Forget a writer of this process."""
    if seen.head.writer is not None:
        _at_work.discard(seen.head.writer.token)


def _is_alive(writer: Writer) -> bool:
    if time.time() > writer.until:
        return False
    if writer.host != socket.gethostname():
        return True
    if writer.process == os.getpid():
        return writer.token in _at_work
    try:
        os.kill(writer.process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _locked(cluster: Cluster, writer: Writer | None) -> LibraryLocked:
    holder = f"{writer.host} ({writer.process})" if writer is not None else _("another process")
    return LibraryLocked(cluster.address.url, holder)
