"""Extraction from issues of other journals, written by hand."""

from __future__ import annotations

import pytest
from other_journals import JOURNALS

from evaluation.scoring import score, table
from izde.extract import extract

#: The F1 that each field must reach on every one of these journals.
LEAST = {
    "articles": 1.0,
    "language": 1.0,
    "title": 0.97,
    "abstract": 0.97,
    "keywords": 0.95,
    "authors": 0.95,
    "doi": 0.95,
    "udc": 0.95,
    "irsti": 0.95,
    "emails": 0.95,
    "orcids": 0.95,
}


@pytest.mark.parametrize("journal", JOURNALS)
def test_another_journals_issue(journal, tmp_path):
    other = JOURNALS[journal]()
    issue = tmp_path / f"{journal}.txt"
    issue.write_text(other.text, encoding="utf-8")
    extraction = extract(issue)
    scores = score(extraction.articles, other.gold)
    report = f"{table(scores)}\n" + "\n".join(scores.misses)
    for name, least in LEAST.items():
        assert scores.fields[name].f1 >= least, report
    assert scores.body >= 0.97, report


@pytest.mark.parametrize("journal", JOURNALS)
def test_authors_stand_in_printed_order(journal, tmp_path):
    other = JOURNALS[journal]()
    issue = tmp_path / f"{journal}.txt"
    issue.write_text(other.text, encoding="utf-8")
    found = [[author.name for author in article.authors] for article in extract(issue).articles]
    assert found == [[author.name for author in article.authors] for article in other.gold]


@pytest.mark.parametrize("journal", JOURNALS)
def test_an_affiliation_is_not_more_than_that(journal, tmp_path):
    other = JOURNALS[journal]()
    issue = tmp_path / f"{journal}.txt"
    issue.write_text(other.text, encoding="utf-8")
    for article in extract(issue).articles:
        for author in article.authors:
            if author.affiliation:
                assert len(author.affiliation) < 130, author
                assert not author.affiliation[0].isdigit()
                assert author.affiliation[0] not in "¹²*"
