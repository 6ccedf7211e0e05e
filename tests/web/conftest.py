"""A real server on the sample issues, started by the command that a librarian types."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest


@contextmanager
def serving(library: Path, *options: str) -> Iterator[str]:
    """`izde serve` on a library, for as long as the `with` statement lasts: its address."""
    command = [sys.executable, "-m", "izde", "serve", "--port", "0", "--library", str(library), *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[0].rstrip("/")
        finally:
            process.terminate()
        assert process.wait(timeout=20) in (0, -15)


@pytest.fixture(scope="session")
def address(sample_library: Path) -> Iterator[str]:
    with serving(sample_library) as where:
        yield where


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as browser:
        yield browser
