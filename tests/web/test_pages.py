"""The pages, as a browser without scripts gets them from the running server."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import httpx
import msgspec
import pytest

from izde.model import Article, Author, Language
from izde.output import records
from izde.web import citations
from izde.web.headers import HEADERS
from web.conftest import serving

ARTICLE = "/article/atyrau-2024-4-13"
PAGES = [
    "/",
    "/search?q=шағын мектеп",
    ARTICLE,
    "/issue/kaznu-2021-3.txt",
    "/journals",
    "/people",
    "/keywords",
    "/stats",
]


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@pytest.mark.parametrize("query", ["шагын мектеп", "малокомплектная школа", "small schools", "şağyn mektep"])
def test_a_search_in_any_language_finds_the_article(client: httpx.Client, query: str) -> None:
    page = client.get("/search", params={"q": query})
    assert page.status_code == 200
    assert ARTICLE in page.text
    assert "<mark>" in page.text


def test_facets_narrow_the_answer(client: httpx.Client) -> None:
    wide = client.get("/search.json", params={"q": "тарих"}).json()
    narrow = client.get("/search.json", params={"q": "тарих", "lang": "kk"}).json()
    assert 0 < narrow["total"] < wide["total"]
    assert narrow["total"] == dict(wide["facets"]["lang"])["kk"]
    assert {hit["language"] for hit in narrow["hits"]} == {"kk"}


def test_a_person_a_keyword_a_journal_and_an_issue_have_pages(client: httpx.Client) -> None:
    page = client.get(ARTICLE)
    inside = {link for link in Links(page.text).found if link.startswith("/")}
    for start in ("/person/", "/keyword/", "/journal/", "/issue/"):
        links = [link for link in inside if link.startswith(start)]
        assert links
        for link in links:
            assert client.get(link).status_code == 200, unquote(link)


@pytest.mark.parametrize("path", PAGES)
def test_no_link_of_a_page_leads_nowhere(client: httpx.Client, path: str) -> None:
    for link in sorted(set(Links(client.get(path).text).found))[:40]:
        if link.startswith("/"):
            assert client.get(link).status_code == 200, unquote(link)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_small_and_carry_the_headers_that_keep_them_safe(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert len(page.content) < 60_000
    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("accepted", "words"),
    [("kk, ru;q=0.8", "Журналдар"), ("ru-RU,ru;q=0.9,en;q=0.8", "Журналы"), ("de", "Journals")],
)
def test_the_browser_chooses_the_language(client: httpx.Client, accepted: str, words: str) -> None:
    assert f">{words}</a>" in client.get("/", headers={"Accept-Language": accepted}).text


def test_a_link_chooses_the_language_and_links_keep_it(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "дала", "ui": "kk"}, headers={"Accept-Language": "en"})
    assert '<html lang="kk">' in page.text
    assert all("ui=kk" in link for link in Links(page.text).found if link.startswith("/article/"))


def test_a_kazakh_letter_is_typed_without_scripts(client: httpx.Client) -> None:
    page = client.get("/search", params={"q": "ша", "letter": "ғ"}, follow_redirects=True)
    assert 'value="шағ"' in page.text


def test_programs_get_json_at_the_same_address(client: httpx.Client) -> None:
    by_header = client.get(ARTICLE, headers={"Accept": "application/json"})
    by_suffix = client.get(ARTICLE + ".json")
    assert by_header.json() == by_suffix.json()
    record = msgspec.json.decode(by_suffix.content, type=Article)
    assert record.title["kk"].startswith("ШАҒЫН ЖИНАҚТЫ")
    assert client.get("/issue/kaznu-2021-3.txt.json").json()["issue"]["articles"] == 8


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".csl.json", ".jats.xml"])
def test_an_article_can_be_taken_along(client: httpx.Client, suffix: str) -> None:
    taken = client.get(ARTICLE + suffix)
    assert taken.status_code == 200
    assert "attachment" in taken.headers["content-disposition"]
    assert "ҰЖЫМДЫҚ САБАҚТАРДЫ" in taken.text


@pytest.mark.parametrize(
    "path",
    [
        "/article/nothing",
        "/issue/../../etc/passwd",
        "/issue/nothing",
        "/person/Nobody Атсыз",
        "/static/app.py",
    ],
)
def test_what_is_not_there_is_said_on_a_page(client: httpx.Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert "There is nothing at this address." in page.text


def test_nothing_can_be_changed(client: httpx.Client) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, ARTICLE).status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "(((",
        "a" * 5000,
        "author:",
        "OR OR",
        "\0",
        "* *",
        "year:99999",
        "~",
        "<script>alert(1)</script>",
        "%",
        "😀",
    ],
)
def test_no_query_is_an_error(client: httpx.Client, query: str) -> None:
    page = client.get("/search", params={"q": query, "page": "-3", "sort": "none", "year": "x", "lang": "xx"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


MARKUP = "<script>x</script><b onclick='x'>\"&amp;"


def marked_up() -> Article:
    """A record with markup wherever a record has text."""
    every = {"kk": MARKUP, "ru": MARKUP, "en": MARKUP}
    return Article(
        id="markup-1",
        language="en",
        journal=every,
        section=every,
        title=every,
        abstracts=every,
        authors=[Author(MARKUP, [MARKUP], MARKUP, MARKUP, MARKUP), Author("A. Body", affiliation=MARKUP)],
        keywords={"en": [MARKUP], "kk": [MARKUP]},
        year=2024,
        number=MARKUP,
        doi=MARKUP,
        udc=MARKUP,
        irsti=MARKUP,
        body=f"word {MARKUP} word " * 30,
        references=[MARKUP],
        licence=MARKUP,
        funding=every,
    )


def test_markup_in_a_record_stays_text(tmp_path: Path, izde) -> None:
    issue, library = tmp_path / "issue.jsonl", tmp_path / "library"
    issue.write_text(records.render([marked_up()]), encoding="utf-8")
    assert izde("index", issue, "--library", library).code == 0
    with serving(library) as address, httpx.Client(base_url=address, timeout=60) as client:
        paths = [
            "/",
            "/search?q=script",
            "/search?q=word",
            "/article/markup-1",
            "/issue/issue.jsonl",
            "/journals",
        ]
        paths += ["/people", "/keywords", "/about", "/search.atom?q=script", "/feed.atom"]
        for path in paths:
            page = client.get(path)
            assert page.status_code == 200, path
            assert "<script>x" not in page.text, path
            assert "<b onclick" not in page.text, path


def test_a_citation_shows_the_letters_of_the_record(client: httpx.Client) -> None:
    page = client.get(ARTICLE).text
    assert "Абыканова Б. Т., Бекова Г. Т. ШАҒЫН ЖИНАҚТЫ МЕКТЕПТЕ ҰЖЫМДЫҚ САБАҚТАРДЫ ҰЙЫМДАСТЫРУ //" in page
    assert not any("\ue000" <= letter <= "\uf8ff" for letter in page)


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        (
            "kk",
            1,
            "Серікова, А. Б. Су / А. Б. Серікова // Хабаршы. – 2024. – № 4. – Б. 5–9. – DOI 10.1234/x.",
        ),
        (
            "ru",
            3,
            "Серікова, А. Б. Вода / А. Б. Серікова, А. Б. Серікова, А. Б. Серікова // Вестник. – 2024.",
        ),
        (
            "ru",
            4,
            "Вода / А. Б. Серікова, А. Б. Серікова, А. Б. Серікова, А. Б. Серікова // Вестник. – 2024.",
        ),
        (
            "en",
            5,
            "Water / А. Б. Серікова, А. Б. Серікова, А. Б. Серікова [et al.] // Bulletin. – 2024. – № 4. –",
        ),
    ],
)
def test_a_record_by_the_standard_of_libraries(language: Language, count: int, expected: str) -> None:
    # GOST R 7.0.100-2018: up to three authors have a heading, of more than four the first three are named.
    article = Article(
        id="x-1",
        language=language,
        title={"kk": "Су", "ru": "Вода", "en": "Water"},
        journal={"kk": "Хабаршы", "ru": "Вестник", "en": "Bulletin"},
        authors=[Author("Серікова Айгүл Болатқызы")] * count,
        year=2024,
        number="4",
        pages=(5, 9),
        doi="10.1234/x",
    )
    style, text = citations.of(article, "en")[0]
    assert style == "ГОСТ Р 7.0.100"
    assert text.startswith(expected)


def test_figures_are_pictures_with_their_tables(client: httpx.Client) -> None:
    page = client.get("/stats")
    assert "<td>34</td>" in page.text
    for link in Links(page.text).found:
        if link.endswith(".svg"):
            drawn = client.get(link)
            assert drawn.headers["content-type"] == "image/svg+xml"
            assert drawn.text.startswith("<svg") and "<script" not in drawn.text


def test_a_commit_is_seen_without_a_restart(tmp_path: Path, izde) -> None:
    first, second, library = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "library"
    first.write_text(records.render([Article(id="a", title={"en": "On rivers"}, body="x")]), encoding="utf-8")
    second.write_text(records.render([Article(id="b", title={"en": "On lakes"}, body="x")]), encoding="utf-8")
    assert izde("index", first, "--library", library).code == 0
    with serving(library) as address, httpx.Client(base_url=address, timeout=60) as client:
        assert client.get("/stats", headers={"Accept": "application/json"}).json()["articles"] == 1
        assert izde("index", second, "--library", library).code == 0
        assert client.get("/article/b").status_code == 200
        assert client.get("/stats", headers={"Accept": "application/json"}).json()["articles"] == 2


def test_a_port_that_is_taken_is_said_in_one_line(address: str, sample_library: Path, izde) -> None:
    port = address.rpartition(":")[2]
    outcome = izde("serve", "--port", port, "--library", sample_library)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1 and "--port" in outcome.err
