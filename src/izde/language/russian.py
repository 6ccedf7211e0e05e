"""Russian lemmas by pymorphy3 (OpenCorpora's dictionary), which is loaded at the first word asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, cast


class _Parse(Protocol):
    normal_form: str
    score: float


class _Morphology(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


#: A second lemma counts when its parse is at least so likely beside the first.
AMBIGUITY = 0.5

_analyzer: _Morphology | None = None


def _morphology() -> _Morphology:
    global _analyzer
    if _analyzer is None:
        from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

        _analyzer = cast(_Morphology, MorphAnalyzer())
    return _analyzer


@lru_cache(maxsize=1 << 17)
def lemmas(word: str) -> tuple[str, ...]:
    """The lemma of the most likely parse of a lower-case word, and the next one's if about as likely.

    ё is е in lemmas, as most print has it.

    >>> lemmas("технологий")
    ('технология',)
    """
    parses = _morphology().parse(word)
    if not parses:
        return (word.replace("ё", "е"),)
    best = parses[0]
    found = {best.normal_form.replace("ё", "е"): None}
    for parse in parses[1:]:
        if parse.score < AMBIGUITY * best.score:
            break
        found[parse.normal_form.replace("ё", "е")] = None
        if len(found) == 2:
            break
    return tuple(found)
