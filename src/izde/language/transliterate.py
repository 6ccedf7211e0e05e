"""A key that a word has in whatever alphabet, spelling or keyboard it is typed.

қоғамдық, когамдык (Kazakh with Russian letters), qoğamdyq (the Latin alphabet of 2021), qogamdyq and
kogamdyk (without its diacritics) and the older spellings with sh, ch, zh, gh, ng or with ý, ǵ, ń, á, ó, ú
have one key; so have a Russian word and its transliteration by GOST 7.79, ISO 9, BGN or passport rules.

The key is made of the letters that all these spellings keep apart: the fronted vowels fall together with
the back ones (ә а, ө о, ү ұ у), all of ы і и й with one another, қ with к, ғ with г, ң with н, х with һ,
ц with с, щ with ш; soft and hard signs vanish. Its alphabet is a b d e f g i j k l m n o p r s t u v x z,
ç (ч) and ş (ш); it is its own key (`fold` is idempotent).

Where one Latin letter stands for two in different systems (j for ж or й, x for х or кс, w for у or в,
h for х or nothing) `query_folds` gives a key for each reading; the index holds one key a word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from izde.language import scripts

_CYRILLIC = str.maketrans(
    {
        **dict(
            zip(
                "абвгғдеёжзиіыйкқлмнңопрстуұүфхһцчшщэәө",
                "abvggdeejziiiikklmnnoprstuuufxxsçşşeao",
                strict=True,
            )
        ),
        "ъ": "",
        "ь": "",
        "ю": "iu",
        "я": "ia",
        "'": "",
        "ў": "u",
        "є": "e",
        "ґ": "g",
        "ѕ": "s",
        "ј": "i",
    }
)

#: Latin letters with diacritics whose plain letter would mislead.
_LATIN_LETTERS = str.maketrans(
    {
        "ý": "u",  # у in the Kazakh alphabet of 2018
        "ə": "a",
        "ǝ": "a",
        "ı": "i",
        "ŋ": "n",
        "â": "ia",  # ISO 9
        "û": "iu",
        "ŝ": "ş",
        "š": "ş",
        "ś": "ş",
        "č": "ç",
        "ć": "ç",
        "ž": "j",
        "ß": "s",
        "ł": "l",
        "ø": "o",
        "ö": "o",
        "æ": "a",
        "'": "",
    }
)

_DIGRAPHS: dict[str, str] = {
    "shch": "ş",
    "sch": "ş",
    "sh": "ş",
    "ch": "ç",
    "zh": "j",
    "dzh": "j",
    "kh": "x",
    "gh": "g",
    "h": "x",
    "x": "x",
    "q": "k",
    "w": "u",
    "y": "i",
    "c": "s",
}
_DIGRAPH = re.compile("shch|sch|dzh|sh|ch|zh|kh|gh|[hqwyc]")
_MARKS = re.compile("[\u0300-\u036f]")
_KEPT = "çş"
_PROTECT = {"ç": "\ue000", "ş": "\ue001"}
_UNPROTECT = str.maketrans({"\ue000": "ç", "\ue001": "ş"})

_COLLAPSE = re.compile("i+e|i+|t+s|ng+")
_COLLAPSED = {"e": "e", "i": "i", "s": "s", "g": "n"}


def _strip_marks(word: str) -> str:
    """Latin letters without their diacritics, but for those that the key keeps."""
    for letter, mark in _PROTECT.items():
        word = word.replace(letter, mark)
    word = _MARKS.sub("", unicodedata.normalize("NFD", word))
    return word.translate(_UNPROTECT)


def _collapse(key: str) -> str:
    return _COLLAPSE.sub(lambda match: _COLLAPSED[match.group()[-1]], key)


def _latin(word: str) -> str:
    word = word.replace("'", "") if word.isascii() else _strip_marks(word.translate(_LATIN_LETTERS))
    return _DIGRAPH.sub(lambda match: _DIGRAPHS[match.group()], word)


@lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """The key of a word in lower case; a word without letters is its own key. Idempotent."""
    if word.isascii():
        return _collapse(_latin(word))
    kind = scripts.script(word)
    if kind is scripts.Script.LATIN:
        return _collapse(_latin(word))
    if kind is scripts.Script.CYRILLIC:
        return _collapse(word.translate(_CYRILLIC))
    if kind is scripts.Script.MIXED:
        return _collapse(_latin(word.translate(_CYRILLIC)))
    return word


#: Readings of Latin letters that some system has and the key does not follow.
_READINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("j"), "y"),  # ISO 9, academic: й
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("yo|jo"), "e"),  # ё
    (re.compile("ü"), "iu"),  # ю in loans
    (re.compile("kh"), "k'h"),
    (re.compile("sh"), "s'x"),  # сх
    (re.compile("c(?!h)"), "k"),
)


@lru_cache(maxsize=1 << 12)
def query_folds(word: str) -> tuple[str, ...]:
    """The keys that a typed word may have: the key of its usual reading first, then the others'."""
    keys = {fold(word): None}
    kind = scripts.script(word)
    if kind is scripts.Script.LATIN:
        for pattern, reading in _READINGS:
            if pattern.search(word):
                keys[fold(pattern.sub(reading, word))] = None
    elif kind is scripts.Script.CYRILLIC and "э" in word:
        keys[fold(word.replace("э", "ә"))] = None  # Kazakh ә on a Russian keyboard
    return tuple(keys)
