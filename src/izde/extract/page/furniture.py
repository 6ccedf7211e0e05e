"""Running heads and feet: found by repetition, shape and position, read for what they tell, then dropped.

A line is *certain* furniture when it is repeated through the file and looks like furniture (a journal's
name, an issue number, a section in several languages), or when it is repeated at the top or the foot
of pages. Lines beside certain ones are furniture too when they are a page number, a list of names or a
text that is printed elsewhere as well (an article's title). The rest of a page is never touched.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass

from izde.extract.line import names, reference_lists
from izde.extract.line.codes import is_code
from izde.extract.line.journals import names_journal
from izde.extract.line.links import orcids
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role, skeleton
from izde.extract.page.heads import FRAGMENT, ISSUE, PAGE_NUMBER, YEAR, Head, number_at_edge, read_heads

_DIGITS = re.compile(r"\d+")
_CONTACT = re.compile(r"@|orcid|e-?mail|\bed\.|\bpp?\.\s*\d|//|\bdoi\b", re.IGNORECASE)
_AFFILIATED = re.compile(
    r"университет|university|институт|institute|академия|academy|@|\bқ\.|\bг\.|"
    r", Казахстан|, Қазақстан|, Kazakhstan",
    re.IGNORECASE,
)
# Addresses end so, names of journals do not.
_IN_COUNTRY = re.compile(
    r",\s*(?:қазақстан|казахстан|kazakhstan|республика казахстан|қазақстан республикасы|"
    r"republic of kazakhstan)\W*$",
    re.IGNORECASE,
)
_REACH = 5
_SPREAD = 15


@dataclass
class Furniture:
    """The rows to drop and the heads read from them, in order."""

    rows: set[int]
    heads: list[Head]


def find(rows: Sequence[Row], paged: bool, links: Container[int] = ()) -> Furniture:
    """The furniture of a document's rows. `links` are rows of bare link targets, which are none."""
    shapes = [_shape(row.text) for row in rows]
    listed = {p for listing in reference_lists.find(rows) for p in listing.rows}
    repeated = _repeated(rows, shapes, paged, links, listed)
    certain = set(repeated)
    elsewhere = _Elsewhere(rows, listed)
    if not paged:
        certain.update(_counting(rows))
    if paged:
        _bands(rows, certain)
        _edges(rows, certain, elsewhere, links)
        certain = _outermost(rows, {i for i in certain if not _large(rows, i)} | _codes_again(rows))
    _extend(rows, certain, paged, links, elsewhere)
    if paged:
        _give_back(rows, certain)
        _give_numbers_back(rows, certain)
    return Furniture(certain, read_heads(rows, certain, repeated))


def _shape(text: str) -> str:
    """What a line has in common with the same line of other pages: not its numbers, and of a section's
    line not the authors behind it."""
    if "~" in text:
        text = re.split(r"\s{4,}", text, maxsplit=1)[0]
    return _DIGITS.sub("0", skeleton(text))


def _repeated(
    rows: Sequence[Row], shapes: list[str], paged: bool, links: Container[int], listed: Container[int]
) -> set[int]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, shape in enumerate(shapes):
        if len(shape) >= 1 and len(rows[i].text) < 260 and i not in links:
            places[shape].append(i)
    certain: set[int] = set()
    pages = rows[-1].page if rows else 0
    for shape, found in places.items():
        inside = [i for i in found if i in listed]
        if len(inside) * 2 > len(found) and any(c.isalpha() for c in shape):
            # Two lists, or two articles, refer to the same.
            found = [i for i in found if i not in listed]
        if len(found) < 2:
            continue
        row = rows[found[0]]
        if paged:
            edge = [i for i in found if rows[i].top < _REACH or rows[i].bottom < _REACH]
            edge = [i for i in edge if not orcids(rows[i].text)]
            capitals = sum(rows[i].caps for i in edge) * 2 > len(edge)
            edge = [i for i in edge if rows[i].caps == capitals and not _opens_article(rows, i)]
            on_pages = {rows[i].page for i in edge}
            wordy = any(c.isalpha() for c in shape)
            enough = len(on_pages) >= (3 if wordy and pages > 6 else 2)
            counting = wordy or PAGE_NUMBER.match(row.text)
            if enough and counting and not _is_heading(row) and (len(shape) >= 4 or not wordy):
                certain.update(edge)
            continue
        if (row.letters < 3 and not ISSUE.search(row.text)) or _is_heading(row):
            continue
        spread = [b - a for a, b in itertools.pairwise(found) if b - a >= _SPREAD]
        distant = 1 + len(spread)
        found = [i for i in found if not _heads_block(rows, i)]
        if not found:
            continue
        lead = bool(ISSUE.search(row.text) and YEAR.search(row.text) and len(row.words) <= 14)
        bounded = _bounded(rows, found)
        sectioned = "~" in row.text or row.text.count(" | ") >= 2
        if row.text.endswith((",", ";", ":", "-")) and not sectioned:
            continue
        if _counts_up(rows, found):
            certain.update(found)
            continue
        if _CONTACT.search(row.text) and not (lead and bounded):
            continue
        if (distant >= 3 and (lead or sectioned or bounded)) or (
            distant >= 2 and (sectioned or (lead and len(row.words) <= 10))
        ):
            certain.update(found)
    return certain


def _counts_up(rows: Sequence[Row], found: list[int]) -> bool:
    """Whether lines of one shape are heads or feet for their page numbers, which rise from page to page."""
    numbers = [number_at_edge(rows[i].text) for i in found]
    return (
        len(found) >= 3
        and not rows[found[0]].leaders
        and all(a is not None and b is not None and a < b for a, b in itertools.pairwise(numbers))
        and all(b - a >= _SPREAD for a, b in itertools.pairwise(found))
    )


def _bounded(rows: Sequence[Row], found: list[int]) -> bool:
    """Whether lines of one shape are a head or foot for standing beside page numbers each time: printed
    in the very same way, and neither a code nor a title in capitals that smaller heads repeat."""
    row = rows[found[0]]
    if len(row.words) > 14 or row.starts_low or row.ends or is_code(row):
        return False
    if _IN_COUNTRY.search(row.text):
        return False
    if len({_DIGITS.sub("0", rows[i].text) for i in found}) > 1:
        return False
    return _regular(rows, found)


def _opens_article(rows: Sequence[Row], i: int) -> bool:
    """Whether a line at the top of a page is the title above an abstract: no number, no journal's name,
    and front matter right below."""
    row = rows[i]
    if is_code(row):
        return True
    if row.top > row.bottom or _numbered(row.text) or names_journal(row.text) or "~" in row.text:
        return False
    for below in rows[i + 1 : i + 9]:
        if below.page != row.page:
            return False
        if below.label(Role.ABSTRACT) or (names.split(below.text) is not None and below.top > 1):
            return True
    return False


def _codes_again(rows: Sequence[Row]) -> set[int]:
    """Codes at the top of a page that the page before has there as well. Those of an article's first page
    are its own; on the pages after it they are a running head."""
    again: set[int] = set()
    pages: dict[str, int] = {}
    for row in rows:
        if row.top <= 1 and is_code(row):
            # Left and right pages may differ.
            if row.page - pages.get(row.text, row.page) in (1, 2):
                again.add(row.index)
            pages[row.text] = row.page
    return again


def _heads_block(rows: Sequence[Row], i: int) -> bool:
    """Whether a line is (the first of) the title of a block: a code right above it, or an abstract's
    heading or a byline with its addresses right below it. A page number between the two separates them."""
    row = rows[i]
    if row.numeric or row.ends or "~" in row.text or len(row.words) < 3 or _numbered(row.text):
        return False
    if names.split(row.text) is not None:
        return False
    if i and is_code(rows[i - 1]):
        return True
    if names_journal(row.text):
        return False
    for place in range(i + 1, min(i + 5, len(rows))):
        below = rows[place]
        if below.label(Role.ABSTRACT):
            return True
        byline = names.split(below.text)
        if byline is not None:
            after = rows[place + 1 : place + 3]
            addressed = any(_AFFILIATED.search(r.text) or _CONTACT.search(r.text) for r in after)
            return any(byline.marks) or addressed
        if number_at_edge(below.text) or is_code(below) or below.numeric or below.ends:
            return False
        if below.gap or below.breaks or below.caps != row.caps:
            return False
    return False


def _bands(rows: Sequence[Row], certain: set[int]) -> None:
    """Where the file tells positions: lines at the height of running heads are heads as well."""
    body = sorted(r.size for r in rows if r.size)
    if not body:
        return
    usual = body[len(body) // 2]
    heights: Counter[tuple[bool, int]] = Counter()
    sizes: defaultdict[tuple[bool, int], set[float]] = defaultdict(set)
    apart: Counter[tuple[bool, int]] = Counter()
    edges = [(r, r.top <= r.bottom) for r in rows if min(r.top, r.bottom) < _REACH and r.line.box]
    for row, upper in edges:
        band = _band(row, upper)
        if row.index in certain:
            heights[band] += 1
            sizes[band].add(row.size or 0.0)
        below = rows[row.index + 1] if row.index + 1 < len(rows) else None
        set_off = below is None or below.page != row.page or below.gap if upper else row.gap
        differs = row.size is not None and abs(row.size - usual) > 0.4
        if set_off and differs and (row.top == 0 if upper else row.bottom == 0):
            apart[band] += 1
            sizes[band].add(row.size or 0.0)
    pages = rows[-1].page
    bands = {band for band, count in heights.items() if count >= 2}
    bands |= {band for band, count in apart.items() if count >= max(3, pages * 0.3)}
    for row, upper in edges:
        flag, height = _band(row, upper)
        near = [(flag, height + d) for d in (-1, 0, 1) if (flag, height + d) in bands]
        if not near or _is_heading(row) or row.size is None or row.size > usual + 0.4:
            continue
        # Articles that begin on new pages print their codes, and notes with addresses, at one height, too.
        if is_code(row) or "@" in row.text:
            continue
        if any(abs(size - row.size) <= 0.3 for band in near for size in sizes[band]):
            certain.add(row.index)
    for row in rows:
        above = rows[row.index - 1] if row.index else row
        small = row.size is not None and row.size < usual - 0.4 and row.size == above.size
        if above.index in certain and row.top == 1 and small and not row.gap and len(row.words) <= 20:
            # A running head that takes two lines.
            certain.add(row.index)


def _band(row: Row, upper: bool) -> tuple[bool, int]:
    assert row.line.box is not None
    return upper, round(row.line.box[3] / 2)


def _edges(rows: Sequence[Row], certain: set[int], elsewhere: _Elsewhere, links: Container[int]) -> None:
    """First and last lines of pages that count the pages, or hold only names or an article's title."""
    edges = [r for r in rows if min(r.top, r.bottom) < 2 and r.index not in links]
    offsets: Counter[int] = Counter()
    for row in edges:
        number = number_at_edge(row.text)
        if number is not None:
            offsets[number - row.page] += 1
    common = offsets.most_common(1)
    offset = common[0][0] if common and common[0][1] >= 3 else None
    for row in edges:
        if row.index in certain or _is_heading(row) or is_code(row):
            continue
        number = number_at_edge(row.text)
        if offset is not None and number == row.page + offset:
            certain.add(row.index)
            continue
        if min(row.top, row.bottom) > 0 and not _outer_certain(row, certain):
            continue
        byline = names.split(row.text)
        below = rows[row.index + 1] if row.index + 1 < len(rows) else None
        if byline is not None and not any(byline.marks) and row.bottom > 2:
            if below is None or not _front_matter(below):
                certain.add(row.index)
        elif len(row.words) >= 4 and not row.ends and not row.caps and not _AFFILIATED.search(row.text):
            marked = re.search(r"[^\W\d_][\d*]", row.text)
            opens = _opens_article(rows, row.index) or _heads_next_page(rows, row, certain)
            apart = names_journal(row.text) or _apart(rows, row, certain)
            if not marked and not opens and apart and elsewhere.printed(row):
                certain.add(row.index)


def _apart(rows: Sequence[Row], row: Row, certain: set[int]) -> bool:
    """Whether a line at the edge of a page stands apart from the text beside it: by a blank, by its type, or
    with furniture between the two. A line of running text may be printed twice."""
    upper = row.top <= row.bottom
    beside = row.index + 1 if upper else row.index - 1
    while 0 <= beside < len(rows) and beside in certain:
        beside += 1 if upper else -1
    if not 0 <= beside < len(rows) or rows[beside].page != row.page or abs(beside - row.index) > 1:
        return True
    other = rows[beside]
    size = row.size is not None and other.size is not None and abs(row.size - other.size) > 0.3
    return size or (other.gap if upper else row.gap)


def _heads_next_page(rows: Sequence[Row], row: Row, certain: set[int]) -> bool:
    """Whether the last line of a page is the title of an abstract that the next page begins with."""
    if row.top <= row.bottom:
        return False
    page = row.page
    for below in rows[row.index + 1 : row.index + 6]:
        if below.label(Role.ABSTRACT):
            return below.page > page
        # The page's own running head, or the rest of the title.
        goes_on = below.starts_low if below.page == page else below.top == 0
        if below.index not in certain and not goes_on and number_at_edge(below.text) is None:
            return False
    return False


def _numbered(text: str) -> bool:
    """Whether a line counts pages or issues."""
    return number_at_edge(text) is not None or bool(ISSUE.search(text) or YEAR.search(text))


def _large(rows: Sequence[Row], i: int) -> bool:
    """Whether a line is set larger than the text around it, as titles are and running heads are not."""
    size = rows[i].size
    if size is None:
        return False
    near = sorted(r.size for r in rows[max(0, i - 60) : i + 60] if r.size)
    return size > near[len(near) // 2] + 0.6


def _outermost(rows: Sequence[Row], certain: set[int]) -> set[int]:
    """Without lines that other text stands outside of: a title at the top is no head for being repeated."""
    kept: set[int] = set()
    for row in rows:
        if row.index in certain and row.top <= row.bottom and (row.top == 0 or row.index - 1 in kept):
            kept.add(row.index)
    for row in reversed(rows):
        if row.index in certain and row.top > row.bottom and (row.bottom == 0 or row.index + 1 in kept):
            kept.add(row.index)
    return kept


def _give_back(rows: Sequence[Row], certain: set[int]) -> None:
    """Give lines back to the text that they stand close to, where a blank sets them apart from the running
    head or foot beyond: the rest of a reference that happens to look like one."""
    run: list[int] = []
    for i in [*sorted(certain), -1]:
        if run and (i != run[-1] + 1 or rows[i].page != rows[run[-1]].page):
            foot = rows[run[0]].top > 0
            blanks = [k for k in range(1, len(run)) if rows[run[k]].gap]
            beyond = rows[run[-1] + 1] if run[-1] + 1 < len(rows) else None
            close = beyond is not None and beyond.page == rows[run[-1]].page and not beyond.gap
            if blanks and foot and not rows[run[0]].gap:
                certain.difference_update(run[: blanks[0]])
            elif blanks and not foot and close:
                certain.difference_update(run[blanks[-1] :])
            run = []
        run.append(i)


def _give_numbers_back(rows: Sequence[Row], certain: set[int]) -> None:
    """Give lines that are nothing but a number back to the text, where these do not count the pages: cells of
    a table, or a citation. Numbers inside running heads count them too: the last page may have no head."""
    numbers = {i: int(m.group(1)) for i in certain if (m := PAGE_NUMBER.match(rows[i].text))}
    printed = {i: number for i in certain if (number := number_at_edge(rows[i].text)) is not None}
    offsets = Counter(number - rows[i].page for i, number in {**printed, **numbers}.items())
    counts = {offset for offset, count in offsets.items() if count >= 2}
    pages = {i for i, number in numbers.items() if number - rows[i].page in counts}
    beside = {i for i in certain if i not in numbers and rows[i].letters >= 2}
    certain.difference_update(i for i in numbers if i not in pages and not {i - 1, i + 1} & beside)


def _counting(rows: Sequence[Row]) -> set[int]:
    """Lines of an unpaged text that are page numbers: alone, and counting up all through the file."""
    lone = [(r.index, int(m.group(1))) for r in rows if (m := PAGE_NUMBER.match(r.text))]
    best: list[int] = []
    for start in range(min(len(lone), 40)):
        chain = [lone[start]]
        for index, number in lone[start + 1 :]:
            step = number - chain[-1][1]
            if 1 <= step <= 3 and index - chain[-1][0] >= _SPREAD * step:
                chain.append((index, number))
        if len(chain) > len(best):
            best = [index for index, _ in chain]
    # Numbers in a table rise as well; those of pages do all through the file.
    return set(best) if len(best) >= 4 and best[-1] - best[0] >= len(rows) // 2 else set()


def _front_matter(row: Row) -> bool:
    """Whether a line is of the kind that stands below a byline."""
    return row.caps or bool(_CONTACT.search(row.text)) or bool(re.match(r"^[\d¹²³*]", row.text))


def _outer_certain(row: Row, certain: set[int]) -> bool:
    outer = row.index - 1 if row.top <= row.bottom else row.index + 1
    return outer in certain


def _regular(rows: Sequence[Row], found: list[int]) -> bool:
    """Whether a repeated line stands apart from the text around it: beside a number line, a break or a
    blank, and hardly ever in the run of a paragraph."""
    apart = 0
    for i in found:
        near = [*rows[max(0, i - 4) : i], *rows[i + 1 : i + 5]]
        if any(
            PAGE_NUMBER.match(r.text) or (ISSUE.search(r.text) and YEAR.search(r.text) and len(r.words) < 14)
            for r in near
        ):
            apart += 1
    return apart * 2 > len(found)


def _is_heading(row: Row) -> bool:
    roles = (
        Role.ABSTRACT,
        Role.KEYWORDS,
        Role.REFERENCES,
        Role.AUTHOR_INFO,
        Role.OPENING,
        Role.CLOSING,
        Role.BODY,
    )
    return any(m.role in roles for m in row.labels)


def _extend(
    rows: Sequence[Row], certain: set[int], paged: bool, links: Container[int], elsewhere: _Elsewhere
) -> None:
    """Take in the lines beside certain furniture that only make sense as part of it."""
    for i in sorted(certain):
        for step in (-1, 1):
            place, taken = i + step, 0
            while 0 <= place < len(rows) and taken < 4:
                if place in certain:
                    place += step
                    continue
                if place in links or (paged and rows[place].page != rows[i].page):
                    break
                if not _belongs(rows, place, elsewhere, step, certain, paged):
                    break
                certain.add(place)
                taken += 1
                place += step


def _belongs(
    rows: Sequence[Row], place: int, elsewhere: _Elsewhere, step: int, certain: set[int], paged: bool
) -> bool:
    row = rows[place]
    text = row.text
    if PAGE_NUMBER.match(text) or FRAGMENT.match(text):
        return True
    if row.index in elsewhere.listed and reference_lists.has_sign(row):
        return False
    if (
        _is_heading(row)
        or is_code(row)
        or len(row.words) > 40
        or _CONTACT.search(text)
        or _AFFILIATED.search(text)
    ):
        return False
    if ISSUE.search(text) and YEAR.search(text) and len(row.words) <= 10 and not row.ends:
        return True
    if "~" in text:
        return True
    byline = names.split(text)
    if byline is not None and (byline.others or step < 0 or text.endswith(",") or len(byline.names) > 1):
        return not any(mark for mark in byline.marks)
    if row.ends or row.caps:
        return False
    if _opens_article(rows, place) or _large(rows, place) or _heads_block(rows, place):
        return False
    if paged and _heads_next_page(rows, row, certain):
        return False
    if len(row.words) >= 4:
        return elsewhere.printed(row)
    # The short second line of a title: it belongs with the line before it, or not at all.
    other = place - 1 if step < 0 else place + 1
    return step < 0 and other >= 0 and elsewhere.printed(rows[other], row)


class _Elsewhere:
    """Whether a line's words are printed, in any case, at another place of the file as well. Two lists of the
    same references are none: their lines are printed twice."""

    def __init__(self, rows: Sequence[Row], listed: set[int]) -> None:
        self._rows = rows
        self.listed = listed
        self._text: str | None = None
        self._starts: list[int] = []

    def printed(self, row: Row, and_row: Row | None = None) -> bool:
        if self._text is None:
            parts = []
            length = 0
            for other in self._rows:
                part = " ".join(other.words).casefold()
                self._starts.append(length)
                parts.append(part)
                length += len(part) + 1
            self._text = " ".join(parts)
        wanted = " ".join(row.words + (and_row.words if and_row else [])).casefold()
        if len(wanted) < 20:
            return False
        own = self._starts[row.index]
        place = self._text.find(wanted)
        while place >= 0:
            both = row.index in self.listed and self._row_at(place) in self.listed
            if abs(place - own) > 400 and not both:
                return True
            place = self._text.find(wanted, place + 1)
        return False

    def _row_at(self, place: int) -> int:
        """The row that a place in the text is of."""
        return bisect_right(self._starts, place) - 1
