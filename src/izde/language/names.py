"""People's names across scripts: one person in Kazakh, Russian and Latin spelling, with or without initials.

`same_person` compares two printed names, `merge` gathers spellings into people. For the index,
`index_keys` gives what to put into the AUTHOR space; a `Query` finds a person's keys in that vocabulary
again. A person key is `skeleton|surname|given names` in the letters as printed, so that all that is
decided about two names is decided when they are compared, from the key alone; the skeleton in front makes
the candidates neighbours in a sorted vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from izde.language.names_parsing import (
    PATRONYMIC,
    PersonName,
    is_person_name,
    likelihood,
    parse,
    stripped,
)
from izde.language.names_spelling import (
    SKELETON_LETTERS,
    Spelling,
    Tier,
    coarse,
    coarsely_same_surname,
    initial_nearness,
    nearness,
    spelling,
    surname,
    surname_nearness,
)

__all__ = [
    "Found",
    "Person",
    "PersonName",
    "Query",
    "Tier",
    "index_keys",
    "is_person_name",
    "likelihood",
    "merge",
    "parse",
    "query",
    "same_person",
    "stripped",
    "word_key",
]

_SEPARATOR = "|"


# Comparing -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    text = resources.files("izde.language").joinpath("data/given_name_equivalents.tsv").read_text("utf-8")
    rows = [line.lower().split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {spelling(english).key: spelling(russian).key for english, russian in rows[1:]}


class _Part(NamedTuple):
    """A given name, or the father's name in a patronymic."""

    spelling: Spelling
    patronymic: bool


@lru_cache(maxsize=1 << 16)
def _part(word: str) -> _Part:
    bare = PATRONYMIC.sub("", word)
    return _Part(spelling(bare.replace("-", "").replace(" ", "")), len(bare) < len(word))


def _coarse_forms(part: _Part, bare: bool) -> set[str]:
    """With `bare` without the vowels at the end: Андреевич is of Андрей, Жанторевна of Жантөре."""
    forms = {coarse(form) for form in part.spelling.loose}
    return {form.rstrip("aei") for form in forms} if bare else forms


@lru_cache(maxsize=1 << 16)
def _part_nearness(a: str, b: str) -> Tier | None:
    """How near two given names, initials or patronymics are."""
    if a == b:
        return Tier.KEY
    if a.endswith(".") or b.endswith("."):
        short, other = (a, b) if a.endswith(".") else (b, a)
        return initial_nearness(short.rstrip("."), other.rstrip("."))
    first, second = _part(a), _part(b)
    tier = nearness(first.spelling, second.spelling)
    if tier is not None and tier <= Tier.SKELETON:
        return tier
    bare = first.patronymic or second.patronymic
    if _coarse_forms(first, bare) & _coarse_forms(second, bare):
        return Tier.SKELETON
    table = _equivalents()
    keys = first.spelling.key, second.spelling.key
    return Tier.SKELETON if table.get(keys[0], keys[0]) == table.get(keys[1], keys[1]) else tier


def _given_nearness(a: tuple[str, ...], b: tuple[str, ...]) -> Tier | None:
    """How near the given parts of two names are; what only one of them prints does not count."""
    worst = Tier.KEY
    for mine, theirs in zip(a, b, strict=False):
        tier = _part_nearness(mine, theirs)
        if tier is None:
            joined = "".join(a), "".join(b)
            if "." in joined[0] or "." in joined[1]:
                return None
            return _part_nearness(*joined)
        worst = max(worst, tier)
    return worst


def _reading_nearness(a: PersonName, b: PersonName) -> Tier | None:
    given = _given_nearness(a.parts, b.parts)
    if given is None:
        return None
    family = surname_nearness(a.surname, b.surname)
    if family is None or family is Tier.EDIT:
        # Two agreeing parts vouch for a surname whose vowels differ as Боранбаев and Буранбаев do.
        vouched = given is Tier.KEY and min(len(a.parts), len(b.parts)) > 1
        if vouched and coarsely_same_surname(a.surname, b.surname):
            family = Tier.SKELETON
    if family is None or (family >= Tier.EDIT and given >= Tier.EDIT):
        return None
    if bool(a.parts) != bool(b.parts):
        given = Tier.EDIT
    return max(family, given)


def _nearness(a: PersonName, b: PersonName) -> Tier | None:
    if not a.surname or not b.surname:
        return None
    tiers = [_reading_nearness(a, b)]
    if not a.certain and a.given:
        tiers.append(_reading_nearness(a.swapped, b))
    if not b.certain and b.given:
        tiers.append(_reading_nearness(a, b.swapped))
    return min((tier for tier in tiers if tier is not None), default=None)


def same_person(a: str, b: str, *, within_article: bool = False) -> Tier | None:
    """How near two printed names are, or None when they cannot be one person's.

    Within one article spellings are trusted more: the second initial may differ, since the patronymic is
    often another word in Kazakh (Т.Ы. Сүлейменов, Т.С. Сулейменов), or be another person's slip.
    """
    first, second = parse(a), parse(b)
    tier = _nearness(first, second)
    if tier is None and within_article and first.given and second.given:
        tier = _nearness(
            first._replace(given=first.given[:1], patronymic=None),
            second._replace(given=second.given[:1], patronymic=None),
        )
        return None if tier is None else max(tier, Tier.EDIT)
    return tier


# Gathering -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Person:
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
    joins the people whose every spelling it may be one of; where two people fit (А. Садыков beside Азат
    and Алихан Садыков), it stays apart.
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
            exact = [i for i in fitting if any(set(entry_.parsed) & set(e.parsed) for e in people[i])]
            fitting = exact
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


def _fits(entry: _Entry, group: list[_Entry], within_article: bool) -> bool:
    """Whether an entry is near one spelling of a person and at odds with none in the given names."""
    near = False
    for other in group:
        for name, a in zip(entry.names, entry.parsed, strict=True):
            for printed, b in zip(other.names, other.parsed, strict=True):
                tier = same_person(name, printed, within_article=True) if within_article else _nearness(a, b)
                if tier is None and _given_nearness(a.parts, b.parts) is None:
                    return False
                near = near or (tier is not None and (within_article or tier <= Tier.SKELETON))
    return near


def _person(group: list[_Entry]) -> Person:
    names = tuple(dict.fromkeys(name for entry in group for name in entry.names))
    return Person(names[0], names, tuple(sorted(entry.position for entry in group)))


# Index and query -----------------------------------------------------------------------------------------


def word_key(word: str) -> str:
    """The key of one word of a name, the same in every script: what a surname in the general box is
    looked for by. Not of Latin or Cyrillic spelling, so that it meets no other term."""
    return spelling(parse(word).surname).key


def _skeletons(name: PersonName) -> frozenset[str]:
    skeletons = surname(name.surname.replace("-", "").replace(" ", "")).spelling.skeletons
    if not name.certain and name.given:
        skeletons |= surname(name.given[0]).spelling.skeletons
    return skeletons


def _readings(name: PersonName) -> tuple[PersonName, ...]:
    return (name,) if name.certain or not name.given else (name, name.swapped)


def _encode(skeleton: str, name: PersonName) -> str:
    return _SEPARATOR.join((skeleton, name.surname, " ".join(part.replace(" ", "-") for part in name.parts)))


def _surname_skeletons(printed: str) -> frozenset[str]:
    """The skeletons of a surname, and of each half of a double one."""
    skeletons = surname(printed).spelling.skeletons
    if "-" in printed:
        skeletons = skeletons.union(
            *(surname(half).spelling.skeletons for half in printed.split("-") if half)
        )
    return skeletons


def index_keys(name: str) -> tuple[str, ...]:
    """What the index holds of a printed name: person keys, then the keys of its full words."""
    parsed = parse(name)
    if not parsed.surname:
        return ()
    keys: dict[str, None] = {}
    for reading in _readings(parsed):
        for skeleton in sorted(_surname_skeletons(reading.surname)):
            keys[_encode(skeleton, reading)] = None
    words = [*parsed.surname.replace("-", " ").split(), *(p for p in parsed.parts if not p.endswith("."))]
    for word in words:
        if len(word) > 1:
            keys[spelling(word).key] = None
    return tuple(keys)


class Found(NamedTuple):
    """A key of the vocabulary that a query matches."""

    key: str
    tier: Tier


@lru_cache(maxsize=1 << 16)
def _decode(key: str) -> PersonName | None:
    parts = key.split(_SEPARATOR)
    if len(parts) != 3:
        return None
    given = tuple(parts[2].split())
    if len(given) > 1 and PATRONYMIC.search(given[-1]):
        return PersonName(parts[1], given[:-1], given[-1])
    return PersonName(parts[1], given)


#: So many Kazakh spellings found are followed to what else they may be read as.
_MOST_BRIDGES = 20


def _prefixes(names: Iterable[PersonName]) -> tuple[str, ...]:
    skeletons = {skeleton for name in names for skeleton in _surname_skeletons(name.surname)}
    return tuple(sorted(skeleton + _SEPARATOR for skeleton in skeletons))


def _reads_otherwise(name: PersonName) -> bool:
    """Whether a name has letters that are spelt in more than one way elsewhere."""
    return any(len(spelling(part.rstrip(".")).readings) > 1 for part in (name.surname, *name.parts))


@dataclass(frozen=True, slots=True)
class Query:
    """A name that is asked for, in all its readings."""

    readings: tuple[PersonName, ...]

    def match(self, key: str) -> Tier | None:
        """How near the person of an index key is, or None for another person (or a word's key)."""
        theirs = _decode(key)
        if theirs is None:
            return None
        tiers = [self._reading(mine, theirs) for mine in self.readings]
        return min((tier for tier in tiers if tier is not None), default=None)

    def _reading(self, mine: PersonName, theirs: PersonName) -> Tier | None:
        if not mine.parts:
            return surname_nearness(mine.surname, theirs.surname)
        return _reading_nearness(mine, theirs)

    def prefixes(self) -> tuple[str, ...]:
        """How the keys of all people begin that are as near as the same skeleton, or of the other gender."""
        return _prefixes(self.readings)

    def slip_prefixes(self) -> tuple[str, ...]:
        """How other keys of people one edit away begin."""
        near = {
            slip + _SEPARATOR
            for name in self.readings
            for skeleton in _surname_skeletons(name.surname)
            for slip in _slips(skeleton)
        }
        return tuple(sorted(near.difference(self.prefixes())))

    def find(self, scan: Callable[[str], Iterable[str]], *, worst: Tier = Tier.GENDER) -> list[Found]:
        """The keys of the vocabulary that are this person's, the nearest first.

        `scan` gives the keys that begin so. Slips and the other gender are only looked for when nothing
        nearer is there: beside a person's own articles, they would be another's. A word that is nobody's
        surname finds the people who have it as a full given name.
        """
        found = [
            Found(key, tier)
            for prefix in self.prefixes()
            for key in scan(prefix)
            if (tier := self.match(key)) is not None and tier <= worst
        ]
        sure = [item for item in found if item.tier <= Tier.SKELETON]
        if sure or worst <= Tier.SKELETON:
            found = [*sure, *self._bridged(sure, scan)]
        else:
            found.extend(
                Found(key, tier)
                for prefix in self.slip_prefixes()
                for key in scan(prefix)
                if (tier := self.match(key)) is not None and tier <= worst
            )
        if not found and worst >= Tier.EDIT:
            found = [Found(key, Tier.EDIT) for key in self._word_keys() if key in scan(key)]
        return sorted(set(found), key=lambda item: (item.tier, item.key))

    def _bridged(self, sure: Sequence[Found], scan: Callable[[str], Iterable[str]]) -> Iterator[Found]:
        """The keys that only a Kazakh spelling among those found links with the query: Otegenov and
        Утегенов have nothing to do with each other but for Өтегенов."""
        known = {item.key for item in sure}
        bridges = {
            name if mine.parts else PersonName(name.surname)
            for item in sure
            for mine in self.readings
            if (name := _decode(item.key)) is not None and _reads_otherwise(name)
        }
        for bridge in sorted(bridges, key=lambda name: (name.surname, name.parts))[:_MOST_BRIDGES]:
            for prefix in _prefixes((bridge,)):
                for key in scan(prefix):
                    theirs = _decode(key)
                    if key in known or theirs is None or not self._may_be_called(theirs):
                        continue
                    if (Query((bridge,)).match(key) or Tier.GENDER) <= Tier.SKELETON:
                        known.add(key)
                        yield Found(key, Tier.SKELETON)

    def _may_be_called(self, theirs: PersonName) -> bool:
        """Whether the first given name fits the query's."""
        return any(
            not (mine.parts and theirs.parts) or _part_nearness(mine.parts[0], theirs.parts[0])
            for mine in self.readings
        )

    def _word_keys(self) -> set[str]:
        """The keys of a lone word, which may be a given name."""
        return {spelling(name.surname).key for name in self.readings if not name.parts}


def _slips(skeleton: str) -> set[str]:
    slips = {skeleton[:i] + skeleton[i + 1 :] for i in range(1, len(skeleton))}
    for letter in SKELETON_LETTERS[1:]:
        slips.update(skeleton[:i] + letter + skeleton[i:] for i in range(1, len(skeleton) + 1))
        slips.update(skeleton[:i] + letter + skeleton[i + 1 :] for i in range(1, len(skeleton)))
    slips.update(
        skeleton[:i] + skeleton[i + 1] + skeleton[i] + skeleton[i + 2 :] for i in range(1, len(skeleton) - 1)
    )
    return slips


def query(name: str) -> Query:
    """A name as a person types it, to be found in the vocabulary of the AUTHOR space."""
    parsed = parse(name)
    return Query(_readings(parsed) if parsed.surname else ())
