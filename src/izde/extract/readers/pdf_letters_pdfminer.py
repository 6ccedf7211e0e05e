"""Letters by pdfminer: the only module that imports it.

pdfminer interprets the content streams; its own layout analysis is not used. A device of our own takes whole
strings as they are shown and hands them to the `Sheet` of the page, which is both faster than one object a
letter and keeps what the layout needs: baseline, size, font, and where the file has blanks.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import apply_matrix_pt, mult_matrix

from izde.extract.readers.pdf_letters import (
    A4,
    LIGATURES,
    UNKNOWN,
    EncryptedError,
    PageText,
    Setting,
    decode_string,
    font,
)
from izde.extract.readers.pdf_pieces import INVERTED, SLANTED, TURNED, UPRIGHT, Sheet
from izde.warnings import INCOMPLETE, NO_TABLE

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFStackT, PDFTextState
    from pdfminer.utils import Matrix, PathSegment, Rect

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
#: So much of a file without a catalogue is searched for its parts.
RESCUE_BYTES = 400_000_000
_OBJECT = re.compile(rb"\b(\d{1,7})\s+\d{1,5}\s+obj\b")
#: The Western code page by code; codes that it leaves open come through, since others have letters there.
_WESTERN = [
    chr(code) if (letter := bytes([code]).decode("cp1252", "replace")) == UNKNOWN else letter
    for code in range(256)
]
_TABLE = re.compile(rb"begin(codespacerange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_CID_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*(\d+)")
_CID_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\d+)")
#: A path of more segments than this is a drawing and no rule.
RULE_SEGMENTS = 6
#: The rendering mode of text that does not show.
INVISIBLE = 3


class _Font:
    """What is looked up again and again of one font: letters and widths by character code."""

    __slots__ = ("bare", "cids", "decode", "font", "glyphs", "pdf_font", "scale", "wide")

    def __init__(self, pdf_font: PDFFont) -> None:
        self.pdf_font = pdf_font
        flags = pdf_font.flags if isinstance(pdf_font.flags, int) else 0
        # A font without a descriptor has its name in its own dictionary.
        names = (pdf_font.fontname, getattr(pdf_font, "basefont", None))
        name = next((name for name in names if name and name != "unknown"), "")
        self.font = font(str(name), flags)
        self.glyphs: dict[int, tuple[str, float]] = {}
        # The size of a Type 3 font is in its own units.
        self.scale = abs(pdf_font.vscale) * 1000 if isinstance(pdf_font, PDFType3Font) else 1.0
        self.wide = bool(pdf_font.is_multibyte())
        #: Neither an encoding nor a Unicode map: the codes are those of some code page.
        self.bare = getattr(pdf_font, "izde_bare", False)
        codes = getattr(pdf_font, "izde_codes", None)
        self.cids: dict[int, int] = codes.cids if codes else {}
        self.decode: Callable[[bytes], Iterable[int]] = codes.decode if codes else pdf_font.decode

    def glyph(self, cid: int) -> tuple[str, float]:
        try:
            text = _WESTERN[cid] if self.bare and cid >= 0x80 else self.pdf_font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            # Codes that Western fonts leave open hold letters in Cyrillic ones; the reader tells which it is.
            text = UNKNOWN if self.wide or not 0x80 <= cid < 0xA0 else chr(cid)
        if text.startswith("(cid:"):
            text = UNKNOWN
        text = LIGATURES.get(text, text)
        if "\x00" in text:
            text = text.replace("\x00", "")
        found = (text, self.pdf_font.char_width(self.cids.get(cid, cid)))
        self.glyphs[cid] = found
        return found


class _Codes:
    """The character codes of a font that brings its own table of them (an embedded CMap), which pdfminer does
    not read: it finds no letter in such a font. WeasyPrint writes one where letters are missing from a font.
    """

    def __init__(self, table: bytes) -> None:
        #: The glyph of each code; what letter it is, /ToUnicode says of the code.
        self.cids: dict[int, int] = {}
        self._lengths: set[int] = set()
        for kind, body in _TABLE.findall(table):
            if kind == b"codespacerange":
                self._lengths.update(len(code) // 2 for code in _HEX.findall(body))
            elif kind == b"cidchar":
                self.cids.update((int(code, 16), int(cid)) for code, cid in _CID_CHAR.findall(body))
            else:
                for first, last, cid in _CID_RANGE.findall(body):
                    start, stop = int(first, 16), min(int(last, 16), int(first, 16) + 0xFFFF)
                    self.cids.update((code, int(cid) + code - start) for code in range(start, stop + 1))

    def decode(self, shown: bytes) -> Iterator[int]:
        """The codes of a string."""
        step = 2 if not self._lengths or 2 in self._lengths else min(self._lengths)
        for i in range(0, len(shown) - step + 1, step):
            yield int.from_bytes(shown[i : i + step], "big")


class _Manager(PDFResourceManager):
    """pdfminer's fonts, with the tables of codes that they bring along."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        found = super().get_font(objid, spec)
        if not found.is_multibyte() and not {"Encoding", "ToUnicode"} & spec.keys():
            descriptor = resolve1(spec.get("FontDescriptor"))
            if not isinstance(descriptor, dict) or not {"FontFile", "FontFile3"} & descriptor.keys():
                found.izde_bare = True  # type: ignore[attr-defined]
        table = resolve1(spec.get("Encoding"))
        if isinstance(table, PDFStream) and found.is_multibyte() and not hasattr(found, "izde_codes"):
            found.izde_codes = _Codes(table.get_data())  # type: ignore[attr-defined]
        return found


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, with marked content whose properties stand among the page's resources."""

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802 - the operator's name
        if isinstance(props, PSLiteral):
            named = resolve1((self.resources or {}).get("Properties"))
            props = cast("PDFStackT", resolve1(named.get(props.name)) if isinstance(named, dict) else None)
        # Whatever the tag is, its end will come.
        self.device.begin_tag(cast("PSLiteral", tag), props)

    def do_BMC(self, tag: PDFStackT) -> None:  # noqa: N802
        self.device.begin_tag(cast("PSLiteral", tag))


class SheetDevice(PDFTextDevice):
    """Shows the text of a page to its `Sheet`."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.fonts: dict[int, _Font] = {}
        self.begin(Sheet())

    def begin(self, sheet: Sheet) -> None:
        """Show what follows to this sheet."""
        self.sheet = sheet
        self._outer: list[Matrix | None] = []

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        text = resolve1(props.get("ActualText")) if isinstance(props, Mapping) else None
        self.sheet.begin(decode_string(text) if isinstance(text, bytes) else None)

    def end_tag(self) -> None:
        self.sheet.end()

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self.sheet.check_time()
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
        self.sheet.check_time()
        if not 2 <= len(path) <= RULE_SEGMENTS or self.ctm is None:
            return
        points = [apply_matrix_pt(self.ctm, s[-2:]) for s in path if len(s) == 3]
        if len(points) < 2:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if stroke or fill:
            self.sheet.rule((min(xs), min(ys), max(xs), max(ys)), stroked=stroke)

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.sheet.images += 1
        if self.ctm is not None:
            # An image fills the unit square.
            a, b, c, d = self.ctm[:4]
            self.sheet.pictured = max(self.sheet.pictured, abs(a * d - b * c))

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self.sheet.check_time()
        pdf_font = textstate.font
        if pdf_font is None or self.ctm is None:
            return
        known = self.fonts.get(id(pdf_font))
        if known is None:
            known = self.fonts[id(pdf_font)] = _Font(pdf_font)
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        fontsize, rise = textstate.fontsize, textstate.rise
        scaling = textstate.scaling * 0.01
        charspace = textstate.charspace * scaling
        wordspace = 0.0 if known.wide else textstate.wordspace * scaling
        unit = fontsize * scaling
        step = 0.001 * unit
        x, y = textstate.linematrix
        # Text runs along (a, b). Upright text has b = 0; text that runs up the page has a = 0.
        slope = 0.0
        if abs(b) <= 0.15 * abs(a):
            way = UPRIGHT if a * fontsize > 0 else INVERTED
            sign = 1.0 if way == UPRIGHT else -1.0
            along, up, start = sign * a, d, sign * (e + c * (y + rise))
            base = sign * (f + d * (y + rise))
            if a:
                slope = b / a
            else:
                way = SLANTED
        elif abs(a) <= 0.15 * abs(b) and fontsize > 0:
            way, sign = TURNED, 1.0 if b > 0 else -1.0
            along, up = abs(b), -sign * c
            start = sign * (f + d * (y + rise))
            base = -sign * (e + c * (y + rise))
            slope = -a / b
        else:
            way, along, up, start, base = SLANTED, a, d, 0.0, 0.0
        size = abs(fontsize * up) * known.scale
        setting = Setting(way, base - slope * start, slope, size, known.font, textstate.render == INVISIBLE)
        glyphs, decode = known.glyphs, known.decode
        texts: list[str] = []
        lefts: list[float] = []
        rights: list[float] = []
        tight = False
        for item in cast("Iterable[Any]", seq):
            if isinstance(item, (int, float)):
                x -= item * step
                tight = True
                continue
            if not isinstance(item, bytes):
                continue
            for cid in decode(item):
                if tight:
                    x += charspace
                tight = True
                text, width = glyphs.get(cid) or known.glyph(cid)
                texts.append(text)
                lefts.append(start + along * x)
                x += width * unit
                rights.append(start + along * x)
                if cid == 32 and wordspace:
                    x += wordspace
        textstate.linematrix = (x, y)
        self.sheet.show(setting, texts, lefts, rights)


class PdfminerSource:
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
        self._manager = _Manager(caching=True)
        self._device = SheetDevice(self._manager)
        self._interpreter = _Interpreter(self._manager, self._device)
        self._pages: list[PDFPage] = []

    @property
    def damage(self) -> tuple[type[Exception], ...]:
        """What has been seen to come out of pdfminer when a file is damaged."""
        return DAMAGE

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
        sheet = Sheet(seconds)
        self._device.begin(sheet)
        try:
            self._interpreter.process_page(self._pages[text.index])
        finally:
            sheet.fill(text)

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
