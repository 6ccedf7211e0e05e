"""Which of the three languages a line or a block is in, by its letters, endings and function words.

Lines need a verdict thousands of times an issue, so this is counting, not statistics over a model: a
word votes for a language or abstains. Blocks of a few dozen words come out right; a single line may
come out as None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from izde.model import Language

_WORD = re.compile(r"[^\W\d_]{2,}")
_KAZAKH_LETTERS = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile(r"[а-яА-ЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC_WORDS = re.compile(r"[\u0400-\u04ff]{4}.*?[\u0400-\u04ff]{4}")
_ACRONYM = 0.2
_RUSSIAN_WORDS = frozenset(
    [
        "в",
        "во",
        "на",
        "не",
        "из",
        "от",
        "до",
        "для",
        "при",
        "или",
        "что",
        "как",
        "это",
        "так",
        "же",
        "ли",
        "за",
        "под",
        "над",
        "без",
        "через",
        "между",
        "после",
        "перед",
        "когда",
        "чтобы",
        "если",
        "его",
        "её",
        "их",
        "они",
        "она",
        "он",
        "мы",
        "вы",
        "был",
        "была",
        "было",
        "были",
        "быть",
        "есть",
        "все",
        "всех",
        "этот",
        "эта",
        "эти",
        "этого",
        "этой",
        "который",
        "которая",
        "которые",
        "которых",
        "также",
        "более",
        "может",
        "можно",
        "только",
        "уже",
        "о",
        "об",
        "и",
        "с",
        "к",
        "по",
        "а",
        "но",
        "у",
        "я",
        "ее",
        "том",
    ]
)
_KAZAKH_WORDS = frozenset(
    [
        "мен",
        "бен",
        "пен",
        "да",
        "де",
        "та",
        "те",
        "бар",
        "болып",
        "бойынша",
        "туралы",
        "арналған",
        "сондай",
        "сол",
        "осы",
        "бұл",
        "ол",
        "еді",
        "екен",
        "деген",
        "деп",
        "болды",
        "болған",
        "болады",
        "алдын",
        "кейін",
        "арасында",
        "жыл",
        "жылы",
        "жылдары",
        "ал",
        "ма",
        "ме",
        "ба",
        "бе",
        "па",
        "пе",
        "бола",
        "жасау",
        "атты",
        "бас",
        "мақалада",
        "сонымен",
        "бірге",
        "қатар",
        "үшін",
        "және",
        "арасындағы",
        "оның",
        "олар",
        "ғана",
        "барлық",
    ]
)
_RUSSIAN_ENDING = re.compile(
    r"(?:ого|его|ому|ему|ыми|ими|ый|ий|ая|яя|ое|ее|ые|ие|ых|их|ости|ость|остью|ение|ения|ению|ением|"
    r"ание|ания|ации|ация|ацию|ться|ется|ются|ает|ают|ил|или|ов|ев|ами|ями|ах|ях|ть|ся|ской|ский|ского|щий)$"
)
_KAZAKH_ENDING = re.compile(
    r"(?:лар|лер|дар|дер|тар|тер|дың|дан|ден|тан|тен|нан|нен|дағы|дегі|лық|тық|дық|лыс|ады|еді|"
    r"ып|йды|йді|ған|ген|сы|лы|ды|ты|ры|ларды|лерде|ларда|мыз|алық|дары|лары)$"
)


class Tongues(NamedTuple):
    """How many words of a text speak for each language."""

    kk: float
    ru: float
    en: float

    @property
    def total(self) -> float:
        return self.kk + self.ru + self.en

    def best(self) -> Language | None:
        """The language of most words; None where nothing speaks for any."""
        if not self.total:
            return None
        if self.en > self.kk + self.ru:
            return "en"
        # Kazakh text is full of Russian-looking loans, Russian text has no Kazakh letters.
        return "kk" if self.kk >= self.ru else "ru"


def count(text: str) -> Tongues:
    """The votes of the words of a text."""
    kk = ru = en = 0.0
    cyrillic = bool(_CYRILLIC_WORDS.search(text))
    for word in _WORD.findall(text):
        if word.isascii():
            # Acronyms stand in the text of any language.
            en += _ACRONYM if cyrillic and word.isupper() and len(word) <= 6 else 1
        elif _KAZAKH_LETTERS.search(word):
            kk += 1
        elif _CYRILLIC.search(word):
            lower = word.lower()
            if lower in _RUSSIAN_WORDS:
                ru += 1
            elif lower in _KAZAKH_WORDS:
                kk += 0.7
            elif _RUSSIAN_ENDING.search(lower):
                ru += 0.6
            elif _KAZAKH_ENDING.search(lower):
                kk += 0.3
            else:
                ru += 0.15
                kk += 0.1
        else:
            en += 1
    return Tongues(kk, ru, en)


def total(parts: Iterable[Tongues]) -> Tongues:
    """The votes of several texts together."""
    kk = ru = en = 0.0
    for part in parts:
        kk += part.kk
        ru += part.ru
        en += part.en
    return Tongues(kk, ru, en)
