"""Talking to a cluster: where it is, who asks, how long to be patient, and what an error means.

A node that is gone is left out by the client at once, and the others answer. What a cluster needs a moment
for, such as making a copy the first one after a node was lost, is waited for with one request that the
cluster answers when it is ready. Everything else is said at once: nothing is tried again that cannot get
better by itself.
"""

from __future__ import annotations

import logging
import os
import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit

import opensearchpy as client
from opensearchpy import exceptions as failures

from izde.errors import (
    ClusterFailed,
    ClusterIncomplete,
    ClusterReadOnly,
    ClusterRefused,
    ClusterUnreachable,
    ClusterUntrusted,
    UsageError,
)
from izde.interface import _

#: Where the secrets are; they are never written down.
USER, PASSWORD = "IZDE_OPENSEARCH_USER", "IZDE_OPENSEARCH_PASSWORD"
API_KEY = "IZDE_OPENSEARCH_API_KEY"
#: A file of certificates to trust, beside those that everybody trusts.
CA = "IZDE_OPENSEARCH_CA"

#: Seconds that a request may take, that one may take to find the cluster at all, and that a library is
#: waited for that is not whole.
TIMEOUT: Final = 30.0
FIRST_TIMEOUT: Final = 10.0
PATIENCE: Final = 30.0
#: Seconds to wait before all nodes are tried again after all have refused.
_PAUSES: Final = (0.2, 0.6, 1.2)

#: How a node says that another one was lost while it waited for its answer.
_LOST: Final = re.compile("disconnected|not_connected|not connected|node_closed|connect_exception")

#: What the client raises.
Failure: Final = (failures.TransportError,)

T = TypeVar("T")

# The client says of every request that fails that it did; here errors say it once.
logging.getLogger("opensearch").addHandler(logging.NullHandler())
logging.getLogger("opensearch").propagate = False


class Address:
    """What a library's settings say of its place: the nodes' addresses, and the name that the user gave.

    Raises UsageError for what is no address, for a secret in one, and for what is no name of an index.
    """

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.url = settings.get("url", "")
        self.hosts = [url.strip() for url in self.url.split(",") if url.strip()]
        if not self.hosts:
            raise UsageError(
                _("The engine 'opensearch' needs the address of a cluster: --url https://HOST:9200.")
            )
        for host in self.hosts:
            try:
                parts = urlsplit(host)
                usable = parts.scheme in ("http", "https") and bool(parts.hostname)
                usable = usable and (parts.port is None or parts.port > 0)
            except ValueError:
                usable = False
            if not usable:
                raise UsageError(
                    _("'{url}' is no address of a cluster; one looks like https://HOST:9200.").format(
                        url=host
                    )
                )
            if parts.username is not None or parts.password is not None:
                raise UsageError(
                    _(
                        "The address of a cluster is kept in the library, and a password must not be: "
                        "leave it out of --url, and set {user} and {password}."
                    ).format(user=USER, password=PASSWORD)
                )
        self.base = settings.get("index") or "izde"
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,80}", self.base):
            raise UsageError(
                _(
                    "'{name}' cannot name an index: use small Latin letters, digits, - and _, "
                    "and begin with a letter or a digit."
                ).format(name=self.base)
            )


@lru_cache(maxsize=8)
def _connect(
    hosts: tuple[str, ...], user: str | None, password: str | None, key: str | None, trusted: str | None
) -> client.OpenSearch:
    options: dict[str, Any] = {}
    if key:
        options["headers"] = {"Authorization": f"ApiKey {key}"}
    elif user is not None:
        # The client takes what is no Latin-1 for an error.
        secret = b64encode(f"{user}:{password or ''}".encode()).decode()
        options["headers"] = {"Authorization": f"Basic {secret}"}
    if trusted:
        options["ca_certs"] = trusted
    return client.OpenSearch(
        list(hosts),
        timeout=TIMEOUT,
        max_retries=len(hosts),
        retry_on_status=(),
        retry_on_timeout=False,
        dead_timeout=5,
        http_compress=not all(urlsplit(host).hostname in ("127.0.0.1", "localhost") for host in hosts),
        **options,
    )


class Cluster:
    """A connection to the cluster of a library, and to the index `name` in it, where there is one yet."""

    def __init__(self, address: Address, name: str | None = None) -> None:
        self.address = address
        self.name = name
        trusted = os.environ.get(CA)
        if trusted and not os.access(trusted, os.R_OK):
            raise UsageError(
                _("{variable} names {path}, which cannot be read.").format(variable=CA, path=trusted)
            )
        self.client = _connect(
            tuple(address.hosts),
            os.environ.get(USER),
            os.environ.get(PASSWORD),
            os.environ.get(API_KEY),
            trusted,
        )

    def call(self, ask: Callable[[client.OpenSearch], T]) -> T:
        """The answer to a request, which must be one that can be repeated.

        Raises the errors of `Patience.after`, and the client's own NotFoundError and ConflictError.
        """
        patience = Patience(self)
        while True:
            with patience:
                return ask(self.client)


class Patience:
    """How often and how long one request is tried.

    Each attempt is a `with` statement, which is left without an error when the next one may be made. What was
    not found or conflicts with something is the caller's affair.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._until = time.monotonic() + PATIENCE
        self._refused = 0
        self._late = 0
        self._pause = 0.1

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> bool:
        answers = (failures.NotFoundError, failures.ConflictError)
        if not isinstance(error, Failure) or isinstance(error, answers):
            return False
        self.after(error)
        return True

    def after(self, error: failures.TransportError) -> None:
        """Return when a request that failed so may be tried again.

        Raises ClusterUnreachable, ClusterUntrusted, ClusterRefused, ClusterReadOnly, ClusterIncomplete, and
        ClusterFailed for all else that waiting does not help.
        """
        url = self._cluster.address.url
        status = error.status_code
        if isinstance(error, failures.SSLError):
            raise ClusterUntrusted(url, _reason(error), CA) from error
        if isinstance(error, failures.ConnectionTimeout):
            self._late += 1
            if self._late > 1:
                raise ClusterUnreachable(url, _("no answer in time")) from error
        elif isinstance(error, failures.ConnectionError):
            if self._refused == len(_PAUSES):
                raise ClusterUnreachable(url, _reason(error)) from error
            time.sleep(_PAUSES[self._refused])
            self._refused += 1
        elif "cluster_block_exception" in str(error):
            self.blocked(_reason(error), error)
        elif status in (401, 403):
            raise ClusterRefused(url, status, (USER, PASSWORD, API_KEY)) from error
        elif status in (429, 502, 503, 504) or _LOST.search(str(error)):
            self.unready(_reason(error), error)
        else:
            raise ClusterFailed(url, _reason(error)) from error

    def blocked(self, reason: str, cause: Exception | None = None) -> None:
        """What a block means: a disk is full, an administrator has set it, or there is nobody to decide."""
        url = self._cluster.address.url
        if "no master" in reason or "no cluster_manager" in reason or "state not recovered" in reason:
            self.unready(reason, cause)
        else:
            raise ClusterReadOnly(url, reason) from cause

    def unready(self, reason: str, cause: Exception | None = None) -> None:
        """Wait until the cluster can answer for every part of the library."""
        address = self._cluster.address
        left = self._until - time.monotonic()
        if left <= 0:
            raise ClusterIncomplete(address.url, reason) from cause
        time.sleep(min(self._pause, left))
        self._pause *= 2
        try:
            health = self._cluster.client.cluster.health(
                index=self._cluster.name,
                wait_for_status="yellow",
                timeout=f"{max(1, round(left))}s",
                cluster_manager_timeout=f"{max(1, round(left))}s",
                request_timeout=left + 5,
            )
        except Failure:
            return  # the next attempt, or the end of patience, says it better
        if health.get("status") == "red":
            raise ClusterIncomplete(address.url, _("a part of the index is missing")) from cause


def _reason(error: failures.TransportError) -> str:
    """What went wrong, in the cluster's words or the system's, in one short line."""
    info = error.info
    if isinstance(info, dict):
        found = info.get("error", info)
        if isinstance(found, dict):
            causes = found.get("root_cause") or [found]
            found = causes[0].get("reason") or found.get("reason") or found.get("type")
        text = str(found)
    elif isinstance(info, Exception):
        inner = getattr(info, "reason", None) or info
        text = getattr(inner, "strerror", None) or str(inner)
        text = text.split(": ", 1)[-1] if text.startswith("<") else text
    else:
        text = str(error)
    return " ".join(text.split())[:200].rstrip(".")
