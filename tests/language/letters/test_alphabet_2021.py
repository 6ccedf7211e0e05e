"""Packages disagree on the Latin alphabet of 2021: whatever one of them writes finds the Kazakh word."""

from __future__ import annotations

from itertools import product

import pytest

from izde.language import analyzers

#: What varies, and how the rest is written.
VARYING = {"ң": ("ñ", "ŋ"), "щ": ("şç", "şh"), "ц": ("c", "ts"), "ю": ("yu", "iu")}
_OTHERS = str.maketrans(
    {
        **dict(zip("абвгғдезийкқлмноөпрстуүфхшыіэәұ", "abvgğdeziikqlmnoöprstuüfhşyıeäū", strict=True)),
        "ж": "j",
        "я": "ia",
        "ч": "ç",
        "ь": "",
    }
)


@pytest.mark.parametrize(
    "word",
    [
        "жаңа",
        "таңдау",
        "кеңес",
        "станция",
        "революция",
        "тенденцияның",
        "конституция",
        "ащы",
        "щетка",
        "щеткалардың",
    ],
)
def test_every_way_of_writing_finds_the_word(word: str) -> None:
    printed = {key for key in analyzers.keys(word, "kk") if not key.startswith("^")}
    present = [letter for letter in VARYING if letter in word]
    for choice in product(*(VARYING[letter] for letter in present)):
        typed = word
        for letter, latin in zip(present, choice, strict=True):
            typed = typed.replace(letter, latin)
        typed = typed.translate(_OTHERS)
        sought = {variant.key for variant in (*analyzers.variants(typed), *analyzers.guesses(typed))}
        assert printed & sought, typed
