"""Under which licence an article is printed: Creative Commons by its short name, its name or its address."""

from __future__ import annotations

import re

_LICENCE = re.compile(
    r"\bCC[\s-]?BY((?:[\s-](?:NC|ND|SA))*)\b(?:[\s-]*(?:license|licence|лицензи\w*)?[\s,]*(?:v\.?\s?)?(\d\.\d))?"
    r"|Creative\sCommons\sAttribution((?:[\s–—-]*(?:Non-?Commercial|No-?Deriv(?:ative)?s|Share-?Alike))*)"
    r"(?:\s(?:International|License|Licence))*(?:\s*\(?CC[\sA-Z-]*\)?)?\s?(\d\.\d)?",
    re.IGNORECASE,
)
_LICENCE_ADDRESS = re.compile(r"creativecommons\.org/licenses/(by(?:-(?:nc|nd|sa))*)/(\d\.\d)", re.IGNORECASE)
_RIGHTS = re.compile(
    r"\W*(?:©|licen[sc]ed?\b|лицензия|creative\scommons|open\saccess|copyright|cc\b|published under|"
    r"(?:this|the)\s(?:is\san\s|article|work|paper|publication|journal|content)|контент|материал|"
    r"(?:это\s|данная\s|настоящая\s)?(?:статья|работа|публикация)|(?:бұл\s)?(?:мақала|жұмыс|басылым))",
    re.IGNORECASE,
)


def licence(text: str) -> str | None:
    """The Creative Commons licence that a text names, as "CC BY-NC 4.0"."""
    if address := _LICENCE_ADDRESS.search(text):
        return f"CC {address[1].upper()} {address[2]}"
    found = _LICENCE.search(text)
    if found is None:
        return None
    parts = (found[1] or found[3] or "").upper()
    terms = [
        short
        for short, long in (("NC", "COMM"), ("ND", "DERIV"), ("SA", "SHARE"))
        if short in re.split(r"\W+", parts) or long in parts
    ]
    version = found[2] or found[4]
    return " ".join(["CC", "-".join(["BY", *terms]), *([version] if version else [])])


def without_licence(text: str) -> str:
    """A text without the licence that ends it."""
    found = _LICENCE.search(text)
    return text[: found.start()].rstrip(" ,;") if found and not text[found.end() :].strip(" .") else text


def is_rights(text: str) -> bool:
    """Whether a line says under which licence the article is, and nothing else."""
    if licence(text) is None:
        return False
    words = re.findall(r"[^\W\d_]{2,}", _LICENCE.sub("", text))
    return len(words) <= 3 or (len(words) <= 30 and _RIGHTS.match(text) is not None)
