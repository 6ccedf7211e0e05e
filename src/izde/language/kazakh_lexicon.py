"""The Kazakh lexicon: what it costs to take a string for a stem.

Costs are in nats, minus logarithms of probabilities, so that the cheapest reading of a word is the likeliest.
A stem of the lexicon costs what its frequency among word types says. An unknown one costs more the longer
it is and the less its last letters look like the end of a stem, unless it is derived from a known one.
``scripts/build_kazakh_lexicon`` makes the file; ``data/LICENSES.md`` names its sources.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from izde.language.kazakh_suffixes import NOMINAL, VERBAL, DerivationTable, derivations

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
# Stems of two and three letters are a closed set that the lexicon holds almost whole.
_SHORT = {1: 14.0, 2: 10.0, 3: 4.0}
_WITHOUT_VOWEL = 8.0
SCALE = 10.0
"""The file holds costs in tenths of a nat."""


class Lexicon:
    """The costs of stems. `unknown` holds the cost of any unknown stem of a class, `letter` that of each of
    its letters but the last two, `ends` that of its last two letters, with "" for the ones not listed."""

    def __init__(
        self,
        stems: dict[str, dict[str, float]],
        unknown: dict[str, float],
        letter: float,
        ends: dict[str, dict[str, float]],
        derived: DerivationTable,
        whole: frozenset[str] = frozenset(),
    ) -> None:
        self._nominals, self._verbs = stems[NOMINAL], stems[VERBAL]
        self._unknown, self._letter, self._ends, self._derived = unknown, letter, ends, derived
        self.whole = whole
        """Words that are their own stem although they could be read as forms of another."""

    def is_nominal(self, stem: str) -> bool:
        """Whether `stem` is a known noun, adjective, adverb or the like."""
        return stem in self._nominals

    def is_verb(self, stem: str) -> bool:
        """Whether `stem` is a known verb."""
        return stem in self._verbs

    def cost(self, stem: str, state: str) -> float:
        """What it costs to take `stem` for a nominal (state N) or a verb (V), in nats."""
        known = self.known(stem, state)
        return self.guess(stem, state) if known is None else known

    def known(self, stem: str, state: str) -> float | None:
        """The cost of a known stem, None for an unknown one."""
        return (self._nominals if state == NOMINAL else self._verbs).get(stem)

    def guess(self, stem: str, state: str) -> float:
        """The cost of an unknown stem."""
        ends = self._ends[state]
        cost = self._unknown[state] + self._letter * (len(stem) - 2) + ends.get(stem[-2:], ends[""])
        cost += _SHORT.get(len(stem), 0.0)
        if _VOWELS.isdisjoint(stem):
            cost += _WITHOUT_VOWEL
        for base, base_state, price in self._derived.bases(stem, state):
            known = self.known(base, base_state)
            if known is not None and known + price < cost:
                cost = known + price
        return cost


def pack(
    stems: dict[str, dict[str, float]],
    unknown: dict[str, float],
    letter: float,
    ends: dict[str, dict[str, float]],
    whole: Iterable[str],
) -> bytes:
    """The lexicon as the bytes of its file: lines of ``class kind cost strings…``, compressed."""
    lines = [f"letter\t\t{letter * SCALE:.0f}\t", f"whole\t\t0\t{' '.join(sorted(whole))}"]
    for state in (NOMINAL, VERBAL):
        lines.append(f"unknown\t{state}\t{unknown[state] * SCALE:.0f}\t")
        for kind, costs in (("stem", stems[state]), ("end", ends[state])):
            by_cost: dict[int, list[str]] = {}
            for string, cost in costs.items():
                by_cost.setdefault(round(cost * SCALE), []).append(string)
            lines += [f"{kind}\t{state}\t{c}\t{' '.join(sorted(s))}" for c, s in sorted(by_cost.items())]
    return zlib.compress("\n".join(lines).encode(), 9)


def unpack(packed: bytes, derived: DerivationTable) -> Lexicon:
    """The lexicon from the bytes that `pack` made."""
    costs: dict[str, dict[str, dict[str, float]]] = {
        kind: {NOMINAL: {}, VERBAL: {}} for kind in ("stem", "end")
    }
    unknown: dict[str, float] = {}
    letter = 0.0
    whole: frozenset[str] = frozenset()
    for line in zlib.decompress(packed).decode().split("\n"):
        kind, state, tenths, strings = line.split("\t")
        cost = int(tenths) / SCALE
        if kind == "letter":
            letter = cost
        elif kind == "whole":
            whole = frozenset(strings.split(" "))
        elif kind == "unknown":
            unknown[state] = cost
        else:
            costs[kind][state].update(dict.fromkeys(strings.split(" "), cost))
    return Lexicon(costs["stem"], unknown, letter, costs["end"], derived, whole)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    packed = files("izde.language").joinpath("data/kazakh_lexicon.z").read_bytes()
    return unpack(packed, derivations())
