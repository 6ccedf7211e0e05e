"""What else a query may mean, where its plain reading finds nothing or seems to be typed wrong.

`REREADINGS` says what is tried, in which order, and why. Each rereading looks at the answer so far and gives
a better one, or None where it does not apply or helps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from izde.engines.interface import Filters, Match, Order, Snapshot
from izde.interface import _
from izde.search import realwords, syntax
from izde.search.expansion import Expander, Expansion
from izde.search.inquiry import unknown
from izde.search.parser import parse
from izde.search.ranking import Ranking
from izde.search.results import Request
from izde.search.syntax import Query


class Answer(msgspec.Struct, frozen=True):
    """The engine's answer, and what was asked of it."""

    expansion: Expansion
    total: int
    matches: list[Match]


class Asking(NamedTuple):
    """One request on its way: what does not change however its query is read."""

    snapshot: Snapshot
    request: Request
    query: Query
    filters: Filters
    order: Order
    ranking: Ranking

    @property
    def limit(self) -> int:
        """How many articles are wanted."""
        return self.request.offset + self.request.limit

    def expand(
        self,
        query: Query,
        *,
        relaxed: bool = False,
        meant: Mapping[str, Sequence[str]] | None = None,
    ) -> Expansion:
        """A query in place of the typed one, as `izde.search.expansion` reads it."""
        request = self.request
        expander = Expander(
            self.snapshot, exact=request.exact, translate=request.translate, ranking=self.ranking, meant=meant
        )
        author = request.author.encode("utf-8", "replace").decode("utf-8") if request.author else None
        return expander.expand(query, self.filters, author=author, relaxed=relaxed)

    def answer(self, expansion: Expansion) -> Answer:
        """What the engine finds for an expansion."""
        found = self.snapshot.search(expansion.node, expansion.filters, self.limit, self.order)
        return Answer(expansion, *found)


def answer(asking: Asking) -> Answer:
    """The answer to the query as typed, or to the rereading of it that is better."""
    found = asking.answer(asking.expand(asking.query))
    for rereading in REREADINGS:
        better = rereading.read(asking, found)
        if better is not None:
            found = better
            if rereading.settles:
                break
    return found


def _phrase_as_words(asking: Asking, found: Answer) -> Answer | None:
    if found.total or not found.expansion.quoted:
        return None
    loose = asking.answer(asking.expand(asking.query, relaxed=True))
    if loose.total:
        loose.expansion.notes.append(
            _("No article has the phrase as quoted; its words were looked for instead.")
        )
    return loose


def _address_as_doi(asking: Asking, found: Answer) -> Answer | None:
    if found.total or not _is_doi(asking.query.root):
        return None
    return asking.answer(asking.expand(parse(f"doi:{asking.request.query.strip()}")))


def _other_keyboard(asking: Asking, found: Answer) -> Answer | None:
    wrong = unknown(found.expansion.sought)
    if not wrong or asking.request.exact:
        return None
    from izde.search import layouts

    other = layouts.reread(asking.request.query, wrong, lambda text: asking.expand(parse(text)))
    if other is None:
        return None
    better = asking.answer(other)
    return better if better.total else None


def _another_word(asking: Asking, found: Answer) -> Answer | None:
    if asking.request.exact or not _goes_together(asking.query.root):
        return None
    words = [sought for sought in found.expansion.words if sought.found]
    asked = [realwords.Asked(sought.text, sought.readings) for sought in words]
    better = realwords.correction(asking.snapshot, asked, found.expansion.filters)
    if better is None:
        return None
    expansion = asking.expand(asking.query, meant={better.typed: better.words})
    return Answer(
        expansion,
        *realwords.holders_first(
            asking.snapshot, expansion.node, expansion.filters, better.holding, asking.limit, asking.order
        ),
    )


class Rereading(NamedTuple):
    """One way of reading a query again; where it `settles` what was meant, no other is tried after it."""

    read: Callable[[Asking, Answer], Answer | None]
    settles: bool


REREADINGS = (
    # What is quoted is often quoted from memory: nothing has the phrase, but the words are known.
    Rereading(_phrase_as_words, settles=False),
    # A DOI is pasted as it stands in a reference, without the field's name.
    Rereading(_address_as_doi, settles=True),
    # Words that nobody printed, of letters that make words on another keyboard layout.
    Rereading(_other_keyboard, settles=True),
    # The most daring one comes last: a word of the library that no article has with the others, while a
    # word a slip away from it stands with them.
    Rereading(_another_word, settles=True),
)


def _is_doi(part: syntax.Syntax) -> bool:
    """Whether a query is an article's DOI, with or without the address of the resolver."""
    if not isinstance(part, syntax.Word):
        return False
    registrant, stroke, _name = part.text.lower().removeprefix("https://doi.org/").partition("/")
    return bool(stroke) and registrant.startswith("10.") and registrant[3:].isdigit()


def _goes_together(part: syntax.Syntax) -> bool:
    """Whether a query is of plain words that one article should hold, whatever narrows it beside them."""
    if isinstance(part, (syntax.Words, syntax.And)):
        return all(_goes_together(one) for one in part.parts)
    return isinstance(part, (syntax.Word, syntax.Restriction))
