"""Titles, abstracts and keywords: in all three languages, of the right length, parallel (T, A, K)."""

from __future__ import annotations

from collections.abc import Iterator

from izde.check.finding import Finding, finding
from izde.check.options import Options
from izde.check.printed import Subject
from izde.interface import _, pgettext
from izde.language.identify import identify
from izde.model import Language

#: A title of fewer letters is too short to tell its language by.
_SHORTEST_TITLE = 25


def language_name(language: Language) -> str:
    """What a finding calls a language."""
    if language == "kk":
        return pgettext("a language in a finding", "Kazakh")
    if language == "ru":
        return pgettext("a language in a finding", "Russian")
    return pgettext("a language in a finding", "English")


def _listed(languages: list[Language]) -> str:
    return _(" and ").join(map(language_name, languages))


def titles(subject: Subject, options: Options) -> Iterator[Finding]:
    """Titles that are missing, in another language, or the same in two."""
    title = subject.article.title
    for language in options.languages:
        text = title.get(language, "")
        if not text:
            yield finding("T01", subject.id, subject.beginning, language=language_name(language))
        elif len(text) >= _SHORTEST_TITLE and (found := identify(text)) not in (None, language):
            assert found is not None
            names = {"language": language_name(language), "found": language_name(found)}
            yield finding("T02", subject.id, subject.place(text), **names)
    same: dict[str, list[Language]] = {}
    for language, text in title.items():
        same.setdefault(" ".join(text.lower().split()), []).append(language)
    for languages in same.values():
        if len(languages) > 1:
            place = subject.place(title[languages[0]])
            yield finding("T03", subject.id, place, languages=_listed(languages))


def abstracts(subject: Subject, options: Options) -> Iterator[Finding]:
    """Abstracts that are missing, too short or too long."""
    low, high = options.words
    for language in options.languages:
        text = subject.article.abstracts.get(language, "")
        if not text:
            yield finding("A01", subject.id, subject.beginning, language=language_name(language))
            continue
        count = word_count(text)
        values = {"language": language_name(language), "count": count}
        if count < low:
            yield finding("A02", subject.id, subject.place(text), low=low, **values)
        elif count > high:
            yield finding("A03", subject.id, subject.place(text), high=high, **values)


def word_count(text: str) -> int:
    """The words of a text as a word processor counts them: what stands between blanks and has a letter or
    a digit."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def keywords(subject: Subject, options: Options) -> Iterator[Finding]:
    """Keyword lists that are missing, of different length, or that repeat a keyword."""
    lists = subject.article.keywords
    for language in options.languages:
        words = lists.get(language, [])
        if not words:
            yield finding("K01", subject.id, subject.beginning, language=language_name(language))
        seen: set[str] = set()
        for word in words:
            if word.lower() in seen:
                values = {"language": language_name(language), "keyword": word}
                yield finding("K03", subject.id, subject.place(words[0]), **values)
            seen.add(word.lower())
    present = {language: lists[language] for language in options.languages if lists.get(language)}
    if len({len(words) for words in present.values()}) > 1:
        counts = ", ".join(
            _("{count} {language}").format(count=len(words), language=language_name(language))
            for language, words in present.items()
        )
        shortest = min(present.values(), key=len)
        yield finding("K02", subject.id, subject.place(", ".join(shortest)), counts=counts)
