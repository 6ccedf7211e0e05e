"""The programs that a node is made of: fetched by Maven and compiled once, outside the project."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = (HERE / "pom.xml", HERE / "LocalNode.java")


class ProgramsMissingError(Exception):
    """Java or Maven is not installed, or Maven could not fetch what it should."""


def missing() -> str | None:
    """Why no node can be started here, or None."""
    absent = [name for name in ("java", "javac", "mvn") if shutil.which(name) is None]
    if absent:
        return f"{', '.join(absent)} not installed: scripts/programs cluster"
    return None


def cache() -> Path:
    """The folder of what is fetched and compiled."""
    named = os.environ.get("IZDE_OPENSEARCH_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "izde-opensearch"


#: Seconds that fetching may take.
PATIENCE = 300

_failed: list[str] = []


def classpath() -> str:
    """What a node is started with; made where it is not there yet. Raises ProgramsMissingError."""
    reason = missing() or next(iter(_failed), None)  # what could not be fetched once is not tried again
    if reason is not None:
        raise ProgramsMissingError(reason)
    wanted = hashlib.sha256(b"".join(source.read_bytes() for source in SOURCES)).hexdigest()[:16]
    folder = cache() / wanted
    if not folder.exists():
        try:
            _make(folder)
        except ProgramsMissingError as error:
            _failed.append(str(error))
            raise
    return f"{folder / 'classes'}{os.pathsep}{folder / 'jars'}{os.sep}*"


def _make(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / "made"
        made.mkdir()
        print("Fetching OpenSearch by Maven …", file=sys.stderr)
        _run(
            "mvn",
            "--batch-mode",
            "--quiet",
            f"--file={SOURCES[0]}",
            "dependency:copy-dependencies",
            f"-DoutputDirectory={made / 'jars'}",
        )
        _run("javac", "-cp", f"{made / 'jars'}{os.sep}*", "-d", str(made / "classes"), str(SOURCES[1]))
        try:
            made.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was quicker
                raise


def _run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise ProgramsMissingError(f"{command[0]} did not end within {PATIENCE} seconds") from error
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines() or [""]
        # Maven says first what is wrong, and then at length where to read about it.
        raise ProgramsMissingError(f"{command[0]} failed: {said[0][:300]}")
