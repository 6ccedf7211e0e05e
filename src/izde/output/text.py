"""How a record's parts read as text, for every format that people read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.interface import N_, _, grouped, ngettext
from izde.model import LANGUAGES, Article, Author, ByLanguage, Language, PagesFrom

LANGUAGE_NAMES: dict[Language, str] = {"kk": N_("Kazakh"), "ru": N_("Russian"), "en": N_("English")}


def in_language(texts: ByLanguage, *preferred: Language | None) -> str:
    """The text in the first preferred language that has one, else in any; empty where there is none."""
    for language in (*preferred, *LANGUAGES):
        if language is not None and texts.get(language):
            return texts[language]
    return ""


def main_language(article: Article) -> Language | None:
    """The article's language; where that is not known, the language of the title that stands for it."""
    return article.language or next((language for language in LANGUAGES if article.title.get(language)), None)


def author_names(authors: Sequence[Author], most: int | None = None) -> str:
    """The authors as a byline; beyond `most` of them only how many there are."""
    names = [author.name for author in authors]
    if most is not None and len(names) > most:
        return _("{names} and {count} more").format(names=", ".join(names[:most]), count=len(names) - most)
    return ", ".join(names)


def page_range(pages: tuple[int, int] | None, pages_from: PagesFrom | None = None) -> str:
    """Pages as "pp. 198–208", "p. 13", or "p. 198 ff." where only the first is known; empty where none is."""
    if pages is None:
        return ""
    first, last = pages
    if pages_from == "first":
        return _("p. {page} ff.").format(page=first)
    if first == last:
        return _("p. {page}").format(page=first)
    return _("pp. {first}–{last}").format(first=first, last=last)


def place(
    journal: str,
    year: int | None,
    number: str | None,
    pages: tuple[int, int] | None,
    *more: str | None,
    pages_from: PagesFrom | None = None,
) -> str:
    """Where something was printed, as one line of its known parts."""
    printed = page_range(pages, pages_from)
    parts = [journal, str(year) if year else "", f"№ {number}" if number else "", printed, *more]
    return " · ".join(part for part in parts if part)


def articles(count: int) -> str:
    """ "1 article", "3 articles": a count with its noun."""
    return ngettext("{count} article", "{count} articles", count).format(count=grouped(count))


def issues(count: int) -> str:
    """ "1 issue", "3 issues": a count with its noun."""
    return ngettext("{count} issue", "{count} issues", count).format(count=grouped(count))


def visible(text: str) -> str:
    """The text on one line, whatever a file's name holds: what cannot be printed is written as an escape."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


#: Control characters, and the halves of characters that stand for bytes that are no UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
