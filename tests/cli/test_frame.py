"""The frame of the command line: loading, help, errors and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest

from izde import errors
from izde.cli import COMMANDS, cli, run
from izde.cli.options import YearRange


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name, izde):
    outcome = izde(name, "--help")
    assert outcome.code == 0
    assert "Example:" in outcome.out
    assert f"izde {name}" in outcome.out


@pytest.mark.parametrize(("name", "summary"), COMMANDS.items())
def test_the_listed_summary_is_the_commands_own(name, summary):
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.short_help == summary


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    command = cli.get_command(click.Context(cli), name)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"izde {name} {parameter.opts[0]} has no help"


def test_help_imports_no_command_and_no_engine():
    code = "import sys; from izde.cli import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & {"whoosh", "pdfminer", "langdetect", "pymorphy3", "msgspec", "izde.cli.search"}


@pytest.mark.parametrize(("typed", "meant"), [("serch", "search"), ("isues", "issues"), ("indx", "index")])
def test_a_mistyped_command_is_recognised(typed, meant, izde):
    outcome = izde(typed)
    assert outcome.code == errors.ExitCode.USAGE
    assert f"Did you mean {meant}" in outcome.err


def test_a_wrong_option_is_a_usage_error(izde):
    assert izde("search", "--nonsense", "x").code == errors.ExitCode.USAGE


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["search", "x", "--limit", "many"], 2, "'many' is not a whole number"),
        (["doctor", "--wait", "long"], 2, "'long' is not a number of seconds"),
        (["extract", "{folder}"], 3, "is a folder; name a file in it"),
        (["check", "{folder}"], 3, "is a folder; name a file in it"),
        (["authors", "Ззз"], 1, "note: No name begins with 'Ззз'."),
        (["keywords", "ззз"], 1, "note: No keyword begins with 'ззз'."),
        (["export", "--format", "ris", "ззз"], 1, "There is no article to export"),
        (["export", "--format", "ris", "ззз"], 1, "note: No article holds ззз."),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments, code, said, izde, sample_library, tmp_path, monkeypatch
):
    monkeypatch.setenv("IZDE_LIBRARY", str(sample_library))
    outcome = izde(*(str(tmp_path) if argument == "{folder}" else argument for argument in arguments))
    assert outcome.code == code
    assert said in outcome.err
    assert not outcome.out


def test_a_folder_that_is_not_there_is_not_watched(izde, tmp_path):
    outcome = izde("watch", tmp_path / "nowhere", "--library", tmp_path / "library")
    assert outcome.code == errors.ExitCode.INPUT
    assert "There is no file or folder" in outcome.err and "watching" not in outcome.err
    assert not (tmp_path / "library").exists()


class _Failing:
    """Stands in for a command's work, to see what the frame makes of its exceptions."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __call__(self, *_args: object, **_kwargs: object) -> None:
        raise self.error


def _fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    monkeypatch.setattr("izde.cli.analyze.command.callback", _Failing(error))


def test_an_error_is_one_message_and_its_exit_code(monkeypatch, izde):
    _fail_with(monkeypatch, errors.LockedError("Another process writes; wait for it."))
    outcome = izde("analyze", "x")
    assert outcome.code == errors.ExitCode.LOCKED
    assert outcome.err == "izde: Another process writes; wait for it.\n"
    assert outcome.out == ""


def test_debug_shows_the_traceback_wherever_it_stands(monkeypatch):
    _fail_with(monkeypatch, errors.LockedError("busy"))
    for arguments in (["--debug", "analyze", "x"], ["analyze", "x", "--debug"]):
        with pytest.raises(errors.LockedError):
            run(arguments)


def test_ctrl_c_ends_with_130(monkeypatch, izde):
    _fail_with(monkeypatch, KeyboardInterrupt())
    assert izde("analyze", "x").code == errors.ExitCode.INTERRUPTED


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_closed_pipe_is_no_error():
    done = subprocess.run(
        f"yes дала соғысы | head -5000 | '{sys.executable}' -m izde analyze --lang kk | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021", (2021, 2021)),
        ("2019..2024", (2019, 2024)),
        ("2019-2024", (2019, 2024)),
        ("2019..", (2019, None)),
        ("..2024", (None, 2024)),
        ("2024..2019", (2019, 2024)),
    ],
)
def test_years(text, years):
    assert YearRange().convert(text, None, None) == years


@pytest.mark.parametrize("text", ["", "..", "21", "year", "2019..x"])
def test_wrong_years(text):
    with pytest.raises(click.UsageError, match="not a year"):
        YearRange().convert(text, None, None)
