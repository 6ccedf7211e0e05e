"""People in an index: the keys of a name, and how a name that is typed finds them in the vocabulary.

A person key is `skeleton|surname|given names` in the letters as printed, so that all that is decided about
two names is decided when they are compared, from the key alone; the skeleton in front makes the
candidates neighbours in a sorted vocabulary. Beside the person keys stand the keys of single words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from izde.language.names.comparing import part_nearness, reading_nearness
from izde.language.names.parsing import PATRONYMIC, PersonName, parse
from izde.language.names.spelling import SKELETON_LETTERS, Tier, spelling, surname_nearness, surname_skeletons

_SEPARATOR = "|"


def word_key(word: str) -> str:
    """The key of one word of a name, the same in every script: what a surname in the general box is
    looked for by. Not of Latin or Cyrillic spelling, so that it meets no other term."""
    return spelling(parse(word).surname).key


def _readings(name: PersonName) -> tuple[PersonName, ...]:
    return (name,) if name.certain or not name.given else (name, name.swapped)


def _encode(skeleton: str, name: PersonName) -> str:
    return _SEPARATOR.join((skeleton, name.surname, " ".join(part.replace(" ", "-") for part in name.parts)))


def index_keys(name: str) -> tuple[str, ...]:
    """What the index holds of a printed name: person keys, then the keys of its full words."""
    parsed = parse(name)
    if not parsed.surname:
        return ()
    keys: dict[str, None] = {}
    for reading in _readings(parsed):
        for skeleton in sorted(surname_skeletons(reading.surname)):
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
    if len(given) > 1 and PATRONYMIC().search(given[-1]):
        return PersonName(parts[1], given[:-1], given[-1])
    return PersonName(parts[1], given)


#: So many Kazakh spellings found are followed to what else they may be read as.
_MOST_BRIDGES = 20


def _prefixes(names: Iterable[PersonName]) -> tuple[str, ...]:
    skeletons = {skeleton for name in names for skeleton in surname_skeletons(name.surname)}
    return tuple(sorted(skeleton + _SEPARATOR for skeleton in skeletons))


def _links(name: PersonName) -> bool:
    """Whether a name has letters that are spelt in more than one way elsewhere; plain Latin ones are not so
    spelt but so read (j is ж or й), each time as one of them."""
    return not name.surname.isascii() and any(
        len(spelling(part.rstrip(".")).readings) > 1 for part in (name.surname, *name.parts)
    )


class Query(msgspec.Struct, frozen=True):
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
        return reading_nearness(mine, theirs)

    def prefixes(self) -> tuple[str, ...]:
        """How the keys of all people begin that are as near as the same skeleton, or of the other gender."""
        return _prefixes(self.readings)

    def slip_prefixes(self) -> tuple[str, ...]:
        """How other keys of people one edit away begin."""
        near = {
            slip + _SEPARATOR
            for name in self.readings
            for skeleton in surname_skeletons(name.surname)
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
            if (name := _decode(item.key)) is not None and _links(name)
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
            not (mine.parts and theirs.parts) or part_nearness(mine.parts[0], theirs.parts[0])
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
