"""Surnames in running text: their cases, and what capitals and initials say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.language.analyzers import analyze, keys
from izde.language.names.surnames import base, printed, surname_key


@pytest.mark.parametrize(
    ("forms", "nominative"),
    [
        ("токаев токаева токаеву токаевым токаеве токаевой токаевы токаевых", "токаев"),
        ("сүлейменов сүлейменовтің сүлейменовке сүлейменовті сүлейменовте сүлейменовтен", "сүлейменов"),
        ("ахметова ахметованың ахметоваға ахметованы ахметовада ахметовадан ахметовамен", "ахметов"),
        ("ахметовтар ахметовтардың ахметоваларға", "ахметов"),
        ("ильин ильина ильину ильиным ильине ильинге ильиннен ильинмен", "ильин"),
        ("серікұлы серікұлының серікұлына серікұлын серікұлынан серікұлымен", "серікұлы"),
        ("айдарқызы айдарқызының айдарқызыға айдарқызымен", "айдарқызы"),
        ("солженицын солженицына солженицыным", "солженицын"),
        ("suleimenov suleimenova", "suleimenov"),
    ],
)
def test_all_cases_have_one_nominative(forms: str, nominative: str) -> None:
    assert {base(form) for form in forms.split()} == {nominative}


def test_every_script_has_one_key() -> None:
    assert surname_key("сүлейменовтің") == surname_key("сулейменовым") == surname_key("suleimenova")


def test_other_words_are_no_surnames() -> None:
    assert not any(map(base, ["дом", "алтынның", "қиынға", "ұлы", "қызық", "новой", "steppe", "овен"]))


@pytest.mark.parametrize(
    ("text", "certain", "possible"),
    [
        ("В трудах Токаева и Омарова", ["Токаева", "Омарова"], []),
        ("Токаев говорил. Домов много.", [], ["Токаев", "Домов"]),
        ("К.К. Токаев, Сериков А. и А. Әуезовтің", ["Токаев", "Сериков", "Әуезовтің"], []),
        ("ПОЭЗИЯ М. АУЭЗОВА И ЖИЗНЬ НАРОДОВ", ["АУЭЗОВА"], ["НАРОДОВ"]),
        ("жил в Саратове, Берлине, с Ириной на Украине", [], []),
        ("густых токаев и домов", [], []),
        ("бұл Серікұлының еңбегі", ["Серікұлының"], []),
        ("as Tokayev and Omarova wrote", ["Tokayev", "Omarova"], []),
    ],
)
def test_capitals_and_initials_tell_names(text: str, certain: list[str], possible: list[str]) -> None:
    found = [(text[name.start : name.end], name.certain) for name in printed(text)]
    assert found == [(word, word in certain) for word in text.replace(",", " ").replace(".", " ").split()
                     if word in certain or word in possible]  # fmt: skip


def test_a_name_in_a_text_is_no_other_word() -> None:
    name = [term.key for term in analyze("в речи Токаева", "ru") if term.position == 2]
    assert "@tokaev" in name and "=токаева" in name and "токай" not in name
    thicket = [term.key for term in analyze("густых токаев", "ru") if term.position == 1]
    assert "токай" in thicket and "@tokaev" not in thicket
    assert "@abdikarimov" in keys("абдикаримовым", "ru")


@given(st.text("абвеёинолымцғқұүіһ-А.БОИНЕВ ", max_size=40))
def test_names_stand_where_they_are_said_to(text: str) -> None:
    ends = 0
    for name in printed(text):
        assert ends <= name.start < name.end <= len(text)
        assert surname_key(text[name.start : name.end].lower()) == name.key
        ends = name.end
