"""A whole issue: its document's rows through every stage, to its articles and its own data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from izde.errors import NoArticles
from izde.extract.article import record as article
from izde.extract.article import tails
from izde.extract.article.record import Surroundings
from izde.extract.block import blocks, unlabelled
from izde.extract.issue import (
    cited_pages,
    comparing,
    contents,
    evidence,
    masthead,
    matter,
    notes,
    pages,
    segment,
    sums,
)
from izde.extract.issue.contents import Contents
from izde.extract.issue.owners import Owners, targets
from izde.extract.issue.segment import Span
from izde.extract.line import links, reference_lists
from izde.extract.line.prose import Words
from izde.extract.line.rows import Row, Trace, rows_of, without
from izde.extract.page import footnotes, furniture, running
from izde.extract.page.document import Document, Link
from izde.extract.page.heads import Head
from izde.model import Article, Extraction, Issue

# A running head may hide the title that another one repeats.
_ROUNDS = 3


@dataclass
class Course:
    """An issue on its way through the stages; each fills in what the later ones need.

    `rows` are all lines of the document, `kept` those that may be an article's. `cited` are the DOIs of notes
    on citing, `citations` these notes, each with the index of a row near it; `aside` the rows of what is of
    no article.
    """

    document: Document
    path: Path
    rows: list[Row]
    kept: list[Row]
    dumps: dict[int, Link] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    small_print: set[int] = field(default_factory=set)
    lists: list[Contents] = field(default_factory=list)
    aside: set[int] = field(default_factory=set)
    cited: list[tuple[int, str]] = field(default_factory=list)
    citations: list[tuple[int, str]] = field(default_factory=list)
    words: Words = field(default_factory=lambda: Words(()))
    spans: list[Span] = field(default_factory=list)
    issue: Issue = field(default_factory=lambda: Issue(source=""))
    articles: list[Article] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def from_document(document: Document, path: Path) -> Extraction:
    """The articles of a document. Raises NoArticles where none can be recognised, or the text is no
    journal's."""
    rows = rows_of(document)
    course = Course(document, path, rows, rows, warnings=list(document.warnings))
    for stage in STAGES:
        stage(course)
    return Extraction(course.issue, course.articles, course.warnings)


def refuse_programs(course: Course) -> None:
    """Documentation and programs are no print."""
    if not evidence.is_printed(course.rows):
        raise NoArticles(course.path)


def clear_furniture(course: Course) -> None:
    """Running heads, feet, dumps of link targets and footnotes go; what they say stays."""
    paged = course.document.paged
    course.dumps = links.dumped(course.rows)
    found = furniture.find(course.rows, paged, course.dumps)
    course.heads = found.heads
    course.small_print = footnotes.find(course.rows, found.rows) if paged else set()
    course.kept = without(course.rows, found.rows | course.small_print | course.dumps.keys(), Trace.BREAK)


def set_matter_aside(course: Course) -> None:
    """What belongs to no article: contents, editorial pages, guidelines, the imprint."""
    course.lists = contents.find(course.kept)
    aside = matter.outside(course.kept, course.lists)
    course.aside = {course.kept[p].index for p in aside}
    course.kept = without(course.kept, aside, Trace.NONE)


def set_citations_aside(course: Course) -> None:
    """Notes on how to cite an article look like references; their DOIs are kept."""
    found = notes.find(course.kept)
    course.cited = notes.dois(course.kept, found)
    course.citations = notes.texts(course.kept, found)
    course.kept = without(course.kept, {p for note in found for p in note}, Trace.GAP)


def choose_articles(course: Course) -> None:
    """Blocks, and the runs of them that make articles; again without the heads that the titles give away."""
    _mark_lists(course.kept)
    if not course.document.paged:
        _drop_heads(course, running.interruptions(course.kept))
    course.words = Words(course.kept)
    for round_ in range(_ROUNDS + 1):
        _mark_lists(course.kept)
        found = unlabelled.find(course.kept, blocks.find(course.kept), course.heads)
        course.spans = segment.partition(course.kept, found)
        runs = running.find(course.kept, [b for span in course.spans for b in span.blocks], course.words)
        if round_ == _ROUNDS or not runs:
            break
        _drop_heads(course, runs)
    if not course.spans:
        raise NoArticles(course.path)


def _mark_lists(rows: list[Row]) -> None:
    """Mark the lists behind articles, in which none begins: references, information about the authors."""
    for row in rows:
        row.listed = False
    listings = [listing.rows for listing in reference_lists.find(rows)]
    for listed in [*listings, *tails.information(rows)]:
        for p in listed:
            rows[p].listed = True


def _drop_heads(course: Course, runs: list[list[int]]) -> None:
    """Take out the running heads at these positions, when they are read."""
    course.heads = sorted([*course.heads, *running.read(course.kept, runs)], key=lambda head: head.row)
    course.kept = without(course.kept, {p for run in runs for p in run}, Trace.BREAK)


def read_masthead(course: Course) -> None:
    """Journal, year and number."""
    first = course.kept[course.spans[0].start].index
    own = {course.kept[p].index for span in course.spans for p in range(span.start, span.end)}
    course.issue = masthead.read(course.document.source, course.rows, first, course.heads, own)


def fill_records(course: Course) -> None:
    """Each article's record, out of its rows and of what stands around them."""
    paged, rows = course.document.paged, course.rows
    owners = Owners(course.kept, course.spans, paged)
    linked = targets(course.document, rows, course.dumps)
    numbers = pages.offset(course.heads, rows) if paged else None
    if not paged:
        pages.keep_rising(course.heads)
    for place, span in enumerate(course.spans):
        around = Surroundings(
            heads=[h for h in course.heads if owners.of_head(h, rows) == place],
            links=[(i, link) for i, link in linked if owners.of_row(i) == place],
            notes=[rows[i] for i in sorted(course.small_print) if owners.of_row(i) == place],
            cited=next((doi for i, doi in course.cited if owners.of_row(i) == place), None),
            citations=[note for i, note in course.citations if owners.of_row(i) == place],
        )
        around.pages = pages.of_span(course.kept, span, around.heads, numbers, paged)
        around.pdf_pages = pages.in_file(course.kept, span) if paged else None
        identifier = f"{_stem(course.document.source)}-{place + 1}"
        record = article.build(course.kept, span, course.words, around, identifier, course.document.source)
        record.journal, record.year, record.number = (
            dict(course.issue.journal), course.issue.year, course.issue.number
        )  # fmt: skip
        if numbers is None and record.pages and record.pages[0] == record.pages[1]:
            record.pages_from = "first"
        course.articles.append(record)


def refuse_other_prose(course: Course) -> None:
    """Any prose can be cut into pieces with titles."""
    if not evidence.is_journal(course.articles):
        raise NoArticles(course.path)


def compare_contents(course: Course) -> None:
    """What the contents list is held against what was found."""
    counted = course.document.paged and pages.offset(course.heads, course.rows) is not None
    course.warnings.extend(comparing.compare(course.lists, course.articles, counted))


def read_cited_pages(course: Course) -> None:
    """Pages that the note on citing gives, where not both ends are printed otherwise and what is agrees."""
    owners = Owners(course.kept, course.spans, course.document.paged)
    for place, record in enumerate(course.articles):
        given = cited_pages.read(note for i, note in course.citations if owners.of_row(i) == place)
        known = record.pages
        if given is None or (known is not None and record.pages_from is None):
            continue
        agrees = known is None or (
            given[0] == known[0] if record.pages_from == "concluded" else given[0] <= known[0] <= given[1]
        )
        if agrees:
            record.pages, record.pages_from = given, None


def report(course: Course) -> None:
    """What belongs to no article, with its lines, and what does not make sense of the issue as a whole."""
    left = {row.index for row in course.kept[: course.spans[0].start]}
    course.warnings.extend(sums.outside(course.rows, course.aside | left, course.document.paged))
    course.warnings.extend(sums.doubts(course.articles))


#: The stages in order; docs/extraction.md describes each.
STAGES: tuple[Callable[[Course], None], ...] = (
    refuse_programs,
    clear_furniture,
    set_matter_aside,
    set_citations_aside,
    choose_articles,
    read_masthead,
    fill_records,
    refuse_other_prose,
    compare_contents,
    read_cited_pages,
    report,
)


def _stem(source: str) -> str:
    """What the ids of an issue's articles begin with: the file's name without its suffix."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", source)
    return re.sub(r"[^\w.-]+", "-", stem).strip("-") or "issue"
