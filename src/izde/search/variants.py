"""The terms that a typed word itself may be printed as, and what each counts.

`izde.language.analyzers` makes the variants of a word: its form, its lemmas, its beginning, its key in any
script. Here those are kept that the library holds, and weighed: another spelling counts little beside the
typed one, and nearly as much as it where the typed one is printed nowhere.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from izde.engines.interface import Space
from izde.language import analyzers
from izde.language.analyzers import Reason, Variant
from izde.language.letters.scripts import Script, script
from izde.language.terms import Kind, kind_of
from izde.search.inquiry import Inquiry
from izde.search.ranking import Ranking
from izde.search.readings import Origin

ORIGINS = {
    Reason.FORM: Origin.FORM,
    Reason.LEMMA: Origin.LEMMA,
    Reason.START: Origin.START,
    Reason.FOLD: Origin.FOLD,
    Reason.LOOKALIKE: Origin.FOLD,
    Reason.RESPELLED: Origin.RESPELLED,
}
_IN_OTHER_LETTERS = frozenset({Reason.FOLD, Reason.RESPELLED})
#: What a word's terms are worth to each other is `izde.language.analyzers`' affair, within one reason.
_NEAREST: dict[Reason, float] = {
    Reason.FORM: 1.0,
    Reason.LEMMA: analyzers.WEIGHTS.lemma,
    Reason.START: analyzers.WEIGHTS.start,
    Reason.FOLD: analyzers.WEIGHTS.fold,
    Reason.LOOKALIKE: analyzers.WEIGHTS.lookalike,
    Reason.RESPELLED: analyzers.WEIGHTS.respelled_form,
}


def occurring(inquiry: Inquiry, word: str, space: Space) -> list[Variant]:
    """The variants of a word that occur; guesses at its spelling where nothing but its beginning does."""
    variants = [_respelled(variant, word) for variant in analyzers.variants(word, exact=inquiry.exact)]
    present = _present(inquiry, variants, space)
    if not inquiry.exact and all(kind_of(variant.key) is Kind.START for variant in present):
        present += _present(inquiry, analyzers.guesses(word), space)
    return present


def weight(ranking: Ranking, variant: Variant, reasons: Container[Reason], *, respelt: bool) -> float:
    """The weight of a variant, given for which reasons variants of the word occur.

    `respelt`: other words of the query are printed in other letters than they are typed in, so that this
    one may be, too, though the typed letters are a word.
    """
    reason = variant.reason
    share = min(1.0, variant.weight / _NEAREST[reason])
    if reason is Reason.FORM:
        return ranking.form
    if reason is Reason.LEMMA:
        return ranking.lemma * share
    if reason is Reason.START or kind_of(variant.key) is Kind.START:
        alone = Reason.FORM not in reasons and Reason.LEMMA not in reasons and Reason.FOLD not in reasons
        return (ranking.start_alone if alone else ranking.start) * share
    own = ranking.respelled if reason is Reason.RESPELLED else ranking.fold
    if respelt or Reason.FORM not in reasons:
        # The typed letters are printed nowhere, but the same word in others is: that was meant.
        return ranking.otherwise * share
    return own * share


def only_respelt(variants: Sequence[Variant]) -> bool:
    """Whether a word occurs, but in no other letters than those that its typed letters stand for."""
    reasons = {variant.reason for variant in variants}
    return bool(reasons & _IN_OTHER_LETTERS) and not reasons & {Reason.FORM, Reason.LEMMA}


def _present(inquiry: Inquiry, variants: Sequence[Variant], space: Space) -> list[Variant]:
    """The variants that occur, of those ways that are not switched off."""
    ranking = inquiry.ranking
    weights = {
        Reason.LEMMA: ranking.lemma,
        Reason.START: ranking.start,
        Reason.FOLD: ranking.fold,
        Reason.LOOKALIKE: ranking.fold,
        Reason.RESPELLED: ranking.respelled,
    }
    return [
        variant
        for variant in variants
        if weights.get(variant.reason, 1.0) and inquiry.frequency(space, variant.key)
    ]


def _respelled(variant: Variant, word: str) -> Variant:
    """The Cyrillic lemma of a word in Latin letters is another spelling, not only another form."""
    if (
        variant.reason is Reason.LEMMA
        and script(word) is Script.LATIN
        and script(variant.key) is Script.CYRILLIC
    ):
        return variant._replace(reason=Reason.RESPELLED)
    return variant
