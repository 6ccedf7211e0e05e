"""Topics composed from records, of every kind that people type; the same records give the same topics.

title: a title, without capitals and most punctuation. keyword: a keyword as printed. inflected: a keyword
in other forms. bare: Kazakh keywords typed with Russian letters. latin: Kazakh keywords in the Latin
alphabet of 2021. ascii: the same without its diacritics. homoglyph: Kazakh keywords with Latin look-alikes.
typo: a keyword with a slip in one word. realword: a keyword of several words, one of which a slip has made
another word that is printed somewhere in the collection.

`python -m evaluation.composing` writes the topics of the gold records to data/topics: of every other
article to tune on (held in), of the rest to report (held out).

Inflection is rough on purpose: endings are put on as they come, as people and machines do.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from evaluation.collection import corrected
from evaluation.gold import ROOT, SAMPLES, gold_articles
from evaluation.ranks import Topic
from izde.language import analyzers, tokens
from izde.model import LANGUAGES, Article, Language

_BARE = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_LATIN = str.maketrans(
    {
        "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io", "ж": "j",
        "з": "z", "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o",
        "ө": "ö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū", "ү": "ü", "ф": "f", "х": "h",
        "һ": "h", "ц": "ts", "ч": "ch", "ш": "ş", "щ": "şş", "ъ": "", "ы": "y", "і": "ı", "ь": "", "э": "e",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_ASCII = str.maketrans("äğñöşūüı", "agnosuui")
_HOMOGLYPH = str.maketrans("аеорсхуі", "aeopcxyi")
_LETTERS = {"kk": "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", "en": "abcdefghijklmnopqrstuvwxyz"}
_BACK = frozenset("аоұыуюяё")
_VOICELESS = frozenset("пфкқтсшщчцхһ")


def topics(
    articles: Sequence[Article], among: Sequence[Article], seed: int = 7, each: int = 2
) -> list[Topic]:
    """About `each` topics of every kind and language for each article.

    Relevant to a keyword are all the articles `among` which it is searched that print it.
    """
    made: list[Topic] = []
    owners = _owners(among)
    for article in articles:
        chance = random.Random(f"{seed} {article.id}")
        for kind, query, keywords in _queries(article, chance, each):
            relevant = set.intersection(*(owners[k] for k in keywords)) if keywords else {article.id}
            made.append(Topic(f"{kind}-{len(made) + 1:04}", query, dict.fromkeys(sorted(relevant), 1)))
    vocabulary = _vocabulary(among)
    for article in articles:
        chance = random.Random(f"{seed} {article.id} realword")
        for kind, query, keyword in _slips_to_words(article, chance, each, vocabulary):
            relevant = owners[keyword]
            made.append(Topic(f"{kind}-{len(made) + 1:04}", query, dict.fromkeys(sorted(relevant), 1)))
    return made


def _vocabulary(articles: Iterable[Article]) -> frozenset[str]:
    """Every word of letters that an article prints."""
    return frozenset(
        token.text
        for article in articles
        for text in (
            *article.title.values(),
            *article.abstracts.values(),
            *("; ".join(keywords) for keywords in article.keywords.values()),
            article.body,
        )
        for token in tokens.tokenize(text)
        if token.text.isalpha()
    )


def _slips_to_words(
    article: Article, chance: random.Random, each: int, vocabulary: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Keywords in which one edit makes another word of the vocabulary, no other form of the same."""
    for language in LANGUAGES:
        made: list[tuple[str, str]] = []
        for keyword in article.keywords.get(language, []):
            words = keyword.lower().split()
            if len(words) < 2:
                continue
            for i, word in enumerate(words):
                if len(word) < 5 or not word.isalpha():
                    continue
                stems = _stems(word)
                made.extend(
                    (" ".join([*words[:i], other, *words[i + 1 :]]), keyword.lower())
                    for other in sorted(_edits(word, language) & vocabulary)
                    if stems.isdisjoint(_stems(other))
                )
        for query, keyword in chance.sample(made, min(each, len(made))):
            yield f"realword-{language}", query, keyword


def _stems(word: str) -> set[str]:
    return {stem for language in LANGUAGES for stem in analyzers.lemmas(word, language)}


def _edits(word: str, language: Language) -> set[str]:
    """All that one slip of the fingers may make of a word."""
    letters = _LETTERS["en" if language == "en" else "kk"]
    found = {word[:i] + word[i + 1 :] for i in range(len(word))}
    found |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    found |= {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in letters}
    found |= {word[:i] + letter + word[i:] for i in range(len(word) + 1) for letter in letters}
    return found - {word}


def _owners(articles: Iterable[Article]) -> dict[str, set[str]]:
    """The articles that print each keyword."""
    owners: dict[str, set[str]] = {}
    for article in articles:
        for keywords in article.keywords.values():
            for keyword in keywords:
                owners.setdefault(keyword.lower(), set()).add(article.id)
    return owners


def _queries(
    article: Article, chance: random.Random, each: int
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for language in LANGUAGES:
        if article.title.get(language):
            yield f"title-{language}", re.sub(r"[:();]", " ", article.title[language].lower()).strip(), ()
        keywords = [k for k in article.keywords.get(language, []) if 3 < len(k) < 60 and k[0].isalpha()]
        if not keywords:
            continue
        for keyword in chance.sample(keywords, min(each, len(keywords))):
            yield f"keyword-{language}", keyword, (keyword.lower(),)
        for keyword in chance.sample(keywords, min(each, len(keywords))):
            inflected = " ".join(_inflect(word, language, chance) for word in keyword.split())
            if inflected != keyword:
                yield f"inflected-{language}", inflected, (keyword.lower(),)
        for keyword in chance.sample(keywords, min(each, len(keywords))):
            slipped = _slip(keyword, chance)
            if slipped != keyword:
                yield f"typo-{language}", slipped, (keyword.lower(),)
        if language == "kk":
            chosen = chance.sample(keywords, min(2, len(keywords)))
            both, owned = " ".join(chosen), tuple(k.lower() for k in chosen)
            yield "bare-kk", both.translate(_BARE), owned
            latin = both.lower().translate(_LATIN)
            yield "latin-kk", latin, owned
            yield "ascii-kk", latin.translate(_ASCII), owned
            yield "homoglyph-kk", both.lower().translate(_HOMOGLYPH), owned


def _inflect(word: str, language: Language, chance: random.Random) -> str:
    if len(word) < 4 or not word.isalpha():
        return word
    if language == "kk":
        return word + _kazakh_ending(word.lower(), chance)
    if language == "en":
        return word if word.endswith("s") else word + chance.choice(("s", "s", ""))
    parse = _morphology().parse(word)[0]
    wanted = {chance.choice(("gent", "datv", "ablt", "loct")), chance.choice(("sing", "plur"))}
    inflected = parse.inflect(wanted)
    return str(inflected.word) if inflected is not None else word


@lru_cache(maxsize=1)
def _morphology() -> Any:
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

    return MorphAnalyzer()


def _kazakh_ending(word: str, chance: random.Random) -> str:
    vowels = [letter for letter in word if letter in "аәеёиоөуұүыіэюя"]
    back = bool(vowels) and vowels[-1] in _BACK
    last = word[-1]
    after_vowel = last in "аәеоөұүыіэюя"
    voiceless = last in _VOICELESS
    plural = ("тар" if back else "тер") if voiceless else ("лар" if back else "лер")
    genitive = ("т" if voiceless else "н" if after_vowel else "д") + ("ың" if back else "ің")
    ablative = ("т" if voiceless else "д") + ("ан" if back else "ен")
    locative = ("т" if voiceless else "д") + ("а" if back else "е")
    return chance.choice((plural, genitive, ablative, locative, plural + ("дың" if back else "дің")))


def _slip(text: str, chance: random.Random) -> str:
    """One letter dropped, or two neighbours swapped, inside a word of six letters or more."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) >= 6]
    if not long:
        return text
    i = chance.choice(long)
    word = words[i]
    at = chance.randrange(1, len(word) - 2)
    if chance.random() < 0.5 and word[at] != word[at + 1]:
        words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    else:
        words[i] = word[:at] + word[at + 1 :]
    return " ".join(words)


def write(folder: Path, name: str, made: Sequence[Topic]) -> None:
    """Write topics and their judgements as `izde search --queries` and TREC's tools read them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{topic.id}\t{topic.query}\n" for topic in made]
    (folder / f"{name}.tsv").write_text("".join(lines), encoding="utf-8")
    lines = [f"{topic.id} 0 {id} {grade}\n" for topic in made for id, grade in topic.relevant.items()]
    (folder / f"{name}-qrels.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    records = [article for _, path in SAMPLES for article in gold_articles(path)]
    for number, half in enumerate(("held-in", "held-out")):
        write(ROOT / "data" / "topics", half, topics(records[number::2], corrected(), each=3))
