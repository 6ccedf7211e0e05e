"""The letters of the scripts, and which letters of one script look like letters of the other.

The issues mix Cyrillic and Latin: Kazakh and Russian words hold Latin look-alikes (`ocновные`), English
ones Cyrillic look-alikes (`СOMMUNICATIVE`), as typists and PDF fonts leave them. The tables here are
what `izde.language.letters.normalize` repairs words by.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from izde.language.patterns import pattern

#: Letters that Kazakh Cyrillic has and Russian has not.
KAZAKH_LETTERS = "әғқңөұүһі"
#: The Russian letter that each is typed as on a keyboard without it.
KAZAKH_TO_RUSSIAN = dict(zip(KAZAKH_LETTERS, "агкноуухи", strict=True))
#: Letters that occur in native Kazakh words only through Russian loans.
RUSSIAN_LETTERS = "ёъьэщцчфв"
#: Vowels of Kazakh words by harmony.
FRONT_VOWELS = "әөүіеэ"
BACK_VOWELS = "аоұыуёяю"

LATIN_RANGE = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff"
CYRILLIC_RANGE = "\u0400-\u052f"

#: Latin (and a few Greek) letters that look like Cyrillic ones, in any word.
#: Lower-case k, m, t, b, n… look like Cyrillic only as capitals; `LOWERED_LOOKALIKES` has those.
LATIN_TO_CYRILLIC: dict[str, str] = {
    "A": "А",
    "B": "В",
    "C": "С",
    "E": "Е",
    "H": "Н",
    "I": "І",
    "K": "К",
    "M": "М",
    "O": "О",
    "P": "Р",
    "T": "Т",
    "X": "Х",
    "Y": "У",
    "a": "а",
    "c": "с",
    "e": "е",
    "h": "һ",
    "i": "і",
    "o": "о",
    "p": "р",
    "x": "х",
    "y": "у",
    "ë": "ё",
    "Ë": "Ё",
    "ï": "ї",
    "ə": "ә",
    "Ə": "Ә",
    "ǝ": "ә",
    "Ǝ": "Ә",
    "ɵ": "ө",
    "Ɵ": "Ө",
    "ο": "о",
    "Ο": "О",
    "α": "а",
    "Α": "А",
    "Ε": "Е",
    "Η": "Н",
    "Ι": "І",
    "ι": "і",
    "Κ": "К",
    "κ": "к",
    "Μ": "М",
    "Ρ": "Р",
    "ρ": "р",
    "Τ": "Т",
    "Χ": "Х",
    "χ": "х",
    "Β": "В",
}
#: What a lower-cased look-alike capital stands for: a query is often typed or pasted in lower case.
LOWERED_LOOKALIKES: dict[str, str] = {"k": "к", "m": "м", "t": "т", "b": "в"}

#: Cyrillic letters that look like Latin ones.
CYRILLIC_TO_LATIN: dict[str, str] = {
    "А": "A",
    "В": "B",
    "С": "C",
    "Е": "E",
    "Н": "H",
    "І": "I",
    "К": "K",
    "М": "M",
    "О": "O",
    "Р": "P",
    "Т": "T",
    "Х": "X",
    "У": "Y",
    "Ү": "Y",
    "а": "a",
    "с": "c",
    "е": "e",
    "һ": "h",
    "і": "i",
    "о": "o",
    "р": "p",
    "х": "x",
    "у": "y",
    "ү": "y",
    "к": "k",
    "м": "m",
    "т": "t",
    "в": "b",
    "ѕ": "s",
    "Ѕ": "S",
    "ј": "j",
    "Ј": "J",
    "ԁ": "d",
    "ԛ": "q",
    "ԝ": "w",
    "ё": "ë",
    "Ё": "Ë",
    "ә": "ə",
    "Ә": "Ə",
    "ο": "o",
    "Ο": "O",
    "α": "a",
    "Α": "A",
    "Ε": "E",
    "Η": "H",
    "Ι": "I",
    "Κ": "K",
    "Μ": "M",
    "Ρ": "P",
    "ρ": "p",
    "Τ": "T",
    "Χ": "X",
    "χ": "x",
    "Β": "B",
}

#: Letters of other Cyrillic alphabets that old fonts put in the place of Kazakh ones.
CYRILLIC_VARIANTS: dict[str, str] = {
    "ѳ": "ө",
    "Ѳ": "Ө",
    "ӊ": "ң",
    "Ӊ": "Ң",
    "ҥ": "ң",
    "Ҥ": "Ң",
    "ӈ": "ң",
    "Ӈ": "Ң",
    "ҡ": "қ",
    "Ҡ": "Қ",
    "ҝ": "қ",
    "Ҝ": "Қ",
    "ӄ": "қ",
    "Ӄ": "Қ",
    "ҕ": "ғ",
    "Ҕ": "Ғ",
    "ӷ": "ғ",
    "Ӷ": "Ғ",
    "ӓ": "ә",
    "Ӓ": "Ә",
    "ӧ": "ө",
    "Ӧ": "Ө",
    "ӱ": "ү",
    "Ӱ": "Ү",
    "ї": "і",
    "Ї": "І",
}


class Script(Enum):
    """The script of a word's letters."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    MIXED = "mixed"
    OTHER = "other"


_CYRILLIC = pattern(f"[{CYRILLIC_RANGE}]")
_LATIN = pattern(f"[{LATIN_RANGE}]")
_LATIN_OR_GREEK = pattern(f"[{LATIN_RANGE}\u0370-\u03ff]")
_KAZAKH = pattern(f"[{KAZAKH_LETTERS}{KAZAKH_LETTERS.upper()}]")


@lru_cache(maxsize=1 << 16)
def script(text: str) -> Script:
    """The script of the letters of a word; `OTHER` when it has neither Cyrillic nor Latin ones."""
    if text.isascii():
        # Only letters have two cases.
        return Script.LATIN if text.lower() != text.upper() else Script.OTHER
    cyrillic = _CYRILLIC().search(text) is not None
    latin = _LATIN().search(text) is not None
    if cyrillic:
        return Script.MIXED if latin else Script.CYRILLIC
    return Script.LATIN if latin else Script.OTHER


def is_mixed(word: str) -> bool:
    """Whether Cyrillic letters stand beside Latin or Greek ones."""
    return _CYRILLIC().search(word) is not None and _LATIN_OR_GREEK().search(word) is not None


def has_kazakh_letter(text: str) -> bool:
    """Whether a letter occurs that Kazakh has and Russian has not."""
    return _KAZAKH().search(text) is not None


#: Letters of the Kazakh Latin alphabets that English lacks, and q where English has none.
_KAZAKH_LATIN = pattern("[ğĞşŞñÑŋıİǵǴńŃəƏūŪ]|[qQ](?![uU])")


def has_kazakh_latin_letter(text: str) -> bool:
    """Whether a letter occurs that the Kazakh Latin alphabets have and English has not."""
    return _KAZAKH_LATIN().search(text) is not None


_SURE_LOOKALIKES = str.maketrans("aceiopxy", "асеіорху")
_SURE_LATIN = frozenset("aceiopxy")
_TO_LATIN = str.maketrans("асеіорху", "aceiopxy")
_SURE_CYRILLIC = frozenset("асеіорху")


def lookalike(word: str) -> str | None:
    """The lower-case word in the other script's letters, when each of its letters looks the same there."""
    letters = set(word)
    if len(word) < 2:
        return None
    if letters <= _SURE_LATIN:
        return word.translate(_SURE_LOOKALIKES)
    if letters <= _SURE_CYRILLIC:
        return word.translate(_TO_LATIN)
    return None
