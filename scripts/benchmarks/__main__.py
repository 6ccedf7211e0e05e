"""The measurements by name; `scripts/benchmark` runs this in the project's environment."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from pathlib import Path

#: What is measured, in the order in which it is printed: name, module, heading.
SECTIONS = {
    "starting": ("starting", "Cold start"),
    "analysis": ("analysis", "Analysis"),
    "indexing": ("indexing", "Indexing"),
    "growing": ("growing", "Adding an issue to a library"),
    "searching": ("searching", "Warm search"),
    "pdf": ("pdf", "Reading PDFs"),
    "serving": ("serving", "Pages"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/benchmark", description="Measure the speed of Izde.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"which of: {', '.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true", help="small numbers: shows that it works, no more")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIR",
        help="keep the searched libraries here, or use those that are there",
    )
    parser.add_argument(
        "--articles",
        type=int,
        nargs="+",
        metavar="N",
        help="search libraries of so many articles instead",
    )
    parser.add_argument(
        "--large",
        action="store_true",
        help="search 100,000 articles with short bodies and 1,000,000 without instead (takes hours to make)",
    )
    arguments = parser.parse_args()
    unknown = [name for name in arguments.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    print(
        f"Python {platform.python_version()}, {_processor()}, {os.cpu_count()} cores, {platform.system()}.\n"
    )
    print(f"Made with `{' '.join(['scripts/benchmark', *sys.argv[1:]])}`.\n")
    for name in arguments.sections or SECTIONS:
        module, heading = SECTIONS[name]
        measured = importlib.import_module(f"benchmarks.{module}")
        if name == "searching":
            text = measured.report(
                quick=arguments.quick,
                keep=arguments.keep,
                articles=arguments.articles,
                large=arguments.large,
            )
        else:
            text = measured.report(quick=arguments.quick)
        print(f"## {heading}\n\n{text}\n", flush=True)
    return 0


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
