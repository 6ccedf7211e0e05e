"""What the reader of PDFs and its processes tell each other, pickled on their pipes."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import IO, Literal

from izde.extract.page.document import Line


@dataclass(slots=True)
class Ask:
    """Read the pages from `start` (counted from 0) up to `stop`; `gutters` are known from other pages."""

    start: int
    stop: int
    gutters: tuple[float, ...] = ()


@dataclass(slots=True)
class Opened:
    """The file could be opened; `more` pages are left out because of the limit.

    `rescued` tells that it has lost its table of parts, as a file has that was cut off.
    """

    pages: int
    more: bool = False
    warnings: list[str] = field(default_factory=list)
    rescued: bool = False


@dataclass(slots=True)
class Refused:
    """The file could not be opened."""

    kind: Literal["encrypted", "damaged", "memory"]
    detail: str


@dataclass(slots=True)
class PageRead:
    """One page, and what went wrong on it. `links` are rectangles and targets; `unknown` counts the letters
    that the file does not name, by font; `cells` are those of `izde.extract.page.layout.Arranged`."""

    index: int
    lines: list[Line]
    width: float
    height: float
    links: list[tuple[tuple[float, float, float, float], str]]
    label: str | None = None
    letters: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    images: int = 0
    pictured: float = 0.0
    gutter: float | None = None
    doubtful: float | None = None
    cells: list[int] = field(default_factory=list)
    trouble: str | None = None


def write(stream: IO[bytes], message: object) -> None:
    """Send one message."""
    pickle.dump(message, stream, protocol=5)
    stream.flush()
