"""The authors of an article: bylines, running heads and author information merged into persons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract import links
from izde.extract.names import Byline, looks_like_name
from izde.model import Author

_ROMAN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэәғқңөұүһі", "abvgdeziiklmnoprstufyeagknouuhi")),
        **{"ж": "zh", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "u", "я": "a", "ё": "e", "ъ": "", "ь": ""},
    }
)
_LEAD = re.compile(r"^\s*(?:\d{1,2}[.)]\s*)?[*•–—-]?\s*")
_PERSON = re.compile(r"^(.{4,60}?)\s*(?:[–—]|\s-|,|\(|:|;|$)")


def key(name: str) -> tuple[str, str]:
    """A rough script-neutral key: the surname's consonants, and the first initial."""
    parts = re.findall(r"[^\W\d_]+", name)
    if not parts:
        return ("", "")
    initials = [p for p in parts if len(p) <= 2]
    longer = [p for p in parts if len(p) > 2]
    surname = longer[-1] if longer and not initials else (max(longer, key=len) if longer else parts[-1])
    if not initials and len(longer) >= 2:
        given = longer[0] if surname != longer[0] else longer[1]
    else:
        given = initials[0] if initials else ""
    return (_skeleton(surname), _skeleton(given, vowels=True)[:1])


def _skeleton(text: str, vowels: bool = False) -> str:
    folded = text.casefold().translate(_ROMAN)
    folded = folded.replace("kh", "h").replace("gh", "g").replace("q", "k").replace("dzh", "zh").replace("j", "zh")
    folded = folded.replace("ye", "e").replace("ya", "a").replace("yu", "u").replace("x", "ks").replace("w", "u")
    if vowels:
        return folded
    return folded[:1] + re.sub(r"[aeiouyäöüıū'’]", "", folded[1:])


def same(a: str, b: str) -> bool:
    """Whether two printed names may be of one person of the same article."""
    (surname_a, given_a), (surname_b, given_b) = key(a), key(b)
    if not surname_a or surname_a != surname_b:
        return False
    return not given_a or not given_b or given_a == given_b or {given_a, given_b} <= set("aeiouyzjgh")


class People:
    """The persons of one article in the order of their first appearance."""

    def __init__(self) -> None:
        self._authors: list[Author] = []

    def add(self, name: str, extend: bool = True) -> Author | None:
        """The person of that name; with `extend`, a new one where there is none yet."""
        for author in self._authors:
            if any(same(name, known) for known in author.names):
                if name not in author.names:
                    author.names.append(name)
                return author
        if not extend:
            return None
        author = Author(name=name, names=[name])
        self._authors.append(author)
        return author

    def list(self) -> list[Author]:
        """The persons found."""
        return self._authors


def of_bylines(bylines: Sequence[Byline], people: People) -> None:
    """Add the persons of a list of bylines, one for each language at most."""
    for byline in bylines:
        for name in byline.names:
            people.add(name)


def of_information(texts: Sequence[str], people: People) -> None:
    """Add the persons of one list of author information: a name, a dash, what the person is, contacts."""
    current: Author | None = None
    position = 0
    known = list(people.list())
    for text in texts:
        match = _PERSON.match(_LEAD.sub("", text))
        name = match.group(1).strip() if match else ""
        if name and not links.emails(text) and looks_like_name(name, full=True) and match and match.end() < len(text) + 1:
            separated = re.search(r"[–—,(:;]|\s-", text[len(name) :][:6]) or len(text) <= len(name) + 6
            if separated:
                found = people.add(name, extend=False)
                if found is None and position < len(known) and len(known) > 0 and _fits(known[position], name):
                    found = known[position]
                    found.names.append(name)
                current = found or people.add(name)
                position += 1
                continue
        if current is not None:
            for address in links.emails(text):
                current.email = current.email or address
            for orcid in links.orcids(text):
                current.orcid = current.orcid or orcid


def _fits(author: Author, name: str) -> bool:
    """Whether the person at the same place of a list may be the same: the first initial agrees."""
    return key(author.name)[1] == key(name)[1] or key(author.name)[0][:1] == key(name)[0][:1]
