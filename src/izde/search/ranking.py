"""What an article's score is made of: the weights of the ways in which a word may be found.

Impacts (BM25F over the fields) are made when an article is indexed (`izde.index.weighing`). Here stands
what a query does with them. The figures were tuned on the held-in topics of `data/topics`, and are
reported on the held-out ones by `scripts/evaluate`.
"""

from __future__ import annotations

import msgspec


class Ranking(msgspec.Struct, frozen=True):
    """Weights in (0, 1], each a share of what the typed word itself would count; 0 switches a way off.

    form, lemma, start: the word as printed, another form of it, a Kazakh word that begins the same.
    fold, respelled: the same word in other letters, where the typed letters are printed, too; where they
    are not, such spellings are what was meant, and count `otherwise` (with `start_alone` for beginnings).
    At a tenth, the word as printed once in a body of 15,000 words still counts for more than another
    spelling of it in a title, the keywords and the abstract together.
    """

    form: float = 1.0
    lemma: float = 0.85
    start: float = 0.1
    fold: float = 0.1
    respelled: float = 0.1
    otherwise: float = 0.9
    start_alone: float = 0.35
    name: float = 0.6
    #: A keyword's counterpart in another language, that of a word of it, one that only sentences vouch for
    #: (more would hide what is found by correcting a word that was mistyped), and an international word.
    translation: float = 0.95
    word_translation: float = 0.8
    sentence_translation: float = 0.56
    cognate: float = 0.7
    #: A word that may have been meant: where nothing else occurs, and where other readings do.
    slip: float = 0.7
    weak_slip: float = 0.1
    #: The same for a typed word that is printed, but never with the others (`izde.search.realwords`).
    real_word_slip: float = 0.4
    #: All words beat some: 0 adds up, with 2 half of two words earn a quarter.
    coordination: float = 1.5
    #: Query words that stand side by side, and those that are a whole keyword, as shares of a word's weight.
    adjacency: float = 0.4
    keyword: float = 0.6
    #: In a sentence (more than `FEW_WORDS` words), what a word's very form and a Kazakh word's beginning add
    #: to its score, each by a rarity of its own.
    sentence_form: float = 0.3
    sentence_start: float = 0.7
    #: The same for a keyword that is a translation of the words, as a share of the translation's weight.
    translated_keyword: float = 0.85


#: A query of no more words is a term, and should find articles that have all of them. One of more words is a
#: sentence, often a question: it has words that no answer repeats, so what an article lacks is not held
#: against it.
FEW_WORDS = 3

RANKING = Ranking()
