"""Lines between the parts of an article that look like what they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from izde.extract.issue.stages import from_document
from izde.extract.line.names import split, split_described
from izde.extract.readers.text import from_text
from izde.model import Extraction

ABSTRACT = (
    "The article deals with the waters of the steppe and with the people who dug wells in it for centuries,\n"
    "and asks what the wells tell of their roads and of their winters. Sources are maps and songs. The maps\n"
    "show the wells, the songs name those who dug them, and both together give\n"
    "results."
)
TEXT = "\n".join(
    f"The well of the year {year} was dug deeper than the one before it." for year in range(1801, 1830)
)
CITATION = "For citation: Omarov A.B. Wells of the steppe // Journal. – 2021. – No. 2.\nDOI 10.1234/wells.5"


def read(text: str) -> Extraction:
    return from_document(from_text(text, "issue.txt"), Path("issue.txt"))


def issue(front: str = "", behind: str = "") -> str:
    return (
        f"UDC 947.1\n\nWELLS OF THE STEPPE\n\nA.B. Omarov\n{front}\nAbstract\n{ABSTRACT}\n"
        f"Keywords: wells, steppe, songs, maps.\n{behind}\nIntroduction\n{TEXT}\n"
    )


def test_an_abstract_may_end_in_the_name_of_a_heading():
    (article,) = read(issue().replace("Abstract\n", "")).articles
    assert article.abstracts["en"].endswith("both together give results.")


def test_how_to_cite_is_no_text_but_gives_the_doi():
    (article,) = read(issue(behind=f"\n{CITATION}\n")).articles
    assert article.body.startswith("Introduction The well")
    assert article.doi == "10.1234/wells.5"


def test_how_to_cite_above_the_abstract_is_no_title():
    (article,) = read(issue(front=f"\n{CITATION}\n")).articles
    assert article.title == {"en": "WELLS OF THE STEPPE"}


def test_a_citation_without_year_and_source_is_text():
    (article,) = read(issue() + "Citation: the song says more than the map.\n").articles
    assert "the song says more than the map" in article.body


def test_an_address_between_keywords_and_text_is_the_articles():
    behind = "\n*Corresponding author: Omarov Askar, Semey, e-mail: omarov@mail.kz\n"
    (article,) = read(issue(behind=behind)).articles
    assert article.emails == ["omarov@mail.kz"]
    assert article.body.startswith("Introduction The well")


def test_a_doi_under_a_reference_is_not_the_next_articles():
    references = (
        "References\n1. Lee M. Rivers // Journal. – 2001. – Vol. 2. – P. 3-9.\nDOI: 10.1016/j.rivers.3\n\n"
    )
    second = issue().replace("WELLS OF THE STEPPE", "RIVERS OF THE STEPPE").replace("wells", "rivers")
    found = read(issue() + references + second).articles
    assert [article.doi for article in found] == [None, None]


def test_a_doi_under_a_sections_name_is_the_next_articles():
    references = "References\n1. Lee M. Rivers of the steppe. London, 2001.\nТарих ~ История ~ History\n"
    second = issue().replace("WELLS OF THE STEPPE", "RIVERS OF THE STEPPE").replace("wells", "rivers")
    found = read(issue() + references + second.replace("UDC 947.1\n", "DOI: https://doi.org/10.1234/r.1\n"))
    assert [article.doi for article in found.articles] == [None, "10.1234/r.1"]


def test_a_mark_is_no_part_of_an_address():
    (article,) = read(issue(front="¹omarov@mail.kz\n")).articles
    assert article.emails == ["omarov@mail.kz"]


def test_items_of_keywords_go_on_behind_a_page_break():
    listed = "Keywords:\n• Wells\n• Steppe\n\f• Songs\n• Maps\n"
    (article,) = read(issue().replace("Keywords: wells, steppe, songs, maps.", listed)).articles
    assert article.keywords["en"] == ["Wells", "Steppe", "Songs", "Maps"]


def test_keywords_go_on_below_a_line_that_is_not_full():
    listed = "Keywords: Independent wells; initiatives\nSteppe people; songs; maps."
    (article,) = read(issue().replace("Keywords: wells, steppe, songs, maps.", listed)).articles
    assert article.keywords["en"] == ["Independent wells", "initiatives Steppe people", "songs", "maps"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Akmaral S. Sadykova¹*, Yernar M. Omarov²", ["Akmaral S. Sadykova", "Yernar M. Omarov"]),
        (
            "Akmaral Sadykova 1,*, Yernar Omarov 2 and Olga Kim 1",
            ["Akmaral Sadykova", "Yernar Omarov", "Olga Kim"],
        ),
        ("Сериков Е.1, Омаров А.Б.2*", ["Сериков Е.", "Омаров А.Б."]),
        ("А.Б. Сериков¹,², К.К. Ким¹", ["А.Б. Сериков", "К.К. Ким"]),
        ("А.Б. Сериков В.Г. Омаров", ["А.Б. Сериков", "В.Г. Омаров"]),
    ],
)
def test_names_with_marks_and_initials(line, names):
    byline = split(line, full=True)
    assert byline is not None
    assert byline.names == names


@pytest.mark.parametrize(
    "line",
    [
        "Л.Н. Гумилев атындағы Еуразия ұлттық университеті, Астана, Қазақстан",
        "Евразийский национальный университет им. Л.Н. Гумилева, Астана, Казахстан",
        "L.N. Gumilyov Eurasian National University, Astana, Kazakhstan",
        "PhD, қауымдастырылған профессор",
        "e-mail: omarov@mail.kz",
    ],
)
def test_an_institution_called_after_a_person_is_no_byline(line):
    assert split_described(line) is None
