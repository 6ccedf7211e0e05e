"""Indexing: from a plan to commits.

Files are read in other processes, in the plan's order, and written here, a commit a step: an issue, or a
few small ones. What a commit holds is whole, with its bookkeeping, so that a run that is killed has lost at
most one step, and the same command continues where it ended.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path, PurePath

import msgspec

from izde.engines.interface import Engine, IndexedArticle, Snapshot, SourceEntry
from izde.errors import LibraryError, LibraryUnwritable
from izde.index.cache import Cache, Key
from izde.index.discovery import RANKS
from izde.index.fingerprint import fingerprint
from izde.index.identity import Identities
from izde.index.plan import WORK, Action, Item, Plan, Wanted, is_outdated
from izde.index.planning import report_of
from izde.index.preparing import Prepared, Task, prepare
from izde.index.report import QUIET, NoProgress, Progress, Report, SourceReport
from izde.index.seals import seal
from izde.interface import _

#: A step is committed when it holds so many articles, or was begun so many seconds ago.
STEP_ARTICLES = 100
STEP_SECONDS = 2.0

#: Up to so many bytes of files are read in this process: starting others would take longer.
ALONE = 1_000_000


@dataclass(slots=True)
class _Change:
    """What one source changes in the index, and what is to be said of it."""

    report: SourceReport
    deletes: list[str] = field(default_factory=list)
    articles: list[IndexedArticle] = field(default_factory=list)
    entries: list[SourceEntry] = field(default_factory=list)
    #: (checksum, record to keep) of the cache records that are of no use after this.
    outdated: list[tuple[str, Key | None]] = field(default_factory=list)


class Run:
    """One indexing run over a library that is locked for it."""

    def __init__(
        self,
        library: Path,
        engine: Engine,
        cache: Cache,
        want: Wanted,
        *,
        jobs: int = 1,
        progress: Progress | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.library = library
        self.engine = engine
        self.cache = cache
        self.want = want
        self.jobs = jobs or os.cpu_count() or 1
        self.progress = progress or NoProgress()
        self.stopped = stopped
        self.snapshot: Snapshot = engine.snapshot()
        self.entries = {entry.source: entry for entry in self.snapshot.sources()}
        self.checked = 0
        self._identities = Identities(self.entries, self.snapshot)
        self._step: list[_Change] = []
        self._step_begun = 0.0
        self._done: dict[int, SourceReport] = {}

    def close(self) -> None:
        self.snapshot.close()

    # The whole ----------------------------------------------------------------------------------------

    def carry_out(self, made: Plan, checked: int) -> Report:
        """Do what the plan says. Raises nothing that a file or the library's disk can cause."""
        begun = time.monotonic()
        self.checked = checked
        report = Report(str(self.library))
        reports = {id(item): report_of(item) for item in made.items}
        try:
            self._settle(made, reports)
            work = [item for item in made.items if self._needs_work(item)]
            self._work(work, reports)
            if self.stopped():
                self._commit()
            else:
                self._settle_duplicates(made, reports)
        except (OSError, LibraryError) as error:
            if isinstance(error, OSError):
                error = LibraryUnwritable(self.library, error.strerror or str(error))
            report.stopped = error.message
        undone = {id(change.report) for change in self._step}
        for item in made.items:
            source = self._done.get(id(item))
            if source is None or id(source) in undone:
                source = self._left(item, reports[id(item)])
            self._note_replacement(item, source)
            report.sources.append(source)
        held = [entry for entry in self.entries.values() if entry.same_as is None]
        report.issues, report.articles = len(held), sum(entry.articles for entry in held)
        report.interrupted = self.stopped() and report.stopped is None
        report.seconds = time.monotonic() - begun
        report.count()
        return report

    def _left(self, item: Item, source: SourceReport) -> SourceReport:
        """What is to be said of an item that the run did not come to, or did not commit."""
        if source.status == "removed":
            source.status = "gone"
        if item.action in WORK or (item.action is Action.MOVED and self._needs_work(item)):
            return SourceReport(item.path, "pending")
        return source

    def _note_replacement(self, item: Item, source: SourceReport) -> None:
        """Say of a file in which nothing has changed that another one stands in for it now."""
        replaced = self.entries.get(item.entry.source) if item.entry is not None else None
        if replaced is not None and replaced.same_as is not None and source.status in QUIET:
            source.status, source.same_as, source.articles = "duplicate", replaced.same_as, 0
            source.message = _("the same issue as {other}, which is used instead").format(
                other=replaced.same_as
            )

    def _settle(self, made: Plan, reports: dict[int, SourceReport]) -> None:
        """Do in one commit all that needs no reading."""
        for item in made.items:
            entry = item.entry
            report = reports[id(item)]
            change = _Change(report)
            if item.action is Action.GONE and self.want.prune and entry is not None:
                report.status = "removed"
                change.deletes.append(entry.source)
                if self._identities.is_last_of(entry):
                    change.outdated.append((entry.checksum, None))
                self._identities.forget(entry.source)
            elif item.action is Action.MOVED and not self._needs_work(item) and entry is not None:
                change.entries.append(self._seen(item))
                self.cache.amend(Key(entry.checksum, entry.extractor, entry.overrides), path=item.path)
            elif item.action in (Action.TOUCHED, Action.UNCHANGED, Action.DUPLICATE) and entry is not None:
                if item.verified and item.found is not None:
                    change.entries.append(self._seen(item))
            else:
                continue
            self._done[id(item)] = report
            if change.deletes or change.entries:
                self._put(change)
        self._commit()

    def _settle_duplicates(self, made: Plan, reports: dict[int, SourceReport]) -> None:
        """Enter the new files whose content another source has, now that it has been indexed."""
        left: list[Item] = []
        for item in made.having(Action.DUPLICATE):
            if item.entry is not None:
                continue
            by_path = {entry.path: entry.source for entry in self.entries.values()}
            other = self.entries.get(by_path.get(item.same_as or "", item.same_as or ""))
            if other is None:
                left.append(item)
                continue
            other = self.entries.get(other.same_as or other.source, other)
            change = self._as_duplicate(
                item, self._task(item), self._identities.new_key(item), other, reports[id(item)]
            )
            self._done[id(item)] = change.report
            self._put(change)
        self._commit()
        # The other one could not be read; this one says so by itself.
        self._work(left, reports)

    def _needs_work(self, item: Item) -> bool:
        if item.action is not Action.MOVED or item.entry is None:
            return item.action in WORK
        if item.entry.same_as is not None:
            return False
        renamed = PurePath(item.entry.path).name != PurePath(item.path).name
        return renamed or is_outdated(item.entry, self.want)

    def _seen(self, item: Item) -> SourceEntry:
        """The entry of a file whose content is as it was, with where and when it was seen now."""
        assert item.entry is not None
        assert item.found is not None
        return msgspec.structs.replace(
            item.entry,
            path=item.path,
            size=item.found.size,
            modified=item.found.modified,
            checked=self.checked,
        )

    # Reading and writing ------------------------------------------------------------------------------

    def _work(self, items: Sequence[Item], reports: dict[int, SourceReport]) -> None:
        if not items:
            return
        tasks = [self._task(item) for item in items]
        self.progress.begin(sum(task.size for task in tasks), len(tasks))
        with ExitStack() as stack:
            stack.callback(self.progress.end)
            for item, task, prepared in zip(items, tasks, self._prepared(tasks, stack), strict=False):
                if prepared.storage is not None:
                    self._commit()
                    raise LibraryUnwritable(self.library, prepared.storage)
                begun = time.monotonic()
                change = self._change(item, task, prepared, reports[id(item)])
                self._put(change)
                change.report.seconds = round(prepared.seconds + time.monotonic() - begun, 3)
                self._done[id(item)] = change.report
                self.progress.advance(task.size, change.report)
                if self.stopped():
                    break
        self._commit()

    def _prepared(self, tasks: Sequence[Task], stack: ExitStack) -> Iterator[Prepared]:
        """The tasks' results in order: in other processes where that is quicker or safer."""
        fresh = [not (task.reuse and self.cache.has(task.key)) for task in tasks]
        together = self.jobs > 1 and len(tasks) > 1
        together = together and sum(task.size for task in tasks) > ALONE
        # A PDF or a Word file can be anything: one that takes its reader down must not take this process
        # down.
        if together or any(
            new and task.kind in ("pdf", "docx") for new, task in zip(fresh, tasks, strict=True)
        ):
            # Imported late: starting processes is dear to load, and most runs have nothing to read.
            from izde.index.workers import Workers

            if sum(fresh) == 1:
                share = self.jobs
                tasks = [msgspec.structs.replace(task, pages_at_once=share) for task in tasks]
            workers = stack.enter_context(Workers(min(self.jobs, len(tasks)), self.cache.path))
            yield from workers.prepare(tasks, self.stopped)
        else:
            for task in tasks:
                yield prepare(task, self.cache.path)

    def _task(self, item: Item) -> Task:
        entry = item.entry
        options = self.want.options or (entry.overrides if entry is not None else ())
        if item.found is not None:
            return Task(
                key=Key(item.checksum, self.want.extractor, options),
                path=item.path,
                kind=item.kind,
                size=item.found.size,
                modified=item.found.modified,
                reuse=item.action is not Action.REDO,
            )
        assert entry is not None, "only what the library knows is worked on without being looked at"
        return Task(
            key=Key(entry.checksum, entry.extractor, entry.overrides),
            path=entry.path,
            kind=entry.kind,
            size=entry.size,
            modified=entry.modified,
            extract=entry.extractor == self.want.extractor,
        )

    def _change(self, item: Item, task: Task, prepared: Prepared, report: SourceReport) -> _Change:
        """What the result of reading a file changes."""
        extraction = prepared.extraction
        if prepared.failure is None and extraction is not None and not extraction.articles:
            prepared.failure = _("{path}: no article was recognised in it.").format(path=item.path)
        if prepared.failure is not None or extraction is None:
            report.status = "failed"
            report.message = prepared.failure
            report.articles = 0
            return _Change(report)

        known = item.entry
        if known is not None and PurePath(known.path).name == PurePath(item.path).name:
            key = known.source
        else:
            key = self._identities.new_key(item)
        marks = fingerprint(extraction.articles)
        if known is not None:
            self._identities.forget(known.source)
        change = _Change(report)
        other = self._identities.same_issue(key, task.kind, extraction.articles, marks)
        if other is not None:
            there = os.path.lexists(other.path)
            if there and RANKS[task.kind] >= RANKS[other.kind]:
                return self._as_duplicate(item, task, key, other, report, marks)
            self._replace(other, key, change, there)

        removed = self._removed(item, task, prepared)
        articles, mark, notes = self._identities.own_ids(prepared.articles, key, item, change.deletes)
        change.articles = [indexed for indexed in articles if indexed.article.id not in removed]
        if known is not None:
            change.deletes.append(known.source)
            if known.checksum != task.key.checksum and self._identities.is_last_of(known):
                change.outdated.append((known.checksum, None))
        change.outdated.append((task.key.checksum, task.key))
        entry = SourceEntry(
            source=key,
            checksum=task.key.checksum,
            size=task.size,
            modified=task.modified,
            articles=len(change.articles),
            extractor=task.key.extractor,
            indexed_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            warnings=tuple(extraction.warnings),
            path=item.path,
            kind=task.kind,
            analyzer=self.want.analyzer,
            checked=self.checked if item.found is not None or known is None else known.checked,
            issue=extraction.issue,
            fingerprint=marks,
            overrides=task.key.options,
            removed=removed,
            mark=mark,
        )
        if mark or key != PurePath(item.path).name:
            self.cache.amend(task.key, source=key, mark=mark)
        change.entries.append(entry)
        self._identities.remember(entry, [indexed.article.id for indexed in articles])
        report.source = key
        report.articles = len(change.articles)
        report.warnings = [*extraction.warnings, *notes]
        return change

    def _replace(self, other: SourceEntry, key: str, change: _Change, there: bool) -> None:
        """Let the source of this key stand in for another one of the same issue, which becomes its duplicate
        where its file is still there."""
        change.deletes.append(other.source)
        self._identities.forget(other.source)
        if there:
            change.entries.append(msgspec.structs.replace(other, articles=0, same_as=key, warnings=()))
        change.entries += [
            msgspec.structs.replace(entry, same_as=key)
            for entry in self.entries.values()
            if entry.same_as == other.source
        ]

    def _removed(self, item: Item, task: Task, prepared: Prepared) -> tuple[str, ...]:
        """The ids that the user has taken out of this content, which outlive a new extractor."""
        if item.action is Action.REDO:
            return ()
        known = item.entry
        removed = dict.fromkeys(prepared.removed)
        if known is not None and known.checksum == task.key.checksum:
            removed.update(dict.fromkeys(known.removed))
        if tuple(removed) != prepared.removed:
            self.cache.amend(task.key, removed=tuple(removed))
        return tuple(removed)

    def _as_duplicate(
        self,
        item: Item,
        task: Task,
        key: str,
        other: SourceEntry,
        report: SourceReport,
        marks: tuple[str, ...] | None = None,
    ) -> _Change:
        """Enter a file as the duplicate of another source, without articles."""
        report.status = "duplicate"
        report.source = key
        report.same_as = other.source
        report.articles = 0
        checksum = task.key.checksum
        same_content = checksum == other.checksum
        said = _("the same content as {other}") if same_content else _("the same issue as {other}")
        report.message = said.format(other=other.source)
        entry = SourceEntry(
            source=key,
            checksum=checksum,
            size=task.size,
            modified=task.modified,
            articles=0,
            extractor=task.key.extractor,
            indexed_at=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            path=item.path,
            kind=item.kind,
            analyzer=self.want.analyzer,
            checked=self.checked,
            same_as=other.source,
            issue=other.issue,
            fingerprint=marks or other.fingerprint,
            overrides=task.key.options,
        )
        deletes = [item.entry.source] if item.entry is not None else []
        return _Change(report, deletes=deletes, entries=[entry])

    # Commits ------------------------------------------------------------------------------------------

    def _put(self, change: _Change) -> None:
        """Add a change to the step, and commit the step when it is large or old enough."""
        in_step = {entry.source for earlier in self._step for entry in earlier.entries}
        if in_step.intersection((*change.deletes, *(entry.source for entry in change.entries))):
            self._commit()  # a batch deletes only what was committed before it
        if not self._step:
            self._step_begun = time.monotonic()
        self._step.append(change)
        for source in change.deletes:
            self.entries.pop(source, None)
        for entry in change.entries:
            self.entries[entry.source] = entry
        articles = sum(len(change.articles) for change in self._step)
        if articles >= STEP_ARTICLES or (articles and time.monotonic() - self._step_begun > STEP_SECONDS):
            self._commit()

    def _commit(self) -> None:
        """Make the step visible. What raises leaves the index at the last commit, and the step undone."""
        if any(change.deletes or change.entries for change in self._step):
            # Records that are of no use go first: a lost record costs reading a file again, while one too
            # many would come back to life when the index is built anew from the cache.
            for change in self._step:
                for checksum, keep in change.outdated:
                    self.cache.discard(checksum, keep)
            with self.engine.batch() as batch:
                for change in self._step:
                    for source in change.deletes:
                        batch.delete_source(source)
                for change in self._step:
                    for article in change.articles:
                        batch.add(article)
                    for entry in change.entries:
                        batch.put_source(entry)
            seal(self.library, self.engine.files())
        self._step = []
