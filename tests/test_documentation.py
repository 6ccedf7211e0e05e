"""What the documentation shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import click
import pytest

from documentation.commands import PAGE, page
from documentation.console import check, every_page, pages
from izde import check as checks
from izde import model
from izde.cli import COMMANDS, cli
from izde.cli.analyze import AnalyzedLine, TermRow
from izde.cli.issues import IssueRow
from izde.errors import ExitCode
from izde.index import doctor, report
from izde.interface import TRANSLATED
from izde.output import findings
from izde.search import browse, results
from sample_data import ROOT


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_console_blocks_are_real(page):
    differences = check(page, write=False)
    assert not differences, "run: scripts/document " + str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", every_page(), ids=lambda page: page.name)
def test_fences_are_such_as_every_reader_of_markdown_knows(page):
    fences = re.findall(r"^```.*$", page.read_text(encoding="utf-8"), re.M)
    assert len(fences) % 2 == 0
    assert not [fence for fence in fences if not re.fullmatch(r"```\w*", fence)]


def outline(page: Path) -> list[str]:
    """A page's headings, console commands and table rows, without their words: what it shows, in order.

    What the demo prints is shown, and run, in one language only.
    """
    shown = []
    text = re.sub(r"```console[^`]*?scripts/demo\n.*?```\n", "", page.read_text(encoding="utf-8"), flags=re.S)
    for line in text.splitlines():
        command = re.match(r"\$ ([\w/]+ ?\w*)|(#+) |(\|) |(```\w+)|(- )|    (\w+/?\w*)", line)
        if command:
            shown.append(next(filter(None, command.groups())))
    return shown


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_readme_says_as_much_in_every_language(language):
    assert outline(ROOT / f"README.{language}.md") == outline(ROOT / "README.md")


def test_the_page_of_commands_is_what_they_say_of_themselves():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: scripts/document"


def test_every_command_and_option_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    for name in COMMANDS:
        section = text.partition(f"## izde {name}\n")[2].partition("\n## ")[0]
        command = cli.get_command(click.Context(cli), name)
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[0] in section, f"izde {name} {parameter.opts[0]}"


def test_every_exit_code_is_documented():
    text = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.M)}
    assert documented == {int(code) for code in ExitCode}


@pytest.mark.parametrize(
    "printed",
    [
        model.Article, model.Author, model.Extraction, model.Issue,
        results.Hit, results.Result, results.Snippet,
        report.Report, report.SourceReport,
        IssueRow, browse.Person, browse.Keyword,
        findings.Report, checks.Finding,
        doctor.Diagnosis, doctor.Finding,
        AnalyzedLine, TermRow,
    ],
    ids=lambda printed: f"{printed.__module__}.{printed.__name__}",
)  # fmt: skip
def test_every_field_of_json_is_documented(printed):
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert not [name for name in printed.__struct_fields__ if f"`{name}`" not in text]


def test_every_status_of_an_indexing_run_is_documented():
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert not [status for status in get_args(report.Status) if f"`{status}`" not in text]
