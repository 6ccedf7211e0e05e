"""From gold records to a printed issue: a `Style` says how, an `IssuePrinter` prints and keeps book of it."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import people, words
from .gold import Record
from .people import INSTITUTIONS, LANGUAGE_INDEX, POSITIONS, SECTIONS, Person
from .typeset import Geometry, Press, Run, Setting


@dataclass
class Style:
    """How a journal prints its articles. Every field is one habit that real journals differ in."""

    name: str = "sample"
    geometry: Geometry = field(default_factory=Geometry)
    size: float = 11.0
    abstract_size: float = 10.0
    leading: float = 1.2
    columns: int = 1
    gutter: float = 20.0
    hyphenate: bool = False
    align: str = "justify"
    indent: float = 18.0
    paragraph_gap: float = 0.0
    #: "front" or "end": where the other two languages stand.
    translations: str = "end"
    #: The order of the languages; None: that of the body first.
    order: tuple[str, ...] | None = None
    #: "before" or "after" the title.
    byline: str = "before"
    byline_each: bool = False
    name_style: str = "initials-first"
    name_bold: bool = True
    between_names: str = ", "
    #: "digits", "star" or "none".
    marks: str = "digits"
    #: "numbered", "plain" or "none".
    affiliations: str = "numbered"
    #: "line", "starred" or "none"; where the e-mail of the corresponding author stands.
    email: str = "starred"
    #: "url", "id", "icon" (an annotation alone) or "none" in the front matter.
    orcid: str = "none"
    #: "own", "inline" or "none".
    heading: str = "own"
    heading_align: str = "left"
    heading_stop: str = ""
    headings: dict[str, str] = field(default_factory=lambda: {k: v[0] for k, v in words.ABSTRACT.items()})
    labels: dict[str, str] = field(default_factory=lambda: {k: v[0] for k, v in words.KEYWORDS.items()})
    label_stop: str = ":"
    separator: str = ", "
    final_stop: str = "."
    title: str = "upper"
    translated_title: str = "upper"
    title_align: str = "centre"
    codes: tuple[str, ...] = ("irsti", "udc", "doi")
    #: "line" puts code and DOI on one line, left and right; "lines" each on its own.
    codes_place: str = "line"
    codes_align: str = "left"
    #: Print the section above the article: "body" language, "all" languages on a line, or "none".
    section: str = "none"
    #: Running heads of left and right pages: section-authors, title, journal, authors, none.
    heads: tuple[str, str] = ("section-authors", "title")
    head_align: str = "outer"
    #: journal-lines, journal-one, number, none; the page number stands beside.
    foot: str = "journal-lines"
    #: "with-foot", "foot-centre", "foot-outer", "head-outer".
    page_number: str = "with-foot"
    author_info: str = "three"
    author_info_lines: bool = True
    references: str = "own"
    reference_number: str = "{}. "
    contents: str = "none"
    front_matter: bool = False
    guidelines: bool = False
    start: str = "page"
    first_page: int = 1
    table: bool = False
    footnote: bool = False
    body_length: int = 6000
    introduction: bool = True
    #: Set the references in two columns, whatever the body has.
    references_columns: bool = False
    #: Print the section with its letters set apart by blanks.
    section_spread: bool = False
    #: Print when the article came in, after the codes.
    dates: bool = False
    #: Print the e-mail of the corresponding author as a footnote of the first page.
    email_note: bool = False
    #: What the icon behind a name that links to an ORCID comes out as; none is printed if empty.
    orcid_sign: str = ""
    #: Print the keywords above the abstract.
    keywords_first: bool = False


@dataclass
class IssueData:
    """What an issue is called."""

    journal: tuple[str, str, str]
    year: int
    number: str
    issn: str


class IssuePrinter:
    """Prints one issue and keeps book of what stands where."""

    def __init__(
        self, path: Path, sources: Sequence[Record], style: Style, issue: IssueData, seed: int
    ) -> None:
        self.path, self.sources, self.style, self.issue, self.seed = path, sources, style, issue, seed
        self.known_pages: list[int] = []
        self.known_bylines: list[str] = []

    def run(self) -> list[Record]:
        """Print the file and return the gold records."""
        if self.style.contents == "front":
            self._print()
        return self._print()

    def _print(self) -> list[Record]:
        self.rng = random.Random(self.seed)
        style = self.style
        self.press = press = self._new_press()
        press.context = None
        self.journal_printed = False
        taken: set[str] = set()
        self.articles = [self._article(source, i, taken) for i, source in enumerate(self.sources)]
        if style.front_matter:
            self._front_matter()
        if style.contents == "front":
            self._contents()
        for article in self.articles:
            self._print_article(article)
        press.new_page()
        press.context = None
        if style.contents == "end":
            self._contents()
        if style.guidelines:
            self._guidelines()
        press.save()
        for article in self.articles:
            self._close(article)
        self.known_pages = [a["record"]["pages"][0] for a in self.articles]
        return [a["record"] for a in self.articles]

    def _new_press(self) -> Press:
        """What the issue is set with."""
        return Press(self.path, self.style.geometry, self.style.first_page, self._furniture, self.rng)

    # -- what is to be printed

    def _article(self, source: Record, index: int, taken: set[str]) -> dict[str, Any]:
        rng, style = self.rng, self.style
        language = source["language"]
        team = [people.person(rng, taken) for _ in range(rng.choice((1, 2, 2, 3)))]
        section = SECTIONS[rng.randrange(len(SECTIONS))]
        record: Record = {
            "id": f"{self.path.stem}-{index + 1:02d}",
            "source": self.path.name,
            "language": language,
            "journal": {},
            "year": None,
            "number": None,
            "pages": None,
            "section": {},
            "title": {},
            "authors": [],
            "abstracts": {},
            "keywords": {},
            "doi": None,
            "udc": None,
            "irsti": None,
            "emails": [],
            "orcids": [],
            "body": "",
            "references": [],
        }
        codes = {
            "doi": f"10.{rng.randint(26000, 59999)}/{rng.choice(('vsu', 'hist', 'bul.s'))}."
            f"{self.issue.year % 100}.i{rng.randint(1, 4)}.{rng.randint(10, 99)}",
            "udc": rng.choice(("94(574)", "37.013", "327.5", "81'42", "331.5", "316.3:37", "930.85")),
            "irsti": rng.choice(("03.20.00", "14.35.07", "11.25.19", "06.77.64", "16.21.33", "04.51.41")),
        }
        titles = {}
        for lang, text in source["title"].items():
            habit = style.title if lang == language else style.translated_title
            titles[lang] = _cased(" ".join(text.split()), habit)
        return {
            "source": source,
            "record": record,
            "team": team,
            "section": section,
            "codes": codes,
            "titles": titles,
            "language": language,
            "pages": [],
        }

    def _close(self, article: dict[str, Any]) -> None:
        record, language = article["record"], article["language"]
        at = LANGUAGE_INDEX[language]
        for person in article["team"]:
            if not person.printed:
                continue
            record["authors"].append(
                {
                    "name": person.printed[0],
                    "names": list(person.printed),
                    "affiliation": INSTITUTIONS[person.institution][at]
                    if article.get("affiliated")
                    else None,
                    "email": person.email if person.email_printed else None,
                    "orcid": person.orcid if person.orcid_printed else None,
                }
            )
        record["pages"] = [min(article["pages"]), max(article["pages"])]

    # -- furniture

    def _furniture(self, press: Press) -> None:
        style = self.style
        context: dict[str, Any] | None = press.context
        left_page = press.page % 2 == 0
        size = style.abstract_size - 1
        y = press.size[1] - press.top_margin * 0.55
        outer = "left" if left_page else "right"
        middle = (press.left + press.right) / 2
        x = {"left": press.left, "right": press.right, "centre": middle}
        if context is not None:
            kind = style.heads[0 if left_page else 1]
            text = self._head(kind, context)
            align = outer if style.head_align == "outer" else style.head_align
            if text:
                limit = press.right - press.left - (40 if style.page_number == "head-outer" else 0)
                lines = press.break_lines(text, Setting(size=size, align="left"), limit)
                for i, line in enumerate(lines[:2]):
                    words_ = " ".join("".join(r.text for r in w) for w in line.words)
                    if style.page_number == "head-outer" and align == outer:
                        align = "centre"
                    press.text(
                        x[align], y - i * size * 1.15, words_, size, align, italic=style.name == "small"
                    )
        if context is not None or style.front_matter is False or press.page > 2:
            if style.page_number == "head-outer":
                press.text(x[outer], y, str(press.page), size, outer)
            self._foot(press, size, outer, x)

    def _head(self, kind: str, article: dict[str, Any]) -> str:
        language = article["language"]
        record = article["record"]
        if kind == "section-authors":
            record["section"] = dict(zip(words.LANGUAGES, article["section"], strict=True))
            return (
                " ~ ".join(article["section"]) + "      " + self._names(article, language, "initials-first")
            )
        if kind == "authors":
            return self._names(article, language, "initials-first")
        if kind == "title":
            return _cased(article["titles"].get(language, ""), "sentence")
        if kind == "journal":
            for a in self.articles:
                a["record"]["journal"][language] = self.issue.journal[LANGUAGE_INDEX[language]]
            return self.issue.journal[LANGUAGE_INDEX[language]] + f". №{self.issue.number} {self.issue.year}"
        return ""

    def _foot(self, press: Press, size: float, outer: str, x: dict[str, float]) -> None:
        style, issue = self.style, self.issue
        y = press.bottom - 1.8 * size
        number = f"№{issue.number} {issue.year}"
        if style.foot == "journal-lines":
            for i, name in enumerate(issue.journal):
                press.text(press.left, y - i * size * 1.1, name, size, italic=True)
            press.text(press.right, y - 2.2 * size, f"{number}        {press.page}", size, "right")
        elif style.foot == "journal-one":
            language = "en" if press.page % 2 else "kk"
            press.text(x["centre"], y, f"{issue.journal[LANGUAGE_INDEX[language]]}. {number}", size, "centre")
            press.canvas.line(press.left, y + 1.3 * size, press.right, y + 1.3 * size)
        elif style.foot == "number":
            press.text(
                x["left" if outer == "right" else "right"],
                y,
                number,
                size,
                "left" if outer == "right" else "right",
            )
        if style.page_number == "foot-centre":
            press.text(
                x["centre"],
                y - (1.4 * size if style.foot == "journal-one" else 0),
                str(press.page),
                size,
                "centre",
            )
        elif style.page_number == "foot-outer":
            press.text(x[outer], y, str(press.page), size, outer)

    def _issue_printed(self) -> None:
        """What the furniture and the title page tell of the issue."""
        style, issue = self.style, self.issue
        for a in self.articles:
            record = a["record"]
            if (
                style.foot in ("journal-lines", "journal-one", "number")
                or "journal" in style.heads
                or style.front_matter
            ):
                record["year"], record["number"] = issue.year, issue.number
            if style.foot == "journal-lines" or style.front_matter:
                record["journal"] = dict(zip(words.LANGUAGES, issue.journal, strict=True))
            elif style.foot == "journal-one":
                record["journal"].update({"kk": issue.journal[0], "en": issue.journal[2]})

    # -- the parts of an article

    def _names(self, article: dict[str, Any], language: str, habit: str) -> str:
        return ", ".join(p.spelling(language, habit) for p in article["team"])

    def _print_article(self, article: dict[str, Any]) -> None:
        style, press, language = self.style, self.press, article["language"]
        if style.start == "page" or press.y - press.floor < 160:
            press.new_page()
        else:
            press.y -= 30
        press.context = article
        order = [language, *(lang for lang in (style.order or ("kk", "ru", "en")) if lang != language)]
        if style.order and style.translations == "front":
            order = list(style.order)
        self._tag = article["pages"].append
        self._codes(article)
        groups = order if style.translations == "front" else order[:1]
        for i, lang in enumerate(groups):
            self._group(article, lang, first=i == 0)
        if style.footnote:
            press.note([Run("* Received: 12 March; accepted: 30 May.")], style.abstract_size - 1.5)
        self._body(article)
        if style.translations == "end":
            before = style.references == "own" and self.rng.random() < 0.5
            if before:
                self._references(article)
            for lang in order[1:]:
                self._group(article, lang, first=False)
            if not before:
                self._references(article)
        else:
            self._references(article)
        self._author_info(article)
        self._issue_printed()

    def _say(self, runs: list[Run] | str, **how: Any) -> None:
        how.setdefault("size", self.style.abstract_size)
        how.setdefault("leading", self.style.leading)
        self.press.paragraph(runs, Setting(**how), self._tag)

    def _codes(self, article: dict[str, Any]) -> None:
        style, codes, record = self.style, article["codes"], article["record"]
        language = article["language"]
        printed = []
        for code in style.codes:
            value = codes[code]
            record[code] = value
            if code == "doi":
                url = f"https://doi.org/{value}"
                label = self.rng.choice(("DOI", "DOI:", "https://doi.org/"))
                printed.append(
                    [Run(url, link=url)] if label.startswith("http") else [Run(f"{label} {value}", link=url)]
                )
            else:
                label = (words.UDC if code == "udc" else words.IRSTI)[language][0]
                printed.append([Run(f"{label} {value}")])
        if style.section != "none":
            at = LANGUAGE_INDEX[language]
            if style.section == "all":
                record["section"] = dict(zip(words.LANGUAGES, article["section"], strict=True))
                text = " – ".join(article["section"])
            else:
                record["section"][language] = article["section"][at]
                text = article["section"][at]
            shown = text.upper()
            if style.section_spread:
                shown = " \u00a0 ".join(map(" ".join, shown.split()))
            self._say([Run(shown, bold=True)], align="centre", after=8, size=style.size)
        if style.codes_place == "line" and len(printed) > 1 and "doi" in style.codes:
            doi = printed[style.codes.index("doi")]
            rest = [p for p in printed if p is not doi]
            press = self.press
            y = press.y - style.abstract_size
            width = sum(press.measure(r, style.abstract_size) for r in doi)
            press.text(press.right - width, y, "".join(r.text for r in doi), style.abstract_size)
            press.canvas.linkURL(
                doi[0].link or "", (press.right - width, y - 2, press.right, y + 8), relative=0
            )
            self._say(rest[0], align="left")
            for runs in rest[1:]:
                self._say(runs, align="left")
        else:
            for runs in printed:
                self._say(runs, align=style.codes_align)
        if printed:
            self.press.y -= 8
        if style.dates:
            self._say(words.RECEIVED[language], align=style.title_align, after=6)

    def _group(self, article: dict[str, Any], language: str, first: bool) -> None:
        """Title, byline, abstract and keywords in one language."""
        style, source, record = self.style, article["source"], article["record"]
        title = article["titles"].get(language)
        abstract = source["abstracts"].get(language)
        keywords = source["keywords"].get(language)
        byline = first or style.byline_each
        if not (title or abstract or keywords):
            return
        if not first:
            self.press.y -= 10
        if byline and style.byline == "before":
            self._byline(article, language)
        if title:
            record["title"][language] = title
            self._say(
                [Run(title, bold=True)],
                align=style.title_align,
                size=style.size + 1,
                after=6,
                before=4,
                keep=True,
            )
        if byline and style.byline == "after":
            self._byline(article, language)
        parts = (self._keywords, self._abstract) if style.keywords_first else (self._abstract, self._keywords)
        for part in parts:
            part(article, language)

    def _abstract(self, article: dict[str, Any], language: str) -> None:
        """The heading and the abstract in one language."""
        style, record = self.style, article["record"]
        abstract = article["source"]["abstracts"].get(language)
        if not abstract:
            return
        abstract = " ".join(abstract.split())
        record["abstracts"][language] = abstract
        head = style.headings[language] + style.heading_stop
        if style.heading == "own":
            self._say([Run(head, bold=True)], align=style.heading_align, before=4, keep=True)
            self._say(
                abstract,
                align=style.align,
                indent=style.indent,
                hyphenate=style.hyphenate and style.columns > 1,
            )
        elif style.heading == "inline":
            stop = "" if style.heading_stop else "."
            self._say(
                [Run(head + stop, bold=True), Run(" " + abstract)],
                align=style.align,
                indent=style.indent,
                before=4,
            )
        else:
            self._say(abstract, align=style.align, indent=style.indent, before=4)

    def _keywords(self, article: dict[str, Any], language: str) -> None:
        """The label and the keywords in one language."""
        style, record = self.style, article["record"]
        keywords = article["source"]["keywords"].get(language)
        if not keywords:
            return
        record["keywords"][language] = keywords
        text = style.separator.join(keywords) + style.final_stop
        label = style.labels[language] + style.label_stop
        self._say(
            [Run(label, bold=True), Run(" " + text)],
            align=style.align,
            indent=style.indent,
            before=3,
            after=4,
        )

    def _byline(self, article: dict[str, Any], language: str) -> None:
        style, record = self.style, article["record"]
        team: list[Person] = article["team"]
        places: list[int] = []
        for p in team:
            if p.institution not in places:
                places.append(p.institution)
        runs: list[Run] = []
        for i, p in enumerate(team):
            if i:
                runs.append(Run(style.between_names))
            link = None
            if style.orcid == "icon":
                link = f"https://orcid.org/{p.orcid}"
                self._note_orcid(record, p)
            runs.append(Run(p.spelling(language, style.name_style), bold=style.name_bold, link=link))
            sign = Run(style.orcid_sign, link=link) if link and style.orcid_sign else None
            star = "*" if i == 0 and style.email == "starred" else ""
            if style.marks == "digits" and style.affiliations == "numbered":
                runs.append(Run(f"{places.index(p.institution) + 1}{star}", raised=True))
            elif star and style.marks != "none":
                runs.append(Run("*", raised=style.marks == "star"))
            if sign:
                runs.append(sign)
        self._say(runs, align=style.title_align, size=style.size, before=2, after=2)
        at = LANGUAGE_INDEX[language]
        if style.affiliations == "numbered":
            article["affiliated"] = True
            for i, place in enumerate(places):
                self._say(
                    [Run(str(i + 1), raised=True), Run(INSTITUTIONS[place][at], italic=True)],
                    align=style.title_align,
                )
        elif style.affiliations == "plain":
            article["affiliated"] = True
            for place in places:
                self._say([Run(INSTITUTIONS[place][at], italic=True)], align=style.title_align)
        if style.orcid in ("url", "id"):
            for p in team:
                self._note_orcid(record, p)
                url = f"https://orcid.org/{p.orcid}"
                text = url if style.orcid == "url" else p.orcid
                self._say([Run("ORCID: "), Run(text, link=url)], align=style.title_align)
        if style.email != "none":
            p = team[0]
            self._note_email(record, p)
            if style.email_note:
                if not article.get("noted"):
                    article["noted"] = True
                    runs = [Run(f"* {words.CORRESPONDING[language]}, e-mail: "), Run(p.email)]
                    self.press.note(runs, style.abstract_size - 1.5)
                return
            label = "*e-mail: " if style.email == "starred" else "E-mail: "
            self._say([Run(label), Run(p.email, link=f"mailto:{p.email}")], align=style.title_align, after=4)

    def _note_email(self, record: Record, person: Person) -> None:
        person.email_printed = True
        if person.email not in record["emails"]:
            record["emails"].append(person.email)

    def _note_orcid(self, record: Record, person: Person) -> None:
        person.orcid_printed = True
        if person.orcid not in record["orcids"]:
            record["orcids"].append(person.orcid)

    def _body(self, article: dict[str, Any]) -> None:
        style, press, language = self.style, self.press, article["language"]
        paragraphs = _paragraphs(article["source"]["body"], style.body_length, language, style.introduction)
        printed: list[str] = []
        how: dict[str, Any] = {
            "size": style.size,
            "align": style.align,
            "indent": style.indent,
            "leading": style.leading,
            "hyphenate": style.hyphenate,
            "after": style.paragraph_gap,
        }
        queue: list[tuple[list[Run] | str, Setting]] = []
        press.y -= 10
        table_at = len(paragraphs) // 2 if style.table else -1

        def flush() -> None:
            if queue and style.columns > 1:
                press.columns(list(queue), style.gutter, self._tag)
            else:
                for runs, setting in queue:
                    press.paragraph(runs, setting, self._tag)
            queue.clear()

        for i, (heading, text) in enumerate(paragraphs):
            if i == table_at:
                flush()
                press.y -= 8
                self._say(words.TABLE[language], align="left")
                press.table(words.TABLE_ROWS[language], style.abstract_size, self._tag)
                printed.append(words.TABLE[language])
                printed += [" ".join(row) for row in words.TABLE_ROWS[language]]
            printed.append(text)
            if heading:
                queue.append(
                    (
                        [Run(text, bold=True)],
                        Setting(
                            **{
                                **how,
                                "align": "left",
                                "before": 6,
                                "keep": True,
                                "after": 3,
                                "hyphenate": False,
                            }
                        ),
                    )
                )
            else:
                queue.append((text, Setting(**how)))
        flush()
        article["record"]["body"] = "\n".join(printed)

    def _references(self, article: dict[str, Any]) -> None:
        style, rng, language = self.style, self.rng, article["language"]
        if style.references == "none":
            return
        topics = article["source"]["keywords"].get(language) or ["the subject"]
        lines = []
        for _ in range(rng.randint(4, 9)):
            author = rng.choice(words.CITED[language])
            topic = rng.choice(topics)
            lines.append(
                f"{author} {topic[:1].upper()}{topic[1:]}. – {words.PUBLISHERS[language]}, "
                f"{rng.randint(1985, 2022)}. – {rng.randint(90, 480)} {words.PAGES_SHORT[language]}"
            )
        article["record"]["references"] = list(lines)
        heading = rng.choice(words.REFERENCES[language])
        heading = heading.upper() if rng.random() < 0.5 else heading
        self.press.y -= 8
        self._say([Run(heading, bold=True)], align="centre", keep=True, after=3)
        numbered = [style.reference_number.format(i + 1) + line for i, line in enumerate(lines)]
        if style.references_columns:
            setting = Setting(style.abstract_size, style.align, hyphenate=True, leading=style.leading)
            self.press.columns([(line, setting) for line in numbered], style.gutter, self._tag)
        else:
            for line in numbered:
                self._say(line, align=style.align)

    def _author_info(self, article: dict[str, Any]) -> None:
        style, record = self.style, article["record"]
        if style.author_info == "none":
            return
        article["affiliated"] = True
        main = article["language"]
        languages = [main, *(lang for lang in words.LANGUAGES if lang != main)]
        for language in languages if style.author_info == "three" else languages[:1]:
            at = LANGUAGE_INDEX[language]
            self.press.y -= 8
            self._say(
                [Run(self.rng.choice(words.AUTHORS[language]) + ":", bold=True)], align="left", keep=True
            )
            for i, p in enumerate(article["team"]):
                role = f"{words.CORRESPONDING[language]}, " if i == 0 and len(article["team"]) > 1 else ""
                name = p.spelling(language, self._info_style)
                text = f"{name} – {role}{POSITIONS[p.position][at]}, {INSTITUTIONS[p.institution][at]}"
                url = f"https://orcid.org/{p.orcid}"
                self._note_email(record, p)
                self._note_orcid(record, p)
                mail = [Run("E-mail: "), Run(p.email, link=f"mailto:{p.email}")]
                iden = [Run("ORCID: "), Run(url, link=url)]
                if style.author_info_lines:
                    self._say(text, align="justify")
                    self._say(mail, align="left")
                    self._say(iden, align="left", after=3)
                else:
                    self._say([Run(text + ", "), *mail, Run(", "), *iden, Run(".")], align="left", after=3)

    @property
    def _info_style(self) -> str:
        return "full-surname-first" if self.style.name_style == "surname-first" else "full"

    # -- around the articles

    def _front_matter(self) -> None:
        press, issue, style = self.press, self.issue, self.style
        press.y -= 120
        self._tag = _ignore
        for name in issue.journal:
            self._say([Run(name.upper(), bold=True)], align="centre", size=style.size + 4, after=10)
        self._say(f"№{issue.number} {issue.year}", align="centre", size=style.size + 2, before=60)
        self._say(f"ISSN {issue.issn}", align="centre", before=20)
        press.new_page()
        for language in words.LANGUAGES:
            head, chief, often, registered = words.BOARD[language]
            self._say([Run(head, bold=True)], align="centre", before=10)
            self._say([Run(chief, bold=True)], align="centre")
            taken: set[str] = set()
            for _ in range(5):
                p = people.person(self.rng, taken)
                member = p.names[language]
                at = LANGUAGE_INDEX[language]
                role = f"{POSITIONS[p.position][at]} ({INSTITUTIONS[p.institution][at]})"
                self._say(f"{member.initials} {member.surname}, {role}", align="left")
            self._say(often, align="left")
            self._say(registered, align="left")
        press.new_page()

    def _contents(self) -> None:
        press, style = self.press, self.style
        self._tag = _ignore
        press.new_page()
        self._say(
            [Run(" – ".join(words.CONTENTS[lang] for lang in words.LANGUAGES), bold=True)],
            align="centre",
            after=10,
        )
        pages = self.known_pages or [999 for _ in self.articles]
        if style.contents == "end":
            pages = [min(a["pages"]) for a in self.articles]
        width = press.right - press.left - 40
        for article, page in zip(self.articles, pages, strict=True):
            language = article["language"]
            byline = self._names(article, language, "surname-first")
            self._say([Run(byline, bold=True)], align="left", before=5)
            size = style.abstract_size
            lines = press.break_lines(
                _cased(article["titles"].get(language, ""), "sentence"),
                Setting(size=size, align="left"),
                width,
            )
            for i, line in enumerate(lines):
                text = " ".join("".join(r.text for r in w) for w in line.words)
                if i == len(lines) - 1:
                    dots = int(
                        (press.right - press.left - 30 - press.measure(Run(text), size))
                        / press.measure(Run("."), size)
                    )
                    if press.y - size * 1.3 < press.floor:
                        press.finish_page()
                    press.text(press.right, press.y - size, str(page), size, "right")
                    text += " " + "." * max(3, dots - 2)
                self._say(text, align="left")
        press.new_page()

    def _guidelines(self) -> None:
        self._tag = _ignore
        self.press.new_page()
        for language in words.LANGUAGES:
            head, *rest = words.GUIDELINES[language]
            self._say([Run(head, bold=True)], align="centre", before=10, after=4)
            for text in rest:
                self._say(text, align="justify", indent=self.style.indent)


def _ignore(page: int) -> None:
    """Nobody asks on which page the editorial matter stands."""


def _cased(text: str, habit: str) -> str:
    if habit == "upper":
        return text.upper()
    if text.upper() == text or sum(c.isupper() for c in text) > 0.5 * sum(c.isalpha() for c in text):
        low = text.lower()
        # The first letter, which may stand behind a quotation mark.
        at = next((i for i, c in enumerate(low) if c.isalpha()), 0)
        return low[:at] + low[at : at + 1].upper() + low[at + 1 :]
    return text


def _paragraphs(body: str, length: int, language: str, introduction: bool) -> list[tuple[bool, str]]:
    """Cut a body to about `length` letters and divide it: (is a heading, text)."""
    text = " ".join(body.split())
    first = words.INTRODUCTION[language][0]
    text = re.sub(rf"^{first}[.:]?\s+", "", text, flags=re.IGNORECASE)
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ«“])", text)
    kept: list[str] = []
    total = 0
    for sentence in sentences:
        if total + len(sentence) > length and kept:
            break
        kept.append(sentence)
        total += len(sentence)
    out: list[tuple[bool, str]] = []
    if introduction:
        out.append((True, first))
    groups = [kept[i : i + 4] for i in range(0, len(kept), 4)]
    for i, group in enumerate(groups):
        if introduction and i == len(groups) - 1 and len(groups) > 2:
            out.append((True, words.CONCLUSION[language][0]))
        out.append((False, " ".join(group)))
    return out
