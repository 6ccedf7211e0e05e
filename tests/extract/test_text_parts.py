"""The parts of extraction: labels, names, keywords, hyphens, codes, identifiers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.extract.article import keywords
from izde.extract.line import links, names, prose, reference_lists, tongue, vocabulary
from izde.extract.line.codes import codes_of, is_code
from izde.extract.line.kinds import kind_of
from izde.extract.line.rows import Row, rows_of
from izde.extract.line.vocabulary import Role
from izde.extract.page.document import Line
from izde.extract.readers.text import from_text


def row(text: str, **how: bool) -> Row:
    return Row(0, 1, Line(text, 1), text, how.get("gap", False), how.get("breaks", False))


def words_of(text: str) -> prose.Words:
    return prose.Words(rows_of(from_text(text, "words.txt")))


@pytest.mark.parametrize(
    ("text", "role", "language"),
    [
        ("Аңдатпа", Role.ABSTRACT, "kk"),
        ("Андатпа.", Role.ABSTRACT, "kk"),
        ("Aңдатпа:", Role.ABSTRACT, "kk"),
        ("А Н Н О Т А Ц И Я", Role.ABSTRACT, "ru"),
        ("Abstract: The article deals with", Role.ABSTRACT, "en"),
        ("Keу words: steppe, history", Role.KEYWORDS, "en"),
        ("Түйін сөздер. тарих, дала", Role.KEYWORDS, "kk"),
        ("Ключевыe слова – степь", Role.KEYWORDS, "ru"),
        ("ӘДЕБИЕТТЕР ТІЗІМІ:", Role.REFERENCES, "kk"),
        ("5. References", Role.REFERENCES, "en"),
        ("ПАЙДАЛАНЫЛҒАН ДЕРЕКТЕР ТІЗІМІ", Role.REFERENCES, "kk"),
        ("Цитированная литература", Role.REFERENCES, "ru"),
        ("Сведения об авторах:", Role.AUTHOR_INFO, "ru"),
        ("1 Кіріспе", Role.OPENING, "kk"),
        ("МАЗМҰНЫ – СОДЕРЖАНИЕ – CONTENTS", Role.CONTENTS, None),
    ],
)
def test_labels(text, role, language):
    found = [m for m in vocabulary.labels(text) if m.role is role]
    assert found
    assert found[0].language == language


@pytest.mark.parametrize(
    "text",
    [
        "Abstract thinking is a property of the mind",
        "Conclusion and practical significance: the role of education",
        "Введение новых технологий требует времени",
        "Авторлар бұл мәселені қарастырады",
        "references to earlier work are rare",
    ],
)
def test_words_of_a_sentence_are_no_labels(text):
    assert not vocabulary.labels(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. Sadykov*", ["I. Sadykov"]),
        ("Серіков А.Б.¹*", ["Серіков А.Б."]),
        (
            "N. Ibadildin1* , S. Igbayev1 ,  M. Tulemissova1",
            ["N. Ibadildin", "S. Igbayev", "M. Tulemissova"],
        ),
        ("А.А. Әмірбеков1*  А.Б. Ибашова1", ["А.А. Әмірбеков", "А.Б. Ибашова"]),
        ("К.И. Байзакова и др.", ["К.И. Байзакова"]),
        ("Utegenova S.*, Umbetova G.Ye.", ["Utegenova S.", "Umbetova G.Ye."]),
    ],
)
def test_bylines(text, expected):
    found = names.split(text)
    assert found is not None
    assert found.names == expected


@pytest.mark.parametrize(
    "text",
    [
        "А.М. Хазанов, сарматы, культура",
        "БОЛАШАҒЫ",
        "Республика Казахстан",
        "ORCID",
        "Introduction",
        "",
        "А.",
    ],
)
def test_what_is_no_byline(text):
    assert names.split(text, full=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b, c.", ["a", "b", "c"]),
        ("тарих; дала; мәдениет", ["тарих", "дала", "мәдениет"]),
        ("power, soft; culture, mass; state", ["power, soft", "culture, mass", "state"]),
        ("«бандылар», басқарма (ОГПУ, НКВД), отряд", ["«бандылар»", "басқарма (ОГПУ, НКВД)", "отряд"]),
        ("А.М. Хазанов, сарматтар", ["А.М. Хазанов", "сарматтар"]),
        ("one idea", ["one idea"]),
        ("ЖК, EX.", ["ЖК", "EX"]),
        ("law, U.S.", ["law", "U.S."]),
        ("", []),
    ],
)
def test_keyword_lists(text, expected):
    assert keywords.split(text) == expected


def test_line_end_hyphens():
    words = words_of(
        "ұлттық әлеуметтік-мәдени ықпал\nWest-East dichotomy\nпроблема государство\n"
        + "прос-\nтая строка\n" * 6
        + "обычная строка без переноса\n" * 20
    )
    assert prose.join_texts(["әлеуметтік-", "мәдени"], words) == "әлеуметтік-мәдени"
    assert prose.join_texts(["West-", "East"], words) == "West-East"
    assert prose.join_texts(["госу-", "дарство"], words) == "государство"
    assert prose.join_texts(["soft\u00ad", "ware"], words) == "software"


@pytest.mark.parametrize(
    ("text", "udc", "irsti", "doi"),
    [
        (
            "IRSTI 06.77.64        DOI 10.47649/vau.24.v75.i4.18",
            None,
            "06.77.64",
            "10.47649/vau.24.v75.i4.18",
        ),
        ("МРНТИ: 06.75, 06.81", None, "06.75, 06.81", None),
        ("УДК 94(574)", "94(574)", None, None),
        ("ӘОЖ 81'42   ҒТАМР 16.21.33", "81'42", "16.21.33", None),
        ("https://doi.org/10.32014/2022.2518-1467.340", None, None, "10.32014/2022.2518-1467.340"),
        ("10.26577/JGEM.2023.v69.i2.01", None, None, "10.26577/JGEM.2023.v69.i2.01"),
    ],
)
def test_codes(text, udc, irsti, doi):
    found = codes_of(text)
    assert (found.udc, found.irsti, found.doi) == (udc, irsti, doi)
    assert is_code(row(text))


def test_identifiers_are_given_as_printed():
    assert links.orcids("https://orcid.org/0000-0003-%204089-1744") == ["0000-0003-4089-1744"]
    assert links.orcids("0000-0001-6095-914Х") == ["0000-0001-6095-914Х"]
    assert links.emails("{a.seit, b-kim}@uni.kz") == ["a.seit@uni.kz", "b-kim@uni.kz"]
    assert links.emails("*e-mail: аlmаz.а@mаіl.ru") == ["аlmаz.а@mаіl.ru"]
    assert links.emails("mailto:a.b@c.kz") == ["a.b@c.kz"]


def entries_of(lines, words):
    rows = rows_of(from_text("\n".join(lines), "a.txt"))
    return [
        entry
        for listing in reference_lists.find(rows)
        for entry in reference_lists.entries(rows, listing, words)
    ]


def test_numbered_references_are_split():
    words = words_of("Саид Э.В. Ориентализм")
    lines = [
        "1 Саид Э.В. Культура. – 2012. – 733 с.",
        "2 Karabell Z. Parting the Desert.",
        "New York. 280 p.",
    ]
    assert entries_of(["References", *lines], words) == [
        "Саид Э.В. Культура. – 2012. – 733 с.",
        "Karabell Z. Parting the Desert. New York. 280 p.",
    ]


def test_the_language_of_most_words_counts():
    assert tongue.count("Мақалада «Молодая гвардия» романы қарастырылады және талданады").best() == "kk"
    assert tongue.count("В статье рассматривается роман").best() == "ru"
    assert tongue.count("The article deals with қазақ novels and their translation").best() == "en"
    assert tongue.count("1234 – 5").best() is None


@given(st.text(max_size=120))
def test_no_line_upsets_the_parsers(text):
    vocabulary.labels(text)
    names.split(text, full=True)
    keywords.split(text)
    links.emails(text)
    links.orcids(text)
    kind_of(row(text))
    codes_of(text)
    entries_of(["References", *text.split("\n")], words_of("a"))


@given(st.lists(st.text(alphabet="абвәғқabc-.,;() ", max_size=40), max_size=12))
def test_joining_keeps_every_letter(texts):
    joined = prose.join_texts(texts, words_of("a"))
    letters = [c for text in texts for c in text if c.isalpha()]
    assert [c for c in joined if c.isalpha()] == letters
