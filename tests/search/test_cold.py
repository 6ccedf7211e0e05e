"""What a search loads: an English query needs neither the Russian dictionary nor the Kazakh lexicon."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from invented_articles import ARTICLES

from izde.engines.whoosh.engine import WhooshEngine
from izde.index.weighing import weigh

_PROGRAM = """
import sys
from pathlib import Path
from izde.engines.whoosh.engine import WhooshEngine
from izde.search import search
from izde.search.results import Request

snapshot = WhooshEngine.open(Path(sys.argv[1])).snapshot()
result = search(snapshot, Request(query="honey bees and floods", facets=("year",)))
assert result.total, "nothing was found"
heavy = {"pymorphy3", "langdetect", "pdfminer", "izde.language.kazakh.stemmer"} & set(sys.modules)
print(*sorted(heavy))
"""


def test_an_english_query_loads_no_dictionary(tmp_path: Path) -> None:
    engine = WhooshEngine.create(tmp_path / "index")
    with engine.batch() as batch:
        for article in ARTICLES:
            batch.add(weigh(article, "bulletin.txt"))
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "index")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
