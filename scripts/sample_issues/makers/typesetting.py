"""Typst, by its Python package."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from sample_issues.makers.fonts import Fonts
from sample_issues.manuscript import Block, Columns, Manuscript, Paragraph, Table
from sample_issues.typeset import PAPERS, Run

_ALIGN = {"left": "left", "right": "right", "centre": "center", "justify": "left"}


def version() -> str | None:
    """Typst's version, or None."""
    return importlib.metadata.version("typst") if importlib.util.find_spec("typst") else None


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    import typst

    with tempfile.TemporaryDirectory(prefix="izde-typst-") as folder:
        source = Path(folder) / "issue.typ"
        source.write_text(_markup(manuscript, fonts), encoding="utf-8")
        typst.compile(
            str(source), output=str(path), font_paths=[str(fonts.folder.resolve())], ignore_system_fonts=True
        )


def _markup(manuscript: Manuscript, fonts: Fonts) -> str:
    width, height = PAPERS[manuscript.paper]
    left, right, top, bottom = manuscript.margins
    out = [
        f"#set page(width: {width:.2f}pt, height: {height:.2f}pt,"
        f" margin: (left: {left}pt, right: {right}pt, top: {top}pt, bottom: {bottom}pt),"
        f" footer: context [#text(8.5pt)[{_string(manuscript.foot)} #h(1fr) #counter(page).display()]])",
        f"#set text(font: ({_quoted(fonts.family)}, {_quoted(fonts.fallback)}), hyphenate: false)",
        "#set par(spacing: 0pt)",
        "#show footnote.entry: set text(8pt)",
    ]
    for i, part in enumerate(manuscript.parts):
        head_left, head_right = map(_string, part.heads)
        out.append(
            "#set page(header: context if calc.odd(counter(page).get().first())"
            f" {{ align(right)[#text(8.5pt)[{head_right}]] }} else {{ [#text(8.5pt)[{head_left}]] }})"
        )
        if i == 0:
            out.append(f"#counter(page).update({manuscript.first_page})")
        out.append(_blocks(part.blocks))
    return "\n\n".join(out)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _string(text: str) -> str:
    return f"#{_quoted(text)};"


def _blocks(blocks: Sequence[Block]) -> str:
    out = []
    listed: list[Paragraph] = []

    def close_list() -> None:
        if listed:
            pattern = _quoted(listed[0].pattern.replace("{}", "1").strip())
            items = "".join(f"[{_paragraph(p, spaced=False)}]," for p in listed)
            out.append(f"#enum(numbering: {pattern}, start: {listed[0].number}, {items})")
            listed.clear()

    for block in blocks:
        if isinstance(block, Paragraph) and block.number is not None:
            listed.append(block)
            continue
        close_list()
        if isinstance(block, Paragraph):
            out.append(_paragraph(block))
        elif isinstance(block, Columns):
            inner = "\n\n".join(map(_paragraph, block.paragraphs))
            out.append(f"#columns(2, gutter: {block.gutter}pt)[{inner}]")
        elif isinstance(block, Table):
            out.append(_table(block))
        else:
            # A note that no mark calls.
            out.append(f"#footnote(numbering: (..) => [])[{_runs(block.runs)}]")
    close_list()
    return "\n\n".join(out)


def _table(table: Table) -> str:
    cells = []
    for row in table.rows:
        cells += ["[" + "\n\n".join(map(_paragraph, cell)) + "]" for cell in row]
    widths = ", ".join(f"{share:.3f}fr" for share in table.widths)
    stroke = "0.5pt" if table.rules else "none"
    return f"#table(columns: ({widths},), stroke: {stroke}, align: left, {', '.join(cells)})"


def _paragraph(paragraph: Paragraph, spaced: bool = True) -> str:
    setting = paragraph.setting
    inner = []
    for i, run in enumerate(paragraph.runs):
        inner.append(_run(run))
        if i in paragraph.notes:
            inner.append(f"#footnote[{_string(paragraph.notes[i])}];")
    if paragraph.tail:
        inner.append("#h(1fr);" + _runs(paragraph.tail))
    leading = f"{(setting.leading - 0.75) * setting.size:.2f}pt"
    justify = str(setting.align == "justify").lower()
    keep = str(setting.keep).lower()
    text = (
        f"#block(above: {setting.before + (setting.leading - 0.75) * setting.size:.2f}pt,"
        f" below: {setting.after + (setting.leading - 0.75) * setting.size:.2f}pt, sticky: {keep})["
        if spaced
        else "#["
    )
    indent = f"#h({setting.indent}pt)" if setting.indent else ""
    return (
        f"{text}#set text({setting.size}pt)\n#set par(justify: {justify}, leading: {leading})\n"
        f"#set align({_ALIGN[setting.align]})\n{indent}{''.join(inner)}]"
    )


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _string(run.text)
    if run.raised:
        text = f"#super[{text}];"
    if run.bold:
        text = f"#strong[{text}];"
    if run.italic:
        text = f"#emph[{text}];"
    return f"#link({_quoted(run.link)})[{text}];" if run.link else text
