"""One typed word as a concept: everything that it may be printed as, the best of which counts.

A word's own variants come first (`izde.search.variants`), then people of that name, slips of the fingers
(`izde.search.slips`) and what other languages call it (`izde.search.translating`). Where two ways lead to
the same term, the one of more weight says why an article was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from izde.engines.interface import Concept, Phrase, Space, Term
from izde.language import analyzers
from izde.language.analyzers import Reason, Variant
from izde.language.terms import Kind, kind_of
from izde.search import variants
from izde.search.authors import surname_keys
from izde.search.inquiry import Inquiry, Sought
from izde.search.readings import Origin, Reading
from izde.search.translating import Meaning


def concept(
    inquiry: Inquiry,
    word: str,
    space: Space,
    occurring: Sequence[Variant],
    meanings: Sequence[Meaning] = (),
    importance: float = 1.0,
    *,
    respelt: bool = False,
) -> Concept:
    """What a word is looked for as, given its variants that occur and its meanings in other languages.

    `importance` below 1 is a function word's; `respelt` as in `variants.weight`.
    """
    ranking = inquiry.ranking
    readings: dict[str, Reading] = {}
    alternatives: dict[str, Term | Phrase] = {}

    def add(node: Term | Phrase, key: str, reading: Reading) -> None:
        if reading.weight > 0 and (key not in readings or readings[key].weight < reading.weight):
            readings[key] = reading
            alternatives[key] = node

    name = None if inquiry.exact else analyzers.name_key(word)
    if name is not None and inquiry.frequency(space, name):
        weight = ranking.lemma
        if word in inquiry.capitals:
            # Typed like a name and printed as one: it is no form of another word.
            occurring = [one for one in occurring if one.reason in (Reason.FORM, Reason.FOLD)]
            if analyzers.is_homograph(word):
                occurring, weight = [], ranking.form
        add(Term(space, name, weight), name, Reading(Origin.NAME, weight))
    reasons = {variant.reason for variant in occurring}
    for variant in occurring:
        weight = variants.weight(ranking, variant, reasons, respelt=respelt)
        add(Term(space, variant.key, weight), variant.key, Reading(variants.ORIGINS[variant.reason], weight))
    if space is Space.ALL and not inquiry.exact:
        for key in surname_keys(word):
            if inquiry.frequency(Space.AUTHOR, key):
                weight = ranking.name if occurring else ranking.otherwise
                add(Term(space, key, weight), key, Reading(Origin.NAME, weight))
    sought = Sought(word, readings, importance < 1)
    unprinted = not inquiry.exact and Reason.FORM not in reasons and name not in readings
    if unprinted or word in inquiry.meant:
        from izde.search import slips

        if unprinted:
            known = any(reading.origin is not Origin.START for reading in readings.values())
            for key, reading in slips.corrections(inquiry, word, space, known=known):
                add(Term(space, key, reading.weight), key, reading)
        for key, reading in slips.meant(inquiry, word, space):
            add(Term(space, key, reading.weight), key, reading)
    sought.found = bool(alternatives)
    for meaning in meanings:
        add(meaning.node(space), " ".join(meaning.keys), meaning.reading)
    if not alternatives:
        key = Kind.FORM.value + word
        add(Term(space, key), key, Reading(Origin.FORM, 1.0))
    return Concept(tuple(alternatives.values()), inquiry.label(sought), importance)


def support(inquiry: Inquiry, occurring: Sequence[Variant], space: Space) -> Iterator[Concept]:
    """Bonuses, in a sentence, for a word in the very form that was typed and for words that begin as it does.

    Among the alternatives of a word these share its rarity, and the best of them counts alone. As a bonus
    each has its own: the form says that just this was meant, the beginning finds words of the same root and
    stems that were cut in another place.
    """
    ranking = inquiry.ranking
    shares = {Reason.FORM: ranking.sentence_form, Reason.START: ranking.sentence_start}
    if not inquiry.exact:
        for variant in occurring:
            if share := shares.get(variant.reason):
                label = "+" + variants.ORIGINS[variant.reason].value
                yield Concept((Term(space, variant.key),), label, share)


def strict(inquiry: Inquiry, word: str, space: Space) -> Concept:
    """A word under NOT: its form and lemmas alone, for what is excluded must be meant."""
    kinds = (Kind.FORM,) if inquiry.exact else (Kind.FORM, Kind.LEMMA)
    keys = [v.key for v in analyzers.variants(word, exact=inquiry.exact) if kind_of(v.key) in kinds]
    name = None if inquiry.exact else analyzers.name_key(word)
    if name is not None and inquiry.frequency(space, name):
        keys.append(name)
    return Concept(tuple(Term(space, key) for key in keys), inquiry.label(Sought(word)))
