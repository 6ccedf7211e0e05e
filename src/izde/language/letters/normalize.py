"""One spelling of the characters: composed letters, no invisible characters, one script a word.

Nothing here lowers case or changes a word's letters for another's of the same script, except the few
that old fonts put in place of Kazakh ones (`scripts.CYRILLIC_VARIANTS`); matching of ё with е is the
analyzers' business.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from izde.language.letters import scripts
from izde.language.patterns import pattern

#: Characters that print nothing: soft hyphen, zero-width characters, direction marks, byte order mark.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff"

_INVISIBLE = pattern(f"[{INVISIBLE}]+")
_SPACES = pattern("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = pattern("[\ufb00-\ufb06\u01c4-\u01cc\u01f1-\u01f3\u0132\u0133\u2160-\u217f]")
_APOSTROPHES = pattern("[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032\u055a\uff07`\u00b4]")
_HYPHENS = pattern("[\u2010\u2011\u2043\ufe63\uff0d]")
_VARIANTS = str.maketrans(scripts.CYRILLIC_VARIANTS)
#: Latin letters that Unicode does not say to be ligatures or variants, as English keyboards type them.
_UNDECOMPOSED = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
)
_MARKS = pattern("[\u0300-\u036f]+")

_TO_CYRILLIC = {**scripts.LATIN_TO_CYRILLIC, **scripts.LOWERED_LOOKALIKES}
_TO_LATIN = scripts.CYRILLIC_TO_LATIN
_RUN = pattern(r"[^\W\d_]+")
_MIXED_RUN = pattern(
    f"(?=[^\\W\\d_]*[{scripts.CYRILLIC_RANGE}])(?=[^\\W\\d_]*[{scripts.LATIN_RANGE}\u0370-\u03ff])[^\\W\\d_]+"
)
#: Roman numerals, in which Cyrillic Х and І are as usual as Latin X and I.
_ROMAN = pattern(r"(?=[IVXІХΙΧ]{2,})X{0,3}[XХΧ]*(?:[IІΙ][XХΧ]|[IІΙ]?V|V?[IІΙ]{0,3})")
_ROMAN_LETTERS = str.maketrans("ІХΙΧ", "IXIX")


def normalize(text: str) -> str:
    """The text in NFC, without invisible characters, with plain spaces, apostrophes, hyphens and letters
    for ligatures. Idempotent. Offsets change: `izde.language.tokens` works on the text as it stands."""
    if text.isascii():
        return text.replace("`", "'") if "`" in text else text
    text = _INVISIBLE().sub("", text)
    text = _LIGATURES().sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text)
    text = _SPACES().sub(" ", text)
    text = _APOSTROPHES().sub("'", text)
    return _HYPHENS().sub("-", text)


def plain_latin(word: str) -> str:
    """A lower-case Latin word as a keyboard without its marks and ligatures types it: œuvre, coöperation,
    naïve, Łódź become oeuvre, cooperation, naive, lodz. Idempotent."""
    if word.isascii():
        return word
    return _MARKS().sub("", unicodedata.normalize("NFD", word.translate(_UNDECOMPOSED)))


#: Cyrillic letters that nobody types for the Latin letters they resemble.
_KAZAKH_KEYS = frozenset("ёәүһЁӘҮҺ")
#: Small letters of which only the capitals look alike in both scripts.
_CYRILLIC_SMALL = frozenset("квмт")
_LATIN_SMALL = frozenset("kbmt")


@lru_cache(maxsize=1 << 15)
def _repair_run(run: str) -> str:
    cyrillic = [letter for letter in run if "\u0400" <= letter <= "\u052f"]
    latin = [letter for letter in run if not "\u0400" <= letter <= "\u052f"]
    cyrillic_only = any(letter not in _TO_LATIN or letter in _KAZAKH_KEYS for letter in cyrillic)
    latin_only = any(letter not in _TO_CYRILLIC for letter in latin)
    if cyrillic_only and latin_only:
        return run
    if not cyrillic_only and not latin_only:
        # Small к, в, м, т look Latin, and small k, b, m, t Cyrillic, only where capitals were lowered.
        cyrillic_only = not _CYRILLIC_SMALL.isdisjoint(cyrillic)
        latin_only = not _LATIN_SMALL.isdisjoint(latin)
    if cyrillic_only == latin_only:
        latin_only = len(latin) > len(cyrillic)
    if latin_only:
        return "".join(_TO_LATIN.get(letter, letter) for letter in run)
    repaired = "".join(_TO_CYRILLIC.get(letter, letter) for letter in run)
    if "Y" in run and _wants_front_vowel(repaired):
        repaired = "".join("Ү" if old == "Y" else new for old, new in zip(run, repaired, strict=True))
    return repaired


def _wants_front_vowel(word: str) -> bool:
    """Whether Latin Y is rather Kazakh Ү, of the same shape, than У: all sure vowels are Kazakh and front."""
    letters = set(word.lower())
    return not letters.isdisjoint("әөүі") and letters.isdisjoint("аоұы")


def _roman(word: str) -> str:
    return word.translate(_ROMAN_LETTERS) if _ROMAN().fullmatch(word) else word


def repair(word: str) -> str:
    """The word with each run of letters in the script it belongs to.

    A run that mixes Cyrillic and Latin takes the script of the letters that only one of them has;
    when no letter decides, the script of most letters. A run with letters peculiar to either stays as
    it is (`WhatsAppқа`), and so does a word that is wholly of one script, whatever it looks like
    (`cop`). Roman numerals become Latin. Case is kept; offsets within the word as well.
    """
    if word.isascii():
        return word
    word = word.translate(_VARIANTS)
    if scripts.is_mixed(word):
        word = _RUN().sub(lambda match: _repair_run(match.group()), word)
    if _ROMAN_SIGN.isdisjoint(word):
        return word
    return _RUN().sub(lambda match: _roman(match.group()), word)


_ROMAN_SIGN = frozenset("ІХΙΧ")


class MixedWord(NamedTuple):
    """A word printed with letters of two scripts. `start` and `end` are offsets into the text."""

    word: str
    repaired: str
    start: int
    end: int


def mixed_script_words(text: str) -> Iterator[MixedWord]:
    """The words of a text whose letters are of two scripts and can be repaired, in order."""
    for match in _MIXED_RUN().finditer(text):
        word = match.group()
        repaired = _roman(_repair_run(word))
        if repaired != word and not _ROMAN().fullmatch(word):
            yield MixedWord(word, repaired, match.start(), match.end())
