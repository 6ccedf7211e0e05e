"""How exactly people are found by name: each spelling of each person against an index of all of them.

Every person of `tests/data/people.tsv` has an article for each of four spellings and four ways of writing
a name; each article prints that one. Each of these is then asked for, and should find that person's
articles and no others.
"""

from __future__ import annotations

import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from izde.language.names import index as names_index
from izde.model import Article, Author

PEOPLE = Path(__file__).resolve().parents[2] / "tests" / "data" / "people.tsv"

_DIGRAPHS = ("Shch", "Dzh", "Zh", "Sh", "Ch", "Kh", "Gh", "Yu", "Ya", "Ye", "Ts", "Iu", "Ia")


class Entry(NamedTuple):
    """A printed name and whose it is."""

    person: int
    name: str


class Row(NamedTuple):
    """A line of the report. `misses` are the queries that found too little or too much, and what."""

    label: str
    queries: int
    precision: float
    recall: float
    exact: float
    misses: list[str]


def _initial(word: str) -> str:
    for digraph in _DIGRAPHS:
        if word.startswith(digraph):
            return digraph + "."
    return word[0] + "."


def ways(spelling: str) -> list[str]:
    """Four ways of writing a name that is given as surname, given name and patronymic."""
    surname, given, patronymic = spelling.split()
    if patronymic == "-":
        initials = [_initial(given)]
        full = f"{surname} {given}"
    else:
        initials = [_initial(given), _initial(patronymic)]
        full = f"{surname} {given} {patronymic}"
    return [full, f"{given} {surname}", f"{''.join(initials)} {surname}", f"{surname} {' '.join(initials)}"]


def printed_names(path: Path = PEOPLE) -> list[Entry]:
    """Every way of writing every spelling of every person."""
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [Entry(int(id), name) for id, *spellings in rows for s in spellings for name in ways(s)]


class Vocabulary:
    """A sorted vocabulary of the keys of names, as an index holds it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.articles: dict[str, set[int]] = {}
        for number, entry in enumerate(entries):
            for key in names_index.index_keys(entry.name):
                self.articles.setdefault(key, set()).add(number)
        self.keys = sorted(self.articles)

    def scan(self, prefix: str) -> Iterator[str]:
        """The keys that begin with `prefix`, in order."""
        for at in range(bisect_left(self.keys, prefix), len(self.keys)):
            if not self.keys[at].startswith(prefix):
                return
            yield self.keys[at]

    def find(self, name: str) -> set[int]:
        """The numbers of the articles that a name finds."""
        return {n for found in names_index.query(name).find(self.scan) for n in self.articles[found.key]}


def measure(entries: list[Entry], label: str, people: Iterable[int]) -> Row:
    """Precision and recall, averaged over the queries for `people`, in an index of all entries."""
    vocabulary = Vocabulary(entries)
    chosen = set(people)
    precision = recall = 0.0
    exact = queries = 0
    misses = []
    for entry in entries:
        if entry.person not in chosen:
            continue
        wanted = {n for n, other in enumerate(entries) if other.person == entry.person}
        found = vocabulary.find(entry.name)
        queries += 1
        hits = len(found & wanted)
        precision += hits / len(found) if found else 0.0
        recall += hits / len(wanted)
        exact += found == wanted
        if found != wanted:
            lacking = sorted(entries[n].name for n in wanted - found)
            wrong = sorted({entries[n].name for n in found - wanted})
            misses.append(
                f"{entry.name}: lacks {'; '.join(lacking) or 'none'}, has {'; '.join(wrong) or 'none'}"
            )
    return Row(label, queries, precision / queries, recall / queries, exact / queries, misses)


def rows(path: Path = PEOPLE) -> list[Row]:
    """The development half and the held-out half."""
    entries = printed_names(path)
    people = {entry.person for entry in entries}
    return [
        measure(entries, "development half", {p for p in people if p % 2 == 0}),
        measure(entries, "held-out half", {p for p in people if p % 2 == 1}),
    ]


def through_library(path: Path = PEOPLE, every: int = 5) -> Row:
    """The same by `--author` in a library of these articles, for every so many of the queries."""
    from izde.index.library import Library
    from izde.index.options import IndexOptions
    from izde.search import search
    from izde.search.results import Request

    entries = printed_names(path)
    articles = [
        Article(f"a-{number}", language="en", title={"en": f"Article {number}"}, authors=[Author(entry.name)])
        for number, entry in enumerate(entries)
    ]
    precision = recall = 0.0
    exact = 0
    misses = []
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "people.jsonl"
        records.write_bytes(b"\n".join(msgspec.json.encode(article) for article in articles))
        library = Library.open(Path(folder) / "library", create=True)
        library.index([records], IndexOptions())
        with library.snapshot() as snapshot:
            for entry in entries[::every]:
                wanted = {f"a-{n}" for n, other in enumerate(entries) if other.person == entry.person}
                result = search(snapshot, Request(author=entry.name, limit=len(entries)))
                found = {hit.id for hit in result.hits}
                hits = len(found & wanted)
                precision += hits / len(found) if found else 0.0
                recall += hits / len(wanted)
                exact += found == wanted
                if found != wanted:
                    misses.append(entry.name)
    queries = len(entries[::every])
    return Row("all, by --author", queries, precision / queries, recall / queries, exact / queries, misses)


def report(misses: bool = False) -> str:
    """The rows as a table; with `misses`, the development half's inexact answers below it."""
    result = [*rows(), through_library()]
    lines = ["| people | queries | precision | recall | exact |", "|---|---|---|---|---|"]
    lines.extend(
        f"| {r.label} | {r.queries} | {r.precision:.3f} | {r.recall:.3f} | {r.exact:.3f} |" for r in result
    )
    if misses:
        lines.extend(["", *result[0].misses])
    return "\n".join(lines)
