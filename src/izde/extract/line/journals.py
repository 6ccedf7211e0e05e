"""The words that names of journals are made with."""

from __future__ import annotations

import re

from izde.extract.line.vocabulary import skeleton
from izde.model import Language

#: The nouns that journals are called by, each with its language; a name may be one of them alone.
JOURNAL_NOUNS: tuple[tuple[Language, str], ...] = (
    (
        "kk",
        "хабаршы|хабаршысы|хабаршысының|хабарлары|хабарлар|журналы|еңбектері|жаршысы|жинағы|баяндамалары",
    ),
    ("ru", "вестник|известия|журнал|труды|записки|сборник|доклады|обозрение"),
    (
        "en",
        "bulletin|the bulletin|journal|the journal|herald|the herald|proceedings|reports|news|transactions|"
        "annals",
    ),
)
_JOURNAL_NOUNS = {skeleton(noun): language for language, nouns in JOURNAL_NOUNS for noun in nouns.split("|")}
_JOURNAL = re.compile(
    r"хабарш|вестник|bulletin|журнал|journal|известия|хабарлар|herald|ізвест|жаршы|еңбектер|issn|серия|сериясы|"
    r"\bseries\b|university|университет|reports|proceedings|review|академи",
    re.IGNORECASE,
)


def journal_noun(text: str) -> Language | None:
    """The language of a noun that journals are called by, where the text is nothing else."""
    return _JOURNAL_NOUNS.get(skeleton(text.strip(" .,:")))


def has_journal_noun(text: str) -> bool:
    """Whether a word of the text is a noun that journals are called by."""
    return any(skeleton(word) in _JOURNAL_NOUNS for word in re.findall(r"[^\W\d_]+", text))


def names_journal(text: str) -> bool:
    """Whether a line has a word that names of journals are made with."""
    return bool(_JOURNAL.search(text))
