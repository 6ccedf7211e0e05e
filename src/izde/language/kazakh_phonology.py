"""Kazakh sounds: vowel harmony, the classes that decide how a suffix begins, and the archiphonemes of
the suffix table.

Sources: the description of Kazakh phonology in Muhamedowa, *Kazakh: A Comprehensive Grammar* (Routledge,
2016), and Krippes, *Kazakh Grammar* (1996); the convention of writing a suffix once, with archiphonemes,
is that of two-level morphologies of Turkic languages (Oflazer 1994 for Turkish; Washington, Salimzyanov
and Tyers 2014 for Kazakh).
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntFlag

BACK_VOWELS = frozenset("аоұыёя")
FRONT_VOWELS = frozenset("еөүіэ")
# These stand in back and in front words alike: и and у are a vowel and a glide in one letter, ә closes
# words that take back suffixes (күнә), ю is й + у; and a soft sign may turn a Russian loan to the front.
NEUTRAL_VOWELS = frozenset("әиую")
VOWELS = BACK_VOWELS | FRONT_VOWELS | NEUTRAL_VOWELS


class Harmony(IntFlag):
    """Which suffixes a stem can take."""

    BACK = 1
    FRONT = 2
    BOTH = 3


def harmony(word: str) -> Harmony:
    """The harmony that `word` asks of what follows: that of its last vowel.

    >>> harmony("кітап"), harmony("мектеп")
    (<Harmony.BACK: 1>, <Harmony.FRONT: 2>)
    """
    for letter in reversed(word):
        if letter in BACK_VOWELS:
            return Harmony.BACK
        if letter in FRONT_VOWELS:
            return Harmony.FRONT
        if letter == "ь" or letter in NEUTRAL_VOWELS:
            return Harmony.BOTH
    return Harmony.BOTH


# Classes of the sound before a suffix, as far as Kazakh assimilation tells them apart.
VOWEL, GLIDE, LIQUID, LATERAL, NASAL, SIBILANT, STOP = "vwrlnzt"
_CLASS = {letter: VOWEL for letter in VOWELS} | {
    **dict.fromkeys("уйию", GLIDE),
    "р": LIQUID,
    "л": LATERAL,
    **dict.fromkeys("мнң", NASAL),
    **dict.fromkeys("зж", SIBILANT),
}


def sound_class(word: str) -> str:
    """The class of the last sound of `word`: one letter of "vwrlnzt". Everything that is neither a vowel
    nor a voiced continuant acts as a voiceless stop (б, в, г, д are devoiced at the end of loans)."""
    for letter in reversed(word):
        if letter not in "ьъ":
            return _CLASS.get(letter, STOP)
    return STOP


def is_vowel_like(letter: str) -> bool:
    """Whether a stem that ends in `letter` can take the suffixes that follow a vowel (и and ю can be heard
    as a vowel or as a vowel and a glide; у after a consonant likewise in loans such as интервью, шоу)."""
    return letter in VOWELS and letter != "у"


def is_consonant_like(letter: str) -> bool:
    """Whether a stem that ends in `letter` can take the suffixes that follow a consonant."""
    return letter not in VOWELS or letter in "уию"


# Archiphonemes that harmony alone decides: (after back vowels, after front vowels).
BY_HARMONY = {"A": "ае", "I": "ыі", "Q": "қк", "H": "ғг"}
# Archiphonemes that the preceding sound decides: its class -> letter. Two letters: back, front.
BY_SOUND = {
    "L": {**dict.fromkeys("vwr", "л"), **dict.fromkeys("lnz", "д"), "t": "т"},
    "N": {**dict.fromkeys("vn", "н"), **dict.fromkeys("wrlz", "д"), "t": "т"},
    "E": {"v": "н", **dict.fromkeys("wrlnz", "д"), "t": "т"},
    "D": {**dict.fromkeys("vwrlnz", "д"), "t": "т"},
    "B": {"n": "н", **dict.fromkeys("vwrlz", "д"), "t": "т"},
    "G": {**dict.fromkeys("vwrlnz", "ғг"), "t": "қк"},
    "M": {**dict.fromkeys("vwrl", "м"), **dict.fromkeys("nz", "б"), "t": "п"},
    "P": {**dict.fromkeys("vwrln", "м"), "z": "б", "t": "п"},
}
CLASSES = "vwrlnzt"
_VOWEL_CLASSES = "vw"  # that a bracketed letter follows a vowel is checked by letter: see is_vowel_like


class Allomorph:
    """One spelling of a suffix and what may stand before it."""

    __slots__ = ("after", "harmony", "restored", "text", "vowel")

    def __init__(self, text: str, harmony: Harmony, after: str, vowel: bool | None, restored: str) -> None:
        self.text = text
        self.harmony = harmony
        self.after = after
        """The classes of the sound before it."""
        self.vowel = vowel
        """True: only after a vowel, False: only after a consonant, None: after either."""
        self.restored = restored
        """What the stem ended in before it merged with the suffix; empty where it did not."""

    def __repr__(self) -> str:
        return f"Allomorph({self.text!r}, {self.harmony!r}, {self.after!r}, {self.vowel}, {self.restored!r})"


def allomorphs(form: str) -> Iterator[Allomorph]:
    """Every spelling of a suffix that is written with archiphonemes (the `form` column of the suffix table).

    >>> sorted({a.text for a in allomorphs("LAр")})
    ['дар', 'дер', 'лар', 'лер', 'тар', 'тер']
    """
    merged, _, rest = form.rpartition(">")
    variants: list[tuple[str, bool | None]]
    if form[0] == "(":
        close = form.index(")")
        variants = [(form[1:close] + form[close + 1 :], False), (form[close + 1 :], True)]
    elif form[0] == "[":
        close = form.index("]")
        variants = [(form[1:close] + form[close + 1 :], True)]
    else:
        variants = [(rest, None)]
    for spelling, vowel in variants:
        if not spelling:
            continue
        for choice, side in enumerate((Harmony.BACK, Harmony.FRONT)):
            restored = "".join(BY_HARMONY[c][choice] if c in BY_HARMONY else c for c in merged)
            body = "".join(BY_HARMONY[c][choice] if c in BY_HARMONY else c for c in spelling[1:])
            first = spelling[0]
            heads: dict[str, str] = {}
            if first in BY_SOUND:
                for cls, letters in BY_SOUND[first].items():
                    letter = letters[choice] if len(letters) > 1 else letters
                    heads[letter] = heads.get(letter, "") + cls
            else:
                heads[BY_HARMONY[first][choice] if first in BY_HARMONY else first] = CLASSES
            for head, after in heads.items():
                yield Allomorph(head + body, side, after, vowel, restored)
