"""`izde check`: an editor's report on an issue before it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from izde.cli.options import format_option, issue_options
from izde.errors import ExitCode, InputError, UsageError
from izde.interface import _

if TYPE_CHECKING:
    from izde.check import Options
    from izde.extract import Overrides
    from izde.model import Extraction
    from izde.output.findings import Report


class WordRange(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """Two numbers of words: 150-300."""

    name = "words"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        low, _hyphen, high = str(value).replace("..", "-").replace("–", "-").partition("-")
        if not (low.strip().isdigit() and high.strip().isdigit()) or int(low) > int(high):
            self.fail(_("'{value}' is not a range of words such as 150-300").format(value=value), param, ctx)
        return int(low), int(high)


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    """The codes of an option that may be repeated and may list several. Raises UsageError for others."""
    from izde.check import codes

    chosen = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    for code in chosen:
        if not any(known.startswith(code) for known in codes()):
            families = ", ".join(sorted({known[0] for known in codes()}))
            raise UsageError(
                _(
                    "No code begins with '{code}'; there are {families} and two figures, "
                    "as docs/check-codes.md lists them."
                ).format(code=code, families=families)
            )
    return chosen


def check_file(
    path: Path, options: Options, overrides: Overrides, jobs: int, ocr: bool, reader: str | None
) -> tuple[Report, Extraction]:
    """The report on one file. Raises what extraction raises."""
    from izde.check import check, read
    from izde.output.findings import report

    extraction, document = read(path, overrides=overrides, jobs=jobs, ocr=ocr, reader=reader)
    return report(str(path), extraction, check(extraction, document, options)), extraction


@click.command(short_help="Report what is missing or suspect in an issue before it goes out.")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="ISSUE..."
)
@click.option(
    "--words",
    type=WordRange(),
    default=(150, 300),
    metavar="LOW-HIGH",
    help="How many words an abstract should have [default: 150-300].",
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Report only these codes, or families (A,K02)."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not report these codes, or families.")
@format_option("table", "json", "sarif")
@issue_options
def command(
    files: tuple[Path, ...],
    words: tuple[int, int],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    format_name: str,
    journal: str | None,
    year: int | None,
    number: str | None,
    ocr: bool,
    reader: str | None,
    jobs: int,
) -> int:
    """Report what is missing or suspect in an issue before it goes out, article by article.

    Every finding has a code (docs/check-codes.md lists them), its place and how to mend it. The exit code
    is 1 when there are findings.

    \b
    Example:
      izde check issue.pdf
      izde check issue.pdf --words 150-250 --ignore N02,D04
      izde check *.pdf --select L,D --format json
    """
    from izde.check import Options
    from izde.extract import Overrides
    from izde.output import findings, structured
    from izde.output.console import Console

    options = Options(words=words, select=_codes(select), ignore=_codes(ignore))
    overrides = Overrides(journal=journal, year=year, number=number)
    console = Console.of_standard_output()
    reports: list[Report] = []
    failed: list[InputError] = []
    for path in files:
        try:
            report, extraction = check_file(path, options, overrides, jobs, ocr, reader)
        except InputError as error:
            if len(files) == 1:
                raise
            failed.append(error)
            click.echo(f"izde: {error.message}", err=True)
            continue
        reports.append(report)
        if format_name == "table":
            click.echo(findings.text(report, extraction, console) + ("\n" if path != files[-1] else ""))
    if format_name == "json":
        click.echo(structured.json(reports))
    elif format_name == "sarif":
        click.echo(findings.sarif(reports))
    if failed:
        return ExitCode.PARTIAL if reports else ExitCode.INPUT
    return ExitCode.FINDINGS if any(report.findings for report in reports) else ExitCode.DONE
