"""reportlab, by the project's own typesetter; a letter that the font lacks is drawn in the other one, in its
place."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

from sample_issues.makers.fonts import Fonts
from sample_issues.manuscript import SOFT_HYPHEN, Block, Columns, Manuscript, Note, Paragraph, Part, Table
from sample_issues.typeset import Geometry, Press, Run, Setting

_ORDER = ("", "bold", "italic", "bolditalic")


def version() -> str | None:
    """reportlab's version."""
    return importlib.metadata.version("reportlab")


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    press = _Press(manuscript, fonts, path)
    for part in manuscript.parts:
        press.new_page()
        press.part = part
        for block in part.blocks:
            press.block(block)
    press.save()


@dataclass(frozen=True)
class _OtherRun(Run):
    """Letters of the font that stands in."""


class _Press(Press):
    def __init__(self, manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
        # A soft hyphen that is taken is what the line ends in; one that is not leaves nothing.
        geometry = Geometry(manuscript.paper, manuscript.margins, "serif", hyphen=SOFT_HYPHEN)
        super().__init__(path, geometry, manuscript.first_page, _furniture)
        self.manuscript, self.fonts = manuscript, fonts
        self.part: Part | None = None
        self.calls = 0
        self.faces = _registered(fonts.files)
        self.others = _registered(fonts.fallback_files)

    def face(self, run: Run) -> str:
        faces = self.others if isinstance(run, _OtherRun) else self.faces
        return faces[(1 if run.bold else 0) + (2 if run.italic else 0)]

    def block(self, block: Block) -> None:
        """Set one block."""
        if isinstance(block, Paragraph):
            self.paragraph(self._runs(block), block.setting)
        elif isinstance(block, Columns):
            self.columns([(self._runs(p), p.setting) for p in block.paragraphs], block.gutter)
        elif isinstance(block, Table):
            for row in block.rows:
                self._row(row, block)
        else:
            self._note(block)

    def _note(self, note: Note) -> None:
        self.note(list(self._split(note.runs)), note.size)

    def _runs(self, paragraph: Paragraph) -> list[Run]:
        out: list[Run] = []
        if paragraph.number is not None:
            out += self._split([Run(paragraph.pattern.format(paragraph.number))])
        if any(SOFT_HYPHEN in run.text for run in paragraph.runs):
            paragraph.setting.hyphenate = True
        for i, run in enumerate(paragraph.runs):
            out += self._split([replace(run, text=run.text.replace(SOFT_HYPHEN, ""))])
            if i in paragraph.notes:
                self.calls += 1
                out.append(Run(str(self.calls), raised=True))
                call = Run(str(self.calls), raised=True)
                self.note([call, *self._split([Run(" " + paragraph.notes[i])])], 8)
        if paragraph.tail:
            size = paragraph.setting.size
            text = "".join(run.text for run in paragraph.tail)
            self.text(self.right, self.y - size, text, size, "right")
        return out

    def _split(self, runs: Iterable[Run]) -> Iterable[Run]:
        """The runs, with what the first font lacks as runs of their own."""
        for run in runs:
            start = 0
            for i in range(1, len(run.text) + 1):
                if i == len(run.text) or self.fonts.lacks(run.text[i]) != self.fonts.lacks(run.text[start]):
                    piece = run.text[start:i]
                    start = i
                    if self.fonts.lacks(piece[0]):
                        yield _OtherRun(piece, run.bold, run.italic, run.raised, run.link)
                    else:
                        yield replace(run, text=piece)

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
        runs = list(self._split([Run(text, bold, italic)]))
        width = sum(self.measure(run, size) for run in runs)
        x -= {"right": width, "centre": width / 2}.get(align, 0.0)
        for run in runs:
            self.canvas.setFont(self.face(run), size)
            self.canvas.drawString(x, y, run.text)
            x += self.measure(run, size)
        self.empty = False

    def _row(self, cells: list[list[Paragraph]], table: Table) -> None:
        """Cells side by side, over as many pages as they take."""
        room = self.right - self.left
        lines = [
            [line for p in cell for line in self.break_lines(self._runs(p), p.setting, room * share - 8)]
            for cell, share in zip(cells, table.widths, strict=True)
        ]
        at = [0] * len(lines)
        while any(i < len(cell) for i, cell in zip(at, lines, strict=True)):
            top = low = self.y
            x = self.left
            for column, cell in enumerate(lines):
                y = top - 3
                while at[column] < len(cell) and y - cell[at[column]].height >= self.floor:
                    line = cell[at[column]]
                    self._draw(line, x + 4, y - line.setting.size)
                    y -= line.height
                    at[column] += 1
                low = min(low, y)
                x += room * table.widths[column]
            if table.rules:
                x = self.left
                for share in table.widths:
                    self.canvas.rect(x, low - 3, room * share, top - low + 3)
                    x += room * share
            self.y = low - 3
            if any(i < len(cell) for i, cell in zip(at, lines, strict=True)):
                self.finish_page()


def _furniture(press: Press) -> None:
    assert isinstance(press, _Press)
    y = press.bottom - 20
    press.text(press.left, y, press.manuscript.foot, 8.5)
    press.text(press.right, y, str(press.page), 9, "right")
    if press.part is None:
        return
    left_page = press.page % 2 == 0
    head = press.part.heads[0 if left_page else 1]
    if head:
        lines = press.break_lines(head, Setting(size=8.5, align="left"), press.right - press.left)
        shown = " ".join("".join(r.text for r in word) for word in lines[0].words)
        side = "left" if left_page else "right"
        press.text(press.left if left_page else press.right, press.top + 14, shown, 8.5, side)


def _registered(files: dict[str, Path]) -> tuple[str, str, str, str]:
    names = []
    for face in _ORDER:
        name = files[face].stem
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(files[face])))
        names.append(name)
    return names[0], names[1], names[2], names[3]
