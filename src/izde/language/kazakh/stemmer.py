"""Kazakh morphology: the stem of a word form, chosen among all analyses that the grammar allows.

The method: every way to read the end of a word as a path of suffixes is found from right to left over the
suffix table (``data/kazakh_suffixes.tsv``), under vowel harmony and consonant assimilation; what remains is
a candidate stem, repaired where the suffix had changed it (кітаб-ы → кітап, халқ-ы → халық, оқ-у → оқы). A
candidate costs what its suffixes cost and what its stem costs: little for a stem of the lexicon, much for
an unknown one. The cheapest reading wins. Inflection is taken off, and so are the passive and the verbal
noun; derivation (-лық, -шы, -сыз, -лы, the causative) belongs to the stem.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from izde.language.kazakh.lexicon import SCALE, Lexicon, lexicon
from izde.language.kazakh.phonology import BACK, BOTH, FRONT, harmony
from izde.language.kazakh.suffixes import Split, SuffixTable, read, rows, table

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


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of `word` (lower case, NFC, Cyrillic): what its forms have in common.

    The stem of a stem is itself. Of a hyphenated word the last part is stemmed (әлеуметтік-мәдени), or taken
    off when it is a suffix (ақш-тың, covid-19-дың, 20-шы).
    """
    if "-" in word:
        return _hyphenated(word)
    found, known = _best(word)
    if known or found == word:
        return found
    seen = [word, found]
    while True:
        found, known = _best(found)
        if known or found == seen[-1]:
            return found
        if found in seen:  # a cycle of guesses: its shortest member stands for all
            return min(seen[seen.index(found) :], key=lambda guess: (len(guess), guess))
        seen.append(found)


_ORDINALS = frozenset({"шы", "ші", "ншы", "нші", "ыншы", "інші"})
_ABBREVIATION = 4
"""A word of so many letters before a hyphen may be an abbreviation with its suffix: бұұ-ға."""


def _hyphenated(word: str) -> str:
    head, _, tail = word.rpartition("-")
    if not head or not tail:
        return word
    if head[-1].isdigit() and tail in _ORDINALS:
        return stem(head)
    foreign = head[-1].isdigit() or head[-1] in string.ascii_lowercase or _VOWEL_LETTERS.isdisjoint(head)
    if (foreign or len(head) <= _ABBREVIATION) and _is_ending(tail):
        return stem(head)
    shorter = f"{head}-{stem(tail)}"
    return shorter if shorter == word else stem(shorter)


@lru_cache(maxsize=1 << 12)
def _is_ending(text: str) -> bool:
    return table().is_ending(text)


def _best(word: str) -> tuple[str, bool]:
    """The likeliest stem of `word`, and whether it is known, and so its own stem."""
    irregular = _irregular()
    if word in irregular:
        return irregular[word], True
    found, known = cheapest(word, table(), lexicon())
    return irregular.get(found, found), known


def cheapest(word: str, suffixes: SuffixTable, known: Lexicon) -> tuple[str, bool]:
    """The stem of the cheapest reading of `word`, and whether it is in the lexicon."""
    if word in known.whole:
        return word, True
    best, best_cost, best_known = word, float("inf"), False
    guesses = []
    stems, least, least_guess = known.tenths, known.least, known.least_guess
    for start, endings in reversed(suffixes.endings(word)):
        whole: tuple[tuple[str, float], ...] = ()
        for state, path, restored in endings:
            if path.cost + least > best_cost:
                continue
            if restored:
                candidates: tuple[tuple[str, float], ...] = ((word[:start] + restored, 0.0),)
            elif word[start : start + 1] in _VOWEL_INITIAL or word[start - 1 : start] in _DOUBLED:
                candidates = whole = whole or _remainders(word, start, known)
            else:
                candidates = whole = whole or ((word[:start], 0.0),)
            for candidate, repair in candidates:
                cost = path.cost + repair
                tenths = stems[state].get(candidate)
                if tenths is None:
                    guesses.append((cost, candidate, state))
                    continue
                cost += tenths / SCALE
                if cost < best_cost or (cost == best_cost and candidate < best):
                    best, best_cost, best_known = candidate, cost, True
    for cost, candidate, state in guesses:
        if len(candidate) > 1 and cost + least_guess[state] < best_cost:
            cost += known.guess(candidate, state, best_cost - cost)
            if cost < best_cost or (cost == best_cost and candidate < best):
                best, best_cost, best_known = candidate, cost, False
    return best, best_known


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    forms = {line[0]: line[1] for line in rows(read("kazakh_irregular.tsv"))}
    return forms | {lemma: lemma for lemma in forms.values()}


def analyses(word: str) -> list[Analysis]:
    """Every reading of `word` (lower case, NFC, Cyrillic), the likeliest first."""
    irregular = _irregular().get(word)
    if irregular is not None:
        return [Analysis(irregular, (), 0.0)]
    suffixes = table()
    best: dict[tuple[str, str], tuple[float, Split]] = {}
    for reading in readings(word, suffixes, lexicon()):
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
    split: Split


def readings(word: str, suffixes: SuffixTable, known: Lexicon) -> Iterator[Reading]:
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
# A high vowel before a final consonant is dropped (халық, халқы; орын, орны; дауыс, даусы): a closed set of
# stems.
_SYNCOPE = 0.5
_SYLLABIC = _VOWEL_LETTERS - {"у"}


# Loans that end in one of these twice write it once before a suffix (процесс, процесі; металл, металдар).
_DOUBLED = frozenset("лмс")


def stems_before(word: str, split: Split, known: Lexicon) -> tuple[tuple[str, float], ...]:
    """The stems that the letters of `word` before its suffixes may be the remainder of, with their costs."""
    if split.restored:
        return ((word[: split.end] + split.restored, 0.0),)
    return _remainders(word, split.end, known)


def _remainders(word: str, end: int, known: Lexicon) -> tuple[tuple[str, float], ...]:
    """The stems that may have become the first `end` letters of `word` before the rest."""
    base = word[:end]
    if end == len(word):
        return ((base, 0.0),)
    last = base[-1]
    doubled = []
    if last in _DOUBLED and known.is_nominal(base + last):
        doubled = [(base + last, _SYNCOPE)]
    if word[end] not in _VOWEL_INITIAL:
        return ((base, 0.0), *doubled)
    if last in _VOICED and _agrees(base):
        found = [(base[:-1] + _VOICED[last], 0.0), (base, _STAYS_VOICED)]
    elif last in _UNVOICED:
        found = [(base, _STAYS_UNVOICED)]
    else:
        found = [(base, 0.0)]
    if len(base) >= 3 and last not in _VOWEL_LETTERS and base[-2] not in _SYLLABIC:
        for vowel in "ыі":
            candidate = f"{base[:-1]}{vowel}{last}"
            if known.is_nominal(candidate) or known.is_verb(candidate):
                found.append((candidate, _SYNCOPE))
    if last == "л" and known.is_nominal(base + "ь"):
        found.append((base + "ь", _SYNCOPE))
    return (*found, *doubled)


def _agrees(base: str) -> bool:
    """Whether a final г or ғ can be a voiced к or қ: к goes with front vowels, қ with back ones."""
    side = FRONT if base[-1] == "г" else BACK if base[-1] == "ғ" else BOTH
    return bool(side & harmony(base))


__all__ = ["START", "Analysis", "analyses", "stem"]
