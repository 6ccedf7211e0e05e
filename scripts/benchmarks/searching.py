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
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast

import msgspec

from benchmarks import corpus
from benchmarks.indexing import FIELDS
from benchmarks.tables import table
from izde.engines import catalogue
from izde.engines.interface import IndexedArticle, Snapshot
from izde.index.weighing import WEIGHTS, weigh
from izde.language import analyzers, stopwords, tokens
from izde.language.terms import Kind
from izde.model import Article, Language
from izde.search import search
from izde.search.results import Request

_WEIGHTS = [getattr(WEIGHTS, name).weight for name in FIELDS]
#: Articles in one commit while a library is built.
_COMMIT = 100
_HITS = 10

Answer = Callable[["Query"], object]
#: A record, and the lemmas of its fields.
Lemmas: TypeAlias = "tuple[bytes, tuple[str, ...]]"


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


class _Watched:
    """A snapshot that takes the processor time of what is asked of it: the engine's share of a search."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.seconds = 0.0

    def __len__(self) -> int:
        return len(self._snapshot)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._snapshot, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            begun = time.process_time()
            answer = method(*arguments, **options)
            if isinstance(answer, Iterator):
                answer = iter(list(answer))
            self.seconds += time.process_time() - begun
            return answer

        return watched


class _Izde:
    """Izde on one of its engines. `share` has the milliseconds of the engine's in the last search."""

    def __init__(self, folder: Path, name: str) -> None:
        path = folder / f"izde-{name}"
        kind = catalogue.engine(name)
        self._engine = kind.open(path, {}) if path.exists() else kind.create(path, {})
        self.share = 0.0

    def add(self, articles: list[IndexedArticle]) -> None:
        with self._engine.batch() as batch:
            for article in articles:
                batch.add(article)

    def ready(self) -> Answer:
        watched = _Watched(self._engine.snapshot())

        def answer(query: Query) -> object:
            watched.seconds = 0.0
            found = search(cast(Snapshot, watched), Request(query=query.typed, limit=_HITS))
            self.share = watched.seconds * 1000
            return found

        return answer


class _Fts5:
    def __init__(self, folder: Path) -> None:
        import sqlite3

        self._database = sqlite3.connect(folder / "fts5.sqlite")
        columns = ", ".join(FIELDS)
        options = "content='', tokenize='unicode61 remove_diacritics 0'"
        self._database.execute(f"create virtual table if not exists text using fts5({columns}, {options})")
        self._database.execute("create table if not exists record (id integer primary key, json blob)")

    def add(self, articles: list[Lemmas]) -> None:
        columns = ", ".join(FIELDS)
        with self._database:
            for record, texts in articles:
                row = self._database.execute("insert into record (json) values (?)", (record,)).lastrowid
                self._database.execute(
                    f"insert into text (rowid, {columns}) values (?, ?, ?, ?, ?, ?)", (row, *texts)
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

    def add(self, articles: list[Lemmas]) -> None:
        import tantivy

        for record, texts in articles:
            document = tantivy.Document()
            for name, text in zip(FIELDS, texts, strict=True):
                document.add_text(name, text)
            document.add_bytes("record", record)
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


#: The engines of Izde that are measured, and what they are called.
ENGINES = {"whoosh": "Izde on Whoosh", "tantivy": "Izde on Tantivy"}
OTHERS: dict[str, Callable[[Path], _Fts5 | _Tantivy]] = {"FTS5": _Fts5, "Tantivy": _Tantivy}


# Measuring ---------------------------------------------------------------------------------------------


def rows(
    count: int,
    each: int,
    keep: Path | None = None,
    *,
    body: float = 1.0,
    systems: Sequence[str] = (*ENGINES, *OTHERS),
) -> list[Row]:
    """Time queries on `count` articles, the systems taking turns, each query once after a warm-up.

    The libraries are made in a temporary folder, or in a folder of `keep`, where they are found again. `body`
    is how long bodies are, as a share of the sample articles'.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) if keep is None else keep / (f"{count}" if body == 1 else f"{count}-{body}")
        complete = folder / "complete"
        held = complete.exists()
        if not held:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        engines = {ENGINES[name]: _Izde(folder, name) for name in ENGINES if name in systems}
        others = {name: make(folder) for name, make in OTHERS.items() if name in systems}
        if not held:
            waiting: list[Article] = []
            for number, article in enumerate(corpus.articles(count, body=body), 1):
                waiting.append(article)
                if len(waiting) == _COMMIT or number == count:
                    _add(list(engines.values()), list(others.values()), waiting)
                    waiting = []
        answers = {name: system.ready() for name, system in (*engines.items(), *others.items())}
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
                of_kind = times.setdefault(query.kind, {})
                of_kind.setdefault(name, []).append(elapsed)
                if name in engines:
                    of_kind.setdefault(f"{name}, its part", []).append(engines[name].share)
    return [
        Row(kind, {name: (statistics.median(ms), _percentile(ms)) for name, ms in by_system.items()})
        for kind, by_system in times.items()
    ]


def _add(engines: Sequence[_Izde], others: Sequence[_Fts5 | _Tantivy], articles: list[Article]) -> None:
    if engines:
        indexed = [weigh(article, article.source) for article in articles]
        for engine in engines:
            engine.add(indexed)
    if others:
        lemmas = [
            (
                msgspec.json.encode(msgspec.structs.replace(article, body="", references=[])),
                _columns(article),
            )
            for article in articles
        ]
        for other in others:
            other.add(lemmas)


def _percentile(values: list[float], share: float = 0.95) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _table(found: Sequence[Row]) -> str:
    names = list(dict.fromkeys(name for row in found for name in row.times))
    lines = []
    for row in found:
        cells = [row.kind]
        for name in names:
            cells += [f"{ms:.1f}" for ms in row.times[name]] if name in row.times else ["–", "–"]
        lines.append(cells)
    return table(["", *(f"{name} {what}" for name in names for what in ("p50", "p95"))], lines)


def report(
    *,
    quick: bool = False,
    keep: Path | None = None,
    articles: Sequence[int] | None = None,
    large: bool = False,
) -> str:
    """The tables, for libraries of so many `articles`.

    `large` takes those of 100,000 articles with short bodies and of 1,000,000 without instead, of the systems
    that can hold so many.
    """
    parts = []
    each = 10 if quick else 60
    if large:
        for count, body, said in ((100_000, 0.04, "short bodies"), (1_000_000, 0.0, "no bodies")):
            found = rows(count, each, keep, body=body, systems=("tantivy", "Tantivy"))
            parts.append(f"{count:,} articles, {said}, milliseconds of processor time.\n\n" + _table(found))
    for count in articles or (() if large else (200,) if quick else (1000, 10000)):
        found = rows(count, each, keep)
        parts.append(f"{count:,} articles, milliseconds of processor time.\n\n" + _table(found))
    return "\n\n".join(parts)
