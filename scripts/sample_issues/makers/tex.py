"""XeLaTeX."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from sample_issues.makers.fonts import Fonts, lacking
from sample_issues.makers.running import run_maker, said_version
from sample_issues.manuscript import SOFT_HYPHEN, Block, Columns, Manuscript, Paragraph, Table
from sample_issues.typeset import PAPERS, Run

_ALIGN = {"left": r"\raggedright", "right": r"\raggedleft", "centre": r"\centering", "justify": ""}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\^{}", "~": r"\textasciitilde{}", SOFT_HYPHEN: r"\-", "\u00a0": "~",
}  # fmt: skip


def version() -> str | None:
    """XeTeX's version, or None without it."""
    return said_version(["xelatex", "--version"]) if shutil.which("xelatex") else None


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    with tempfile.TemporaryDirectory(prefix="izde-tex-") as name:
        folder = Path(name)
        (folder / "issue.tex").write_text(_markup(manuscript, fonts), encoding="utf-8")
        run_maker(
            ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "issue.tex"],
            folder / "issue.pdf",
            folder=folder,
        )
        shutil.move(folder / "issue.pdf", path)


def _markup(manuscript: Manuscript, fonts: Fonts) -> str:
    width, height = PAPERS[manuscript.paper]
    left, right, top, bottom = manuscript.margins
    out = [
        r"\documentclass[twoside]{article}",
        r"\usepackage{fontspec,multicol,array,fancyhdr}",
        rf"\usepackage[paperwidth={width:.2f}bp,paperheight={height:.2f}bp,left={left}bp,right={right}bp,"
        rf"top={top}bp,bottom={bottom}bp,headsep=12bp,footskip=24bp]{{geometry}}",
        r"\usepackage[hidelinks]{hyperref}",
        rf"\setmainfont{_font(fonts.files)}",
        rf"\newfontfamily\otherfont{_font(fonts.fallback_files)}",
        r"\pagestyle{fancy}\fancyhf{}\renewcommand{\headrulewidth}{0pt}\setlength{\parindent}{0pt}",
        r"\setlength{\headheight}{14pt}\emergencystretch=3em\raggedbottom",
    ]
    # What the first font lacks is set in the other one, letter by letter.
    for letter in sorted(lacking(fonts.coverage)):
        code = f"{ord(letter):04X}"
        out.append(
            rf'\catcode"{code}=\active\begingroup\lccode`\~="{code}\lowercase{{\endgroup\protected\def~}}'
            rf'{{{{\otherfont\char"{code} }}}}'
        )
    out.append(rf"\begin{{document}}\setcounter{{page}}{{{manuscript.first_page}}}")
    foot = rf"\fontsize{{8.5}}{{10}}\selectfont {_escaped(manuscript.foot)}"
    out.append(rf"\fancyfoot[L]{{{foot}}}\fancyfoot[R]{{\thepage}}")
    for part in manuscript.parts:
        head_left, head_right = (rf"{{\fontsize{{8.5}}{{10}}\selectfont {_escaped(h)}}}" for h in part.heads)
        out.append(rf"\clearpage\fancyhead[LE]{{{head_left}}}\fancyhead[RO]{{{head_right}}}")
        out.append(_blocks(part.blocks))
    out.append(r"\end{document}")
    return "\n".join(out)


def _font(files: dict[str, Path]) -> str:
    folder = files[""].parent.resolve()
    return (
        rf"{{{files[''].name}}}[Path={folder}/,BoldFont={files['bold'].name},ItalicFont={files['italic'].name},"
        rf"BoldItalicFont={files['bolditalic'].name}]"
    )


def _escaped(text: str) -> str:
    return re.sub(r"[\\{}$&#%_^~\u00ad\u00a0]", lambda m: _SPECIAL[m[0]], text)


def _blocks(blocks: Sequence[Block]) -> str:
    out: list[str] = []
    listed: list[Paragraph] = []

    def close_list() -> None:
        if listed:
            label = _escaped(listed[0].pattern.strip()).replace(r"\{\}", r"\arabic{enumi}")
            items = "".join(rf"\item {_paragraph(p)}" for p in listed)
            out.append(
                rf"\begin{{enumerate}}\renewcommand{{\labelenumi}}{{{label}}}\setlength{{\itemsep}}{{0pt}}"
                rf"\setcounter{{enumi}}{{{(listed[0].number or 1) - 1}}}{items}\end{{enumerate}}"
            )
            listed.clear()

    for block in blocks:
        if isinstance(block, Paragraph) and block.number is not None:
            listed.append(block)
            continue
        close_list()
        if isinstance(block, Paragraph):
            out.append(_paragraph(block))
        elif isinstance(block, Columns):
            inner = "\n".join(map(_paragraph, block.paragraphs))
            out.append(
                rf"\setlength{{\columnsep}}{{{block.gutter}bp}}\begin{{multicols}}{{2}}{inner}\end{{multicols}}"
            )
        elif isinstance(block, Table):
            out.append(_table(block))
        else:
            out.append(rf"{{\let\thefootnote\relax\footnotetext{{{_runs(block.runs)}}}}}")
    close_list()
    return "\n".join(out)


def _table(table: Table) -> str:
    rule = "|" if table.rules else ""
    columns = rule + rule.join(rf"p{{{share - 0.035:.3f}\textwidth}}" for share in table.widths) + rule
    line = r"\hline" if table.rules else ""
    rows = [
        " & ".join("".join(map(_paragraph, cell)) for cell in row) + rf"\tabularnewline{line}"
        for row in table.rows
    ]
    return rf"\par\noindent\begin{{tabular}}{{{columns}}}{line}{' '.join(rows)}\end{{tabular}}\par"


def _paragraph(paragraph: Paragraph) -> str:
    setting = paragraph.setting
    inner = []
    for i, run in enumerate(paragraph.runs):
        inner.append(_run(run))
        if i in paragraph.notes:
            inner.append(rf"\footnote{{{_escaped(paragraph.notes[i])}}}")
    if paragraph.tail:
        inner.append(r"\hfill " + _runs(paragraph.tail))
    size = rf"\fontsize{{{setting.size}}}{{{setting.size * setting.leading:.2f}}}\selectfont"
    before = rf"{_ALIGN[setting.align]}\parindent={setting.indent}bp\vskip {setting.before}bp "
    return rf"{{{size}{before}{''.join(inner)}\par\vskip {setting.after}bp}}" + "\n"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if run.raised:
        text = rf"\textsuperscript{{{text}}}"
    if run.bold:
        text = rf"\textbf{{{text}}}"
    if run.italic:
        text = rf"\textit{{{text}}}"
    return rf"\href{{{_escaped(run.link)}}}{{{text}}}" if run.link else text
