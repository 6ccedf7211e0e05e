"""A pool of processes that read files, in which one file can neither hang the run nor take it down.

Every worker does one task at a time and has a deadline for it. One that dies, of a fault in a library or
of too little memory, or that passes its deadline, costs that file alone: it is replaced. Workers are
started afresh rather than forked, so that they hold none of the writer's files or locks, and they end by
themselves when the writer is gone.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType

from izde.errors import ExtractionStopped
from izde.index.interruption import SIGNALS
from izde.index.preparing import Prepared, Task, prepare
from izde.interface import _

#: Seconds that reading one file may take, and recognising a scanned one. The readers have limits of their
#: own, below these, and better messages; this is for what gets past them.
FILE_SECONDS = 1200.0
OCR_SECONDS = 4 * 3600.0

#: Bytes of address space that a worker may take, where the system can limit it.
MEMORY = 6 << 30

#: Results that may wait for one that is still being worked on, so that they come out in order.
AHEAD = 8

_NAME = "izde reader"

_Job = Callable[[Task, Path], Prepared]


class Workers:
    """`jobs` processes that prepare tasks; a context manager, which ends them. `seconds` bounds a file."""

    def __init__(self, jobs: int, cache: Path, do: _Job = prepare, seconds: float = FILE_SECONDS) -> None:
        self.jobs = jobs
        self.cache = cache
        self.do = do
        self.seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._idle: list[_Worker] = []
        self._busy: dict[_Worker, int] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in (*self._idle, *self._busy):
            worker.end()
        self._idle, self._busy = [], {}

    def prepare(self, tasks: Sequence[Task], stopped: Callable[[], bool]) -> Iterator[Prepared]:
        """The results of the tasks, in their order. Ends early when `stopped` says so."""
        waiting = deque(enumerate(tasks))
        results: dict[int, Prepared] = {}
        following = 0
        while following < len(tasks):
            while following in results:
                yield results.pop(following)
                following += 1
            if following == len(tasks) or stopped():
                return
            while waiting and len(self._busy) < self.jobs and waiting[0][0] < following + AHEAD + self.jobs:
                number, task = waiting.popleft()
                worker = self._idle.pop() if self._idle else _Worker(self._context, self.cache, self.do)
                worker.give(task, OCR_SECONDS if "ocr" in dict(task.key.options) else self.seconds)
                self._busy[worker] = number
            for worker in self._ready():
                number = self._busy.pop(worker)
                results[number] = worker.take()
                if worker.alive:
                    self._idle.append(worker)

    def _ready(self) -> list[_Worker]:
        """The busy workers that have a result, have died or are late; waits a moment for one."""
        by_connection = {worker.connection: worker for worker in self._busy}
        ready = [by_connection[c] for c in wait(list(by_connection), 0.1) if isinstance(c, Connection)]
        return ready or [worker for worker in self._busy if worker.late]


class _Worker:
    def __init__(self, context: multiprocessing.context.SpawnContext, cache: Path, do: _Job) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, cache, do), name=f"{_NAME} {id(self)}")
        with _signals_held():
            self._process.start()
        theirs.close()
        self._task: Task | None = None
        self._limit = 0.0
        self._deadline = 0.0
        self.alive = True

    @property
    def late(self) -> bool:
        return time.monotonic() > self._deadline

    def give(self, task: Task, seconds: float) -> None:
        self._task = task
        self._limit = seconds
        self._deadline = time.monotonic() + seconds
        with contextlib.suppress(OSError):  # a worker that has died already shows in `take`
            self.connection.send(task)

    def take(self) -> Prepared:
        """The result of the task; that it failed, and the end of this worker, when there is none."""
        assert self._task is not None
        try:
            if self.connection.poll():
                prepared: Prepared = self.connection.recv()
                return prepared
            reason = _("it took longer than {seconds:.0f} seconds").format(seconds=self._limit)
        except (EOFError, OSError):
            self._process.join(5)
            reason = _("the process that read it ended ({ending})").format(
                ending=_ending(self._process.exitcode)
            )
        self.end()
        return Prepared(failure=ExtractionStopped(self._task.path, reason).message)

    def end(self) -> None:
        self.alive = False
        self._process.kill()
        self._process.join()
        self.connection.close()


@atexit.register
def _leave_nobody() -> None:
    """End what a run that was interrupted at a bad moment has left: Python would wait for it for ever."""
    for process in multiprocessing.active_children():
        if process.name.startswith(_NAME):
            process.kill()


def _ending(code: int | None) -> str:
    if code is None:
        return _("without a reason")
    if code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return _("exit code {code}").format(code=code)


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Hold the signals to stop back meanwhile; they arrive here afterwards.

    A process started meanwhile never sees them: a new process holds back what its parent did, so that one
    that is still importing is not interrupted before it can say that it ignores them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # multiprocessing starts a process of its own first, and lets them through again when it has done so.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(connection: Connection, cache: Path, do: _Job) -> None:
    """The life of a worker: tasks in, results out, until the writer closes its end."""
    # Ctrl-C reaches the whole group of processes, and so does the end of a terminal, of a `timeout` or of a
    # service; the writer decides what it means.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(do(connection.recv(), cache))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
