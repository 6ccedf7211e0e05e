"""Plain words in a row, the commonest query: a concept for each, and bonuses for what stands together.

Function words only add to the score of what the other words find; where there are no others, they are
looked for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from izde.engines.interface import Concept, Space
from izde.language import analyzers, stopwords, tokens
from izde.language.terms import Kind, kind_of
from izde.search import neighbours, variants, whole_keywords
from izde.search.concepts import concept, support
from izde.search.inquiry import Inquiry, Sought
from izde.search.ranking import FEW_WORDS
from izde.search.translating import Meaning, Translations, Translator


class Row(NamedTuple):
    """What a row of words asks for: `required` concepts, of which an article holds some or all, and
    `bonuses` for those that hold more; `content` is what is sought for each word that counts."""

    required: list[Concept]
    bonuses: list[Concept]
    content: list[Sought]


def row(inquiry: Inquiry, words: Sequence[str], space: Space, translator: Translator | None) -> Row:
    """The concepts of words in a row; without a translator, of the typed language alone."""
    translations = translator.translations(words) if translator is not None else Translations()
    pieces: list[tuple[str, list[Meaning]]] = [
        (piece, translations.of(position))
        for position, word in enumerate(words)
        for piece in _pieces(inquiry, word, space)
    ]
    sentence = len(words) > FEW_WORDS
    occurring = [variants.occurring(inquiry, piece, space) for piece, _ in pieces]
    concepts: list[Concept] = []
    content: list[Concept] = []
    function: list[Concept] = []
    bonuses: list[Concept] = []
    for (piece, meanings), present in zip(pieces, occurring, strict=True):
        importance = stopwords.weight(piece)
        respelt = any(variants.only_respelt(others) for others in occurring if others is not present)
        one = concept(inquiry, piece, space, present, meanings, importance, respelt=respelt)
        concepts.append(one)
        (content if importance >= 1 else function).append(one)
        if sentence and importance >= 1 and piece not in inquiry.meant:
            bonuses.extend(support(inquiry, present, space))
    if content:
        bonuses.extend(function)
    bonuses.extend(neighbours.bonuses(inquiry, concepts, space))
    if space in (Space.ALL, Space.KEYWORD) and not inquiry.exact:
        # A compound that is looked for in parts makes positions of its own.
        spans = translations.spans if len(pieces) == len(words) else {}
        bonuses.extend(whole_keywords.bonuses(inquiry, concepts, spans))
    return Row(content or function, bonuses, [inquiry.sought_by(one) for one in content])


def _pieces(inquiry: Inquiry, word: str, space: Space) -> list[str]:
    """The word, or the parts of a compound that nobody printed as a whole."""
    parts = [part for part in tokens.parts(word) if len(part) > 1]
    if len(parts) < 2 or any(
        inquiry.frequency(space, variant.key)
        for variant in analyzers.variants(word, exact=inquiry.exact)
        if kind_of(variant.key) is not Kind.START
    ):
        return [word]
    return parts
