"""What the steps of one expansion share: the vocabulary that they ask, and the account of what is sought.

An expansion makes many small decisions (`izde.search.expansion` names the modules). Each of them asks
whether the library has a term at all, and each leaves something behind: what it looks for under which
label, a sentence for the person, a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from izde.engines.interface import Concept, Snapshot, Space
from izde.search.ranking import RANKING, Ranking
from izde.search.readings import Origin, Reading
from izde.search.spelling import Vocabulary

#: What does not show that a word is printed.
_UNSURE = frozenset({Origin.SLIP, Origin.START})


class Sought(msgspec.Struct):
    """One thing that is looked for: what was typed and, by key, the readings of its alternatives."""

    text: str
    readings: dict[str, Reading] = {}
    function_word: bool = False
    found: bool = True
    name: bool = False
    """Whether it is a person's name, looked for among authors alone."""


def unknown(sought: Iterable[Sought]) -> set[str]:
    """The words of which nothing near is printed: at most what they may be slips for, or begin like."""
    return {
        one.text.lower()
        for one in sought
        if not one.function_word
        and (
            not one.found
            or (one.readings and {reading.origin for reading in one.readings.values()} <= _UNSURE)
        )
    }


class Inquiry:
    """One query's questions to a snapshot.

    `exact` admits words as printed alone; `meant` gives the words that a typed word was likely meant to be,
    though it is one itself (`izde.search.realwords`).
    """

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        exact: bool = False,
        ranking: Ranking = RANKING,
        meant: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.exact = exact
        self.ranking = ranking
        self.meant = meant or {}
        #: Words that are typed with a capital.
        self.capitals: set[str] = set()
        self.sought: list[Sought] = []
        self.notes: list[str] = []
        self.corrected: dict[str, str] = {}
        self._frequencies: dict[tuple[Space, str], int] = {}

    def frequency(self, space: Space, key: str) -> int:
        """In how many articles a term stands in a space, 0 for one that does not occur."""
        known = self._frequencies.get((space, key))
        if known is None:
            known = self._frequencies[space, key] = self.snapshot.frequency(space, key)
        return known

    def vocabulary(self, space: Space, mark: str) -> Vocabulary:
        """The words of one kind of term (its mark) in a space, without the mark, to be scanned by prefix."""

        def words(prefix: str) -> Iterator[tuple[str, int]]:
            for key, frequency in self.snapshot.vocabulary(space, mark + prefix):
                yield key[len(mark) :], frequency

        return words

    def label(self, sought: Sought) -> str:
        """Enter what is sought in the account; the label of its concept is the place where it stands."""
        self.sought.append(sought)
        return str(len(self.sought) - 1)

    def label_name(self, name: str, readings: Mapping[str, Reading]) -> str:
        """The same for a person's name."""
        return self.label(Sought(name, dict(readings), found=bool(readings), name=True))

    def sought_by(self, concept: Concept) -> Sought:
        """What a labelled concept looks for."""
        return self.sought[int(concept.label)]
