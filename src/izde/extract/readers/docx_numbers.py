"""The numbers of lists, which Word shows and does not store: ISO/IEC 29500-1, 17.9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_BULLET = "•"


@dataclass(slots=True)
class Level:
    """How one level of a list counts: from `start`, in `form`, shown by `pattern` ("%1.%2)")."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."
    #: What stands between number and text: "tab", "space" or "nothing".
    suffix: str = "tab"
    #: The level at which this one begins anew, counted from 1; 0 for never, None for every higher one.
    restart: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """What counts: several numbers (`w:num`) may share it."""

    levels: dict[int, Level]
    count: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The counters of one file, to be asked in the order of its paragraphs."""

    def __init__(self, numbering: Any) -> None:
        self._lists: dict[str, _List] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._fresh: dict[str, dict[int, int]] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if numbering is None:
            return
        abstract: dict[str, _List] = {}
        named: dict[str, _List] = {}
        for element in numbering.iterchildren(qn("w:abstractNum")):
            whole = abstract[element.get(qn("w:abstractNumId"), "")] = _List(dict(_levels(element)))
            style = element.find(qn("w:styleLink"))
            if style is not None:
                named[style.get(qn("w:val"), "")] = whole
        for element in numbering.iterchildren(qn("w:abstractNum")):
            # A list that counts as a style of lists says.
            link = element.find(qn("w:numStyleLink"))
            if link is not None and link.get(qn("w:val"), "") in named:
                abstract[element.get(qn("w:abstractNumId"), "")] = named[link.get(qn("w:val"), "")]
        for element in numbering.iterchildren(qn("w:num")):
            name = element.get(qn("w:numId"), "")
            found = element.find(qn("w:abstractNumId"))
            counter = abstract.get("" if found is None else found.get(qn("w:val"), ""))
            if counter is None:
                continue
            self._lists[name] = counter
            self._levels[name] = dict(counter.levels)
            self._override(name, element)
            for place, level in counter.levels.items():
                if level.style is not None:
                    self._style_levels[name, level.style] = place

    def _override(self, name: str, element: Any) -> None:
        for override in element.iterchildren(qn("w:lvlOverride")):
            place = _integer(override.get(qn("w:ilvl")), 0)
            start = override.find(qn("w:startOverride"))
            if start is not None:
                self._fresh.setdefault(name, {})[place] = _integer(start.get(qn("w:val")), 1)
            level = override.find(qn("w:lvl"))
            if level is not None:
                self._levels[name][place] = _level(level)

    def next(self, number: str, level: int, style: str | None = None) -> str:
        """The label of the next paragraph of this list and level, with the blank after it; "" for none."""
        counter = self._lists.get(number)
        if counter is None:
            return ""
        if style is not None:
            level = self._style_levels.get((number, style), level)
        levels = self._levels[number]
        if level not in levels:
            return ""
        fresh = self._fresh.get(number, {})
        if level in fresh:
            # The first use of a number with its own start begins its list anew.
            counter.count[level] = fresh.pop(level)
        else:
            counter.count[level] = counter.count.get(level, levels[level].start - 1) + 1
        for lower in range(level + 1, _LEVELS):
            restart = levels[lower].restart if lower in levels else None
            if restart != 0 and (restart is None or level < restart):
                counter.count.pop(lower, None)
        return self._shown(levels, level, counter.count)

    @staticmethod
    def _shown(levels: dict[int, Level], level: int, count: dict[int, int]) -> str:
        found = levels[level]
        if found.form == "none" and "%" in found.pattern:
            return ""
        if found.form == "bullet":
            return f"{_BULLET} " if found.pattern.strip() else ""

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, Level())
            return shown(count.get(place, other.start), other.form)

        label = re.sub(r"%([1-9])", number, found.pattern)
        if not label.strip():
            return ""
        return label if found.suffix == "nothing" else f"{label.rstrip()} "


def _levels(element: Any) -> Iterator[tuple[int, Level]]:
    for level in element.iterchildren(qn("w:lvl")):
        yield _integer(level.get(qn("w:ilvl")), 0), _level(level)


def _level(element: Any) -> Level:
    def value(name: str) -> str | None:
        found = element.find(qn(f"w:{name}"))
        return None if found is None else str(found.get(qn("w:val"), ""))

    restart = value("lvlRestart")
    return Level(
        start=_integer(value("start"), 0),
        form=value("numFmt") or "decimal",
        pattern=value("lvlText") or "",
        suffix=value("suff") or "tab",
        restart=None if restart is None else _integer(restart, 0),
        style=value("pStyle"),
    )


def _integer(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise


def shown(number: int, form: str) -> str:
    """A number in one of Word's formats; in Arabic digits where the format is not known."""
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    for name, alphabet in (("Letter", "abcdefghijklmnopqrstuvwxyz"), ("russian", _RUSSIAN)):
        if form in (f"lower{name}", f"{name}Lower") and number > 0:
            return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
        if form in (f"upper{name}", f"{name}Upper") and number > 0:
            return (alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)).upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)
