"""What an article is as a document of the index, and the index's settings and mappings.

    kind                        "article", "entry" (a source's bookkeeping) or "head" (see `head`)
    id, source, commit, version what it is, and which commit wrote it
    bag                         the quantized impact of each term, as a rank feature (see `feature`)
    in_title … in_author, all   the term keys of each space, and of all of them
    seq_title … seq_author      the token sequences, for phrases; seq_short is all but that of the body
    glossary, facets.*, year    the entries of that space, the facets, the year
    newest.*, by.*              what the orders sort by
    card, text, places, entry   stored: the record, its long fields, its token sequences, the books

Nothing is scored by OpenSearch's own statistics, which differ from shard to shard and count the deleted.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final
from zlib import compress, decompress

import msgspec

from izde.engines.interface import K1, IndexedArticle, Order, SourceEntry, Space, quantize
from izde.model import Article

#: The spaces that are parts of ALL, and the field of each one's term keys.
SPACES: Final = (Space.TITLE, Space.KEYWORD, Space.ABSTRACT, Space.BODY, Space.AUTHOR)
KEYS: Final = {
    **{space: f"in_{space.value}" for space in SPACES},
    Space.ALL: "all",
    Space.GLOSSARY: "glossary",
}
#: The fields in which a phrase of a space may stand.
SEQUENCES: Final = {
    **{space: (f"seq_{space.value}",) for space in SPACES},
    Space.ALL: ("seq_short", "seq_body"),
}

#: Lucene takes terms of up to 32,766 bytes; longer keys than these characters are cut.
_LONGEST = 8000
#: What a feature's name has in place of a full stop, with which it could be indexed, but not be found.
_DOT = "\x1f"
#: How an analyzer reads a sequence: a line a position, a tab between the keys that share it.
_NEXT, _SAME = "\n", "\t"

_binary: Final = {"type": "binary", "store": True}
_keyword: Final = {"type": "keyword"}
_sequence: Final = {
    "type": "text",
    "analyzer": "sequence",
    "search_analyzer": "keys",
    "position_increment_gap": 1000,
    "norms": False,
}

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": False,
    "_source": {"includes": ["head"]},
    "dynamic_templates": [{"facets": {"path_match": "facets.*", "mapping": _keyword}}],
    "properties": {
        "kind": _keyword,
        "id": _keyword,
        "source": _keyword,
        "commit": {"type": "long"},
        "version": _keyword,
        "bag": {"type": "rank_features"},
        **{KEYS[space]: {"type": "keyword", "copy_to": "all"} for space in SPACES},
        "all": _keyword,
        "glossary": _keyword,
        **{field: _sequence for fields in SEQUENCES.values() for field in fields},
        "facets": {"type": "object", "dynamic": True},
        "year": {"type": "integer"},
        "newest": {
            "properties": {
                "year": {"type": "integer"},
                "issue": {"type": "integer"},
                "page": {"type": "long"},
            }
        },
        "by": {"properties": {"title": _keyword, "author": _keyword}},
        "card": _binary,
        "text": _binary,
        "places": _binary,
        "entry": _binary,
        "head": {"type": "object", "enabled": False},
    },
}


def settings(shards: int) -> dict[str, Any]:
    """The index's settings. Commits say when to refresh; a second copy is kept where there is a second
    node."""
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",
        "codec": "best_compression",
        "analysis": {
            "tokenizer": {
                "lines": {"type": "char_group", "tokenize_on_chars": [_NEXT], "max_token_length": 100_000}
            },
            "filter": {
                "together": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{_SAME}]+)"],
                }
            },
            "analyzer": {
                "sequence": {"type": "custom", "tokenizer": "lines", "filter": ["together"]},
                "keys": {"type": "custom", "tokenizer": "lines"},
            },
        },
    }


# Terms ---------------------------------------------------------------------------------------------------


def term(key: str) -> str:
    """A key as the index holds it: one that is too long for Lucene ends in a digest."""
    return key if len(key) <= _LONGEST else key[:_LONGEST] + digest(key)


def digest(text: str) -> str:
    """A short name for any text."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def feature(key: str) -> str:
    """The field by which the impact of a key is asked for."""
    return f"bag.{_feature(key)}"


def _feature(key: str) -> str:
    return term(key).replace(".", _DOT)


# A feature keeps nine bits of a number, which is not enough for an impact; but an impact is one of 255
# steps, sixteen to an octave (`interface.IMPACTS`), and a power of two is kept exactly. So the feature is
# two to the power of the step, and a sigmoid whose exponent is a sixteenth makes of it just
# impact / (impact + K1), to the precision of a float.
_MIDDLE: Final = 128
_LEAST: Final = 2  # the smallest power that a feature takes; an impact of 1/500 instead of 1/512
SHARE: Final = {"exponent": 1 / 16, "pivot": (K1 * 2.0 ** ((144 - _MIDDLE) / 16)) ** 16}


def _power(step: int) -> float:
    return 2.0 ** (max(step, _LEAST) - _MIDDLE)


def step_of(share: float) -> int:
    """The step whose share, as the sigmoid gives it, is this one."""
    return quantize(share * K1 / (1 - share))


# Documents -----------------------------------------------------------------------------------------------


class _Text(msgspec.Struct, array_like=True):
    body: str
    references: list[str]
    romanised: list[str] = []


_encode = msgspec.msgpack.Encoder().encode
_decode_card = msgspec.msgpack.Decoder(Article).decode
_decode_text = msgspec.msgpack.Decoder(_Text).decode
_decode_places = msgspec.msgpack.Decoder(dict[str, list[list[str]]]).decode
_decode_entry = msgspec.msgpack.Decoder(SourceEntry).decode
_to_json = msgspec.json.Encoder().encode


def _packed(value: object) -> str:
    return b64encode(compress(_encode(value), 3)).decode()


def _unpacked(text: str) -> bytes:
    return decompress(b64decode(text))


def read_card(stored: str) -> Article:
    return _decode_card(_unpacked(stored))


def add_text(article: Article, stored: str) -> None:
    """Put the long fields back."""
    text = _decode_text(_unpacked(stored))
    article.body, article.references = text.body, text.references
    article.references_romanised = text.romanised


def read_places(stored: str) -> dict[str, list[list[str]]]:
    """The token sequences by the space's value."""
    return _decode_places(_unpacked(stored))


def read_entry(stored: str) -> SourceEntry:
    return _decode_entry(_unpacked(stored))


def version(commit: int, source: str) -> str:
    """The articles that a commit wrote of a source, by one name."""
    return f"{commit}-{digest(source)}"


def article_document(indexed: IndexedArticle, commit: int) -> bytes:
    """An article as JSON."""
    article = indexed.article
    card = msgspec.structs.replace(article, body="", references=[], references_romanised=[])
    text = _Text(article.body, article.references, article.references_romanised)
    year, issue, page = newest(article)
    document: dict[str, object] = {
        "kind": "article",
        "id": article.id,
        "source": term(indexed.source),
        "commit": commit,
        "version": version(commit, indexed.source),
        "bag": {_feature(key): _power(quantize(impact)) for key, (impact, _) in indexed.bag.items()},
        "glossary": [term(entry) for entry in indexed.glossary],
        "facets": {name: [term(value) for value in values] for name, values in indexed.facets.items()},
        "newest": {"year": year, "issue": issue, "page": page},
        "by": {
            name: term(order_key)
            for name, order in (("title", Order.TITLE), ("author", Order.AUTHOR))
            if (order_key := indexed.orders.get(order, ""))
        },
        "card": _packed(card),
        "text": _packed(text),
        "places": _packed({space.value: sequence for space, sequence in indexed.sequences.items()}),
    }
    for space in SPACES:
        bit = space.bit
        document[KEYS[space]] = [term(key) for key, (_, bits) in indexed.bag.items() if bits & bit]
    short: list[str] = []
    for space, sequence in indexed.sequences.items():
        lines = list(_lines(sequence))
        document[f"seq_{space.value}"] = lines
        if space is not Space.BODY:
            short += lines
    document["seq_short"] = short
    if article.year is not None:
        document["year"] = article.year
        facets = document["facets"]
        assert isinstance(facets, dict)
        facets["year"] = [f"{article.year:04}"]
    return _to_json(document)


def entry_document(entry: SourceEntry, commit: int) -> bytes:
    """A source's bookkeeping as JSON."""
    return _to_json(
        {
            "kind": "entry",
            "source": term(entry.source),
            "commit": commit,
            "version": version(commit, entry.source),
            "entry": _packed(entry),
        }
    )


def _lines(sequence: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The runs of a sequence between its gaps, as the analyzer reads them."""
    run: list[str] = []
    for keys in (*sequence, ()):
        if keys:
            run.append(_SAME.join(map(term, keys)))
        elif run:
            yield _NEXT.join(run)
            run = []


def newest(article: Article) -> tuple[int, int, int]:
    """Year, number of the issue and first page, 0 where there is none."""
    digits = ""
    for character in article.number or "":
        if character.isdecimal():
            digits += character
        elif digits:
            break
    return article.year or 0, int(digits[:9] or 0), article.pages[0] if article.pages else 0


_NEWEST: Final[tuple[Mapping[str, object], ...]] = (
    {"newest.year": "desc"},
    {"newest.issue": "desc"},
    {"newest.page": "asc"},
    {"id": "asc"},
)


def sort(order: Order) -> list[Mapping[str, object]]:
    """How OpenSearch sorts by an order. Where that is relevance, scores may still be bounds."""
    if order is Order.RELEVANCE:
        return [{"_score": "desc"}, *_NEWEST]
    if order is Order.NEWEST:
        return list(_NEWEST)
    if order is Order.OLDEST:
        return [
            {"year": {"order": "asc", "missing": "_last"}},
            {"newest.issue": "asc"},
            {"newest.page": "asc"},
            {"id": "asc"},
        ]
    return [{f"by.{order.value}": {"order": "asc", "missing": "_last"}}, *_NEWEST]
