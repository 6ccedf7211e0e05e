"""One article's record out of its span of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from izde.extract.article import authors, header, keywords, tails, ties
from izde.extract.article.statements import Statements
from izde.extract.block.blocks import Block
from izde.extract.issue.contents import Entry
from izde.extract.issue.segment import Span
from izde.extract.line import links, names, prose, reference_lists, tongue
from izde.extract.line.codes import Codes, codes_of, is_code
from izde.extract.line.kinds import is_dates, is_note
from izde.extract.line.licences import without_licence
from izde.extract.line.prose import Words
from izde.extract.line.rows import Row
from izde.extract.line.sections import is_section, sections_of
from izde.extract.line.vocabulary import Role, starts_with_label
from izde.extract.page.document import Link, LinkKind
from izde.extract.page.heads import Head
from izde.language.letters.normalize import mixed_script_words
from izde.model import LANGUAGES, Article, Language
from izde.warnings import MEANT, MIXED_WORD, MIXED_WORDS, NO_AUTHOR, NO_TEXT, NOT_PRINTED

# A DOI further into the text is a reference's.
_LEAD_WORDS = 60
#: So many words of mixed script are named in a warning.
_MIXED_SHOWN = 5
_PAGE_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")


class Part(Enum):
    """Which part of an article a row outside its blocks belongs to."""

    BODY = "body"
    AUTHORS = "author information"
    FURNITURE = "furniture"
    DATES = "dates"
    FRONT = "front matter"


@dataclass
class Layout:
    """The rows of a span outside its blocks, by part."""

    body: list[Row] = field(default_factory=list)
    references: list[list[str]] = field(default_factory=list)
    information: list[tuple[Language | None, list[Row]]] = field(default_factory=list)
    """The lists of the authors, each with the language of its heading."""
    heads: list[str] = field(default_factory=list)
    front: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)


@dataclass
class Surroundings:
    """What belongs to an article but does not stand in its rows: running heads, link targets (each with
    the index of a row near it), footnotes, and its entries in the contents."""

    heads: Sequence[Head] = ()
    links: Sequence[tuple[int, Link]] = ()
    notes: Sequence[Row] = ()
    entries: Sequence[Entry] = ()
    pages: tuple[int, int] | None = None
    pdf_pages: tuple[int, int] | None = None
    cited: str | None = None
    """The DOI in the note on how to cite the article."""
    citations: Sequence[str] = ()
    """These notes themselves, without their labels."""


def build(
    rows: Sequence[Row], span: Span, words: Words, around: Surroundings, identifier: str, source: str
) -> Article:
    """The record of one article."""
    article = Article(id=identifier, source=source)
    mentions = authors.Mentions()
    contacts: list[tuple[int, str]] = []
    codes = Codes()
    layout = _lay_out(rows, span, words)
    stated = Statements()
    left: list[str] = []
    corresponding: list[str] = []
    for block in span.blocks:
        front = header.parse([rows[p] for p in block.front], words, block.language)
        left.append(_take_block(article, rows, block, front.title, words, stated))
        for p in block.front:
            stated.note(rows[p].text)
        codes.take(front.codes)
        codes.doi = codes.doi or around.cited
        for section in front.sections:
            for spoken, shown in sections_of(re.split(r"\s{4,}", section)[0]):
                article.section.setdefault(spoken, shown)
        addresses = links.unique(a for text in front.contacts for a in links.emails(text))
        for byline, signed in zip(front.bylines, front.signed, strict=True):
            orcids = ties.of_byline(byline, signed, around.links, front.contacts)
            mentions.byline(byline, front.affiliations, block.language, addresses, orcids)
        mentions.information(front.people, block.language)
        corresponding += [
            address
            for text in front.contacts
            if starts_with_label(text.lstrip("* ✉\uf02a"), Role.CORRESPONDENCE) or len(addresses) == 1
            for address in links.emails(text)
        ]
        contacts.extend((rows[p].index, rows[p].text) for p in block.front)
    keywords.even_out(article.keywords)
    contacts.extend((row.index, row.text) for row in around.notes)
    stated.lines(around.notes, words, None)
    for row in (*layout.front, *layout.dates):
        stated.note(row.text)
    for row in layout.front:
        codes.take(codes_of(row.text))
        contacts.append((row.index, row.text))
    corresponding += [
        a for row in layout.front if row.label(Role.CORRESPONDENCE) for a in links.emails(row.text)
    ]
    layout.body = stated.lines(layout.body, words, None)
    article.body = " ".join(text for text in (prose.join(layout.body, words), *left) if text)
    votes = tongue.total(row.tongues for row in layout.body)
    article.language = (
        votes.best() if votes.total >= 20 else (span.blocks[0].language if span.blocks else votes.best())
    )
    for said, information in layout.information:
        information = stated.lines(information, words, None, labelled=True)
        mentions.information([row.text for row in information], said)
        contacts.extend((row.index, row.text) for row in information)
    for name in [*(name for head in around.heads for name in head.authors), *layout.heads]:
        mentions.head(name)
    for entry in around.entries:
        for name in entry.authors:
            mentions.head(name)
    mentions.corresponds(corresponding)
    article.authors = authors.merge(mentions, article.language)
    article.references, article.references_romanised = reference_lists.pair(layout.references)
    ties.sole_author(article.authors, contacts, around.links)
    fronts = [rows[p].index for block in span.blocks for p in block.front]
    _add_links(article, around.links, contacts, codes, fronts)
    ties.addresses(article.authors, article.emails, corresponding)
    article.udc, article.irsti, article.doi = codes.udc, codes.irsti, codes.doi
    article.pages, article.pdf_pages = around.pages, around.pdf_pages
    for note in around.citations:
        stated.note(note)
        cited = without_licence(note)
        article.citation.setdefault(tongue.count(cited).best() or article.language or "en", cited)
    stated.fill(article)
    for head in around.heads:
        for language, section in head.section.items():
            article.section.setdefault(language, section)
    _warn(article)
    return article


def _take_block(
    article: Article, rows: Sequence[Row], block: Block, title: str, words: Words, stated: Statements
) -> str:
    """Put a block into the record; what it has no place for any more is returned, for the body."""
    language = block.language
    between = stated.lines([rows[p] for p in block.statements], words, language)
    printed = stated.lines([rows[p] for p in block.abstract], words, language, labelled=True)
    abstract = prose.join_texts([block.abstract_lead, *(row.text for row in printed)], words)
    abstract = stated.cut(abstract, language)
    listing = stated.lines([rows[p] for p in block.keywords], words, language, labelled=True)
    lines = [block.keywords_lead, *(row.text for row in listing)]
    listed = keywords.split(prose.join_texts(lines, words), lines)
    left = [prose.join(between, words)] if between else []
    if title and (language is None or article.title.setdefault(language, title) != title):
        left.append(title)
    if abstract and (language is None or article.abstracts.setdefault(language, abstract) != abstract):
        left.append(abstract)
    if listed and (language is None or article.keywords.setdefault(language, listed) != listed):
        left.append("; ".join(listed))
    return " ".join(left)


def _add_links(
    article: Article,
    targets: Sequence[tuple[int, Link]],
    contacts: Sequence[tuple[int, str]],
    codes: Codes,
    fronts: Sequence[int],
) -> None:
    """The addresses and identifiers, in order of appearance; a DOI linked in the front matter is its own."""
    found_emails: list[tuple[int, str]] = []
    found_orcids: list[tuple[int, str]] = []
    for index, text in contacts:
        found_emails.extend((index, value) for value in links.emails(text))
        found_orcids.extend((index, value) for value in links.orcids(text))
    for index, link in targets:
        if link.kind is LinkKind.EMAIL:
            found_emails.extend((index, value) for value in links.emails(link.target))
        elif link.kind is LinkKind.ORCID:
            found_orcids.extend((index, value) for value in links.orcids(link.target))
    article.emails = links.unique(value for _, value in sorted(found_emails, key=lambda f: f[0]))
    article.orcids = links.unique(value for _, value in sorted(found_orcids, key=lambda f: f[0]))
    if codes.doi is None:
        near = [
            link for i, link in targets if link.kind is LinkKind.DOI and any(abs(i - f) <= 3 for f in fronts)
        ]
        if near and links.dois(near[0].target):
            codes.doi = links.dois(near[0].target)[0]


def _lay_out(rows: Sequence[Row], span: Span, known: Words) -> Layout:
    layout = Layout()
    taken: set[int] = set()
    for block in span.blocks:
        taken.update(range(block.start, block.end))
    part = Part.BODY
    words = 0
    titles = {_plain(" ".join(rows[p].text for p in block.front)) for block in span.blocks}
    own = rows[span.start : span.end]
    listed = {p for section in tails.information(own) for p in section}
    listings = reference_lists.find(own)
    layout.references = [reference_lists.entries(own, listing, known) for listing in listings]
    referring = {span.start + p for lst in listings for p in (lst.heading, *lst.rows)}
    for p in range(span.start, span.end):
        if p in taken:
            part = Part.BODY
            continue
        row = rows[p]
        if p in referring:
            part = Part.BODY
            continue
        if part is Part.AUTHORS and p - span.start not in listed:
            part = Part.BODY
        if tails.opens_information(rows, p):
            part = Part.AUTHORS
            label = row.label(Role.AUTHOR_INFO)
            layout.information.append((label.language if label else None, []))
            continue
        if part is not Part.BODY and row.heads(Role.OPENING, Role.CLOSING, Role.BODY) and len(row.words) <= 6:
            part = Part.BODY
        if part is Part.AUTHORS:
            layout.information[-1][1].append(row)
        elif is_dates(row):
            layout.dates.append(row)
        elif is_section(row) and p + 1 >= span.end - 2:
            continue
        elif (
            (is_code(row) and (words < _LEAD_WORDS or not links.dois(row.text)))
            or is_note(row)
            or (not words and (_addresses(row) or _corresponds(rows, p)))
        ):
            layout.front.append(row)
        elif _running(rows, p, titles, layout):
            continue
        else:
            layout.body.append(row)
            words += len(row.words)
    return layout


def _addresses(row: Row) -> bool:
    """Whether a line before an article's text gives an author's address or identifier and little else."""
    return len(row.words) <= 30 and bool(links.emails(row.text) or links.orcids(row.text))


def _corresponds(rows: Sequence[Row], p: int) -> bool:
    """Whether a line before an article's text says who the corresponding author is, with the address on it
    or on the next lines."""
    if rows[p].label(Role.CORRESPONDENCE) is None:
        return False
    return any(_addresses(row) for row in rows[p : p + 3])


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _running(rows: Sequence[Row], p: int, titles: set[str], layout: Layout) -> bool:
    """A running head that nothing repeats: names alone, the title again, a page number beside one."""
    row = rows[p]
    if not (row.breaks or row.gap) and not (
        _PAGE_NUMBER.match(row.text) and p + 1 < len(rows) and (rows[p + 1].breaks or rows[p + 1].gap)
    ):
        return False
    byline = names.split(row.text)
    if byline is not None and len(row.words) <= 16 and not row.text.endswith("-"):
        layout.heads.extend(byline.names)
        return True
    if len(row.words) >= 4 and not row.ends:
        plain = _plain(row.text)
        if len(plain) > 20 and any(plain in title for title in titles):
            return True
    return bool(_PAGE_NUMBER.match(row.text)) and row.breaks


def _warn(article: Article) -> None:
    for field_name, values in (
        ("title", article.title),
        ("abstract", article.abstracts),
        ("keywords", article.keywords),
    ):
        for language in LANGUAGES:
            if language not in values:
                article.warnings.append(NOT_PRINTED[field_name, language])
    if not article.authors:
        article.warnings.append(NO_AUTHOR)
    if not article.body:
        article.warnings.append(NO_TEXT)
    _warn_of_mixed_scripts(article)


def _warn_of_mixed_scripts(article: Article) -> None:
    """Count the words that mix Cyrillic and Latin letters. The record keeps them as printed; analysis
    repairs them, so that they are found all the same."""
    parts = [*article.title.values(), *article.abstracts.values(), article.body]
    parts += [keyword for listed in article.keywords.values() for keyword in listed]
    words = [word for part in parts for word in mixed_script_words(part)]
    if words:
        shown = list(dict.fromkeys(MEANT.format(printed=w.word, meant=w.repaired) for w in words))
        more = ", …" if len(shown) > _MIXED_SHOWN else ""
        sentence = MIXED_WORD if len(words) == 1 else MIXED_WORDS
        article.warnings.append(
            sentence.format(count=len(words), words=", ".join(shown[:_MIXED_SHOWN]) + more)
        )
