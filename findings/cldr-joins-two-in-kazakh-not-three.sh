#!/usr/bin/env bash
# CLDR joins two things with a Kazakh "and" (және) and three with commas alone.
#
# A citation lists its authors, a page its facets. Guess: a list of three ends in "және", as a Russian one ends in
# "и" (90 %). Seen with Babel 2.17.0: "а және ә", but "а, ә, б".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check Babel==2.17.0
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import babel
from babel.lists import format_list

print("Babel", babel.__version__)
found = {(locale, n): format_list(["а", "ә", "б"][:n], locale=locale) for locale in ("kk", "ru") for n in (2, 3)}
print(found)
assert found["kk", 2] == "а және ә"
assert found["kk", 3] == "а, ә, б"
assert found["ru", 3] == "а, ә и б"
PYTHON
