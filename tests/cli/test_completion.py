"""What a shell completes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


def complete(library, *words: str) -> list[str]:
    """What the program offers bash for the last of the words."""
    done = subprocess.run(
        [sys.executable, "-m", "izde"],
        env=os.environ
        | {
            "_IZDE_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("izde", *words)),
            "COMP_CWORD": str(len(words)),
            "IZDE_LIBRARY": str(library),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_commands_and_options(sample_library):
    assert complete(sample_library, "sea") == ["search"]
    assert "--facet" in complete(sample_library, "search", "--f")


def test_ids_and_people_of_the_library(sample_library):
    ids = complete(sample_library, "show", "kaznu")
    assert len(ids) == 8
    assert "kaznu-2021-3-1" in ids
    assert any("Салиева" in name for name in complete(sample_library, "search", "--author", "Сал"))
    assert complete(sample_library, "keywords", "цифров")


def test_without_a_library_nothing_is_offered_and_nothing_breaks(tmp_path):
    assert complete(tmp_path / "none", "show", "x") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_name_the_program(shell, izde):
    script = izde("completion", shell)
    assert script.code == 0
    assert "_IZDE_COMPLETE" in script.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_name_that_bash_completes_is_one_argument(izde, sample_library, tmp_path):
    program = tmp_path / "izde"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m izde "$@"\n')
    program.chmod(0o755)
    script = izde("completion", "bash").out
    line = "izde search --author Сал"
    done = subprocess.run(
        ["bash", "--norc"],
        input=f"{script}\nCOMP_WORDS=({line}); COMP_CWORD=3; _izde_completion izde\n"
        'eval "set -- ${COMPREPLY[0]}"; echo "$#: $1"',
        env=os.environ
        | {
            "PATH": os.pathsep.join((str(tmp_path), os.environ["PATH"])),
            "IZDE_LIBRARY": str(sample_library),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    count, _, name = done.stdout.strip().partition(": ")
    assert count == "1"
    assert "Салиева" in name.split()
