"""The lock of a library, between processes."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from izde.errors import ExitCode, LibraryLocked, LibraryUnwritable
from izde.index.lock import WriteLock, abandoned, holder

HOLD = """
import sys, time
from pathlib import Path
from izde.index.lock import WriteLock
with WriteLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(path: Path, seconds: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path):
    process = hold(tmp_path / "lock", 30)
    try:
        with pytest.raises(LibraryLocked) as raised, WriteLock(tmp_path / "lock"):
            pass
        assert f"process {process.pid} on " in raised.value.message
        assert " since 20" in raised.value.message
        assert raised.value.exit_code == ExitCode.LOCKED
        now = holder(tmp_path / "lock")
        assert now is not None and now.pid == process.pid
    finally:
        process.kill()
        process.wait()


def test_a_second_writer_can_wait(tmp_path):
    process = hold(tmp_path / "lock", 0.5)
    begun = time.monotonic()
    with WriteLock(tmp_path / "lock", wait=20):
        assert time.monotonic() - begun < 15
    assert process.wait() == 0


def test_the_lock_of_a_killed_process_is_recovered(tmp_path):
    process = hold(tmp_path / "lock", 30)
    process.kill()
    process.wait()
    assert holder(tmp_path / "lock") is None
    left = abandoned(tmp_path / "lock")
    assert left is not None and left.pid == process.pid
    with WriteLock(tmp_path / "lock") as lock:
        assert lock.recovered == left
    assert abandoned(tmp_path / "lock") is None


def test_a_lock_that_is_given_back_leaves_nothing_to_recover(tmp_path):
    with WriteLock(tmp_path / "lock"):
        pass
    assert abandoned(tmp_path / "lock") is None
    with WriteLock(tmp_path / "lock") as lock:
        assert lock.recovered is None


def test_a_lock_in_a_folder_that_is_not_there_is_an_error_of_the_library(tmp_path):
    with pytest.raises(LibraryUnwritable), WriteLock(tmp_path / "none" / "lock"):
        pass


def test_waiting_for_the_lock_can_be_stopped(tmp_path):
    with WriteLock(tmp_path / "lock"):
        begun = time.monotonic()
        waiting = WriteLock(tmp_path / "lock", wait=60, stopped=lambda: time.monotonic() > begun + 0.2)
        with pytest.raises(KeyboardInterrupt), waiting:
            pass
        assert time.monotonic() - begun < 20
