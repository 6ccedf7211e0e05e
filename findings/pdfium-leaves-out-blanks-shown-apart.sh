#!/usr/bin/env bash
# pdfium's text page leaves out blanks that the file shows as strings of their own where the next word follows
# closely.
#
# Word's converters show blanks apart, each by itself. Guess: the text page has every blank of the file (80 %). Seen
# with pypdfium2 5.15.2: of "ab", " ", "cd" shown one after the other the blank is gone when the third string begins
# where a word's letter would; pdfminer.six 20260107 keeps it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2 pdfminer.six==20260107
"$folder/env/bin/python" - "$folder" <<'PYTHON'
import io

import pypdfium2
from pdfminer.high_level import extract_text

def pdf(content, resources, *others):
    """A page of a PDF with this content; other objects are numbered from 5 on."""
    stream = b"<< /Length %d >> stream\n" % len(content) + content + b"\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << " + resources + b" >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream, *others,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + (
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


shown = b"BT /F 20 Tf 50 100 Td (ab) Tj ET BT /F 20 Tf 72.24 100 Td ( ) Tj ET BT /F 20 Tf %s 100 Td (cd) Tj ET"
for place, blank in ((b"73.5", False), (b"74.5", False), (b"77.8", True)):
    data = pdf(shown % place, b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>")
    by_pdfium = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    by_pdfminer = extract_text(io.BytesIO(data)).strip()
    print("third string at", place.decode(), "pdfium", repr(by_pdfium), "pdfminer", repr(by_pdfminer))
    assert by_pdfminer == "ab cd"
    assert by_pdfium == ("ab cd" if blank else "abcd")
PYTHON
