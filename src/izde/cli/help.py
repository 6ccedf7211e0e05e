"""Help in the language of the interface.

A command's docstring is its help in English. It is translated when it is shown, paragraph by paragraph;
examples stay as they are.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from typing import TypeVar

import click

from izde.interface import N_, _

C = TypeVar("C", bound=click.Command)

#: What tells click not to wrap a paragraph.
_AS_IT_IS = "\b\n"
_EXAMPLE = N_("Example:")


def paragraphs(help: str) -> list[str]:
    """The paragraphs of a docstring, each one line, but for those that are printed as they are."""
    parts = inspect.cleandoc(help).split("\n\n")
    return [part if part.startswith(_AS_IT_IS) else " ".join(part.split()) for part in parts]


def messages(command: click.Command) -> Iterator[str]:
    """What is to be translated of a command's help."""
    for text in (command.short_help, *paragraphs(command.help or "")):
        if text and not text.startswith(_AS_IT_IS):
            yield text
    for option in command.params:
        if isinstance(option, click.Option):
            yield from (text for text in (option.help, option.show_default) if text and isinstance(text, str))


def translated(command: C) -> C:
    """A copy of the command whose help is in the language of the interface."""
    spoken = copy.copy(command)
    spoken.short_help = _(command.short_help or "") or None
    spoken.help = _docstring(command.help) if command.help else None
    spoken.params = [_parameter(parameter) for parameter in command.params]
    return spoken


def _docstring(help: str) -> str:
    return "\n\n".join(
        part.replace(_EXAMPLE, _(_EXAMPLE), 1) if part.startswith(_AS_IT_IS) else _(part)
        for part in paragraphs(help)
    )


def _parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    spoken = copy.copy(parameter)
    spoken.help = _(parameter.help or "") or None
    if isinstance(parameter.show_default, str):
        spoken.show_default = _(parameter.show_default)
    return spoken
