"""`izde analyze`: the terms that the index would hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
import msgspec

from izde.cli.options import format_option
from izde.model import LANGUAGES, Language

if TYPE_CHECKING:
    from izde.language.terms import Term


class TermRow(msgspec.Struct):
    """A term as `--format json` prints it; `start` and `end` are offsets into the line."""

    text: str
    kind: str
    position: int
    start: int
    end: int


class AnalyzedLine(msgspec.Struct):
    line: str
    terms: list[TermRow]


def rows(terms: list[Term]) -> list[TermRow]:
    return [TermRow(t.text, t.kind.name.lower(), t.position, t.start, t.end) for t in terms]


@click.command(short_help="Print the terms that the index would hold for a text.")
@click.argument("text", nargs=-1)
@click.option(
    "--lang",
    type=click.Choice([*LANGUAGES, "auto"]),
    default="auto",
    show_default=True,
    help="The language to analyze the text as.",
)
@format_option("table", "json")
def command(text: tuple[str, ...], lang: str, format_name: str) -> None:
    """Print the terms that the index would hold for a text: a line in, a line of terms out.

    The primary term of each word comes first, then its other terms. Without a text, lines are read from
    standard input.

    \b
    Example:
      izde analyze --lang kk кітаптарымыздан
      cut -f1 words.tsv | izde analyze --lang kk
    """
    from izde.language.analyzers import analyze_line
    from izde.output import structured

    language: Language | None = next((known for known in LANGUAGES if known == lang), None)
    # Decoded here, so that a byte that is no UTF-8 spoils its own line alone.
    lines: Iterable[str] = (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
    if text:
        lines = [" ".join(text)]
    for printed in lines:
        line = printed.rstrip("\r\n")
        terms = analyze_line(line, language)
        if format_name == "json":
            click.echo(structured.json_lines([AnalyzedLine(line, rows(terms))]))
        else:
            click.echo(" ".join(dict.fromkeys(term.text for term in terms)))
