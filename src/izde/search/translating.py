"""What the other languages call the words of a query: whole terms first, then single words."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from izde.engines.interface import Phrase, Space, Term
from izde.language import stopwords
from izde.language.letters.scripts import has_kazakh_letter
from izde.language.terms import Kind
from izde.language.translation import parallel
from izde.language.translation.parallel import Evidence
from izde.model import Language
from izde.search.glossary import Glossary, Translation
from izde.search.ranking import Ranking
from izde.search.readings import Origin, Reading

#: Terms of more words are not looked up as a whole; queries of more words are not translated at all.
LONGEST_TERM, _LONGEST_QUERY = 5, 40
#: Words so short are no terms.
_SHORTEST = 3


class Meaning(msgspec.Struct, frozen=True):
    """A term of another language that may be printed for some words of the query, as lemmas."""

    keys: tuple[str, ...]
    reading: Reading

    @property
    def weight(self) -> float:
        return self.reading.weight

    @property
    def whole(self) -> str:
        """The key of the term as a whole keyword."""
        return Kind.WHOLE.value + " ".join(self.keys)

    def node(self, space: Space) -> Term | Phrase:
        """The term as an engine looks for it."""
        if len(self.keys) == 1:
            return Term(space, self.keys[0], self.weight)
        return Phrase(space, self.keys, 1, self.weight)


class Translations(msgspec.Struct):
    """Meanings by the position of the word that they may stand for, and by the span of a whole term."""

    words: dict[int, dict[tuple[str, ...], Meaning]] = {}
    spans: dict[tuple[int, int], list[Meaning]] = {}

    def of(self, position: int) -> list[Meaning]:
        """The meanings of the word at a position, and of the terms that it is in."""
        return list(self.words.get(position, {}).values())

    def add(self, first: int, last: int, meaning: Meaning) -> None:
        """Add a meaning of the words from `first` to before `last`."""
        for position in range(first, last):
            known = self.words.setdefault(position, {})
            if meaning.keys not in known or known[meaning.keys].weight < meaning.weight:
                known[meaning.keys] = meaning


class Translator:
    """Looks the words of queries up in a glossary."""

    def __init__(self, glossary: Glossary, ranking: Ranking) -> None:
        self._glossary = glossary
        self._ranking = ranking

    def translations(self, words: Sequence[str]) -> Translations:
        """What the words, and the terms that they make up, are called in the other languages."""
        found = Translations()
        if len(words) > _LONGEST_QUERY or not self._ranking.translation:
            return found
        for language, lemmas in _lemma_sequences(words).items():
            for first in range(len(words)):
                for last in range(first + 1, min(first + LONGEST_TERM, len(words)) + 1):
                    self._term(found, words, lemmas, first, last)
                self._word(found, words[first], lemmas[first], language, first)
        return found

    def _term(
        self, found: Translations, words: Sequence[str], lemmas: Sequence[str], first: int, last: int
    ) -> None:
        source = " ".join(words[first:last])
        for translation in self._glossary.term(lemmas[first:last]):
            weight = self._ranking.translation * translation.confidence
            if translation.lemmas != tuple(lemmas[first:last]):
                meaning = Meaning(
                    translation.lemmas, Reading(Origin.TRANSLATION, weight, translation.target, source)
                )
                found.add(first, last, meaning)
                found.spans.setdefault((first, last), []).append(meaning)

    def _word(self, found: Translations, word: str, lemma: str, language: Language, position: int) -> None:
        if len(lemma) < _SHORTEST or stopwords.is_stopword(word):
            return
        for translation in self._glossary.word(lemma):
            share = (
                self._ranking.sentence_translation
                if translation.evidence is Evidence.SENTENCE
                else self._ranking.word_translation
            )
            weight = share * math.sqrt(translation.confidence)
            found.add(position, position + 1, _meaning(translation, weight, word))
        for translation in self._glossary.cognates(lemma, language):
            weight = self._ranking.cognate * translation.confidence
            found.add(position, position + 1, _meaning(translation, weight, word))


def _meaning(translation: Translation, weight: float, source: str) -> Meaning:
    origin = Origin.COGNATE if translation.evidence is Evidence.COGNATE else Origin.TRANSLATION
    return Meaning(translation.lemmas, Reading(origin, weight, translation.target, source))


def _lemma_sequences(words: Sequence[str]) -> dict[Language, list[str]]:
    """The words' lemmas, as every language sees them that they may be in."""
    text = " ".join(words)
    languages: tuple[Language, ...] = ("ru", "kk")
    if text.isascii():
        languages = ("en",)
    elif has_kazakh_letter(text):
        languages = ("kk",)
    sequences = {language: parallel.words(text, language) for language in languages}
    return {language: lemmas for language, lemmas in sequences.items() if len(lemmas) == len(words)}
