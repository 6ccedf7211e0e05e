"""From an issue file to its articles.

The stages, each a folder: `readers` (a file's lines), `page` (their order, and what stands at the edges of
pages), `line` (features of lines), `block` (title, abstract and keywords of one language), `issue` (which
blocks and text make an article, and what is known of the whole), `article` (the record's fields).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from izde.extract.overrides import AS_PRINTED, Overrides
from izde.model import Extraction

__all__ = ["EXTRACTOR_VERSION", "Overrides", "Progress", "extract"]

#: Changes whenever extraction may give another result for the same file; caches are keyed by it.
EXTRACTOR_VERSION = "3"

Progress = Callable[[int, int], None]


def extract(
    path: Path | str,
    *,
    overrides: Overrides = AS_PRINTED,
    jobs: int = 1,
    ocr: bool = False,
    progress: Progress | None = None,
    reader: str | None = None,
) -> Extraction:
    """The articles of an issue file: PDF, Word, text, or article records as JSON or JSON Lines.

    The file's content decides what it is, not its name. `jobs` processes read a PDF's pages; `ocr` sends
    a scanned PDF through ocrmypdf first; `progress` is told pages done and pages in all. `reader`
    names the library that PDFs are read with: pdfminer or pdfium.

    Raises InputError in one of its kinds: InputMissing, InputUnreadable, EmptyInput, BinaryInput,
    UndecodableInput, BadRecords, NoArticles, or what the PDF reader raises.
    """
    from izde.extract.issue.stages import from_document
    from izde.extract.overrides import override
    from izde.extract.readers import open_source

    found = open_source(Path(path), jobs=jobs, ocr=ocr, progress=progress, reader=reader)
    if not isinstance(found, Extraction):
        found = from_document(found, Path(path))
    override(found, overrides)
    return found


class _Callable(ModuleType):
    """This package and the function `izde.extract` have one name, so the package answers a call."""

    def __call__(self, path: Path | str, **options: Any) -> Extraction:
        return extract(path, **options)


sys.modules[__name__].__class__ = _Callable
