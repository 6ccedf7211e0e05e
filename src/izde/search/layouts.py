"""A query typed with the wrong keyboard layout switched on: whether it is one, and which reading to believe.

`izde.search.keyboards` knows the keys; here the library decides, by the words that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from izde.search import advice
from izde.search.expansion import Expansion
from izde.search.inquiry import Sought, unknown
from izde.search.readings import Origin

#: What shows that a word is printed as it stands, or in another form.
_SURE = frozenset({Origin.FORM, Origin.LEMMA, Origin.NAME})


def reread(query: str, wrong: Collection[str], expand: Callable[[str], Expansion]) -> Expansion | None:
    """The query with its `wrong` words as typed on another layout; None where they make no sense there.

    That is believed where each of its words is printed then, or else a long one of those that nobody
    printed as they stand, which keys struck at random do not make. `expand` expands another query in place
    of the typed one.
    """
    from izde.search import keyboards

    typed = query.lower()
    partly = None
    for text in keyboards.readings(query, wrong):
        other = expand(text)
        words = [sought for sought in other.sought if not sought.function_word]
        right = not unknown(other.sought) and all(map(_is_sure, words))
        telling = any(
            len(sought.text) >= keyboards.TELLING and sought.text.lower() not in typed and _is_sure(sought)
            for sought in words
        )
        if right or (telling and partly is None):
            other.notes.append(advice.suggested(text))
            if right:
                return other
            partly = other
    return partly


def _is_sure(sought: Sought) -> bool:
    return sought.found and any(reading.origin in _SURE for reading in sought.readings.values())
