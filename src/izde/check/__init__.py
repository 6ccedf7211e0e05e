"""An editor's report on an issue: what is missing or suspect, before it goes out.

`read` gives an issue with its printed lines; `check` goes through it and reports findings, each with a
code of `codes.tsv`. The checks are families, a module each: `completeness` (titles, abstracts, keywords),
`headings`, `letters`, `people`, `identifiers`, `body`, `pages`, `contents`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from izde.check.finding import SEVERITIES, Code, Finding, Severity, codes, finding
from izde.check.options import Options
from izde.interface import pgettext
from izde.model import Extraction

if TYPE_CHECKING:
    from izde.check.printed import Subject
    from izde.extract import Overrides
    from izde.extract.page.document import Document

__all__ = ["SEVERITIES", "Code", "Finding", "Options", "Reading", "Severity", "check", "codes", "read"]


class Reading(NamedTuple):
    """An issue as extraction sees it, and its printed lines; records have none."""

    extraction: Extraction
    document: Document | None


def read(
    path: Path,
    *,
    overrides: Overrides | None = None,
    jobs: int = 1,
    ocr: bool = False,
    progress: Callable[[int, int], None] | None = None,
    reader: str | None = None,
) -> Reading:
    """An issue file with its lines. Raises what `izde.extract.extract` raises."""
    from izde.extract.issue.stages import from_document
    from izde.extract.overrides import override
    from izde.extract.readers import open_source

    found = open_source(path, jobs=jobs, ocr=ocr, progress=progress, reader=reader)
    if isinstance(found, Extraction):
        extraction, document = found, None
    else:
        extraction, document = from_document(found, path), found
    if overrides is not None:
        override(extraction, overrides)
    return Reading(extraction, document)


def check(
    extraction: Extraction, document: Document | None = None, options: Options | None = None
) -> list[Finding]:
    """What is to be mended in an issue, article by article in its order, then in the issue as a whole.

    Without the document that the issue was extracted from, headings and contents cannot be checked, and
    findings have no place.
    """
    from izde.check.printed import UNPRINTED, Printed, Subject

    options = options or Options()
    printed = UNPRINTED if document is None else Printed.of(document, extraction.articles)
    subjects = [Subject(article, number, printed) for number, article in enumerate(extraction.articles)]
    findings = [f for f in _findings(extraction, subjects, options) if options.wants(f.code)]
    order = {subject.id: subject.number for subject in subjects}
    last = len(order)
    return sorted(
        findings, key=lambda f: (order.get(f.article or "", last), f.page or 0, f.line or 0, f.code)
    )


def _findings(extraction: Extraction, subjects: Sequence[Subject], options: Options) -> Iterator[Finding]:
    from izde.check import body, completeness, contents, headings, identifiers, letters, pages, people

    for subject in subjects:
        yield from completeness.titles(subject, options)
        yield from completeness.abstracts(subject, options)
        yield from completeness.keywords(subject, options)
        yield from headings.headings(subject)
        yield from letters.letters(subject)
        yield from people.people(subject)
        yield from identifiers.identifiers(subject)
    yield from identifiers.repeated_dois(subjects)
    yield from body.bodies(subjects)
    yield from pages.pages(subjects)
    if subjects:
        yield from contents.contents(subjects, subjects[0].printed)
    issue = extraction.issue
    for what, value in (
        (pgettext("what an issue lacks", "journal"), issue.journal),
        (pgettext("what an issue lacks", "year"), issue.year),
        (pgettext("what an issue lacks", "number"), issue.number),
    ):
        if not value:
            yield finding("I01", what=what)
