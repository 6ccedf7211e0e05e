"""The front matter around a title: codes, DOI, byline, affiliations, contacts and the title itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from izde.extract import authors, links, names
from izde.extract.prose import Words, join
from izde.extract.rows import Row, set_off
from izde.extract.vocabulary import (
    AFFILIATION_PATTERNS,
    IRSTI_LABELS,
    RECEIVED_SENTENCE,
    UDC_LABELS,
    Role,
    names_section,
    open_label,
)
from izde.language import names as person_names
from izde.model import Language

_CODE_VALUE = r"(\d{1,3}(?:[.\d():/+\-–=«»\"' ]*\d[)\]\d]*)?(?:\s*[,;]\s*\d{1,3}(?:[.\d():/+\-–=]*[\d)])?)*)"


def _code(labels: str) -> re.Pattern[str]:
    """A classification code: one of its labels or several ("УДК/ӘОЖ"), then the value."""
    return re.compile(rf"\b(?:{labels})(?:\s*/\s*(?:{labels}))*\s*[:.№]?\s*{_CODE_VALUE}")


_UDC = _code(UDC_LABELS)
_IRSTI = _code(IRSTI_LABELS)
_CODE_LABEL = re.compile(rf"^(?:{UDC_LABELS}|{IRSTI_LABELS})\b")
# The classifications of economics, mathematics and physics.
_SUBJECT = re.compile(
    r"\bJEL\b[^:]{0,20}:?\s*[A-Z]\d|^\W*(?:(?:AMS|MSC|\d{4})\b[^:.]{0,60}?:?\s*\d\d[A-Z]\d\d|PACS\b.{0,20}?\d\d\.\d\d)"
)
_DOI_ALONE = re.compile(rf"^\W*{links.DOI.pattern}$")
_DOI_LABEL = re.compile(r"\bDOI\b|doi\.org", re.IGNORECASE)
_AFFILIATION = re.compile("|".join(AFFILIATION_PATTERNS), re.IGNORECASE)
_RECEIVED = re.compile(rf"^\W*{RECEIVED_SENTENCE}", re.IGNORECASE)
_CONTACT = re.compile(r"@|e-?mail|е-?mail|пошта|почта|orcid|\btel\b|тел\.", re.IGNORECASE)
_MARKED = re.compile(r"^\s*(?:\(?\d\)?|[¹²³⁴⁵⁶⁷⁸⁹]|[*†‡])\s*[^\W\d_]")
_REFERENCE = re.compile(
    r"\s//\s|^\[\d{1,3}\]|\[in [A-Z]|\bURL\b|"
    r"^\d{1,3}\.\s(?-i:[^\W\d_]+,? [A-ZА-ЯӘҒҚҢӨҰҮҺІЁ]\.)|"
    r"(?:19|20)\d\d\.?\s*[–—-]?\s*\d+\s?[ссбpp]\.|"
    r"[–—-]\s*[СсCcPpРрБб]\.\s?\d|\d\s?[–-]\s?\d+\s?[ссбp]\.",
    re.IGNORECASE,
)


# Initials at the end of a line, whose surname stands on the next one.
_LONE_INITIALS = re.compile(r"[,;]\s*(?:[^\W\d_]{1,3}\.\s?){1,3}$")
_LETTERED = re.compile(r"[^\W\d_]\s[a-e](?:\s?,\s?\*)?(?:\s*[,;]|$)")
_BETWEEN_BLOCKS = 12
_SURE = 0.7
_LIST_ROWS = 80


class Kind(Enum):
    """What a line of front matter is."""

    CODE = "code"
    SECTION = "section"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    CONTACT = "contact"
    DATES = "dates of receipt"
    NOTE = "note"
    TITLE = "title"


#: Front matter of these kinds has a title beside it, or none is printed.
_BESIDE_TITLES = (Kind.CODE, Kind.BYLINE, Kind.CONTACT)


@dataclass
class Codes:
    """The classification codes and the DOI printed with an article."""

    udc: str | None = None
    irsti: str | None = None
    doi: str | None = None

    def take(self, other: Codes) -> None:
        """Keep what is known, add what `other` knows."""
        self.udc = self.udc or other.udc
        self.irsti = self.irsti or other.irsti
        self.doi = self.doi or other.doi


@dataclass
class Front:
    """The parsed front matter of one language."""

    title: str = ""
    bylines: list[names.Byline] = field(default_factory=list)
    affiliations: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    """Lines of a list of the authors: a name, a dash, what the person is, contacts."""
    codes: Codes = field(default_factory=Codes)
    sections: list[str] = field(default_factory=list)


def codes_of(text: str) -> Codes:
    """The codes and the DOI on a line."""
    codes = Codes()
    if match := _UDC.search(text):
        codes.udc = _tidy_code(match.group(1))
    if match := _IRSTI.search(text):
        codes.irsti = _tidy_code(match.group(1))
    said = _DOI_LABEL.search(text) or _DOI_ALONE.match(text)
    if said and not _REFERENCE.search(text) and (found := links.dois(text)):
        codes.doi = found[0]
    return codes


def _tidy_code(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s{3,}.*$", "", text)).strip(" ,;.-–")


def is_code(row: Row) -> bool:
    """Whether the line is one of classification codes or the article's DOI."""
    text = row.text
    if len(row.words) > 24:
        return False
    if _UDC.match(text) or _IRSTI.match(text) or _SUBJECT.match(text):
        return True
    lead = _DOI_ALONE.match(text) or re.match(
        r"^\W*(?:https?://(?:dx\.)?doi\.org/|doi\b)", text, re.IGNORECASE
    )
    beside = len(links.DOI.sub("", text).split())
    return bool(lead and links.dois(text) and beside <= 6) or bool(_CODE_LABEL.match(text))


def is_dates(row: Row) -> bool:
    """Whether the line says when the article was received or accepted."""
    if len(row.words) > 24 or not any(c.isdigit() for c in row.text):
        return False
    return open_label(row.text.lstrip("* "), Role.RECEIVED) is not None or bool(
        len(row.words) <= 16 and _RECEIVED.match(row.text)
    )


def is_note(row: Row) -> bool:
    """Whether the line says whose the rights are, or that a mark is the corresponding author's, and nothing
    else."""
    return row.text.startswith(("©", "(c) ", "(C) ")) or row.heads(Role.CORRESPONDENCE)


def is_section(row: Row) -> bool:
    """Whether the line names the section that an article stands in, and nothing else."""
    if row.text.count("~") >= 2:
        return True
    return (row.gap or row.breaks) and names_section(row.text)


def kind_of(row: Row) -> Kind:
    """What a line is, taken alone, inside front matter."""
    if is_code(row):
        return Kind.CODE
    if is_section(row):
        return Kind.SECTION
    if _CONTACT.search(row.text) or links.orcids(row.text):
        return Kind.CONTACT if names.split_described(row.text) is None else Kind.BYLINE
    if is_dates(row):
        return Kind.DATES
    byline = names.split(row.text)
    if byline is not None:
        return Kind.BYLINE
    full = names.split(row.text, full=True)
    if full is not None and not row.caps:
        if any(full.marks) or len(full.names) >= 2 or person_names.likelihood(full.names[0]) >= _SURE:
            return Kind.BYLINE
    elif full is not None and any(full.marks):
        return Kind.BYLINE
    if is_note(row):
        return Kind.NOTE
    if _described_names(row):
        return Kind.BYLINE
    if row.text.startswith("(") and not re.match(r"^\(\d\)", row.text):
        return Kind.TITLE
    if not row.caps or _MARKED.match(row.text):
        if _MARKED.match(row.text) and not row.caps and re.match(r"^\s*\W?\d{1,2}[^\W\d_]", row.text):
            return Kind.AFFILIATION
        if _AFFILIATION.search(row.text) and not row.caps:
            return Kind.AFFILIATION if names.split_described(row.text) is None else Kind.BYLINE
    return Kind.TITLE


def _described_names(row: Row) -> bool:
    """Whether a line without an institution names people: behind a label, or with letters as marks."""
    if row.label(Role.AUTHOR_INFO) is None and not _LETTERED.search(row.text):
        return False
    return names.split_described(row.text) is not None


def byline_of(row: Row) -> names.Byline | None:
    """The names of a line of kind BYLINE."""
    return names.split(row.text) or names.split(row.text, full=True) or names.split_described(row.text)


def is_reference(row: Row) -> bool:
    """Whether the line reads like a part of a reference."""
    return bool(_REFERENCE.search(row.text))


def region_start(
    rows: Sequence[Row], top: int, floor: int, behind_block: bool = False, language: Language | None = None
) -> int:
    """Where the front matter that ends above row `top` begins; never above row `floor`.

    Walks up over lines of front matter and lines that a title may be of. Prose, references and
    headings end it. With `behind_block`, another block ends at `floor`, so that a few lines between the
    two can only be front matter. `language` is the block's: lines in it under text in another are of the
    block.
    """
    if (
        behind_block
        and 0 < top - floor <= _BETWEEN_BLOCKS
        and not any(_closes(rows[p]) for p in range(floor, top))
    ):
        start = floor
        while start < top and rows[start].starts_low and kind_of(rows[start]) is Kind.TITLE:
            start += 1
        return start if start < top else floor
    switch = _switch(rows, top, floor, language)
    start = top
    title_rows = 0
    title_words = 0
    caps_seen = False
    coded = False
    best = top
    p = top - 1
    while p >= floor and top - p <= 40:
        row = rows[p]
        if row.heading or row.label(Role.KEYWORDS) or row.leaders:
            break
        kind = kind_of(row)
        if coded and kind not in (Kind.CODE, Kind.SECTION) and (title_rows or not _inside(rows, p)):
            break
        if kind is Kind.CODE or kind is Kind.SECTION:
            if p > floor and closes_reference(rows, p):
                break
            coded = True
            best = p
        elif kind is Kind.TITLE:
            if is_reference(row):
                break
            if len(row.text) <= 4 and not row.letters:
                p -= 1
                continue
            if (note := _footnote(rows, p, floor)) is not None:
                best = start = note
                p = note - 1
                continue
            closed = row.ends and not row.caps and p < switch and not _closing_title(rows, p, top, title_rows)
            if closed and (title_rows or not _titles_byline(rows, p, floor)):
                break
            if not title_rows and _foreign_prose(row, language):
                break
            if p < switch < top and not row.caps and _said(row) not in (None, language):
                # Text in another language, broken off by the block.
                break
            if caps_seen and not row.caps and not _broken_caps(row, rows, p):
                # Above a title in capitals: lines of an affiliation that no word gives away.
                if title_words > 60 or p < best - 6:
                    break
                p -= 1
                continue
            title_rows += 1
            title_words += len(row.words)
            if title_rows > 9 or title_words > 75:
                break
            if row.caps:
                caps_seen = True
            best = p
        else:
            if kind is Kind.AFFILIATION and row.ends and not _below_byline(rows, p, floor):
                # The end of a sentence that happens to name an institution.
                break
            if kind is Kind.AFFILIATION and _introduces(row):
                above = _above_people(rows, p, floor)
                if above is None:
                    break
                best = p = above
            elif kind is Kind.AFFILIATION and len(row.words) > 22:
                break
            best = p
        start = p
        p -= 1
    return _trim(rows, best if best < top else start, top)


def _footnote(rows: Sequence[Row], p: int, floor: int) -> int | None:
    """The first row of a note of a title's or a name's asterisk that ends at row `p`."""
    start = p
    while start > floor and p - start < 4 and not rows[start].text.startswith("*"):
        if rows[start].gap or rows[start].breaks or rows[start].caps:
            return None
        start -= 1
    return (
        start if rows[start].text.startswith("*") and rows[p].ends and len(rows[start].words) >= 4 else None
    )


def _inside(rows: Sequence[Row], p: int) -> bool:
    """Whether the DOI below row `p` stands inside front matter: with the lines above it, or below dates."""
    below = rows[p + 1]
    if classifies(below) or below.breaks:
        return False
    return kind_of(rows[p]) in (Kind.DATES, Kind.NOTE) or not below.gap


def closes_reference(rows: Sequence[Row], p: int) -> bool:
    """Whether a line with a DOI is the last of the reference above it, not a code of what stands below."""
    row = rows[p]
    if row.gap or row.breaks or not p or not links.dois(row.text):
        return False
    below = rows[p + 1] if p + 1 < len(rows) else None
    if classifies(row):
        return False
    if below is not None and classifies(below) and not (below.gap or below.breaks):
        # One of several codes, unless the line below has the article's DOI.
        return bool(links.dois(below.text))
    return is_reference(rows[p - 1]) or _in_list(rows, p - 1)


def classifies(row: Row) -> bool:
    """Whether the line begins with a code of a classification."""
    return bool(_UDC.match(row.text) or _IRSTI.match(row.text))


def _in_list(rows: Sequence[Row], p: int) -> bool:
    """Whether a row stands in a list of references: nothing but such is between it and the list's heading."""
    top = max(0, p - _LIST_ROWS)
    while p > top and not _ends_list(rows[p]):
        p -= 1
    return rows[p].heads(Role.REFERENCES)


def _ends_list(row: Row) -> bool:
    """Whether no list of references goes on over a line."""
    apart = row.gap or row.breaks or row.heading or classifies(row) or is_section(row)
    return apart or (row.caps and row.letters > 8)


def _introduces(row: Row) -> bool:
    """A person and what they are, as lists of editors and of authors have it."""
    return bool(re.search(r"\s[–—-]\s", row.text)) and authors.person_of(row.text) is not None


def _above_people(rows: Sequence[Row], p: int, floor: int) -> int | None:
    """The first row of the list of an article's authors (a name, a dash, what the person is, contacts) that
    ends at row `p`, where a title stands above the list and a byline or a code above that; None where the
    people are editors or the authors of the article before."""
    start = p
    while (
        start > floor
        and p - start < 24
        and (_introduces(rows[start - 1]) or kind_of(rows[start - 1]) in (Kind.AFFILIATION, Kind.CONTACT))
    ):
        start -= 1
    if start == floor or kind_of(rows[start - 1]) is not Kind.TITLE or rows[start - 1].ends:
        return None
    near = rows[max(floor, start - 16) : start]
    opened = any(kind_of(row) in (Kind.BYLINE, Kind.CODE) for row in near)
    closed = any(row.heading or is_reference(row) for row in near[-4:])
    return start if opened and not closed else None


def _below_byline(rows: Sequence[Row], p: int, floor: int) -> bool:
    near = rows[max(floor, p - 8) : p]
    return any(kind_of(row) in (Kind.BYLINE, Kind.CODE) or _MARKED.match(row.text) for row in near)


def _switch(rows: Sequence[Row], top: int, floor: int, language: Language | None) -> int:
    """The first of the last few lines above `top` that are in the block's language, where text in
    another language stands above them; `top` where there is no such change."""
    if language is None:
        return top
    p = top
    while p > floor and top - p < 8:
        row = rows[p - 1]
        # An address is in Latin letters whatever the language.
        found = None if links.emails(row.text) or links.orcids(row.text) else _said(row)
        if found is not None and found != language:
            while p < top and (rows[p].starts_low or _said(rows[p]) not in (None, language)):
                p += 1
            return p
        if row.heading:
            return top
        p -= 1
    return top


def _foreign_prose(row: Row, language: Language | None) -> bool:
    """Whether a line is plainly of a text in another language than the block's."""
    if language is None or row.caps or len(row.words) < 8 or row.tongues.total < 2.5:
        return False
    return _said(row) not in (None, language)


def _said(row: Row) -> Language | None:
    """The language of a line where it is plain."""
    votes = row.tongues
    return votes.best() if votes.total >= 1.2 and max(votes) >= 0.7 * votes.total else None


def _closes(row: Row) -> bool:
    """Whether a line cannot stand in front matter."""
    return row.heading or row.label(Role.BODY) is not None or row.leaders or is_reference(row)


def _closing_title(rows: Sequence[Row], p: int, top: int, title_rows: int) -> bool:
    """Whether a line that ends in a full stop may still be a title's (last) line."""
    row = rows[p]
    if title_rows or len(row.words) > 25:
        return False
    if p != top - 1:
        # Below it only a byline and its affiliations, which are not set like it.
        return kind_of(rows[p + 1]) is Kind.BYLINE and set_off(row, rows[top - 1])
    return row.bold or row.centred or (row.gap and not row.starts_low and len(row.words) <= 16)


def _titles_byline(rows: Sequence[Row], p: int, floor: int) -> bool:
    """Whether the paragraph that ends at row `p` with a full stop is a title for standing above a byline: a
    short one, of one sentence, set apart."""
    if p + 1 >= len(rows) or kind_of(rows[p + 1]) is not Kind.BYLINE:
        return False
    start = p
    while start > floor and not rows[start].gap and p - start < 5:
        start -= 1
    if not rows[start].gap or rows[start].starts_low or rows[start].labels:
        return False
    paragraph = rows[start : p + 1]
    return sum(len(r.words) for r in paragraph) <= 30 and not any(
        r.ends or re.search(r"[^.\s]{3}\.\s", r.text) for r in paragraph[:-1]
    )


def _broken_caps(row: Row, rows: Sequence[Row], p: int) -> bool:
    """A line of a title in capitals that is mostly a parenthesis in small letters."""
    if p > 0 and rows[p - 1].text.count("(") > rows[p - 1].text.count(")"):
        return True
    return row.text.startswith("(") or rows[p + 1].text.startswith("(") or row.upper > 0.5


def _trim(rows: Sequence[Row], start: int, top: int) -> int:
    """Drop lines at the upper edge that go on from a sentence above: they begin with a small letter."""
    kinds = [kind_of(r) for r in rows[start:top]]
    fixed = next((i for i, k in enumerate(kinds) if k is not Kind.TITLE or rows[start + i].caps), None)
    if fixed == 0:
        return start
    i = start
    while i < top:
        row = rows[i]
        above = rows[i - 1] if i else None
        fresh = above is None or row.gap or row.breaks or above.ends or row.bold or row.centred
        if not row.starts_low and (fresh or kind_of(row) is not Kind.TITLE or row.caps):
            break
        i += 1
    else:
        return (
            top
            if not rows[start].starts_low and start == 0
            else (start if not rows[start].starts_low else top)
        )
    return i


def parse(rows: Sequence[Row], words: Words, language: Language | None = None) -> Front:
    """The front matter in the rows of one region, that of a block in `language`."""
    front = Front()
    kinds = _kinds(rows, language)
    if Kind.TITLE not in kinds:
        # A title may be made of a section's words when nothing else can be the title.
        last = max((i for i, kind in enumerate(kinds) if kind is Kind.SECTION), default=None)
        if last is not None and any(kind in (Kind.CODE, Kind.SECTION) for kind in kinds[:last]):
            kinds[last] = Kind.TITLE
    runs: list[list[int]] = []
    for i, kind in enumerate(kinds):
        if kind is Kind.TITLE and any(c.isalnum() for c in rows[i].text) and not rows[i].heading:
            run = runs[-1] if runs and runs[-1][-1] == i - 1 else []
            inside = _open_parenthesis("".join(rows[k].text for k in run))
            if run and (inside or not _apart(rows[i - 1], rows[i])):
                runs[-1].append(i)
            elif not rows[i].numeric:
                runs.append([i])
    best = max(runs, key=lambda run: _title_score(rows, run), default=[])
    title_rows = set(best)
    listed = -1
    for i, row in enumerate(rows):
        kind = kinds[i]
        front.codes.take(codes_of(row.text))
        if kind in (Kind.AFFILIATION, Kind.CONTACT) and (
            _introduces(row) or (front.people and listed == i - 1)
        ):
            listed = i
            front.people.append(row.text)
            if kind is Kind.CONTACT:
                front.contacts.append(row.text)
        elif kind is Kind.BYLINE:
            broken = _broken_byline(rows, i) if i + 1 < len(rows) and kinds[i + 1] is Kind.BYLINE else None
            over = i > 0 and kinds[i - 1] is Kind.BYLINE and _broken_byline(rows, i - 1) is not None
            byline = broken or byline_of(row)
            if byline and not over:
                front.bylines.append(byline)
        elif kind is Kind.SECTION:
            front.sections.append(row.text)
        elif kind is Kind.CONTACT:
            front.contacts.append(row.text)
            lead = re.split(r"[\w.+%-]+@|e-?mail|orcid", row.text, maxsplit=1, flags=re.IGNORECASE)[0]
            if len(lead) > 20 and _AFFILIATION.search(lead):
                front.affiliations.append(lead.strip(" ,;*"))
        elif kind is Kind.AFFILIATION or (
            kind is Kind.TITLE and i not in title_rows and best and i < best[0]
        ):
            front.affiliations.append(row.text)
    # Lines in the middle of the page end where a word does, and a hyphen there is the word's own.
    centred = any(rows[i].centred for i in best)
    front.title = join([rows[i] for i in best], words, whole_words=centred).strip()
    lone = len(rows) == 1 and rows[0].caps and len(rows[0].words) <= 3
    if len(best) == 1 and names_section(front.title) and (lone or any(k in _BESIDE_TITLES for k in kinds)):
        # No title is printed, the name of the section is.
        front.sections.append(front.title)
        front.title = ""
    return front


def _kinds(rows: Sequence[Row], language: Language | None) -> list[Kind]:
    """What the lines are, seen together: an institution's name is a part of the title where no byline,
    address or mark makes an affiliation of it; a line plainly in another language than the block's is none
    where one in that language stands beside it."""
    kinds = [kind_of(row) for row in rows]
    for i in range(len(rows) - 1):
        if Kind.TITLE in kinds[i : i + 2] and _broken_byline(rows, i) is not None:
            kinds[i] = kinds[i + 1] = Kind.BYLINE
    said = [_said(row) if kind is Kind.TITLE else None for kind, row in zip(kinds, rows, strict=True)]
    if language is not None and language in said:
        for i, row in enumerate(rows):
            if said[i] not in (None, language) and row.tongues.total >= 2:
                kinds[i] = Kind.NOTE
    for i, row in enumerate(rows):
        if kinds[i] is Kind.TITLE and row.caps and names_section(row.text):
            beside = [rows[k] for k in (i - 1, i + 1) if 0 <= k < len(rows) and kinds[k] is Kind.TITLE]
            if any(not other.caps for other in beside) and not any(other.caps for other in beside):
                kinds[i] = Kind.SECTION
    for i in range(len(rows)):
        if kinds[i] is Kind.TITLE and rows[i].ends and (note := _footnote(rows, i, 0)) is not None:
            kinds[note : i + 1] = [Kind.NOTE] * (i + 1 - note)
    people = [i for i, kind in enumerate(kinds) if kind in (Kind.BYLINE, Kind.CONTACT)]
    marked = any(k is Kind.AFFILIATION and _MARKED.match(r.text) for k, r in zip(kinds, rows, strict=False))
    if not people and not marked:
        return [Kind.TITLE if kind is Kind.AFFILIATION else kind for kind in kinds]
    byline = next((i for i, kind in enumerate(kinds) if kind is Kind.BYLINE), None)
    if byline is None:
        return kinds
    behind = [i for i in range(byline + 1, len(kinds)) if kinds[i] is Kind.TITLE and len(rows[i].words) >= 3]
    before = [i for i in range(byline) if kinds[i] in (Kind.TITLE, Kind.AFFILIATION) and rows[i].letters >= 4]
    if before and (not behind or any(kinds[i] is Kind.TITLE for i in before)):
        # Title, then byline: what stands above the byline is the title, what stands below is not.
        for i in before:
            kinds[i] = Kind.TITLE
        caps_behind = [i for i in behind if rows[i].caps]
        caps_before = [i for i in before if rows[i].caps]
        if _is_section_above(rows, kinds, caps_before, byline, caps_behind):
            for i in before:
                kinds[i] = Kind.SECTION
        elif not caps_behind or caps_before:
            for i in range(byline + 1, len(kinds)):
                if kinds[i] is Kind.TITLE:
                    kinds[i] = Kind.AFFILIATION
    elif behind:
        # Byline, then title: an affiliation's further lines stand between the byline and an address.
        last = max((i for i in people if i < behind[-1]), default=byline)
        for i in range(byline + 1, last):
            if kinds[i] is Kind.TITLE and not rows[i].caps:
                kinds[i] = Kind.AFFILIATION
    return kinds


def _broken_byline(rows: Sequence[Row], i: int) -> names.Byline | None:
    """The byline of two lines, the first of which ends inside a name."""
    above, below = rows[i], rows[i + 1]
    if "," not in above.text or above.size != below.size or below.gap or above.text.endswith(","):
        return None
    if above.caps or (names.split(above.text) is not None and not _LONE_INITIALS.search(above.text)):
        return None
    return names.split(f"{above.text} {below.text}")


def _is_section_above(
    rows: Sequence[Row], kinds: Sequence[Kind], before: Sequence[int], byline: int, behind: Sequence[int]
) -> bool:
    """Whether lines in capitals above a byline name the section, the title being those behind it: a code
    stands between, or they are one short line against the last lines of the front matter."""
    if not before or not behind or any(_AFFILIATION.search(rows[i].text) for i in behind):
        return False
    if any(kinds[i] is Kind.CODE for i in range(before[-1], byline)):
        return True
    above = sum(len(rows[i].words) for i in before)
    below = sum(len(rows[i].words) for i in behind)
    last = all(kind is Kind.TITLE for kind in kinds[behind[-1] :])
    return len(before) == 1 and above <= 5 and below > above and last


def _open_parenthesis(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("«") > text.count("»")


def _apart(above: Row, row: Row) -> bool:
    """Whether two neighbouring title-like lines are not of the same title."""
    if above.caps != row.caps and above.letters > 8 and row.letters > 8:
        return not (
            row.text.startswith("(")
            or above.text.startswith("(")
            or above.text.rstrip().endswith(("(", "-", ":"))
        )
    return bool(above.size and row.size and abs(above.size - row.size) > 0.6)


def _title_score(rows: Sequence[Row], run: list[int]) -> float:
    lines = [rows[i] for i in run]
    count = sum(len(row.words) for row in lines)
    score = min(count, 20) / 10
    worded = [row for row in lines if row.letters > 3]
    if worded and all(row.caps for row in worded):
        score += 3
    if any(row.bold for row in lines):
        score += 1
    if any(row.centred for row in lines):
        score += 0.5
    size = max((row.size or 0 for row in lines), default=0)
    score += size / 10
    if lines[0].starts_low:
        score -= 2
    if count == 1 and lines[0].letters < 10:
        score -= 1
    # The title stands next to the abstract or above the byline, an affiliation's rest below one.
    score += run[-1] / max(1, len(rows))
    return score
