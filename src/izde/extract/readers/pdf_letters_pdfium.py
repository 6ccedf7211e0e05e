"""Letters by pdfium (extra `fast`): the only module that imports it.

pdfium interprets a page some ten times as fast as pdfminer; what then costs time is asking it, call by call.
So a page's text is taken as a whole, and where letters stand is asked for each word: where its first and its
last letter begin. Widths of letters are learnt once for each font. Where they do not add up to the word,
every letter of it is asked for.

pdfium puts blanks of its own between strings and ends of lines, which are passed over: the `Sheet` knows the
places better. It gives marked content with a text of its own as that text, without saying where it ends; that
is taken from the bounds of what is drawn in it.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from ctypes import addressof, c_double, c_float, c_int, c_uint, c_void_p
from pathlib import Path
from typing import Any

import pypdfium2_raw.bindings as pdfium

from izde.extract.readers.pdf_letters import (
    A4,
    LIGATURES,
    UNKNOWN,
    DamagedError,
    EncryptedError,
    Font,
    PageText,
    Setting,
    decode_string,
    font,
)
from izde.extract.readers.pdf_pieces import (
    BLANK,
    CUT,
    INVERTED,
    SAME_LINE,
    SLANTED,
    SOFT,
    TURNED,
    UPRIGHT,
    Sheet,
)

Matrix = tuple[float, float, float, float, float, float]

_WORD = re.compile(r"\S+|\s")
_WESTERN = re.compile("[À-ÖØ-öø-ÿ]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOTHING = "\u2060"
#: What pdfium writes for a hyphen at the end of a line.
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
#: A path of more segments than this is a drawing and no rule.
RULE_SEGMENTS = 6
#: Where pdfium has put a blank of its own and the next letter is so far off, in type sizes, the file has one.
LEFT_OUT = 0.1
#: Forms within forms are followed so deep.
FORM_DEPTH = 6
INVISIBLE = 3
#: A file that is whole says so in so many bytes at its end.
_TAIL = 2048
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_PASSWORD_ERRORS = (4, 5)


def _function(named: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium that takes addresses as they are, twice as fast as pointers with a type."""
    address = ctypes.cast(named, c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_object_of = _function(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_origin = _function(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_loose_box = _function(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_matrix = _function(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_count_chars = _function(pdfium.FPDFText_CountChars, c_int, c_void_p)
_all_text = _function(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_is_generated = _function(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
_is_unmapped = _function(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
_unicode = _function(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_font_of = _function(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
_font_size = _function(pdfium.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
_render_mode = _function(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_font_flags = _function(pdfium.FPDFFont_GetFlags, c_int, c_void_p)
_font_name = _function(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t)
_glyph_width = _function(pdfium.FPDFFont_GetGlyphWidth, c_int, c_void_p, c_uint, c_float, c_void_p)
_count_marks = _function(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
_mark = _function(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, ctypes.c_ulong)
_mark_bytes = _function(
    pdfium.FPDFPageObjMark_GetParamBlobValue,
    c_int,
    c_void_p,
    ctypes.c_char_p,
    c_void_p,
    ctypes.c_ulong,
    c_void_p,
)
_count_objects = _function(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
_object = _function(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_object_type = _function(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_object_matrix = _function(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_bounds = _function(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_count_segments = _function(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_draw_mode = _function(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_form_count = _function(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_form_object = _function(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, ctypes.c_ulong)


class _Type:
    """A font: its name and face, and what is learnt of its letters: how wide each is at size 1, and what is
    read for those that are not what pdfium calls them."""

    __slots__ = ("address", "font", "named", "widths")

    def __init__(self, address: int, found: Font) -> None:
        self.address, self.font = address, found
        self.widths: dict[str, float] = {}
        self.named: dict[str, str] = {}


class _Shown:
    """How the letters of one text object are set, in the coordinates of the page as it is read."""

    __slots__ = ("across", "along", "font_size", "mark", "setting", "text", "type")

    def __init__(
        self,
        setting: Setting,
        known: _Type,
        sizes: tuple[float, float],
        across: tuple[float, ...],
        mark: int,
        text: str | None,
    ) -> None:
        self.setting, self.type = setting, known
        #: How long a letter of width 1 is on the page, and the size that the font is set in.
        self.along, self.font_size = sizes
        #: From x and y in the file to the place along the line: two factors and a shift.
        self.across = across
        #: The marked content that brings its own text, and that text.
        self.mark, self.text = mark, text


class PdfiumSource:
    """An open PDF. Raises EncryptedError or DamagedError."""

    def __init__(self, path: Path) -> None:
        self.warnings: list[str] = []
        self.rescued = False
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL))
            if b"startxref" not in file.read():
                raise DamagedError("the file is cut off")
        pdfium.FPDF_InitLibrary()
        self._document = pdfium.FPDF_LoadDocument(str(path).encode(), None)
        if not self._document:
            if pdfium.FPDF_GetLastError() in _PASSWORD_ERRORS:
                raise EncryptedError("a password is wanted")
            raise DamagedError("it cannot be opened")
        self._page: Any = None

    @property
    def damage(self) -> tuple[type[Exception], ...]:
        """pdfium raises nothing; what this module says of what it refuses."""
        return (DamagedError,)

    def count(self, limit: int) -> tuple[int, bool]:
        """How many pages there are, up to `limit`, and whether there are more."""
        found = pdfium.FPDF_GetPageCount(self._document)
        if found <= 0:
            raise DamagedError("it holds no page")
        return min(found, limit), found > limit

    def begin(self, index: int) -> PageText:
        """An empty page with its size and label, to be filled by `read_links` and `read`."""
        self._page = pdfium.FPDF_LoadPage(self._document, index)
        if not self._page:
            raise DamagedError("the page cannot be loaded")
        x0, y0, x1, y1 = _page_box(self._page)
        rotation = pdfium.FPDFPage_GetRotation(self._page)
        self._turn: Matrix = (
            (1.0, 0.0, 0.0, 1.0, -x0, -y0),
            (0.0, -1.0, 1.0, 0.0, -y0, x1),
            (-1.0, 0.0, 0.0, -1.0, x1, y1),
            (0.0, 1.0, -1.0, 0.0, y1, -x0),
        )[rotation % 4]
        self._corner = (x0, y0)
        width, height = x1 - x0, y1 - y0
        if rotation % 2:
            width, height = height, width
        return PageText(index, width, height, label=self._label(index))

    def _label(self, index: int) -> str | None:
        buffer = ctypes.create_string_buffer(256)
        size = pdfium.FPDF_GetPageLabel(self._document, index, buffer, 256)
        if not 2 < size <= 256:
            return None
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")

    def read(self, text: PageText, seconds: float) -> None:
        """Fill in the text, and close the page. Raises PageTimeout, TooMuchTextError or DamagedError; what
        was read until then is kept."""
        sheet = Sheet(seconds, whole=False)
        page = ctypes.cast(self._page, c_void_p).value
        shown = pdfium.FPDFText_LoadPage(self._page)
        try:
            if not shown:
                raise DamagedError("its text cannot be read")
            reader = _PageReader(page or 0, ctypes.cast(shown, c_void_p).value or 0, self._turn, sheet)
            reader.read()
        finally:
            sheet.fill(text)
            if shown:
                pdfium.FPDFText_ClosePage(shown)
            pdfium.FPDF_ClosePage(self._page)

    def read_links(self, text: PageText) -> None:
        """Fill in the link annotations."""
        position, link = c_int(0), pdfium.FPDF_LINK()
        x, y = self._corner
        while pdfium.FPDFLink_Enumerate(self._page, position, link):
            action = pdfium.FPDFLink_GetAction(link)
            if not action:
                continue
            size = pdfium.FPDFAction_GetURIPath(self._document, action, None, 0)
            box = pdfium.FS_RECTF()
            if size < 2 or not pdfium.FPDFLink_GetAnnotRect(link, box):
                continue
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(self._document, action, buffer, size)
            uri = buffer.raw[: size - 1].decode("utf-8", "replace").strip()
            low, high = sorted((box.bottom, box.top))
            text.links.append(((box.left - x, low - y, box.right - x, high - y), uri))


def _joined(pair: str) -> str:
    """The letter that two halves of UTF-16 make."""
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _page_box(page: Any) -> tuple[float, float, float, float]:
    """The page's rectangle, as pdfminer takes it: the medium, not what is cut out of it."""
    edges = [c_float() for _ in range(4)]
    if pdfium.FPDFPage_GetMediaBox(page, *edges):
        a, b, c, d = (edge.value for edge in edges)
    else:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        a, b, c, d = box.left, box.bottom, box.right, box.top
    if a == c or b == d:
        return (0.0, 0.0, *A4)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _times(a: Matrix, b: Matrix) -> Matrix:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


class _PageReader:
    """The reading of one page."""

    def __init__(self, page: int, text: int, turn: Matrix, sheet: Sheet) -> None:
        self.page, self.text, self.turn, self.sheet = page, text, turn, sheet
        # By address, which another font may have once the page is closed.
        self.types: dict[int, _Type] = {}
        self._shown: dict[int, _Shown] = {}
        self._marks: dict[int, str | None] = {}
        self._x, self._y = c_double(), c_double()
        self._at = (addressof(self._x), addressof(self._y))
        self._four = (c_float * 4)()
        self._edges = [addressof(self._four) + 4 * i for i in range(4)]
        self._six = (c_float * 6)()
        # What is to be shown together: how, and the letters with their ends.
        self._setting: Setting | None = None
        self._texts: list[str] = []
        self._lefts: list[float] = []
        self._rights: list[float] = []
        #: Where the last letter ended, how it was set, and in which object it was.
        self._end = 0.0
        self._last: Setting | None = None
        self._object = 0
        #: Marked content with a text of its own: how its first letter is set, and the bounds of all in it.
        self._spans: dict[int, _Shown] = {}
        self._bounds: dict[int, tuple[float, float, float, float]] = {}

    def read(self) -> None:
        """Show everything to the sheet."""
        letters = self._letters()
        if 2 * len(_WESTERN.findall(letters)) > sum(map(str.isalpha, letters)):
            # Codes that the Western code page leaves open are all the same to pdfium.
            raise DamagedError("letters of another code page are passed off as Western ones")
        for match in _WORD.finditer(letters):
            self._word(match.group(), match.start(), match.end())
        self._flush()
        self._paint(self.page, _count_objects(self.page), _object, self.turn, 0)
        for mark, shown in self._spans.items():
            self._span(shown, self._bounds.get(mark))

    def _letters(self) -> str:
        """The letters of the page, one for each that pdfium counts."""
        count = _count_chars(self.text)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = _all_text(self.text, 0, count, addressof(buffer))
        letters = bytes(buffer).decode("utf-16-le", "replace")[: written - 1]
        if len(letters) != count or "\x00" in letters:
            codes = (_unicode(self.text, i) for i in range(count))
            letters = "".join(chr(code) if 0 < code < 0x110000 else UNKNOWN for code in codes)
            # A letter beyond the first plane counts as two, of which the second is to show nothing.
            letters = _PAIR.sub(lambda pair: _joined(pair.group()) + _NOTHING, letters)
        return letters

    # ------------------------------------------------------------ letters

    def _word(self, word: str, start: int, stop: int) -> None:
        """Show a word, or a blank, string by string."""
        first = _object_of(self.text, start)
        if word.isspace():
            if not first:
                return
            if _is_generated(self.text, start) == 1:
                self._blank_left_out(start, first)
                return
        if stop - start == 1 or first == _object_of(self.text, stop - 1):
            if first:
                self._part(word, start, stop, first)
            return
        begin, current = start, first
        for i in range(start + 1, stop + 1):
            found = _object_of(self.text, i) if i < stop else None
            if i == stop or found != current:
                if current:
                    self._part(word[begin - start : i - start], begin, i, current)
                begin, current = i, found

    def _part(self, part: str, start: int, stop: int, text_object: int) -> None:
        """Show letters of one text object."""
        shown = self._shown.get(text_object)
        if shown is None:
            shown = self._shown[text_object] = self._look_at(text_object, start)
        if shown.text is not None:
            self._spans.setdefault(shown.mark, shown)
            return
        widths = shown.type.widths
        for i, letter in enumerate(part):
            if letter not in widths:
                self._learn(letter, start + i, shown)
        setting, along = shown.setting, shown.along
        if setting is not self._setting:
            self._flush()
            self._setting = setting
        left = self._left(start, shown)
        if text_object != self._object:
            self._object = text_object
            self._guess(left, setting)
        named = shown.type.named
        text = (
            "".join([named.get(letter, letter) for letter in part])
            if not named.keys().isdisjoint(part)
            else part
        )
        if stop - start == 1:
            self._add(text, left, left + widths[part] * along)
            return
        last = self._left(stop - 1, shown)
        expected = left + along * sum([widths[letter] for letter in part[:-1]])
        if abs(last - expected) <= CUT * setting.size:
            self._add(text, left, last + widths[part[-1]] * along)
            return
        lefts = [left, *(self._left(i, shown) for i in range(start + 1, stop))]
        rights = [at + widths[letter] * along for at, letter in zip(lefts, part, strict=True)]
        gaps = [at - end for at, end in zip(lefts[1:], rights, strict=False)]
        wide = BLANK[0] * setting.size
        # One or two gaps within a word are places of blanks or of another font's letters; many are set apart.
        few = 3 * sum(gap >= wide for gap in gaps) <= len(gaps)
        for i, letter in enumerate(part):
            if i and few and gaps[i - 1] >= wide:
                self._guess(lefts[i], setting)
            self._add(named.get(letter, letter), lefts[i], rights[i])

    def _blank_left_out(self, index: int, text_object: int) -> None:
        """A blank of pdfium within a string, at which it leaves out one that the file may have there."""
        following = self._shown.get(text_object)
        if following is None or _object_of(self.text, index + 1) != text_object:
            return
        left, right = self._left(index, following), self._left(index + 1, following)
        if following.setting is not self._setting:
            return
        if right - left > LEFT_OUT * following.setting.size:
            self._add(" ", left, right)
        else:
            self._guess(right, following.setting)

    def _guess(self, left: float, setting: Setting) -> None:
        """Strings of nothing but blanks are left out by pdfium. Where the gap between two others is that of a
        blank, it may be one."""
        before = self._last
        if before is None or before.way != setting.way:
            return
        gap = left - self._end
        large = max(setting.size, before.size)
        if (
            BLANK[0] * large <= gap <= BLANK[1] * large
            and abs(before.base - setting.base) <= SAME_LINE * large
        ):
            self.sheet.guess(setting, self._end, left)

    def _add(self, text: str, left: float, right: float) -> None:
        self._texts.append(text)
        self._lefts.append(left)
        self._rights.append(right)
        self._end, self._last = right, self._setting

    def _flush(self) -> None:
        if self._setting is not None and self._texts:
            self.sheet.check_time()
            self.sheet.show(self._setting, self._texts, self._lefts, self._rights)
            self._texts, self._lefts, self._rights = [], [], []

    def _left(self, index: int, shown: _Shown) -> float:
        """Where a letter begins, in its own direction."""
        _origin(self.text, index, *self._at)
        x, y = self._x.value, self._y.value
        a, b, c = shown.across
        return a * x + b * y + c

    def _look_at(self, text_object: int, index: int) -> _Shown:
        """How the letters of a text object are set, from the first of them."""
        _matrix(self.text, index, addressof(self._six))
        a, b, c, d, _e, _f = self._six
        _origin(self.text, index, *self._at)
        return self._set_at(text_object, (a, b, c, d, self._x.value, self._y.value))

    def _set_at(self, text_object: int, matrix: Matrix) -> _Shown:
        """How the letters of a text object are set that begins at the shift of a matrix in the file's
        coordinates."""
        x, y = matrix[4:]
        a, b, c, d = _times((*matrix[:4], 0.0, 0.0), (*self.turn[:4], 0.0, 0.0))[:4]
        size = c_float()
        _font_size(text_object, addressof(size))
        fontsize = size.value
        pdf_font = _font_of(text_object) or 0
        known = self.types.get(pdf_font)
        if known is None:
            known = self.types[pdf_font] = _Type(pdf_font, self._font(pdf_font))
        slope = 0.0
        if abs(b) <= 0.15 * abs(a) and a:
            way = UPRIGHT if a * fontsize > 0 else INVERTED
            sign = 1.0 if way == UPRIGHT else -1.0
            along, up, slope = sign * a, d, b / a
            across, above = (sign, 0.0), (0.0, sign)
        elif abs(a) <= 0.15 * abs(b) and fontsize > 0:
            way, sign = TURNED, 1.0 if b > 0 else -1.0
            along, up, slope = abs(b), -sign * c, -a / b
            across, above = (0.0, sign), (-sign, 0.0)
        else:
            way, along, up = SLANTED, a, d
            across, above = (1.0, 0.0), (0.0, 1.0)
        t = self.turn
        # From the coordinates of the file to those of the page as it is read in this way.
        to_x = tuple(across[0] * t[2 * k] + across[1] * t[2 * k + 1] for k in range(3))
        to_y = tuple(above[0] * t[2 * k] + above[1] * t[2 * k + 1] for k in range(3))
        base = to_y[0] * x + to_y[1] * y + to_y[2]
        base -= slope * (to_x[0] * x + to_x[1] * y + to_x[2])
        hidden = _render_mode(text_object) == INVISIBLE
        setting = Setting(way, base, slope, abs(fontsize * up), known.font, hidden)
        mark, text = self._own_text(text_object)
        return _Shown(setting, known, (along * fontsize, fontsize), to_x, mark, text)

    def _font(self, pdf_font: int) -> Font:
        buffer = ctypes.create_string_buffer(256)
        size = _font_name(pdf_font, addressof(buffer), 256) if pdf_font else 0
        name = buffer.raw[: max(0, min(size, 256) - 1)].decode("utf-8", "replace")
        flags = _font_flags(pdf_font) if pdf_font else 0
        return font(name, max(0, flags))

    def _learn(self, letter: str, index: int, shown: _Shown) -> None:
        """Measure a letter of a font that has not been met before, and see whether the file names it."""
        width = c_float()
        _glyph_width(shown.type.address, ord(letter), 1.0, addressof(width))
        if width.value <= 0:
            # The box, which is as wide as the letter or its ink, of letters that do not run up the page.
            _loose_box(self.text, index, addressof(self._four))
            _matrix(self.text, index, addressof(self._six))
            unit = self._six[0] * shown.font_size
            width.value = (self._four[2] - self._four[0]) / unit if unit else 0.5
        shown.type.widths[letter] = width.value
        if letter == _NOTHING:
            shown.type.widths[letter], shown.type.named[letter] = 0.0, ""
        elif letter in _HYPHENS:
            shown.type.named[letter] = _HYPHENS[letter]
        elif letter in LIGATURES:
            shown.type.named[letter] = LIGATURES[letter]
        elif _is_unmapped(self.text, index) == 1 and not "\x80" <= letter < "\xa0":
            shown.type.named[letter] = UNKNOWN

    # ------------------------------------------------------------ text instead of letters

    def _own_text(self, page_object: int) -> tuple[int, str | None]:
        """The outermost marked content around an object that brings its own text, and that text."""
        for i in range(_count_marks(page_object)):
            mark = _mark(page_object, i)
            if mark not in self._marks:
                self._marks[mark] = self._text_of_mark(mark)
            text = self._marks[mark]
            if text is not None:
                return mark, text
        return 0, None

    def _text_of_mark(self, mark: int) -> str | None:
        # As bytes: asked for a string, pdfium reads UTF-16 as if it were UTF-8.
        size = ctypes.c_ulong()
        if not _mark_bytes(mark, b"ActualText", None, 0, addressof(size)):
            return None
        buffer = ctypes.create_string_buffer(max(1, size.value))
        _mark_bytes(mark, b"ActualText", addressof(buffer), size.value, addressof(size))
        return decode_string(buffer.raw[: size.value])

    def _span(self, shown: _Shown, bounds: tuple[float, float, float, float] | None) -> None:
        """Show the text of marked content where its letters are drawn."""
        text = (shown.text or "").lstrip("\ufeff")
        setting = shown.setting
        if bounds is None or not text:
            return
        x0, y0, x1, y1 = bounds
        a, b, c = shown.across
        ends = sorted((a * x0 + b * y0 + c, a * x1 + b * y1 + c))
        if (x1 - x0 if setting.way == TURNED else y1 - y0) > 1.9 * setting.size:
            raise DamagedError("marked content with a text of its own goes over several lines")
        if not text.translate(SOFT):
            if "\u00ad" not in text or ends[1] - ends[0] < 0.02 * setting.size:
                # A hyphen that is not taken shows as a blank.
                return
            text = "\u00ad"
        step = (ends[1] - ends[0]) / len(text)
        lefts = [ends[0] + step * i for i in range(len(text))]
        self.sheet.show(setting, list(text), lefts, [left + step for left in lefts])

    # ------------------------------------------------------------ what is drawn

    def _paint(
        self, holder: int, count: int, get: Callable[[int, int], int | None], turn: Matrix, depth: int
    ) -> None:
        """Note rules and images, and where marked content with a text of its own is drawn."""
        for i in range(count):
            found = get(holder, i)
            kind = _object_type(found)
            if kind == _TEXT:
                if self._spans:
                    self._note(found or 0, turn)
                if found not in self._shown:
                    self._blank(found or 0, turn)
            elif kind == _PATH:
                if _count_segments(found) <= RULE_SEGMENTS:
                    self._rule(found or 0, turn)
            elif kind == _IMAGE:
                self.sheet.images += 1
                a, b, c, d = _times(self._own_matrix(found or 0), turn)[:4]
                self.sheet.pictured = max(self.sheet.pictured, abs(a * d - b * c))
            elif kind == _FORM and depth < FORM_DEPTH:
                inner = _times(self._own_matrix(found or 0), turn)
                self._paint(found or 0, _form_count(found), _form_object, inner, depth + 1)

    def _blank(self, text_object: int, turn: Matrix) -> None:
        """Show a string of nothing but blanks, of which pdfium gives no letter: one where it begins."""
        _bounds(text_object, *self._edges)
        if self._four[2] - self._four[0] > 0.01:
            return
        matrix = _times(_times(self._own_matrix(text_object), turn), _inverse(self.turn))
        shown = self._set_at(text_object, matrix)
        if shown.text is None:
            a, b, c = shown.across
            left = a * matrix[4] + b * matrix[5] + c
            self.sheet.show(shown.setting, [" "], [left], [left + 0.25 * shown.along])

    def _own_matrix(self, page_object: int) -> Matrix:
        _object_matrix(page_object, addressof(self._six))
        a, b, c, d, e, f = self._six
        return a, b, c, d, e, f

    def _placed(self, page_object: int, turn: Matrix) -> tuple[float, float, float, float]:
        """The rectangle that an object covers."""
        _bounds(page_object, *self._edges)
        left, low, right, high = self._four
        a, b, c, d, e, f = turn
        xs, ys = zip(
            *((a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)), strict=True
        )
        return min(xs), min(ys), max(xs), max(ys)

    def _rule(self, path: int, turn: Matrix) -> None:
        fill, stroke = c_int(), c_int()
        _draw_mode(path, addressof(fill), addressof(stroke))
        if fill.value or stroke.value:
            self.sheet.rule(self._placed(path, turn), stroked=bool(stroke.value))

    def _note(self, text_object: int, turn: Matrix) -> None:
        mark, text = self._own_text(text_object)
        if text is None or mark not in self._spans:
            return
        # The spans are shown in the coordinates of the file, those of the page itself.
        x0, y0, x1, y1 = self._placed(text_object, _times(turn, _inverse(self.turn)))
        if x1 - x0 <= 0:
            self._bounds.setdefault(mark, (x0, y0, x1, y1))
            return
        known = self._bounds.get(mark)
        if known is not None and known[2] > known[0]:
            x0, y0, x1, y1 = min(x0, known[0]), min(y0, known[1]), max(x1, known[2]), max(y1, known[3])
        self._bounds[mark] = (x0, y0, x1, y1)


def _inverse(m: Matrix) -> Matrix:
    """Of a turn by quarters and a shift."""
    a, b, c, d, e, f = m
    return a, c, b, d, -(a * e + b * f), -(c * e + d * f)
