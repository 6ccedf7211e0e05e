"""The Kazakh lexicon: what it costs to take a string for a stem.

Costs are in nats, minus logarithms of probabilities, so that the cheapest reading of a word is the likeliest.
A stem of the lexicon costs what its frequency among word types says. An unknown one costs more the longer
it is and the less its last letters look like the end of a stem, unless it is derived from a known one.
``scripts/build_kazakh_lexicon`` makes the file; ``data/LICENSES.md`` names its sources.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from izde.language.kazakh.suffixes import DATA, NOMINAL, VERBAL, DerivationTable, agrees, derivations

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
# Stems of up to three letters are a closed set that the lexicon holds almost whole.
_SHORT = {1: 14.0, 2: 10.0, 3: 4.0}
_WITHOUT_VOWEL = 8.0
# No native stem is a consonant and one of these vowels, but for the few of the lexicon (де, же).
_SYLLABLE_VOWELS = frozenset("аәеоөұүыі")
_SYLLABLE = 20.0
# Nor does one end in a consonant and one of these letters, which loans do not have, or in these clusters.
_NEVER_CLUSTERED = frozenset("қғң")
_CLUSTERS = frozenset({"қш", "тш", "пш", "сш", "нш", "лш"})
_CLUSTERED = 12.0
_OTHER_END = ""
"""Stands for every pair of last letters that is not listed."""
SCALE = 10
"""Costs are held in tenths of a nat, in one byte."""
_HIGHEST = 255


class Costs:
    """What a lexicon knows of one class of stems. All costs are in tenths of a nat."""

    def __init__(self, stems: dict[str, int], ends: dict[str, int], unknown: int) -> None:
        self.stems = stems
        self.ends = ends
        """What the last two letters of an unknown stem cost."""
        self.unknown = unknown
        """What any unknown stem costs to begin with."""


class Lexicon:
    """The costs of stems, nominal and verbal."""

    def __init__(
        self, classes: Mapping[str, Costs], letter: int, whole: frozenset[str], derived: DerivationTable
    ) -> None:
        self._classes = classes
        self._letter = letter
        self._derived = derived
        self.tenths = {state: costs.stems for state, costs in classes.items()}
        """What each known stem costs, by class, in tenths of a nat."""
        self.least = min(min(stems.values(), default=0) for stems in self.tenths.values()) / SCALE
        """What the likeliest stem costs, in nats."""
        self.least_guess = {state: self._least_guess(state) for state in self.tenths}
        """What an unknown stem costs at least, by class, in nats."""
        self._nominal, self._verbal = self.tenths[NOMINAL], self.tenths[VERBAL]
        self.whole = whole
        """Words that are their own stem although they could be read as forms of another."""

    def _least_guess(self, state: str) -> float:
        costs = self._classes[state]
        spelled = (costs.unknown + min(costs.ends.values())) / SCALE
        lengths = range(2, max(_SHORT) + 2)
        return min(
            *(spelled + self._letter * (size - 2) / SCALE + _SHORT.get(size, 0.0) for size in lengths),
            *(self.least + cost for _, cost in self._derived.prices(state)),
        )

    def is_nominal(self, stem: str) -> bool:
        """Whether `stem` is a known noun, adjective, adverb or the like."""
        return stem in self._nominal

    def is_verb(self, stem: str) -> bool:
        """Whether `stem` is a known verb."""
        return stem in self._verbal

    def stems(self) -> set[str]:
        """Every known stem, of either class."""
        return self._nominal.keys() | self._verbal.keys()

    def cost(self, stem: str, state: str) -> float:
        """What it costs to take `stem` for a nominal (state N) or a verb (V), in nats."""
        known = self.known(stem, state)
        return self.guess(stem, state) if known is None else known

    def known(self, stem: str, state: str) -> float | None:
        """The cost of a known stem, None for an unknown one."""
        tenths = self.tenths[state].get(stem)
        return None if tenths is None else tenths / SCALE

    def guess(self, stem: str, state: str, enough: float = float("inf")) -> float:
        """The cost of an unknown stem, or a greater number if that is more than `enough`."""
        costs = self._classes[state]
        least = (costs.unknown + self._letter * (len(stem) - 2)) / SCALE
        cost = self._spelled(stem, costs) if least < enough else float("inf")
        for base, suffix in self._derived.bases(stem, state):
            known = self.known(base, suffix.base)
            if known is not None and known + suffix.cost < cost and agrees(base, suffix):
                cost = known + suffix.cost
        return cost

    def _spelled(self, stem: str, costs: Costs) -> float:
        """What an unknown stem costs that is derived from no known one."""
        ends = costs.ends
        tenths = costs.unknown + self._letter * (len(stem) - 2) + ends.get(stem[-2:], ends[_OTHER_END])
        cost = tenths / SCALE + _SHORT.get(len(stem), 0.0)
        if _VOWELS.isdisjoint(stem):
            cost += _WITHOUT_VOWEL
        elif len(stem) == 2 and stem[1] in _SYLLABLE_VOWELS:
            cost += _SYLLABLE
        if stem[-2:] in _CLUSTERS or (stem[-1:] in _NEVER_CLUSTERED and stem[-2:-1] not in _VOWELS):
            cost += _CLUSTERED
        return cost


def pack(classes: Mapping[str, Costs], letter: int, whole: Iterable[str]) -> bytes:
    """The lexicon as the bytes of its file: lines of words and of their costs, one byte each, compressed."""
    lines = [" ".join(sorted(whole)).encode(), str(letter).encode()]
    for state in (NOMINAL, VERBAL):
        costs = classes[state]
        lines.append(str(costs.unknown).encode())
        for table in (costs.stems, costs.ends):
            words = sorted(table)
            lines += [" ".join(words).encode(), bytes(min(table[word], _HIGHEST) for word in words)]
    return zlib.compress(b"\n".join(lines), 9)


def unpack(packed: bytes, derived: DerivationTable) -> Lexicon:
    """The lexicon from the bytes that `pack` made."""
    # No cost is as low as the ten tenths that would look like a line's end: probabilities are below e^-1.
    whole, letter, *rest = zlib.decompress(packed).split(b"\n")
    classes = {}
    for state, (unknown, *tables) in ((NOMINAL, rest[:5]), (VERBAL, rest[5:])):
        stems, ends = (
            dict(zip(words.decode().split(" "), costs, strict=True))
            for words, costs in (tables[:2], tables[2:])
        )
        classes[state] = Costs(stems, ends, int(unknown))
    return Lexicon(classes, int(letter), frozenset(whole.decode().split(" ")), derived)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    return unpack((DATA / "kazakh_lexicon.z").read_bytes(), derivations())
