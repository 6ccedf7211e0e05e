"""Names in parts, in each language, and where their bearers work."""

from __future__ import annotations

import pytest
from export_samples import article, rich

from izde.model import Author
from izde.output.people import affiliations, is_corporate, printed_name, spellings


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("Б.С. Жұмағұлов", "Жұмағұлов", "Б.С."),
        ("Жұмағұлов Б. С.", "Жұмағұлов", "Б.С."),
        ("Т.С. Сулейменов", "Сулейменов", "Т.С."),
        ("Kuralay Sadykova", "Sadykova", "Kuralay"),
        ("SULEIMENOV Azat", "SULEIMENOV", "Azat"),
        ("Сүлейменов Азат Болатұлы", "Сүлейменов", "Азат Болатұлы"),
        ("Серік ұлы Азат", "Серік ұлы", "Азат"),
        ("Ахмедов Рашид Али оглы", "Ахмедов", "Рашид Али оглы"),
        ("Қ.-Ж. Тоқаев", "Тоқаев", "Қ.-Ж."),
        ("A.Kh. Gatauova*", "Gatauova", "A.Kh."),
        # A Latin letter in a Cyrillic name.
        ("А.Б. Cеріков", "Cеріков", "А.Б."),
        ("Абай", "Абай", ""),
    ],
)
def test_a_name_is_parted_in_its_own_letters(name: str, surname: str, given: str) -> None:
    assert printed_name(name) == (surname, given, "", "")


@pytest.mark.parametrize(
    ("name", "inverted"),
    [
        ("J.W. McKay, Jr.", "McKay, J.W., Jr."),
        ("McKay J.W. III", "McKay, J.W., III"),
        ("McKay, Jr., J.W.", "McKay, J.W., Jr."),
        ("Смирнов А. мл.", "Смирнов, А., мл."),
        # Initials, not a number.
        ("Petrov IV", "Petrov, IV"),
        ("Ludwig van der Berg", "van der Berg, Ludwig"),
        ("Berg, Ludwig van der", "van der Berg, Ludwig"),
        ("van der Berg L.", "van der Berg, L."),
        ("М. де ла Крус", "де ла Крус, М."),
        ("ибн Сина А.", "ибн Сина, А."),
        # Written with a capital, it is part of the surname; alone, it is the surname.
        ("Фон Штейн К.", "Фон Штейн, К."),
        ("Тен Наталья", "Тен, Наталья"),
    ],
)
def test_particles_and_suffixes_have_their_places(name: str, inverted: str) -> None:
    assert printed_name(name).inverted == inverted


@pytest.mark.parametrize(
    "name",
    ["Committee for Science and Education", "Институт истории и этнологии", "Абай атындағы университет тобы"],
)
def test_an_institution_has_no_parts(name: str) -> None:
    assert is_corporate(Author(name))
    (only,) = spellings(Author(name), article()).values()
    assert only.inverted == name


@pytest.mark.parametrize("name", ["Қазыбек Бек", "Мария Комиссарова", "A. School", "Centeno Maria", "Абай"])
def test_a_person_is_none(name: str) -> None:
    assert not is_corporate(Author(name))


def test_a_record_can_say_so_itself() -> None:
    assert is_corporate(Author("Жас ғалымдар", corporate=True))


def test_each_spelling_is_given_its_language() -> None:
    found = spellings(article().authors[0], article())
    assert {language: name.inverted for language, name in found.items()} == {
        "kk": "Жұмағұлов, Б.С.",
        "ru": "Жумагулов, Бакытжан",
        "en": "Zhumagulov, Bakytzhan",
    }
    assert set(spellings(Author("Ким О."), article())) == {"kk"}
    assert set(spellings(Author("Ким О."), article(language="ru"))) == {"ru"}


def test_another_spelling_tells_the_surname() -> None:
    author = Author("Серік Айгүл", ["Серік Айгүл", "A. Serik"])
    assert spellings(author, article(authors=[author]))["kk"].surname == "Серік"


@pytest.mark.parametrize(("other", "surname"), [("Иванов Пётр", "Ли"), ("Пётр Иванов", "Вэй")])
def test_so_does_the_order_of_the_other_names(other: str, surname: str) -> None:
    author = Author("Ли Вэй")
    one = article(language="ru", authors=[Author(other), author])
    assert spellings(author, one)["ru"].surname == surname


def test_affiliations_are_given_by_language() -> None:
    assert affiliations(article().authors[0], article()) == {"kk": ["Атырау университеті"]}
    assert list(affiliations(rich().authors[0], rich(language="en"))) == ["en", "kk", "ru"]
    assert affiliations(Author("Ким О.", affiliation="Leiden University"), article()) == {
        "en": ["Leiden University"]
    }
    assert affiliations(Author("Ким О."), article()) == {}
