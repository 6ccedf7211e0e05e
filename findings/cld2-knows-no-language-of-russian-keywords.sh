#!/usr/bin/env bash
# CLD2 knows no language at all for a list of eight Russian keywords, and knows a list of Kazakh ones for certain.
#
# Keyword lists are the shortest texts of which a journal's article prints three languages. Guess: Russian keywords are
# Russian (85 %). Seen with pycld2 0.42: "Unknown" for the Russian list, KAZAKH with 99 % for the Kazakh one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pycld2==0.42
"$folder/env/bin/python" - <<'PYTHON'
import pycld2

russian = "философия, психология, культура, образование, экономика, история, политика, религия"
kazakh = "білім беру, тәрбие, қоғам, мәдениет, тіл, дәстүр, өнер, ғылым, еңбек, үкімет"
found = {name: pycld2.detect(text)[2][0] for name, text in (("Russian", russian), ("Kazakh", kazakh))}
print("pycld2", pycld2.__version__, found)
assert found["Russian"][1] == "un"
assert found["Kazakh"][1] == "kk"
PYTHON
