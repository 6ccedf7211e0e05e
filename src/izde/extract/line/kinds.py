"""What a line of front matter is: a code, names, an affiliation, an address, dates, or a part of a title."""

from __future__ import annotations

import re
from enum import Enum

from izde.extract.line import links, names
from izde.extract.line.codes import is_code
from izde.extract.line.rows import Row
from izde.extract.line.sections import is_section
from izde.extract.line.vocabulary import Role, open_label
from izde.language.names import parsing

#: A line that says in a sentence when an article came in, was accepted or is printed.
RECEIVED_SENTENCE = (
    r"(?:(?:the|this)\s)?(?:article|manuscript|paper|material|мақала|қолжазба|материал|статья|рукопись)\b.*?"
    r"(?:received|accepted|submitted|revised|түсті|түскен|қабылданды|қабылданған|поступил|получен|принят|"
    r"одобрен|бекітілді)\w*"
)
#: What an affiliation is recognised by: patterns, case aside, one subject a line.
AFFILIATION_PATTERNS: tuple[str, ...] = (
    r"^(?:қазақстан|казахстан|kazakhstan)(?: республикасы)?\W*$",
    r"\b(?:университет(?:і|ы|інің|а)?|university|университеті)\b",
    r"\b(?:институт(?:ы|а|ының)?|institute)\b",
    r"\b(?:академия(?:сы|ның|сының)?|academy)\b",
    r"\b(?:колледж(?:і)?|college)\b",
    r"\b(?:кафедра(?:сы|сының)?|department|факультет(?:і|інің)?|faculty)\b",
    r"\b(?:министр(?:лігі|лігінің|ство|ства)?|ministry)\b",
    r"\b(?:орталығы|research cent(?:er|re)|научный центр|мектебі|laboratory|лаборатория(?:сы)?)\b",
    r"\b(?:кітапхана(?:сы)?|музей(?:і)?|АҚ|JSC|LLP|ТОО|ЖШС|НАО|КеАҚ)\b",
    r"(?:республикасы|\bреспублика казахстан|\brepublic of kazakhstan)\b",
    r",\s*(?:қазақстан|казахстан|kazakhstan|ресей|россия|russia|өзбекстан|узбекистан|uzbekistan)\b",
    r",\s*(?:қырғызстан|кыргызстан|kyrgyzstan|түркия|турция|türkiye|turkey|қытай|китай|china)\b",
    r",\s*(?:usa|ақш|сша|germany|германия|poland|польша|latvia|латвия)\b",
    r"(?-i:\bқ\.|\bг\.\s?[А-ЯӘҒҚҢӨҰҮҺІ])|\b[A-Z]\w+ city\b|\bқаласы\b",
    r"научн\w+ сотрудник|ғылыми қызметкер|\b(?:профессор(?:ы)?|professor|доцент(?:і)?|docent)\b",
    r"\b(?:докторант(?:ы)?|магистр(?:і|ант)?|phd|кандидат(?:ы)?|candidate of)\b",
    r"\b(?:преподаватель|оқытушы(?:сы)?|lecturer|researcher)\b",
)
#: Finds what only an affiliation says.
AFFILIATION = re.compile("|".join(AFFILIATION_PATTERNS), re.IGNORECASE)
_RECEIVED = re.compile(rf"^\W*{RECEIVED_SENTENCE}", re.IGNORECASE)
_CONTACT = re.compile(r"@|e-?mail|е-?mail|пошта|почта|orcid|\btel\b|тел\.", re.IGNORECASE)
#: A line that begins with the mark of an affiliation or of an address.
MARKED = re.compile(r"^\s*(?:\(?\d\)?|[¹²³⁴⁵⁶⁷⁸⁹]|[*†‡])\s*[^\W\d_]")
_LETTERED = re.compile(r"[^\W\d_]\s[a-e](?:\s?,\s?\*)?(?:\s*[,;]|$)")
_SURE = 0.7
#: What sentences of abstracts say and affiliations do not: one language a line.
PROSE_PATTERNS: tuple[str, ...] = (
    r"is|are|was|were|has|have|been|this (?:article|paper|study)|the (?:article|paper|study|results?) \w+s",
    r"в (?:данной )?(?:статье|работе)|рассматрива\w+|рассмотрен\w*|исследу\w+|являет\w+|"
    r"проанализ\w+|привед[её]н\w*|был[аио]?",
    r"мақалада|жұмыста|зерттеуде|қарастыр\w+|зерттел\w+|талда\w+|болып табылады|келтіріл\w+|ұсыныл\w+",
)
_PROSE = re.compile("|".join(rf"\b(?:{words})\b" for words in PROSE_PATTERNS), re.IGNORECASE)


class Kind(Enum):
    """What a line of front matter is."""

    CODE = "code"
    SECTION = "section"
    BYLINE = "byline"
    AFFILIATION = "affiliation"
    CONTACT = "contact"
    DATES = "dates of receipt"
    NOTE = "note"
    TITLE = "title"


def is_dates(row: Row) -> bool:
    """Whether the line says when the article was received or accepted."""
    if len(row.words) > 24 or not any(c.isdigit() for c in row.text):
        return False
    return open_label(row.text.lstrip("* "), Role.RECEIVED) is not None or bool(
        len(row.words) <= 16 and _RECEIVED.match(row.text)
    )


def is_note(row: Row) -> bool:
    """Whether the line says whose the rights are, or that a mark is the corresponding author's, and nothing
    else."""
    return row.text.startswith(("©", "(c) ", "(C) ")) or row.heads(Role.CORRESPONDENCE)


def kind_of(row: Row) -> Kind:
    """What a line is, taken alone, inside front matter."""
    if is_code(row):
        return Kind.CODE
    if is_section(row):
        return Kind.SECTION
    if _CONTACT.search(row.text) or links.orcids(row.text):
        return Kind.CONTACT if names.split_described(row.text) is None else Kind.BYLINE
    if is_dates(row):
        return Kind.DATES
    byline = names.split(row.text)
    if byline is not None:
        return Kind.BYLINE
    full = names.split(row.text, full=True)
    if full is not None and not row.caps:
        if any(full.marks) or len(full.names) >= 2 or parsing.likelihood(full.names[0]) >= _SURE:
            return Kind.BYLINE
    elif full is not None and any(full.marks):
        return Kind.BYLINE
    if is_note(row):
        return Kind.NOTE
    if _described_names(row):
        return Kind.BYLINE
    if row.text.startswith("(") and not re.match(r"^\(\d\)", row.text):
        return Kind.TITLE
    if not row.caps or MARKED.match(row.text):
        if MARKED.match(row.text) and not row.caps and re.match(r"^\s*\W?\d{1,2}[^\W\d_]", row.text):
            return Kind.AFFILIATION
        if AFFILIATION.search(row.text) and not row.caps and not _speaks(row):
            return Kind.AFFILIATION if names.split_described(row.text) is None else Kind.BYLINE
    return Kind.TITLE


def _speaks(row: Row) -> bool:
    """Whether a line that names an institution is one of running text all the same."""
    return len(row.words) >= 9 and bool(_PROSE.search(row.text))


def _described_names(row: Row) -> bool:
    """Whether a line without an institution names people: behind a label, or with letters as marks."""
    if row.label(Role.AUTHOR_INFO) is None and not _LETTERED.search(row.text):
        return False
    return names.split_described(row.text) is not None


def byline_of(row: Row) -> names.Byline | None:
    """The names of a line of kind BYLINE."""
    return names.split(row.text) or names.split(row.text, full=True) or names.split_described(row.text)
