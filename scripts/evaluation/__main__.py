"""The evaluations by name; `scripts/evaluate` runs this in the project's environment."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

#: What is measured, in the order in which it is printed: name, module, heading.
SECTIONS = {
    "extraction": ("extraction", "Extraction from the sample issues (text)"),
    "synthetic": ("synthetic", "Extraction from composed issues of other layouts (text)"),
    "layouts": ("layouts", "Extraction from rendered issues (PDF)"),
    "makers": ("makers", "Extraction from issues printed by real makers (PDF)"),
    "journals": ("journals", "Extraction from issues beside the project"),
    "scans": ("scans", "Extraction from scans, and finding what was recognised"),
    "identification": ("identification", "Language identification"),
    "respelling": ("respelling", "Words typed with other letters"),
    "lemmas": ("lemmas", "Kazakh conflation"),
    "topics": ("topics", "Finding: the topics, by kind"),
    "questions": ("questions", "Finding: questions in Russian and English"),
    "kazqad": ("kazqad", "Finding: questions in Kazakh (KazQAD)"),
    "translation": ("translation", "Finding across languages: one language left out"),
    "surnames": ("surnames", "Finding people in running text, by every case of their surnames"),
    "authors": ("authors", "Finding people: one spelling printed, another typed"),
}
#: What takes many minutes and other programs, and is measured only when it is named.
LONG = ("makers", "scans")


_WITH_MISSES = ("extraction", "synthetic", "layouts", "journals")


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description="Print the project's figures.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"which of: {', '.join(SECTIONS)}")
    parser.add_argument("--ablation", action="store_true", help="also the topics by variant of the analyzer")
    parser.add_argument("--misses", action="store_true", help="also list every extracted field that is wrong")
    parser.add_argument("--shared", type=Path, help="where issues beside the project lie (../shared)")
    parser.add_argument("--kazqad", metavar="PATH", type=Path, help="where the part of KazQAD lies")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    for name in arguments.sections or (name for name in SECTIONS if name not in LONG):
        module, heading = SECTIONS[name]
        evaluation = importlib.import_module(f"evaluation.{module}")
        options = {"misses": True} if name in _WITH_MISSES and arguments.misses else {}
        if name == "journals" and arguments.shared:
            options["shared"] = arguments.shared
        if name == "kazqad" and arguments.kazqad:
            options["place"] = arguments.kazqad
        text = evaluation.report(**options)
        print(f"## {heading}\n\n{text}\n", flush=True)
    if arguments.ablation:
        ablation = importlib.import_module("evaluation.ablation")
        print(f"## Finding, by variant of the analyzer\n\n{ablation.report()}\n")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
