"""How many Kazakh words are found again when they are typed with other letters.

The words are the distinct ones of the gold abstracts, and those of the gold lemma list where it is at hand,
which plays no part in the lexicon. Each is typed in four ways; counted is how often the fold is the same,
how often all letters are restored, and how often the fold of the stem is right.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import SAMPLES, gold_articles
from evaluation.lemmas import DEFAULT
from izde.language import tokens
from izde.language.kazakh import stemmer as kazakh
from izde.language.letters import respell
from izde.language.letters.scripts import KAZAKH_TO_RUSSIAN, Script, script
from izde.language.letters.transliterate import fold, query_folds

#: Words drawn from each list, always the same ones.
SAMPLE = 800
_SHORTEST = 4

_RUSSIAN = str.maketrans(KAZAKH_TO_RUSSIAN)
_LATIN_2021 = str.maketrans(
    {
        **dict(zip("аәбвгғдезийкқлмнңоөпрстуұүфхһыі", "aäbvgğdeziikqlmnñoöprstuūüfhhyı", strict=True)),
        "ё": "io",
        "ж": "j",
        "ц": "ts",
        "ч": "ch",
        "ш": "ş",
        "щ": "ş",
        "э": "e",
        "ю": "iu",
        "я": "ia",
        "ъ": "",
        "ь": "",
    }
)
_PLAIN = str.maketrans("äğñöūüı", "agnouui")


def _latin(word: str) -> str:
    return word.translate(_LATIN_2021)


def _ascii(word: str) -> str:
    return _latin(word).translate(_PLAIN).replace("ş", "sh")


def _older(word: str) -> str:
    return _ascii(word).replace("q", "k").replace("j", "zh")


TYPED: dict[str, Callable[[str], str]] = {
    "Russian letters": lambda word: word.translate(_RUSSIAN),
    "Latin alphabet of 2021": _latin,
    "the same in ASCII": _ascii,
    "ASCII with k and zh": _older,
}


@dataclass(frozen=True, slots=True)
class Row:
    """Shares of the words of a list that were typed otherwise."""

    words: str
    typed: str
    count: int
    fold: float
    letters: float
    stem: float


def _kazakh_words(texts: Iterator[str]) -> list[str]:
    found = {word for text in texts for word in tokens.words(text)}
    kept = sorted(
        word
        for word in found
        if len(word) >= _SHORTEST and word.isalpha() and script(word) is Script.CYRILLIC
    )
    return random.Random(1).sample(kept, min(SAMPLE, len(kept)))


def _lists() -> Iterator[tuple[str, list[str]]]:
    abstracts = (article.abstracts.get("kk", "") for _, gold in SAMPLES for article in gold_articles(gold))
    yield "gold abstracts", _kazakh_words(abstracts)
    lemmas = Path(os.environ.get("IZDE_KK_LEMMAS", DEFAULT))
    if lemmas.is_file():
        lines = lemmas.read_text(encoding="utf-8").splitlines()
        yield "gold lemma list", _kazakh_words(line.split("\t")[0] for line in lines)


def rows() -> list[Row]:
    found = []
    for name, words in _lists():
        for how, typing in TYPED.items():
            typed = [(word, typing(word)) for word in words if typing(word) != word]
            restored = [(word, respell.kazakh(letters) or letters) for word, letters in typed]
            count = len(typed) or 1
            found.append(
                Row(
                    words=name,
                    typed=how,
                    count=len(typed),
                    fold=sum(fold(word) in query_folds(letters) for word, letters in typed) / count,
                    letters=sum(word == spelling for word, spelling in restored) / count,
                    stem=sum(
                        fold(kazakh.stem(word)) == fold(kazakh.stem(spelling)) for word, spelling in restored
                    )
                    / count,
                )
            )
    return found


def report() -> str:
    """The figures as a Markdown table."""
    lines = [
        "| words of | typed with | words | same fold | all letters restored | same stem |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows():
        shares = f"{row.fold:.3f} | {row.letters:.3f} | {row.stem:.3f}"
        lines += [f"| {row.words} | {row.typed} | {row.count} | {shares} |"]
    return "\n".join(lines)
