"""What a check reports, and the table of all codes."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple, get_args

import msgspec

from izde.interface import _

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


class Finding(msgspec.Struct, omit_defaults=True):
    """One thing to mend. `page` and `line` count from 1 in the file; they are absent where what is missing
    has no place, and for a text file without pages only the line is known."""

    code: str
    severity: Severity
    message: str
    mend: str
    article: str | None = None
    page: int | None = None
    line: int | None = None


class Code(NamedTuple):
    """A row of the table `codes.tsv`."""

    code: str
    severity: Severity
    message: str
    mend: str


@lru_cache(maxsize=1)
def codes() -> dict[str, Code]:
    """Every code that a check can report."""
    text = resources.files("izde.check").joinpath("codes.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: Code(row[0], msgspec.convert(row[1], Severity), row[2], row[3]) for row in rows[1:]}


class Place(NamedTuple):
    """Where something is printed: the page and the line in the file, as far as they are known."""

    page: int | None = None
    line: int | None = None


NOWHERE = Place()


def finding(code: str, article: str | None = None, place: Place | None = None, **values: object) -> Finding:
    """A finding of this code, its message filled in."""
    row = codes()[code]
    page, line = place or NOWHERE
    message = _(row.message).format(**values)
    return Finding(row.code, row.severity, message, _(row.mend), article=article, page=page, line=line)
