"""The whole path on the two sample issues: from their text to what a person reads."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from sample_data import ISSUES

LIBRARY_ENVIRONMENT = "IZDE_LIBRARY"


@pytest.fixture(autouse=True)
def _library(sample_library, monkeypatch):
    monkeypatch.setenv(LIBRARY_ENVIRONMENT, str(sample_library))


def found(outcome) -> list[str]:
    assert outcome.code == 0, outcome.err
    return [hit["id"] for hit in json.loads(outcome.out)["hits"]]


@pytest.mark.parametrize(("issue", "articles"), [("atyrau-2024-4", 34), ("kaznu-2021-3", 8)])
def test_every_article_and_no_stray_one(izde, issue, articles):
    extraction = json.loads(izde("extract", ISSUES / f"{issue}.txt", "--format", "json").out)
    assert len(extraction["articles"]) == articles
    assert [record["id"] for record in extraction["articles"]] == [
        f"{issue}-{n}" for n in range(1, articles + 1)
    ]


@pytest.mark.parametrize(
    "query",
    [
        "дала соғысы",
        "дала соғысының",
        "дала согысы",
        "dala soğysy",
        "dala sogysy",
        "дaлa coғыcы",
        "степная война",
        "степных войн",
        "stepnaya voina",
        "steppe war",
        "steppe wars",
        "stepe war",
        '"steppe war"',
        "title:steppe AND war",
    ],
)
def test_one_article_by_every_keyboard(izde, query):
    assert found(izde("search", query, "--format", "json"))[0] == "atyrau-2024-4-2"


@pytest.mark.parametrize(
    "name", ["Сүлейменов", "Сулейменов", "Suleimenov", "Suleymenov T.S.", "Т. Сулейменов"]
)
def test_one_person_in_every_spelling(izde, name):
    assert found(izde("search", "--author", name, "--format", "json")) == ["kaznu-2021-3-1"]


def test_the_matched_words_are_marked(izde):
    hit = json.loads(izde("search", "дала соғысы", "--format", "json").out)["hits"][0]
    snippets = [s for s in hit["snippets"] if s["marks"]]
    assert snippets
    for snippet in snippets:
        for start, end in snippet["marks"]:
            assert snippet["text"][start:end].casefold()[:4] in ("дала", "соғы")


def test_show_prints_three_languages(izde):
    out = izde("show", "atyrau-2024-4-2").out
    for part in ("ДАЛА СОҒЫСЫ", "СТЕПНАЯ ВОЙНА", "STEPPE WAR", "Keywords: "):
        assert part in out
    only = izde("show", "atyrau-2024-4-2", "--lang", "en").out
    assert "STEPPE WAR" in only and "СТЕПНАЯ ВОЙНА" not in only


def test_show_takes_the_beginning_of_an_id(izde):
    assert izde("show", "kaznu-2021-3-8").out == izde("show", "kaznu-2021-3-8"[:-1] + "8").out
    ambiguous = izde("show", "kaznu")
    assert ambiguous.code == 2 and "kaznu-2021-3-1" in ambiguous.err
    assert izde("show", "nothing").code == 1


def test_nothing_found_is_exit_code_1_and_says_what_was_understood(izde):
    outcome = izde("search", "qqqqzzzz")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err


def test_a_malformed_query_is_read_as_words(izde):
    outcome = izde("search", '"дала AND (соғысы', "--format", "json")
    assert found(outcome)[0] == "atyrau-2024-4-2"
    assert json.loads(outcome.out)["notes"]


@pytest.mark.parametrize("format_name", ["table", "json", "jsonl", "csv", "trec", "bibtex", "ris"])
def test_every_format_names_the_article(izde, format_name):
    outcome = izde("search", "steppe war", "--format", format_name, "--limit", "1")
    assert outcome.code == 0
    assert "atyrau-2024-4-2" in outcome.out or "STEPPE WAR" in outcome.out


def test_topics_are_answered_in_one_go(izde, tmp_path):
    topics = tmp_path / "topics.tsv"
    topics.write_text("a-1\tsteppe war\nb-2\tcреднее образование\n", encoding="utf-8")
    lines = izde("search", "--queries", topics, "--format", "trec").out.splitlines()
    assert lines[0].split()[:4] == ["a-1", "Q0", "atyrau-2024-4-2", "1"]
    assert {line.split()[0] for line in lines} == {"a-1", "b-2"}
    piped = izde("search", "--queries", "-", "--format", "trec", input=topics.read_text("utf-8"))
    assert piped.out.splitlines() == lines


def test_export_and_index_again_gives_the_same_ids(izde, tmp_path):
    records = tmp_path / "records.jsonl"
    assert izde("export", "--format", "jsonl", "--output", records).code == 0
    library = tmp_path / "library"
    assert izde("index", records, "--library", library).code == 0
    first = found(izde("search", "степная война", "--format", "json"))
    assert found(izde("search", "степная война", "--format", "json", "--library", library))[0] == first[0]


def test_as_a_process(sample_library):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "izde",
            "search",
            "steppe war",
            "--limit",
            "1",
            "--library",
            str(sample_library),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "*STEPPE* *WAR*" in done.stdout
    assert "\x1b" not in done.stdout
