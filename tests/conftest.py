"""Fixtures that tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sample_data import ISSUES

# What the tests expect is the English of the source; processes that they start inherit this.
os.environ["IZDE_LANG"] = "en"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: what is left at the end is then short, and several processes end together."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


class Outcome(NamedTuple):
    """What a command gave back: its exit code and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture
def izde(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Run the command line in this process: `izde("search", "дала")`."""
    from izde.cli import run

    def call(*arguments: object, input: str | None = None) -> Outcome:
        if input is not None:
            import io

            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(input.encode()), "utf-8"))
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(int(code), captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the two sample issues; tests only read it."""
    from izde.cli import run

    path = tmp_path_factory.mktemp("library") / "sample"
    assert run(["index", str(ISSUES), "--library", str(path)]) == 0
    return path
