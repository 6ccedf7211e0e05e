"""Surnames in running text: which words are people's names, and the one key of all their cases.

A morphological dictionary knows few surnames of Kazakhstan and takes many for plurals: Токаев is to it the
genitive plural of токай. Their endings tell them: -ов, -ев, -ин and the patronymics -ұлы, -қызы, declined in
Russian (Зализняк, "Грамматический словарь русского языка", 1977: mixed declension) or in Kazakh, whose
endings stand behind Russian surnames, too: Сүлейменовтің. Both genders and all cases of a surname have one
key, that of its masculine nominative in the alphabet of `spelling`, so that every script has the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from izde.language.names.spelling import key
from izde.language.patterns import pattern

_LOW = "а-яёәғқңөұүһі"
_HIGH = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_STEM = r"(?:[оеё]в|ин|цын)"
_RUSSIAN = "а|у|ым|е|ой|ою|ы|ых|ыми"
_CASES_BACK = "(?:[ндт][ыі]ң|[қкғг][ае]|[ндт][ыі]|[дт][ае]|[ндт][ае]н|[мбп]ен(?:ен)?|[ндт]ікі)"
_CASES_OF_A = "(?:н[ыі]ң|[ғг][ае]|н[ыі]|д[ае]|д[ае]н|мен|нікі)"
_CASES_OF_POSSESSED = "(?:н[ыі]ң|[ғг]?[ае]|на|н[ыі]?|н?д[ае]|н?[дн]ан|мен|нікі)"
_PLURAL = "[лдт][ае]р"
#: The masculine nominative, then what declension adds to it.
_SURNAME = pattern(
    rf"(?P<base>[{_LOW}]{{2,}}?{_STEM})"
    rf"(?:{_RUSSIAN}|(?:{_PLURAL}(?:{_CASES_BACK}|ы(?:{_CASES_OF_POSSESSED})?)?)|{_CASES_BACK}"
    rf"|а(?:{_PLURAL}(?:{_CASES_BACK})?|{_CASES_OF_A}))?"
)
_CHILD = pattern(
    rf"(?P<base>[{_LOW}]{{2,}}?(?:ұлы|улы|қызы|кызы))(?:{_CASES_OF_POSSESSED}|{_PLURAL}(?:{_CASES_BACK})?)?"
)
_LATIN = pattern(r"(?P<base>[^\W\d_а-я]{2,}?(?:[oe]v|in))(?:a)?")
_LATIN_CHILD = pattern(r"(?P<base>[^\W\d_а-я]{2,}?(?:uly|ūly|uli|qyzy|kyzy|qyzı))")

#: Words with capitals that may be surnames, and words all in capitals, which are only beside initials.
_CANDIDATE = pattern(
    rf"[{_HIGH}A-Z](?<![\w-].)(?:[{_LOW}]+(?:[оеё]в|ин|цын|ұлы|улы|қызы|кызы)[{_LOW}]{{0,8}}"
    rf"|[{_HIGH}]+(?:[ОЕЁ]В|ИН|ЦЫН|ҰЛЫ|ҚЫЗЫ)[{_HIGH}]{{0,8}}|[a-z]+[eo]va?)(?![\w-])"
)
_INITIALS_BEFORE = pattern(rf"(?:^|[\s(«,;–-])[{_HIGH}A-Z][a-zа-я]?\.\s?(?:[{_HIGH}A-Z][a-zа-я]?\.\s?)?$")
_INITIALS_BEHIND = pattern(rf"\s?,?\s?[{_HIGH}A-Z][a-zа-я]?\.\s?(?:[{_HIGH}A-Z]\.|[,;)\]–-]|$|\s[а-я{_LOW}])")
#: Behind these, or at the beginning, a capital says nothing.
_OPENING = frozenset(".!?…:;«\"“„'(–—-•*·/|")


class Surname(NamedTuple):
    """A surname in a text: where it stands, its key, and whether it can be nothing else there."""

    start: int
    end: int
    key: str
    certain: bool


@lru_cache(maxsize=1 << 16)
def base(form: str) -> str | None:
    """The masculine nominative of a lower-case word that may be a surname in any case, None of another.

    >>> base("токаевым"), base("сүлейменовтің"), base("әбдікәрімоваға"), base("серікұлының"), base("дом")
    ('токаев', 'сүлейменов', 'әбдікәрімов', 'серікұлы', None)
    """
    patterns = (_LATIN(), _LATIN_CHILD()) if form.isascii() else (_SURNAME(), _CHILD(), _LATIN_CHILD())
    for one in patterns:
        if found := one.fullmatch(form):
            return found["base"]
    return None


@lru_cache(maxsize=1 << 16)
def surname_key(form: str) -> str | None:
    """The key that a word has as a surname, whatever its case and script; None where it cannot be one."""
    found = base(form)
    return None if found is None else key(found)


def printed(text: str) -> Iterator[Surname]:
    """The words of a text that its capitals and initials make surnames, in order.

    One is certain beside initials, or with a capital that no sentence begins with; names of places and given
    names that end like surnames are none. A word in capitals throughout may be one anywhere.
    """
    for match in _CANDIDATE().finditer(text):
        word = match.group()
        form = word.lower()
        found = surname_key(form)
        if found is None or (not form.isascii() and _names_other(form)):
            continue
        start, end = match.span()
        yield Surname(start, end, found, _certain(text, start, end, capitals=word.isupper()))


def _certain(text: str, start: int, end: int, *, capitals: bool) -> bool:
    before = text[max(0, start - 9) : start]
    if _INITIALS_BEFORE().search(before) or _INITIALS_BEHIND().match(text, end, end + 9):
        return True
    before = before.rstrip()
    return not capitals and bool(before) and before[-1] not in _OPENING


@lru_cache(maxsize=1 << 15)
def _names_other(form: str) -> bool:
    """Whether the Russian dictionary knows the word, or what it declines, as a place or a given name and
    not as a surname."""
    from izde.language import russian

    stem = base(form) or form
    return any(russian.names_place_or_person(word) for word in (form, stem, stem + "а"))
