"""Reads PDFs: pages of lines in reading order, with type sizes, styles, superscripts and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

from izde.extract.layout import arrange
from izde.extract.page import Document, Line, Link, LinkKind, Page

#: Told the number of pages done and the number of all pages.
Progress: TypeAlias = Callable[[int, int], None]

MAX_PAGES = 3000
PAGE_SECONDS = 20.0


def read(path: Path, *, jobs: int = 1, ocr: bool = False, progress: Progress | None = None) -> Document:
    """Read a PDF."""
    from izde.extract.readers.pdf_pages import PdfFile

    document = Document(path.name, [])
    file = PdfFile(path)
    pages = file.pages(MAX_PAGES)
    labels = file.labels(len(pages))
    number = 0
    for i, source in enumerate(pages):
        text = file.read(source, PAGE_SECONDS)
        arranged = arrange(text.pieces, text.width, text.height)
        for line in arranged.lines:
            number += 1
            line.number = number
        links = [classify_link(target, _line_at(box, arranged.lines)) for box, target in text.links]
        label = labels[i] if i < len(labels) else None
        document.pages.append(Page(i + 1, arranged.lines, text.width, text.height, links, label))
        if progress is not None:
            progress(i + 1, len(pages))
    file.close()
    return document


_ORCID = re.compile(r"orcid\.org/", re.IGNORECASE)
_DOI = re.compile(r"doi\.org/10\.|^doi:", re.IGNORECASE)


def classify_link(target: str, line: int | None = None) -> Link:
    """A link by what it points at; an e-mail or a DOI loses its scheme, percent signs are decoded."""
    plain = unquote(target).strip()
    if plain.lower().startswith("mailto:"):
        return Link(LinkKind.EMAIL, plain[7:].split("?", 1)[0].strip(), line)
    if _ORCID.search(plain):
        return Link(LinkKind.ORCID, plain, line)
    if _DOI.search(plain):
        return Link(LinkKind.DOI, plain, line)
    return Link(LinkKind.OTHER, target, line)


def _line_at(box: tuple[float, float, float, float], lines: Iterable[Line]) -> int | None:
    """The number of the line on which a link lies."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for line in lines:
        edges = line.box
        if edges is not None and edges[0] - 2 <= x <= edges[2] + 2 and edges[1] - 2 <= y <= edges[3] + 2:
            return line.number
    return None
