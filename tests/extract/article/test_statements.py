"""Funding, conflicts, contributions, dates, JEL codes and licences, read and taken out of texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izde.extract import extract
from izde.extract.article import dates
from izde.extract.article.statements import Statements, jel, opening
from izde.extract.line.licences import is_rights, licence
from izde.model import Article

DATA = Path(__file__).resolve().parents[2] / "data" / "statements.tsv"
_LINES = [line for line in DATA.read_text("utf-8").splitlines() if line and not line.startswith("#")]
PRINTED = [tuple(line.split("\t")) for line in _LINES[1:]]
_TOLD = ("received", "revised", "accepted", "published")

ABSTRACT = "Руды мало используются, поскольку их переработка дорога. Извлечение свинца выросло до половины."
ISSUE = """УДК 622.7
МРНТИ 52.45.19

ИЗУЧЕНИЕ ВЛИЯНИЯ РЕАГЕНТА НА ОКИСЛЕННЫЕ РУДЫ СЕВЕРНОГО МЕСТОРОЖДЕНИЯ

А.Р. Серикова, Б.Т. Омаров
Северный университет, Алматы, Казахстан
e-mail: a.serikova@example.kz

Аннотация
Окисленные руды мало используются, поскольку их переработка дорога, а реагенты редки. В статье даны итоги.
Извлечение свинца выросло до восьмидесяти процентов, цинка до семидесяти, что выше, чем в прежней схеме.
{abstract}
Ключевые слова: руды, свинец, цинк, флотация, сульфид натрия.

Введение
Руды месторождения окислены и трудны в переработке. Многие схемы предлагались раньше, и ни одна не прижилась.
Результаты росли с дозой реагента, пока она не достигла уровня, за которым ничего больше не менялось.
{body}
Литература
1. Омаров Н.Т. Обогащение руд. – Алматы: Ғылым, 1998. – 311 с.
2. Серіков К.А. Флотация руд. – Алматы: Ғылым, 2008. – 211 с.
"""


def read(field: str, article: Article, value: str) -> str | None:
    """What of a field is in a record, as the table writes it."""
    if field == "dates":
        told = article.dates
        return " ".join(f"{n}={getattr(told, n)}" for n in _TOLD if told and getattr(told, n))
    if field == "jel":
        return " ".join(article.jel)
    if field == "licence":
        return article.licence
    texts: dict[str, str] = getattr(article, field)
    return value if value in texts else None


@pytest.mark.parametrize(("field", "value", "text"), PRINTED)
def test_a_statement_at_the_end_of_an_abstract(field: str, value: str, text: str) -> None:
    found, article = Statements(), Article("x", language="ru")
    left = found.cut(f"{ABSTRACT} {text}", "ru")
    found.fill(article)
    assert read(field, article, value) == value
    assert left.removesuffix(" © 2024 Авторы.") == ABSTRACT


def extracted(tmp_path: Path, abstract: str = "", body: str = "") -> Article:
    path = tmp_path / "issue.txt"
    path.write_text(re.sub(r"\n{3,}", "\n\n", ISSUE.format(abstract=abstract, body=body)), "utf-8")
    (article,) = extract(path).articles
    return article


_SAMPLE = [row for row in PRINTED if row[1] != "en"][::5]


@pytest.mark.parametrize(("field", "value", "text"), _SAMPLE)
def test_a_statement_in_an_issue_is_taken_out_of_its_texts(
    field: str, value: str, text: str, tmp_path: Path
) -> None:
    plain = extracted(tmp_path)
    for article in (extracted(tmp_path, abstract=text), extracted(tmp_path, body=f"\n{text}\n")):
        assert read(field, article, value) == value
        assert article.abstracts == plain.abstracts
        assert article.keywords == plain.keywords
        assert article.body.split() == plain.body.split()
        assert article.references == plain.references


def test_a_statement_under_a_heading_and_over_several_lines(tmp_path: Path) -> None:
    body = (
        "\nФинансирование\nИсследование выполнено при поддержке Комитета науки\n"
        "Министерства науки, грант AP00000099.\n\n"
        "Вклад авторов\nСерикова А.Р. – замысел; Омаров Б.Т. – сбор данных.\n"
    )
    article = extracted(tmp_path, body=body)
    assert article.funding == {
        "ru": "Исследование выполнено при поддержке Комитета науки Министерства науки, грант AP00000099."
    }
    assert article.contributions == {"ru": "Серикова А.Р. – замысел; Омаров Б.Т. – сбор данных."}
    assert "Комитета науки" not in article.body


@pytest.mark.parametrize(
    "text",
    [
        "Финансирование образования растёт с каждым годом.",
        "Funding of schools grew in the region.",
        "Казахстан был принят в ООН 2 марта 1992 года.",
        "Мүдделер қақтығысы қоғамда жиі кездеседі.",
        "Исследование выполнено в трёх областях страны.",
        "The study was carried out in three regions.",
        "Постановление принято 12.01.2024 и опубликовано в газете области.",
        "This article considers the role of projects in schools.",
        "Контракт получен 05.06.2024 компанией.",
    ],
)
def test_what_is_no_statement_stays_in_the_text(text: str) -> None:
    found, article = Statements(), Article("x", language="ru")
    assert found.cut(f"{ABSTRACT} {text}", "ru") == f"{ABSTRACT} {text}"
    found.fill(article)
    assert article == Article("x", language="ru")


def test_a_date_of_two_meanings_is_not_read() -> None:
    assert dates.read("Received: 03/04/2024") is None
    told = dates.read("Received: 31/04/2024. Accepted: 25/04/2024")
    assert told is not None and (told.received, told.accepted) == (None, "2024-04-25")


def test_labels_licences_and_codes() -> None:
    assert opening("4. Funding")[0] is opening("ФИНАНСИРОВАНИЕ: да")[0] is opening("Қаржыландыру.")[0]
    assert opening("Financial reports") == (None, "")
    assert licence("http://creativecommons.org/licenses/by-nc-nd/4.0/") == "CC BY-NC-ND 4.0"
    assert is_rights("CC BY") and not is_rights("Лицензия CC BY обсуждается в статье: " + "слово " * 40)
    assert jel("JEL Classification: G21, G32 and M41") == ["G21", "G32", "M41"]
    assert jel("JELLY 12") == []


@given(st.text("абвAPQ012.:;()-– ", max_size=60), st.sampled_from([text for _, _, text in PRINTED]))
def test_no_word_of_an_abstract_is_lost(text: str, statement: str) -> None:
    found, article = Statements(), Article("x", language="ru")
    left = found.cut(f"{text}. {statement}", "ru")
    found.fill(article)
    kept = " ".join([left, article.body, *article.funding.values(), *article.conflicts.values()])
    assert set(re.findall(r"[абв]{2,}", text)) <= set(re.findall(r"[абв]{2,}", kept))
