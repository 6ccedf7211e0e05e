"""Small PDFs made by hand, object by object, so that a test can break exactly one thing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
#: Two-byte codes and no word about what they mean.
UNMAPPED = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Secret /Encoding /Identity-H /DescendantFonts "
    b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Secret /DW 500 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
)
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def stream(data: bytes, extra: bytes = b"", deflate: bool = False) -> bytes:
    """A stream object."""
    if deflate:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def show(text: str, x: int = 60, y: int = 700, size: int = 11) -> bytes:
    """Operators that print one line."""
    raw = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (size, x, y, raw)


def lines(texts: Iterable[str], top: int = 740, x: int = 60, step: int = 14, size: int = 11) -> bytes:
    """Operators that print lines one below the other."""
    return b"".join(show(text, x, top - i * step, size) for i, text in enumerate(texts))


def assemble(objects: dict[int, bytes], trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of numbered objects, with its cross-reference table."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"%010d 00000 n \n" % place if place else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def objects_of(
    contents: list[bytes],
    resources: bytes = b"/Font << /F1 3 0 R >>",
    font: bytes = HELVETICA,
    extra: dict[int, bytes] | None = None,
    annotations: dict[int, bytes] | None = None,
) -> dict[int, bytes]:
    """Catalogue, pages and fonts for pages with the given content streams."""
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font, **(extra or {})}
    first = 100
    kids = []
    for i, content in enumerate(contents):
        page, body = first + 2 * i, first + 2 * i + 1
        kids.append(b"%d 0 R" % page)
        annots = (annotations or {}).get(i, b"")
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %d 0 R %s >>"
            % (resources, body, annots)
        )
        objects[body] = stream(content)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return objects


def pages(contents: list[bytes], **how: object) -> bytes:
    """A whole file with the given content streams."""
    return assemble(objects_of(contents, **how))  # type: ignore[arg-type]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(content: bytes, password: bytes) -> bytes:
    """A file encrypted for a user's password (standard handler, revision 2, 40 bits)."""
    identifier = b"0123456789abcdef"
    rights = -4
    user = (password + PADDING)[:32]
    owner = _rc4(hashlib.md5(b"owner" + PADDING[:27]).digest()[:5], user)
    key = hashlib.md5(user + owner + rights.to_bytes(4, "little", signed=True) + identifier).digest()[:5]
    check = _rc4(key, PADDING)
    objects = objects_of([b""])
    for number, body in list(objects.items()):
        if number == 101:
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            objects[number] = stream(_rc4(own, content))
        else:
            objects[number] = body
    objects[4] = b"<< /Filter /Standard /V 1 /R 2 /P %d /O <%s> /U <%s> >>" % (
        rights,
        owner.hex().encode(),
        check.hex().encode(),
    )
    return assemble(objects, b"/Encrypt 4 0 R /ID [<%s> <%s>]" % ((identifier.hex().encode(),) * 2))
