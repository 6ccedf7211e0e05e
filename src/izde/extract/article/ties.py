"""Whose a link is: the ORCIDs that stand on the names of a byline, and what a sole author must own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from izde.extract.line import links
from izde.extract.line.names import Byline
from izde.extract.line.rows import Row
from izde.extract.page.document import Link, LinkKind
from izde.language.names import parsing
from izde.model import Author

#: A link stands at most so many points beside the line that it belongs to.
_NEAR = 4.0


def of_byline(
    byline: Byline, rows: Sequence[Row], targets: Sequence[tuple[int, Link]], contacts: Sequence[str]
) -> list[str | None]:
    """The ORCID of each name. A PDF's links stand on the names or behind them; elsewhere as many ORCIDs as
    names, in the lines below the byline, are theirs in order."""
    own = [link for _, link in targets if link.kind is LinkKind.ORCID and links.orcids(link.target)]
    placed = [(link, k) for link in own if (k := _row_of(link, rows)) is not None]
    if placed:
        return _by_place(byline, rows, placed)
    printed = links.unique(orcid for text in contacts for orcid in links.orcids(text))
    if len(printed) == len(byline.names):
        return list(printed)
    return [None] * len(byline.names)


def _row_of(link: Link, rows: Sequence[Row]) -> int | None:
    """Which of the byline's rows a link stands on."""
    for k, row in enumerate(rows):
        if link.line is not None and link.line == row.line.number:
            return k
        box = row.line.box
        if link.line is None and box is not None and link.box is not None and link.page == row.page:
            middle = (link.box[1] + link.box[3]) / 2
            if box[1] - _NEAR <= middle <= box[3] + _NEAR:
                return k
    return None


def _by_place(byline: Byline, rows: Sequence[Row], placed: Sequence[tuple[Link, int]]) -> list[str | None]:
    """The ORCIDs by where their links stand: in order where there is one for each name of a row, else the
    name that ends nearest."""
    found: list[str | None] = [None] * len(byline.names)
    first = 0
    for k, row in enumerate(rows):
        here = _names_in(byline.names[first:], row)
        on_row = sorted(
            (link for link, at in placed if at == k), key=lambda link: link.box[0] if link.box else 0.0
        )
        values = list(dict.fromkeys(links.orcids(link.target)[0] for link in on_row))
        if len(values) == len(here):
            found[first : first + len(here)] = values
        elif row.line.box is not None:
            ends = [_x_of(row, end) for end in here]
            for link in on_row:
                if link.box is None or not ends:
                    continue
                nearest = min(range(len(ends)), key=lambda i: abs(ends[i] - link.box[0]))  # type: ignore[index]
                if found[first + nearest] is None:
                    found[first + nearest] = links.orcids(link.target)[0]
        first += len(here)
    return found


def _names_in(names: Sequence[str], row: Row) -> list[int]:
    """Where the names that stand in a row end, as offsets into its text."""
    ends: list[int] = []
    place = 0
    for name in names:
        word = max(name.replace(".", " ").split(), key=len)
        at = row.text.find(word, place)
        if at < 0:
            break
        place = at + len(word)
        ends.append(place)
    return ends


def _x_of(row: Row, offset: int) -> float:
    """About where a letter of a line stands: letters are taken for equally wide."""
    box = row.line.box
    assert box is not None
    return box[0] + (box[2] - box[0]) * offset / max(1, len(row.text))


def sole_author(
    authors: Sequence[Author], contacts: Sequence[tuple[int, str]], targets: Sequence[tuple[int, Link]]
) -> None:
    """Give a sole author the article's only ORCID and address."""
    if len(authors) != 1:
        return
    texts = [text for _, text in contacts]
    texts += [link.target for _, link in targets if link.kind in (LinkKind.ORCID, LinkKind.EMAIL)]
    orcids = links.unique(orcid for text in texts for orcid in links.orcids(text))
    emails = links.unique(email for text in texts for email in links.emails(text))
    if len(orcids) == 1:
        authors[0].orcid = authors[0].orcid or orcids[0]
    if len(emails) == 1:
        authors[0].email = authors[0].email or emails[0]


def addresses(authors: Sequence[Author], emails: Sequence[str], corresponding: Sequence[str]) -> None:
    """Give addresses that are nobody's yet to the authors whose surnames they are made of, where one alone
    fits."""
    owned = {author.email.casefold() for author in authors if author.email}
    for address in emails:
        local = re.sub(r"[\W\d_]", "", address.split("@", 1)[0]).casefold()
        if address.casefold() in owned:
            continue
        fitting = [author for author in authors if any(_names(name, local) for name in author.names)]
        if len(fitting) == 1 and fitting[0].email is None:
            fitting[0].email = address
            if address in corresponding and not any(author.corresponding for author in authors):
                fitting[0].corresponding = True


def _names(name: str, local: str) -> bool:
    """Whether the local part of an address holds a surname that is printed in Latin letters."""
    surname = re.sub(r"[\W\d_]", "", parsing.parse(name).surname)
    return len(surname) >= 4 and surname.isascii() and surname in local
