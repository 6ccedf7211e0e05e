"""Nodes on 127.0.0.1: started together, killed one by one, and gone when whoever started them is."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from cluster.jars import classpath

#: Megabytes of a node's heap. It needs about half as much again.
HEAP = 384
#: Seconds in which a cluster has to be ready.
PATIENCE = 180


class ClusterFailedError(Exception):
    """The nodes did not become a cluster in time."""


class Nodes:
    """A cluster of `count` nodes, empty, in a folder that goes with it. Use it in a `with` statement."""

    def __init__(self, count: int = 1, settings: Sequence[str] = ()) -> None:
        self._settings = settings
        self._classpath = classpath()
        self._folder = Path(tempfile.mkdtemp(prefix="izde-opensearch-"))
        ports = _free_ports(2 * count)
        self._http, self._transport = ports[:count], ports[count:]
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        try:
            for number in range(count):
                self.start(number)
            self.wait(count)
        except BaseException:
            self.stop()
            raise

    @property
    def urls(self) -> list[str]:
        """The address of each node."""
        return [f"http://127.0.0.1:{port}" for port in self._http]

    @property
    def url(self) -> str:
        """All addresses, as izde takes them."""
        return ",".join(self.urls)

    def start(self, number: int) -> None:
        """Start a node, anew with what it held when it was killed."""
        names = ",".join(f"node-{one}" for one in range(len(self._processes)))
        home = self._folder / f"node-{number}"
        (home / "config").mkdir(parents=True, exist_ok=True)
        settings = [
            f"node.name=node-{number}",
            "cluster.name=izde-local",
            "network.host=127.0.0.1",
            f"http.port={self._http[number]}",
            f"transport.port={self._transport[number]}",
            "discovery.seed_hosts=" + ",".join(f"127.0.0.1:{port}" for port in self._transport),
            f"cluster.initial_cluster_manager_nodes={names}",
            # The disks of a machine for development are often nearly full; the tests set blocks themselves.
            "cluster.routing.allocation.disk.threshold_enabled=false",
            *self._settings,
        ]
        command = ["java", f"-Xms{HEAP // 2}m", f"-Xmx{HEAP}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        with (self._folder / f"node-{number}.log").open("ab") as log:
            self._processes[number] = subprocess.Popen(
                [*command, "-cp", self._classpath, "LocalNode", str(home), *settings],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def kill(self, number: int) -> None:
        """End a node as a power cut would."""
        process = self._processes[number]
        if process is not None:
            process.kill()
            process.wait(30)
            if process.stdin is not None:
                process.stdin.close()
            self._processes[number] = None

    def wait(self, count: int | None = None, status: str = "green") -> None:
        """Wait until so many nodes are a cluster with this status. Raises ClusterFailedError."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for number, process in enumerate(self._processes):
                if process is not None and process.poll() is not None:
                    log = (self._folder / f"node-{number}.log").read_text(errors="replace").strip()
                    raise ClusterFailedError(f"node {number} ended: {log.splitlines()[-1:]}")
            nodes = f"&wait_for_nodes={count}" if count is not None else ""
            path = f"/_cluster/health?wait_for_status={status}{nodes}&timeout=10s&cluster_manager_timeout=10s"
            if self.ask(path, timeout=15).get("timed_out") is False:
                return
            time.sleep(0.3)
        raise ClusterFailedError(f"no cluster of {count or 'the'} nodes within {PATIENCE} seconds")

    def settle(self, index: str) -> None:
        """Wait until no shard of some indexes is on the way to another node."""
        path = (
            f"/_cluster/health/{index}?wait_for_no_relocating_shards=true&wait_for_status=green&timeout=60s"
        )
        self.ask(path, timeout=70)

    def ask(
        self, path: str, body: object = None, method: str | None = None, timeout: float = 30
    ) -> dict[str, Any]:
        """What the first node that answers says to a request; nothing where none does."""
        data = None if body is None else json.dumps(body).encode()
        for process, url in zip(self._processes, self.urls, strict=True):
            if process is None:
                continue
            request = urllib.request.Request(
                url + path, data, {"Content-Type": "application/json"}, method=method
            )
            try:
                with urllib.request.urlopen(request, timeout=timeout) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
            except (OSError, urllib.error.URLError, ValueError):
                continue
        return {}

    def memory(self) -> list[int]:
        """The resident megabytes of each node that runs (where the system tells)."""
        found = []
        for process in self._processes:
            if process is not None:
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
                line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
                found.append(int(line.split()[1]) // 1024)
        return found

    def stop(self) -> None:
        """End all nodes and delete what they held."""
        for process in self._processes:
            if process is not None and process.stdin is not None:
                process.stdin.close()  # a node ends with it
        for number, process in enumerate(self._processes):
            if process is not None:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(20)
                self._processes[number] = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Nodes:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
