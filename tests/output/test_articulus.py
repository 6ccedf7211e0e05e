"""Articulus XML, as eLIBRARY takes it."""

from __future__ import annotations

import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.errors import SeveralIssues
from izde.extract import extract
from izde.model import Article
from izde.output.export import export_articles, render_articles
from izde.output.particulars import Particulars
from sample_data import ISSUES

pytest.importorskip("lxml.etree")
from schemas import own, parsed


def test_it_is_valid() -> None:
    schema = own("articulus.rng")
    sample = extract(ISSUES / "atyrau-2024-4.txt").articles
    paged = [one for one in sample if one.pages is not None and one.pages_from != "first" and one.title]
    assert paged
    strangers = article(authors=STRANGERS)
    for articles in ([article()], [rich(), article(id="2")], [strangers], paged):
        assert schema.validate(parsed(render_articles(articles, "articulus"))), schema.error_log


def test_everything_has_a_language() -> None:
    root = parsed(render_articles([article(), article(id="2")], "articulus"))
    first = root.find("issue/articles/article")
    assert [e.get("lang") for e in first.findall("artTitles/artTitle")] == ["KKZ", "RUS", "ENG"]
    assert [e.get("lang") for e in first.findall("abstracts/abstract")] == ["KKZ", "RUS", "ENG"]
    assert [e.get("lang") for e in first.findall("keywords/kwdGroup")] == ["KKZ", "RUS", "ENG"]
    people = first.findall("authors/author/individInfo")
    assert people[0].get("lang") == "KKZ"
    assert {p.findtext("surname") for p in people} >= {"Жұмағұлов", "Zhumagulov", "Ким"}
    assert [e.text for e in first.findall("codes/udk")] == ["331.5", "94(574)"]
    assert first.findtext("rubrics/rubric") == "06.77.64"
    # One section heads both articles.
    assert len(root.findall("issue/articles/section")) == 1
    assert (root.findtext("issue/number"), root.findtext("issue/altNumber")) == ("4", "75")


def test_what_else_journals_print_has_its_element() -> None:
    root = parsed(render_articles([rich()], "articulus")).find("issue/articles/article")
    person = root.find("authors/author")
    assert person.findtext("correspondent") == "1"
    places = {e.get("lang"): e.findtext("orgName") for e in person.findall("individInfo")}
    assert places["RUS"] == "Университет степи; Институт истории"
    assert person.findtext("individInfo/otherInfo") == "т.ғ.к., доцент"
    names = {
        (e.findtext("surname"), e.findtext("initials")) for e in root.findall("authors/author/individInfo")
    }
    assert {("van der Berg", "Ludwig"), ("McKay", "J.W. Jr."), ("Тарих институты", None)} <= names
    assert root.findtext("dates/dateReceived") == "15.01.2024"
    assert [e.get("lang") for e in root.findall("fundings/funding")] == ["KKZ", "ENG"]
    assert [e.text for e in root.findall("codes/jel")] == ["O15", "J21"]
    first, second = root.findall("references/reference")
    assert [e.get("lang") for e in first.findall("refInfo")] == ["RUS", "ENG"]
    assert [e.get("lang") for e in second.findall("refInfo")] == ["ANY"]


@pytest.mark.parametrize("printed", ["4", "3-4", "1 (специальный выпуск)"])
def test_a_number_of_another_form_stays_as_printed(printed: str) -> None:
    root = parsed(render_articles([article(number=printed)], "articulus"))
    assert root.findtext("issue/number") == printed
    assert root.find("issue/altNumber") is None


def test_what_is_missing_is_said_in_its_place_and_counted() -> None:
    exported = export_articles([bare(), bare()], "articulus")
    for what in ("titleid", "journalInfo", "number", "dateUni", "pages", "authors"):
        assert f"<!-- {what}: " in exported.text
    assert exported.missing == {
        "titleid": 1, "journalInfo": 1, "number": 1, "dateUni": 1, "pages": 2, "authors": 2
    }  # fmt: skip
    given = export_articles([article()], "articulus", Particulars(titleid="1234", issn="1234-5679"))
    assert not given.missing
    assert parsed(given.text).findtext("titleid") == "1234"
    assert parsed(given.text).findtext("issn") == "1234-5679"


def test_a_first_page_alone_is_a_comment() -> None:
    exported = export_articles([first_page_only()], "articulus", Particulars(titleid="1"))
    assert parsed(exported.text).find(".//pages") is None
    assert "<!-- pages: only the first, 198, is known -->" in exported.text
    assert exported.missing == {"pages": 1}
    assert parsed(render_articles([rich()], "articulus")).findtext(".//pages") == "198-208"


def test_a_document_holds_one_issue() -> None:
    with pytest.raises(SeveralIssues, match=r"of 2: .*2023.*2024.*\n.*--split"):
        render_articles([article(), article(year=2023)], "articulus")
    with pytest.raises(SeveralIssues, match="of 2"):
        render_articles([bare(), Article("y", source="b.pdf")], "articulus")


def test_what_one_article_prints_of_the_issue_counts_for_all() -> None:
    silent = article(id="2", year=None, number=None, journal={})
    root = parsed(render_articles([silent, article()], "articulus"))
    assert root.findtext("issue/dateUni") == "2024"
    assert root.findtext("issue/number") == "4"
    assert len(root.findall("journalInfo")) == 3
