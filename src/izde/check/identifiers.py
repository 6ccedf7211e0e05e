"""DOI, УДК, МРНТИ, ORCID and e-mail: printed, and of the right form (D)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources

from izde.check.finding import Finding, Place, finding
from izde.check.printed import Subject
from izde.extract.line import classification
from izde.interface import _
from izde.language.names.spelling import is_cyrillic

#: DOI handbook, 2.2: a directory indicator 10, a registrant of four digits or more, a suffix.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]+")
#: UDC: digits stand in groups of three with full stops between them.
_UDC_GROUP = re.compile(r"\d{4,}")
#: Times, places and people have figures of their own kind, and so have names in letters.
_ASIDE = re.compile(r"[(\"«“„].*?[)\"»“”]|[^\W\d_]\w*")
#: The Kazakh and Russian state rubricator: two or three levels of two digits.
_IRSTI = re.compile(r"\d{2}(?:\.\d{2}){0,2}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ORCID_LIKE = re.compile(r"(?<![\w-])\d{4}[-–— ]\d{4}[-–— ]\d{4}[-–— ]\d{3,4}[\dXxХх]?(?![\w-])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def doi_fault(value: str) -> str | None:
    """What is wrong with a DOI, or None."""
    if is_cyrillic(value):
        return _("it has Cyrillic letters")
    if re.search(r"\s", value):
        return _("it has a space")
    if not value.startswith("10."):
        return _("it does not begin with 10.")
    if not _DOI.fullmatch(value):
        return _("it is not a prefix such as 10.47649, a slash and a suffix")
    if value[-1] in ".,;":
        return _("it ends with '{sign}'").format(sign=value[-1])
    return None


def udc_fault(value: str) -> str | None:
    """What is wrong with an УДК (one or more, separated by commas or semicolons), or None."""
    for part in re.split(r"\s*[,;]\s*", value.strip()):
        if part.count("(") != part.count(")") or part.count("[") != part.count("]"):
            return _("'{part}' has a bracket too many or too few").format(part=part)
        if ".." in part or part.endswith("."):
            return _("'{part}' has a stray full stop").format(part=part)
        if not classification.is_udc(part):
            return _("'{part}' is not a number of the classification").format(part=part)
        if _UDC_GROUP.search(_ASIDE.sub("", part)):
            return _("'{part}' has more than three digits without a full stop").format(part=part)
    return None


@lru_cache(maxsize=1)
def sections() -> dict[str, str]:
    """The sections of the rubricator by their two digits, from `rubricator.tsv`."""
    text = resources.files("izde.check").joinpath("rubricator.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return dict(row[:2] for row in rows[1:])


def irsti_fault(value: str) -> str | None:
    """What is wrong with a МРНТИ (one or more, separated by commas or semicolons), or None."""
    if not re.fullmatch(r"[\d.]+(?:\s*[,;]\s*[\d.]+)*", value) or (
        # Commas between single pairs stand for the full stops of one rubric.
        "," in value and any("." not in part for part in value.split(","))
    ):
        return _("its pairs of digits are not parted by full stops")
    for part in re.split(r"\s*[,;]\s*", value.strip()):
        if not _IRSTI.fullmatch(part):
            return _("'{part}' is not two digits, a full stop, two digits …").format(part=part)
        if part[:2] not in sections():
            return _("the rubricator has no section {section}").format(section=part[:2])
    return None


def orcid_check_digit(digits: str) -> str:
    """The last character of an ORCID whose first fifteen digits are given: ISO 7064 MOD 11-2."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)


def orcid_fault(value: str) -> str | None:
    """What is wrong with the form of an ORCID, or None; its check digit is another matter."""
    if is_cyrillic(value):
        return _("it has a Cyrillic letter")
    if re.search(r"[–— ]", value):
        return _("its groups are not joined by hyphens")
    if value.endswith("x"):
        return _("its X is lower case")
    if not _ORCID.fullmatch(value):
        return _("it is not four groups of four digits")
    return None


def email_fault(value: str) -> str | None:
    """What is wrong with an e-mail address, or None."""
    if is_cyrillic(value):
        return _("it has Cyrillic letters")
    if not _EMAIL.fullmatch(value) or ".." in value or value.startswith("."):
        return _("it is not of the form name@host.kz")
    return None


def identifiers(subject: Subject) -> Iterator[Finding]:
    """Identifiers of one article that are missing or malformed."""
    article = subject.article
    printed, place = _printed_irsti(subject)
    for value, missing, malformed, fault, where in (
        (article.doi, "D01", "D02", doi_fault, None),
        (article.udc, "D04", "D05", udc_fault, None),
        (printed, "D06", "D07", irsti_fault, place),
    ):
        if not value:
            yield finding(missing, subject.id, subject.beginning)
        elif reason := fault(value):
            yield finding(malformed, subject.id, where or subject.place(value), value=value, reason=reason)
    yield from _orcids(subject)
    for email in dict.fromkeys([*article.emails, *(a.email for a in article.authors if a.email)]):
        if reason := email_fault(email):
            yield finding("D10", subject.id, subject.place(email), value=email, reason=reason)


def _printed_irsti(subject: Subject) -> tuple[str | None, Place | None]:
    """The МРНТИ of an article as it is printed, which its record may have put right, and where."""
    value = subject.article.irsti
    for line in subject.lines() if value else ():
        if classification.irsti(line.text) == value:
            return classification.printed_irsti(line.text), line.place
    return value, None


def _orcids(subject: Subject) -> Iterator[Finding]:
    article = subject.article
    values = dict.fromkeys([*article.orcids, *(author.orcid for author in article.authors if author.orcid)])
    for line in subject.lines():
        if "orcid" in line.text.lower():
            values.update(dict.fromkeys(match.group() for match in _ORCID_LIKE.finditer(line.text)))
    for value in values:
        if reason := orcid_fault(value):
            yield finding("D08", subject.id, subject.place(value), value=value, reason=reason)
        elif orcid_check_digit(value.replace("-", "")[:15]) != value[-1]:
            yield finding("D09", subject.id, subject.place(value), value=value)


def repeated_dois(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """DOIs that two articles of the issue share."""
    owners: dict[str, Subject] = {}
    for subject in subjects:
        doi = (subject.article.doi or "").lower()
        if not doi:
            continue
        if doi in owners:
            place = subject.place(doi)
            yield finding("D03", subject.id, place, value=subject.article.doi, other=owners[doi].id)
        else:
            owners[doi] = subject
