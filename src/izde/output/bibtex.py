"""BibTeX: an @article an article, in UTF-8, for BibTeX and biblatex.

Title, authors and abstract are in the article's language, which `langid` names; titles in the other
languages stand in `title_kk`, `title_ru` and `title_en`, which BibTeX styles pass over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from izde.language.letters.transliterate import fold
from izde.model import Article, Language
from izde.output.people import name_in
from izde.output.text import in_language

_LANGUAGE_IDS: dict[Language, str] = {"kk": "kazakh", "ru": "russian", "en": "english"}
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "#": r"\#",
        "$": r"\$",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def render(articles: Sequence[Article]) -> str:
    """The articles as entries, an empty line between them."""
    taken: set[str] = set()
    return "\n\n".join(_entry(article, _key(article.id, taken)) for article in articles)


def _key(id: str, taken: set[str]) -> str:
    """The id in ASCII, as BibTeX asks, and no other entry's."""
    key = id if id.isascii() else "-".join(fold(word) for word in id.split("-"))
    key = re.sub(r"[^A-Za-z0-9:_-]+", "", key.replace("ş", "sh").replace("ç", "ch")) or "article"
    unique, number = key, 2
    while unique.lower() in taken:
        unique, number = f"{key}-{number}", number + 1
    taken.add(unique.lower())
    return unique


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)


def _entry(article: Article, key: str) -> str:
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(article) if value)
    return f"@article{{{key}{fields}\n}}"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    language = article.language
    names = [name_in(author, article, language).inverted for author in article.authors]
    # Braces around a name without a comma keep BibTeX from parting it.
    yield "author", " and ".join(_escaped(n) if "," in n else f"{{{_escaped(n)}}}" for n in names)
    title = in_language(article.title, language)
    # The inner braces keep the title's capitals.
    yield "title", f"{{{_escaped(title)}}}" if title else ""
    yield "journal", _escaped(in_language(article.journal, language))
    yield "year", str(article.year or "")
    yield "number", _escaped(article.number or "")
    if article.pages:
        first, last = article.pages
        yield "pages", str(first) if first == last else f"{first}--{last}"
    yield "doi", _escaped(article.doi or "")
    yield "langid", _LANGUAGE_IDS[language] if language else ""
    yield "keywords", _escaped(", ".join(article.keywords.get(language, []) if language else []))
    yield "abstract", _escaped(in_language(article.abstracts, language))
    for other, text in article.title.items():
        if text != title:
            yield f"title_{other}", _escaped(text)
