"""Titles in capitals, in sentence case."""

from __future__ import annotations

import pytest
from export_samples import article

from izde.output.sentence_case import in_sentence_case

BODY = """Бұл мақалада Абай Құнанбайұлының мұрасы мен Қазақстан Республикасының тарихы туралы айтылады.
КІРІСПЕ
Осыдан кейін Абай шығармалары, сонымен бірге ЮНЕСКО құжаттары қаралды. Тарих пен қоғам байланысты.
В статье показано, что Казахстан и Центральная Азия в XIX веке развивались, а политика ЕС менялась.
The paper shows how the Kazakh steppe was seen by Russia and in the Silk Road trade."""


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("АБАЙ ЖӘНЕ ҚОҒАМ", "Абай және қоғам"),
        # A form that the body has not, by one that it has.
        ("ТАРИХТАҒЫ АБАЙДЫҢ ОРНЫ", "Тарихтағы Абайдың орны"),
        ("ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ЮНЕСКО-ДАҒЫ ОРНЫ", "Қазақстан Республикасының ЮНЕСКО-дағы орны"),
        ("ПОЛИТИКА ЕС И КАЗАХСТАН В XIX ВЕКЕ", "Политика ЕС и Казахстан в XIX веке"),
        ("ТВОРЧЕСТВО М.О. АУЭЗОВА", "Творчество М.О. Ауэзова"),
        ("РОЛЬ ВВП. ЧАСТЬ ПЕРВАЯ", "Роль ВВП. Часть первая"),
        ("РОМАН «ПУТЬ АБАЯ» КАК ИСТОЧНИК", "Роман «Путь Абая» как источник"),
        ("THE KAZAKH STEPPE AND THE SILK ROAD", "The Kazakh steppe and the Silk Road"),
        # What is not in capitals stays.
        ("Абай және ҚОҒАМ", "Абай және ҚОҒАМ"),
        ("", ""),
    ],
)
def test_the_body_says_what_is_a_name(shouted: str, written: str) -> None:
    one = article(title={"kk": shouted}, body=BODY, keywords={}, abstracts={})
    assert in_sentence_case(one).title["kk"] == written
    assert one.title["kk"] == shouted


def test_headings_in_capitals_and_starts_of_sentences_say_nothing() -> None:
    body = "КӨШПЕНДІЛЕР ТАРИХЫ\nКөшпенділер дала туралы айтты. Көшпенділер көп, бірақ көшпенділер аз."
    one = article(title={"kk": "КӨШПЕНДІЛЕР ЖӘНЕ ДАЛА"}, body=body, keywords={}, abstracts={})
    assert in_sentence_case(one).title["kk"] == "Көшпенділер және дала"
