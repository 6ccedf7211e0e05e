"""Names of files for articles. An id comes from a record, and a record may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from izde.model import Article

#: What no file's name may have on one system or another, and what shells and people stumble over.
_UNSAFE = re.compile(r"[^\w.,()+=@ -]+")
#: Bytes; file systems take 255 with the suffix.
_LONGEST = 200
#: Devices of Windows, whatever suffix follows.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def file_name(id: str) -> str:
    """The id as a name of a file in the folder that it is joined to: no path, not hidden, not too long."""
    name = _UNSAFE.sub("-", id).lstrip(".- ").rstrip(". ")
    name = name.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    return f"_{name}" if not name or _DEVICES.match(name) else name


def file_names(articles: Sequence[Article], suffix: str) -> Iterator[str]:
    """A name for each article, with its suffix; none twice, not even where case does not count."""
    taken: set[str] = set()
    for article in articles:
        name = unique = file_name(article.id)
        copy = 2
        while unique.casefold() in taken:
            unique, copy = f"{name}-{copy}", copy + 1
        taken.add(unique.casefold())
        yield unique + suffix
