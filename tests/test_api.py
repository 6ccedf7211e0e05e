"""The Python interface."""

from __future__ import annotations

import inspect

import msgspec
import pytest

import izde
from izde import errors
from izde.index.options import IndexOptions
from izde.search.results import Request
from sample_data import ISSUES


def test_extract_is_a_function_and_stays_a_package():
    import izde.extract.page.document  # binds the package's name again

    extraction = izde.extract(ISSUES / "kaznu-2021-3.txt", overrides=izde.extract.Overrides(year=1999))
    assert len(extraction.articles) == 8
    assert extraction.issue.year == 1999


def test_a_library_from_nothing_to_an_article(tmp_path):
    library = izde.Library(tmp_path / "library", create=True)
    report = library.index(ISSUES / "kaznu-2021-3.txt")
    assert report.articles == 8
    result = library.search("академическая мобильность", limit=3)
    article = library.article(result.hits[0].id)
    assert article is not None and "ACADEMIC MOBILITY" in article.title["en"]
    assert all(hit.id != article.id for hit in library.similar(article.id).hits)
    assert library.article("none") is None


@pytest.mark.parametrize(("method", "options"), [("search", Request), ("index", IndexOptions)])
def test_the_options_are_those_of_the_command_line(method, options):
    parameters = inspect.signature(getattr(izde.Library, method)).parameters
    named = {
        name: parameter.default
        for name, parameter in parameters.items()
        if name != "self" and parameter.kind is not parameter.VAR_POSITIONAL
    }
    assert named == {field.name: field.default for field in msgspec.structs.fields(options)}


def test_a_missing_library_is_an_error_that_says_so(tmp_path):
    with pytest.raises(errors.LibraryError):
        izde.Library(tmp_path / "none")


def test_the_version_is_known():
    assert izde.__version__.count(".") == 2
