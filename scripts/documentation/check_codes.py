"""The page of the check codes, from their table."""

from __future__ import annotations

from pathlib import Path

from izde.check.finding import codes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "check-codes.md"

FAMILIES = {
    "T": "Titles",
    "A": "Abstracts",
    "K": "Keywords",
    "H": "Headings",
    "L": "Letters",
    "N": "Names",
    "D": "Identifiers",
    "B": "Text",
    "P": "Pages",
    "C": "Contents",
    "I": "The issue as a whole",
}

INTRODUCTION = """\
# What `izde check` reports

`izde check ISSUE…` prints findings, each with a code, its place and how to mend it, and returns 1 when
there are any. `--select` and `--ignore` take codes or their beginnings: `--select L,D` reports look-alike
letters and identifiers only, `--ignore N02` everything but that. `--words 150-250` bounds the abstracts.

An *error* should not go out so; a *warning* is most likely a slip; a *note* is worth a look. Places are
pages of a PDF and the line on that page, or lines of a text file. Of a file of records only the record
itself is checked: it has no headings, contents or places.
"""


def page() -> str:
    """The page: the codes, family by family."""
    parts = [INTRODUCTION]
    for letter, title in FAMILIES.items():
        rows = [code for code in codes().values() if code.code.startswith(letter)]
        parts.append(f"\n## {title}\n\n| code | severity | finding | how to mend it |\n|---|---|---|---|\n")
        parts.extend(f"| {row.code} | {row.severity} | {row.message} | {row.mend} |\n" for row in rows)
    return "".join(parts).replace("{", "*").replace("}", "*")
