"""From the syntax tree to what an engine looks for: every way in which the typed words may be printed.

Here the tree is walked; what stands at its leaves has a module each:

- `izde.search.plain_words`: words in a row, each a `Concept` with all that it may be printed as
  (`concepts`, from `variants`, `slips` and `translating`), with bonuses for `neighbours` and
  `whole_keywords`;
- `izde.search.phrases`: what is quoted;
- `izde.search.vocabulary_scans`: patterns and fuzzy words;
- `izde.search.authors`: people;
- `izde.search.restrictions`: languages, years, journals and the like, which narrow without scoring.

What an alternative stands for is kept as a `Reading`, so that a hit can say why it was found; what each
counts is set by `izde.search.ranking`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from izde.engines.interface import And, Boost, Concept, Filters, Node, Not, Or, Snapshot, Space
from izde.language import tokens
from izde.language.identify import identify
from izde.model import Language
from izde.search import concepts, plain_words, restrictions, syntax
from izde.search.authors import author_node, by_name
from izde.search.glossary import glossary_of
from izde.search.inquiry import Inquiry, Sought
from izde.search.ranking import FEW_WORDS, RANKING, Ranking
from izde.search.syntax import Field
from izde.search.translating import Translator

_SPACES = {
    Field.TITLE: Space.TITLE,
    Field.KEYWORD: Space.KEYWORD,
    Field.ABSTRACT: Space.ABSTRACT,
    Field.BODY: Space.BODY,
    Field.AUTHOR: Space.AUTHOR,
}


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
        self._snapshot = snapshot
        self._inquiry = Inquiry(snapshot, exact=exact, ranking=ranking, meant=meant)
        self._translator = Translator(glossary_of(snapshot), ranking) if translate and not exact else None
        self._words_sought: list[Sought] = []
        self._bonuses: list[Concept] = []
        self._quoted = False
        self._relaxed = False

    def expand(
        self, query: syntax.Query, filters: Filters, *, author: str | None = None, relaxed: bool = False
    ) -> Expansion:
        """The query, and an author whose articles alone are wanted, as engine nodes under `filters`.

        `relaxed` reads phrases as plain words.
        """
        inquiry = self._inquiry
        self._relaxed = relaxed
        root, narrowed, formula = restrictions.separate(query.root, filters, self._snapshot)
        node: Node | None
        if formula is not None:
            admitted = restrictions.admitted(formula, self._snapshot, self._holding)
            narrowed = msgspec.structs.replace(narrowed, ids=frozenset(admitted))
            scoring = (self._node(part, Space.ALL) for part in restrictions.scoring(formula))
            node = Or((And(()), *scoring))
        else:
            node = None if isinstance(root, syntax.Everything) else self._node(root, Space.ALL)
        if author:
            wanted = by_name(self._snapshot, author, inquiry.label_name, inquiry.notes.append)
            node = wanted if node is None else And((wanted, node))
        if node is not None and self._bonuses:
            node = Boost(node, tuple(self._bonuses))
        return Expansion(
            node,
            narrowed,
            inquiry.sought,
            [*query.notes, *dict.fromkeys(inquiry.notes)],
            _language_of(query.root),
            inquiry.corrected,
            self._quoted,
            self._words_sought,
        )

    def _holding(self, part: syntax.Syntax) -> Node:
        """A part that an article must hold, without what would only add to its score."""
        bonuses = list(self._bonuses)
        node = self._node(part, Space.ALL)
        self._bonuses = bonuses
        return node

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
        translator, bonuses = self._translator, list(self._bonuses)
        self._translator = None
        try:
            if isinstance(part, syntax.Words):
                return And(tuple(self._unscored(one, space) for one in part.parts))
            if isinstance(part, syntax.Word):
                words = [token.text for token in tokens.tokenize(part.text)]
                return And(tuple(concepts.strict(self._inquiry, word, space) for word in words))
            return self._node(part, space)
        finally:
            self._translator, self._bonuses = translator, bonuses

    def _fielded(self, part: syntax.Fielded) -> Node:
        if part.field is Field.AUTHOR:
            inquiry = self._inquiry
            return author_node(self._snapshot, part.part, inquiry.label_name, inquiry.notes.append)
        return self._node(part.part, _SPACES[part.field])

    def _words(self, parts: Sequence[syntax.Syntax], space: Space) -> Node:
        """Parts side by side: articles should have what is plain, and must have what is marked."""
        required: list[Node] = []
        optional: list[Node] = []
        excluded: list[Node] = []
        run: list[str] = []

        def flush() -> None:
            if run:
                optional.extend(self._row(run, space))
                run.clear()

        for part in parts:
            if isinstance(part, syntax.Word) or (self._relaxed and isinstance(part, syntax.Quoted)):
                for token in tokens.tokenize(part.text):
                    run.append(token.text)
                    if _has_capital(part.text[token.start : token.end]):
                        self._inquiry.capitals.add(token.text)
                continue
            flush()
            if isinstance(part, syntax.Not):
                excluded.append(Not(self._unscored(part.part, space)))
            elif isinstance(part, syntax.Quoted):
                self._quoted = True
                required.append(self._phrase(part.text, space))
            elif isinstance(part, (syntax.Pattern, syntax.Fuzzy)):
                optional.append(self._scanned(part, space))
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

    def _row(self, words: Sequence[str], space: Space) -> list[Concept]:
        row = plain_words.row(self._inquiry, words, space, self._translator)
        self._bonuses.extend(row.bonuses)
        self._words_sought.extend(row.content)
        return row.required

    def _phrase(self, text: str, space: Space) -> Concept:
        from izde.search.phrases import phrase

        return phrase(self._inquiry, text, space)

    def _scanned(self, part: syntax.Pattern | syntax.Fuzzy, space: Space) -> Concept:
        from izde.search import vocabulary_scans

        if isinstance(part, syntax.Fuzzy):
            return vocabulary_scans.fuzzy(self._inquiry, part.text, part.edits, space)
        return vocabulary_scans.wildcard(self._inquiry, part.text, space)

    def _coordination(self, words: int) -> float:
        """Of two or three words an article should have all; of a sentence it may lack some."""
        return self._inquiry.ranking.coordination if words <= FEW_WORDS else 0.0


def _has_capital(word: str) -> bool:
    """Whether a word is typed as names are; one in capitals throughout says nothing."""
    return word[:1].isupper() and word[1:].islower()


def _is_required(part: syntax.Syntax) -> bool:
    """Whether a part stands for `+part` among words that an article may lack."""
    return isinstance(part, syntax.And) and len(part.parts) == 1


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
