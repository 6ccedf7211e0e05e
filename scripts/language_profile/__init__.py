"""The Kazakh profile for language identification, from the Kazakh text that ships with the project.

Kazakh lines are found in the sample issues by their letters: a line counts when, with its neighbours, most
of its words have a letter that Russian lacks. The profile is langdetect's: how often each sequence of
one, two and three letters occurs, rare ones left out. Every second line counts twice, once as it is and
once as it is typed without the Kazakh letters (когамдык for қоғамдық), since queries are typed so: with it
nine in ten such words are told from Russian ones, without it seven, at the cost of one Russian word in a
hundred.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from izde.language.letters.normalize import normalize
from izde.language.letters.scripts import KAZAKH_TO_RUSSIAN, has_kazakh_letter

#: Sequences that are rarer than this are chance or misprints (langdetect's own rule is more than two).
MINIMUM_FREQUENCY = 3
#: Least words on a line, and least share of words with a Kazakh letter on it and around it.
LINE_WORDS = 4
LINE_SHARE = 0.25
NEIGHBOURHOOD_SHARE = 0.4

_TYPED = str.maketrans(KAZAKH_TO_RUSSIAN)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")


def _share(words: list[str]) -> float:
    return sum(map(has_kazakh_letter, words)) / len(words) if words else 0.0


def kazakh_lines(text: str) -> Iterator[str]:
    """The lines of an issue that are Kazakh throughout."""
    lines = [normalize(line).strip() for line in text.splitlines()]
    for index, line in enumerate(lines):
        words = _WORD.findall(line)
        if len(words) < LINE_WORDS or _LATIN.search(line) or _share(words) < LINE_SHARE:
            continue
        if _share(_WORD.findall(" ".join(lines[max(0, index - 2) : index + 3]))) >= NEIGHBOURHOOD_SHARE:
            yield line


def count_sequences(line: str, frequencies: Counter[str]) -> None:
    """Add the sequences of one, two and three letters in a line; a blank stands for a word's edge."""
    for word in _WORD.findall(line):
        padded = f" {word} "
        frequencies.update(word)
        frequencies.update(padded[i : i + 2] for i in range(len(padded) - 1))
        frequencies.update(padded[i : i + 3] for i in range(len(padded) - 2))


def build(texts: Iterable[str]) -> str:
    """The profile of the Kazakh text in some issues, as compact JSON in langdetect's format."""
    frequencies: Counter[str] = Counter()
    for text in texts:
        for index, line in enumerate(kazakh_lines(text)):
            line = line.lower()
            count_sequences(line, frequencies)
            if index % 2:
                count_sequences(line.translate(_TYPED), frequencies)
    kept = {gram: count for gram, count in sorted(frequencies.items()) if count >= MINIMUM_FREQUENCY}
    totals = [sum(count for gram, count in kept.items() if len(gram) == size) for size in (1, 2, 3)]
    profile = {"name": "kk", "n_words": totals, "freq": kept}
    return json.dumps(profile, ensure_ascii=False, separators=(",", ":")) + "\n"
