"""Words of a text, with their offsets in it.

A word is what a person would search for as one: a run of letters and digits, with inner hyphens and
apostrophes (ұлт-азаттық, e-learning, COVID-19-дың, Khan's), with the subscript figures of a formula (H₂O,
CO₂; a superscript is a footnote's mark), a code or number with inner full stops (06.77.64, 331.5), a DOI,
an e-mail address, №. Initials (С.А.) are words of one letter each, so that
their spacing does not matter. One regular expression finds them all in the text as it stands, with
invisible characters and combining marks inside words, so that offsets need no mapping.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from izde.language.letters.normalize import INVISIBLE, normalize, repair
from izde.language.letters.scripts import CYRILLIC_RANGE, is_mixed
from izde.language.patterns import pattern

#: What is no part of a word though Unicode calls it a letter or a digit: superscripts, subscripts, modifiers.
_SMALL = "\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02ff\u0374\u2070-\u209c"
_LETTER = f"[^\\W_{_SMALL}]"
_INNER = f"[{INVISIBLE}\u0300-\u036f\u0483-\u0487\u2080-\u2089]"
_RUN = f"{_LETTER}+(?:{_INNER}+{_LETTER}*)*"
_HYPHEN = "[-\u2010\u2011\u2043\ufe63\uff0d]"
_APOSTROPHE = "['\u2018\u2019\u201b\u02b9\u02bb-\u02bf\u0374\u2032\u055a\uff07`\u00b4]"

_WORD = re.compile(
    "|".join(
        (
            r"10\.\d{4,9}/[^\s\"<>«»“”]*[^\W_]",  # DOI
            r"\d+(?:[.,/]\d+)+(?![^\W\d_])",  # code, decimal number
            # a word, and the rest of an e-mail address that begins with it
            f"{_RUN}(?:(?:{_HYPHEN}|{_APOSTROPHE}){_INNER}*{_RUN})*(?:[\\w.+-]*@[\\w-]+(?:\\.[\\w-]+)+)?",
            "№",
        )
    )
)
_PART = pattern(r"[^\W_]+(?:'[^\W_]+)*")
_NUMERIC = pattern(r"[\d.,/]+")
_SCRIPT_RUN = pattern(f"[{CYRILLIC_RANGE}]+|[^{CYRILLIC_RANGE}]+")
#: A part of a number that is searched for by itself has at least so many digits: years do, decimals do not.
_YEAR_DIGITS = 4


class Token(NamedTuple):
    """A word: `text` as it is matched (lower case, NFC, of one script), `start` and `end` where it stands."""

    text: str
    start: int
    end: int


_forms: dict[str, str] = {}
_REMEMBERED = 500_000


def form(word: str) -> str:
    """The form of a printed word: normalized, repaired to one script, in lower case."""
    known = _forms.get(word)
    if known is None:
        if len(_forms) >= _REMEMBERED:
            _forms.clear()
        known = _forms[word] = _form(word)
    return known


#: Stress marks on Russian vowels, which dictionaries print and nobody types.
_STRESS = pattern("(?<=[аеиоуыэюяёі])[\u0300\u0301]")
#: Words of Kazakh and Russian letters only, which need no repair; one that begins with І or Х may be Roman.
_PLAIN = pattern("[А-ЕЖ-ФЦ-Яа-яЁёӘҒҚҢӨҰҮҺәғқңөұүһі][А-Яа-яЁёӘҒҚҢӨҰҮҺІәғқңөұүһі-]*")


def _form(word: str) -> str:
    if word.isascii() or word == "№" or _PLAIN().fullmatch(word):
        return word.lower().replace("`", "'")
    compatible = unicodedata.normalize("NFKC", normalize(word))
    return _STRESS().sub("", repair(compatible).lower().replace("i\u0307", "i"))


def tokenize(text: str) -> Iterator[Token]:
    """The words of a text in order; a hyphenated compound is one word (`parts` takes it apart)."""
    known, new = _forms.get, tuple.__new__  # this loop sees every word of a library
    for match in _WORD.finditer(text):
        word = match.group()
        start, end = match.span()
        yield new(Token, (known(word) or form(word), start, end))


def words(text: str) -> list[str]:
    """The forms of the words of a text in order, as `tokenize` has them, for where offsets do not matter."""
    known = _forms.get
    return [known(word) or form(word) for word in _WORD.findall(text)]


def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound form that are words of their own; empty for a simple word.

    The parts of a code or decimal number are none, but for years in a date; those of a DOI are what stands
    before and after its first stroke, those of an e-mail address its user and its domain. Where Latin
    letters take a Cyrillic ending without a hyphen (WhatsAppқа), a part ends with the script.

    >>> parts("ұлт-азаттық"), parts("12.05.2021"), parts("06.77.64")
    (('ұлт', 'азаттық'), ('2021',), ())
    """
    if word.isalpha() and (word.isascii() or _PLAIN().fullmatch(word) or not is_mixed(word)):
        return ()
    return _parts(word)


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    if "@" in word:
        return tuple(word.split("@", 1))
    if word.startswith("10.") and "/" in word:
        return tuple(word.split("/", 1))
    if _NUMERIC().fullmatch(word):
        return tuple(part for part in _PART().findall(word) if _YEAR_DIGITS <= len(part) < len(word))
    found = _PART().findall(word)
    if is_mixed(word):
        found = [run for part in found for run in _SCRIPT_RUN().findall(part)]
    return tuple(found) if len(found) > 1 else ()
