#!/usr/bin/env bash
# pdfium gives one bullet for every code that WinAnsiEncoding leaves open, and reports none of them as unmapped.
#
# Old files set Kazakh in fonts of one byte a letter that say WinAnsiEncoding and mean PT-154, where these codes are
# letters. Guess: a code without a letter is a map error, which FPDFText_HasUnicodeMapError tells (60 %). Seen with
# pypdfium2 5.15.2: five different codes (81, 8D, 8F, 90, 9D) are all U+2022 without an error, so the text layer does not
# tell which letter stood there; what code was shown has to be read elsewhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2
"$folder/env/bin/python" - "$folder/one.pdf" <<'PYTHON'
import sys
from importlib.metadata import version

import pypdfium2 as pdfium
import pypdfium2.raw as c

content = b"BT /F 12 Tf 50 50 Td <81418D428F439044 9D> Tj ET"
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
]
data, places = b"%PDF-1.7\n", []
for number, body in enumerate(objects, 1):
    places.append(len(data))
    data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
start = len(data)
data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
data += b"".join(b"%010d 00000 n \n" % place for place in places)
data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
open(sys.argv[1], "wb").write(data)

text = pdfium.PdfDocument(sys.argv[1])[0].get_textpage()
letters = [chr(c.FPDFText_GetUnicode(text, i)) for i in range(text.count_chars())]
errors = [c.FPDFText_HasUnicodeMapError(text, i) for i in range(text.count_chars())]
print("pypdfium2", version("pypdfium2"))
print(ascii("".join(letters)), errors)
assert letters == list("•A•B•C•D•"), "the open codes come as something else now"
assert not any(errors), "they are told as errors now"
PYTHON
