"""What the user says of an issue in place of what it prints."""

from __future__ import annotations

from dataclasses import dataclass

from izde.model import Article, Extraction, Issue


@dataclass(frozen=True)
class Overrides:
    """What the user says of an issue; it replaces what is read in the file. `journal` is one name."""

    journal: str | None = None
    year: int | None = None
    number: str | None = None


#: Nothing is said: all is as the issue prints it.
AS_PRINTED = Overrides()


def override(extraction: Extraction, overrides: Overrides) -> None:
    """Put what the user says of the issue into it and its articles."""
    # Imported late: whoever only says something of an issue need not load the languages.
    from izde.extract.line import tongue

    parts: list[Issue | Article] = [extraction.issue, *extraction.articles]
    for part in parts:
        if overrides.journal:
            language = tongue.count(overrides.journal).best() or "en"
            part.journal = {language: overrides.journal}
        if overrides.year is not None:
            part.year = overrides.year
        if overrides.number is not None:
            part.number = overrides.number
