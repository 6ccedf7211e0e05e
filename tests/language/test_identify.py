"""Which of the three languages a text is in."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.identify import identify
from izde.model import LANGUAGES, Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("қоғамдық келісім", "kk"),
        ("когамдык келисим", "kk"),
        ("qoğamdyq kelısım", "kk"),
        ("мектеп", "kk"),
        ("туралы", "kk"),
        ("книга", "ru"),
        ("общественное согласие", "ru"),
        ("ещё", "ru"),
        ("social accord", "en"),
        ("Communicative", "en"),
        ("Сommunicative", "en"),
        ("ocновные", "ru"),
        ("2024, 06.77.64", None),
        ("", None),
        ("— … !", None),
        ("XIX", None),
        ("ХХІ", None),
        ("中文", None),
        ("Ѐ", "ru"),
    ],
)
def test_words_and_queries(text: str, language: Language | None) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "В статье рассматривается понятие «қазақ елі», которое автор выводит из трудов Ә. Бөкейханова, и "
            "показано, как оно входило в язык газет начала века.",
            "ru",
        ),
        (
            "Мақалада Communicative Language Teaching әдісінің (CLT) ағылшын тілі сабағында қолданылуы "
            "қарастырылады, оның негізгі ерекшеліктері сипатталады.",
            "kk",
        ),
        (
            "The word қазақ and the Russian word казах are compared in the press of the time, with examples "
            "from «Қазақ» and «Айқап».",
            "en",
        ),
    ],
)
def test_a_block_is_in_the_language_of_most_of_its_words(text: str, language: Language) -> None:
    assert identify(text) == language


def test_the_answer_is_the_same_in_every_process() -> None:
    words = "тарих кала балалар автор фактор практика информация дос рет туралы кино газет"
    code = f"from izde.language.identify import identify; print([identify(w) for w in {words.split()}])"
    answers = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    }
    assert len(answers) == 1


def test_what_letters_decide_loads_no_detector() -> None:
    code = (
        "import sys; from izde.language.identify import identify\n"
        "identify('steppe war'), identify('қазақ'), identify('в начале века'), identify('туралы')\n"
        "print('langdetect' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "False\n"


@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert identify(text) in (*LANGUAGES, None)


@given(st.text("абвгдежзиклмнопрстуфхцчшщыэюяқғңөұүәі -", max_size=30))
def test_cyrillic_text_is_kazakh_or_russian(text: str) -> None:
    assert identify(text) in ("kk", "ru", None)
