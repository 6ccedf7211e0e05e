"""Why an article was found, and what its score is made of, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from izde.engines.interface import Match
from izde.interface import _
from izde.language.analyzers import analyze
from izde.model import Article, Language
from izde.search.expansion import Expansion
from izde.search.readings import Origin, Reading
from izde.search.results import Snippet
from izde.search.snippets import may_be_form

#: Origins that a person sees from the marked words alone.
_OBVIOUS = frozenset({Origin.FORM, Origin.LEMMA, Origin.NAME, Origin.PATTERN})
#: So many terms are named in one reason.
_MOST = 4


def why(card: Article, match: Match, expansion: Expansion, passages: Sequence[Snippet]) -> list[str]:
    """The reasons that are not obvious: "steppe war → степная война, дала соғысы"."""
    reasons: dict[str, list[str]] = {}
    printed = _printed(card)
    asked = any(snippet.lang == expansion.language and snippet.marks for snippet in passages)
    for label, key, _share in match.parts:
        if label.startswith("+"):
            continue
        sought = expansion.sought[int(label)]
        counted = sought.readings.get(key)
        if counted is None or counted.origin in _OBVIOUS or sought.function_word:
            continue
        if (counted.source or sought.text) in printed or (counted.translates and asked):
            # The typed words, or forms of them, are there as well; no one asks why.
            continue
        targets = reasons.setdefault(counted.source or sought.text, [])
        if counted.text:
            for reading in _alike(sought.readings.values(), counted):
                if reading.text in printed and _is_whole(reading.text, printed):
                    targets.append(reading.text)
            if counted.text not in targets:
                # A single word of another language is known as a stem, of which the passage prints a form.
                # It is known by its letters: analyzing it would load the dictionary of that language.
                marked = () if _is_whole(counted.text, printed) else _marked(passages)
                forms = [word for word, _language in marked if may_be_form(word, counted.text)]
                targets.insert(0, forms[0] if forms else counted.text)
            targets[:] = dict.fromkeys(targets)
        else:
            for word, language in _marked(passages):
                if word not in targets and any(term.key == key for term in analyze(word, language)):
                    targets.append(word)
    return [f"{source} → {', '.join(found[:_MOST])}" for source, found in reasons.items() if found]


def _alike(readings: Iterable[Reading], counted: Reading) -> list[Reading]:
    return [
        reading
        for reading in readings
        if reading.origin is counted.origin and reading.source == counted.source and reading.text
    ]


def _is_whole(text: str, printed: str) -> bool:
    """Whether a text is printed as it stands, not only within longer words."""
    return re.search(rf"(?<!\w){re.escape(text.lower())}(?!\w)", printed) is not None


def _printed(card: Article) -> str:
    parts = [*card.title.values(), *card.abstracts.values()]
    parts += ["; ".join(keywords) for keywords in card.keywords.values()]
    return " ".join(" ".join(part.split()) for part in parts).lower()


def _marked(passages: Sequence[Snippet]) -> list[tuple[str, Language | None]]:
    """The marked words, as printed but for capitals, each with its language."""
    return [
        (snippet.text[start:end].lower(), snippet.lang)
        for snippet in passages
        for start, end in snippet.marks
    ]


def score(match: Match, expansion: Expansion) -> list[str]:
    """The parts of a score in words: the words asked for, the largest share first; the factor by which an
    article that lacks some of them counts less; then what is added to that."""
    words: list[str] = []
    added: list[str] = []
    bonuses: dict[str, float] = {}
    found = extra = 0.0
    only_function_words = all(sought.function_word for sought in expansion.sought)
    for label, key, share in sorted(match.parts, key=lambda part: -part[2]):
        if label.startswith("+"):
            bonuses[label[1:]] = bonuses.get(label[1:], 0.0) + share
            extra += share
            continue
        sought = expansion.sought[int(label)]
        reading = sought.readings.get(key)
        how = _(reading.origin.value) if reading is not None else key
        if reading is not None and reading.text:
            how += f" “{reading.text}”"
        line = f"{share:.2f}  {sought.text}: {how}"
        if sought.function_word and not only_function_words:
            added.append(f"+ {line}")
            extra += share
        else:
            words.append(line)
            found += share
    if found and abs(match.score - extra - found) > 0.005 * match.score:
        words.append(f"×{(match.score - extra) / found:.2f}  " + _("for the words that it lacks"))
    added += [f"+ {share:.2f}  {_(bonus)}" for bonus, share in bonuses.items()]
    return [*words, *added, f"= {match.score:.2f}"]
