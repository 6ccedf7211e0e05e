"""Pieces: the short strings that a page of a PDF is made of, with their places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Face(NamedTuple):
    """What the layout needs to know of a font."""

    bold: bool = False
    italic: bool = False


class Piece(NamedTuple):
    """A run of letters without an inner blank: left and right end, baseline, type size.

    `space` tells that the file has a blank before the piece.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    face: Face = Face()
    space: bool = False


def baselines(pieces: Iterable[Piece]) -> list[float]:
    """The baselines of the pieces from top to bottom, each once."""
    out: list[float] = []
    for y in sorted((p.y for p in pieces), reverse=True):
        if not out or out[-1] - y > 3.0:
            out.append(y)
    return out
