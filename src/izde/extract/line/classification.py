"""How a number of a classification is read: an УДК with all its signs, a rubric of the МРНТИ.

An УДК is a main number, or several joined by signs, with auxiliaries in signs of their own (UDC Consortium,
"Universal Decimal Classification", the tables of signs 1a–1h): language =512.122, form (091), place (574),
people (=512), time "19", points of view -05, '373 and letters of a name (821.512.122-1Абай). It is read whole
or, where something glued to it cannot be understood, up to the next blank as printed: never a shorter,
different number.
"""

from __future__ import annotations

import re

#: Labels of the Universal Decimal Classification and of the states' rubricator of scientific information.
UDC_LABELS = "УДК|ӘОЖ|UDC|ЭОЖ|UDK|ӘОК"
IRSTI_LABELS = "МРНТИ|ҒТАМР|ХҒТАР|IRSTI|ГРНТИ|ҒТАХР|ХҒТАМР|ҒТАМРК|FTAMP|FТАМР|ISTIR|MРНТИ|ХАҒТР|SRSTI"


def _label(labels: str) -> str:
    """One of the labels or several ("УДК/ӘОЖ", "УДК (UDC)"), and what closes it."""
    return rf"\b(?:{labels})(?:\s*[/(,]\s*(?:{labels})\)?)*\s*[:.№]?\s*"


_STROKES = "'’‘′ʼʹ`´"
_DASHES = "\\-–—‑"
_QUOTES = '"«»“”„'
_NUMBER = r"\d{1,9}(?:\.\s?\d{1,9})*"
_GROUP = r"\((?:[^()\n]|\([^()\n]*\)){1,60}\)"
_FORMAL = rf"\(\s*[=\d{_DASHES}{_QUOTES}][^()\n]{{0,160}}\)"
_TIME = rf"[{_QUOTES}][\d.{_DASHES}/…\s]{{1,30}}[{_QUOTES}]"
#: What may begin a number, after a sign that joins two or at the very beginning.
_OPENING = rf"(?:{_NUMBER}|\[[^\]\n]{{1,160}}\]|{_FORMAL}|=\s?\d[\d.'’]*|{_TIME})"
#: Letters of a name stand right behind a figure or a bracket; a label that blanks no longer part is none.
_LETTERS = (
    rf"(?<=[\d)\]{_QUOTES}])(?!(?:{UDC_LABELS}|{IRSTI_LABELS}|DOI|JEL)\b)[^\W\d_][^\W_]*(?:-[^\W\d_]+)?"
)
_AUXILIARY = (
    rf"(?:\s?{_FORMAL}|{_GROUP}|\s?{_TIME}|\s?=\s?\d[\d.]*|\s?[{_STROKES}]\d+(?:\.\d+)*|[{_DASHES}]\d+(?:\.\d+)*"
    rf"|\s[{_DASHES}]\s\d+(?:\.\d+)+|\.\s?\d+|(?<=[)\]])\d+(?:\.\d+)*|\*\d+|\[[^\]\n]{{1,160}}\]|{_LETTERS}|(?<=[^\W\d_])\d+)"
)
_JOINT = rf"\s*(?:::|[:+/→])\s*\.?{_OPENING}"
_ONE = rf"{_OPENING}(?:{_AUXILIARY}|{_JOINT})*"
_SEVERAL = rf"{_ONE}(?:\s*[,;]\s*(?!\d+\s?[^\W\d_]){_ONE})*"
_UDC = re.compile(rf"(?P<label>{_label(UDC_LABELS)})(?P<value>{_SEVERAL})")
_UDC_WHOLE = re.compile(_ONE)
#: What may stand behind a number that is read to its end.
_AFTER = re.compile(rf"[,;.:*]?(?:\s|$)|[,;.]|(?:{IRSTI_LABELS}|DOI|JEL)")
_GLUED = re.compile(r"\S+")

#: What journals print between the pairs of a rubric, a full stop being right; blanks part nothing but pairs.
_BETWEEN = rf"(?:\s?[./{_DASHES}]\s?|\s?,\s?|\s(?=\d\d(?!\d)))"
_IRSTI = re.compile(
    rf"(?P<label>{_label(IRSTI_LABELS)})(?P<value>\d{{1,4}}(?!\d)(?:(?:{_BETWEEN}|\s*;\s*)\d{{1,4}}(?!\d))*)"
)
_PAIRS = re.compile(r"(?<!\d)\d\d(?!\d)")
_WELL_PRINTED = re.compile(r"\d\d(?:\.\d\d){0,2}(?:[,;] \d\d(?:\.\d\d){1,2})*")
_MOST_PAIRS = 3


def udc(text: str) -> str | None:
    """The УДК that a line prints behind its label; several are separated by commas or semicolons."""
    found = _UDC.search(text)
    if found is None:
        return None
    value, end = found["value"], found.end()
    if end < len(text) and not _AFTER.match(text, end):
        glued = _GLUED.match(text, end)
        value += glued.group() if glued else ""
    return _tidy(value) or None


def is_udc(value: str) -> bool:
    """Whether a text is one УДК from its first sign to its last."""
    return _UDC_WHOLE.fullmatch(value) is not None


def printed_irsti(text: str) -> str | None:
    """The МРНТИ of a line as it is printed behind its label."""
    found = _IRSTI.search(text)
    return _tidy(found["value"]) if found else None


def irsti(text: str) -> str | None:
    """The МРНТИ of a line, its pairs parted by full stops whatever is printed between them.

    >>> irsti("МРНТИ 06,77,64"), irsti("IRSTI 16.21.07, 16.31.02")
    ('06.77.64', '16.21.07, 16.31.02')
    """
    printed = printed_irsti(text)
    if printed is None or _WELL_PRINTED.fullmatch(printed):
        return printed
    found = rubrics(printed)
    return "; ".join(found) if found else printed


def rubrics(value: str) -> list[str]:
    """The rubrics of a printed value, each as two or three pairs of digits with full stops between; none
    where a part is no pair. A comma parts rubrics where pairs stand on both sides, else the pairs of one."""
    if set(re.findall(r"\d+", value)) - set(_PAIRS.findall(value)):
        return []
    found: list[list[str]] = []
    for stretch in re.split(r"\s*;\s*", value):
        parts = [_PAIRS.findall(part) for part in re.split(r"\s*,\s*", stretch)]
        several = sum(map(len, parts)) > _MOST_PAIRS or all(len(part) > 1 for part in parts)
        if several and any(len(part) > 1 for part in parts):
            found.extend(parts)
        else:
            pairs = [pair for part in parts for pair in part]
            found.extend(pairs[at : at + _MOST_PAIRS] for at in range(0, len(pairs), _MOST_PAIRS))
    return [".".join(pairs) for pairs in found if pairs]


def opens(text: str) -> bool:
    """Whether a line begins with an УДК or a МРНТИ."""
    return bool(_UDC.match(text) or _IRSTI.match(text))


def _tidy(value: str) -> str:
    return re.sub(r"(?<=\d\.)\s(?=\d)", "", re.sub(r"\s+", " ", value)).strip().rstrip(",;.:*")
