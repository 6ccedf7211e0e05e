"""What a terminal can show: its width, its colours; plain and complete when the output goes elsewhere."""

from __future__ import annotations

import os
import sys

import msgspec


class Console(msgspec.Struct, frozen=True):
    """`width` in columns, None where lines must not be cut or wrapped; `colour` whether to style text."""

    width: int | None = None
    colour: bool = False

    @classmethod
    def of_standard_output(cls) -> Console:
        """The console that standard output is, as NO_COLOR and TERM let it be used."""
        if not sys.stdout.isatty():
            return cls()
        import shutil  # only a terminal has a width

        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        return cls(width=max(40, shutil.get_terminal_size().columns), colour=colour)
