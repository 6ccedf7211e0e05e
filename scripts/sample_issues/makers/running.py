"""Running a maker as a program of its own."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

#: Seconds that a maker may take for one small issue, on a busy machine.
PATIENCE = 180


class MakerFailedError(RuntimeError):
    """A maker wrote no file; its own last words say why."""


def run_maker(
    command: Sequence[str],
    made: Path,
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a maker that is to write `made`. Raises MakerFailedError."""
    made.unlink(missing_ok=True)
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    if not made.is_file():
        words = done.stdout.strip().splitlines()[-12:]
        raise MakerFailedError(f"{command[0]} wrote no {made.name}: " + "\n".join(words))


def said_version(command: Sequence[str]) -> str | None:
    """The version that a program gives itself, or None when it gives none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except OSError:
        return None
    found = re.search(r"\d+(?:[.-]\d+)+", done.stdout)
    return found[0] if found else None
