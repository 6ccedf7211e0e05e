"""Keep the catalogues of the interface in step with the source.

    update    collect the messages into src/izde/locale/*/LC_MESSAGES/izde.po, then compile
    compile   write izde.mo from izde.po
    check     say what is missing, wrong or left over; exit code 1 when anything is

A translator edits the .po files (with any editor of gettext catalogues) and compiles.
"""

from __future__ import annotations

import argparse
import sys

from catalogues import LANGUAGES, compiled, compiled_path, problems, update


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/translate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=("update", "compile", "check"))
    action = parser.parse_args().action
    if action == "check":
        found = [problem for language in LANGUAGES for problem in problems(language)]
        print("\n".join(found) or "The catalogues are complete.")
        return 1 if found else 0
    for language in LANGUAGES:
        if action == "update":
            update(language)
        compiled_path(language).write_bytes(compiled(language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
