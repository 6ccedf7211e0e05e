#!/usr/bin/env bash
# pandoc's RIS reader drops the notes (N1) of a record without a word, as it drops translated titles (TT).
#
# Reference managers keep N1 as a note; exporters put there what RIS has no tag for, such as the title in another
# language. Guess: N1 is read into `note` of CSL JSON (80 %). Seen with pandoc 3.9 (pypandoc_binary 1.17): neither the
# note nor the translated title is anywhere in the output, and no warning is printed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
printf '%s\r\n' 'TY  - JOUR' 'TI  - Қала' 'TT  - Город' 'N1  - Title in English: City' 'LA  - kk' 'ER  - ' > "$folder/one.ris"
"$folder/env/bin/python" - "$folder/one.ris" <<'PYTHON'
import sys

import pypandoc

print("pandoc", pypandoc.get_pandoc_version())
text = pypandoc.convert_file(sys.argv[1], "csljson", format="ris")
print(text)
assert "Қала" in text, "the title itself is not read"
assert "City" not in text, "the note is read now"
assert "Город" not in text, "the translated title is read now"
PYTHON
