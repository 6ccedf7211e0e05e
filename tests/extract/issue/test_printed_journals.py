"""Extraction from issues that lie in tests/data/journals as text, with the records of what they print."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from izde.errors import NoArticles
from izde.extract import extract
from izde.model import Article

JOURNALS = Path(__file__).resolve().parents[2] / "data" / "journals"


@pytest.mark.parametrize("issue", sorted(JOURNALS.glob("*.txt")), ids=lambda path: path.stem)
def test_an_issue_gives_the_records_beside_it(issue):
    decoder = msgspec.json.Decoder(Article)
    lines = issue.with_suffix(".jsonl").read_bytes().splitlines()
    expected = [decoder.decode(line) for line in lines if line.strip()]
    assert extract(issue).articles == expected


def test_what_is_of_no_article_is_reported_with_its_lines():
    warnings = extract(JOURNALS / "desert.txt").warnings
    text = (JOURNALS / "desert.txt").read_text("utf-8").split("\n")
    first = text.index("CORRIGENDUM") + 1
    assert any(w.startswith(f"Lines {first}–") and "CORRIGENDUM" in w for w in warnings), warnings
    assert any(w.startswith("Lines 1–") for w in warnings), warnings


def test_a_law_is_no_journal(tmp_path):
    lines = ["ҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ ЗАҢЫ", "", "СУ ШАРУАШЫЛЫҒЫ ТУРАЛЫ", ""]
    for number in range(1, 40):
        lines += [
            f"{number}-бап. Осы Заңда пайдаланылатын негізгі ұғымдар",
            f"1. Су шаруашылығының қағидаттарын осы Заңның {number}-тармағы белгілейді.",
            "2. Уәкілетті органдар өз құзыреті шегінде су объектілерінің пайдаланылуын бақылайды.",
            "",
        ]
    lines += ["Әдебиеттер", "1. Қазақстан Республикасының Конституциясы, 1995.", "2. Су кодексі, 2003."]
    law = tmp_path / "law.txt"
    law.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(NoArticles):
        extract(law)
