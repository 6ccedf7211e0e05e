"""The dictionary that articles carry: terms of one language and what the same article calls them in another.

Journals print keywords, titles and abstracts in three languages side by side. Each article gives entries of
four kinds; over a library, the number of articles that give an entry is the evidence for it:

- keyword pairs: lists of equal length are in the same order; others are aligned by what their words share
  (`izde.language.translation.cognates`) and by their place in the list, and only sure pairs are taken;
- word pairs, from the words of paired keywords and of titles (Melamed's competitive linking decides later
  which of them are translations: those that occur together more often than with anything else);
- pairs of words that stand in the same sentences of abstracts, titles and keywords
  (`izde.language.translation.linked_words`), where the abstracts have as many sentences;
- cognates: words of titles and keywords under their neutral spelling, so that a term that no parallel
  text explains is still found when it is an international word.

An entry is one string, so that an index can hold it as a term whose document frequency is the evidence:
entries come and go with their articles, and a prefix scan is a look-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from izde.language import tokens
from izde.language.patterns import pattern
from izde.language.terms import Kind
from izde.language.translation import cognates
from izde.model import LANGUAGES, Article, Language

#: Separates the parts of an entry; no term contains it.
_SEPARATOR = "\t"
#: Pairs of keywords from lists of different length need so much in common.
_SURE = 0.45
#: Longer terms are clauses that nobody types.
_LONGEST_TERM = 6
#: Words of longer titles than this are not paired, for most of the pairs would be wrong.
_LONGEST_TITLE = 16


class Evidence(str, Enum):
    """What an entry rests on; the value is its mark in the index."""

    KEYWORD = "k"
    WORD = "w"
    TITLE = "t"
    SENTENCE = "s"
    COGNATE = "c"


class Entry(NamedTuple):
    """`source` (its words' lemmas, or a cognate's neutral spelling) is called `target` in `language`;
    `lemmas` are those of the target's words, so that a look-up needs no analyzer of that language."""

    evidence: Evidence
    source: str
    language: Language
    target: str
    lemmas: str

    @property
    def key(self) -> str:
        """The entry as an index holds it; starts with `prefix(evidence, source)`."""
        # A keyword is given as printed; the other targets are lemmas themselves.
        target = f"{self.target}{_SEPARATOR}{self.lemmas}" if self.target != self.lemmas else self.target
        return _SEPARATOR.join((self.evidence.value, self.source, self.language, target))


def prefix(evidence: Evidence, source: str, *, whole: bool = True) -> str:
    """What the keys of all entries for a source start with; with `whole` false, for all that begin so."""
    return evidence.value + _SEPARATOR + source + (_SEPARATOR if whole else "")


def read(key: str) -> Entry:
    """The entry of a key. Raises ValueError for a string that is none."""
    evidence, source, language, target, *lemmas = key.split(_SEPARATOR)
    for known in LANGUAGES:
        if known == language:
            return Entry(Evidence(evidence), source, known, target, lemmas[0] if lemmas else target)
    raise ValueError(f"no entry of the glossary: {key!r}")


def words(text: str, language: Language) -> list[str]:
    """The lemmas of a text's words in order, the parts of compounds left out: what `source` is made of."""
    return [_lemma(word, language) for word in tokens.words(text)]


@lru_cache(maxsize=100_000)
def _lemma(word: str, language: Language) -> str:
    """The first lemma of a word, or its form where it has none."""
    from izde.language.analyzers import word_terms

    terms = word_terms(word, language)
    return next((term.text for kind in (Kind.LEMMA, Kind.FORM) for term in terms if term.kind is kind), word)


def entries(article: Article) -> Iterator[Entry]:
    """All that an article tells about the three languages' terms, each entry once."""
    seen: set[Entry] = set()
    for entry in _entries(article):
        if entry not in seen:
            seen.add(entry)
            yield entry


def _entries(article: Article) -> Iterator[Entry]:
    terms: dict[Language, list[tuple[str, list[str]]]] = {
        language: [
            (printed, words(printed, language)) for keyword in keywords if (printed := _printed(keyword))
        ]
        for language, keywords in article.keywords.items()
    }
    titles: dict[Language, list[str]] = {
        language: _content(words(title, language)) for language, title in article.title.items() if title
    }
    sentences: dict[Language, list[list[str]]] = {
        language: [_content(words(sentence, language)) for sentence in _sentences(abstract)]
        for language, abstract in article.abstracts.items()
    }
    for language in LANGUAGES:
        for other in LANGUAGES:
            if language != other:
                if language in terms and other in terms:
                    yield from _keyword_entries(terms[language], terms[other], other)
                if language in titles and other in titles:
                    yield from _title_entries(titles[language], titles[other], other)
    from izde.language.translation.linked_words import (
        linked,  # for indexing alone; a search only reads entries
    )

    for language, other in combinations(sentences, 2):
        if len(sentences[language]) == len(sentences[other]):
            pieces = list(zip(sentences[language], sentences[other], strict=True))
            pieces.append((titles.get(language, []), titles.get(other, [])))
            pieces += _keyword_pieces(terms.get(language, []), terms.get(other, []))
            for a, b in linked(pieces):
                if a != b:
                    yield Entry(Evidence.SENTENCE, a, other, b, b)
                    yield Entry(Evidence.SENTENCE, b, language, a, a)
    for language in LANGUAGES:
        known = {word for _, lemmas in terms.get(language, ()) for word in lemmas}
        known.update(titles.get(language, ()))
        for word in sorted(known):
            respelt = cognates.respell(word)
            if len(respelt) >= 4 and not word.isdigit():
                yield Entry(Evidence.COGNATE, respelt, language, word, word)


_SENTENCE_END = pattern(r"(?<=[.!?…])\s+(?=[\W\d]*[A-ZА-ЯЁӘҒҚҢӨҰҮІҺ])")


def _sentences(text: str) -> list[str]:
    """The sentences of a text, taken apart alike in every language."""
    return _SENTENCE_END().split(text.strip()) if text.strip() else []


def _keyword_pieces(
    sources: Sequence[tuple[str, list[str]]], targets: Sequence[tuple[str, list[str]]]
) -> list[tuple[list[str], list[str]]]:
    """The words of keywords that face each other."""
    pairs = align([lemmas for _, lemmas in sources], [lemmas for _, lemmas in targets])
    return [(_content(sources[i][1]), _content(targets[j][1])) for i, j in pairs]


def _printed(keyword: str) -> str:
    return " ".join(keyword.split()).strip(" .,;:–—-").lower().replace(_SEPARATOR, " ")


def _content(lemmas: Sequence[str]) -> list[str]:
    from izde.language.stopwords import weight

    return [
        word for word in dict.fromkeys(lemmas) if len(word) > 2 and weight(word) >= 1 and not word.isdigit()
    ]


def _keyword_entries(
    sources: Sequence[tuple[str, list[str]]], targets: Sequence[tuple[str, list[str]]], language: Language
) -> Iterator[Entry]:
    for i, j in align([lemmas for _, lemmas in sources], [lemmas for _, lemmas in targets]):
        lemmas, (printed, others) = sources[i][1], targets[j]
        if not lemmas or not others or len(lemmas) > _LONGEST_TERM:
            continue
        yield Entry(Evidence.KEYWORD, " ".join(lemmas), language, printed, " ".join(others))
        content, other_content = _content(lemmas), _content(others)
        if len(lemmas) == 1 and len(others) == 1:
            continue
        for a, b in _word_pairs(content, other_content):
            yield Entry(Evidence.WORD, a, language, b, b)


def _word_pairs(sources: Sequence[str], targets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words of two terms that mean the same: in order where they are as many, else each with each."""
    if len(sources) == len(targets):
        yield from zip(sources, targets, strict=True)
    elif len(sources) * len(targets) <= 12:
        yield from ((a, b) for a in sources for b in targets)


def _title_entries(sources: Sequence[str], targets: Sequence[str], language: Language) -> Iterator[Entry]:
    if max(len(sources), len(targets)) > _LONGEST_TITLE:
        return
    for a in sources:
        for b in targets:
            yield Entry(Evidence.TITLE, a, language, b, b)


def align(sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Which keyword of one list is which of the other, as pairs of indices, for keywords as lemmas.

    Lists of equal length are in the same order. Others: the best pairs first, each keyword once, as long as
    their words are alike enough.
    """
    if len(sources) == len(targets):
        return [(i, i) for i in range(len(sources))]
    scored = sorted(
        (
            (-_likeness(source, target, i / len(sources), j / len(targets)), i, j)
            for i, source in enumerate(sources)
            for j, target in enumerate(targets)
        ),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for likeness, i, j in scored:
        if -likeness < _SURE:
            break
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    # Between two sure neighbours, single keywords that are left face each other.
    return sorted(pairs + _between(sorted(pairs), len(sources), len(targets)))


def _between(pairs: Sequence[tuple[int, int]], sources: int, targets: int) -> list[tuple[int, int]]:
    bounds = [(-1, -1), *pairs, (sources, targets)]
    found = []
    for (i, j), (k, m) in pairwise(bounds):
        if k - i == m - j == 2:
            found.append((i + 1, j + 1))
    return found


def _likeness(source: Sequence[str], target: Sequence[str], place: float, other_place: float) -> float:
    """How alike two keywords are, from 0 to 1: the share of their words that are cognates or equal."""
    if not source or not target:
        return 0.0
    total = sum(max(1.0 if a == b else cognates.alike(a, b) for b in target) for a in source)
    share = total / max(len(source), len(target))
    return share * (1 - 0.3 * abs(place - other_place))
