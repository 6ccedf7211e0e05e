"""What holds for every format in which articles leave."""

from __future__ import annotations

import pytest
from export_samples import article
from hypothesis import given, settings
from hypothesis import strategies as st

from izde.model import Article, Author, Dates
from izde.output.export import FORMATS, render_articles
from izde.output.file_names import file_name, file_names

_texts = st.text(max_size=30)
_languages = st.dictionaries(st.sampled_from(["kk", "ru", "en"]), _texts, max_size=3)


@settings(max_examples=60, deadline=None)
@given(_texts, _texts, _texts, _texts, _languages)
def test_no_text_breaks_a_format(
    title: str, name: str, keyword: str, body: str, texts: dict[str, str]
) -> None:
    etree = pytest.importorskip("lxml.etree")
    one = Article(
        "a",
        language="ru",
        title={"ru": title},
        authors=[
            Author(name, affiliation=body, about=texts),  # type: ignore[arg-type]
            Author(title, corporate=True, email=keyword, orcid=keyword),
        ],
        keywords={"ru": [keyword]},
        body=body,
        references=[body],
        references_romanised=[title, name],
        doi=title,
        number=name,
        udc=keyword,
        irsti=keyword,
        section=texts,  # type: ignore[arg-type]
        funding=texts,  # type: ignore[arg-type]
        citation=texts,  # type: ignore[arg-type]
        dates=Dates(title, name, keyword, body),
        licence=body,
        jel=[keyword],
    )
    for format_name, chosen in FORMATS.items():
        text = render_articles([one], format_name)
        text.encode("utf-8", "strict")
        if chosen.suffix == ".xml":
            etree.fromstring(text.encode())


@given(st.text(max_size=300))
def test_a_file_name_stays_in_its_folder(id: str) -> None:
    name = file_name(id)
    assert name.strip(". ")
    assert not {"/", "\\", ":", "\x00", "\n"} & set(name)
    assert not name.startswith((".", "-"))
    assert len(name.encode()) <= 220


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("хабаршы-2024-4-1", "хабаршы-2024-4-1"),
        ("dala 2024 (1)-3", "dala 2024 (1)-3"),
        ("../../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\x", "C-x"),
        ("..", "_"),
        ("con", "_con"),
        (".hidden", "hidden"),
    ],
)
def test_an_id_is_made_a_safe_name(id: str, name: str) -> None:
    assert file_name(id) == name


def test_no_two_articles_share_a_file() -> None:
    articles = [article(id=id) for id in ("a/b", "a-b", "A-B")]
    assert list(file_names(articles, ".xml")) == ["a-b.xml", "a-b-2.xml", "A-B-3.xml"]
