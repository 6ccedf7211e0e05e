#!/usr/bin/env bash
# A negative boost over tantivy's disjunction_max does not negate its maximum: every document scores 0.
#
# The smaller of two scores would be the negated maximum of the negated scores. Guess: boost_query with -1 over a
# disjunction_max_query of constant scores gives minus the larger one (70 %). Seen with tantivy-py 0.26.2: the boost is
# handed down to the leaves, and the maximum of their negative scores starts at 0, so the order of documents is lost.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet --disable-pip-version-check tantivy==0.26.2
"$folder/env/bin/python" - <<'PYTHON'
from importlib.metadata import version

from tantivy import Document, Index, Query, SchemaBuilder

builder = SchemaBuilder()
builder.add_text_field("word", stored=True, tokenizer_name="raw")
schema = builder.build()
index = Index(schema)
writer = index.writer(15_000_000, 1)
for word in ("су", "тау"):
    writer.add_document(Document(word=word))
writer.commit()
index.reload()


def constant(word: str, score: float) -> Query:
    return Query.const_score_query(Query.term_query(schema, "word", word), score)


largest = Query.disjunction_max_query([constant("су", 2.0), constant("тау", 5.0)])
searcher = index.searcher()
scores = [score for score, _ in searcher.search(largest, 10).hits]
turned = [score for score, _ in searcher.search(Query.boost_query(largest, -1.0), 10).hits]
print("tantivy", version("tantivy"))
print("the maximum:", scores, "boosted by -1:", turned)
assert scores == [5.0, 2.0], "the maximum itself is another"
assert not any(turned), "the boost reaches the maximum now"
PYTHON
