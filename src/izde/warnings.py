"""What is missing or doubtful in an issue: the sentences that are stored with records and sources.

A warning is stored in English, since one library serves readers of three languages and since programs may
look for it. It is shown in the language of the interface: `shown` knows a stored sentence by the pattern it
was made from, so there is nothing more to store. A sentence of another origin (records may bring their own)
is shown as it is.
"""

from __future__ import annotations

import re
from functools import cache

from izde.interface import ENGLISH, N_, _, language
from izde.model import Language

#: Nothing is printed of this part of a record in this language.
NOT_PRINTED: dict[tuple[str, Language], str] = {
    ("title", "kk"): N_("no Kazakh title is printed"),
    ("title", "ru"): N_("no Russian title is printed"),
    ("title", "en"): N_("no English title is printed"),
    ("abstract", "kk"): N_("no Kazakh abstract is printed"),
    ("abstract", "ru"): N_("no Russian abstract is printed"),
    ("abstract", "en"): N_("no English abstract is printed"),
    ("keywords", "kk"): N_("no Kazakh keywords are printed"),
    ("keywords", "ru"): N_("no Russian keywords are printed"),
    ("keywords", "en"): N_("no English keywords are printed"),
}
NO_AUTHOR = N_("no author is printed")
NO_TEXT = N_("no text is printed")
MIXED_WORD = N_("1 word mixes Cyrillic and Latin letters: {words}")
MIXED_WORDS = N_("{count} words mix Cyrillic and Latin letters: {words}")
#: A word as printed and as it is meant: part of the two above.
MEANT = N_("{printed} for {meant}")

CONTENTS_PAGE = N_("{article}: the contents give page {listed}, it begins on page {first}.")
CONTENTS_COUNT = N_("The contents list {listed} articles, {found} were found.")
NOT_IN_CONTENTS = N_("Not in the contents: {articles}.")

NO_ARTICLE = N_("Lines {first}–{last} are of no article: {text}")
NO_ARTICLE_PAGES = N_("Lines {first}–{last} on pages {page}–{end} of the file are of no article: {text}")
REFERENCES_ALONE = N_("References and hardly any text: {articles}.")
WITHOUT_TEXT = N_("Without text: {articles}.")
WITHOUT_AUTHORS = N_("Without authors: {articles}.")
ONE_PAGE_ARTICLES = N_("Of one page: {articles}.")
FALLING_PAGES = N_("Begins before the article ahead of it ends: {articles}.")

SAME_ID = N_("The id {id} occurs twice; the later record is called {new}.")
ENCODING = N_("The text was read as {encoding}.")

RECOGNISED = N_("The text was recognised from page images (OCR) and may hold mistakes.")
NO_TABLE = N_("The file has no table of its parts; its pages were looked for one by one.")
INCOMPLETE = N_("The file is incomplete: it announces {announced} pages, and {found} were found.")
FIRST_PAGES = N_("Only the first {pages} pages were read; the file has more.")
PAGE_TROUBLE = N_("Page {page} {trouble}; its text may be incomplete.")
PAGE_LEFT_OUT = N_("Page {page} {trouble} and was left out.")
GAVE_UP = N_("Reading took more than {seconds} seconds; {left} of {pages} pages were left out.")
LOST_LETTERS = N_(
    "Some letters of {pages} in the font {font} have no Unicode value in the file and were lost."
)
NO_LETTERS = N_("No text on {pages}, only images; '{command}' adds it.")
#: Pages by their numbers: part of the two above.
ONE_PAGE = N_("page {number}")
SEVERAL_PAGES = N_("pages {numbers}")
MANY_PAGES = N_("pages {numbers} and others")
#: What may be the trouble with a page.
SLOW_PAGE = N_("took more than {seconds} seconds")
FULL_PAGE = N_("holds more text than a page can show")
HEAVY_PAGE = N_("needs too much memory")
DAMAGED_PAGE = N_("is damaged ({cause})")
DAMAGED_LINKS = N_("has damaged links ({cause})")
FAILED_PAGE = N_("made the reading process fail")

MARKED_IDS = N_("ids carry '{mark}' because another source has an issue called '{stem}'")
REPEATED_ID = N_("the id '{id}' occurs more than once; one is '{new}' now")

#: Where a part is of one of a few patterns itself, or a list of such.
_PARTS: dict[str, tuple[str, ...]] = {
    "words": (MEANT,),
    "pages": (MANY_PAGES, ONE_PAGE, SEVERAL_PAGES),
    "trouble": (SLOW_PAGE, FULL_PAGE, HEAVY_PAGE, DAMAGED_PAGE, DAMAGED_LINKS, FAILED_PAGE),
}
_SENTENCES: tuple[str, ...] = (
    *NOT_PRINTED.values(),
    *(NO_AUTHOR, NO_TEXT, MIXED_WORD, MIXED_WORDS),
    *(CONTENTS_PAGE, CONTENTS_COUNT, NOT_IN_CONTENTS, SAME_ID, ENCODING),
    *(NO_ARTICLE_PAGES, NO_ARTICLE, REFERENCES_ALONE, WITHOUT_TEXT, WITHOUT_AUTHORS),
    *(ONE_PAGE_ARTICLES, FALLING_PAGES),
    *(RECOGNISED, NO_TABLE, INCOMPLETE, FIRST_PAGES, PAGE_TROUBLE, PAGE_LEFT_OUT, GAVE_UP),
    *(LOST_LETTERS, NO_LETTERS, MARKED_IDS, REPEATED_ID),
)
_PLACE = re.compile(r"\\\{(\w+)\\\}")


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)


def _translated(text: str, sentences: tuple[str, ...]) -> str | None:
    for sentence in sentences:
        found = _pattern(sentence).fullmatch(text)
        if found:
            parts = {name: _part(name, value) for name, value in found.groupdict().items()}
            return _(sentence).format(**parts)
    return None


def _part(name: str, text: str) -> str:
    patterns = _PARTS.get(name)
    if patterns is None:
        return text
    separator = ", " if name == "words" else None
    pieces = text.split(separator) if separator else [text]
    return (separator or "").join(_translated(piece, patterns) or piece for piece in pieces)


def shown(warning: str) -> str:
    """The stored warning in the language of the interface; as it is when it is of none of these patterns."""
    if language() == ENGLISH:
        return warning
    return _translated(warning, _SENTENCES) or warning
