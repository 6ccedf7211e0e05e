"""Look-alike letters: words that mix Latin and Cyrillic letters, which ordinary searches miss (L)."""

from __future__ import annotations

from collections.abc import Iterator

from izde.check.finding import Finding, finding
from izde.check.printed import PrintedLine, Subject, same_letters
from izde.interface import _, pgettext
from izde.language.letters.normalize import MixedWord, mixed_script_words, repair
from izde.language.letters.scripts import Script, script

#: So many words of a line are named; of the rest, only their number.
_LISTED = 3


def letters(subject: Subject) -> Iterator[Finding]:
    """Words of mixed script: each in the parts that are searched for first, line by line in the rest."""
    lines = list(subject.lines())
    if not lines:
        yield from _of_record(subject)
        return
    parts = _parts(subject)
    reported: set[tuple[str, str]] = set()
    for line, words in _mixed(lines):
        others: dict[str, MixedWord] = {}
        for word in words:
            field = next((name for name, known in parts.items() if word.repaired.lower() in known), None)
            if field is None or not _within(subject, field, line):
                others.setdefault(word.word, word)
            elif (field, word.word) not in reported:
                reported.add((field, word.word))
                strangers = _strangers(word)
                yield finding(
                    "L01", subject.id, line.place, word=word.word, field=_field_name(field), letters=strangers
                )
        if others:
            yield finding("L02", subject.id, line.place, words=_listed(list(others.values())))


def _listed(words: list[MixedWord]) -> str:
    text = ", ".join(f"'{word.word}' ({_strangers(word)})" for word in words[:_LISTED])
    more = len(words) - _LISTED
    return text if more <= 0 else _("{names} and {count} more").format(names=text, count=more)


def _mixed(lines: list[PrintedLine]) -> Iterator[tuple[PrintedLine, list[MixedWord]]]:
    for line in lines:
        # Addresses are checked as such.
        if line.text.isascii() or "@" in line.text:
            continue
        words = list(mixed_script_words(line.text))
        if words:
            yield line, words


def _of_record(subject: Subject) -> Iterator[Finding]:
    for field, text in _texts(subject):
        for word in dict.fromkeys(mixed_script_words(text)):
            yield finding(
                "L01", subject.id, word=word.word, field=_field_name(field), letters=_strangers(word)
            )


def _texts(subject: Subject) -> Iterator[tuple[str, str]]:
    article = subject.article
    for text in article.title.values():
        yield "title", text
    for text in article.abstracts.values():
        yield "abstract", text
    for words in article.keywords.values():
        yield "keywords", "; ".join(words)
    for author in article.authors:
        yield "byline", author.name


def _field_name(field: str) -> str:
    names = {
        "title": pgettext("a part with a mixed word", "title"),
        "abstract": pgettext("a part with a mixed word", "abstract"),
        "keywords": pgettext("a part with a mixed word", "keywords"),
        "byline": pgettext("a part with a mixed word", "byline"),
    }
    return names[field]


def _parts(subject: Subject) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = {}
    for field, text in _texts(subject):
        parts.setdefault(field, set()).update(
            repair(word).lower() for word in "".join(c if c.isalpha() else " " for c in text).split()
        )
    return parts


def _within(subject: Subject, field: str, line: PrintedLine) -> bool:
    """Whether a line is one of the field's: its letters are among the field's text."""
    return any(name == field and same_letters(line.text, text) for name, text in _texts(subject))


def _strangers(word: MixedWord) -> str:
    """Which letters are of the other script, in words: "Latin a, o"."""
    changed = [(old, new) for old, new in zip(word.word, word.repaired, strict=False) if old != new]
    letters = ", ".join(dict.fromkeys(old for old, new in changed))
    if not letters:
        return _("mixed")
    latin = script(changed[0][0]) is Script.LATIN
    return (_("Latin {letters}") if latin else _("Cyrillic {letters}")).format(letters=letters)
