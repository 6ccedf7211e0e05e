"""The pages of each article out of its issue's PDF, as a file of their own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from izde.errors import InputMissing, UsageError
from izde.interface import _
from izde.model import Article

if TYPE_CHECKING:
    import pikepdf

    from izde.engines.interface import Snapshot


def article_pdfs(snapshot: Snapshot, articles: Sequence[Article]) -> dict[str, bytes]:
    """The PDF of each article whose pages in the issue's file are known, by the article's id.

    The files are those that the library read, at the paths where it last saw them. Raises UsageError where
    pikepdf is not installed, InputMissing where a file is gone.
    """
    try:
        import pikepdf
    except ImportError:
        raise UsageError(_("--embed needs pikepdf; install it: pip install 'izde[embed]'")) from None
    paths = {entry.source: Path(entry.path) for entry in snapshot.sources() if entry.kind == "pdf"}
    found: dict[str, bytes] = {}
    for source in dict.fromkeys(article.source for article in articles):
        wanted = [a for a in articles if a.source == source and a.pdf_pages is not None]
        if source not in paths or not wanted:
            continue
        if not paths[source].is_file():
            raise InputMissing(paths[source])
        with pikepdf.open(paths[source]) as issue:
            for article in wanted:
                first, last = article.pdf_pages or (1, 0)
                if 1 <= first <= last <= len(issue.pages):
                    found[article.id] = _cut(issue, first, last)
    return found


def _cut(issue: pikepdf.Pdf, first: int, last: int) -> bytes:
    """Pages of a PDF, counted from 1, as a PDF; the same pages give the same bytes."""
    import pikepdf

    file = io.BytesIO()
    with pikepdf.new() as part:
        part.pages.extend(issue.pages[first - 1 : last])
        part.remove_unreferenced_resources()
        part.save(file, deterministic_id=True)
    return file.getvalue()
