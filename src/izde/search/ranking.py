"""What an article's score is made of: the weights of the ways in which a word may be found.

Impacts (BM25F over the fields) are made when an article is indexed (`izde.index.weighing`). Here stands
what a query does with them. The figures were tuned on the held-in topics of `data/topics`, and are
reported on the held-out ones by `scripts/evaluate`.
"""

from __future__ import annotations

from dataclasses import dataclass

from izde.language.terms import Kind


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights in (0, 1], each a share of what the typed word itself would count; 0 switches a way off.

    `form` to `fold` are the kinds of term. Where the nearer kinds do not occur in the library at all,
    the rest are scaled up to `alone` (`start_alone` where only beginnings agree), so that a query typed
    on another keyboard counts as much as one typed exactly.
    """

    form: float = 1.0
    lemma: float = 0.85
    start: float = 0.12
    fold: float = 0.2
    name: float = 0.6
    alone: float = 0.9
    start_alone: float = 0.35
    #: A keyword's counterpart in another language, that of a word of it, and an international word.
    translation: float = 0.45
    word_translation: float = 0.3
    cognate: float = 0.3
    #: A word that may have been meant: where nothing else occurs, and where other readings do.
    slip: float = 0.7
    weak_slip: float = 0.15
    #: All words beat some: 0 adds up, with 2 half of the words earn a quarter.
    coordination: float = 1.5
    #: Query words that stand side by side, as a share of a word's own weight.
    adjacency: float = 0.4
    #: Function words decide between articles that are equal otherwise.
    function_word: float = 0.1

    def of(self, kind: Kind) -> float:
        """The weight of a kind of term."""
        return {
            Kind.FORM: self.form,
            Kind.LEMMA: self.lemma,
            Kind.START: self.start,
            Kind.FOLD: self.fold,
            Kind.NAME: self.name,
        }[kind]


RANKING = Ranking()
