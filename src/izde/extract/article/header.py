"""The front matter of one language taken apart: title, byline, affiliations, contacts, codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from izde.extract.block.region import footnote_start, introduces, said_in
from izde.extract.line import names
from izde.extract.line.codes import Codes, codes_of
from izde.extract.line.kinds import AFFILIATION, MARKED, Kind, byline_of, kind_of
from izde.extract.line.prose import Words, join
from izde.extract.line.rows import Row
from izde.extract.line.sections import names_section
from izde.language.names.parsing import is_latin
from izde.model import Language

# Initials at the end of a line, whose surname stands on the next one.
_LONE_INITIALS = re.compile(r"[,;]\s*(?:[^\W\d_]{1,3}\.\s?){1,3}$")


#: Front matter of these kinds has a title beside it, or none is printed.
_BESIDE_TITLES = (Kind.CODE, Kind.BYLINE, Kind.CONTACT)


@dataclass
class Front:
    """The parsed front matter of one language."""

    title: str = ""
    bylines: list[names.Byline] = field(default_factory=list)
    signed: list[list[Row]] = field(default_factory=list)
    """The rows that each byline takes."""
    affiliations: list[str] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    """Lines of a list of the authors: a name, a dash, what the person is, contacts."""
    codes: Codes = field(default_factory=Codes)
    sections: list[str] = field(default_factory=list)


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
            introduces(row) or (front.people and listed == i - 1)
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
                _add(
                    front,
                    byline,
                    [row, rows[i + 1]] if broken else [row],
                    i > 0 and kinds[i - 1] is Kind.BYLINE,
                )
        elif kind is Kind.SECTION:
            front.sections.append(row.text)
        elif kind is Kind.CONTACT:
            front.contacts.append(row.text)
            lead = re.split(r"[\w.+%-]+@|e-?mail|orcid", row.text, maxsplit=1, flags=re.IGNORECASE)[0]
            if len(lead) > 20 and AFFILIATION.search(lead):
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


def _add(front: Front, byline: names.Byline, lines: list[Row], goes_on: bool) -> None:
    """Add a byline, or the further names of one that takes several lines."""
    above = front.bylines[-1] if goes_on and front.bylines else None
    if above is None or is_latin(" ".join(above.names)) != is_latin(" ".join(byline.names)):
        front.bylines.append(byline)
        front.signed.append(lines)
        return
    front.bylines[-1] = names.Byline(
        [*above.names, *byline.names],
        [*above.marks, *byline.marks],
        above.others or byline.others,
        (*above.corporate, *byline.corporate),
    )
    front.signed[-1].extend(lines)


def _kinds(rows: Sequence[Row], language: Language | None) -> list[Kind]:
    """What the lines are, seen together: an institution's name is a part of the title where no byline,
    address or mark makes an affiliation of it; a line plainly in another language than the block's is none
    where one in that language stands beside it."""
    kinds = [kind_of(row) for row in rows]
    for i in range(len(rows) - 1):
        if Kind.TITLE in kinds[i : i + 2] and _broken_byline(rows, i) is not None:
            kinds[i] = kinds[i + 1] = Kind.BYLINE
    said = [said_in(row) if kind is Kind.TITLE else None for kind, row in zip(kinds, rows, strict=True)]
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
        if kinds[i] is Kind.TITLE and rows[i].ends and (note := footnote_start(rows, i, 0)) is not None:
            kinds[note : i + 1] = [Kind.NOTE] * (i + 1 - note)
    people = [i for i, kind in enumerate(kinds) if kind in (Kind.BYLINE, Kind.CONTACT)]
    marked = any(k is Kind.AFFILIATION and MARKED.match(r.text) for k, r in zip(kinds, rows, strict=False))
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
    if not re.search(r"[,;]", above.text) or above.size != below.size or below.gap:
        return None
    if above.caps or above.text.endswith((",", ";")):
        return None
    if names.split(above.text) is not None and not _LONE_INITIALS.search(above.text):
        return None
    joined = f"{above.text} {below.text}"
    return names.split(joined) or (
        names.split(joined, full=True) if names.split(below.text) is None else None
    )


def _is_section_above(
    rows: Sequence[Row], kinds: Sequence[Kind], before: Sequence[int], byline: int, behind: Sequence[int]
) -> bool:
    """Whether lines in capitals above a byline name the section, the title being those behind it: a code
    stands between, or they are one short line against the last lines of the front matter."""
    if not before or not behind or any(AFFILIATION.search(rows[i].text) for i in behind):
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
