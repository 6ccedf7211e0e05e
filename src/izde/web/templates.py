"""The pages' templates, and what they may call: addresses, passages with marks, names, counts.

Everything that comes from a record or a query is escaped where it is put into a page (Jinja's autoescape);
`marked` is the one function here that makes markup, of text that it has escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from izde import interface
from izde.interface import N_, _
from izde.model import LANGUAGES, ByLanguage, Language
from izde.output.people import printed_name
from izde.output.text import LANGUAGE_NAMES, articles, author_names, in_language, issues, page_range, place
from izde.search.results import Hit
from izde.version import __version__
from izde.web.asking import Asked, address

#: What each language calls itself.
ENDONYMS: dict[Language, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
#: What an answer can be narrowed by.
FACET_NAMES = {
    "journal": N_("Journal"),
    "year": N_("Year"),
    "lang": N_("Language of the article"),
    "section": N_("Section"),
    "author": N_("Author"),
    "keyword": N_("Keyword"),
}
#: What the orders of an answer are called, and the forms in which an article can be had.
SORT_NAMES = {
    "relevance": N_("best first"),
    "-year": N_("newest first"),
    "year": N_("oldest first"),
    "title": N_("by title"),
    "author": N_("by author"),
}
DOWNLOAD_NAMES = {".bib": "BibTeX", ".ris": "RIS", ".csl.json": "CSL JSON", ".jats.xml": "JATS XML"}
#: The Kazakh letters that a Russian keyboard lacks.
KAZAKH_LETTERS = "әғқңөұүһі"


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """The text with its matched words in `<mark>`."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(marks):
        if start >= at:
            parts += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
    return Markup().join([*parts, escape(text[at:])])


def title_of(hit: Hit) -> Markup:
    """The title of a hit in the language that it is shown in, with its matched words marked."""
    for snippet in hit.snippets:
        if snippet.field == "title" and snippet.lang == hit.shown:
            return marked(snippet.text, snippet.marks)
    return escape(in_language(hit.title, hit.shown, hit.language) or _("(no title is printed)"))


def language_of(texts: ByLanguage, *preferred: Language | None) -> str:
    """The language in which `in_language` would show these texts, for `lang=`."""
    return next((one for one in (*preferred, *LANGUAGES) if one and texts.get(one)), "")


@cache
def version_of(name: str) -> str:
    """What changes when a file of `static/` does: browsers may keep the file for good under this name."""
    return sha256(resources.files("izde.web").joinpath("static").joinpath(name).read_bytes()).hexdigest()[:10]


def static(name: str) -> str:
    return address("/static", name, v=version_of(name))


@cache
def environment() -> Environment:
    """The templates, translated when they are shown."""
    made = Environment(
        loader=PackageLoader("izde.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        interface.gettext, interface.ngettext, newstyle=False, pgettext=interface.pgettext
    )
    made.globals.update(
        address=address,
        articles=articles,
        issues=issues,
        author_names=author_names,
        in_language=in_language,
        language_of=language_of,
        page_range=page_range,
        place=place,
        marked=marked,
        title_of=title_of,
        static=static,
        surname_first=lambda name: printed_name(name).inverted,
        ENDONYMS=ENDONYMS,
        KAZAKH_LETTERS=KAZAKH_LETTERS,
        LANGUAGES=LANGUAGES,
        LANGUAGE_NAMES=LANGUAGE_NAMES,
        NOTHING=Asked(),
        FACET_NAMES=FACET_NAMES,
        SORT_NAMES=SORT_NAMES,
        DOWNLOAD_NAMES=DOWNLOAD_NAMES,
        version=__version__,
    )
    return made


def render(template: str, /, **values: Any) -> str:
    """The page that a template makes of these values, in the language of the interface."""
    return environment().get_template(template).render(values)
