"""Which encoding a text file is in, and its text.

UTF-8 and UTF-16 or UTF-32 with a byte order mark are certain. Anything else is tried as the single-byte
code pages that Cyrillic texts of the region are kept in, and the most plausible reading is taken: the
one whose letters are nearly all lower-case Cyrillic or ASCII in words that do not mix the two. Windows
1251 has no Kazakh letters; KZ-1048 and PT154 put them where 1251 has Serbian or Ukrainian ones and
signs, and are preferred when those places occur inside words.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from izde.errors import BinaryInput, EmptyInput, UndecodableInput
from izde.interface import N_

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAGES = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
_SIGNATURES = (
    (b"%PDF-", N_("a PDF")),
    (b"PK\x03\x04", N_("a ZIP archive or an office document")),
    (b"\xd0\xcf\x11\xe0", N_("an old office document")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"\x89PNG", N_("a PNG image")),
    (b"\xff\xd8\xff", N_("a JPEG image")),
    (b"II*\x00", N_("a TIFF image")),
    (b"MM\x00*", N_("a TIFF image")),
    (b"AT&TFORM", N_("a DjVu document")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26}) + b"\x7f"
_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_KAZAKH = frozenset("әғқңөұүһі")
_FREQUENT = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё")


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises EmptyInput, BinaryInput, or UndecodableInput with the offset of the first byte at fault.
    """
    if not data.strip(b"\x00 \t\r\n\x0c\x1a"):
        raise EmptyInput(path)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name).lstrip("\ufeff"), name
            except UnicodeDecodeError as error:
                raise UndecodableInput(path, error.start) from error
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryInput(path, kind)
    sample = data[:_SAMPLE]
    if b"\x00" in sample or len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // 100:
        raise BinaryInput(path)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        fault = error.start
        utf8 = _mostly_utf8(data)
    best: tuple[float, str, str] | None = None
    if not utf8:
        for name in _PAGES:
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            found = (plausibility(text[:_SAMPLE]), name, text)
            if best is None or found[0] > best[0]:
                best = found
    if best is None or best[0] < 0.5:
        raise UndecodableInput(path, fault)
    return best[2], best[1]


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 with damage: other multi-byte letters before or after it are in order."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    wide = sum(1 for c in text if ord(c) > 127 and c != "\ufffd")
    return wide > 4 * text.count("\ufffd")


def plausibility(text: str) -> float:
    """From below 0 (noise) to 1 (running Cyrillic text), for comparing readings of the same bytes."""
    letters = good = bad = 0
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        letters += len(word)
        lower = word.lower()
        cyrillic = sum(1 for c in lower if c in _CYRILLIC or c in _KAZAKH)
        shaped = word[1:].islower() or word.isupper() or len(word) == 1
        if cyrillic == len(word) and shaped:
            good += sum(1 for c in lower if c in _FREQUENT or c in _KAZAKH)
        else:
            bad += len(word)
    if not letters:
        return 0.0
    strange = sum(
        1
        for c in text
        if ord(c) > 127 and not c.isalpha() and c not in "«»–—„“”’‘…№°·§±\u00a0\u00ad•©®™€‹›\r"
    )
    return (good - 2 * bad - strange) / letters
