"""Finding across languages: an article whose title, abstract and keywords of one language were left out.

For every sample article and each language in which it has all three, these are taken out of the index; its
other two languages stay, and so does everything of the other articles. Then it is asked for with the
keywords that were left out: with all of them together, and with each alone. The glossary has only what the
rest of the library tells. Where the body is in the language left out, the query's words are still in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from evaluation.collection import corrected
from evaluation.ranks import DEPTH, one
from izde.engines.interface import Engine
from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh
from izde.model import LANGUAGES, Article, Language
from izde.search.finding import rank
from izde.search.ranking import RANKING, Ranking
from izde.search.results import Request


@dataclass(frozen=True)
class Case:
    """One article without one language: reciprocal ranks with the glossary and without, for all keywords
    together and as the mean over single ones."""

    article: str
    language: Language
    body: bool
    together: tuple[float, float]
    single: tuple[float, float]


def without(article: Article, language: Language) -> Article:
    """The article without what it prints in a language, its body apart."""
    from msgspec.structs import replace

    return replace(
        article,
        title={key: text for key, text in article.title.items() if key != language},
        abstracts={key: text for key, text in article.abstracts.items() if key != language},
        keywords={key: words for key, words in article.keywords.items() if key != language},
    )


def cases(articles: Sequence[Article], ranking: Ranking = RANKING) -> Iterator[Case]:
    """Every article without each of its languages."""
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine.create(Path(folder) / "index")
        with engine.batch() as batch:
            for article in articles:
                batch.add(weigh(article, article.id))
        for article in articles:
            for language in LANGUAGES:
                if not (
                    article.title.get(language)
                    and article.abstracts.get(language)
                    and article.keywords.get(language)
                ):
                    continue
                _put(engine, without(article, language))
                yield _case(engine, article, language, ranking)
            _put(engine, article)


def _put(engine: Engine, article: Article) -> None:
    with engine.batch() as batch:
        batch.delete_source(article.id)
        batch.add(weigh(article, article.id))


def _case(engine: Engine, article: Article, language: Language, ranking: Ranking) -> Case:
    keywords = article.keywords[language]
    snapshot = engine.snapshot()
    try:

        def reciprocal(query: str, translate: bool) -> float:
            request = Request(query=query, limit=DEPTH, translate=translate)
            ranked = [match.id for match in rank(snapshot, request, ranking).matches]
            return one(ranked, {article.id: 1})[1]

        return Case(
            article.id,
            language,
            article.language == language,
            *(
                (
                    _mean([reciprocal(q, True) for q in queries]),
                    _mean([reciprocal(q, False) for q in queries]),
                )
                for queries in ([" ".join(keywords)], keywords)
            ),
        )
    finally:
        snapshot.close()


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@lru_cache(maxsize=1)
def figures() -> tuple[Case, ...]:
    """The cases over the sample articles."""
    return tuple(cases(corrected()))


def report() -> str:
    """A table of MRR@10 with and without the glossary, by what is known of the language left out."""
    return table(figures())


def table(found: Sequence[Case]) -> str:
    """The figures of some cases."""
    groups = {f"{language} left out": [c for c in found if c.language == language] for language in LANGUAGES}
    groups["body in another language"] = [case for case in found if not case.body]
    groups["all"] = list(found)
    lines = [
        "| MRR@10 | articles | all keywords | without glossary | one keyword | without glossary |",
        "|---|---|---|---|---|---|",
    ]
    for name, group in groups.items():
        if group:
            columns = [
                _mean([pair[i] for pair in pairs])
                for pairs in ([c.together for c in group], [c.single for c in group])
                for i in (0, 1)
            ]
            lines.append(f"| {name} | {len(group)} | " + " | ".join(f"{x:.3f}" for x in columns) + " |")
    return "\n".join(lines)
