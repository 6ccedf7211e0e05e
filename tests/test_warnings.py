"""Warnings are stored in English and shown in the reader's language."""

from __future__ import annotations

import ast
import json
import re

import pytest

from izde import extract, warnings
from izde.interface import TRANSLATED
from sample_data import ISSUES, ROOT

SOURCE = ROOT / "src" / "izde"
#: What a warning may be filled with; a number wherever one fits.
VALUES = {
    "words": "ocновные for основные, Kenesarу for Kenesary, …",
    "article": "a-1",
    "articles": "a-1, a-2",
    "id": "a-1",
    "new": "a-1-2",
    "encoding": "cp1251",
    "trouble": warnings.SLOW_PAGE.format(seconds="2.5"),
    "command": "ocrmypdf --skip-text -l kaz+rus+eng",
    "mark": "9f3a1c",
    "stem": "vestnik-7",
}
SENTENCES = [
    *warnings.NOT_PRINTED.values(),
    *(
        value
        for name, value in vars(warnings).items()
        if name.isupper() and isinstance(value, str) and name != "ENGLISH"
    ),
]


def filled(sentence: str) -> str:
    names = re.findall(r"{(\w+)}", sentence)
    return sentence.format(**{name: VALUES.get(name, str(7 + place)) for place, name in enumerate(names)})


#: Parts of a sentence, which are shown within one.
PARTS = {
    warnings.MEANT: warnings.MIXED_WORD.format(
        words=warnings.MEANT.format(printed="ocновные", meant="основные")
    ),
    **{
        part: warnings.LOST_LETTERS.format(pages=filled(part), font="Secret")
        for part in (warnings.ONE_PAGE, warnings.SEVERAL_PAGES, warnings.MANY_PAGES)
    },
    **{
        part: warnings.PAGE_TROUBLE.format(page=3, trouble=part.format(seconds=5, cause="EOF"))
        for part in (
            warnings.SLOW_PAGE,
            warnings.FULL_PAGE,
            warnings.HEAVY_PAGE,
            warnings.DAMAGED_PAGE,
            warnings.DAMAGED_LINKS,
            warnings.FAILED_PAGE,
        )
    },
}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_stored_sentence_is_shown_in_the_readers_language(sentence, language, monkeypatch):
    stored = PARTS.get(sentence) or filled(sentence)
    monkeypatch.setenv("IZDE_LANG", language)
    shown = warnings.shown(stored)
    # Nothing of the English sentence is left, and everything it was filled with is still there.
    english = set(re.findall(r"[a-z]{3,}", re.sub(r"{\w+}", " ", sentence)))
    assert not english & set(re.findall(r"(?<![\w+-])[a-z]{3,}(?![\w+-])", shown))
    for name in re.findall(r"{(\w+)}", sentence):
        for part in re.findall(r"[\w.+-]*\d[\w.+-]*|[a-z]+-\w+", VALUES.get(name, "")):
            assert part in shown, name
    monkeypatch.setenv("IZDE_LANG", "en")
    assert warnings.shown(stored) == stored


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_warning_of_the_sample_issues_is_translated(language, monkeypatch):
    found = {
        text for path in sorted(ISSUES.glob("*.txt")) for a in extract(path).articles for text in a.warnings
    }
    assert len(found) > 10
    monkeypatch.setenv("IZDE_LANG", language)
    assert not {text for text in found if warnings.shown(text) == text}


def test_a_sentence_of_another_origin_is_shown_as_it_is(monkeypatch):
    monkeypatch.setenv("IZDE_LANG", "ru")
    assert warnings.shown("checked by hand") == "checked by hand"


def test_no_module_writes_a_warning_of_its_own():
    """A sentence that is not in warnings.py would be shown in English to everyone."""
    loose = [
        f"{path.name}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("append", "insert")
        and ast.unparse(node.func.value).rpartition(".")[2] == "warnings"
        and any(
            isinstance(argument, ast.JoinedStr)
            or (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
            for argument in node.args
        )
    ]
    assert not loose


def test_show_translates_what_json_keeps(izde, sample_library, monkeypatch):
    monkeypatch.setenv("IZDE_LANG", "kk")
    stored = json.loads(izde("show", "atyrau-2024-4-2", "--library", sample_library, "--format", "json").out)
    assert "no author is printed" in stored["warnings"]
    printed = izde("show", "atyrau-2024-4-2", "--library", sample_library).out
    assert "ескертпе: бірде-бір автор басылмаған" in printed and "no author" not in printed
