"""Small inputs of kinds that were once read wrongly, where they lie beside the project: each is right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from izde.extract import extract
from izde.model import Article, Extraction

FAULTS = Path(__file__).parents[3] / "shared" / "faults"
TITLE = "STUDY OF SODIUM SULPHIDE ON OXIDIZED ORES OF THE NORTHERN DEPOSIT"
NORTHERN, METALS = "Northern University, Almaty, Kazakhstan", "Institute of Metals, Astana, Kazakhstan"
TWO = [("A.R. Serikova", NORTHERN), ("B.T. Omarov", METALS)]


def only(found: Extraction) -> Article:
    (article,) = found.articles
    return article


def affiliated(found: Extraction) -> list[tuple[str, str | None]]:
    return [(author.name, author.affiliation) for author in only(found).authors]


#: By the number of the input: what to look at, and what is right.
RIGHT: dict[str, tuple[Callable[[Extraction], object], object]] = {
    "10": (lambda x: (only(x).title["en"], len(only(x).references)), (TITLE, 5)),
    "11": (lambda x: only(x).pages, None),
    "12": (lambda x: (only(x).title["en"], only(x).irsti, len(only(x).authors)), (TITLE, "52.45.19", 2)),
    "13": (
        lambda x: only(x).keywords["ru"],
        ["руды", "свинец", "цинк", "флотация", "обогащение", "сульфид натрия"],
    ),
    "14": (lambda x: only(x).keywords["kk"][:2], ["кендер", "қорғасын"]),
    "15": (lambda x: len(only(x).authors), 5),
    "16": (lambda x: x.issue.issn, None),
    "17": (affiliated, TWO),
    "18": (lambda x: [a.name for a in only(x).authors], ["A.R. Serikova", "L. van der Berg"]),
    "21": (lambda x: only(x).abstracts["en"].endswith("plants of the region."), True),
    "22": (lambda x: (len(only(x).abstracts["en"]), len(only(x).keywords["en"])), (280, 4)),
    "23": (affiliated, TWO),
    "24": (lambda x: len(only(x).references), 8),
}


@pytest.mark.parametrize("number", RIGHT)
def test_what_was_read_wrongly(number: str) -> None:
    inputs = sorted(FAULTS.glob(f"{number}-*/input*.txt"))
    if not inputs:
        pytest.skip("the inputs of known faults are not beside the project")
    look, right = RIGHT[number]
    for path in inputs:
        assert look(extract(path)) == right, path.name
