"""`izde export`: articles for other systems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from izde.cli import candidates
from izde.cli.article_pdfs import article_pdfs
from izde.cli.library import library_option, open_library
from izde.cli.options import Count, filter_options
from izde.engines.interface import Filters, Snapshot
from izde.errors import ExitCode, OutputError
from izde.interface import _
from izde.model import Article, Language
from izde.output.export import FORMATS, Exported, export_articles, suffix
from izde.output.file_names import file_names
from izde.output.particulars import DEFAULT_VERSION, NAMES, VERSIONS, Particulars, is_valid, normal
from izde.output.sentence_case import in_sentence_case
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


#: What a file makes of articles: a text, and what its format misses.
Render = Callable[[Sequence[Article]], Exported]


def write(
    articles: Sequence[Article], render: Render, format_name: str, output: Path | None, split: bool
) -> Counter[str]:
    """Print the articles, or write them to a file, or to a folder, a file an article; what they miss.

    Raises OutputError where a file cannot be written.
    """
    missing: Counter[str] = Counter()
    if output is None:
        exported = render(articles)
        click.echo(exported.text)
        return Counter(exported.missing)
    try:
        if split:
            output.mkdir(parents=True, exist_ok=True)
            for article, name in zip(articles, file_names(articles, suffix(format_name)), strict=True):
                exported = render([article])
                (output / name).write_text(exported.text + "\n", encoding="utf-8")
                missing.update(exported.missing)
        else:
            exported = render(articles)
            output.write_text(exported.text + "\n", encoding="utf-8")
            missing.update(exported.missing)
    except OSError as error:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(path=error.filename, reason=error.strerror)
        ) from None
    return missing


def issn(snapshot: Snapshot, articles: Sequence[Article]) -> str:
    """The ISSN that the articles' issues print, where all of them print the same."""
    wanted = {article.source for article in articles}
    printed = {
        entry.issue.issn for entry in snapshot.sources() if entry.source in wanted and entry.issue is not None
    }
    return (printed.pop() or "") if len(printed) == 1 else ""


def say_missing(missing: Mapping[str, int], format_name: str) -> None:
    """Name on standard error what the format requires and nobody gave."""
    if not missing:
        return
    parts = ", ".join(part if count == 1 else f"{part} ({count})" for part, count in missing.items())
    note = _("{format_name} requires what is not known: {parts}. A comment in the file marks each place.")
    click.echo(_("note: {text}").format(text=note.format(format_name=format_name, parts=parts)), err=True)
    fillable = [name for name in FORMATS[format_name].asks or () if name in missing]
    if fillable:
        names = " ".join(f"--fill {name}=…" for name in fillable)
        click.echo(_("note: {text}").format(text=_("You can give: {names}").format(names=names)), err=True)


class Filling(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """NAME=VALUE: something that a format asks for and articles do not print."""

    name = "filling"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, given = str(value).partition("=")
        if not equals or name not in NAMES:
            problem = _("'{text}' is not NAME=VALUE with one of the names {names}")
            self.fail(problem.format(text=value, names=", ".join(NAMES)), param, ctx)
        given = normal(name, given)
        if not is_valid(name, given):
            self.fail(_("'{text}' cannot be {name}").format(text=given, name=name), param, ctx)
        return name, given

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(f"{name}=") for name in NAMES if name.startswith(incomplete)]


@click.command(
    short_help="Write articles for reference managers, archives and the systems that take issues in."
)
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
@click.option(
    "--fill",
    "filled",
    type=Filling(),
    multiple=True,
    metavar="NAME=VALUE",
    help="What a format asks for and articles do not print (may be repeated): " + ", ".join(NAMES) + ".",
)
@click.option(
    "--for",
    "version",
    type=click.Choice(VERSIONS),
    help="The version of OJS that takes the file [default: 3.4].",
)
@click.option(
    "--embed",
    is_flag=True,
    help="Put each article's pages of the PDF into the file, for OJS; needs pip install 'izde[embed]'.",
)
@click.option(
    "--case",
    type=click.Choice(["sentence"]),
    help="Titles in capitals in sentence case; names as the article's own text spells them.",
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
    filled: tuple[tuple[str, str], ...],
    version: str | None,
    embed: bool,
    case: str | None,
    split: bool,
    library_path: Path | None,
) -> int:
    """Write articles for reference managers, archives and the systems that take issues in.

    BibTeX, RIS and CSL JSON are for citing; JATS for archives; ojs (native XML), crossref (a deposit), doaj
    and articulus (eLIBRARY) for the systems of these names; JSON lines are the records themselves. What a
    format requires and no article prints is said, and can be given with --fill.

    Without a query or a filter, the whole library is written.

    \b
    Example:
      izde export --format bibtex "steppe war" > steppe.bib
      izde export --format articulus --issue atyrau-2024-4.pdf --output issue.xml
      izde export --format ojs --for 3.3 --fill email=editor@example.org --issue atyrau-2024-4.pdf
      izde export --format jats --split --output jats/
    """
    from izde.errors import UsageError

    if split and output is None:
        raise UsageError(
            _("--split writes a file for each article: say with --output which folder they go to.")
        )
    for option, is_given in (("--for", version is not None), ("--embed", embed)):
        if is_given and format_name != "ojs":
            raise UsageError(_("{option} is for --format ojs.").format(option=option))
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
        given = Particulars(issn=issn(snapshot, articles), version=version or DEFAULT_VERSION)
        particulars = msgspec.structs.replace(given, **dict(filled))
        if embed:
            particulars = msgspec.structs.replace(particulars, pdfs=article_pdfs(snapshot, articles))
    if not articles:
        problem = _("There is no article to export; 'izde issues' lists what the library holds.")
        click.echo(f"izde: {problem}", err=True)
        return ExitCode.NOTHING_FOUND
    if case is not None:
        articles = [in_sentence_case(article) for article in articles]
    missing = write(
        articles, lambda some: export_articles(some, format_name, particulars), format_name, output, split
    )
    say_missing(missing, format_name)
    return ExitCode.DONE
