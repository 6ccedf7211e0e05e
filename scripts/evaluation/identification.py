"""How well the language of words, of windows of words and of abstracts is told, on the gold abstracts, and
that of short lists of keywords, where Russian ones are easily taken for Kazakh.

The shipped profile was built from the same issues, so each issue is also judged by a profile that was
built without it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec

from evaluation.gold import SAMPLES, GoldRecord
from izde.language.identify import classify, make_factory
from izde.model import LANGUAGES, Language
from language_profile import build

WINDOWS = (1, 2, 3, 5, 10)
#: Lists of keywords drawn in each language, and how many keywords one has.
LISTS, LISTED = 100, (2, 3, 4)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """The share told right: of `unit` in each language, with a profile from all or from other issues."""

    unit: str
    profile: str
    count: int
    right: dict[Language, float]
    total: float


def _abstracts(gold: Path) -> Iterator[tuple[Language, str]]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        yield from msgspec.json.decode(line, type=GoldRecord).abstracts.items()


def _keyword_lists(gold: Path, language: Language, count: int) -> Iterator[str]:
    """Lists of two to four keywords that stand together in one article."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    lists = [msgspec.json.decode(line, type=GoldRecord).keywords.get(language, []) for line in lines]
    lists = [keywords for keywords in lists if len(keywords) >= max(LISTED)]
    draw = random.Random(language)
    for _ in range(count):
        keywords = draw.choice(lists)
        yield ", ".join(draw.sample(keywords, draw.choice(LISTED)))


def _units(text: str, size: int | None) -> Iterator[str]:
    if size is None:
        yield text
        return
    words = _WORD.findall(text)
    for start in range(len(words) - size + 1):
        yield " ".join(words[start : start + size])


def _row(
    unit: str, profile: str, samples: list[tuple[Language, str, Callable[[str], Language | None]]]
) -> Row:
    right: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    count: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    known: dict[tuple[int, str], Language | None] = {}
    for language, text, judge in samples:
        key = (id(judge), text)
        if key not in known:
            known[key] = judge(text)
        right[language] += known[key] == language
        count[language] += 1
    shares = {language: right[language] / (count[language] or 1) for language in LANGUAGES}
    return Row(unit, profile, len(samples), shares, sum(right.values()) / (len(samples) or 1))


def rows() -> list[Row]:
    """The figures by unit, for the profile of all issues and for that of the other issues."""
    texts = {issue: issue.read_text(encoding="utf-8") for issue, _ in SAMPLES}
    found = []
    for profile in ("shipped", "other issue"):
        judges: dict[Path, Callable[[str], Language | None]] = {}
        for issue, gold in SAMPLES:
            if profile == "shipped":
                judges[gold] = classify
            else:
                others = (text for name, text in texts.items() if name != issue)
                judges[gold] = partial(classify, factory=make_factory(build(others)))
        for size in (*WINDOWS, None):
            samples = [
                (language, unit, judges[gold])
                for _, gold in SAMPLES
                for language, text in _abstracts(gold)
                for unit in _units(text, size)
            ]
            name = "abstract" if size is None else f"{size} word{'s' if size > 1 else ''}"
            found.append(_row(name, profile, samples))
        keywords = [
            (language, text, judges[gold])
            for _, gold in SAMPLES
            for language in LANGUAGES
            for text in _keyword_lists(gold, language, LISTS // len(SAMPLES))
        ]
        found.append(_row("2 to 4 keywords", profile, keywords))
    return found


def report() -> str:
    """The figures as a Markdown table."""
    lines = ["| unit | profile from | units | kk | ru | en | all |", "|---|---|---|---|---|---|---|"]
    for row in rows():
        shares = " | ".join(f"{row.right[language]:.3f}" for language in LANGUAGES)
        profile = "all issues (shipped)" if row.profile == "shipped" else "the other issue"
        lines.append(f"| {row.unit} | {profile} | {row.count} | {shares} | {row.total:.3f} |")
    return "\n".join(lines)
