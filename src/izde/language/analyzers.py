"""From text to terms: what the index holds of a text, and what a query word is looked for as.

A word of a document becomes its LEMMA (Kazakh stem, Russian lemma or English stem, by the language of the
block it stands in, unless its own letters say otherwise); its FORM; START, the first letters of a Kazakh
word; and FOLD, the key of `letters.transliterate`, unless it is English. A compound gives the terms
of its parts as well. All terms of a printed word share its position.

A query word becomes the same kinds of term in every language it may be of, each with a weight that says
how far the term is from what was typed (`variants`); where it is printed in no form, `guesses` adds what
it may be in another spelling.

What a word is analyzed to depends on nothing but its form and the block's language, so it is worked out
once for each distinct word; a word that occurs again costs a dictionary lookup.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache, partial
from typing import NamedTuple

import msgspec

from izde.language import english, russian, stopwords, tokens
from izde.language.identify import identify
from izde.language.letters.normalize import plain_latin
from izde.language.letters.scripts import (
    Script,
    has_kazakh_latin_letter,
    has_kazakh_letter,
    lookalike,
    script,
)
from izde.language.letters.transliterate import fold, query_folds, romanizations
from izde.language.names import surnames
from izde.language.patterns import pattern
from izde.language.terms import Kind, Term
from izde.model import Language

#: Letters of a Kazakh word that START keeps (Can et al. 2008 found five best for Turkish).
START_LENGTH = 5

#: Letters of the shortest Cyrillic word that is looked for in Latin letters as well.
_SHORTEST_NAME = 4

#: Distinct words of one language that are remembered; more than any library's vocabulary between commits.
_REMEMBERED = 400_000


#: A compound that may be spelled otherwise as a whole; codes, addresses and numbers are not.
_SPELLED = pattern(r"[^\W\d_]+(?:[-'][^\W\d_]+)+")


class WordTerm(NamedTuple):
    """A term of a word, wherever the word stands."""

    text: str
    kind: Kind


_FORM, _START, _FOLD = Kind.FORM.value, Kind.START.value, Kind.FOLD.value
_MARKED = {kind.value for kind in Kind} - {""}

# The document's side -----------------------------------------------------------------------------------

_keys: dict[Language | None, dict[str, tuple[str, ...]]] = {"kk": {}, "ru": {}, "en": {}, None: {}}
#: The texts of each known word's terms, and beside them their kinds; words share the few patterns of kinds,
#: so that the garbage collector has no more to walk through than strings.
_texts: dict[Language | None, dict[str, tuple[str, ...]]] = {"kk": {}, "ru": {}, "en": {}, None: {}}
_kinds: dict[Language | None, dict[str, tuple[Kind, ...]]] = {"kk": {}, "ru": {}, "en": {}, None: {}}
_patterns: dict[str, tuple[Kind, ...]] = {}


def word_language(form: str, language: Language | None) -> Language | None:
    """The language to analyze a form as: its block's, unless its own letters rule that out.

    A Latin word is English in any block, unless a Kazakh one has it in letters of the Kazakh Latin alphabet;
    a word with Kazakh Cyrillic letters is Kazakh in any block; other Cyrillic words are of the block's
    language, or Russian in an English block. None: the word has no letters.
    """
    kind = script(form)
    if kind is Script.LATIN:
        return "kk" if language != "en" and language != "ru" and has_kazakh_latin_letter(form) else "en"
    if kind is Script.OTHER:
        return None
    return "kk" if language == "kk" or has_kazakh_letter(form) else "ru"


@cache
def _kazakh() -> Callable[[str], str]:
    """The Kazakh stemmer, which only a Kazakh word loads."""
    from izde.language.kazakh import stemmer as kazakh

    return kazakh.stem


def lemmas(form: str, language: Language | None) -> tuple[str, ...]:
    """The lemmas of a form that is read as a word of `language`; the form itself for None."""
    if language == "kk":
        if script(form) is Script.LATIN:
            from izde.language.letters import respell

            form = respell.kazakh(form) or form
        return (_kazakh()(form),)
    if language == "ru":
        return russian.lemmas(form)
    if language == "en":
        return (english.stem(form),)
    return (form,)


def _simple_keys(form: str, block: Language | None) -> list[str]:
    """The keys of a form without those of its parts, the lemma's first."""
    language = word_language(form, block)
    if language is None:
        return [_FORM + form]
    found = [lemma for lemma in lemmas(form, language) if lemma]
    if "ё" in form:
        form = form.replace("ё", "е")
    found.append(_FORM + form)
    if language == "en":
        if "'" in form and (bare := english.without_possessive(form)) != form:
            found.append(_FORM + bare)
        if not form.isascii() and (plain := plain_latin(form)) != form:
            found.append(_FORM + plain)
        if block != "kk":  # Kazakh text may hold Kazakh in Latin letters
            return found
    elif language == "kk" and _has_start(form):
        found.append(_START + form[:START_LENGTH])
    if (form.isalpha() or _SPELLED().fullmatch(form)) and (key := fold(form)):
        found.append(_FOLD + key)
    return found


def _has_start(form: str) -> bool:
    """Whether a Kazakh form has a START: long enough, in Cyrillic, no compound (its parts have theirs)."""
    return len(form) >= START_LENGTH and form.isalpha() and not form.isascii()


def _compute(form: str, language: Language | None) -> tuple[str, ...]:
    found = _simple_keys(form, language)
    if parts := tokens.parts(form):
        for part in parts[:-1] if _ends_in_suffix(form, parts, language) else parts:
            found.extend(key for key in _simple_keys(part, language) if key not in found)
    elif name := _surname_in_small_letters(form):
        found.append(name)
    return tuple(found)


def _surname_in_small_letters(form: str) -> str | None:
    """The key of a word that may be nothing but a surname, with or without a capital: its ending is one's and
    the Russian dictionary does not know it."""
    if form.isascii() or not form.isalpha() or (base := surnames.base(form)) is None:
        return None
    if russian.is_no_surname(form) or russian.is_no_surname(base):
        return None
    return name_key(form)


def is_homograph(form: str) -> bool:
    """Whether a form that may be a surname is another word, too: токаев of токай."""
    return not form.isascii() and russian.is_no_surname(form)


def name_key(form: str) -> str | None:
    """The key that a form has as a surname: one for all its cases (`names.surnames`)."""
    found = surnames.surname_key(form)
    return None if found is None else Kind.NAME.value + found


def keys_of_name(form: str, language: Language | None, name: str) -> tuple[str, ...]:
    """The keys of a form that can be nothing but the surname of the key `name`: no lemma of another word."""
    spelled = (key for key in keys(form, language) if key[0] in (_FORM, _FOLD))
    return (Kind.NAME.value + name, *spelled)


def _ends_in_suffix(form: str, parts: tuple[str, ...], language: Language | None) -> bool:
    """Whether the last part is a Kazakh ending, as in АҚШ-тың, 20-шы, COVID-19-дың or PISAның."""
    if parts[-1].isascii():
        return False
    if not form.endswith("-" + parts[-1]):
        return True
    return word_language(form, language) == "kk" and lemmas(form, "kk")[0].count("-") < form.count("-")


def keys(form: str, language: Language | None) -> tuple[str, ...]:
    """The keys (`Term.key`) of a form (`tokens.Token.text`) in a block of `language`, the lemma's first."""
    known = _keys[language]
    found = known.get(form)
    if found is None:
        if len(known) >= _REMEMBERED:
            known.clear()
        found = known[form] = _compute(form, language)
    return found


def _column(form: str, language: Language | None) -> tuple[str, ...]:
    """The texts of a form's terms; afterwards `_kinds` has their kinds."""
    texts, kinds = _texts[language], _kinds[language]
    found = texts.get(form)
    if found is None:
        if len(texts) >= _REMEMBERED:
            texts.clear()
            kinds.clear()
        found = keys(form, language)
        marks = "".join([key[0] if key[0] in _MARKED else "-" for key in found])
        pattern = _patterns.get(marks)
        if pattern is None:
            pattern = _patterns[marks] = tuple(Kind(mark.strip("-")) for mark in marks)
        kinds[form] = pattern
        found = texts[form] = tuple([key[1:] if key[0] in _MARKED else key for key in found])
    return found


def _of_name(
    form: str, language: Language | None, name: surnames.Surname
) -> tuple[tuple[str, ...], tuple[Kind, ...]]:
    """The texts and the kinds of the terms of a word that is printed as a surname, or as may be one."""
    if name.certain:
        found = keys_of_name(form, language, name.key)
    else:
        found = tuple(dict.fromkeys((*keys(form, language), Kind.NAME.value + name.key)))
    of = [Kind(key[0] if key[0] in _MARKED else "") for key in found]
    return tuple(key[len(kind.value) :] for key, kind in zip(found, of, strict=True)), tuple(of)


def word_terms(form: str, language: Language | None) -> tuple[WordTerm, ...]:
    """The terms of a form (`tokens.Token.text`) in a block of `language`, the primary one first."""
    return tuple(map(WordTerm, _column(form, language), _kinds[language][form]))


def analyze(text: str, language: Language | None = None) -> list[Term]:
    """The terms of a text in order of position, the primary term (LEMMA) of each word first.

    `language` is that of the block; None lets the text's own letters decide.
    """
    if language is None:
        language = identify(text)
    known, kinds_of = _texts[language].get, _kinds[language]
    # A word has some four terms: adding to columns and making the terms of them in one go takes a third of
    # the time of making each by itself.
    texts: list[str] = []
    kinds: list[Kind] = []
    positions: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    names = {name.start: name for name in surnames.printed(text)}
    for position, (form, start, end) in enumerate(tokens.tokenize(text)):
        word_texts = known(form) or _column(form, language)
        word_kinds = kinds_of[form]
        if start in names:
            word_texts, word_kinds = _of_name(form, language, names[start])
        count = len(word_texts)
        texts += word_texts
        kinds += word_kinds
        positions += [position] * count
        starts += [start] * count
        ends += [end] * count
    return list(map(partial(tuple.__new__, Term), zip(texts, kinds, positions, starts, ends, strict=True)))


def analyze_line(line: str, language: Language | None = None) -> list[Term]:
    """The terms of a line as `izde analyze` prints them."""
    return analyze(line, language)


# The query's side --------------------------------------------------------------------------------------


class Reason(str, Enum):
    """Why a variant may stand for a typed word."""

    FORM = "as typed"
    LEMMA = "another form"
    START = "the same beginning"
    FOLD = "another spelling"
    LOOKALIKE = "letters of another script"
    RESPELLED = "typed with other letters"


class Weights(msgspec.Struct, frozen=True):
    """How much each kind of variant counts beside the word as typed, which counts 1.

    lemma: another form of the word. fold: the same form in another spelling. reading: a Latin letter read
    by a rarer system. romanized: a Cyrillic word as English text prints names. lookalike: the word in the
    letters of the other script that look the same. respelled_form, respelled_lemma: the Kazakh or Russian
    word that the typed letters stand for.
    start, respelled_start: a Kazakh word that begins the same.
    """

    lemma: float = 0.8
    fold: float = 0.5
    respelled_form: float = 0.5
    respelled_lemma: float = 0.45
    start: float = 0.4
    reading: float = 0.35
    romanized: float = 0.3
    lookalike: float = 0.3
    respelled_start: float = 0.2


WEIGHTS = Weights()


class Variant(NamedTuple):
    """A term key that a query word is looked for as; `weight` in (0, 1] says how far it is from it."""

    key: str
    weight: float
    reason: Reason


class _Variants:
    """Variants by key, each with the greatest weight it is offered with."""

    def __init__(self) -> None:
        self._found: dict[str, Variant] = {}

    def add(self, kind: Kind, text: str, weight: float, reason: Reason) -> None:
        key = kind.value + text
        if text and weight > 0 and (key not in self._found or self._found[key].weight < weight):
            self._found[key] = Variant(key, weight, reason)

    def nearest_first(self) -> list[Variant]:
        return sorted(self._found.values(), key=lambda variant: -variant.weight)


def variants(
    word: str, *, language: Language | None = None, exact: bool = False, weights: Weights = WEIGHTS
) -> list[Variant]:
    """The term keys that a typed word may be printed as, nearest first.

    A Cyrillic word goes through Kazakh and Russian unless `language` or its letters say which, a Latin one
    through English and the transliterations; `exact` gives the form alone. A Latin word loads neither the
    Kazakh lexicon nor the Russian dictionary: when none of its variants is printed, ask `guesses`.
    A compound is one word here; its parts (`tokens.parts`) are looked for by themselves.
    """
    form = tokens.form(word).replace("ё", "е")
    found = _Variants()
    found.add(Kind.FORM, form, 1.0, Reason.FORM)
    own = word_language(form, language)
    if exact or own is None:
        return found.nearest_first()
    open_cyrillic = own == "ru" and language is None
    for each in (own, "kk") if open_cyrillic else (own,):
        for lemma in lemmas(form, each):
            found.add(Kind.LEMMA, lemma, weights.lemma, Reason.LEMMA)
    if (own == "kk" or open_cyrillic) and _has_start(form):
        found.add(Kind.START, form[:START_LENGTH], weights.start, Reason.START)
    usual, *rarer = query_folds(form)
    found.add(Kind.FOLD, usual, weights.fold, Reason.FOLD)
    for key in rarer:
        found.add(Kind.FOLD, key, weights.reading, Reason.FOLD)
    for spelling in romanizations(form) if len(form) >= _SHORTEST_NAME else ():
        found.add(Kind.FORM, spelling, weights.romanized, Reason.FOLD)
    if other := lookalike(form):
        found.add(Kind.FORM, other, weights.lookalike, Reason.LOOKALIKE)
    if own == "kk" or open_cyrillic:
        _add_kazakh(found, form, weights)
    return found.nearest_first()


def guesses(word: str, *, weights: Weights = WEIGHTS) -> list[Variant]:
    """What else a Latin word may be: a Kazakh or Russian word in another form than the one typed.

    Dearer than `variants` (it loads the Kazakh lexicon and the Russian dictionary) and to be asked only
    when those are not printed. Empty for a Cyrillic word: its variants hold all this already.
    """
    form = tokens.form(word)
    found = _Variants()
    if script(form) is Script.LATIN:
        from izde.language.letters import respell

        _add_kazakh(found, form, weights)
        restored = respell.russian(form)
        if restored is not None:
            found.add(Kind.FORM, restored, weights.respelled_form, Reason.RESPELLED)
            for lemma in russian.lemmas(restored):
                found.add(Kind.LEMMA, lemma, weights.respelled_lemma, Reason.RESPELLED)
    return found.nearest_first()


def _add_kazakh(found: _Variants, form: str, weights: Weights) -> None:
    """Add the Kazakh word that a form typed with Russian or Latin letters stands for."""
    from izde.language.letters import respell

    restored = respell.kazakh(form)
    if restored is None:
        return
    found.add(Kind.FORM, restored, weights.respelled_form, Reason.RESPELLED)
    for lemma in lemmas(restored, "kk"):
        found.add(Kind.LEMMA, lemma, weights.respelled_lemma, Reason.RESPELLED)
        found.add(Kind.FOLD, fold(lemma), weights.respelled_start, Reason.RESPELLED)
    if _has_start(restored):
        found.add(Kind.START, restored[:START_LENGTH], weights.respelled_start, Reason.RESPELLED)


def weight(word: str) -> float:
    """How much a query word counts beside the others (`izde.language.stopwords`)."""
    return stopwords.weight(tokens.form(word))
