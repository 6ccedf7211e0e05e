"""Extraction from issues of other journals, written by hand."""

from __future__ import annotations

import pytest

from evaluation.scoring import score, table
from extract.issue.further_journals import JOURNALS as FURTHER
from extract.issue.other_journals import JOURNALS
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


@pytest.mark.parametrize("journal", [*JOURNALS, *FURTHER])
def test_another_journals_issue(journal, tmp_path):
    other = (JOURNALS | FURTHER)[journal]()
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
    found = [[author.name.casefold() for author in article.authors] for article in extract(issue).articles]
    assert found == [[author.name.casefold() for author in article.authors] for article in other.gold]


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


@pytest.mark.parametrize("journal", JOURNALS)
def test_the_journals_names_in_each_language(journal, tmp_path):
    other = JOURNALS[journal]()
    issue = tmp_path / f"{journal}.txt"
    issue.write_text(other.text, encoding="utf-8")
    extraction = extract(issue)
    if other.journal:
        assert extraction.issue.journal == other.journal


def test_the_contents_say_where_an_article_begins(tmp_path):
    other = JOURNALS["university_bulletin"]()
    issue = tmp_path / "issue.txt"
    issue.write_text(other.text, encoding="utf-8")
    extraction = extract(issue)
    assert tuple(article.pages for article in extraction.articles) == other.pages
    assert not [warning for warning in extraction.warnings if "contents give" in warning]


def test_a_page_before_the_one_in_the_contents_is_a_disagreement(tmp_path):
    other = JOURNALS["university_bulletin"]()
    issue = tmp_path / "issue.txt"
    issue.write_text(other.text.replace("........ 19\n", "........ 29\n"), encoding="utf-8")
    assert any("give page 29" in warning for warning in extract(issue).warnings)
