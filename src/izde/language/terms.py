"""What a term is: the unit that analyzers make of a text, that an index holds and that a query asks for."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Kind(str, Enum):
    """The kinds of term. The value is the mark that sets the kind apart inside an index."""

    FORM = "="
    """The word as printed: NFC, lower case, of one script. What phrases and exact search use."""
    LEMMA = ""
    """Kazakh stem, Russian lemma or English stem; one namespace, so that shared loans meet."""
    START = "^"
    """The first five letters of a Kazakh word (Can et al.'s truncation), weaker than the stem."""
    FOLD = "~"
    """The script-neutral key of a word: қоғам, когам, qoğam, qogam and kogam are one."""
    NAME = "@"
    """The script-neutral key of a part of a person's name."""
    WHOLE = "#"
    """A whole keyword: the lemmas of its words, joined by spaces."""


_KINDS = {kind.value: kind for kind in Kind}


def kind_of(key: str) -> Kind:
    """The kind of term that a key is for."""
    return _KINDS.get(key[:1], Kind.LEMMA)


class Term(NamedTuple):
    """One term of a text. `start` and `end` are character offsets into the text that was analyzed;
    terms of the same printed word share `position`."""

    text: str
    kind: Kind
    position: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """The term as an index holds it: the mark of its kind, then its text."""
        return self.kind.value + self.text
