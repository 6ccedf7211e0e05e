"""Which strings are persons' names, for bylines and running heads.

The shapes are those of Kazakhstani journals: initials and surname in either order, given name and
surname, with patronymics, and superscripts, asterisks and numbers glued on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from izde.extract.line.posts import names_post
from izde.extract.line.vocabulary import Role, starts_with_label
from izde.language.names.parsing import likelihood

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІÀ-ÖØ-ÞŞĞİĀ-ž"
_LOWER = "a-zа-яёәғқңөұүһіß-öø-ÿğşıā-ž"
_APOSTROPHE = "'’ʼ`ʹ"
#: Small words of surnames: van der Berg, ибн Халид.
_PARTICLES = (
    "van|von|der|den|ter|de|du|da|das|dos|do|la|le|del|della|di|bin|bint|ibn|al|el|af|av|zu|"
    "ван|фон|дер|ден|де|ди|да|ла|ле|дель|ибн|бин|бинт|аль|эль|заде"
)
_PARTICLE = rf"(?:(?:{_PARTICLES})\s|(?:al|el|аль|эль)[-‐–]|[dл][{_APOSTROPHE}])"
_PLAIN_SURNAME = (
    rf"[{_UPPER}](?:[{_APOSTROPHE}][{_UPPER}])?[{_LOWER}{_APOSTROPHE}]+(?:[{_UPPER}][{_LOWER}{_APOSTROPHE}]+)?"
    rf"(?:[-‐–][{_UPPER}]?[{_LOWER}{_APOSTROPHE}]+)?"
)
_SURNAME = rf"(?:{_PARTICLE}){{0,3}}{_PLAIN_SURNAME}"
_CAPITAL_SURNAME = rf"[{_UPPER}][{_UPPER}{_APOSTROPHE}]{{2,}}(?:[-‐–][{_UPPER}]{{2,}})?"
# Shch, Zh, Kh, Ch, Sh, Ye, Yu, Ya, Ts, Дж: an initial of more letters.
_INITIAL = rf"[{_UPPER}](?:h|hch|e|u|a|s|ж|o|і|i|H|HCH|E|U|A|S|Ж)?\."
_INITIALS = rf"{_INITIAL}(?:\s?-?\s?{_INITIAL}){{0,2}}"
# The full stop of the last initial may be left out: "A.Zh Asainov".
_LOOSE_INITIALS = rf"{_INITIALS}(?:\s?{_INITIAL[:-2]}(?=\s))?"
_BEFORE = re.compile(
    rf"^{_LOOSE_INITIALS}\s*(?:{_SURNAME}|{_CAPITAL_SURNAME})(?:\s(?:{_SURNAME}|оглы|оғлы|ұлы|қызы))?$"
)
_AFTER = re.compile(rf"^(?:{_SURNAME}(?:\s{_SURNAME})?,?\s?|{_CAPITAL_SURNAME},?\s){_INITIALS}$")
_FULL = re.compile(
    rf"^(?:{_SURNAME}|{_CAPITAL_SURNAME})(?:\s(?:{_INITIAL}|{_SURNAME}|{_CAPITAL_SURNAME}|ұлы|қызы|uly|kyzy|улы|кызы|оглы|оғлы)){{1,3}}$"
)
#: Signs of an envelope, of fonts of symbols too, and what the corresponding author is marked with elsewhere.
_SIGNS = "*∗⁎＊✱†‡§#✉✆☎📧🖂🖃✍\ue000-\uf8ff"
_MARKS = re.compile(rf"[\d¹²³⁰-⁹₀-₉ᵃ-ᶻ{_SIGNS}]+")
_TRAILING_MARKS = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=\w\.))\s*(?:[\d¹²³⁴-⁹{_SIGNS}]+\s*(?:[,;]\s*(?=[\d¹²³⁴-⁹{_SIGNS}](?!\s?[^\W\d_])))?)+"
)
# Marks before the names: "1A.R. Serikova, 1,2B.T. Omarov".
_AHEAD = re.compile(rf"^\s*[({_SIGNS}]?\s?[\d¹²³⁴-⁹]+(?:\s*[,;]\s*[\d¹²³⁴-⁹]+)*\)?\s?(?=[{_UPPER}])")
_LEADING_GROUP = re.compile(
    rf"(?:(?<=^)|(?<=[^\d¹²³⁴-⁹]))([\d¹²³⁴-⁹]+(?:\s*[,;]\s*[\d¹²³⁴-⁹*]+)*)\)?\s?(?=[{_UPPER}])"
)
# A kind of article in brackets behind the names.
_NOTE = re.compile(r"\s*[(\[](?=[^()\[\]]*[^\W\d_]{4})[^()\[\]\d]{4,70}[)\]]\s*$")
_SUFFIX = re.compile(r"\s*,?\s*\b(Jr|Sr|I{2,3}|IV)\b(\.?)(?=\s*(?:[,;]|$|\sand\b|[\d*]))")
#: What a group or an institution that signs is called by.
_CORPORATE = re.compile(
    r"\b(?:(?:working|study|research|expert) group|consortium|collaboration|collaborators|investigators|"
    r"network|task force|коллектив авторов|(?:рабоч|исследовательск|экспертн)\w+ группа|консорциум|"
    r"авторлар ұжымы|(?:жұмыс|зерттеу|сараптама|сарапшылар) тобы)\b|\bon behalf of\b",
    re.IGNORECASE,
)
# Marks in parentheses: "Aizhan Seitkali (1, 2)".
_ENCLOSED_MARKS = re.compile(
    r"(?<=[^\W\d_.])\s*\(\s*(\d(?:\s*[,;]\s*[\d*])*\s?\*?|\*)\s*\)|(?<=\.)\s*\((\d)\)"
)
_LEADING_MARKS = re.compile(rf"^[\s\d¹²³⁴-⁹{_SIGNS}©,;]+")
# What an icon beside a name, linked to the author's ORCID, comes out as.
_ICON = re.compile(r"(?:\s|(?<=[\d¹²³⁴-⁹*†‡]))(?:iD|ID|ⓘ)(?=\s*(?:[,;]|$|\s[^\W\d_]))")
_OTHERS = re.compile(
    r"(?:\s|,)*(?:и др\.?|et al\.?|және т\.?\s?б\.?|және басқалар|т\.б\.)\s*$", re.IGNORECASE
)
_JOINED = re.compile(r"\s+(?:and|и|және|&|мен|бен|пен)\s+|\s*[,;]\s*(?:(?:and|и|және|&)\s+)?|\s*\|\s*")
_CONNECTIVE = re.compile(r"\s(?:and|и|және|мен|бен|пен)$")
_RUN_ON = re.compile(rf"(?<=[{_LOWER}])\s{{1,}}(?={_INITIAL}\s?(?:{_INITIAL})?\s?[{_UPPER}][{_LOWER}]{{2}})")
_RUN_ON_AFTER = re.compile(rf"(?<=[{_UPPER}]\.)\s+(?=[{_UPPER}][{_LOWER}]+\s{_INITIAL})")


# Capitalised words that no person is called: what stands where names may stand.
_NO_NAMES = re.compile(
    r"\b(?:orcid|doi|e-?mail|scopus|республика\w*|қазақстан\w*|казахстан\w*|kazakhstan|university|университет\w*|institute|"
    r"институт\w*|алматы|almaty|астана|astana|кафедра\w*|department|академия\w*|academy|school|мектеб\w*|phd|"
    r"introduction|conclusion|abstract|figure|table|сурет|кесте|рисунок|таблица|source|республикасы)\b",
    re.IGNORECASE,
)


_IDENTIFIER = re.compile(
    r"(?:\bORCID(?:\s?iD)?\b\s*:?\s*)?(?:https?://(?:www\.)?orcid\.org/)?"
    r"\d{4}-\d{4}-\d{4}-\d{3}[\dXХ]|\S+@\S+|\b[eе]-?mails?\b\s*:?",
    re.IGNORECASE,
)
_LETTER_MARK = re.compile(r"(?<=[^\W\d_]{2})\s[a-e](?:\s?,\s?[a-e])*(?:\s?,\s?\*)?(?=\s*(?:[,;]|$))")
_BEFORE_NAME = re.compile(r"^(?:by|authors?)\s*:?\s+", re.IGNORECASE)
_LIKELY, _POSSIBLE = 0.5, 0.3


class Byline(NamedTuple):
    """The names of a byline. `marks` are each name's superscripts ("1*"), `others` a closing "et al.",
    `corporate` those of the names that are of groups."""

    names: list[str]
    marks: list[str]
    others: bool
    corporate: tuple[str, ...] = ()


def looks_like_name(text: str, full: bool = False) -> bool:
    """Whether the text is one person's name; full names (no initials) only where `full` says so."""
    text = text.strip(" ,;:")
    if re.search(rf"[\s.][{_UPPER}]$", text) and not (text.isupper() and "." not in text):
        # In capitals without full stops the letter may be a word (`СТУДЕНТОВ В`).
        text += "."
    elif text.endswith(".") and not re.search(rf"[{_UPPER}]\w?\w?\.$", text):
        text = text.rstrip(".")
    text = _SUFFIX.sub("", text)
    if len(text) > 60 or len(text) < 4 or _NO_NAMES.search(text):
        return False
    if _BEFORE.match(text) or _AFTER.match(text):
        return True
    return full and bool(_FULL.match(text)) and likelihood(text) >= _POSSIBLE


def split(text: str, full: bool = False) -> Byline | None:
    """The names of a line that holds nothing but names; None for any other line.

    Marks glued on (`Sadykov1*`), a missing comma between two names and a closing "и др." are read.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > 400:
        return None
    first = next((c for c in stripped if c.isalpha()), "")
    if not first.isupper() and not re.match(rf"^\W*(?:{_PARTICLE})+[{_UPPER}]", stripped):
        return None
    stripped = _NOTE.sub("", _ICON.sub("", stripped)).rstrip()
    others = bool(_OTHERS.search(stripped))
    stripped = _OTHERS.sub("", stripped)
    stripped = _SUFFIX.sub(lambda m: f" {m.group(1)}{m.group(2)}", stripped)
    stripped = _ENCLOSED_MARKS.sub(lambda m: _only_marks(m.group(1) or m.group(2)), stripped)
    stripped = re.sub(rf"\((\d)\)\s?(?=[{_UPPER}])", r"\1", stripped)
    if _AHEAD.match(stripped):
        stripped = _LEADING_GROUP.sub(lambda m: f"; ⟨{_only_marks(m.group(1))}⟩", stripped)
        marked = re.sub(rf"\s*([{_SIGNS}]+)", lambda m: f"⟨{m.group(1)}⟩", stripped)
    else:
        # A number between names belongs to the name before it, and ends it.
        marked = _TRAILING_MARKS.sub(lambda m: f"⟨{_only_marks(m.group())}⟩, ", stripped)
    marked = _RUN_ON.sub(_between_names, marked)
    marked = _RUN_ON_AFTER.sub(", ", marked)
    names: list[str] = []
    marks: list[str] = []
    groups: list[str] = []
    for part in _JOINED.split(marked):
        mark = "".join(re.findall(r"⟨(.*?)⟩", part))
        name = re.sub(r"⟨.*?⟩", "", part)
        name = _LEADING_MARKS.sub("", name).strip()
        name = _MARKS.sub("", name).strip(" ,;")
        if not name or name in {".", "-"}:
            if mark and marks:
                marks[-1] += mark
            continue
        if re.fullmatch(rf"{_INITIALS}", name) and names and not re.search(rf"[{_UPPER}]\.$", names[-1]):
            names[-1] = f"{names[-1]} {name}"
            marks[-1] += mark
            continue
        if not looks_like_name(name, full):
            if not _CORPORATE.search(name):
                return None
            name = re.sub(r"^(?:on behalf of|for)\s+", "", name, flags=re.IGNORECASE)
            groups.append(name)
        names.append(name if name in groups else _tidy(name))
        marks.append(mark)
    persons = [name for name in names if name not in groups]
    if not persons or (full and not groups and not _some_likely(names)):
        return None
    return Byline(names, marks, others, tuple(groups))


def split_described(text: str) -> Byline | None:
    """The names of a line that says who they are as well: behind a label or a degree, before a comma and a
    degree, with affiliations in parentheses, with ORCIDs, with letters for marks. None for any other line."""
    label = starts_with_label(text, Role.AUTHOR_INFO)
    plain = label.rest if label is not None and label.rest else text
    plain = _IDENTIFIER.sub("", re.sub(r"\([^()]*\)", "", plain))
    plain = _LETTER_MARK.sub(lambda m: "*" if "*" in m.group() else "", plain)
    plain = _BEFORE_NAME.sub("", plain).strip(" ,;:–—-")
    if plain != text.strip() and (found := split(plain) or split(plain, full=True)) is not None:
        return found
    lead = re.match(r"^\W*(.{5,50}?)\s*,\s*(.+)$", plain)
    if lead and names_post(re.split(r"[,;(–—]", lead.group(2))[0]):
        return split(lead.group(1)) or split(lead.group(1), full=True)
    for match in re.finditer(rf"(?<=\s)(?={_INITIAL}|[{_UPPER}][{_LOWER}]+\s[{_UPPER}])", plain):
        if names_post(plain[: match.start()]):
            return split(plain[match.start() :])
    return None


def _some_likely(names: list[str]) -> bool:
    """Whether one of the names at least is a name beyond doubt; that speaks for its neighbours."""
    return any(looks_like_name(name) or likelihood(name) >= _LIKELY for name in names)


def _between_names(gap: re.Match[str]) -> str:
    """A blank before initials ends a name only where that has initials of its own; after a given name alone
    ("Akmaral S. Sadykova") it stands within the name."""
    before = gap.string[: gap.start()]
    if _CONNECTIVE.search(before):
        return gap.group()
    start = max((m.end() for m in _JOINED.finditer(before)), default=0)
    return ", " if re.search(_INITIAL, before[start:]) else gap.group()


def _only_marks(text: str) -> str:
    return re.sub(r"[\s,;]", "", text)


def _tidy(name: str) -> str:
    name = re.sub(r"\s+", " ", name).strip(" ,;:")
    name = re.sub(r"\.\s(?=[^\W\d_]{1,3}\.)", ".", name)
    return re.sub(r"\.(?=[^\W\d_][^\W\d_.]+$)", ". ", name)
