"""OJS native XML: an issue with its articles, as Open Journal Systems 3.3, 3.4 and 3.5 take it in.

The structure is that of `native.xsd` of each version. What the schema does not say, but the import asks for
(`plugins/importexport/native/filter` of pkp-lib and ojs): a section is found by its abbreviation; an author's
group and a file's genre by a name that they have in the journal; a person needs a given name in the article's
language; a DOI is kept only with the advice "update"; `primary_contact` is true whatever it says; an article
without authors is refused.

Titles (from 3.4 on), abstracts and biographies are HTML there, so what is text here is escaped once more.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from itertools import chain, count
from xml.etree import ElementTree

from izde.model import Article, Author, ByLanguage, Language
from izde.output import dates
from izde.output.numbering import page_range
from izde.output.one_issue import IssueFacts, one_issue
from izde.output.particulars import Particulars
from izde.output.people import PrintedName, affiliations, is_corporate, name_in, spellings, workplaces
from izde.output.references import references
from izde.output.text import in_language, main_language
from izde.output.xml import Element, Gaps, child, document, ordered

_LOCALES: Mapping[str, Mapping[Language, str]] = {
    "3.3": {"kk": "kk_KZ", "ru": "ru_RU", "en": "en_US"},
    "3.4": {"kk": "kk", "ru": "ru", "en": "en"},
    "3.5": {"kk": "kk", "ru": "ru", "en": "en"},
}
#: OJS's own section and its abbreviation, for articles that are of none.
_NO_SECTION: ByLanguage = {"en": "Articles", "ru": "Статьи", "kk": "Мақалалар"}
_NO_SECTION_ABBREVIATION = "ART"
#: What a new journal calls them, unless it was set up without English.
_GROUP, _GENRE = "Author", "Article Text"
_PUBLISHED, _SCHEDULED = "3", "5"


def render(articles: Sequence[Article], particulars: Particulars, gaps: Gaps) -> str:
    """The articles of one issue. Raises SeveralIssues where they are of more than one."""
    facts = one_issue(articles, "ojs")
    root = ElementTree.Element(
        "issues",
        {
            "xmlns": "http://pkp.sfu.ca",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": "http://pkp.sfu.ca native.xsd",
        },
    )
    _Issue(articles, facts, particulars, gaps).write(root)
    return document(root)


class _Issue:
    """One issue on its way into a document: what all of its parts need to know."""

    def __init__(
        self, articles: Sequence[Article], facts: IssueFacts, particulars: Particulars, gaps: Gaps
    ) -> None:
        self._articles = articles
        self._facts = facts
        self._given = particulars
        self._gaps = gaps
        self._version = particulars.version
        self._locales = _LOCALES[particulars.version]
        self._numbers = count(1)
        self._sections = _abbreviated(articles)
        self._date = self._issue_date()

    def _issue_date(self) -> str:
        """The day on which the issue came out: as given, or the day on which all of its articles did."""
        if dates.is_day(self._given.date):
            return self._given.date
        days = {article.dates.published if article.dates else None for article in self._articles}
        day = days.pop() if len(days) == 1 else None
        return day if day and dates.is_day(day) else ""

    def write(self, root: Element) -> None:
        # Without its day the issue is put among the future ones, for the editor to publish.
        issue = child(root, "issue", published="1" if self._date else "0", current="0", access_status="1")
        self._identification(issue)
        if self._date:
            child(issue, "date_published", self._date)
        if not self._given.section:
            self._write_sections(issue)
        listed = child(issue, "articles")
        for place, article in enumerate(self._articles):
            self._article(listed, article, place)

    def _identification(self, issue: Element) -> None:
        identification = child(issue, "issue_identification")
        if self._given.volume:
            child(identification, "volume", self._given.volume)
        if self._facts.number:
            child(identification, "number", self._facts.number)
        else:
            self._gaps.add(identification, "number", "not printed in the issue")
        if self._facts.year:
            child(identification, "year", str(self._facts.year))
        else:
            self._gaps.add(identification, "year", "not printed in the issue")

    def _write_sections(self, issue: Element) -> None:
        listed = child(issue, "sections")
        for place, (abbreviation, names) in enumerate(self._sections.items()):
            section = child(
                listed, "section", ref=abbreviation, seq=str(place), editor_restricted="0", meta_indexed="1",
                meta_reviewed="1", abstracts_not_required="1", hide_title="0", hide_author="0",
                abstract_word_count="0",
            )  # fmt: skip
            for name in ("abbrev", "title"):
                for language, text in names.items():
                    shown = abbreviation if name == "abbrev" else text
                    child(section, name, shown, locale=self._locales[language])

    def _section_of(self, article: Article) -> str:
        if self._given.section:
            return self._given.section
        names = article.section or _NO_SECTION
        return next(abbreviation for abbreviation, known in self._sections.items() if known == names)

    # Articles --------------------------------------------------------------------------------------------

    def _article(self, parent: Element, article: Article, place: int) -> None:
        language = main_language(article) or "en"
        number = str(next(self._numbers))
        status = _PUBLISHED if self._date else _SCHEDULED
        root = child(
            parent, "article", locale=self._locales[language], stage="production", status=status,
            current_publication_id=number,
        )  # fmt: skip
        if self._version == "3.3":
            root.set("submission_progress", "0")
        if article.dates and dates.is_day(article.dates.received):
            root.set("date_submitted", article.dates.received or "")
        child(root, "id", number, type="internal", advice="ignore")
        pdf = self._given.pdfs.get(article.id)
        if pdf is not None:
            self._file(root, article, language, number, pdf)
        publication = child(
            root, "publication", version="1", status=status, seq=str(place), access_status="0",
            section_ref=self._section_of(article),
        )  # fmt: skip
        if self._version == "3.3":
            publication.set("locale", self._locales[language])
        day = dates.published(article, self._date)
        if dates.is_day(day):
            publication.set("date_published", day)
        child(publication, "id", number, type="internal", advice="ignore")
        if article.doi:
            child(publication, "id", article.doi, type="doi", advice="update")
        self._texts(publication, article, language)
        self._terms(publication, article, language)
        self._authors(publication, article, language)
        if pdf is not None:
            self._galley(publication, language, number)
        entries = references(article)
        if entries:
            listed = child(publication, "citations")
            for entry in entries:
                for text in filter(None, entry):
                    child(listed, "citation", " ".join(text.split()))
        pages = page_range(article)
        if pages:
            child(publication, "pages", pages.joined("-"))

    def _texts(self, publication: Element, article: Article, language: Language) -> None:
        titles = ordered(article.title, language)
        if not titles:
            self._gaps.add(publication, "title", "none is printed")
        for other, text in titles:
            shown = text if self._version == "3.3" else html.escape(text, quote=False)
            child(publication, "title", shown, locale=self._locales[other])
        for other, text in ordered(article.abstracts, language):
            child(publication, "abstract", _paragraph(text), locale=self._locales[other])
        if article.licence:
            address = re.search(r"https?://[^\s)]+", article.licence)
            child(publication, "rights", article.licence, locale=self._locales[language])
            if address:
                child(publication, "licenseUrl", address[0].rstrip(".,;"))

    def _terms(self, publication: Element, article: Article, language: Language) -> None:
        for other in sorted(article.keywords, key=lambda key: key != language):
            self._vocabulary(publication, "keyword", article.keywords[other], other)
        codes = {"УДК": article.udc, "МРНТИ": article.irsti, "JEL": ", ".join(article.jel)}
        subjects = [f"{name} {code}" for name, code in codes.items() if code]
        self._vocabulary(publication, "subject", subjects, language)

    def _vocabulary(self, publication: Element, name: str, terms: Sequence[str], language: Language) -> None:
        if not any(terms):
            return
        listed = child(publication, f"{name}s", locale=self._locales[language])
        for term in filter(None, terms):
            if self._version == "3.5":
                child(child(listed, name), "name", term)
            else:
                child(listed, name, term)

    # People ----------------------------------------------------------------------------------------------

    def _authors(self, publication: Element, article: Article, language: Language) -> None:
        people = [author for author in article.authors if author.name.strip()]
        if not people:
            self._gaps.add(publication, "authors", "none is printed; OJS takes no article without")
            return
        listed = child(publication, "authors")
        contact = next((author for author in people if author.corresponding), people[0])
        for place, author in enumerate(people):
            number = str(next(self._numbers))
            person = child(
                listed, "author", user_group_ref=self._given.group or _GROUP, seq=str(place), id=number
            )
            if author is contact:
                person.set("primary_contact", "true")
                publication.set("primary_contact_id", number)
            self._author(person, author, article, language)

    def _author(self, person: Element, author: Author, article: Article, language: Language) -> None:
        # Whoever prints no name in the article's language keeps the byline's there.
        names = {language: name_in(author, article, language), **spellings(author, article)}
        whole = is_corporate(author)
        for other, name in names.items():
            child(person, "givenname", _given_name(name, whole), locale=self._locales[other])
        for other, name in names.items():
            if name.given and not whole:
                family = f"{name.family} {name.suffix}".strip()
                child(person, "familyname", family, locale=self._locales[other])
        self._affiliations(person, author, article)
        email = author.email or self._given.email
        if email:
            child(person, "email", email)
        else:
            self._gaps.add(person, "email", "OJS requires one of every author")
        if author.orcid:
            child(person, "orcid", f"https://orcid.org/{author.orcid}")
        for other, text in ordered(author.about, language):
            child(person, "biography", _paragraph(text), locale=self._locales[other])

    def _affiliations(self, person: Element, author: Author, article: Article) -> None:
        if self._version == "3.5":
            for place in workplaces(author, article):
                affiliation = child(person, "affiliation")
                for language, text in place:
                    child(affiliation, "name", text, locale=self._locales[language])
            return
        for language, texts in affiliations(author, article).items():
            child(person, "affiliation", "; ".join(texts), locale=self._locales[language])

    # Files -----------------------------------------------------------------------------------------------

    def _file(self, root: Element, article: Article, language: Language, number: str, pdf: bytes) -> None:
        file = child(
            root, "submission_file", id=number, file_id=number, stage="proof", viewable="true",
            genre=self._given.genre or _GENRE,
        )  # fmt: skip
        child(file, "name", f"{article.id}.pdf", locale=self._locales[language])
        content = child(file, "file", id=number, filesize=str(len(pdf)), extension="pdf")
        child(content, "embed", base64.b64encode(pdf).decode("ascii"), encoding="base64")

    def _galley(self, publication: Element, language: Language, number: str) -> None:
        galley = child(publication, "article_galley", locale=self._locales[language], approved="true")
        child(galley, "name", "PDF", locale=self._locales[language])
        child(galley, "seq", "0")
        child(galley, "submission_file_ref", id=number)


def _given_name(name: PrintedName, whole: bool) -> str:
    return name.inverted if whole or not name.given else name.given


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(' '.join(text.split()), quote=False)}</p>"


def _abbreviated(articles: Sequence[Article]) -> dict[str, ByLanguage]:
    """The sections of an issue, each by an abbreviation of its own."""
    sections: dict[str, ByLanguage] = {}
    for article in articles:
        names = article.section or _NO_SECTION
        if names not in sections.values():
            sections[_abbreviation(names, sections)] = names
    return sections


#: Letters of a section's abbreviation.
_LETTERS = 3


def _abbreviation(names: ByLanguage, taken: Mapping[str, ByLanguage]) -> str:
    if names is _NO_SECTION:
        short = _NO_SECTION_ABBREVIATION
    else:
        short = "".join(re.findall(r"\w", in_language(names, "en", "ru")))[:_LETTERS].upper() or "S"
    return next(
        candidate
        for candidate in chain([short], (f"{short}{number}" for number in count(2)))
        if candidate not in taken
    )
