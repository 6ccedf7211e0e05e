"""The authors of an article: bylines, running heads, author information and contents merged into persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.line import links, tongue
from izde.extract.line.affiliations import of_names as affiliations_of
from izde.extract.line.affiliations import parse as parse_affiliations
from izde.extract.line.names import Byline, looks_like_name
from izde.extract.line.posts import take_apart
from izde.extract.line.vocabulary import Role, starts_with_label
from izde.language.names import gathering, parsing
from izde.language.names import index as names_index
from izde.model import LANGUAGES, Author, ByLanguage, Language

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
    affiliations: list[str] = field(default_factory=list)
    about: str = ""
    corresponding: bool = False
    corporate: bool = False
    place: tuple[int, int, int] | None = None
    """Which list it stands in, at which place of how many."""
    language: Language | None = None
    """The language of the block that its byline stands in, or of the list of authors."""


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
        orcids: Sequence[str | None] = (),
    ) -> None:
        """Add a byline; marks that number the affiliations assign them. A single address is that of the
        author who is marked as the corresponding one, or of the only author. `orcids` are those that stand
        on the names, in their order."""
        signed = [bool(re.search(r"[^\w\s]", mark)) for mark in byline.marks]
        starred = [i for i, sign in enumerate(signed) if sign]
        if len(starred) == len(signed) > 1:
            # A sign that all names have is an icon.
            starred = []
        owner = starred[0] if len(starred) == 1 else 0 if len(byline.names) == 1 else None
        places = affiliations_of(byline.marks, parse_affiliations(affiliations))
        self._lists += 1
        for place, name in enumerate(byline.names):
            mention = Mention(name, 0, len(self.found), place=(self._lists, place, len(byline.names)))
            mention.language = language
            if place == owner and len(addresses) == 1:
                mention.email = addresses[0]
            mention.affiliations = places[place]
            mention.corresponding = place in starred
            mention.corporate = name in byline.corporate
            mention.orcid = orcids[place] if place < len(orcids) else None
            self.found.append(mention)

    def head(self, name: str) -> None:
        """Add a name of a running head or of the contents."""
        self.found.append(Mention(name, 2, len(self.found)))

    def information(self, texts: Sequence[str], language: Language | None = None) -> None:
        """Add a list of author information: a name, a dash, what the person is, contacts. `language` is the
        list's, where its heading says it."""
        entries: list[tuple[str, list[str]]] = []
        for text in texts:
            name = person_of(text)
            if name and entries and _runs_on(entries[-1][1], text, name):
                name = None
            if name:
                entries.append((name, [text]))
            elif entries:
                entries[-1][1].append(text)
        self._lists += 1
        said = language or tongue.count(" ".join(texts)).best()
        for place, (name, lines) in enumerate(entries):
            mention = Mention(name, 1, len(self.found), place=(self._lists, place, len(entries)))
            text = " ".join(lines)
            mention.email = next(iter(links.emails(text)), None)
            mention.orcid = next(iter(links.orcids(text)), None)
            rest = text[text.find(name) + len(name) :].strip(" –—-,.:;*")
            said_to = starts_with_label(f"{rest.split(',', 1)[0]}:", Role.CORRESPONDENCE)
            if said_to is not None:
                mention.corresponding = True
                rest = rest.partition(",")[2]
            mention.about, affiliation = take_apart(_CONTACT.split(rest, maxsplit=1)[0].strip(" ,;–—-"))
            mention.affiliations = [affiliation] if affiliation else []
            mention.language = said
            self.found.append(mention)

    def corresponds(self, addresses: Sequence[str]) -> None:
        """Mark whose address is given as the corresponding author's, where no sign marks anybody."""
        if any(mention.corresponding for mention in self.found):
            return
        known = {address.casefold() for address in addresses}
        for mention in self.found:
            mention.corresponding = bool(mention.email) and str(mention.email).casefold() in known


def _runs_on(lines: Sequence[str], text: str, name: str) -> bool:
    """Whether a line that begins with a name goes on with the entry above: an institution bears the name."""
    above = lines[-1]
    if _OPEN_END.search(above):
        return True
    if above.rstrip().endswith((";", ".")) or _CONTACT.search(" ".join(lines)):
        return False
    behind = text[text.find(name) + len(name) :].lstrip(" .")
    return not behind.startswith(("-", "–", "—", ":", "(")) and bool(behind) and len(lines) < 4


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
        name = _as_in_a_byline(group, language)
        names = list(dict.fromkeys(m.name for m in group))
        meant = parsing.one_script(name)
        authors.append(
            Author(
                name=meant,
                names=names if meant in names else [meant, *names],
                affiliation=_first_affiliation(group, language),
                email=next((m.email for m in group if m.email), None),
                orcid=next((m.orcid for m in group if m.orcid), None),
                affiliations=_affiliations(group),
                about=_about(group),
                corresponding=any(m.corresponding for m in group),
                corporate=any(m.corporate for m in group),
            )
        )
    printed = [any(ordered[i].rank < 2 for i in members) for members in groups]
    bylines = [author for author, named in zip(authors, printed, strict=True) if named]
    if bylines and len(bylines) < len(authors):
        # Names of running heads that fit nobody are a neighbour's.
        return bylines
    return authors


def _affiliations(group: Sequence[Mention]) -> dict[Language, list[str]]:
    """A person's affiliations by language: the byline's, and where it prints none those of a list of the
    authors."""
    found: dict[Language, list[str]] = {}
    for rank in (0, 1):
        for mention in group:
            if mention.rank == rank and mention.language and mention.affiliations:
                found.setdefault(mention.language, mention.affiliations)
    return {language: found[language] for language in LANGUAGES if language in found}


def _about(group: Sequence[Mention]) -> ByLanguage:
    """A person's degree and post by language."""
    said = {m.language: m.about for m in reversed(group) if m.language and m.about}
    return {language: said[language] for language in LANGUAGES if language in said}


def _first_affiliation(group: Sequence[Mention], language: Language | None) -> str | None:
    """The first affiliation that is printed in the article's language, else in any; a byline's goes first."""
    given = [mention for mention in group if mention.affiliations]
    first = min(given, key=lambda m: (m.language not in (None, language), m.rank), default=None)
    return first.affiliations[0] if first else None


def _as_in_a_byline(group: Sequence[Mention], language: Language | None) -> str:
    """The spelling that a byline in the article's language has, or would have: its own script, and the
    form of a running head rather than that of the author information."""
    likeness = {0: 0, 2: 1, 1: 2}

    def distance(mention: Mention) -> tuple[bool, int]:
        foreign = parsing.is_latin(mention.name) != (language == "en")
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
