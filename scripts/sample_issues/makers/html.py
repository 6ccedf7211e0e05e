"""A manuscript as a page of HTML with print styles, for the makers that print such."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from sample_issues.makers.fonts import Fonts
from sample_issues.manuscript import Block, Columns, Manuscript, Note, Paragraph, Table
from sample_issues.typeset import PAPERS, Run

_FACES = {
    "": (400, "normal"),
    "bold": (700, "normal"),
    "italic": (400, "italic"),
    "bolditalic": (700, "italic"),
}


def page(manuscript: Manuscript, fonts: Fonts, *, footnotes: bool) -> str:
    """The whole page. `footnotes`: the maker knows `float: footnote`; else notes stand after their
    paragraph."""
    width, height = PAPERS[manuscript.paper]
    left, right, top, bottom = manuscript.margins
    styles = [_face(fonts.family, face, path.as_uri()) for face, path in fonts.files.items()]
    styles += [_face(fonts.fallback, face, path.as_uri()) for face, path in fonts.fallback_files.items()]
    styles.append(
        f"@page {{ size: {width:.2f}pt {height:.2f}pt; margin: {top}pt {right}pt {bottom}pt {left}pt;"
        f" @bottom-left {{ content: {_css_string(manuscript.foot)}; font-size: 8.5pt }}"
        " @bottom-right { content: counter(page); font-size: 9pt } }"
    )
    styles.append(
        f'html {{ font-family: "{fonts.family}", "{fonts.fallback}"; hyphens: manual }}'
        " p { margin: 0 } table { border-collapse: collapse; width: 100% }"
        " td { vertical-align: top; padding: 3pt }"
        " table.rules td { border: .5pt solid } .columns { columns: 2 } ol { margin: 0; padding-left: 20pt }"
        " a { color: inherit; text-decoration: none } .tail { float: right } section { break-before: page }"
        " section:first-child { break-before: auto }"
    )
    if footnotes:
        styles.append(
            ".note { float: footnote; font-size: 8pt; text-align: left; font-weight: normal }"
            " .mute::footnote-call, .mute::footnote-marker { content: none }"
        )
    parts = []
    for i, part in enumerate(manuscript.parts):
        for side, head in zip(("left", "right"), part.heads, strict=True):
            if head:
                box = f"content: {_css_string(head)}; font-size: 8.5pt"
                styles.append(f"@page part{i}:{side} {{ @top-{side} {{ {box} }} }}")
        styles.append(f".part{i} {{ page: part{i} }}")
        inner = _blocks(part.blocks, footnotes)
        parts.append(f'<section class="part{i}">{inner}</section>')
    start = f"html {{ counter-reset: page {manuscript.first_page - 1} }}" if manuscript.first_page > 1 else ""
    return (
        '<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8">'
        f"<title>{html.escape(manuscript.foot)}</title><style>{start} {' '.join(styles)}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


def _face(family: str, face: str, address: str) -> str:
    weight, slope = _FACES[face]
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slope};'
        f' src: url("{address}") }}'
    )


def _css_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _blocks(blocks: Sequence[Block], footnotes: bool) -> str:
    out: list[str] = []
    listed: list[Paragraph] = []

    def close_list() -> None:
        if listed:
            items = "".join(_paragraph(p, footnotes, "li") for p in listed)
            out.append(f'<ol start="{listed[0].number}">{items}</ol>')
            listed.clear()

    for block in blocks:
        if isinstance(block, Paragraph) and block.number is not None:
            listed.append(block)
            continue
        close_list()
        if isinstance(block, Paragraph):
            out.append(_paragraph(block, footnotes))
        elif isinstance(block, Columns):
            inner = "".join(_paragraph(p, footnotes) for p in block.paragraphs)
            out.append(f'<div class="columns" style="column-gap: {block.gutter}pt">{inner}</div>')
        elif isinstance(block, Table):
            out.append(_table(block, footnotes))
        else:
            out.append(_loose_note(block, footnotes))
    close_list()
    return "".join(out)


def _loose_note(note: Note, footnotes: bool) -> str:
    if footnotes:
        return f'<p><span class="note mute">{_runs(note.runs)}</span></p>'
    return f'<p style="font-size: {note.size}pt">{_runs(note.runs)}</p>'


def _table(table: Table, footnotes: bool) -> str:
    rows = []
    for row in table.rows:
        cells = "".join(
            f'<td style="width: {100 * width:.0f}%">{"".join(_paragraph(p, footnotes) for p in cell)}</td>'
            for cell, width in zip(row, table.widths, strict=True)
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table class="{"rules" if table.rules else "plain"}">{"".join(rows)}</table>'


def _paragraph(paragraph: Paragraph, footnotes: bool, tag: str = "p") -> str:
    setting = paragraph.setting
    align = {"centre": "center"}.get(setting.align, setting.align)
    style = (
        f"font-size: {setting.size}pt; line-height: {setting.leading}; text-align: {align};"
        f" text-indent: {setting.indent}pt; margin-top: {setting.before}pt; margin-bottom: {setting.after}pt"
    )
    if setting.keep:
        style += "; break-after: avoid"
    inner, after = [], []
    for i, run in enumerate(paragraph.runs):
        inner.append(_run(run))
        note = paragraph.notes.get(i)
        if note is None:
            continue
        if footnotes:
            inner.append(f'<span class="note">{html.escape(note)}</span>')
        else:
            inner.append("<sup>1</sup>")
            after.append(f'<p style="font-size: 8pt"><sup>1</sup> {html.escape(note)}</p>')
    if paragraph.tail:
        inner.insert(0, f'<span class="tail">{_runs(paragraph.tail)}</span>')
    return f'<{tag} style="{style}">{"".join(inner)}</{tag}>{"".join(after)}'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = html.escape(run.text)
    if run.raised:
        text = f"<sup>{text}</sup>"
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    return f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text
