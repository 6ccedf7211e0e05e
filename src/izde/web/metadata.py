"""What an article's page tells programs: Highwire's `citation_*` tags and schema.org's JSON-LD.

Google Scholar and Zotero's translator for embedded metadata read the tags: `citation_title` once, in the
article's language. The titles in the other languages stand in Dublin Core's `DC.title` with the language, and
in the JSON-LD, so that none is lost.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from izde.model import Article
from izde.output.people import printed_name
from izde.output.text import in_language


class Tag(NamedTuple):
    """A `<meta>` element; `lang` is empty where it has no language."""

    name: str
    content: str
    lang: str = ""


def tags(article: Article) -> list[Tag]:
    """The `<meta>` elements of an article's page."""
    own = article.language or ""
    found = [Tag("citation_title", in_language(article.title, article.language), own)]
    for author in article.authors:
        name = author.name if author.corporate else printed_name(author.name).inverted
        found.append(Tag("citation_author", name))
        if author.affiliation:
            found.append(Tag("citation_author_institution", author.affiliation))
        if author.orcid:
            found.append(Tag("citation_author_orcid", f"https://orcid.org/{author.orcid}"))
    found.append(Tag("citation_journal_title", in_language(article.journal, article.language)))
    date = (article.dates.published if article.dates else None) or (str(article.year) if article.year else "")
    found.append(Tag("citation_publication_date", date.replace("-", "/")))
    found.append(Tag("citation_issue", article.number or ""))
    if article.pages is not None:
        found.append(Tag("citation_firstpage", str(article.pages[0])))
        if article.pages_from != "first":
            found.append(Tag("citation_lastpage", str(article.pages[1])))
    found.append(Tag("citation_doi", article.doi or ""))
    found.append(Tag("citation_language", own))
    for keywords in article.keywords.values():
        found += [Tag("citation_keywords", word) for word in keywords]
    found += [Tag("DC.title", title, language) for language, title in article.title.items()]
    found += [Tag("DC.description", text, language) for language, text in article.abstracts.items()]
    return [tag for tag in found if tag.content]


def linked_data(article: Article) -> str:
    """The article as schema.org's ScholarlyArticle, safe to stand in a `<script>` element."""

    def by_language(texts: dict[Any, str]) -> list[dict[str, str]]:
        return [{"@language": language, "@value": text} for language, text in texts.items()]

    journal: dict[str, Any] = {"@type": "Periodical", "name": by_language(article.journal)}
    part_of: dict[str, Any] | None = None
    if article.number or article.journal:
        part_of = {"@type": "PublicationIssue", "isPartOf": journal}
        if article.number:
            part_of["issueNumber"] = article.number
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": by_language(article.title),
        "headline": in_language(article.title, article.language),
        "author": [
            {
                "@type": "Organization" if author.corporate else "Person",
                "name": author.name,
                "alternateName": [name for name in author.names if name != author.name],
                "affiliation": author.affiliation,
                "identifier": f"https://orcid.org/{author.orcid}" if author.orcid else None,
            }
            for author in article.authors
        ],
        "inLanguage": article.language,
        "abstract": by_language(article.abstracts),
        "keywords": [
            {"@type": "DefinedTerm", "name": {"@language": language, "@value": word}}
            for language, words in article.keywords.items()
            for word in words
        ],
        "datePublished": (article.dates.published if article.dates else None) or article.year,
        "isPartOf": part_of,
        "pageStart": str(article.pages[0]) if article.pages else None,
        "pageEnd": str(article.pages[1]) if article.pages and article.pages_from != "first" else None,
        "sameAs": f"https://doi.org/{article.doi}" if article.doi else None,
    }
    text = msgspec.json.encode(_without_gaps(data)).decode()
    # Within a script element nothing else needs escaping (HTML, 4.12.1.3).
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _without_gaps(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_gaps(value) for name, value in data.items() if value not in (None, "", [], {})}
    return [_without_gaps(one) for one in data] if isinstance(data, list) else data
