"""Start nodes, say where they are, and end them on Ctrl-C; `scripts/opensearch` runs this."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from cluster.jars import ProgramsMissingError
from cluster.nodes import ClusterFailedError, Nodes


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/opensearch", description="Start a cluster of OpenSearch on this machine."
    )
    parser.add_argument(
        "nodes", nargs="?", type=int, default=1, metavar="NODES", help="how many [default: 1]"
    )
    count = parser.parse_args().nodes
    if not 1 <= count <= 9:
        parser.error("between 1 and 9 nodes")
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        with Nodes(count) as nodes:
            print(nodes.url, flush=True)
            print(
                f"izde index --engine opensearch --url {nodes.url} PATH…  (Ctrl-C ends it)", file=sys.stderr
            )
            ended.wait()
    except (ProgramsMissingError, ClusterFailedError) as error:
        print(f"scripts/opensearch: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
