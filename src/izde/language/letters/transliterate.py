"""One key for a word in whatever alphabet or spelling it is typed, and its spellings in Latin print.

қоғамдық, когамдык (Kazakh with Russian letters), qoğamdyq (the Latin alphabet of 2021), qogamdyq and
kogamdyk (without its diacritics) and the older spellings with sh, ch, zh, gh or with ý, ǵ, ń, á, ó, ú have
one key; so have a Russian word and its transliteration by GOST 7.79, ISO 9, BGN or passport rules.

The key is made of the letters that all these spellings keep apart: the fronted vowels fall together with
the back ones (ә а, ө о, ү ұ у), all of ы і и й with one another, қ with к, ғ with г, ң with н, х with һ,
ц and тс with с, щ with ш; soft and hard signs vanish. Its alphabet is a b d e f g i j k l m n o p r s t u v
x z, ç (ч) and ş (ш); it is its own key (`fold` is idempotent). Of the distinct words of the sample issues,
fewer than one in a hundred shares its key with a word of another lemma in its language.

Where a Latin letter stands for two in different systems (j for ж or й, x for х or кс, w for у or в, ng for
ң or нг) `query_folds` gives a key for each reading; the index holds one key a word. English words have no
key in the index, since their letters mean other sounds: a Cyrillic query finds a name in English text by
the `romanizations` in which it may be printed there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from izde.language.letters import scripts
from izde.language.patterns import pattern

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
    }
)

_DIGRAPHS: dict[str, str] = {
    "shch": "ş",
    "sch": "ş",
    "sh": "ş",
    "ch": "ç",
    "dzh": "j",
    "zh": "j",
    "kh": "x",
    "gh": "g",
    "ye": "e",
    "h": "x",
    "q": "k",
    "w": "u",
    "y": "i",
    "c": "s",
}
_DIGRAPH = pattern("shch|sch|dzh|sh|ch|zh|kh|gh|ye|[hqwyc]")
_MARKS = pattern("[\u0300-\u036f]")
_PROTECT = {"ç": "\ue000", "ş": "\ue001"}
_UNPROTECT = str.maketrans({"\ue000": "ç", "\ue001": "ş"})

#: ц is printed ts, c and s; ия is printed iya, iia and ia.
_COLLAPSE = re.compile("t+(?=s)|i+(?=i[aou])")


def _strip_marks(word: str) -> str:
    """Latin letters without their diacritics, but for those that the key keeps."""
    for letter, mark in _PROTECT.items():
        word = word.replace(letter, mark)
    word = _MARKS().sub("", unicodedata.normalize("NFD", word))
    return word.translate(_UNPROTECT)


def _collapse(key: str) -> str:
    return _COLLAPSE.sub("", key) if "ts" in key or "i" in key else key


def _latin(word: str) -> str:
    if not word.isascii():
        word = _strip_marks(word.translate(_LATIN_LETTERS))
    return _DIGRAPH().sub(lambda match: _DIGRAPHS[match.group()], word).replace("'", "")


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


#: Readings of Latin letters that some system has and the key does not follow: a letter without which there
#: is nothing to read so, the letters, and the reading. An apostrophe parts letters that would be read as one.
_READINGS: tuple[tuple[str, Callable[[], re.Pattern[str]], str], ...] = tuple(
    (letter, pattern(letters), reading)
    for letter, letters, reading in (
        ("g", "ng", "n"),  # ң in older alphabets and BGN
        ("j", "j", "y"),  # й in ISO 9
        ("x", "x", "ks"),
        ("w", "w", "v"),
        ("o", "yo|jo", "e"),  # ё
        ("y", "ye", "y'e"),  # ые
        ("y", "(?<=[^aeiouy])y$", "yy"),  # ый, ий in names
        ("ü", "ü", "iu"),  # ю in loans
        ("ş", "ş[çh]", "ş"),  # щ, of which the alphabet of 2021 says nothing
        ("k", "kh", "k'h"),  # кх
        ("s", "sh", "s'h"),  # сх
        ("c", "c(?!h)", "k"),
    )
)


@lru_cache(maxsize=1 << 12)
def query_folds(word: str) -> tuple[str, ...]:
    """The keys that a typed word may have: the key of its usual reading first, then the others'."""
    keys = {fold(word): None}
    kind = scripts.script(word)
    if kind is scripts.Script.LATIN:
        for letter, letters, reading in _READINGS:
            if letter in word and letters().search(word):
                keys[fold(letters().sub(reading, word))] = None
    elif kind is scripts.Script.CYRILLIC:
        for typed, meant in (("э", "ә"), ("нг", "ң")):  # for want of the Kazakh letter
            if typed in word:
                keys[fold(word.replace(typed, meant))] = None
    return tuple(keys)


#: Cyrillic in English print. Columns: letter; passports and journals; the passport rules of 2014 (ICAO) and
#: Kazakh in ASCII; BGN/PCGN. A blank column is as the first.
_ROMANIZATIONS = """
а a
ә a
б b
в v
г g
ғ g g gh
д d
е e
ж zh j
з z
и i
й y i
к k
қ k q q
л l
м m
н n
ң n n ng
о o
ө o
п p
р r
с s
т t
у u
ұ u
ү u
ф f
х kh h
һ h
ц ts
ч ch
ш sh
щ shch
ы y
і i
э e
ю yu iu
я ya ia
ъ -
ь -
"""


@lru_cache(maxsize=1)
def _columns() -> tuple[dict[int, str], ...]:
    tables: tuple[dict[int, str], ...] = ({}, {}, {})
    for line in _ROMANIZATIONS.split("\n"):
        if not line:
            continue
        letter, first, *others = line.split()
        for index, table in enumerate(tables):
            latin = others[index - 1] if 0 < index <= len(others) else first
            table[ord(letter)] = "" if latin == "-" else latin
    return tables


_INITIAL_E = pattern("(?:^|(?<=[аеёиоуыэюя]))е")


@lru_cache(maxsize=1 << 12)
def romanizations(word: str) -> tuple[str, ...]:
    """The spellings in which English text may print a lower-case Cyrillic word, the usual one first.

    >>> romanizations("қостанай")
    ('kostanay', 'qostanai', 'qostanay', 'kostanai')
    """
    if scripts.script(word) is not scripts.Script.CYRILLIC:
        return ()
    word = word.replace("ё", "е")
    tables = _columns()
    found = [word.translate(table) for table in tables]
    found.append(word.translate({**tables[0], ord("й"): "i"}))
    if (marked := _INITIAL_E().sub("ye", word)) != word:
        found.append(marked.translate(tables[0]))
    if word.endswith(("ий", "ый")):
        found.append(word[:-2].translate(tables[0]) + "y")
    return tuple(dict.fromkeys(spelling for spelling in found if spelling.isascii()))
