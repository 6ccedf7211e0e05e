"""How well people are found in running text by their surnames, in every case of both languages.

Each form of each surname of `tests/data/surnames.tsv` is printed in an article of its own, in the middle of a
sentence, at its beginning, beside initials, in a title in capitals; each is then typed, with and without
its capital, and should find all articles of that surname, in both languages. Beside them stand articles about
thickets, lobsters and other things that the dictionary takes such names for.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from evaluation.collection import indexed
from izde.engines.interface import Snapshot
from izde.model import Article, Language
from izde.search.finding import rank
from izde.search.results import Request

SURNAMES = Path(__file__).resolve().parents[2] / "tests" / "data" / "surnames.tsv"

#: The Russian cases: nominative, genitive, dative, accusative, instrumental, prepositional. Surnames in -ов
#: and -ин decline as nouns but for the instrumental of men and most cases of women.
_ENDINGS = {
    "masculine": ("", "а", "у", "а", "ым", "е"),
    "feminine": ("а", "ой", "ой", "у", "ой", "ой"),
    "child": ("", "", "", "", "", ""),
}
_RUSSIAN = (
    "В наших работах {name} упоминается чаще других.",
    "{name} посвящена отдельная глава этой книги.",
    "Речь идёт о поэзии, и прежде всего о К.А. {name} как авторе.",
    "Об этом писали в журналах, говорили о {name} и спорили.",
)
_KAZAKH = (
    "Бұл еңбекте {name} туралы көп айтылды.",
    "{name} арналған тарау бар.",
    "Зерттеуде А.Б. {name} қатысты деректер келтірілді.",
    "Газеттер мен кітаптарда {name} жайлы сөз болды.",
)
#: What the Russian dictionary takes some of the names for, as ordinary words in small letters.
_OTHER_THINGS = (
    "Густые токаи вдоль реки, в токаях гнездятся птицы, у токая растёт ива.",
    "Омары и другие ракообразные; лов омара, мясо омаров.",
    "Волки, орлы и зайцы степи: численность волков, орлов и зайцев.",
    "Кузнецы и мельники в городах: труд кузнецов и мельников.",
    "Виноград и виноградники юга; сорта винограда.",
)


class Row(NamedTuple):
    """A line of the report. `first` is recall of the articles in the typed language, among as many as are
    right in both; `both` that of the articles in either; `others` the share of queries that find one of the
    other things among them."""

    label: str
    queries: int
    first: float
    both: float
    others: float
    misses: list[str]


def surnames(path: Path = SURNAMES) -> list[list[tuple[Language, str]]]:
    """The forms of every surname with their languages."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    found: list[list[tuple[Language, str]]] = []
    for line in lines[1:]:
        kind, russian, *kazakh = line.split("\t")
        stem = russian.removesuffix("а") if kind == "feminine" else russian
        forms: list[tuple[Language, str]] = [("ru", stem + ending) for ending in _ENDINGS[kind]]
        forms += [("kk", form) for form in kazakh]
        found.append(list(dict.fromkeys(forms)))
    return found


def articles() -> list[Article]:
    """An article for each form, `number-place` being its id, and those about other things."""
    made = [
        Article(f"thing-{number}", language="ru", title={"ru": text}, body=text)
        for number, text in enumerate(_OTHER_THINGS)
    ]
    for number, forms in enumerate(surnames()):
        for place, (language, form) in enumerate(forms):
            sentences = _RUSSIAN if language == "ru" else _KAZAKH
            text = sentences[(number + place) % len(sentences)].format(name=form)
            article = Article(f"{number}-{place}", language=language)
            if place % 3 == 1:
                article.abstracts = {language: text}
            elif place % 3 == 2:
                article.title = {language: text.upper() if number % 2 else text}
            else:
                article.body = text
            made.append(article)
    return made


def measure(snapshot: Snapshot, label: str, *, language: Language, capital: bool) -> Row:
    """The queries in one language, typed with or without the capital."""
    first = both = 0.0
    queries = others = 0
    misses = []
    for number, forms in enumerate(surnames()):
        right = {f"{number}-{place}" for place in range(len(forms))}
        own = {f"{number}-{place}" for place, (said, _) in enumerate(forms) if said == language}
        for said, form in forms:
            if said != language:
                continue
            query = form if capital else form.lower()
            found = [match.id for match in rank(snapshot, Request(query=query, limit=100)).matches]
            queries += 1
            best = found[: len(right)]
            first += len(own.intersection(best)) / len(own)
            both += len(right.intersection(best)) / len(right)
            others += any(id.startswith("thing") for id in best)
            if not own <= set(best):
                misses.append(f"{query}: {len(own.intersection(best))} of {len(own)}")
    return Row(label, queries, first / queries, both / queries, others / queries, misses)


def rows() -> list[Row]:
    """The figures of both languages."""
    languages: tuple[tuple[Language, str], ...] = (("ru", "Russian"), ("kk", "Kazakh"))
    with indexed(articles()) as snapshot:
        return [
            measure(snapshot, f"{name}, {how}", language=language, capital=capital)
            for language, name in languages
            for capital, how in ((True, "as printed"), (False, "in small letters"))
        ]


def report() -> str:
    """A table, and some of what is missed."""
    measured = rows()
    lines = [
        f"{len(surnames())} surnames, each form in an article of its own:",
        "",
        "| typed | queries | recall | recall in both languages | other things found |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {r.label} | {r.queries} | {r.first:.3f} | {r.both:.3f} | {r.others:.3f} |" for r in measured
    ]
    missed = [miss for row in measured for miss in row.misses]
    if missed:
        lines += ["", f"Not complete ({len(missed)}): " + "; ".join(missed[:12])]
    return "\n".join(lines)
