"""How fast records become searchable on one core, beside what others make of the same texts.

Izde indexes all its kinds of term (forms, lemmas, first letters, folded spellings, names, the glossary).
The others index the words as they stand, in lower case, in the same five fields, with positions, and store
the record. Each runs in a process of its own, from nothing remembered.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks import corpus
from benchmarks.tables import table
from izde.model import Article

FIELDS = ("title", "keyword", "abstract", "body", "author")
_SCRIPTS = Path(__file__).resolve().parents[1]


class Row(NamedTuple):
    """Processor seconds for the same articles, and bytes on disk."""

    what: str
    seconds: float
    size: int


def texts(article: Article) -> tuple[str, str, str, str, str]:
    """An article's texts by field, in the order of `FIELDS`."""
    return (
        " ".join(article.title.values()),
        " ".join(keyword for keywords in article.keywords.values() for keyword in keywords),
        " ".join(article.abstracts.values()),
        article.body,
        " ".join(author.name for author in article.authors),
    )


def _izde(articles: list[Article], folder: Path) -> None:
    from izde.engines.whoosh.engine import WhooshEngine
    from izde.index.weighing import weigh

    engine = WhooshEngine.create(folder / "index")
    for source, issue in groupby(articles, key=lambda article: article.source):
        with engine.batch() as batch:
            for article in issue:
                batch.add(weigh(article, source))


def _whoosh(articles: list[Article], folder: Path) -> None:
    from whoosh.analysis.filters import LowercaseFilter
    from whoosh.analysis.tokenizers import RegexTokenizer
    from whoosh.fields import ID, STORED, TEXT, Schema
    from whoosh.index import create_in

    analyzer = RegexTokenizer() | LowercaseFilter()
    schema = Schema(id=ID(stored=True), record=STORED(), **{name: TEXT(analyzer=analyzer) for name in FIELDS})
    index = create_in(str(folder), schema)
    for _, issue in groupby(articles, key=lambda article: article.source):
        writer = index.writer(limitmb=256)
        for article in issue:
            fields = dict(zip(FIELDS, texts(article), strict=True))
            writer.add_document(id=article.id, record=msgspec.json.encode(article), **fields)
        writer.commit()


def _fts5(articles: list[Article], folder: Path) -> None:
    import sqlite3

    database = sqlite3.connect(folder / "index.sqlite")
    columns = ", ".join(FIELDS)
    database.execute(f"create virtual table text using fts5({columns}, content='', tokenize='unicode61')")
    database.execute("create table record (id text primary key, json blob)")
    for _, issue in groupby(articles, key=lambda article: article.source):
        with database:
            for article in issue:
                row = database.execute(
                    "insert into record values (?, ?)", (article.id, msgspec.json.encode(article))
                ).lastrowid
                database.execute(
                    f"insert into text (rowid, {columns}) values (?, ?, ?, ?, ?, ?)", (row, *texts(article))
                )
    database.close()


def _tantivy(articles: list[Article], folder: Path) -> None:
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in FIELDS:
        builder.add_text_field(name)
    builder.add_bytes_field("record", stored=True, indexed=False)
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(num_threads=1)
    for _, issue in groupby(articles, key=lambda article: article.source):
        for article in issue:
            document = tantivy.Document()
            for name, text in zip(FIELDS, texts(article), strict=True):
                document.add_text(name, text)
            document.add_bytes("record", msgspec.json.encode(article))
            writer.add_document(document)
        writer.commit()
    writer.wait_merging_threads()


SYSTEMS: dict[str, tuple[str, Callable[[list[Article], Path], None]]] = {
    "izde": ("Izde, all its terms", _izde),
    "whoosh": ("Whoosh, words in lower case", _whoosh),
    "fts5": ("SQLite FTS5, unicode61", _fts5),
    "tantivy": ("Tantivy, default tokenizer", _tantivy),
}


def measure(system: str, count: int) -> Row:
    """Index `count` articles in this process."""
    articles = list(corpus.articles(count))
    what, run = SYSTEMS[system]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        run(articles, Path(folder))
        seconds = time.process_time() - begun
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return Row(what, seconds, size)


def report(*, quick: bool = False) -> str:
    count = 50 if quick else 500
    megabytes = sum(corpus.characters(article) for article in corpus.articles(count)) / 1e6
    rows = []
    for system in SYSTEMS:
        # Each in a fresh process, that none profits from what another has loaded.
        command = (sys.executable, "-m", "benchmarks.indexing", system, str(count))
        answer = subprocess.run(command, cwd=_SCRIPTS, check=True, capture_output=True)
        rows.append(msgspec.json.decode(answer.stdout, type=Row))
    plain = next(row for row in rows if row.what == SYSTEMS["whoosh"][0])
    lines = [
        (
            row.what,
            f"{row.seconds:.1f} s",
            f"{megabytes / row.seconds:.2f}",
            f"{row.seconds / plain.seconds:.2f}",
            f"{row.size / 1e6:.1f}",
        )
        for row in rows
    ]
    heads = ("", "processor time", "million characters a second", "beside plain Whoosh", "MB on disk")
    return (
        f"{count} articles of {megabytes:.1f} million characters, one commit an issue of "
        f"{corpus.PER_ISSUE}.\n\n" + table(heads, lines)
    )


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(measure(sys.argv[1], int(sys.argv[2]))).decode())
