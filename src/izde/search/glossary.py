"""The library's own dictionary: what the other languages call a term, by the evidence of its articles.

Evidence is what `izde.language.parallel` draws from parallel keyword lists and titles; the engine counts
in how many articles each entry stands. Of the pairs of words, those are taken for translations that occur
together much more often than apart (Jaccard's coefficient over articles).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from izde.index.engine import Snapshot, Space
from izde.language import cognates, parallel
from izde.language.parallel import Evidence
from izde.model import Language

#: Translations of a term per language, the best ones.
_MOST = 3
#: Pairs of words that share fewer of their articles are no translations.
_ASSOCIATED = 0.3
#: Title pairs need so many articles: in one title every word stands beside every other.
_TITLES = 2
#: Letters of a cognate's neutral spelling that must agree for it to be looked at.
_COGNATE_START = 4
_COGNATE_SURE = 0.7


class Translation(NamedTuple):
    """What a language calls a term; `confidence` in (0, 1]."""

    target: str
    language: Language
    confidence: float
    evidence: Evidence


class Glossary:
    """Look-ups in a snapshot. Sources are given as lemmas (`izde.language.parallel.words`)."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def _targets(self, evidence: Evidence, source: str) -> dict[Language, dict[str, int]]:
        found: dict[Language, dict[str, int]] = defaultdict(dict)
        for key, count in self._snapshot.vocabulary(Space.GLOSSARY, parallel.prefix(evidence, source)):
            entry = parallel.read(key)
            found[entry.language][entry.target] = count
        return found

    def term(self, lemmas: Sequence[str]) -> list[Translation]:
        """Translations of a whole keyword, the most frequent first."""
        translations = []
        for language, targets in self._targets(Evidence.KEYWORD, " ".join(lemmas)).items():
            total = sum(targets.values())
            ranked = sorted(targets.items(), key=lambda item: (-item[1], item[0]))
            translations += [
                Translation(target, language, count / total if count * 4 < total else 1.0, Evidence.KEYWORD)
                for target, count in ranked[:_MOST]
            ]
        return translations

    def word(self, lemma: str) -> list[Translation]:
        """Lemmas of the other languages that go with a word in paired keywords and titles."""
        best: dict[tuple[Language, str], Translation] = {}
        for evidence, space, least in (
            (Evidence.WORD, Space.KEYWORD, 1),
            (Evidence.TITLE, Space.TITLE, _TITLES),
        ):
            own = self._snapshot.frequency(space, lemma)
            for language, targets in self._targets(evidence, lemma).items():
                ranked = []
                for target, count in targets.items():
                    if count < least:
                        continue
                    other = self._snapshot.frequency(space, target)
                    share = count / max(own + other - count, count)
                    if share >= _ASSOCIATED:
                        ranked.append((share, count, target))
                ranked.sort(key=lambda item: (-item[0], -item[1], item[2]))
                for share, _, target in ranked[:_MOST]:
                    known = best.get((language, target))
                    if known is None or known.confidence < share:
                        best[language, target] = Translation(target, language, share, evidence)
        return sorted(best.values(), key=lambda translation: -translation.confidence)

    def cognates(self, word: str, language: Language) -> list[Translation]:
        """Words of the other languages' titles and keywords that are the same international word."""
        respelt = cognates.respell(word)
        if len(respelt) < _COGNATE_START + 1:
            return []
        found: dict[tuple[Language, str], Translation] = {}
        for start in _beginnings(respelt):
            prefix = parallel.prefix(Evidence.COGNATE, start[:_COGNATE_START], whole=False)
            for key, _ in self._snapshot.vocabulary(Space.GLOSSARY, prefix):
                entry = parallel.read(key)
                if entry.target == word or entry.language == language:
                    continue
                sure = cognates.alike(word, entry.target)
                if sure >= _COGNATE_SURE:
                    found[entry.language, entry.target] = Translation(
                        entry.target, entry.language, sure, Evidence.COGNATE
                    )
        return sorted(found.values(), key=lambda translation: -translation.confidence)


def _beginnings(respelt: str) -> tuple[str, ...]:
    """How a cognate's neutral spelling may begin: h- may be lost, or stand for г-."""
    if respelt[0] == "h":
        return respelt, respelt[1:], "g" + respelt[1:]
    return (respelt,)
