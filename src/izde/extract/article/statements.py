"""What journals print of an article besides its text: who paid for it, conflicts of interests, who did what,
under which licence it is, its JEL codes, its dates.

A statement stands behind a label, on its line (Финансирование: …) or under it as under a heading, or without
one as a sentence that can be nothing else (This research was funded by …). It is taken out of the abstract or
the body that it stands in. Nothing is concluded: what is not said so stays in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from izde.extract.article import dates
from izde.extract.line import prose, tongue
from izde.extract.line.licences import is_rights, licence
from izde.extract.line.prose import Words
from izde.extract.line.rows import Row
from izde.extract.line.vocabulary import Role, skeleton
from izde.model import Article, Dates, Language


class Kind(Enum):
    """What a statement is about; the first three are the fields of the record of that name."""

    FUNDING = "funding"
    CONFLICTS = "conflicts"
    CONTRIBUTIONS = "contributions"
    THANKS = "acknowledgements"
    REGISTRATION = "registration of a trial"


#: The labels of statements: kind, and forms separated by |, compared as `vocabulary.skeleton` does.
LABELS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.FUNDING,
        "funding|funding information|funding statement|funding source|funding sources|"
        "source of funding|financing|sources of funding|financial support|financing information|"
        "information about funding|information on funding|funding acknowledgement|financial disclosure|"
        "финансирование|источник финансирования|источники финансирования|информация о финансировании|"
        "сведения о финансировании|финансовая поддержка|финансирование исследования|"
        "финансирование работы|қаржыландыру|қаржыландыру көзі|қаржыландыру көздері|"
        "қаржыландыру туралы ақпарат|қаржылық қолдау|қаржыландыру туралы мәлімет|қаржыландыру туралы|"
        "зерттеуді қаржыландыру",
    ),
    (
        Kind.CONFLICTS,
        "conflict of interest|conflicts of interest|conflict of interests|conflicts of interests|"
        "competing interests|competing interest|declaration of competing interest|"
        "declaration of interest|declaration of competing interests|declaration of interests|"
        "conflict of interest statement|statement of conflict of interest|disclosure statement|"
        "declaration of conflicting interests|конфликт интересов|конфликты интересов|"
        "информация о конфликте интересов|заявление о конфликте интересов|"
        "сведения о конфликте интересов|декларация о конфликте интересов|мүдделер қақтығысы|"
        "мүдделер қайшылығы|мүдде қақтығысы|мүдделер қақтығысы туралы мәлімдеме|"
        "мүдделер қақтығысы туралы ақпарат|мүдделер қайшылығы туралы мәлімдеме|"
        "мүдделер қайшылығы туралы ақпарат",
    ),
    (
        Kind.CONTRIBUTIONS,
        "author contributions|authors contributions|authors' contributions|author contribution|"
        "authors' contribution|authors contribution|author's contribution|contribution of the authors|"
        "contributions of the authors|contribution of authors|contributions of authors|"
        "credit authorship contribution statement|credit author statement|"
        "author contribution statement|authorship contribution statement|author's contributions|"
        "вклад авторов|вклад автора|заявленный вклад авторов|личный вклад авторов|авторский вклад|"
        "вклад авторов в работу|информация о вкладе авторов|авторлардың үлесі|авторлардың қосқан үлесі|"
        "авторлардың қосқан үлестері|авторлардың үлестері|авторлар үлесі|автордың үлесі|"
        "автордың қосқан үлесі|авторлардың мәлімделген үлесі",
    ),
    (
        Kind.THANKS,
        "acknowledgements|acknowledgments|acknowledgement|acknowledgment|gratitude|благодарность|"
        "благодарности|алғыс|алғыс білдіру|алғыс айту|алғыс сөз",
    ),
    (
        Kind.REGISTRATION,
        "trial registration|clinical trial registration|registration of the trial|"
        "регистрация исследования|регистрация клинического исследования|зерттеуді тіркеу|"
        "сынақты тіркеу|ethics approval|ethical approval|data availability|data availability statement",
    ),
)
_FORMS = {skeleton(form): kind for kind, forms in LABELS for form in forms.split("|")}
_LONGEST = max(len(form.split()) for form in _FORMS)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAD = re.compile(r"^[\s*•·–—-]*(?:(?:[IVX]{1,4}|\d{1,2})(?:\.\d{1,2})*[.)]?\s+)?[\s*•«\"“]*")
_CLOSING = re.compile(r"\s*[»”\"*]?\s*[.:–—-]+[»”\"*]?\s*")
#: Where a sentence ends and a statement may begin: behind no abbreviation, number sign or initial.
_INSIDE = re.compile(
    r"(?<=[.!?…])(?<!\bNo\.)(?<!\bNos\.)(?<!№\.)(?<!\b[^\W\d_]\.)(?<!\b(?:им|ғғ|гг|см|жж|al|vs)\.)"
    r"\s+(?=[(«\"]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ©])"
)

#: Sentences that say who paid, by language: what they speak of, what was done to it, by what means.
_PAID_EN = (
    r"(?:(?:this|the|our|present)\s){1,2}(?:present\s)?(?:scientific\s)?"
    r"(?:research|study|work|article|paper|project|publication|manuscript)\b[^.]{0,60}?\b(?:"
    r"(?:was|is|has been|were|been)\s(?:\w+ly\s)?(?:funded|financed|supported|sponsored)|"
    r"(?:carried out|prepared|written|performed|conducted|done|published|made|completed)\b[^.]{0,50}"
    r"(?:\bgrant|\bfunding|financial support|\bproject\b|support of the))"
)
_PAID_RU = (
    r"(?:данн\w+\s|настоящ\w+\s|эт\w+\s|научн\w+\s|наш\w+\s)*"
    r"(?:исследовани\w+|работа|статья|публикация|материал\w*)\s[^.]{0,40}?(?:(?:про)?финансир\w+|"
    r"(?:выполнен\w*|подготовлен\w*|написан\w*|проведен\w*|провод\w+|опубликован\w*|осуществлен\w*|"
    r"реализован\w*)\s[^.]{0,60}(?:финанс|грант|проект|поддержк|программ|средств))"
)
_PAID_KK = (
    r"(?:осы\s|бұл\s|ғылыми\s|аталған\s)*(?:зерттеу\w*|мақала\w*|жұмыс\w*|еңбек\w*|жарияланым\w*)\s.{0,240}?"
    r"(?:қаржыландыр|қаржылық қолдау|гранттық|жобасы\w*\s.{0,80}?(?:аясында|шеңберінде)|"
    r"гранты\w*\s(?:аясында|шеңберінде))"
)
_PAID = re.compile(rf"^\W*(?:{_PAID_EN}|{_PAID_RU}|{_PAID_KK})", re.IGNORECASE)
_UNCONFLICTED = re.compile(
    r"^\W*(?:the\s)?(?:authors?|автор\w*)\b[^.]{0,70}(?:conflicts?\sof\sinterests?|competing\sinterests?|"
    r"конфликт\w*\sинтересов|мүдделер\s(?:қақтығыс|қайшылығ)\w*)",
    re.IGNORECASE,
)
_SAID_OF_MONEY = re.compile(
    r"\b(?:funded|funding|financ|grant\b|grants\b|sponsor|финанс|грант|спонсор|қаржыландыр|қаржылық|"
    r"(?:AP|BR|OR|ИРН|ЖТН|IRN)\s?\d{6,})|supported by the\b|при поддержке|қолдауымен",
    re.IGNORECASE,
)

_JEL = re.compile(
    r"\bJEL\b(?:\s*\(?(?:classification|codes?|коды?|кодтары?|классификация|жіктеуі|жіктемесі)\)?)*"
    r"\s*[:–—.№-]*\s*((?:[A-Z]\d{1,2}\b[\s,;./и&]*(?:and\s|және\s)?)+)",
    re.IGNORECASE,
)
_JEL_CODE = re.compile(r"\b[A-Z]\d{1,2}\b")

#: A statement has at most so many lines.
_MOST_LINES = 14


@dataclass
class Statements:
    """What is found with one article."""

    said: list[tuple[Kind, Language | None, str]] = field(default_factory=list)
    dates: Dates | None = None
    licence: str | None = None
    jel: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Read the dates, the licence and the JEL codes that a line outside the text says."""
        if dates.is_said(text) and (found := dates.read(text)) is not None:
            self._date(found)
        self.licence = self.licence or licence(text)
        for code in jel(text):
            if code not in self.jel:
                self.jel.append(code)

    def _date(self, found: Dates) -> None:
        known = self.dates or Dates()
        self.dates = Dates(
            *(getattr(known, name) or getattr(found, name) for name in Dates.__struct_fields__)
        )

    def lines(
        self, rows: Sequence[Row], words: Words, language: Language | None, *, labelled: bool = False
    ) -> list[Row]:
        """Read the statements that lines print, or only those with labels; the other lines are returned."""
        left: list[Row] = []
        p = 0
        while p < len(rows):
            row = rows[p]
            if dates.is_said(row.text) or is_rights(row.text) or jel_line(row.text):
                self.note(row.text)
                p += 1
                continue
            kind, rest = opening(row.text)
            if kind is None and not labelled and _begins_paragraph(rows, p):
                kind, rest = _unlabelled(rows, p), row.text
            end = p + 1 if rest else p + 2
            while kind and end < len(rows) and end - p < _MOST_LINES and not _ends(rows, p, end, bool(rest)):
                end += 1
            if kind is None or (not rest and p + 1 >= len(rows)):
                left.append(row)
                p += 1
                continue
            said = prose.join_texts([rest, *(r.text for r in rows[p + 1 : end])], words)
            if not self._said(kind, said, language):
                left.extend(rows[p:end])
            p = end
        return left

    def _said(self, kind: Kind, text: str, language: Language | None) -> bool:
        """Keep a statement; false where it is none that has a place."""
        if kind is Kind.THANKS:
            if not _SAID_OF_MONEY.search(text):
                return False
            kind = Kind.FUNDING
        if text:
            self.said.append((kind, tongue.count(text).best() or language, text.strip()))
        return True

    def cut(self, abstract: str, language: Language | None) -> str:
        """Read the statements that end an abstract or stand in it; what is left of it is returned."""
        sentences = _sentences(abstract)
        kept: list[str] = []
        open_kind: Kind | None = None
        open_text: list[str] = []

        def close() -> None:
            nonlocal open_kind
            if open_kind is not None and not self._said(open_kind, " ".join(open_text), language):
                kept.extend(open_text)
            open_kind = None
            open_text.clear()

        for at, sentence in enumerate(sentences):
            kind, rest = opening(sentence)
            if kind is not None and at:
                close()
                open_kind = kind
                open_text.extend([rest] if rest else [])
            elif dates.is_said(sentence) or is_rights(sentence) or jel_line(sentence):
                self.note(sentence)
                # A word may stand before the first: what an abstract begins with is a text's.
                if not at and _begins_with_text(sentence):
                    kept.append(sentence)
            elif at and (unlabelled := _kind_of(sentence)) is not None:
                close()
                self._said(unlabelled, sentence, language)
            elif open_kind is not None and not _STRUCTURED.match(sentence):
                open_text.append(sentence)
            else:
                close()
                kept.append(sentence)
        close()
        return " ".join(kept)

    def fill(self, article: Article) -> None:
        """Put what was found into the article's record."""
        fields = {
            Kind.FUNDING: article.funding,
            Kind.CONFLICTS: article.conflicts,
            Kind.CONTRIBUTIONS: article.contributions,
        }
        for kind, language, text in self.said:
            if kind not in fields:
                article.body = f"{article.body} {text}".strip()
                continue
            said = language or article.language or "en"
            known = fields[kind].get(said)
            if known is None or text in known:
                fields[kind].setdefault(said, text)
            else:
                fields[kind][said] = f"{known} {text}"
        article.dates = article.dates or self.dates
        article.licence = article.licence or self.licence
        article.jel = article.jel or self.jel


def _sentences(text: str) -> list[str]:
    """The sentences of a text; none ends inside brackets."""
    found: list[str] = []
    for sentence in _INSIDE.split(text):
        if found and found[-1].count("(") > found[-1].count(")"):
            found[-1] += " " + sentence
        else:
            found.append(sentence)
    return found


#: A label inside a structured abstract, with which another part of it begins.
_STRUCTURED = re.compile(r"^[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+(?:\s[^\W\d_]+){0,3}:\s")


def opening(text: str) -> tuple[Kind | None, str]:
    """The kind of statement whose label a line or a sentence begins with, and what stands behind it."""
    lead = _LEAD.match(text)
    body = text[lead.end() :] if lead else text
    starts = [match for _, match in zip(range(_LONGEST), _WORD.finditer(body), strict=False)]
    if not starts or starts[0].start() > 1 or not (body[starts[0].start()]).isupper():
        return None, ""
    for word in reversed(starts):
        kind = _FORMS.get(skeleton(body[starts[0].start() : word.end()]))
        if kind is None:
            continue
        tail = body[word.end() :]
        if not tail.strip(" .:–—-"):
            return kind, ""
        closing = _CLOSING.match(tail)
        if closing and closing.group().strip():
            return kind, tail[closing.end() :].strip()
    return None, ""


def jel(text: str) -> list[str]:
    """The codes of the Journal of Economic Literature behind its label."""
    found = _JEL.search(text)
    return _JEL_CODE.findall(found[1].upper()) if found else []


def _begins_with_text(sentence: str) -> bool:
    """Whether words come before what a sentence says of dates, rights or codes."""
    first = _WORD.search(sentence)
    if first is None:
        return False
    rest = sentence[first.end() :]
    return dates.is_said(rest) or is_rights(rest) or jel_line(rest)


def jel_line(text: str) -> bool:
    """Whether a line has JEL codes and nothing else."""
    found = _JEL.search(text)
    if found is None:
        return False
    return len(re.findall(r"[^\W\d_]{3,}", text[: found.start()] + text[found.end() :])) <= 1


def _unlabelled(rows: Sequence[Row], p: int) -> Kind | None:
    """What the sentence says with which a paragraph begins: it may go over several lines."""
    end = p + 1
    while end < min(len(rows), p + 4) and not _ends(rows, p, end, labelled=True):
        end += 1
    return _kind_of(" ".join(row.text for row in rows[p:end]))


def _kind_of(text: str) -> Kind | None:
    """What a sentence without a label says, if it is a statement."""
    if _UNCONFLICTED.match(text):
        return Kind.CONFLICTS
    return Kind.FUNDING if _PAID.match(text) and _SAID_OF_MONEY.search(text) else None


def _begins_paragraph(rows: Sequence[Row], p: int) -> bool:
    row = rows[p]
    return not p or row.gap or row.breaks or (rows[p - 1].ends and not row.starts_low)


def _ends(rows: Sequence[Row], start: int, p: int, labelled: bool) -> bool:
    """Whether row `p` is none of a statement's that begins at `start`, behind its label or under it."""
    row, above = rows[p], rows[p - 1]
    first = start if labelled else start + 1
    if p <= first:
        return False
    if row.gap or row.heading or row.labels or opening(row.text)[0] or row.heads(Role.REFERENCES):
        return True
    if dates.is_said(row.text) or is_rights(row.text):
        return True
    if not above.ends:
        return False
    if row.starts_low:
        return False
    width = max(len(r.text) for r in rows[max(0, start - 2) : min(len(rows), p + 4)])
    return len(above.text) < 0.9 * width or len(above.text) > 160 or row.breaks
