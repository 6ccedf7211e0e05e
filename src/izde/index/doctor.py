"""Examining a library: everything is opened, read and counted, and what is wrong gets a remedy.

An *error* means that the library does not hold what its books say; a *warning* that something is in the
way or out of date; a *note* is only worth knowing. A repair removes leftovers, where there are errors builds
the index anew from the cache, and makes lost records and seals again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec

from izde.engines.interface import Snapshot, SourceEntry, Space
from izde.errors import (
    ClusterError,
    ClusterIndexMissing,
    ExitCode,
    LibraryError,
    LibraryUnreadable,
    LibraryUnwritable,
)
from izde.index import rebuild, seals, versions
from izde.index.cache import Header, Key
from izde.index.files import checksum
from izde.index.folder import Folder
from izde.index.lock import abandoned, holder
from izde.index.plan import Wanted, is_outdated
from izde.interface import _, ngettext
from izde.model import Article, Extraction

Level = Literal["error", "warning", "note"]

INDEX_AGAIN = "izde index"
REPAIR = "izde doctor --repair"


class Finding(msgspec.Struct):
    """Something that is not as it should be, and the command that mends it, if one does."""

    level: Level
    what: str
    run: str | None = None


class Diagnosis(msgspec.Struct):
    """The state of a library. `size` is its bytes on the disk; `repaired` says what a repair has done."""

    library: str
    format: int
    engine: str
    issues: int = 0
    articles: int = 0
    size: int = 0
    findings: list[Finding] = []
    repaired: list[str] = []

    @property
    def sound(self) -> bool:
        return not any(finding.level == "error" for finding in self.findings)

    @property
    def whole(self) -> bool:
        """Whether there is nothing that a repair would mend, but for what an interrupted process left."""
        return self.sound and not any(
            finding.level == "warning" and finding.run == REPAIR for finding in self.findings
        )

    @property
    def exit_code(self) -> ExitCode:
        """What the process should return to the shell."""
        return ExitCode.DONE if self.whole else ExitCode.LIBRARY


def examine(library: Folder, repair: bool = False, wait: float = 0.0) -> Diagnosis:
    """Examine a library and, if asked, repair it.

    Raises LibraryLocked when a repair finds another process writing, LibraryUnwritable when it cannot
    write, LibraryUnreadable when it may not read.
    """
    try:
        return _examine(library) if not repair else _repair(library, wait)
    except PermissionError as error:
        raise LibraryUnreadable(library.path, f"{error.strerror} ({error.filename})") from error


def _repair(library: Folder, wait: float) -> Diagnosis:
    with library.lock(wait):
        diagnosis = _examine(library, locked=True)
        repaired = []
        if not diagnosis.sound:
            report = rebuild.rebuild(library)
            built = report.totals.get("upgraded", 0)
            said = ngettext(
                "built the index anew: {count} issue", "built the index anew: {count} issues", built
            )
            repaired.append(said.format(count=built))
            repaired += [
                _("{path} is lost: {reason}").format(path=source.path, reason=source.message)
                for source in report.sources
                if source.status == "failed"
            ]
        try:
            repaired += _seal_again(library)
            repaired += _clean(library)
            repaired += _make_records_again(library)
        except PermissionError:
            raise
        except OSError as error:
            raise LibraryUnwritable(library.path, error.strerror or str(error)) from error
    diagnosis = _examine(library)
    diagnosis.repaired = repaired
    return diagnosis


def _examine(library: Folder, locked: bool = False) -> Diagnosis:
    diagnosis = Diagnosis(str(library.path), library.manifest.format, library.manifest.engine)
    found = diagnosis.findings
    if library.damage is not None:
        found.append(Finding("error", library.damage, REPAIR))
    entries: list[SourceEntry] | None = None
    try:
        found += [
            Finding("error", _("{file} is not as it was written").format(file=file), REPAIR)
            for file in seals.broken(library.path, library.path / library.manifest.index)
        ]
        with library.snapshot() as snapshot:
            entries = list(snapshot.sources())
            _check_seals(library, entries, found)
            _check_index(snapshot, entries, found)
            diagnosis.articles = len(snapshot)
            diagnosis.issues = sum(entry.same_as is None for entry in entries)
    except (LibraryUnreadable, PermissionError):
        raise
    except ClusterError as error:
        if not isinstance(error, ClusterIndexMissing):
            raise
        found.append(Finding("error", error.message.splitlines()[0], REPAIR))
    except LibraryError as error:
        found.append(Finding("error", error.message.splitlines()[0], REPAIR))
    except Exception as error:  # noqa: BLE001  (whatever a damaged file makes a reader raise is the finding)
        what = _("the index cannot be read ({error})").format(error=f"{type(error).__name__}: {error}")
        found.append(Finding("error", what, REPAIR))
    if entries is not None:
        _check_sources(entries, found)
    _check_cache(library, entries, found)
    if not locked:
        _check_leftovers(library, found)
    diagnosis.size = sum(
        os.path.getsize(os.path.join(folder, name))  # noqa: PTH118, PTH202
        for folder, _folders, names in os.walk(library.path)
        for name in names
        if os.path.exists(os.path.join(folder, name))  # noqa: PTH110, PTH118
    )
    found.sort(key=lambda finding: ("error", "warning", "note").index(finding.level))
    return diagnosis


def _check_index(snapshot: Snapshot, entries: list[SourceEntry], found: list[Finding]) -> None:
    """Read every record and every term, and hold the counts against the books."""
    counts: Counter[str] = Counter()
    articles = 0
    for id in snapshot.ids():
        articles += 1
        if snapshot.article(id) is None:
            what = _("the record of '{id}' cannot be read").format(id=id)
            found.append(Finding("error", what, REPAIR))
        counts[snapshot.source_of(id) or ""] += 1
    if articles != len(snapshot):
        what = _("{ids} ids for {articles} articles").format(ids=articles, articles=len(snapshot))
        found.append(Finding("error", what, REPAIR))
    known = {entry.source: entry for entry in entries}
    for source in sorted(counts.keys() | known.keys()):
        entry = known.get(source)
        if entry is None:
            what = ngettext(
                "{count} article belongs to no source ('{source}')",
                "{count} articles belong to no source ('{source}')",
                counts[source],
            ).format(count=counts[source], source=source)
            found.append(Finding("error", what, REPAIR))
        elif entry.articles != counts[source]:
            what = _("'{source}' has {count} articles where its books say {booked}").format(
                source=source, count=counts[source], booked=entry.articles
            )
            found.append(Finding("error", what, REPAIR))
    for key, frequency in snapshot.vocabulary(Space.ALL):
        if not 0 < frequency <= articles:
            what = _("the term '{term}' is said to be in {count} of {articles} articles").format(
                term=key, count=frequency, articles=articles
            )
            found.append(Finding("error", what, REPAIR))
            break


def _check_seals(library: Folder, entries: list[SourceEntry], found: list[Finding]) -> None:
    """Look whether there are seals, as the first commit makes them, and whether they are as they were
    written; where there are none to go by, ask the engine what it knows to be wrong with its files."""
    if not seals.is_whole(library.path):
        what = _("{file} is not as it was written").format(file=seals.SEALS)
    elif entries and library.files() and not seals.exist(library.path):
        what = _("{file} is missing").format(file=seals.SEALS)
    else:
        return
    found.append(Finding("warning", what, REPAIR))
    found += [Finding("error", what, REPAIR) for what in library.verify()]


def _check_sources(entries: list[SourceEntry], found: list[Finding]) -> None:
    """Look whether the files are where they were, and what has grown old."""
    want = Wanted(versions.extractor(), versions.analyzer())
    outdated = [entry for entry in entries if is_outdated(entry, want)]
    if outdated:
        count = len(outdated)
        what = _("{count} of {issues} issues were indexed by an older version of izde").format(
            count=count, issues=len(entries)
        )
        found.append(Finding("warning", what, INDEX_AGAIN))
    keys = {entry.source for entry in entries}
    for entry in entries:
        if entry.same_as is not None and entry.same_as not in keys:
            what = _("'{source}' is a duplicate of '{other}', which is not there").format(
                source=entry.source, other=entry.same_as
            )
            found.append(Finding("warning", what, INDEX_AGAIN))
        try:
            status = Path(entry.path).stat()
        except OSError:
            what = ngettext(
                "{path} is no longer there; the library still has its {count} article",
                "{path} is no longer there; the library still has its {count} articles",
                entry.articles,
            ).format(path=entry.path, count=entry.articles)
            found.append(Finding("note", what, f"{INDEX_AGAIN} --prune FOLDER"))
            continue
        if (status.st_size, status.st_mtime_ns) != (entry.size, entry.modified):
            what = _("{path} has changed since it was indexed").format(path=entry.path)
            found.append(Finding("note", what, INDEX_AGAIN))


def _check_cache(library: Folder, entries: list[SourceEntry] | None, found: list[Finding]) -> None:
    """Verify the checksum of every record, and look for records that are missing or of no use."""
    cache = library.cache
    found += [
        Finding("warning", _("the cached record {file} is damaged").format(file=file), REPAIR)
        for file in cache.files()
        if cache.read(file) is None
    ]
    if entries is None:
        return
    for entry in entries:
        key = Key(entry.checksum, entry.extractor, entry.overrides)
        if entry.same_as is None and not cache.has(key):
            what = _("'{source}' has no cached record: an upgrade would have to read {path} again").format(
                source=entry.source, path=entry.path
            )
            found.append(Finding("warning", what, _remedy(entry)))
    unused = _unused(library, entries)
    if unused:
        count = len(unused)
        what = ngettext(
            "{count} cached record belongs to no issue", "{count} cached records belong to no issue", count
        ).format(count=count)
        found.append(Finding("note", what, REPAIR))


def _remedy(entry: SourceEntry) -> str | None:
    """The command that makes a lost record again."""
    if _is_whole_in_index(entry):
        return REPAIR
    try:
        status = Path(entry.path).stat()
    except OSError:
        return None
    same = (status.st_size, status.st_mtime_ns) == (entry.size, entry.modified)
    return REPAIR if same and entry.extractor == versions.extractor() else INDEX_AGAIN


def _check_leftovers(library: Folder, found: list[Finding]) -> None:
    writer = holder(library.path / versions.LOCK)
    if writer is not None:
        what = _("{holder} is writing to the library now").format(holder=writer)
        found.append(Finding("note", what))
        return  # what looks like a leftover may be its work
    ended = abandoned(library.path / versions.LOCK)
    if ended is not None:
        what = _("{holder} ended before its work was done; run the same command again to finish it").format(
            holder=ended
        )
        found.append(Finding("note", what, INDEX_AGAIN))
    found += [
        Finding("note", _("{path} was left half-written").format(path=path), REPAIR)
        for path in _leftovers(library)
    ]


def _clean(library: Folder) -> list[str]:
    """Remove leftovers, damaged records and records of no use, and say so."""
    done = []
    for path in _leftovers(library):
        _remove(path)
        done.append(_("removed the leftover {path}").format(path=path))
    cache = library.cache
    for file in list(cache.files()):
        if cache.read(file) is None:
            _remove(file)
            done.append(_("removed the damaged record {file}").format(file=file))
    entries = rebuild.books(library)
    if entries:  # without the books every record may be needed
        for file in _unused(library, entries):
            file.unlink(missing_ok=True)
            done.append(_("removed the record {file}, which belongs to no issue").format(file=file))
    return done


def _remove(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _seal_again(library: Folder) -> list[str]:
    """Take new seals of the index's files where these are not harmed but their seals are."""
    files = library.files()
    if seals.is_whole(library.path) and (not files or seals.exist(library.path)):
        return []
    seals.discard(library.path)
    seals.seal(library.path, files)
    return [_("made {file} again").format(file=seals.SEALS)]


def _make_records_again(library: Folder) -> list[str]:
    """Make the cached records that are missing: from the files, where these are as they were, else from what
    the index holds of them."""
    missing = [
        entry
        for entry in rebuild.books(library) or []
        if entry.same_as is None
        and not library.cache.has(Key(entry.checksum, entry.extractor, entry.overrides))
    ]
    readable = [e for e in missing if e.extractor == versions.extractor() and _is_as_it_was(e)]
    read = _read_again(library, readable)
    made = [entry for entry in missing if entry not in read and _record_from_index(library, entry)]
    return [
        *(_("read {path} again for its record").format(path=entry.path) for entry in read),
        *(_("made the record of '{source}' again from the index").format(source=e.source) for e in made),
    ]


def _read_again(library: Folder, entries: list[SourceEntry]) -> list[SourceEntry]:
    """Read the files of these sources for their records; those that could be read."""
    if not entries:
        return []
    from izde.index.preparing import Task
    from izde.index.workers import Workers

    tasks = [
        Task(
            key=Key(entry.checksum, entry.extractor, entry.overrides),
            path=entry.path,
            kind=entry.kind,
            size=Path(entry.path).stat().st_size,
            modified=Path(entry.path).stat().st_mtime_ns,
        )
        for entry in entries
    ]
    read = []
    with Workers(1, library.cache.path) as workers:
        for entry, task, prepared in zip(entries, tasks, workers.prepare(tasks, lambda: False), strict=False):
            if prepared.failure is None and prepared.storage is None:
                own = entry.source if entry.mark or entry.source != Path(entry.path).name else ""
                library.cache.amend(task.key, removed=entry.removed, source=own, mark=entry.mark)
                read.append(entry)
    return read


def _record_from_index(library: Folder, entry: SourceEntry) -> bool:
    """Keep what the index holds of a source as its record, where that is all that the file held, under the
    ids that the file gave."""
    if entry.issue is None or not _is_whole_in_index(entry):
        return False
    with library.snapshot() as snapshot:
        ids = [id for id in snapshot.ids() if snapshot.source_of(id) == entry.source]
        articles = [article for article in map(snapshot.article, ids) if article is not None]
    if len(articles) != entry.articles:
        return False
    place = Path(entry.path)
    header = Header(
        key=Key(entry.checksum, entry.extractor, entry.overrides),
        path=entry.path,
        kind=entry.kind,
        size=entry.size,
        modified=entry.modified,
        written=entry.indexed_at,
        source=entry.source if entry.source != place.name else "",
    )
    library.cache.put(header, Extraction(entry.issue, _in_printed_order(articles), list(entry.warnings)))
    return True


def _is_whole_in_index(entry: SourceEntry) -> bool:
    """Whether the index holds all that the file held, under the ids that the file gave."""
    return not entry.removed and not entry.mark and entry.issue is not None


def _in_printed_order(articles: list[Article]) -> list[Article]:
    """An id ends in the article's number in its file."""

    def number(article: Article) -> tuple[int, str]:
        last = article.id.rpartition("-")[2]
        return (int(last) if last.isdecimal() else 0), article.id

    return sorted(articles, key=number)


def _is_as_it_was(entry: SourceEntry) -> bool:
    try:
        return checksum(entry.path) == entry.checksum
    except OSError:
        return False


def _unused(library: Folder, entries: list[SourceEntry]) -> list[Path]:
    """Records of contents that no source has. Those of failures save reading the same file again."""
    used = {entry.checksum for entry in entries}
    return [
        file
        for file in library.cache.files()
        if file.name.partition("-")[0] not in used
        and (header := library.cache.header(file)) is not None
        and header.failure is None
    ]


def _leftovers(library: Folder) -> list[Path]:
    from izde.index.files import UNFINISHED

    return [
        *library.path.glob(f"*{UNFINISHED}"),
        *library.cache.leftovers(),
        *rebuild.stale_indexes(library),
    ]
