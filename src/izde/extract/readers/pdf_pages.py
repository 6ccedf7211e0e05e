"""Pages of a PDF as pieces of text: the only module that imports pdfminer.

pdfminer interprets the content streams; its own layout analysis is not used. A device of our own takes
whole strings as they are shown and cuts them at blanks and gaps, which is both faster than one object a
letter and keeps what the layout needs: baseline, size, font, and whether the file wrote a blank.
"""

from __future__ import annotations

import re
import struct
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import LITERAL_CATALOG, PDFDocument, PDFEncryptionError
from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import LITERAL_PAGE, PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt, mult_matrix

from izde.extract.page.layout import Face, Piece
from izde.warnings import INCOMPLETE, NO_TABLE

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.pdftypes import PDFStream
    from pdfminer.utils import Matrix, PathSegment, Rect

#: Presentation forms that stand for several letters.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: A glyph of which the file does not say what letter it is.
UNKNOWN = "\ufffd"

_BOLD = re.compile(r"bold|black|heavy|demi|[-,_ ]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,_ ]it\b|slanted", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18


class EncryptedError(Exception):
    """The file wants a password, or a kind of encryption that pdfminer does not know."""


class PageTimeout(Exception):
    """The time for one page is used up."""


class TooMuchTextError(Exception):
    """A page holds more letters than any page can show."""


#: What has been seen to come out of pdfminer when a file is damaged.
DAMAGE: tuple[type[Exception], ...] = (
    PSException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
)
#: Width and height of a page whose own are not given.
A4 = (595.0, 842.0)
#: More letters than this on one page are not text.
MAX_LETTERS = 400_000
#: So much of a file without a catalogue is searched for its parts.
RESCUE_BYTES = 400_000_000
_OBJECT = re.compile(rb"\b(\d{1,7})\s+\d{1,5}\s+obj\b")
#: A rule is at least so long, and a path of more segments than this is a drawing.
RULE_LENGTH, RULE_SEGMENTS = 60.0, 6


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
            # Codes that Western fonts leave open hold letters in Cyrillic ones; the reader tells which it is.
            text = UNKNOWN if self.wide or not 0x80 <= cid < 0xA0 else chr(cid)
        if text.startswith("(cid:"):
            text = UNKNOWN
        text = LIGATURES.get(text, text)
        if "\x00" in text:
            text = text.replace("\x00", "")
        found = (text, self.font.char_width(cid))
        self.glyphs[cid] = found
        return found


class PieceDevice(PDFTextDevice):
    """Collects the text of one page at a time: `upright`, and `turned` by a quarter or `inverted` as if its
    page were turned too."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.fonts: dict[int, _Font] = {}
        self.deadline = float("inf")
        self.clear()

    def clear(self) -> None:
        self.upright: list[Piece] = []
        self.turned: list[Piece] = []
        self.inverted: list[Piece] = []
        self.rules: list[tuple[float, float, float]] = []
        self.letters = self.unknown = self.images = 0
        self.pictured = 0.0
        self._blank = False
        self._outer: list[Matrix | None] = []

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        if time.monotonic() > self.deadline:
            raise PageTimeout
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        # What follows a form is placed as what stood before it.
        self.ctm = self._outer.pop()

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        if time.monotonic() > self.deadline:
            raise PageTimeout
        if not 2 <= len(path) <= RULE_SEGMENTS or self.ctm is None:
            return
        points = [apply_matrix_pt(self.ctm, s[-2:]) for s in path if len(s) == 3]
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right = min(xs), max(xs)
        if right - left >= RULE_LENGTH:
            low, high = min(ys), max(ys)
            self.rules.append((left, right, low))
            if stroke and high - low > 3:
                self.rules.append((left, right, high))

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.images += 1
        if self.ctm is not None:
            # An image fills the unit square.
            a, b, c, d = self.ctm[:4]
            self.pictured = max(self.pictured, abs(a * d - b * c))

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
            sign = 1.0 if a * fontsize > 0 else -1.0
            along, up, start = sign * a, d, sign * (e + c * (y + rise))
            base = sign * (f + d * (y + rise))
            pieces, usable = (self.upright if sign > 0 else self.inverted), a != 0
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
        if self.letters > MAX_LETTERS:
            raise TooMuchTextError


@dataclass(slots=True)
class PageText:
    """One page as its content stream shows it, before layout. `index` counts from 0.

    `links` are rectangles and targets, `rules` long horizontal lines as left end, right end, height;
    `pictured` is the share of the page that its largest image covers.
    """

    index: int
    width: float = 0.0
    height: float = 0.0
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    label: str | None = None
    letters: int = 0
    unknown: int = 0
    images: int = 0
    pictured: float = 0.0


class PdfFile:
    """An open PDF. Raises EncryptedError, or whatever damage makes pdfminer raise."""

    def __init__(self, path: Path) -> None:
        self._stream: BinaryIO = path.open("rb")
        #: What is wrong with the file as a whole, as sentences.
        self.warnings: list[str] = []
        self.rescued = False
        try:
            self.document = PDFDocument(PDFParser(self._stream))
        except PDFEncryptionError as error:
            raise EncryptedError(str(error)) from error
        except PSException:
            # No catalogue was found, as in a file that was cut off.
            self._rescue()
        self._manager = PDFResourceManager(caching=True)
        self._device = PieceDevice(self._manager)
        self._interpreter = PDFPageInterpreter(self._manager, self._device)
        self._pages: list[PDFPage] = []

    def _rescue(self) -> None:
        """Open what is whole of a file that was cut off or has lost its table of parts."""
        self._stream.seek(0)
        data = self._stream.read(RESCUE_BYTES)
        self._stream.close()
        data = data[: data.rfind(b"endobj") + len(b"endobj")]
        number = 1 + max((int(n) for n in _OBJECT.findall(data)), default=0)
        # An empty catalogue of our own lets pdfminer open the file and find its objects.
        data += b"\n%d 0 obj\n<< /Type /Catalog >>\nendobj\n" % number
        data += b"trailer\n<< /Root %d 0 R >>\nstartxref\n0\n%%%%EOF\n" % number
        self._stream = BytesIO(data)
        self.document = PDFDocument(PDFParser(self._stream))
        for found_number, found in self._objects(set()):
            if found_number != number and found.get("Type") is LITERAL_CATALOG:
                self.document.catalog = found
        self.rescued = True
        self.warnings.append(NO_TABLE)

    def _objects(self, seen: set[object]) -> Iterator[tuple[int, dict[str, Any]]]:
        """All dictionaries of the file that can be read and are not in `seen`, with their numbers."""
        for xref in self.document.xrefs:
            for number in xref.get_objids():
                if number in seen:
                    continue
                seen.add(number)
                try:
                    found = self.document.getobj(number)
                except DAMAGE:
                    continue
                if isinstance(found, dict):
                    yield number, found

    def count(self, limit: int) -> tuple[int, bool]:
        """How many pages there are, up to `limit`, and whether there are more."""
        found = self._pages
        try:
            found.extend(islice(PDFPage.create_pages(self.document), limit + 1))
        except DAMAGE:
            # The tree of pages is broken from here on: look for pages among all objects.
            found.extend(islice(self._stray_pages({page.pageid for page in found}), limit + 1 - len(found)))
            if not found:
                raise
        more = len(found) > limit
        del found[limit:]
        for page in found:
            page.mediabox = _upright(page.mediabox)
        announced = self._announced()
        if announced is not None and len(found) < announced and not more:
            self.warnings.append(INCOMPLETE.format(announced=announced, found=len(found)))
        return len(found), more

    def _announced(self) -> int | None:
        """The number of pages that the file says it has."""
        try:
            tree = resolve1(self.document.catalog.get("Pages"))
            count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
        except DAMAGE:
            return None
        return count if isinstance(count, int) else None

    def _stray_pages(self, seen: set[object]) -> Iterator[PDFPage]:
        for number, found in self._objects(seen):
            if found.get("Type") is LITERAL_PAGE:
                try:
                    yield PDFPage(self.document, number, found, None)
                except DAMAGE:
                    continue

    def begin(self, index: int) -> PageText:
        """An empty page with its size and label, to be filled by `read` and `read_links`."""
        page = self._pages[index]
        x0, y0, x1, y1 = page.mediabox
        width, height = abs(x1 - x0), abs(y1 - y0)
        if page.rotate % 180 == 90:
            width, height = height, width
        label = page.label
        return PageText(index, width, height, label=label if isinstance(label, str) else None)

    def read(self, text: PageText, seconds: float) -> None:
        """Fill in the text. Raises PageTimeout or what damage brings; what was read until then is kept."""
        device = self._device
        device.deadline = time.monotonic() + seconds
        device.clear()
        try:
            self._interpreter.process_page(self._pages[text.index])
        finally:
            text.letters, text.unknown, text.images = device.letters, device.unknown, device.images
            text.pictured = min(1.0, device.pictured / max(text.width * text.height, 1.0))
            right, top = text.width + 2, text.height + 2
            upright = [p for p in device.upright if -2 < p.x0 < right and -2 < p.y < top and p.size > 0.5]
            # Where most of the page lies on its side or its head, it is read from there.
            other = max((device.turned, device.inverted), key=lambda pieces: sum(len(p.text) for p in pieces))
            if sum(len(p.text) for p in other) > sum(len(p.text) for p in upright):
                left = min(p.x0 for p in other)
                low = min(p.y for p in other)
                text.pieces = [p._replace(x0=p.x0 - left, x1=p.x1 - left, y=p.y - low) for p in other]
            else:
                text.pieces = upright
                text.rules = device.rules
            device.clear()

    def read_links(self, text: PageText) -> None:
        """Fill in the link annotations."""
        text.links = list(_links(self._pages[text.index]))


def _upright(box: Rect) -> Rect:
    """A page's rectangle from any two opposite corners; an empty one is that of A4."""
    x0, y0, x1, y1 = box
    if x0 == x1 or y0 == y1:
        return (0.0, 0.0, *A4)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


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
            x, y = page.mediabox[:2]
            edges = (min(a, c) - x, min(b, d) - y, max(a, c) - x, max(b, d) - y)
            yield edges, uri.decode("utf-8", "replace").strip()
