"""The page of the commands, from their own help."""

from __future__ import annotations

from pathlib import Path

import click

from izde.cli import COMMANDS, cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
WIDTH = 96

HEAD = """# Commands

This page is what each command says of itself (`izde COMMAND --help`), made by
`scripts/document`. Every command takes `--debug`, which shows the traceback of an error.
"""


def command_help(name: str) -> str:
    """The help of one command, wrapped for the page."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    parent = click.Context(cli, info_name="izde")
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    return command.get_help(context)


def page() -> str:
    parts = [HEAD]
    parts += [f"## izde {name}\n\n```text\n{command_help(name)}\n```\n" for name in COMMANDS]
    return "\n".join(parts)
