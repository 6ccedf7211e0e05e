"""What is read and found of scans: issues made of the gold records, printed, scanned askew, and recognised.

Two journals (one with one column, one with two) print the real titles, abstracts and keywords of the two
sample issues. Their pages become pictures of 300 dots an inch that lie 0.6 degrees askew, and `izde index
--ocr` gets them. A title, or a language's whole list of keywords, is right when it shares nine tenths of its
words with the printed one (Dice); an article is found when its own title, typed as a query, brings it first.

    python -m evaluation.scans [--pages N] [--dpi N] [--askew DEGREES] [--noise N] [--folder DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import count, takewhile
from pathlib import Path

from evaluation.layouts import gold_of
from evaluation.scoring import Tally, align, dice
from izde import Library
from izde.model import LANGUAGES, Article
from sample_issues.compose import IssueData, IssuePrinter, Style
from sample_issues.gold import sources
from sample_issues.people import JOURNALS
from sample_issues.scans import Copier, scan
from sample_issues.typeset import Geometry

CLOSE = 0.9
USUAL = Copier()
#: One journal an issue: its style, and the letters that a body is cut to.
_JOURNALS = (
    Style(
        name="one-column",
        geometry=Geometry("A4", (64, 56, 72, 70), "serif"),
        size=10.5,
        abstract_size=9.5,
        heads=("authors", "title"),
        foot="journal-one",
        page_number="foot-centre",
        author_info="own",
        codes_place="lines",
    ),
    Style(
        name="two-columns",
        geometry=Geometry("A4", (56, 56, 72, 66), "serif-condensed"),
        size=10.0,
        abstract_size=9.0,
        columns=2,
        hyphenate=True,
        translations="front",
        heads=("journal", "authors"),
        foot="number",
        page_number="foot-outer",
        author_info="none",
    ),
)


@dataclass
class Figures:
    """What was right, over all scans."""

    articles: Tally = field(default_factory=Tally)
    titles: Tally = field(default_factory=Tally)
    keywords: Tally = field(default_factory=Tally)
    found_first: Tally = field(default_factory=Tally)
    pages: int = 0
    misses: list[str] = field(default_factory=list)


def print_issues(folder: Path, pages: int) -> list[Path]:
    """Print about so many pages of two issues, with their gold records; the paths of the PDFs."""
    by_issue: dict[str, list[dict[str, object]]] = {}
    for record in sources():
        if record["abstracts"]:
            by_issue.setdefault(str(record["id"]).split("-")[0], []).append(record)
    made = []
    for number, (style, records) in enumerate(zip(_JOURNALS, by_issue.values(), strict=False)):
        # An article of the first kind takes about three pages, one of the second about two.
        share = max(1, round(pages * (2 / 3 if number == 0 else 1 / 3) / (3 if number == 0 else 2)))
        path = folder / f"{style.name}.pdf"
        issue = IssueData(JOURNALS[number], 2020 + number, "2 (14)", "2518-7890")
        chosen = [records[i % len(records)] for i in range(min(share, len(records)))]
        gold = IssuePrinter(path, chosen, replace(style, body_length=4500), issue, 5 + number).run()
        path.with_suffix(".jsonl").write_text("".join(json.dumps(r) + "\n" for r in gold), encoding="utf-8")
        made.append(path)
    return made


def judge(figures: Figures, found: Sequence[Article], gold: Sequence[Article]) -> dict[int, int]:
    """Add what is right of an issue; which found article is which gold one."""
    pairs = align(found, gold)
    figures.articles.add(len(pairs), len(found), len(gold))
    for place, record in enumerate(gold):
        article = found[pairs[place]] if place in pairs else Article(id="")
        for language in LANGUAGES:
            _compare(
                figures, figures.titles, article.title.get(language), record.title.get(language), record.id
            )
            found_list, printed_list = (" ".join(a.keywords.get(language, ())) for a in (article, record))
            _compare(figures, figures.keywords, found_list, printed_list, record.id)
    return pairs


def _compare(figures: Figures, tally: Tally, found: str | None, printed: str | None, name: str) -> None:
    close = dice(found, printed) if found and printed else 0.0
    tally.add(int(close >= CLOSE), int(bool(found)), int(bool(printed)))
    if (found or printed) and close < CLOSE:
        figures.misses.append(f"{name}\t{close:.2f}\t{found!r} for {printed!r}")


def measure(folder: Path, pages: int, copier: Copier, jobs: int) -> Figures:
    """Print, scan, index with recognition, and compare."""
    figures = Figures()
    for path in print_issues(folder, pages):
        scanned = folder / f"scan-{path.name}"
        figures.pages += scan(path, scanned, copier)
        where = folder / f"library-{path.stem}"
        environment = {**os.environ, "IZDE_LIBRARY": str(where), "IZDE_LANG": "en"}
        subprocess.run(
            [sys.executable, "-m", "izde", "index", "--ocr", "--jobs", str(jobs), str(scanned)],
            env=environment,
            check=True,
        )
        gold = gold_of(path.with_suffix(".jsonl"))
        library = Library(where)
        numbered = (library.article(f"{scanned.stem}-{number}") for number in count(1))
        found = list(takewhile(lambda article: article is not None, numbered))
        articles = [article for article in found if article is not None]
        pairs = judge(figures, articles, gold)
        for place, record in enumerate(gold):
            for language, title in record.title.items():
                hits = library.search(title, limit=1).hits
                right = place in pairs and bool(hits) and hits[0].id == articles[pairs[place]].id
                figures.found_first.add(int(right), 1, 1)
                if not right:
                    figures.misses.append(f"{record.id}\tnot found by its title in {language}: {title}")
    return figures


def cost(folder: Path, copier: Copier, pages: int = 2) -> tuple[float, float]:
    """Processor seconds a page of `izde extract --ocr`, and of ocrmypdf alone."""
    path = print_issues(folder, 3)[0]
    scanned = folder / "cost.pdf"
    done = scan(path, scanned, copier, range(pages))
    ours = [sys.executable, "-m", "izde", "extract", "--ocr", "--format", "json", str(scanned)]
    bare = [
        sys.executable,
        "-m",
        "ocrmypdf",
        "-q",
        "-l",
        "kaz+rus+eng",
        str(scanned),
        str(folder / "bare.pdf"),
    ]
    return _processor(ours) / done, _processor(bare) / done


def _processor(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def table(figures: Figures, copier: Copier, seconds: float) -> str:
    """The figures as Markdown."""
    lines = [
        f"{figures.pages} pages, {copier.dpi} dpi, {copier.askew} degrees askew, in {seconds:.0f} s:\n",
        "| what | right | read | printed | F1 |",
        "|---|---|---|---|---|",
    ]
    for name in ("articles", "titles", "keywords", "found_first"):
        tally: Tally = getattr(figures, name)
        label = name.replace("_", " ").replace("keywords", "keyword lists")
        lines.append(f"| {label} | {tally.right} | {tally.found} | {tally.printed} | {tally.f1:.3f} |")
    return "\n".join(lines)


def report(pages: int = 30, copier: Copier = USUAL, keep: Path | None = None) -> str:
    """The figures of `pages` pages, and what a page costs beside ocrmypdf alone."""
    with tempfile.TemporaryDirectory(prefix="izde-scans-") as name:
        folder = keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        figures = measure(folder, pages, copier, os.cpu_count() or 1)
        seconds = time.perf_counter() - started
        ours, bare = cost(folder, copier)
    parts = [
        table(figures, copier, seconds),
        f"A page takes {ours:.1f} processor seconds, {ours / bare:.2f} x ocrmypdf alone.",
        "\n".join(figures.misses),
    ]
    return "\n\n".join(parts)


def main() -> int:
    """Measure other scans than the usual ones."""
    parser = argparse.ArgumentParser(description="Scan printed issues and measure what is read of them.")
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--dpi", type=int, default=300)
    parser.add_argument("--askew", type=float, default=0.6)
    parser.add_argument("--noise", type=float, default=10.0)
    parser.add_argument("--folder", type=Path, help="where the files stay")
    arguments = parser.parse_args()
    copier = Copier(dpi=arguments.dpi, askew=arguments.askew, noise=arguments.noise)
    print(report(arguments.pages, copier, arguments.folder))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
