#!/usr/bin/env bash
# python-slugify leaves ә out of every word, since text-unidecode gives it as "@" and what is no letter goes.
#
# Names of files and addresses are made from titles and surnames. Guess: "әдебиет" becomes "adebiet" (80 %). Seen
# with python-slugify 8.0.4 and text-unidecode 1.3: "debiet", so "әке" (father) and "ке" are one; the other eight
# letters that Russian lacks come as one would write them. Unidecode 1.4.0 gives "@" as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check python-slugify==8.0.4 text-unidecode==1.3 Unidecode==1.4.0
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import slugify
import text_unidecode
import unidecode

for word in ("әдебиет", "Ғылым", "Қала", "тең", "өнер", "ұлт", "үлгі", "қаһарман"):
    print(word, slugify.slugify(word), text_unidecode.unidecode(word), unidecode.unidecode(word))
assert slugify.slugify("әдебиет") == "debiet"
assert slugify.slugify("әке") == slugify.slugify("ке")
assert slugify.slugify("өнер") == "oner"
assert text_unidecode.unidecode("Ә") == unidecode.unidecode("ә") == "@"
PYTHON
