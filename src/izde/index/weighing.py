"""From a record to what an engine indexes: each term's impact, the token sequences, the facets.

The impact is BM25F's pseudo-frequency (Robertson, Zaragoza & Taylor 2004): a term's frequency in each text
of an article, divided by that text's length norm and multiplied by its field's weight, added up over the
fields. Two things differ from the textbook. The length norm has fixed pivots instead of the library's
averages, so that an article weighs the same whatever else is indexed and an index never needs reweighing.
And the frequencies of a long field level off before they are added, so that fifty mentions in a body do
not count for more than a title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from izde.engines.interface import IndexedArticle, Order, Posting, Space
from izde.language import analyzers, tokens
from izde.language.identify import identify
from izde.language.names import index as names_index
from izde.language.names import parsing, surnames
from izde.language.terms import Kind
from izde.language.translation import parallel
from izde.model import LANGUAGES, Article, Language


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How a field counts.

    weight: what one mention in a text of pivot length adds to the impact.
    pivot: the usual length of one text of the field, in words.
    b: how much a longer text weakens its mentions, from 0 (not at all) to 1 (in proportion).
    ceiling: many mentions count like so many at most (n mentions count n * (1 + ceiling) / (n + ceiling)).
    """

    weight: float
    pivot: float
    b: float
    ceiling: float = float("inf")


@dataclass(frozen=True, slots=True)
class Weights:
    """What ranking is tuned by. A change of these asks for a new index."""

    title: FieldWeight = FieldWeight(weight=4.0, pivot=10, b=0.3)
    keyword: FieldWeight = FieldWeight(weight=3.2, pivot=14, b=0.3)
    abstract: FieldWeight = FieldWeight(weight=1.2, pivot=120, b=0.6, ceiling=4)
    body: FieldWeight = FieldWeight(weight=0.5, pivot=3500, b=0.6, ceiling=8)
    author: FieldWeight = FieldWeight(weight=3.2, pivot=3, b=0.0, ceiling=1)


WEIGHTS = Weights()
#: A body of no more words is that of a note, and weighs and is kept as an abstract does.
_NOTE = 300


@lru_cache(maxsize=300_000)
def _forms(word: str, language: Language | None) -> tuple[str, ...]:
    """The keys by which a word stands in a phrase: the printed forms, that of the whole compound first."""
    mark = Kind.FORM.value
    return tuple(key for key in analyzers.keys(word, language) if key.startswith(mark)) or (mark + word,)


@lru_cache(maxsize=100_000)
def _forms_and_lemmas(word: str, language: Language | None) -> tuple[str, ...]:
    marks = tuple(kind.value for kind in Kind if kind not in (Kind.FORM, Kind.LEMMA))
    lemmas = (key for key in analyzers.keys(word, language) if not key.startswith(marks))
    return tuple(dict.fromkeys((*_forms(word, language), *lemmas)))


def _names(text: str, counts: Counter[str], language: Language | None) -> dict[str, int]:
    """How often the terms of words that are printed as surnames stand in a text. Those of which it is certain
    are taken out of the `counts` of the text's words: they are no other word."""
    frequencies: dict[str, int] = {}
    for name in surnames.printed(text):
        word = tokens.form(text[name.start : name.end])
        keys: tuple[str, ...] = (Kind.NAME.value + name.key,)
        if name.certain and counts[word]:
            counts[word] -= 1
            if not counts[word]:
                del counts[word]
            keys = analyzers.keys_of_name(word, language, name.key)
        elif keys[0] in analyzers.keys(word, language):
            continue
        for key in keys:
            frequencies[key] = frequencies.get(key, 0) + 1
    return frequencies


class _Bag:
    """Adds up an article's impacts, and notes in which spaces its terms stand and in what order."""

    def __init__(self, of_bodies: FieldWeight) -> None:
        self._of_bodies = of_bodies
        self.impacts: dict[str, float] = {}
        self.spaces: dict[str, int] = {}
        self.sequences: dict[Space, list[tuple[str, ...]]] = {}

    def text(self, space: Space, how: FieldWeight, text: str, language: Language | None) -> None:
        if not text:
            return
        if language is None:
            language = identify(text)
        words = tokens.words(text)
        sequence = self.sequences.setdefault(space, [])
        if sequence:
            sequence.append(())
        forms = _forms if how is self._of_bodies else _forms_and_lemmas
        known = {word: forms(word, language) for word in set(words)}
        sequence.extend([known[word] for word in words])
        counts = Counter(words)
        frequencies = _names(text, counts, language)
        for word, count in counts.items():
            for key in analyzers.keys(word, language):
                frequencies[key] = frequencies.get(key, 0) + count
        self.add(space, how, frequencies, len(words))

    def keys(self, space: Space, how: FieldWeight, keys: Sequence[str]) -> None:
        """Add keys that are no words of a text."""
        self.add(space, how, Counter(keys), len(keys))

    def add(self, space: Space, how: FieldWeight, frequencies: Mapping[str, int], length: int) -> None:
        impacts, spaces, bit = self.impacts, self.spaces, space.bit
        factor = how.weight / (1 - how.b + how.b * length / how.pivot)
        ceiling = how.ceiling
        shares: dict[int, float] = {}
        for key, count in frequencies.items():
            share = shares.get(count)
            if share is None:
                levelled = count if ceiling == float("inf") else count * (1 + ceiling) / (count + ceiling)
                share = shares[count] = factor * levelled
            impacts[key] = impacts.get(key, 0.0) + share
            spaces[key] = spaces.get(key, 0) | bit

    def postings(self) -> dict[str, Posting]:
        spaces = self.spaces
        return {key: (impact, spaces[key]) for key, impact in self.impacts.items()}


def weigh(article: Article, source: str, weights: Weights = WEIGHTS) -> IndexedArticle:
    """Everything an engine indexes of an article of `source`."""
    bag = _Bag(weights.body)
    for language, title in article.title.items():
        bag.text(Space.TITLE, weights.title, title, language)
    for language, keywords in article.keywords.items():
        _add_keywords(bag, weights.keyword, keywords, language)
    for language, abstract in article.abstracts.items():
        bag.text(Space.ABSTRACT, weights.abstract, abstract, language)
    note = len(article.body.split()) <= _NOTE
    bag.text(Space.BODY, weights.abstract if note else weights.body, article.body, article.language)
    for author in article.authors:
        for name in dict.fromkeys((author.name, *author.names)):
            bag.text(Space.AUTHOR, weights.author, name, article.language)
            bag.keys(Space.AUTHOR, weights.author, _name_keys(name))
    return IndexedArticle(
        article=article,
        source=source,
        bag=bag.postings(),
        sequences=bag.sequences,
        facets=_facets(article),
        orders={Order.TITLE: _title_order(article), Order.AUTHOR: _author_order(article)},
        glossary=tuple(entry.key for entry in parallel.entries(article)),
    )


def _add_keywords(bag: _Bag, how: FieldWeight, keywords: Sequence[str], language: Language) -> None:
    """A list of keywords is one text for its length norm, but no phrase runs from one into the next.

    Each keyword is also a term as a whole: who asks for it wants the articles that are tagged with it.
    """
    length = sum(len(keyword.split()) for keyword in keywords)
    norm = 1 - how.b + how.b * length / how.pivot
    each = FieldWeight(how.weight / norm, how.pivot, 0.0, how.ceiling)
    for keyword in keywords:
        bag.text(Space.KEYWORD, each, keyword, language)
        if lemmas := parallel.words(keyword, language):
            bag.keys(Space.KEYWORD, each, (Kind.WHOLE.value + " ".join(lemmas),))


def _name_keys(name: str) -> tuple[str, ...]:
    return tuple(Kind.NAME.value + key for key in names_index.index_keys(name))


# Facets and orders -------------------------------------------------------------------------------------


def primary(texts: Mapping[Language, str], language: Language | None) -> str:
    """The text in the article's own language, or in the first that is printed."""
    if language is not None and texts.get(language):
        return texts[language]
    return next((texts[each] for each in LANGUAGES if texts.get(each)), "")


def _facets(article: Article) -> dict[str, tuple[str, ...]]:
    """The values that filters and counts work on.

    journal, section: the name in the article's language; journal_names, section_names: in all languages.
    author: each author's name in the byline; person: all spellings of an author, separated by tabs.
    keyword: the keywords of all languages in lower case. lang: the language of the body. funding: who
    paid, as printed.
    """
    facets = {
        "journal": (primary(article.journal, article.language),),
        "journal_names": tuple(article.journal.values()),
        "section": (primary(article.section, article.language),),
        "section_names": tuple(article.section.values()),
        "number": (article.number or "",),
        "lang": (article.language or "",),
        "author": tuple(author.name for author in article.authors),
        "person": tuple("\t".join(dict.fromkeys((author.name, *author.names))) for author in article.authors),
        "keyword": tuple(
            " ".join(keyword.lower().split())
            for keywords in article.keywords.values()
            for keyword in keywords
        ),
        "doi": (article.doi.lower() if article.doi else "",),
        "funding": tuple(article.funding.values()),
    }
    return {
        name: kept for name, values in facets.items() if (kept := tuple(dict.fromkeys(filter(None, values))))
    }


#: The Kazakh alphabet, which holds the Russian one in its order.
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANKS = {letter: chr(0x0430 + rank) for rank, letter in enumerate(_ALPHABET)}


def _collate(text: str) -> str:
    """A key that sorts as a dictionary of either language does, Latin before Cyrillic."""
    return "".join(
        _RANKS.get(letter, letter) for letter in text.lower() if letter.isalnum() or letter == " "
    ).strip()


def _title_order(article: Article) -> str:
    return _collate(primary(article.title, article.language))


def _author_order(article: Article) -> str:
    if not article.authors:
        return ""
    name = article.authors[0].name
    return _collate(f"{parsing.parse(name).surname} {name}")
