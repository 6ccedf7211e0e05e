"""Pages out of the notes that say how an article is to be cited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_notes import issue, read

from izde.extract.issue import cited_pages

NOTE = "For citation: Omarov A.B. Wells of the steppe // Journal. – 2021. – No. 2. – P. 12-20."


@pytest.mark.parametrize(
    ("note", "pages"),
    [
        ("Серикова А.Р. Изучение руд // Вестник. – 2024. – № 4. – С. 12–20.", (12, 20)),
        ("Серикова А.Р. Изучение руд. Вестник. 2024. № 4 (75). С.12-20. https://doi.org/10.1/x", (12, 20)),
        ("Серикова А.Р. Руды // Вестник. 2024. Т. 7, № 4. Стр. 112—120. DOI: 10.1234/4-7-18", (112, 120)),
        ("Омаров С. 1917-1920 годы в степи // Вестник. 2024. № 4. С. 5–9.", (5, 9)),
        ("Серикова А.Р. Изучение руд. Медицина. 2024;4(3):245-52. doi: 10.1234/a.5-7", (245, 252)),
        ("Омаров А., Серикова Б. Руды. Вестник, 2024; 4: 33–41.", (33, 41)),
        ("Serikova A.R. Study of ores // Bulletin. 2025. № 1 (30). P. 15-22.", (15, 22)),
        ("Serikova, A. (2024). War, 1941–1945. Bulletin, 75(4), 112–120. doi.org/10.12/5-9", (112, 120)),
        ("Serikova, A. (2024). Study of ores. Bulletin of Mining, vol. 7, no. 4, pp. 112-120.", (112, 120)),
        ("Serikova A. Study of ores. Bulletin. 2024, No. 3-4, 98-107. DOI 10.1234/x", (98, 107)),
        ("Серікова А.Р. Кендерді зерттеу // Хабаршы. – 2024. – № 4. – 12–20 б.", (12, 20)),
        ("Серікова А.Р. Кендерді зерттеу // Хабаршы. 2024. № 4. Б. 12-20.", (12, 20)),
        ("Серікова А.Р. Кендерді зерттеу. Хабаршы. 2024. №4(75). 12–20-бб.", (12, 20)),
        ("Серікова А.Р. Кендерді зерттеу. Хабаршы. 2024. №4. 12-20 беттер.", (12, 20)),
    ],
)  # fmt: skip
def test_the_manners_of_journals(note: str, pages: tuple[int, int]) -> None:
    assert cited_pages.read([note]) == pages


@pytest.mark.parametrize(
    "note",
    [
        "Серикова А.Р. Школа в 1941–1945 гг. // Вестник. 2024. № 3–4.",
        "Омаров С. 1917-1920 годы в степи // Вестник. 2024. № 4.",
        "Serikova A. (2024). 5-7 grades at school. Bulletin, 75(4). https://doi.org/10.1234/p.12-20",
        "Серикова А.Р. Обучение детей 5-7 лет // Вестник. 2024. № 4 (75). ISSN 2616-7255",
        "Серикова А.Р. Изучение руд // Вестник. 2024. № 4. С. 00–00.",
        "Серикова А.Р. Изучение руд // Вестник. 2024. № 4. С. 20–12.",
        "Serikova A. Study of ores. Bulletin. 2024;4(3):e12345.",
        "Serikova A. Study of ores. Bulletin. 2024. 210 p.",
    ],
)
def test_other_numbers_are_no_pages(note: str) -> None:
    assert cited_pages.read([note]) is None


def test_notes_in_several_languages_must_agree() -> None:
    other = "Омаров А.Б. Колодцы степи // Вестник. 2021. № 2. С. 12-20."
    assert cited_pages.read([NOTE, other, "Omarov A. Wells. 2021."]) == (12, 20)
    assert cited_pages.read([NOTE, other.replace("20.", "21.")]) is None


@given(st.text(), st.text(alphabet="СсPpБб.№0123456789-–(),:; /"))
def test_pages_rise_whatever_is_printed(text: str, other: str) -> None:
    pages = cited_pages.read([text + other])
    assert pages is None or 0 < pages[0] <= pages[1]


def test_an_article_without_printed_numbers_has_the_pages_of_its_note() -> None:
    (article,) = read(issue(behind=f"\n{NOTE}\n")).articles
    assert (article.pages, article.pages_from) == ((12, 20), None)
    assert article.citation == {"en": NOTE.removeprefix("For citation: ")}


def test_a_note_over_a_lines_end() -> None:
    (article,) = read(issue(behind=f"\n{NOTE.removesuffix('20.')}\n20.\n")).articles
    assert article.pages == (12, 20)


def test_the_pages_of_references_are_not_the_articles() -> None:
    references = (
        "\nReferences\n1. Lee M. Rivers // Journal. – 2001. – Vol. 2. – P. 3-9.\n"
        "2. Kim O. Roads of the steppe and the art of\n"
        "{}citation: a reader // Journal. – 2003. – No. 4. – P. 11-19.\n"
        "3. Orazov D. Songs // Journal. – 2005. – No. 2. – P. 5-8.\n"
    )
    for lead in ("", "Citation: Kim O. Wells // Journal. – 2004. – P. 30-39.\n"):
        (article,) = read(issue() + references.format(lead)).articles
        assert (article.pages, article.citation, len(article.references)) == (None, {}, 3)
