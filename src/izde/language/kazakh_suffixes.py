"""The suffix tables of Kazakh, and the search for every ending that a word may have.

The tables (``data/kazakh_suffixes.tsv``, ``data/kazakh_derivations.tsv``) are a finite-state description of
morphotactics: suffixes are arcs between states. A word is read from its end, as Kazakh only has suffixes;
at each letter the cheapest path to each state is kept (dynamic programming over positions and states).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath
from typing import NamedTuple

from izde.language.kazakh_phonology import allomorphs, left_contexts

NOMINAL, VERBAL = "N", "V"
DATA = FilePath(__file__).with_name("data")


class Path(NamedTuple):
    """The suffixes after a position, the first first: a linked list, so that paths share their tails."""

    cost: float
    row: int
    """Index of the suffix in `SuffixTable.rows`; -1 - index in `SuffixTable.stops` at the end of a word."""
    length: int
    rest: Path | None


class Arc(NamedTuple):
    """One spelling of a suffix between two states."""

    source: str
    target: str
    context: int
    """Which letters may precede, as bits of `left_contexts`."""
    restored: str
    cost: float
    row: int


class Row(NamedTuple):
    """One line of the suffix table."""

    sources: tuple[str, ...]
    target: str
    gloss: str
    form: str
    cost: float


class Split(NamedTuple):
    """A place where a word may part: its stem is word[:end] + restored, of class `state`."""

    end: int
    state: str
    path: Path
    restored: str


class SuffixTable:
    """Every suffix in every spelling, by spelling."""

    def __init__(self, text: str) -> None:
        self.rows: list[Row] = []
        self.stops: list[tuple[str, float]] = []
        for first, target, gloss, form, _, cost in rows(text):
            if first == "!":
                self.stops.append((target, float(cost)))
            else:
                self.rows.append(Row(tuple(first.split(",")), target, gloss, form, float(cost)))
        self._arcs: dict[str, list[Arc]] = {}
        for index, row in enumerate(self.rows):
            for spelling in allomorphs(row.form):
                self._arcs.setdefault(spelling.text, []).extend(
                    Arc(source, row.target, spelling.context, spelling.restored, row.cost, index)
                    for source in row.sources
                )
        self._lengths = sorted({len(spelling) for spelling in self._arcs})
        self._end = {state: Path(cost, -1 - i, 0, None) for i, (state, cost) in enumerate(self.stops)}

    def split(self, word: str) -> list[Split]:
        """Every stem and ending of `word`, the whole word as a stem among them."""
        size = len(word)
        contexts = left_contexts(word)
        arcs = self._arcs
        reached: list[dict[str, Path] | None] = [None] * size
        reached.append(self._end)
        out = [
            Split(size, NOMINAL, self._end[NOMINAL], ""),
            Split(size, VERBAL, self._end[VERBAL], ""),
        ]
        for start in range(size - 1, 0, -1):
            here: dict[str, Path] = {}
            context = contexts[start]
            for length in self._lengths:
                if start + length > size:
                    break
                beyond = reached[start + length]
                if not beyond:
                    continue
                for source, target, condition, restored, price, row in arcs.get(
                    word[start : start + length], ()
                ):
                    rest = beyond.get(target)
                    if rest is None:
                        continue
                    if not context & condition:
                        continue
                    cost = rest.cost + price
                    if restored:
                        if source == VERBAL:
                            out.append(Split(start, VERBAL, Path(cost, row, length, rest), restored))
                        continue
                    known = here.get(source)
                    if known is None or known.cost > cost:
                        here[source] = Path(cost, row, length, rest)
            if here:
                reached[start] = here
                for state in (NOMINAL, VERBAL):
                    path = here.get(state)
                    if path is not None:
                        out.append(Split(start, state, path, ""))
        return out

    def explain(self, word: str, split: Split) -> tuple[str, ...]:
        """The suffixes of a reading, each as ``letters/GLOSS``."""
        out, position, path = [], split.end, split.path
        while path.rest is not None:
            out.append(f"{word[position : position + path.length]}/{self.rows[path.row].gloss}")
            position += path.length
            path = path.rest
        return tuple(out)

    def is_ending(self, text: str) -> bool:
        """Whether `text` can be read as suffixes of some nominal, from its first letter to its last."""
        return any(
            part.end == len(stem) and part.state == NOMINAL
            for stem in ("та", "те", "тат", "тет", "тан", "тен", "тал", "тел", "таз", "тез")
            for part in self.split(stem + text)
        )


class Derivation(NamedTuple):
    """One spelling of a derivational suffix."""

    base: str
    context: int
    cost: float


class DerivationTable:
    """The suffixes that make new stems, by the class of the stem that they make and by spelling."""

    def __init__(self, text: str) -> None:
        self._by_spelling: dict[tuple[str, str], list[Derivation]] = {}
        for base, result, _, form, cost in rows(text):
            for spelling in allomorphs(form):
                self._by_spelling.setdefault((result, spelling.text), []).append(
                    Derivation(base, spelling.context, float(cost))
                )
        self._longest = max(len(spelling) for _, spelling in self._by_spelling)

    def bases(self, stem: str, state: str) -> list[tuple[str, str, float]]:
        """What `stem` may be derived from: the base, its class, and the cost of the suffix."""
        out = []
        contexts: list[int] | None = None
        size = len(stem)
        for start in range(max(2, size - self._longest), size):
            for found in self._by_spelling.get((state, stem[start:]), ()):
                contexts = contexts or left_contexts(stem)
                if contexts[start] & found.context:
                    out.append((stem[:start], found.base, found.cost))
        return out


def rows(text: str) -> Iterator[list[str]]:
    """The lines of a rule table, as lists of their columns, without comments."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read(name: str) -> str:
    """The text of a rule table that ships with the package."""
    return (DATA / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def table() -> SuffixTable:
    """The suffix table that ships with the package."""
    return SuffixTable(read("kazakh_suffixes.tsv"))


@lru_cache(maxsize=1)
def derivations() -> DerivationTable:
    """The table of derivational suffixes that ships with the package."""
    return DerivationTable(read("kazakh_derivations.tsv"))
