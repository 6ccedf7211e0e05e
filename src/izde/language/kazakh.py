"""Kazakh morphology: the stem of a word form, chosen among all analyses that the grammar allows.

The method: every way to read the end of a word as a path of suffixes is found from right to left over the
suffix table (``data/kazakh_suffixes.tsv``), under vowel harmony and consonant assimilation; what remains is
a candidate stem, repaired where the suffix had changed it (кітаб-ы → кітап, халқ-ы → халық, оқ-у → оқы). A
candidate costs what its suffixes cost and what its stem costs: little for a stem of the lexicon, much for
an unknown one. The cheapest reading wins. Inflection is taken off, and so are the passive and the verbal
noun; derivation (-лық, -шы, -сыз, -лы, the causative) belongs to the stem.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from izde.language import kazakh_lexicon, kazakh_suffixes

START = 5
"""How many first letters make the truncated form of a word (Can et al. 2008, for Turkish)."""

_VOWEL_LETTERS = frozenset("аәеёиоөуұүыіэюя")


class Analysis(NamedTuple):
    """One reading of a word form."""

    stem: str
    suffixes: tuple[str, ...]
    """The suffixes after the stem, each as ``letters/GLOSS``."""
    score: float
    """Minus the cost, in nats: the higher the likelier."""


def stem(word: str) -> str:
    """The stem of `word` (lower case, NFC, Cyrillic): what its forms have in common.

    Parts of a hyphenated word: the last is stemmed, or taken off when it is a suffix (ақш-тың). The stem
    of a stem is itself.
    """
    return _stem(word)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    if "-" in word:
        return _hyphenated(word)
    seen = [word]
    while True:
        best = _best(seen[-1])
        if best == seen[-1]:
            return best
        if best in seen:  # a cycle: its shortest member stands for all
            return min(seen[seen.index(best) :], key=lambda s: (len(s), s))
        seen.append(best)


def _hyphenated(word: str) -> str:
    head, _, tail = word.rpartition("-")
    if not head or not tail:
        return word
    if not any(c in _VOWEL_LETTERS for c in head) or len(head) <= 4 or head[-1].isdigit():
        suffixes = kazakh_suffixes.table()
        if suffixes.is_ending(tail) and not kazakh_lexicon.lexicon().is_nominal(tail):
            return head
    return f"{head}-{_stem(tail)}"


def _best(word: str) -> str:
    found = analyses(word)
    return found[0].stem if found else word


def analyses(word: str) -> list[Analysis]:
    """Every reading of `word`, the likeliest first."""
    known = kazakh_lexicon.lexicon()
    readings: dict[tuple[str, str], tuple[float, tuple[str, ...]]] = {}
    for end, state, cost, path, restored in kazakh_suffixes.table().split(word):
        base = word[:end]
        for candidate, repair in _repairs(base, word[end:], restored):
            if len(candidate) < 2:
                continue
            price = cost + repair + known.cost(candidate, state)
            key = (candidate, state)
            if key not in readings or readings[key][0] > price:
                readings[key] = (price, path)
    ordered = sorted(readings.items(), key=lambda item: (item[1][0], -len(item[0][0]), item[0]))
    return [Analysis(candidate, path, -cost) for (candidate, _), (cost, path) in ordered]


_VOICED = {"б": "п", "г": "к", "ғ": "қ"}


def _repairs(base: str, ending: str, restored: str) -> list[tuple[str, float]]:
    """The stems that `base` may be the written remainder of, each with its cost."""
    if restored:
        return [(base + restored, 0.0)]
    if not ending:
        return [(base, 0.0)]
    out = [(base, 0.0)]
    if ending[0] in "ыіаеу" and base:
        last = base[-1]
        if last in _VOICED:
            out = [(base[:-1] + _VOICED[last], 0.0), (base, 2.0)]
        elif last in "пкқ":
            out = [(base, 3.0)]
        if len(base) >= 3 and last not in _VOWEL_LETTERS and base[-2] not in _VOWEL_LETTERS:
            vowel = "ы" if ending[0] in "ыа" else "і"
            candidate = base[:-1] + vowel + base[-1]
            out.append((candidate, 0.5 if kazakh_lexicon.lexicon().is_nominal(candidate) else 6.0))
    return out


__all__ = ["START", "Analysis", "analyses", "stem"]
