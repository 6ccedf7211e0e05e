"""A whole issue: its document's rows through every stage, to its articles and its own data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from izde.errors import NoArticles
from izde.extract import article, blocks, furniture, links, segment, tongue, unlabelled
from izde.extract.page import Document, Link
from izde.extract.prose import Words
from izde.extract.rows import Row, rows_of
from izde.model import Extraction, Issue

if TYPE_CHECKING:
    from izde.extract import Overrides


def from_document(document: Document, path: Path) -> Extraction:
    """The articles of a document. Raises NoArticles where none can be recognised."""
    rows = rows_of(document)
    dumps = links.dumped(rows)
    found = furniture.find(rows, document.paged, dumps)
    kept = _content(rows, found.rows, dumps)
    words = Words(kept)
    anchors = unlabelled.find(kept, blocks.find(kept), found.heads)
    spans = segment.partition(kept, anchors)
    if not spans:
        raise NoArticles(path)
    journal, year, number = furniture.journal_of(found.heads)
    issue = Issue(source=document.source, journal=journal, year=year, number=number)
    articles = []
    for place, span in enumerate(spans):
        low = kept[span.start].index if place else 0
        high = kept[spans[place + 1].start].index if place + 1 < len(spans) else len(rows)
        heads = [h for h in found.heads if low <= h.row < high]
        inside: list[tuple[int, Link]] = [(i, link) for i, link in dumps.items() if low <= i < high]
        record = article.build(kept, span, words, heads, inside, place + 1, document.source)
        record.journal, record.year, record.number = dict(journal), year, number
        articles.append(record)
    return Extraction(issue, articles, list(document.warnings))


def _content(rows: Sequence[Row], furniture_rows: set[int], dumps: dict[int, Link]) -> list[Row]:
    """The rows that are text. What stood between two of them marks a page break."""
    kept: list[Row] = []
    broken = False
    for row in rows:
        if row.index in furniture_rows or row.index in dumps:
            broken = True
            continue
        if broken:
            row.breaks = True
            broken = False
        kept.append(row)
    return kept


def override(extraction: Extraction, overrides: Overrides) -> None:
    """Put what the user says of the issue into it and its articles."""
    for part in (extraction.issue, *extraction.articles):
        if overrides.journal:
            language = tongue.count(overrides.journal).best() or "en"
            part.journal = {language: overrides.journal}
        if overrides.year is not None:
            part.year = overrides.year
        if overrides.number is not None:
            part.number = overrides.number
