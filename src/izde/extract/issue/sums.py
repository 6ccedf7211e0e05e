"""Whether an issue's sums make sense: what of the file is of no article, and articles that look like none."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Sequence

from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role
from izde.model import Article
from izde.warnings import (
    FALLING_PAGES,
    NO_ARTICLE,
    NO_ARTICLE_PAGES,
    ONE_PAGE_ARTICLES,
    REFERENCES_ALONE,
    WITHOUT_AUTHORS,
    WITHOUT_TEXT,
)

#: Rows of no article are one piece where no more than so many others stand between them.
_NEAR = 3
#: So many words of a line are shown.
_SHOWN = 8
#: So many articles are named.
_NAMED = 8
#: A text of fewer letters beside references is none.
_NO_BODY = 200


def outside(rows: Sequence[Row], aside: Container[int], paged: bool) -> list[str]:
    """A warning for each piece of the file that is of no article (contents, editorial pages, guidelines),
    with its lines, and its pages where the file has such."""
    found: list[str] = []
    for piece in _pieces(row for row in rows if row.index in aside and any(c.isalpha() for c in row.text)):
        first, last = piece[0], piece[-1]
        head = next((row for row in piece if row.heads(*_KINDS)), first)
        shown = " ".join(head.text.split()[:_SHOWN])
        lines = {"first": first.line.number, "last": last.line.number, "text": shown}
        if paged:
            found.append(NO_ARTICLE_PAGES.format(**lines, page=first.page, end=last.page))
        else:
            found.append(NO_ARTICLE.format(**lines))
    return found


_KINDS = (Role.NOTICE, Role.CONTENTS, Role.GUIDELINES, Role.EDITORIAL, Role.IMPRINT)


def _pieces(rows: Iterable[Row]) -> list[list[Row]]:
    pieces: list[list[Row]] = []
    for row in rows:
        if pieces and row.index - pieces[-1][-1].index <= _NEAR:
            pieces[-1].append(row)
        else:
            pieces.append([row])
    return pieces


def is_references_alone(article: Article) -> bool:
    """Whether an article has references and hardly any text."""
    return len(article.body) < _NO_BODY and bool(article.references)


def is_without_text(article: Article) -> bool:
    """Whether an article has neither text nor references."""
    return not article.body and not article.references


def is_of_one_page(article: Article) -> bool:
    """Whether an article is known to end on the page on which it begins."""
    return article.pages is not None and article.pages[0] == article.pages[1] and article.pages_from is None


def doubts(articles: Sequence[Article]) -> list[str]:
    """Warnings of articles that have no text, no author, one page or references alone, and of pages that do
    not rise; nothing of an issue of one article."""
    if len(articles) < 2:
        return []
    bare = [a.id for a in articles if is_references_alone(a)]
    silent = [a.id for a in articles if is_without_text(a)]
    nobody = [a.id for a in articles if not a.authors]
    single = [a.id for a in articles if is_of_one_page(a)]
    falling = [
        later.id
        for earlier, later in itertools.pairwise([a for a in articles if a.pages])
        if earlier.pages and later.pages and later.pages[0] < earlier.pages[1]
    ]
    kinds = (
        (REFERENCES_ALONE, bare),
        (WITHOUT_TEXT, silent),
        (WITHOUT_AUTHORS, nobody),
        (ONE_PAGE_ARTICLES, single),
        (FALLING_PAGES, falling),
    )
    return [sentence.format(articles=_listed(found)) for sentence, found in kinds if found]


def _listed(identifiers: Sequence[str]) -> str:
    more = ", …" if len(identifiers) > _NAMED else ""
    return ", ".join(identifiers[:_NAMED]) + more
