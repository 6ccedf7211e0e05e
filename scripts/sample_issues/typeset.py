"""A small typesetter over reportlab: paragraphs of styled runs, columns, running heads, hyphenation.

It exists because a test needs to know exactly what is printed: every line is broken here, so that the gold
record can say which words are on which page.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, A5, B5  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

PAPERS = {"A4": A4, "A5": A5, "B5": B5}

#: family: regular, bold, italic, bold italic.
FAMILIES = {
    "serif": ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic", "DejaVuSerif-BoldItalic"),
    "serif-condensed": (
        "DejaVuSerifCondensed",
        "DejaVuSerifCondensed-Bold",
        "DejaVuSerifCondensed-Italic",
        "DejaVuSerifCondensed-BoldItalic",
    ),
    "sans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"),
    "sans-condensed": (
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
        "DejaVuSansCondensed-Oblique",
        "DejaVuSansCondensed-BoldOblique",
    ),
}
#: Packages on the package index that bring the DejaVu fonts along.
FONT_PACKAGES = {
    "rinoh_typeface_dejavuserif": "",
    "rinoh_typeface_dejavusans": "",
    "matplotlib": "mpl-data/fonts/ttf",
}
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
)


class FontsMissingError(RuntimeError):
    """No font with the Kazakh letters was found."""


def font_files() -> dict[str, Path]:
    """The DejaVu fonts that this machine has, by name."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    for package, inside in FONT_PACKAGES.items():
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            folders.append(Path(next(iter(spec.submodule_search_locations))) / inside)
    found: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            for file in sorted(folder.rglob("DejaVu*.ttf")):
                found.setdefault(file.stem, file)
    return found


def register(family: str) -> tuple[str, str, str, str]:
    """Make the four faces of a family known to reportlab and return their names."""
    files = (
        font_files() if any(n not in pdfmetrics.getRegisteredFontNames() for n in FAMILIES[family]) else {}
    )
    for name in FAMILIES[family]:
        if name in pdfmetrics.getRegisteredFontNames():
            continue
        if name not in files:
            packages = " ".join(p.replace("_", "-") for p in FONT_PACKAGES if p.startswith("rinoh"))
            raise FontsMissingError(
                f"The font {name} is not installed; it has the Kazakh letters that the samples need. "
                f"Install the DejaVu fonts of your system, or: pip install {packages}"
            )
        pdfmetrics.registerFont(TTFont(name, str(files[name])))
    return FAMILIES[family]


@dataclass(frozen=True)
class Run:
    """Text in one style; `rise` and `scale` make superscripts, `link` an annotation."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str | None = None


@dataclass
class Setting:
    """How a paragraph is set. Sizes in points; `indent` is that of the first line."""

    size: float = 11.0
    align: str = "justify"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    hyphenate: bool = False
    leading: float = 1.2
    keep: bool = False


@dataclass
class _Line:
    words: list[list[Run]]
    setting: Setting
    last: bool
    width: float
    indent: float
    height: float


@dataclass
class Geometry:
    """The page: paper, margins (left, right, top, bottom), fonts."""

    paper: str = "A4"
    margins: tuple[float, float, float, float] = (64, 50, 70, 60)
    family: str = "serif"
    #: Whether blanks are written into the file or left as gaps.
    blanks: bool = True
    #: Whether justified lines spread their letters instead of their words.
    spread: bool = False
    hyphen: str = "-"
    #: Whether bold text is the regular face printed twice.
    overprint: bool = False
    #: Text that runs up the margin of every page.
    side_text: str = ""


VOWELS = set("аәеёиіоөуұүыэюяaeiouy")


def syllable_breaks(word: str) -> list[int]:
    """Places where a word may be divided: a vowel on both sides, before the last consonant of a group."""
    out = []
    low = word.lower()
    for i in range(2, len(word) - 2):
        if not (low[i - 1].isalpha() and low[i].isalpha()):
            continue
        left, right = low[:i], low[i:]
        if not (VOWELS & set(left) and VOWELS & set(right)):
            continue
        if low[i] not in VOWELS and low[i] not in "ьъ" and low[i + 1] in VOWELS:
            out.append(i)
    return out


class Press:
    """Sets an issue page by page. `furniture(press)` draws heads and feet when a page is finished."""

    def __init__(
        self,
        path: Path,
        geometry: Geometry,
        first_page: int = 1,
        furniture: Callable[[Press], None] | None = None,
        rng: random.Random | None = None,
    ) -> None:
        self.geometry = geometry
        self.size = PAPERS[geometry.paper]
        self.canvas = Canvas(str(path), pagesize=self.size, pageCompression=1, invariant=1)
        self.faces = register(geometry.family)
        self.left, right, self.top_margin, self.bottom = geometry.margins
        self.right = self.size[0] - right
        self.top = self.size[1] - self.top_margin
        self.page = first_page
        self.furniture = furniture
        self.rng = rng or random.Random(0)
        self.y = self.top
        self.empty = True
        self.notes: list[list[_Line]] = []
        #: What the running heads are about; the printer of an issue puts its article here.
        self.context: Any = None

    # -- pages

    def finish_page(self) -> None:
        """Draw the furniture and turn the page."""
        if self.furniture is not None:
            self.furniture(self)
        self._draw_notes()
        if self.geometry.side_text:
            self.canvas.saveState()
            self.canvas.translate(self.left * 0.4, self.bottom + 80)
            self.canvas.rotate(90)
            self.canvas.setFont(self.faces[0], 7)
            self.canvas.drawString(0, 0, self.geometry.side_text)
            self.canvas.restoreState()
        self.canvas.showPage()
        self.page += 1
        self.y = self.top
        self.empty = True

    def new_page(self) -> None:
        """Start on a fresh page, unless this one still is."""
        if not self.empty:
            self.finish_page()

    def save(self) -> None:
        """Finish the last page and write the file."""
        if not self.empty:
            self.finish_page()
        self.canvas.save()

    # -- text

    def face(self, run: Run) -> str:
        """The font of a run."""
        bold = run.bold and not self.geometry.overprint
        return self.faces[(1 if bold else 0) + (2 if run.italic else 0)]

    def measure(self, run: Run, size: float) -> float:
        """The width of a run in points."""
        return float(pdfmetrics.stringWidth(run.text, self.face(run), size * (0.62 if run.raised else 1.0)))

    def break_lines(self, runs: list[Run] | str, setting: Setting, width: float) -> list[_Line]:
        """Break a paragraph into lines; a word may be divided at a syllable."""
        if isinstance(runs, str):
            runs = [Run(runs)]
        words: list[list[Run]] = [[]]
        for run in runs:
            parts = run.text.split(" ")
            for i, part in enumerate(parts):
                if i:
                    words.append([])
                if part:
                    words[-1].append(replace(run, text=part))
        words = [w for w in words if w]
        size = setting.size
        height = size * setting.leading
        blank = self.measure(Run(" "), size)
        lines: list[_Line] = []
        current: list[list[Run]] = []
        used = 0.0
        indent = setting.indent
        queue = list(words)
        i = 0
        while i < len(queue):
            word = queue[i]
            w = sum(self.measure(r, size) for r in word)
            room = width - indent - used - (blank if current else 0.0)
            single = word[0].text if len(word) == 1 else ""
            # A word that fits no line stands alone and juts out, unless it can be divided.
            if w <= room or (not current and w > width - indent and not syllable_breaks(single)):
                used += w + (blank if current else 0.0)
                current.append(word)
                i += 1
                continue
            if single and room > 4 * blank and (setting.hyphenate or (not current and w > width)):
                run = word[0]
                for at in reversed(syllable_breaks(run.text)):
                    head = replace(run, text=run.text[:at] + self.geometry.hyphen)
                    if self.measure(head, size) <= room:
                        current.append([head])
                        queue[i] = [replace(run, text=run.text[at:])]
                        break
            if not current:
                current.append(word)
                i += 1
            lines.append(_Line(current, setting, False, width, indent, height))
            current, used, indent = [], 0.0, 0.0
        if current:
            lines.append(_Line(current, setting, True, width, indent, height))
        return lines

    def paragraph(
        self, runs: list[Run] | str, setting: Setting, tag: Callable[[int], None] | None = None
    ) -> None:
        """Set a full-width paragraph, over as many pages as it takes. `tag` hears of each page it is on."""
        lines = self.break_lines(runs, setting, self.right - self.left)
        if not lines:
            return
        if not self.empty:
            self.y -= setting.before
        need = sum(line.height for line in lines) + (4 * setting.size if setting.keep else 0.0)
        if setting.keep and self.y - need < self.floor:
            self.finish_page()
        for line in lines:
            if self.y - line.height < self.floor:
                self.finish_page()
            self._draw(line, self.left, self.y - line.setting.size)
            self.y -= line.height
            if tag is not None:
                tag(self.page)
        self.y -= setting.after

    @property
    def floor(self) -> float:
        """The lowest place for text: the margin, above the footnotes of this page."""
        notes = sum(line.height for note in self.notes for line in note)
        return self.bottom + (notes + 8 if notes else 0.0)

    def note(self, runs: list[Run] | str, size: float) -> None:
        """A footnote on this page."""
        self.notes.append(self.break_lines(runs, Setting(size=size, align="left"), self.right - self.left))

    def _draw_notes(self) -> None:
        y = self.bottom + sum(line.height for note in self.notes for line in note)
        if self.notes:
            self.canvas.line(self.left, y + 4, self.left + 120, y + 4)
        for note in self.notes:
            for line in note:
                self._draw(line, self.left, y - line.setting.size)
                y -= line.height
        self.notes = []

    def columns(
        self,
        paragraphs: list[tuple[list[Run] | str, Setting]],
        gutter: float = 20.0,
        tag: Callable[[int], None] | None = None,
        balance: bool = True,
    ) -> None:
        """Set paragraphs in two columns from here on, over as many pages as they take."""
        width = (self.right - self.left - gutter) / 2
        lines: list[_Line] = []
        for runs, setting in paragraphs:
            broken = self.break_lines(runs, setting, width)
            if broken and setting.before and lines:
                broken[0] = replace(broken[0], height=broken[0].height + setting.before)
            if broken and setting.after:
                broken[-1] = replace(broken[-1], height=broken[-1].height + setting.after)
            lines += broken
        at = 0
        while at < len(lines):
            room = self.y - self.floor
            if room < 60:
                self.finish_page()
                continue
            rest = sum(line.height for line in lines[at:])
            height = room
            if rest <= 2 * room and balance:
                height = min(room, rest / 2 + 1.5 * lines[at].height)
            lowest = self.y
            for column in range(2):
                y = self.y
                x = self.left + column * (width + gutter)
                while at < len(lines) and self.y - y + lines[at].height <= height + 0.01:
                    line = lines[at]
                    extra = line.height - line.setting.size * line.setting.leading
                    top = y - (line.setting.before if extra >= line.setting.before and y < self.y else 0.0)
                    self._draw(line, x, top - line.setting.size)
                    y -= line.height
                    at += 1
                    if tag is not None:
                        tag(self.page)
                lowest = min(lowest, y)
            if at < len(lines):
                self.finish_page()
            else:
                self.y = lowest

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        align: str = "left",
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        """One string at a place of the page."""
        run = Run(text, bold, italic)
        width = self.measure(run, size)
        if align == "right":
            x -= width
        elif align == "centre":
            x -= width / 2
        self.canvas.setFont(self.face(run), size)
        self.canvas.drawString(x, y, text)
        self.empty = False

    def table(self, rows: list[list[str]], size: float, tag: Callable[[int], None] | None = None) -> None:
        """A full-width table with rules."""
        width = (self.right - self.left) / max(len(row) for row in rows)
        height = size * 1.6
        if self.y - height * (len(rows) + 1) < self.floor:
            self.finish_page()
        for row in rows:
            self.y -= height
            for i, cell in enumerate(row):
                self.text(self.left + i * width + 4, self.y + 4, cell, size)
                self.canvas.rect(self.left + i * width, self.y, width, height)
        self.y -= size
        if tag is not None:
            tag(self.page)

    def _draw(self, line: _Line, x: float, y: float) -> None:
        self.empty = False
        size = line.setting.size
        blank = self.measure(Run(" "), size)
        widths = [sum(self.measure(r, size) for r in word) for word in line.words]
        natural = sum(widths) + blank * (len(line.words) - 1)
        room = line.width - line.indent
        x += line.indent
        letterspace = 0.0
        if line.setting.align == "centre":
            x += (room - natural) / 2
        elif line.setting.align == "right":
            x += room - natural
        elif line.setting.align == "justify" and not line.last and len(line.words) > 1:
            stretch = room - natural
            if self.geometry.spread and len(line.words) < 7:
                letters = sum(len(r.text) for word in line.words for r in word)
                letterspace = min(stretch / (letters + len(line.words)), 0.25 * size)
                stretch -= letterspace * letters
            blank += stretch / (len(line.words) - 1)
        text = self.canvas.beginText()
        for i, word in enumerate(line.words):
            start = x
            for j, run in enumerate(word):
                scaled = size * (0.62 if run.raised else 1.0)
                text.setTextOrigin(x, y + (0.36 * size if run.raised else 0.0))
                text.setFont(self.face(run), scaled)
                text.setCharSpace(letterspace)
                end = " " if self.geometry.blanks and j == len(word) - 1 and i < len(line.words) - 1 else ""
                text.textOut(run.text + end)
                if run.bold and self.geometry.overprint:
                    text.setTextOrigin(x + 0.3, y + (0.36 * size if run.raised else 0.0))
                    text.textOut(run.text + end)
                width = self.measure(run, size) + letterspace * len(run.text)
                if run.link:
                    self.canvas.linkURL(run.link, (x, y - 0.2 * size, x + width, y + 0.8 * size), relative=0)
                x += width
            x = max(x, start) + blank
        self.canvas.drawText(text)
