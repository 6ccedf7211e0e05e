"""The processes that read files: order, and what one bad file costs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from izde.index.cache import Key
from izde.index.preparing import Prepared, Task
from izde.index.workers import Workers


def task(name: str) -> Task:
    return Task(key=Key("0", "1"), path=name, kind="text", size=0, modified=0)


def act(task: Task, _cache: Path) -> Prepared:
    """Stands in for reading: does what the name of the file says."""
    if task.path == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.path == "hang":
        time.sleep(60)
    if task.path.startswith("slow"):
        time.sleep(0.3)
    return Prepared(failure=f"{task.path} by {os.getpid()}")


def results(workers: Workers, *names: str) -> list[str]:
    return [str(p.failure) for p in workers.prepare([task(name) for name in names], lambda: False)]


def test_results_come_in_the_order_of_the_tasks(tmp_path):
    with Workers(2, tmp_path, act) as workers:
        found = results(workers, "slow", "a", "b", "slow2", "c")
    assert [result.split()[0] for result in found] == ["slow", "a", "b", "slow2", "c"]
    assert len({result.split()[2] for result in found}) == 2
    assert str(os.getpid()) not in {result.split()[2] for result in found}


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_file_that_kills_its_reader_costs_only_itself(tmp_path):
    with Workers(1, tmp_path, act) as workers:
        found = results(workers, "a", "die", "b")
    assert "SIGKILL" in found[1] and found[1].startswith("die could not be read")
    assert found[0].startswith("a by") and found[2].startswith("b by")


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path):
    with Workers(1, tmp_path, act, seconds=1) as workers:
        found = results(workers, "a", "hang", "b")
    assert "longer than 1 seconds" in found[1]
    assert found[2].startswith("b by")


def test_a_run_that_is_stopped_ends_its_processes(tmp_path):
    begun = time.monotonic()
    with Workers(2, tmp_path, act) as workers:
        results = workers.prepare([task("a"), task("hang")], lambda: time.monotonic() - begun > 2)
        assert len(list(results)) == 1
    assert time.monotonic() - begun < 20


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_group_does_not_end_a_process_starting_or_at_work(tmp_path, capfd, number):
    """Ctrl-C, `timeout`, a service's end or a closed terminal reach all processes; the writer decides."""

    def press_ctrl_c() -> bool:
        for process in multiprocessing.active_children():
            os.kill(int(process.pid or 0), number)
        return False

    with Workers(2, tmp_path, act) as workers:
        tasks = [task("a"), task("slow"), task("slow2")]
        found = [str(prepared.failure) for prepared in workers.prepare(tasks, press_ctrl_c)]
    assert [result.split()[:2] for result in found] == [["a", "by"], ["slow", "by"], ["slow2", "by"]]
    assert capfd.readouterr().err == ""


LEAVE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_workers import act, task
from izde.index.workers import Workers
workers = Workers(2, Path(sys.argv[2]), act)
results = workers.prepare([task("a"), task("hang"), task("hang")], lambda: False)
print(next(results).failure)
raise KeyboardInterrupt
"""


def test_a_run_that_could_not_end_its_processes_does_not_wait_for_them(tmp_path):
    command = [sys.executable, "-c", LEAVE, str(Path(__file__).parent), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=40, check=False)
    assert done.stdout.startswith("a by")
    assert "KeyboardInterrupt" in done.stderr
