"""How well Kazakh forms of one word get one term, on gold lemmas.

The gold list (form, lemma; from UD_Kazakh-KTB, CC BY-SA 4.0) is not part of the project: it is read from
`shared/evaluation/kk_lemmas.tsv` beside the checkout, or from the file that IZDE_KK_LEMMAS names.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path

from evaluation.gold import ROOT
from izde.language.analyzers import analyze_line
from izde.language.kazakh.stemmer import stem

DEFAULT = ROOT.parent / "shared" / "evaluation" / "kk_lemmas.tsv"


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def conflation(lemmas: dict[str, str], terms: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pairs of forms: one term against one lemma."""
    lemma_sizes = Counter(lemmas.values())
    by_term: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in lemmas.items():
        by_term[terms[form]][lemma] += 1
    together = sum(_pairs(group.total()) for group in by_term.values())
    right = sum(_pairs(n) for group in by_term.values() for n in group.values())
    wanted = sum(_pairs(n) for n in lemma_sizes.values())
    precision = right / together if together else 1.0
    recall = right / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def report() -> str:
    path = Path(os.environ.get("IZDE_KK_LEMMAS", DEFAULT))
    if not path.is_file():
        return f"Not measured: there is no gold list at {path.name}; IZDE_KK_LEMMAS may name one."
    lemmas = dict(line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    variants = {
        "the word itself": {form: form for form in lemmas},
        "first four letters": {form: form[:4] for form in lemmas},
        "first five letters": {form: form[:5] for form in lemmas},
        "stem": {form: stem(form) for form in lemmas},
        "first term of the analyzer": {
            form: next((term.text for term in analyze_line(form, "kk")), form) for form in lemmas
        },
    }
    lines = ["| term | precision | recall | F1 |", "|---|---|---|---|"]
    for name, terms in variants.items():
        lines.append("| {} | {:.3f} | {:.3f} | {:.3f} |".format(name, *conflation(lemmas, terms)))
    return "\n".join(lines)
