"""Articles as records, one JSON object a line: what `izde index` takes back."""

from __future__ import annotations

from collections.abc import Sequence

from izde.model import Article
from izde.output.structured import json_lines


def render(articles: Sequence[Article]) -> str:
    return json_lines(articles)
