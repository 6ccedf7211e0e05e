"""Whatever is done to an issue's lines, extraction answers with articles or with one of the known errors,
and running text stays in the records.

A word of a body is lost when a line of that body still has it in the garbled text but no field of any record
does: no body, nor a title, abstract, keyword or reference that took it in. What is counted is words of four
letters and more, each as often as such lines print it. A garbled line may come to look like a running head,
a contents page or a guideline, which are dropped on purpose; hence shares, not all.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from izde.errors import IzdeError
from izde.extract.issue.stages import from_document
from izde.extract.readers.text import from_text
from izde.model import Extraction
from sample_issues.gold import sources
from sample_issues.text import Issue

POOL = sources()
BASE: dict[int, tuple[str, list[str]]] = {}
WORD = r"[^\W_]+"
#: The most such words of a line: even a sample's own body has a running head in it.
LINE = 8


def base(seed: int) -> tuple[str, list[str]]:
    """A composed issue without editorial pages, and the sentences of its bodies."""
    if seed not in BASE:
        issue = Issue(seed, articles=3, pool=POOL)
        issue.style.board = False
        issue.style.contents = issue.style.guidelines = "none"
        text, records = issue.compose()
        BASE[seed] = text, [record["body"] for record in records]
    return BASE[seed]


def read(text: str) -> Extraction | None:
    try:
        return from_document(from_text(text, "garbled.txt"), Path("garbled.txt"))
    except IzdeError:
        return None


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{4,}", text.casefold()))


def held(extraction: Extraction) -> Counter[str]:
    """All words of all fields of the records."""
    parts: list[str] = []
    for a in extraction.articles:
        parts += [a.body, *a.title.values(), *a.abstracts.values(), *a.references]
        parts += [k for listed in a.keywords.values() for k in listed]
        parts += [f"{x.name} {x.affiliation or ''} {' '.join(x.names)}" for x in a.authors]
        parts += a.section.values()
    return words(" ".join(parts))


def of_bodies(text: str, bodies: list[str]) -> Counter[str]:
    """The words of the lines that are a body's, but for a line's first and last, which may be broken."""
    running = f" {' '.join(re.findall(WORD, ' '.join(bodies).casefold()))} "
    lines = (re.findall(WORD, line.casefold())[1:-1] for line in text.split("\n"))
    return words(" ".join(word for line in lines if f" {' '.join(line)} " in running for word in line))


def lost(wanted: Counter[str], extraction: Extraction) -> int:
    """How many of the words are in no record, but for those of one line."""
    return max(0, sum((wanted - held(extraction)).values()) - LINE)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 7), cut=st.floats(0, 0.6), keep=st.floats(0.3, 1))
def test_a_truncated_issue(seed, cut, keep):
    text, bodies = base(seed)
    part = text[int(len(text) * cut) : int(len(text) * (cut + keep))]
    extraction = read(part)
    if extraction is not None:
        # The end of an article whose beginning is missing has nothing to be known by.
        wanted = of_bodies(part, bodies) - words(part[: len(part) // 3])
        assert lost(wanted, extraction) <= 0.03 * sum(wanted.values())


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 7), shuffle=st.integers(0, 10_000), share=st.floats(0.02, 0.15))
def test_an_issue_with_moved_and_dropped_lines(seed, shuffle, share):
    text, bodies = base(seed)
    rng = random.Random(shuffle)
    lines = [line for line in text.split("\n") if rng.random() > share / 4]
    for _ in range(int(len(lines) * share)):
        i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[i], lines[j] = lines[j], lines[i]
    garbled = "\n".join(lines)
    extraction = read(garbled)
    if extraction is not None and extraction.articles:
        assert all(a.id for a in extraction.articles)
        wanted = of_bodies(garbled, bodies)
        assert lost(wanted, extraction) <= 0.15 * sum(wanted.values())


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 7),
    noise=st.lists(st.tuples(st.integers(0, 10**6), st.text(max_size=60)), max_size=30),
)
def test_an_issue_with_noise_in_it(seed, noise):
    text, bodies = base(seed)
    for place, piece in noise:
        at = place % len(text)
        text = text[:at] + piece + text[at:]
    extraction = read(text)
    wanted = of_bodies(text, bodies)
    assert extraction is None or lost(wanted, extraction) <= 0.05 * sum(wanted.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "Аңдатпа", "Abstract", "Аннотация.", "Key words: a, b, c", "Түйін сөздер: а, ә", "References", "Кіріспе",
    "1 Саид Э.В. Культура. – 2012. – 733 с.", "А.Б. Серіков¹*", "*e-mail: a@b.kz", "УДК 94(574)", "\f", "",
    "ТАРИХ БЕТТЕРІ", "Information about authors:", "mailto:a@b.kz", "12", "№4 (75) 2024        13",
    "МАЗМҰНЫ", "Title of it ........ 12", "Мақалада тарих мәселелері қарастырылады және талданады.",
    "The article deals with the history of the steppe and of those who live in it.",
    "Авторларға арналған ереже",
]), max_size=80))  # fmt: skip
def test_any_sequence_of_an_issues_lines(lines):
    read("\n".join(lines))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=2000))
def test_any_text(text):
    read(text)
