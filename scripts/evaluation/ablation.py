"""What each kind of term earns: the given and the composed topics with kinds switched off.

The index holds all kinds; a variant asks for some of them only. "none" looks for words as printed, "stem"
and "first five" add one kind of conflation, "both" the two; then the spellings (the script-neutral key,
words typed with other letters), slips and the other languages are added and taken away one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from evaluation.collection import corrected, indexed
from evaluation.ranks import Row, Topic, rows
from evaluation.topics import answer, given, halves
from izde.engines.interface import Snapshot
from izde.search.ranking import RANKING, Ranking

_FORMS = replace(
    RANKING,
    lemma=0.0,
    start=0.0,
    start_alone=0.0,
    sentence_start=0.0,
    fold=0.0,
    respelled=0.0,
    slip=0.0,
    weak_slip=0.0,
    translation=0.0,
    word_translation=0.0,
    sentence_translation=0.0,
    cognate=0.0,
    keyword=0.0,
)
_STARTS = {
    "start": RANKING.start,
    "start_alone": RANKING.start_alone,
    "sentence_start": RANKING.sentence_start,
}

#: Rankings by what they look for.
VARIANTS: dict[str, Ranking] = {
    "none: words as printed": _FORMS,
    "stem": replace(_FORMS, lemma=RANKING.lemma),
    "first five": replace(_FORMS, start=RANKING.lemma, start_alone=RANKING.lemma),
    "both": replace(_FORMS, lemma=RANKING.lemma, **_STARTS),
    "both, whole keywords": replace(_FORMS, lemma=RANKING.lemma, keyword=RANKING.keyword, **_STARTS),
    "all": RANKING,
    "all but first five": replace(RANKING, start=0.0, start_alone=0.0, sentence_start=0.0),
    "all but the script-neutral key": replace(RANKING, fold=0.0),
    "all but words typed with other letters": replace(RANKING, respelled=0.0),
    "all but either": replace(RANKING, fold=0.0, respelled=0.0),
    "all but slips": replace(RANKING, slip=0.0, weak_slip=0.0),
    "all but translations": replace(
        RANKING, translation=0.0, word_translation=0.0, sentence_translation=0.0, cognate=0.0
    ),
    "all but whole keywords": replace(RANKING, keyword=0.0),
    "all but neighbourhood": replace(RANKING, adjacency=0.0),
}


def figures(topics: Sequence[Topic]) -> Iterator[tuple[str, list[Row]]]:
    """The figures by kind of topic for each variant."""
    with indexed(corrected()) as snapshot:
        for name, ranking in VARIANTS.items():
            yield name, rows(topics, partial(_answer, snapshot, ranking))


def _answer(snapshot: Snapshot, ranking: Ranking, query: str) -> list[str]:
    return answer(snapshot, query, ranking)


def report() -> str:
    """A table of MRR@10 by kind of topic, a row a variant."""
    topics = [*given(), *chain.from_iterable(halves().values())]
    lines: list[str] = []
    for name, found in figures(topics):
        if not lines:
            kinds = [row.kind for row in found]
            lines = [f"| MRR@10 | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
        lines.append(f"| {name} | {' | '.join(f'{row.mrr:.3f}' for row in found)} |")
    return f"{len(topics)} topics over 42 articles.\n\n" + "\n".join(lines)
