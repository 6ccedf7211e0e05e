#!/usr/bin/env bash
# pybtex's style "alpha" labels a book by Әлиева and one by Яковлев alike: of Cyrillic names no letter is left.
#
# Guess: the label has the first letters of the surname, "Әли20" and "Яко20" (60 %). Seen with pybtex 0.26.1: [20a]
# and [20b]; Latin names give "Ali20".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pybtex==0.26.1
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import pathlib
import sys

import pybtex

path = pathlib.Path(sys.argv[1], "one.bib")
entry = "@article{{{key}, author = {{{author}}}, title = {{A}}, journal = {{J}}, year = {{2020}}}}\n"
people = (("a", "Әлиева, Г."), ("b", "Яковлев, П."), ("c", "Alieva, G."))
path.write_text("".join(entry.format(key=key, author=author) for key, author in people), encoding="utf-8")
text = pybtex.format_from_file(str(path), style="alpha", output_backend="plaintext")
print(text)
assert "[20a]" in text and "[20b]" in text and "[Ali20]" in text
PYTHON
