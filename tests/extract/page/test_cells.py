"""Cells between rules: read one by one, and on over the page's end."""

from __future__ import annotations

from izde.extract.page.cells import carry_over
from izde.extract.page.document import Box, Line
from izde.extract.page.layout import arrange
from izde.extract.page.piece import Piece

SIZE, LEADING = 8.0, 10.0
EDGES = (50.0, 200.0, 350.0, 500.0)
UPRIGHTS = [(x, 400.0, 800.0) for x in EDGES]


def line(column: int, row: int, text: str, width: float = 145.0) -> Piece:
    """A line that fills its cell but for some points."""
    left = EDGES[column] + 2
    return Piece(left, left + width, 790.0 - LEADING * row, SIZE, text)


def test_cells_of_text_are_read_one_by_one_where_no_gap_parts_them() -> None:
    pieces = [line(column, row, f"c{column}r{row}") for row in range(6) for column in range(3)]
    found = arrange(pieces, 595.0, 842.0, uprights=UPRIGHTS)
    assert [a.text for a in found.lines] == [f"c{c}r{r}" for c in range(3) for r in range(6)]
    assert found.cells == [1] * 6 + [2] * 6 + [3] * 6


def test_rows_of_figures_are_read_line_by_line() -> None:
    pieces = [line(column, row, f"c{column}r{row}", 20.0) for row in range(6) for column in range(3)]
    found = arrange(pieces, 595.0, 842.0, uprights=UPRIGHTS)
    assert found.cells == [0] * 6
    assert found.lines[0].text.split() == ["c0r0", "c1r0", "c2r0"]


def test_a_rule_that_text_crosses_parts_nothing() -> None:
    pieces = [Piece(52.0, 490.0, 790.0 - LEADING * row, SIZE, f"r{row}") for row in range(6)]
    assert arrange(pieces, 595.0, 842.0, uprights=UPRIGHTS).cells == [0] * 6


def printed(text: str, column: int) -> Line:
    return Line(text, 0, box=Box((EDGES[column] + 2, 0.0, EDGES[column] + 147, 8.0)))


def test_cells_go_on_over_the_end_of_a_page() -> None:
    first = ([printed("a", 0), printed("b", 1), printed("c.", 2), printed("5", 0)], [1, 2, 3, 0])
    second = ([printed("head", 0), printed("a2", 0), printed("b2.", 1), printed("body", 0)], [0, 1, 2, 0])
    carry_over([first, second])
    assert [a.text for a in first[0]] == ["a", "a2", "b", "b2.", "c.", "5"]
    assert first[1] == [1, 1, 2, 2, 3, 0]
    assert [a.text for a in second[0]] == ["head", "body"]


def test_another_table_is_not_the_end_of_the_one_before() -> None:
    first = ([printed("a.", 0), printed("b.", 1)], [1, 2])
    second = ([printed("New", 0), printed("Other", 1)], [1, 2])
    carry_over([first, second])
    assert len(first[0]) == len(second[0]) == 2
