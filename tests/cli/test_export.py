"""`izde export`: files, folders, and what is said beside them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def library(izde, tmp_path):
    """A library of one issue, made of records."""
    records = tmp_path / "dala.jsonl"
    issue = {"issue": {"source": "dala.jsonl", "issn": "1234-5679"}}
    articles = [
        {"id": "dala-1", "title": {"en": "One"}, "year": 2024, "number": "1", "authors": ["Kim O."]},
        {"id": "dala-2", "title": {"en": "Two"}, "year": 2024, "number": "1", "pages": [3, 4]},
    ]
    records.write_text(json.dumps({**issue, "articles": articles}), encoding="utf-8")
    path = tmp_path / "library"
    assert izde("index", records, "--library", path).code == 0
    return path


def test_each_article_is_a_file_of_its_own(izde, library, tmp_path):
    folder = tmp_path / "out"
    done = izde("export", "--library", library, "--format", "ris", "--split", "--output", folder)
    assert done.code == 0
    assert sorted(file.name for file in folder.iterdir()) == ["dala-1.ris", "dala-2.ris"]


def test_an_id_names_no_file_outside_the_folder(tmp_path):
    # Libraries of before hold ids that are refused today.
    from izde.cli.export import write
    from izde.model import Article
    from izde.output.export import export_articles

    folder = tmp_path / "deep" / "out"
    articles = [Article("../../x"), Article("/x"), Article("..")]
    write(articles, lambda some: export_articles(some, "ris"), "ris", folder, split=True)
    assert sorted(file.name for file in folder.iterdir()) == ["_.ris", "x-2.ris", "x.ris"]
    assert [file.name for file in tmp_path.iterdir()] == ["deep"]


def test_what_a_format_misses_is_said(izde, library):
    done = izde("export", "--library", library, "--format", "articulus")
    assert "note: articulus requires what is not known: titleid, journalInfo, pages, authors." in done.err
    assert "note: You can give: --fill titleid=…" in done.err
    # The library knows the number of the journal.
    assert "<issn>1234-5679</issn>" in done.out
    jats = izde("export", "--library", library, "--format", "jats", "--fill", "issn=7654321Х")
    assert "note: jats requires what is not known: journal-id (2)." in jats.err
    assert jats.out.count(">7654-321X</issn>") == 2
    assert not izde("export", "--library", library, "--format", "ris").err


@pytest.mark.parametrize("filling", ["issn", "colour=red", "issn=12", "email=nobody", "url=javascript:x"])
def test_what_is_filled_in_has_to_fit(izde, library, filling):
    done = izde("export", "--library", library, "--format", "jats", "--fill", filling)
    assert done.code == 2
    assert len(done.err.strip().splitlines()) <= 4
