"""References and their romanised entries."""

from __future__ import annotations

import pytest
from export_samples import article, rich

from izde.output.references import Reference, dois, references


def test_two_lists_of_one_length_are_paired() -> None:
    first, second = references(rich())
    assert first.romanised.startswith("1. Masanov")
    assert first.doi == "10.1234/ab(1)c"
    # The same line twice is one entry.
    assert second == Reference("2. Smith A. Work. 2001. https://doi.org/10.5555/x.y")


def test_lists_of_other_lengths_are_paired_by_their_figures() -> None:
    one = article(
        references=["Абай. Қара сөз. 1990. 120 б.", "Ахметов А. 2001. 15-20 б.", "Закон от 12.05.2017"],
        references_romanised=["Akhmetov A. 2001. P. 15-20.", "Zakon ot 12.05.2017", "New work 2024"],
    )
    assert references(one) == [
        Reference("Абай. Қара сөз. 1990. 120 б."),
        Reference("Ахметов А. 2001. 15-20 б.", "Akhmetov A. 2001. P. 15-20."),
        Reference("Закон от 12.05.2017", "Zakon ot 12.05.2017"),
        Reference("", "New work 2024"),
    ]


def test_one_list_stands_alone() -> None:
    assert references(article(references=[], references_romanised=["a"])) == [Reference("a")]
    assert references(article(references=["a"])) == [Reference("a")]
    assert references(article(references=[])) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1000/182.", ["10.1000/182"]),
        ("(doi: 10.1016/S0140-6736(20)30183-5)", ["10.1016/S0140-6736(20)30183-5"]),
        ("DOI:10.1234/а-b, 12.05.2017", ["10.1234/а-b"]),
        ("page 10.5 of 12", []),
    ],
)
def test_dois_are_found_without_what_follows(text: str, found: list[str]) -> None:
    assert dois(text) == found
