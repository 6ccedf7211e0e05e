"""The Kazakh lexicon, and the costs of the suffix table, learned from a dictionary and texts.

The dictionary is that of hunspell-kk (Debian: apt-get download hunspell-kk; dpkg -x hunspell-kk_*.deb .),
a list of 54,000 words in which lemmas and inflected forms stand side by side. The other source is the Kazakh
text of the sample issues in data/issues. Nothing says which string is a stem, of which class: that is
learned by expectation maximisation over all readings that the grammar allows, on word types, as in two-stage
models of morphology (Goldwater, Griffiths and Johnson 2011). A stem that explains many forms is likely, and
so are the endings that many stems take; a new stem costs as much as spelling it out.

The dictionary and the text have suffix costs of their own, since a dictionary's words are mostly lemmas. A
word of the dictionary may be a stem for a flat price, low unless it is plainly a form of a better attested
one; it may be a verb if the dictionary also lists its verbal noun in -у.

Two runs over the same sources give the same bytes.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from izde.language.kazakh import lexicon, suffixes
from izde.language.kazakh import stemmer as kazakh
from izde.language.kazakh.lexicon import SCALE, Costs, Lexicon
from izde.language.kazakh.phonology import VOWELS
from izde.language.kazakh.suffixes import NOMINAL, VERBAL, Split, SuffixTable

CLASSES = (NOMINAL, VERBAL)

WORD = re.compile("[а-яёәғқңөұүһі]{2,}")
KAZAKH_LETTERS = frozenset("әғқңөұүһі")
KAZAKH_SHARE = 0.34
"""A line of text counts as Kazakh if this share of its words has a letter that Russian lacks."""
OPEN_STEMS = frozenset({"де", "же", "не", "бе", "ма"})
"""The words of a consonant and a vowel other than и and у. The dictionary lists syllables that are none."""
NEGATIONS = ("ма", "ме", "ба", "бе", "па", "пе")
CASE_LIKE = ("да", "де", "та", "те", "дан", "ден", "тан", "тен")
"""Ends of denominal verbs (негізде) that are also those of the locative and the ablative."""
BEFORE_EITHER = frozenset("птксшқжзмнңл")
"""The sounds after which the accusative and the adjective in -лы look the same."""
ABSTRACT = ("лық", "лік", "дық", "дік", "тық", "тік")
"""Nouns that make no adjective in -лы."""

# Prices, in nats.
LETTER = 2.3
"""A letter of a stem that nothing else explains."""
LISTED, LISTED_FORM = 12.0, 20.0
"""That a word of the dictionary is a stem: any word; one that is plainly a form of another."""
NOMINAL_THOUGH_VERB, VERB_THOUGH_NOT_LISTED = 3.0, 5.0
"""What is added if the dictionary says verb, or does not."""
FIRST_SURCHARGE, SURCHARGE_STEP = 8.0, 2.0
"""Added to both in the first rounds: otherwise each listed word would explain itself for ever."""

# Weights, in word types.
NEW_STEMS = {NOMINAL: 4000.0, VERBAL: 20.0}
"""The weight of what was never seen (the concentration of a Dirichlet process). Verbs are a closed class,
but for derivation."""
SHIPPED, SHIPPED_UNLISTED = 0.4, 0.7
"""A stem is in the lexicon if so many types, in expectation, are forms of it."""
BASE, SHORT_BASE = 2.0, 5.0
"""A stem with so many forms, or one of two letters, can reduce another to its form."""
SHORT_WORD = 6.0
"""How many times the forms of a word of five letters those of three of them must be to reduce it (түрін of
түр, but not жауын of жау, шағын of шақ)."""
OWN = 3.0
"""A listed word with so many forms of its own is no form of another listed word."""
WHOLE, WHOLE_LISTED, WHOLE_VERB = 3.0, 2.0, 1.5
"""A stem with so many forms stays whole although, standing alone, it could be read as a form of another."""
WHOLE_SHARE = 0.35
"""A nominal that is less of the word that stands alone does not stay whole (ету and алу, of ет and ал)."""
PRIOR = 0.4
"""The weight of the table's prior against the texts. The texts are scholarly: they hardly say I and you."""
FIRST_ROUND_OF_DROPPING = 3


def read_dictionary(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    words = {unicodedata.normalize("NFC", line.split("/")[0].strip()).lower() for line in lines}
    return sorted(word for word in words if WORD.fullmatch(word) and not is_syllable(word))


def is_syllable(word: str) -> bool:
    return len(word) == 2 and word[1] in "аәеоөұүыі" and word not in OPEN_STEMS


def listed_verbs(words: list[str]) -> frozenset[str]:
    """The words whose verbal noun the dictionary also lists."""
    listed = frozenset(words)
    verbs = {
        stem
        for noun in words
        for split in suffixes.table().split(noun)
        if split.state == VERBAL and list(glosses(suffixes.table(), split)) == ["VN"]
        for stem in voiceless(noun, split)
        if stem in listed
    }
    return frozenset(verb for verb in verbs if not (verb[-2:] in NEGATIONS and verb[:-2] in verbs))


def voiceless(word: str, split: Split) -> list[str]:
    base = word[: split.end] + split.restored
    voiced = {"б": "п", "г": "к", "ғ": "қ"}
    return [base[:-1] + voiced[base[-1]]] if base[-1] in voiced and not split.restored else [base]


def read_texts(paths: Iterable[Path]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in paths:
        for line in unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower().splitlines():
            words = WORD.findall(line)
            if sum(1 for w in words if KAZAKH_LETTERS & set(w)) >= KAZAKH_SHARE * len(words):
                counts.update(words)
    return counts


def glosses(suffixes: SuffixTable, split: Split) -> Iterator[str]:
    path = split.path
    while path.rest is not None:
        yield suffixes.rows[path.row].gloss
        path = path.rest


# Endings that a stem hardly ever has by accident, with the least length of the base. The rest is left to the
# statistics.
PLAIN = {
    **dict.fromkeys(("PL", "GEN"), 2),
    **dict.fromkeys(("INS", "ABL", "PTCP.PST", "PTCP.HAB", "CVB.PFV", "VN", "PASS", "DAT", "LOC"), 3),
    **dict.fromkeys(("POSS.1PL", "POSS.2PL", "CVB.PURP", "CVB.LIM"), 3),
    **dict.fromkeys(("POSS.3", "SIM", "PST", "COND", "IMP.3", "OPT.1SG", "OPT.1PL"), 4),
    "CVB.IPFV": 5,
}
NEVER_PLAIN = frozenset({"REFL", "RECP", "AGT", "CMPR", "1SG", "2SG", "2SG.FRM", "DES", "IMP.2SG"})


def is_plain(suffixes: SuffixTable, split: Split, size: int, state: str) -> bool:
    """Whether a reading of a word of `size` letters, which might be a stem of class `state`, leaves little
    doubt that it is none."""
    path = list(glosses(suffixes, split))
    base, ending = split.end + len(split.restored), size - split.end
    if state == VERBAL:
        # The last letters of a verb stem are those of a voice; other suffixes look like them by accident.
        if split.state == NOMINAL or base < 2:
            return False
        return path[0] == "NEG" or (base >= 3 and path[0] in ("PASS", "CVB.IPFV"))
    if NEVER_PLAIN & set(path) or path[-1] in ("NEG", "PASS"):
        return False
    if base == 2:
        return ending >= 3
    if len(path) > 1:
        return base >= 4 or ending >= 3 or path == ["POSS.3", "ACC"]
    # -сы stands after vowels only, and so is no part of a stem in a consonant, as -ы may be.
    return base >= PLAIN.get(path[0], sys.maxsize) or suffixes.rows[split.path.row].form == "[сI]"


Key = TypeVar("Key")


class Weights(dict[Key, float]):
    """A weight for each key, 0 for one that has none."""

    def __missing__(self, key: Key) -> float:
        return 0.0

    def with_those_of(self, other: Weights[Key]) -> Weights[Key]:
        """The sums of both."""
        sums = Weights(self)
        for key, weight in other.items():
            sums[key] += weight
        return sums


class Tally:
    """Expected counts of one pass over one source."""

    def __init__(self) -> None:
        self.stems: dict[str, Weights[str]] = {state: Weights() for state in CLASSES}
        self.rows: Weights[int] = Weights()
        self.visits: Weights[str] = Weights()


class Counts(Lexicon):
    """A lexicon that learns: the cost of a stem follows from the word types that it explains, without the
    word that is being read (`own`), so that no word is evidence for itself."""

    def __init__(self) -> None:
        self.expected: dict[str, Weights[str]] = {state: Weights() for state in CLASSES}
        self.own: dict[tuple[str, str], float] = {}
        self.price: dict[str, float] = {}
        self.listed = ""
        """The word of the dictionary that is being read, if any: it can be a stem for its price."""
        super().__init__(self.settle(), tenths(LETTER), frozenset(), suffixes.derivations())

    def settle(self) -> dict[str, Costs]:
        """The costs of unknown stems, from the counts."""
        total = sum(sum(counts.values()) for counts in self.expected.values())
        self.everything = total + sum(NEW_STEMS.values())
        classes = {}
        for state in CLASSES:
            ends = Counter(stem[-2:] for stem, count in self.expected[state].items() if count >= SHIPPED)
            types = sum(ends.values()) or 100
            costs = {end: tenths(-math.log(n / types)) for end, n in ends.items() if n >= 4}
            costs[""] = tenths(-math.log(2 / types))
            classes[state] = Costs({}, costs, tenths(-math.log(NEW_STEMS[state] / self.everything)))
        return classes

    def learn(self, expected: dict[str, Weights[str]]) -> None:
        self.expected = expected
        super().__init__(self.settle(), tenths(LETTER), frozenset(), suffixes.derivations())

    def is_nominal(self, stem: str) -> bool:
        return self.others(stem, NOMINAL) > 0.5

    def is_verb(self, stem: str) -> bool:
        return self.others(stem, VERBAL) > 0.5

    def others(self, stem: str, state: str) -> float:
        return self.expected[state][stem] - self.own.get((stem, state), 0.0)

    def known(self, stem: str, state: str) -> float | None:
        count = self.others(stem, state)
        return -math.log(count / self.everything) if count > 0.01 else None

    def cost(self, stem: str, state: str) -> float:
        if stem == self.listed:
            return self.price[state]
        known, guess = self.known(stem, state), self.guess(stem, state)
        return guess if known is None else -math.log(math.exp(-known) + math.exp(-guess))


def tenths(cost: float) -> int:
    return round(cost * SCALE)


class Model:
    """The lexicon and the two sets of suffix costs, being learned."""

    def __init__(self, table: str, dictionary: list[str], tokens: Counter[str]) -> None:
        self.dictionary, self.tokens = dictionary, tokens
        self.listed, self.verbs = frozenset(dictionary), listed_verbs(dictionary)
        self.text_table = self.dictionary_table = table
        self.suffixes = SuffixTable(table)
        self.counts = Counts()
        self.shares: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
        """By source and word: what share of it each stem and class explains."""
        self.rounds = 0
        self.stems: dict[str, dict[str, int]] = {}
        self.whole: set[str] = set()

    def learn(self) -> float:
        """One round of expectation maximisation; the log likelihood of all words before it."""
        listed, read = Tally(), Tally()
        likelihood = self.expect("dictionary", self.dictionary, SuffixTable(self.dictionary_table), listed)
        likelihood += self.expect("text", sorted(self.tokens), SuffixTable(self.text_table), read)
        self.dictionary_table = recost(self.dictionary_table, listed)
        self.text_table = mix_prior(recost(self.text_table, read))
        self.suffixes = SuffixTable(self.text_table)
        self.counts.learn({state: listed.stems[state].with_those_of(read.stems[state]) for state in CLASSES})
        if self.rounds >= FIRST_ROUND_OF_DROPPING:
            for state, stems in self.counts.expected.items():
                for stem in list(stems):
                    if self.is_form(stem, state) or (state == NOMINAL and self.is_remnant(stem)):
                        del stems[stem]
            self.counts.learn(self.counts.expected)
        self.rounds += 1
        return likelihood

    def is_form(self, word: str, state: str) -> bool:
        """Whether `word`, taken for a stem of class `state`, is plainly a form of a stem better attested, or
        a genitive, known stem or not (әуезовтің): no lemma ends like one. A verb that has a passive is none
        (қолданыл, of қолдан), and one that has a verbal noun is no converb (бақылау, азаю)."""
        verb = state == VERBAL and word in self.verbs
        if verb and any(word + ending in self.verbs for ending in ("ыл", "іл")):
            return False
        for split in self.suffixes.split(word):
            path = list(glosses(self.suffixes, split))
            if split.end >= 4 and path[-1:] == ["GEN"]:
                return True
            if not path or not is_plain(self.suffixes, split, len(word), state):
                continue
            if verb and path[-1] == "CVB.IPFV":
                continue
            times = SHORT_WORD if split.end == 3 and path == ["POSS.3", "ACC"] else 0.0
            if any(
                self.is_better(base, split.state, word, state, times)
                for base, _ in kazakh.stems_before(word, split, self.counts)
            ):
                return True
        return False

    def is_remnant(self, stem: str) -> bool:
        """Whether a nominal that stands nowhere alone is less than a listed one: жақс of жақсы (few end in
        two consonants), процес of процесс. The bare form of a nominal is its most frequent."""
        if stem in self.listed or stem in self.tokens:
            return False
        vowels = ("ы", "і") if VOWELS.isdisjoint(stem[-2:]) else ()
        return any(stem + letter in self.listed for letter in (*vowels, stem[-1]))

    def is_better(self, base: str, base_state: str, word: str, state: str, times: float) -> bool:
        """Whether `base` is so well attested that `word`, which can be its form, is one: so many times as
        well as `word` itself at least."""
        count, own = self.counts.expected[base_state][base], self.counts.expected[state][word]
        if count < times * own:
            return False
        if len(base) == 2:
            return count >= max(SHORT_BASE, own)
        listed = base in (self.verbs if base_state == VERBAL else self.listed)
        return count >= max(BASE, 0.5 * own) or (listed and own < OWN)

    def prices(self, word: str) -> dict[str, float]:
        """What it costs that a word of the dictionary is a stem, by class."""
        surcharge = max(0.0, FIRST_SURCHARGE - SURCHARGE_STEP * self.rounds)
        verb = word in self.verbs
        doubt = {
            NOMINAL: NOMINAL_THOUGH_VERB if verb else 0.0,
            VERBAL: 0.0 if verb else VERB_THOUGH_NOT_LISTED,
        }
        return {
            state: surcharge + (LISTED_FORM if self.is_form(word, state) else LISTED + doubt[state])
            for state in CLASSES
        }

    def expect(self, source: str, words: list[str], suffixes: SuffixTable, tally: Tally) -> float:
        """Share out each word among its readings; the log likelihood of the words."""
        likelihood = 0.0
        counts = self.counts
        self.suffixes = suffixes
        for word in words:
            counts.own = self.shares.get((source, word), {})
            if source == "dictionary":
                counts.listed, counts.price = word, self.prices(word)
            found = list(kazakh.readings(word, suffixes, counts))
            least = min(reading.cost for reading in found)
            weights = [math.exp(least - reading.cost) for reading in found]
            everything = sum(weights)
            likelihood -= least - math.log(everything)
            shares: dict[tuple[str, str], float] = {}
            for reading, weight in zip(found, weights, strict=True):
                share = weight / everything
                if share < 0.01:
                    continue
                state = reading.split.state
                tally.stems[state][reading.stem] += share
                shares[reading.stem, state] = shares.get((reading.stem, state), 0.0) + share
                path = reading.split.path
                while True:
                    tally.visits[state] += share
                    tally.rows[path.row] += share
                    if path.rest is None:
                        break
                    state = suffixes.rows[path.row].target
                    path = path.rest
            self.shares[source, word] = shares
        counts.own, counts.listed = {}, ""
        return likelihood

    def close(self) -> bytes:
        """The finished lexicon. Of the stems that would be taken apart when they stand alone, the well
        attested ones are noted as whole words, the others dropped: thus every stem is its own stem."""
        counts = self.counts
        self.stems = {
            state: {
                s: tenths(counts.cost(s, state))
                for s, n in counts.expected[state].items()
                if n >= (SHIPPED if s in self.listed else SHIPPED_UNLISTED)
            }
            for state in CLASSES
        }
        used: Weights[tuple[str, str]] = Weights()
        for (source, word), shares in self.shares.items():
            if source == "text":
                for key, share in shares.items():
                    used[key] += share * self.tokens[word]
        while True:
            packed = self.packed()
            known = lexicon.unpack(packed, suffixes.derivations())
            taken_apart = [
                (stem, state)
                for state in CLASSES
                for stem in self.stems[state]
                if kazakh.cheapest(stem, self.suffixes, known) != (stem, True)
            ]
            print(f"{len(taken_apart)} stems are forms of others", file=sys.stderr)
            if not taken_apart:
                return packed
            for stem, state in taken_apart:
                if self.is_whole(stem, state, used[stem, state]):
                    self.whole.add(stem)
                else:
                    del self.stems[state][stem]

    def is_whole(self, stem: str, state: str, used: float) -> bool:
        """Whether a stem that could be read as a form of another is well attested; `used`: in how many words
        of running text."""
        count = self.counts.expected[state][stem]
        if state == NOMINAL:
            if stem in self.listed and self.is_adjective(stem):
                return True
            if self.share(stem) < WHOLE_SHARE:
                return False
            return count >= (WHOLE_LISTED if stem in self.listed else WHOLE)
        if used + 1 < self.tokens[stem]:
            # A bare verb stem is an imperative, rare in such texts: what stands there is another word's form.
            return False
        if stem.endswith(CASE_LIKE):
            return count >= 2 * WHOLE or used >= 1
        return count >= (WHOLE_VERB if stem in self.verbs else WHOLE)

    def share(self, stem: str) -> float:
        """How much of the word `stem` the nominal itself explains, in the source where that is more."""
        found = (
            self.shares.get((source, stem), {}).get((stem, NOMINAL)) for source in ("dictionary", "text")
        )
        return max((share for share in found if share is not None), default=0.0)

    def is_adjective(self, stem: str) -> bool:
        """Whether `stem` can be an adjective in -лы as well as an accusative (мәнді, табысты)."""
        splits = self.suffixes.split(stem)
        if any(
            list(glosses(self.suffixes, split)) == ["PST"] and stem[: split.end] in self.verbs
            for split in splits
        ):
            return False
        return any(
            split.state == NOMINAL
            and split.end > 2
            and list(glosses(self.suffixes, split)) == ["ACC"]
            and stem[split.end - 1] in BEFORE_EITHER
            and not stem[: split.end].endswith(ABSTRACT)
            and self.counts.expected[NOMINAL][stem[: split.end]] >= BASE
            for split in splits
        )

    def packed(self) -> bytes:
        unknown = self.counts.settle()
        classes = {
            state: Costs(self.stems[state], unknown[state].ends, unknown[state].unknown) for state in CLASSES
        }
        return lexicon.pack(classes, tenths(LETTER), self.whole)


def recost(table: str, tally: Tally) -> str:
    """The suffix table with the costs that the counts say. Lines that only spell one suffix differently (same
    first state, same target, same gloss) share a cost: which of them is used follows from the stem."""
    suffixes = SuffixTable(table)
    counts: Weights[tuple[str, str, str]] = Weights()
    sources: dict[tuple[str, str, str], set[str]] = {}
    for index, row in enumerate(suffixes.rows):
        key = (row.sources[0], row.target, row.gloss)
        counts[key] += tally.rows[index]
        sources.setdefault(key, set()).update(row.sources)
    stops = {state: tally.rows[-1 - index] for index, (state, _) in enumerate(suffixes.stops)}

    def cost(first: str, target: str, gloss: str) -> float:
        if first == "!":
            count, visits = stops[target], tally.visits[target]
        else:
            key = (first.split(",")[0], target, gloss)
            count, visits = counts[key], sum(tally.visits[state] for state in sources[key])
        return -math.log((count + 0.3) / (visits + 1.0))

    return with_costs(table, lambda columns: cost(*columns[:3]))


def mix_prior(table: str) -> str:
    """The suffix table with its costs averaged, as probabilities, with its priors."""

    def cost(columns: list[str]) -> float:
        prior, learned = float(columns[4]), float(columns[5])
        if columns[0] == "!" and columns[1] in ("V", "VP", "VG"):
            learned = max(learned, BARE_VERB)
        return -math.log((1 - PRIOR) * math.exp(-learned) + PRIOR * math.exp(-prior))

    return with_costs(table, cost)


BARE_VERB = 5.0
"""The least cost of an imperative without a suffix: the learned one is blurred by nominals."""


def with_costs(table: str, cost: Callable[[list[str]], float]) -> str:
    lines = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            columns[-1] = f"{max(cost(columns), 0.0):.2f}"
            line = "\t".join(columns)
        lines.append(line)
    return "\n".join(lines) + "\n"
