"""What an article is made of in a Tantivy index, and how parts of it are read back.

An article is two documents, so that finding and showing hits need not read what is long:

kind               `ARTICLE`, `REST` or `ENTRY`
source, batch      what the documents of a source are deleted by, those of the batch that deletes it excepted
id                 of the article; `rest` is the same of its second document, `entry` a source's of its books
in_all, in_title…  the term keys that stand in each space
step               for each term of the bag its key and, as a character behind `MARK`, its quantized impact:
                   a term here is an exact score for all articles that hold it (`queries`)
words_title, …     the token sequences, with `WIDTH` positions for each of theirs (see below)
facet              name, `MARK` and value
recency            what ties go by, as one number; newest, oldest, by_title, by_author: the orders
card, table        stored: the record without its long fields; the impacts, to be looked up by hash
body, sequences    stored in the second document: the long fields; the token sequences

A position of a sequence may hold several keys, but one of Tantivy's holds one token. So each gets `WIDTH` of
them, of which its keys take the first half at most, and the rest is skipped. Two tokens then stand `WIDTH *
distance` apart, give or take less than half of that, which tells the distance of their positions.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import msgspec
import tantivy

from izde.engines import sequences
from izde.engines.interface import IndexedArticle, Order, Posting, SourceEntry, Space, quantize, recency
from izde.engines.sequences import positions_in
from izde.model import Article

#: What stands between a key and its impact, a facet and its value.
MARK = "\x1f"
#: Added to a quantized impact to make a character of it that is no white space.
_FIRST = 0x100
ARTICLE, REST, ENTRY = "article", "rest", "entry"

SPACES = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)
#: The fields that order articles, ascending.
ORDERS = {
    Order.NEWEST: "newest",
    Order.OLDEST: "oldest",
    Order.TITLE: "by_title",
    Order.AUTHOR: "by_author",
}

#: Tantivy's positions for one of a sequence; how many of a sequence's a gap takes: a slop of `GAP - 3` does
#: not reach over it.
WIDTH = 16
GAP = 24
_SKIPPED = "_"
_SKIP = f"{_SKIPPED} "
_TOKENIZER = "slots"

#: White space in a key, for Tantivy's tokenizer, and characters that stand for it.
_WHITE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_ESCAPE = {ord(white): 0xF8D0 + number for number, white in enumerate(_WHITE)}
_ESCAPE[ord(_SKIPPED)] = 0xF8D0 + len(_WHITE)
_ESCAPED = re.compile(f"[{_WHITE}{_SKIPPED}]+")
_UNESCAPE = {escaped: white for white, escaped in _ESCAPE.items()}

_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Article).decode
decode_entry = msgspec.msgpack.Decoder(SourceEntry).decode


class _Body(msgspec.Struct, array_like=True):
    body: str
    references: list[str]
    romanised: list[str] = []


_decode_body = msgspec.msgpack.Decoder(_Body).decode
_decode_parts = msgspec.msgpack.Decoder(list[bytes]).decode


class _Table(msgspec.Struct, array_like=True):
    """`hashes` ascending, as numbers of four bytes; of each key the bits of its spaces and its impact. Keys
    that share a hash are in `twins` instead."""

    hashes: bytes
    bits: bytes
    steps: bytes
    twins: dict[str, tuple[int, int]] = {}


_decode_table = msgspec.msgpack.Decoder(_Table).decode


def presence(space: Space) -> str:
    """The field of the terms that stand in a space."""
    return f"in_{space.value}"


def words(space: Space) -> str:
    """The field of a space's token sequences."""
    return f"words_{space.value}"


def schema() -> tantivy.Schema:
    """The fields of the module's docstring."""
    build = tantivy.SchemaBuilder()
    for name in ("kind", "source", "batch", "id", "rest", "entry", "facet"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*map(presence, (Space.ALL, *SPACES, Space.GLOSSARY)), "step"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in map(words, SPACES):
        build.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="position")
    for name in ORDERS.values():
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    build.add_unsigned_field("recency", fast=True)
    for name in ("origin", "card", "table", "body", "sequences", "record"):
        build.add_bytes_field(name, stored=True)
    return build.build()


def register(index: tantivy.Index) -> None:
    """Tell an index the tokenizer of `words_…`."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer(_TOKENIZER, builder.filter(tantivy.Filter.custom_stopword([_SKIPPED])).build())


# Terms --------------------------------------------------------------------------------------------------


def escaped(key: str) -> str:
    """A key as a term."""
    return key.translate(_ESCAPE)


def unescaped(term: str) -> str:
    return term.translate(_UNESCAPE)


def step_of(term: str) -> int:
    """The quantized impact in such a term."""
    return ord(term[-1]) - _FIRST


def facet_term(name: str, value: str) -> str:
    """A facet's value as a term; with an empty value, what all of the facet's terms start with."""
    return f"{name}{MARK}{value}"


# Documents ----------------------------------------------------------------------------------------------


def of_article(indexed: IndexedArticle, batch: str) -> tuple[tantivy.Document, tantivy.Document]:
    """The two documents of an article."""
    article, bag = indexed.article, indexed.bag
    terms = dict(zip(bag, _all_escaped(bag), strict=True))
    characters: dict[float, str] = {}
    stepped_terms = []
    steps = bytearray()
    for key, (impact, _) in bag.items():
        character = characters.get(impact)
        if character is None:
            # Nothing would say that an article holds a term of no impact.
            character = characters[impact] = chr(_FIRST + (quantize(impact) or 1))
        steps.append(ord(character) - _FIRST)
        stepped_terms.append(f"{terms[key]}{MARK}{character}")
    facets = dict(indexed.facets)
    if article.year is not None:
        facets["year"] = (f"{article.year:04}",)
    main = tantivy.Document()
    for document in (main, rest := tantivy.Document()):
        document.add_text("kind", ARTICLE if document is main else REST)
        document.add_text("source", indexed.source)
        document.add_text("batch", batch)
    main.add_text("id", article.id)
    for name, values in facets.items():
        for value in dict.fromkeys(values):
            main.add_text("facet", facet_term(name, value))
    main.add_text(presence(Space.ALL), " ".join(terms.values()))
    main.add_text(presence(Space.GLOSSARY), " ".join(_all_escaped(dict.fromkeys(indexed.glossary))))
    main.add_text("step", " ".join(stepped_terms))
    for space in SPACES:
        bit = space.bit
        here = [terms[key] for key, (_, bits) in bag.items() if bits & bit]
        if here:
            main.add_text(presence(space), " ".join(here))
        positions = indexed.sequences.get(space, ())
        if positions:
            main.add_text(words(space), _spread(positions, terms))
    for order, name in ORDERS.items():
        main.add_text(name, _order_key(indexed, order))
    main.add_unsigned("recency", _packed_recency(article))
    main.add_bytes("origin", indexed.source.encode())
    card = msgspec.structs.replace(article, body="", references=[], references_romanised=[])
    main.add_bytes("card", _encode(card))
    main.add_bytes("table", _encode(_table(bag, bytes(steps))))
    rest.add_text("rest", article.id)
    rest.add_bytes("body", _encode(_Body(article.body, article.references, article.references_romanised)))
    packed = [sequences.packed(indexed.sequences.get(space, ())) for space in SPACES]
    rest.add_bytes("sequences", _encode(packed))
    return main, rest


def of_entry(entry: SourceEntry, batch: str) -> tantivy.Document:
    """The document of a source's books."""
    document = tantivy.Document()
    document.add_text("kind", ENTRY)
    document.add_text("entry", entry.source)
    document.add_text("batch", batch)
    document.add_bytes("record", _encode(entry))
    return document


def _all_escaped(keys: Iterable[str]) -> list[str]:
    """Each of the keys as a term; all at once, since hardly any has anything to escape."""
    together = "\0".join(keys)
    if _ESCAPED.search(together):
        together = _ESCAPED.sub(lambda found: found[0].translate(_ESCAPE), together)
    return together.split("\0") if together else []


def _spread(positions: Sequence[tuple[str, ...]], terms: Mapping[str, str]) -> str:
    """A token sequence for Tantivy's tokenizer."""
    known: dict[tuple[str, ...], str] = {(): _SKIP * (WIDTH * GAP)}
    for keys in positions:
        if keys not in known:
            kept = dict.fromkeys(key for key in keys[: WIDTH // 2] if key in terms)
            known[keys] = " ".join([terms[key] for key in kept]) + " " + _SKIP * (WIDTH - len(kept))
    return "".join([known[keys] for keys in positions])


def _table(bag: Mapping[str, Posting], steps: bytes) -> _Table:
    hashes = [crc32(key.encode()) or 1 for key in bag]
    order = sorted(range(len(hashes)), key=hashes.__getitem__)
    twins: dict[str, tuple[int, int]] = {}
    if len(set(hashes)) < len(hashes):
        counts = Counter(hashes)
        twins = {
            key: (bits, step)
            for number, (key, (_, bits)), step in zip(hashes, bag.items(), steps, strict=True)
            if counts[number] > 1
        }
    all_bits = [bits for _, bits in bag.values()]
    return _Table(
        array("I", [hashes[at] for at in order]).tobytes(),
        bytes([all_bits[at] for at in order]),
        bytes([steps[at] for at in order]),
        twins,
    )


def _packed_recency(article: Article) -> int:
    """What `recency` sorts by as one number, but for what is beyond its bits."""
    year, issue, page = recency(article)
    return (
        (0x3FFF - min(-year, 0x3FFF)) << 50
        | (0x3FFFFFFF - min(-issue, 0x3FFFFFFF)) << 20
        | min(page, 0xFFFFF)
    )


def _order_key(indexed: IndexedArticle, order: Order) -> str:
    """A text by which an order sorts."""
    article = indexed.article
    year, issue, page = recency(article)
    newest = f"{9999 + year:04}{999_999_999 + issue:09}{page:09}{MARK}{article.id}"
    if order is Order.NEWEST:
        return newest
    if order is Order.OLDEST:
        return f"{int(not year)}{-year:04}{-issue:09}{page:09}{MARK}{article.id}"
    text = indexed.orders.get(order, "")
    return f"{int(not text)}{text}{MARK}{newest}"


# Reading ------------------------------------------------------------------------------------------------


def stored(document: tantivy.Document, name: str) -> bytes:
    """A stored field."""
    value = document.get_first(name)
    assert isinstance(value, bytes)
    return value


def card(document: tantivy.Document) -> Article:
    """The record without its long fields."""
    return _decode_card(stored(document, "card"))


def add_body(record: Article, rest: tantivy.Document) -> None:
    """Complete a record from the second document."""
    body = _decode_body(stored(rest, "body"))
    record.body, record.references, record.references_romanised = body.body, body.references, body.romanised


class Impacts:
    """The quantized impacts of one article."""

    def __init__(self, document: tantivy.Document) -> None:
        table = _decode_table(stored(document, "table"))
        self._hashes = memoryview(table.hashes).cast("I")
        self._bits, self._steps, self._twins = table.bits, table.steps, table.twins

    def step(self, key: str, number: int, bit: int) -> int:
        """The impact of a key, whose hash is `number`, where it stands in the spaces of `bit`; else 0."""
        if key in self._twins:
            bits, step = self._twins[key]
            return step if bits & bit else 0
        hashes = self._hashes
        at = bisect_left(hashes, number)
        if at == len(hashes) or hashes[at] != number or not self._bits[at] & bit:
            return 0
        return self._steps[at]


class Positions:
    """The token sequences of one article."""

    def __init__(self, rest: tantivy.Document) -> None:
        parts = _decode_parts(stored(rest, "sequences"))
        self._numbers = {space: memoryview(part).cast("I") for space, part in zip(SPACES, parts, strict=True)}

    def of(self, space: Space, wanted: int) -> list[int]:
        """Where a hash stands in the sequence of a space."""
        numbers = self._numbers.get(space)
        return positions_in(numbers, 0, len(numbers), wanted) if numbers else []
