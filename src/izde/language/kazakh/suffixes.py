"""The suffix tables of Kazakh, and the search for every ending that a word may have.

The tables (``data/kazakh_suffixes.tsv``, ``data/kazakh_derivations.tsv``) are a finite-state description of
morphotactics: suffixes are arcs between states. A word is read from its end, as Kazakh only has suffixes;
at each letter the cheapest path to each state is kept (dynamic programming over positions and states). What
an ending can be read as depends on nothing before it but harmony and the class of the last sound, so the
readings of an ending are worked out once and serve every word that ends so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath
from typing import NamedTuple, TypeAlias

from izde.language.kazakh.phonology import STEPS, allomorphs, left_contexts

NOMINAL, VERBAL = "N", "V"
DATA = FilePath(__file__).parents[1] / "data"


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


class Ending(NamedTuple):
    """One reading of the end of a word: suffixes after a stem of class `state`, from which they have taken
    the letters `restored`."""

    state: str
    path: Path
    restored: str


class _Readings(NamedTuple):
    """What an ending can be read as."""

    paths: dict[str, Path]
    """The cheapest path from each state."""
    endings: tuple[Ending, ...]
    """The readings that leave a stem."""


_UNREADABLE = _Readings({}, ())

#: Where the endings of a word begin that can be read from some state, the shortest first, and their paths.
_Reached: TypeAlias = "list[tuple[int, dict[str, Path]]]"

#: Endings whose readings are remembered: those of some hundred thousand words.
_REMEMBERED = 100_000


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
        self._longest = max(map(len, self._arcs))
        self._beginnings = self._pairs()
        end = {state: Path(cost, -1 - i, 0, None) for i, (state, cost) in enumerate(self.stops)}
        self._end = _Readings(end, tuple(Ending(state, end[state], "") for state in (NOMINAL, VERBAL)))
        self._readings: dict[int, dict[str, _Readings]] = {bits: {} for bits in STEPS}
        self._remembered = 0

    def _pairs(self) -> frozenset[str]:
        """The pairs of letters that an ending of two letters or more can begin with."""
        follow: dict[str, set[str]] = {}
        for spelling, arcs in self._arcs.items():
            for arc in arcs:
                follow.setdefault(arc.source, set()).add(spelling[0])
        pairs = set()
        for spelling, arcs in self._arcs.items():
            if len(spelling) > 1:
                pairs.add(spelling[:2])
            else:
                pairs.update(spelling + letter for arc in arcs for letter in follow.get(arc.target, ()))
        return frozenset(pairs)

    def endings(self, word: str) -> list[tuple[int, tuple[Ending, ...]]]:
        """Where each ending of `word` begins and what it can be read as, the empty one first."""
        size = len(word)
        contexts = left_contexts(word)
        arcs, readings = self._arcs, self._readings
        beginnings, longest = self._beginnings, self._longest
        out = [(size, self._end.endings)]
        reached: _Reached = [(size, self._end.paths)]
        for start in range(size - 1, 0, -1):
            if start + 1 < size and word[start : start + 2] not in beginnings:
                continue
            last = start + longest
            if reached[-1][0] > last:  # no suffix reaches back over so much
                break
            found = readings[contexts[start]].get(word[start:])
            if found is None:
                for place, _ in reached:
                    if place <= last and word[start:place] in arcs:
                        break
                else:
                    continue
                found = self._read(contexts[start], word, start, reached)
            if found.endings:
                out.append((start, found.endings))
            if found.paths:
                reached.append((start, found.paths))
        return out

    def _read(
        self, bits: int, word: str, start: int, reached: list[tuple[int, dict[str, Path]]]
    ) -> _Readings:
        """The readings of the ending of `word` that begins at `start`, from those of the shorter ones."""
        paths: dict[str, Path] = {}
        merged: list[Ending] = []
        for place, beyond in reversed(reached):
            length = place - start
            if length > self._longest:
                break
            for source, target, condition, restored, price, row in self._arcs.get(word[start:place], ()):
                path = beyond.get(target)
                if path is None or not bits & condition:
                    continue
                cost = path.cost + price
                if restored:
                    if source == VERBAL:
                        merged.append(Ending(VERBAL, Path(cost, row, length, path), restored))
                    continue
                known = paths.get(source)
                if known is None or known.cost > cost:
                    paths[source] = Path(cost, row, length, path)
        whole = [Ending(state, paths[state], "") for state in (NOMINAL, VERBAL) if state in paths]
        found = _Readings(paths, tuple(merged + whole)) if paths or merged else _UNREADABLE
        if self._remembered >= _REMEMBERED:
            for known_endings in self._readings.values():
                known_endings.clear()
            self._remembered = 0
        self._readings[bits][word[start:]] = found
        self._remembered += 1
        return found

    def split(self, word: str) -> list[Split]:
        """Every stem and ending of `word`, the whole word as a stem among them."""
        return [Split(start, *ending) for start, endings in self.endings(word) for ending in endings]

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
            start == len(stem) and any(state == NOMINAL for state, _, _ in readings)
            for stem in ("та", "те", "тат", "тет", "тан", "тен", "тал", "тел", "таз", "тез")
            for start, readings in self.endings(stem + text)
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
        self._lengths: dict[str, dict[str, tuple[int, ...]]] = {NOMINAL: {}, VERBAL: {}}
        """How long the suffixes of a class of stems can be, by the last letters of the stem, one or two."""
        for result, letters in self._by_spelling:
            lengths = self._lengths[result]
            lengths[letters[-2:]] = tuple({*lengths.get(letters[-2:], ()), len(letters)})

    def prices(self, state: str) -> Iterator[tuple[str, float]]:
        """What class each suffix that makes stems of class `state` wants, and its cost."""
        for (result, _), suffixes in self._by_spelling.items():
            if result == state:
                for suffix in suffixes:
                    yield suffix.base, suffix.cost

    def bases(self, stem: str, state: str) -> list[tuple[str, Derivation]]:
        """What `stem` may be derived from, whether the sounds agree or not (`agrees`): a base of two letters
        or more, and the suffix."""
        lengths = self._lengths[state]
        found = []
        for last in (stem[-2:], stem[-1:]):
            for length in lengths.get(last, ()):
                if len(stem) - length >= 2:
                    base = stem[:-length]
                    found += [(base, each) for each in self._by_spelling.get((state, stem[-length:]), ())]
        return found


def agrees(base: str, suffix: Derivation) -> bool:
    """Whether the suffix can follow `base` as it is spelled."""
    return bool(left_contexts(base)[-1] & suffix.context)


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
