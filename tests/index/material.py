"""Issues to index in tests, made of the sample articles."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[2] / "data" / "gold"


def records() -> list[dict[str, Any]]:
    """The sample articles."""
    return [
        json.loads(line)
        for name in ("atyrau-part.jsonl", "kaznu-part.jsonl")
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    ]


def small_records(words: int = 120) -> list[dict[str, Any]]:
    """The sample articles with short bodies: quick to analyze."""
    return [{**record, "body": " ".join(record["body"].split()[:words])} for record in records()]


def tiny_records() -> list[dict[str, Any]]:
    """The sample articles with a little of everything they have: for tests that index thousands."""
    return [
        {
            **record,
            "abstracts": {code: " ".join(text.split()[:25]) for code, text in record["abstracts"].items()},
            "references": record.get("references", [])[:2],
        }
        for record in small_records(20)
    ]


def write_issue(path: Path, material: list[dict[str, Any]], count: int = 3, seed: int = 0) -> list[str]:
    """An issue of `count` articles as records, with ids of its own and words of its own; the ids."""
    choose = random.Random(f"{path.stem}:{seed}")
    lines, ids = [], []
    for number in range(1, count + 1):
        record = dict(choose.choice(material))
        record["id"] = f"{path.stem}-{number}"
        record["source"] = path.name
        record["body"] = f"{record['body']} {path.stem} {seed}"
        ids.append(record["id"])
        lines.append(json.dumps(record, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ids
