"""Plain text in, a `Document` out. Form feeds are page breaks; without one the pages are not known."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

from izde.extract.page.document import Document, Line, Page
from izde.extract.readers.encodings import decode
from izde.warnings import ENCODING

# Blanks that are set for their width; a reader of words takes them all for one blank.
_BLANKS = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_DROPPED = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x001A, 0x0000])
_TRANSLATION = {**_BLANKS, **_DROPPED, 0x0009: "    ", 0x2028: "\n", 0x2029: "\n", 0x0085: "\n", 0x000B: "\n"}
_NEIGHBOURS = 12
# A page break leaves a blank or two before its first line; a line that is set in has more.
_PAGE_BLANKS = 2


def read(data: bytes, path: Path) -> Document:
    """The document of a text file. Raises the errors of `izde.extract.readers.encodings.decode`."""
    text, encoding = decode(data, path)
    warnings = [] if encoding == "utf-8" else [ENCODING.format(encoding=encoding)]
    document = from_text(text, path.name)
    document.warnings.extend(warnings)
    return document


def from_text(text: str, source: str) -> Document:
    """The document of a text that is already decoded."""
    text = (
        unicodedata.normalize("NFC", text.translate(_TRANSLATION)).replace("\r\n", "\n").replace("\r", "\n")
    )
    sheets = text.split("\f")
    paged = len(sheets) > 1
    pages = []
    number = 0
    for index, sheet in enumerate(sheets, 1):
        lines: list[Line] = []
        blanks: list[int] = []
        empty = 0
        for raw in sheet.split("\n"):
            number += 1
            shown = raw.rstrip()
            if not shown:
                empty += 1
                continue
            blank = len(shown) - len(shown.lstrip())
            indented = 0 < blank <= _PAGE_BLANKS
            lines.append(Line(shown.strip() if blank else shown, number, indented=indented))
            blanks.append(empty)
            empty = 0
        _mark_gaps(lines, blanks)
        pages.append(Page(index, lines))
    if paged and not pages[-1].lines:
        pages.pop()
    return Document(source, pages, paged=paged)


def _mark_gaps(lines: list[Line], blanks: list[int]) -> None:
    """A gap is more blank lines than usual in the neighbourhood: some files blank every other line."""
    counts: Counter[int] = Counter()
    for i in range(len(lines)):
        if i == 0:
            counts.update(blanks[1 : _NEIGHBOURS + 1])
        else:
            if i + _NEIGHBOURS < len(lines):
                counts[blanks[i + _NEIGHBOURS]] += 1
            if i - _NEIGHBOURS - 1 >= 1:
                counts[blanks[i - _NEIGHBOURS - 1]] -= 1
        usual = max(counts, key=lambda c: (counts[c], -c), default=0)
        lines[i].gap = blanks[i] > min(usual, 1)
