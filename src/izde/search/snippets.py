"""Passages: the few sentences of an article that show why it was found, with the words marked.

A passage is made of whole sentences where they are short enough, else cut between words. Marks lie on the
words as printed; which words those are is decided by the same analysis that indexed them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from izde.language.analyzers import analyze
from izde.language.terms import Kind, Term
from izde.model import Article, Language
from izde.search.results import Snippet

#: A passage has about so many characters, and never more than the second figure and its ellipses.
LENGTH, LONGEST = 240, 320
#: Of a body only so many places are looked at, each with so many characters around it.
_PLACES, _AROUND = 12, 400
#: How many letters of a term are enough to look for it in a body before that is analyzed.
_CLUE = 4

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[\"«“(\[]*[^\W_])")
#: What stands before a full stop that ends no sentence: initials and the usual abbreviations.
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:т\.\s?[бдепс]|гг?|вв?|ғғ?|жж?|б\.э|обл|ред|рис|табл|стр|см|др|пр|проф|акад|доц|"
    r"мыс|etc|al|vs|cf|e\.g|i\.e|fig|vol|pp?|no|prof|dr|mr|mrs|st|art|ст|бет|қ|ауд|тг|тыс|млн|млрд))\.$",
    re.IGNORECASE,
)

#: The letters that stand behind one of the script-neutral key (`izde.language.transliterate.fold`).
_PRINTED = {
    "a": "aаәäâá", "b": "bб", "d": "dд", "e": "eеёэйи", "f": "fф", "g": "gгғğǵ", "i": "iиіыйяюıy", "j": "jжž",
    "k": "kкқqc", "l": "lл", "m": "mм", "n": "nнңñ", "o": "oоөöó", "p": "pп", "r": "rр", "s": "sсцct",
    "t": "tт", "u": "uуұүūüúwў", "v": "vвw", "x": "xхһhk", "z": "zз", "ç": "чcç", "ş": "шщsşš",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term key that a query looks for: which of its concepts it serves, and how well."""

    concept: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    concept: int
    weight: float


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) offsets; together they cover all but the blanks between."""
    found: list[tuple[int, int]] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        before = text[max(start, boundary.start() - 12) : boundary.start()]
        follows = text[boundary.end() : boundary.end() + 1]
        if _ABBREVIATION.search(before.rstrip('"»”)]')) or follows.islower():
            continue
        end = boundary.start() + len(boundary.group().rstrip())
        found.append((start, end))
        start = boundary.end()
    if text[start:].strip():
        found.append((start, start + len(text[start:].rstrip())))
    return found


def marks(terms: Iterable[Term], wanted: Mapping[str, Wanted]) -> list[_Mark]:
    """The printed words that are wanted, in order, each once with its best reading."""
    best: dict[tuple[int, int], _Mark] = {}
    for term in terms:
        sought = wanted.get(term.key)
        if sought is None:
            continue
        known = best.get((term.start, term.end))
        if known is None or sought.weight > known.weight:
            best[term.start, term.end] = _Mark(term.start, term.end, sought.concept, sought.weight)
    ordered = sorted(best.values(), key=lambda mark: (mark.start, -mark.end))
    kept: list[_Mark] = []
    for mark in ordered:
        # The parts of a compound lie inside it.
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _worth(found: Iterable[_Mark]) -> float:
    """What a stretch of text shows: every concept counts once with its best word, repeats a little."""
    best: dict[int, float] = {}
    repeats = 0
    for mark in found:
        if mark.concept in best:
            repeats += 1
        best[mark.concept] = max(best.get(mark.concept, 0.0), mark.weight)
    return sum(best.values()) + 0.05 * min(repeats, 4)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with the offsets of its marks, and what it is worth as an explanation."""

    text: str
    marks: list[tuple[int, int]]
    worth: float


def passage(text: str, found: Sequence[_Mark]) -> Passage | None:
    """The stretch of whole sentences that shows most of what is sought, None where nothing is found."""
    if not found:
        return None
    parts = sentences(text)
    best: tuple[float, int, int] | None = None
    for first in range(len(parts)):
        for last in range(first, min(first + 3, len(parts))):
            start, end = parts[first][0], parts[last][1]
            if last > first and end - start > LENGTH:
                break
            inside = [mark for mark in found if start <= mark.start and mark.end <= end]
            if not inside:
                continue
            # A sentence more must bring something.
            worth = _worth(inside) - 0.02 * (last - first) - 0.001 * first
            if best is None or worth > best[0]:
                best = worth, start, end
    if best is None:
        return None
    worth, start, end = best
    inside = [mark for mark in found if start <= mark.start and mark.end <= end]
    if end - start > LONGEST:
        start, end = _cut(text, start, end, inside)
        inside = [mark for mark in inside if start <= mark.start and mark.end <= end]
    return _printed(text, start, end, inside, worth)


def _cut(text: str, start: int, end: int, found: Sequence[_Mark]) -> tuple[int, int]:
    """The best LENGTH characters of a long sentence, cut between words."""
    best = (-1.0, start)
    for mark in found:
        window = [m for m in found if mark.start <= m.start and m.end <= mark.start + LENGTH * 3 // 4]
        best = max(best, (_worth(window), -mark.start), key=lambda pair: pair[0])
    begin = max(start, -best[1] - LENGTH // 4) if best[0] >= 0 else start
    begin = min(begin, max(start, end - LENGTH))
    stop = min(end, begin + LENGTH)
    while begin > start and not text[begin - 1].isspace():
        begin -= 1
    while stop < end and not text[stop].isspace():
        stop += 1
    return begin, stop


def _printed(text: str, start: int, end: int, found: Sequence[_Mark], worth: float) -> Passage:
    """The stretch on one line, with ellipses where a sentence was cut."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    opening = "" if not before or before in '.!?…:;»”")' else "… "
    closing = "" if not after or text[end - 1 : end] in '.!?…;»”")' else " …"
    pieces: list[str] = [opening]
    length = len(opening)
    offsets: dict[int, int] = {}
    blank = True
    for position in range(start, end):
        offsets[position] = length
        character = text[position]
        if character.isspace():
            if blank:
                continue
            character = " "
        blank = character == " "
        pieces.append(character)
        length += 1
    offsets[end] = length
    marked = [(offsets[mark.start], offsets[mark.end]) for mark in found]
    return Passage("".join(pieces) + closing, _merged(marked), worth)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


def snippets(
    article: Article,
    wanted: Mapping[str, Wanted],
    shown: Language | None,
    body: Callable[[], str],
) -> list[Snippet]:
    """The title in the shown language with its marks, then the best passage of the article.

    The best passage shows most of what is sought; among equals the abstract comes before keywords, the
    keywords before the body, and the shown language before the others. `body` is asked for where nothing
    else shows anything.
    """
    made: list[Snippet] = []
    title_worth = 0.0
    if shown is not None and article.title.get(shown):
        title = article.title[shown]
        found = marks(analyze(title, shown), wanted)
        if found:
            line = _printed(title, 0, len(title), found, _worth(found))
            made.append(Snippet("title", shown, line.text, line.marks))
            title_worth = line.worth
    best: tuple[float, Snippet] | None = None
    for order, (field, language, text) in enumerate(_fields(article, shown)):
        candidate = passage(text, marks(analyze(text, language), wanted))
        if candidate is None:
            continue
        preferred = 0.15 if language == shown else 0.0
        worth = candidate.worth + preferred - 0.01 * order
        if best is None or worth > best[0]:
            best = worth, Snippet(field, language, candidate.text, candidate.marks)
    if best is None and wanted and not title_worth:
        found_passage = _body_passage(body(), article.language, wanted)
        if found_passage is not None:
            best = 0.0, Snippet("body", article.language, found_passage.text, found_passage.marks)
    if best is not None:
        made.append(best[1])
    elif not title_worth:
        made.extend(_other_titles(article, wanted, shown))
    return made


def _fields(article: Article, shown: Language | None) -> Iterable[tuple[str, Language, str]]:
    languages = sorted(article.abstracts, key=lambda language: language != shown)
    for language in languages:
        yield "abstract", language, article.abstracts[language]
    for language in sorted(article.keywords, key=lambda language: language != shown):
        yield "keywords", language, "; ".join(article.keywords[language])


def _other_titles(
    article: Article, wanted: Mapping[str, Wanted], shown: Language | None
) -> Iterable[Snippet]:
    for language, title in article.title.items():
        if language != shown:
            found = marks(analyze(title, language), wanted)
            if found:
                line = _printed(title, 0, len(title), found, 0.0)
                yield Snippet("title", language, line.text, line.marks)
                return


def _body_passage(body: str, language: Language | None, wanted: Mapping[str, Wanted]) -> Passage | None:
    """The best of the places in a body where a wanted term may stand; the rest of it is not analyzed."""
    clues = {clue for clue in map(_clue, wanted) if clue}
    if not clues:
        return None
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(clues))})", re.IGNORECASE)
    best: Passage | None = None
    looked, places = 0, 0
    for clue in pattern.finditer(body):
        if clue.start() < looked:
            continue
        if places == _PLACES:
            break
        places += 1
        start, end = _around(body, clue.start())
        looked = end
        stretch = body[start:end]
        candidate = passage(stretch, marks(analyze(stretch, language), wanted))
        if candidate is not None and (best is None or candidate.worth > best.worth):
            best = candidate
    return best


def _clue(key: str) -> str:
    """A regular expression for how words of a term begin."""
    if not key.startswith(Kind.FOLD.value):
        return re.escape(key.lstrip("=^@")[:_CLUE])
    classes = []
    for letter in key[1 : 1 + _CLUE]:
        if letter not in _PRINTED:
            break
        classes.append(f"[{_PRINTED[letter]}]")
        if letter == "i":
            break
    return "".join(classes)


def _around(body: str, position: int) -> tuple[int, int]:
    """The sentences around a position, cut between words where they are long."""
    start = max(0, position - _AROUND)
    end = min(len(body), position + _AROUND)
    while start > 0 and not body[start - 1].isspace():
        start -= 1
    while end < len(body) and not body[end].isspace():
        end += 1
    for boundary in _BOUNDARY.finditer(body, start, position):
        start = boundary.end()
        break
    return start, end
