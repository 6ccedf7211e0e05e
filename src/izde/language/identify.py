"""Which of Kazakh, Russian and English a text is in: a word, a query, a block.

Letters decide first: text in Latin letters is English (or Kazakh, if its letters are those of the Kazakh
Latin alphabet), and Kazakh text in Cyrillic shows itself by the letters that Russian lacks, which 62 % of
its words have. What letters leave open is decided by function words, then by langdetect (Shuyo 2010)
with a profile of our own: its stock profiles know no Kazakh and call it Russian. The detector is a
private one, restricted to the two languages that letters cannot tell apart, with a fixed seed, so that
the answer is always the same. `scripts/build_language_profile` builds the profile.

langdetect is imported only when letters and function words leave the question open.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from izde.language import stopwords
from izde.language.letters import scripts
from izde.language.letters.normalize import normalize, repair
from izde.language.patterns import pattern
from izde.model import Language

#: A text of so many Cyrillic words is judged by the share of words with Kazakh letters alone…
_ENOUGH_WORDS = 8
#: …if the share is not between these bounds: Kazakh text has some .6 of them, Russian text quotations.
_RUSSIAN_SHARE = 0.1
_KAZAKH_SHARE = 0.4
#: The detector is given no more words than this: its answer is settled long before.
_SAMPLE = 400

_WORD = re.compile(r"[^\W\d_]+")
_ROMAN = pattern(r"[IVXLCDM]+")

_KAZAKH, _RUSSIAN, _CYRILLIC, _LATIN, _KAZAKH_IN_LATIN, _NOTHING = range(6)


if TYPE_CHECKING:

    class _Detector(Protocol):
        def append(self, text: str) -> None: ...

        def detect(self) -> str: ...

    class _Factory(Protocol):
        seed: int | None

        def load_json_profile(self, profiles: list[str]) -> None: ...

        def create(self) -> _Detector: ...


def make_factory(kazakh_profile: str) -> _Factory:
    """A detector factory for Kazakh and Russian from a Kazakh profile in langdetect's JSON format."""
    from langdetect import detector_factory  # type: ignore[import-untyped]

    russian = Path(detector_factory.PROFILES_DIRECTORY, "ru").read_text(encoding="utf-8")
    factory = cast("_Factory", detector_factory.DetectorFactory())
    factory.load_json_profile([kazakh_profile, russian])
    factory.seed = 0
    return factory


_factory: _Factory | None = None


def _detect(text: str, factory: _Factory | None = None) -> Language:
    """Kazakh or Russian, by letter sequences; Russian when none of them is known."""
    from langdetect.lang_detect_exception import LangDetectException  # type: ignore[import-untyped]

    global _factory
    if factory is None:
        if _factory is None:
            profile = Path(__file__).with_name("data") / "language_profile_kk.json"
            _factory = make_factory(profile.read_text(encoding="utf-8"))
        factory = _factory
    detector = factory.create()
    detector.append(text)
    try:
        return "kk" if detector.detect() == "kk" else "ru"
    except LangDetectException:  # no letter sequence that any profile has
        return "ru"


@lru_cache(maxsize=1 << 16)
def _evidence(word: str) -> int:
    """What a single word says of its language by its letters, or by being a function word."""
    kind = scripts.script(word)
    if kind is scripts.Script.LATIN:
        if _ROMAN().fullmatch(word):
            return _NOTHING
        return _KAZAKH_IN_LATIN if scripts.has_kazakh_latin_letter(word) else _LATIN
    if kind is scripts.Script.OTHER:
        return _NOTHING
    word = repair(word)
    if word.isascii():
        return _NOTHING if _ROMAN().fullmatch(word) else _LATIN
    if scripts.has_kazakh_letter(word):
        return _KAZAKH
    word = word.lower()
    if word in stopwords.KAZAKH:
        return _CYRILLIC if word in stopwords.RUSSIAN else _KAZAKH
    if word in stopwords.RUSSIAN or "ё" in word:
        return _RUSSIAN
    return _CYRILLIC


def identify(text: str) -> Language | None:
    """The language of most words of a text; None when it has no letters to tell by."""
    if len(text) > 200:
        return classify(text)
    return _identify_short(text)


@lru_cache(maxsize=1 << 14)
def _identify_short(text: str) -> Language | None:
    return classify(text)


def classify(text: str, factory: _Factory | None = None) -> Language | None:
    """As `identify`, with another detector than the one that ships (for evaluation) and without a cache."""
    words = _WORD.findall(normalize(text))
    counts = [0] * 6
    for word in words:
        counts[_evidence(word)] += 1
    kazakh, russian, open_, latin, kazakh_in_latin, _ = counts
    cyrillic = kazakh + russian + open_
    if not cyrillic:
        if kazakh_in_latin * 3 > latin:
            return "kk"
        return "en" if latin else None
    if latin + kazakh_in_latin > cyrillic:
        return "en" if latin >= kazakh_in_latin else "kk"
    if not russian and kazakh * 2 >= cyrillic:
        return "kk"
    if not kazakh and russian:
        return "ru"
    if cyrillic >= _ENOUGH_WORDS:
        if kazakh >= _KAZAKH_SHARE * cyrillic:
            return "kk"
        if kazakh <= _RUSSIAN_SHARE * cyrillic:
            return "ru"
    sample = [word for word in words if _evidence(word) in (_KAZAKH, _RUSSIAN, _CYRILLIC)][:_SAMPLE]
    return _detect(" ".join(map(repair, sample)).lower(), factory)
