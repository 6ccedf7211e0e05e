"""Pages of a PDF as pieces of text: the only module that imports pdfminer.

pdfminer interprets the content streams; its own layout analysis is not used. A device of our own takes
whole strings as they are shown and cuts them at blanks and gaps, which is both faster than one object a
letter and keeps what the layout needs: baseline, size, font, and whether the file wrote a blank.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFNoPageLabels
from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import mult_matrix

from izde.extract.layout import Face, Piece

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix

#: Presentation forms that stand for several letters.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: A glyph of which the file does not say what letter it is.
UNKNOWN = "\ufffd"

_BOLD = re.compile(r"bold|black|heavy|demi|[-,_ ]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,_ ]it\b|slanted", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18


class PageTimeout(Exception):  # noqa: N818 - an event, not an error of ours
    """The time for one page is used up."""


class _Font:
    """What is looked up again and again of one font: letters and widths by character code."""

    __slots__ = ("face", "font", "glyphs", "scale", "wide")

    def __init__(self, font: PDFFont) -> None:
        self.font = font
        name = str(font.fontname or "")
        flags = font.flags if isinstance(font.flags, int) else 0
        self.face = Face(
            bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD_FLAG),
            bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
        )
        self.glyphs: dict[int, tuple[str, float]] = {}
        # The size of a Type 3 font is in its own units.
        self.scale = abs(font.vscale) * 1000 if isinstance(font, PDFType3Font) else 1.0
        self.wide = bool(font.is_multibyte())

    def glyph(self, cid: int) -> tuple[str, float]:
        try:
            text = self.font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        if text.startswith("(cid:"):
            text = UNKNOWN
        text = LIGATURES.get(text, text)
        if "\x00" in text:
            text = text.replace("\x00", "")
        found = (text, self.font.char_width(cid))
        self.glyphs[cid] = found
        return found


class PieceDevice(PDFTextDevice):
    """Collects the text of one page at a time: `upright`, and `turned` as if its page were turned too."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.fonts: dict[int, _Font] = {}
        self.deadline = float("inf")
        self.clear()

    def clear(self) -> None:
        self.upright: list[Piece] = []
        self.turned: list[Piece] = []
        self.letters = self.unknown = self.images = 0
        self._blank = False

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        self.clear()

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.images += 1

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        if time.monotonic() > self.deadline:
            raise PageTimeout
        font = textstate.font
        if font is None or self.ctm is None:
            return
        known = self.fonts.get(id(font))
        if known is None:
            known = self.fonts[id(font)] = _Font(font)
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        fontsize, rise = textstate.fontsize, textstate.rise
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0.0 if known.wide else textstate.wordspace * scaling
        unit = fontsize * scaling
        step = 0.001 * unit
        x, y = textstate.linematrix
        # Text runs along (a, b). Upright text has b = 0; text that runs up the page has a = 0.
        if abs(b) <= 0.15 * abs(a):
            along, up, start = a, d, e + c * (y + rise)
            base = f + d * (y + rise)
            pieces, usable = self.upright, a * fontsize > 0
        elif abs(a) <= 0.15 * abs(b):
            sign = 1.0 if b > 0 else -1.0
            along, up = abs(b), -sign * c
            start = sign * (f + d * (y + rise))
            base = -sign * (e + c * (y + rise))
            pieces, usable = self.turned, fontsize > 0
        else:
            along, up, start, base = a, d, 0.0, 0.0
            pieces, usable = [], False
        if not usable:
            pieces = []
        size = abs(fontsize * up) * known.scale
        glyphs = known.glyphs
        cut = 0.08 * size
        blank = self._blank
        text: list[str] = []
        x0 = x1 = 0.0
        letters = unknown = 0
        tight = False
        for item in cast("Iterable[Any]", seq):
            if isinstance(item, (int, float)):
                x -= item * step
                tight = True
                continue
            if not isinstance(item, bytes):
                continue
            for cid in known.font.decode(item):
                if tight:
                    x += charspace
                tight = True
                found = glyphs.get(cid) or known.glyph(cid)
                letter, width = found
                left = start + along * x
                x += width * unit
                if cid == 32 and wordspace:
                    x += wordspace
                if not letter or letter.isspace():
                    if letter:
                        if text:
                            pieces.append(Piece(x0, x1, base, size, "".join(text), known.face, blank))
                            text = []
                        blank = True
                    continue
                if text and (left - x1 > cut or left - x1 < -0.6 * size):
                    pieces.append(Piece(x0, x1, base, size, "".join(text), known.face, blank))
                    text = []
                    blank = False
                if not text:
                    x0 = left
                text.append(letter)
                letters += 1
                if letter == UNKNOWN:
                    unknown += 1
                x1 = start + along * x
        if text:
            pieces.append(Piece(x0, x1, base, size, "".join(text), known.face, blank))
            blank = False
        self._blank = blank
        textstate.linematrix = (x, y)
        self.letters += letters
        self.unknown += unknown


@dataclass(slots=True)
class PageText:
    """One page as its content stream shows it, before layout."""

    width: float
    height: float
    pieces: list[Piece]
    links: list[tuple[tuple[float, float, float, float], str]]
    letters: int = 0
    unknown: int = 0
    images: int = 0


class PdfFile:
    """An open PDF. Pages are numbered from 0."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("rb")
        self.document = PDFDocument(PDFParser(self._stream))
        self._manager = PDFResourceManager(caching=True)
        self._device = PieceDevice(self._manager)
        self._interpreter = PDFPageInterpreter(self._manager, self._device)
        self._pages: list[PDFPage] = []

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def pages(self, limit: int) -> list[PDFPage]:
        """The first pages of the file, at most `limit`."""
        if not self._pages:
            self._pages = list(islice(PDFPage.create_pages(self.document), limit))
        return self._pages

    def labels(self, count: int) -> list[str | None]:
        """What the file says its pages are called; None where it does not say."""
        try:
            return list(islice(self.document.get_page_labels(), count))
        except PDFNoPageLabels:
            return []

    def read(self, page: PDFPage, seconds: float) -> PageText:
        """The text and the links of one page. Raises PageTimeout, or whatever damage makes pdfminer raise."""
        device = self._device
        device.deadline = time.monotonic() + seconds
        self._interpreter.process_page(page)
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate % 180 == 90:
            width, height = height, width
        pieces = [
            p for p in device.upright if -2 < p.x0 < width + 2 and -2 < p.y < height + 2 and p.size > 0.5
        ]
        turned = device.turned
        if sum(len(p.text) for p in turned) > sum(len(p.text) for p in pieces):
            # The whole page lies on its side: read it from there.
            pieces = turned
        return PageText(
            width, height, pieces, list(_links(page)), device.letters, device.unknown, device.images
        )


def _links(page: PDFPage) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    for reference in resolve1(page.annots) or ():
        annotation = resolve1(reference)
        if not isinstance(annotation, dict) or literal_name(resolve1(annotation.get("Subtype"))) != "Link":
            continue
        action = resolve1(annotation.get("A"))
        uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
        box = resolve1(annotation.get("Rect"))
        if not isinstance(uri, bytes) or not isinstance(box, list) or len(box) != 4:
            continue
        corners = [resolve1(c) for c in box]
        if all(isinstance(c, (int, float)) for c in corners):
            a, b, c, d = (float(c) for c in corners)
            yield (min(a, c), min(b, d), max(a, c), max(b, d)), uri.decode("utf-8", "replace").strip()
