"""BibTeX: an @article an article, in UTF-8, for BibTeX and biblatex.

Title, authors and abstract are in the article's language, which `langid` names; titles in the other
languages stand in `title_kk`, `title_ru` and `title_en`, which BibTeX styles pass over. `number` is the
number within the year, since "4 (75)" is cited as two issues; the whole of it stands in `annote`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from izde.language.letters.transliterate import fold
from izde.model import Article, Author, Language
from izde.output.dates import parts, published
from izde.output.numbering import issue_number, page_range
from izde.output.people import is_corporate, name_in
from izde.output.text import in_language, main_language

#: Names of babel where pandoc knows them; biblatex has no Kazakh by any name.
_LANGUAGE_IDS: dict[Language, str] = {"kk": "kk", "ru": "russian", "en": "english"}
_COMMANDS = frozenset("\\{}")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
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
    escaped = " ".join(text.split()).translate(_ESCAPES)
    if not _balanced(text):
        # BibTeX counts braces, escaped ones too.
        escaped = escaped.replace(r"\{", r"{\textbraceleft}").replace(r"\}", r"{\textbraceright}")
    return escaped


def _balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0


def _entry(article: Article, key: str) -> str:
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(article) if value)
    month = _month(article)
    return f"@article{{{key}{fields}{month}\n}}"


def _month(article: Article) -> str:
    known = parts(published(article))
    return f",\n  month = {_MONTHS[int(known[1]) - 1]}" if len(known) > 1 else ""


def _name(author: Author, article: Article, language: Language | None) -> str:
    """A name in BibTeX's form: "van der Berg, Ludwig", "McKay, Jr., J.W."; one without parts in braces."""
    name = name_in(author, article, language)
    if is_corporate(author) or not name.given:
        return f"{{{_escaped(name.inverted)}}}"
    return ", ".join(_escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    language = main_language(article)
    names = [_name(author, article, language) for author in article.authors if author.name.strip()]
    yield "author", " and ".join(names)
    title = in_language(article.title, language)
    # The inner braces keep the title's capitals.
    yield "title", f"{{{_escaped(title)}}}" if title else ""
    yield "journal", _escaped(in_language(article.journal, language))
    yield "year", str(article.year or "")
    number = issue_number(article.number)
    yield "number", _escaped(number.within)
    yield "annote", _escaped(f"№ {article.number}") if number.running else ""
    pages = page_range(article)
    yield "pages", pages.joined("--") if pages else ""
    # Read as it stands: an escaped character would be one more. What TeX would take for a command is no DOI.
    doi = article.doi or ""
    yield "doi", doi if _COMMANDS.isdisjoint(doi) else ""
    yield "langid", _LANGUAGE_IDS[language] if language else ""
    yield "keywords", _escaped(", ".join(article.keywords.get(language, []) if language else []))
    yield "abstract", _escaped(in_language(article.abstracts, language))
    for other, text in article.title.items():
        if text != title:
            yield f"title_{other}", _escaped(text)
