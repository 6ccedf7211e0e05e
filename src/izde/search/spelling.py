"""Slips of the fingers: words of a vocabulary that a mistyped word may stand for, likeliest first.

The model is the noisy channel of Kernighan, Church & Gale (1990) in small: a candidate is judged by how
easily the slip happens (neighbouring keys, letters that Kazakh and Russian keyboards confuse, swapped and
doubled letters) and by how common the word is. Edits are counted as in Damerau's and Levenshtein's
restricted distance: insertion, deletion, substitution and the swap of two neighbours count one each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

#: The words of a vocabulary that start with a prefix, with the number of articles that hold them.
Vocabulary = Callable[[str], Iterable[tuple[str, int]]]

#: Words shorter than this are not corrected at all; from the second length on, two edits are allowed.
ONE_EDIT_FROM, TWO_EDITS_FROM = 5, 9

# Costs of an edit, each 1 for the most surprising one. They order candidates; they never exclude one.
_CONFUSED = 0.25
_DOUBLED = 0.45
_SWAPPED = 0.5
_NEIGHBOUR = 0.6
_VOWEL = 0.7
_DROPPED = 0.8
_OTHER = 1.0
#: An edit in the first letter is rarer than elsewhere.
_FIRST = 0.4
#: How much ten times as many articles outweigh.
_FREQUENCY = 0.25

# Keyboards, a row a line, keys under each other: ЙЦУКЕН, its Kazakh digit row, QWERTY.
_KEYBOARDS = (
    ("әіңғүұқөһ", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("", "qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
#: Letters that are taken for each other, because a keyboard lacks one or they sound alike.
_CONFUSIONS = (
    "әа", "ғг", "қк", "ңн", "өо", "ұу", "үу", "ұү", "һх", "іи", "іы", "ыи", "йи", "ёе", "эе", "щш", "ъь",
)  # fmt: skip
_VOWELS = frozenset("аәеёиоөуұүыіэюяaeiouy")
_ALPHABETS = ("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", "abcdefghijklmnopqrstuvwxyz")


def _pairs(groups: Iterable[str]) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for group in groups for a in group for b in group if a != b)


def _neighbours() -> frozenset[tuple[str, str]]:
    near: set[tuple[str, str]] = set()
    for rows in _KEYBOARDS:
        places = {letter: (y, x) for y, row in enumerate(rows) for x, letter in enumerate(row)}
        for a, (ya, xa) in places.items():
            for b, (yb, xb) in places.items():
                if a != b and abs(ya - yb) <= 1 and abs(xa - xb) <= 1:
                    near.add((a, b))
    return frozenset(near)


_CONFUSED_PAIRS = _pairs(_CONFUSIONS)
_NEAR_PAIRS = _neighbours()


class Candidate(NamedTuple):
    """A word that may have been meant. `cost` is 0 for the word itself and grows with the surprise."""

    word: str
    frequency: int
    edits: int
    cost: float

    @property
    def surprise(self) -> float:
        """The cost less what the word's commonness makes up for: the order of candidates."""
        return self.cost - _FREQUENCY * math.log10(max(self.frequency, 1))


def edits_allowed(word: str) -> int:
    """How many edits a slip in a word of this length may have: 0, 1 or 2."""
    return 0 if len(word) < ONE_EDIT_FROM else 1 if len(word) < TWO_EDITS_FROM else 2


def distance(typed: str, word: str, limit: int) -> tuple[int, float] | None:
    """The edits between two words and their cost, or None when there are more than `limit`."""
    if abs(len(typed) - len(word)) > limit:
        return None
    if typed == word:
        return 0, 0.0
    start = 0
    shorter = min(len(typed), len(word))
    while start < shorter and typed[start] == word[start]:
        start += 1
    end = 0
    while end < shorter - start and typed[-1 - end] == word[-1 - end]:
        end += 1
    # One letter before the difference stays, for the rules on doubled letters.
    a, b = typed[start : len(typed) - end], word[start : len(word) - end]
    if max(len(a), len(b)) > 2 * limit + 1 and limit == 1:
        return None
    return _aligned(a, b, limit, typed[start - 1] if start else "")


def _aligned(a: str, b: str, limit: int, before: str) -> tuple[int, float] | None:
    """Dynamic programming over (edits, cost), the fewest edits first."""
    rows, columns = len(a), len(b)
    two_back: list[tuple[int, float]] = []
    last = [(0, 0.0)]
    for j in range(1, columns + 1):
        edits, cost = last[-1]
        last.append((edits + 1, cost + _missing(b, j - 1, before)))
    for i in range(1, rows + 1):
        edits, cost = last[0]
        current = [(edits + 1, cost + _missing(a, i - 1, before, typed=True))]
        for j in range(1, columns + 1):
            if a[i - 1] == b[j - 1]:
                best = last[j - 1]
            else:
                edits, cost = last[j - 1]
                first = _FIRST if not before and i == 1 and j == 1 else 0.0
                best = (edits + 1, cost + first + _substitution(a[i - 1], b[j - 1]))
            edits, cost = last[j]
            best = min(best, (edits + 1, cost + _missing(a, i - 1, before, typed=True)))
            edits, cost = current[j - 1]
            best = min(best, (edits + 1, cost + _missing(b, j - 1, before)))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                edits, cost = two_back[j - 2]
                best = min(best, (edits + 1, cost + _SWAPPED))
            current.append(best)
        if min(current)[0] > limit:
            return None
        two_back, last = last, current
    edits, cost = last[-1]
    return (edits, cost) if edits <= limit else None


def _substitution(a: str, b: str) -> float:
    if (a, b) in _CONFUSED_PAIRS:
        return _CONFUSED
    if (a, b) in _NEAR_PAIRS:
        return _NEIGHBOUR
    return _VOWEL if a in _VOWELS and b in _VOWELS else _OTHER


def _missing(text: str, at: int, before: str, *, typed: bool = False) -> float:
    """The cost of a letter too many (`typed`) or too few."""
    previous = text[at - 1] if at else before
    if previous == text[at]:
        return _DOUBLED
    first = _FIRST if not previous else 0.0
    return first + (_OTHER if typed else _DROPPED)


def corrections(word: str, vocabulary: Vocabulary, limit: int = 5) -> list[Candidate]:
    """The likeliest words of the vocabulary for a mistyped one, at most `limit`, likeliest first.

    Words two edits away are given only where none is one edit away. It is the longer of the two words that
    says how many edits are allowed: a letter may be what was left out.
    """
    found = [
        candidate
        for candidate in near(word, vocabulary, edits_allowed(word + word[-1:]))
        if candidate.edits <= edits_allowed(max(word, candidate.word, key=len))
    ]
    closest = [candidate for candidate in found if candidate.edits == 1]
    return (closest or found)[:limit]


def near(word: str, vocabulary: Vocabulary, edits: int, limit: int | None = None) -> list[Candidate]:
    """The words of the vocabulary that are at most so many edits away, likeliest first.

    Most slips spare the first letters, so words that share them are read first; only when none of them is
    one edit away are the words looked up whose beginning differs by an edit.
    """
    if not word or edits < 1:
        return []
    kept = 1 if len(word) < 5 else 2 if len(word) < 8 else 3
    found = [
        candidate
        for other, frequency in vocabulary(word[:kept])
        if (candidate := _judged(word, other, frequency, edits)) is not None
    ]
    if not any(candidate.edits == 1 for candidate in found):
        found += _other_beginnings(word, kept, vocabulary, edits)
    found.sort(key=lambda candidate: (candidate.edits, candidate.surprise, candidate.word))
    return found[:limit]


def _judged(word: str, other: str, frequency: int, allowed: int) -> Candidate | None:
    if other == word or abs(len(other) - len(word)) > allowed:
        return None
    measured = distance(word, other, allowed)
    return None if measured is None else Candidate(other, frequency, *measured)


def _other_beginnings(word: str, kept: int, vocabulary: Vocabulary, allowed: int) -> Iterator[Candidate]:
    """Words with one edit among the first `kept` letters and the next two as typed."""
    head, tail = word[:kept], word[kept:]
    alphabet = next((letters for letters in _ALPHABETS if word[0] in letters), "")
    beginnings: set[str] = set()
    for i in range(kept):
        beginnings.add(head[:i] + head[i + 1 :] + tail[:2])
        if i + 1 < len(word):
            swapped = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
            beginnings.add(swapped[: kept + 2])
        for letter in alphabet:
            beginnings.add(head[:i] + letter + head[i + 1 :] + tail[:2])
            beginnings.add(head[:i] + letter + head[i:] + tail[:2])
    seen: set[str] = set()
    for beginning in sorted(beginnings):
        if beginning.startswith(head):
            continue
        for other, frequency in vocabulary(beginning):
            if other not in seen:
                seen.add(other)
                candidate = _judged(word, other, frequency, allowed)
                if candidate is not None:
                    yield candidate
