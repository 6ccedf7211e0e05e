"""Cyrillic that a PDF's font without a Unicode map passes off as Western letters (`Êàçàõñòàí`), set right.

Such fonts hold the letters in the places of a single-byte code page: KZ-1048, which has the Russian letters
where Windows 1251 has them and the Kazakh ones beside them, or PT154, which has the Kazakh ones in other
places. Nothing in the file says which, so the more plausible reading is taken, as for text files: over all
such lines of the file, and otherwise for a line where that is plainly the better one, since each font may
have its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from izde.extract.readers.encodings import plausibility

_WESTERN = re.compile("[À-ÖØ-öø-ÿ]")
_OPEN_CODES = re.compile("[\x80-\x9f]")
_WORD = re.compile(r"[^\s\x00-\x7f][^\s]*")
_ASCII_LETTER = re.compile("[A-Za-z]")
_SAMPLE = 200_000
#: A line is read in another code page than its file where that is so much more plausible.
PLAINLY = 0.25
#: In a file with so many Western-looking lines, single words in other lines are such too.
MANY_LINES = 3


def _table(page: str) -> dict[int, str]:
    """What each character of the Western code page is in another one."""
    table = {}
    for code in range(0x80, 0x100):
        byte = bytes([code])
        western = byte.decode("cp1252", "replace")
        # Codes that the Western code page leaves open come through as control characters.
        table[code if western == "\ufffd" else ord(western)] = byte.decode(page, "replace")
    return table


#: The code pages, the more usual one first.
_TABLES = {page: _table(page) for page in ("kz1048", "ptcp154")}


def recode(texts: Iterable[str]) -> list[str]:
    """The lines of one file with their letters set right, each of the length that it had."""
    lines = list(texts)
    shown = [line for line in lines if _is_western(line)]
    if not shown:
        return [line if line.isascii() else _OPEN_CODES.sub("\ufffd", line) for line in lines]
    sample = "\n".join(shown)[:_SAMPLE]
    usual = max(_TABLES, key=lambda page: plausibility(sample.translate(_TABLES[page])))
    out = []
    for line in lines:
        if line.isascii():
            out.append(line)
        elif _is_western(line):
            out.append(_best(line, usual))
        else:
            if len(shown) >= MANY_LINES:
                line = _WORD.sub(lambda word: _word(word.group(), usual), line)
            out.append(_OPEN_CODES.sub("\ufffd", line))
    return out


def _is_western(line: str) -> bool:
    """Whether most letters of a line have accents, as in no language."""
    accented = len(_WESTERN.findall(line))
    return accented >= 3 and accented >= 0.6 * sum(map(str.isalpha, line))


def _best(line: str, usual: str) -> str:
    text = line.translate(_TABLES[usual])
    least = plausibility(text) + PLAINLY
    for page, table in _TABLES.items():
        other = line.translate(table)
        if page != usual and plausibility(other) > least:
            return other
    return text


def _word(word: str, page: str) -> str:
    if len(_WESTERN.findall(word)) < 2 or _ASCII_LETTER.search(word):
        return word
    return word.translate(_TABLES[page])
