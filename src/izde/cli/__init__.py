"""The command line: one module a command, loaded only when that command is asked for.

Each module `izde.cli.NAME` holds a click command called `command`, thin, over a plain function that can be
called without click. This module finds them, and turns every error into a message and an exit code.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from izde.cli.help import translated
from izde.errors import ExitCode, IzdeError
from izde.interface import N_, _, bind

#: The commands in the order of `izde --help`, with the line shown there. A test holds each line against
#: the command's own help, so that listing them need not import them.
COMMANDS: dict[str, str] = {
    "index": N_("Add issues to the library, or refresh them."),
    "search": N_("Find articles by words, phrases or authors, in any of the three languages."),
    "show": N_("Print one article in all its languages."),
    "similar": N_("Find articles like a given one."),
    "issues": N_("List what the library holds."),
    "authors": N_("List the people who wrote the articles, with every spelling of their names."),
    "keywords": N_("List the keywords of the articles, with their translations."),
    "extract": N_("Show what is read from an issue, without indexing it."),
    "check": N_("Report what is missing or suspect in an issue before it goes out."),
    "export": N_("Write articles for reference managers, archives and the systems that take issues in."),
    "analyze": N_("Print the terms that the index would hold for a text."),
    "remove": N_("Take an issue or an article out of the library."),
    "watch": N_("Index new and changed issues of a folder as they arrive."),
    "stats": N_("Count the articles by year, journal, language, keyword and people."),
    "serve": N_("Show the library as pages, for readers with a browser."),
    "move": N_("Build the library anew with another engine."),
    "doctor": N_("Verify the library and say what to run when something is wrong."),
    "completion": N_("Print the completion script for a shell."),
}

#: Set by a completion script (`izde completion`) when the shell asks for candidates.
COMPLETION_VARIABLE = "_IZDE_COMPLETE"

HELP_OPTIONS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class CommandGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"izde.cli.{cmd_name}").command
        return translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, summary in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib  # takes longer to load than everything else here, and is seldom needed

            near = difflib.get_close_matches(name, COMMANDS, n=2)
            problem = _("There is no command '{name}'.").format(name=name)
            if near:
                hint = _("Did you mean {names}?").format(names=_(" or ").join(near))
            else:
                hint = _("See 'izde --help'.")
            ctx.fail(f"{problem} {hint}")
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from izde.version import __version__

        click.echo(f"izde {__version__}")
        ctx.exit()


@click.group(cls=CommandGroup, context_settings=HELP_OPTIONS)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Print the version.",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
def cli() -> None:
    """Search the articles of scholarly journals from Kazakhstan, in Kazakh, Russian and English.

    Add issues with 'izde index', then find articles with 'izde search'.

    \b
    Example:
      izde index journals/
      izde search "қоғамдық келісім"
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing that is raised gets past this."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    # Accepted anywhere on the line, since one adds it to the command that has just failed.
    debug = "--debug" in arguments
    arguments = [a for a in arguments if a != "--debug"]
    bind()
    spoken = translated(cli)
    try:
        with spoken.make_context("izde", arguments) as ctx:
            result = spoken.invoke(ctx)
    except click.exceptions.Exit as exit:
        return exit.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except IzdeError as error:
        if debug:
            raise
        click.echo(f"izde: {error.message}", err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        if debug:
            raise
        click.echo("izde: " + _("interrupted."), err=True)
        return ExitCode.INTERRUPTED
    return result if isinstance(result, int) else ExitCode.DONE


def _speak_every_script() -> None:
    """Let no letter be an error where the system's encoding lacks those of Kazakh, Russian or English.

    What goes to a file or another program is UTF-8 then; a terminal, or an encoding that the user asked for,
    shows question marks.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper) or stream.encoding.lower().replace("-", "") == "utf8":
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


def main() -> NoReturn:
    """The console script."""
    _speak_every_script()
    try:
        instruction = os.environ.get(COMPLETION_VARIABLE)
        if instruction:
            from click.shell_completion import shell_complete

            bind()
            code: int = shell_complete(translated(cli), {}, "izde", COMPLETION_VARIABLE, instruction)
        else:
            code = int(run())
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone: that is its right. Python would complain again when it
        # flushes at exit, so standard output is pointed elsewhere first.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(ExitCode.DONE)
    sys.exit(code)
