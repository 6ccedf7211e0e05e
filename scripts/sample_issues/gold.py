"""The gold records that sample issues are made of: the titles, abstracts and bodies of real articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"


def sources() -> list[Record]:
    """All of them, in the order of the files and lines."""
    return [
        json.loads(line)
        for file in sorted(GOLD.glob("*-part.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
