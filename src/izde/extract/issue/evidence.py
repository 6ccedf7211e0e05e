"""Whether a text shows what makes it a journal's: any prose can be cut into pieces with titles."""

from __future__ import annotations

from collections.abc import Sequence

from izde.extract.line.rows import Row
from izde.model import Article

#: So many signs of an article must one of a file's articles show. An interview has its title and a name, an
#: article whose names are lost its abstract and keywords; a licence has titles alone.
_SIGNS = 2
#: Documentation and programs set words in grave accents; of a journal's lines hardly one has them.
_MARKED_UP = 0.1


def is_printed(rows: Sequence[Row]) -> bool:
    """Whether the text is print: neither documentation in a markup language nor a program."""
    return sum("`" in row.text for row in rows) < _MARKED_UP * len(rows)


def is_journal(articles: Sequence[Article]) -> bool:
    """Whether one article at least is a journal's for what is printed with it. Laws have titles and lists of
    sources, but neither authors nor codes."""
    return any(_signs(article) >= _SIGNS and _signed(article) for article in articles)


def _signed(article: Article) -> bool:
    codes = article.doi or article.udc or article.irsti
    return bool(codes or article.authors or article.abstracts or article.keywords)


def _signs(article: Article) -> int:
    codes = (article.doi, article.udc, article.irsti)
    signs = (article.title, article.authors, article.references, article.emails, article.orcids)
    return (
        sum(map(bool, signs))
        + sum(map(bool, codes))
        + len(article.abstracts)
        + len(article.keywords)
        + len(article.section)
    )
