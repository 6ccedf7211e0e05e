"""OJS native XML, held against the schema of each version."""

from __future__ import annotations

import base64

import msgspec
import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.errors import SeveralIssues
from izde.extract import extract
from izde.model import Article, Author
from izde.output.export import export_articles
from izde.output.particulars import VERSIONS, Particulars
from sample_data import ISSUES

etree = pytest.importorskip("lxml.etree")
from schemas import own, parsed, published  # noqa: E402

P = "{http://pkp.sfu.ca}"
GIVEN = Particulars(email="editor@example.org")
LOCALES = {"3.3": ["kk_KZ", "ru_RU", "en_US"], "3.4": ["kk", "ru", "en"], "3.5": ["kk", "ru", "en"]}


def export(articles: list[Article], version: str = "3.4", given: Particulars = GIVEN) -> etree._Element:
    exported = export_articles(articles, "ojs", msgspec.structs.replace(given, version=version))
    assert not exported.missing
    return parsed(exported.text)


def issues() -> list[list[Article]]:
    return [
        [rich(), article(id="b", authors=STRANGERS), article(id="c", section={})],
        [first_page_only(), article(id="latin", language="en", authors=[Author("Ким О.")])],
        [one for one in extract(ISSUES / "atyrau-2024-4.txt").articles if one.authors and one.title],
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_valid(version: str) -> None:
    schema = own({"3.3": "ojs-3.3.rng", "3.4": "ojs.rng", "3.5": "ojs-3.5.rng"}[version])
    for articles in issues():
        assert schema.validate(export(articles, version)), schema.error_log


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_valid_by_the_published_schema(version: str) -> None:
    schema = published(f"ojs/{version.replace('.', '_')}_0/native.xsd")
    pdfs = msgspec.structs.replace(GIVEN, pdfs={rich().id: b"%PDF-1.4"}, date="2024-03-30", volume="25")
    for articles in issues():
        for given in (GIVEN, pdfs):
            assert schema.validate(export(articles, version, given)), schema.error_log


def test_the_versions_differ_where_ojs_does() -> None:
    later = published("ojs/3_5_0/native.xsd")
    earlier = published("ojs/3_3_0/native.xsd")
    assert not later.validate(export([rich()], "3.3"))
    assert not earlier.validate(export([rich()], "3.5"))


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_is_in_three_languages(version: str) -> None:
    root = export([rich()], version)
    publication = root.find(f".//{P}publication")
    for name in ("title", "abstract", "keywords"):
        assert [e.get("locale") for e in publication.findall(P + name)] == LOCALES[version]
    person = publication.find(f"{P}authors/{P}author")
    assert [e.text for e in person.findall(f"{P}familyname")] == ["Серіков", "Сериков", "Serikov"]
    places = [
        e.text for e in person.iter() if e.text and e.getparent().tag in (P + "affiliation", P + "author")
    ]
    assert any("Университет степи" in text for text in places)
    words = [e.text for e in publication.find(f"{P}keywords").iter() if e.text and e.text.strip()]
    assert words == ["келісім", "қоғам"]


def test_what_the_import_asks_for_beyond_the_schema() -> None:
    root = export([article(authors=[Author("Ким О."), Author("John Smith", corresponding=True)])])
    # A section is found by its abbreviation, a DOI is kept when it says so.
    (section,) = root.iter(f"{P}section")
    publication = root.find(f".//{P}publication")
    assert section.findtext(f"{P}abbrev") == publication.get("section_ref") == section.get("ref")
    assert publication.find(f"{P}id[@type='doi']").get("advice") == "update"
    # Everyone has a given name in the article's language, and one is written to.
    first, second = publication.findall(f"{P}authors/{P}author")
    assert [e.get("locale") for e in second.findall(f"{P}givenname")] == ["kk", "en"]
    assert publication.get("primary_contact_id") == second.get("id")
    assert first.get("primary_contact") is None
    assert root.find(f".//{P}article").get("current_publication_id") == publication.findtext(f"{P}id")


def test_what_ojs_takes_for_html_is_escaped() -> None:
    title = {"ru": "Общественное согласие <и> развитие"}
    one = article(language="ru", title=title, abstracts={"ru": "a < b & c"})
    assert export([one], "3.3").findtext(f".//{P}publication/{P}title") == title["ru"]
    root = export([one], "3.5")
    assert root.findtext(f".//{P}publication/{P}title") == "Общественное согласие &lt;и&gt; развитие"
    assert root.findtext(f".//{P}abstract") == "<p>a &lt; b &amp; c</p>"


def test_an_issue_without_its_day_waits_for_the_editor() -> None:
    issue = export([article()])[0]
    assert (issue.get("published"), issue.find(f".//{P}article").get("status")) == ("0", "5")
    issue = export([article()], given=msgspec.structs.replace(GIVEN, date="2024-03-30"))[0]
    assert (issue.get("published"), issue.find(f".//{P}article").get("status")) == ("1", "3")
    assert issue.findtext(f"{P}date_published") == "2024-03-30"


def test_the_journal_s_own_names_can_be_given() -> None:
    given = msgspec.structs.replace(GIVEN, group="Автор", section="ЭКО")
    root = export([article()], given=given)
    assert root.find(f".//{P}author").get("user_group_ref") == "Автор"
    assert root.find(f".//{P}publication").get("section_ref") == "ЭКО"
    assert root.find(f".//{P}sections") is None


def test_the_pages_of_an_article_can_go_with_it() -> None:
    root = export([rich()], given=msgspec.structs.replace(GIVEN, pdfs={rich().id: b"%PDF-1.4 pages"}))
    file = root.find(f".//{P}submission_file")
    assert base64.b64decode(file.findtext(f".//{P}embed")) == b"%PDF-1.4 pages"
    assert file.find(f"{P}file").get("filesize") == "14"
    assert root.find(f".//{P}article_galley/{P}submission_file_ref").get("id") == file.get("id")


def test_pages_and_references() -> None:
    assert export([first_page_only()]).findtext(f".//{P}pages") == "198"
    root = export([rich()])
    assert root.findtext(f".//{P}pages") == "198-208"
    assert len(root.findall(f".//{P}citation")) == 3


def test_what_is_missing_is_said() -> None:
    exported = export_articles([bare(), article()], "ojs")
    assert exported.missing == {"authors": 1, "email": 1}
    assert "<!-- email: OJS requires one of every author -->" in exported.text
    with pytest.raises(SeveralIssues):
        export_articles([article(), article(year=2020)], "ojs")
