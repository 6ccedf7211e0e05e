"""Real disks that are full or read-only: small memory disks, where the system lets us mount them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from material import records, write_issue

from izde.errors import ExitCode, LibraryUnwritable
from izde.index.library import Library


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a memory disk with these mount options, or mounts it again with others."""
    place = tmp_path / "disk"
    mounted = False

    def mount(options: str) -> Path:
        nonlocal mounted
        place.mkdir(exist_ok=True)
        options = f"remount,{options}" if mounted else options
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if os.name == "nt" or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("memory disks cannot be mounted here")
        mounted = True
        return place

    yield mount
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        write_issue(tmp_path / "in" / f"issue{number}.jsonl", records(), 6)
    return tmp_path / "in"


@pytest.mark.parametrize("size", ["64k", "1500k", "2500k"])
def test_a_full_disk(disk, folder, tmp_path, size):
    try:
        library = Library.open(disk(f"size={size}") / "library", create=True)
    except LibraryUnwritable as error:
        assert "No space left" in error.message
        return
    report = library.index([folder])
    assert report.exit_code == ExitCode.LIBRARY
    assert "No space left" in str(report.stopped)
    with library.snapshot() as snapshot:
        assert len(snapshot) == report.articles == 6 * report.issues
    assert library.doctor().sound
    shutil.copytree(library.path, tmp_path / "larger")
    larger = Library.open(tmp_path / "larger")
    assert larger.index([folder]).exit_code == ExitCode.DONE
    with larger.snapshot() as snapshot:
        assert len(snapshot) == 36


def test_a_read_only_disk(disk, folder):
    library = Library.open(disk("size=32m") / "library", create=True)
    library.index([folder / "issue0.jsonl"])
    disk("ro")
    library = Library.open(library.path)
    with library.snapshot() as snapshot:
        assert len(snapshot) == 6
    assert library.doctor().sound
    with pytest.raises(LibraryUnwritable, match="Read-only"):
        library.index([folder])
    with pytest.raises(LibraryUnwritable, match="Read-only"):
        library.remove("issue0.jsonl")
    with pytest.raises(LibraryUnwritable):
        Library.open(library.path.parent / "other", create=True)
    disk("rw")
    assert library.index([folder]).totals == {"unchanged": 1, "new": 5}
