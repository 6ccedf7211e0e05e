"""Names of people: taken apart, compared across scripts, gathered, found in a vocabulary."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.language.names import index as names_index
from izde.language.names import parsing
from izde.language.names.comparing import same_person
from izde.language.names.gathering import merge
from izde.language.names.parsing import PersonName, is_person_name, parse
from izde.language.names.spelling import Tier


def scanner(printed: Iterable[str]) -> Callable[[str], Iterator[str]]:
    keys = sorted({key for name in printed for key in names_index.index_keys(name)})

    def scan(prefix: str) -> Iterator[str]:
        for at in range(bisect_left(keys, prefix), len(keys)):
            if not keys[at].startswith(prefix):
                return
            yield keys[at]

    return scan


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("К.К. Садыкова", PersonName("садыкова", ("к.", "к."))),
        ("K. K. Sadykova", PersonName("sadykova", ("k.", "k."))),
        ("Садыкова К К", PersonName("садыкова", ("к.", "к."))),
        ("SADYKOVA KK", PersonName("sadykova", ("k.", "k."))),
        ("I. Sadykov*", PersonName("sadykov", ("i.",))),
        ("Серіков А.Б.¹*", PersonName("серіков", ("а.", "б."))),
        ("Серіков А.Б.1,2", PersonName("серіков", ("а.", "б."))),
        ("А.Х.Гатауова", PersonName("гатауова", ("а.", "х."))),
        ("A.Kh. Gatauova", PersonName("gatauova", ("a.", "kh."))),
        ("Kuralay Sadykova", PersonName("sadykova", ("kuralay",))),
        ("Садыкова Куралай", PersonName("садыкова", ("куралай",))),
        ("Sadykova, Kuralay", PersonName("sadykova", ("kuralay",))),
        ("Azat SULEIMENOV", PersonName("suleimenov", ("azat",))),
        ("Сүлейменов Азат Болатұлы", PersonName("сүлейменов", ("азат",), "болатұлы")),
        ("Азат Болатұлы Сүлейменов", PersonName("сүлейменов", ("азат",), "болатұлы")),
        ("Азат Болат ұлы Сүлейменов", PersonName("сүлейменов", ("азат",), "болатұлы")),
        ("Петрова Екатерина Андреевна", PersonName("петрова", ("екатерина",), "андреевна")),
        ("Joseph E. Stiglitz", PersonName("stiglitz", ("joseph", "e."))),
        ("Prof. Айгүл Серікова, PhD", PersonName("серікова", ("айгүл",))),
        ("Л. ван дер Берг", PersonName("ван дер берг", ("л.",))),
        ("Ten Natalya Vladimirovna", PersonName("ten", ("natalya",), "vladimirovna")),
        ("Ван Марина", PersonName("ван", ("марина",))),
        ("", PersonName("")),
        ("1*", PersonName("")),
    ],
)
def test_takes_names_apart(printed: str, parts: PersonName) -> None:
    assert parse(printed)[:3] == parts[:3]


@pytest.mark.parametrize(
    "text",
    [
        "К.К. Садыкова",
        "I. Sadykov*",
        "Kuralay Sadykova",
        "Серіков А.Б.",
        "М. Шамилов",
        "Ch. Pandya",
        "Вишневская Дарья Ивановна",
        "Бекболат Тлеухан",
        "Abilzhan Galy",
        "Әбілжан Ғалы",
        "Сәрсенбаев Е.Қ.¹",
        "Қалабаева Көркем",
        "КӨШЕРБАЕВ М.А.",
    ],
)
def test_recognizes_names(text: str) -> None:
    assert is_person_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Атырау университеті",
        "Алматы, Қазақстан",
        "Almaty, Kazakhstan",
        "Медицина Казахстана",
        "Вестник КазНУ",
        "Экономика ~ Экономика ~ Economics",
        "Syracuse University",
        "А.М.Хазанов және көшпелілер туралы ілім",
        "Цифровая экономика",
        "Құқық",
        "№4 (75) 2024",
        "г. Астана",
        "JUSTICE FIGHTERS OF THE 1920S (IN THE EXAMPLE OF ONE REGION)",
        "The Kazakh Khanate",
        "",
    ],
)
def test_does_not_take_other_text_for_a_name(text: str) -> None:
    assert not is_person_name(text)


@pytest.mark.parametrize(
    ("a", "b", "tier"),
    [
        ("Сүлейменов А.", "Suleymenov Azat", Tier.KEY),
        ("Сулейменов А.", "A. Suleimenov", Tier.KEY),
        ("Жақыпов Б.", "Zhakypov B.", Tier.KEY),
        ("Жақыпов Б.", "Jakupov B.", Tier.SKELETON),
        ("Джакупов Б.", "Жақыпов Б.", Tier.SKELETON),
        ("Дүйсенбінов А.", "Дюсембинов А.", Tier.SKELETON),
        ("Тілеухан Б.", "Тлеухан Б.", Tier.SKELETON),
        ("Пішембаев Н.", "Пшембаев Н.", Tier.SKELETON),
        ("Өтегенов Қ.", "Утегенов К.", Tier.SKELETON),
        ("Бақытов Ж.", "Bakhytov Zh.", Tier.SKELETON),
        ("Сәтбаев Қ.", "Сатпаев К.", Tier.SKELETON),
        ("Королёв В.", "Koroleff V.", Tier.KEY),
        ("Подольский И.", "Podolsky I.", Tier.KEY),
        ("Ахметов Ерлан Серікұлы", "Akhmetov Yerlan Serikovich", Tier.KEY),
        ("Ким Александр", "Alexander Kim", Tier.SKELETON),
        ("Асхатов Б.", "Ashatov B.", Tier.SKELETON),
        ("Мұхаметжанов З.", "Mukhametzhanov Z.", Tier.KEY),
        ("Ахметова Жанар", "J. Akhmetova", Tier.KEY),
        ("Ахметова Шолпан", "S. Akhmetova", Tier.EDIT),
        ("Ахмедов Ерлан", "Ахметов Ерлан", Tier.EDIT),
        ("Муканов С.", "Муханов С.", Tier.EDIT),
        ("Ахметова-Ким О.", "Akhmetova O.", Tier.EDIT),
        ("Ахметова-Ким О.", "O. Akhmetova-Kim", Tier.KEY),
        ("Сериков Б.", "Серков Б.", Tier.EDIT),
        ("Ахмет Байтұрсынұлы", "Ахмет Байтурсынов", Tier.EDIT),
        ("Қ.-Ж.К. Тоқаев", "Касым-Жомарт Токаев", Tier.KEY),
        ("Мағжан Жұмабаев", "Magjan Jumabaev", Tier.KEY),
        ("Шоқан Уәлиханов", "Chokan Valikhanov", Tier.SKELETON),
        ("Ахметов А.", "Ахметова А.", Tier.GENDER),
        ("Чернышёв П.", "Chernyshov P.", Tier.SKELETON),
        ("Грачева Л.", "Grachova L.", Tier.SKELETON),
        ("Шульц Э.", "Schulz E.", Tier.KEY),
        ("Шварц И.", "I. Schwarz", Tier.SKELETON),
        ("Ли Олег", "Oleg Lee", Tier.KEY),
        ("Мун Г.", "G. Moon", Tier.KEY),
        ("Джонсон Р.", "R. Johnson", Tier.KEY),
        ("Цхай Ю.", "Tshai Yu.", Tier.SKELETON),
        ("Батшаев Ю.", "Batshaev Yu.", Tier.KEY),
        ("Вайс Е.", "Weiss Ye.", Tier.SKELETON),
        ("Гофман А.", "Hoffmann A.", Tier.SKELETON),
        ("Майер С.", "Meyer S.", Tier.SKELETON),
        ("Нойман Р.", "Neumann R.", Tier.SKELETON),
        ("Кригер Ирина Вильгельмовна", "Kriger Irina Wilhelmovna", Tier.SKELETON),
        ("Гюнгер Э.", "Güngör E.", Tier.SKELETON),
        ("Кёниг В.", "König V.", Tier.SKELETON),
        ("Хўжаев Ж.", "Ходжаев Ж.", Tier.SKELETON),
        ("Йўлдошева Н.", "Юлдашева Н.", Tier.SKELETON),
        ("Қўчқоров Б.", "Qo'chqorov B.", Tier.KEY),
        ("Қўчқоров Б.", "Кучкаров Б.", Tier.SKELETON),
        ("Гулямов Б.", "G\u02bbulomov B.", Tier.SKELETON),
        ("Яков Мацюк", "Matsyuk Yakov", Tier.KEY),
        ("Арам Петросян", "Petrosyan Aram", Tier.KEY),
        ("Хамзин Қайрат Хамзаұлы", "Хамзин Кайрат Хамзинович", Tier.SKELETON),
        ("Сыздық Рәбиға Ғалиқызы", "Сыздыкова Рабига Галиевна", Tier.SKELETON),
        ("Күзембай С.Ә.", "Kuzembayeva S.A.", Tier.SKELETON),
        ("Әбділда Мейрамгүл", "Абдильдина Мейрамгуль", Tier.SKELETON),
        ("Төлеу Бейбарыс Серікұлы", "Толеуов Бейбарыс Серикович", Tier.SKELETON),
    ],
)
def test_one_person_across_scripts(a: str, b: str, tier: Tier) -> None:
    assert same_person(a, b) is tier
    assert same_person(b, a) is tier


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Садыков А.", "Садуов А."),
        ("Садыков А.", "Судаков А."),
        ("Ахметов Е.", "Ахметбеков Е."),
        ("Омаров С.", "Умаров С."),
        ("Қайдаров Ә.", "Хайдаров А."),
        ("Серік А.", "Сериков А."),
        ("Омар А.С.", "Омаров А.С."),
        ("Сәрсен Айгүл", "Сарсенбаева Айгуль"),
        ("Haliev D.", "Galiev D."),
        ("Әлжанова Г.", "Елжанова Г."),
        ("Каримов А.", "Каримбаев А."),
        ("Ахметов Е.С.", "Akhmetov Zh. N."),
        ("Ахметов Ерлан", "Ахметов Ермек"),
        ("Ахметов Ерлан Серикович", "Ахметов Ерлан Болатович"),
        ("Ахметов Ерлан Серикович", "Ахметова Дана Серикқызы"),
        ("", "Ахметов"),
    ],
)
def test_different_people(a: str, b: str) -> None:
    assert same_person(a, b) is None
    assert same_person(b, a) is None


def test_an_initial_stands_for_a_name_in_any_spelling() -> None:
    for initial, full in [
        ("Ә.", "Alibek"), ("A.", "Әлібек"), ("Zh.", "Жанат"), ("J.", "Жанат"),
        ("Ж.", "Janat"), ("Ye.", "Ерлан"), ("E.", "Ерлан"), ("Y.", "Ерлан"),
        ("Х.", "Khamit"), ("H.", "Хамит"), ("Ш.", "Sholpan"), ("Қ.", "Kanat"),
        ("Q.", "Канат"), ("Ғ.", "Ghani"), ("G.", "Ғани"), ("І.", "Ilyas"),
        ("Ы.", "Ybyrai"), ("Ю.", "Yuliya"), ("Iu.", "Юлия"), ("Я.", "Iana"),
        ("Ya.", "Яна"),
    ]:  # fmt: skip
        a, b = (f"{name} {'Kim' if name.isascii() else 'Ким'}" for name in (initial, full))
        assert same_person(a, b) in (Tier.KEY, Tier.SKELETON), (a, b)


def test_within_an_article_the_patronymic_initial_may_differ() -> None:
    assert same_person("Т.Ы. Сүлейменов", "T.S. Suleimenov") is None
    assert same_person("Т.Ы. Сүлейменов", "T.S. Suleimenov", within_article=True) is Tier.EDIT
    assert same_person("Т.Ы. Сүлейменов", "A.S. Suleimenov", within_article=True) is None


def test_gathers_one_person_once() -> None:
    people = merge(
        ["A. Suleimenov", "Ким О.", "Сүлейменов Азат", "Сулейменов А.Б.", "O. Kim", "Сүлейменова А."]
    )
    assert [(person.name, person.members) for person in people] == [
        ("Сүлейменов Азат", (0, 2, 3)),
        ("Ким О.", (1, 4)),
        ("Сүлейменова А.", (5,)),
    ]


def test_keeps_an_initial_apart_that_fits_two_people() -> None:
    people = merge(["Садыков Азат", "Садыков Алихан", "А. Садыков"])
    assert [person.members for person in people] == [(0,), (1,), (2,)]
    people = merge(
        [["Садыков Азат", "Садыков А."], ["Садыков Алихан", "Садыков А."], "Садыков А.", "А. Садыков"]
    )
    assert [person.members for person in people] == [(0,), (1,), (2, 3)]


def test_spellings_that_an_article_links_stay_together() -> None:
    people = merge([["Т.С. Сулейменов", "Т.Ы. Сүлейменов"], "Оспанов А."])
    assert [person.names for person in people] == [("Т.С. Сулейменов", "Т.Ы. Сүлейменов"), ("Оспанов А.",)]


def test_finds_a_person_among_others() -> None:
    printed = ["Сүлейменов А.Б.", "Сулейменов Азат", "Suleimenova A.", "Сүлейменов Е.", "Ахметов А."]
    found = names_index.query("Azat Suleymenov").find(scanner(printed))
    assert [item.key.partition("|")[2] for item in found] == ["сулейменов|азат", "сүлейменов|а. б."]
    assert {item.tier for item in found} == {Tier.KEY}


def test_falls_back_on_a_slip_and_on_the_other_gender() -> None:
    scan = scanner(["Ахметова Д.", "Жумагулов Б."])
    assert [item.tier for item in names_index.query("Ахметов Д.").find(scan)] == [Tier.GENDER]
    assert [item.tier for item in names_index.query("Жумагалов Б.").find(scan)] == [Tier.EDIT]
    assert names_index.query("Оспанов").find(scan) == []
    scan = scanner(["Ахметова-Ким О.", "Серикова А."])
    assert [item.tier for item in names_index.query("O. Akhmetova").find(scan)] == [Tier.EDIT]


def test_a_surname_alone_finds_all_who_bear_it() -> None:
    scan = scanner(["Садыков А.", "Садыков Б.", "K. Sadykov", "Садыкова Г."])
    assert len(names_index.query("садыков").find(scan)) == 3


def test_a_kazakh_spelling_links_two_others() -> None:
    apart = ["Утегенов К.У.", "K.O. Otegenov"]
    assert len(names_index.query("K.O. Otegenov").find(scanner(apart))) == 1
    assert (
        len(names_index.query("K.O. Otegenov").find(scanner([*apart, "Өтегенов Қ.Ө.", "Утегенов Б."]))) == 3
    )


def test_a_latin_letter_of_two_sounds_links_nobody() -> None:
    # Jusupova may be Юсупова and Жүсіпова; that makes these two no one person.
    printed = ["Юсупова З.", "Jusupova Z.", "Жусупова З."]
    found = {item.key.split("|")[1] for item in names_index.query("Yusupova Z.").find(scanner(printed))}
    assert found == {"юсупова", "jusupova"}


def test_a_word_that_is_no_surname_is_looked_for_as_a_given_name() -> None:
    scan = scanner(["Садыкова Куралай", "Kuralay Akhmetova", "К. Ким"])
    assert [item.key for item in names_index.query("Құралай").find(scan)] == ["kuralai"]
    assert names_index.query("Бекболат").find(scan) == []


def test_the_key_of_a_surname_is_the_same_in_every_script() -> None:
    assert (
        len({names_index.word_key(w) for w in ("Сүлейменов", "Сулейменов", "Suleimenov", "SULEYMENOV")}) == 1
    )
    assert names_index.word_key("Suleimenov") in names_index.index_keys("Сүлейменов А.")


@given(st.text(max_size=60))
def test_nothing_that_is_printed_raises(text: str) -> None:
    parse(text)
    parsing.likelihood(text)
    keys = names_index.index_keys(text)
    assert all(names_index.query(text).match(key) in (Tier.KEY, None) for key in keys)


_letters = st.sampled_from("абгғдеёжзийкқлмнңоөпрстуұүфхцчшщыіэюяәё'- .")


@given(st.text(_letters, min_size=3, max_size=30))
@settings(max_examples=200)
def test_a_name_is_near_itself(text: str) -> None:
    if parse(text).surname:
        assert same_person(text, text) is Tier.KEY
        scan = scanner([text])
        assert any(item.tier is Tier.KEY for item in names_index.query(text).find(scan))


@given(st.text(_letters, min_size=3, max_size=20), st.text(_letters, min_size=3, max_size=20))
def test_nearness_is_mutual(a: str, b: str) -> None:
    assert same_person(a, b) == same_person(b, a)
