"""Authors' names for systems that want surname and given name apart, and a spelling for each language."""

from __future__ import annotations

import re
from typing import NamedTuple

from izde.language.names.parsing import parse, stripped
from izde.language.names.spelling import is_cyrillic
from izde.model import Article, Author, Language

_KAZAKH_LETTERS = frozenset("әғқңөұүһі")


class PrintedName(NamedTuple):
    """A name as printed, its surname and the rest of it apart."""

    surname: str
    given: str

    @property
    def inverted(self) -> str:
        """Surname first, after it a comma."""
        return f"{self.surname}, {self.given}" if self.given else self.surname


def printed_name(name: str) -> PrintedName:
    """The surname and the given names or initials of a printed name, in its own letters."""
    shown = stripped(name)
    surname = parse(name).surname
    found = re.search(rf"(?<!\w){re.escape(surname)}(?!\w)", shown, re.IGNORECASE) if surname else None
    if found is None:
        return PrintedName(shown, "")
    given = f"{shown[: found.start()]} {shown[found.end() :]}".strip(" ,")
    given = re.sub(r"\.\s+(?=[^\W\d_]{1,4}\.)", ".", re.sub(r"\s+", " ", given))
    return PrintedName(found.group(), given)


def spellings(author: Author, article: Article) -> dict[Language, PrintedName]:
    """The author's name in each language in which it is printed, the fullest form of each.

    A spelling is of the language whose letters it needs; one in Cyrillic letters common to Kazakh and
    Russian is Kazakh only in a Kazakh article that prints no other.
    """
    names = list(dict.fromkeys([author.name, *author.names]))
    by_language: dict[Language, list[str]] = {}
    for name in names:
        by_language.setdefault(_language(name), []).append(name)
    if article.language == "kk" and "kk" not in by_language and len(by_language.get("ru", ())) == 1:
        by_language["kk"] = by_language.pop("ru")
    return {
        language: max((printed_name(name) for name in group), key=lambda name: len(name.given))
        for language, group in by_language.items()
    }


def _language(name: str) -> Language:
    if not is_cyrillic(name):
        return "en"
    return "ru" if _KAZAKH_LETTERS.isdisjoint(name.lower()) else "kk"


def name_in(author: Author, article: Article, language: Language | None) -> PrintedName:
    """The author's name in this language, or as the byline prints it."""
    found = spellings(author, article)
    return found[language] if language in found else printed_name(author.name)
