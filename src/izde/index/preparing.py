"""Reading one file into records, from the cache or by extraction, which then goes into the cache, and
making of the records what an index takes.

This is the part of indexing that runs in other processes, so everything here is a plain function over
plain data. It touches the cache, never the index.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime, timezone
from pathlib import Path, PurePath

import msgspec

from izde import errors
from izde.engines.interface import IndexedArticle
from izde.errors import IzdeError, SourceChanging
from izde.index.cache import Cache, Header, Key, Record
from izde.interface import _, language
from izde.model import Article, Extraction

#: The failures that the same content will always meet. Others may pass: permissions, a missing program.
_OF_THE_CONTENT = (
    errors.EmptyInput,
    errors.BinaryInput,
    errors.UndecodableInput,
    errors.BadRecords,
    errors.NoArticles,
    errors.NotPdf,
    errors.PdfEncrypted,
    errors.PdfDamaged,
    errors.PdfScanned,
    errors.PdfWithoutText,
    errors.PdfUnmapped,
)

logger = logging.getLogger(__name__)


class Task(msgspec.Struct, frozen=True):
    """A file to read. `path` is where it is now; `size` and `modified` are what it had when planned.

    `reuse` allows the cached record, `extract` the reading of the file itself (not for a file that may
    have gone since); `pages_at_once` is how many processes may share the pages of this one file.
    """

    key: Key
    path: str
    kind: str
    size: int
    modified: int
    reuse: bool = True
    extract: bool = True
    pages_at_once: int = 1


class Prepared(msgspec.Struct):
    """What came of a task: an extraction and its articles as an index takes them, under the file's name as
    their source; or the reason why there is none. `seconds` is the time taken.

    `storage` is set instead when the library's own disk failed, which concerns more than this file.
    """

    extraction: Extraction | None = None
    articles: list[IndexedArticle] = []
    failure: str | None = None
    storage: str | None = None
    removed: tuple[str, ...] = ()
    cached: bool = False
    seconds: float = 0.0


def prepare(task: Task, cache: Path) -> Prepared:
    """Do a task. Raises nothing that the file's content can cause."""
    begun = time.perf_counter()
    prepared = _read(task, Cache(cache))
    if prepared.extraction is not None and prepared.failure is None:
        _weigh(task, prepared)
    prepared.seconds = time.perf_counter() - begun
    return prepared


def _weigh(task: Task, prepared: Prepared) -> None:
    from izde.index.weighing import weigh

    assert prepared.extraction is not None
    source = PurePath(task.path).name
    try:
        prepared.articles = [weigh(article, source) for article in prepared.extraction.articles]
    except Exception as error:  # a fault in one file must not stop the others
        logger.debug("Analyzing %s failed", task.path, exc_info=True)
        prepared.failure = _fault(_("{path} could not be analyzed"), task.path, error)


def _fault(what: str, path: str, error: Exception) -> str:
    return _("{what} ({error}); this is a fault in izde, please report it.").format(
        what=what.format(path=path), error=f"{type(error).__name__}: {error}"
    )


def _read(task: Task, cache: Cache) -> Prepared:
    record = cache.get(task.key) if task.reuse else None
    if record is not None:
        prepared = _of_record(task, record)
        if prepared is not None:
            return prepared
    if not task.extract:
        return Prepared(
            failure=_("{path}: neither the file nor its cached record can be read.").format(path=task.path)
        )
    extraction: Extraction | None = None
    failure: str | None = None
    try:
        extraction = _extract(task)
    except _OF_THE_CONTENT as error:
        failure = error.message
    except IzdeError as error:
        return Prepared(failure=error.message)
    except OSError as error:
        return Prepared(failure=f"{task.path}: {error.strerror or error}")
    except MemoryError:
        return Prepared(failure=_("{path} needs more memory than one file may take.").format(path=task.path))
    except Exception as error:  # a fault in one file must not stop the others
        logger.debug("Reading %s failed", task.path, exc_info=True)
        return Prepared(failure=_fault(_("{path} could not be read"), task.path, error))
    if _changed(task):
        return Prepared(failure=SourceChanging(task.path).message)
    header = Header(
        key=task.key,
        path=task.path,
        kind=task.kind,
        size=task.size,
        modified=task.modified,
        written=datetime.now(timezone.utc).isoformat(timespec="microseconds"),
        failure=failure,
        language=language(),
    )
    try:
        cache.put(header, extraction)
    except OSError as error:
        return Prepared(storage=error.strerror or str(error))
    return Prepared(extraction, failure=failure)


def _extract(task: Task) -> Extraction:
    from izde.extract import Overrides, extract

    given = dict(task.key.options)
    overrides = Overrides(
        journal=given.get("journal"),
        year=int(given["year"]) if "year" in given else None,
        number=given.get("number"),
    )
    return extract(
        Path(task.path),
        overrides=overrides,
        jobs=task.pages_at_once,
        ocr="ocr" in given,
        reader=given.get("reader"),
    )


def _changed(task: Task) -> bool:
    try:
        status = Path(task.path).stat()
    except OSError:
        return True
    return (status.st_size, status.st_mtime_ns) != (task.size, task.modified)


def _of_record(task: Task, record: Record) -> Prepared | None:
    """A cached record as the result of a task, if it can be: for a file of another name it is renamed."""
    header = record.header
    old, new = PurePath(header.path), PurePath(task.path)
    if old.name == new.name:
        same_place = header.path == task.path
        if record.extraction is None and not (same_place and header.language == language()):
            return None  # the message names the old place, or is in another language
        return Prepared(record.extraction, failure=header.failure, removed=header.removed, cached=True)
    if record.extraction is None or header.kind == "records":
        return None  # given ids are not ours to rename, and records are read again in no time
    renamed = rename(record.extraction, old.stem, new.stem, new.name)
    removed = tuple(_renamed(id, old.stem, new.stem) for id in header.removed)
    return Prepared(renamed, removed=removed, cached=True)


def rename(extraction: Extraction, old_stem: str, new_stem: str, new_name: str) -> Extraction:
    """The extraction of the same content under another file name: ids begin with the file's stem."""

    def renamed(article: Article) -> Article:
        id = _renamed(article.id, old_stem, new_stem)
        return msgspec.structs.replace(article, id=id, source=new_name)

    return Extraction(
        msgspec.structs.replace(extraction.issue, source=new_name),
        [renamed(article) for article in extraction.articles],
        extraction.warnings,
    )


def _renamed(id: str, old_stem: str, new_stem: str) -> str:
    return new_stem + id[len(old_stem) :] if id.startswith(old_stem) else id
