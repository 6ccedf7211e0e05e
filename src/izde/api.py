"""Izde from Python: what `izde.extract` and `izde.Library` are.

    import izde

    extraction = izde.extract("issue.pdf")
    library = izde.Library("my-library", create=True)
    library.index("journals/")
    for hit in library.search("дала соғысы", years=(2019, None)).hits:
        print(hit.id, library.article(hit.id).title)

This module and what its functions return (`izde.model`, `izde.search.results`, `izde.index.report`) follow
semantic versioning; everything else may change.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from izde.extract import Overrides, Progress, extract
from izde.model import Article

if TYPE_CHECKING:
    from izde.index.report import Report
    from izde.search.results import Result

__all__ = ["Library", "Overrides", "Progress", "extract"]


class Library:
    """A library of indexed issues.

    `path` is its folder, the user's own library when it is left out. Raises LibraryError (in one of its
    kinds) where there is no usable library; `create` makes one where there is none.
    """

    def __init__(self, path: str | PathLike[str] | None = None, *, create: bool = False) -> None:
        from izde.index.library import Library as Folder

        self._library = Folder.open(Path(path) if path is not None else Folder.default_path(), create=create)

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._library.path

    def index(self, *paths: str | PathLike[str], **options: Any) -> Report:
        """Add or refresh issues, files or folders; without any, those that the library already holds.

        The options are those of `izde index`: jobs, prune, force, dry_run, journal, year, number, ocr, wait.
        A file that cannot be used is reported, not raised. Raises LockedError while another process writes.
        """
        from izde.index.library import IndexOptions

        return self._library.index([Path(path) for path in paths], IndexOptions(**options))

    def search(self, query: str = "", **options: Any) -> Result:
        """Search the library's last commit; the options are the fields of `izde.search.results.Request`."""
        from izde.search import search
        from izde.search.results import Request

        with self._library.snapshot() as snapshot:
            return search(snapshot, Request(query=query, **options))

    def similar(self, id: str, limit: int = 10) -> Result:
        """Articles like the one with this id."""
        from izde.search import similar

        with self._library.snapshot() as snapshot:
            return similar(snapshot, id, limit=limit)

    def article(self, id: str) -> Article | None:
        """The record with this id, None where there is none."""
        with self._library.snapshot() as snapshot:
            return snapshot.article(id)
