"""The engines to test: all of the catalogue, and the reference that they are held to."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from engines.reference_engine import ReferenceEngine
from izde.engines import catalogue
from izde.engines.interface import Engine
from izde.errors import EngineMissing

REFERENCE = "reference"
CLUSTER = "opensearch"
#: Those whose index is files or memory, so that a test may make many.
QUICK = (*(name for name in catalogue.ENGINES if name != CLUSTER), REFERENCE)
KINDS = (*QUICK, pytest.param(CLUSTER, marks=pytest.mark.cluster))


def engine_of(name: str) -> type[Engine]:
    """The engine of this name; skips the test where its package is not installed."""
    if name == REFERENCE:
        return ReferenceEngine
    try:
        return catalogue.engine(name)
    except EngineMissing as error:
        pytest.skip(error.message)


def settings_of(kind: type[Engine]) -> Mapping[str, str]:
    """What an engine has to be told in a test: nothing, where its index is a folder."""
    if kind.__module__.startswith(f"izde.engines.{CLUSTER}"):
        from engines.opensearch.local import one_node

        return {"url": one_node().url}
    return {}
