#!/usr/bin/env bash
# pandoc writes JATS without the language of the article, which its metadata name.
#
# Guess: `lang: kk` becomes xml:lang="kk" of <article> (70 %), as it becomes the attribute of <html>. Seen with
# pandoc 3.9 (pypandoc_binary 1.17): no xml:lang in any of the three JATS formats; the same `lang` on a word inside
# a paragraph is written as <styled-content xml:lang>.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import pypandoc

source = "---\nlang: kk\ntitle: Тіл\n---\nсөз [слово]{lang=ru}\n"
print("pandoc", pypandoc.get_pandoc_version())
for form in ("jats_archiving", "jats_publishing", "jats_articleauthoring", "html"):
    text = pypandoc.convert_text(source, form, format="markdown", extra_args=["--standalone"])
    start = text.index("<html" if form == "html" else "<article")
    element = text[start : text.index(">", start)]
    print(form, " ".join(element.split()))
    assert ('lang="kk"' in element) == (form == "html")
    assert form == "html" or 'xml:lang="ru"' in text, "the word's language is lost, too"
PYTHON
