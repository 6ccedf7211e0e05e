"""The dictionary that parallel keywords, titles and abstracts carry, and international words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.translation import parallel
from izde.language.translation.cognates import alike, respell
from izde.language.translation.parallel import Evidence, align, entries, prefix, read
from izde.model import Article

ARTICLE = Article(
    id="a",
    title={"ru": "Степная война", "en": "The steppe war"},
    keywords={
        "kk": ["дала соғысы", "әскери тарих"],
        "ru": ["степная война", "военная история"],
        "en": ["Steppe War", "military history", "ethnography"],
    },
)


def pairs(article: Article, evidence: Evidence) -> set[tuple[str, str, str]]:
    return {(e.source, e.language, e.target) for e in entries(article) if e.evidence is evidence}


def test_lists_of_equal_length_are_in_the_same_order() -> None:
    found = pairs(ARTICLE, Evidence.KEYWORD)
    assert ("дала соғыс", "ru", "степная война") in found
    assert ("степной война", "kk", "дала соғысы") in found
    assert ("военный история", "kk", "әскери тарих") in found
    assert ("дала соғыс", "ru", "военная история") not in found


def test_words_of_paired_terms_are_paired_in_order() -> None:
    found = pairs(ARTICLE, Evidence.WORD)
    assert ("дала", "ru", "степной") in found
    assert ("тарих", "ru", "история") in found
    assert ("дала", "ru", "война") not in found


ABSTRACTS = {
    "en": "The drought came early. Farmers feared the drought. Prices rose.",
    "ru": "Засуха пришла рано. Крестьяне боялись засухи. Цены выросли.",
    "kk": "Құрғақшылық ерте келді. Шаруалар құрғақшылықтан қорықты. Баға өсті.",
}


def test_words_of_the_same_sentences_are_paired() -> None:
    found = pairs(Article(id="b", abstracts=ABSTRACTS), Evidence.SENTENCE)
    assert ("drought", "ru", "засуха") in found
    assert ("засуха", "en", "drought") in found
    assert ("құрғақшылық", "ru", "засуха") in found
    assert not [pair for pair in found if "price" in pair]


def test_abstracts_that_are_not_alike_sentence_by_sentence_pair_nothing() -> None:
    abstracts = {**ABSTRACTS, "ru": "Засуха пришла. Было рано. Крестьяне боялись засухи. Цены выросли."}
    found = pairs(Article(id="b", abstracts=abstracts), Evidence.SENTENCE)
    assert {language for _, language, _ in found} == {"kk", "en"}


def test_an_entry_survives_as_a_string() -> None:
    for entry in entries(ARTICLE):
        assert read(entry.key) == entry
        assert entry.lemmas
        assert entry.key.startswith(prefix(entry.evidence, entry.source))
    with pytest.raises(ValueError, match="entry"):
        read("k\tдала\txx\tстепь")


def test_lists_of_different_length_are_aligned_by_what_their_words_share() -> None:
    sources = [["этнография"], ["дала", "соғыс"], ["идентификация"], ["тарих"]]
    targets = [["identification"], ["history"], ["ethnography"]]
    found = align(sources, targets)
    assert (0, 2) in found
    assert (2, 0) in found
    assert all(i != 1 for i, _ in found)


def test_a_single_keyword_between_sure_neighbours_is_paired() -> None:
    sources = [["этнография"], ["дала"], ["идентификация"], ["тарих"]]
    targets = [["ethnography"], ["steppe"], ["identification"]]
    assert align(sources, targets) == [(0, 0), (1, 1), (2, 2)]


@given(st.lists(st.lists(st.text("абxy", min_size=1), max_size=3), max_size=5), st.integers(0, 5))
def test_alignment_uses_each_keyword_once(sources: list[list[str]], count: int) -> None:
    found = align(sources, sources[:count])
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)


def test_empty_articles_have_no_entries() -> None:
    assert list(entries(Article(id="x"))) == []
    assert list(entries(Article(id="x", keywords={"kk": ["", " ; "]}, title={"ru": ""}))) == []


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("ethnography", "этнография"),
        ("history", "история"),
        ("civilization", "цивилизация"),
        ("psychology", "психология"),
        ("crisis", "кризис"),
        ("humanism", "гуманизм"),
        ("integration", "интеграциялық"),
        ("archaeology", "археологиялық"),
        ("political", "политический"),
        ("concept", "концепция"),
        ("budget", "бюджет"),
    ],
)
def test_cognates_are_alike(english: str, other: str) -> None:
    assert alike(english, other) >= 0.7
    assert alike(other, english) == alike(english, other)


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("state", "стать"),
        ("war", "война"),
        ("intermediate", "интернет"),
        ("conference", "конфликт"),
        ("", "а"),
    ],
)
def test_other_words_are_not(english: str, other: str) -> None:
    assert alike(english, other) < 0.7


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share(a: str, b: str) -> None:
    assert 0 <= alike(a, b) <= 1
    assert respell(a) == respell(a)


def test_words_leave_out_the_parts_of_compounds() -> None:
    assert parallel.words("ұлт-азаттық қозғалыс", "kk") == ["ұлт-азаттық", "қозғалыс"]
