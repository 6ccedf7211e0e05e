"""How extracted articles are held against gold records: alignment, then each field's precision and recall.

A text counts as right when it shares almost all its words with the printed one (the Dice coefficient of the
two multisets of words, case and punctuation aside): 0.90 for a title, 0.95 for an abstract. Keywords,
e-mails and ORCIDs are sets. A person is right when one of the found spellings is one of the printed ones,
spaces and stops aside. A list of references is right when it has the printed number of entries, or one more
or less. Affiliations are those in the article's language, whole; an ORCID is tied when it is its author's.
"No pages" are articles of issues that print no page number, right where none is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from izde.model import LANGUAGES, Article

TITLE_DICE, ABSTRACT_DICE, SAME_ARTICLE_DICE = 0.90, 0.95, 0.45
FIELDS = (
    "articles", "language", "title", "abstract", "keywords", "authors", "doi", "udc", "irsti", "emails",
    "orcids", "pages", "journal", "year", "number", "references", "affiliations", "tied", "no pages",
)  # fmt: skip


def words(text: str | None) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").casefold())


def dice(first: str | None, second: str | None) -> float:
    """The Dice coefficient of two texts' word multisets, between 0 and 1."""
    a, b = Counter(words(first)), Counter(words(second))
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 1.0


@dataclass(slots=True)
class Tally:
    """Right, found and printed items of one field."""

    right: int = 0
    found: int = 0
    printed: int = 0

    def add(self, right: int, found: int, printed: int) -> None:
        self.right += right
        self.found += found
        self.printed += printed

    def sets(self, found: Iterable[str], printed: Iterable[str]) -> None:
        a, b = set(found), set(printed)
        self.add(len(a & b), len(a), len(b))

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.printed if self.printed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The tallies of an extraction, the Dice of each body, and a line for everything that is wrong."""

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    bodies: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    @property
    def body(self) -> float:
        return sum(self.bodies) / len(self.bodies) if self.bodies else 1.0

    def add(self, other: Scores) -> None:
        for name, tally in other.fields.items():
            self.fields[name].add(tally.right, tally.found, tally.printed)
        self.bodies += other.bodies
        self.misses += other.misses


def _fingerprint(article: Article) -> str:
    parts = [*article.title.values(), *article.abstracts.values()]
    if not article.abstracts:
        parts.append(article.body[:2000])
    return " ".join(parts)


def align(found: Sequence[Article], gold: Sequence[Article]) -> dict[int, int]:
    """Which found article is which gold one (gold index to found index), most alike first."""
    left, right = [_fingerprint(a) for a in found], [_fingerprint(a) for a in gold]
    pairs = sorted(
        ((dice(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for closeness, i, j in pairs:
        if closeness < SAME_ARTICLE_DICE:
            break
        if i not in used and j not in taken:
            used.add(i)
            taken[j] = i
    return taken


def _name_key(name: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", name)).casefold()


def _people(article: Article) -> list[set[str]]:
    return [{_name_key(name) for name in (author.name, *author.names)} for author in article.authors]


def _score_lists(scores: Scores, found: Article, gold: Article) -> None:
    """Whether the lists of references have the printed number of entries, one more or less."""
    for name in ("references", "references_romanised"):
        have, want = len(getattr(found, name)), len(getattr(gold, name))
        if want:
            scores.fields["references"].add(int(abs(have - want) <= 1), int(bool(have)), 1)
            if abs(have - want) > 1:
                scores.misses.append(f"{gold.id}\t{name}\t{have} for {want}")


def _score_ties(scores: Scores, found: Article, gold: Article) -> None:
    """Whether each author has the printed affiliations and the printed ORCID."""
    people = list(zip(_people(found), found.authors, strict=True))
    for spellings, author in zip(_people(gold), gold.authors, strict=True):
        match = next((other for known, other in people if known & spellings), None)
        for language, printed in author.affiliations.items():
            have = match.affiliations.get(language, []) if match else []
            right = [words(text) for text in have] == [words(text) for text in printed]
            scores.fields["affiliations"].add(int(right), int(bool(have)), 1)
            if not right:
                scores.misses.append(f"{gold.id}\taffiliations\t{have} for {printed}")
        if author.orcid:
            tied = match.orcid if match else None
            scores.fields["tied"].add(int(tied == author.orcid), int(bool(tied)), 1)
            if tied != author.orcid:
                scores.misses.append(f"{gold.id}\ttied\t{tied} for {author.orcid} ({author.name})")


def _score_pair(scores: Scores, found: Article, gold: Article) -> None:
    fields = scores.fields
    _score_lists(scores, found, gold)
    _score_ties(scores, found, gold)
    fields["language"].add(int(found.language == gold.language), 1, 1) if gold.language else None
    for name, bar, a_texts, b_texts in (
        ("title", TITLE_DICE, found.title, gold.title),
        ("abstract", ABSTRACT_DICE, found.abstracts, gold.abstracts),
    ):
        for language in LANGUAGES:
            a, b = a_texts.get(language), b_texts.get(language)
            close = dice(a, b) if a and b else 0.0
            fields[name].add(int(bool(a and b) and close >= bar), int(bool(a)), int(bool(b)))
            if bool(a) != bool(b) or (b and close < bar):
                scores.misses.append(f"{gold.id}\t{name}.{language}\t{close:.2f}")
    for language in LANGUAGES:
        a_keys = {" ".join(words(k)) for k in found.keywords.get(language, ())}
        b_keys = {" ".join(words(k)) for k in gold.keywords.get(language, ())}
        fields["keywords"].sets(a_keys, b_keys)
        if a_keys != b_keys:
            scores.misses.append(f"{gold.id}\tkeywords.{language}\t{sorted(a_keys ^ b_keys)}")
    free = _people(gold)
    people = _people(found)
    right = 0
    for spellings in people:
        match = next((person for person in free if person & spellings), None)
        if match is not None:
            free.remove(match)
            right += 1
    fields["authors"].add(right, len(people), len(gold.authors))
    if not right == len(people) == len(gold.authors):
        scores.misses.append(f"{gold.id}\tauthors\t{right} of {len(gold.authors)}, {len(people)} found")
    for name in ("doi", "udc", "irsti"):
        a_code, b_code = (
            re.sub(r"\s", "", value or "").casefold() for value in (getattr(found, name), getattr(gold, name))
        )
        fields[name].add(int(bool(b_code) and a_code == b_code), int(bool(a_code)), int(bool(b_code)))
        if a_code != b_code:
            scores.misses.append(f"{gold.id}\t{name}\t{a_code!r} for {b_code!r}")
    for name in ("emails", "orcids"):
        a_set, b_set = (
            {re.sub(r"\s", "", v).casefold() for v in values}
            for values in (getattr(found, name), getattr(gold, name))
        )
        fields[name].sets(a_set, b_set)
        if a_set != b_set:
            scores.misses.append(f"{gold.id}\t{name}\t{sorted(a_set ^ b_set)}")
    for name in ("pages", "year", "number", "journal"):
        a_value, b_value = getattr(found, name), getattr(gold, name)
        if name == "journal":
            # A title page prints in capitals what a foot does not.
            a_value, b_value = ({k: words(v) for k, v in names.items()} for names in (a_value, b_value))
        if b_value:
            fields[name].add(int(a_value == b_value), int(bool(a_value)), 1)
            if a_value != b_value:
                scores.misses.append(f"{gold.id}\t{name}\t{a_value!r} for {b_value!r}")
    if gold.body:
        scores.bodies.append(dice(found.body, gold.body))


def score(
    found: Sequence[Article],
    gold: Sequence[Article],
    partial: bool = False,
    unpaged: bool = False,
) -> Scores:
    """Score an issue. `partial`: the gold covers only some of the articles, so others are not strays.
    `unpaged`: the issue prints no page numbers."""
    scores = Scores()
    if unpaged:
        invented = [article.id for article in found if article.pages]
        scores.fields["no pages"].add(len(found) - len(invented), len(found), len(found))
        scores.misses.extend(f"{identifier}\tpages invented" for identifier in invented)
    pairs = align(found, gold)
    stray = 0 if partial else len(found) - len(pairs)
    scores.fields["articles"].add(len(pairs), len(pairs) + stray, len(gold))
    for j, record in enumerate(gold):
        if j in pairs:
            _score_pair(scores, found[pairs[j]], record)
        else:
            scores.misses.append(f"{record.id}\tarticle\tnot found")
            _score_pair(scores, Article(id=""), record)
    return scores


def table(scores: Scores, only: Iterable[str] = FIELDS) -> str:
    """The scores as a Markdown table, a row a field that was printed or found at all."""
    lines = ["| field | precision | recall | F1 | printed |", "|---|---|---|---|---|"]
    for name in only:
        tally = scores.fields[name]
        if tally.printed or tally.found:
            lines.append(
                f"| {name} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} | {tally.printed} |"
            )
    lines.append(f"| body (mean Dice) |  |  | {scores.body:.3f} | {len(scores.bodies)} |")
    return "\n".join(lines)
