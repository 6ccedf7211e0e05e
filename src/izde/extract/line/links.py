"""Link targets: lines that are nothing but a target, as converters dump them at page ends, and the
e-mail addresses, ORCIDs and DOIs of a text.

An identifier is given as printed; only what a line break or an escape put into it is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from izde.extract.line.rows import Row
from izde.extract.page.document import Link, LinkKind

_TARGET = re.compile(r"^<?(?:mailto:|https?://|file:///|ftp://)\S*(?:%20\S*)*>?$", re.IGNORECASE)
_SPACED_FILE = re.compile(r"^file:///.*$", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# Several addresses at one host: {a.seitkali, b.kim}@example.kz
_GROUPED = re.compile(r"[{\[]([\w.+%-]+(?:\s*[,;|]\s*[\w.+%-]+)+)[}\]]\s?@\s?([\w-]+(?:\.[\w-]+)+)")
# The mark of a byline, glued on.
_MARKS = re.compile(r"^[¹²³⁰⁴-⁹]+")
_ORCID = re.compile(
    r"(?<![\d-])(\d{4})(?:%20|\s)*[-‐-―−](?:%20|\s)*(\d{4})(?:%20|\s)*[-‐-―−](?:%20|\s)*(\d{4})"
    r"(?:%20|\s)*[-‐-―−](?:%20|\s)*(\d{3}[\dXxХх])(?![\d-])"
)
DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>«»]+")


def is_target(text: str) -> bool:
    """Whether a line is a bare link target."""
    return bool(_TARGET.match(text) or _SPACED_FILE.match(text))


def emails(text: str) -> list[str]:
    """The e-mail addresses in a text, as printed."""
    found = []
    text = _GROUPED.sub(_spell_out, text)
    for match in EMAIL.finditer(text):
        address = _MARKS.sub("", re.sub(r"\s", "", match.group()))
        address = re.sub(r"^(?:mailto:|e-?mail:?)", "", address, flags=re.IGNORECASE).strip(".-")
        if "%" in address:
            address = unquote(address).strip()
        if address.count("@") == 1 and not address.startswith("@"):
            found.append(address)
    return found


def _spell_out(match: re.Match[str]) -> str:
    return " ".join(f"{name}@{match.group(2)}" for name in re.split(r"\s*[,;|]\s*", match.group(1)))


def orcids(text: str) -> list[str]:
    """The ORCIDs in a text, without the address of the registry and without blanks."""
    return ["-".join(m.groups()) for m in _ORCID.finditer(text)]


def dois(text: str) -> list[str]:
    """The DOIs in a text, without the address of the resolver."""
    return [m.group().rstrip(".,;:)]}") for m in DOI.finditer(text)]


def link_of(text: str, line: int | None = None) -> Link:
    """The link that a bare target line gives."""
    if orcids(text) and "orcid" in text.lower():
        return Link(LinkKind.ORCID, orcids(text)[0], line)
    if emails(text) and not text.lower().startswith("file:"):
        return Link(LinkKind.EMAIL, emails(text)[0], line)
    if "doi.org/" in text.lower() and dois(text):
        return Link(LinkKind.DOI, dois(text)[0], line)
    return Link(LinkKind.OTHER, text, line)


def dumped(rows: Sequence[Row]) -> dict[int, Link]:
    """The bare target lines, by row index.

    A PDF's reader has annotations instead, so that a line of it is always print. A target that a
    sentence or a reference leads up to ("Available at: — URL:") is text, not a dump.
    """
    found: dict[int, Link] = {}
    for place, row in enumerate(rows):
        if not is_target(row.text) or row.line.box is not None:
            continue
        above = rows[place - 1] if place else None
        led = (
            above is not None
            and above.index not in found
            and re.search(r"(?:URL|at|http\S*|orcid|mail|doi|—|–|//):?$|@\S+[,;]$", above.text, re.I)
        )
        below = rows[place + 1] if place + 1 < len(rows) else None
        alone = not (below is not None and is_target(below.text))
        lone = alone and (above is None or above.index not in found)
        if lone and "doi.org/" in row.text.lower() and len(row.text) < 70:
            # It may be the article's own DOI, printed as an address.
            continue
        if led and alone and not row.text.lower().startswith(("mailto:", "file:")):
            continue
        found[row.index] = link_of(row.text, row.line.number)
    return found


def unique(values: Iterable[str]) -> list[str]:
    """The values in order, each once, compared without case."""
    seen: set[str] = set()
    kept = []
    for value in values:
        key = value.casefold()
        if key not in seen:
            seen.add(key)
            kept.append(value)
    return kept
