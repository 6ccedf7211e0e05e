"""One article's record as a person reads it, and an issue's extraction as a list of its articles."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import click

from izde.interface import N_, _
from izde.model import LANGUAGES, Article, Extraction, Language
from izde.output.console import Console
from izde.output.hits import columns
from izde.output.text import LANGUAGE_NAMES, articles, author_names, in_language, place
from izde.warnings import shown

_TEXT_IN: dict[Language, str] = {
    "kk": N_("text in Kazakh"),
    "ru": N_("text in Russian"),
    "en": N_("text in English"),
}


def _paragraph(text: str, console: Console, indent: str = "  ") -> str:
    if console.width is None:
        return indent + text
    return textwrap.fill(text, console.width, initial_indent=indent, subsequent_indent=indent)


def _language_block(article: Article, language: Language, console: Console) -> Iterator[str]:
    title = article.title.get(language)
    abstract = article.abstracts.get(language)
    keywords = article.keywords.get(language)
    if not (title or abstract or keywords):
        return
    name = _(LANGUAGE_NAMES[language])
    yield click.style(name, bold=True) if console.colour else name
    yield _paragraph(title or _("(no title is printed)"), console)
    if abstract:
        yield _paragraph(abstract, console)
    if keywords:
        yield _paragraph(_("Keywords: {keywords}").format(keywords="; ".join(keywords)), console)
    yield ""


def _authors(article: Article, console: Console) -> Iterator[str]:
    if not article.authors:
        return
    heading = _("Authors")
    yield click.style(heading, bold=True) if console.colour else heading
    for author in article.authors:
        also = [name for name in author.names if name != author.name]
        name = f"{author.name} ({', '.join(also)})" if also else author.name
        yield _paragraph(
            " · ".join(p for p in (name, author.affiliation, author.email, author.orcid) if p), console
        )
    yield ""


def article_text(
    article: Article, console: Console, languages: tuple[Language, ...] = LANGUAGES, full: bool = False
) -> str:
    """An article in the languages asked for; its body and references too when `full`."""
    lines: list[str] = []
    for language in languages:
        lines += _language_block(article, language, console)
    lines += _authors(article, console)
    codes = [("DOI", article.doi), ("УДК", article.udc), ("МРНТИ", article.irsti)]
    for name, value in codes:
        if value:
            lines.append(f"{name} {value}")
    lines += [_paragraph(said, console) for said in _statements(article, languages)]
    journal = in_language(article.journal, article.language)
    body = _(_TEXT_IN[article.language]) if article.language else None
    lines.append(
        place(journal, article.year, article.number, article.pages, body, pages_from=article.pages_from)
    )
    lines.append(f"{article.source} · {article.id}")
    lines += [_("note: {text}").format(text=shown(warning)) for warning in article.warnings]
    if full:
        lines += ["", *(_paragraph(part, console, "") for part in article.body.split("\n") if part.strip())]
        if article.references:
            lines += ["", _("References"), *(_paragraph(entry, console) for entry in article.references)]
    return "\n".join(lines)


def _statements(article: Article, languages: tuple[Language, ...]) -> Iterator[str]:
    """What is printed of an article besides its text: JEL codes, dates, licence, who paid and the like."""
    if article.jel:
        yield f"JEL {', '.join(article.jel)}"
    if (dates := article.dates) is not None:
        told = (
            (_("received {date}"), dates.received),
            (_("revised {date}"), dates.revised),
            (_("accepted {date}"), dates.accepted),
            (_("published {date}"), dates.published),
        )
        yield " · ".join(said.format(date=date) for said, date in told if date)
    if article.licence:
        yield _("Licence: {licence}").format(licence=article.licence)
    for heading, texts in (
        (_("Funding: {text}"), article.funding),
        (_("Conflict of interests: {text}"), article.conflicts),
        (_("Authors' contributions: {text}"), article.contributions),
        (_("How to cite: {text}"), article.citation),
    ):
        for language in languages:
            if language in texts:
                yield heading.format(text=texts[language])


def extraction_text(extraction: Extraction, console: Console) -> str:
    """What was read from an issue: the issue's own data, then a line for each article."""
    issue = extraction.issue
    head = place(in_language(issue.journal, "kk"), issue.year, issue.number, None, issue.issn)
    rows = []
    for article in extraction.articles:
        have = [
            "".join(
                letter if part.get(language) else "–"
                for letter, part in (("t", article.title), ("a", article.abstracts), ("k", article.keywords))
            )
            for language in LANGUAGES
        ]
        pages = "–".join(str(page) for page in dict.fromkeys(article.pages or ()))
        title = in_language(article.title, article.language) or _("(no title is printed)")
        names = author_names(article.authors, most=3)
        rows.append(
            [article.id, article.language or "", pages, *have, f"{title}{' / ' + names if names else ''}"]
        )
    header = [_("article"), _("text"), _("pages"), "kk", "ru", "en", _("title / authors")]
    parts = [f"{issue.source}: {articles(len(rows))}" + (f" · {head}" if head else "")]
    parts.append(columns(rows, header, console))
    parts.append(_("t title, a abstract, k keywords in that language; – not printed"))
    return "\n\n".join(parts)
