#!/usr/bin/env bash
# pdfLaTeX sets the Kazakh letter і in T2A by the Latin i: the text layer has "әңгiме" with a Latin letter within.
#
# T2A has a code of its own for each of the nine letters but this one. Guess: with the package cmap all Kazakh letters are
# read right (75 %). Seen with TeX Live 2022: ә ғ қ ң ө ұ ү һ are, і and І are U+0069 and U+0049 in every word, by
# pdfminer.six 20260107 and pypdfium2 5.15.2 alike.
# Debian: texlive-latex-base texlive-lang-cyrillic texlive-latex-recommended
set -euo pipefail
command -v pdflatex >/dev/null && kpsewhich t2aenc.def cmap.sty t2a.cmap >/dev/null || {
    echo "install texlive-latex-base texlive-lang-cyrillic texlive-latex-recommended" >&2
    exit 2
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pdfminer.six==20260107 pypdfium2==5.15.2
cat >"$folder/one.tex" <<'TEX'
\documentclass{article}
\usepackage{cmap}
\usepackage[T2A]{fontenc}
\usepackage[utf8]{inputenc}
\begin{document}
әңгіме ғылым өзге ұлы үлкен қаһарман тең іс І
\end{document}
TEX
(cd "$folder" && TEXMFVAR="$folder/texmf" pdflatex -interaction=batchmode one.tex >/dev/null 2>&1)
"$folder/env/bin/python" - "$folder/one.pdf" <<'PYTHON'
import sys

import pypdfium2
from pdfminer.high_level import extract_text

by_pdfminer = extract_text(sys.argv[1])
by_pdfium = pypdfium2.PdfDocument(sys.argv[1])[0].get_textpage().get_text_range()
for name, text in (("pdfminer", by_pdfminer), ("pdfium", by_pdfium)):
    line = text.strip().splitlines()[0]
    print(name, line, [f"U+{ord(letter):04X}" for letter in line if letter in "іІiI"])
    assert all(letter in line for letter in "әғқңөұүһ")
    assert "і" not in line and "әңгiме" in line
PYTHON
