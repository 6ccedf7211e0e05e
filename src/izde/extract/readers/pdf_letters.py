"""What a source of letters gives: the interface between a PDF library and everything that Izde does with a
page.

Two libraries stand behind it, one module each: `pdf_letters_pdfminer` and `pdf_letters_pdfium`. A source
opens a file and shows the letters of a page to a `Sheet` of `pdf_pieces`, in whatever order it has them: what
the letters are, where each begins and ends, and how they are set. Blanks, words and lines are made above, the
same for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from izde.extract.page.piece import Face, Piece

#: A glyph of which the file does not say what letter it is.
UNKNOWN = "\ufffd"
#: Presentation forms that stand for several letters.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Width and height in points of a page whose own are not given.
A4 = (595.0, 842.0)
#: A rule is at least so long, in points.
RULE_LENGTH = 60.0
#: An upright one, which may be drawn line by line, at least so long and at most so thick.
UPRIGHT_LENGTH, UPRIGHT_WIDTH = 6.0, 3.0

_BOLD = re.compile(r"bold|black|heavy|demi|[-,_ ]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|[-,_ ]it\b|slanted", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class EncryptedError(Exception):
    """The file wants a password, or has a kind of encryption that the library does not know."""


class DamagedError(Exception):
    """The library cannot open the file, or cannot read the page."""


class PageTimeout(Exception):
    """The time for one page is used up."""


class TooMuchTextError(Exception):
    """A page holds more letters than any page can show."""


class Font(NamedTuple):
    """A font as its letters are reported: its name without the mark of a subset, and its face."""

    name: str
    face: Face


def font(name: str, flags: int) -> Font:
    """A font from its name and the flags of its descriptor."""
    face = Face(
        bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD_FLAG),
        bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
    )
    return Font(_SUBSET.sub("", name), face)


def decode_string(data: bytes) -> str:
    """A text string of a PDF: UTF-16 or UTF-8 with a mark, else its own encoding, which Latin-1 nearly is."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1")


class Setting(NamedTuple):
    """How letters are set that are shown together.

    `way` is one of the ways of `pdf_pieces`. The baseline is the line y = `base` + `slope` · x in points, x
    and y as the page is read in that way. `hidden` letters are there to be found and not to be seen, as the
    text layer of a scan is.
    """

    way: int
    base: float
    slope: float
    size: float
    font: Font
    hidden: bool = False


@dataclass(slots=True)
class PageText:
    """One page as its letters show it, before layout. `index` counts from 0.

    `links` are rectangles and targets, `rules` long horizontal lines as left end, right end, height,
    `uprights` vertical ones as place, lower end, upper end;
    `pictured` is the share of the page that its largest image covers. `unknown` counts the letters that the
    file does not name, by font. `recognised` tells that the text is the hidden layer of a scan.
    """

    index: int
    width: float = 0.0
    height: float = 0.0
    pieces: list[Piece] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    uprights: list[tuple[float, float, float]] = field(default_factory=list)
    label: str | None = None
    letters: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    images: int = 0
    pictured: float = 0.0
    recognised: bool = False


class LetterSource(Protocol):
    """An open PDF. Opening raises EncryptedError, or an exception of `damage`."""

    #: What is wrong with the file as a whole, as sentences, and whether it had lost its table of parts.
    warnings: list[str]
    rescued: bool

    def __init__(self, path: Path) -> None: ...

    @property
    def damage(self) -> tuple[type[Exception], ...]:
        """What the library raises when a file is damaged."""

    def count(self, limit: int) -> tuple[int, bool]:
        """How many pages there are, up to `limit`, and whether there are more."""

    def begin(self, index: int) -> PageText:
        """An empty page with its size and label, to be filled by `read` and `read_links`."""

    def read(self, text: PageText, seconds: float) -> None:
        """Fill in the text. Raises PageTimeout, TooMuchTextError or what damage brings; what was read until
        then is kept."""

    def read_links(self, text: PageText) -> None:
        """Fill in the link annotations."""
