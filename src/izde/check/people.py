"""Authors: printed at all, in every script, spelt alike, reachable (N)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from izde.check.finding import Finding, finding
from izde.check.printed import Subject
from izde.extract.line import links
from izde.interface import pgettext
from izde.language.names.comparing import same_person
from izde.language.names.parsing import parse
from izde.language.names.spelling import Tier, is_cyrillic, spelling
from izde.model import Author


def people(subject: Subject) -> Iterator[Finding]:
    """What is missing or at odds in the names of an article's authors."""
    article = subject.article
    if not article.authors:
        yield finding("N01", subject.id, subject.beginning)
        return
    for author in article.authors:
        yield from _scripts(subject, author)
        yield from _spellings(subject, author)
    for one, other in combinations(article.authors, 2):
        if same_person(one.name, other.name) is Tier.EDIT:
            yield finding("N06", subject.id, subject.place(other.name), one=one.name, other=other.name)
    if not article.emails and not any(author.email for author in article.authors):
        yield finding("N04", subject.id, subject.beginning)
    known = article.orcids or any(author.orcid for author in article.authors)
    if not known and not any(links.orcids(line.text) for line in subject.lines()):
        yield finding("N05", subject.id, subject.beginning)


def _scripts(subject: Subject, author: Author) -> Iterator[Finding]:
    names = author.names or [author.name]
    cyrillic = {is_cyrillic(name) for name in names}
    if len(cyrillic) == 1:
        if cyrillic.pop():
            script = pgettext("the letters of a name", "Cyrillic")
        else:
            script = pgettext("the letters of a name", "Latin")
        yield finding("N02", subject.id, subject.place(author.name), name=author.name, scripts=script)


def _spellings(subject: Subject, author: Author) -> Iterator[Finding]:
    names = author.names or [author.name]
    latin = [name for name in names if not is_cyrillic(name)]
    cyrillic = [name for name in names if is_cyrillic(name)]
    for group, alike in ((latin, _same_letters), (cyrillic, _same_sound)):
        odd = _at_odds(group, alike)
        if len(odd) > 1:
            yield finding("N03", subject.id, subject.place(odd[-1]), spellings=", ".join(odd))


def _same_letters(a: str, b: str) -> bool:
    return a.replace("-", "") == b.replace("-", "")


def _same_sound(a: str, b: str) -> bool:
    """Whether two Cyrillic words may be the Kazakh and the Russian spelling of one name."""
    return bool(spelling(a).readings & spelling(b).readings) or bool(
        spelling(a).loose & spelling(b).loose and _is_kazakh(a) != _is_kazakh(b)
    )


def _is_kazakh(word: str) -> bool:
    return not set(word).isdisjoint("әғқңөұүһі")


def _at_odds(names: Sequence[str], alike: Callable[[str, str], bool]) -> list[str]:
    """One name for each spelling of the surname that is not like the others'."""
    kept: list[str] = []
    for name in names:
        mine = _surnames(name)
        if mine and not any(alike(a, b) for other in kept for a in mine for b in _surnames(other)):
            kept.append(name)
    return kept


def _surnames(name: str) -> tuple[str, ...]:
    """The surname, or both words of a name that does not tell which of them it is."""
    parsed = parse(name)
    if not parsed.surname:
        return ()
    full = tuple(part for part in parsed.given if not part.endswith("."))
    return (parsed.surname,) if parsed.certain else (parsed.surname, *full)
