"""A plugin of ocrmypdf that says on standard error how many pages have been recognised.

ocrmypdf loads it by its path, in a process of its own; nothing of Izde is imported here.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from ocrmypdf import hookimpl


class PagesDone:
    """Stands in for the progress bar: `izde-ocr DONE ALL` in a line of its own for every page."""

    def __init__(self, *, total: float | None = None, desc: str | None = None, **_rest: Any) -> None:
        self._total = total or 0
        self._done = 0.0
        # Other steps count pages as well, and take no time.
        self._heard = desc == "OCR"

    def __enter__(self) -> PagesDone:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is left open."""

    def update(self, n: float = 1, *, completed: float | None = None) -> None:
        """`n` more are done, or `completed` in all."""
        before = int(self._done)
        self._done = completed if completed is not None else self._done + n
        if self._heard and int(self._done) > before:
            sys.stderr.write(f"izde-ocr {int(self._done)} {int(self._total)}\n")
            sys.stderr.flush()


@hookimpl
def get_progressbar_class() -> type[PagesDone]:
    """What ocrmypdf tells of its progress."""
    return PagesDone
