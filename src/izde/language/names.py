"""People's names across scripts: one person in Kazakh, Russian and Latin spelling, with or without initials.

`parse` takes a printed name apart and `is_person_name` tells what looks like one (`names_parsing`);
`same_person` compares two names (`names_comparing`), `merge` gathers spellings into people
(`names_gathering`). For the index, `index_keys` gives what to put into the AUTHOR space, and a `query`
finds a person's keys in that vocabulary again (`names_index`).
"""

from __future__ import annotations

from izde.language.names_comparing import same_person
from izde.language.names_gathering import Person, merge
from izde.language.names_index import Found, Query, index_keys, query, word_key
from izde.language.names_parsing import PersonName, is_person_name, likelihood, parse, stripped
from izde.language.names_spelling import Tier

__all__ = [
    "Found",
    "Person",
    "PersonName",
    "Query",
    "Tier",
    "index_keys",
    "is_person_name",
    "likelihood",
    "merge",
    "parse",
    "query",
    "same_person",
    "stripped",
    "word_key",
]
