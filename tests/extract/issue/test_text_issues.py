"""Extraction of the two sample issues, and of issues composed at random."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from evaluation.gold import SAMPLES, GoldRecord, gold_articles
from evaluation.scoring import Scores, score, table
from izde.extract import Overrides, extract
from izde.extract.issue.stages import from_document
from izde.extract.readers.text import from_text
from izde.model import Extraction
from sample_issues.gold import sources
from sample_issues.text import compose

ISSUES = Path(__file__).parents[3] / "data" / "issues"


@pytest.fixture(scope="module")
def atyrau() -> Extraction:
    return extract(ISSUES / "atyrau-2024-4.txt")


@pytest.fixture(scope="module")
def kaznu() -> Extraction:
    return extract(ISSUES / "kaznu-2021-3.txt")


def test_every_article_of_the_sample_issues_is_found(atyrau, kaznu):
    assert len(atyrau.articles) == 34
    assert len(kaznu.articles) == 8


def test_sample_issues_are_read_as_the_gold_says(atyrau, kaznu):
    total = Scores()
    for extraction, (_, gold) in zip((atyrau, kaznu), SAMPLES, strict=True):
        total.add(score(extraction.articles, gold_articles(gold), partial=True))
    report = table(total) + "\n" + "\n".join(total.misses)
    least = {"articles": 1, "language": 1, "title": 0.97, "abstract": 0.97, "keywords": 0.97, "authors": 0.95}
    for name, bar in (least | {"emails": 0.95, "orcids": 0.95}).items():
        assert total.fields[name].f1 >= bar, report
    assert total.body >= 0.97, report


def test_every_article_has_three_abstracts_where_three_are_printed(atyrau, kaznu):
    assert all(len(a.abstracts) == 3 and len(a.keywords) == 3 for a in atyrau.articles)
    assert [len(a.abstracts) for a in kaznu.articles].count(3) == 7
    assert not kaznu.articles[1].abstracts


def test_keyword_lists_of_one_article_are_about_as_long_in_each_language(atyrau, kaznu):
    for article in (*atyrau.articles, *kaznu.articles):
        lengths = [len(listed) for listed in article.keywords.values()]
        assert not lengths or max(lengths) - min(lengths) <= 2, article.id


def test_the_issue_is_read_from_its_running_heads(atyrau):
    assert atyrau.issue.number == "4 (75)"
    assert atyrau.issue.year == 2024
    assert set(atyrau.issue.journal) == {"kk", "ru", "en"}
    assert "Вестник" in atyrau.issue.journal["ru"]


def test_authors_are_one_person_in_every_spelling(atyrau):
    article = next(a for a in atyrau.articles if "REGIONS" in a.title.get("en", ""))
    assert article.authors[0].name == "A.Ye. Agumbayeva"
    merged = next(a for a in atyrau.articles if "MONOTOWNS" in a.title.get("en", ""))
    assert len(merged.authors) == 4
    assert {"M.D. Saimova", "Meiramkul Saimova", "Мейрамкүл Сайымова"} <= set(merged.authors[0].names)


def test_codes_and_doi_are_the_articles_own(atyrau):
    coded = [a for a in atyrau.articles if a.doi]
    assert [(a.irsti, a.udc) for a in coded] == [
        ("06.77.64", "331.5"),
        ("06.75, 06.81", "316.422"),
        ("06.54.31", "332.13"),
    ]


def test_running_heads_and_link_dumps_are_not_in_the_text(atyrau):
    for article in atyrau.articles:
        assert "mailto:" not in article.body
        assert "Хабаршысы" not in article.body
        assert "~ История" not in article.body


def test_the_same_file_gives_the_same_ids(atyrau):
    again = extract(ISSUES / "atyrau-2024-4.txt")
    assert again == atyrau
    assert atyrau.articles[16].id == "atyrau-2024-4-17"


def test_overrides_replace_what_is_read():
    found = extract(
        ISSUES / "kaznu-2021-3.txt", overrides=Overrides(journal="Вестник", year=2021, number="3 (95)")
    )
    assert found.issue.year == 2021
    assert all(a.number == "3 (95)" and a.journal == {"ru": "Вестник"} for a in found.articles)


def _composed(seeds: range) -> Scores:
    pool = sources()
    total = Scores()
    for seed in seeds:
        text, records = compose(seed, articles=3, pool=pool)
        gold = [msgspec.convert(record, GoldRecord).article() for record in records]
        found = from_document(from_text(text, f"synthetic-{seed}.txt"), Path(f"synthetic-{seed}.txt"))
        total.add(score(found.articles, gold))
    return total


LEAST = {
    "articles": 0.98,
    "language": 0.97,
    "title": 0.93,
    "abstract": 0.97,
    "keywords": 0.97,
    "authors": 0.96,
    "udc": 0.97,
    "irsti": 0.97,
    "emails": 0.97,
    "orcids": 0.95,
}


@pytest.mark.parametrize("first", [0, 6])
def test_composed_issues(first):
    total = _composed(range(first, first + 6))
    report = table(total) + "\n" + "\n".join(total.misses)
    for name, bar in LEAST.items():
        assert total.fields[name].f1 >= bar, report
    assert total.body >= 0.96, report


@pytest.mark.slow
def test_a_hundred_composed_issues():
    total = _composed(range(100, 200))
    report = table(total) + "\n" + "\n".join(total.misses)
    for name, bar in LEAST.items():
        assert total.fields[name].f1 >= bar, report
    assert total.body >= 0.96, report
