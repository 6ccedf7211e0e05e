"""The console blocks of the documentation: run their commands and hold what they print against the page.

A comment `<!-- show: lines=N width=M -->` above a block fenced as ```console says how much is shown of
what each command prints: N lines, then a line with an ellipsis where there are more; of each line M
characters, the last an ellipsis where it is longer. (It stands there because Markdown knows no options
behind a fence's language.) A comment `<!-- run: COMMAND -->` runs a command out of sight.

In a block, a line that starts with "$ " is a command; what follows is its output (standard output and
standard error, as a terminal shows them). The commands of a page run one after the other from the project's
folder, with a library of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(
    r"^(<!-- show:(?: lines=(\d+))?(?: width=(\d+))? -->\n)?```console\n(.*?)^```$|^<!-- run: (.*?) -->$",
    re.M | re.S,
)
ELLIPSIS = "…"
#: What varies from run to run, and what stands for it on a page.
VARIES = ((re.compile(r"\b\d+\.\d+ ?s\b"), "0.0 s"),)


@dataclass(frozen=True)
class Difference:
    """A command whose output is not what the page shows."""

    command: str
    shown: str
    printed: str


def every_page() -> list[Path]:
    """The pages of the documentation, the READMEs among them."""
    return sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])


def pages() -> list[Path]:
    """The pages that have console blocks."""
    return [page for page in every_page() if "```console" in page.read_text(encoding="utf-8")]


def run(command: str, environment: dict[str, str]) -> str:
    """What a shell command prints, both streams as a terminal shows them."""
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
    )
    text = done.stdout.decode()
    for pattern, replacement in VARIES:
        text = pattern.sub(replacement, text)
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def commands(block: str) -> list[tuple[str, str]]:
    """The block's commands, each with the output shown below it."""
    pairs: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append((line[2:], []))
        elif pairs:
            pairs[-1][1].append(line)
    return [(command, "\n".join(output).rstrip()) for command, output in pairs]


def cut(output: str, limit: int | None, width: int | None) -> str:
    """The first `limit` lines, `width` characters of each, with an ellipsis where there is more."""
    lines = output.splitlines()
    if limit is not None and len(lines) > limit:
        lines = [*lines[:limit], ELLIPSIS]
    if width is not None:
        lines = [line if len(line) <= width else f"{line[: width - 1].rstrip()}{ELLIPSIS}" for line in lines]
    return "\n".join(lines)


def check(page: Path, write: bool) -> list[Difference]:
    """Run a page's commands; with `write`, put what they print into the page."""
    differences: list[Difference] = []
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "IZDE_LIBRARY": str(Path(folder) / "library"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
            "PYTHONUTF8": "1",
            # README.kk.md speaks Kazakh, README.ru.md Russian.
            "IZDE_LANG": page.suffixes[0].lstrip(".") if len(page.suffixes) > 1 else "en",
            "NO_COLOR": "1",
        }

        def refresh(match: re.Match[str]) -> str:
            if match[5]:
                run(match[5], environment)
                return match[0]
            limit, width = (int(value) if value else None for value in match.group(2, 3))
            shown = []
            for command, documented in commands(match[4]):
                printed = cut(run(command, environment), limit, width)
                if printed != documented:
                    differences.append(Difference(command, documented, printed))
                shown.append(f"$ {command}\n{printed}".rstrip())
            return f"{match[1] or ''}```console\n" + "\n\n".join(shown) + "\n```"

        refreshed = BLOCK.sub(refresh, page.read_text(encoding="utf-8"))
    if write:
        page.write_text(refreshed, encoding="utf-8")
    return differences
