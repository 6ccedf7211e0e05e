"""Words found by a scan of the vocabulary: those that fit `wild*cards`, those near a `fuzzy~` word."""

from __future__ import annotations

import re

from izde.engines.interface import Concept, Space, Term
from izde.interface import _
from izde.language import tokens
from izde.language.letters.transliterate import fold
from izde.language.terms import Kind
from izde.search import spelling
from izde.search.inquiry import Inquiry, Sought
from izde.search.readings import Origin, Reading

#: A pattern is expanded to so many words of the vocabulary; a note says when there are more.
_MOST_WORDS = 500


def wildcard(inquiry: Inquiry, text: str, space: Space) -> Concept:
    """Every word that fits a pattern with `*` and `?`, in the printed spelling or else in a neutral one."""
    pattern = tokens.form(text.strip(".,;:!")).replace("ё", "е")
    sought = Sought(text)
    found: list[tuple[int, str]] = []
    for mark in (Kind.FORM.value, Kind.FOLD.value):
        weight = 1.0 if mark == Kind.FORM.value else inquiry.ranking.otherwise
        wanted = pattern if mark == Kind.FORM.value else _folded(pattern)
        prefix = re.split(r"[*?]", wanted, maxsplit=1)[0]
        fits = re.compile(re.escape(wanted).replace(r"\*", ".*").replace(r"\?", ".") + r"\Z").match
        found = [
            (frequency, key)
            for key, frequency in inquiry.snapshot.vocabulary(space, mark + prefix)
            if fits(key, len(mark))
        ]
        if found or inquiry.exact:
            break
    if len(found) > _MOST_WORDS:
        inquiry.notes.append(
            _("{count} words fit {pattern}; the {most} most frequent ones were looked for.").format(
                count=len(found), pattern=text, most=_MOST_WORDS
            )
        )
        found = sorted(found, reverse=True)[:_MOST_WORDS]
    sought.found = bool(found)
    sought.readings = {key: Reading(Origin.PATTERN, weight, key[len(mark) :]) for _, key in found}
    return Concept(tuple(Term(space, key, weight) for _, key in found), inquiry.label(sought))


def fuzzy(inquiry: Inquiry, text: str, edits: int, space: Space) -> Concept:
    """A word and every other that is at most so many edits away, the nearest weighing most."""
    word = tokens.form(text).replace("ё", "е")
    mark = Kind.FORM.value
    sought = Sought(f"{text}~{edits}")
    sought.readings[mark + word] = Reading(Origin.FORM, 1.0)
    vocabulary = inquiry.vocabulary(space, mark)
    for count in range(1, edits + 1):
        for candidate in spelling.near(word, vocabulary, count, _MOST_WORDS):
            sought.readings.setdefault(
                mark + candidate.word,
                Reading(Origin.SLIP, inquiry.ranking.slip / count, candidate.word),
            )
    return Concept(
        tuple(Term(space, key, reading.weight) for key, reading in sought.readings.items()),
        inquiry.label(sought),
    )


def _folded(pattern: str) -> str:
    """The script-neutral key of the letters between the wildcards."""
    return "".join(piece if piece in "*?" else fold(piece) for piece in re.split(r"([*?])", pattern) if piece)
