"""Article records in JSON Lines or JSON, in the format of `izde extract`, taken back as they are.

Unknown keys are ignored and a null counts as absent, so that records of other tools and hand-corrected
ones come in. Control characters, which a terminal would obey, are left out. An id that is given is kept, and
refused where it is no plain name: it goes into addresses, into names of files and onto command lines.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec

from izde.errors import BadRecords, EmptyInput
from izde.interface import _
from izde.model import Article, Extraction, Issue
from izde.warnings import SAME_ID


def looks_like_records(data: bytes) -> bool:
    """Whether the bytes begin like a JSON object or a list of objects."""
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200]
    if not head.startswith((b"{", b"[")):
        return False
    return head[1:].lstrip().startswith((b'"', b"{", b"}", b"]"))


def read(data: bytes, path: Path) -> Extraction:
    """The records of a file. Raises BadRecords with the line at fault, EmptyInput when there is none."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRecords(path, data.count(b"\n", 0, error.start) + 1, _("the text is not UTF-8")) from error
    if not text.strip():
        raise EmptyInput(path)
    whole = _loads(text)
    if isinstance(whole, dict) and "articles" in whole:
        return _extraction(whole, text, path)
    records: list[tuple[int | None, Any]] = []
    if isinstance(whole, list):
        records = [(_line(record, text), record) for record in whole]
    elif isinstance(whole, dict):
        records = [(1, whole)]
    else:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    records.append((number, json.loads(line)))
                except (ValueError, RecursionError) as error:
                    raise BadRecords(path, number, str(error)) from error
    articles = [_article(record, path, number) for number, record in records]
    return _finish(Issue(source=path.name), articles, [], path)


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _extraction(whole: dict[str, Any], text: str, path: Path) -> Extraction:
    listed = whole["articles"]
    if not isinstance(listed, list):
        raise BadRecords(path, None, _('"articles" is not a list'))
    issue_fields = _clean(whole.get("issue") or {})
    if not isinstance(issue_fields, dict):
        raise BadRecords(path, None, _('"issue" is not an object'))
    issue_fields.setdefault("source", path.name)
    try:
        issue = msgspec.convert(issue_fields, Issue, strict=False)
        warnings = msgspec.convert(whole.get("warnings") or [], list[str])
    except msgspec.ValidationError as error:
        raise BadRecords(path, None, str(error)) from error
    articles = [_article(record, path, _line(record, text)) for record in listed]
    return _finish(issue, articles, warnings, path)


def _article(record: Any, path: Path, number: int | None) -> Article:
    if not isinstance(record, dict):
        raise BadRecords(path, number, _("a record is an object"))
    fields = _clean(record)
    fields["id"] = str(fields.get("id") or "")
    if not is_plain(fields["id"]):
        problem = _(
            "the id {id} is no plain name (no slash, no control character, no blank at either end, "
            "at most {most} letters)"
        )
        raise BadRecords(path, number, problem.format(id=_shown(fields["id"]), most=MOST_LETTERS))
    authors = fields.get("authors")
    if isinstance(authors, list):
        fields["authors"] = [{"name": a} if isinstance(a, str) else a for a in authors]
    try:
        return msgspec.convert(fields, Article, strict=False)
    except msgspec.ValidationError as error:
        raise BadRecords(path, number, str(error)) from error


#: All but those that part lines and pages.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
#: Letters of an id; the names of files are about as long.
MOST_LETTERS = 300


def is_plain(id: str) -> bool:
    """Whether an id can be a name anywhere; one that is not given will be made."""
    return (
        id == id.strip()
        and id not in (".", "..")
        and len(id) <= MOST_LETTERS
        and not any(c in "/\\" or unicodedata.category(c) in _NO_LETTERS for c in id)
    )


#: Control characters, halves of characters, separators of lines and paragraphs.
_NO_LETTERS = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _shown(id: str) -> str:
    """The id in quotation marks, short, what cannot be seen as an escape."""
    return json.dumps(id if len(id) < 80 else id[:79] + "…", ensure_ascii=not id.isprintable())


def _line(record: Any, text: str) -> int | None:
    """The line on which the record's id stands, where that is certain."""
    id = record.get("id") if isinstance(record, dict) else None
    if not isinstance(id, str):
        return None
    spellings = {re.escape(json.dumps(id, ensure_ascii=ascii)) for ascii in (True, False)}
    places = [match.start() for match in re.finditer(rf'"id"\s*:\s*(?:{"|".join(spellings)})', text)]
    return text.count("\n", 0, places[0]) + 1 if len(places) == 1 else None


def _clean(value: Any) -> Any:
    """The value without nulls, since what was not printed is absent, and without control characters."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_clean(inner) for inner in value if inner is not None]
    return value


def _finish(issue: Issue, articles: list[Article], warnings: list[str], path: Path) -> Extraction:
    if not articles:
        raise EmptyInput(path)
    seen: set[str] = set()
    stem = path.stem
    for number, article in enumerate(articles, 1):
        article.source = article.source or path.name
        wanted = article.id or f"{stem}-{number}"
        unique, copy = wanted, 2
        while unique in seen:
            unique, copy = f"{wanted}-{copy}", copy + 1
        if unique != wanted:
            warnings.append(SAME_ID.format(id=wanted, new=unique))
        seen.add(unique)
        article.id = unique
    return Extraction(issue, articles, warnings)
