"""What is to be done with each file: decided before anything is done.

An unchanged file costs a stat, a touched one a checksum. A file whose size and modification time are those
in the books is unchanged, unless the modification time is so near to the time of the last look that a later
change could have left it as it was ("racily clean", as git calls it): then the checksum decides.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from izde.engines.interface import SourceEntry
from izde.errors import InputUnreadable
from izde.index import files
from izde.index.discovery import RANKS, Discovery, Found, kind

#: How long, in nanoseconds, after a change a file's time stamp may still not show a second change: file
#: systems keep times to two seconds (FAT) or better.
RACE = 2_000_000_000


class Action(str, Enum):
    """What happens to a file or to a source of the library."""

    NEW = "new"
    CHANGED = "changed"
    REDO = "redo"
    """The same content once more, because the user asked."""
    UPGRADE = "upgrade"
    """The same content, which an older extractor or analyzer has indexed."""
    MOVED = "moved"
    TOUCHED = "touched"
    """Another modification time, the same content."""
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    """The content of another source, which is indexed in its place."""
    GONE = "gone"
    """In the library, but no longer where it was."""
    UNREADABLE = "unreadable"


#: The actions for which articles are written.
WORK = frozenset({Action.NEW, Action.CHANGED, Action.REDO, Action.UPGRADE})


@dataclass(slots=True)
class Item:
    """One file of a plan. `entry` is what the library has at its path (for MOVED: at its old path).

    `checksum` is known unless the file is unreadable; `verified` tells that it was computed although the
    file is unchanged, so that the books can say when. `same_as` is the source, by key or
    (when not indexed yet) by path, whose content a DUPLICATE has; `reason` says why it is UNREADABLE.
    """

    action: Action
    path: str
    found: Found | None = None
    entry: SourceEntry | None = None
    checksum: str = ""
    kind: str = ""
    same_as: str | None = None
    reason: str | None = None
    verified: bool = False


@dataclass(slots=True)
class Plan:
    """The items in the order in which they are worked on: kinds by rank, then paths."""

    items: list[Item] = field(default_factory=list)

    def having(self, *actions: Action) -> list[Item]:
        return [item for item in self.items if item.action in actions]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks of every file, and the versions that the library is to be brought up to."""

    extractor: str
    analyzer: str
    options: tuple[tuple[str, str], ...] = ()
    force: bool = False
    prune: bool = False


def make_plan(
    discovery: Discovery,
    entries: Mapping[str, SourceEntry],
    wanted: Wanted,
    stopped: Callable[[], bool] = lambda: False,
) -> Plan:
    """The plan for what was found, given what the library holds (by key).

    Raises KeyboardInterrupt when `stopped` says so, for reading many new files takes its time.
    """
    by_path = {entry.path: entry for entry in entries.values()}
    found_paths = {file.path for file in discovery.files}
    items = [
        Item(Action.UNREADABLE, path, entry=by_path.get(path), reason=reason)
        for path, reason in discovery.problems.items()
        if path not in by_path or os.path.lexists(path)
    ]
    gone: dict[str, SourceEntry] = {
        entry.source: entry
        for entry in entries.values()
        if entry.path not in found_paths and _is_gone(entry.path, discovery)
    }
    new: list[Item] = []
    for file in discovery.files:
        if stopped():
            raise KeyboardInterrupt
        entry = by_path.get(file.path)
        item = _examine(file, entry, wanted)
        if item.action is Action.NEW:
            new.append(item)
        else:
            items.append(item)

    _find_moved(new, gone)
    _review_duplicates(items, entries, gone, wanted)
    _find_duplicates(items, new, entries, gone)
    items += new
    items += [
        Item(Action.GONE, entry.path, entry=entry, kind=entry.kind)
        for entry in gone.values()
        if discovery.covers(entry.path)
    ]
    items.sort(key=lambda item: (RANKS.get(item.kind, len(RANKS)), item.path))
    return Plan(items)


def is_outdated(entry: SourceEntry, wanted: Wanted) -> bool:
    """Whether an older extractor or analyzer has indexed a source."""
    if entry.same_as is not None:
        return False
    return (entry.extractor, entry.analyzer) != (wanted.extractor, wanted.analyzer)


def _examine(file: Found, entry: SourceEntry | None, wanted: Wanted) -> Item:
    try:
        if entry is None:
            return Item(Action.NEW, file.path, file, None, files.checksum(file.path), kind(file.path))
        verified = False
        same_stat = (entry.size, entry.modified) == (file.size, file.modified)
        if same_stat and file.modified + RACE < entry.checked:
            checksum = entry.checksum
            action = Action.UNCHANGED
        else:
            checksum = files.checksum(file.path)
            if checksum != entry.checksum:
                action = Action.CHANGED
            else:
                action = Action.UNCHANGED if same_stat else Action.TOUCHED
                verified = True
        found_kind = entry.kind if action is not Action.CHANGED else kind(file.path)
    except OSError as error:
        reason = InputUnreadable(file.path, error.strerror or str(error)).message
        return Item(Action.UNREADABLE, file.path, file, entry, reason=reason)
    if action is not Action.CHANGED:
        if wanted.options and wanted.options != entry.overrides:
            action = Action.CHANGED
        elif wanted.force:
            action = Action.REDO
        elif entry.same_as is not None:
            action = Action.DUPLICATE
        elif is_outdated(entry, wanted):
            action = Action.UPGRADE
    return Item(
        action, file.path, file, entry, checksum, found_kind, same_as=entry.same_as, verified=verified
    )


def _find_moved(new: Iterable[Item], gone: dict[str, SourceEntry]) -> None:
    """A new file with the content of one that is gone is that one. The same file name is preferred."""
    by_checksum: dict[str, list[SourceEntry]] = {}
    for entry in gone.values():
        by_checksum.setdefault(entry.checksum, []).append(entry)
    for same_name in (True, False):
        for item in new:
            candidates = by_checksum.get(item.checksum, [])
            for entry in candidates:
                name = os.path.basename(entry.path) == os.path.basename(item.path)  # noqa: PTH119
                if item.action is Action.NEW and (name or not same_name):
                    item.action, item.entry, item.kind = Action.MOVED, entry, entry.kind
                    item.same_as = entry.same_as
                    candidates.remove(entry)
                    del gone[entry.source]
                    break


def _review_duplicates(
    items: Iterable[Item],
    entries: Mapping[str, SourceEntry],
    gone: Mapping[str, SourceEntry],
    wanted: Wanted,
) -> None:
    """What is known to be a duplicate stays one only as long as the other is there and as it was."""
    settled = {item.entry.source: item.action for item in items if item.entry is not None}
    for item in items:
        if item.action is not Action.DUPLICATE or item.same_as is None:
            continue
        other = entries.get(item.same_as)
        redone = other is not None and settled.get(other.source) in (Action.CHANGED, Action.REDO)
        left = other is not None and other.source in gone
        if other is None or redone or (left and (wanted.prune or other.checksum == item.checksum)):
            item.action, item.same_as = Action.NEW, None


def _find_duplicates(
    items: Iterable[Item],
    new: Iterable[Item],
    entries: Mapping[str, SourceEntry],
    gone: Mapping[str, SourceEntry],
) -> None:
    """Point a new file at the source that has the same content already, or that will have before it."""
    changed = {item.entry.source for item in items if item.entry and item.action is Action.CHANGED}
    holders = {
        entry.checksum: entry.source
        for entry in entries.values()
        if entry.same_as is None and entry.source not in gone and entry.source not in changed
    }
    for item in sorted(new, key=lambda item: item.path):
        if item.action is Action.NEW:
            holder = holders.setdefault(item.checksum, item.path)
            if holder != item.path:
                item.action, item.same_as = Action.DUPLICATE, holder


def _is_gone(path: str, discovery: Discovery) -> bool:
    return not os.path.lexists(path) and not discovery.hides(path)
