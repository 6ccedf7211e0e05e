"""Why a term of the index may stand for a typed word."""

from __future__ import annotations

from enum import Enum

import msgspec

from izde.interface import N_


class Origin(str, Enum):
    """How an alternative comes from what was typed."""

    FORM = N_("as typed")
    LEMMA = N_("another form")
    START = N_("the same beginning")
    FOLD = N_("another spelling")
    RESPELLED = N_("typed with other letters")
    NAME = N_("a name")
    PATTERN = N_("the pattern")
    SLIP = N_("a likely slip")
    TRANSLATION = N_("another language's term")
    COGNATE = N_("the international word")


class Reading(msgspec.Struct, frozen=True):
    """What an alternative stands for: `text` is the word or term in print, where it is not what was typed,
    `source` the typed words that it is for, where they are more than one."""

    origin: Origin
    weight: float
    text: str = ""
    source: str = ""

    @property
    def translates(self) -> bool:
        """Whether the alternative is of another language than what was typed."""
        return self.origin in (Origin.TRANSLATION, Origin.COGNATE)
