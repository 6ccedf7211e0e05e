"""Titles that are printed in capitals, in sentence case; what is a name or an acronym, the text itself tells.

A word of the title is written as the article's own abstracts, keywords and body write it within sentences,
most often. Where that word does not occur there, forms of it do (АБАЙДЫҢ, Абай) that begin alike. What occurs
in no form is written small, except initials and what stands beside them, Roman numerals, and words without a
vowel.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

import msgspec

from izde.model import Article

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W_]+)*")
#: What a sentence, a quotation or a bracket begins after: a capital there says nothing.
_OPENS = re.compile(r"(?:^|[.!?…:;«»\"“”„(\[—–\n•]\s*)$")
_ROMAN = re.compile(r"[IVXLCDMІХ]{2,}|[IVX](?=\s*(?:-|век|ғасыр|том|часть|бөлім))")
_VOWELS = frozenset("аәеёиоөуұүыіэюяaeiouy")
#: So much of a title's letters are capitals where it is printed in capitals.
_SHOUTED = 0.9
#: Letters of the shortest word whose other forms count, and those at the end in which they may differ; of the
#: shorter form all letters but the last are shared (Абай, Абая).
_SHORTEST_STEM, _LONGEST_ENDING = 4, 6


def in_sentence_case(article: Article) -> Article:
    """The article with those of its titles in sentence case that are printed in capitals."""
    if not any(map(is_shouted, article.title.values())):
        return article
    spelt = _spelt(article)
    titles = {
        language: sentence_case(title, spelt) if is_shouted(title) else title
        for language, title in article.title.items()
    }
    return msgspec.structs.replace(article, title=titles)


def is_shouted(text: str) -> bool:
    """Whether a text is printed in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= _SHOUTED * len(letters)


Spelt = dict[str, Counter[str]]


def _spelt(article: Article) -> Spelt:
    """How the article spells its words within sentences, by the word in small letters."""
    keywords = [", ".join(words) for words in article.keywords.values()]
    found: Spelt = defaultdict(Counter)
    for text in (article.body, *article.abstracts.values(), *keywords):
        for line in text.split("\n"):
            if is_shouted(line):
                continue
            for match in _WORD.finditer(line):
                if not _OPENS.search(line[max(0, match.start() - 3) : match.start()]):
                    found[match[0].lower()][match[0]] += 1
    return dict(found)


def sentence_case(title: str, spelt: Spelt) -> str:
    """A title in capitals with those capitals that its words have elsewhere."""
    parts: list[str] = []
    end = 0
    for match in _WORD.finditer(title):
        between = title[end : match.start()]
        word = _word(match[0], title, match.start(), spelt)
        if not end or re.search(r"[.!?…]\s+$|[«“„\"]$", between):
            word = word[:1].upper() + word[1:]
        parts += between, word
        end = match.end()
    return "".join([*parts, title[end:]])


_INITIAL = r"[^\W\d_]{1,2}\."


def _word(word: str, title: str, start: int, spelt: Spelt) -> str:
    end = start + len(word)
    beside_initials = re.search(rf"(?<!\w){_INITIAL}\s?$", title[:start]) or re.match(
        rf"\s(?:{_INITIAL}\s?)+(?!\w)", title[end:]
    )
    if len(word) <= 2 and title[end : end + 1] == "." and _is_initial(title, start, end):
        return word
    if beside_initials and len(word) > 2:
        return word[:1] + word[1:].lower()
    low = word.lower()
    if low in spelt:
        return spelt[low].most_common(1)[0][0]
    if "-" in word:
        return "-".join(_word(part, part, 0, spelt) for part in word.split("-"))
    if _ROMAN.match(title[start:end]) and _ROMAN.fullmatch(word):
        return word
    patterns = _patterns(low, spelt)
    if patterns:
        return patterns.most_common(1)[0][0](word)
    return word if len(word) > 1 and _VOWELS.isdisjoint(low) else low


def _is_initial(title: str, start: int, end: int) -> bool:
    """Whether a letter with a full stop stands beside a name or another initial."""
    return re.match(r"\.\s?[^\W\d_]", title[end:]) is not None or start > 0


Pattern = Callable[[str], str]


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _patterns(low: str, spelt: Spelt) -> Counter[Pattern]:
    """How other forms of a word are written: small, with a capital, in capitals; and how often."""
    counts: Counter[Pattern] = Counter()
    if len(low) < _SHORTEST_STEM:
        return counts
    for other, forms in spelt.items():
        shared = _shared(low, other)
        shorter, longer = sorted((len(low), len(other)))
        if shared < max(_SHORTEST_STEM - 1, shorter - 1) or longer - shared > _LONGEST_ENDING:
            continue
        for form, count in forms.items():
            pattern: Pattern = str.lower
            if form.isupper():
                pattern = str.upper
            elif form[:1].isupper():
                pattern = _capitalised
            counts[pattern] += count
    return counts


def _shared(a: str, b: str) -> int:
    """How many letters two words have in common from the first on."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
