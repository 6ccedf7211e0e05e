"""How well issues that are not the project's own are taken apart, where they lie beside it.

`--shared DIR` names the folder (`../shared` without it): an issue `issues/NAME.pdf` with gold records in
`evaluation/gold/NAME.jsonl` is measured, also as a Word file `issues/NAME.docx`. Nothing of it is kept here.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.gold import ROOT, gold_articles
from evaluation.scoring import score, table
from izde.errors import IzdeError
from izde.extract import extract

#: Where the issues lie when nothing else is said.
SHARED = ROOT.parent / "shared"


def report(misses: bool = False, shared: Path = SHARED) -> str:
    """A table for each issue, and what its records hold beyond the gold: references, ORCIDs, pages."""
    golds = sorted((shared / "evaluation" / "gold").glob("*.jsonl"))
    issues = [
        (issue, gold)
        for gold in golds
        for suffix in (".pdf", ".docx")
        if (issue := shared / "issues" / f"{gold.stem}{suffix}").is_file()
    ]
    if not issues:
        return f"Skipped: no issue with gold records lies in {shared.name}."
    return "\n\n".join(_measured(issue, gold, misses) for issue, gold in issues)


def _measured(issue: Path, gold: Path, misses: bool) -> str:
    try:
        found = extract(issue, jobs=2).articles
    except IzdeError as error:
        return f"`{issue.name}`: {error.message}"
    scores = score(found, gold_articles(gold))
    authors = [author for article in found for author in article.authors]
    tied = sum(author.orcid is not None for author in authors)
    beyond = [
        f"- {len(found)} articles; with pages: {sum(article.pages is not None for article in found)}",
        f"- ORCIDs tied to an author: {tied} of {sum(len(article.orcids) for article in found)} printed",
        f"- authors with an affiliation in the language of the article: "
        f"{sum(bool(x.affiliations.get(a.language)) for a in found if a.language for x in a.authors)} "
        f"of {len(authors)}",
        f"- references: {sum(len(a.references) for a in found)}, "
        f"romanised: {sum(len(a.references_romanised) for a in found)}",
    ]
    parts = [f"`{issue.name}`", table(scores), "\n".join(beyond)]
    return "\n\n".join([*parts, "\n".join(scores.misses)] if misses else parts)
