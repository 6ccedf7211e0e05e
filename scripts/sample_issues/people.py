"""Invented people, institutions, journals and codes for the sample issues, in Kazakh, Russian and English.

Nobody here exists: surnames, given names and patronymics are drawn at random from short tables.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import NamedTuple

# kk, ru, en; the feminine adds "а"/"a" where the surname ends in -ов/-ев/-ин.
SURNAMES = [
    ("Жәнібеков", "Джанибеков", "Zhanibekov"),
    ("Қуанышев", "Куанышев", "Kuanyshev"),
    ("Өтегенов", "Утегенов", "Utegenov"),
    ("Бөлекбаев", "Булекбаев", "Bulekbayev"),
    ("Үмбетов", "Умбетов", "Umbetov"),
    ("Шәріпов", "Шарипов", "Sharipov"),
    ("Ғабдуллин", "Габдуллин", "Gabdullin"),
    ("Төлегенов", "Тулегенов", "Tulegenov"),
    ("Мырзахметов", "Мырзахметов", "Myrzakhmetov"),
    ("Есенғалиев", "Есенгалиев", "Yessengaliyev"),
    ("Қасенов", "Касенов", "Kassenov"),
    ("Рысбаев", "Рысбаев", "Rysbayev"),
    ("Ильясов", "Ильясов", "Ilyassov"),
    ("Петренко", "Петренко", "Petrenko"),
    ("Ким", "Ким", "Kim"),
    ("Оңғарбаев", "Онгарбаев", "Ongarbayev"),
    ("Сағындықов", "Сагындыков", "Sagyndykov"),
    ("Тұрсынбеков", "Турсынбеков", "Tursynbekov"),
    ("Хасенов", "Хасенов", "Khassenov"),
    ("Черняев", "Черняев", "Chernyayev"),
    ("Шілдебаев", "Шильдебаев", "Shildebayev"),
    ("Құрманғалиев", "Курмангалиев", "Kurmangaliyev"),
    ("Нұрпейісов", "Нурпеисов", "Nurpeissov"),
    ("Бейсенбі", "Бейсенби", "Beissenbi"),
    ("Аманжол", "Аманжол", "Amanzhol"),
    ("Соколов", "Соколов", "Sokolov"),
    ("Вебер", "Вебер", "Weber"),
    ("Юсупов", "Юсупов", "Yusupov"),
]
MEN = [
    ("Асқар", "Аскар", "Askar"),
    ("Дәурен", "Даурен", "Dauren"),
    ("Ерлан", "Ерлан", "Yerlan"),
    ("Қайрат", "Кайрат", "Kairat"),
    ("Мұрат", "Мурат", "Murat"),
    ("Нұржан", "Нуржан", "Nurzhan"),
    ("Өмірзақ", "Умирзак", "Umirzak"),
    ("Серік", "Серик", "Serik"),
    ("Тимур", "Тимур", "Timur"),
    ("Жандос", "Жандос", "Zhandos"),
    ("Бауыржан", "Бауыржан", "Baurzhan"),
    ("Виктор", "Виктор", "Viktor"),
]
WOMEN = [
    ("Айгүл", "Айгуль", "Aigul"),
    ("Гүлнар", "Гульнар", "Gulnar"),
    ("Динара", "Динара", "Dinara"),
    ("Әсел", "Асель", "Assel"),
    ("Қарлығаш", "Карлыгаш", "Karlygash"),
    ("Ләззат", "Лаззат", "Lazzat"),
    ("Мәдина", "Мадина", "Madina"),
    ("Назгүл", "Назгуль", "Nazgul"),
    ("Салтанат", "Салтанат", "Saltanat"),
    ("Шынар", "Шынар", "Shynar"),
    ("Елена", "Елена", "Yelena"),
    ("Зарина", "Зарина", "Zarina"),
]
PATRONYMICS = [
    ("Болат", "Булатович", "Булатовна", "B"),
    ("Қанат", "Канатович", "Канатовна", "K"),
    ("Мұхтар", "Мухтарович", "Мухтаровна", "M"),
    ("Сәкен", "Сакенович", "Сакеновна", "S"),
    ("Ермек", "Ермекович", "Ермековна", "Ye"),
    ("Темірхан", "Темирханович", "Темирхановна", "T"),
    ("Жақсыбек", "Жаксыбекович", "Жаксыбековна", "Zh"),
]

INSTITUTIONS = [
    (
        "Тарбағатай педагогикалық университеті, Аягөз, Қазақстан",
        "Тарбагатайский педагогический университет, Аягоз, Казахстан",
        "Tarbagatay Pedagogical University, Ayagoz, Kazakhstan",
    ),
    (
        "Маңғыстау техникалық институты, Ақтау, Қазақстан",
        "Мангистауский технический институт, Актау, Казахстан",
        "Mangystau Technical Institute, Aktau, Kazakhstan",
    ),
    (
        "Алатау мемлекеттік университеті, Алматы, Қазақстан",
        "Алатауский государственный университет, Алматы, Казахстан",
        "Alatau State University, Almaty, Kazakhstan",
    ),
    (
        "Есіл гуманитарлық академиясы, Астана, Қазақстан",
        "Есильская гуманитарная академия, Астана, Казахстан",
        "Yessil Academy of Humanities, Astana, Kazakhstan",
    ),
    (
        "Сырдария университеті, Қызылорда, Қазақстан",
        "Сырдарьинский университет, Кызылорда, Казахстан",
        "Syrdarya University, Kyzylorda, Kazakhstan",
    ),
    (
        "Әлеуметтік зерттеулер институты, Қарағанды, Қазақстан",
        "Институт социальных исследований, Караганда, Казахстан",
        "Institute for Social Research, Karaganda, Kazakhstan",
    ),
]

JOURNALS = [
    ("Дала университетінің хабаршысы", "Вестник Степного университета", "Bulletin of Steppe University"),
    ("Қоғам және тарих", "Общество и история", "Society and History"),
    ("Жетісу ғылыми жаршысы", "Научный вестник Жетысу", "Zhetysu Scientific Herald"),
    ("Білім және таным", "Образование и познание", "Education and Cognition"),
    ("Арал өңірі зерттеулері", "Исследования Приаралья", "Aral Region Studies"),
    ("Алтай гуманитарлық журналы", "Алтайский гуманитарный журнал", "Altai Journal of the Humanities"),
]
SECTIONS = [
    ("Тарих", "История", "History"),
    ("Педагогика", "Педагогика", "Pedagogy"),
    ("Саясаттану", "Политология", "Political science"),
    ("Экономика", "Экономика", "Economics"),
    ("Филология", "Филология", "Philology"),
    ("Әлеуметтану", "Социология", "Sociology"),
]
POSITIONS = [
    ("PhD, қауымдастырылған профессор", "PhD, ассоциированный профессор", "PhD, Associate Professor"),
    (
        "тарих ғылымдарының докторы, профессор",
        "доктор исторических наук, профессор",
        "Doctor of Historical Sciences, Professor",
    ),
    ("магистр, аға оқытушы", "магистр, старший преподаватель", "Master, Senior Lecturer"),
    ("докторант", "докторант", "PhD student"),
]
LANGUAGE_INDEX = {"kk": 0, "ru": 1, "en": 2}


class Name(NamedTuple):
    """One spelling of a person: surname, given name, initials with full stops."""

    surname: str
    given: str
    initials: str


@dataclass
class Person:
    """An invented author in three spellings."""

    names: dict[str, Name]
    institution: int
    position: int
    email: str
    orcid: str
    printed: list[str] = field(default_factory=list)
    email_printed: bool = False
    orcid_printed: bool = False

    def spelling(self, language: str, style: str) -> str:
        """The name in one language, and a note that it is printed.

        The style is `initials-first`, `surname-first`, `spaced`, `full` or `full-surname-first`.
        """
        n = self.names[language]
        if style == "initials-first":
            text = f"{n.initials} {n.surname}"
        elif style == "surname-first":
            text = f"{n.surname} {n.initials}"
        elif style == "spaced":
            text = f"{n.initials.replace('.', '. ').strip()} {n.surname}"
        elif style == "full-surname-first":
            text = f"{n.surname} {n.given}"
        else:
            text = f"{n.given} {n.surname}"
        if text not in self.printed:
            self.printed.append(text)
        return text


def orcid(rng: random.Random) -> str:
    """A random ORCID with a right check character (ISO 7064 MOD 11-2)."""
    digits = "0000000" + "".join(str(rng.randint(0, 9)) for _ in range(8))
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    text = digits + ("X" if check == 10 else str(check))
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))


def person(rng: random.Random, taken: set[str]) -> Person:
    """A new person whose surname is not in `taken` (and then is)."""
    while True:
        kk, ru, en = rng.choice(SURNAMES)
        if kk not in taken:
            break
        if len(taken) >= len(SURNAMES):
            taken.clear()
    taken.add(kk)
    woman = rng.random() < 0.5
    if woman and ru.endswith(("ов", "ев", "ин")):
        kk, ru, en = kk + "а", ru + "а", en + "a"
    given = rng.choice(WOMEN if woman else MEN)
    father = rng.choice(PATRONYMICS)
    with_patronymic = rng.random() < 0.6

    def initials(name: str, patronymic: str) -> str:
        first = name[:2] if name.startswith(("Zh", "Sh", "Ye")) else name[:1]
        return f"{first}.{patronymic}." if with_patronymic else f"{first}."

    names = {
        "kk": Name(kk, given[0], initials(given[0], father[0][0])),
        "ru": Name(ru, given[1], initials(given[1], father[1][0])),
        "en": Name(en, given[2], initials(given[2], father[3])),
    }
    local = rng.choice(
        [
            f"{given[2][0]}.{en}",
            f"{en}_{given[2]}",
            f"{given[2]}{rng.randint(60, 99)}",
            f"{en}{rng.randint(1, 9)}",
        ]
    )
    domain = rng.choice(
        ["mail.ru", "gmail.com", "atsu.kz", "stepuni.edu.kz", "inbox.ru", "humanities-academy.kz"]
    )
    address = f"{local.lower()}@{domain}"
    return Person(names, rng.randrange(len(INSTITUTIONS)), rng.randrange(len(POSITIONS)), address, orcid(rng))
