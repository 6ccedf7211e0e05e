"""Passages: whole sentences, whole words, the right words marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from izde.model import Article
from izde.search.results import Snippet
from izde.search.snippets import LONGEST, Wanted, marks, passage, sentences, snippets


def wanted(*keys: str) -> dict[str, Wanted]:
    return {key: Wanted(number, 1.0) for number, key in enumerate(keys)}


def shown(text: str, *keys: str) -> Snippet:
    found = passage(text, marks(text, "ru", wanted(*keys)))
    assert found is not None
    return found.snippet("abstract", "ru")


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.marks]


def test_sentences_end_where_they_end() -> None:
    text = "Труды А.М. Хазанова изданы в 1975 г. в Москве, т.е. давно. «Скифы» — там же. И др. книги."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Труды А.М. Хазанова изданы в 1975 г. в Москве, т.е. давно.",
        "«Скифы» — там же.",
        "И др. книги.",
    ]


def test_the_sentence_that_shows_most_is_chosen() -> None:
    text = "Река течет. В степи течет река и стоит город. Город стоит."
    snippet = shown(text, "река", "город")
    assert snippet.text == "В степи течет река и стоит город."
    assert marked(snippet) == ["река", "город"]


def test_forms_are_marked_as_printed() -> None:
    snippet = shown("О степных\nрек и\u00a0рекам   посвящено.", "река")
    assert snippet.text == "О степных рек и рекам посвящено."
    assert marked(snippet) == ["рек", "рекам"]


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "Слово " * 80 + "река " + "ещё слово " * 80
    snippet = shown(text, "река")
    assert marked(snippet) == ["река"]
    assert len(snippet.text) <= LONGEST + 20
    assert snippet.text.startswith("… Слово")
    assert snippet.text.endswith("…")


def test_nothing_wanted_nothing_shown() -> None:
    article = Article(id="a", title={"ru": "Река"}, abstracts={"ru": "О реке."})
    assert snippets(article, {}, "ru", lambda: "") == []


def test_the_body_is_asked_only_when_nothing_else_shows_anything() -> None:
    article = Article(id="a", language="ru", title={"ru": "Река"}, abstracts={"ru": "О реке."})

    def forbidden() -> str:
        raise AssertionError("the body was read")

    assert [s.field for s in snippets(article, wanted("река"), "ru", forbidden)] == ["title", "abstract"]
    body = "Введение. Здесь стоит город у воды. Выводы."
    (found,) = snippets(article, wanted("город"), "ru", lambda: body)
    assert (found.field, found.text, marked(found)) == ("body", "Здесь стоит город у воды.", ["город"])


def test_the_passage_of_the_language_that_matches() -> None:
    article = Article(
        id="a", title={"en": "Rivers"}, abstracts={"en": "On water.", "kk": "Өзен туралы мақала."}
    )
    (found,) = snippets(article, wanted("өзен"), "en", lambda: "")
    assert (found.field, found.lang, marked(found)) == ("abstract", "kk", ["Өзен"])


@given(st.text("а б.\n-", max_size=400))
def test_any_text_gives_whole_words(text: str) -> None:
    found = passage(text, marks(text, "ru", wanted("=а", "=б", "=аб")))
    if found is not None:
        snippet = found.snippet("abstract", "ru")
        for start, end in snippet.marks:
            assert snippet.text[start:end].strip("-") in {"а", "б", "аб"} or "-" in snippet.text[start:end]
            assert start == 0 or not snippet.text[start - 1].isalnum()
            assert end == len(snippet.text) or not snippet.text[end].isalnum()
