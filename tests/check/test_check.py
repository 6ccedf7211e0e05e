"""What `izde check` finds in issues that were made with one fault each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documentation.check_codes import PAGE, page
from izde.check import Finding, Options, check, codes, read
from izde.check.identifiers import (
    doi_fault,
    email_fault,
    irsti_fault,
    orcid_check_digit,
    orcid_fault,
    udc_fault,
)
from izde.extract.page.document import Document, Line, Page
from izde.model import Article, Author, Extraction, Issue
from sample_data import ISSUES, ROOT

KAZAKH = "Мақалада қазақ қоғамының тарихи дамуы мен мәдени ерекшеліктері туралы жаңа деректер қарастырылады"
RUSSIAN = (
    "В статье рассматриваются новые данные об историческом развитии общества и его культурных особенностях"
)
ENGLISH = (
    "The article considers new evidence on the historical development of society and its culture in detail"
)


def article(**changes: object) -> Article:
    """An article in which there is nothing to mend."""
    values: dict[str, object] = {
        "id": "issue-1",
        "language": "kk",
        "pages": (10, 19),
        "title": {
            "kk": "Қазақ қоғамының тарихи дамуы",
            "ru": "Историческое развитие казахского общества",
            "en": "The historical development of Kazakh society",
        },
        "authors": [
            Author(
                "Серіков А.Б.", ["Серіков А.Б.", "Сериков А.Б.", "Serikov A.B."], orcid="0000-0002-1825-0097"
            )
        ],
        "abstracts": {
            "kk": " ".join([KAZAKH] * 15),
            "ru": " ".join([RUSSIAN] * 15),
            "en": " ".join([ENGLISH] * 12),
        },
        "keywords": {"kk": ["тарих", "қоғам"], "ru": ["история", "общество"], "en": ["history", "society"]},
        "doi": "10.47649/vau.24.v75.i4.18",
        "udc": "94(574)",
        "irsti": "03.20.00",
        "emails": ["serikov@example.kz"],
        "orcids": ["0000-0002-1825-0097"],
        "body": "Кіріспе. Бұл жұмыста дала тарихы туралы айтылады.",
    }
    return msgspec.convert({**values, **changes}, Article)


def found(*articles: Article, **options: object) -> list[Finding]:
    issue = Issue("issue.txt", journal={"kk": "Хабаршы"}, year=2024, number="4")
    return check(Extraction(issue, list(articles)), options=Options(**options))  # type: ignore[arg-type]


def found_codes(*articles: Article, **options: object) -> list[str]:
    return [finding.code for finding in found(*articles, **options)]


def document(text: str) -> Document:
    return Document(
        "issue.txt", [Page(1, [Line(t, n) for n, t in enumerate(text.split("\n"), 1)])], paged=False
    )


def test_there_is_nothing_to_mend_in_a_complete_article() -> None:
    assert found(article()) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": {"kk": "Қазақ қоғамының тарихи дамуы", "ru": "Историческое развитие общества"}}, ["T01"]),
        (
            {
                "title": {
                    "kk": "Историческое развитие казахского общества и его культуры",
                    "ru": "Историческое развитие общества",
                    "en": "The historical development of society",
                }
            },
            ["T02"],
        ),
        ({"title": {"kk": "Абай", "ru": "Абай", "en": "Abai"}}, ["T03"]),
        ({"abstracts": {}}, ["A01", "A01", "A01"]),
        ({"keywords": {"kk": ["тарих"], "ru": ["история", "общество"], "en": ["history"]}}, ["K02"]),
        (
            {"keywords": {"kk": ["тарих", "Тарих"], "ru": ["история", "былое"], "en": ["past", "history"]}},
            ["K03"],
        ),
        ({"keywords": {"kk": ["тарих"], "ru": ["история"]}}, ["K01"]),
        ({"authors": []}, ["N01"]),
        ({"authors": [Author("A. Serikov", ["A. Serikov"])]}, ["N02"]),
        ({"authors": [Author("Ким О.", ["Ким О.", "Kim O.", "Khim O."])]}, ["N03"]),
        (
            {
                "authors": [
                    Author("Ахметов Е.", ["Ахметов Е.", "Akhmetov Ye."]),
                    Author("Ахмедов Е.", ["Ахмедов Е.", "Akhmedov Ye."]),
                ]
            },
            ["N06"],
        ),
        ({"emails": []}, ["N04"]),
        ({"orcids": [], "authors": [Author("Ким О.", ["Ким О.", "Kim O."])]}, ["N05"]),
        ({"doi": None}, ["D01"]),
        ({"doi": "10.47649/ваu.24"}, ["D02"]),
        ({"udc": None}, ["D04"]),
        ({"udc": "94(574"}, ["D05"]),
        ({"irsti": None}, ["D06"]),
        ({"irsti": "3.20"}, ["D07"]),
        ({"orcids": ["0000-0001-6095-914Х"]}, ["D08"]),
        ({"orcids": ["0000-0002-1825-0098"]}, ["D09"]),
        ({"emails": ["serikov@example,kz"]}, ["D10"]),
        ({"pages": None}, ["P01"]),
        ({"pages": (19, 10)}, ["P02"]),
    ],
)
def test_one_fault_gives_one_finding(changes: dict[str, object], expected: list[str]) -> None:
    assert found_codes(article(**changes)) == expected


def test_an_abstracts_length_is_counted_in_words() -> None:
    short = {**article().abstracts, "en": " ".join(["word"] * 149)}
    assert found_codes(article(abstracts=short), select=("A",)) == ["A02"]
    assert found_codes(article(abstracts=short), select=("A",), words=(100, 400)) == []
    long = {**article().abstracts, "en": " ".join(["word"] * 301)}
    assert found_codes(article(abstracts=long), select=("A",)) == ["A03"]


def test_articles_are_held_against_one_another() -> None:
    first = article()
    assert found_codes(first, article(id="issue-2", pages=(20, 29))) == ["D03"]
    again = article(id="issue-2", pages=(15, 29), doi="10.47649/other")
    assert found_codes(first, again) == ["P03"]
    earlier = article(id="issue-2", pages=(1, 9), doi="10.47649/other")
    assert found_codes(first, earlier) == ["P04"]


def test_articles_without_text_are_told_from_records_without_text() -> None:
    whole = article(doi="10.1234/a.1")
    bare = article(id="issue-2", doi="10.1234/a.2", pages=(20, 29), body="")
    assert found_codes(whole, bare) == ["B01"]
    listed = msgspec.structs.replace(bare, references=["Lee M. Rivers. London, 2001."])
    assert found_codes(whole, listed) == ["B02"]
    longer = msgspec.structs.replace(listed, body=" ".join([KAZAKH] * 5))
    assert found_codes(whole, longer) == []
    assert found_codes(msgspec.structs.replace(whole, body=""), bare) == []


def test_articles_of_one_page() -> None:
    assert found_codes(article(pages=(12, 12))) == ["P07"]
    assert found_codes(article(pages=(12, 12), pages_from="first")) == ["P05"]


def test_codes_are_chosen_by_their_beginning() -> None:
    bare = article(doi=None, udc=None, emails=[])
    assert found_codes(bare) == ["D01", "D04", "N04"]
    assert found_codes(bare, select=("D",)) == ["D01", "D04"]
    assert found_codes(bare, select=("D", "N04"), ignore=("D04",)) == ["D01", "N04"]


def test_the_issue_itself_should_say_what_it_is() -> None:
    findings = check(Extraction(Issue("issue.txt"), [article()]))
    assert [f.message for f in findings] == [
        f"The issue's {what} is nowhere printed." for what in ("journal", "year", "number")
    ]


PRINTED = f"""\
МАЗМҰНЫ

Серіков А.Б.
Қазақ қоғамының тарихи дамуы ............ 10
Ким О.
Дала соғыстарының белгісіз беттері ...... 25

ҚАЗАҚ ҚОҒАМЫНЫҢ ТАРИХИ ДАМУЫ
Серіков А.Б.
Андатпа
{KAZAKH} бiрге
Түйін сөздер: тарих, қоғам

Аннотация
{KAZAKH} тағы да осы туралы айтылады
Keу words: history
"""


def test_what_is_printed_is_found_with_its_line() -> None:
    record = article(abstracts={"kk": KAZAKH + " бірге", "ru": RUSSIAN, "en": ENGLISH}, pages=(12, 19))
    issue = Issue("issue.txt", journal={"kk": "Хабаршы"}, year=2024, number="4")
    findings = check(Extraction(issue, [record]), document(PRINTED), Options(select=("H", "L", "C")))
    assert {(f.code, f.line) for f in findings} == {
        ("H01", 10),
        ("L01", 11),
        ("H02", 14),
        ("H01", 16),
        ("L02", 16),
        ("C03", 5),
    }
    assert "'бiрге' in the abstract" in next(f.message for f in findings if f.code == "L01")


def test_the_contents_are_held_against_the_articles() -> None:
    issue = Issue("issue.txt", journal={"kk": "Хабаршы"}, year=2024, number="4")
    other = article(
        id="issue-2", title={"kk": "Мүлде басқа мақаланың атауы"}, pages=(40, 49), body="", doi=None
    )
    findings = check(
        Extraction(issue, [article(pages=(15, 19)), other]), document(PRINTED), Options(select=("C", "I"))
    )
    assert [(f.code, f.article) for f in findings] == [("C02", "issue-1"), ("C01", "issue-2"), ("C03", None)]


def test_articles_that_share_a_page_agree_with_their_contents() -> None:
    extraction, printed = read(ROOT / "tests" / "data" / "pdf" / "inline.pdf")
    pages = [one.pages for one in extraction.articles if one.pages is not None]
    shared = [last for (_, last), (first, _) in pairwise(pages) if last == first]
    assert shared
    assert not check(extraction, printed, Options(select=("C", "P")))


def test_findings_stand_in_the_order_of_the_pages() -> None:
    findings = check(*read(ROOT / "tests" / "data" / "pdf" / "columns.pdf"))
    for one in {f.article for f in findings}:
        places = [(f.page or 0, f.line or 0) for f in findings if f.article == one]
        assert places == sorted(places)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_the_check_digit_of_an_orcid(orcid: str) -> None:
    digits, last = orcid.replace("-", "")[:15], orcid[-1]
    assert orcid_check_digit(digits) == last
    for at, digit in enumerate(digits):
        slip = digits[:at] + str((int(digit) + 1) % 10) + digits[at + 1 :]
        assert orcid_check_digit(slip) != last


def test_the_forms_of_identifiers() -> None:
    for value in ("10.47649/vau.24.v75.i4.18", "10.26577/JH.2021.v102.i3.01", "10.1000.10/123-456"):
        assert doi_fault(value) is None, value
    for value in ("doi:10.1/x", "10.47649", "10.47649/a b", "10.47649/x.", "10.476/х"):
        assert doi_fault(value) is not None, value
    for value in (
        "331.5",
        "37.013:004",
        "94(574)",
        "821.512.122-31",
        "316.422",
        "37.016:811.111'243",
        "32+94(574)",
        "94(574).02",
        "811.512.122:81'42",
        "004.8",
        "94(574)«1920/1930»",
        "621.3.048(075)",
        "330",
    ):
        assert udc_fault(value) is None, value
    for value in ("331.", "94(574", "УДК", "3..1"):
        assert udc_fault(value) is not None, value
    for value in ("06.77.64", "06.75, 06.81", "03.20.00", "14"):
        assert irsti_fault(value) is None, value
    for value in ("6.77", "06.77.6", "06.77.64.12", "06-77"):
        assert irsti_fault(value) is not None, value
    assert orcid_fault("0000-0002-1694-233X") is None
    for value in ("0000-0002-1694-233x", "0000-0002-1694-233Х", "0000 0002 1694 2330", "0000-0002-1694-23"):
        assert orcid_fault(value) is not None, value
    assert email_fault("a.serikov-1@mail.example.kz") is None
    for value in ("аserikov@mail.ru", "a@b", "a..b@mail.ru", "a b@mail.ru"):
        assert email_fault(value) is not None, value


_texts = st.text(
    st.sampled_from("абcеAbІі ң10.-/№\n.…?!«»(),;:@") | st.characters(exclude_categories=["Cs"]), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(_texts, _texts, _texts, _texts, _texts)
def test_nothing_that_is_printed_raises(title: str, abstract: str, name: str, code: str, text: str) -> None:
    record = article(
        title={"ru": title},
        abstracts={"kk": abstract},
        authors=[Author(name, [name, title], email=code, orcid=code)],
        keywords={"en": [text, title]},
        doi=code,
        udc=code,
        irsti=code,
        orcids=[code],
        body=text,
    )
    lines = "\n".join(
        [title, "Аннотация", abstract, text, "CONTENTS", f"{title} ... 10", code, "orcid " + code]
    )
    for printed in (None, document("\n".join(lines))):
        for item in check(Extraction(Issue("issue.txt"), [record, record]), printed):
            assert item.message and item.mend


def test_the_sample_issues_known_faults() -> None:
    extraction, printed = read(ISSUES / "atyrau-2024-4.txt")
    findings = check(extraction, printed)
    lines = (ISSUES / "atyrau-2024-4.txt").read_text("utf-8").split("\n")
    assert [lines[f.line - 1].strip() for f in findings if f.code == "H01" and f.line] == [
        "Андатпа", "Андатпа", "Андатпа", "Aңдатпа", "Андатпа"
    ]  # fmt: skip
    words = {f.message.split("'")[1]: f.line for f in findings if f.code == "L01"}
    assert all(word in lines[line - 1] for word, line in words.items() if line)
    assert {"ocновные", "СOMMUNICATIVE"} <= set(words)
    assert all(f.line is not None for f in findings if f.article)


def test_the_command(izde: Callable[..., Any]) -> None:
    issue = ISSUES / "kaznu-2021-3.txt"
    outcome = izde("check", issue, "--select", "H,L01")
    assert outcome.code == 1
    assert "line 37  H01  The heading is printed 'Keу words'" in outcome.out
    assert "1 warning in 8 articles" in outcome.out
    outcome = izde("check", issue, "--select", "D03")
    assert (outcome.code, outcome.err) == (0, "")
    assert "nothing to mend" in outcome.out
    report = msgspec.json.decode(izde("check", issue, "--select", "H", "--format", "json").out)
    assert report[0]["findings"][0]["code"] == "H01"
    assert report[0]["counts"]["warning"] == 1
    log = msgspec.json.decode(izde("check", issue, "--select", "H", "--format", "sarif").out)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 37}
    rules = {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in log["runs"][0]["results"]} <= rules == set(codes())


def test_the_command_refuses_what_it_cannot_mean(izde: Callable[..., Any]) -> None:
    assert izde("check", ISSUES / "kaznu-2021-3.txt", "--select", "Z9").code == 2
    assert izde("check", ISSUES / "kaznu-2021-3.txt", "--words", "300-150").code == 2
    assert izde("check", "no-such-file.pdf").code == 3
    assert izde("check", "no-such-file.pdf", ISSUES / "kaznu-2021-3.txt", "--select", "D03").code == 6


def test_every_code_is_documented() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: scripts/document"


def test_an_orcid_among_dumped_links_is_printed() -> None:
    record = article(orcids=[], authors=[Author("А.Б. Серіков", ["А.Б. Серіков"], email="a@example.kz")])
    for line, wanted in (("ORCID ID:0000-0002-1825-0097", False), ("ORCID", True)):
        lines = [Line(RUSSIAN, number=1), Line(line, number=2)]
        document = Document("issue.txt", [Page(1, lines)], paged=False)
        found = check(Extraction(Issue("issue.txt"), [record]), document)
        assert ("N05" in {one.code for one in found}) is wanted
