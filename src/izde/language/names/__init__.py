"""People's names across scripts: one person in Kazakh, Russian and Latin spelling, with or without initials.

`parsing` takes a printed name apart and tells what looks like one; `spelling` says what a word of a name
sounds like; `comparing` compares two names, `gathering` gathers spellings into people. For the index,
`index.index_keys` gives what to put into the AUTHOR space, and `index.query` finds a person's keys in that
vocabulary again.
"""
