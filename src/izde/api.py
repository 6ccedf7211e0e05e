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

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from izde.extract import Overrides, Progress, extract
from izde.model import Article, Language

if TYPE_CHECKING:
    from izde.index.report import Report
    from izde.search.results import Result, Sort

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

    def index(
        self,
        *paths: str | PathLike[str],
        jobs: int = 1,
        prune: bool = False,
        force: bool = False,
        dry_run: bool = False,
        journal: str | None = None,
        year: int | None = None,
        number: str | None = None,
        ocr: bool = False,
        reader: str | None = None,
        wait: float = 0.0,
    ) -> Report:
        """Add or refresh issues, files or folders; without any, those that the library already holds.

        The options are those of `izde index`: `jobs` processes read the files (0: one a processor); `prune`
        takes out what is gone; `journal`, `year` and `number` stand for what the issues print; `reader` is
        the library that reads PDFs; `wait` is how many seconds to wait for another writer. A file that cannot
        be used is reported, not raised. Raises UsageError where there is nothing to index, LockedError while
        another process writes, and LibraryError where the library cannot be used.
        """
        from izde.index.options import IndexOptions

        options = IndexOptions(
            jobs=jobs,
            prune=prune,
            force=force,
            dry_run=dry_run,
            journal=journal,
            year=year,
            number=number,
            ocr=ocr,
            reader=reader,
            wait=wait,
        )
        return self._library.index([Path(path) for path in paths], options)

    def search(
        self,
        query: str = "",
        *,
        author: str | None = None,
        languages: Sequence[Language] = (),
        years: tuple[int | None, int | None] | None = None,
        journal: str | None = None,
        section: str | None = None,
        limit: int = 10,
        offset: int = 0,
        sort: Sort = "relevance",
        exact: bool = False,
        translate: bool = True,
        explain: bool = False,
        facets: Sequence[str] = (),
    ) -> Result:
        """Search the library's last commit, as `izde search` does.

        `years` is inclusive, None leaves it open; `exact` looks only for the words as typed; `translate` adds
        the other languages' terms; `explain` says what each score is made of; `facets` are names of
        `izde search --facet`. A malformed query raises nothing: `notes` of the result say how it was read.
        """
        from izde.search import search
        from izde.search.results import Request

        request = Request(
            query=query,
            author=author,
            languages=tuple(languages),
            years=years,
            journal=journal,
            section=section,
            limit=limit,
            offset=offset,
            sort=sort,
            exact=exact,
            translate=translate,
            explain=explain,
            facets=tuple(facets),
        )
        with self._library.snapshot() as snapshot:
            return search(snapshot, request)

    def similar(self, id: str, limit: int = 10) -> Result:
        """Articles like the one with this id. Raises UnknownId where there is none."""
        from izde.search import similar

        with self._library.snapshot() as snapshot:
            return similar(snapshot, id, limit=limit)

    def article(self, id: str) -> Article | None:
        """The record with this id, None where there is none."""
        with self._library.snapshot() as snapshot:
            return snapshot.article(id)
