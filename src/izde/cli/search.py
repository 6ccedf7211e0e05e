"""`izde search`: find articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from izde.cli.library import library_option, open_library
from izde.cli.options import Count, filter_options, format_option
from izde.errors import ExitCode, InputError, UsageError
from izde.interface import _
from izde.model import Article, Language
from izde.search.results import Request, Result, Sort

if TYPE_CHECKING:
    from izde.engines.interface import Snapshot

FORMATS = ("table", "json", "jsonl", "csv", "bibtex", "ris", "trec")
FACETS = ("author", "journal", "year", "lang", "section", "keyword")
SORTS = ("relevance", "year", "-year", "title", "author")
#: How many hits of each topic a batch prints unless --limit says otherwise.
TOPIC_DEPTH = 100


def render(result: Result, request: Request, format_name: str, snapshot: Snapshot) -> str:
    """The result in a format; BibTeX and RIS take the whole records from the snapshot."""
    if format_name == "table":
        from izde.output import hits
        from izde.output.console import Console

        return hits.table(result, Console.of_standard_output(), request.offset + 1)
    from izde.output import structured

    if format_name == "json":
        return structured.json(result)
    if format_name == "jsonl":
        return structured.json_lines(result.hits)
    if format_name == "csv":
        return structured.hits_csv(result)
    if format_name == "trec":
        return structured.trec("1", result)
    from izde.output.export import render_articles

    return render_articles(list(articles(result, snapshot)), format_name)


def articles(result: Result, snapshot: Snapshot) -> Iterator[Article]:
    for hit in result.hits:
        article = snapshot.article(hit.id)
        if article is not None:
            yield article


def topics(path: Path) -> Iterator[tuple[str, str]]:
    """The (id, query) pairs of a file of `id<TAB>query` lines, `-` for standard input. Raises InputError for
    any other line."""
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        problem = _("There is no file {path}; --queries takes a file of id<TAB>query lines.")
        raise InputError(problem.format(path=path)) from None
    except (OSError, UnicodeDecodeError) as error:
        problem = _("{path} cannot be read as UTF-8 text ({error}); save it as UTF-8.")
        raise InputError(problem.format(path=path, error=error)) from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        topic, tab, query = line.partition("\t")
        if not tab:
            problem = _("{path}, line {number} has no tab; each line is id<TAB>query.")
            raise InputError(problem.format(path=path, number=number))
        yield topic.strip(), query.strip()


@click.command(short_help="Find articles by words, phrases or authors, in any of the three languages.")
@click.argument("query", nargs=-1)
@filter_options
@click.option("--limit", type=Count(1), help="How many articles to show [default: 10].")
@click.option("--offset", type=Count(0), default=0, help="How many of the best to pass over.")
@click.option("--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="The order.")
@click.option("--exact", is_flag=True, help="Only the words as typed: no other forms, scripts or spellings.")
@click.option("--no-translate", is_flag=True, help="Do not look for the other languages' terms.")
@click.option("--facet", "facets", type=click.Choice(FACETS), multiple=True, help="Count the hits by this.")
@click.option("--explain", is_flag=True, help="Say what each score is made of.")
@click.option(
    "--queries",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Answer a file of id<TAB>query lines (- for standard input), as a TREC run.",
)
@format_option(*FORMATS)
@library_option
def command(
    query: tuple[str, ...],
    author: str | None,
    languages: tuple[Language, ...],
    years: tuple[int | None, int | None] | None,
    journal: str | None,
    section: str | None,
    limit: int | None,
    offset: int,
    sort: Sort,
    exact: bool,
    no_translate: bool,
    facets: tuple[str, ...],
    explain: bool,
    queries: Path | None,
    format_name: str,
    library_path: Path | None,
) -> int:
    """Find articles by words, phrases or authors, in any of the three languages.

    Type what your keyboard gives you: Kazakh with Russian letters, in Latin letters, in any case or with a
    slip. Fields: author: title: keyword: abstract: body: lang: year: journal: number: section: doi:
    funding:

    \b
    Example:
      izde search қоғамдық келісім
      izde search '"steppe war" OR title:казахов' --year 2019..
      izde search --author Suleimenov
    """
    from izde.search import search

    if not query and not author and queries is None:
        raise UsageError(_("Nothing to search for: give a query, --author NAME or --queries FILE."))
    if query and queries is not None:
        raise UsageError(_("Give either a query or --queries FILE, not both."))
    if queries is not None and format_name not in ("trec", "table"):
        raise UsageError(_("--queries prints a TREC run: leave --format out or say --format trec."))
    request = Request(
        # The shell has taken the quotes away from a phrase that was typed as one argument; the query
        # language's own quotes are still inside it.
        query=" ".join(query),
        author=author,
        languages=languages,
        years=years,
        journal=journal,
        section=section,
        limit=limit or (TOPIC_DEPTH if queries is not None else 10),
        offset=offset,
        sort=sort,
        exact=exact,
        translate=not no_translate,
        explain=explain,
        facets=facets,
    )
    with open_library(library_path).snapshot() as snapshot:
        if queries is not None:
            return answer_topics(queries, request, snapshot)
        result = search(snapshot, request)
        text = render(result, request, format_name, snapshot)
    if text:
        click.echo(text)
    if format_name not in ("json",):
        for note in result.notes:
            click.echo(_("note: {text}").format(text=note), err=True)
    return ExitCode.DONE if result.total else ExitCode.NOTHING_FOUND


def answer_topics(path: Path, request: Request, snapshot: Snapshot) -> int:
    """Print a TREC run for every topic of a file, all in this process."""
    from izde.output import structured
    from izde.search import search

    found = False
    for topic, query in topics(path):
        result = search(snapshot, msgspec.structs.replace(request, query=query))
        if result.hits:
            found = True
            click.echo(structured.trec(topic, result))
    return ExitCode.DONE if found else ExitCode.NOTHING_FOUND
