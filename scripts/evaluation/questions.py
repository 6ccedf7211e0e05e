"""Questions in Russian and English on the sample issues, written by hand from the articles that answer them.

`en` and `ru` are asked in the language of the article's body, `acrossru` and `acrossen` ask the same in the
other one. For some questions a few words are known of the sentence that answers: how often the passage that
is shown of the right article has them tells whether a reader sees the answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.collection import corrected, indexed
from evaluation.ranks import DEPTH, read_topics, rows, table
from evaluation.topics import TOPICS, answer
from izde.engines.interface import Snapshot
from izde.search.finding import find
from izde.search.results import Request


def answers() -> dict[str, str]:
    """By question, words of the sentence that answers it, as printed."""
    lines = (TOPICS / "questions-answers.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)


def shown(snapshot: Snapshot) -> Iterator[tuple[str, bool]]:
    """The kind of each question with a known answer whose article is found, and whether that is shown."""
    known = answers()
    for topic in read_topics(TOPICS / "questions.tsv", TOPICS / "questions-qrels.txt"):
        if topic.id in known:
            result = find(snapshot, Request(query=topic.query, limit=DEPTH))
            for hit in result.hits:
                if hit.id in topic.relevant:
                    passages = (" ".join(snippet.text.split()) for snippet in hit.snippets)
                    yield topic.kind, any(known[topic.id] in passage for passage in passages)


def report() -> str:
    """The figures by kind, then the share of right hits whose passage holds the answer."""
    topics = read_topics(TOPICS / "questions.tsv", TOPICS / "questions-qrels.txt")
    with indexed(corrected()) as snapshot:
        found = rows(topics, lambda query: answer(snapshot, query))
        passages = list(shown(snapshot))
    parts = [f"{len(topics)} questions over 42 articles:", table({"gold records": found})]
    held: dict[str, list[bool]] = {}
    for kind, holds in passages:
        held.setdefault(kind, []).append(holds)
    parts.append(
        "Passages of right hits that hold the answer's sentence: "
        + ", ".join(f"{kind} {sum(right)} of {len(right)}" for kind, right in sorted(held.items()))
        + "."
    )
    return "\n\n".join(parts)
