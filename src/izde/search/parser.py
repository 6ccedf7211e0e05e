"""The query language: a tokenizer and a recursive-descent parser that accept every string.

    query   := either
    either  := both (OR both)*
    both    := words (AND words)*
    words   := part+                      juxtaposed parts: the more of them, the better
    part    := (NOT | '-') part | field ':' value | atom
    value   := atom | range
    atom    := '(' either ')' | quoted | word | pattern | fuzzy

Juxtaposition binds tighter than AND, and AND tighter than OR, so that `steppe war OR дала соғысы` means
what it seems to mean. What does not fit the grammar is read as plain words, and a note says so.

Operators are words in capitals (AND OR NOT, И ИЛИ НЕ, ЖӘНЕ НЕМЕСЕ). A title that is pasted in capitals
is no formula, so they are plain words where everything else stands in capitals too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

import msgspec

from izde.interface import _, ngettext
from izde.language.patterns import pattern
from izde.search.syntax import (
    And,
    Everything,
    Field,
    Fielded,
    Fuzzy,
    Not,
    Or,
    Pattern,
    Query,
    Quoted,
    Restriction,
    Syntax,
    Word,
    Words,
)

#: Field names in English, Russian and Kazakh.
FIELDS: dict[str, Field] = {
    alias: field
    for field, aliases in {
        Field.AUTHOR: "author authors автор авторы авторлар",
        Field.TITLE: "title название заглавие тақырып тақырыбы атауы такырып",
        Field.KEYWORD: "keyword keywords ключевые ключевое ключ кілт түйін кілтсөз түйінсөз килт туйин",
        Field.ABSTRACT: "abstract аннотация аңдатпа андатпа резюме түйіндеме",
        Field.BODY: "body text текст мәтін матин",
        Field.LANGUAGE: "lang language язык тіл тили тил",
        Field.YEAR: "year год жыл жылы",
        Field.JOURNAL: "journal журнал",
        Field.NUMBER: "number issue номер выпуск нөмір номир сан",
        Field.SECTION: "section раздел рубрика бөлім болим",
        Field.DOI: "doi",
        Field.FUNDING: "funding grant финансирование грант қаржыландыру каржыландыру",
    }.items()
    for alias in aliases.split()
}

AND_WORDS = frozenset({"AND", "И", "ЖӘНЕ"})
OR_WORDS = frozenset({"OR", "ИЛИ", "НЕМЕСЕ"})
NOT_WORDS = frozenset({"NOT", "НЕ"})
OPERATORS = AND_WORDS | OR_WORDS | NOT_WORDS
#: What other search engines write for the operators.
_AND_SIGN, _OR_SIGN = "&&", "||"

#: So many words beside what is quoted make a sentence.
_SENTENCE = 3
_QUOTES = '"«»“”„‟″'
#: Nesting beyond this is read as plain words; no person writes it, and the parser is recursive.
MAX_DEPTH = 20
#: More words than this in one query are ignored, with a note.
MAX_WORDS = 200

_YEARS = pattern(r"(?P<first>\d{4})?\s*(?P<dots>\.{2,3}|…|-|–|—)\s*(?P<last>\d{4})?\Z")
_COMPARED = pattern(r"(?P<sign>[<>]=?)(?P<year>\d{4})\Z")
_FUZZY = pattern(r"(?P<word>[^~]*\w[^~]*)~(?P<edits>[0-9]?)\Z")
_FIELD = pattern(r"(?P<name>[^\W\d_]+):")
#: A range as Lucene's languages write it: year:[2019 TO 2024], year:[2019 TO *].
_BRACKETED_RANGE = pattern(r":\[\s*(\d{4}|\*)\s+TO\s+(\d{4}|\*)\s*\]")
_INITIALS = pattern(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]?\Z")
_NUMBER = pattern(r"\d{4}\Z")


class _Type(Enum):
    OPEN = auto()
    CLOSE = auto()
    QUOTED = auto()
    WORD = auto()
    FIELD = auto()
    MINUS = auto()
    PLUS = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


_SIGNS = {"-": _Type.MINUS, "!": _Type.MINUS, "+": _Type.PLUS}


class _Token(msgspec.Struct, frozen=True):
    type: _Type
    text: str


class _MalformedError(Exception):
    """The formula does not fit the grammar; the message says where."""


def parse(text: str) -> Query:
    """Read a query. Never raises: what is malformed is read as plain words, and noted."""
    # Bytes that are no UTF-8 reach the command line as lone surrogates, which nothing can encode.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = " ".join(text.replace("\0", " ").split())
    if not text or text == "*":
        return Query(Everything())
    text = _BRACKETED_RANGE().sub(lambda range: f":{range[1]}..{range[2]}".replace("*", ""), text)
    notes: list[str] = []
    tokens = _tokenize(text, notes)
    words = [i for i, token in enumerate(tokens) if token.type in (_Type.WORD, _Type.QUOTED)]
    if len(words) > MAX_WORDS:
        tokens = tokens[: words[MAX_WORDS]]
        note = ngettext(
            "Only the first {count} word of the query was read.",
            "Only the first {count} words of the query were read.",
            MAX_WORDS,
        )
        notes.append(note.format(count=MAX_WORDS))
    try:
        root = _Parser(tokens, notes).query()
    except _MalformedError as problem:
        notes.append(_("{problem} The query was read as plain words.").format(problem=problem))
        root = _plain(tokens)
    return Query(root, tuple(dict.fromkeys(notes)))


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _tokenize(text: str, notes: list[str]) -> list[_Token]:
    tokens: list[_Token] = []
    formula = any(word in text for word in OPERATORS) and _is_formula(text)
    position, fresh = 0, True
    while position < len(text):
        character = text[position]
        if character == " ":
            position, fresh = position + 1, True
            continue
        if character in "()":
            tokens.append(_Token(_Type.OPEN if character == "(" else _Type.CLOSE, character))
            position, fresh = position + 1, True
            continue
        if character in _QUOTES:
            end = next((i for i in range(position + 1, len(text)) if text[i] in _QUOTES), None)
            if end is None:
                notes.append(_("A quotation mark is not closed; it was ignored."))
                position += 1
                continue
            inside = text[position + 1 : end].strip()
            if _has_word(inside):
                # A single «word» among others came with a title or a keyword; a phrase has several. In a
                # sentence, what stands in printed quotation marks is the name of something.
                single = " " not in inside and inside != text[1:-1]
                if character != '"' and (single or _in_sentence(text[:position], text[end + 1 :])):
                    tokens.extend(_Token(_Type.WORD, word) for word in inside.split() if _has_word(word))
                else:
                    tokens.append(_Token(_Type.QUOTED, inside))
            position, fresh = end + 1, True
            continue
        if fresh and character in _SIGNS and position + 1 < len(text) and _starts_part(text[position + 1]):
            tokens.append(_Token(_SIGNS[character], character))
            position += 1
            continue
        name = _FIELD().match(text, position) if fresh and ":" in text else None
        if name and name["name"].lower() in FIELDS:
            if name.end() < len(text) and text[name.end()] not in " )":
                tokens.append(_Token(_Type.FIELD, name["name"]))
                position, fresh = name.end(), True
                continue
            note = _("To look in one field, write {field}:WORD without a space after the colon.")
            notes.append(note.format(field=name["name"]))
        elif name and len(name["name"]) > 1 and _starts_part(text[name.end() : name.end() + 1]):
            note = _("There is no field {name}; it was read as words. Fields: {fields}.")
            notes.append(note.format(name=name["name"], fields=", ".join(field.value for field in Field)))
        position = _word(text, position, tokens, formula)
        fresh = False
    return tokens


def _in_sentence(before: str, after: str) -> bool:
    """Whether plain words stand around what is quoted, enough of them to make a sentence."""
    words = [word for word in f"{before} {after}".split() if _has_word(word)]
    plain = not any(word in OPERATORS or word[0] in _SIGNS or ":" in word[:-1] for word in words)
    return plain and len(words) >= _SENTENCE and before[-1:] not in (*_SIGNS, ":")


def _starts_part(character: str) -> bool:
    return bool(character) and (character.isalnum() or character in _QUOTES or character == "(")


def _word(text: str, position: int, tokens: list[_Token], formula: bool) -> int:
    """Append the word at `position`; return where it ends."""
    end = position
    while end < len(text) and text[end] not in " ()" and text[end] not in _QUOTES:
        end += 1
    # No field is named inside a word, but `(author:x)` and the like start afresh above.
    word = text[position:end]
    if formula and word in OPERATORS:
        kind = _Type.AND if word in AND_WORDS else _Type.OR if word in OR_WORDS else _Type.NOT
        tokens.append(_Token(kind, word))
    elif word in (_AND_SIGN, _OR_SIGN):
        tokens.append(_Token(_Type.AND if word == _AND_SIGN else _Type.OR, word))
    elif word == "*" or _has_word(word):
        tokens.append(_Token(_Type.WORD, word))
    return end


def _is_formula(text: str) -> bool:
    """Whether words in capitals are operators: not in a title that stands in capitals throughout."""
    others = [w for w in re.findall(r"[^\W\d_]+", text) if w not in OPERATORS and len(w) > 1]
    return len(others) <= 3 or any(w != w.upper() for w in others)


def _plain(tokens: list[_Token]) -> Syntax:
    """Every word of the query, whatever stood between the words."""
    types = {_Type.WORD, _Type.QUOTED, _Type.FIELD}
    if not any(token.type in types for token in tokens):
        types = set(_Type)
    texts = [token.text for token in tokens if token.type in types]
    words = [Word(w) for text in texts for w in text.replace("*", " ").split() if _has_word(w)]
    return Words(tuple(words)) if words else Everything()


class _Parser:
    def __init__(self, tokens: list[_Token], notes: list[str]) -> None:
        self._tokens = tokens
        self._notes = notes
        self._at = 0
        self._depth = 0

    def query(self) -> Syntax:
        parts: list[Syntax] = []
        while self._peek() is not None:
            if self._peek() is _Type.CLOSE:
                self._notes.append(_("A closing parenthesis has no opening one; it was ignored."))
                self._at += 1
                continue
            parts.append(self._either())
        return _joined(parts)

    def _peek(self) -> _Type | None:
        return self._tokens[self._at].type if self._at < len(self._tokens) else None

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _either(self) -> Syntax:
        return self._chain(_Type.OR, self._both, Or)

    def _both(self) -> Syntax:
        return self._chain(_Type.AND, self._words, And)

    def _chain(
        self,
        operator: _Type,
        operand: Callable[[], Syntax],
        node: Callable[[tuple[Syntax, ...]], Syntax],
    ) -> Syntax:
        parts = [operand()]
        while self._peek() is operator:
            self._take()
            parts.append(operand())
        return parts[0] if len(parts) == 1 else node(tuple(parts))

    def _words(self) -> Syntax:
        parts: list[Syntax] = []
        while self._peek() not in (None, _Type.CLOSE, _Type.AND, _Type.OR):
            part = self._part()
            if part is not None:
                parts.append(part)
        if not parts:
            if self._peek() is None:
                raise _MalformedError(_("The query breaks off."))
            problem = _("A word is missing before {word!r}.")
            raise _MalformedError(problem.format(word=self._tokens[self._at].text))
        return _joined(parts)

    def _part(self) -> Syntax | None:
        token = self._take()
        negative = required = False
        while token.type in (_Type.NOT, _Type.MINUS, _Type.PLUS):
            if self._peek() in (None, _Type.CLOSE, _Type.AND, _Type.OR):
                raise _MalformedError(_("Nothing follows {word!r}.").format(word=token.text))
            if token.type is _Type.PLUS:
                required = True
            else:
                negative = not negative
            token = self._take()
        part = self._positive(token)
        if part is None:
            return None
        if negative:
            return Not(part)
        # One part that must hold is a conjunction of one; some parts must hold anyway.
        return part if not required or isinstance(part, (Restriction, Fielded, Quoted)) else And((part,))

    def _positive(self, token: _Token) -> Syntax | None:
        if token.type is _Type.FIELD:
            return self._fielded(token.text)
        return self._atom(token)

    def _atom(self, token: _Token) -> Syntax | None:
        if token.type is _Type.OPEN:
            if self._peek() is _Type.CLOSE:
                self._take()
                return None
            self._depth += 1
            if self._depth > MAX_DEPTH:
                raise _MalformedError(_("The parentheses are nested too deeply."))
            inside = self._either()
            self._depth -= 1
            if self._peek() is _Type.CLOSE:
                self._take()
            else:
                self._notes.append(_("A parenthesis is not closed; it was taken to end with the query."))
            return inside
        if token.type is _Type.QUOTED:
            return Quoted(token.text)
        return _typed_word(token.text)

    def _fielded(self, name: str) -> Syntax | None:
        field = FIELDS[name.lower()]
        if self._peek() in (None, _Type.CLOSE, _Type.AND, _Type.OR):
            return Word(name)
        token = self._take()
        if not field.restricts:
            if token.type in (_Type.MINUS, _Type.PLUS, _Type.NOT, _Type.FIELD):
                raise _MalformedError(
                    _("After {field}: a word, a phrase or a parenthesis is expected.").format(field=name)
                )
            part = self._atom(token)
            if field is Field.AUTHOR and isinstance(part, Word):
                part = self._with_initials(part)
            return None if part is None else Fielded(field, part)
        if token.type is _Type.OPEN:
            return self._alternatives(field, name)
        return self._restriction(field, name, token)

    def _with_initials(self, surname: Word) -> Word:
        """`author:Садыкова К.К.`: initials that follow belong to the name."""
        while self._peek() is _Type.WORD and _INITIALS().match(self._tokens[self._at].text):
            surname = Word(f"{surname.text} {self._take().text}")
        return surname

    def _alternatives(self, field: Field, name: str) -> Syntax | None:
        """`lang:(kk OR ru)`, `journal:(a b)`: any of the values."""
        values: list[Syntax] = []
        while self._peek() not in (None, _Type.CLOSE):
            token = self._take()
            if token.type in (_Type.WORD, _Type.QUOTED):
                values.append(self._restriction(field, name, token))
            elif token.type is not _Type.OR:
                raise _MalformedError(
                    _("After {field}: a value or values with OR are expected.").format(field=name)
                )
        if self._peek() is _Type.CLOSE:
            self._take()
        if not values:
            return None
        return values[0] if len(values) == 1 else Or(tuple(values))

    def _restriction(self, field: Field, name: str, token: _Token) -> Syntax:
        if token.type not in (_Type.WORD, _Type.QUOTED):
            raise _MalformedError(_("After {field}: a value is expected.").format(field=name))
        if field is Field.YEAR:
            years = read_years(token.text)
            if years is None:
                note = _("{typed} is no year or range such as 2019..2024; it was read as words.")
                self._notes.append(note.format(typed=f"{name}:{token.text}"))
                return Words((Word(name), *(Word(w) for w in token.text.split())))
            return Restriction(field, token.text, years)
        if field is Field.LANGUAGE:
            language = LANGUAGE_NAMES.get(token.text.lower().strip(".,;"))
            if language is None:
                note = _("{typed} is not kk, ru or en; it was read as words.")
                self._notes.append(note.format(typed=f"{name}:{token.text}"))
                return Words((Word(name), *(Word(w) for w in token.text.split())))
            return Restriction(field, language)
        return Restriction(field, token.text)


#: What a person may call the three languages.
LANGUAGE_NAMES: dict[str, str] = {
    name: code
    for code, names in {
        "kk": "kk kaz kz kazakh қаз қазақ қазақша казахский каз",
        "ru": "ru rus russian рус русский орыс орысша",
        "en": "en eng english анг англ английский ағыл ағылшын ағылшынша",
    }.items()
    for name in names.split()
}


def read_years(text: str) -> tuple[int | None, int | None] | None:
    """A year, `2019..2024`, `2019..`, `..2024`, `2019-2024` or `>=2019`; None when it is none of them."""
    text = text.strip()
    if _NUMBER().match(text):
        return int(text), int(text)
    if found := _COMPARED().match(text):
        year = int(found["year"])
        exclusive = len(found["sign"]) == 1
        if found["sign"][0] == "<":
            return None, year - exclusive
        return year + exclusive, None
    found = _YEARS().match(text)
    if not found or (found["first"] is None and found["last"] is None):
        return None
    first = int(found["first"]) if found["first"] else None
    last = int(found["last"]) if found["last"] else None
    if first is not None and last is not None and first > last:
        first, last = last, first
    return first, last


def _typed_word(text: str) -> Syntax | None:
    if text == "*":
        return Everything()
    if "~" in text and (found := _FUZZY().match(text)):
        edits = int(found["edits"] or 1)
        word = found["word"].strip("*?")
        return Fuzzy(word, min(max(edits, 1), 2)) if edits and len(word) > 1 else Word(word)
    if _is_pattern(text):
        return Pattern(text)
    word = text.replace("*", " ").replace("~", " ").strip()
    return Word(word) if _has_word(word) else None


def _is_pattern(text: str) -> bool:
    """`prefix*`, `*suffix`, `w?rd`; a question mark that ends a word is punctuation."""
    bare = text.rstrip(".,;:!?")
    star = "*" in bare and sum(character.isalnum() for character in bare) >= 1
    return star or ("?" in bare and re.search(r"\w\?+\w", bare) is not None)


def _joined(parts: list[Syntax]) -> Syntax:
    parts = [part for part in parts if not (isinstance(part, Everything) and len(parts) > 1)]
    if not parts:
        return Everything()
    if len(parts) == 1:
        return parts[0]
    flat: list[Syntax] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Words) else (part,))
    return Words(tuple(flat))
