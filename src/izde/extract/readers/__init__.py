"""Readers: a file in, its lines (or its records) out. Which reader a file needs, its content decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from izde.errors import InputIsFolder, InputMissing, InputUnreadable
from izde.extract.page.document import Document
from izde.extract.readers import docx_package
from izde.model import Extraction

#: The suffixes of files that a folder is searched for.
SUFFIXES = (".pdf", ".docx", ".txt", ".jsonl", ".json")
_PDF_WITHIN = 1024


def open_source(
    path: Path,
    *,
    jobs: int = 1,
    ocr: bool = False,
    progress: Callable[[int, int], None] | None = None,
    reader: str | None = None,
) -> Document | Extraction:
    """What a file holds: a document's lines, or records that are articles already.

    Raises InputMissing, InputIsFolder, InputUnreadable and the errors of the reader that the file needs.
    """
    if not path.exists():
        raise InputMissing(path)
    if path.is_dir():
        raise InputIsFolder(path)
    try:
        with path.open("rb") as file:
            head = file.read(_PDF_WITHIN)
            # A PDF is read piece by piece. One without its mark is damaged, unless it is something else.
            packed = head.startswith((docx_package.ZIP, docx_package.COMPOUND))
            is_pdf = b"%PDF-" in head or (path.suffix.lower() == ".pdf" and not packed)
            data = b"" if is_pdf else head + file.read()
    except OSError as error:
        raise InputUnreadable(path, error.strerror or str(error)) from error
    if is_pdf:
        from izde.extract.readers import pdf

        return pdf.read(path, jobs=jobs, ocr=ocr, progress=progress, reader=reader)
    from izde.extract.readers import records, text

    if docx_package.is_word(path, head):
        from izde.extract.readers import docx

        return docx.read(path)

    if path.suffix.lower() in (".json", ".jsonl") or records.looks_like_records(data):
        return records.read(data, path)
    return text.read(data, path)
