"""A whole issue: its document's rows through every stage, to its articles and its own data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from izde.errors import NoArticles
from izde.extract.article import record as article
from izde.extract.article.record import Surroundings
from izde.extract.block import blocks, unlabelled
from izde.extract.issue import contents, evidence, masthead, matter, notes, segment
from izde.extract.issue.contents import Contents, Entry
from izde.extract.issue.segment import Span
from izde.extract.line import links, tongue
from izde.extract.line.prose import Words
from izde.extract.line.rows import Row, rows_of
from izde.extract.page import footnotes, furniture, running
from izde.extract.page.document import Document, Link
from izde.extract.page.furniture import Furniture
from izde.extract.page.heads import Head
from izde.model import Article, Extraction, Issue
from izde.warnings import CONTENTS_COUNT, CONTENTS_PAGE, NOT_IN_CONTENTS

if TYPE_CHECKING:
    from izde.extract import Overrides

_SAME_TITLE = 0.7
# A running head may hide the title that another one repeats.
_ROUNDS = 3


def from_document(document: Document, path: Path) -> Extraction:
    """The articles of a document. Raises NoArticles where none can be recognised, or the text is no
    journal's."""
    rows = rows_of(document)
    if not evidence.is_printed(rows):
        raise NoArticles(path)
    dumps = links.dumped(rows)
    found = furniture.find(rows, document.paged, dumps)
    small_print = footnotes.find(rows, found.rows) if document.paged else set()
    content = _content(rows, found.rows | small_print, dumps)
    lists = contents.find(content)
    outside = matter.outside(content, lists)
    kept = [row for p, row in enumerate(content) if p not in outside]
    citations = notes.find(kept)
    cited = notes.dois(kept, citations)
    kept = notes.without(kept, citations)
    if not document.paged:
        kept = _without_heads(kept, running.interruptions(kept), found)
    words = Words(kept)
    spans = segment.partition(kept, unlabelled.find(kept, blocks.find(kept), found.heads))
    for _ in range(_ROUNDS):
        runs = running.find(kept, [block for span in spans for block in span.blocks], words)
        if not runs:
            break
        kept = _without_heads(kept, runs, found)
        spans = segment.partition(kept, unlabelled.find(kept, blocks.find(kept), found.heads))
    if not spans:
        raise NoArticles(path)
    issue = masthead.read(document.source, rows, kept[spans[0].start].index, found.heads)
    targets = _targets(document, rows, dumps)
    articles = []
    stem = _stem(document.source)
    owners = _Owners(kept, spans, document.paged)
    numbers = _page_numbers(found.heads, rows) if document.paged else None
    if not document.paged:
        _keep_rising(found.heads)
    for place, span in enumerate(spans):
        around = Surroundings(
            heads=[h for h in found.heads if owners.of_head(h, rows) == place],
            links=[(i, link) for i, link in targets if owners.of_row(i) == place],
            notes=[rows[i] for i in sorted(small_print) if owners.of_row(i) == place],
            cited=next((doi for i, doi in cited if owners.of_row(i) == place), None),
        )
        around.pages = _pages(kept, span, around.heads, numbers)
        record = article.build(kept, span, words, around, f"{stem}-{place + 1}", document.source)
        record.journal, record.year, record.number = dict(issue.journal), issue.year, issue.number
        articles.append(record)
    if not evidence.is_journal(articles):
        raise NoArticles(path)
    warnings = list(document.warnings)
    warnings.extend(_compare(lists, articles, counted=numbers is not None))
    return Extraction(issue, articles, warnings)


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


def _without_heads(rows: Sequence[Row], runs: Sequence[list[int]], found: Furniture) -> list[Row]:
    """The rows without the running heads at these positions, whose content goes to what is `found`."""
    found.heads = sorted([*found.heads, *running.read(rows, runs)], key=lambda head: head.row)
    return _without(rows, {p for run in runs for p in run})


def _without(rows: Sequence[Row], dropped: set[int]) -> list[Row]:
    """The rows without those at the dropped positions, which marked page breaks."""
    kept: list[Row] = []
    for p, row in enumerate(rows):
        if p not in dropped:
            row.breaks = row.breaks or p - 1 in dropped
            kept.append(row)
    return kept


def _stem(source: str) -> str:
    """What the ids of an issue's articles begin with: the file's name without its suffix."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", source)
    return re.sub(r"[^\w.-]+", "-", stem).strip("-") or "issue"


def _targets(document: Document, rows: Sequence[Row], dumps: dict[int, Link]) -> list[tuple[int, Link]]:
    """All link targets with the index of the row they belong to: dumped lines, and a PDF's annotations."""
    targets = list(dumps.items())
    by_place = {(row.page, row.line.number): row.index for row in rows}
    first: dict[int, int] = {}
    for row in rows:
        first.setdefault(row.page, row.index)
    for page in document.pages:
        for link in page.links:
            at = by_place.get((page.index, link.line)) if link.line is not None else None
            if at is None:
                at = first.get(page.index)
            if at is not None:
                targets.append((at, link))
    return sorted(targets, key=lambda t: t[0])


class _Owners:
    """Which article a row, a page or a running head belongs to."""

    def __init__(self, kept: Sequence[Row], spans: Sequence[Span], paged: bool) -> None:
        self._starts = [kept[span.start].index for span in spans]
        self._paged = paged
        self._pages: dict[int, Counter[int]] = {}
        for place, span in enumerate(spans):
            for p in range(span.start, span.end):
                self._pages.setdefault(kept[p].page, Counter())[place] += 1

    def of_row(self, index: int) -> int | None:
        """The article that the row stands in; None before the first."""
        place = None
        for number, start in enumerate(self._starts):
            if start > index:
                break
            place = number
        return place

    def of_head(self, head: Head, rows: Sequence[Row]) -> int | None:
        """The article that a head speaks of: that with most of the page where pages are known."""
        if not self._paged:
            return self.of_row(head.row)
        counts = self._pages.get(rows[head.row].page)
        return counts.most_common(1)[0][0] if counts else None


def _page_numbers(heads: Sequence[Head], rows: Sequence[Row]) -> int | None:
    """What to add to a page's place in the file for its printed number; None where nothing says."""
    offsets = Counter(h.page - rows[h.row].page for h in heads if h.page is not None)
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count * 2 >= sum(offsets.values()) else None


def _keep_rising(heads: Sequence[Head]) -> None:
    """Take back page numbers that fall out of the longest rising run through the issue: where pages are
    not marked, the number of a figure or a note may pass for one. (Schensted's longest increasing
    subsequence, 1961.)"""
    numbered = [head for head in heads if head.page is not None]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, head in enumerate(numbered):
        at = bisect_right(tails, head.page or 0)
        tails[at : at + 1] = [head.page or 0]
        ends[at : at + 1] = [place]
        before.append(ends[at - 1] if at else None)
    rising: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rising.add(last)
        last = before[last]
    for place, head in enumerate(numbered):
        if place not in rising:
            head.page = None


def _pages(
    kept: Sequence[Row], span: Span, heads: Sequence[Head], offset: int | None
) -> tuple[int, int] | None:
    """The printed numbers of an article's first and last page."""
    if offset is not None and span.end > span.start:
        first, last = kept[span.start].page + offset, kept[span.end - 1].page + offset
        if first > 0:
            return first, last
    printed = [h.page for h in heads if h.page]
    return (min(printed), max(printed)) if printed else None


def _compare(lists: Sequence[Contents], articles: Sequence[Article], counted: bool) -> list[str]:
    """Warnings where the contents disagree with what was found; names in it go to their articles. Where the
    file's own pages are not `counted`, the contents say on which page an article begins."""
    warnings: list[str] = []
    if not lists:
        return warnings
    entries = [e for contents_list in lists for e in contents_list.entries if len(e.title.split()) >= 2]
    matched: set[int] = set()
    firsts: dict[int, int] = {}
    for entry in entries:
        scores = [max((_alike(entry.title, t) for t in a.title.values()), default=0.0) for a in articles]
        best = max(range(len(articles)), key=lambda i: scores[i])
        if scores[best] < _SAME_TITLE:
            continue
        matched.add(best)
        if entry.page is not None:
            firsts.setdefault(best, entry.page)
        _add_names(articles[best], entry)
    if not counted:
        _begin(articles, firsts)
    for place, page in sorted(firsts.items()):
        record = articles[place]
        if record.pages and page != record.pages[0]:
            begins = record.pages[0]
            warnings.append(CONTENTS_PAGE.format(article=record.id, listed=page, first=begins))
    pages = {e.page for e in entries if e.page is not None}
    if len(matched) >= 2 and len(pages) > len(articles):
        warnings.append(CONTENTS_COUNT.format(listed=len(pages), found=len(articles)))
    missing = [articles[i].id for i in range(len(articles)) if i not in matched]
    if matched and missing:
        warnings.append(NOT_IN_CONTENTS.format(articles=", ".join(missing)))
    return warnings


def _begin(articles: Sequence[Article], firsts: dict[int, int]) -> None:
    """Let articles begin on the pages that the contents give and end before the next one's, where the page
    numbers printed in them agree: a number in the midst of an article is no first page."""
    printed = [article.pages for article in articles]
    for place, first in firsts.items():
        before = [pages[1] for pages in printed[:place] if pages]
        after = [pages[0] for pages in printed[place:] if pages]
        if (before and max(before) > first) or (after and min(after) < first):
            continue
        own = printed[place]
        follower = firsts.get(place + 1)
        if follower is not None and follower >= first:
            last = max(first, follower - 1)
        elif own:
            last = own[1]
        else:
            continue
        articles[place].pages = (first, last)


def _add_names(record: Article, entry: Entry) -> None:
    """The contents' spellings of the article's authors."""
    from izde.language.names.comparing import same_person

    for name in entry.authors:
        for author in record.authors:
            if any(same_person(name, known, within_article=True) for known in author.names):
                if name not in author.names:
                    author.names.append(name)
                break


def _alike(a: str, b: str) -> float:
    """Dice's coefficient of the words of two titles, case aside."""
    left, right = (Counter(re.findall(r"\w+", t.casefold())) for t in (a, b))
    whole = sum(left.values()) + sum(right.values())
    return 2 * sum((left & right).values()) / whole if whole else 0.0


def override(extraction: Extraction, overrides: Overrides) -> None:
    """Put what the user says of the issue into it and its articles."""
    parts: list[Issue | Article] = [extraction.issue, *extraction.articles]
    for part in parts:
        if overrides.journal:
            language = tongue.count(overrides.journal).best() or "en"
            part.journal = {language: overrides.journal}
        if overrides.year is not None:
            part.year = overrides.year
        if overrides.number is not None:
            part.number = overrides.number
