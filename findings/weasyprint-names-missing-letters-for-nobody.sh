#!/usr/bin/env bash
# WeasyPrint gives letters that no font has a code table of their own, and pdfminer.six then reads no letter of that
# font.
#
# A machine without Kazakh letters in its fonts prints boxes. Guess: the boxes have the wrong letters in the text
# layer (60 %). Seen with WeasyPrint 70.0 and a DejaVu Serif without the nine letters: the file says right what each
# box is, in a CMap that is embedded as the font's /Encoding; pdfminer.six 20260107 reads "" of the whole line, the
# Russian letters included, without an error; pdfium reads the line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for library in libpango-1.0.so.0 libharfbuzz-subset.so.0; do
    ldconfig -p | grep -q "$library" || { echo "install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2; exit 2; }
done
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pdfminer.six==20260107 pypdfium2==5.15.2 matplotlib==3.10.3
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import os
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
fonts = folder / "fonts"
fonts.mkdir()
settings = f"<?xml version='1.0'?><fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
(folder / "fonts.conf").write_text(settings)
os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
import matplotlib

from fontTools import subset
from fontTools.ttLib import TTFont

letters = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
font = TTFont(pathlib.Path(matplotlib.get_data_path(), "fonts/ttf/DejaVuSerif.ttf"))
cut = subset.Subsetter(subset.Options(notdef_outline=True, layout_features=[]))
cut.populate(unicodes=[code for code in range(0x20, 0x500) if chr(code) not in letters])
cut.subset(font)
font.save(fonts / "cut.ttf")
import pypdfium2
import weasyprint
from pdfminer.high_level import extract_text

text = "Қазақ тілі және әдебиет"
weasyprint.HTML(string=f"<p style=\"font-family: 'DejaVu Serif'\">{text}").write_pdf(folder / "one.pdf")
by_pdfminer = " ".join(extract_text(folder / "one.pdf").split())
by_pdfium = pypdfium2.PdfDocument(folder / "one.pdf")[0].get_textpage().get_text_range().strip()
print("WeasyPrint", weasyprint.__version__, "pdfminer", ascii(by_pdfminer), "pdfium", by_pdfium)
assert by_pdfminer == "" and by_pdfium == text
PYTHON
