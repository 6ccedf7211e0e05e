"""Recognises the text of scanned PDFs with ocrmypdf, which runs tesseract on each page.

It runs as a program of its own, since it can take long and be killed, and a plugin (`ocr_progress`) makes it
say how many pages are done."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from izde import errors
from izde.interface import _

LANGUAGES = "kaz+rus+eng"
#: The copy is read once and thrown away: no archival format, nothing made smaller.
_ONCE = ("--output-type", "pdf", "--optimize", "0")
_PLUGIN = Path(__file__).with_name("ocr_progress.py")
_DONE = re.compile(r"izde-ocr (\d+) (\d+)$")
#: How many of its last lines may hold the reason of a failure.
_LAST = 20
_ERROR = re.compile(r"\w*(?:Error|Exception): .")
_NO_LANGUAGE = "does not have language data"
#: What ocrmypdf begins its lines with.
_SOURCE = re.compile(r"^(?:\s*\d+\s+)?(?:\[\w+\]\s*)?")


def recognise(
    path: Path, folder: Path, *, jobs: int = 1, progress: Callable[[int, int], None] | None = None
) -> Path:
    """Give a scanned file a text layer, `jobs` pages at a time, and return the copy in `folder` that has it.

    `progress` is told pages done and pages in all. Raises OcrMissing and OcrFailed.
    """
    program = _program()
    if program is None:
        raise errors.OcrMissing(path, LANGUAGES)
    copy = folder / path.name
    command = [
        *program,
        *("--language", LANGUAGES, "--jobs", str(max(1, jobs)), "--plugin", str(_PLUGIN), *_ONCE),
        *("--", str(path.resolve()), str(copy)),
    ]
    said: deque[str] = deque(maxlen=_LAST)
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                done = _DONE.search(line.rstrip())
                if done is None:
                    said.append(line.strip())
                elif progress is not None:
                    progress(int(done[1]), int(done[2]))
        except BaseException:
            process.terminate()
            raise
    if process.returncode or not copy.is_file():
        raise errors.OcrFailed(path, _reason(said) or _("exit code {code}").format(code=process.returncode))
    return copy


def _program() -> list[str] | None:
    """ocrmypdf of this Python, or else the one that the system has."""
    if importlib.util.find_spec("ocrmypdf") is not None:
        return [sys.executable, "-m", "ocrmypdf"]
    program = shutil.which("ocrmypdf")
    return [program] if program is not None else None


def _reason(said: Sequence[str]) -> str:
    """Why it failed, out of its last lines: a language that is missing, an error by name, a sentence."""
    lines = [line for line in (_SOURCE.sub("", line).rstrip(".") for line in said) if line]
    if any(_NO_LANGUAGE in line for line in lines):
        lacking = [language for language in LANGUAGES.split("+") if language in lines]
        return _("tesseract has no language data for {languages}").format(languages=", ".join(lacking))
    named = [line for line in lines if _ERROR.match(line)]
    sentences = [line for line in lines if line.count(" ") >= 2 and "Traceback" not in line]
    return next((found[-1] for found in (named, sentences, lines) if found), "")
