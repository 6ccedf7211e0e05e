"""Write docs/commands.md from the commands' own help.

usage: command_reference.py [--check]     with --check, exit code 1 when the page is out of date
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import click

from izde.cli import COMMANDS, cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
WIDTH = 96

HEAD = """# Commands

This page is what each command says of itself (`izde COMMAND --help`), made by
`scripts/command_reference.py`. Every command takes `--debug`, which shows the traceback of an error.
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


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/commands.md from the commands' help.")
    parser.add_argument("--check", action="store_true", help="only say whether the page is up to date")
    os.environ["IZDE_LANG"] = "en"
    text = page()
    if parser.parse_args().check:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
