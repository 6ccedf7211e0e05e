"""English stems: Snowball's English stemmer (Porter 2), after the possessive is taken off, and the
marks and ligatures that English keyboards lack."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from izde.language.letters.normalize import plain_latin

if TYPE_CHECKING:

    class _Stemmer(Protocol):
        def stemWord(self, word: str) -> str: ...  # noqa: N802 - PyStemmer's name


_stemmer: _Stemmer | None = None


def without_possessive(word: str) -> str:
    """The word without 's or a final apostrophe."""
    if "'" in word:
        if word.endswith("'s"):
            return word[:-2]
        return word.rstrip("'")
    return word


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a lower-case word.

    >>> stem("communities"), stem("khan's"), stem("œuvre")
    ('communiti', 'khan', 'oeuvr')
    """
    global _stemmer
    if _stemmer is None:
        import Stemmer  # type: ignore[import-not-found]

        _stemmer = cast("_Stemmer", Stemmer.Stemmer("english", 0))
    return _stemmer.stemWord(plain_latin(without_possessive(word)))
