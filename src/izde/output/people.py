"""Authors for systems that want a name's parts apart, and a spelling and an affiliation for each language.

A name is surname and given names, and where they are printed a particle before the surname (van der, ибн)
and a suffix after the name (Jr.). A group or an institution that signs as an author has one name without
parts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from izde.language.letters.scripts import CYRILLIC_TO_LATIN, KAZAKH_LETTERS
from izde.language.names.parsing import PersonName, is_institution, is_particle, parse, stripped
from izde.language.names.spelling import is_cyrillic, surname_nearness
from izde.model import Article, Author, Language


class PrintedName(NamedTuple):
    """A name as printed, in parts. `surname` is the whole of a name that has no parts."""

    surname: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def family(self) -> str:
        """The surname with its particle."""
        return f"{self.particle} {self.surname}" if self.particle else self.surname

    @property
    def inverted(self) -> str:
        """Surname first, after it a comma; a suffix last: "McKay, J.W., Jr."."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)


def is_corporate(author: Author) -> bool:
    """Whether a group or an institution signs, whose name has no parts."""
    return author.corporate or is_institution(author.name)


# Parts ---------------------------------------------------------------------------------------------------

#: "Jr." and the like end a name, or stand before its given names.
_SUFFIX = re.compile(r"(?:,\s*|\s+)((?:[JS]r|[JS]R|III|мл)\b\.?)(?=\s*(?:,|$))")
#: II and IV are initials where no others stand beside the surname: Petrov IV.
_NUMBER = re.compile(r"(?:,\s*|(?<=[.\w])\s+)(II|IV)$")


def printed_name(name: str, reading: PersonName | None = None) -> PrintedName:
    """The parts of a printed name, in its own letters; `reading` says which word is the surname where the
    name alone does not."""
    shown, suffix = _without_suffix(stripped(name))
    surname = (reading or parse(shown)).surname
    place = _place(surname, shown) if surname else None
    if place is None:
        return PrintedName(shown, suffix=suffix)
    before, found, after = shown[: place[0]].split(), shown[slice(*place)].split(), shown[place[1] :]
    particle = _particles(found)
    if not particle:
        particle = [*reversed(_particles(before, backwards=True))]
    given = f"{' '.join(before)} {after}".strip(" ,").split()
    if not particle:
        particle = [*reversed(_particles(given, backwards=True))]
    return PrintedName(
        " ".join(found),
        re.sub(r"\.\s+(?=[^\W\d_]{1,4}\.)", ".", " ".join(given)),
        " ".join(particle),
        suffix,
    )


def _without_suffix(shown: str) -> tuple[str, str]:
    match = _SUFFIX.search(shown)
    if match is None and len(shown.split()) > 2:
        match = _NUMBER.search(shown)
    if match is None or not match.start():
        return shown, ""
    return (shown[: match.start()] + shown[match.end() :]).strip(" ,"), match[1]


def _particles(words: list[str], backwards: bool = False) -> list[str]:
    """The particles in lower case that `words` begin with, or end with, taken out of it; it keeps a word."""
    taken = []
    end = -1 if backwards else 0
    while words and (backwards or len(words) > 1) and words[end].islower() and is_particle(words[end]):
        taken.append(words.pop(end))
    return taken


def _place(surname: str, shown: str) -> tuple[int, int] | None:
    """Where the surname, in lower case and of one script, stands in the name as printed.

    A look-alike letter of the other script may stand in it, and a blank before -ұлы, оглы.
    """
    letters = (r"\s+" if letter == " " else re.escape(_folded(letter)) for letter in surname)
    found = re.search(r"(?<!\w)" + r"\s?".join(letters) + r"(?!\w)", _folded(shown))
    return found.span() if found else None


def _folded(text: str) -> str:
    """The text letter by letter in lower case, letters that look alike as one."""
    lowered = (letter.lower()[:1] for letter in text)
    return "".join(CYRILLIC_TO_LATIN.get(letter, letter) for letter in lowered)


# Which word is the surname -------------------------------------------------------------------------------


def _reading(name: str, author: Author, article: Article) -> PersonName:
    """The name taken apart; where nothing in it tells the surname, by the author's other spellings, then by
    the order in which the article prints other names of the language."""
    parsed = parse(_without_suffix(stripped(name))[0])
    if parsed.certain or not parsed.given:
        return parsed
    for other in map(parse, dict.fromkeys([author.name, *author.names])):
        if other.certain and other.given:
            for reading in (parsed, parsed.swapped):
                if surname_nearness(reading.surname, other.surname) is not None:
                    return reading
    order = Counter(_orders(article, is_cyrillic(name)))
    if order[True] == order[False]:
        return parsed
    first = _folded(stripped(name)).startswith(_folded(parsed.surname))
    return parsed if first == (order[True] > order[False]) else parsed.swapped


def _orders(article: Article, cyrillic: bool) -> Iterator[bool]:
    """Of each name in this script whose surname is certain, whether the surname stands first."""
    for author in article.authors:
        for name in dict.fromkeys([author.name, *author.names]):
            parsed = parse(name)
            if parsed.certain and parsed.given and is_cyrillic(name) == cyrillic:
                yield _folded(stripped(name)).startswith(_folded(parsed.surname))


# Languages -----------------------------------------------------------------------------------------------


def spellings(author: Author, article: Article) -> dict[Language, PrintedName]:
    """The author's name in each language in which it is printed, the fullest form of each.

    A spelling is of the language whose letters it needs; one in Cyrillic letters common to Kazakh and
    Russian is Kazakh only in a Kazakh article that prints no other.
    """
    names = list(dict.fromkeys([author.name, *author.names]))
    by_language: dict[Language, list[str]] = {}
    for name in names:
        by_language.setdefault(language_of(name), []).append(name)
    if article.language == "kk" and "kk" not in by_language and len(by_language.get("ru", ())) == 1:
        by_language["kk"] = by_language.pop("ru")
    if is_corporate(author):
        return {language: PrintedName(" ".join(group[0].split())) for language, group in by_language.items()}
    return {
        language: max(
            (printed_name(name, _reading(name, author, article)) for name in group),
            key=lambda name: len(name.given),
        )
        for language, group in by_language.items()
    }


def language_of(text: str) -> Language:
    """The language whose letters a name or a line needs; Cyrillic ones without Kazakh letters are Russian."""
    if not is_cyrillic(text):
        return "en"
    return "ru" if set(KAZAKH_LETTERS).isdisjoint(text.lower()) else "kk"


def name_in(author: Author, article: Article, language: Language | None) -> PrintedName:
    """The author's name in this language, or as the byline prints it."""
    found = spellings(author, article)
    return found[language] if language in found else found[_byline(author, found)]


def _byline(author: Author, found: dict[Language, PrintedName]) -> Language:
    """The language of the byline's own spelling among those that were found."""
    language = language_of(author.name)
    return language if language in found else next(iter(found))


def in_languages(author: Author, article: Article) -> list[tuple[Language, PrintedName]]:
    """The spellings, that of the article's language first."""
    return sorted(spellings(author, article).items(), key=lambda item: item[0] != article.language)


def affiliations(author: Author, article: Article) -> dict[Language, list[str]]:
    """Where the author works, in each language in which it is printed, that of the article first."""
    listed: dict[Language, list[str]] = {
        language: [text for text in texts if text] for language, texts in author.affiliations.items()
    }
    if not any(listed.values()) and author.affiliation:
        text = author.affiliation
        language = language_of(text)
        if language == "ru" and article.language == "kk":
            language = "kk"
        listed = {language: [text]}
    return {
        language: listed[language]
        for language in sorted(listed, key=lambda language: language != article.language)
        if listed[language]
    }


def workplaces(author: Author, article: Article) -> list[tuple[tuple[Language, str], ...]]:
    """Where the author works, each with what it is called in other languages; languages that list another
    number of places cannot be paired and stand alone."""
    listed = affiliations(author, article)
    if len({len(texts) for texts in listed.values()}) == 1:
        return [
            tuple((language, text) for language, text in zip(listed, place, strict=True))
            for place in zip(*listed.values(), strict=True)
        ]
    return [((language, text),) for language, texts in listed.items() for text in texts]
