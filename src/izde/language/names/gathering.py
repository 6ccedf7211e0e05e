"""Spellings gathered into people: one person once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from izde.language.names.comparing import given_nearness, name_nearness, same_person
from izde.language.names.parsing import PersonName, parse, stripped
from izde.language.names.spelling import Tier, surname_skeletons


class Person(msgspec.Struct, frozen=True):
    """Spellings of one person, the fullest first; `members` are the positions of their entries."""

    name: str
    names: tuple[str, ...]
    members: tuple[int, ...]


class _Entry(NamedTuple):
    position: int
    names: tuple[str, ...]
    parsed: tuple[PersonName, ...]

    @property
    def fullness(self) -> tuple[int, int]:
        return (
            max(sum(1 if part.endswith(".") else 3 for part in name.parts) for name in self.parsed),
            max(len(name.surname) for name in self.parsed),
        )


def merge(entries: Iterable[str | Sequence[str]], *, within_article: bool = False) -> list[Person]:
    """The people behind printed names, one person once, in the order of first appearance.

    An entry is a name, or the spellings of one author that an article itself brings together. An entry
    joins the person to one of whose spellings it is near and whose given names it does not contradict; where
    two people fit (А. Садыков beside Азат and Алихан Садыков), it stays apart. Within one article names
    are trusted more, as `same_person` says.
    """
    lists: list[_Entry] = []
    for position, entry in enumerate(entries):
        names = tuple(dict.fromkeys(stripped(n) for n in ((entry,) if isinstance(entry, str) else entry)))
        parsed = tuple(parse(name) for name in names)
        if any(name.surname for name in parsed):
            lists.append(_Entry(position, names, parsed))
    people: list[list[_Entry]] = []
    by_skeleton: dict[str, list[int]] = {}
    for entry_ in sorted(lists, key=lambda e: (*(-n for n in e.fullness), e.position)):
        skeletons = {s for name in entry_.parsed for s in _skeletons(name)}
        candidates = sorted({i for s in skeletons for i in by_skeleton.get(s, ())})
        fitting = [i for i in candidates if _fits(entry_, people[i], within_article)]
        if len(fitting) > 1:
            fitting = _printed_alike(entry_, fitting, people)
        if len(fitting) == 1:
            people[fitting[0]].append(entry_)
            index = fitting[0]
        else:
            people.append([entry_])
            index = len(people) - 1
        for skeleton in skeletons:
            if index not in by_skeleton.setdefault(skeleton, []):
                by_skeleton[skeleton].append(index)
    return sorted((_person(group) for group in people), key=lambda person: person.members)


def _printed_alike(entry: _Entry, fitting: list[int], people: list[list[_Entry]]) -> list[int]:
    """Of several people that an entry may be, the one of whom just these spellings are known already."""
    mine = set(entry.parsed)
    same = [i for i in fitting if any(mine & set(other.parsed) for other in people[i])]
    if len(same) == 1:
        return same
    return [i for i in same if all(set(other.parsed) <= mine for other in people[i])][:1]


def _fits(entry: _Entry, group: list[_Entry], within_article: bool) -> bool:
    """Whether an entry is near one spelling of a person and at odds with none in the given names."""
    near = False
    for other in group:
        for name, a in zip(entry.names, entry.parsed, strict=True):
            for printed, b in zip(other.names, other.parsed, strict=True):
                tier = (
                    same_person(name, printed, within_article=True) if within_article else name_nearness(a, b)
                )
                if tier is None and given_nearness(a.parts, b.parts) is None:
                    return False
                near = near or (tier is not None and (within_article or tier <= Tier.SKELETON))
    return near


def _person(group: list[_Entry]) -> Person:
    names = tuple(dict.fromkeys(name for entry in group for name in entry.names))
    return Person(names[0], names, tuple(sorted(entry.position for entry in group)))


def _skeletons(name: PersonName) -> frozenset[str]:
    skeletons = surname_skeletons(name.surname)
    if not name.certain and name.given:
        skeletons |= surname_skeletons(name.given[0])
    return skeletons
