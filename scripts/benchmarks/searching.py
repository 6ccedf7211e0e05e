"""How long a warm search takes, by kind of query, beside SQLite FTS5 and Tantivy over the same terms.

Izde is measured as a person meets it: the query is parsed, analyzed, expanded with spellings and with the
other languages' terms, and the best ten are shown with passages. The others hold one lemma a word in the
same five fields with the same weights, are given the query as lemmas ready made, and read the ten records.
"""

from __future__ import annotations

import gc
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks import corpus
from benchmarks.indexing import FIELDS
from benchmarks.tables import table
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import WEIGHTS, weigh
from izde.language import analyzers, stopwords, tokens
from izde.language.terms import Kind
from izde.model import Article, Language
from izde.search import search
from izde.search.results import Request

_WEIGHTS = [getattr(WEIGHTS, name).weight for name in FIELDS]
#: Issues in one commit while a library is built.
_COMMIT = 4
_HITS = 10

Answer = Callable[["Query"], object]


class Query(NamedTuple):
    """A query as a person types it, and the lemmas that the other systems are given."""

    kind: str
    typed: str
    lemmas: tuple[str, ...]


class Row(NamedTuple):
    """Milliseconds for the queries of a kind: the median and the 95th percentile of each system."""

    kind: str
    times: dict[str, tuple[float, float]]


# The same terms for all --------------------------------------------------------------------------------


@lru_cache(maxsize=200_000)
def _lemma(word: str, language: Language | None) -> str:
    terms = analyzers.analyze(word, language)
    lemma = next((term.text for term in terms if term.kind is Kind.LEMMA), word)
    # The others' tokenizers would cut a compound or a code in pieces.
    return "".join(letter for letter in lemma if letter.isalnum()) or "x"


def _lemmas(text: str, language: Language | None) -> str:
    return " ".join(_lemma(token.text, language) for token in tokens.tokenize(text))


def _columns(article: Article) -> tuple[str, ...]:
    return (
        " ".join(_lemmas(text, language) for language, text in article.title.items()),
        " ".join(_lemmas(" ".join(words), language) for language, words in article.keywords.items()),
        " ".join(_lemmas(text, language) for language, text in article.abstracts.items()),
        _lemmas(article.body, article.language),
        " ".join(_lemmas(author.name, article.language) for author in article.authors),
    )


# Queries -----------------------------------------------------------------------------------------------


def queries(each: int, seed: int = 7) -> list[Query]:
    """`each` queries of every kind, of words that stand in titles, abstracts and bylines."""
    draw = random.Random(seed)
    found: list[Query] = []
    articles = [article for article in corpus.samples() if article.authors and article.language]
    while len(found) < 6 * each:
        article = draw.choice(articles)
        language = draw.choice([one for one in article.abstracts if article.title.get(one)] or [None])
        if language is None:
            continue
        run = _content(article.abstracts[language])
        title = _content(article.title[language])
        long = [word for word in run if len(word) > 6]
        if len(run) < 4 or len(title) < 2 or not long:
            continue
        first = draw.randrange(len(run) - 3)
        at = draw.randrange(len(title) - 1)
        word = draw.choice(long)
        cut = draw.randrange(2, len(word) - 1)
        slip = word[:cut] + word[cut + 1 :]
        name = max(tokens.tokenize(draw.choice(article.authors).name), key=lambda token: len(token.text)).text
        for kind, typed, words in (
            ("one word", word, [word]),
            ("three words", " ".join(run[first : first + 3]), run[first : first + 3]),
            ("phrase", '"' + " ".join(title[at : at + 2]) + '"', title[at : at + 2]),
            ("prefix", word[:5] + "*", [word[:5]]),
            ("fuzzy", slip + "~", [slip]),
            ("author", f"author:{name}", [name]),
        ):
            plain = kind in ("prefix", "fuzzy")
            found.append(Query(kind, typed, tuple(one if plain else _lemma(one, language) for one in words)))
    return found


def _content(text: str) -> list[str]:
    words = [token.text for token in tokens.tokenize(text)]
    return [word for word in words if len(word) > 2 and word.isalpha() and not stopwords.is_stopword(word)]


# Systems -----------------------------------------------------------------------------------------------


class _Izde:
    def __init__(self, folder: Path) -> None:
        path = folder / "izde"
        self._engine = WhooshEngine.open(path) if path.exists() else WhooshEngine.create(path)

    def add(self, issues: list[list[Article]]) -> None:
        with self._engine.batch() as batch:
            for issue in issues:
                for article in issue:
                    batch.add(weigh(article, article.source))

    def ready(self) -> Answer:
        snapshot = self._engine.snapshot()
        return lambda query: search(snapshot, Request(query=query.typed, limit=_HITS))


class _Fts5:
    def __init__(self, folder: Path) -> None:
        import sqlite3

        self._database = sqlite3.connect(folder / "fts5.sqlite")
        columns = ", ".join(FIELDS)
        options = "content='', tokenize='unicode61 remove_diacritics 0'"
        self._database.execute(f"create virtual table if not exists text using fts5({columns}, {options})")
        self._database.execute("create table if not exists record (id integer primary key, json blob)")

    def add(self, issues: list[list[Article]]) -> None:
        columns = ", ".join(FIELDS)
        with self._database:
            for issue in issues:
                for article in issue:
                    card = msgspec.structs.replace(article, body="", references=[])
                    row = self._database.execute(
                        "insert into record (json) values (?)", (msgspec.json.encode(card),)
                    ).lastrowid
                    self._database.execute(
                        f"insert into text (rowid, {columns}) values (?, ?, ?, ?, ?, ?)",
                        (row, *_columns(article)),
                    )

    def ready(self) -> Answer:
        weights = ", ".join(map(str, _WEIGHTS))
        statement = (
            "select record.json from (select rowid as id from text where text match ? "
            f"order by bm25(text, {weights}) limit {_HITS}) as best join record using (id)"
        )

        def answer(query: Query) -> object:
            words = [f'"{word}"' for word in query.lemmas]
            match = {
                "phrase": '"' + " ".join(query.lemmas) + '"',
                "prefix": words[0] + "*",
                "author": "author: " + words[0],
            }.get(query.kind, " OR ".join(words))
            return [msgspec.json.decode(row[0]) for row in self._database.execute(statement, (match,))]

        return answer


class _Tantivy:
    def __init__(self, folder: Path) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        for name in FIELDS:
            builder.add_text_field(name)
        builder.add_bytes_field("record", stored=True, indexed=False)
        self._schema = builder.build()
        (folder / "tantivy").mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))
        self._writer = self._index.writer(num_threads=1)

    def add(self, issues: list[list[Article]]) -> None:
        import tantivy

        for issue in issues:
            for article in issue:
                document = tantivy.Document()
                for name, text in zip(FIELDS, _columns(article), strict=True):
                    document.add_text(name, text)
                card = msgspec.structs.replace(article, body="", references=[])
                document.add_bytes("record", msgspec.json.encode(card))
                self._writer.add_document(document)
        self._writer.commit()

    def ready(self) -> Answer:
        self._writer.wait_merging_threads()
        self._index.reload()
        searcher = self._index.searcher()

        def answer(query: Query) -> object:
            found = searcher.search(self._query(query), _HITS).hits
            return [msgspec.json.decode(searcher.doc(address)["record"][0]) for _, address in found]

        return answer

    def _query(self, query: Query) -> Any:
        import tantivy

        of = tantivy.Query
        fields = ("author",) if query.kind == "author" else FIELDS
        clauses = []
        for name in fields:
            weight = _WEIGHTS[FIELDS.index(name)]
            if query.kind == "phrase":
                parts = [of.phrase_query(self._schema, name, list(query.lemmas))]
            elif query.kind == "prefix":
                parts = [of.regex_query(self._schema, name, query.lemmas[0] + ".*")]
            elif query.kind == "fuzzy":
                parts = [of.fuzzy_term_query(self._schema, name, query.lemmas[0], distance=1)]
            else:
                parts = [of.term_query(self._schema, name, word) for word in query.lemmas]
            clauses += [(tantivy.Occur.Should, of.boost_query(part, weight)) for part in parts]
        return of.boolean_query(clauses)


SYSTEMS: dict[str, Callable[[Path], _Izde | _Fts5 | _Tantivy]] = {
    "Izde": _Izde,
    "FTS5": _Fts5,
    "Tantivy": _Tantivy,
}


# Measuring ---------------------------------------------------------------------------------------------


def rows(count: int, each: int, keep: Path | None = None) -> list[Row]:
    """Time queries on `count` articles, the systems taking turns, each query once after a warm-up.

    The libraries are made in a temporary folder, or in a folder of `keep`, where they are found again.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) if keep is None else keep / str(count)
        complete = folder / "complete"
        held = complete.exists()
        if not held and keep is not None:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        systems = {name: make(folder) for name, make in SYSTEMS.items()}
        if not held:
            waiting: list[list[Article]] = []
            for _, issue in groupby(corpus.articles(count), key=lambda article: article.source):
                waiting.append(list(issue))
                if len(waiting) == _COMMIT:
                    _add(systems.values(), waiting)
            _add(systems.values(), waiting)
        answers = {name: system.ready() for name, system in systems.items()}
        if not held:
            complete.touch()
        for query in queries(3, seed=1):
            for answer in answers.values():
                answer(query)
        # What the measuring itself keeps in memory must not be walked by Python's collector meanwhile.
        gc.collect()
        gc.freeze()
        times: dict[str, dict[str, list[float]]] = {}
        for query in queries(each):
            for name, answer in answers.items():
                if name == "FTS5" and query.kind == "fuzzy":
                    continue
                begun = time.process_time()
                answer(query)
                elapsed = (time.process_time() - begun) * 1000
                times.setdefault(query.kind, {}).setdefault(name, []).append(elapsed)
    return [
        Row(kind, {name: (statistics.median(ms), _percentile(ms)) for name, ms in by_system.items()})
        for kind, by_system in times.items()
    ]


def _add(systems: Any, waiting: list[list[Article]]) -> None:
    for system in systems:
        system.add(waiting)
    waiting.clear()


def _percentile(values: list[float], share: float = 0.95) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(*, quick: bool = False, keep: Path | None = None) -> str:
    parts = []
    for count in (200,) if quick else (1000, 10000):
        lines = []
        for row in rows(count, 10 if quick else 60, keep):
            cells = [row.kind]
            for name in SYSTEMS:
                cells += [f"{ms:.1f}" for ms in row.times[name]] if name in row.times else ["–", "–"]
            for name in ("FTS5", "Tantivy"):
                known = row.times.get(name)
                cells.append(f"{row.times['Izde'][0] / known[0]:.1f}" if known else "–")
            lines.append(cells)
        heads = ["", *(f"{name} {what}" for name in SYSTEMS for what in ("p50", "p95"))]
        heads += [f"p50 to {name}" for name in ("FTS5", "Tantivy")]
        parts.append(f"{count:,} articles, milliseconds of processor time.\n\n" + table(heads, lines))
    return "\n\n".join(parts)
