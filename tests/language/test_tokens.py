"""Words and where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.letters.normalize import normalize
from izde.language.tokens import form, parts, tokenize, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("С.А. Әуезов, А.М.Хазанов", ["с", "а", "әуезов", "а", "м", "хазанов"]),
        ("ұлт-азаттық e-learning", ["ұлт-азаттық", "e-learning"]),
        ("научно\u2011исследовательский", ["научно-исследовательский"]),
        ("IRSTI 06.77.64 UDC 331.5", ["irsti", "06.77.64", "udc", "331.5"]),
        ("№4 (75) 2024", ["№", "4", "75", "2024"]),
        ("1920–1930 жж., 198-208", ["1920", "1930", "жж", "198-208"]),
        ("COVID-19-дың АҚШ-тың", ["covid-19-дың", "ақш-тың"]),
        ("DOI 10.47649/vau.24.v75.i4.18.", ["doi", "10.47649/vau.24.v75.i4.18"]),
        ("(https://doi.org/10.47649/vau.24.v75.i4.18)", ["https", "doi", "org", "10.47649/vau.24.v75.i4.18"]),
        ("suleimenov.t-41@mail.kaznu.kz,", ["suleimenov.t-41@mail.kaznu.kz"]),
        ("Khan’s learners’ `quoted`", ["khan's", "learners", "quoted"]),
        ("де\u00adпутат жи\u0306ын", ["депутат", "жйын"]),
        ("Серіков А.Б.¹*, Нұрғали²", ["серіков", "а", "б", "нұрғали"]),
        ("ХХІ ғасыр, XIX век", ["xxi", "ғасыр", "xix", "век"]),
        ("_____ ... — * ", []),
        ("3,5 млн. 2.0beta", ["3,5", "млн", "2", "0beta"]),
        ("o\ufb03ce İzmir", ["office", "izmir"]),
        ("H₂O, CO₂ мен H₂SO₄-тің x₁ ионы SO₄²⁻", ["h2o", "co2", "мен", "h2so4-тің", "x1", "ионы", "so4"]),
        ("за\u0301мок, мо\u0301ре, й, ё", ["замок", "море", "й", "ё"]),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_offsets_point_at_the_word(text: str) -> None:
    end = 0
    assert words(text) == [token.text for token in tokenize(text)]
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert form(text[token.start : token.end]) == token.text
        end = token.end


@given(st.text())
def test_no_letter_or_digit_is_lost(text: str) -> None:
    covered = "".join(text[token.start : token.end] for token in tokenize(text))
    plain = [letter for letter in text if letter.isascii() and letter.isalnum()]
    assert [letter for letter in covered if letter.isascii() and letter.isalnum()] == plain


@given(
    st.text(st.characters(max_codepoint=0x52F) | st.characters(min_codepoint=0x2000, max_codepoint=0x206F))
)
def test_a_normalized_text_has_the_same_words(text: str) -> None:
    assert words(normalize(text)) == words(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ұлт-азаттық", ("ұлт", "азаттық")),
        ("e-learning", ("e", "learning")),
        ("covid-19-дың", ("covid", "19", "дың")),
        ("198-208", ("198", "208")),
        ("pisaның", ("pisa", "ның")),
        ("06.77.64", ()),
        ("12.05.2021", ("2021",)),
        ("2021/2022", ("2021", "2022")),
        ("10.47649/vau.24.v75.i4.18", ("10.47649", "vau.24.v75.i4.18")),
        ("a.b@mail.kz", ("a.b", "mail.kz")),
        ("khan's", ()),
        ("мектеп", ()),
        ("№", ()),
    ],
)
def test_parts_of_a_compound(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected
