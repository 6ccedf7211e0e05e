"""The pages of an article as a PDF of their own."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from izde.cli.article_pdfs import article_pdfs
from izde.errors import InputMissing
from izde.model import Article
from sample_data import ROOT

pikepdf = pytest.importorskip("pikepdf")
ISSUE = ROOT / "tests" / "data" / "pdf" / "bulletin.pdf"


def snapshot(path):
    """A library of one PDF, as far as it is asked."""
    entry = SimpleNamespace(source="bulletin.pdf", kind="pdf", path=str(path))
    return SimpleNamespace(sources=lambda: iter([entry]))


def test_the_pages_are_cut_out():
    articles = [
        Article("a", source="bulletin.pdf", pdf_pages=(1, 2)),
        Article("b", source="bulletin.pdf"),
        Article("c", source="bulletin.pdf", pdf_pages=(1, 9999)),
        Article("d", source="other.jsonl", pdf_pages=(1, 2)),
    ]
    found = article_pdfs(snapshot(ISSUE), articles)
    assert list(found) == ["a"]
    with pikepdf.open(io.BytesIO(found["a"])) as part:
        assert len(part.pages) == 2
    assert article_pdfs(snapshot(ISSUE), articles) == found


def test_a_file_that_is_gone_is_said(tmp_path):
    with pytest.raises(InputMissing):
        article_pdfs(snapshot(tmp_path / "none.pdf"), [Article("a", source="bulletin.pdf", pdf_pages=(1, 1))])
