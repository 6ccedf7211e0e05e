"""Hits as a person reads them: a short card for each article, the matched words marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import click

from izde.interface import N_, _
from izde.output.console import Console
from izde.output.text import articles, author_names, in_language, place, visible
from izde.search.results import Hit, Result, Snippet

_INDENT = "   "
#: What each facet counts.
FACETS: dict[str, str] = {
    "author": N_("author"),
    "journal": N_("journal"),
    "year": N_("year"),
    "lang": N_("lang"),
    "section": N_("section"),
    "keyword": N_("keyword"),
}


def marked(text: str, marks: Sequence[tuple[int, int]], console: Console) -> str:
    """The text with its marks shown: bold on a colour terminal, else between asterisks."""
    parts, at = [], 0
    for start, end in sorted(marks):
        if start < at:
            continue
        word = text[start:end]
        parts += [
            text[at:start],
            click.style(word, bold=True, fg="yellow") if console.colour else f"*{word}*",
        ]
        at = end
    return "".join(parts) + text[at:]


def _wrapped(text: str, console: Console, indent: str = _INDENT) -> str:
    """Wrapped to the terminal; one line where the output goes to a file or another program."""
    if console.width is None:
        return indent + text
    # Escape sequences take no columns but would be counted, so words are wrapped by their visible width.
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for word in text.split():
        width = len(click.unstyle(word))
        if line and used + 1 + width > console.width - len(indent):
            lines.append(indent + " ".join(line))
            line, used = [], 0
        line.append(word)
        used += width + (1 if used else 0)
    return "\n".join([*lines, indent + " ".join(line)])


def _title(hit: Hit, console: Console) -> str:
    """The title in the language the hit is shown in, marked where a snippet says what matched in it."""
    for snippet in hit.snippets:
        if snippet.field == "title" and snippet.lang == hit.shown:
            return marked(snippet.text, snippet.marks, console)
    return in_language(hit.title, hit.shown, hit.language) or _("(no title is printed)")


def _passages(hit: Hit) -> Iterator[Snippet]:
    return (s for s in hit.snippets if s.field != "title" or s.lang != hit.shown)


def card(rank: int, hit: Hit, console: Console) -> str:
    """One hit: title, authors, where it was printed, the best passage, why it matched."""
    number = f"{rank}."
    indent = " " * max(3, len(number) + 1)
    title = _title(hit, console)
    if console.colour:
        title = click.style(title, bold=True) if "\x1b" not in title else title
    lines = [_wrapped(title, console, indent).replace(indent, number.ljust(len(indent)), 1)]
    names = author_names(hit.authors, most=6)
    if names:
        lines.append(_wrapped(names, console, indent))
    where = place(
        in_language(hit.journal, hit.shown, hit.language),
        hit.year,
        hit.number,
        hit.pages,
        hit.language,
        hit.id,
        pages_from=hit.pages_from,
    )
    lines.append(_wrapped(click.style(where, dim=True) if console.colour else where, console, indent))
    lines += [_wrapped(marked(s.text, s.marks, console), console, indent) for s in _passages(hit)]
    lines += [_wrapped(_("why: {reason}").format(reason=reason), console, indent) for reason in hit.why]
    lines += [_wrapped(part, console, indent + "  ") for part in hit.explanation]
    return "\n".join(lines)


def table(result: Result, console: Console, first: int = 1) -> str:
    """The answer as cards, with its facets; `first` is the rank of the first hit."""
    blocks = []
    if result.total and not result.hits:
        blocks.append(_("{count}, none after {last}").format(count=articles(result.total), last=first - 1))
    if result.hits:
        shown = len(result.hits)
        count = articles(result.total)
        if shown < result.total:
            if first == shown == 1:
                count = _("{count}, the first shown").format(count=count)
            else:
                ranks = f"{first}–{first + shown - 1}"
                count = _("{count}, {ranks} shown").format(count=count, ranks=ranks)
        blocks.append(count)
    blocks += [card(rank, hit, console) for rank, hit in enumerate(result.hits, first)]
    for name, values in result.facets.items():
        width = max((len(str(count)) for value, count in values), default=1)
        rows = [f"{_INDENT}{count:>{width}}  {value}" for value, count in values]
        blocks.append("\n".join([f"{_(FACETS.get(name, name))}:", *rows]))
    return "\n\n".join(blocks)


def columns(rows: Sequence[Sequence[str]], header: Sequence[str], console: Console) -> str:
    """Rows under a header; on a terminal the last column is shortened to what fits."""
    cells = [list(header), *([visible(cell) for cell in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    lines = []
    for index, row in enumerate(cells):
        head = "  ".join(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False))
        line = f"{head}  {row[-1]}".rstrip()
        if console.width is not None and len(line) > console.width:
            line = (
                textwrap.shorten(line, console.width, placeholder="…")
                if len(row) == 1
                else line[: console.width - 1] + "…"
            )
        lines.append(click.style(line, bold=True) if console.colour and index == 0 else line)
    return "\n".join(lines)
