"""Sets words right that recognition has put into the wrong script.

tesseract chooses the language of each word for itself. A short English word in capitals comes out in Cyrillic
letters that resemble it (`ОЕ` for OF, `ІМ` for IN), and a Cyrillic one in Latin letters and figures
(`XA3AHOB`). What a line is written in decides; a word is touched only when each of its letters has a twin in
that script."""

from __future__ import annotations

import itertools
import re

from izde.extract.page.document import Document
from izde.language.letters.scripts import CYRILLIC_RANGE, LATIN_RANGE, LATIN_TO_CYRILLIC
from izde.language.stopwords import ENGLISH

#: So much of a line's letters must be of one script.
_MOST = 0.7
#: A Latin word of Cyrillic look-alikes is taken for Cyrillic from so many letters on; shorter ones may be
#: abbreviations.
_LONG = 5
_CYRILLIC = re.compile(f"[{CYRILLIC_RANGE}]")
_LATIN = re.compile(f"[{LATIN_RANGE}]")
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"(?<![^\W_])[^\W\d_](?=\.)")

#: What a Cyrillic letter may have been on paper, the likeliest first.
_TO_LATIN: dict[str, str] = {c: latin for latin, c in LATIN_TO_CYRILLIC.items() if latin.isascii()}
_TO_LATIN |= {"Е": "EF", "М": "MN", "Н": "HN", "І": "IL", "е": "ef", "ғ": "f", "Ғ": "F", "Ѕ": "S"}
#: Figures that stand for letters inside a word.
_TO_CYRILLIC: dict[str, str] = {**LATIN_TO_CYRILLIC, "3": "З", "0": "О", "6": "б"}


def mend(document: Document) -> None:
    """Set the words of a recognised document right, in place; no text changes its length."""
    for page in document.pages:
        for line in page.lines:
            line.text = mended(line.text)


def mended(text: str) -> str:
    """A recognised line with its words in the script that most of it is in.

    >>> mended("THE PROBLEM ОЕ ETHNIC IDENTITY")
    'THE PROBLEM OF ETHNIC IDENTITY'
    """
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    if not latin or not cyrillic:
        return text
    if latin >= _MOST * (latin + cyrillic):
        return _WORD.sub(lambda match: _latin(match[0]), text)
    if cyrillic >= _MOST * (latin + cyrillic):
        text = _INITIAL.sub(lambda match: LATIN_TO_CYRILLIC.get(match[0], match[0]), text)
        return _WORD.sub(lambda match: _cyrillic(match[0]), text)
    return text


def _latin(word: str) -> str:
    """An initial, or a Cyrillic word as the common English one that it resembles; others as they are."""
    if len(word) > 6 or _LATIN.search(word) or not all(letter in _TO_LATIN for letter in word):
        return word
    if len(word) == 1:
        return _TO_LATIN[word][0]
    guesses = map("".join, itertools.product(*(_TO_LATIN[letter] for letter in word)))
    return next((guess for guess in guesses if guess.lower() in ENGLISH), word)


def _cyrillic(word: str) -> str:
    """A word of Latin look-alikes and figures in Cyrillic; others as they are."""
    letters = len(_LATIN.findall(word))
    if letters < _LONG - 1 or len(word) < _LONG or not all(letter in _TO_CYRILLIC for letter in word):
        return word
    return "".join(_TO_CYRILLIC[letter] for letter in word)
