"""Headings of abstracts and keyword lists: their spelling, and the language of what stands under them (H)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import islice

from izde.check.completeness import language_name
from izde.check.finding import Finding, finding
from izde.check.printed import PrintedLine, Subject
from izde.extract.line.vocabulary import Role, labels
from izde.language.identify import identify
from izde.model import Language

#: The headings as they are rightly spelt, by what they mark and language; the first is the usual one.
CORRECT: dict[tuple[Role, Language], tuple[str, ...]] = {
    (Role.ABSTRACT, "en"): ("Abstract", "Summary", "Annotation", "Resume"),
    (Role.ABSTRACT, "ru"): ("Аннотация", "Резюме", "Реферат", "Краткая аннотация"),
    (Role.ABSTRACT, "kk"): ("Аңдатпа", "Түйіндеме", "Түйін", "Тұжырым", "Қысқаша мазмұны"),
    (Role.KEYWORDS, "en"): (
        "Key words",
        "Keywords",
        "Keywords and phrases",
        "Key words and phrases",
        "Index terms",
    ),
    (Role.KEYWORDS, "ru"): (
        "Ключевые слова",
        "Ключевые слова и фразы",
        "Ключевые слова и словосочетания",
        "Опорные слова",
    ),
    (Role.KEYWORDS, "kk"): (
        "Түйін сөздер",
        "Түйінді сөздер",
        "Кілт сөздер",
        "Кілтті сөздер",
        "Негізгі сөздер",
        "Тірек сөздер",
        "Түйін сөздер мен тіркестер",
        "Негізгі ұғымдар",
    ),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: So many words under a heading are read to tell their language, and so many must be there.
_SAMPLE = 40
_FEWEST = 12


def headings(subject: Subject) -> Iterator[Finding]:
    """Headings that are misspelt, or that stand over a text in another language."""
    lines = list(subject.lines())
    for number, line in enumerate(lines):
        if len(line.text) > 400:
            continue
        for match in labels(line.text):
            if match.role not in (Role.ABSTRACT, Role.KEYWORDS):
                continue
            printed = _heading(line.text, match.rest)
            languages = [m.language for m in labels(line.text) if m.role is match.role and m.language]
            yield from _misspelt(subject, line, printed, match.role, languages)
            if match.role is Role.ABSTRACT:
                yield from _misplaced(subject, lines, number, printed, match.rest, languages)
            break


def _heading(text: str, rest: str) -> str:
    start = text[: len(text) - len(rest)] if rest and text.rstrip().endswith(rest) else text
    return " ".join(_WORD.findall(start))


def _misspelt(
    subject: Subject, line: PrintedLine, printed: str, role: Role, languages: list[Language]
) -> Iterator[Finding]:
    correct = [form for language in languages for form in CORRECT[role, language]]
    known = {form.lower() for form in correct}
    if not correct or printed.lower() in known:
        return
    near = difflib.get_close_matches(printed, correct, n=1, cutoff=0.6) or correct[:1]
    # A longer heading that is right in itself ("Keywords in the text") is no misspelling of a shorter one.
    if abs(len(near[0]) - len(printed)) <= 3:
        yield finding("H01", subject.id, line.place, printed=printed, correct=near[0])


def _misplaced(
    subject: Subject,
    lines: list[PrintedLine],
    number: int,
    printed: str,
    rest: str,
    languages: list[Language],
) -> Iterator[Finding]:
    words = rest.split()
    for below in islice(lines, number + 1, number + 12):
        if len(words) >= _SAMPLE or any(m.role is Role.KEYWORDS for m in labels(below.text[:400])):
            break
        words.extend(below.text.split())
    if len(words) < _FEWEST:
        return
    found = identify(" ".join(words[:_SAMPLE]))
    # Резюме and Summary are loans that other languages' journals use as well; Аннотация heads Kazakh texts
    # only by mistake, since Kazakh has Аңдатпа.
    if found is not None and found not in languages:
        yield finding("H02", subject.id, lines[number].place, printed=printed, found=language_name(found))
