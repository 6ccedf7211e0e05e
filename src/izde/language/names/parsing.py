"""A printed name taken apart: surname, given names or initials, patronymic; and what looks like a name.

Bylines print `Серіков А.Б.¹*`, `K.K. Sadykova`, `Куралай Садыкова`, `СҮЛЕЙМЕНОВ Азат Болатұлы`,
`Suleimenov, Azat`: surname first or last, initials in any spacing, footnote marks glued on. Which word
is the surname is read from initials, patronymics, surname endings, known given names and capitals; where
nothing tells, `PersonName.certain` is false and both readings count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from izde.language.letters import scripts
from izde.language.letters.normalize import normalize
from izde.language.names.spelling import DATA, is_cyrillic, spelling
from izde.language.patterns import pattern


class PersonName(NamedTuple):
    """A name in parts, each in lower case as it is spelt; initials keep their full stop ("а.", "zh.").

    A part of which only the initial is printed cannot be told a patronymic: it stands in `given`.
    `certain` is false when surname and given name may be the other way round.
    """

    surname: str
    given: tuple[str, ...] = ()
    patronymic: str | None = None
    certain: bool = True

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names and patronymic, in order."""
        return self.given if self.patronymic is None else (*self.given, self.patronymic)

    @property
    def swapped(self) -> PersonName:
        """The other reading of a name of two words."""
        return PersonName(" ".join(self.given), (self.surname,), self.patronymic, self.certain)


PATRONYMIC = pattern(
    r"(?:(?<=..)(?:[оеёьи]?вич|[оеё]вна|ична|инична|ұлы|улы|ұлұ|қызы|кызы|қизи|оглы|оглу|углы|заде"
    r"|[oe]vich|[oe]vitch|[oe]vna|inichna|ichna|uly|ully|uli|ūly|ulı|qyzy|kyzy|kizi|qyzı|kyzi|gyzy|ogly|oglu|ugli))$"
)


class _Words(NamedTuple):
    """The table `data/name_words.tsv`, by kind; words that stand for all that begin so apart."""

    particles: frozenset[str]
    patronymics: frozenset[str]
    honorifics: frozenset[str]
    others: frozenset[str]
    beginnings: tuple[str, ...]
    institutions: frozenset[str]
    institution_beginnings: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = DATA.joinpath("name_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    kinds = ("particle", "patronymic", "honorific", "other", "institution")
    of: dict[str, set[str]] = {kind: set() for kind in kinds}
    for kind, words in rows[1:]:
        of[kind].update(words.split())
    return _Words(
        frozenset(of["particle"]),
        frozenset(of["patronymic"]),
        frozenset(of["honorific"]),
        frozenset(word for word in of["other"] if not word.endswith("*")),
        tuple(sorted(word[:-1] for word in of["other"] if word.endswith("*"))),
        frozenset(word for word in of["institution"] if not word.endswith("*")),
        tuple(sorted(word[:-1] for word in of["institution"] if word.endswith("*"))),
    )


_BRACKETED = pattern(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
#: Footnote marks: figures, superscripts and signs. A superscript letter is a modifier letter.
_MARKS = pattern('[0-9\u00b2\u00b3\u00b9\u2070-\u209f\u02b0-\u02b8\u1d2c-\u1d6a*∗⁎＊†‡§¶#@©®✉☑_^~"“”«»]+')
_EDGES = " \t\r\n,;:.–—-/|&+"
_WORD = pattern(r"[^\W\d_](?:['-]?[^\W\d_])*\.?")
#: Қ.-Ж. for Қасым-Жомарт: a given name of two parts, which a single initial stands for elsewhere.
_DOUBLE_INITIAL = pattern(r"(\b[^\W\d_]{1,3}\.)\s?-\s?[^\W\d_]{1,3}\.")
_INITIAL_DIGRAPHS = frozenset(
    {
        "zh",
        "sh",
        "ch",
        "kh",
        "gh",
        "yu",
        "ya",
        "ye",
        "yo",
        "iu",
        "ia",
        "ts",
        "shch",
        "dzh",
        "dj",
        "sch",
        "дж",
        "dz",
    }
)
_SURNAME_ENDING = pattern(
    r"(?:..[оеё]ва?|..[оеё]вы|.баев.*|...[цс]к(?:ий|ая)|...[еуы]нко|...[иэ]дзе|...[шв]или|...ян|...[ую]к"
    r"|..(?:ov|ev|yev|iev)a?|..[oe](?:ff|w)|...(?:s|ts)k(?:y|iy|ii|i|aya|aia)|...enko|...[ia]dze|...shvili|...yan|...uk)$"
)
_WEAK_SURNAME_ENDING = pattern(r"(?:...[иы]на?|...ina?|...бай|...бек|...хан|...bai|...bay|...bek|...khan)$")


def one_script(text: str) -> str:
    """Look-alike letters of the other script put right, by the script of most of the whole name's letters."""
    cyrillic = sum("\u0400" <= letter <= "\u052f" for letter in text)
    latin = sum(letter.isalpha() for letter in text) - cyrillic
    if not cyrillic or not latin:
        return text
    if cyrillic < latin:
        return "".join(scripts.CYRILLIC_TO_LATIN.get(letter, letter) for letter in text)
    table = {**scripts.LATIN_TO_CYRILLIC, **scripts.LOWERED_LOOKALIKES}
    return "".join(table.get(letter, letter) for letter in text)


def is_latin(text: str) -> bool:
    """Whether most letters of a name are Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(not "\u0370" <= letter <= "\u052f" for letter in letters) * 2 > len(letters)


def stripped(text: str) -> str:
    """The name as it should be shown: footnote marks, degrees and stray punctuation off, spaces once."""
    text = _MARKS().sub(" ", _BRACKETED().sub(" ", normalize(text)))
    honorifics = _words().honorifics
    text = " ".join(word for word in text.split() if word.lower().strip(".,;") not in honorifics)
    text = re.sub(r"\s+", " ", re.sub(r"\s+([.,])", r"\1", re.sub(r",(?:\s*,)+", ",", text)))
    bare = text.strip(_EDGES)
    return (
        bare + "." if bare and re.search(r"(?:^|[\s.])[^\W\d_]{1,2}$", bare) and f"{bare}." in text else bare
    )


def _is_pair_of_initials(words: Sequence[str], position: int) -> bool:
    """Whether two capitals are initials (Sadykov AB, AB Sadykov), not a short surname (LI Wei, ЛИ ОЛЕГ)."""
    others = [word for i, word in enumerate(words) if i != position and len(word) > 2]
    return bool(others) and (position > 0 or has_surname_ending(others[-1].lower()))


def _is_short_surname(words: Sequence[str], position: int) -> bool:
    """Whether what elsewhere is a particle (ten, van) is the surname itself: Тен Наталья, Van Marina."""
    return position == 0 and words[0][0].isupper() and is_given_name(words[1].lower())


class _Token(NamedTuple):
    text: str
    initial: bool


def _tokens(text: str) -> list[_Token]:
    """Words and initials of a name without marks; "А.Б." and "AB" are two initials."""
    tokens: list[_Token] = []
    words = _WORD().findall(_DOUBLE_INITIAL().sub(r"\1", text))
    for position, word in enumerate(words):
        bare = word.rstrip(".")
        lower = bare.lower()
        abbreviated = word.endswith(".") and len(bare) <= 4
        if len(bare) == 1 or abbreviated or (lower in _INITIAL_DIGRAPHS and bare[0].isupper()):
            tokens.append(_Token(lower + ".", True))
        elif len(bare) == 2 and bare.isupper() and _is_pair_of_initials(words, position):
            tokens.extend(_Token(letter + ".", True) for letter in lower)
        elif tokens and not tokens[-1].initial and lower in _words().patronymics:
            tokens[-1] = _Token(tokens[-1].text + lower, False)
        elif tokens and tokens[-1].text in _words().particles and not _is_short_surname(words, position - 1):
            tokens[-1] = _Token(tokens[-1].text + " " + lower, False)
        else:
            tokens.append(_Token(lower, False))
    return tokens


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    text = DATA.joinpath("given_names.txt").read_text("utf-8")
    words = (w for line in text.splitlines() if not line.startswith("#") for w in line.lower().split())
    return frozenset(form for word in words for form in spelling(word).loose)


#: Second parts of Kazakh given names that are made of two words, as keys.
_GIVEN_ENDING = pattern("(?<=...)(?:jan|gul|nur|bek|murat|gali|kali|sulu)$")


def is_given_name(word: str) -> bool:
    """Whether a word, in lower case, is a usual given name in any spelling."""
    return not _given_names().isdisjoint(spelling(word).loose)


def sounds_like_given_name(word: str) -> bool:
    """Whether a word, in lower case, is made as given names are (Әбілжан, Нұргүл), or is a usual one."""
    return is_given_name(word) or _GIVEN_ENDING().search(spelling(word).key) is not None


def has_surname_ending(word: str) -> bool:
    """Whether a word, in lower case, ends as surnames do and few other words."""
    return all(_SURNAME_ENDING().search(part) is not None for part in word.split("-")[:1])


def _surname_weight(word: str, printed: str) -> float:
    """How much speaks for a word's being a surname, not a given name."""
    weight = 0.0
    if has_surname_ending(word):
        weight += 2
    elif _WEAK_SURNAME_ENDING().search(word):
        weight += 0.4
    if is_given_name(word):
        weight -= 1.5
    elif sounds_like_given_name(word):
        weight -= 0.8
    if len(word) > 2 and re.search(rf"\b{re.escape(word.upper())}\b", printed):
        weight += 2.5
    return weight


def _is_patronymic(word: str) -> bool:
    return PATRONYMIC().search(word) is not None


def _of_words(words: Sequence[str], printed: str) -> PersonName:
    """A name without initials, of two words or more."""
    shouted = printed.isupper()
    weights = [_surname_weight(word, "" if shouted else printed) for word in (words[0], words[-1])]
    if len(words) == 2:
        first, last = words
        if _is_patronymic(last) and not has_surname_ending(first):
            return PersonName(last, (first,))
        if _is_patronymic(first):
            return PersonName(first, (last,)) if not has_surname_ending(last) else PersonName(last, (first,))
        difference = weights[0] - weights[1]
        if difference > 0:
            return PersonName(first, (last,), certain=difference >= 1)
        return PersonName(last, (first,), certain=difference <= -1)
    if _is_patronymic(words[-1]):
        return PersonName(words[0], tuple(words[1:-1]), words[-1])
    if _is_patronymic(words[-2]):
        return PersonName(words[-1], tuple(words[:-2]), words[-2])
    if weights[0] > weights[1]:
        return PersonName(words[0], tuple(words[1:]))
    return PersonName(words[-1], tuple(words[:-1]))


def _of_words_and_initials(tokens: Sequence[_Token]) -> PersonName:
    words = [i for i, token in enumerate(tokens) if not token.initial]
    first, last = words[0], words[-1]
    if len(words) == 1:
        at = first
    elif first > 0:
        # Initials lead: the surname is what follows, in one word or two.
        given = [token.text for token in tokens[:first]]
        rest = [tokens[i].text for i in words]
        if _is_patronymic(rest[0]) or (is_given_name(rest[0]) and has_surname_ending(rest[-1])):
            return PersonName(rest[-1], (*given, *rest[:-1]))
        return PersonName(" ".join(rest), tuple(given))
    elif last == len(tokens) - 1:
        at = last
        if _is_patronymic(tokens[last].text) or (
            has_surname_ending(tokens[first].text) and not has_surname_ending(tokens[last].text)
        ):
            at = first
    elif is_given_name(tokens[first].text) and not is_given_name(tokens[words[1]].text):
        at = words[1]
    else:
        at = first
        if not (has_surname_ending(tokens[first].text) or is_given_name(tokens[words[1]].text)):
            surname = " ".join(tokens[i].text for i in words)
            return PersonName(surname, tuple(token.text for token in tokens if token.initial))
    return PersonName(tokens[at].text, tuple(t.text for i, t in enumerate(tokens) if i != at))


def _with_patronymic(name: PersonName) -> PersonName:
    if name.patronymic is None and len(name.given) > 1 and _is_patronymic(name.given[-1]):
        return name._replace(given=name.given[:-1], patronymic=name.given[-1])
    return name


@lru_cache(maxsize=1 << 14)
def parse(name: str) -> PersonName:
    """A printed name in parts; never raises. What has no letters has an empty surname."""
    printed = one_script(stripped(name))
    if "," in printed:
        before, _, after = printed.partition(",")
        surname, rest = _tokens(before), _tokens(after)
        if surname and rest and not any(token.initial for token in surname):
            given = tuple(token.text for token in rest)
            return _with_patronymic(PersonName(" ".join(token.text for token in surname), given))
        printed = printed.replace(",", " ")
    tokens = _tokens(printed)
    words = [token.text for token in tokens if not token.initial]
    if not words:
        return PersonName("")
    if len(tokens) == 1:
        return PersonName(words[0])
    if len(words) == len(tokens):
        return _with_patronymic(_of_words(words, printed))
    return _with_patronymic(_of_words_and_initials(tokens))


# What looks like a name ----------------------------------------------------------------------------------

_NOT_IN_NAMES = pattern(r"[!?:;=/%№$€\"«»“”<>\[\]{}|…]|https?|www")

#: A number or words in brackets, which no footnote mark and no degree has.
_NOT_A_MARK = pattern(r"\d{3}|\([^()]*\s[^()]*\)")


def _is_other_word(word: str) -> bool:
    """Whether a word names a place, an institution, a publication; never what ends as surnames do."""
    words = _words()
    if word in words.others:
        return True
    return word.startswith(words.beginnings) and not has_surname_ending(word)


def likelihood(text: str) -> float:
    """How much a text looks like one person's name, from 0 to 1, by its form alone."""
    if _NOT_IN_NAMES().search(text) or _NOT_A_MARK().search(text) or len(text) > 80:
        return 0.0
    bare = one_script(stripped(text))
    if not bare or re.search(r"\d", bare) or bare.count(",") > 1 or re.search(r"['-]{2}|[()]", bare):
        return 0.0
    printed = _WORD().findall(bare)
    if not 1 < len(printed) <= 6 or re.search(r"[^\w\s.,'-]", bare):
        return 0.0
    words = [w.rstrip(".") for w in printed]
    tokens = _tokens(bare)
    full = [token.text for token in tokens if not token.initial]
    if not full or len(full) > 4:
        return 0.0
    if any(
        not word[0].isupper() and word not in _words().particles and word not in _words().patronymics
        for word in words
    ) or any(_is_other_word(word) for word in full):
        return 0.0
    if re.search(r"[^\W\d_]{5,}\.(?:\s|$)", bare):
        return 0.1
    initials = len(tokens) - len(full)
    if initials:
        if initials > 3 or len(full) > 3 or any(len(word) < 2 for word in full):
            return 0.1
        return 0.95 if has_surname_ending(full[0]) or has_surname_ending(full[-1]) else 0.85
    if len(full) < 2:
        return 0.1
    given = any(sounds_like_given_name(word) for word in full)
    ending = has_surname_ending(full[0]) or has_surname_ending(full[-1])
    weak = any(_WEAK_SURNAME_ENDING().search(word) for word in (full[0], full[-1]))
    if any(_is_patronymic(word) for word in full):
        return 0.95
    if given and (ending or weak):
        return 0.95
    if ending and len(full) <= 3:
        return 0.7
    if given and len(full) <= 3:
        return 0.7
    return 0.3 if len(full) <= 3 else 0.1


def is_person_name(text: str) -> bool:
    """Whether a text looks like one person's name rather than a title, a place or an institution."""
    return likelihood(text) >= 0.6


#: Words that stand in lower case between the words of an institution's name and in no person's.
_LINKING = frozenset({"of", "for", "on", "по", "при", "имени", "атындағы", "бойынша", "жанындағы"})


def is_institution(text: str) -> bool:
    """Whether a text, given as an author's name, is a group's or an institution's."""
    words = [word.strip('.,;:()«»"“”') for word in text.split()]
    if len(words) < 2:
        return False
    if not _LINKING.isdisjoint(words):
        return True
    if any("." in word or (len(word) == 1 and word.isupper()) for word in words):
        return False
    known = _words()
    return any(
        word in known.institutions
        or (word.startswith(known.institution_beginnings) and not has_surname_ending(word))
        for word in map(str.lower, words)
    )


def is_particle(word: str) -> bool:
    """Whether a word, in lower case, belongs to the surname that follows it: van, der, ибн."""
    return word in _words().particles


def in_cyrillic(name: PersonName) -> bool:
    """Whether a name is written in Cyrillic."""
    return is_cyrillic(name.surname)
