"""DOAJ's article XML."""

from __future__ import annotations

import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.extract import extract
from izde.output.export import export_articles
from izde.output.particulars import Particulars
from sample_data import ISSUES

etree = pytest.importorskip("lxml.etree")
from schemas import own, parsed, published  # noqa: E402

GIVEN = Particulars(issn="1234-5679", publisher="Dala", url="https://example.org/{id}")

#: In place of DOAJ's list of languages, which its schema fetches from the net.
CODES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.doaj.org/schemas/iso_639-2b/1.1">
  <xs:simpleType name="LanguageCodeType"><xs:restriction base="xs:string">
    <xs:enumeration value="kaz"/><xs:enumeration value="rus"/><xs:enumeration value="eng"/>
  </xs:restriction></xs:simpleType></xs:schema>"""


class Codes(etree.Resolver):
    def resolve(self, url: str, public_id: str, context: object) -> object:
        return self.resolve_string(CODES, context) if url.endswith("iso_639-2b.xsd") else None


@pytest.fixture(scope="module")
def records() -> etree._Element:
    sample = [one for one in extract(ISSUES / "atyrau-2024-4.txt").articles if one.authors and one.title]
    articles = [rich(), first_page_only(), article(authors=STRANGERS), *sample]
    return parsed(export_articles(articles, "doaj", GIVEN).text)


def test_it_is_valid(records: etree._Element) -> None:
    schema = own("doaj.rng")
    assert schema.validate(records), schema.error_log


def test_it_is_valid_by_the_published_schema(records: etree._Element) -> None:
    schema = published("doaj/doajArticles.xsd", Codes())
    assert schema.validate(records), schema.error_log


def test_the_article_s_language_comes_first(records: etree._Element) -> None:
    # Of several titles, abstracts and lists of keywords, DOAJ reads the first.
    record = records[0]
    assert record.findtext("language") == "kaz"
    for name in ("title", "abstract", "keywords"):
        assert [e.get("language") for e in record.findall(name)] == ["kaz", "rus", "eng"]
    assert record.findtext("publicationDate") == "2024-03-31"
    assert (record.findtext("startPage"), record.findtext("endPage")) == ("198", "208")
    assert record.findtext("fullTextUrl").startswith("https://example.org/%D1%85")


def test_people_and_their_places(records: etree._Element) -> None:
    people = records[0].findall("authors/author")
    assert [e.findtext("name") for e in people] == [
        "А.Б. Серіков", "Ludwig van der Berg", "J.W. McKay Jr.", "Тарих институты"
    ]  # fmt: skip
    places = {e.get("affiliationId"): e.text for e in records[0].findall("affiliationsList/affiliationName")}
    assert [places[e.text] for e in people[0].findall("affiliationId")] == [
        "Дала университеті",
        "Тарих институты",
    ]
    assert people[0].findtext("orcid_id") == "https://orcid.org/0000-0002-1825-0097"


def test_no_last_page_is_invented(records: etree._Element) -> None:
    assert (records[1].findtext("startPage"), records[1].find("endPage")) == ("198", None)


def test_what_doaj_refuses_is_said() -> None:
    missing = export_articles([bare()], "doaj").missing
    assert set(missing) == {"journal", "issn", "date", "authors", "url"}
    # A DOI leads to the text, too; one number for both editions is one number.
    twice = Particulars(issn="1234-5679", eissn="1234-5679")
    exported = export_articles([article()], "doaj", twice)
    assert not exported.missing
    assert parsed(exported.text).findtext("record/fullTextUrl") == "https://doi.org/10.47649/vau.24.v75.i4.18"
    assert parsed(exported.text).find("record/eissn") is None
