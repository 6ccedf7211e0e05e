"""Findings of a check as text for an editor, as JSON, and as SARIF for editors and code hosts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import msgspec

from izde.check.finding import SEVERITIES, Finding, Severity, codes
from izde.interface import _, grouped, ngettext, npgettext
from izde.model import Extraction
from izde.output.console import Console
from izde.output.text import in_language, page_range
from izde.version import __version__

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}


class Report(msgspec.Struct):
    """The findings of one file: `counts` by severity, `codes` by code."""

    source: str
    articles: int
    counts: dict[Severity, int]
    codes: dict[str, int]
    findings: list[Finding]


def report(path: str, extraction: Extraction, findings: Sequence[Finding]) -> Report:
    """What was found in one file, with its totals."""
    severities = Counter(finding.severity for finding in findings)
    return Report(
        path,
        len(extraction.articles),
        {severity: severities[severity] for severity in SEVERITIES},
        dict(sorted(Counter(finding.code for finding in findings).items())),
        list(findings),
    )


def text(found: Report, extraction: Extraction, console: Console) -> str:
    """Article by article where and what; then how to mend each kind; then the totals."""
    titles = {
        article.id: (
            in_language(article.title, article.language),
            page_range(article.pages, article.pages_from),
        )
        for article in extraction.articles
    }
    lines: list[str] = []
    current: str | None = ""
    for finding in found.findings:
        if finding.article != current:
            current = finding.article
            lines += ["", _heading(current, titles, console)]
        lines.append(f"  {_place(finding):>12}  {_code(finding, console)}  {finding.message}")
    mends = dict(sorted((finding.code, finding.mend) for finding in found.findings))
    if mends:
        lines += [
            "",
            _bold(console, _("How to mend it")),
            *(f"  {code}  {mend}" for code, mend in mends.items()),
        ]
    parts = [_counted(severity, count) for severity, count in found.counts.items() if count]
    summary = _("{source}: {findings} in {articles}").format(
        source=found.source,
        findings=", ".join(parts) if parts else _("nothing to mend"),
        articles=_articles(found.articles),
    )
    return "\n".join([_bold(console, found.source), *lines, "", summary])


def _counted(severity: Severity, count: int) -> str:
    if severity == "error":
        said = ngettext("{count} error", "{count} errors", count)
    elif severity == "warning":
        said = ngettext("{count} warning", "{count} warnings", count)
    else:
        said = ngettext("{count} note", "{count} notes", count)
    return said.format(count=grouped(count))


def _articles(count: int) -> str:
    """How many articles were gone through, as it stands at the end of the sentence."""
    return npgettext("the findings are in", "{count} article", "{count} articles", count).format(
        count=grouped(count)
    )


def _bold(console: Console, line: str) -> str:
    return click.style(line, bold=True) if console.colour else line


def _heading(article: str | None, titles: dict[str, tuple[str, str]], console: Console) -> str:
    if article is None:
        return _bold(console, _("The issue as a whole"))
    title, pages = titles.get(article, ("", ""))
    if console.width is not None:
        room = max(20, console.width - len(article) - len(pages) - 4)
        title = title if len(title) <= room else title[: room - 1] + "…"
    return _bold(console, "  ".join(part for part in (article, title, pages) if part))


def _place(finding: Finding) -> str:
    parts = []
    if finding.page is not None:
        parts.append(_("p. {page}").format(page=finding.page))
    if finding.line is not None:
        parts.append(_("line {line}").format(line=finding.line))
    return ", ".join(parts)


def _code(finding: Finding, console: Console) -> str:
    return click.style(finding.code, fg=_COLOURS[finding.severity]) if console.colour else finding.code


def sarif(reports: Sequence[Report]) -> str:
    """The findings as SARIF 2.1.0 (OASIS standard): one run, a rule for each code."""
    rules = [
        {
            "id": code.code,
            "shortDescription": {"text": _(code.message)},
            "help": {"text": _(code.mend)},
            "defaultConfiguration": {"level": code.severity},
        }
        for code in codes().values()
    ]
    results = [_sarif_result(found.source, finding) for found in reports for finding in found.findings]
    log: dict[str, Any] = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "izde", "version": __version__, "rules": rules}},
                "results": results,
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _sarif_result(source: str, finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(Path(source).as_posix())}}
    }
    # Lines of a PDF count within their page, which SARIF's regions know nothing of.
    if finding.line is not None and finding.page is None:
        location["physicalLocation"]["region"] = {"startLine": finding.line}
    if finding.article is not None:
        location["logicalLocations"] = [{"name": finding.article}]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message} {finding.mend}"},
        "locations": [location],
    }
    if finding.page is not None:
        result["properties"] = {"page": finding.page, "line": finding.line}
    return result
