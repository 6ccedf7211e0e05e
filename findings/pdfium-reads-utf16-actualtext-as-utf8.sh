#!/usr/bin/env bash
# pdfium's FPDFPageObjMark_GetParamStringValue gives /ActualText in UTF-16 as if its bytes were UTF-8.
#
# /ActualText says what letters a group of glyphs stands for; programs write it in UTF-16 with a byte order mark, as the
# PDF reference has it for text strings. Guess: the function, which returns UTF-16, decodes it (90 %). Seen with pypdfium2
# 5.15.2: Kazakh "қы" comes out as other characters; FPDFPageObjMark_GetParamBlobValue gives the very bytes, which decode.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check pypdfium2==5.15.2
"$folder/env/bin/python" - "$folder/one.pdf" <<'PYTHON'
import ctypes
import sys
from importlib.metadata import version

import pypdfium2 as pdfium
import pypdfium2.raw as c

word = "қы"
written = b"\xfe\xff" + word.encode("utf-16-be")
content = b"/Span << /ActualText <" + written.hex().encode() + b"> >> BDC BT /F 12 Tf 50 50 Td (xx) Tj ET EMC"
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R"
    b" /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
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

page = pdfium.PdfDocument(sys.argv[1])[0]
mark = c.FPDFPageObj_GetMark(c.FPDFPage_GetObject(page, 0), 0)
room, length = ctypes.create_string_buffer(100), ctypes.c_ulong()
units = ctypes.cast(room, ctypes.POINTER(c.FPDF_WCHAR))
assert c.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", units, 100, length)
said = room.raw[: length.value - 2].decode("utf-16-le", "replace")
blob = (ctypes.c_ubyte * 100)()
assert c.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", blob, 100, length)
held = bytes(blob[: length.value])
print("pypdfium2", version("pypdfium2"))
print("as a string:", ascii(said))
print("as bytes:   ", held.hex())
assert held == written, "the bytes are others now"
assert said != word, "the string is decoded now"
PYTHON
