"""Cells of text between ruled lines: where they are on a page, and how they go on over the page's end.

Some journals print the front matter of an article in three languages side by side, as the columns of a ruled
table with little room between them. The rules say what no gap does. A row of such cells is read cell by cell;
rows of figures, a line or two each, are no text and are left to be read line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from izde.extract.page.document import Line
from izde.extract.page.piece import Piece, baselines

#: Pieces of a rule, and rules beside each other, are one when they are so near, in points.
NEAR = 2.0
#: Rules of a row of cells are at least so long.
LEAST_HEIGHT = 12.0
#: Rules that reach so far along a row's width part it from the next.
WHOLE_WIDTH = 0.9
#: A page with more rules than this has a drawing.
MOST_RULES = 300
#: A text fills at least this share of its cell, its last line left out; a column of figures, of so many
#: lines, fills less than the second.
TEXT_FILL, FIGURES_FILL, FIGURES_LINES = 0.55, 0.4, 3
#: What a cell has on its sides without text, in points.
PADDING = 8.0
#: So many lines above or below a table may be the page's head or foot.
EDGE_LINES = 3


@dataclass(slots=True)
class Row:
    """A row of cells: its upper and lower edge, and the pieces of each cell from left to right."""

    top: float
    bottom: float
    cells: list[list[Piece]]


@dataclass(slots=True)
class _Rule:
    x: float
    low: float
    high: float


def find(
    pieces: Sequence[Piece],
    rules: Iterable[tuple[float, float, float]],
    uprights: Iterable[tuple[float, float, float]],
) -> list[Row]:
    """The rows of cells of a page that hold text, from top to bottom. `rules` are level lines as left end,
    right end, height; `uprights` as place, lower end, upper end."""
    joined = _join(uprights)
    if not 2 <= len(joined) <= MOST_RULES:
        return []
    level = list(rules)
    found: list[Row] = []
    for group in _groups(joined):
        for top, bottom, places in _stretches(group, level):
            row = _row(pieces, top, bottom, places, level)
            if row is not None:
                found.append(row)
    found.sort(key=lambda row: -row.top)
    if any(a.bottom < b.top - NEAR for a, b in pairwise(found)):
        # Two tables side by side.
        return []
    return found


def _join(uprights: Iterable[tuple[float, float, float]]) -> list[_Rule]:
    """Upright rules, each whole: programs draw them cell by cell, on both sides of it."""
    columns: list[list[tuple[float, float, float]]] = []
    for upright in sorted(uprights):
        if columns and upright[0] - columns[-1][0][0] <= NEAR:
            columns[-1].append(upright)
        else:
            columns.append([upright])
    out: list[_Rule] = []
    for column in columns:
        whole: list[_Rule] = []
        for x, low, high in sorted(column, key=lambda upright: upright[1]):
            if whole and low <= whole[-1].high + NEAR:
                whole[-1].high = max(whole[-1].high, high)
            else:
                whole.append(_Rule(x, low, high))
        out += [rule for rule in whole if rule.high - rule.low >= LEAST_HEIGHT]
    return out


def _groups(rules: list[_Rule]) -> Iterator[list[_Rule]]:
    """The rules of each table: those whose heights overlap."""
    group: list[_Rule] = []
    low = 0.0
    for rule in sorted(rules, key=lambda rule: -rule.high):
        if group and rule.high <= low + NEAR:
            yield group
            group = []
        low = min(low, rule.low) if group else rule.low
        group.append(rule)
    if group:
        yield group


def _stretches(
    group: list[_Rule], level: Iterable[tuple[float, float, float]]
) -> Iterator[tuple[float, float, list[float]]]:
    """Upper edge, lower edge and the places of the upright rules of each row of a table."""
    left, right = min(rule.x for rule in group), max(rule.x for rule in group)
    high, low = max(rule.high for rule in group), min(rule.low for rule in group)
    cuts = [y for y in _whole_rules(level, left, right) if low + NEAR < y < high - NEAR]
    edges = sorted({*cuts, *(rule.high for rule in group), *(rule.low for rule in group)}, reverse=True)
    current: tuple[float, float, list[float]] | None = None
    for top, bottom in pairwise(edges):
        if top - bottom <= NEAR:
            continue
        middle = (top + bottom) / 2
        places = sorted(rule.x for rule in group if rule.low <= middle <= rule.high)
        if current is not None and current[2] == places and not any(abs(top - y) <= NEAR for y in cuts):
            current = (current[0], bottom, places)
            continue
        if current is not None:
            yield current
        current = (top, bottom, places)
    if current is not None:
        yield current


def _whole_rules(level: Iterable[tuple[float, float, float]], left: float, right: float) -> list[float]:
    """The heights at which rules, one or several end to end, go from one edge to the other."""
    heights: list[tuple[float, float]] = []
    for x0, x1, y in sorted(level, key=lambda rule: rule[2]):
        length = min(x1, right) - max(x0, left)
        if length <= 0:
            continue
        if heights and y - heights[-1][0] <= NEAR / 2:
            heights[-1] = (heights[-1][0], heights[-1][1] + length)
        else:
            heights.append((y, length))
    return [y for y, length in heights if length >= WHOLE_WIDTH * (right - left)]


def _row(
    pieces: Iterable[Piece],
    top: float,
    bottom: float,
    places: list[float],
    level: Iterable[tuple[float, float, float]],
) -> Row | None:
    """A row of cells of text, if it is one."""
    inside = [p for p in pieces if bottom <= p.y + 0.3 * p.size <= top]
    if not inside:
        return None
    first, last = min(p.x0 for p in inside), max(p.x1 for p in inside)
    edges = [
        y for y in (top, bottom) for x0, x1, at in level if abs(at - y) <= NEAR and x1 - x0 >= last - first
    ]
    inner = [x for x in places if first + NEAR < x < last - NEAR]
    if any(p.x0 < x - 1 and p.x1 > x + 1 for p in inside for x in inner):
        return None
    bounds = (
        [x for x in places if x <= first + NEAR][-1:] + inner + [x for x in places if x >= last - NEAR][:1]
    )
    closed = (bounds[:1] != inner[:1], bounds[-1:] != inner[-1:])
    # Without edges, the outermost rules part texts too; with one edge, what is beyond is another column.
    if not inner or (not all(closed) and (any(closed) or len(inner) < 2) and not edges):
        return None
    if not closed[0]:
        bounds.insert(0, first)
    if not closed[1]:
        bounds.append(last)
    cells: list[list[Piece]] = [[] for _ in bounds[1:]]
    for p in inside:
        middle = (p.x0 + p.x1) / 2
        cells[max(0, sum(middle > x for x in bounds[:-1]) - 1)].append(p)
    texts = [
        _text(cell, right - left - PADDING)
        for cell, (left, right) in zip(cells, pairwise(bounds), strict=True)
        if cell
    ]
    if len(texts) < 2 or not any(count >= 2 and fill >= TEXT_FILL for count, fill in texts):
        return None
    if any(count >= FIGURES_LINES and fill < FIGURES_FILL for count, fill in texts):
        return None
    return Row(top, bottom, [cell for cell in cells if cell])


def _text(cell: list[Piece], width: float) -> tuple[int, float]:
    """How many lines a cell has, and the share of its width that all but the last fill."""
    lines = baselines(cell)
    filled = [0.0] * len(lines)
    for p in cell:
        at = min(range(len(lines)), key=lambda i: abs(lines[i] - p.y))
        filled[at] += p.x1 - p.x0 + 0.25 * p.size
    counted = filled[:-1] or filled
    return len(lines), sum(min(1.0, got / max(width, 1.0)) for got in counted) / len(counted)


def carry_over(pages: Sequence[tuple[list[Line], list[int]]]) -> None:
    """Move what goes on in cells at the top of a page to the end of the cells of the page before.

    Each page is its lines and, for each of them, the number of its cell on the page, 0 outside of cells. Both
    are changed in place.
    """
    # From the end, so that what goes on over several pages is whole when it is moved.
    for above, below in reversed(list(pairwise(pages))):
        _carry(above, below)


def _carry(above: tuple[list[Line], list[int]], below: tuple[list[Line], list[int]]) -> None:
    lines, numbers = above
    last = _outermost(lines, numbers, from_end=True)
    first = _outermost(*below, from_end=False)
    if not last or not first:
        return
    spans = [(_left(lines[a:b]), _right(lines[a:b])) for a, b in last]
    pairs: list[tuple[int, int]] = []
    for place, (a, b) in enumerate(first):
        middle = (_left(below[0][a:b]) + _right(below[0][a:b])) / 2
        fitting = [i for i, (left, right) in enumerate(spans) if left <= middle <= right]
        if len(fitting) != 1:
            return
        pairs.append((fitting[0], place))
    if not any(_goes_on(lines[last[i][1] - 1], below[0][first[j][0]]) for i, j in pairs):
        return
    for i, j in sorted(pairs, reverse=True):
        start, stop = first[j]
        at = last[i][1]
        lines[at:at] = below[0][start:stop]
        numbers[at:at] = [numbers[at - 1]] * (stop - start)
    start, stop = first[0][0], first[-1][1]
    del below[0][start:stop], below[1][start:stop]


def _goes_on(line: Line, following: Line) -> bool:
    return line.text[-1:] not in ".!?:;" or following.text[:1].islower()


def _outermost(lines: list[Line], numbers: list[int], *, from_end: bool) -> list[tuple[int, int]]:
    """The cells of the row that is last on a page, or first, as ranges of its lines."""
    cells: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or numbers[i] != numbers[start]:
            if numbers[start]:
                cells.append((start, i))
            start = i
    if not cells:
        return []
    if (len(lines) - cells[-1][1] if from_end else cells[0][0]) > EDGE_LINES:
        return []
    rows: list[list[tuple[int, int]]] = []
    for a, b in cells:
        follows = rows and rows[-1][-1][1] == a and _left(lines[a:b]) > _left(lines[slice(*rows[-1][-1])])
        if follows:
            rows[-1].append((a, b))
        else:
            rows.append([(a, b)])
    return rows[-1 if from_end else 0]


def _left(lines: Iterable[Line]) -> float:
    return min(line.box[0] for line in lines if line.box)


def _right(lines: Iterable[Line]) -> float:
    return max(line.box[2] for line in lines if line.box)
