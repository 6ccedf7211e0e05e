"""The languages of the interface: complete catalogues, and the language that is asked for."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from gettext import GNUTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import catalogues
from izde import interface
from izde.interface import VARIABLES
from sample_data import ISSUES, ROOT

CYRILLIC = re.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{3,}")
#: Letters that Kazakh has and Russian has not.
KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")


@pytest.fixture
def speak(monkeypatch):
    """Set the variables that decide on the language, and no others of them."""

    def set(**values):
        for variable in VARIABLES:
            monkeypatch.delenv(variable, raising=False)
        for variable, value in values.items():
            monkeypatch.setenv(variable, value)

    yield set
    monkeypatch.undo()
    interface.bind()


# The catalogues ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogue_is_complete_and_in_step_with_the_source(language):
    assert not catalogues.problems(language), "run: scripts/translate update, then translate"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_compiled_catalogue_says_what_the_source_of_it_says(language):
    with catalogues.compiled_path(language).open("rb") as file:
        compiled = GNUTranslations(file)
    for (context, id), entry in catalogues.entries_of(catalogues.catalogue(language)).items():
        if isinstance(entry.string, tuple):
            plural = entry.id[1]
            found = {
                compiled.npgettext(context, id, plural, count)
                if context
                else compiled.ngettext(id, plural, count)
                for count in (1, 2, 5)
            }
            assert found == set(entry.string)
        else:
            assert (compiled.pgettext(context, id) if context else compiled.gettext(id)) == entry.string


def test_the_languages_are_those_with_a_catalogue():
    assert set(interface.TRANSLATED) == set(catalogues.LANGUAGES)
    folders = {path.name for path in catalogues.LOCALE.iterdir()}
    assert folders == set(interface.TRANSLATED)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_commands_and_options(language):
    named = re.compile(r"(?<![\w-])--[a-z-]+|'izde [a-z]+|\b[A-Z]{4,}\b|qpdf .*|ocrmypdf -.*")
    for (_, id), entry in catalogues.entries_of(catalogues.catalogue(language)).items():
        strings = entry.string if isinstance(entry.string, (tuple, list)) else [entry.string]
        for string in strings:
            kept = set(named.findall(id)) - {"UDC", "IRSTI", "WORD", "QUERY", "ORCID"}
            assert kept <= set(named.findall(string)) | {"JATS"}, string


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_are_of_their_language(language):
    """Longer sentences have Cyrillic words, and the Kazakh catalogue as a whole is no copy of the Russian."""
    entries = catalogues.entries_of(catalogues.catalogue(language))
    texts = [catalogues.PLACEHOLDER.sub("", e.string) for e in entries.values() if isinstance(e.string, str)]
    sentences = [text for text in texts if len(text) > 30]
    assert [sentence for sentence in sentences if not CYRILLIC.search(sentence)] == []
    share = sum(bool(KAZAKH.search(sentence)) for sentence in sentences) / len(sentences)
    assert share > 0.9 if language == "kk" else share < 0.05


def test_no_message_is_composed_before_it_is_looked_up():
    """`_(f"…")` and `_("…" + x)` would ask the catalogue for what it cannot have."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in sorted(catalogues.SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in catalogues.MARKERS
        and any(isinstance(argument, (ast.JoinedStr, ast.BinOp)) for argument in node.args)
    ]
    assert not wrong


def test_every_error_is_looked_up():
    """No message of errors.py stands outside the marking functions."""
    tree = ast.parse((catalogues.SOURCE / "errors.py").read_text(encoding="utf-8"))
    marked = {found.id for found in catalogues.marked(tree)} | {f.plural for f in catalogues.marked(tree)}
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }  # expressions that stand alone
    loose = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and " " in node.value.strip()
        and node.value not in marked
    ]
    assert not loose


# Which language ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"IZDE_LANG": "kk"}, "kk"),
        ({"IZDE_LANG": "ru"}, "ru"),
        ({"IZDE_LANG": "kz"}, "kk"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "kk_KZ"}, "kk"),
        ({"LANG": "kk_KZ.UTF-8", "LC_ALL": "ru-RU"}, "ru"),
        ({"LC_ALL": "ru_RU.UTF-8", "IZDE_LANG": "en"}, "en"),
        ({"IZDE_LANG": "tlh", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"IZDE_LANG": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_decides(variables, language, speak):
    speak(**variables)
    assert interface.language() == language


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_locale_has_a_language(value):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IZDE_LANG", value)
        assert interface.language() in ("en", "kk", "ru")


@pytest.mark.parametrize(
    ("count", "form"), [(1, "1 статья"), (3, "3 статьи"), (11, "11 статей"), (21, "21 статья")]
)
def test_russian_counts_have_three_forms(count, form, speak):
    from izde.output.text import articles

    speak(IZDE_LANG="ru")
    assert articles(count) == form
    speak(IZDE_LANG="kk")
    assert articles(count) == f"{count} мақала"


def test_thousands_are_apart_as_the_language_has_it(speak):
    assert interface.grouped(12345) == "12,345"
    speak(IZDE_LANG="ru")
    assert interface.grouped(12345) == "12\N{NO-BREAK SPACE}345"


# What is said --------------------------------------------------------------------------------------------

#: A command, where its words go, and what they are in Russian and in Kazakh.
SAID = [
    (["--help"], "out", "Использование:", "Қолданылуы:"),
    (["--help"], "out", "Добавить номера в библиотеку", "Нөмірлерді кітапханаға қосу"),
    (["search", "--help"], "out", "Набирайте так, как позволяет клавиатура", "Пернетақтаңызда не бар болса"),
    (["search", "--help"], "out", "Показать эту справку и выйти", "Осы анықтаманы көрсетіп, шығу"),
    (["show", "--help"], "out", "Пример:", "Мысалы:"),
    (
        ["isues"],
        "err",
        "Команды «isues» нет. Возможно, issues?",
        "«isues» деген команда жоқ. Мүмкін, issues?",
    ),
    (["search", "--nonsense"], "err", "Параметра '--nonsense' нет", "'--nonsense' деген параметр жоқ"),
    (["show"], "err", "Не указан аргумент", "Мына аргумент берілмеген:"),
    (["show", "nothing-of-this-id"], "err", "Нет статьи с идентификатором", "идентификаторы бар мақала жоқ"),
    (["search", "год"], "out", ", показано: 1–10", " мақала, көрсетілгені: 1–10"),
    (["search", "степь)"], "err", "примечание: У закрывающей скобки", "ескертпе: Жабылатын жақшаның"),
    (["search", "щщъъщщъ"], "err", "Ни в одной статье нет: щщъъщщъ", "Ешбір мақалада жоқ: щщъъщщъ"),
    (["issues"], "out", "источник", "дереккөз"),
    (["doctor"], "out", "в порядке: 2 номера", "дұрыс: 2 нөмір"),
    (["index", "/nothing/is/here"], "err", "Нет ни файла, ни папки", "деген файл да, қалта да жоқ"),
    (["check", ISSUES / "kaznu-2021-3.txt"], "out", "Как исправить", "Қалай түзету керек"),
    (["extract", ISSUES / "kaznu-2021-3.txt"], "out", "8 статей", "8 мақала"),
    (["search", "история", "--explain", "--limit", "1"], "out", "как набрано", "терілгендей"),
]


@pytest.mark.parametrize(("arguments", "stream", "russian", "kazakh"), SAID)
def test_it_is_said_in_the_language(
    arguments, stream, russian, kazakh, izde, sample_library, speak, monkeypatch
):
    monkeypatch.setenv("IZDE_LIBRARY", str(sample_library))
    english = getattr(izde(*arguments), stream)
    for language, expected in (("ru", russian), ("kk", kazakh)):
        speak(IZDE_LANG=language)
        outcome = izde(*arguments)
        assert " ".join(expected.split()) in " ".join(getattr(outcome, stream).split())
    speak(IZDE_LANG="en")
    assert getattr(izde(*arguments), stream) == english


def test_a_failure_that_is_remembered_is_said_in_the_language_of_today(tmp_path, izde, speak):
    bad = tmp_path / "issues" / "bad.pdf"
    bad.parent.mkdir()
    bad.write_bytes(b"no PDF at all")
    arguments = ("index", bad.parent, "--library", tmp_path / "library")
    assert "is not a PDF" in izde(*arguments).err
    assert "is not a PDF" in izde(*arguments).err
    speak(IZDE_LANG="ru")
    assert "— не PDF" in izde(*arguments).err
    speak(LANG="kk_KZ.UTF-8")
    assert "PDF емес" in izde(*arguments).err


def test_programs_read_the_same_in_every_language(izde, sample_library, speak, monkeypatch):
    monkeypatch.setenv("IZDE_LIBRARY", str(sample_library))

    def keys(value):
        if isinstance(value, dict):
            return {name: keys(inner) for name, inner in value.items()}
        return [keys(inner) for inner in value] if isinstance(value, list) else None

    commands = [
        ("search", "степь", "--format", "json"),
        ("doctor", "--format", "json"),
        ("index", ISSUES, "--dry-run", "--format", "json"),
        ("check", ISSUES / "kaznu-2021-3.txt", "--format", "json"),
    ]
    for arguments in commands:
        speak(IZDE_LANG="en")
        english = json.loads(izde(*arguments).out)
        speak(IZDE_LANG="kk")
        kazakh = json.loads(izde(*arguments).out)
        assert keys(kazakh) == keys(english)
    assert {(f["code"], f["severity"]) for f in kazakh[0]["findings"]} == {
        (f["code"], f["severity"]) for f in english[0]["findings"]
    }


def test_english_opens_no_catalogue():
    code = "import sys; from izde.cli import run; from izde import interface; run(['--help'])\n" + (
        "print(interface._catalogue.cache_info().currsize)"
    )
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.splitlines()[-1] == "0"


def test_a_process_of_its_own_takes_the_locale():
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment |= {"LANG": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "izde", "--help"], capture_output=True, env=environment, check=True, cwd=ROOT
    )
    assert "Использование:" in done.stdout.decode()
