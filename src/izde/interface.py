"""The language in which Izde speaks to a person: English, Kazakh or Russian.

The first of IZDE_LANG, LC_ALL, LC_MESSAGES and LANG that is set decides; any other language is answered in
English. Messages stand in the source in English, as `_("…")`, `ngettext("…", "…", count)` or
`pgettext("context", "…")`, and are looked up when they are shown, in the gettext catalogues of `locale/`.
English opens no catalogue. `scripts/translate` collects the messages and compiles the catalogues.

Names that programs rely on are never translated: fields of JSON, codes, ids, statuses, commands, options.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

ENGLISH = "en"
#: The languages with a catalogue.
TRANSLATED = ("kk", "ru")
#: The first of these that is set names the language.
VARIABLES = ("IZDE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
DOMAIN = "izde"
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120  (pathlib loads slowly)

#: What else a person may call the languages: the country's code, and the codes of three letters.
_ALIASES = {"kz": "kk", "kaz": "kk", "rus": "ru"}

#: The language asked for by whoever is answered here, in place of the environment's.
_asked: ContextVar[str | None] = ContextVar("language", default=None)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak "kk", "ru" or "en" within a `with` statement, in this task or thread alone: a server answers each
    reader in the reader's own language."""
    token = _asked.set(code)
    try:
        yield
    finally:
        _asked.reset(token)


def language() -> str:
    """The language of the interface: what `speaking` says, else what the environment has now: "kk", "ru" or
    "en"."""
    asked = _asked.get()
    if asked is not None:
        return asked
    for variable in VARIABLES:
        value = os.environ.get(variable)
        if value:
            # kk_KZ.UTF-8, ru-RU, ru_RU@euro
            code = value.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].lower()
            code = _ALIASES.get(code, code)
            return code if code in TRANSLATED else ENGLISH
    return ENGLISH


@lru_cache(maxsize=len(TRANSLATED))
def _catalogue(code: str) -> NullTranslations:
    from gettext import translation

    return translation(DOMAIN, CATALOGUES, [code], fallback=True)


def gettext(message: str) -> str:
    """The message in the language of the interface."""
    code = language()
    return message if code == ENGLISH or not message else _catalogue(code).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of the message that goes with this count."""
    code = language()
    if code == ENGLISH:
        return one if count == 1 else many
    return _catalogue(code).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message as it is said in this context, where one English word needs several."""
    code = language()
    return message if code == ENGLISH else _catalogue(code).pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """The form of the message that goes with this count in this context."""
    code = language()
    if code == ENGLISH:
        return one if count == 1 else many
    return _catalogue(code).npgettext(context, one, many, count)


_ = gettext


def N_(message: str) -> str:  # noqa: N802  (gettext's customary name)
    """Mark a message of a table: collected with the others, translated where it is shown."""
    return message


def grouped(count: int) -> str:
    """A number with its thousands apart, as the language of the interface writes them."""
    written = f"{count:,}"
    return written if language() == ENGLISH else written.replace(",", "\N{NO-BREAK SPACE}")


def bind() -> None:
    """Let click speak the same language: it asks Python's gettext, which goes by the process's text domain
    and by LANGUAGE."""
    import gettext

    code = language()
    if code != ENGLISH:
        os.environ["LANGUAGE"] = code
        gettext.bindtextdomain(DOMAIN, CATALOGUES)
        gettext.textdomain(DOMAIN)
    elif gettext.textdomain() == DOMAIN:
        gettext.textdomain("messages")
