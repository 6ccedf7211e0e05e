"""From text to terms, on the document's and on the query's side."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language import english, russian, stopwords
from izde.language.analyzers import analyze, analyze_line, guesses, keys, variants, word_terms
from izde.language.terms import Kind
from izde.language.tokens import form
from izde.model import LANGUAGES, Language

LANGUAGE = st.sampled_from(["kk", "ru", "en", None])


def terms(text: str, language: Language | None, kind: Kind) -> list[str]:
    return [term.text for term in analyze(text, language) if term.kind is kind]


def found(query: str, printed: str, language: Language | None) -> float:
    """The weight of the best variant of a query word under which a printed word is held."""
    held = {key for word in printed.split() for key in keys(form(word), language)}
    sought = [*variants(query), *guesses(query)]
    return max((variant.weight for variant in sought if variant.key in held), default=0.0)


def test_each_language_has_its_lemmas() -> None:
    assert terms("мектептерімізде", "kk", Kind.LEMMA) == ["мектеп"]
    assert terms("технологиями", "ru", Kind.LEMMA) == ["технология"]
    assert terms("communities", "en", Kind.LEMMA) == [english.stem("community")]


def test_letters_override_the_language_of_the_block() -> None:
    assert terms("education", "ru", Kind.LEMMA) == [english.stem("education")]
    assert terms("қоғамның", "ru", Kind.LEMMA) == ["қоғам"]
    assert terms("школами", "en", Kind.LEMMA) == ["школа"]


def test_a_word_is_held_under_form_start_and_fold_as_well() -> None:
    assert terms("Қоғамдықтың", "kk", Kind.FORM) == ["қоғамдықтың"]
    assert terms("Қоғамдықтың", "kk", Kind.START) == ["қоғам"]
    assert terms("Қоғамдықтың", "kk", Kind.FOLD) == ["kogamdiktin"]
    assert terms("қол", "kk", Kind.START) == []
    assert terms("школа", "ru", Kind.START) == []


def test_the_primary_term_of_a_line_is_the_lemma() -> None:
    assert analyze_line("кітаптарымыздан", "kk")[0].text == "кітап"
    assert analyze_line("", "kk") == []


def test_compounds_are_held_whole_and_in_parts_at_one_place() -> None:
    result = analyze("ұлт-азаттық қозғалысы", "kk")
    first = [term for term in result if term.position == 0]
    assert {"ұлт-азаттық", "ұлт", "азаттық"} <= {term.text for term in first if term.kind is Kind.FORM}
    assert {(term.start, term.end) for term in first} == {(0, 11)}
    assert {term.position for term in result} == {0, 1}


@pytest.mark.parametrize(
    ("printed", "language", "query"),
    [
        ("АҚШ-тың", "kk", "АҚШ"),
        ("PISAның", "kk", "PISA"),
        ("COVID-19-дың", "kk", "COVID"),
        ("e-learning", "en", "learning"),
        ("научно-исследовательских", "ru", "исследовательский"),
        ("ХХІ", "kk", "XXI"),
        ("№4", "ru", "4"),
        ("06.77.64", "en", "06.77.64"),
        ("Khan’s", "en", "Khan"),
        ("12.05.2021", "ru", "2021"),
    ],
)
def test_special_words_survive(printed: str, language: Language, query: str) -> None:
    assert found(query, " ".join(printed.replace("№4", "№ 4").split()), language) > 0.2


@pytest.mark.parametrize(
    "query",
    [
        "қоғамдық",
        "когамдык",
        "qoğamdyq",
        "qogamdyq",
        "kogamdyk",
        "қоғaмдық",
        "ҚОҒАМДЫҚ",
        "қоғамдықтың",
        "когамдыктын",
        "qoğamdyqtyñ",
    ],
)
def test_a_kazakh_word_is_found_however_it_is_typed(query: str) -> None:
    assert found(query, "қоғамдық", "kk") > 0.2
    assert found(query, "қоғамдыққа", "kk") > 0.15


def test_variants_rank_the_form_then_the_lemma_then_other_spellings() -> None:
    weights = [found("келісім", printed, "kk") for printed in ("келісім", "келісімнің", "келицсім")]
    assert weights[0] == 1.0 > weights[1] > weights[2]
    ranked = [variant.weight for variant in variants("келісімнің")]
    assert ranked == sorted(ranked, reverse=True)
    assert ranked[0] == 1.0
    assert found("келісім", "келісім", "kk") > found("келисим", "келісім", "kk")


def test_exact_gives_the_form_alone() -> None:
    assert [variant.key for variant in variants("Технологиями", exact=True)] == ["=технологиями"]
    assert [variant.key for variant in variants("ocновные", exact=True)] == ["=основные"]


def test_guesses_find_other_forms_of_latin_words() -> None:
    assert "қоғамдық" in {variant.key for variant in guesses("kogamdyktyng")}
    assert "технология" in {variant.key for variant in guesses("tekhnologiyami")}
    assert guesses("қоғам") == []


def test_a_cold_english_query_loads_no_dictionary() -> None:
    code = (
        "import sys; from izde.language.analyzers import variants, analyze\n"
        "variants('communities'), analyze('steppe war', 'en'), analyze('Steppe war')\n"
        "heavy = {'pymorphy3', 'langdetect', 'izde.language.kazakh.stemmer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "[]\n"


@given(st.text(max_size=50), LANGUAGE)
def test_any_text_is_analyzed_and_offsets_are_right(text: str, language: Language | None) -> None:
    position = -1
    for term in analyze(text, language):
        assert term.text
        assert term.position in (position, position + 1)
        position = term.position
        assert term.text and 0 <= term.start < term.end <= len(text)
        assert term.key in keys(form(text[term.start : term.end]), language) or language is None


@given(st.text(max_size=20))
def test_any_query_word_has_variants(word: str) -> None:
    ranked = variants(word)
    assert len({variant.key for variant in ranked}) == len(ranked)
    assert all(0 < variant.weight <= 1 for variant in ranked)
    guesses(word)


@given(st.text("абвгдежзиклмнопрстуыэюяқғңөұүәіabcdehiklmnoprstuy-", min_size=1, max_size=12), LANGUAGE)
def test_what_is_printed_is_found_as_it_is_printed(word: str, language: Language | None) -> None:
    for token in {form(word)} & {term.text for term in analyze(word, language) if term.kind is Kind.FORM}:
        assert found(token, word, language) == 1.0


@pytest.mark.parametrize("word", ["isn't", "khan's", "lyud'mi", "e-learning", "ұлт-азаттық"])
def test_no_word_has_a_key_twice(word: str) -> None:
    for language in (*LANGUAGES, None):
        assert len(set(keys(word, language))) == len(keys(word, language))


def test_terms_and_keys_agree() -> None:
    for word in ("ұлт-азаттық", "khan's", "06.77.64", "ещё"):
        assert [term.kind.value + term.text for term in word_terms(word, "kk")] == list(keys(word, "kk"))


def test_russian_words_of_two_likely_readings_have_both_lemmas() -> None:
    assert set(russian.lemmas("заинтересованных")) == {"заинтересованный", "заинтересовать"}
    assert russian.lemmas("общества") == ("общество",)
    assert russian.lemmas("ещё") == ("еще",)


def test_english_possessives() -> None:
    assert english.stem("learners'") == english.stem("learner")
    assert english.without_possessive("khan's") == "khan"


def test_function_words_weigh_less() -> None:
    assert {stopwords.weight(word) for word in ("және", "для", "the")} == {stopwords.WEIGHT}
    assert stopwords.weight("тарих") == 1.0
