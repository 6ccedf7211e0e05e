"""From a word typed on another keyboard back to how Kazakh or Russian print spells it.

`transliterate.fold` finds such a word as it stands. To find its other forms it must be stemmed, and a
stemmer needs its real letters. They are guessed here: Latin letters by the tables of the Kazakh alphabets
and of Russian transliteration; к or қ, г or ғ, у or ұ or ү, и or і… by Kazakh vowel harmony, under which
the vowels of a word are all back or all front and decide its consonants. A wrong guess does little harm:
the stem is looked for by its `fold` as well, in which the guessed letters fall together again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import combinations

from izde.language.letters import scripts
from izde.language.patterns import pattern

#: Latin to Cyrillic as Kazakh alphabets have it; longer sequences first.
_KAZAKH_LATIN: dict[str, str] = {
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "gh": "ғ",
    "tsh": "тш",
    "ng": "ң",
    "iia": "ия",
    "iya": "ия",
    "ia": "я",
    "ıa": "я",
    "ya": "я",
    "ıý": "ю",
    "yu": "ю",
    "ts": "ц",
    "şç": "щ",
    "şh": "щ",
    "a": "а",
    "ä": "ә",
    "á": "ә",
    "ə": "ә",
    "b": "б",
    "c": "ц",
    "ç": "ч",
    "d": "д",
    "e": "е",
    "f": "ф",
    "g": "г",
    "ğ": "ғ",
    "ǵ": "ғ",
    "h": "х",
    "i": "и",
    "ı": "и",
    "j": "ж",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "ñ": "ң",
    "ń": "ң",
    "ŋ": "ң",
    "o": "о",
    "ö": "ө",
    "ó": "ө",
    "p": "п",
    "q": "қ",
    "r": "р",
    "s": "с",
    "ş": "ш",
    "š": "ш",
    "t": "т",
    "u": "у",
    "ū": "ұ",
    "ü": "ү",
    "ú": "ү",
    "ý": "у",
    "v": "в",
    "w": "у",
    "x": "х",
    "y": "ы",
    "z": "з",
    "ž": "ж",
    "'": "",
}

#: Latin to Cyrillic as Russian transliterations (GOST 7.79, BGN, passports) have it.
_RUSSIAN_LATIN: dict[str, str] = {
    "shch": "щ",
    "sch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "iia": "ия",
    "iya": "ия",
    "iyu": "ию",
    "iiu": "ию",
    "ye": "е",
    "ya": "я",
    "ia": "ия",
    "ja": "я",
    "yu": "ю",
    "iu": "ю",
    "ju": "ю",
    "yo": "е",
    "jo": "е",
    "yy": "ый",
    "yi": "ый",
    "yj": "ый",
    "iy": "ий",
    "ii": "ий",
    "ij": "ий",
    "ay": "ай",
    "ey": "ей",
    "oy": "ой",
    "uy": "уй",
    "ai": "ай",
    "ei": "ей",
    "oi": "ой",
    "ui": "уй",
    "a": "а",
    "b": "б",
    "v": "в",
    "w": "в",
    "g": "г",
    "d": "д",
    "e": "е",
    "j": "й",
    "z": "з",
    "i": "и",
    "k": "к",
    "l": "л",
    "m": "м",
    "n": "н",
    "o": "о",
    "p": "п",
    "q": "к",
    "r": "р",
    "s": "с",
    "t": "т",
    "u": "у",
    "f": "ф",
    "h": "х",
    "x": "кс",
    "c": "ц",
    "y": "ы",
    "''": "ъ",
    "'": "ь",
}


def _replacer(table: dict[str, str]) -> Callable[[], re.Pattern[str]]:
    return pattern("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


_KAZAKH_LATIN_LETTER = _replacer(_KAZAKH_LATIN)
_RUSSIAN_LATIN_LETTER = _replacer(_RUSSIAN_LATIN)

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_SIDES = {**dict.fromkeys("аоұыя", "back"), **dict.fromkeys("әеөүіиэ", "front")}
#: Genitive -ның, -дың, -тың and the like typed with н; not the participle -атын, where a vowel precedes т.
_GENITIVE = pattern("(?:(?<=н[ыі])|(?<=д[ыі])|(?<=[бвгғкқпсфхцчшщт]т[ыі]))н$")
_GLIDE = pattern("(?<=[аәеоөы])[ыи]|(?<=[уү])и(?=[аеоуы])")
_FRONT_LATIN = pattern("[eiäáöóüúə]")
_NASAL_AND_VELAR = pattern("ng(?=[aeiouyäöüı])")


def _harmony(word: str) -> str:
    """The word with each letter that a Russian keyboard leaves open chosen by vowel harmony."""
    letters = list(word)
    vowels = [index for index, letter in enumerate(letters) if letter in _VOWELS]
    if not vowels:
        return word
    first, later = vowels[0], [word[index] for index in vowels[1:]]
    # и stands for і as well as for Russian и, which occurs in words of either harmony.
    back_word = any(_SIDES.get(letter) == "back" for letter in later) or word[first] == "ы"
    front_word = not back_word and any(_SIDES.get(letter) == "front" for letter in (*later, word[first]))
    before, after = word[first - 1 : first], word[first + 1 : first + 2]
    if word[first] == "у" and after and after not in _VOWELS:
        following = next((_SIDES[letter] for letter in later if letter in _SIDES), "back")
        letters[first] = "ү" if following == "front" else "ұ"
    elif front_word and word[first] in "ао" and after != "й" and before != "й":
        letters[first] = "ә" if word[first] == "а" else "ө"
    for index in vowels:
        if (
            letters[index] == "и"
            and word[index + 1 : index + 2] not in _VOWELS
            and not (back_word and _side_before(letters, index) != "front")
        ):
            letters[index] = "і"
    for index, letter in enumerate(letters):
        if letter in "кг":
            side = _SIDES.get(letters[index + 1]) if index + 1 < len(letters) else None
            if side is None or (back_word and letters[index + 1] == "и"):
                side = _side_before(letters, index)
            if side == "back":
                letters[index] = "қ" if letter == "к" else "ғ"
    return _GENITIVE().sub("ң", "".join(letters))


def _side_before(letters: list[str], index: int) -> str | None:
    return next((_SIDES[letter] for letter in reversed(letters[:index]) if letter in _SIDES), None)


#: The letters that may be meant by one typed without the Kazakh letters.
_MEANT = {"а": "аә", "о": "оө", "у": "уұү", "и": "иі", "н": "нң", "к": "кқ", "г": "гғ", "х": "хһ"}
#: What departing from the guess by harmony costs, in the unit of `kazakh.analyses` (nats).
_DEPARTURE = 1.5
#: No longer word is tried in all spellings that differ in two letters.
_LONGEST = 24


def _likeliest(typed: str) -> tuple[float, str]:
    """Of the guess by harmony and the spellings within two letters of it, the one that analyzes best,
    with its cost."""
    from izde.language.kazakh import stemmer as morphology

    def cost(spelling: str, departures: int) -> tuple[float, str]:
        readings = morphology.analyses(spelling)
        return (-readings[0].score if readings else 100.0) + _DEPARTURE * departures, spelling

    guess = _harmony(typed)
    best = cost(guess, 0)
    if len(guess) > _LONGEST:
        return best
    single = [
        (index, other)
        for index, letter in enumerate(typed)
        for other in _MEANT.get(letter, "")
        if other != guess[index]
    ]
    pairs = ((one, two) for one, two in combinations(single, 2) if one[0] != two[0])
    for chosen in (*((flip,) for flip in single), *pairs):
        letters = list(guess)
        for index, other in chosen:
            letters[index] = other
        best = min(best, cost("".join(letters), len(chosen)))
    return best


def _kazakh_letters(word: str) -> tuple[str, ...]:
    """The spellings of a word of Latin letters in Cyrillic ones, as far as the letters say.

    There are two where ts may be ц or тс, and where ı may be і (2021), и, й (2018) or ы (as in Turkish).
    """
    typed = _NASAL_AND_VELAR().sub("n'g", word)
    spellings = {typed: None, typed.replace("ts", "t's"): None}
    if not _FRONT_LATIN().search(typed):
        spellings[typed.replace("ı", "y")] = None
    return tuple(
        _GLIDE().sub("й", _KAZAKH_LATIN_LETTER().sub(lambda match: _KAZAKH_LATIN[match.group()], spelling))
        for spelling in spellings
    )


@lru_cache(maxsize=1 << 12)
def kazakh(word: str) -> str | None:
    """The likeliest Kazakh Cyrillic spelling of a lower-case word typed with Russian or Latin letters.

    None when the word is neither, or its letters leave nothing open. Loads the Kazakh lexicon.

    >>> kazakh("когамдыктын"), kazakh("qogamdyqtyng")
    ('қоғамдықтың', 'қоғамдықтың')
    """
    parts = [_kazakh_part(part) for part in word.split("-")]
    if None in parts:
        return None
    restored = "-".join(part for part in parts if part is not None)
    return restored if restored != word else None


def _kazakh_part(word: str) -> str | None:
    kind = scripts.script(word)
    if kind is scripts.Script.LATIN:
        spellings = _kazakh_letters(word)
        if any(scripts.script(spelling) is not scripts.Script.CYRILLIC for spelling in spellings):
            return None
    elif kind is scripts.Script.CYRILLIC:
        spellings = (word.replace("ё", "е"),)
    else:
        return word
    return min(map(_likeliest, spellings))[1]


@lru_cache(maxsize=1 << 12)
def russian(word: str) -> str | None:
    """The likeliest Russian spelling of a lower-case word typed with Latin letters; None when it is not so.

    >>> russian("tekhnologiy")
    'технологий'
    """
    if scripts.script(word) is not scripts.Script.LATIN:
        return None
    restored = _RUSSIAN_LATIN_LETTER().sub(lambda match: _RUSSIAN_LATIN[match.group()], word)
    return restored if scripts.script(restored) is scripts.Script.CYRILLIC else None
