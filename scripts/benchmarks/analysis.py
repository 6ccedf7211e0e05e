"""What analysis costs, beside the least that any analyzer of these texts would cost.

The texts are the titles, keywords, abstracts and bodies of the articles in the sample issues, each with its
language, as indexing has them. The floor is Whoosh's plain analyzer (a regular expression and lower case)
over them, and one lookup in pymorphy3 for each distinct Cyrillic word of the Russian ones. Each is
measured in a process of its own, from nothing remembered, dictionaries loaded before the clock starts.

What indexing does with a text, in a fresh process, is the second row: its words, and the keys of each
distinct one. The others are what `izde analyze` and explanations ask for, with every place of every term.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from izde.model import Language

SCRIPTS = Path(__file__).resolve().parents[1]
_CYRILLIC = re.compile("[а-яё]+")
Block = tuple[Language | None, str]


@dataclass(frozen=True, slots=True)
class Row:
    """Processor seconds for the articles of both sample issues, and their ratio to the floor."""

    what: str
    seconds: float
    ratio: float


def blocks() -> list[Block]:
    """Every text of the sample articles that is analyzed."""
    from benchmarks.corpus import samples

    found: list[Block] = []
    for article in samples():
        found.extend(article.title.items())
        found.extend((language, " ".join(words)) for language, words in article.keywords.items())
        found.extend(article.abstracts.items())
        found.append((article.language, article.body))
    return found


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def floor(texts: list[Block]) -> float:
    """Whoosh's plain analyzer and one Russian lookup a word."""
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]
    from whoosh.analysis.filters import LowercaseFilter
    from whoosh.analysis.tokenizers import RegexTokenizer

    plain = RegexTokenizer() | LowercaseFilter()
    russian = {
        word for language, text in texts if language == "ru" for word in _CYRILLIC.findall(text.lower())
    }
    morphology = MorphAnalyzer()
    morphology.parse("слово")

    def work() -> None:
        for _, text in texts:
            for _ in plain(text):
                pass
        for word in russian:
            morphology.parse(word)

    return _seconds(work)


def _load() -> None:
    from izde.language.analyzers import lemmas

    lemmas("слово", "ru")
    lemmas("сөз", "kk")
    lemmas("word", "en")


def indexing(texts: list[Block]) -> float:
    """Our analysis as indexing uses it: the words of each text, and the keys of each distinct one."""
    from izde.language import analyzers, tokens

    _load()

    def work() -> None:
        for language, text in texts:
            for word in set(tokens.words(text)):
                analyzers.keys(word, language)

    return _seconds(work)


def terms(texts: list[Block]) -> float:
    """Our analysis as `izde analyze` prints it: every term with its place in the text."""
    from izde.language.analyzers import analyze

    _load()

    def work() -> None:
        for language, text in texts:
            analyze(text, language)

    return _seconds(work)


def terms_again(texts: list[Block]) -> float:
    """The same when the words were met before."""
    terms(texts)
    return terms(texts)


_MEASUREMENTS = (
    ("plain tokens and one Russian lookup a word (the floor)", floor),
    ("the keys of every word, none met before", indexing),
    ("every term with its place, no word met before", terms),
    ("every term with its place, all words met before", terms_again),
)


def _in_own_process(measurement: Callable[[list[Block]], float], texts: bytes, runs: int) -> float:
    """The least of some runs, each in a fresh process that is handed the texts."""
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r})\n"
        "from benchmarks import analysis\n"
        f"print(analysis.{measurement.__name__}(analysis.decode(sys.stdin.buffer.read())))"
    )
    command = [sys.executable, "-c", code]
    return min(
        float(subprocess.run(command, input=texts, check=True, stdout=subprocess.PIPE).stdout)
        for _ in range(runs)
    )


def decode(texts: bytes) -> list[Block]:
    return msgspec.json.decode(texts, type=list[Block])


def rows(runs: int = 3) -> list[Row]:
    texts = msgspec.json.encode(blocks())
    seconds = {what: _in_own_process(measurement, texts, runs) for what, measurement in _MEASUREMENTS}
    least = seconds[_MEASUREMENTS[0][0]]
    return [Row(what, took, took / least) for what, took in seconds.items()]


def report(*, quick: bool = False) -> str:
    """The figures as a Markdown table."""
    lines = ["| analyzing the articles of both sample issues | ratio |", "|---|---|"]
    lines += [f"| {row.what} | {row.ratio:.2f} |" for row in rows(1 if quick else 3)]
    return "\n".join(lines)
