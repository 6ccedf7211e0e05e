"""What the library holds, to leaf through: its people and its keywords."""

from __future__ import annotations

import msgspec

from izde.engines.interface import Snapshot
from izde.language.identify import identify
from izde.language.letters.transliterate import fold
from izde.language.translation import parallel
from izde.search.glossary import glossary_of


class Keyword(msgspec.Struct):
    """A keyword as printed (in lower case), how many articles have it, and what it is called elsewhere."""

    keyword: str
    articles: int
    translations: list[str]


class Person(msgspec.Struct):
    """A person: the most frequent spelling of the name, all spellings, how many articles are theirs."""

    name: str
    names: list[str]
    articles: int


def keywords(snapshot: Snapshot, prefix: str = "") -> list[Keyword]:
    """The keywords that start with `prefix`, in whatever script, the most frequent first."""
    glossary = glossary_of(snapshot)
    wanted = " ".join(prefix.lower().split())
    folded = _folded(wanted)
    found = []
    for keyword, count in snapshot.facet("keyword").items():
        if wanted and not keyword.startswith(wanted) and not _folded(keyword).startswith(folded):
            continue
        translations: dict[str, None] = {}
        language = identify(keyword)
        if language is not None:
            for translation in glossary.term(parallel.words(keyword, language)):
                if translation.target != keyword:
                    translations[translation.target] = None
        found.append(Keyword(keyword, count, list(translations)))
    found.sort(key=lambda entry: (-entry.articles, entry.keyword))
    return found


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in text.split())


def authors(snapshot: Snapshot, prefix: str = "") -> list[Person]:
    """The people whose surname starts with `prefix` in whatever script, one person once, by name."""
    from izde.language.names import gathering, parsing

    entries = [(tuple(spellings.split("\t")), count) for spellings, count in snapshot.facet("person").items()]
    wanted = _folded(prefix.lower().strip())
    people = []
    for person in gathering.merge([spellings for spellings, _ in entries]):
        if wanted and not any(_begins(name, wanted) for name in person.names):
            continue
        articles = sum(entries[member][1] for member in person.members)
        people.append(Person(person.name, list(person.names), articles))
    people.sort(key=lambda person: (parsing.parse(person.name).surname.lower(), person.name))
    return people


def _begins(name: str, wanted: str) -> bool:
    from izde.language.names import parsing

    parsed = parsing.parse(name)
    return _folded(parsed.surname.lower()).startswith(wanted) or _folded(name.lower()).startswith(wanted)
