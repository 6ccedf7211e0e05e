"""How Word shows text: what a paragraph and a run get from defaults, styles and their own marks.

Rules of ISO/IEC 29500-1, 17.7.2: the document's defaults, then the paragraph's style and those that it is
based on, then the run's style, then the run's own properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

_DEPTH = 20
_OFF = ("0", "false", "off", "none")
#: A run that is raised by so many half-points, and is smaller than the line, is a superscript.
_RAISED = 4


@dataclass(frozen=True, slots=True)
class RunFormat:
    """Letters: their size in points, and what is done to them."""

    size: float = 10.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    raised: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """A paragraph: its run's format before their own marks, alignment, space in points, number of a list."""

    run: RunFormat
    centred: bool = False
    before: float = 0.0
    after: float = 0.0
    breaks: bool = False
    number: str | None = None
    level: int = 0


class Formats:
    """The formats of one file. `styles` is the root of its styles, or None without any."""

    def __init__(self, styles: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default: str | None = None
        self._run = RunFormat()
        self._paragraphs: dict[str | None, ParagraphFormat] = {}
        if styles is None:
            return
        for style in styles.iterchildren(qn("w:style")):
            name = style.get(qn("w:styleId"))
            if name is None:
                continue
            self._styles[name] = style
            if style.get(qn("w:type")) == "paragraph" and is_on(style.get(qn("w:default"), "0")):
                self._default = name
        for properties in styles.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
            self._run = changed(self._run, properties)

    def _chain(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, the most basic one first."""
        found: list[Any] = []
        while name is not None and name in self._styles and len(found) < _DEPTH:
            style = self._styles[name]
            found.append(style)
            based = style.find(qn("w:basedOn"))
            name = None if based is None else based.get(qn("w:val"))
        return found[::-1]

    def of_paragraph(self, paragraph: Any) -> ParagraphFormat:
        """The format of a `w:p`."""
        own = paragraph.find(qn("w:pPr"))
        named = None if own is None else own.find(qn("w:pStyle"))
        name = self._default if named is None else named.get(qn("w:val"))
        if name not in self._paragraphs:
            found = ParagraphFormat(self._run)
            for style in self._chain(name):
                runs, whole = style.find(qn("w:rPr")), style.find(qn("w:pPr"))
                if runs is not None:
                    found = replace(found, run=changed(found.run, runs))
                if whole is not None:
                    found = _changed_paragraph(found, whole)
            self._paragraphs[name] = found
        found = self._paragraphs[name]
        return found if own is None else _changed_paragraph(found, own)

    def of_run(self, run: Any, base: RunFormat) -> RunFormat:
        """The format of a `w:r` in a paragraph whose runs have the format `base`."""
        own = run.find(qn("w:rPr"))
        if own is None:
            return base
        named = own.find(qn("w:rStyle"))
        if named is not None:
            for style in self._chain(named.get(qn("w:val"))):
                properties = style.find(qn("w:rPr"))
                if properties is not None:
                    base = changed(base, properties)
        return changed(base, own)


def is_on(value: str | None) -> bool:
    """Whether an on-off value is on; one that is there without a value is."""
    return value is None or value.lower() not in _OFF


def changed(base: RunFormat, properties: Any) -> RunFormat:
    """A run's format under a `w:rPr`."""
    found = base
    for element in properties:
        value = element.get(qn("w:val"))
        match element.tag:
            case tag if tag == qn("w:sz"):
                found = replace(found, size=_half_points(value, found.size))
            case tag if tag == qn("w:b"):
                found = replace(found, bold=is_on(value))
            case tag if tag == qn("w:i"):
                found = replace(found, italic=is_on(value))
            case tag if tag == qn("w:caps"):
                found = replace(found, capitals=is_on(value))
            case tag if tag == qn("w:vanish"):
                found = replace(found, hidden=is_on(value))
            case tag if tag == qn("w:vertAlign"):
                found = replace(found, raised=value == "superscript")
            case tag if tag == qn("w:position"):
                raised = (_number(value) or 0) >= _RAISED
                found = replace(found, raised=found.raised or raised)
    return found


def _changed_paragraph(base: ParagraphFormat, properties: Any) -> ParagraphFormat:
    found = base
    for element in properties:
        value = element.get(qn("w:val"))
        match element.tag:
            case tag if tag == qn("w:jc"):
                found = replace(found, centred=value == "center")
            case tag if tag == qn("w:spacing"):
                before, after = (_number(element.get(qn(f"w:{side}"))) for side in ("before", "after"))
                found = replace(
                    found,
                    before=found.before if before is None else before / 20,
                    after=found.after if after is None else after / 20,
                )
            case tag if tag == qn("w:pageBreakBefore"):
                found = replace(found, breaks=is_on(value))
            case tag if tag == qn("w:numPr"):
                number, level = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
                if number is not None:
                    found = replace(found, number=number.get(qn("w:val")))
                if level is not None:
                    found = replace(found, level=int(_number(level.get(qn("w:val"))) or 0))
    return found


def _number(value: str | None) -> float | None:
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def _half_points(value: str | None, otherwise: float) -> float:
    number = _number(value)
    return number / 2 if number else otherwise


def children(element: Any) -> Iterator[Any]:
    """The elements in an element, without comments."""
    return (child for child in element if isinstance(child.tag, str))
