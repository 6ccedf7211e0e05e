"""Kazakh stems: examples from grammars, the invariants of the rule tables, and figures on annotated words."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.language.kazakh import lexicon, phonology, suffixes
from izde.language.kazakh import stemmer as kazakh
from izde.language.kazakh.phonology import BACK, BACK_VOWELS, FRONT, FRONT_VOWELS, allomorphs, context
from izde.language.kazakh.stemmer import analyses, stem

ROOT = Path(__file__).resolve().parents[3]
ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    words: set[str] = set()
    for path in sorted((ROOT / "data/issues").glob("*.txt")):
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower()
        words.update(word for word in re.findall(r"[а-яёәғқңөұүһі]+", text) if set(word) & set("әғқңөұүһі"))
    return sorted(words)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        # plural, case and possession, in both harmonies and after every class of sound
        ("қала қалалар қаланың қалаға қаланы қалада қаладан қаламен қаласы қалаларымыз", "қала"),
        ("мектеп мектептер мектептің мектепке мектепті мектепте мектептен мектеппен мектебіміз", "мектеп"),
        ("қызметкерлеріміздің қызметкерінен қызметкерлермен", "қызметкер"),
        ("заңның заңдарға заңнан заңмен заңымыз", "заң"),
        ("жүйесі жүйелерін жүйесіндегі жүйелердің", "жүйе"),
        # the attributive of the locative
        ("университеттегі университетіміздегі университеттердегі университетінің", "университет"),
        ("қазақстандағы қазақстанның қазақстанға", "қазақстан"),
        # a voiced stop at the end of a stem
        ("кітап кітабы кітабымыз кітаптар кітабының", "кітап"),
        ("жүрек жүрегі жүрегіңіз жүректер", "жүрек"),
        ("халық халқы халқымыз халықтың халқының", "халық"),
        ("қызық қызығы қызықтар", "қызық"),
        # a vowel that drops out
        ("орын орны орнында орындар", "орын"),
        ("ерін ерні ерінге", "ерін"),
        # verbs: negation, participles, converbs, tenses, moods, the verbal noun, the passive
        ("жазды жазған жазып жазбайды жазылған жазса жазылды жазуға жазатын", "жаз"),
        ("келді келген келіп келеді келмейді келсе келуі келетін келгенше", "кел"),
        ("оқиды оқып оқыған оқуға оқитын оқылады", "оқы"),
        ("зерттейді зерттеп зерттелген зерттелді зерттеуге зерттейтін", "зертте"),
        ("қойды қояды қоюға қойылған қойып", "қой"),
        ("көрсетеді көрсеткен көрсетіп көрсетілген көрсетуге", "көрсет"),
        # names and loans
        ("еуропадан еуропаның еуропаға", "еуропа"),
        ("инновацияларды инновацияның инновациялары", "инновация"),
        ("әуезовтің әуезовке әуезов", "әуезов"),
        ("назарбаевтың назарбаевқа назарбаев", "назарбаев"),
        ("стилі стильдер стильдің", "стиль"),
        # loans that take front suffixes after к and г, and those that write a double letter once
        ("банк банкі банктің банкке", "банк"),
        ("парк паркі паркте", "парк"),
        ("процесс процесі процестер процестің", "процесс"),
        ("металл металдар металдың", "металл"),
        # п before a converb; и before a vowel; the converb of cause
        ("таппайды табады тауып", "тап"),
        ("сепкен сеуіп", "сеп"),
        ("жиды жиып жияды жиятын", "жи"),
        ("болған болғандықтан болмағандықтан", "бол"),
        # verbs that look like a passive or a converb of another, and have these themselves
        ("қолданды қолданып қолданылады қолдануға", "қолдан"),
        ("бақылады бақылап бақылау", "бақыла"),
        ("азайды азайып азаяды азаю", "азай"),
        # verbal nouns and converbs of frequent verbs that a dictionary lists as well
        ("ету етуге етеді", "ет"),
        ("алу алып алған", "ал"),
        # nominals that a dictionary lists beside their forms
        ("жақсы жақсылар жақсының жақсырақ", "жақсы"),
        ("дос досым достарым", "дос"),
        ("түр түрін түрлерінің", "түр"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str, expected: str) -> None:
    found = {form: stem(form) for form in forms.split()}
    assert set(found.values()) == {expected}, found


@pytest.mark.parametrize(
    "word",
    [
        "агенттік",
        "маңызды",
        "мүмкіндік",
        "қазақстандық",
        "тәуелсіз",
        "экономикалық",
        "көрсет",
        "білім",
        "бала",
        "қаржы",
        "дүние",
        "әдеби",
    ],
)
def test_derivation_and_the_causative_stay(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ақш-тың", "ақш"),
        ("бұұ-ға", "бұұ"),
        ("тмд-дағы", "тмд"),
        ("covid-19-дың", "covid-19"),
        ("20-шы", "20"),
        ("2024-тен", "2024"),
        ("әлеуметтік-мәденидің", "әлеуметтік-мәдени"),
        ("ғылыми-зерттеулерге", "ғылыми-зертте"),
        ("-", "-"),
        ("ұлт-", "ұлт-"),
        ("", ""),
        ("а", "а"),
    ],
)
def test_hyphens(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("маған", "мен"), ("оның", "ол"), ("мұнда", "бұл"), ("мен", "мен"), ("өзім", "өз"), ("бәрін", "бәрі")],
)
def test_pronouns_decline_by_a_table(form: str, lemma: str) -> None:
    assert stem(form) == lemma


def test_a_г_after_a_back_vowel_is_the_stems_own() -> None:
    assert stem("педагогы") == stem("педагогтар") == "педагог"


def test_analyses_explain_themselves() -> None:
    best, *others = analyses("мектептеріміздегі")
    assert best.stem == "мектеп"
    assert best.suffixes == ("тер/PL", "іміз/POSS.1PL", "де/LOC", "гі/ATTR")
    assert all(best.score >= other.score for other in others)
    assert stem("мектептеріміздегі") == best.stem


def test_a_stem_is_its_own_stem(vocabulary: list[str]) -> None:
    assert [word for word in vocabulary if stem(stem(word)) != stem(word)] == []


def test_every_stem_of_the_lexicon_is_its_own_stem() -> None:
    known = lexicon.lexicon()
    known_suffixes = suffixes.table()
    stems = known.stems()
    assert len(stems) > 20_000
    assert [s for s in stems if kazakh.cheapest(s, known_suffixes, known) != (s, True)] == []


@given(st.text(ALPHABET + "-", max_size=20))
def test_any_string_has_a_stem_that_is_its_own(word: str) -> None:
    found = stem(word)
    assert stem(found) == found
    assert found or not word


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("адеіклмнрстуы", min_size=2, max_size=12), min_size=2, max_size=4))
def test_what_was_read_before_changes_no_reading(words: list[str]) -> None:
    text = suffixes.read("kazakh_suffixes.tsv")
    warm = suffixes.SuffixTable(text)
    for word in words[:-1]:
        warm.split(word)
    assert warm.split(words[-1]) == suffixes.SuffixTable(text).split(words[-1])


FORMS = sorted(
    {row.form for row in suffixes.table().rows}
    | {columns[3] for columns in suffixes.rows(suffixes.read("kazakh_derivations.tsv"))}
)
# Suffixes that do not change with harmony, and the words that names are made of.
DISHARMONIC = {"Pен", "Nікі", "нікі", "паз", "хана", "тану", "аралық", "и", "ов", "ова", "ев", "ева"} | {
    "ұлы", "қызы", "бай", "бек",
}  # fmt: skip


@pytest.mark.parametrize("form", [form for form in FORMS if form not in DISHARMONIC])
def test_every_allomorph_keeps_its_own_harmony(form: str) -> None:
    for spelling in allomorphs(form):
        vowels = set(spelling.text) & (BACK_VOWELS | FRONT_VOWELS)
        if not vowels or ">" in form:
            continue
        side = BACK if vowels <= BACK_VOWELS else FRONT
        assert vowels <= (BACK_VOWELS if side == BACK else FRONT_VOWELS), spelling
        assert spelling.context & context(side, phonology.CLASSES)
        assert not spelling.context & context(BACK + FRONT - side, phonology.CLASSES)


@pytest.mark.parametrize("archiphoneme", sorted(phonology.BY_SOUND))
def test_assimilation_decides_for_every_sound_once(archiphoneme: str) -> None:
    classes = "".join(phonology.BY_SOUND[archiphoneme])
    assert Counter(classes) == Counter(phonology.CLASSES)


def test_the_suffix_table_is_connected() -> None:
    table = suffixes.table()
    stops = {state for state, _ in table.stops}
    sources = {source for row in table.rows for source in row.sources}
    targets = {row.target for row in table.rows}
    assert targets <= stops | sources, "a suffix leads nowhere"
    assert sources <= targets | {"N", "V"}, "a state cannot be reached"
    assert len({(row.sources, row.target, row.gloss, row.form) for row in table.rows}) == len(table.rows)


def pairs(n: int) -> int:
    return n * (n - 1) // 2


def figures(gold: dict[str, str]) -> tuple[float, float, float]:
    """Precision and recall over pairs of forms, and the share of exact lemmas."""
    by_stem: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in gold.items():
        by_stem[stem(form)].append(lemma)
    together = sum(pairs(len(lemmas)) for lemmas in by_stem.values())
    right = sum(pairs(n) for lemmas in by_stem.values() for n in Counter(lemmas).values())
    wanted = sum(pairs(n) for n in Counter(gold.values()).values())
    exact = sum(stem(form) == lemma for form, lemma in gold.items()) / len(gold)
    return right / together, right / wanted, exact


def read_gold(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def test_annotated_forms() -> None:
    precision, recall, exact = figures(read_gold(ROOT / "tests/data/kazakh_forms.tsv"))
    assert precision >= 0.9
    assert recall >= 0.9
    assert exact >= 0.9


def test_treebank_lemmas() -> None:
    path = ROOT.parent / "shared/evaluation/kk_lemmas.tsv"
    if not path.exists():
        pytest.skip("kk_lemmas.tsv is not beside the checkout")
    precision, recall, _ = figures(read_gold(path))
    assert 2 * precision * recall / (precision + recall) >= 0.92


def test_loading_and_stemming_are_quick(vocabulary: list[str]) -> None:
    lexicon.lexicon.cache_clear()
    start = time.process_time()
    lexicon.lexicon()
    loaded = time.process_time()
    stem.cache_clear()
    for word in vocabulary[:3000]:
        stem(word)
    stemmed = time.process_time()
    # Ten times what was measured when this was written: a guard against a blunder, not a benchmark.
    assert loaded - start < 0.2
    assert (stemmed - loaded) / 3000 < 0.0005
