"""One word of a name in whatever script and spelling: what it sounds like, and how near two spellings are.

Every word is read into a script-neutral alphabet by the table `data/name_spellings.tsv`. From that come

- its key: the usual reading, doubled letters once. Сүлейменов, Сулейменов, Suleymenov share it;
- its loose forms: all readings (Kazakh ө is Russian о or у, қ is к or х …) with the vowels levelled that
  Kazakh and Russian spelling treat differently: Жақыпов and Джакупов, Тілеухан and Тлеухан share one;
- its skeleton: the consonants of the loose forms, by which candidates are looked up.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from izde.language.patterns import pattern

#: Where the tables of the names' modules stand.
DATA = Path(__file__).parents[1] / "data"

_VOWELS = frozenset("aeiou")
#: Latin letters before which c is s.
_FRONT = frozenset("eiyéíý")
_CYRILLIC = pattern("[\u0400-\u052f]")
#: More readings of one word than this are not pursued; the usual one comes first.
_MOST_READINGS = 32


class Tier(IntEnum):
    """How near two spellings of a name are; the lower, the nearer."""

    KEY = 1
    """They sound the same, letter by letter."""
    SKELETON = 2
    """The same consonants, and vowels that Kazakh, Russian and Latin spelling are known to exchange."""
    EDIT = 3
    """One letter away: a slip, or an initial that stands for a digraph (S. for Sholpan)."""
    GENDER = 4
    """The same surname in its other gender: Ахметов, Ахметова."""

    @property
    def weight(self) -> float:
        """What a match of this tier is worth beside an exact one, from 0 to 1."""
        return _WEIGHTS[self]


_WEIGHTS = {Tier.KEY: 1.0, Tier.SKELETON: 0.8, Tier.EDIT: 0.4, Tier.GENDER: 0.3}


class Gender(IntEnum):
    """The gender that a surname's ending shows."""

    NONE = 0
    MALE = 1
    FEMALE = 2


class Spelling(NamedTuple):
    """What a word sounds like; see the module's description. `readings` are the unlevelled alternatives."""

    key: str
    readings: frozenset[str]
    loose: frozenset[str]
    skeletons: frozenset[str]


class _Rules(NamedTuple):
    """The table's rows of one script: the letters of a word as it takes them together, and for each of
    them its readings by place."""

    letters: re.Pattern[str]
    readings: dict[str, dict[str, tuple[str, ...]]]


@cache
def _rules(script: str) -> _Rules:
    text = DATA.joinpath("name_spellings.tsv").read_text("utf-8")
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in text.splitlines():
        if line.startswith(script):
            _, letters, where, readings = line.split("\t")
            sounds = tuple(sound.replace("-", "") for sound in readings.split(","))
            table.setdefault(letters, {})[where] = sounds
    several = sorted((letters for letters in table if len(letters) > 1), key=len, reverse=True)
    return _Rules(re.compile("|".join(several) + "|."), table)


def is_cyrillic(word: str) -> bool:
    """Whether the word has a Cyrillic letter."""
    return _CYRILLIC().search(word) is not None


#: Where Latin x is кс in names (Alexey, Maxim, Felix, Xenia, Roxana, Oxana); elsewhere it is х.
_X_AS_KS = pattern(r"(?<=al)x(?=[aei])|(?<=ma)x(?=i|w|$)|(?<=feli)x|^x(?=en)|(?<=ro)x(?=a)|(?<=^o)x(?=an)")
_GERMAN_ENDING = pattern(r"([oe])(?:w|ff?)(a?)$")
#: Uzbek letters, beside which о is а in Russian: Йўлдошев, Юлдашев; G'ulomov, Гулямов.
_UZBEK = pattern("[ўҳ]|[og]'")
_UZBEK_O_ALONE = pattern("о|o(?!')")
#: Where Latin z is ц: Schulz, Franz, Schwarz.
_Z_AS_TS = pattern("(?<=[lnr])z$")


def _readings(word: str) -> list[str]:
    """What a word may sound like, the usual reading first."""
    script = "cyrl" if is_cyrillic(word) else "latn"
    if script == "latn":
        word = _Z_AS_TS().sub("ts", _GERMAN_ENDING().sub(r"\1v\2", _X_AS_KS().sub("ks", word)))
    if _UZBEK().search(word):
        word = _UZBEK_O_ALONE().sub("å", word)
    rules = _rules(script)
    results = [""]
    for match in rules.letters.finditer(word):
        letters = match.group()
        places = rules.readings.get(letters)
        if places is None:
            plain = unicodedata.normalize("NFD", letters)[0]
            places = rules.readings.get(plain) or {"any": (plain if plain.isalpha() else "",)}
        found = (
            places["any"]
            if len(places) == 1 and "any" in places
            else _at(places, word, match.end(), results[0])
        )
        if len(found) == 1 or len(results) * len(found) > _MOST_READINGS:
            results = [result + found[0] for result in results]
        else:
            results = [result + sound for sound in found for result in results]
    return [_settled(result) for result in results]


def _at(places: dict[str, tuple[str, ...]], word: str, end: int, before: str) -> tuple[str, ...]:
    """The readings of the letters before word[end], after the sounds `before`."""
    if "front" in places and word[end : end + 1] in _FRONT:
        return places["front"]
    place = "start" if not before else "vowel" if before[-1:] in _VOWELS else "consonant"
    return places[place] if place in places else places["any"]


_DOUBLED = re.compile(r"(.)\1+")
_GLIDE = re.compile("(?<=[aeou])ie")


def _settled(sounds: str) -> str:
    """Doubled letters once, and no glide between vowels: -baiev is -baev."""
    return _GLIDE.sub("e", _DOUBLED.sub(r"\1", sounds))


#: What the three spellings exchange, and what stands for it in a loose form, in order.
_LEVELLING = [
    (pattern(sounds), replacement)
    for sounds, replacement in (
        ("m(?=[bp])", "n"),
        # Kazakh б is heard as п after a voiceless consonant: Сәтбаев, Сатпаев.
        ("(?<=[ktsšč])p", "b"),
        ("iu|ui", "u"),
        # Russian ё after a sibilant is printed e and o: Чернышев, Chernyshov.
        ("(?<=[šč])o(?=v$)", "e"),
        # Kazakh у is a vowel or a consonant: Әуезов, Авезов; Садуақасов, Садвакасов; Наурызбаев, Наврузбаев.
        ("u(?=[aeo])", "v"),
        ("(?<=[ae])v(?=[^aeiouv])", "u"),
        # A narrow vowel of the first syllable is hardly heard: Тілеухан, Тлеухан; Пішембаев, Пшембаев.
        ("^([^aeiou])i(?=[^aeiou][aeiou])", r"\1"),
        # Nor is one before a liquid: Ыдырысов, Идрисов.
        ("(?<=[aeiou])([bdgkpst])i(?=[rl][aeiou])", r"\1"),
    )
]
_FIRST_SYLLABLE = pattern("[^aeiou]*[aeiou]*")


def _levelled(sounds: str) -> str:
    """The loose form of a reading."""
    for exchanged, replacement in _LEVELLING:
        sounds = exchanged().sub(replacement, sounds)
    # Beyond the first syllable only Russian spelling has rounded vowels: Жақып, Джакуп; Түсіп, Тусуп.
    first = _FIRST_SYLLABLE().match(sounds)
    end = first.end() if first else 0
    return _DOUBLED.sub(r"\1", sounds[:end] + sounds[end:].replace("u", "i"))


@lru_cache(maxsize=1 << 16)
def coarse(sounds: str) -> str:
    """A loose form with everything levelled that two spellings of one name may differ in: enough for a
    part of a name whose other parts agree. Шоқан is Чокан, Қайролла Кайрулла, Боран Буран."""
    return _DOUBLED.sub(r"\1", sounds.translate(_COARSE))


_COARSE = str.maketrans("ouičpdzh", "iiišbtsk")


_WITHOUT_VOWELS = str.maketrans("hm", "kn", "aeiouv")
_HARDENED = pattern("(?<=[ktsšč])p")


def _skeleton(sounds: str) -> str:
    """The consonants of a loose form; its first letter counts even if it is a vowel."""
    start = "0" if sounds[:1] in _VOWELS else sounds[:1].translate(_INITIAL)
    consonants = (start + sounds[1:].translate(_WITHOUT_VOWELS)).replace("ng", "n")
    return _DOUBLED.sub(r"\1", _HARDENED().sub("b", consonants))


_INITIAL = str.maketrans("hm", "kn")
#: The letters of which skeletons are made.
SKELETON_LETTERS = "0bčdfgjklnprsštvz"


def key(word: str) -> str:
    """The key of a word, as `spelling` has it."""
    return _readings(word)[0]


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> Spelling:
    """How a word of a name sounds; `word` in lower case, of one script, NFC."""
    readings = list(dict.fromkeys(_readings(word)))
    loose = frozenset(_levelled(reading) for reading in readings)
    return Spelling(readings[0], frozenset(readings), loose, frozenset(map(_skeleton, loose)))


# Surnames ------------------------------------------------------------------------------------------------

_FEMININE = (("ova", "ov"), ("eva", "ev"), ("skaia", "ski"), ("tskaia", "tski"), ("ina", "in"), ("aia", "i"))
_MASCULINE = ("ov", "ev", "in", "ski", "tski")


def _masculine(sounds: str) -> tuple[str, Gender]:
    for feminine, masculine in _FEMININE:
        if sounds.endswith(feminine) and len(sounds) > len(feminine) + 1:
            return sounds[: -len(feminine)] + masculine, Gender.FEMALE
    if sounds.endswith(_MASCULINE) and len(sounds) > 3:
        return sounds, Gender.MALE
    return sounds, Gender.NONE


class Surname(NamedTuple):
    """A surname: the sounds of its masculine form, and the gender that is printed."""

    spelling: Spelling
    gender: Gender


@lru_cache(maxsize=1 << 16)
def surname(word: str) -> Surname:
    """How a surname sounds, its ending apart; `word` as for `spelling`."""
    readings = [_masculine(reading) for reading in dict.fromkeys(_readings(word))]
    loose = frozenset(_levelled(reading) for reading, _ in readings)
    usual, gender = readings[0]
    forms = frozenset(form for form, _ in readings)
    return Surname(Spelling(usual, forms, loose, frozenset(map(_skeleton, loose))), gender)


def surname_skeletons(printed: str) -> frozenset[str]:
    """The skeletons of a surname, and of each half of a double one."""
    skeletons = surname(printed).spelling.skeletons
    if "-" in printed:
        skeletons = skeletons.union(
            *(surname(half).spelling.skeletons for half in printed.split("-") if half)
        )
    return skeletons


# Nearness ------------------------------------------------------------------------------------------------


def one_edit(a: str, b: str) -> bool:
    """Whether one letter inserted, dropped, changed or swapped with its neighbour makes `a` into `b`;
    the first letter must stand."""
    if a == b or not a or not b or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (
        a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    )


#: A slip is only looked for in words of so many sounds, the surname's ending not counted.
SHORTEST_SLIP = 4
_ENDING = pattern("(?<=..)(?:ov|ev|in|ski)$")


def nearness(a: Spelling, b: Spelling) -> Tier | None:
    """How near two spellings are, or None for different names."""
    if a.key == b.key:
        return Tier.KEY
    if a.loose & b.loose:
        return Tier.SKELETON
    shorter = min(len(_ENDING().sub("", a.key)), len(_ENDING().sub("", b.key)))
    return Tier.EDIT if shorter >= SHORTEST_SLIP and one_edit(a.key, b.key) else None


_SON = pattern("(?<=...)i?uli$")
_OF_FATHER = pattern("(?<=...)i?[oe]v$")


def _same_father(a: str, b: str) -> bool:
    """Whether two keys are of one name with the Kazakh and the Russian ending: Байтұрсынұлы, Байтурсынов."""
    for kazakh, russian in ((a, b), (b, a)):
        if _SON().search(kazakh) and _OF_FATHER().search(russian):
            return _SON().sub("", kazakh) == _OF_FATHER().sub("", russian)
    return False


def without_ending(a: str, b: str) -> bool:
    """Whether one surname is the other without its Russian ending: Сыздық, Сыздықова; Күзембай, Кузембаева;
    Әбділда, Абдильдина."""
    first, second = surname(a).spelling, surname(b).spelling
    return not (
        first.loose.isdisjoint(_without_ending(second)) and second.loose.isdisjoint(_without_ending(first))
    )


_RUSSIAN_ENDING = pattern("(?<=...)(?:i?[oe]v|in)$")
#: What a surname may have had in place of its Russian ending, by the ending.
_BARE_ENDINGS = {"ov": ("", "i", "a"), "ev": ("", "i"), "in": ("a", "i", "")}


def _without_ending(surname: Spelling) -> set[str]:
    """The loose forms of a surname without its Russian ending."""
    return {
        _levelled(_RUSSIAN_ENDING().sub("", form) + bare)
        for form in surname.readings
        if _RUSSIAN_ENDING().search(form)
        for bare in _BARE_ENDINGS[form[-2:]]
    }


def surname_nearness(a: str, b: str) -> Tier | None:
    """How near two surnames are; GENDER when they differ in nothing but that, EDIT also when one is half of
    the other, a double surname."""
    if a == b:
        return Tier.KEY
    first, second = surname(a), surname(b)
    tier = nearness(first.spelling, second.spelling)
    if tier is None and _same_father(first.spelling.key, second.spelling.key):
        return Tier.EDIT
    if tier is None and ("-" in a) != ("-" in b):
        halves, whole = (a, second) if "-" in a else (b, first)
        near = (nearness(surname(half).spelling, whole.spelling) for half in halves.split("-") if half)
        return Tier.EDIT if any(t is not None and t <= Tier.SKELETON for t in near) else None
    if tier is None or Gender.NONE in (first.gender, second.gender) or first.gender == second.gender:
        return tier
    return Tier.GENDER if tier <= Tier.SKELETON else None


def coarsely_same_surname(a: str, b: str) -> bool:
    """Whether two surnames of one gender are the same by `coarse`."""
    first, second = surname(a), surname(b)
    same = {coarse(form) for form in first.spelling.loose} & {coarse(form) for form in second.spelling.loose}
    return bool(same) and {first.gender, second.gender} != {Gender.MALE, Gender.FEMALE}


# Initials ------------------------------------------------------------------------------------------------

#: What else a Latin initial stands for, beyond its own reading: Y for Ye (Е), A for Ia (Я), U for Iu (Ю).
_LATIN_INITIALS = {"y": ("e",), "a": ("ia",), "u": ("iu",), "j": ("i",)}
#: What it stands for when a digraph is cut short (S for Sh) or by an older romanization.
_CUT_INITIALS = {
    "z": ("j",),
    "s": ("š",),
    "c": ("s", "č", "ts", "k"),
    "k": ("h",),
    "t": ("ts",),
    "d": ("j",),
    "g": ("j",),
    "x": ("h", "ks"),
}


@lru_cache(maxsize=1 << 14)
def initial_nearness(initial: str, name: str) -> Tier | None:
    """Whether an initial (without its stop; a digraph such as zh is one) may stand for a given name, which
    may itself be abbreviated."""
    mine, theirs = spelling(initial).readings, spelling(name).readings
    if any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs if a and b):
        return Tier.KEY
    # Kazakh ш is ч in older Russian spelling: Шоқан, Чокан.
    if {spelling(initial).key[:1], spelling(name).key[:1]} == {"š", "č"}:
        return Tier.SKELETON
    for short, full in ((initial, name), (name, initial)):
        if is_cyrillic(short) or len(short) > 1:
            continue
        for table, tier in ((_LATIN_INITIALS, Tier.SKELETON), (_CUT_INITIALS, Tier.EDIT)):
            if spelling(full).key.startswith(table.get(short, ("?",))):
                return tier
    return None
