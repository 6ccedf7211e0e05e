"""Crossref's deposit schema."""

from __future__ import annotations

import re

import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.extract import extract
from izde.model import Article, Author
from izde.output.export import export_articles
from izde.output.particulars import Particulars
from sample_data import ISSUES

etree = pytest.importorskip("lxml.etree")
from schemas import own, parsed, published  # noqa: E402

C = "{http://www.crossref.org/schema/5.3.1}"
GIVEN = Particulars(
    issn="1234-5679",
    depositor="Dala",
    email="doi@example.org",
    registrant="Dala",
    url="https://example.org/{doi}",
)


def export(*articles: Article, given: Particulars = GIVEN) -> etree._Element:
    return parsed(export_articles(articles, "crossref", given).text)


@pytest.fixture(scope="module")
def deposits() -> list[etree._Element]:
    sample = extract(ISSUES / "atyrau-2024-4.txt").articles
    hard = article(number="4 (75), специальный выпуск, часть вторая", doi="10.5555/c")
    return [
        export(rich(), article(id="b", authors=STRANGERS, doi="10.5555/b")),
        export(first_page_only(), article(language="en", title={"en": "Accord"}, doi="10.5555/e")),
        export(hard),
        export(article(authors=[Author("Group 7 of 2020")], title={"ru": "Название"}, language="ru")),
        export(*sample),
    ]


def test_it_is_valid(deposits: list[etree._Element]) -> None:
    schema = own("crossref.rng")
    for root in deposits:
        assert schema.validate(root), schema.error_log


def test_it_is_valid_by_the_published_schema(deposits: list[etree._Element]) -> None:
    schema = published("crossref/crossref5.3.1.xsd")
    for root in deposits:
        assert schema.validate(root), schema.error_log


def test_titles_are_paired_with_the_original() -> None:
    one = export(rich()).find(f".//{C}journal_article")
    assert one.get("language") == "kk"
    first, second = one.findall(f"{C}titles")
    assert first.findtext(f"{C}title") == "Social accord_and #growth"
    assert first.find(f"{C}original_language_title").get("language") == "kk"
    assert first.findtext(f"{C}original_language_title") == "Қоғамдық келісім: 50% & {одан} көп"
    assert second.findtext(f"{C}title") == "Общественное согласие <и> развитие"
    assert not [e for e in one.iter(f"{C}title") if e.attrib]


def test_people_have_their_parts() -> None:
    first, second, third, last = export(rich()).find(f".//{C}contributors")
    assert (first.findtext(f"{C}given_name"), first.findtext(f"{C}surname")) == ("A.B.", "Serikov")
    assert first.findtext(f"{C}ORCID") == "https://orcid.org/0000-0002-1825-0097"
    assert [e.get("language") for e in first.find(f"{C}alt-name")] == ["kk", "ru"]
    assert [e.text for e in first.iter(f"{C}institution_name")] == [
        "University of the Steppe",
        "Institute of History",
    ]
    assert second.findtext(f"{C}surname") == "van der Berg"
    assert (third.findtext(f"{C}surname"), third.findtext(f"{C}suffix")) == ("McKay", "Jr.")
    assert (last.tag, last.text) == (f"{C}organization", "Institute of History")
    assert [e.get("sequence") for e in (first, second)] == ["first", "additional"]


def test_what_is_registered_with_an_article() -> None:
    one = export(rich()).find(f".//{C}journal_article")
    assert one.findtext(f"{C}doi_data/{C}doi") == "10.47649/vau.24.v75.i4.18"
    assert one.findtext(f"{C}doi_data/{C}resource") == "https://example.org/10.47649/vau.24.v75.i4.18"
    assert [e.text for e in one.find(f"{C}publication_date")] == ["03", "31", "2024"]
    assert [e.text for e in one.find(f"{C}acceptance_date")] == ["03", "01", "2024"]
    assert one.findtext(f"{C}pages/{C}last_page") == "208"
    licence = one.findtext(".//{http://www.crossref.org/AccessIndicators.xsd}license_ref")
    assert licence == "https://creativecommons.org/licenses/by/4.0/"
    abstracts = one.findall("{http://www.ncbi.nlm.nih.gov/JATS1}abstract")
    assert [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in abstracts] == ["kk", "ru", "en"]
    first, second = one.findall(f"{C}citation_list/{C}citation")
    assert first.findtext(f"{C}doi") == "10.1234/ab(1)c"
    assert first.findtext(f"{C}unstructured_citation").startswith("1. Masanov")
    assert second.findtext(f"{C}doi") == "10.5555/x.y"


def test_no_last_page_is_invented() -> None:
    pages = export(first_page_only()).find(f".//{C}pages")
    assert [e.text for e in pages] == ["198"]


def test_a_number_that_is_too_long_is_shortened_or_left_out() -> None:
    assert export(article()).findtext(f".//{C}issue") == "4 (75)"
    long = "№ 4, посвящённый юбилею университета (75)"
    assert export(article(number=long)).find(f".//{C}issue") is None


def test_what_cannot_be_registered_is_left_out_and_said() -> None:
    exported = export_articles([article(), bare(), article(id="c", doi="10.1234/қ")], "crossref", GIVEN)
    assert exported.missing == {"doi": 2}
    assert "<!-- doi: x-1 has none and is left out -->" in exported.text
    assert len(re.findall("<journal_article", exported.text)) == 1


def test_what_is_missing_is_said() -> None:
    missing = export_articles([article(year=None)], "crossref").missing
    assert set(missing) == {"depositor", "email", "registrant", "issn", "date", "url"}


def test_an_address_stays_below_its_place() -> None:
    for doi in ("10.1234/../../x", "10.1234/."):
        missing = export_articles([article(doi=doi)], "crossref", GIVEN).missing
        assert missing == {"url": 1}
    given = Particulars(url="https://example.org/a/{id}")
    assert given.address(article(id="../x?y")) == "https://example.org/a/..%2Fx%3Fy"
