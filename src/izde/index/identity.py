"""Which source a file is, which ids its articles have, and whether another file is the same issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath

from msgspec import structs

from izde.engines.interface import IndexedArticle, Snapshot, SourceEntry
from izde.index.fingerprint import SAME_ISSUE, Fingerprints
from izde.index.plan import Item
from izde.model import Article
from izde.warnings import MARKED_IDS, REPEATED_ID

#: Hexadecimal digits of a checksum that set two files of one name apart.
MARK = 6
#: The kinds of file in which the same issue may be met with again.
_OTHER_FORMS = {"pdf": ("docx", "text"), "docx": ("pdf", "text"), "text": ("pdf", "docx")}


class Identities:
    """Who is who in a library during a run.

    `entries` are the books, which the run keeps up to date; `snapshot` is the index as it was before.
    """

    def __init__(self, entries: Mapping[str, SourceEntry], snapshot: Snapshot) -> None:
        self._entries = entries
        self._snapshot = snapshot
        self._owners: dict[str, str] = {}
        self._prints: dict[str, Fingerprints] = {}

    def new_key(self, item: Item) -> str:
        """A key for a new source: the file's name, with a part of its checksum where another has that."""
        path = PurePath(PurePath(item.path).name)
        marked = (
            f"{path.stem}-{item.checksum[:n]}{path.suffix}" for n in range(MARK, len(item.checksum) + 1)
        )
        for key in (path.name, *marked):
            taken = self._entries.get(key)
            if taken is None or taken.path == item.path:
                return key
        return item.path  # the same name and content at a third place

    def own_ids(
        self, articles: Sequence[IndexedArticle], key: str, item: Item, going: Collection[str]
    ) -> tuple[list[IndexedArticle], str, list[str]]:
        """The articles, as the source `key`, with ids that no other article has; the mark that these carry,
        if any; and what is to be said.

        An id is the file's stem and a number, or what a record gives. Where another source has that id
        already, a part of the content's checksum goes between: it depends on nothing but the file itself.
        A content that has been given a mark keeps it. `going` are the sources that this one replaces.
        """
        own = {key, *going, *([item.entry.source] if item.entry is not None else [])}

        def is_free(id: str) -> bool:
            entry = self._entries.get(self._owner(id) or "")
            return entry is None or entry.source in own or entry.same_as is not None

        notes: list[str] = []
        ids = [indexed.article.id for indexed in articles]
        known = item.entry
        mark = known.mark if known is not None and known.checksum == item.checksum else ""
        if mark or not all(map(is_free, ids)):
            stem = PurePath(item.path).stem
            mark = mark or item.checksum[:MARK]
            ids = [_marked(id, stem, mark) for id in ids]
            notes.append(MARKED_IDS.format(mark=mark, stem=stem))
        seen: set[str] = set()
        for place, id in enumerate(ids):
            count = 1
            while ids[place] in seen:
                count += 1
                ids[place] = f"{id}-{count}"
            if count > 1:
                notes.append(REPEATED_ID.format(id=id, new=ids[place]))
            seen.add(ids[place])
        return (
            [
                indexed
                if (indexed.article.id, indexed.source) == (id, key)
                else structs.replace(indexed, article=structs.replace(indexed.article, id=id), source=key)
                for id, indexed in zip(ids, articles, strict=True)
            ],
            mark,
            notes,
        )

    def same_issue(
        self, key: str, kind: str, articles: Sequence[Article], marks: Sequence[str]
    ) -> SourceEntry | None:
        """The source that holds the same issue as these articles in another form, if there is one.

        Records are the same as what they were made of when they kept the ids and say much the same. A PDF, a
        Word file and a text need only say the same. Two files of one kind that resemble each other are two,
        unless they are records: the second set may be the corrected one."""
        owners = Counter(owner for article in articles if (owner := self._owner(article.id)) is not None)
        for owner, count in owners.most_common(1):
            other = self._entries.get(owner)
            if other is None or owner == key or "records" not in (kind, other.kind):
                continue
            if count >= SAME_ISSUE * max(len(articles), other.articles):
                return other if Fingerprints({owner: other.fingerprint}).same(marks) else None
        for other_kind in _OTHER_FORMS.get(kind, ()):
            found = self._fingerprints(other_kind).same(marks)
            if found is not None:
                return self._entries[found]
        return None

    def is_last_of(self, entry: SourceEntry) -> bool:
        """Whether no other source has this one's content."""
        return not any(
            other.checksum == entry.checksum and other.source != entry.source
            for other in self._entries.values()
        )

    def remember(self, entry: SourceEntry, ids: Sequence[str]) -> None:
        """A source has these articles now."""
        if entry.kind in self._prints:
            self._prints[entry.kind].add(entry.source, entry.fingerprint)
        for id in ids:
            self._owners[id] = entry.source

    def forget(self, key: str) -> None:
        """A source has no articles any more, or is about to get others."""
        for prints in self._prints.values():
            prints.discard(key)

    def _owner(self, id: str) -> str | None:
        return self._owners.get(id) or self._snapshot.source_of(id)

    def _fingerprints(self, kind: str) -> Fingerprints:
        """The fingerprints of all sources of a kind, collected when they are first asked for."""
        if kind not in self._prints:
            self._prints[kind] = Fingerprints(
                {
                    entry.source: entry.fingerprint
                    for entry in self._entries.values()
                    if entry.kind == kind and entry.same_as is None
                }
            )
        return self._prints[kind]


def _marked(id: str, stem: str, mark: str) -> str:
    if id.startswith(stem):
        return f"{stem}-{mark}{id[len(stem) :]}"
    return f"{id}-{mark}"
