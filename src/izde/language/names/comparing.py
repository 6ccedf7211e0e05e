"""Two printed names: may they be one person's, and how near are they?

The surname and each given part are compared by `spelling`; what only one side prints does not
count, initials stand for names that may begin so, patronymics are compared by the father's name.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from izde.language.names.parsing import PATRONYMIC, PersonName, parse
from izde.language.names.spelling import (
    DATA,
    Spelling,
    Tier,
    coarse,
    coarsely_same_surname,
    initial_nearness,
    nearness,
    spelling,
    surname_nearness,
    without_ending,
)


@lru_cache(maxsize=1)
def _equivalents() -> dict[str, str]:
    text = DATA.joinpath("given_name_equivalents.tsv").read_text("utf-8")
    rows = [line.lower().split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {spelling(english).key: spelling(russian).key for english, russian in rows[1:]}


class _Part(NamedTuple):
    """A given name, or the father's name in a patronymic."""

    spelling: Spelling
    patronymic: bool


@lru_cache(maxsize=1 << 16)
def _part(word: str) -> _Part:
    bare = PATRONYMIC().sub("", word)
    return _Part(spelling(bare.replace("-", "").replace(" ", "")), len(bare) < len(word))


#: Sounds of the shortest patronymic that may have -in- between the father's name and its ending.
_SHORTEST_IN_IN = 5


def _coarse_forms(part: _Part, bare: bool) -> set[str]:
    """With `bare` without the vowels at the end: Андреевич is of Андрей, Жанторевна of Жантөре, and
    Хамзинович of Хамза."""
    forms = {coarse(form) for form in part.spelling.loose}
    if not bare:
        return forms
    if part.patronymic:
        forms |= {form.removesuffix("in") for form in forms if len(form) >= _SHORTEST_IN_IN}
    return {form.rstrip("aei") for form in forms}


@lru_cache(maxsize=1 << 16)
def part_nearness(a: str, b: str) -> Tier | None:
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


def given_nearness(a: tuple[str, ...], b: tuple[str, ...]) -> Tier | None:
    """How near the given parts of two names are; what only one of them prints does not count."""
    worst = Tier.KEY
    for mine, theirs in zip(a, b, strict=False):
        tier = part_nearness(mine, theirs)
        if tier is None:
            joined = "".join(a), "".join(b)
            if "." in joined[0] or "." in joined[1]:
                return None
            return part_nearness(*joined)
        worst = max(worst, tier)
    return worst


#: Sounds of the shortest surname that its Russian ending may be dropped from, where not all is in full.
_SHORTEST_BARE = 6


def _drops_ending(a: PersonName, b: PersonName, given: Tier) -> bool:
    """Whether two names with like given parts are one person's whose surname is printed with its Russian
    ending and without: Рәбиға Сыздық, Рабига Сыздыкова.

    Given name and patronymic in full vouch for that; a given name alone, or two initials, for long surnames,
    since Омар Асан and Омаров Асан may well be two people.
    """
    if given > Tier.SKELETON or not without_ending(a.surname, b.surname):
        return False
    pairs = list(zip(a.parts, b.parts, strict=False))
    full = sum(not (mine.endswith(".") or theirs.endswith(".")) for mine, theirs in pairs)
    if full > 1:
        return True
    shortest = min(len(spelling(a.surname).key), len(spelling(b.surname).key))
    return (full > 0 or len(pairs) > 1) and shortest >= _SHORTEST_BARE


def reading_nearness(a: PersonName, b: PersonName) -> Tier | None:
    given = given_nearness(a.parts, b.parts)
    if given is None:
        return None
    family = surname_nearness(a.surname, b.surname)
    if family is None or family is Tier.EDIT:
        # Two agreeing parts vouch for a surname whose vowels differ as Боранбаев and Буранбаев do.
        vouched = given is Tier.KEY and min(len(a.parts), len(b.parts)) > 1
        if (vouched and coarsely_same_surname(a.surname, b.surname)) or _drops_ending(a, b, given):
            family = Tier.SKELETON
    if family is None or (family >= Tier.EDIT and given >= Tier.EDIT):
        return None
    if bool(a.parts) != bool(b.parts):
        given = Tier.EDIT
    return max(family, given)


def name_nearness(a: PersonName, b: PersonName) -> Tier | None:
    if not a.surname or not b.surname:
        return None
    tiers = [reading_nearness(a, b)]
    if not a.certain and a.given:
        tiers.append(reading_nearness(a.swapped, b))
    if not b.certain and b.given:
        tiers.append(reading_nearness(a, b.swapped))
    return min((tier for tier in tiers if tier is not None), default=None)


def same_person(a: str, b: str, *, within_article: bool = False) -> Tier | None:
    """How near two printed names are, or None when they cannot be one person's.

    Within one article spellings are trusted more: the second initial may differ, since the patronymic is
    often another word in Kazakh (Т.Ы. Сүлейменов, Т.С. Сулейменов), or be another person's slip.
    """
    first, second = parse(a), parse(b)
    tier = name_nearness(first, second)
    if tier is None and within_article and first.given and second.given:
        tier = name_nearness(
            first._replace(given=first.given[:1], patronymic=None),
            second._replace(given=second.given[:1], patronymic=None),
        )
        return None if tier is None else max(tier, Tier.EDIT)
    return tier
