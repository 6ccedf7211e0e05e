"""Dates of an article's history: when it came, came again, was taken and came out, in three languages.

Only what is printed as a date is read: 12.01.2025, 12/31/2024 where one number can be no month, 2025-01-12,
12 қаңтар 2025 ж., 2024 жылғы 12 қаңтарда, 12 января 2025 г., March 3, 2024, January 2024.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from izde.model import Dates

#: How the names of months begin, by month: English, Russian, Kazakh.
_MONTHS = (
    "jan|янв|қаң", "feb|фев|ақп", "mar|мар|нау", "apr|апр|сәу", "may|ма[йяе]|мам", "jun|июн|мау",
    "jul|июл|шіл", "aug|авг|там", "sep|сен|қыр", "oct|окт|қаз(?!ақ)", "nov|ноя|қар", "dec|дек|жел",
)  # fmt: skip
_MONTH = rf"(?P<month>(?:{'|'.join(_MONTHS)})[^\W\d_]*\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-./](?P<number>\d{1,2})[-./](?P<day>\d{1,2})(?![\d.]\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\s?[.\-]\s?(?P<number>\d{1,2})\s?[.\-]\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
        r"(?<![\d.])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"{_YEAR}\s*(?:жылғы|жылдың|ж\.|жыл)?\s*{_DAY}[\s-]+{_MONTH}",
        rf"(?<!\d)[«\"“]?{_DAY}[»\"”]?[\s-]+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?<!\d\s)(?<!\d){_MONTH},?\s+{_YEAR}",
    )
)

#: What is said of an article, in the order in which it happens to it.
_EVENTS = (
    (
        "received",
        r"received|submitted|поступил\w*|получен\w*|поступлени\w+|представлен\w*|түсті|түскен|келіп түс\w+|"
        r"қабылдап алынды",
    ),
    (
        "revised",
        r"revised|in revised form|received in revised form|revision|approved|доработан\w*|исправлен\w*|"
        r"одобрен\w*|после (?:доработки|исправлени\w|рецензировани\w|доработк\w)|түзетіл\w+|түзетуден кейін|"
        r"қайта түс\w+|рецензиялаудан кейін|мақұлданды",
    ),
    (
        "accepted",
        r"accepted|принят\w*|приняти\w+|к печати|қабылданды|қабылданған|жариялауға қабылдан\w+",
    ),
    (
        "published",
        r"published|available online|published online|publication date|опубликован\w*|дата публикации|"
        r"публикаци\w+ онлайн|жарияланды|жарияланған|жариялау күні|жарық көр\w+",
    ),
)
_EVENT = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in reversed(_EVENTS)), re.IGNORECASE
)
#: Words that stand beside the events and the dates.
_WORDS_BESIDE = """
    the this article manuscript paper material materials history on in by to for of form and date first
    final version editorial editors office online available peer review reviewing was is th st nd rd
    статья статьи рукопись рукописи материал материалы в к на и г гг год года году редакцию редакции
    редакцией печати печать публикации публикацию для после от дата даты история журнала рецензирования
    доработки онлайн мақала мақаланың қолжазба редакцияға редакция басуға баспаға жариялауға басылымға
    күні ж жж жыл жылы жылғы жылдың мен және кейін тарихы журналға рецензиядан рецензиялаудан түзетуден
    нұсқасы
"""
_BESIDE = frozenset(_WORDS_BESIDE.split())


class _Found(NamedTuple):
    start: int
    end: int
    date: str


def _dates(text: str) -> Iterator[_Found]:
    """The dates of a text in order, those that overlap an earlier form left out."""
    found: list[_Found] = []
    for form in _FORMS:
        for match in form.finditer(text):
            date = _iso(match.groupdict())
            if date and not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(_Found(match.start(), match.end(), date))
    return iter(sorted(found))


def _iso(parts: dict[str, str | None]) -> str | None:
    year = int(parts["year"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    month = parts.get("number")
    day = parts.get("day")
    if name := parts.get("month"):
        month = next(
            (str(i) for i, start in enumerate(_MONTHS, 1) if re.match(start, name, re.IGNORECASE)), None
        )
    if parts.get("first"):
        day, month = parts["first"], parts["second"]
        if int(month or 0) > 12:
            day, month = month, day
        elif int(day or 0) <= 12 and day != month:
            return None  # either may be the month
    if not month:
        return None
    try:
        return datetime.date(year, int(month), int(day or 1)).isoformat()[: None if day else 7]
    except ValueError:
        return None


def read(text: str) -> Dates | None:
    """The dates that a text says of an article; None where it says none.

    Each date belongs to what is said nearest before it, or, where nothing is, right behind it (Мақала
    05.06.2024 редакцияға түсті); of two dates for one event the first counts.
    """
    dates = list(_dates(text))
    if not dates:
        return None
    events = [(match.start(), match.end(), match.lastgroup or "") for match in _EVENT.finditer(text)]
    found: dict[str, str] = {}
    after = 0
    for at, one in enumerate(dates):
        follows = dates[at + 1].start if at + 1 < len(dates) else len(text)
        before = [name for start, _, name in events if after <= start < one.start]
        behind = [name for start, _, name in events if one.end <= start < follows]
        # "редакцияға 2024 жылғы 12 қаңтарда түсті" says it behind, and so does every date of such a line.
        if before:
            name = "revised" if "revised" in before else before[-1]
        elif behind:
            name = behind[0]
        else:
            continue
        found.setdefault(name, one.date)
        after = one.end
    return msgspec.convert(found, Dates) if found else None


def is_said(text: str) -> bool:
    """Whether a text says when the article came, was taken or came out, and nothing else. What happened to
    somebody else on a date (принят в ООН 2 марта 1992 года) is no such text: it has words of its own."""
    if read(text) is None:
        return False
    rest = text
    for one in reversed(list(_dates(text))):
        rest = rest[: one.start] + " " + rest[one.end :]
    words = re.findall(r"[^\W\d_]+", _EVENT.sub(" ", rest).lower())
    return sum(word not in _BESIDE for word in words) <= 1
