"""Real nodes for the tests, on this machine; a test is skipped where there are none to be had."""

from __future__ import annotations

import atexit
from functools import cache

import pytest

from cluster.jars import ProgramsMissingError
from cluster.nodes import Nodes


@cache
def one_node() -> Nodes:
    """The node that the tests of a session share; it ends with the session."""
    nodes = start(1)
    atexit.register(nodes.stop)
    return nodes


def start(count: int) -> Nodes:
    """A cluster of so many nodes, for whoever calls to stop."""
    pytest.importorskip("opensearchpy")
    try:
        return Nodes(count)
    except ProgramsMissingError as error:
        pytest.skip(str(error))
