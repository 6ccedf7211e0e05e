"""Page layout: scattered pieces of text in, lines in reading order out.

A page of a PDF is a bag of short strings with positions. Three steps make lines of it:

1. *Columns.* The page is laid on a grid; for each vertical strip the grid tells at which heights text
   crosses it. The strip that stays free over the greatest height with text on both sides is the gutter
   (a projection profile, as in the recursive X-Y cut of Nagy, Seth and Viswanathan, "A prototype document
   image analysis system for technical journals", Computer 25(7), 1992; the whitespace view of it is in
   Breuel, "Two geometric algorithms for layout analysis", DAS 2002). Where the strip is crossed, the
   text is full width and cuts the columns into bands; bands are read from top to bottom, and within a band
   the left column before the right one.
2. *Lines.* Within a region, pieces that share a baseline make a line; smaller pieces that stand a little
   above or below one are its superscripts and subscripts.
3. *Words.* A gap is a space when the file says so or when it is wide by the measure of its own line, so
   that the letters of a spread-out line stay together.

All lengths are points, with the origin in the lower left corner of the page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple
from unicodedata import normalize

from izde.extract.page import cells
from izde.extract.page.document import Box, Line, Style
from izde.extract.page.piece import Face, Piece, baselines


@dataclass(slots=True)
class Arranged:
    """The lines of a page in reading order.

    `gutter` is the middle of the strip between its columns; `doubtful` is a strip that may be one, but
    with too few lines beside it to tell from this page alone. `cells` has for each line the number of the
    ruled cell in which it stands, 0 for lines outside of cells.
    """

    lines: list[Line]
    gutter: float | None = None
    doubtful: float | None = None
    cells: list[int] = field(default_factory=list)


#: Cells of the grid are squares of this many points.
CELL = 2.0
#: A gutter is at least this wide.
GUTTER_CELLS = 4
#: How many strips are tried as the gutter of a page.
MAX_CANDIDATES = 3
#: Columns are recognised from this much height with text on both sides (about five lines),
COLUMN_HEIGHT = 56.0
#: or from this much (one line) where other pages of the file have the same gutter.
KNOWN_COLUMN_HEIGHT = 12.0
#: How far the gutter of this page may stand from that of other pages.
GUTTER_DRIFT = 8.0
#: Share of a column's width that its lines fill on average; a list or a table of figures fills less.
COLUMN_FILL = 0.55
#: The same for lines with nothing in the other column, which could be short lines of full-width text.
ONE_SIDED_FILL = 0.75
#: Columns beside the page's own are looked for in what is at least so many type sizes wide,
COLUMN_EMS = 12.0
#: and so many times over.
MAX_DEPTH = 3
#: So many lines that begin at the same place show where the text begins.
EDGE_LINES = 3
#: A list of so few lines is a column of its own where it stands beside so many lines of text.
SIDE_LINES, BESIDE_LINES = 3, 8
#: Small capitals are so large, measured by the capitals beside them.
SMALL_CAPITALS = (0.6, 0.87)
#: An initial over several lines is at least so much larger than their letters.
INITIAL_SIZE = 1.7
#: More large letters than these on a page are not initials of paragraphs.
MAX_INITIALS = 12
#: A mark is at most this large, measured by the letters beside it, and this much raised;
MARK_SIZE = 0.82
MARK_RISE = 0.12
#: figures and signs that touch a letter are marks at any size when they are raised between these, and
#: subscripts when they are lowered between these.
BARE_RISE = (0.2, 0.65)
BARE_FALL = (-0.5, -0.15)
_BARE_MARK = re.compile(
    r"[\d*†‡§#,;⁎∗✉\u00b9\u00b2\u00b3]{1,7}|[a-zа-яёәғқңөұүһі](?:[,;][a-zа-яёәғқңөұүһі\d*]){0,3}[*,]?"
)
#: Such a mark stands so near to a letter, in type sizes.
TOUCHING = 0.35
#: A written blank with a gap of less than this is covered, where the usual one is wider than this.
COVERED = (0.04, 0.15)
#: In the text layer of a scan, sizes of neighbouring lines that differ by less than this are one size,
INK_SIZES = 0.4
#: and a block that differs by less than this from most of the page is set like it.
SAME_SIZE = 0.2


def arrange(
    pieces: Sequence[Piece],
    width: float,
    height: float,
    known_gutters: Iterable[float] = (),
    rules: Iterable[tuple[float, float, float]] = (),
    uprights: Iterable[tuple[float, float, float]] = (),
    *,
    recognised: bool = False,
) -> Arranged:
    """Put the pieces of one page in reading order and join them to lines.

    `known_gutters` are those of other pages of the file, `rules` the page's long horizontal lines (left end,
    right end, height), which set tables apart, `uprights` its vertical ones (place, lower end,
    upper end), which part their cells. `recognised` tells that a program has read the letters off a picture,
    so that their sizes are those of the ink in each line.
    """
    if not pieces:
        return Arranged([])
    level = list(rules)
    table = cells.find(pieces, level, uprights)
    regions, gutter, doubtful = _around(table, pieces, (width, height), tuple(known_gutters), level)
    rows: list[_Row] = []
    found = [(region, _rows(region.pieces)) for region in regions]
    page = _Edges.of(
        [row for region, own in found if not region.cell for row in own]
        or [row for _, own in found for row in own]
    )
    for region, own in found:
        edges = page if region.column is None else _Edges.of(own)
        for row in own:
            row.bounds = edges
            row.column = region.column or 0
            row.cell = region.cell
            rows.append(row)
    if recognised:
        _even_sizes(rows)
    lines = _lines(rows)
    return Arranged([line for line, _ in lines], gutter, doubtful, [cell for _, cell in lines])


class _Edges(NamedTuple):
    """Where the lines of a region begin and end."""

    left: float
    right: float

    @classmethod
    def of(cls, rows: Iterable[_Row]) -> _Edges:
        """The edges of the running text, which running heads and notes beside it do not share: those of the
        lines that begin where most letters do; without running text, of everything."""
        found = list(rows)
        begin: Counter[int] = Counter()
        for row in found:
            begin[round(row.x0)] += row.letters
        usual = begin.most_common(1)[0][0]
        text = [row for row in found if abs(row.x0 - usual) <= 1.5]
        if len(text) < EDGE_LINES:
            text = found
        return cls(min(row.x0 for row in text), max(row.x1 for row in text))


# ---------------------------------------------------------------- columns


class _Band(NamedTuple):
    top: float
    bottom: float


@dataclass(slots=True)
class _Region:
    pieces: list[Piece]
    column: int | None = None
    cell: int = 0


class _Side:
    """What stands on one side of a gutter: the baselines from top to bottom, and how wide each line is."""

    def __init__(self, pieces: list[Piece], width: float) -> None:
        self.width = max(width, 1.0)
        self.lines = baselines(pieces)
        self._widths = dict.fromkeys(self.lines, 0.0)
        for p in pieces:
            line = min(self.lines, key=lambda y: abs(y - p.y)) if p.y not in self._widths else p.y
            self._widths[line] += p.x1 - p.x0 + 0.25 * p.size

    def within(self, top: float, bottom: float) -> list[float]:
        """The baselines between two heights."""
        return [y for y in self.lines if bottom <= y <= top]

    def count(self, top: float, bottom: float) -> int:
        """How many lines there are between two heights."""
        return len(self.within(top, bottom))

    def fill(self, top: float, bottom: float) -> float:
        """The share of the column's width that the lines between two heights fill on average."""
        found = self.within(top, bottom)
        return sum(self._widths[y] for y in found) / (self.width * len(found)) if found else 0.0


class _Columns:
    """The grid of one page: for each vertical strip, a bit mask of the heights at which text stands."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        width: float,
        height: float,
        rules: Iterable[tuple[float, float, float]],
    ) -> None:
        self.pieces = pieces
        self.left = min(p.x0 for p in pieces)
        self.right = max(p.x1 for p in pieces)
        self.height = height
        self.size = median(p.size for p in pieces)
        first = max(0, int(self.left / CELL))
        last = min(int(max(width, 1.0) / CELL) + 1, int(self.right / CELL))
        self.first = first
        grid = [0] * (max(0, last - first) + 1)
        ruled = [0] * len(grid)
        limit = int(max(height, 1.0) / CELL)
        for p in pieces:
            low = min(max(int((p.y - 0.2 * p.size) / CELL), 0), limit)
            high = min(max(int((p.y + 0.75 * p.size) / CELL), low), limit)
            mask = ((1 << (high - low + 1)) - 1) << low
            for i in range(
                max(int(p.x0 / CELL) - first, 0), min(int(p.x1 / CELL) - first, len(grid) - 1) + 1
            ):
                grid[i] |= mask
        # Rules only cross a gutter; they are not text beside it.
        for x0, x1, y in rules:
            bit = int(y / CELL)
            if 0 <= bit <= limit:
                for i in range(
                    max(int(x0 / CELL) - first, 0), min(int(x1 / CELL) - first, len(grid) - 1) + 1
                ):
                    ruled[i] |= 1 << bit
        self.grid, self.ruled = grid, ruled

    def find(
        self, known: tuple[float, ...], avoided: tuple[float, ...] = ()
    ) -> tuple[float | None, list[_Band], float | None]:
        """The gutter, the bands with columns beside it, and a gutter that is only possible."""
        grid, n = self.grid, len(self.grid)
        if n * CELL < COLUMN_EMS * self.size:
            return None, [], None
        before, after = [0] * (n + 1), [0] * (n + 1)
        for i in range(n):
            before[i + 1] = before[i] | grid[i]
            after[n - 1 - i] = after[n - i] | grid[n - 1 - i]
        scored: list[tuple[int, int, int]] = []
        for i in range(int(n * 0.25), int(n * 0.75) - GUTTER_CELLS + 1):
            if any(abs(self._middle(i) - gutter) <= GUTTER_DRIFT for gutter in avoided):
                continue
            crossed = 0
            for j in range(i, i + GUTTER_CELLS):
                crossed |= grid[j] | self.ruled[j]
            both = before[i] & after[i + GUTTER_CELLS] & ~crossed
            score = both.bit_count()
            if score * CELL >= KNOWN_COLUMN_HEIGHT / 2:
                scored.append((score, i, crossed))
        if not scored:
            return None, [], None
        candidates = self._candidates(scored)
        for x, crossed in candidates:
            bands = self._bands(x, crossed, COLUMN_HEIGHT)
            if bands:
                return x, bands, None
        for gutter in known:
            near = [(s, i, c) for s, i, c in scored if abs(self._middle(i) - gutter) <= GUTTER_DRIFT]
            if near:
                _, i, crossed = max(near)
                bands = self._bands(self._middle(i), crossed, KNOWN_COLUMN_HEIGHT)
                if bands:
                    return self._middle(i), bands, None
        for x, crossed in candidates:
            if self._bands(x, crossed, KNOWN_COLUMN_HEIGHT):
                return None, [], x
        return None, [], None

    def _candidates(self, scored: list[tuple[int, int, int]]) -> list[tuple[float, int]]:
        """The best strips that stand apart from each other, as the middle and what crosses them."""
        out: list[tuple[float, int]] = []
        left = scored
        while left and len(out) < MAX_CANDIDATES:
            best = max(s for s, _, _ in left)
            ties = [(i, crossed) for s, i, crossed in left if s >= 0.97 * best]
            first = ties[0][0]
            ties = [(i, crossed) for i, crossed in ties if i - first <= 4 * GUTTER_CELLS]
            start, crossed = ties[len(ties) // 2]
            out.append((self._middle(start), crossed))
            left = [found for found in left if abs(found[1] - start) > 3 * GUTTER_CELLS]
        return out

    def _middle(self, start: int) -> float:
        return (self.first + start + GUTTER_CELLS / 2) * CELL

    def _bands(self, gutter: float, crossed: int, least: float) -> list[_Band]:
        """The stretches of height beside the gutter that hold two columns of running text."""
        stretches: list[tuple[float, float]] = []
        limit = int(self.height / CELL) + 1
        low: int | None = None
        for bit in range(limit + 2):
            free = bit <= limit and not crossed >> bit & 1
            if free and low is None:
                low = bit
            elif not free and low is not None:
                if (bit - low) * CELL >= least / 2:
                    stretches.append((low * CELL, bit * CELL))
                low = None
        bands = []
        for bottom, top in reversed(stretches):
            inside = [p for p in self.pieces if bottom <= p.y + 0.3 * p.size <= top]
            band = self._trim(inside, gutter, least)
            if band:
                bands.append(band)
        return bands

    def _trim(self, inside: list[Piece], gutter: float, least: float) -> _Band | None:
        """Cut running heads, codes and short lines of full-width text off the ends of a stretch."""
        left = _Side([p for p in inside if p.x1 <= gutter], gutter - self.left)
        right = _Side([p for p in inside if p.x1 > gutter], self.right - gutter)
        if not left.lines or not right.lines:
            return None
        known = least < COLUMN_HEIGHT
        steps = [
            a - b
            for side in (left, right)
            for a, b in itertools.pairwise(side.lines)
            if a - b > 0.8 * self.size
        ]
        # The lower third, not the middle: a few lines above a running foot have more blanks than steps.
        pitch = sorted(steps)[len(steps) // 3] if steps else 1.25 * self.size
        both = sorted({*left.lines, *right.lines}, reverse=True)
        # Groups of lines that a blank over both columns sets apart.
        groups: list[list[float]] = [[both[0]]]
        for a, b in itertools.pairwise(both):
            if a - b > 1.7 * pitch:
                groups.append([])
            groups[-1].append(b)

        def outside(group: list[float]) -> bool:
            """Heads, feet and captions: a line or two, or lines that fill no column."""
            counts = [side.count(group[0], group[-1]) for side in (left, right)]
            if min(counts) >= 2:
                return False
            sizes = [p.size for p in inside if group[-1] - 1 <= p.y <= group[0] + 1]
            if sizes and median(sizes) < self.size - 0.4:
                # Running heads and feet of several lines are smaller than the text.
                return True
            if known and counts[0] >= 3 and counts[1]:
                return False
            return all(
                count < 2 or side.fill(group[0], group[-1]) < ONE_SIDED_FILL
                for side, count in zip((left, right), counts, strict=True)
            )

        while groups and outside(groups[0]):
            groups.pop(0)
        while groups and outside(groups[-1]):
            groups.pop()
        if not groups:
            return None
        top, bottom = groups[0][0], groups[-1][-1]
        first = left.within(top, bottom)
        above = right.within(top, first[0] + 1.5 * pitch) if first else []
        if above and (len(above) < 3 or right.fill(above[0], above[-1]) < ONE_SIDED_FILL):
            # What stands alone above the right column only is a code or a number set to the right.
            top = first[0] + 0.6 * pitch
        ends = [side.within(top, bottom) for side in (left, right)]
        if not all(ends):
            return None
        if known and len(ends[0]) >= 3:
            # Elsewhere the file has this gutter: the end of an article may leave a line or two to the right.
            sides = [left] if len(ends[1]) < 3 else [left, right]
        else:
            span = min(side[0] for side in ends) - max(side[-1] for side in ends) + self.size
            beside = self._stands_beside(left, right, top, bottom)
            if not beside and (span < least or min(map(len, ends)) < 2):
                return None
            sides = [max(left, right, key=lambda side: side.count(top, bottom))] if beside else [left, right]
        if any(side.fill(top, bottom) < COLUMN_FILL for side in sides):
            return None
        if self._is_river(inside, gutter, top, bottom):
            return None
        return _Band(top + 0.9 * self.size, bottom - 0.35 * self.size)

    def _stands_beside(self, left: _Side, right: _Side, top: float, bottom: float) -> bool:
        """Whether a few lines on one side stand beside running text twice as long on the other."""
        short, long = sorted((left, right), key=lambda side: side.count(top, bottom))
        few, many = short.count(top, bottom), long.count(top, bottom)
        return (
            few >= SIDE_LINES
            and many >= max(BESIDE_LINES, 2 * few)
            and long.fill(top, bottom) >= ONE_SIDED_FILL
        )

    def _is_river(self, inside: list[Piece], gutter: float, top: float, bottom: float) -> bool:
        """Whether the gutter is no wider than the blanks of the lines, which then stand in line by chance."""
        gaps: list[float] = []
        across: list[float] = []
        row: list[Piece] = []
        for p in sorted(inside, key=lambda p: (-p.y, p.x0)):
            if not bottom - 1 <= p.y <= top + 1:
                continue
            if row and row[-1].y - p.y <= 1.0:
                gap = p.x0 - row[-1].x1
                (across if row[-1].x1 <= gutter < p.x0 else gaps).append(gap)
            row.append(p)
        return bool(gaps and across) and min(across) < 1.4 * median(gaps)


def _around(
    table: list[cells.Row],
    pieces: Sequence[Piece],
    page: tuple[float, float],
    known: tuple[float, ...],
    rules: list[tuple[float, float, float]],
) -> tuple[list[_Region], float | None, float | None]:
    """The regions of a page with rows of ruled cells; what is above and below a row is divided by itself."""
    out: list[_Region] = []
    gutters: list[float] = []
    possible: list[float] = []
    inside = {id(p) for row in table for cell in row.cells for p in cell}
    left = [p for p in pieces if id(p) not in inside]
    number = 0
    for row in [*table, None]:
        above = left if row is None else [p for p in left if p.y > row.bottom]
        if above:
            left = [] if row is None else [p for p in left if p.y <= row.bottom]
            regions, gutter, doubtful = _divide(above, page, known, rules)
            out += regions
            gutters += [] if gutter is None else [gutter]
            possible += [] if doubtful is None else [doubtful]
        if row is not None:
            for column, cell in enumerate(row.cells):
                number += 1
                out.append(_Region(cell, column, number))
    return out, next(iter(gutters), None), next(iter(possible), None)


def _divide(
    pieces: Sequence[Piece],
    page: tuple[float, float],
    known: tuple[float, ...],
    rules: list[tuple[float, float, float]],
    avoided: tuple[float, ...] = (),
    depth: int = 0,
) -> tuple[list[_Region], float | None, float | None]:
    """The regions of a page in reading order, its gutter, and a gutter that is only possible.

    What the bands leave at full width, and columns wide enough to hold columns, are divided in turn: three
    abstracts side by side, keywords beside an abstract above columns of another width. `avoided` are gutters
    that have been tried.
    """
    gutter, bands, doubtful = _Columns(pieces, *page, rules).find(known, avoided)
    regions = _regions(pieces, gutter, bands)
    if gutter is None or depth == MAX_DEPTH:
        return regions, gutter, doubtful
    out: list[_Region] = []
    for region in regions:
        if region.column is None:
            tried = (*avoided, gutter)
        elif _wide(region.pieces):
            tried = ()
        else:
            out.append(region)
            continue
        parts = _divide(region.pieces, page, known if region.column is None else (), rules, tried, depth + 1)
        inner, again = parts[:2]
        if again is not None and region.column:
            for part in inner:
                part.column = region.column + (part.column or 0)
        out += inner if again is not None else [region]
    return out, gutter, doubtful


def _wide(pieces: Sequence[Piece]) -> bool:
    """Whether two columns find room side by side."""
    size = median(p.size for p in pieces)
    return max(p.x1 for p in pieces) - min(p.x0 for p in pieces) >= 2 * COLUMN_EMS * size


def _regions(pieces: Sequence[Piece], gutter: float | None, bands: list[_Band]) -> list[_Region]:
    if gutter is None or not bands:
        return [_Region(list(pieces))]
    bands = sorted(bands, key=lambda band: -band.top)
    full: list[list[Piece]] = [[] for _ in range(len(bands) + 1)]
    sides: list[tuple[list[Piece], list[Piece]]] = [([], []) for _ in bands]
    for p in pieces:
        middle = p.y + 0.3 * p.size
        for i, band in enumerate(bands):
            if middle > band.top:
                full[i].append(p)
                break
            if middle >= band.bottom:
                sides[i][p.x0 + p.x1 > 2 * gutter].append(p)
                break
        else:
            full[-1].append(p)
    out: list[_Region] = []
    for i, (left, right) in enumerate(sides):
        out.append(_Region(full[i]))
        out.append(_Region(left, 0))
        out.append(_Region(right, 1))
    out.append(_Region(full[-1]))
    return [region for region in out if region.pieces]


# ---------------------------------------------------------------- lines


@dataclass(slots=True)
class _Row:
    y: float
    size: float
    pieces: list[Piece]
    bounds: tuple[float, float] = (0.0, 0.0)
    column: int = 0
    cell: int = 0
    small_capitals: bool = False
    #: The size that the line was printed in, where that of its letters is only a measure of ink.
    evened: float | None = None

    @property
    def type_size(self) -> float:
        return self.size if self.evened is None else self.evened

    @property
    def letters(self) -> int:
        return sum(len(p.text) for p in self.pieces)

    @property
    def x0(self) -> float:
        return min(p.x0 for p in self.pieces)

    @property
    def x1(self) -> float:
        return max(p.x1 for p in self.pieces)


def _rows(pieces: Iterable[Piece]) -> list[_Row]:
    """Pieces that share a baseline, from top to bottom, with their superscripts and subscripts."""
    rows: list[_Row] = []
    for p in sorted(_take_initials(list(pieces)), key=lambda p: (-p.y, p.x0)):
        row = rows[-1] if rows else None
        if row is not None and row.y - p.y <= 0.2 * min(row.size, p.size) + 0.2:
            row.pieces.append(p)
            if p.size > row.size:
                row.size = p.size
        else:
            rows.append(_Row(p.y, p.size, [p]))
    for row in rows:
        if any(p.size != row.size or p.y != row.y for p in row.pieces):
            row.size = _usual_size(row.pieces)
            row.y = _usual_baseline(row)
        _take_small_capitals(row)
    out: list[_Row] = []
    merged: set[int] = set()
    for i, row in enumerate(rows):
        # The line below first: a superscript stands above its own.
        for j in (i + 1, i - 1, i + 2):
            if not 0 <= j < len(rows) or j in merged:
                continue
            base = rows[j]
            rise = (row.y - base.y) / base.size
            if _are_marks(row, base, rise):
                base.pieces += row.pieces
                merged.add(i)
                break
            # A line of many small letters is a line, not the superscript of a few large ones.
            if row.size > 0.87 * base.size or row.letters > base.letters + 4:
                continue
            if -0.35 <= rise <= 0.7 and _fits(row, base):
                base.pieces += row.pieces
                merged.add(i)
                break
    for i, row in enumerate(rows):
        if i not in merged:
            row.pieces.sort(key=lambda p: p.x0)
            out.append(row)
    return out


def _take_small_capitals(row: _Row) -> None:
    """Measure a line in small capitals by its capitals. Programs that have no such letters print capitals
    in a smaller type, so that type sizes change within words."""
    largest = max(p.size for p in row.pieces)
    low, high = SMALL_CAPITALS
    if not low * largest <= row.size <= high * largest:
        return
    pieces = sorted(row.pieces, key=lambda p: p.x0)
    within = sum(
        a.size == largest and b.size == row.size and b.x0 - a.x1 < 0.08 * largest and not b.space
        for a, b in itertools.pairwise(pieces)
        if a.text[-1:].isalpha() and b.text[:1].isalpha()
    )
    if within >= 2:
        row.size, row.small_capitals = largest, True


def _take_initials(pieces: list[Piece]) -> list[Piece]:
    """Put large initials that reach down over several lines before the first of them."""
    if len(pieces) < 3:
        return pieces
    usual = _usual_size(pieces)
    caps = [p for p in pieces if p.size >= INITIAL_SIZE * usual and len(p.text) <= 2 and p.text.isalpha()]
    if not caps or len(caps) > MAX_INITIALS:
        return pieces
    out = list(pieces)
    for cap in caps:
        beside = [
            p
            for p in out
            if p.size * INITIAL_SIZE <= cap.size
            and cap.y - 0.2 * cap.size <= p.y <= cap.y + 0.8 * cap.size
            and -1.0 <= p.x0 - cap.x1 <= 1.5 * p.size
        ]
        if len({round(p.y) for p in beside}) >= 2:
            first = max(beside, key=lambda p: (p.y, -p.x0))
            out.remove(cap)
            at = out.index(first)
            out[at] = first._replace(x0=cap.x0, text=cap.text + first.text)
    return out


def _usual_size(pieces: Iterable[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for p in pieces:
        sizes[p.size] += len(p.text)
    return sizes.most_common(1)[0][0]


def _usual_baseline(row: _Row) -> float:
    """The baseline of most letters of a line's own size; a mark that is raised a little comes first."""
    heights: Counter[float] = Counter()
    for p in row.pieces:
        if p.size == row.size:
            heights[p.y] += len(p.text)
    return heights.most_common(1)[0][0]


def _is_mark(p: Piece, row: _Row) -> bool:
    """Whether a piece of a line is a superscript."""
    rise = (p.y - row.y) / row.size
    if p.size <= MARK_SIZE * row.size:
        return rise >= MARK_RISE
    return (
        p.size <= 1.02 * row.size
        and BARE_RISE[0] <= rise <= BARE_RISE[1]
        and _BARE_MARK.fullmatch(p.text) is not None
    )


def _are_marks(row: _Row, base: _Row, rise: float) -> bool:
    """Whether a row holds nothing but raised or lowered figures and signs, each of which touches a letter of
    the base.

    Programs set marks of any size: that of the text (a raised baseline alone), nine tenths, two thirds.
    """
    raised, lowered = (low <= rise <= high for low, high in (BARE_RISE, BARE_FALL))
    if not (raised or lowered) or row.size > 1.02 * base.size:
        return False
    if row.letters > base.letters:
        return False
    least = -0.1 * base.size
    near = TOUCHING * base.size
    for p in row.pieces:
        if not _BARE_MARK.fullmatch(p.text):
            return False
        touching = False
        for q in base.pieces:
            after, before = p.x0 - q.x1, q.x0 - p.x1
            if after < least and before < least:
                return False
            touching = touching or least <= after <= near or least <= before <= near
        touching = touching or any(
            q is not p and (abs(p.x0 - q.x1) <= near or abs(q.x0 - p.x1) <= near) for q in row.pieces
        )
        if not touching:
            return False
    return True


def _fits(small: _Row, base: _Row) -> bool:
    """Whether the pieces of `small` stand between or beside those of `base`, near some of them."""
    for p in small.pieces:
        near = False
        for q in base.pieces:
            if min(p.x1, q.x1) - max(p.x0, q.x0) > 0.35 * (p.x1 - p.x0) + 0.5:
                return False
            if -1.5 * base.size < p.x0 - q.x1 < 1.5 * base.size or abs(q.x0 - p.x1) < 1.5 * base.size:
                near = True
        if not near:
            return False
    return True


def _lines(rows: list[_Row]) -> list[tuple[Line, int]]:
    """The lines that the rows make, and the cell of each."""
    leading = _leading(rows)
    lines: list[tuple[Line, int]] = []
    previous: _Row | None = None
    for row in rows:
        text, marks, bold = _text(row)
        if not text:
            continue
        gap = False
        if previous is not None and previous.y > row.y:
            usual = leading.get(_size_class(max(row.type_size, previous.type_size)))
            if usual is None:
                usual = leading.get(_size_class(row.type_size), 1.3 * row.type_size)
            gap = previous.y - row.y > 1.28 * max(usual, 0.9 * row.type_size)
        elif previous is not None:
            # A new column or band: whether a blank stands above cannot be seen.
            gap = False
        x0, x1 = row.x0, row.x1
        left, right = row.bounds
        width = max(right - left, 1.0)
        centred = (
            x0 - left > 0.5 * row.size and abs((x0 - left) - (right - x1)) < 0.012 * width + 0.1 * row.size
        )
        letters = sum(len(p.text) for p in row.pieces)
        italic = 2 * sum(len(p.text) for p in row.pieces if p.face.italic) > letters
        line = Line(
            text,
            len(lines) + 1,
            gap=gap,
            box=Box((x0, row.y - 0.22 * row.size, x1, row.y + 0.78 * row.size)),
            style=Style(round(row.type_size, 1), bold=bold, italic=italic, centred=centred),
            column=row.column,
            marks=marks,
        )
        lines.append((line, row.cell))
        previous = row
    return lines


def _even_sizes(rows: list[_Row]) -> None:
    """Give the lines of a scan's text layer the sizes that they were printed in.

    A program that recognises letters sizes each line by its ink: one with capitals, or with letters that
    reach below the line, comes out larger than its neighbour of the same type. Lines that follow each other
    closely and differ by less than two fifths are of one size, and what is nearly as large as most of the
    page is as large.
    """
    usual = _middle_size(rows)
    steps = sorted(a.y - b.y for a, b in itertools.pairwise(rows) if a.y - b.y > 0.5 * usual)
    pitch = steps[len(steps) // 3] if steps else 1.3 * usual
    block: list[_Row] = []
    for row in [*rows, None]:
        if block and (row is None or not _same_block(block[-1], row, pitch)):
            size = _middle_size(block)
            if (1 - SAME_SIZE) * usual <= size <= usual / (1 - SAME_SIZE):
                size = usual
            for found in block:
                found.evened = size
            block = []
        if row is not None:
            block.append(row)


def _same_block(above: _Row, row: _Row, pitch: float) -> bool:
    large, small = max(above.size, row.size), min(above.size, row.size)
    return (
        row.column == above.column
        and 0 < above.y - row.y <= max(1.35 * pitch, 1.5 * large)
        and small >= (1 - INK_SIZES) * large
    )


def _middle_size(rows: Iterable[_Row]) -> float:
    """The median of the sizes over all letters."""
    sizes = sorted((row.size, row.letters) for row in rows)
    half = sum(letters for _, letters in sizes) / 2
    for size, letters in sizes:
        half -= letters
        if half <= 0:
            return size
    return sizes[-1][0]


def _size_class(size: float) -> int:
    return round(size * 2)


def _leading(rows: list[_Row]) -> dict[int, float]:
    """The usual distance of baselines for each type size on the page."""
    steps: dict[int, list[float]] = {}
    for a, b in itertools.pairwise(rows):
        if a.y > b.y and _size_class(a.type_size) == _size_class(b.type_size) and a.y - b.y < 3 * a.type_size:
            steps.setdefault(_size_class(a.type_size), []).append(a.y - b.y)
    # The lower third, not the middle: a page of headings and short blocks has many gaps.
    return {size: sorted(found)[len(found) // 3] for size, found in steps.items()}


# ---------------------------------------------------------------- words

#: Dots that lead to a page number, set one by one.
_LEADERS = re.compile(r"\.(?: *\.){3,}")


def _text(row: _Row) -> tuple[str, list[tuple[int, int]], bool]:
    """The text of a line, its superscripts as offsets, and whether most of it is bold."""
    pieces = _without_overprint(row.pieces)
    spaces = _spaces(pieces, row.size)
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = bold = letters = 0
    for p, blank in zip(pieces, spaces, strict=True):
        parts.append(" " * blank)
        length += blank
        shown = normalize("NFC", p.text)
        if "\u00ad" in shown:
            # Within a line a soft hyphen does not show; at its end it divides a word.
            last = p is pieces[-1] and shown[-1] == "\u00ad"
            shown = shown.replace("\u00ad", "") + "\u00ad" * last
        if p.y != row.y and _is_mark(p, row):
            if marks and marks[-1][1] == length:
                marks[-1] = (marks[-1][0], length + len(shown))
            else:
                marks.append((length, length + len(shown)))
        elif row.small_capitals:
            shown = shown.lower() if p.size < row.size else shown.upper()
        parts.append(shown)
        length += len(shown)
        letters += len(p.text)
        bold += len(p.text) if p.face.bold else 0
    text = "".join(parts)
    if not marks and ". . . ." in text:
        text = _LEADERS.sub(lambda dots: "." * dots.group().count("."), text)
    return text, marks, 2 * bold > letters


def _without_overprint(pieces: list[Piece]) -> list[Piece]:
    """Drop what is printed twice over itself, as some programs do to make text bold."""
    out: list[Piece] = []
    for p in pieces:
        if out:
            q = out[-1]
            if q.text == p.text and abs(q.x0 - p.x0) < 0.2 * p.size and abs(q.y - p.y) < 0.2 * p.size:
                out[-1] = q._replace(face=Face(True, q.face.italic))
                continue
        out.append(p)
    return out


def _spaces(pieces: list[Piece], size: float) -> list[int]:
    """How many blanks stand before each piece."""
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(pieces)]
    said = [p.space for p in pieces[1:]]
    letters = sum(len(p.text) for p in pieces)
    single = sum(1 for p in pieces if len(p.text) == 1 and p.text != ".")
    spread = len(pieces) >= 6 and single > 0.75 * len(pieces)
    if spread:
        return [0, *_spread_spaces(gaps, said, size)]
    # A file that writes its blanks needs no guessing, except for what stands far apart.
    threshold = 0.45 * size if sum(said) * 14 >= letters else 0.17 * size
    written = [gap for gap, blank in zip(gaps, said, strict=True) if blank]
    # Where the type changes, some programs leave the blank out and print what follows as far off.
    changed = max(0.17 * size, min(threshold, 0.8 * median(written))) if written else threshold
    # A blank that the next letter covers is none, where other blanks of the line show.
    covered = COVERED[0] * size if written and median(written) >= COVERED[1] * size else -0.3 * size
    out = [0]
    for gap, blank, p, q in zip(gaps, said, pieces, pieces[1:], strict=False):
        small = min(p.size, q.size) < MARK_SIZE * size
        least = threshold if p.face == q.face else changed
        if gap > 2.2 * size:
            out.append(max(2, round(gap / (0.5 * size))))
        elif (blank and gap > covered) or gap > (max(least, 0.22 * size) if small else least):
            out.append(1)
        else:
            out.append(0)
    return out


def _spread_spaces(gaps: list[float], said: list[bool], size: float) -> list[int]:
    """Blanks of a line of letters set apart: only gaps wider than the line's usual one count."""
    usual = sorted(gaps)[len(gaps) // 2]
    least = max(0.17 * size, usual * 1.5 + 0.04 * size)
    if all(said):
        return [1 if gap > least else 0 for gap in gaps]
    # Where only some gaps hold a written blank, those are the blanks.
    if any(said) and sum(said) < 0.4 * len(said):
        return [1 if blank or gap > 2.2 * least else 0 for gap, blank in zip(gaps, said, strict=True)]
    return [1 if gap > least else 0 for gap in gaps]
