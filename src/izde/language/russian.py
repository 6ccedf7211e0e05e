"""Russian lemmas by pymorphy3 (OpenCorpora's dictionary), which is loaded at the first word asked for."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:

    class _Parse(Protocol):
        normal_form: str
        score: float
        tag: Container[str]

    class _Words(Protocol):
        def similar_items(self, word: str, replaces: object) -> list[tuple[str, list[tuple[int, int]]]]: ...

    class _Dictionary(Protocol):
        words: _Words

        def build_normal_form(self, para_id: int, idx: int, fixed_word: str) -> str: ...

    class _Morphology(Protocol):
        dictionary: _Dictionary
        char_substitutes: object

        def parse(self, word: str) -> list[_Parse]: ...


#: What is looked up; pymorphy3 fails on some characters of other scripts.
_WORD = re.compile(r"[\u0400-\u052fa-z\d'-]+")
#: A second lemma counts when its parse is at least so likely beside the first.
AMBIGUITY = 0.5

_analyzer: _Morphology | None = None


def _morphology() -> _Morphology:
    global _analyzer
    if _analyzer is None:
        from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

        _analyzer = cast("_Morphology", MorphAnalyzer())
    return _analyzer


@lru_cache(maxsize=1 << 17)
def lemmas(word: str) -> tuple[str, ...]:
    """The lemma of the most likely parse of a lower-case word, and the next one's if about as likely.

    Only a word of the dictionary has two: of a word that is guessed at, the second guess is noise.
    ё is е in lemmas, as most print has it. A word with letters of a third script is its own lemma.

    >>> lemmas("технологий")
    ('технология',)
    """
    if not _WORD.fullmatch(word):
        return (word,)
    morphology = _morphology()
    # Nine words in ten have one lemma in the dictionary, whatever their case and number: that is had at
    # half the price of parses, which are weighed against each other by their grammar.
    dictionary = morphology.dictionary
    known = {
        dictionary.build_normal_form(paradigm, index, entry)
        for entry, readings in dictionary.words.similar_items(word, morphology.char_substitutes)
        for paradigm, index in readings
    }
    if len(known) == 1:
        return (known.pop().replace("ё", "е"),)
    parses = morphology.parse(word)
    if not parses:
        return (word.replace("ё", "е"),)
    best = parses[0]
    found = {best.normal_form.replace("ё", "е"): None}
    if not known:
        return tuple(found)
    for parse in parses[1:]:
        if parse.score < AMBIGUITY * best.score:
            break
        found[parse.normal_form.replace("ё", "е")] = None
        if len(found) == 2:
            break
    return tuple(found)


def _tags(word: str) -> list[Container[str]]:
    """OpenCorpora's marks of each reading that the dictionary has of a lower-case word."""
    if not _WORD.fullmatch(word):
        return []
    morphology = _morphology()
    if not morphology.dictionary.words.similar_items(word, morphology.char_substitutes):
        return []
    return [parse.tag for parse in morphology.parse(word)]


@lru_cache(maxsize=1 << 15)
def is_no_surname(word: str) -> bool:
    """Whether the dictionary has a lower-case word as something else than a surname or people of one name."""
    return any("Surn" not in tag and "Name" not in tag for tag in _tags(word))


@lru_cache(maxsize=1 << 15)
def names_place_or_person(word: str) -> bool:
    """Whether the dictionary has a lower-case word as a place's, given or father's name, not as a surname."""
    tags = _tags(word)
    if any("Surn" in tag for tag in tags):
        return False
    # Several people of one given name make up a surname: Ахметов.
    return any("Geox" in tag or ("sing" in tag and ("Name" in tag or "Patr" in tag)) for tag in tags)
