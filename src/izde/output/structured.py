"""Results and records for other programs: JSON, JSON lines, CSV and TREC runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec

from izde.output.text import author_names, in_language
from izde.search.results import Hit, Result

#: Excel takes a CSV file for UTF-8 only when it starts with this mark.
BYTE_ORDER_MARK = "\ufeff"


def json(value: Any) -> str:
    """Any struct of the project as indented JSON, its letters as they are."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def json_lines(values: Iterable[Any]) -> str:
    """One struct a line."""
    return "\n".join(msgspec.json.encode(value).decode() for value in values)


def _first_snippet(hit: Hit) -> str:
    return next((snippet.text for snippet in hit.snippets if snippet.field != "title"), "")


def _cell(text: str) -> str:
    """The text as a spreadsheet shows it: what it would take for a formula is marked as text."""
    formula = text[:1] in ("=", "@") or (text[:1] in ("+", "-") and text[1:2].strip() != "")
    return f"'{text}" if formula else text


def hits_csv(result: Result) -> str:
    """The hits as a spreadsheet opens them: UTF-8 with a byte order mark, a header, one article a row."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(
        ["rank", "id", "score", "title_kk", "title_ru", "title_en", "authors", "journal", "year", "number",
         "first_page", "last_page", "language", "snippet"]
    )  # fmt: skip
    for rank, hit in enumerate(result.hits, 1):
        first, last = hit.pages or ("", "")
        if hit.pages_from == "first":
            last = ""
        titles = [_cell(hit.title.get(language, "")) for language in ("kk", "ru", "en")]
        journal = in_language(hit.journal, hit.shown, hit.language)
        writer.writerow(
            [rank, hit.id, f"{hit.score:.4f}", *titles, _cell(author_names(hit.authors)), _cell(journal),
             hit.year or "", _cell(hit.number or ""), first, last, hit.language or "",
             _cell(_first_snippet(hit))]
        )  # fmt: skip
    return BYTE_ORDER_MARK + file.getvalue().rstrip("\r\n")


def trec(topic: str, result: Result) -> str:
    """The hits as lines of a TREC run: topic, Q0, document, rank, score, run."""
    return "\n".join(
        f"{topic} Q0 {hit.id} {rank} {hit.score:.6f} izde" for rank, hit in enumerate(result.hits, 1)
    )
