"""The `izde` command; `python -m izde` is the same.

Nothing is at stake while the command line is being loaded, so Ctrl-C may end the process there and then. An
exception could not do it cleanly: it would come out of the middle of an import.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

#: What a shell makes of a process that Ctrl-C has ended.
_INTERRUPTED = 130


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    os._exit(_INTERRUPTED)


def main() -> NoReturn:
    """The console script."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # not where Ctrl-C is ignored
        signal.signal(signal.SIGINT, _leave)
    from izde.cli import main as run

    signal.signal(signal.SIGINT, usual)
    try:
        run()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said and done


if __name__ == "__main__":
    main()
