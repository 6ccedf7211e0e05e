"""`izde export`: articles for other systems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from izde.cli import candidates
from izde.cli.library import library_option, open_library
from izde.cli.options import Count, filter_options
from izde.engines.interface import Filters, Snapshot
from izde.errors import ExitCode, OutputError
from izde.interface import _
from izde.model import Article, Language
from izde.output.export import FORMATS, render_articles, suffix
from izde.search.results import Request


def chosen(snapshot: Snapshot, request: Request, source: str | None) -> Iterator[Article]:
    """The articles that a request finds, or all of them, in the library's order; of one source if given.

    What the search has to say about the query goes to standard error.
    """
    if (
        request.query
        or request.author
        or request.languages
        or request.years
        or request.journal
        or request.section
    ):
        from izde.search import search

        result = search(snapshot, request)
        for note in result.notes:
            click.echo(_("note: {text}").format(text=note), err=True)
        ids = [hit.id for hit in result.hits]
    else:
        matches = snapshot.search(None, Filters(), None)[1]
        ids = [match.id for match in matches]
    for id in ids:
        article = snapshot.article(id)
        if article is not None and (source is None or article.source == source):
            yield article


def write(articles: Sequence[Article], format_name: str, output: Path | None, split: bool) -> None:
    """Print the articles, or write them to a file, or to a folder, a file an article.

    Raises OutputError where a file cannot be written.
    """
    if output is None:
        click.echo(render_articles(articles, format_name))
        return
    try:
        if split:
            output.mkdir(parents=True, exist_ok=True)
            for article in articles:
                file = output / (article.id + suffix(format_name))
                file.write_text(render_articles([article], format_name) + "\n", encoding="utf-8")
        else:
            output.write_text(render_articles(articles, format_name) + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(path=error.filename, reason=error.strerror)
        ) from None


@click.command(short_help="Write articles as BibTeX, RIS, JATS, Articulus XML, CSL JSON or JSON lines.")
@click.argument("query", nargs=-1)
@filter_options
@click.option(
    "--issue",
    "source",
    metavar="SOURCE",
    shell_complete=candidates.sources,
    help="Only the articles of this issue, as 'izde issues' names it.",
)
@click.option("--limit", type=Count(1), help="At most so many articles [default: all].")
@click.option(
    "--format", "format_name", type=click.Choice(list(FORMATS)), required=True, help="The format to write."
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file, instead of standard output."
)
@click.option("--split", is_flag=True, help="A file for each article; --output is then a folder.")
@library_option
def command(
    query: tuple[str, ...],
    author: str | None,
    languages: tuple[Language, ...],
    years: tuple[int | None, int | None] | None,
    journal: str | None,
    section: str | None,
    source: str | None,
    limit: int | None,
    format_name: str,
    output: Path | None,
    split: bool,
    library_path: Path | None,
) -> int:
    """Write articles as BibTeX, RIS, JATS, Articulus XML, CSL JSON or JSON lines.

    Without a query or a filter, the whole library is written.

    \b
    Example:
      izde export --format bibtex "steppe war" > steppe.bib
      izde export --format articulus --issue atyrau-2024-4.pdf --output issue.xml
      izde export --format jats --split --output jats/
    """
    from izde.errors import UsageError

    if split and output is None:
        raise UsageError(
            _("--split writes a file for each article: say with --output which folder they go to.")
        )
    request = Request(
        query=" ".join(query),
        author=author,
        languages=languages,
        years=years,
        journal=journal,
        section=section,
        limit=limit or 1_000_000,
    )
    with open_library(library_path).snapshot() as snapshot:
        articles = list(chosen(snapshot, request, source))[:limit]
    if not articles:
        problem = _("There is no article to export; 'izde issues' lists what the library holds.")
        click.echo(f"izde: {problem}", err=True)
        return ExitCode.NOTHING_FOUND
    write(articles, format_name, output, split)
    return ExitCode.DONE
