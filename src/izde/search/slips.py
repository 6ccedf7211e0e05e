"""The words that a typed word may be a slip of the fingers for, as terms to look for.

`izde.search.spelling` judges how likely a slip is. Where nothing of the typed word is printed, what it may
be a slip for was meant, and the person is told; where other readings are, such words count next to nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from izde.engines.interface import Space
from izde.language import analyzers
from izde.language.analyzers import Reason
from izde.language.letters.transliterate import fold
from izde.language.terms import Kind
from izde.search import spelling
from izde.search.inquiry import Inquiry
from izde.search.readings import Origin, Reading

#: How many corrections of a word are tried at once.
_TRIED = 3
#: What a slip in other letters than the printed ones counts, as a share of one in these.
_IN_OTHER_LETTERS = 0.7


def corrections(inquiry: Inquiry, word: str, space: Space, *, known: bool) -> Iterator[tuple[str, Reading]]:
    """Terms of the words that a word may be a slip for; weak ones where another reading is `known`."""
    weight = inquiry.ranking.weak_slip if known else inquiry.ranking.slip
    if not weight or not word.replace("-", "").isalpha():
        return
    candidates = spelling.corrections(word, inquiry.vocabulary(space, Kind.FORM.value), _TRIED)
    if candidates:
        if not known:
            inquiry.corrected[word] = candidates[0].word
        for candidate in candidates:
            likely = weight * math.exp(candidates[0].surprise - candidate.surprise)
            yield from _terms(inquiry, candidate.word, space, likely)
        return
    if known:
        return
    # Another keyboard and a slip at once: the same among the script-neutral keys.
    mark = Kind.FOLD.value
    for candidate in spelling.corrections(fold(word), inquiry.vocabulary(space, mark), _TRIED):
        yield mark + candidate.word, Reading(Origin.SLIP, weight * _IN_OTHER_LETTERS, candidate.word)


def meant(inquiry: Inquiry, word: str, space: Space) -> Iterator[tuple[str, Reading]]:
    """Terms of the words that a word was likely meant to be, though it is one itself."""
    for rank, other in enumerate(inquiry.meant.get(word, ())):
        if not rank:
            inquiry.corrected[word] = other
        yield from _terms(inquiry, other, space, inquiry.ranking.real_word_slip)


def _terms(inquiry: Inquiry, word: str, space: Space, weight: float) -> Iterator[tuple[str, Reading]]:
    """The form and the lemmas of a word, as far as they occur."""
    ranking = inquiry.ranking
    for variant in analyzers.variants(word):
        if variant.reason in (Reason.FORM, Reason.LEMMA) and inquiry.frequency(space, variant.key):
            share = weight * (ranking.form if variant.reason is Reason.FORM else ranking.lemma)
            yield variant.key, Reading(Origin.SLIP, share, word)
