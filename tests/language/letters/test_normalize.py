"""One spelling of the characters, one script a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.letters.normalize import mixed_script_words, normalize, repair

#: The letters that issues are made of, the odd ones included.
LETTERS = st.text(
    "асеіорхуһкмтнвäğқңөүұәғйёАСЕІОРХУКМТНВҚҢӨaceiopxyhkmtABCEHIKMOPTXY-'’\u00ad\u0301", max_size=12
)


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("де\u00adпутат", "депутат"),
        ("не\u200bзависи\ufeffмость", "независимость"),
        ("30\u00a0жыл", "30 жыл"),
        ("learners’ о‘бъект", "learners' о'бъект"),
        ("Батыс\u2011Қазақстан", "Батыс-Қазақстан"),
        ("и\u0306од", "йод"),
        ("\ufb01eld of o\ufb03ce", "field of office"),
        ("Ⅻ ғасыр", "XII ғасыр"),
        ("№ 4 (75) – 2024", "№ 4 (75) – 2024"),
    ],
)
def test_characters_are_normalized(printed: str, normal: str) -> None:
    assert normalize(printed) == normal


@given(st.text())
def test_normalizing_is_idempotent_and_gives_composed_text(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("ocновные", "основные"),
        ("СOMMUNICATIVE", "COMMUNICATIVE"),
        ("сommunicative", "communicative"),
        ("Aңдатпа", "Аңдатпа"),
        ("Keу", "Key"),
        ("бipeгeйлiк", "бірегейлік"),
        ("TҮCIHIK", "ТҮСІНІК"),
        ("Mocквa", "Москва"),
        ("мodel", "model"),
        ("тecтo", "тесто"),
        ("CНО", "СНО"),
        ("тexнoлoгиялapы", "технологиялары"),
        ("құндылықтap", "құндылықтар"),
        ("ұлт-aзaттық", "ұлт-азаттық"),
        ("əлеуметтік", "әлеуметтік"),
        ("ҳалыҡ", "ҳалық"),
        ("e-бизнес", "e-бизнес"),
        ("ХХІ", "XXI"),
        ("ХIХ", "XIX"),
        ("ІV", "IV"),
        ("ХІХ-ХХ", "XIX-XX"),
    ],
)
def test_a_mixed_word_is_repaired_to_the_script_it_belongs_to(printed: str, right: str) -> None:
    assert repair(printed) == right


@pytest.mark.parametrize(
    "word", ["cop", "Xoxy", "сор", "WhatsAppқа", "PISAның", "main", "қоғам", "І", "Х", "сім"]
)
def test_a_word_of_one_script_or_truly_of_two_stays(word: str) -> None:
    assert repair(word) == word


@given(LETTERS)
def test_repairing_keeps_length_and_is_idempotent(word: str) -> None:
    once = repair(word)
    assert len(once) == len(word)
    assert repair(once) == once


def test_mixed_words_are_reported_where_they_stand() -> None:
    text = "Аннотация. Это ocновные идеи, сommunicative skills and PISAның; Keу words: ХIХ ғ."
    found = list(mixed_script_words(text))
    assert [(mixed.word, mixed.repaired) for mixed in found] == [
        ("ocновные", "основные"),
        ("сommunicative", "communicative"),
        ("Keу", "Key"),
    ]
    assert all(text[mixed.start : mixed.end] == mixed.word for mixed in found)


@given(st.text(max_size=40) | LETTERS)
def test_reporting_never_fails(text: str) -> None:
    for mixed in mixed_script_words(text):
        assert text[mixed.start : mixed.end] == mixed.word
        assert mixed.repaired != mixed.word
