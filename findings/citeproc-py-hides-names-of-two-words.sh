#!/usr/bin/env bash
# citeproc-py renders no name variable with a hyphen in its name: container-author, collection-editor, original-author.
#
# A record by the standards of libraries needs the first author twice, in the heading and after the title; CSL has
# original-author for a second role. Guess: it is rendered as `composer` or `editor` is (90 %). Seen with citeproc-py
# 0.11.1: the data keep such a name with an underscore, the style asks for it with a hyphen, and nothing is printed,
# without a warning. A variable of one word beside it comes out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.11.1
cat > "$folder/names.csl" <<'CSL'
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Names</title><id>names</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>
    <layout>
      <group delimiter=" | ">
        <names variable="composer"><name/></names>
        <names variable="original-author"><name/></names>
        <names variable="container-author"><name/></names>
        <names variable="collection-editor"><name/></names>
        <text variable="title"/>
      </group>
    </layout>
  </bibliography>
</style>
CSL
"$folder/env/bin/python" -W error::UserWarning - "$folder/names.csl" <<'PYTHON'
import sys
from importlib.metadata import version

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

roles = ("composer", "original-author", "container-author", "collection-editor")
item = {"id": "a", "type": "article-journal", "title": "Су"}
item |= {role: [{"family": f"Family{number}", "given": "G"}] for number, role in enumerate(roles)}
style = CitationStylesStyle(sys.argv[1], validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
bibliography.register(Citation([CitationItem("a")]))
text = str(bibliography.bibliography()[0])
print("citeproc-py", version("citeproc-py"))
print(text)
assert "Family0" in text and "Су" in text, "what is asked by one word is not rendered"
assert not any(f"Family{number}" in text for number in (1, 2, 3)), "a name of two words is rendered now"
PYTHON
