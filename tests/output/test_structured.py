"""JSON, JSON lines, CSV and TREC."""

from __future__ import annotations

import csv
import io
import json

from izde.model import Author
from izde.output import structured
from izde.search.results import Hit, Result, Snippet

RESULT = Result(
    query="дала",
    total=2,
    notes=["a note"],
    hits=[
        Hit(
            id="a-1",
            score=2.5,
            title={"kk": 'Дала, "соғысы"', "ru": "Война;\nстепь"},
            authors=[Author("А. Б.")],
            pages=(3, 9),
            snippets=[Snippet("abstract", "kk", "дала", [(0, 4)])],
        ),
        Hit(id="a-2", score=1.0, pages=(12, 12), pages_from="first"),
    ],
)


def test_json_has_the_documented_shape_and_readable_letters():
    text = structured.json(RESULT)
    assert "Дала" in text
    parsed = json.loads(text)
    assert parsed["total"] == 2
    assert parsed["hits"][0]["snippets"] == [
        {"field": "abstract", "lang": "kk", "text": "дала", "marks": [[0, 4]]}
    ]
    assert parsed["hits"][0]["pages"] == [3, 9]


def test_json_lines_is_one_hit_a_line():
    lines = structured.json_lines(RESULT.hits).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a-1", "a-2"]


def test_csv_survives_quotes_and_line_breaks_and_opens_in_a_spreadsheet():
    text = structured.hits_csv(RESULT)
    assert text.startswith("\ufeffrank,id,")
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert rows[0]["title_kk"] == 'Дала, "соғысы"'
    assert rows[0]["title_ru"] == "Война;\nстепь"
    assert [(row["first_page"], row["last_page"]) for row in rows] == [("3", "9"), ("12", "")]
    assert rows[1]["title_kk"] == ""


def test_trec_lines():
    assert structured.trec("t-1", RESULT).splitlines() == [
        "t-1 Q0 a-1 1 2.500000 izde",
        "t-1 Q0 a-2 2 1.000000 izde",
    ]


def test_no_cell_is_a_formula():
    hits = [Hit(id="a", score=1.0, title={"en": '=HYPERLINK("x")', "ru": "- тире", "kk": "+7"}, number="@1")]
    text = structured.hits_csv(Result(query="x", total=1, notes=[], hits=hits))
    (row,) = csv.DictReader(io.StringIO(text.removeprefix(structured.BYTE_ORDER_MARK)))
    assert row["title_en"] == '\'=HYPERLINK("x")'
    assert (row["title_ru"], row["title_kk"], row["number"]) == ("- тире", "'+7", "'@1")
