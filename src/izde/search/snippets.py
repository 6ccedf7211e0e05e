"""Passages: the few sentences of an article that show why it was found, with the words marked.

A passage is made of whole sentences where they are short enough, else cut between words. Marks lie on the
words as printed; which words those are is decided by the same analysis that indexed them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import msgspec

from izde.language.analyzers import keys, name_key
from izde.language.terms import Kind
from izde.language.tokens import tokenize
from izde.model import Article, Language
from izde.search.results import Snippet

#: A passage has about so many characters, and never more than the second figure and its ellipses.
LENGTH, LONGEST = 240, 320
#: Of a body only so many places are looked at, each with so many characters around it.
_PLACES, _AROUND = 12, 400
#: After these no ellipsis is needed.
_CLOSING = '.!?…:;»”")'
_BLANKS = re.compile(r"\s+")
#: What each repeated word adds to the worth of a passage, up to so many.
_REPEAT, _REPEATS = 0.02, 4
#: Endings of a translated word are not longer.
_LONGEST_ENDING = 8
#: How many letters of a term are enough to look for it in a body before that is analyzed.
_CLUE = 4

_BOUNDARY = re.compile(r"(?<=[.!?…])[\"»”)\]]*\s+(?=[\"«“(\[]*[^\W_])")
#: What stands before a full stop that ends no sentence: initials and the usual abbreviations.
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:т\.\s?[бдепс]|гг?|вв?|ғғ?|жж?|б\.э|обл|ред|рис|табл|стр|см|др|пр|проф|акад|доц|"
    r"мыс|etc|al|vs|cf|e\.g|i\.e|fig|vol|pp?|no|prof|dr|mr|mrs|st|art|ст|бет|қ|ауд|тг|тыс|млн|млрд))\.$",
    re.IGNORECASE,
)

#: The letters that stand behind one of the script-neutral key (`izde.language.letters.transliterate.fold`).
_PRINTED = {
    "a": "aаәäâá", "b": "bб", "d": "dд", "e": "eеёэйи", "f": "fф", "g": "gгғğǵ", "i": "iиіыйяюıy", "j": "jжž",
    "k": "kкқqc", "l": "lл", "m": "mм", "n": "nнңñ", "o": "oоөöó", "p": "pп", "r": "rр", "s": "sсцct",
    "t": "tт", "u": "uуұүūüúwў", "v": "vвw", "x": "xхһhk", "z": "zз", "ç": "чcç", "ş": "шщsşš",
}  # fmt: skip
#: The same for the letters of the key of a name (`izde.language.names.spelling`), the first of several.
_SOUNDED = {
    **_PRINTED, "a": "aаәäáåяo", "e": "eеёэяє", "f": "fфp", "h": "hхһкkx", "i": "iиіыйяюıyеeё", "j": "jжžzдd",
    "k": "kкқqcx", "p": "pпf", "s": "sсşцct", "u": "uуұүūüúwўuю", "v": "vвwў", "č": "чcçt", "š": "шщsşc",
}  # fmt: skip


class Wanted(msgspec.Struct, frozen=True):
    """A term key that a query looks for: which of its concepts it serves, and how well.

    A translated term is looked for by how its words begin, so that showing a hit in another language needs
    no analyzer (and no dictionary) of that language.
    """

    concept: int
    weight: float
    translated: bool = False


class _Mark(msgspec.Struct, frozen=True):
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


def marks(text: str, language: Language | None, wanted: Mapping[str, Wanted]) -> list[_Mark]:
    """The words of a text that are wanted, in order, each once with its best reading."""
    return _marks(text, language, wanted, [(0, len(text))])


def _marks(
    text: str,
    language: Language | None,
    wanted: Mapping[str, Wanted],
    stretches: Iterable[tuple[int, int]],
    clues: re.Pattern[str] | None = None,
) -> list[_Mark]:
    """The wanted words in some stretches of a text; only words with one of the clues are analyzed."""
    best: dict[tuple[int, int], _Mark] = {}
    typed, beginnings, cyrillic = _parted(wanted)
    names = any(key.startswith(Kind.NAME.value) for key in typed)
    for first, last in stretches:
        for form, start, end in tokenize(text[first:last]):
            sought = None
            if typed and (cyrillic or form.isascii()) and (clues is None or clues.search(form)):
                matching = (typed[key] for key in _keys(form, language, names=names) if key in typed)
                sought = max(matching, key=lambda one: one.weight, default=None)
            if sought is None:
                sought = next(
                    (one for beginning, one in beginnings if _begins(form, beginning)),
                    None,
                )
            if sought is not None:
                place = first + start, first + end
                best[place] = _Mark(*place, sought.concept, sought.weight)
    ordered = sorted(best.values(), key=lambda mark: (mark.start, -mark.end))
    kept: list[_Mark] = []
    for mark in ordered:
        # The parts of a compound lie inside it.
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _keys(form: str, language: Language | None, *, names: bool) -> Iterator[str]:
    """The keys of a form, with that of a surname where `names` are wanted: a capital may have made it one."""
    yield from keys(form, language)
    if names and (name := name_key(form)) is not None:
        yield name


def _parted(
    wanted: Mapping[str, Wanted],
) -> tuple[dict[str, Wanted], list[tuple[str, Wanted]], bool]:
    """The terms of what was typed, the beginnings of translated words, and whether the former may stand in
    Cyrillic words."""
    typed = {key: one for key, one in wanted.items() if not one.translated}
    beginnings = [(_beginning(key), one) for key, one in wanted.items() if one.translated]
    cyrillic = any(not key.isascii() or key[0] in (Kind.FOLD.value, Kind.NAME.value) for key in typed)
    return typed, beginnings, cyrillic


def _beginning(lemma: str) -> str:
    """How the forms of a lemma begin: its last letter may be another in them."""
    return lemma[:-1] if len(lemma) > 4 else lemma


def may_be_form(form: str, lemma: str) -> bool:
    """Whether a word may be a form of a lemma, by its letters alone."""
    return _begins(form, _beginning(lemma))


def _begins(form: str, beginning: str) -> bool:
    return form.startswith(beginning) and len(form) <= len(beginning) + _LONGEST_ENDING


def _likely(text: str, clues: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The runs of printed characters in which a word begins like one that is wanted."""
    reached = 0
    for clue in clues.finditer(_lowered(text)):
        start, end = clue.start(), clue.end()
        if start < reached:
            continue
        while start > reached and not text[start - 1].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        reached = end
        yield start, end


def _lowered(text: str) -> str:
    """The text in lower case, letter by letter: looking for either case is forty times slower."""
    lowered = text.lower()
    if len(lowered) != len(text):  # the one letter that becomes two, İ
        lowered = "".join([letter if len(letter.lower()) > 1 else letter.lower() for letter in text])
    return lowered


def _worth(found: Iterable[_Mark]) -> float:
    """What a stretch of text shows: every concept counts once with its best word, repeats a little."""
    best: dict[int, float] = {}
    repeats = 0
    for mark in found:
        if mark.concept in best:
            repeats += 1
        best[mark.concept] = max(best.get(mark.concept, 0.0), mark.weight)
    return sum(best.values()) + _REPEAT * min(repeats, _REPEATS)


def _most(wanted: Mapping[str, Wanted]) -> float:
    """What a text can show at most."""
    best: dict[int, float] = {}
    for one in wanted.values():
        best[one.concept] = max(best.get(one.concept, 0.0), one.weight)
    return sum(best.values()) + _REPEAT * _REPEATS


class Passage(msgspec.Struct, frozen=True):
    """A stretch of a text, from `start` to before `end`, with the words to mark in it, and what it is worth
    as an explanation."""

    text: str
    start: int
    end: int
    found: Sequence[_Mark]
    worth: float

    def snippet(self, field: str, language: Language | None) -> Snippet:
        """The stretch on one line, with ellipses where a sentence was cut."""
        before = self.text[: self.start].rstrip()[-1:]
        after = self.text[self.end :].lstrip()[:1]
        opening = "" if not before or before in _CLOSING else "… "
        closing = "" if not after or self.text[self.end - 1 : self.end] in _CLOSING else " …"
        pieces: list[str] = []
        marked: list[tuple[int, int]] = []
        length, at = len(opening), self.start
        for mark in self.found:
            if mark.start < at:
                continue
            for first, last in ((at, mark.start), (mark.start, mark.end)):
                piece = _BLANKS.sub(" ", self.text[first:last])
                if (not pieces or pieces[-1].endswith(" ")) and piece.startswith(" "):
                    piece = piece[1:]
                pieces.append(piece)
                length += len(piece)
            marked.append((length - len(pieces[-1]), length))
            at = mark.end
        rest = _BLANKS.sub(" ", self.text[at : self.end]).rstrip()
        return Snippet(field, language, opening + "".join(pieces) + rest + closing, marked)


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
            worth = _worth(inside) - 0.03 * (last - first) - 0.001 * first
            if best is None or worth > best[0]:
                best = worth, start, end
    if best is None:
        return None
    worth, start, end = best
    inside = [mark for mark in found if start <= mark.start and mark.end <= end]
    if end - start > LONGEST:
        start, end = _cut(text, start, end, inside)
        inside = [mark for mark in inside if start <= mark.start and mark.end <= end]
    return Passage(text, start, end, inside, worth)


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
    if shown is not None and (title := _title(article, shown, wanted)):
        made.append(title)
    clues = _clues(frozenset(wanted))
    own = _clues(frozenset(key for key, one in wanted.items() if not one.translated))
    best: tuple[float, str, Language | None, Passage] | None = None
    most = _most(wanted)
    for order, (field, language, text) in enumerate(_fields(article, shown)):
        bonus = (0.15 if language == shown else 0.0) - 0.01 * order
        # Most fields need not be looked at: what they could show at most is less than what is shown.
        if best is not None and most + bonus <= best[0]:
            continue
        found = _marks(text, language, wanted, _likely(text, clues), own)
        if best is not None and _worth(found) + bonus <= best[0]:
            continue
        candidate = passage(text, found)
        if candidate is not None and (best is None or candidate.worth + bonus > best[0]):
            best = candidate.worth + bonus, field, language, candidate
    if best is not None:
        _, field, language_, stretch = best
        made.append(stretch.snippet(field, language_))
    elif wanted and not made:
        other = _in_body(body(), article.language, wanted, clues, own) or _anywhere(article, shown, wanted)
        if other is not None:
            made.append(other)
        else:
            titles = (_title(article, language, wanted) for language in article.title if language != shown)
            made.extend(islice(filter(None, titles), 1))
    return made


def _title(article: Article, language: Language, wanted: Mapping[str, Wanted]) -> Snippet | None:
    title = article.title.get(language, "")
    found = marks(title, language, wanted)
    return Passage(title, 0, len(title), found, 0.0).snippet("title", language) if found else None


def _fields(article: Article, shown: Language | None) -> Iterable[tuple[str, Language, str]]:
    languages = sorted(article.abstracts, key=lambda language: language != shown)
    for language in languages:
        yield "abstract", language, article.abstracts[language]
    for language in sorted(article.keywords, key=lambda language: language != shown):
        yield "keywords", language, "; ".join(article.keywords[language])


def _anywhere(article: Article, shown: Language | None, wanted: Mapping[str, Wanted]) -> Snippet | None:
    """The first passage of the fields in which a word is wanted that does not begin as its term does."""
    for field, language, text in _fields(article, shown):
        found = passage(text, marks(text, language, wanted))
        if found is not None:
            return found.snippet(field, language)
    return None


def _in_body(
    body: str,
    language: Language | None,
    wanted: Mapping[str, Wanted],
    clues: re.Pattern[str],
    own: re.Pattern[str],
) -> Snippet | None:
    """The best of the places in a body where a wanted word may stand; the rest of it is not looked at."""
    best: Passage | None = None
    looked, places = 0, 0
    for start, end in _likely(body, clues):
        if start < looked:
            continue
        if places == _PLACES:
            break
        if not _marks(body, language, wanted, [(start, end)], own):
            continue
        places += 1
        first, last = _around(body, start)
        looked = last
        stretch = body[first:last]
        candidate = passage(stretch, _marks(stretch, language, wanted, _likely(stretch, clues), own))
        if candidate is not None and (best is None or candidate.worth > best.worth):
            best = candidate
    return None if best is None else best.snippet("body", language)


@lru_cache(maxsize=256)
def _clues(wanted: frozenset[str]) -> re.Pattern[str]:
    """Finds, in lower case, the beginnings of words that may have one of the terms."""
    clues = sorted({clue for clue in map(_clue, wanted) if clue})
    return re.compile(rf"\b(?:{'|'.join(clues)})" if clues else r"\b\B")


def _clue(key: str) -> str:
    """A regular expression for how words of a term begin."""
    if key[:1] in (Kind.FOLD.value, Kind.NAME.value):
        printed, digraphs = (_PRINTED, "i") if key[0] == Kind.FOLD.value else (_SOUNDED, "ijhčšcu")
        classes = []
        for letter in key[1 : 1 + _CLUE]:
            if letter not in printed:
                break
            classes.append(f"[{printed[letter]}]")
            if letter in digraphs:
                break
        return "".join(classes)
    text = key.lstrip("=^@#")
    if text == key:
        # The last letter of a lemma may be another in its forms: қап, қабы.
        text = text[: max(2, len(text) - 1)]
    return re.escape(text[:_CLUE]).replace("е", "[её]")


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
