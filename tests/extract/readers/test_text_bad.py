"""Files that cannot be used, or that are not in UTF-8."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from izde.errors import (
    BadRecords,
    BinaryInput,
    EmptyInput,
    ExitCode,
    InputIsFolder,
    InputMissing,
    IzdeError,
    NoArticles,
    UndecodableInput,
    WordDamaged,
)
from izde.extract import extract
from izde.output.records import render
from sample_issues.text import compose

ISSUES = Path(__file__).parents[3] / "data" / "issues"
GOLD = Path(__file__).parents[3] / "data" / "gold"
RUSSIAN = (
    "СТРАНИЦЫ ИСТОРИИ\n\nАннотация\n"
    + "В статье рассматриваются вопросы истории и культуры степи, а также быт её жителей. " * 6
    + "\nКлючевые слова: история, степь, культура.\n\nВведение\n"
    + "История степи богата событиями, о которых мало известно широкому читателю. " * 40
)
KAZAKH = (
    "ТӘУЕЛСІЗ ТАРИХ БЕТТЕРІ\n\nАңдатпа\n"
    + "Мақалада қазақ даласының тарихы мен мәдениеті, тұрғындарының өмірі қарастырылады. " * 6
    + "\nТүйін сөздер: тарих, дала, мәдениет.\n\nКіріспе\n"
    + "Дала тарихы көпшілікке белгісіз оқиғаларға бай, оны зерттеу өзекті мәселе. " * 40
)
# Titles and text, and nothing else that a journal prints.
LICENCE = "\n\n".join(
    f"            {head}\n\n"
    + "  You may copy and distribute the program as you receive it, in any medium.\n" * 60
    for head in ("GENERAL PUBLIC LICENCE OF PROGRAMS", "END OF TERMS AND CONDITIONS")
)
# What `show` prints of an article, in the midst of documentation.
README = "# A search engine\n\n```console\n$ `find` steppe\n```\n" * 3


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", EmptyInput),
        ("blank.txt", b"  \n\n\t\n", EmptyInput),
        ("zeros.txt", b"\x00" * 4000, EmptyInput),
        ("program.txt", b"\x7fELF" + bytes(range(256)) * 20, BinaryInput),
        ("noise.txt", bytes(range(256)) * 40, BinaryInput),
        ("office.txt", b"PK\x03\x04" + b"word/document.xml" * 20, WordDamaged),
        ("torn.txt", "Мақалада қазақ даласы ".encode() * 40 + b"\xff\xfe\xff" + b" text", UndecodableInput),
        ("poem.txt", "Жел соқты.\nЖаңбыр жауды.\n".encode() * 20, NoArticles),
        ("letters.txt", b"a b c\n" * 300, NoArticles),
        ("licence.txt", LICENCE.encode(), NoArticles),
        ("readme.md", f"{README}\n{RUSSIAN}\n".encode(), NoArticles),
        ("broken.jsonl", b'{"id": "a", "title": {"en": "A"}}\n{"id": \n', BadRecords),
        ("numbers.json", b"[1, 2, 3]", BadRecords),
        ("wrong.jsonl", b'{"id": "a", "year": "long ago"}\n', BadRecords),
    ],
)
def test_unusable_files_are_refused(tmp_path, name, content, error):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        extract(path)
    assert caught.value.exit_code is ExitCode.INPUT
    assert name in caught.value.message
    assert len(caught.value.message.splitlines()) <= 2


@pytest.mark.parametrize("id", ["../../x", "a/b", "a\\b", "..", "a\nb", " a", "a" * 301])
def test_an_id_that_is_no_plain_name_is_refused(tmp_path, id):
    path = tmp_path / "records.jsonl"
    good = json.dumps({"id": "a-1", "title": {"en": "A"}})
    for text, line in (
        (f"{good}\n{json.dumps({'id': id})}\n", 2),
        (json.dumps({"articles": [{"id": "a-1"}, {"id": id}]}, indent=1), 7),
        (json.dumps([{"id": id}], ensure_ascii=False), 1),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadRecords) as caught:
            extract(path)
        assert f"line {line}," in caught.value.message
        assert json.dumps(id)[:50] in caught.value.message.replace("…", "")
        assert len(caught.value.message.splitlines()) == 1


@pytest.mark.parametrize("id", ["хабаршы 2024 (4)-17", "10.47649_vau.24", "oai:x:1", "Қ.-Ж-1", ".a"])
def test_an_id_that_is_one_is_kept(tmp_path, id):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"id": id, "title": {"en": "A"}}), encoding="utf-8")
    assert extract(path).articles[0].id == id


def test_no_character_of_a_record_commands_a_terminal(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps({"id": "a", "title": {"en": "\x1b[2JA\x07 b"}, "body": "a\tb\nc\x0cd"}))
    (article,) = extract(path).articles
    assert article.title["en"] == "[2JA b"
    assert article.body == "a\tb\nc\x0cd"


def test_the_offset_of_the_first_bad_byte_is_named(tmp_path):
    path = tmp_path / "torn.txt"
    good = "Мақалада қазақ даласы ".encode() * 40
    path.write_bytes(good + b"\xff\xff")
    with pytest.raises(UndecodableInput, match=str(len(good))) as caught:
        extract(path)
    assert caught.value.offset == len(good)


def test_missing_files_and_folders(tmp_path):
    with pytest.raises(InputMissing):
        extract(tmp_path / "none.txt")
    with pytest.raises(InputIsFolder):
        extract(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [
        ("cp1251", RUSSIAN, "ru"),
        ("koi8-r", RUSSIAN, "ru"),
        ("cp866", RUSSIAN, "ru"),
        ("utf-16", KAZAKH, "kk"),
        ("utf-8-sig", KAZAKH, "kk"),
        ("kz1048", KAZAKH, "kk"),
        ("ptcp154", KAZAKH, "kk"),
    ],
)
def test_other_encodings_are_read(tmp_path, encoding, text, language):
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode(encoding))
    found = extract(path)
    assert len(found.articles) == 1
    article = found.articles[0]
    assert article.language == language
    assert article.title[language] == text.split("\n")[0]
    assert article.body.startswith(("Введение", "Кіріспе"))


def test_gold_files_come_in_as_records():
    found = extract(GOLD / "kaznu-part.jsonl")
    assert [a.id for a in found.articles] == ["kaznu-01", "kaznu-02", "kaznu-03"]
    assert found.articles[0].doi is None
    assert found.articles[0].pages == (8, 8)


def test_records_come_back_as_they_went_out(tmp_path):
    first = extract(ISSUES / "kaznu-2021-3.txt")
    lines = tmp_path / "out.jsonl"
    lines.write_text(render(first.articles), encoding="utf-8")
    assert extract(lines).articles == first.articles


def test_records_of_one_id_are_told_apart(tmp_path):
    path = tmp_path / "twice.jsonl"
    record = json.dumps({"id": "a", "title": {"en": "A title"}, "authors": ["B. Serikov", None]})
    path.write_text(f"{record}\n{record}\n", encoding="utf-8")
    found = extract(path)
    assert [a.id for a in found.articles] == ["a", "a-2"]
    assert found.articles[0].authors[0].name == "B. Serikov"
    assert found.warnings


def test_contents_decide_what_a_file_is(tmp_path):
    path = tmp_path / "records.txt"
    path.write_text('{"id": "a", "title": {"en": "A title"}, "body": "Text."}\n', encoding="utf-8")
    assert extract(path).articles[0].id == "a"


def test_a_file_that_begins_inside_an_article(tmp_path):
    text, _ = compose(5)
    path = tmp_path / "torn.txt"
    path.write_text(text[len(text) // 3 :], encoding="utf-8")
    try:
        found = extract(path)
    except IzdeError:
        pytest.fail("the rest of an issue holds articles")
    assert found.articles
