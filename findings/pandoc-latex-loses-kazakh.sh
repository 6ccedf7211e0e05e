#!/usr/bin/env bash
# pandoc's LaTeX reader knows the language of \foreignlanguage{russian} and not of {kazakh}; and it drops every
# letter that is written as a command of T2A (\cyrschwa, \cyrkdsc), the ordinary Russian ones included.
#
# Guess: \foreignlanguage{kazakh}{…} becomes a span with lang="kk" (70 %). Seen with pandoc 3.9 (pypandoc_binary
# 1.17): the words stay without a language, \textkazakh{…} loses its words, too, and of a BibTeX author whose
# letters are commands, as pylatexenc writes them, "маров, ли" is left, without a warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import pypandoc

print("pandoc", pypandoc.get_pandoc_version())


def native(source):
    text = pypandoc.convert_text(source, "html", format="latex")
    print(source, "->", text.strip())
    return text


assert 'lang="ru"' in native(r"\foreignlanguage{russian}{слово}")
assert "lang" not in native(r"\foreignlanguage{kazakh}{word}")
assert "word" in native(r"\textrussian{word}") and "word" not in native(r"\textkazakh{word}")
assert ">тл<" in native(r"т{\cyrii}л{\cyrii}")
entry = r"@article{a, author = {{\CYRO}маров, {\CYRSCHWA}ли}, title = {{\CYRKDSC}ала}, year = 2020}"
read = pypandoc.convert_text(entry, "csljson", format="bibtex")
print(read)
assert '"маров"' in read and '"ли"' in read and '"ала"' in read
PYTHON
