"""International words across the three languages: этнография, ethnography and этнографиялық are one word.

Scholarly prose shares a Greek and Latin vocabulary that each language respells by rule. `respell` undoes
the rules, so that the shared part of such words reads alike; `alike` measures how much of it they share.
It is evidence for a translation where no parallel text gives better; most pairs of words share nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from operator import methodcaller

from izde.language.patterns import pattern

#: Cyrillic letters in the neutral spelling; Kazakh letters fall together with their Russian neighbours.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j",
        "з": "s", "и": "i", "й": "i", "і": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n",
        "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f",
        "х": "h", "һ": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "u", "я": "ia",
    }
)  # fmt: skip

#: English spellings and what Cyrillic makes of them, applied in this order; ц guards a soft c.
_ENGLISH = (
    ("[ts]i(?=on|al|en)", "цi"),
    ("c(?=[eiy])", "ц"),
    ("ph", "f"),
    ("th", "t"),
    ("rh", "r"),
    ("sch", "sh"),
    ("[ck]h", "h"),
    ("ck", "k"),
    ("dge", "dje"),
    ("qu", "kv"),
    ("x", "ks"),
    ("c", "k"),
    ("ц", "c"),
    ("ae|oe", "e"),
    ("eu(?=[^aeiouy])", "ev"),
    ("y", "i"),
    ("w", "v"),
    ("z", "s"),
)
_DOUBLED = re.compile(r"(.)\1+")

#: Endings that the languages add to an international stem, in the neutral spelling.
_ENDINGS = pattern(
    r"(?:i?chesk(?:i|oi|aia|ie|ih)|ik(?:a|al|ali|alik|aldik|s)?|nost|nosti|ci(?:a|alau|alik|oni?|onali?k?|onalni)|"
    r"ist(?:i|ik|ika)?|ism|i?alni|alnost|arni|ivni|iv[dt]?i|ialik|al|ar|iti|itet|ia|io|iu|"
    r"te|ti|ni|li|[dlt]ik|[aeiou])$"
)
#: The shared beginning must be so long, and cover so much of the shorter word.
_SHORTEST, _SHARE = 5, 0.8


@lru_cache(maxsize=1)
def _english() -> tuple[Callable[[str], str], ...]:
    """A function for each row of the table; most are plain letters, which need no regular expression."""
    return tuple(
        methodcaller("replace", letters, neutral)
        if letters.isalpha()
        else partial(re.compile(letters).sub, neutral)
        for letters, neutral in _ENGLISH
    )


@lru_cache(maxsize=20_000)
def respell(word: str) -> str:
    """A word (lower case) in the neutral Latin spelling in which cognates read alike."""
    if word.isascii():
        for respelt in _english():
            word = respelt(word)
    else:
        word = word.translate(_CYRILLIC)
    return _DOUBLED.sub(r"\1", "".join(character for character in word if character.isalnum()))


def stem(respelt: str) -> str:
    """The respelt word without the ending that its language adds."""
    cut = _ENDINGS().sub("", respelt)
    return cut if len(cut) >= 4 else respelt


def alike(a: str, b: str) -> float:
    """How surely two words of different languages are one international word, from 0 to 1."""
    a, b = respell(a), respell(b)
    if not a or not b or a[:1] != b[:1]:
        # h- is lost or becomes г-: history, история; humanism, гуманизм.
        if a[:1] == "h" and a[1:3] == b[:2]:
            a = a[1:]
        elif b[:1] == "h" and b[1:3] == a[:2]:
            b = b[1:]
        elif {a[:1], b[:1]} == {"h", "g"}:
            a, b = "g" + a[1:], "g" + b[1:]
        else:
            return 0.0
    if a == b:
        return 1.0 if len(a) >= 3 else 0.0
    stems = stem(a), stem(b)
    if stems[0] == stems[1] and len(stems[0]) >= 4:
        return 0.9
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    if shared >= max(_SHORTEST, _SHARE * min(len(a), len(b))):
        return 0.5 + 0.4 * shared / max(len(a), len(b))
    return 0.0
