"""What systems ask for and articles do not print: of the journal, of its publisher, of who sends the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

import msgspec

from izde.model import Article

#: The versions of OJS that differ, the oldest first; the one that is written for unless another is asked for.
VERSIONS = ("3.3", "3.4", "3.5")
DEFAULT_VERSION = "3.4"


class Particulars(msgspec.Struct, frozen=True, omit_defaults=True):
    """Values that the user gives, or the library knows of the issue; empty where nobody says.

    `journal` is its name as whoever takes the file has it, `issn` the number of its print edition, `eissn` of
    the electronic one. `volume` and `date` (2024, 2024-03 or 2024-03-31) are the issue's. `url` is where an
    article is read, with {doi} or {id} in it. `titleid` is the journal's number in eLIBRARY; `email` the
    address of whoever sends the file, and in OJS of authors who print none. `group`, `genre` and `section`
    are names as the journal's OJS has them: of authors, of article files, and the abbreviation of a section
    that is there. `version` is OJS's; `pdfs` are the files of articles, by id, which OJS can take in.
    """

    journal: str = ""
    issn: str = ""
    eissn: str = ""
    publisher: str = ""
    volume: str = ""
    date: str = ""
    url: str = ""
    titleid: str = ""
    email: str = ""
    depositor: str = ""
    registrant: str = ""
    group: str = ""
    genre: str = ""
    section: str = ""
    version: str = DEFAULT_VERSION
    pdfs: dict[str, bytes] = {}

    def address(self, article: Article) -> str:
        """Where the article is read; empty where that is not known."""
        doi = article.doi or ""
        # A record's text goes into an address only where it stays below its place.
        if "{doi}" in self.url and (not doi or not {".", ".."}.isdisjoint(doi.split("/"))):
            return ""
        return self.url.replace("{doi}", quote(doi, safe="/")).replace("{id}", quote(article.id, safe=""))


#: What can be given, in the order in which help lists it.
NAMES: tuple[str, ...] = tuple(
    name for name in Particulars.__struct_fields__ if name not in ("version", "pdfs")
)

_ISSN = re.compile(r"\d{4}-?\d{3}[\dXxХх]")
_CHECKED: Mapping[str, re.Pattern[str]] = {
    "issn": _ISSN,
    "eissn": _ISSN,
    "volume": re.compile(r"\d{1,4}"),
    "date": re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"),
    "titleid": re.compile(r"\d{1,10}"),
    "email": re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"),
    "url": re.compile(r"https?://\S+"),
}


def normal(name: str, value: str) -> str:
    """A value in the form in which formats want it: an ISSN with its hyphen and a Latin X."""
    value = " ".join(value.split())
    if name in ("issn", "eissn") and _ISSN.fullmatch(value):
        digits = value.replace("-", "").upper().replace("Х", "X")
        return f"{digits[:4]}-{digits[4:]}"
    return value


def is_valid(name: str, value: str) -> bool:
    """Whether a value can be what it is given for."""
    pattern = _CHECKED.get(name)
    return bool(value.strip()) and (pattern is None or pattern.fullmatch(value) is not None)
