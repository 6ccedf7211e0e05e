"""The suffix table of Kazakh, and the search for all endings of a word over it."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from izde.language.kazakh_phonology import (
    BACK_VOWELS,
    FRONT_VOWELS,
    Harmony,
    allomorphs,
    is_consonant_like,
    is_vowel_like,
    sound_class,
)


class Arc(NamedTuple):
    """One spelling of a suffix between two states."""

    source: str
    target: str
    gloss: str
    harmony: int
    after: str
    vowel: bool | None
    restored: str
    cost: float


class Split(NamedTuple):
    """A word's stem and ending: the stem is word[:end] (+ restored), in `state`."""

    end: int
    state: str
    cost: float
    path: tuple[str, ...]
    restored: str


class SuffixTable:
    """Every suffix in every spelling, by spelling."""

    def __init__(self, text: str) -> None:
        self.accepting: frozenset[str] = frozenset()
        self.arcs: dict[str, list[Arc]] = {}
        for line in text.splitlines():
            if not line or line.startswith("#"):
                continue
            if line.startswith("!"):
                self.accepting = frozenset(line.split("\t")[1].split(","))
                continue
            sources, target, gloss, form, cost = line.split("\t")
            for spelling in allomorphs(form):
                for source in sources.split(","):
                    self.arcs.setdefault(spelling.text, []).append(
                        Arc(
                            source,
                            target,
                            gloss,
                            int(spelling.harmony),
                            spelling.after,
                            spelling.vowel,
                            spelling.restored,
                            float(cost),
                        )
                    )
        self.longest = max(map(len, self.arcs))

    def split(self, word: str) -> list[Split]:
        """Every stem and ending of `word`, the whole word as a stem among them."""
        size = len(word)
        sides = _sides(word)
        reached: list[dict[str, tuple[float, tuple[str, ...]]] | None] = [None] * (size + 1)
        reached[size] = {state: (0.0, ()) for state in self.accepting}
        out = [Split(size, "N", 0.0, (), ""), Split(size, "V", 1.0, (), "")]
        for start in range(size - 1, 0, -1):
            here: dict[str, tuple[float, tuple[str, ...]]] = {}
            left = word[start - 1]
            cls = sound_class(word[:start])
            side = sides[start]
            for length in range(1, min(self.longest, size - start) + 1):
                beyond = reached[start + length]
                if not beyond:
                    continue
                spelled = word[start : start + length]
                for arc in self.arcs.get(spelled, ()):
                    after = beyond.get(arc.target)
                    if after is None or not side & arc.harmony or cls not in arc.after:
                        if not (after and left in "ию" and side & arc.harmony and ("v" in arc.after)):
                            continue
                    if arc.restored:
                        if arc.source == "V":
                            out.append(
                                Split(
                                    start,
                                    "V",
                                    after[0] + arc.cost,
                                    (f"{spelled}/{arc.gloss}", *after[1]),
                                    arc.restored,
                                )
                            )
                        continue
                    if arc.vowel is True and not is_vowel_like(left):
                        continue
                    if arc.vowel is False and not is_consonant_like(left):
                        continue
                    cost = after[0] + arc.cost
                    if arc.source not in here or here[arc.source][0] > cost:
                        here[arc.source] = (cost, (f"{spelled}/{arc.gloss}", *after[1]))
            reached[start] = here
            for state in ("N", "V"):
                if state in here:
                    out.append(Split(start, state, *here[state], ""))
        return out

    def is_ending(self, text: str) -> bool:
        """Whether `text` can be read as suffixes of a nominal through and through."""
        for vowel in "ае":
            for consonant in "лт":
                if any(s.end == 2 and s.state == "N" for s in self.split(vowel + consonant + text)):
                    return True
            if any(s.end == 1 and s.state == "N" for s in self.split(vowel + text)):
                return True
        return False


def _sides(word: str) -> list[int]:
    """For each position, the harmony that the letters before it ask for."""
    out = [int(Harmony.BOTH)]
    side = int(Harmony.BOTH)
    for letter in word:
        if letter in BACK_VOWELS:
            side = int(Harmony.BACK)
        elif letter in FRONT_VOWELS:
            side = int(Harmony.FRONT)
        elif letter in "әиуюь":
            side = int(Harmony.BOTH)
        out.append(side)
    return out


@lru_cache(maxsize=1)
def table() -> SuffixTable:
    """The table that ships with the package."""
    text = files("izde.language").joinpath("data/kazakh_suffixes.tsv").read_text(encoding="utf-8")
    return SuffixTable(text)
