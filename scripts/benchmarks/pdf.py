"""What reading PDFs costs, beside pdfminer's own layout analysis of the same pages.

The pages are those of the rendered issues. Each measurement runs in a process of its own and is counted in
processor seconds, its children's included, so that a busy machine changes little; the start of the
interpreter and the imports are in every figure. `pdftotext` is shown where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from izde.extract.readers.pdf import PDFIUM, READERS

PDFS = Path(__file__).resolve().parents[2] / "tests" / "data" / "pdf"

_BARE = """
import sys
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams
print(sum(1 for path in sys.argv[1:] for page in extract_pages(path, laparams=LAParams())))
"""
_OURS = """
import sys
from pathlib import Path
from izde.extract.readers import pdf
reader = sys.argv[1]
print(sum(len(pdf.read(Path(path), reader=reader).pages) for path in sys.argv[2:]))
"""
_USAGE = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, "-c", *sys.argv[2:]] if sys.argv[1] == "python" else sys.argv[2:],
                      check=True, stdout=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """Processor seconds, pages for each of them, the ratio to bare pdfminer, and the peak memory in MB."""

    what: str
    seconds: float
    pages: float
    ratio: float
    memory: float


def files() -> list[Path]:
    """The rendered issues."""
    return sorted(PDFS.glob("*.pdf"))


def _measure(kind: str, command: list[str], runs: int) -> tuple[float, float]:
    """The least seconds and the most memory of some runs."""
    found = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _USAGE, kind, *command], check=True, stdout=subprocess.PIPE, text=True
        )
        seconds, memory = map(float, done.stdout.split()[-2:])
        found.append((seconds, memory))
    return min(seconds for seconds, _ in found), max(memory for _, memory in found)


def rows(paths: list[Path] | None = None, runs: int = 3) -> list[Row]:
    """The measurements over some files."""
    paths = paths or files()
    names = [str(path) for path in paths]
    counted = subprocess.run(
        [sys.executable, "-c", _OURS, "pdfminer", *names], check=True, stdout=subprocess.PIPE, text=True
    )
    pages = int(counted.stdout)
    bare, bare_memory = _measure("python", [_BARE, *names], runs)
    out = [Row("pdfminer's pages with layout analysis", bare, pages / bare, 1.0, bare_memory)]
    for reader in READERS:
        if reader == PDFIUM and find_spec("pypdfium2_raw") is None:
            continue
        ours, our_memory = _measure("python", [_OURS, reader, *names], runs)
        out.append(
            Row(f"lines in reading order, letters by {reader}", ours, pages / ours, ours / bare, our_memory)
        )
    if shutil.which("pdftotext"):
        seconds = sum(_measure("program", ["pdftotext", name, "/dev/null"], runs)[0] for name in names)
        out.append(Row("pdftotext", seconds, pages / seconds, seconds / bare, 0.0))
    return out


def report(*, quick: bool = False) -> str:
    """The figures as a Markdown table."""
    found = rows(runs=1 if quick else 3)
    lines = [
        "| reading the rendered issues | pages a processor second | ratio | largest process, MB |",
        "|---|---|---|---|",
    ]
    lines += [f"| {row.what} | {row.pages:.1f} | {row.ratio:.2f} | {row.memory:.0f} |" for row in found]
    return "\n".join(lines)
