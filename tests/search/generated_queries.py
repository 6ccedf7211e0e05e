"""Queries put together at random from what means something to the parser, and what does not."""

from __future__ import annotations

import random

PIECES = [
    *"()\"«»“”*?~-:. ", "AND", "OR", "NOT", "И", "ЖӘНЕ", "НЕ", "author:", "title:", "year:", "lang:", "тіл:",
    "doi:", "number:", "2019..2024", "..", "қоғам", "war", "e-learning", "А.Б.", "~2",
    "слово~", "w*d", "\0", "\n", "&&", "||", "!", "+", "[2019 TO *]", "foo:",
    "\u0301", "😀", "№", "10.1/x", "-" * 5, "x" * 300,
]  # fmt: skip


def generated(count: int) -> list[str]:
    chance = random.Random(20)
    joiners = ("", " ")
    return [
        "".join(chance.choice(PIECES) + chance.choice(joiners) for _ in range(chance.randrange(1, 14)))
        for _ in range(count)
    ]
