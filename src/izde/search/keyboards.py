"""Words typed with the wrong keyboard layout switched on: `djqyf` is война, `ыеуззу` is steppe.

The layouts are those of the usual keyboards in Kazakhstan: QWERTY, ЙЦУКЕН, and the Kazakh layout, which is
ЙЦУКЕН with the Kazakh letters in place of the digits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from izde.language import tokens
from izde.search.parser import FIELDS, OPERATORS

# The same keys on each layout, row by row. Quotation marks stay what they are: they mark phrases.
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_DIGITS = "234589" + "0-="
_KAZAKH = "әіңғүұ" + "қөһ"

_LETTERS = dict(zip(_QWERTY, _RUSSIAN, strict=True)) | {"{": "х", "}": "ъ", ":": "ж", "<": "б", ">": "ю"}
#: What was typed on QWERTY in place of Cyrillic letters; the keys of the digits first as Kazakh letters.
_TO_CYRILLIC = (
    str.maketrans(_LETTERS | dict(zip(_DIGITS, _KAZAKH, strict=True))),
    str.maketrans(_LETTERS | {"`": "ё", "~": "ё"}),
)
#: What was typed on a Cyrillic layout in place of Latin letters.
_TO_LATIN = str.maketrans(dict(zip(_RUSSIAN + _KAZAKH, _QWERTY + _DIGITS, strict=True)))

#: A word shorter than this is too likely to be another one by chance to decide anything.
SHORTEST = 3
#: A word of so many letters that is printed as read was meant, whatever becomes of the others.
TELLING = 6


def readings(query: str, unknown: Collection[str]) -> Iterator[str]:
    """The query with its unknown words (`tokens.Token.text`) as another layout has them, likeliest first.

    Short words go with the long ones: when no long word is known, they are read with the layout as well.
    """
    pieces = query.split()
    wrong = [_is_unknown(piece, unknown) for piece in pieces]
    long = [
        mistaken
        for piece, mistaken in zip(pieces, wrong, strict=True)
        if len(_bare(piece)) >= SHORTEST and piece not in OPERATORS
    ]
    if not any(long):
        return
    if all(long):
        wrong = [piece not in OPERATORS for piece in pieces]
    seen = {" ".join(pieces)}
    for table in _tables(" ".join(piece for piece, mistaken in zip(pieces, wrong, strict=True) if mistaken)):
        read = " ".join(
            _read(piece, table) if mistaken else piece for piece, mistaken in zip(pieces, wrong, strict=True)
        )
        if read not in seen and tokens.words(read):
            seen.add(read)
            yield read


def _bare(piece: str) -> str:
    """A piece of the query without the field that it names."""
    name, colon, value = piece.partition(":")
    return value if colon and name.lower() in FIELDS else piece


def _is_unknown(piece: str, unknown: Collection[str]) -> bool:
    """Whether nothing of a piece is known. Keys of letters that are punctuation elsewhere (ж, б, ю, х, э)
    cut off single letters, which are always known as initials."""
    words = tokens.words(_bare(piece))
    long = [word for word in words if len(word) >= SHORTEST]
    return bool(words) and all(word in unknown for word in long or words)


def _read(piece: str, table: dict[int, str]) -> str:
    bare = _bare(piece)
    return piece[: len(piece) - len(bare)] + bare.lower().translate(table)


def _tables(text: str) -> tuple[dict[int, str], ...]:
    letters = [character for character in text if character.isalpha()]
    latin = sum(character.isascii() for character in letters)
    return _TO_CYRILLIC if latin * 2 >= len(letters) else (_TO_LATIN,)
