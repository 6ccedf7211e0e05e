"""From the syntax tree to what an engine looks for: every way in which the typed words may be printed.

A typed word becomes one `Concept` whose alternatives are its form, its lemmas, its beginning, its
script-neutral key, its counterparts in the other languages and, where it occurs nowhere, the words that it
may be a slip for; weights say how near each is (`izde.search.ranking`). What an alternative stands for is
kept as a `Reading`, so that a hit can say why it was found.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice, pairwise, product

import msgspec

from izde.index.engine import And, Boost, Concept, Filters, Node, Not, Or, Phrase, Snapshot, Space, Term
from izde.interface import N_, _
from izde.language import analyzers, stopwords, tokens
from izde.language.analyzers import Reason, Variant
from izde.language.identify import identify
from izde.language.scripts import Script, script
from izde.language.terms import Kind
from izde.language.transliterate import fold
from izde.model import Language
from izde.search import restrictions, spelling, syntax
from izde.search.authors import author_node, by_name, surname_keys
from izde.search.glossary import glossary_of
from izde.search.ranking import RANKING, Ranking
from izde.search.readings import Origin, Reading
from izde.search.syntax import Field
from izde.search.translating import LONGEST_TERM, Meaning, Translations, Translator

_SPACES = {
    Field.TITLE: Space.TITLE,
    Field.KEYWORD: Space.KEYWORD,
    Field.ABSTRACT: Space.ABSTRACT,
    Field.BODY: Space.BODY,
    Field.AUTHOR: Space.AUTHOR,
}
#: A pattern is expanded to so many words of the vocabulary; a note says when there are more.
_MOST_WORDS = 500
#: The labels of bonuses: words that stand side by side, words that are a whole keyword.
BESIDE, WHOLE = "+" + N_("side by side"), "+" + N_("a whole keyword")
#: Lemmas of a word, and combinations of words' lemmas, that are tried for a whole keyword.
_LEMMAS, _MOST_COMBINATIONS = 3, 9
#: A query of no more words should find articles that have all of them.
_FEW_WORDS = 3
#: A phrase is looked for with hyphens between so many of its words, in so many ways.
_LONGEST_COMPOUND, _MOST_DIVISIONS = 3, 8
#: Words side by side in bodies count where at most so many articles hold one of them.
_MOST_BESIDE = 250
#: How many corrections of a word are tried at once.
_SLIPS = 3


_ORIGINS = {
    Reason.FORM: Origin.FORM,
    Reason.LEMMA: Origin.LEMMA,
    Reason.START: Origin.START,
    Reason.FOLD: Origin.FOLD,
    Reason.LOOKALIKE: Origin.FOLD,
    Reason.RESPELLED: Origin.RESPELLED,
}
_IN_OTHER_LETTERS = frozenset({Reason.FOLD, Reason.RESPELLED})
#: What a word's terms are worth to each other is `izde.language.analyzers`' affair, within one reason.
_NEAREST: dict[Reason, float] = {
    Reason.FORM: 1.0,
    Reason.LEMMA: analyzers.WEIGHTS.lemma,
    Reason.START: analyzers.WEIGHTS.start,
    Reason.FOLD: analyzers.WEIGHTS.fold,
    Reason.LOOKALIKE: analyzers.WEIGHTS.lookalike,
    Reason.RESPELLED: analyzers.WEIGHTS.respelled_form,
}


class Sought(msgspec.Struct):
    """One thing that is looked for: what was typed and, by key, the readings of its alternatives."""

    text: str
    readings: dict[str, Reading] = {}
    function_word: bool = False
    found: bool = True


class Expansion(msgspec.Struct):
    """What an engine is asked, and what is needed to explain its answer.

    The concepts of `node` are labelled with the index in `sought`, bonuses
    with "+" and a name.
    """

    node: Node | None
    filters: Filters
    sought: list[Sought]
    notes: list[str]
    language: Language | None
    corrected: dict[str, str]
    quoted: bool = False
    #: What is sought for each plain word that counts, in the order of the query.
    words: list[Sought] = []


class Expander:
    """Turns the query of one request into engine nodes, asking the snapshot which terms occur at all."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        exact: bool = False,
        translate: bool = True,
        ranking: Ranking = RANKING,
        meant: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._meant = meant or {}
        self._words_sought: list[Sought] = []
        self._snapshot = snapshot
        self._exact = exact
        self._translate = translate and not exact
        self._ranking = ranking
        self._translator = Translator(glossary_of(snapshot), ranking)
        self._sought: list[Sought] = []
        self._notes: list[str] = []
        self._corrected: dict[str, str] = {}
        self._bonuses: list[Concept] = []
        self._language: Language | None = None
        self._quoted = False
        self._relaxed = False
        self._frequencies: dict[tuple[Space, str], int] = {}

    def expand(
        self, query: syntax.Query, filters: Filters, *, author: str | None = None, relaxed: bool = False
    ) -> Expansion:
        """The query, and an author whose articles alone are wanted, as engine nodes under `filters`.

        `relaxed` reads phrases as plain words.
        """
        self._relaxed = relaxed
        self._language = _language_of(query.root)
        root, narrowed, formula = restrictions.separate(query.root, filters, self._snapshot)
        node: Node | None
        if formula is not None:
            narrowed = msgspec.structs.replace(narrowed, ids=frozenset(self._admitted(formula)))
            node = Or((And(()), *self._scoring(formula)))
        else:
            node = None if isinstance(root, syntax.Everything) else self._node(root, Space.ALL)
        if author:
            wanted = by_name(self._snapshot, author, self._named, self._notes.append)
            node = wanted if node is None else And((wanted, node))
        if node is not None and self._bonuses:
            node = Boost(node, tuple(self._bonuses))
        return Expansion(
            node,
            narrowed,
            self._sought,
            [*query.notes, *dict.fromkeys(self._notes)],
            self._language,
            self._corrected,
            self._quoted,
            self._words_sought,
        )

    # Restrictions within a formula

    def _admitted(self, part: syntax.Syntax) -> set[str]:
        """The ids of the articles for which a formula with restrictions holds."""
        if isinstance(part, syntax.Restriction):
            return self._ids(None, restrictions.as_filters(self._snapshot, part, Filters()))
        if not restrictions.restricts(part):
            bonuses = list(self._bonuses)
            found = self._ids(self._node(part, Space.ALL), Filters())
            self._bonuses = bonuses
            return found
        if isinstance(part, syntax.Not):
            return self._ids(None, Filters()) - self._admitted(part.part)
        if isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
            sets = [self._admitted(one) for one in part.parts]
            return set.union(*sets) if isinstance(part, syntax.Or) else set.intersection(*sets)
        return self._ids(None, Filters())

    def _ids(self, node: Node | None, filters: Filters) -> set[str]:
        return {match.id for match in self._snapshot.search(node, filters, None)[1]}

    def _scoring(self, part: syntax.Syntax) -> Iterator[Node]:
        """The parts of such a formula that score."""
        if not restrictions.restricts(part):
            yield self._node(part, Space.ALL)
        elif isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
            for one in part.parts:
                yield from self._scoring(one)

    # The tree

    def _node(self, part: syntax.Syntax, space: Space) -> Node:
        if isinstance(part, syntax.Words):
            return self._words(part.parts, space)
        if isinstance(part, syntax.And):
            return And(tuple(self._node(one, space) for one in part.parts))
        if isinstance(part, syntax.Or):
            return Or(tuple(self._node(one, space) for one in part.parts))
        if isinstance(part, syntax.Not):
            return And((Not(self._unscored(part.part, space)),))
        if isinstance(part, syntax.Fielded):
            return self._fielded(part)
        if isinstance(part, (syntax.Everything, syntax.Restriction)):
            return And(())
        return self._words((part,), space)

    def _unscored(self, part: syntax.Syntax, space: Space) -> Node:
        """A part under NOT: read strictly, for what is excluded must be meant."""
        exact, translate, bonuses = self._exact, self._translate, list(self._bonuses)
        self._translate = False
        try:
            if isinstance(part, syntax.Words):
                return And(tuple(self._unscored(one, space) for one in part.parts))
            if isinstance(part, syntax.Word):
                return And(tuple(self._strict(token.text, space) for token in tokens.tokenize(part.text)))
            return self._node(part, space)
        finally:
            self._exact, self._translate, self._bonuses = exact, translate, bonuses

    def _strict(self, word: str, space: Space) -> Concept:
        kinds = (Kind.FORM,) if self._exact else (Kind.FORM, Kind.LEMMA)
        keys = [v.key for v in analyzers.variants(word, exact=self._exact) if kind_of(v.key) in kinds]
        return Concept(tuple(Term(space, key) for key in keys), self._label(Sought(word)))

    def _fielded(self, part: syntax.Fielded) -> Node:
        if part.field is Field.AUTHOR:
            return author_node(self._snapshot, part.part, self._named, self._notes.append)
        return self._node(part.part, _SPACES[part.field])

    def _named(self, name: str, readings: Mapping[str, Reading]) -> str:
        return self._label(Sought(name, dict(readings), found=bool(readings)))

    def _label(self, sought: Sought) -> str:
        self._sought.append(sought)
        return str(len(self._sought) - 1)

    # Words side by side

    def _words(self, parts: Sequence[syntax.Syntax], space: Space) -> Node:
        required: list[Node] = []
        optional: list[Node] = []
        excluded: list[Node] = []
        run: list[str] = []

        def flush() -> None:
            if run:
                optional.extend(self._run(run, space))
                run.clear()

        for part in parts:
            if isinstance(part, syntax.Word):
                run.extend(token.text for token in tokens.tokenize(part.text))
                continue
            if isinstance(part, syntax.Quoted) and self._relaxed:
                run.extend(token.text for token in tokens.tokenize(part.text))
                continue
            flush()
            if isinstance(part, syntax.Not):
                excluded.append(Not(self._unscored(part.part, space)))
            elif isinstance(part, syntax.Quoted):
                self._quoted = True
                required.append(self._phrase(part.text, space))
            elif isinstance(part, syntax.Pattern):
                optional.append(self._pattern(part.text, space))
            elif isinstance(part, syntax.Fuzzy):
                optional.append(self._fuzzy(part, space))
            elif isinstance(part, syntax.Fielded) or _is_required(part):
                required.append(self._node(part, space))
            else:
                optional.append(self._node(part, space))
        flush()
        if optional and any(map(_is_required, parts)):
            # Beside words with a plus the others only add to the score.
            required.append(Or((And(()), *optional)))
        elif optional:
            alone = len(optional) == 1
            required.append(optional[0] if alone else Or(tuple(optional), self._coordination(len(optional))))
        if not excluded and len(required) == 1:
            return required[0]
        return And((*required, *excluded))

    def _coordination(self, words: int) -> float:
        """Of many words an article may lack some; of two or three it should have all."""
        return self._ranking.coordination * min(1.0, _FEW_WORDS / words)

    def _run(self, words: Sequence[str], space: Space) -> list[Concept]:
        """Plain words in a row: a concept each; function words and neighbourhood become bonuses."""
        translations = self._translator.translations(words) if self._translate else Translations()
        pieces: list[tuple[str, list[Meaning]]] = [
            (piece, translations.of(position))
            for position, word in enumerate(words)
            for piece in self._pieces(word, space)
        ]
        content: list[Concept] = []
        function: list[Concept] = []
        neighbours: list[tuple[str, ...]] = []
        concepts: list[Concept] = []
        printed = [self._printed(piece, space) for piece, _ in pieces]
        for (piece, meanings), variants in zip(pieces, printed, strict=True):
            weight = stopwords.weight(piece)
            respelt = any(_only_respelt(others) for others in printed if others is not variants)
            concept = self._concept(piece, space, variants, meanings, weight, respelt=respelt)
            (content if weight >= 1 else function).append(concept)
            if weight >= 1:
                self._words_sought.append(self._sought[int(concept.label)])
            concepts.append(concept)
            neighbours.append(self._best_keys(concept))
        if content:
            self._bonuses.extend(function)
        self._bonuses.extend(self._adjacent(neighbours, space))
        if space in (Space.ALL, Space.KEYWORD) and not self._exact:
            # A compound that is looked for in parts makes positions of its own.
            spans = translations.spans if len(pieces) == len(words) else {}
            self._bonuses.extend(self._whole_keywords(concepts, spans))
        return content or function

    def _adjacent(self, keys: Sequence[tuple[str, ...]], space: Space) -> Iterator[Concept]:
        if not self._ranking.adjacency:
            return
        for first, second in pairwise(keys):
            pairs = list(self._pairs(first, second, space))
            if pairs:
                yield Concept(
                    tuple(Phrase(space, pair, slop=1) for pair in pairs), BESIDE, self._ranking.adjacency
                )

    def _pairs(self, first: Sequence[str], second: Sequence[str], space: Space) -> Iterator[tuple[str, str]]:
        """The keys of two words that may stand side by side.

        Where lemmas stand, forms do as well, but for bodies, which have forms alone. There frequent words
        stand beside each other by chance, and finding out where would take longer than all the rest.
        """
        lemmas = [(a, b) for a in first for b in second if Kind.FORM not in (kind_of(a), kind_of(b))]
        others = [
            (a, b)
            for a in first
            for b in second
            if not lemmas
            or (
                kind_of(a) is kind_of(b) is Kind.FORM
                and min(self._frequency(space, a), self._frequency(space, b)) <= _MOST_BESIDE
            )
        ]
        return ((a, b) for a, b in dict.fromkeys((*lemmas, *others)) if a != b)

    def _whole_keywords(
        self, concepts: Sequence[Concept], spans: Mapping[tuple[int, int], Sequence[Meaning]]
    ) -> Iterator[Concept]:
        """A bonus for each run of the words that is a whole keyword of an article, or translates to one.

        A keyword that is one word of three counts no more than that word does: without the others it is
        not what was asked for.
        """
        ranking = self._ranking
        if not ranking.keyword:
            return
        lemmas = [self._lemmas(concept) for concept in concepts]
        content = [not self._sought[int(concept.label)].function_word for concept in concepts]
        asked = max(1, sum(content))
        for first in range(len(lemmas)):
            for last in range(first + 1, min(first + LONGEST_TERM, len(lemmas)) + 1):
                found = {}
                for meaning in spans.get((first, last), ()):
                    weight = meaning.weight * ranking.translated_keyword
                    found[meaning.whole] = Term(Space.KEYWORD, meaning.whole, weight)
                if last == first + 1 and len(lemmas) > 3 and not found:
                    continue
                for combination in islice(product(*lemmas[first:last]), _MOST_COMBINATIONS):
                    key = Kind.WHOLE.value + " ".join(lemma for lemma, _ in combination)
                    if self._frequency(Space.KEYWORD, key):
                        found[key] = Term(Space.KEYWORD, key, min(weight for _, weight in combination))
                if found:
                    share = max(1, sum(content[first:last])) / asked if asked <= _FEW_WORDS else 1.0
                    importance = ranking.keyword * (last - first) * share**ranking.coordination
                    yield Concept(tuple(found.values()), WHOLE, importance)

    def _lemmas(self, concept: Concept) -> list[tuple[str, float]]:
        """The nearest lemmas of a concept that occur, with their weights in a whole keyword."""
        readings = self._sought[int(concept.label)].readings
        found = []
        for term in concept.alternatives:
            if (
                isinstance(term, Term)
                and kind_of(term.key) is Kind.LEMMA
                and self._frequency(term.space, term.key)
            ):
                reading = readings[term.key]
                if reading.translates:
                    weight = term.weight * self._ranking.translated_keyword
                else:
                    # Another form of the typed word makes the same keyword.
                    weight = 1.0 if reading.origin is Origin.LEMMA else term.weight
                found.append((term.key, weight))
        return sorted(found, key=lambda pair: -pair[1])[:_LEMMAS]

    def _best_keys(self, concept: Concept) -> tuple[str, ...]:
        """The nearest terms of a concept that occur, for phrases."""
        keys = [
            alternative.key
            for alternative in sorted(concept.alternatives, key=lambda one: -one.weight)
            if isinstance(alternative, Term)
            and kind_of(alternative.key) is not Kind.START
            and self._frequency(alternative.space, alternative.key)
        ]
        return tuple(keys[:2])

    def _pieces(self, word: str, space: Space) -> list[str]:
        """The word, or the parts of a compound that nobody printed as a whole."""
        parts = [part for part in tokens.parts(word) if len(part) > 1]
        if len(parts) < 2 or any(
            self._frequency(space, variant.key)
            for variant in analyzers.variants(word, exact=self._exact)
            if kind_of(variant.key) is not Kind.START
        ):
            return [word]
        return parts

    # One word

    def _frequency(self, space: Space, key: str) -> int:
        known = self._frequencies.get((space, key))
        if known is None:
            known = self._frequencies[space, key] = self._snapshot.frequency(space, key)
        return known

    def _printed(self, word: str, space: Space) -> list[Variant]:
        """The variants of a word that occur."""
        variants = [_respelled(variant, word) for variant in analyzers.variants(word, exact=self._exact)]
        present = self._present(variants, space)
        if not self._exact and all(kind_of(variant.key) is Kind.START for variant in present):
            present += self._present(analyzers.guesses(word), space)
        return present

    def _concept(
        self,
        word: str,
        space: Space,
        present: Sequence[Variant],
        meanings: Sequence[Meaning] = (),
        importance: float = 1.0,
        *,
        respelt: bool = False,
    ) -> Concept:
        """What a word is looked for as, given its variants that occur.

        `respelt`: other words of the query are printed in other letters than they are typed in, so that
        this one may be, too, though the typed letters are a word.
        """
        ranking = self._ranking
        readings: dict[str, Reading] = {}
        alternatives: dict[str, Term | Phrase] = {}

        def add(node: Term | Phrase, key: str, reading: Reading) -> None:
            if reading.weight > 0 and (key not in readings or readings[key].weight < reading.weight):
                readings[key] = reading
                alternatives[key] = node

        reasons = {variant.reason for variant in present}
        for variant in present:
            weight = self._weight(variant, reasons, respelt=respelt)
            add(Term(space, variant.key, weight), variant.key, Reading(_ORIGINS[variant.reason], weight))
        if space is Space.ALL and not self._exact:
            for key in surname_keys(word):
                if self._frequency(Space.AUTHOR, key):
                    weight = ranking.name if present else ranking.otherwise
                    add(Term(space, key, weight), key, Reading(Origin.NAME, weight))
        sought = Sought(word, readings, importance < 1)
        if not self._exact and Reason.FORM not in reasons:
            known = any(reading.origin is not Origin.START for reading in readings.values())
            for key, reading in self._slips(word, space, known):
                add(Term(space, key, reading.weight), key, reading)
        for key, reading in self._other_words(word, space):
            add(Term(space, key, reading.weight), key, reading)
        sought.found = bool(alternatives)
        for meaning in meanings:
            add(meaning.node(space), " ".join(meaning.keys), meaning.reading)
        if not alternatives:
            key = Kind.FORM.value + word
            add(Term(space, key), key, Reading(Origin.FORM, 1.0))
        return Concept(tuple(alternatives.values()), self._label(sought), importance)

    def _present(self, variants: Sequence[Variant], space: Space) -> list[Variant]:
        """The variants that occur, of those ways that are not switched off."""
        ranking = self._ranking
        weights = {
            Reason.LEMMA: ranking.lemma,
            Reason.START: ranking.start,
            Reason.FOLD: ranking.fold,
            Reason.LOOKALIKE: ranking.fold,
            Reason.RESPELLED: ranking.respelled,
        }
        return [
            variant
            for variant in variants
            if weights.get(variant.reason, 1.0) and self._frequency(space, variant.key)
        ]

    def _weight(self, variant: Variant, reasons: Container[Reason], *, respelt: bool) -> float:
        """The weight of a variant, given for which reasons others occur in the library."""
        ranking = self._ranking
        reason = variant.reason
        share = min(1.0, variant.weight / _NEAREST[reason])
        if reason is Reason.FORM:
            return ranking.form
        if reason is Reason.LEMMA:
            return ranking.lemma * share
        if reason is Reason.START or kind_of(variant.key) is Kind.START:
            alone = Reason.FORM not in reasons and Reason.LEMMA not in reasons and Reason.FOLD not in reasons
            return (ranking.start_alone if alone else ranking.start) * share
        own = ranking.respelled if reason is Reason.RESPELLED else ranking.fold
        if respelt or Reason.FORM not in reasons:
            # The typed letters are printed nowhere, but the same word in others is: that was meant.
            return ranking.otherwise * share
        return own * share

    def _slips(self, word: str, space: Space, known: bool) -> Iterator[tuple[str, Reading]]:
        """Terms of the words that a word may be a slip for; weak ones where another reading occurs."""
        weight = self._ranking.weak_slip if known else self._ranking.slip
        if not weight or not word.replace("-", "").isalpha():
            return
        mark = Kind.FORM.value
        candidates = spelling.corrections(word, self._words_of(space, mark), _SLIPS)
        if candidates:
            if not known:
                self._corrected[word] = candidates[0].word
            for candidate in candidates:
                likely = weight * math.exp(candidates[0].surprise - candidate.surprise)
                for variant in analyzers.variants(candidate.word):
                    if variant.reason in (Reason.FORM, Reason.LEMMA) and self._frequency(space, variant.key):
                        share = likely * (
                            self._ranking.form if variant.reason is Reason.FORM else self._ranking.lemma
                        )
                        yield variant.key, Reading(Origin.SLIP, share, candidate.word)
            return
        if known:
            return
        # Another keyboard and a slip at once: the same among the script-neutral keys.
        mark = Kind.FOLD.value
        for candidate in spelling.corrections(fold(word), self._words_of(space, mark), _SLIPS):
            yield mark + candidate.word, Reading(Origin.SLIP, weight * 0.7, candidate.word)

    def _other_words(self, word: str, space: Space) -> Iterator[tuple[str, Reading]]:
        """Terms of the words that a word was likely meant to be, though it is one itself."""
        for rank, other in enumerate(self._meant.get(word, ())):
            if not rank:
                self._corrected[word] = other
            for variant in analyzers.variants(other):
                if variant.reason in (Reason.FORM, Reason.LEMMA) and self._frequency(space, variant.key):
                    weight = self._ranking.real_word_slip * (
                        self._ranking.form if variant.reason is Reason.FORM else self._ranking.lemma
                    )
                    yield variant.key, Reading(Origin.SLIP, weight, other)

    def _words_of(self, space: Space, mark: str) -> spelling.Vocabulary:
        def words(prefix: str) -> Iterator[tuple[str, int]]:
            for key, frequency in self._snapshot.vocabulary(space, mark + prefix):
                yield key[len(mark) :], frequency

        return words

    # Phrases, patterns, fuzzy words

    def _phrase(self, text: str, space: Space) -> Concept:
        words = [token.text.replace("ё", "е") for token in tokens.tokenize(text)]
        sought = Sought(f"“{text}”")
        alternatives: list[Term | Phrase] = []
        for forms in self._compounded(words, space):
            keys = tuple(Kind.FORM.value + form for form in forms)
            # A space in place of a hyphen is no other phrase, but the one as typed comes first.
            weight = 1.0 if forms == tuple(words) else self._ranking.otherwise
            sought.readings[" ".join(keys)] = Reading(Origin.FORM, weight)
            alternatives.append(
                Term(space, keys[0], weight) if len(keys) == 1 else Phrase(space, keys, weight=weight)
            )
        return Concept(tuple(alternatives), self._label(sought))

    def _compounded(self, words: Sequence[str], space: Space) -> Iterator[tuple[str, ...]]:
        """A phrase as typed, then with hyphens between its words and without, as the vocabulary has them."""
        if not words:
            return
        yield tuple(words)
        parts = [part for word in words for part in (_hyphenated(word) or (word,))]
        divisions: list[tuple[tuple[str, ...], int]] = [((), 0)]
        complete: list[tuple[str, ...]] = []
        while divisions and len(complete) < _MOST_DIVISIONS:
            forms, at = divisions.pop()
            if at == len(parts):
                complete.append(forms)
                continue
            for end in range(at + 1, min(at + _LONGEST_COMPOUND, len(parts)) + 1):
                form = "-".join(parts[at:end])
                if end == at + 1 or self._frequency(space, Kind.FORM.value + form):
                    divisions.append(((*forms, form), end))
        yield from (forms for forms in complete if forms != tuple(words))

    def _pattern(self, text: str, space: Space) -> Concept:
        """Every word of the vocabulary that fits, in the printed spelling or in the script-neutral one."""
        pattern = tokens.form(text.strip(".,;:!")).replace("ё", "е")
        sought = Sought(text)
        found: list[tuple[int, str]] = []
        for mark in (Kind.FORM.value, Kind.FOLD.value):
            weight = 1.0 if mark == Kind.FORM.value else self._ranking.otherwise
            wanted = pattern if mark == Kind.FORM.value else _folded_pattern(pattern)
            prefix = re.split(r"[*?]", wanted, maxsplit=1)[0]
            fits = re.compile(re.escape(wanted).replace(r"\*", ".*").replace(r"\?", ".") + r"\Z").match
            found = [
                (frequency, key)
                for key, frequency in self._snapshot.vocabulary(space, mark + prefix)
                if fits(key, len(mark))
            ]
            if found or self._exact:
                break
        if len(found) > _MOST_WORDS:
            self._notes.append(
                _("{count} words fit {pattern}; the {most} most frequent ones were looked for.").format(
                    count=len(found), pattern=text, most=_MOST_WORDS
                )
            )
            found = sorted(found, reverse=True)[:_MOST_WORDS]
        sought.found = bool(found)
        sought.readings = {key: Reading(Origin.PATTERN, weight, key[len(mark) :]) for _, key in found}
        return Concept(tuple(Term(space, key, weight) for _, key in found), self._label(sought))

    def _fuzzy(self, part: syntax.Fuzzy, space: Space) -> Concept:
        word = tokens.form(part.text).replace("ё", "е")
        sought = Sought(f"{part.text}~{part.edits}")
        key = Kind.FORM.value + word
        sought.readings[key] = Reading(Origin.FORM, 1.0)
        vocabulary = self._words_of(space, Kind.FORM.value)
        for edits in range(1, part.edits + 1):
            for candidate in spelling.near(word, vocabulary, edits, _MOST_WORDS):
                sought.readings.setdefault(
                    Kind.FORM.value + candidate.word,
                    Reading(Origin.SLIP, self._ranking.slip / edits, candidate.word),
                )
        return Concept(
            tuple(Term(space, one, reading.weight) for one, reading in sought.readings.items()),
            self._label(sought),
        )


def kind_of(key: str) -> Kind:
    """The kind of term that a key is for."""
    for kind in (Kind.FORM, Kind.START, Kind.FOLD, Kind.NAME, Kind.WHOLE):
        if key.startswith(kind.value):
            return kind
    return Kind.LEMMA


def _is_required(part: syntax.Syntax) -> bool:
    """Whether a part stands for `+part` among words that an article may lack."""
    return isinstance(part, syntax.And) and len(part.parts) == 1


def _only_respelt(variants: Sequence[Variant]) -> bool:
    """Whether a word occurs, but in no other letters than those that its typed letters stand for."""
    reasons = {variant.reason for variant in variants}
    return bool(reasons & _IN_OTHER_LETTERS) and not reasons & {Reason.FORM, Reason.LEMMA}


def _respelled(variant: Variant, word: str) -> Variant:
    """The Cyrillic lemma of a word in Latin letters is another spelling, not only another form."""
    if (
        variant.reason is Reason.LEMMA
        and script(word) is Script.LATIN
        and script(variant.key) is Script.CYRILLIC
    ):
        return variant._replace(reason=Reason.RESPELLED)
    return variant


def _hyphenated(word: str) -> tuple[str, ...]:
    """The parts of a compound with hyphens."""
    return tokens.parts(word) if "-" in word and not any(mark in word for mark in "@/") else ()


def _folded_pattern(pattern: str) -> str:
    """The script-neutral key of the letters between the wildcards."""
    return "".join(piece if piece in "*?" else fold(piece) for piece in re.split(r"([*?])", pattern) if piece)


def _language_of(root: syntax.Syntax) -> Language | None:
    """The language of the words of a query."""
    text = " ".join(_texts(root))
    return identify(text) if text else None


def _texts(part: syntax.Syntax) -> Iterator[str]:
    if isinstance(part, (syntax.Word, syntax.Quoted, syntax.Pattern, syntax.Fuzzy)):
        yield part.text
    elif isinstance(part, (syntax.Words, syntax.And, syntax.Or)):
        for one in part.parts:
            yield from _texts(one)
    elif isinstance(part, syntax.Fielded) and part.field is not Field.AUTHOR:
        yield from _texts(part.part)
