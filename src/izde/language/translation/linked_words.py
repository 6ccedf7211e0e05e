"""Words of a text and of its translation that stand in the same places: translations, most likely.

A text and its translation are given in the same pieces, e.g. sentence by sentence; each piece is the words
in it. A word is linked with those of the other text that occur in the same pieces as it does, by Dice's
coefficient, if each is the other's best (competitive linking, Melamed 2000). One piece proves nothing, since
every word of it stands beside every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

#: A word must stand in so many pieces, and two words must share so much of theirs.
_PIECES = 2
_DICE = 0.8
#: A word that could as well be linked with more others than this is linked with none.
_MOST_EQUALS = 3


def linked(texts: Sequence[tuple[Iterable[str], Iterable[str]]]) -> Iterator[tuple[str, str]]:
    """The linked words of two texts, given as pairs of pieces."""
    sources = _by_places(source for source, _ in texts)
    targets = _by_places(target for _, target in texts)
    scores: dict[tuple[int, int], float] = {}
    best: tuple[dict[int, float], dict[int, float]] = (defaultdict(float), defaultdict(float))
    for a in sources:
        for b in targets:
            common = (a & b).bit_count()
            dice = 2 * common / (a.bit_count() + b.bit_count())
            if common >= _PIECES and dice >= _DICE:
                scores[a, b] = dice
                best[0][a] = max(best[0][a], dice)
                best[1][b] = max(best[1][b], dice)
    pairs = [(a, b) for (a, b), dice in scores.items() if dice >= best[0][a] and dice >= best[1][b]]
    equals: tuple[dict[int, int], dict[int, int]] = (defaultdict(int), defaultdict(int))
    for a, b in pairs:
        equals[0][a] += len(targets[b])
        equals[1][b] += len(sources[a])
    for a, b in pairs:
        if equals[0][a] <= _MOST_EQUALS and equals[1][b] <= _MOST_EQUALS:
            yield from ((source, target) for source in sources[a] for target in targets[b])


def _by_places(pieces: Iterable[Iterable[str]]) -> dict[int, list[str]]:
    """The words that stand in more than one piece, by the places of these as bits."""
    places: dict[str, int] = defaultdict(int)
    for place, words in enumerate(pieces):
        for word in words:
            places[word] |= 1 << place
    alike: dict[int, list[str]] = defaultdict(list)
    for word, bits in places.items():
        if bits.bit_count() >= _PIECES:
            alike[bits].append(word)
    return alike
