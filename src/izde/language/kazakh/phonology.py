"""Kazakh sounds: vowel harmony, the classes that decide how a suffix begins, and the archiphonemes of
the suffix table.

Sources: the description of Kazakh phonology in Mukhamedova, *Kazakh: A Comprehensive Grammar* (Routledge,
2016), and Krippes, *Kazakh Grammar* (1996); the convention of writing a suffix once, with archiphonemes,
is that of two-level morphologies of Turkic languages (Oflazer 1994 for Turkish; Washington, Salimzyanov
and Tyers 2014 for Kazakh).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

BACK_VOWELS = frozenset("аоұыёя")
FRONT_VOWELS = frozenset("еөүіэ")
# These stand in back and in front words alike: и and у are a vowel and a glide in one letter, ә closes
# words that take back suffixes (күнә), ю is й + у; and a soft sign may turn a Russian loan to the front.
NEUTRAL_VOWELS = frozenset("әиую")
VOWELS = BACK_VOWELS | FRONT_VOWELS | NEUTRAL_VOWELS


# Harmony: which suffixes a stem can take, as a set of two bits.
BACK, FRONT = 1, 2
BOTH = BACK | FRONT

# Classes of the sound before a suffix, as far as assimilation tells them apart: vowel, glide (у, й), р, л,
# nasal, з and ж, and the rest. Everything that is neither a vowel nor a voiced continuant acts as a
# voiceless stop: б, в, г, д are devoiced at the end of loans.
CLASSES = "vwrlnzt"
CONSONANTS = "wrlnzt"
_CLUSTERING = frozenset("rlnzt")
_CLASS_OF = {
    **dict.fromkeys(VOWELS, "v"),
    # и and ю end in a glide, but loans in them can also take what follows a vowel
    **dict.fromkeys("ию", "vw"),
    **dict.fromkeys("уй", "w"),
    "р": "r",
    "л": "l",
    **dict.fromkeys("мнң", "n"),
    **dict.fromkeys("зж", "z"),
}

_SIDE_OF = {
    **dict.fromkeys(BACK_VOWELS, BACK),
    **dict.fromkeys(FRONT_VOWELS, FRONT),
    **dict.fromkeys(NEUTRAL_VOWELS, BOTH),
    "ь": BOTH,
}


def context(sides: int, classes: str) -> int:
    """A set of left contexts (a side of harmony and a class of sound) as bits. Two sets are compatible if
    they share a bit."""
    bits = 0
    for side in (BACK, FRONT):
        if sides & side:
            for cls in classes:
                bits |= 1 << (CLASSES.index(cls) + len(CLASSES) * (side - 1))
    return bits


def _after(sides: int, classes: str, letter: str) -> tuple[int, str]:
    """Harmony and class of sound after a letter that comes after others of these.

    к and г, which only front vowels have beside them in native words, let loans that end in a consonant and
    one of them take front suffixes as well (банкі, паркте, Томскіден).
    """
    if letter in "кг" and classes in _CLUSTERING:
        sides |= FRONT
    if letter == "у" and classes == "v":  # a glide
        return sides, "w"
    return _SIDE_OF.get(letter, sides), classes if letter in "ьъ" else _CLASS_OF.get(letter, "t")


class _Steps(dict[str, int]):
    """From the contexts before a letter to those after it; filled as letters are met."""

    def __init__(self, sides: int, classes: str) -> None:
        self._before = sides, classes

    def __missing__(self, letter: str) -> int:
        found = self[letter] = context(*_after(*self._before, letter))
        return found


#: What may stand before the first letter of a word.
NOTHING = context(BOTH, "t")
#: From the contexts at one place to those after the next letter.
STEPS = {
    context(sides, classes): _Steps(sides, classes)
    for sides in (BACK, FRONT, BOTH)
    for classes in {*_CLASS_OF.values(), "t"}
}
_SURNAMES = frozenset("оеё")


def left_contexts(word: str) -> list[int]:
    """For each position of `word`, the contexts that the letters before it can stand for.

    The harmony is that of the last vowel; before the first vowel, either. After -ов and -ев, either too: the
    suffixes of surnames follow the rest of the name (Әуезовтің, Назарбаевтың).
    """
    steps, bits = STEPS, NOTHING
    out = [bits]
    if "в" in word:
        previous = ""
        for letter in word:
            bits = context(BOTH, "t") if letter == "в" and previous in _SURNAMES else steps[bits][letter]
            previous = letter
            out.append(bits)
        return out
    for letter in word:
        bits = steps[bits][letter]
        out.append(bits)
    return out


def harmony(word: str) -> int:
    """The harmony that `word` asks of what follows: BACK, FRONT or BOTH."""
    for letter in reversed(word):
        if letter in _SIDE_OF:
            return _SIDE_OF[letter]
    return BOTH


# Archiphonemes that harmony alone decides: after back vowels, after front vowels.
BY_HARMONY = {"A": "ае", "I": "ыі", "Q": "қк", "H": "ғг"}
# Archiphonemes that the preceding sound decides: letters (back, front, or one for both) by class.
BY_SOUND = {
    "L": {"vwr": "л", "lnz": "д", "t": "т"},
    "N": {"vn": "н", "wrlz": "д", "t": "т"},
    "E": {"v": "н", "wrlnz": "д", "t": "т"},
    "D": {"vwrlnz": "д", "t": "т"},
    "B": {"n": "н", "vwrlz": "д", "t": "т"},
    "G": {"vwrlnz": "ғг", "t": "қк"},
    "M": {"vwrl": "м", "nz": "б", "t": "п"},
    "P": {"vwrln": "м", "z": "б", "t": "п"},
}


class Allomorph(NamedTuple):
    """One spelling of a suffix and what may stand before it."""

    text: str
    context: int
    """The left contexts that it can follow: see `context`."""
    restored: str
    """What the stem ended in before it merged with the suffix; empty where it did not."""


def allomorphs(form: str) -> Iterator[Allomorph]:
    """Every spelling of a suffix that is written with archiphonemes (the `form` column of the suffix table).

    >>> sorted({a.text for a in allomorphs("LAр")})
    ['дар', 'дер', 'лар', 'лер', 'тар', 'тер']
    """
    merged, _, spelling = form.rpartition(">")
    variants = [(spelling, CLASSES)]
    if spelling[0] == "(":
        optional, _, rest = spelling[1:].partition(")")
        variants = [(optional + rest, CONSONANTS), (rest, "v")]
    elif spelling[0] == "[":
        variants = [(spelling[1:].replace("]", "", 1), "v")]
    for letters, classes in variants:
        if not letters:
            continue
        for column, side in enumerate((BACK, FRONT)):
            restored = _resolve(merged, column)
            first, rest = letters[0], _resolve(letters[1:], column)
            if first not in BY_SOUND:
                yield Allomorph(_resolve(first, column) + rest, context(side, classes), restored)
                continue
            for after, choices in BY_SOUND[first].items():
                allowed = "".join(cls for cls in after if cls in classes)
                if allowed:
                    yield Allomorph(
                        choices[min(column, len(choices) - 1)] + rest, context(side, allowed), restored
                    )


def _resolve(letters: str, column: int) -> str:
    return "".join(BY_HARMONY[letter][column] if letter in BY_HARMONY else letter for letter in letters)
