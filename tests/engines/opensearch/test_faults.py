"""A cluster that loses a node, is out of reach, refuses, is full or incomplete: what its users see."""

from __future__ import annotations

import base64
import http.server
import json
import signal
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster.nodes import Nodes
from conftest import Outcome
from engines.opensearch.local import one_node, start
from engines.test_engine import entry, indexed, word
from izde.engines.interface import Filters, Space
from izde.errors import (
    ClusterIncomplete,
    ClusterReadOnly,
    ClusterRefused,
    ClusterUnreachable,
    ClusterUntrusted,
    IzdeError,
    LockedError,
    UsageError,
)

pytestmark = pytest.mark.cluster
pytest.importorskip("opensearchpy")

from izde.engines.opensearch import head as heads  # noqa: E402
from izde.engines.opensearch.engine import OpenSearchEngine  # noqa: E402

USER, PASSWORD = "IZDE_OPENSEARCH_USER", "IZDE_OPENSEARCH_PASSWORD"
API_KEY, CA = "IZDE_OPENSEARCH_API_KEY", "IZDE_OPENSEARCH_CA"
PLACE = Path("not a folder")


@pytest.fixture(scope="module")
def three() -> Iterator[Nodes]:
    nodes = start(3)
    yield nodes
    nodes.stop()


@contextmanager
def made(url: str) -> Iterator[OpenSearchEngine]:
    engine = OpenSearchEngine.create(PLACE, {"url": url, "index": "faults"})
    yield engine
    OpenSearchEngine.drop(PLACE, engine.settings)


@pytest.fixture
def engine() -> Iterator[OpenSearchEngine]:
    with made(one_node().url) as made_engine:
        yield made_engine


def add(engine: OpenSearchEngine, source: str, text: str = "x", count: int = 4) -> None:
    with engine.batch() as batch:
        for number in range(count):
            batch.add(indexed(f"{source}-{number}", source, title=text))
        batch.put_source(entry(source))


def found(engine: OpenSearchEngine, key: str = "x") -> int:
    snapshot = engine.snapshot()
    try:
        return snapshot.search(word(key), Filters(), 3)[0]
    finally:
        snapshot.close()


# A node is lost


def test_a_node_is_killed_while_readers_ask_and_a_writer_adds(three: Nodes) -> None:
    with made(three.url) as engine:
        add(engine, "first")
        three.wait()
        acknowledged = ["first"]
        wrong: list[object] = []
        asked = [0] * 4
        ended = threading.Event()

        def read(number: int) -> None:
            while not ended.is_set():
                done = len(acknowledged)
                try:
                    total = found(engine)
                except IzdeError as error:
                    wrong.append(error.message)
                    return
                if total % 4 or total < 4 * done:
                    wrong.append((total, done))
                asked[number] += 1

        readers = [threading.Thread(target=read, args=(number,)) for number in range(4)]
        for reader in readers:
            reader.start()
        try:
            for number in range(12):
                if number == 4:
                    three.kill(2)
                add(engine, f"issue-{number}")
                acknowledged.append(f"issue-{number}")
        finally:
            ended.set()
            for reader in readers:
                reader.join(60)
        assert not wrong
        assert all(asked)
        snapshot = engine.snapshot()
        assert {one.source for one in snapshot.sources()} == set(acknowledged)
        assert len(snapshot) == 4 * len(acknowledged)
        # A reader that has the view open keeps it over the loss of another node, once there are copies again.
        three.start(2)
        three.wait(3)
        three.kill(1)
        assert snapshot.search(word("x"), Filters(), 3)[0] == 4 * len(acknowledged)
        snapshot.close()
        three.start(1)
        three.wait(3)


def test_a_lost_part_is_said_and_not_passed_over(three: Nodes) -> None:
    with made(three.url) as engine:
        name = engine.settings["name"]
        three.ask(f"/{name},{name}-terms/_settings", {"index": {"auto_expand_replicas": False}}, "PUT")
        alone = {"number_of_replicas": 0, "routing.allocation.require._name": "node-2"}
        three.ask(f"/{name},{name}-terms/_settings", {"index": alone}, "PUT")
        add(engine, "one", count=30)
        three.settle(name)
        three.kill(2)
        begun = time.monotonic()
        with pytest.raises(ClusterIncomplete) as raised:
            found(engine)
        assert time.monotonic() - begun < 90
        assert raised.value.exit_code == 4
        three.start(2)
        three.wait(3)
        assert found(engine) == 30


# A writer is interrupted


def test_what_an_interrupted_writer_leaves_is_never_seen(engine: OpenSearchEngine) -> None:
    add(engine, "one")
    script = (
        "import sys; sys.path[:0] = sys.argv[2:]\n"
        "import json, os, signal, pathlib\n"
        "from engines.test_engine import indexed, entry\n"
        "from izde.engines.opensearch.engine import OpenSearchEngine\n"
        "engine = OpenSearchEngine.open(pathlib.Path('x'), json.loads(sys.argv[1]))\n"
        "with engine.batch() as batch:\n"
        "    batch.delete_source('one')\n"
        "    for n in range(300): batch.add(indexed(f'{n}', 'two', title='x'))\n"
        "    batch._refresh()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    settings = json.dumps(dict(engine.settings))
    done = subprocess.run([sys.executable, "-c", script, settings, *sys.path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert found(engine) == 4
    snapshot = engine.snapshot()
    assert list(snapshot.ids()) == [f"one-{n}" for n in range(4)]
    assert dict(snapshot.vocabulary(Space.ALL)) == {"x": 4}
    snapshot.close()
    # The next writer need not wait for one that is gone, and clears away what it left.
    add(engine, "two", count=2)
    assert found(engine) == 6
    name = engine.settings["name"]
    count = one_node().ask(f"/{name}/_count", {"query": {"term": {"kind": "article"}}}, "POST")
    assert count["count"] == 6


def test_a_writer_that_was_given_up_cannot_commit(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LockedError), engine.batch() as slow:
        slow.add(indexed("slow", "slow", title="x"))
        monkeypatch.setattr(heads, "_is_alive", lambda _writer: False)
        add(engine, "quick")
    assert found(engine) == 4
    add(engine, "later")
    assert found(engine) == 8


def test_two_writers(engine: OpenSearchEngine) -> None:
    with engine.batch() as batch:
        batch.add(indexed("a", title="x"))
        with pytest.raises(LockedError), engine.batch():
            pass
    assert found(engine) == 1


# The cluster is out of reach, refuses, is full


def test_out_of_reach() -> None:
    begun = time.monotonic()
    with pytest.raises(ClusterUnreachable) as raised:
        OpenSearchEngine.open(PLACE, {"url": "http://127.0.0.1:9", "name": "x"})
    assert time.monotonic() - begun < 10
    assert raised.value.message.count("\n") == 1 and "Connection refused" in raised.value.message


@pytest.mark.parametrize(
    "url", ["", "ftp://host", "host:9200", "http://", "http://[::1", "https://u:p@host:1"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError) as raised:
        OpenSearchEngine.create(PLACE, {"url": url})
    assert ":p@" not in raised.value.message


def test_a_block_for_want_of_space(engine: OpenSearchEngine) -> None:
    add(engine, "one")
    name = engine.settings["name"]
    one_node().ask(f"/{name}/_settings", {"index.blocks.read_only_allow_delete": True}, "PUT")
    with pytest.raises(ClusterReadOnly):
        add(engine, "two")
    assert found(engine) == 4
    one_node().ask(f"/{name}/_settings", {"index.blocks.read_only_allow_delete": None}, "PUT")
    with pytest.raises(ClusterReadOnly), engine.batch() as batch:
        batch.add(indexed("three", "three", title="x"))
        one_node().ask(f"/{name}/_settings", {"index.blocks.read_only_allow_delete": True}, "PUT")
    one_node().ask(f"/{name}/_settings", {"index.blocks.read_only_allow_delete": None}, "PUT")
    assert found(engine) == 4
    add(engine, "two")
    assert found(engine) == 8


# A door with a lock before a real node: TLS, a user and a password, or an API key


class _Door(http.server.BaseHTTPRequestHandler):
    """Lets requests through to the node that have the right header."""

    protocol_version = "HTTP/1.1"
    allowed: tuple[str, ...] = ()
    behind = ""
    seen: list[str]

    def _pass(self) -> None:
        self.seen.append(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Authorization") not in self.allowed:
            self._answer(401, b'{"error": "Unauthorized", "status": 401}')
            return
        request = urllib.request.Request(self.behind + self.path, body or None, method=self.command)
        request.add_header("Content-Type", self.headers.get("Content-Type") or "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                self._answer(answer.status, answer.read())
        except urllib.error.HTTPError as error:
            self._answer(error.code, error.read())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = _pass  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def door(tmp_path: Path) -> Iterator[tuple[str, Path, list[str]]]:
    """The address of the door, the file of its certificate, and what was asked there."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    subprocess.run(
        [*command.split(), "-addext", names, "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    allowed = ("Basic " + base64.b64encode("әли:сөз".encode()).decode(), "ApiKey secret-key")
    seen: list[str] = []
    handler = type("Door", (_Door,), {"allowed": allowed, "behind": one_node().urls[0], "seen": seen})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}", certificate, seen
    server.shutdown()
    server.server_close()
    thread.join(30)


def test_tls_and_who_asks(
    door: tuple[str, Path, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url, certificate, seen = door
    for name in (USER, PASSWORD, API_KEY, CA):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ClusterUntrusted):
        OpenSearchEngine.create(PLACE, {"url": url})
    monkeypatch.setenv(CA, str(certificate))
    with pytest.raises(ClusterRefused):
        OpenSearchEngine.create(PLACE, {"url": url})
    monkeypatch.setenv(USER, "әли")
    monkeypatch.setenv(PASSWORD, "wrong")
    seen.clear()
    with pytest.raises(ClusterRefused) as raised:
        OpenSearchEngine.create(PLACE, {"url": url})
    assert raised.value.exit_code == 4 and "wrong" not in raised.value.message
    assert len(seen) == 1, "a password that is wrong is not tried again"
    monkeypatch.setenv(PASSWORD, "сөз")
    with made(url) as engine:
        add(engine, "one")
        assert found(engine) == 4
        assert "сөз" not in json.dumps(dict(engine.settings), ensure_ascii=False)
    monkeypatch.delenv(USER)
    monkeypatch.setenv(API_KEY, "secret-key")
    with made(url) as engine:
        assert found(engine) == 0
    monkeypatch.setenv(CA, str(tmp_path / "none"))
    with pytest.raises(UsageError):
        OpenSearchEngine.create(PLACE, {"url": url})


# The command line


def test_the_commands(izde: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sample_data import ISSUES

    for name in (USER, PASSWORD, API_KEY, CA):
        monkeypatch.delenv(name, raising=False)
    library = ("--library", tmp_path / "library")
    issue = next(iter(sorted(ISSUES.glob("kaznu*.txt"))))
    first = izde("index", issue, "--engine", "opensearch", "--url", one_node().url, *library)
    assert first.code == 0, first.err
    settings = json.loads((tmp_path / "library" / "izde.json").read_text())["settings"]
    assert settings["url"] == one_node().url
    assert izde("index", issue, *library).code == 0
    sought = izde("search", "қоғам", "--format", "json", *library)
    assert sought.code == 0 and json.loads(sought.out)["total"]
    assert "8" in izde("issues", *library).out
    assert izde("doctor", *library).code == 0
    for command in (("authors",), ("keywords",), ("export", "--format", "ris")):
        assert izde(*command, *library).code == 0
    removed = izde("remove", issue.name, *library)
    assert removed.code == 0, removed.err
    assert izde("search", "қоғам", *library).code == 1
    manifest = tmp_path / "library" / "izde.json"
    manifest.write_text(manifest.read_text().replace(one_node().url, "http://127.0.0.1:9"))
    away = izde("search", "қоғам", *library)
    assert away.code == 4 and away.err.count("\n") == 2 and "Traceback" not in away.err


def test_an_interrupted_run_ends_in_whole_issues(
    izde: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sample_data import ISSUES

    for name in (USER, PASSWORD, API_KEY, CA):
        monkeypatch.delenv(name, raising=False)
    issue = next(iter(sorted(ISSUES.glob("kaznu*.txt"))))
    library = tmp_path / "library"
    where = ("--engine", "opensearch", "--url", one_node().url, "--index", "interrupted")
    command = [sys.executable, "-m", "izde", "index", str(issue), "--library", str(library), *where]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 90
    written = 0
    while written < 3 and process.poll() is None and time.monotonic() < until:
        stats = one_node().ask("/interrupted-*/_stats/indexing")
        written = stats.get("_all", {}).get("primaries", {}).get("indexing", {}).get("index_total", 0)
    process.kill()
    process.wait(30)
    assert written >= 3, "articles were on their way"
    assert izde("issues", "--library", library).code in (0, 1)
    again = izde("index", issue, "--library", library)
    assert again.code == 0, again.err
    shown = izde("export", "--format", "jsonl", "--library", library)
    assert len(shown.out.splitlines()) == 8
    OpenSearchEngine.drop(PLACE, json.loads((library / "izde.json").read_text())["settings"])
