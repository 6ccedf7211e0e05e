"""What readers give and the rest of extraction works on: pages of lines, with geometry where known."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Box(tuple[float, float, float, float]):
    """Left, bottom, right, top in points, from the lower left corner of the page."""

    __slots__ = ()


@dataclass(slots=True)
class Style:
    """How a line is set: the size in points of most of its letters, and what most of them share."""

    size: float
    bold: bool = False
    italic: bool = False
    centred: bool = False


@dataclass(slots=True)
class Line:
    """One printed line, in reading order.

    `text` keeps inner spacing and line-end hyphens as printed, without trailing blanks. `marks` are the
    superscripts of a byline as (start, end) offsets into `text`; a text file has none. `gap` tells that
    more than the usual line distance (or a blank line) stands above. `indented` tells a leading blank:
    in text files a page often shows only as that.
    """

    text: str
    number: int
    gap: bool = False
    indented: bool = False
    box: Box | None = None
    style: Style | None = None
    column: int = 0
    marks: list[tuple[int, int]] = field(default_factory=list)


class LinkKind(Enum):
    """What a link points at."""

    EMAIL = "email"
    ORCID = "orcid"
    DOI = "doi"
    OTHER = "other"


@dataclass(slots=True)
class Link:
    """A link target: from a PDF annotation, or from the dump of targets in a text file. `line` is the line's
    number on which it lies; an annotation also has its `page` in the file and its `box`."""

    kind: LinkKind
    target: str
    line: int | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(slots=True)
class Page:
    """One page. `index` counts from 1 in the file; `label` is what a PDF says the page is called."""

    index: int
    lines: list[Line]
    width: float | None = None
    height: float | None = None
    links: list[Link] = field(default_factory=list)
    label: str | None = None


@dataclass(slots=True)
class Document:
    """A file as its reader saw it. `paged` is false for text whose page breaks were lost: one page then."""

    source: str
    pages: list[Page]
    paged: bool = True
    warnings: list[str] = field(default_factory=list)
