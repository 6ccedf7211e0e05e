"""Lists of references: where they begin and end, their entries, and which two are the same list.

Lists are numbered in many ways (`1. `, `1.Green`, `[1]`, `1)`, `1 `) or not at all; what begins like a number
may be a year, a day or a page at the beginning of a line. So numbers count when they are printed in one form
and rise by one. An unnumbered list is cut by its indents, by its blanks, or where an entry that is complete
(it has a year or an address) is followed by a line that begins like one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from izde.extract.line.codes import classifies, is_code
from izde.extract.line.kinds import Kind, kind_of
from izde.extract.line.prose import Words, join_texts
from izde.extract.line.references import is_reference
from izde.extract.line.rows import Row, set_off
from izde.extract.line.sections import is_section
from izde.extract.line.vocabulary import Role, open_label

# What only an entry of a list says, or a line of one.
_SIGN = re.compile(
    r"//|\bdoi\b|https?:|\bURL\b|\bISBN\b|\bISSN\b|\[in [A-Z]|\b(?:vol|pp?|т|с|s|р|б|бб|беттер)\.\s?\d|"
    r"\d\s?(?:pp?|стр|с|s|бет|бб|б)\.|"
    r"(?<!\d)(?:1[89]|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^\W*(?:doi\b|https?:|www\.|url\b|isbn\b|issn\b|10\.\d{4}|vol\b|pp?\.|№|[–—/-]|\[in\b|\(?\d+\)?\W|"
    r"(?:mode of )?access\b|accessed\b|retrieved\b|дата обращ|қаралған|жүгінген|режим доступа)",
    re.IGNORECASE,
)
# The end of a form (a full stop, a bracket, a blank) tells it from another; a day or a decimal is none.
_NUMBER = re.compile(r"^(\[|\()?(\d{1,3})(\]\.?|\)\.?|\.(?!\d)\)?|\s?[–—-](?=\s)|(?=\s))\s*(?=\S)")
_CLOSED = re.compile(r"(?:[.\])/»”]|\d-?[XХ]?)\s*$")
_COMPLETE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|https?:|\bURL\b|\bdoi\b|\bn\.\s?d\.|\bб\.\s?ж", re.I)
_PARENTHESIS = re.compile(r"^\W*[([]")
#: Between the beginnings of two entries stand fewer lines than these.
_LONGEST_ENTRY = 26
#: So many lines of the last entry may follow its first.
_LONGEST_TAIL = 9
_INDENT = 6.0
_ENDS = (
    *(Role.REFERENCES, Role.AUTHOR_INFO, Role.ABSTRACT, Role.KEYWORDS, Role.OPENING, Role.CLOSING),
    *(Role.BODY, Role.GUIDELINES, Role.CONTENTS, Role.EDITORIAL, Role.IMPRINT, Role.RECEIVED),
)


@dataclass
class Listing:
    """A list of references: the row of its heading, the rows of its entries, and where these begin."""

    heading: int
    rows: range
    starts: list[int] = field(default_factory=list)


def find(rows: Sequence[Row]) -> list[Listing]:
    """The lists of references of an issue, in order."""
    found: list[Listing] = []
    p = 0
    while p < len(rows):
        if not heads_list(rows, p):
            p += 1
            continue
        first = p if _leads(rows[p]) else p + 1
        heading = p
        while True:
            starts = _numbered(rows, first)
            end = _tail_end(rows, starts) if starts else _unnumbered_end(rows, first)
            if end > first:
                found.append(Listing(heading, range(first, end), starts))
            again = _form(rows[end].text) if starts and end < len(rows) else None
            if again is None or again[1] != 1 or not _begins_anew(rows, end):
                break
            heading = first = end
        p = max(end, p + 1)
    return found


def has_sign(row: Row) -> bool:
    """Whether a line begins with a number or has a sign that only a line of such a list has."""
    return _form(row.text) is not None or bool(_SIGN.search(row.text))


def heads_list(rows: Sequence[Row], p: int) -> bool:
    """Whether a line heads a list of references, or is its heading and its first entry."""
    if _leads(rows[p]):
        return True
    if not _is_heading(rows[p]):
        return False
    near = [r.text for r in rows[p + 1 : p + 9]]
    return any(_form(text) is not None or _SIGN.search(text) for text in near) or not near


def _is_heading(row: Row) -> bool:
    """Whether a line is nothing but the heading of a list, with what it is in parentheses at most:
    "References (transliterated)"."""
    if row.heads(Role.REFERENCES):
        return True
    label = open_label(row.text, Role.REFERENCES) if len(row.words) <= 8 else None
    return label is not None and bool(_PARENTHESIS.match(label.rest))


def _leads(row: Row) -> bool:
    """Whether a list's first entry stands on the line of its heading."""
    label = row.label(Role.REFERENCES)
    number = _form(label.rest) if label is not None and not label.whole else None
    return number is not None and number[1] == 1 and number[0] != ("", "")


def _text(rows: Sequence[Row], p: int) -> str:
    """The text of a row, without the heading that stands before a list's first entry."""
    row = rows[p]
    label = row.label(Role.REFERENCES)
    return label.rest if label is not None and _leads(row) else row.text


def _form(text: str) -> tuple[tuple[str, str], int] | None:
    """How the number that a text begins with is printed, and the number."""
    match = _NUMBER.match(text)
    if match is None:
        return None
    return (match.group(1) or "", match.group(3).strip().rstrip(".") or match.group(3)[:1].strip()), int(
        match.group(2)
    )


def _numbered(rows: Sequence[Row], first: int) -> list[int]:
    """Where the entries of a numbered list begin: numbers of one form that rise by one, a few left out or
    said twice. Empty for a list that has no numbers."""
    heads = ((p, _form(_text(rows, p))) for p in range(first, min(first + 3, len(rows))))
    opening = next(((p, *said) for p, said in heads if said is not None and said[1] <= 2), None)
    if opening is None or any(_ends_list(rows[p]) for p in range(first + 1, opening[0] + 1)):
        return []
    _, form, number = opening
    starts = [opening[0]]
    p = opening[0] + 1
    waiting: tuple[int, int] | None = None
    while p < len(rows) and p - starts[-1] <= _LONGEST_ENTRY:
        if _ends_list(rows[p]):
            break
        found = _form(rows[p].text)
        if found is not None and found[0] == form:
            step = found[1] - number
            if found[1] == 1 and len(starts) >= 2 and _begins_anew(rows, p):
                break
            if step == 1:
                starts.append(p)
                number, waiting = found[1], None
            elif step in (2, 3) and waiting is None and form != ("", ""):
                waiting = (p, found[1])
            elif waiting is not None and found[1] == waiting[1] + 1:
                # The number between the two is not printed.
                starts += [waiting[0], p]
                number, waiting = found[1], None
        p += 1
    if waiting is not None and _SIGN.search(rows[waiting[0]].text) and _closed(rows[waiting[0] - 1].text):
        starts.append(waiting[0])
    return starts if len(starts) >= 2 or form != ("", "") else []


def _begins_anew(rows: Sequence[Row], p: int) -> bool:
    """Whether the number one begins a second list: behind an entry that is closed, and in front of one."""
    return _closed(rows[p - 1].text) and any(_SIGN.search(row.text) for row in rows[p : p + 3])


def _ends_list(row: Row) -> bool:
    """Whether no list of references goes on over a line."""
    if _is_heading(row) or classifies(row) or (is_section(row) and not _SIGN.search(row.text)):
        return True
    return any((m.whole or m.role in (Role.ABSTRACT, Role.KEYWORDS)) and m.role in _ENDS for m in row.labels)


def _closed(text: str) -> bool:
    return bool(_CLOSED.search(text))


def _tail_end(rows: Sequence[Row], starts: Sequence[int]) -> int:
    """The row after the last entry of a numbered list, whose entries begin at the rows `starts`."""
    form = _form(_text(rows, starts[0]))
    p = top = starts[-1] + 1
    while p < len(rows) and p - top < _LONGEST_TAIL and not _leaves(rows, p, top):
        number = _form(rows[p].text)
        if number and form and number[0] == form[0] and number[1] == 1 and _begins_anew(rows, p):
            break
        p += 1
    return p


def _leaves(rows: Sequence[Row], p: int, top: int) -> bool:
    """Whether a line is none of the entry above it; the list begins above row `top`."""
    row, above = rows[p], rows[p - 1]
    if _ends_list(row) or _stands_out(rows, p, rows[top - 1]):
        return True
    if is_code(row) and _closed(above.text) and (row.gap or (row.breaks and _opens_front(rows, p + 1))):
        # The DOI of the next article.
        return True
    if row.starts_low or (_TAIL.match(row.text) and (not row.gap or _form(row.text) is None)):
        return False
    if not _closed(above.text) and (not row.gap or row.breaks):
        return False
    return row.gap or not _SIGN.search(row.text)


def _opens_front(rows: Sequence[Row], p: int) -> bool:
    """Whether a line below a DOI at the top of a page is front matter: names, an address, a title."""
    if p >= len(rows) or rows[p].heading:
        return False
    row = rows[p]
    return (
        row.gap or row.caps or is_code(row) or kind_of(row) in (Kind.BYLINE, Kind.CONTACT, Kind.AFFILIATION)
    )


def _stands_out(rows: Sequence[Row], p: int, listed: Row) -> bool:
    """Whether a line is set as titles and headings are, beside a line of the list."""
    row = rows[p]
    if set_off(row, listed) and (row.bold or row.centred):
        return True
    if not row.caps or row.letters <= 8 or listed.caps:
        return False
    if _SIGN.search(row.text):
        # A title may name a year.
        return row.gap and not is_reference(row)
    return row.gap or row.breaks or (_closed(rows[p - 1].text) and len(row.words) >= 3)


def _unnumbered_end(rows: Sequence[Row], first: int) -> int:
    """The row after a list without numbers: the last that reads like a list's before what does not."""
    p = end = first
    while p < len(rows):
        row = rows[p]
        if _ends_list(row) or (p > first and _stands_out(rows, p, rows[first])):
            break
        if _SIGN.search(row.text):
            end = p + 1
        elif p - end > 3 or (
            p > first and row.gap and not any(_SIGN.search(r.text) for r in rows[p : p + 4])
        ):
            break
        p += 1
    while end < p and end - first and not _leaves(rows, end, max(first + 1, end - 1)):
        end += 1
    return end


def entries(rows: Sequence[Row], listing: Listing, words: Words) -> list[str]:
    """The entries of a list, each as one line without its number."""
    starts = list(listing.starts) or _unnumbered_starts(rows, listing.rows)
    if not starts:
        return []
    starts[0] = listing.rows.start
    found = []
    for a, b in zip(starts, [*starts[1:], listing.rows.stop], strict=True):
        entry = join_texts([_text(rows, p) for p in range(a, b)], words)
        entry = _NUMBER.sub("", entry) if listing.starts else entry
        if any(c.isalpha() for c in entry):
            found.append(entry.strip())
    return found


def _unnumbered_starts(rows: Sequence[Row], listed: range) -> list[int]:
    """Where the entries of a list without numbers begin."""
    if not listed:
        return []
    for starts in (_by_indent(rows, listed), _by_blanks(rows, listed)):
        if starts:
            return starts
    starts = [listed.start]
    width = max(len(rows[p].text) for p in listed)
    text = rows[listed.start].text
    for p in range(listed.start + 1, listed.stop):
        row, above = rows[p], rows[p - 1]
        ended = _closed(above.text) or len(above.text) < 0.75 * width
        if ended and _COMPLETE.search(text) and _opens_entry(row):
            starts.append(p)
            text = ""
        text += " " + row.text
    return starts


def _opens_entry(row: Row) -> bool:
    """Whether a line may be the first of an entry."""
    return not row.starts_low and not _TAIL.match(row.text)


def _by_indent(rows: Sequence[Row], listed: range) -> list[int]:
    """Entries by their indent, hanging or of the first line, where there are two margins."""
    lefts = {p: box[0] for p in listed if (box := rows[p].line.box) is not None}
    if len(lefts) < max(4, len(listed)):
        return []
    margins = Counter(round(left) for left in lefts.values())
    outer = min([m for m, count in margins.items() if count >= 3 or count * 8 >= len(lefts)] or margins)
    outside = [p for p, left in lefts.items() if left <= outer + _INDENT]
    inside = [p for p, left in lefts.items() if left > outer + _INDENT]
    for starts in (outside, inside):
        if len(starts) < 2 or len(starts) == len(listed) or starts[0] != listed.start:
            continue
        good = sum(p == listed.start or (_opens_entry(rows[p]) and _closed(rows[p - 1].text)) for p in starts)
        if good >= 0.8 * len(starts):
            return starts
    return []


def _by_blanks(rows: Sequence[Row], listed: range) -> list[int]:
    """Entries by the blanks between them, where most lines that open one have a blank above."""
    starts = [listed.start, *(p for p in listed if p > listed.start and rows[p].gap)]
    if len(starts) < 3 or not all(_opens_entry(rows[p]) for p in starts):
        return []
    lengths = [b - a for a, b in zip(starts, [*starts[1:], listed.stop], strict=True)]
    return starts if median(lengths) <= 6 else []


_DIGITS = re.compile(r"\d{2,}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[A-Za-z]")


def pair(lists: Sequence[list[str]]) -> tuple[list[str], list[str]]:
    """The references of an article and the same in Latin letters, out of its lists in order. Two lists are
    of the same references when they share most of their numbers (years, pages); of these the one with less
    Cyrillic is the romanised one."""
    lists = [listed for listed in lists if listed]
    if len(lists) < 2:
        return (list(lists[0]) if lists else []), []
    first = max(range(len(lists)), key=lambda i: len(lists[i]))
    second = max((i for i in range(len(lists)) if i != first), key=lambda i: _shared(lists[first], lists[i]))
    if _shared(lists[first], lists[second]) < _SAME_LIST:
        return [entry for listed in lists for entry in listed], []
    printed, romanised = sorted((first, second))
    if _cyrillic(lists[printed]) < _cyrillic(lists[romanised]):
        printed, romanised = romanised, printed
    rest = [entry for i, listed in enumerate(lists) if i not in (first, second) for entry in listed]
    return [*lists[printed], *rest], list(lists[romanised])


#: Two lists that share so much of their numbers are of the same references.
_SAME_LIST = 0.5


def _shared(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of the numbers of the shorter list that the other prints too; 0 for lists of very different
    lengths."""
    if min(len(a), len(b)) * 2 < max(len(a), len(b)):
        return 0.0
    left, right = (Counter(n for entry in listed for n in _DIGITS.findall(entry)) for listed in (a, b))
    whole = min(left.total(), right.total())
    return (left & right).total() / whole if whole else 0.0


def _cyrillic(listed: Sequence[str]) -> float:
    text = " ".join(listed)
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN_LETTER.findall(text))
    return round(cyrillic / (cyrillic + latin), 1) if cyrillic + latin else 0.0
