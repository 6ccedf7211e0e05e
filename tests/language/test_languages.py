"""Tables by language: each has every language, so that one that is added is missed nowhere."""

from __future__ import annotations

import ast

from izde.model import LANGUAGES
from sample_data import ROOT

SOURCE = ROOT / "src" / "izde"


def test_every_table_by_language_has_every_language() -> None:
    complete, lacking = 0, []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Dict):
                continue
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            languages = keys & set(LANGUAGES)
            if languages == set(LANGUAGES):
                complete += 1
            elif len(languages) > 1:
                lacking.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert not lacking
    assert complete > 5
