"""Letters as a PDF shows them in, pieces of text without an inner blank out.

The order in which a file shows its letters says little: a program that lacks letters in a font prints the
whole line without them first and fills the gaps from another font afterwards. So a blank belongs to the place
where it stands, and is given to the nearest piece to its right once the page is complete. Marked content that
brings its own text (/ActualText, ISO 32000-1, 14.9.4) is read as that text, in the place of the letters that
are shown.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import atan, cos, sin

from izde.extract.page.piece import Face, Piece
from izde.extract.readers.pdf_letters import (
    RULE_LENGTH,
    UNKNOWN,
    UPRIGHT_LENGTH,
    UPRIGHT_WIDTH,
    PageText,
    PageTimeout,
    Setting,
    TooMuchTextError,
)

#: The ways in which letters can stand on a page; what is slanted more is counted and not read.
UPRIGHT, TURNED, INVERTED, SLANTED = range(4)
#: More letters than this on one page are not text.
MAX_LETTERS = 400_000
#: A gap of so many type sizes parts pieces, and so does a step back of so many.
CUT, BACK = 0.08, 0.6
#: Pages that lie more askew than this (rise over run) are set upright.
ASKEW = 0.0015
#: A page of which this share of the letters is hidden is a scan with a text layer.
HIDDEN_SHARE = 0.6
#: Letters of two baselines that are so near, in type sizes, stand on one line for a blank between them.
SAME_LINE = 0.45
#: Gaps that may be those of blanks that a source leaves out, in type sizes.
BLANK = (0.17, 3.0)
#: Letters that do not show: soft hyphens, joiners.
SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

_Raw = tuple[float, float, float, float, str, Face]
_Shown = tuple[Setting, Sequence[str], Sequence[float], Sequence[float]]


class _Way:
    """What stands on the page in one way: pieces, and blanks as left end, right end, baseline, size."""

    __slots__ = ("blanks", "guesses", "pieces", "slopes")

    def __init__(self) -> None:
        self.pieces: list[_Raw] = []
        self.blanks: list[tuple[float, float, float, float]] = []
        #: What may be blanks, if nothing stands there.
        self.guesses: list[tuple[float, float, float, float]] = []
        #: How many letters rise how steeply, in steps of a thousandth.
        self.slopes: dict[float, int] = {}

    def letters(self) -> int:
        return sum(len(piece[4]) for piece in self.pieces)


class Sheet:
    """Collects the letters of one page and gives them back as pieces.

    When it is not told of all blanks (`whole` is false), those between letters of two fonts are concluded
    from the gap.
    """

    def __init__(self, seconds: float = float("inf"), *, whole: bool = True) -> None:
        self._whole = whole
        self.deadline = time.monotonic() + seconds
        self.rules: list[tuple[float, float, float]] = []
        self.uprights: list[tuple[float, float, float]] = []
        self.images = 0
        self.pictured = 0.0
        self.letters = self.hidden = 0
        self.unknown: dict[str, int] = {}
        self._ways = (_Way(), _Way(), _Way(), _Way())
        # The piece that the next letters may continue.
        self._setting: Setting | None = None
        self._parts: list[str] = []
        self._x0 = self._x1 = 0.0
        # Open marked content: how deep, and what is shown within one that brings its own text.
        self._depth = 0
        self._outermost = 0
        self._text: str | None = None
        self._held: list[_Shown] = []

    def check_time(self) -> None:
        """Raise PageTimeout when the time for the page is used up."""
        if time.monotonic() > self.deadline:
            raise PageTimeout

    def show(
        self, setting: Setting, texts: Sequence[str], lefts: Sequence[float], rights: Sequence[float]
    ) -> None:
        """Show letters from left to right: what each is, where it begins and ends. Several that stand close
        together may come as one, and so may a blank of any kind. Raises TooMuchTextError."""
        if self._text is not None:
            self._held.append((setting, list(texts), list(lefts), list(rights)))
            return
        way = self._ways[setting.way]
        size, base, slope = setting.size, setting.base, setting.slope
        cut, back = CUT * size, -BACK * size
        parts, x0, x1 = self._parts, self._x0, self._x1
        before = self._setting
        if parts and (before is None or not _continues(before, setting)):
            self._flush()
            parts = self._parts
        self._setting = setting
        letters = 0
        for text, left, right in zip(texts, lefts, rights, strict=True):
            if not text:
                continue
            if text.isspace():
                if parts:
                    way.pieces.append((x0, x1, base + slope * x0, size, "".join(parts), setting.font.face))
                    parts = []
                way.blanks.append((left, right, base + slope * left, size))
                continue
            if parts and not back <= left - x1 <= cut:
                way.pieces.append((x0, x1, base + slope * x0, size, "".join(parts), setting.font.face))
                parts = []
            if not parts:
                x0 = left
            parts.append(text)
            letters += len(text)
            x1 = right
            if UNKNOWN in text:
                name = setting.font.name
                self.unknown[name] = self.unknown.get(name, 0) + text.count(UNKNOWN)
        self._parts, self._x0, self._x1 = parts, x0, x1
        self.letters += letters
        if setting.hidden:
            self.hidden += letters
        steepness = round(slope, 4)
        way.slopes[steepness] = way.slopes.get(steepness, 0) + letters
        if self.letters > MAX_LETTERS:
            raise TooMuchTextError

    def guess(self, setting: Setting, left: float, right: float) -> None:
        """Tell of a place at which there is a blank unless something stands there."""
        y = setting.base + setting.slope * left
        self._ways[setting.way].guesses.append((left, right, y, setting.size))

    def _flush(self) -> None:
        setting = self._setting
        if self._parts and setting is not None:
            y = setting.base + setting.slope * self._x0
            self._ways[setting.way].pieces.append(
                (self._x0, self._x1, y, setting.size, "".join(self._parts), setting.font.face)
            )
        self._parts = []

    def begin(self, text: str | None) -> None:
        """Begin marked content; with a `text` of its own, that is read in place of what is shown in it."""
        self._depth += 1
        if self._text is None and text is not None:
            self._text, self._outermost = text, self._depth

    def end(self) -> None:
        """End the marked content that was begun last."""
        if self._text is not None and self._depth <= self._outermost:
            text, held = self._text, self._held
            self._text, self._held = None, []
            for shown in _instead(text, held):
                self.show(*shown)
        self._depth = max(0, self._depth - 1)

    def rule(self, box: tuple[float, float, float, float], *, stroked: bool) -> None:
        """Note a line or a rectangle by its left, lower, right and upper edge, if it may part texts."""
        left, low, right, high = box
        if right - left >= RULE_LENGTH:
            self.rules.append((left, right, low))
            if stroked and high - low > UPRIGHT_WIDTH:
                self.rules.append((left, right, high))
        if high - low < UPRIGHT_LENGTH:
            return
        if right - left <= UPRIGHT_WIDTH:
            self.uprights.append(((left + right) / 2, low, high))
        elif stroked:
            self.uprights += (left, low, high), (right, low, high)

    def fill(self, page: PageText) -> None:
        """Give the page what was collected."""
        while self._text is not None:
            # Marked content that is never ended ends with the page.
            self.end()
        self._flush()
        page.letters, page.unknown, page.images = self.letters, self.unknown, self.images
        page.recognised = self.hidden > HIDDEN_SHARE * self.letters
        page.pictured = min(1.0, self.pictured / max(page.width * page.height, 1.0))
        right, top = page.width + 2, page.height + 2
        upright = self._ways[UPRIGHT]
        upright.pieces = [p for p in upright.pieces if -2 < p[0] < right and -2 < p[2] < top and p[3] > 0.5]
        # Where most of the page lies on its side or its head, it is read from there.
        other = max(self._ways[TURNED], self._ways[INVERTED], key=_Way.letters)
        if other.pieces and other.letters() > upright.letters():
            left = min(p[0] for p in other.pieces)
            low = min(p[2] for p in other.pieces)
            _move(other, -left, -low)
            page.pieces = _finish(other, page, self._whole)
        else:
            page.rules, page.uprights = self.rules, self.uprights
            page.pieces = _finish(upright, page, self._whole)


def _continues(before: Setting, after: Setting) -> bool:
    """Whether letters may stand in one piece with those shown just before them."""
    if before is after:
        return True
    return (
        before.way == after.way
        and before.font is after.font
        and abs(before.size - after.size) < 0.01
        and abs(before.base - after.base) < 0.01
        and abs(before.slope - after.slope) < 0.0001
    )


# ---------------------------------------------------------------- text instead of letters


def _instead(text: str, shown: list[_Shown]) -> list[_Shown]:
    """What is shown when marked content is read as its own text.

    Letter stands for letter where there are as many of both. Where the letters stand on one line, the text
    takes their place as a whole; where they stand on several and do not match, nobody can tell what stands
    where, and they stay as they are.
    """
    drawn = [part for _, texts, _, _ in shown for part in texts if part]
    if not drawn:
        return []
    text = text.lstrip("\ufeff")
    if not text.translate(SOFT):
        if "\u00ad" not in text or not "".join(drawn).strip():
            # A hyphen that is not taken shows as a blank that the next letter covers.
            return []
        text = "\u00ad"
    letters = "".join(drawn)
    if len(letters) == len(text):
        return _matched(text, shown)
    first = shown[0][0]
    if all(setting.way == first.way and _one_line(setting, first) for setting, *_ in shown):
        printed = [found for found in shown if "".join(found[1]).strip()] or shown
        left = min(min(lefts) for _, _, lefts, _ in printed if lefts)
        right = max(max(rights) for _, _, _, rights in printed if rights)
        setting = max(printed, key=lambda found: len("".join(found[1])))[0]
        step = (right - left) / len(text)
        lefts = [left + step * i for i in range(len(text))]
        return [(setting, list(text), lefts, [x + step for x in lefts])]
    return _over_lines(text, shown)


def _one_line(a: Setting, b: Setting) -> bool:
    return abs(a.base - b.base) <= SAME_LINE * max(a.size, b.size) and abs(a.slope - b.slope) < ASKEW


def _matched(text: str, shown: list[_Shown]) -> list[_Shown]:
    """Each letter of the text in the place of the letter that is shown for it."""
    out: list[_Shown] = []
    at = 0
    for setting, texts, lefts, rights in shown:
        new = []
        for part in texts:
            new.append(text[at : at + len(part)])
            at += len(part)
        out.append((setting, new, lefts, rights))
    return out


def _over_lines(text: str, shown: list[_Shown]) -> list[_Shown]:
    """A word that is divided: its letters match without blanks and without the hyphens that end lines."""
    words = iter("".join(text.translate(SOFT).split()))
    out: list[_Shown] = []
    for setting, texts, lefts, rights in shown:
        last = max((i for i, part in enumerate(texts) if part.strip()), default=-1)
        new = []
        for i, part in enumerate(texts):
            hyphen = i == last and part in "-\u2010\u00ad" and setting is not shown[-1][0]
            if not part or part.isspace() or hyphen:
                new.append("\u00ad" if hyphen else part)
            else:
                new.append("".join(letter for _, letter in zip(part, words, strict=False)))
        out.append((setting, new, lefts, rights))
    whole = next(words, None) is None
    same = all(
        len(a) == len(b)
        for old, found in zip(shown, out, strict=True)
        for a, b in zip(old[1], found[1], strict=True)
    )
    return out if whole and same else shown


# ---------------------------------------------------------------- the page as a whole


def _move(way: _Way, right: float, up: float) -> None:
    way.pieces = [
        (a + right, b + right, y + up, size, text, face) for a, b, y, size, text, face in way.pieces
    ]
    way.blanks = [(a + right, b + right, y + up, size) for a, b, y, size in way.blanks]
    way.guesses = [(a + right, b + right, y + up, size) for a, b, y, size in way.guesses]


def _finish(way: _Way, page: PageText, whole: bool) -> list[Piece]:
    """The pieces of a page set upright, each told whether a blank stands before it."""
    slope = _usual_slope(way)
    if abs(slope) > ASKEW:
        _turn(way, slope, page)
    spaced = _spaced(way, whole)
    return [Piece(*piece, i in spaced) for i, piece in enumerate(way.pieces)]


def _usual_slope(way: _Way) -> float:
    """The median of how steeply the letters rise."""
    half = sum(way.slopes.values()) / 2
    for slope, letters in sorted(way.slopes.items()):
        half -= letters
        if half <= 0:
            return slope
    return 0.0


def _turn(way: _Way, slope: float, page: PageText) -> None:
    """Turn everything about the middle of the page, so that lines are level and margins upright."""
    angle = atan(slope)
    c, s = cos(angle), sin(angle)
    x, y = page.width / 2, page.height / 2

    def turned(left: float, right: float, base: float) -> tuple[float, float, float]:
        level = left - x
        rise = base - y
        begin = x + c * level + s * rise
        return begin, begin + (right - left) / c, y + c * rise - s * level

    way.pieces = [(*turned(a, b, base), size, text, face) for a, b, base, size, text, face in way.pieces]
    way.blanks = [(*turned(a, b, base), size) for a, b, base, size in way.blanks]
    way.guesses = [(*turned(a, b, base), size) for a, b, base, size in way.guesses]


def _spaced(way: _Way, whole: bool) -> set[int]:
    """Which pieces have a blank before them: of each blank, the nearest to its right on its line."""
    lines: dict[float, list[tuple[float, int]]] = {}
    for i, piece in enumerate(way.pieces):
        lines.setdefault(piece[2], []).append((piece[0], i))
    for line in lines.values():
        line.sort()
    heights = sorted(lines)
    out: set[int] = set()
    if not whole:
        way.guesses += _between_fonts(way, lines)
    guesses = [guess for guess in way.guesses if not _covered(guess, way, lines, heights)]
    for left, right, y, size in way.blanks + guesses:
        least = left - 0.15 * size
        line = lines.get(y, [])
        at = bisect_left(line, (least, -1))
        if at < len(line) and line[at][0] - right <= 0.3 * size:
            out.add(line[at][1])
            continue
        best: tuple[float, int] | None = None
        reach = SAME_LINE * size
        for height in heights[bisect_left(heights, y - reach) :]:
            if height > y + reach:
                break
            line = lines[height]
            at = bisect_left(line, (least, -1))
            if at < len(line) and (best is None or line[at] < best):
                best = line[at]
        if best is not None:
            out.add(best[1])
    return out


def _between_fonts(
    way: _Way, lines: dict[float, list[tuple[float, int]]]
) -> Iterator[tuple[float, float, float, float]]:
    """The gaps between letters of two fonts that are as wide as blanks."""
    for y, line in lines.items():
        for (_, i), (left, j) in pairwise(line):
            before, after = way.pieces[i], way.pieces[j]
            size = max(before[3], after[3])
            # Each font has a face of its own.
            if before[5] is not after[5] and BLANK[0] * size <= left - before[1] <= BLANK[1] * size:
                yield before[1], left, y, size


def _covered(
    guess: tuple[float, float, float, float],
    way: _Way,
    lines: dict[float, list[tuple[float, int]]],
    heights: list[float],
) -> bool:
    """Whether something stands where a blank may be."""
    left, right, y, size = guess
    reach = SAME_LINE * size
    for height in heights[bisect_left(heights, y - reach) :]:
        if height > y + reach:
            break
        line = lines[height]
        at = bisect_left(line, (right - CUT * size, -1))
        if at and way.pieces[line[at - 1][1]][1] > left + CUT * size:
            return True
    return False
