"""The Kazakh lexicon: which strings are known stems, of which class."""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files


class Lexicon:
    """Known nominal and verbal stems."""

    def __init__(self, nominals: frozenset[str], verbs: frozenset[str]) -> None:
        self._nominals = nominals
        self._verbs = verbs

    def is_nominal(self, stem: str) -> bool:
        """Whether `stem` is a known noun, adjective, adverb or the like."""
        return stem in self._nominals

    def is_verb(self, stem: str) -> bool:
        """Whether `stem` is a known verb."""
        return stem in self._verbs

    def cost(self, stem: str, state: str) -> float:
        """What it costs to take `stem` for a nominal (state N) or a verb (V), in nats."""
        known = self._nominals if state == "N" else self._verbs
        if stem in known:
            return 8.0 + (3.0 if len(stem) <= 2 else 1.0 if len(stem) == 3 else 0.0)
        return 13.0 + 0.55 * len(stem) + (3.0 if state == "V" else 0.0) + (4.0 if len(stem) < 4 else 0.0)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    packed = files("izde.language").joinpath("data/kazakh_lexicon.z").read_bytes()
    nominals, verbs = zlib.decompress(packed).decode().split("\n\n")
    return Lexicon(frozenset(nominals.split("\n")), frozenset(verbs.split("\n")))
