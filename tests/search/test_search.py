"""Searching: what is found, in which order, what is shown of it and what is said about it."""

from __future__ import annotations

import gc
import random
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from generated_queries import generated
from invented_articles import ARTICLES

from conftest import snapshot_of
from izde.engines.interface import Snapshot
from izde.model import Article
from izde.search import search
from izde.search.results import Request, Result


def ids(result: Result) -> list[str]:
    return [hit.id for hit in result.hits]


def found(snapshot: Snapshot, query: str, **options: object) -> list[str]:
    return ids(search(snapshot, Request(query=query, **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "query",
    [
        "бал арасы",
        "бал араларына",
        "бал араларынын",
        "bal aralary",
        "медоносные пчелы",
        "medonosnaya pchela",
        "honey bees",
        "hony bee",
        "омарта",
        "омарталар",
        "пaceкa",
        "Алтай",
    ],
)
def test_an_article_is_found_however_its_words_are_typed(library: Snapshot, query: str) -> None:
    assert found(library, query)[0] == "honey"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"honey bee"', ["honey"]),
        ("title:reading", ["schools"]),
        ("keyword:flood", ["floods"]),
        ("body:skill", ["schools"]),
        ("abstract:pupils", ["schools"]),
        ("тасқын -болжау", ["rivers"]),
        ("тасқын NOT floods", ["rivers"]),
        ("тасқын AND өзен", ["rivers"]),
        ("тасқын year:2019", ["floods"]),
        ("тасқын year:2020..", ["rivers"]),
        ("тасқын number:9", ["rivers"]),
        ("тасқын lang:ru", ["rivers"]),
        ("doi:10.12345/steppe.2023.2.5", ["honey"]),
        ("journal:water", ["floods"]),
        ('journal:"су әлемі"', ["floods"]),
        ("section:география", ["rivers"]),
        ("апиа*", ["rivers"]),
        ("apiar*", ["honey", "schools"]),
        ("fl?od", ["floods"]),
        ("fload~", ["floods"]),
        ("river -lang:en", []),
        ("reading -lang:en", []),
        ("бал -lang:ru", ["honey"]),
        ("author:Жүнісова", ["honey"]),
        ("author:Zhunussova", ["honey"]),
        ("author:Жунусов", ["schools"]),
        ("author:(Петрова OR Жунусова)", ["honey", "rivers"]),
        ("author:Оспанов reading", ["schools"]),
    ],
)
def test_the_query_language(library: Snapshot, query: str, expected: list[str]) -> None:
    assert sorted(found(library, query, translate=False)) == expected


def test_restrictions_within_a_formula(library: Snapshot) -> None:
    assert sorted(found(library, "year:2019 OR title:reading", translate=False)) == ["floods", "schools"]
    assert sorted(found(library, "NOT (lang:kk OR lang:ru)")) == ["schools"]


def test_options_narrow_and_combine(library: Snapshot) -> None:
    assert sorted(found(library, "", years=(2023, None))) == ["honey", "schools"]
    assert found(library, "", years=(2023, None), languages=("en",)) == ["schools"]
    assert found(library, "", journal="steppe", languages=("kk",)) == ["honey"]
    assert sorted(found(library, "", author="К. Оспанов")) == ["rivers", "schools"]
    assert found(library, "reading", author="К. Оспанов", translate=False) == ["schools"]


def test_all_words_beat_some(library: Snapshot) -> None:
    # "river" and "apiary" stand together only in a body; one of them is a keyword elsewhere.
    assert found(library, "apiary river")[0] == "schools"


def test_orders(library: Snapshot) -> None:
    assert found(library, "", sort="year") == ["floods", "rivers", "honey", "schools"]
    assert found(library, "", sort="-year") == ["honey", "schools", "rivers", "floods"]
    assert found(library, "тасқын", sort="-year", translate=False) == ["rivers", "floods"]
    assert found(library, "") == found(library, "", sort="-year")
    assert found(library, "", sort="title")[0] == "schools"
    assert found(library, "", sort="-year", limit=2, offset=1) == ["schools", "rivers"]


def test_exact_switches_everything_else_off(library: Snapshot) -> None:
    assert found(library, "араларының", exact=True) == ["honey"]
    assert found(library, "араларынын", exact=True) == []
    assert found(library, "аралар", exact=True) == []
    assert found(library, "hony", exact=True) == []


def test_another_language_is_found_through_the_keywords(library: Snapshot) -> None:
    result = search(library, Request(query="flood"))
    assert ids(result) == ["floods", "rivers"]
    assert result.hits[1].why == ["flood → тасқын"]
    assert result.hits[1].snippets[-1].lang == "kk"
    assert ids(search(library, Request(query="flood", translate=False))) == ["floods"]


def test_another_language_is_found_through_the_sentences_of_abstracts(tmp_path: Path) -> None:
    told = Article(
        id="told",
        abstracts={
            "en": "The drought came early. Farmers feared the drought. Prices rose.",
            "ru": "Засуха пришла рано. Крестьяне боялись засухи. Цены выросли.",
        },
    )
    other = Article(id="other", title={"ru": "Засухи в степи"}, abstracts={"ru": "Засухи редки."})
    for snapshot in snapshot_of([told, other], tmp_path):
        result = search(snapshot, Request(query="drought"))
        assert ids(result) == ["told", "other"]
        assert result.hits[1].why == ["drought → засухи"]


def test_a_name_that_nobody_has_is_missing_among_authors(library: Snapshot) -> None:
    # "river" is a word of the library; it is not offered in place of a person.
    for request in (Request(query="author:Riverov"), Request(author="Riverov")):
        assert search(library, request).notes == ["No author is called Riverov."]


def test_what_is_shown_of_a_hit(library: Snapshot) -> None:
    hit = search(library, Request(query="пчела мед")).hits[0]
    assert hit.shown == "ru"
    title, passage = hit.snippets
    assert (title.field, title.lang) == ("title", "ru")
    assert [title.text[a:b] for a, b in title.marks] == ["пчел"]
    assert (passage.field, passage.lang) == ("abstract", "ru")
    assert {passage.text[a:b] for a, b in passage.marks} == {"пчелы", "мед"}
    assert hit.year == 2023
    assert hit.pages == (5, 17)
    assert hit.journal["ru"] == "Вестник степи"


def test_the_parts_of_a_score_in_words(library: Snapshot) -> None:
    hit = search(library, Request(query="honey bees", explain=True)).hits[0]
    assert any("honey: as typed" in line for line in hit.explanation)
    assert any("side by side" in line for line in hit.explanation)
    assert hit.explanation[-1] == f"= {hit.score:.2f}"


def test_the_parts_of_a_score_come_to_the_score(library: Snapshot) -> None:
    for query in ("honey bees", "the honey of bees in zzyzx", "бал арасы су режимі", "apiary zzyzx yzzyx"):
        for hit in search(library, Request(query=query, explain=True)).hits:
            total = 0.0
            for line in hit.explanation[:-1]:
                number = float(line.lstrip("×+ ").split()[0])
                total = total * number if line.startswith("×") else total + number
            assert total == pytest.approx(hit.score, abs=0.02 * len(hit.explanation))
    # Two words of three, to the power of 1.5; that they stand side by side is no part of it.
    lines = search(library, Request(query="honey bees zzyzx", explain=True)).hits[0].explanation
    factor = lines.index("×0.54  for the words that it lacks")
    assert [line.startswith("+") for line in lines] == [i > factor for i in range(len(lines) - 1)] + [False]


def test_a_slip_is_put_right_and_said(library: Snapshot) -> None:
    result = search(library, Request(query="forcast of floods"))
    assert ids(result)[0] == "floods"
    assert result.notes == ["Did you mean: forecast of floods?"]


def test_facets(library: Snapshot) -> None:
    result = search(library, Request(facets=("year", "lang", "author", "journal", "keyword")))
    assert result.facets["year"] == [("2023", 2), ("2021", 1), ("2019", 1)]
    assert dict(result.facets["lang"]) == {"kk": 2, "ru": 1, "en": 1}
    assert ("тасқын", 2) in result.facets["keyword"]
    narrowed = search(library, Request(query="year:2023", facets=("lang",)))
    assert dict(narrowed.facets["lang"]) == {"kk": 1, "en": 1}


def test_nothing_found_is_helpful(library: Snapshot) -> None:
    assert search(library, Request(query="flood year:2001..2005")).notes == [
        "Without the restriction on the years there would be 2 articles."
    ]
    notes = search(library, Request(query="zzyzx")).notes
    assert notes == ["No article holds zzyzx."]
    notes = search(library, Request(query="forcast", exact=True)).notes
    assert "Nearest to forcast: forecast" in " ".join(notes)


def test_a_phrase_keeps_to_its_order(library: Snapshot) -> None:
    result = search(library, Request(query='"bee honey"'))
    assert "No article has the phrase" in result.notes[0]


def test_a_phrase_that_is_not_printed_is_read_as_words(library: Snapshot) -> None:
    result = search(library, Request(query="«honey apiary»"))
    assert ids(result)[0] == "honey"
    assert "No article has the phrase" in result.notes[0]


def test_no_query_raises(library: Snapshot) -> None:
    for query in random.Random(4).sample(generated(20_000), 250):
        search(library, Request(query=query, limit=2))
    search(library, Request(query="\udcff бал", author="\udcd0"))


def test_every_mark_lies_on_whole_words(library: Snapshot) -> None:
    for query in ("бал", "вод", "reading schools", "тасқын су", "жизн", "пчел", "алтай тау"):
        for hit in search(library, Request(query=query)).hits:
            for snippet in hit.snippets:
                for start, end in snippet.marks:
                    text = snippet.text
                    assert 0 <= start < end <= len(text)
                    assert start == 0 or not text[start - 1].isalnum()
                    assert end == len(text) or not text[end].isalnum()


@pytest.fixture(scope="module")
def compounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    articles = [
        Article(id="movement", language="kk", title={"kk": "Ұлт-азаттық қозғалыс тарихы"}, body="Кіріспе."),
        Article(id="west", language="en", title={"en": "West East trade"}, body="A. M. Khazanov wrote."),
        Article(id="names", language="ru", title={"ru": "Труды А.М. Хазанова"}, body="А.М.Хазанов писал."),
        Article(id="other", language="kk", title={"kk": "Ұлт пен азаттық"}, body="Қозғалыс."),
    ]
    yield from snapshot_of(articles, tmp_path_factory.mktemp("compounds"))


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("ұлт азаттық", ["movement"]),
        ("ұлт-азаттық", ["movement"]),
        ("ұлт азаттық қозғалыс", ["movement"]),
        ("азаттық қозғалыс", ["movement"]),
        ("West-East", ["west"]),
        ("west-east trade", ["west"]),
        ("А.М. Хазанов", ["names"]),
        ("А. М. Хазанов", ["names"]),
        ("А.М.Хазанова", ["names"]),
        ("A.M. Khazanov", ["west"]),
        ("A.M.Khazanov", ["west"]),
    ],
)
def test_a_phrase_may_have_a_space_for_a_hyphen(
    compounds: Snapshot, phrase: str, expected: list[str]
) -> None:
    result = search(compounds, Request(query=f'"{phrase}"'))
    assert ids(result) == expected
    assert result.notes == []


def test_a_weak_match_of_a_name_is_said(library: Snapshot) -> None:
    result = search(library, Request(query="", author="Петров"))
    assert result.notes == ["No author is called exactly Петров; the nearest: Н.И. Петрова."]
    assert search(library, Request(query="author:Петрова")).notes == []
    assert search(library, Request(query="author:Petrova")).notes == []


def test_a_doi_alone_finds_its_article(library: Snapshot) -> None:
    assert found(library, "10.12345/steppe.2023.2.5") == ["honey"]
    assert found(library, "https://doi.org/10.12345/steppe.2023.2.5") == ["honey"]


def test_what_is_excluded_is_no_slip_of_the_keyboard(library: Snapshot) -> None:
    result = search(library, Request(query="NOT the"))
    assert result.notes == []
    assert search(library, Request(query="tasqyn NOT gxtkf")).hits


def test_a_query_without_words_says_that_everything_fits(library: Snapshot) -> None:
    for query in ("!!!", "😀", '""'):
        result = search(library, Request(query=query))
        assert result.total == 4
        assert result.notes == ["There is no word in the query to look for; every article fits."]
    for query in ("", " ", "*", "year:2023"):
        assert search(library, Request(query=query)).notes == []


@pytest.fixture(scope="module")
def keyworded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    articles = [
        Article(id="firms", language="en", title={"en": "Money in firms"}, keywords={"en": ["strategy"]}),
        Article(
            id="union",
            language="en",
            title={"en": "The strategy of the union in the East of Asia"},
            keywords={"en": ["new strategies of states"]},
            body="Asia. " * 3,
        ),
        Article(id="asia", language="en", title={"en": "Rivers of Asia"}, body="The union of rivers."),
        Article(id="cossacks", language="kk", title={"kk": "Казактар"}, keywords={"kk": ["казактар"]}),
        Article(id="abroad", language="kk", title={"kk": "Мақала"}, body="Шетелдегі туыс қазақтар."),
    ]
    yield from snapshot_of(articles, tmp_path_factory.mktemp("keyworded"))


def test_a_whole_keyword_is_no_more_than_the_words_that_it_covers(keyworded: Snapshot) -> None:
    assert found(keyworded, "strategy")[0] == "firms"
    assert found(keyworded, "asia strategy parliament")[0] == "union"


def test_a_query_typed_without_kazakh_letters_is_so_in_all_its_words(keyworded: Snapshot) -> None:
    assert found(keyworded, "казактар")[0] == "cossacks"
    # Nobody prints шетелдеги, so the whole query was typed with Russian letters.
    assert found(keyworded, "казактар шетелдеги")[0] == "abroad"


def test_a_word_with_a_plus_must_be_there(library: Snapshot) -> None:
    assert set(found(library, "honey floods")) > {"honey"}
    assert found(library, "floods +honey") == ["honey"]
    assert found(library, "floods +zzyzx") == []


def test_a_pattern_of_names_in_any_script(library: Snapshot) -> None:
    assert found(library, "author:жүніс*") == ["honey"]
    assert (
        set(found(library, "author:жунус*")) == set(found(library, "author:Zh?nus*")) == {"honey", "schools"}
    )
    assert found(library, "автор:п?трова") == ["rivers"]
    assert set(found(library, "author:(жүніс* OR petr*)")) == {"honey", "rivers"}
    assert found(library, "author:zz*") == []


def test_a_word_that_no_article_has_is_said(library: Snapshot) -> None:
    result = search(library, Request(query="honey zzyzx"))
    assert ids(result)[0] == "honey"
    assert result.notes == ["No article holds zzyzx."]


def test_the_title_that_is_shown_is_the_one_that_is_sorted_by(library: Snapshot) -> None:
    hits = search(library, Request(query="мед вода школа", sort="title")).hits
    shown = [hit.title[hit.shown] for hit in hits if hit.shown is not None]
    assert len(shown) > 1
    assert shown == sorted(shown)


def test_the_reason_names_a_printed_word_not_its_stem(library: Snapshot) -> None:
    reasons = {reason for hit in search(library, Request(query="апиарий")).hits for reason in hit.why}
    assert reasons <= {"апиарий → apiary"}


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Uptake of H₂O & CO₂ in Artemisia", "H2O"),
        ("Uptake of H₂O & CO₂ in Artemisia", "co2"),
        ("Сульфат-ион SO₄²⁻ в воде", "SO4"),
        ("The œuvre of a painter", "oeuvre"),
        ("Coöperation of the élites of Łódź", "cooperation elite lodz"),
        ("An oeuvre of cooperation", "œuvre coöperation"),
        ("На мо\u0301ре", "море"),
    ],
)
def test_subscripts_ligatures_and_marks_need_no_typing(printed: str, typed: str, tmp_path: Path) -> None:
    articles = [Article("x", language="ru", title={"ru": printed}), Article("y", title={"ru": "Дом у реки"})]
    with contextmanager(snapshot_of)(articles, tmp_path) as snapshot:
        assert found(snapshot, typed) == ["x"]


def test_a_surname_is_found_in_every_case_and_is_no_other_word(tmp_path: Path) -> None:
    articles = [
        Article("nominative", language="ru", body="Об этом президент Токаев говорил дважды."),
        Article("genitive", language="ru", abstracts={"ru": "В речах Токаева и его статьях."}),
        Article("kazakh", language="kk", body="Бұл мақалада Тоқаевтың сөздері келтірілді."),
        Article("english", language="en", body="This is what Tokayev said about it."),
        Article("thickets", language="ru", body="Густые токаи вдоль реки; птицы токая и токаев."),
    ]
    with contextmanager(snapshot_of)(articles, tmp_path) as snapshot:
        people = {"nominative", "genitive", "kazakh", "english"}
        for query in ("Токаев", "Токаева", "Токаеву", "Тоқаевқа", "Tokayev"):
            answer = found(snapshot, query)
            assert set(answer[:4]) == people, query
        assert set(found(snapshot, "токаев")) >= people
        assert "thickets" not in found(snapshot, "Токаевым")
        assert found(snapshot, "токаи")[0] == "thickets"
        hit = search(snapshot, Request(query="Токаев")).hits
        assert {snippet.text[a:b] for one in hit for snippet in one.snippets for a, b in snippet.marks} >= {
            "Токаев", "Токаева", "Тоқаевтың", "Tokayev"
        }  # fmt: skip


def test_articles_by_who_paid_for_them(tmp_path: Path) -> None:
    articles = [
        Article("paid", title={"ru": "Руды"}, funding={"ru": "Поддержано Комитетом науки (AP00000001)."}),
        Article("other", title={"ru": "Руды"}, funding={"kk": "Ғылым комитеті қаржыландырды, BR00000002."}),
        Article("none", title={"ru": "Руды"}),
    ]  # fmt: skip
    with contextmanager(snapshot_of)(articles, tmp_path) as snapshot:
        assert found(snapshot, "funding:AP00000001") == ["paid"]
        assert found(snapshot, "руды финансирование:комитетом") == ["paid"]
        assert set(found(snapshot, "қаржыландыру:br00000002 OR грант:науки")) == {"paid", "other"}
        assert found(snapshot, "funding:nobody") == []


def test_a_closed_snapshot_leaves_nothing_in_memory(library: Snapshot, tmp_path: Path) -> None:
    # A process that answers for weeks opens a snapshot for each question.
    opened = snapshot_of(ARTICLES, tmp_path)
    snapshot = next(opened)
    assert found(snapshot, "honey bees") == found(library, "honey bees")
    remains = weakref.ref(snapshot)
    next(opened, None)
    del snapshot, opened
    gc.collect()
    assert remains() is None
