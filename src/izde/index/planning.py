"""From paths and options to a plan, and what a plan has to say."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from izde.engines.interface import SourceEntry
from izde.errors import FolderEmptied, InputError, NoIssues, UsageError
from izde.index import versions
from izde.index.discovery import Discovery, discover, is_within
from izde.index.options import IndexOptions
from izde.index.plan import Action, Item, Plan, Wanted, make_plan
from izde.index.report import Report, SourceReport, Status
from izde.interface import _

#: From so many issues on, a folder that has nothing left is taken for a disk that is not mounted.
SEVERAL = 3

_STATUS: dict[Action, Status] = {
    Action.NEW: "new",
    Action.CHANGED: "changed",
    Action.REDO: "redone",
    Action.UPGRADE: "upgraded",
    Action.MOVED: "moved",
    Action.TOUCHED: "touched",
    Action.UNCHANGED: "unchanged",
    Action.DUPLICATE: "duplicate",
    Action.GONE: "gone",
    Action.UNREADABLE: "failed",
}


def wanted(options: IndexOptions) -> Wanted:
    """What the options ask of every file."""
    given = {
        "journal": options.journal,
        "number": options.number,
        "ocr": "yes" if options.ocr else None,
        "reader": options.reader,
        "year": str(options.year) if options.year is not None else None,
    }
    return Wanted(
        extractor=versions.extractor(),
        analyzer=versions.analyzer(),
        options=tuple((name, value) for name, value in given.items() if value is not None),
        force=options.force,
        prune=options.prune,
    )


def plan(
    paths: Sequence[Path],
    entries: dict[str, SourceEntry],
    want: Wanted,
    library: Path | None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Plan, int]:
    """The plan for these paths (for all known files when there are none), and when they were looked at.

    Raises KeyboardInterrupt when `stopped` says so: nothing has been done yet then.
    """
    checked = time.time_ns()
    if not paths:
        paths = sorted(Path(entry.path) for entry in entries.values())
        if not paths:
            raise UsageError(_("The library is empty: name the files or folders to index."))
    discovery = discover(paths, library)
    _check_roots(discovery, entries)
    made = make_plan(discovery, entries, want, stopped)
    if want.prune:
        _spare_what_was_in_emptied_folders(made)
    # An analyzer's upgrade concerns all that is held, wherever it came from: terms of two analyzers in one
    # index would make a word findable in one issue and not in the next.
    planned = {item.entry.source for item in made.items if item.entry is not None}
    made.items += [
        Item(Action.UPGRADE, entry.path, None, entry, entry.checksum, entry.kind)
        for entry in sorted(entries.values(), key=lambda entry: entry.path)
        if entry.source not in planned and entry.analyzer != want.analyzer and entry.same_as is None
    ]
    return made, checked


def first_run(paths: Sequence[Path], library: Path, options: IndexOptions) -> Report | None:
    """Look at the input before a library is made for it; the report of a dry run, if that is asked.

    Raises InputMissing or NoIssues where there is nothing to index, UsageError where nothing is named.
    """
    want = wanted(options)
    if options.dry_run:
        return dry_run(plan(paths, {}, want, library)[0], library)
    if not paths:
        raise UsageError(_("There is no library yet: name the files or folders to index."))
    _check_roots(discover(paths, library), {})
    return None


def _check_roots(discovery: Discovery, entries: dict[str, SourceEntry]) -> None:
    """Make a problem of each folder in which there is nothing; raise it when nothing else is left."""
    useful = [
        root
        for root in discovery.roots
        if any(is_within(file.path, root) for file in discovery.files)
        or any(is_within(entry.path, root) for entry in entries.values())
    ]
    for root in discovery.roots:
        if root not in useful:
            discovery.problems.setdefault(root, NoIssues(root).message)
    if not useful and len(discovery.roots) == 1:
        raise InputError(discovery.problems[discovery.roots[0]])


def _spare_what_was_in_emptied_folders(made: Plan) -> None:
    """Where a disk is not mounted, an empty folder stands in its place: a nightly run with --prune must not
    take that for the wish to forget everything."""
    emptied: dict[str, list[Item]] = {}
    for item in made.having(Action.GONE):
        folder = os.path.dirname(item.path)  # noqa: PTH120
        while not os.path.isdir(folder) and folder != os.path.dirname(folder):  # noqa: PTH112, PTH120
            folder = os.path.dirname(folder)  # noqa: PTH120
        with contextlib.suppress(OSError):
            if not os.listdir(folder):  # noqa: PTH208
                emptied.setdefault(folder, []).append(item)
    for folder, items in emptied.items():
        if len(items) >= SEVERAL:
            spared = set(map(id, items))
            made.items = [item for item in made.items if id(item) not in spared]
            reason = FolderEmptied(folder, len(items)).message
            made.items.append(Item(Action.UNREADABLE, folder, reason=reason))


def dry_run(made: Plan, library: Path) -> Report:
    """The report of what a run with this plan would do."""
    report = Report(str(library), dry_run=True)
    report.sources = [report_of(item) for item in made.items]
    report.count()
    return report


def report_of(item: Item) -> SourceReport:
    """What the plan has to say of an item."""
    entry = item.entry
    report = SourceReport(item.path, _STATUS[item.action], message=item.reason)
    if entry is not None:
        report.source = entry.source
        report.articles = entry.articles
    if item.action is Action.DUPLICATE and item.same_as is not None:
        report.same_as = item.same_as
        report.known = entry is not None
        report.message = _("the same as {other}").format(other=item.same_as)
    elif item.action is Action.MOVED and entry is not None:
        report.message = _("was {path}").format(path=entry.path)
    return report
