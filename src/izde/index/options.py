"""How to index: what the user asks of a run, as plain data."""

from __future__ import annotations

import msgspec


class IndexOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to index. `jobs` is how many processes read files (0: one a processor); `journal`, `year` and
    `number` stand for what the issues print; `wait` is how many seconds to wait for another writer."""

    jobs: int = 1
    prune: bool = False
    force: bool = False
    dry_run: bool = False
    journal: str | None = None
    year: int | None = None
    number: str | None = None
    ocr: bool = False
    reader: str | None = None
    wait: float = 0.0
