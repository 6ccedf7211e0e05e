"""A small set of issues by makers that are no Python packages, committed so that every machine reads them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from sample_issues.gold import sources
from sample_issues.makers import MAKERS
from sample_issues.makers.fonts import Coverage, make_fonts
from sample_issues.manuscript import Habit, manuscript

#: Maker, coverage of its font, habit, seed.
SAMPLES: tuple[tuple[str, Coverage, Habit, int], ...] = (
    ("libreoffice", "partial", "superscripts", 201),
    ("libreoffice", "latin", "table", 202),
    ("chromium", "partial", "soft-hyphens", 203),
    ("chromium", "whole", "side-bar", 204),
    ("xelatex", "partial", "footnotes", 205),
    ("xelatex", "latin", "columns", 206),
)
VERSIONS = "versions.tsv"


def print_samples(folder: Path) -> list[str]:
    """Print those whose makers are installed, each with its gold record, and note their versions; returns the
    names of the makers that are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    noted = folder / VERSIONS
    versions = dict(line.split("\t") for line in noted.read_text().splitlines()) if noted.exists() else {}
    missing = []
    with tempfile.TemporaryDirectory(prefix="izde-fonts-") as fonts:
        for name, coverage, habit, seed in SAMPLES:
            maker = next(maker for maker in MAKERS if maker.name == name)
            version = maker.version()
            if version is None:
                missing.append(name)
                continue
            path = folder / f"{name}-{coverage}-{habit}.pdf"
            issue, records = manuscript(path, sources(), {habit}, seed, articles=1, length=900)
            maker.print(issue, make_fonts(coverage, Path(fonts) / coverage), path)
            lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
            versions[path.stem] = f"{name} {version}"
    noted.write_text("".join(f"{name}\t{version}\n" for name, version in sorted(versions.items())))
    return sorted(set(missing))
