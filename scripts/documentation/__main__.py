"""Write what the documentation takes from the program; `scripts/document` runs this.

The pages of commands and of check codes are made as a whole; in the other pages it is what the commands in
their console blocks print.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from documentation import check_codes, commands, console


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/document", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "pages", nargs="*", type=Path, metavar="PAGE", help="run the console blocks of these pages only"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 when a page is out of date"
    )
    arguments = parser.parse_args()
    os.environ["IZDE_LANG"] = "en"
    wrong = 0
    for made in (commands, check_codes):
        text = made.page()
        if made.PAGE.read_text(encoding="utf-8") != text:
            wrong += 1
            print(f"{made.PAGE.name} is not what the program says of itself")
            if not arguments.check:
                made.PAGE.write_text(text, encoding="utf-8")
    for page in arguments.pages or console.pages():
        for difference in console.check(page, write=not arguments.check):
            wrong += 1
            print(f"{page}: $ {difference.command}")
            print(f"--- shown\n{difference.shown}\n--- printed\n{difference.printed}\n", flush=True)
    return 1 if wrong and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
