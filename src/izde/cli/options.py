"""Options that several commands share, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from izde.cli import candidates
from izde.interface import _
from izde.model import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


def format_option(*formats: str, default: str = "table") -> Callable[[F], F]:
    """`--format NAME`: how the answer is printed."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(formats),
        default=default,
        show_default=True,
        help="How to print the answer.",
    )


class Count(click.IntRange):
    """A whole number within bounds."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            int(value)
        except ValueError:
            self.fail(_("'{text}' is not a whole number").format(text=value), param, ctx)
        return super().convert(value, param, ctx)


class Seconds(click.FloatRange):
    """A number of seconds, which may have a fraction."""

    name = "seconds"

    def __init__(self) -> None:
        super().__init__(min=0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            float(value)
        except ValueError:
            self.fail(_("'{text}' is not a number of seconds").format(text=value), param, ctx)
        return super().convert(value, param, ctx)


class YearRange(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """A year or a range of years: 2021, 2019..2024, 2019.., ..2024 (a hyphen does as well)."""

    name = "years"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int | None, int | None]:
        if isinstance(value, tuple):
            return value
        text = str(value).strip()
        first, separator, last = text.partition("..") if ".." in text else text.partition("-")
        parts = [first.strip(), last.strip() if separator else first.strip()]
        if not any(parts) or any(part and not (part.isdigit() and len(part) == 4) for part in parts):
            problem = _("'{text}' is not a year or a range such as 2021, 2019..2024 or 2019..")
            self.fail(problem.format(text=text), param, ctx)
        low, high = (int(part) if part else None for part in parts)
        if low is not None and high is not None and low > high:
            low, high = high, low
        return low, high


def filter_options(function: F) -> F:
    """`--author`, `--lang`, `--year`, `--journal`, `--section`: what narrows a search."""
    for decorate in reversed(
        (
            click.option(
                "--author",
                metavar="NAME",
                shell_complete=candidates.author_names,
                help="Only articles by this person, in any spelling.",
            ),
            click.option(
                "--lang",
                "languages",
                type=click.Choice(LANGUAGES),
                multiple=True,
                help="Only articles written in this language (may be repeated).",
            ),
            click.option(
                "--year", "years", type=YearRange(), metavar="YEARS", help="Only 2021, 2019..2024 or 2019.."
            ),
            click.option("--journal", metavar="NAME", help="Only journals whose name has these words."),
            click.option("--section", metavar="NAME", help="Only sections whose name has these words."),
        )
    ):
        function = decorate(function)
    return function


def issue_options(function: F) -> F:
    """How issues are read: `--journal`, `--year`, `--number`, `--ocr`, `--reader`, `--jobs`."""
    for decorate in reversed(
        (
            click.option("--journal", metavar="NAME", help="The journal's name, instead of what is printed."),
            click.option(
                "--year",
                type=Count(1800, 2200),
                help="The issue's year, instead of what is printed.",
            ),
            click.option(
                "--number", metavar="NUMBER", help="The issue's number, instead of what is printed."
            ),
            click.option(
                "--ocr", is_flag=True, help="Read scanned issues with ocrmypdf, where it is installed."
            ),
            click.option(
                "--reader",
                type=click.Choice(["pdfminer", "pdfium"]),
                help="Read PDFs with this library, instead of pdfium where it is installed.",
            ),
            click.option(
                "--jobs",
                type=Count(0),
                default=0,
                show_default="one a processor",
                help="How many processes read pages.",
            ),
        )
    ):
        function = decorate(function)
    return function
