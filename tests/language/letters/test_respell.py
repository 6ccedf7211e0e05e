"""Words typed on other keyboards, back in the letters of print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.letters import respell


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("когамдыктын", "қоғамдықтың"),
        ("келисимнин", "келісімнің"),
        ("кару-жарак", "қару-жарақ"),
        ("адилдик", "әділдік"),
        ("qoğamdyqtyñ", "қоғамдықтың"),
        ("qogamdyqtyn", "қоғамдықтың"),
        ("kogamdyktyng", "қоғамдықтың"),
        ("kelisimdi", "келісімді"),
        ("mektepterimizde", "мектептерімізде"),
        ("zhurgizushi", "жүргізуші"),
        ("áleýmettik", "әлеуметтік"),
        ("jaǵdaıda", "жағдайда"),
        ("jürgızuşı", "жүргізуші"),
        ("qurılıs", "құрылыс"),
        ("halyqaralyq", "халықаралық"),
    ],
)
def test_kazakh_letters_are_restored(typed: str, printed: str) -> None:
    assert respell.kazakh(typed) == printed


@pytest.mark.parametrize("word", ["2024", "№", "中文", ""])
def test_what_is_no_word_has_no_spelling(word: str) -> None:
    assert respell.kazakh(word) is None
    assert respell.russian(word) is None


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("tekhnologiy", "технологий"),
        ("natsionalnyy", "национальный".replace("ль", "л")),
        ("shkola", "школа"),
        ("istoriya", "история"),
        ("obshchestvo", "общество"),
    ],
)
def test_russian_letters_are_restored(typed: str, printed: str) -> None:
    assert respell.russian(typed) == printed


@given(st.text("аәбгғдеёжзийкқлмнңоөпрстуұүхышіьabcdeghijklmnoqrstuyşğıñ-'", max_size=14))
def test_no_word_is_too_strange(word: str) -> None:
    restored = respell.kazakh(word)
    assert restored is None or restored != word
    respell.russian(word)
