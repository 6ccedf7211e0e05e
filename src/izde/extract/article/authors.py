"""The authors of an article: bylines, running heads, author information and contents merged into persons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.line import links, tongue
from izde.extract.line.names import Byline, looks_like_name
from izde.language.names import gathering, parsing
from izde.language.names import index as names_index
from izde.model import Author, Language

_LEAD = re.compile(r"^\s*(?:\d{1,2}[.)]\s*)?[*•–—-]?\s*")
_PERSON = re.compile(r"^(.{4,60}?)(?:\s*[–—*]|\s-|\s*[,(:;]|\s\d|\s*$|\.$)")
# "Surname, Given Patronymic – …"
_PARTED = re.compile(r"^([^\W\d_]{3,}, [^\W\d_]{3,}(?: [^\W\d_]{3,})?)\s*(?:\s[–—-]|\()")
# Words that no entry of a list ends with.
_OPEN_END = re.compile(
    r"\s(?:and|of|the|for|in|at|named after|и|имени|им\.|по|при|в|және|мен|бен|пен|атындағы|&)$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S+@|e-?mail|е-?mail|orcid|https?:|\btel\b|тел\.", re.IGNORECASE)


@dataclass
class Mention:
    """One printed name with what is printed beside it. `rank` orders the sources: a byline is 0."""

    name: str
    rank: int
    order: int
    email: str | None = None
    orcid: str | None = None
    affiliation: str | None = None
    place: tuple[int, int, int] | None = None
    """Which list it stands in, at which place of how many."""
    language: Language | None = None
    """The language of the block that its byline stands in."""


@dataclass
class Mentions:
    """All names printed in one article, in the order in which they are added."""

    found: list[Mention] = field(default_factory=list)
    _lists: int = 0

    def byline(
        self,
        byline: Byline,
        affiliations: Sequence[str],
        language: Language | None,
        addresses: Sequence[str] = (),
    ) -> None:
        """Add a byline; marks that number the affiliations assign them. A single address is that of the
        author who is marked as the corresponding one, or of the only author."""
        starred = [i for i, mark in enumerate(byline.marks) if "*" in mark]
        owner = starred[0] if len(starred) == 1 else 0 if len(byline.names) == 1 else None
        self._lists += 1
        for place, (name, mark) in enumerate(zip(byline.names, byline.marks, strict=False)):
            mention = Mention(name, 0, len(self.found), place=(self._lists, place, len(byline.names)))
            mention.language = language
            if place == owner and len(addresses) == 1:
                mention.email = addresses[0]
            mention.affiliation = _affiliation(mark, affiliations, len(byline.names))
            self.found.append(mention)

    def head(self, name: str) -> None:
        """Add a name of a running head or of the contents."""
        self.found.append(Mention(name, 2, len(self.found)))

    def information(self, texts: Sequence[str]) -> None:
        """Add a list of author information: a name, a dash, what the person is, contacts."""
        current: Mention | None = None
        open_entry = False
        first = len(self.found)
        self._lists += 1
        above = ""
        for text in texts:
            name = None if _OPEN_END.search(above) else person_of(text)
            above = text
            if name:
                current = Mention(name, 1, len(self.found))
                self.found.append(current)
                rest = text[text.find(name) + len(name) :].strip(" –—-,.:;*")
                rest = _CONTACT.split(rest, maxsplit=1)[0].strip(" ,;.–—-")
                current.affiliation = rest or None
                open_entry = not _CONTACT.search(text)
            elif current is not None and open_entry and not _CONTACT.search(text):
                current.affiliation = f"{current.affiliation or ''} {text}".strip(" ,;.–—-")
            else:
                open_entry = False
            if current is not None:
                for address in links.emails(text):
                    current.email = current.email or address
                for orcid in links.orcids(text):
                    current.orcid = current.orcid or orcid
        added = self.found[first:]
        for place, mention in enumerate(added):
            mention.place = (self._lists, place, len(added))


def person_of(text: str) -> str | None:
    """The name that a line of author information begins with."""
    lead = _LEAD.sub("", text)
    match = _PERSON.match(lead)
    if not match:
        return None
    name = match.group(1).strip(" .,")
    # "Surname, Given – …" and "Surname I.I." both occur; the comma belongs to the name only before initials.
    if links.emails(text[: len(name) + 4]) or not looks_like_name(name, full=True):
        parted = _PARTED.match(lead)
        if parted and looks_like_name(parted.group(1).replace(",", ""), full=True):
            return parted.group(1)
        longer = re.match(r"^([^\W\d_]+,?\s(?:[^\W\d_]{1,3}\.\s?){1,3})", lead)
        if longer and looks_like_name(longer.group(1).strip()):
            return longer.group(1).strip()
        return None
    return name


def _affiliation(mark: str, affiliations: Sequence[str], people: int) -> str | None:
    """The affiliation that a name's mark points at; without marks, the only one, or a sole author's."""
    lines = [unicodedata.normalize("NFKC", text).strip() for text in affiliations]
    if not lines:
        return None
    wanted = re.findall(r"\d", unicodedata.normalize("NFKC", mark))
    numbers = [set(re.findall(r"\d", re.match(r"^[\W\d]*", line).group())) for line in lines]  # type: ignore[union-attr]
    if not wanted:
        if any(numbers):
            return None
        return _clean(" ".join(lines[:3])) if people == 1 or len(lines) == 1 else None
    start = next((i for i, found in enumerate(numbers) if wanted[0] in found), None)
    if start is None:
        return None
    end = start + 1
    while end < len(lines) and not numbers[end]:
        end += 1
    return _clean(" ".join(lines[start:end]))


def _clean(text: str) -> str | None:
    return re.sub(r"\s+", " ", re.sub(r"^[\W\d]+", "", text)).strip(" ,;") or None


def merge(mentions: Mentions, language: Language | None) -> list[Author]:
    """The persons behind the printed names; the byline in the article's language names them first."""
    if not mentions.found:
        return []
    ordered = sorted(
        mentions.found,
        key=lambda m: (m.rank, m.language != language if m.rank == 0 else False, m.order),
    )
    groups = [
        list(person.members) for person in gathering.merge([m.name for m in ordered], within_article=True)
    ]
    groups = _by_place(ordered, _by_contact(ordered, groups))
    authors = []
    for members in groups:
        group = [ordered[i] for i in sorted(members)]
        names = list(dict.fromkeys(m.name for m in group))
        authors.append(
            Author(
                name=_as_in_a_byline(group, language),
                names=names,
                affiliation=next((m.affiliation for m in group if m.affiliation), None),
                email=next((m.email for m in group if m.email), None),
                orcid=next((m.orcid for m in group if m.orcid), None),
            )
        )
    printed = [any(ordered[i].rank < 2 for i in members) for members in groups]
    bylines = [author for author, named in zip(authors, printed, strict=True) if named]
    if bylines and len(bylines) < len(authors):
        # Names of running heads that fit nobody are a neighbour's.
        return bylines
    return authors


def _as_in_a_byline(group: Sequence[Mention], language: Language | None) -> str:
    """The spelling that a byline in the article's language has, or would have: its own script, and the
    form of a running head rather than that of the author information."""
    likeness = {0: 0, 2: 1, 1: 2}

    def distance(mention: Mention) -> tuple[bool, int]:
        foreign = (tongue.count(mention.name).best() == "en") != (language == "en")
        return foreign or mention.language not in (None, language), likeness[mention.rank]

    return min(group, key=distance).name


def _language(name: str) -> str | None:
    return tongue.count(name).best()


def _by_contact(mentions: Sequence[Mention], groups: list[list[int]]) -> list[list[int]]:
    """Join groups that share an ORCID or an address, or that are the same place of lists as long."""
    merged: list[list[int]] = []
    for group in groups:
        keys = {k for i in group for k in (mentions[i].email, mentions[i].orcid) if k}
        target = next(
            (
                other
                for other in merged
                if keys & {k for i in other for k in (mentions[i].email, mentions[i].orcid) if k}
                and _alike(mentions, other, group)
            ),
            None,
        )
        if target is None:
            merged.append(list(group))
        else:
            target.extend(group)
    return merged


def _by_place(mentions: Sequence[Mention], groups: list[list[int]]) -> list[list[int]]:
    """Join what is left: names at the same place of equally long lists, with surnames that begin alike."""
    merged: list[list[int]] = []
    for group in groups:
        target = next((other for other in merged if _same_place(mentions, other, group)), None)
        if target is None:
            merged.append(list(group))
        else:
            target.extend(group)
    return merged


def _same_place(mentions: Sequence[Mention], a: list[int], b: list[int]) -> bool:
    if not _alike(mentions, a, b):
        return False
    for i in a:
        for j in b:
            here, there = mentions[i].place, mentions[j].place
            if (
                here
                and there
                and here[0] != there[0]
                and here[1:] == there[1:]
                and (
                    names_index.word_key(_surname(mentions[i].name))[:2]
                    == names_index.word_key(_surname(mentions[j].name))[:2]
                )
            ):
                return True
    return False


def _surname(name: str) -> str:
    return parsing.parse(name).surname or name


def _alike(mentions: Sequence[Mention], a: list[int], b: list[int]) -> bool:
    """Two groups may be one person unless one language's list names both."""
    return not any(
        mentions[i].rank == mentions[j].rank and _language(mentions[i].name) == _language(mentions[j].name)
        for i in a
        for j in b
    )
