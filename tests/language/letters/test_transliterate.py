"""One key for a word in every alphabet and spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.letters.transliterate import fold, query_folds, romanizations

#: What all of a line's spellings share is a key.
ONE_WORD = [
    "қоғамдық когамдык qoğamdyq qogamdyq qogamdyk kogamdyk qoǵamdyq",
    "келісім келисим kelısım kelisim kelіsіm",
    "қазақстанның казакстаннын qazaqstannyñ qazaqstannyń qazaqstannyn kazakstannyn",
    "жүрегі журеги jüregı juregi zhuregi júregi",
    "әлеуметтік алеуметтик äleumettık aleumettik áleýmettik",
    "шаруашылық шаруашылык şaruaşylyq sharuashylyk sharwashylyq",
    "ғылым гылым ğylym gylym ghylym ǵylym",
    "ұлттық улттык ūlttyq ulttyq ulttyk",
    "тәңірі танири tañırı taniri tangiri",
    "халық халык halyq khalyk xalyq",
    "щербаков shcherbakov",
    "национальный natsionalnyy natsionalnyi natsional'nyj",
    "история istoriya istoriia",
    "революция revoliutsiya revolyutsiya revoljucija revolüsia",
    "объект объект obekt ob'ekt",
    "жүргізуші zhurgizushi jürgızuşı",
    "ещё еще eshche",
    "юрта yurta iurta",
    "хозяйство khoziaistvo khozyaystvo hozyaystvo",
]


@pytest.mark.parametrize("spellings", ONE_WORD)
def test_all_spellings_of_a_word_meet(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert fold(first) in query_folds(other), other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("қала", "қолы"),
        ("тарих", "тариф"),
        ("шығыс", "жығыс"),
        ("батыс", "баттыс"),
        ("война", "вина"),
        ("шара", "жара"),
        ("chapter", "shapter"),
        ("сүт", "сот"),
    ],
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["2024", "06.77.64", "№", "中文"])
def test_what_has_no_letters_of_ours_is_its_own_key(word: str) -> None:
    assert fold(word) == word


def test_the_usual_reading_comes_first() -> None:
    assert query_folds("juregi")[0] == fold("жүрегі")
    assert fold("юность") in query_folds("junost")


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("казахстан", "kazakhstan"),
        ("қостанай", "kostanay qostanai"),
        ("назарбаев", "nazarbayev nazarbaev"),
        ("жетісу", "zhetisu jetisu"),
        ("достоевский", "dostoevsky dostoevskii"),
        ("щербакова", "shcherbakova"),
        ("юнусов", "yunusov iunusov"),
        ("еділ", "yedil edil"),
    ],
)
def test_names_are_romanized_as_english_print_has_them(word: str, printed: str) -> None:
    assert set(printed.split()) <= set(romanizations(word))


def test_only_cyrillic_words_are_romanized() -> None:
    assert romanizations("atyrau") == romanizations("2024") == romanizations("covid-дың") == ()


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(text: str) -> None:
    key = fold(text.lower())
    assert fold(key) == key


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі'-", max_size=16))
def test_a_cyrillic_key_is_its_own_key(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text("abcdefghijklmnopqrstuvwxyzäğñöüşıéçžś'-", max_size=16))
def test_a_latin_key_is_its_own_key_and_the_first_of_its_readings(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert query_folds(word)[0] == fold(word)
