"""From text to terms: what the index holds of a text, and what a query word is looked for as.

A word of a document becomes its FORM; its LEMMA (Kazakh stem, Russian lemma or English stem, by the
language of the block it stands in, unless its own letters say otherwise); START, the first letters of a
Kazakh word; and FOLD, the key of `izde.language.transliterate`. A compound gives the terms of its parts
as well. All terms of a printed word share its position.

A query word becomes the same kinds of term in every language it may be of, each with a weight that says
how far the term is from what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from izde.language import english, russian, stopwords, tokens
from izde.language.identify import identify
from izde.language.scripts import Script, has_kazakh_letter, script
from izde.language.terms import Kind, Term
from izde.language.transliterate import fold, query_folds
from izde.model import Language

#: Letters of a Kazakh word that START keeps (Can et al. 2008 found five best for Turkish).
START_LENGTH = 5

#: Weights of a query word's variants.
FORM_WEIGHT = 1.0
LEMMA_WEIGHT = 0.8
START_WEIGHT = 0.4
FOLD_WEIGHT = 0.5
READING_WEIGHT = 0.35
PART_WEIGHT = 0.3

_CACHE_LIMIT = 500_000


class _Key(NamedTuple):
    text: str
    kind: Kind


_cache: dict[Language | None, dict[str, tuple[_Key, ...]]] = {"kk": {}, "ru": {}, "en": {}, None: {}}


def _word_language(word: str, language: Language | None) -> Language | None:
    """The language to analyze a word as: its block's, unless its own letters rule that out."""
    kind = script(word)
    if kind is Script.LATIN:
        return "en"
    if kind is Script.CYRILLIC or kind is Script.MIXED:
        if has_kazakh_letter(word):
            return "kk"
        return language if language in ("kk", "ru") else "ru"
    return None


def _lemmas(word: str, language: Language | None) -> tuple[str, ...]:
    if language == "kk":
        from izde.language import kazakh

        return (kazakh.stem(word.replace("ё", "е")),)
    if language == "ru":
        return russian.lemmas(word)
    if language == "en":
        return (english.stem(word),)
    return (word,)


def _simple_terms(word: str, language: Language | None) -> Iterator[_Key]:
    language = _word_language(word, language)
    lemmas = _lemmas(word, language)
    for lemma in lemmas:
        yield _Key(lemma, Kind.LEMMA)
    plain = word.replace("ё", "е")
    yield _Key(plain, Kind.FORM)
    if language == "en" and "'" in plain:
        yield _Key(english.without_possessive(plain), Kind.FORM)
    if language == "kk" and len(plain) >= START_LENGTH:
        yield _Key(plain[:START_LENGTH], Kind.START)
    if language is not None:
        key = fold(plain)
        yield _Key(key, Kind.FOLD)
        if language == "kk":
            for lemma in lemmas:
                if (lemma_key := fold(lemma)) != key:
                    yield _Key(lemma_key, Kind.FOLD)


def _word_terms(word: str, language: Language | None) -> tuple[_Key, ...]:
    terms = dict.fromkeys(_simple_terms(word, language))
    for part in tokens.parts(word):
        terms.update(dict.fromkeys(_simple_terms(part, language)))
    return tuple(terms)


def analyze(text: str, language: Language | None = None) -> list[Term]:
    """The terms of a text in order of position, the primary term (LEMMA) of each word first.

    `language` is that of the block; None lets the text's own letters decide.
    """
    if language is None:
        language = identify(text)
    cache = _cache[language]
    if len(cache) > _CACHE_LIMIT:
        cache.clear()
    terms: list[Term] = []
    for position, token in enumerate(tokens.tokenize(text)):
        keys = cache.get(token.text)
        if keys is None:
            keys = cache[token.text] = _word_terms(token.text, language)
        terms.extend(Term(key.text, key.kind, position, token.start, token.end) for key in keys)
    return terms


def analyze_line(line: str, language: Language | None = None) -> list[Term]:
    """The terms of a line as `izde analyze` prints them."""
    return analyze(line, language)


class Reason(str, Enum):
    """Why a variant may stand for a typed word."""

    FORM = "as typed"
    LEMMA = "another form"
    START = "the same beginning"
    FOLD = "another spelling"
    PART = "part of the compound"


class Variant(NamedTuple):
    """A term key that a query word is looked for as; `weight` in (0, 1] says how far it is from it."""

    key: str
    weight: float
    reason: Reason


def variants(word: str, *, language: Language | None = None, exact: bool = False) -> list[Variant]:
    """The term keys that a typed word may be printed as, nearest first.

    Cyrillic words go through Kazakh and Russian unless `language` or their letters say which; `exact`
    gives the form alone.
    """
    word = tokens.form(word).replace("ё", "е")
    found: dict[str, Variant] = {}

    def add(text: str, kind: Kind, weight: float, reason: Reason) -> None:
        key = kind.value + text
        if text and (key not in found or found[key].weight < weight):
            found[key] = Variant(key, weight, reason)

    add(word, Kind.FORM, FORM_WEIGHT, Reason.FORM)
    if exact:
        return list(found.values())
    languages: tuple[Language | None, ...]
    own = _word_language(word, language)
    languages = (own,)
    if own == "ru" and language is None:
        languages = ("ru", "kk")
    for each in languages:
        for lemma in _lemmas(word, each):
            add(lemma, Kind.LEMMA, LEMMA_WEIGHT, Reason.LEMMA)
    if "kk" in languages and len(word) >= START_LENGTH:
        add(word[:START_LENGTH], Kind.START, START_WEIGHT, Reason.START)
    if own is not None:
        first, *others = query_folds(word)
        add(first, Kind.FOLD, FOLD_WEIGHT, Reason.FOLD)
        for key in others:
            add(key, Kind.FOLD, READING_WEIGHT, Reason.FOLD)
    return sorted(found.values(), key=lambda variant: -variant.weight)


def weight(word: str) -> float:
    """How much a query word counts beside the others (`izde.language.stopwords`)."""
    return stopwords.weight(tokens.form(word))
