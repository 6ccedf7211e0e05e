"""Build the Kazakh lexicon and the suffix table's costs into the package; `scripts/build_kazakh_lexicon` runs
this.

The dictionary is that of hunspell-kk (Debian: apt-get download hunspell-kk; dpkg -x hunspell-kk_*.deb .).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from izde.language.kazakh import suffixes
from kazakh_lexicon import Model, read_dictionary, read_texts, with_costs

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    arguments = argparse.ArgumentParser(
        prog="scripts/build_kazakh_lexicon",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    arguments.add_argument("--dictionary", type=Path, required=True, help="kk_KZ.dic of hunspell-kk")
    arguments.add_argument("--rounds", type=int, default=8)
    arguments.add_argument("--dry-run", action="store_true", help="write nothing")
    options = arguments.parse_args()
    dictionary = read_dictionary(options.dictionary)
    tokens = read_texts(sorted((ROOT / "data/issues").glob("*.txt")))
    print(f"{len(dictionary)} words of the dictionary, {len(tokens)} of the texts", file=sys.stderr)
    table = with_costs(suffixes.read("kazakh_suffixes.tsv"), lambda columns: float(columns[-2]))
    model = Model(table, dictionary, tokens)
    for _ in range(options.rounds):
        print(f"round {model.rounds + 1}: {model.learn():.0f} nats", file=sys.stderr)
    packed = model.close()
    sizes = ", ".join(f"{len(stems)} {state}" for state, stems in model.stems.items())
    print(f"{sizes}, {len(model.whole)} whole words, {len(packed)} bytes", file=sys.stderr)
    if not options.dry_run:
        (suffixes.DATA / "kazakh_lexicon.z").write_bytes(packed)
        (suffixes.DATA / "kazakh_suffixes.tsv").write_text(model.text_table, encoding="utf-8")


if __name__ == "__main__":
    main()
