"""What a person gets who presses Tab in a real bash."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")

#: Sources whose names a shell reads otherwise when they are not quoted.
NAMES = ("dala 2024.jsonl", "it's $HOME.jsonl", 'a "b" `c`.jsonl')


@pytest.fixture(scope="module")
def bash(tmp_path_factory):
    """An interactive bash in which `izde` completes, and prints its arguments instead of running."""
    from izde.cli import run

    folder = tmp_path_factory.mktemp("completion")
    for place, name in enumerate(NAMES):
        record = {"id": f"x-{place}", "title": {"en": f"Steppe number {place}"}, "body": f"text {place}"}
        (folder / name).write_text(json.dumps(record), encoding="utf-8")
    library = folder / "library"
    assert run(["index", *(str(folder / name) for name in NAMES), "--library", str(library)]) == 0
    script = folder / "completion.bash"
    script.write_text(
        subprocess.run(
            [sys.executable, "-m", "izde", "completion", "bash"], capture_output=True, text=True, check=True
        ).stdout
    )
    program = folder / "izde"
    program.write_text(
        f'#!/bin/sh\n[ -n "$_IZDE_COMPLETE" ] && exec "{sys.executable}" -m izde "$@"\n'
        "printf '<%s>' \"$@\"; echo DONE\n"
    )
    program.chmod(0o755)
    shell = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"],
        env=os.environ
        | {
            "PATH": os.pathsep.join((str(folder), os.environ["PATH"])),
            "IZDE_LIBRARY": str(library),
            "PS1": "",
            "TERM": "dumb",
            "LC_ALL": "C.UTF-8",
        },
        encoding="utf-8", timeout=120, dimensions=(24, 400),
    )  # fmt: skip
    shell.sendline("bind 'set enable-bracketed-paste off'; stty -echo")
    shell.sendline(f'source {script}; echo RE""ADY')
    shell.expect("READY")
    yield shell
    shell.close(force=True)


@pytest.mark.parametrize("quote", ["", '"', "'"])
@pytest.mark.parametrize(("typed", "name"), [("dala", NAMES[0]), ("it", NAMES[1]), ("a", NAMES[2])])
def test_a_completed_name_is_the_argument_that_it_names(bash, quote, typed, name):
    bash.send(f"izde export --issue {quote}{typed}\t")
    bash.send("\n")
    bash.expect("<export><--issue><([^\r\n]*)>DONE")
    assert re.sub(r"\s+$", "", bash.match[1]) == name
