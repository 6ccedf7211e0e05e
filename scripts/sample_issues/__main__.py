"""Print sample issues as PDF, each with gold records; `scripts/make_sample_issues` runs this.

    scripts/make_sample_issues                 the four fixed layouts, into tests/data/pdf
    scripts/make_sample_issues --random 20 DIR twenty small issues in random layouts, into DIR
    scripts/make_sample_issues --makers        small issues by LibreOffice, Chromium and XeLaTeX, as far as
                                               these are installed, into tests/data/makers

Needs the DejaVu fonts.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sample_issues import layouts
from sample_issues.gold import sources
from sample_issues.makers import samples
from sample_issues.makers.running import MakerFailedError
from sample_issues.typeset import FontsMissingError

ROOT = Path(__file__).resolve().parents[2]


def write_gold(path: Path, records: list[dict[str, object]]) -> None:
    """One record a line."""
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def main() -> int:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(
        prog="scripts/make_sample_issues",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--makers", action="store_true", help="print by other makers instead")
    parser.add_argument(
        "--random", type=int, metavar="N", help="print N small issues in random layouts instead"
    )
    parser.add_argument("--seed", type=int, default=0, help="seed of the first random issue (default 0)")
    parser.add_argument("--only", metavar="LAYOUT", help="one of the fixed layouts")
    arguments = parser.parse_args()
    folder = arguments.folder or ROOT / "tests" / "data" / ("makers" if arguments.makers else "pdf")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if arguments.makers:
            for missing in samples.print_samples(folder):
                print(f"{missing} is not installed; its issues stay as they are", file=sys.stderr)
        elif arguments.random:
            for seed in range(arguments.seed, arguments.seed + arguments.random):
                path = folder / f"random-{seed:03d}.pdf"
                write_gold(path.with_suffix(".jsonl"), layouts.print_random(seed, sources(), path))
        else:
            for name in [arguments.only] if arguments.only else layouts.FIXED:
                write_gold(folder / f"{name}.jsonl", layouts.print_fixed(name, sources(), folder))
    except (FontsMissingError, MakerFailedError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
