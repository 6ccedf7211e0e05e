"""From a record to what an engine indexes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.engines.interface import Order, Space
from izde.index.weighing import WEIGHTS, FieldWeight, Weights, weigh
from izde.language.terms import Kind
from izde.model import Article, Author, Language


def key(text: str, kind: Kind = Kind.FORM) -> str:
    return kind.value + text


def impact(article: Article, key: str) -> float:
    return weigh(article, "s").bag.get(key, (0.0, 0))[0]


FILLER = " ".join(f"word{n}" for n in range(140))


def test_a_term_knows_its_spaces() -> None:
    article = Article(
        id="a",
        language="en",
        title={"en": "steppe war"},
        keywords={"en": ["steppe"]},
        abstracts={"en": "horses"},
        body="steppe horses",
        authors=[Author("A. Kunanbayev")],
    )
    bag = weigh(article, "s").bag
    bits = {word: bag[key(word)][1] for word in ("steppe", "war", "horses", "kunanbayev")}
    assert bits == {
        "steppe": Space.TITLE.bit | Space.KEYWORD.bit | Space.BODY.bit,
        "war": Space.TITLE.bit,
        "horses": Space.ABSTRACT.bit | Space.BODY.bit,
        "kunanbayev": Space.AUTHOR.bit,
    }


def test_fields_weigh_in_order() -> None:
    def of(**fields: object) -> float:
        return impact(Article(id="a", language="en", **fields), key("steppe"))  # type: ignore[arg-type]

    title = of(title={"en": "the steppe in ten words of a title of usual length"})
    keyword = of(keywords={"en": ["steppe", "one two", "three four", "five six"]})
    abstract = of(abstracts={"en": FILLER + " steppe"})
    body = of(body=" ".join([FILLER] * 25) + " steppe")
    assert title > keyword > abstract > body > 0


def test_many_mentions_in_a_body_level_off() -> None:
    def times(count: int) -> float:
        body = " ".join([FILLER] * 20 + ["steppe"] * count)
        return impact(Article(id="a", language="en", body=body), key("steppe"))

    assert times(1) < times(3) < times(100)
    assert times(100) < times(1) * (1 + WEIGHTS.body.ceiling)
    title = impact(Article(id="a", language="en", title={"en": "steppe"}), key("steppe"))
    assert times(100) < title


def test_length_weakens() -> None:
    short = Article(id="a", language="en", abstracts={"en": "steppe " + FILLER})
    long = Article(id="a", language="en", abstracts={"en": "steppe " + " ".join([FILLER] * 4)})
    assert impact(short, key("steppe")) > impact(long, key("steppe")) > 0


def test_an_article_weighs_the_same_in_three_languages() -> None:
    """What another language prints is another text: it does not make this one longer."""
    one = Article(id="a", language="en", title={"en": "steppe war"}, keywords={"en": ["horse"]})
    three = Article(
        id="a",
        language="en",
        title={"en": "steppe war", "ru": "степная война", "kk": "дала соғысы"},
        keywords={"en": ["horse"], "ru": ["лошадь"], "kk": ["жылқы"]},
    )
    for word in ("steppe", "horse"):
        assert impact(one, key(word)) == pytest.approx(impact(three, key(word)))


def test_every_kind_of_term_is_in_the_bag() -> None:
    article = Article(
        id="a", language="kk", title={"kk": "Қоғамдық келісімнің"}, authors=[Author("Ә.Б. Сүлейменов")]
    )
    bag = weigh(article, "s").bag
    assert key("келісімнің") in bag
    assert key("келіс", Kind.START) in bag
    assert key("келісім", Kind.LEMMA) in bag
    assert any(term.startswith(Kind.FOLD.value) for term in bag)
    assert any(term.startswith(Kind.NAME.value) for term in bag)


def test_no_phrase_runs_across_keywords_or_languages() -> None:
    article = Article(
        id="a",
        language="en",
        title={"en": "steppe war", "ru": "степная война"},
        keywords={"en": ["horse", "long distance trade"]},
    )
    sequences = weigh(article, "s").sequences
    forms = [keys[0] if keys else "" for keys in sequences[Space.KEYWORD]]
    assert forms == ["=horse", "", "=long", "=distance", "=trade"]
    assert [bool(keys) for keys in sequences[Space.TITLE]] == [True, True, False, True, True]


def test_what_stands_in_a_sequence_is_in_the_bag() -> None:
    article = Article(
        id="a",
        language="kk",
        title={"kk": "ұлт-азаттық қозғалыс"},
        body="Ұлт-азаттық қозғалыс, e-learning, COVID-19-дың 06.77.64 № 5.",
    )
    indexed = weigh(article, "s")
    for space, sequence in indexed.sequences.items():
        for keys in sequence:
            for one in keys:
                assert indexed.bag[one][1] & space.bit


def test_facets() -> None:
    article = Article(
        id="a",
        language="kk",
        journal={"en": "Bulletin", "kk": "Хабаршы"},
        authors=[Author("A. B", names=["A. B", "А. Б"]), Author("C. D")],
        keywords={"kk": ["Дала  соғысы"], "en": ["Steppe war", "steppe war"]},
        doi="10.1/ABC",
    )
    facets = weigh(article, "s").facets
    assert facets["journal"] == ("Хабаршы",)
    assert facets["journal_names"] == ("Bulletin", "Хабаршы")
    assert facets["author"] == ("A. B", "C. D")
    assert facets["person"] == ("A. B\tА. Б", "C. D")
    assert facets["keyword"] == ("дала соғысы", "steppe war")
    assert facets["lang"] == ("kk",)
    assert facets["doi"] == ("10.1/abc",)
    assert "section" not in facets


def test_titles_sort_by_the_kazakh_alphabet() -> None:
    titles = ["Ән", "Ар", "Балық", "Қала", "Кала", "Ғылым", "Гүл", "Шық", "«Аа»", "Zebra"]

    def order(title: str) -> str:
        return weigh(Article(id="a", language="kk", title={"kk": title}), "s").orders[Order.TITLE]

    assert sorted(titles, key=order) == [
        "Zebra",
        "«Аа»",
        "Ар",
        "Ән",
        "Балық",
        "Гүл",
        "Ғылым",
        "Кала",
        "Қала",
        "Шық",
    ]


def test_authors_sort_by_surname() -> None:
    def order(name: str) -> str:
        return weigh(Article(id="a", language="ru", authors=[Author(name)]), "s").orders[Order.AUTHOR]

    names = ["Я.А. Абаев", "А.Я. Яковлев", "Байтурсынов Ахмет"]
    assert sorted(names, key=order) == ["Я.А. Абаев", "Байтурсынов Ахмет", "А.Я. Яковлев"]


def test_other_weights() -> None:
    article = Article(id="a", language="en", title={"en": "steppe"})
    light = Weights(title=FieldWeight(weight=1.0, pivot=1, b=0.0))
    assert weigh(article, "s", light).bag[key("steppe")][0] == pytest.approx(1.0)


def test_an_empty_article() -> None:
    indexed = weigh(Article(id="a"), "s")
    assert not indexed.bag and not indexed.facets and not indexed.glossary


_texts = st.text(st.characters(codec="utf-8"), max_size=60)
_languages: st.SearchStrategy[Language] = st.sampled_from(["kk", "ru", "en"])


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Article,
        id=st.just("a"),
        language=st.one_of(st.none(), _languages),
        title=st.dictionaries(_languages, _texts),
        keywords=st.dictionaries(_languages, st.lists(_texts, max_size=3)),
        abstracts=st.dictionaries(_languages, _texts),
        authors=st.lists(st.builds(Author, name=_texts), max_size=2),
        body=_texts,
    )
)
def test_any_text_can_be_weighed(article: Article) -> None:
    indexed = weigh(article, "s")
    assert all(impact > 0 and 0 < bits < 32 for impact, bits in indexed.bag.values())
    assert weigh(article, "s") == indexed


def test_the_body_of_a_note_weighs_as_an_abstract() -> None:
    text = FILLER + " steppe steppe"
    as_body = Article(id="a", language="en", body=text)
    as_abstract = Article(id="a", language="en", abstracts={"en": text})
    assert impact(as_body, key("steppe")) == impact(as_abstract, key("steppe"))
    long = Article(id="a", language="en", body=" ".join([FILLER] * 10) + " steppe steppe")
    assert impact(long, key("steppe")) != impact(as_body, key("steppe"))
