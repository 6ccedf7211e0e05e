"""Kazakh morphology: the stem of a word form, chosen among all analyses that the grammar allows.

The method: every way to read the end of a word as a path of suffixes is found from right to left over the
suffix table (``data/kazakh_suffixes.tsv``), under vowel harmony and consonant assimilation; what remains is
a candidate stem, repaired where the suffix had changed it (кітаб-ы → кітап, халқ-ы → халық, оқ-у → оқы). A
candidate costs what its suffixes cost and what its stem costs: little for a stem of the lexicon, much for
an unknown one. The cheapest reading wins. Inflection is taken off, and so are the passive and the verbal
noun; derivation (-лық, -шы, -сыз, -лы, the causative) belongs to the stem.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    known = kazakh_lexicon.lexicon()
    if word in known.whole:
        return word
    best = min(readings(word, kazakh_suffixes.table(), known), default=None)
    return word if best is None else best.stem


def analyses(word: str) -> list[Analysis]:
    """Every reading of `word` (lower case, NFC, Cyrillic), the likeliest first."""
    suffixes = kazakh_suffixes.table()
    best: dict[tuple[str, str], tuple[float, kazakh_suffixes.Split]] = {}
    for reading in readings(word, suffixes, kazakh_lexicon.lexicon()):
        key = (reading.stem, reading.split.state)
        if key not in best or best[key][0] > reading.cost:
            best[key] = (reading.cost, reading.split)
    return [
        Analysis(candidate, suffixes.explain(word, split), -cost)
        for (candidate, _), (cost, split) in sorted(best.items(), key=lambda item: (item[1][0], item[0]))
    ]


class Reading(NamedTuple):
    """A candidate stem with its cost in nats."""

    cost: float
    stem: str
    split: kazakh_suffixes.Split


def readings(
    word: str, suffixes: kazakh_suffixes.SuffixTable, known: kazakh_lexicon.Lexicon
) -> Iterator[Reading]:
    """Every way to part `word` into a stem and suffixes, in no order."""
    for split in suffixes.split(word):
        for candidate, repair in stems_before(word, split, known):
            if len(candidate) > 1:
                cost = split.path.cost + repair + known.cost(candidate, split.state)
                yield Reading(cost, candidate, split)


# Before a suffix that begins with a vowel, п, к, қ at the end of a native stem are voiced. к and қ go with
# front and back vowels, so that г after a back vowel (педагог) and ғ after a front one are the stem's own.
_VOICED = {"б": "п", "г": "к", "ғ": "қ"}
_UNVOICED = frozenset("пкқ")
_VOWEL_INITIAL = frozenset("ыіаеу")
_STAYS_VOICED = 2.0
_STAYS_UNVOICED = 3.0
# A high vowel before a final consonant is dropped (халық, халқы; орын, орны): a closed set of stems.
_SYNCOPE = 0.5


def stems_before(
    word: str, split: kazakh_suffixes.Split, known: kazakh_lexicon.Lexicon
) -> Iterator[tuple[str, float]]:
    """The stems that the letters of `word` before its suffixes may be the remainder of, with their costs."""
    base = word[: split.end] + split.restored
    if split.restored or split.end == len(word) or word[split.end] not in _VOWEL_INITIAL:
        yield base, 0.0
        return
    last = base[-1]
    if last in _VOICED:
        yield base[:-1] + _VOICED[last], 0.0
        yield base, _STAYS_VOICED
    elif last in _UNVOICED:
        yield base, _STAYS_UNVOICED
    else:
        yield base, 0.0
    if len(base) >= 3 and last not in _VOWEL_LETTERS and base[-2] not in _VOWEL_LETTERS:
        for vowel in "ыі":
            candidate = f"{base[:-1]}{vowel}{last}"
            if known.is_nominal(candidate) or known.is_verb(candidate):
                yield candidate, _SYNCOPE


__all__ = ["START", "Analysis", "analyses", "stem"]
