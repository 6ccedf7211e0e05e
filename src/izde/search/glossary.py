"""The library's own dictionary: what the other languages call a term, by the evidence of its articles.

Evidence is what `language.translation.parallel` draws from parallel keywords, titles and abstracts; the
engine counts in how many articles each entry stands. Of the pairs of words, those are taken for
translations that occur together much more often than apart (Jaccard's coefficient over articles), and of
the words that stand in the same sentences the most frequent ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from weakref import WeakKeyDictionary

from izde.engines.interface import Snapshot, Space
from izde.language.translation import cognates, parallel
from izde.language.translation.parallel import Evidence
from izde.model import LANGUAGES, Language

#: Translations of a term per language, the best ones.
_MOST = 3
#: Pairs of words that share fewer of their articles are no translations.
_ASSOCIATED = 0.2
#: Title pairs need so many articles: in one title every word stands beside every other.
_TITLES = 2
#: Words of the same sentences that are a smaller share of all such words are no translations.
_LINKED = 0.3
#: So many of the most frequent pairs of a word are judged.
_CANDIDATES = 6
#: Letters of a cognate's neutral spelling that must agree for it to be looked at.
_COGNATE_START = 4
_COGNATE_SURE = 0.7


class Translation(NamedTuple):
    """What a language calls a term, as printed (`target`) and as lemmas; `confidence` in (0, 1]."""

    target: str
    lemmas: tuple[str, ...]
    language: Language
    confidence: float
    evidence: Evidence


class Glossary:
    """Look-ups in a snapshot. Sources are given as lemmas (`izde.language.translation.parallel.words`)."""

    def __init__(self, snapshot: Snapshot, words: dict[str, list[Translation]]) -> None:
        self._snapshot = snapshot
        self._words = words

    def _targets(self, evidence: Evidence, source: str) -> dict[Language, dict[tuple[str, str], int]]:
        """By language, the targets of a source (as printed, as lemmas) with the articles that give them."""
        found: dict[Language, dict[tuple[str, str], int]] = defaultdict(dict)
        for key, count in self._snapshot.vocabulary(Space.GLOSSARY, parallel.prefix(evidence, source)):
            entry = parallel.read(key)
            found[entry.language][entry.target, entry.lemmas] = count
        return found

    def term(self, lemmas: Sequence[str]) -> list[Translation]:
        """Translations of a whole keyword, the most frequent first."""
        translations = []
        for language, targets in self._targets(Evidence.KEYWORD, " ".join(lemmas)).items():
            total = sum(targets.values())
            ranked = sorted(targets.items(), key=lambda item: (-item[1], item[0]))
            for (target, target_lemmas), count in ranked[:_MOST]:
                confidence = count / total if count * 4 < total else 1.0
                keys = tuple(target_lemmas.split(" "))
                translations.append(Translation(target, keys, language, confidence, Evidence.KEYWORD))
        return translations

    def word(self, lemma: str) -> list[Translation]:
        """Lemmas of the other languages that go with a word in paired keywords, or else in titles, or else in
        the sentences of abstracts."""
        known = self._words.get(lemma)
        if known is None:
            found = self._associated(lemma, Evidence.WORD, Space.KEYWORD, 1)
            for language, translations in self._associated(
                lemma, Evidence.TITLE, Space.TITLE, _TITLES
            ).items():
                found.setdefault(language, translations)
            if len(found) < len(LANGUAGES) - 1:
                for language, translations in self._linked(lemma).items():
                    found.setdefault(language, translations)
            known = self._words[lemma] = [one for translations in found.values() for one in translations]
        return known

    def _associated(
        self, lemma: str, evidence: Evidence, space: Space, least: int
    ) -> dict[Language, list[Translation]]:
        found: dict[Language, list[Translation]] = {}
        own = 0
        for language, targets in self._targets(evidence, lemma).items():
            candidates = [(count, target) for (target, _), count in targets.items() if count >= least]
            if not candidates:
                continue
            own = own or self._snapshot.frequency(space, lemma)
            ranked = []
            for count, target in sorted(candidates, reverse=True)[:_CANDIDATES]:
                other = self._snapshot.frequency(space, target)
                share = count / max(own + other - count, count)
                if share >= _ASSOCIATED:
                    ranked.append(Translation(target, (target,), language, share, evidence))
            if ranked:
                found[language] = sorted(ranked, key=lambda one: (-one.confidence, one.target))[:_MOST]
        return found

    def _linked(self, lemma: str) -> dict[Language, list[Translation]]:
        """The words that stand in the same sentences, by their share of all that do."""
        found: dict[Language, list[Translation]] = {}
        for language, targets in self._targets(Evidence.SENTENCE, lemma).items():
            total = sum(targets.values())
            ranked = sorted(targets.items(), key=lambda item: (-item[1], item[0]))
            likely = [
                Translation(target, (target,), language, count / total, Evidence.SENTENCE)
                for (target, _), count in ranked[:_MOST]
                if count >= _LINKED * total
            ]
            if likely:
                found[language] = likely
        return found

    def cognates(self, word: str, language: Language) -> list[Translation]:
        """Words of titles and keywords in the other script that are the same international word.

        Within one script such words share their beginning or a loan's very form, which is looked for anyway.
        """
        respelt = cognates.respell(word)
        if len(respelt) < _COGNATE_START + 1:
            return []
        found: dict[tuple[Language, str], Translation] = {}
        for start in _beginnings(respelt):
            prefix = parallel.prefix(Evidence.COGNATE, start[:_COGNATE_START], whole=False)
            for key, _ in self._snapshot.vocabulary(Space.GLOSSARY, prefix):
                entry = parallel.read(key)
                if (entry.language == "en") == (language == "en"):
                    continue
                sure = cognates.alike(word, entry.target)
                if sure >= _COGNATE_SURE:
                    found[entry.language, entry.target] = Translation(
                        entry.target, (entry.target,), entry.language, sure, Evidence.COGNATE
                    )
        return sorted(found.values(), key=lambda translation: -translation.confidence)


#: The translations of words that were looked up in each snapshot. They know nothing of the snapshot: a value
#: that did would keep its own key, and with it all that the snapshot has read.
_words: WeakKeyDictionary[Snapshot, dict[str, list[Translation]]] = WeakKeyDictionary()


def glossary_of(snapshot: Snapshot) -> Glossary:
    """The glossary of a snapshot, which remembers what it looked up as long as the snapshot is there."""
    return Glossary(snapshot, _words.setdefault(snapshot, {}))


def _beginnings(respelt: str) -> tuple[str, ...]:
    """How a cognate's neutral spelling may begin: h- may be lost, or stand for г-."""
    if respelt[0] == "h":
        return respelt, respelt[1:], "g" + respelt[1:]
    return (respelt,)
