"""The library's figures as tables for people, as CSV, and as pictures (SVG, drawn by pygal).

A picture and its table say the same: each of FIGURES is both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from izde.errors import ExtraMissing
from izde.interface import N_, _
from izde.output.console import Console
from izde.output.hits import columns
from izde.output.text import LANGUAGE_NAMES
from izde.search.statistics import Statistics

#: Colours to be told apart on light and dark paper, also by who sees no red or green (Okabe & Ito 2008).
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8a8a", "#b2a900")
_INK = "#7a8288"
#: So many bars can be read in one picture.
_BARS = 12


class Table(msgspec.Struct, frozen=True):
    """The rows of a figure under their heads; the last column, or all but the first, are counts."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def _years(figures: Statistics) -> Table:
    rows = [
        (str(year), journal or _("(no journal is named)"), str(count))
        for year, journals in figures.years.items()
        for journal, count in journals.items()
    ]
    return Table((_("year"), _("journal"), _("articles")), rows)


def _languages(figures: Statistics) -> Table:
    rows = [
        (_(name), str(figures.bodies.get(language, 0)), str(figures.abstracts.get(language, 0)))
        for language, name in LANGUAGE_NAMES.items()
    ]
    return Table((_("language"), _("texts"), _("abstracts")), rows)


def _keywords(figures: Statistics) -> Table:
    rows = [(trend.keyword, f"{trend.change * 100:+.1f}", str(trend.articles)) for trend in figures.keywords]
    return Table((_("keyword"), _("change, %"), _("articles")), rows)


def _people(figures: Statistics) -> Table:
    rows = [(" – ".join(pair.names), str(pair.articles)) for pair in figures.pairs]
    return Table((_("people"), _("articles")), rows)


#: What each figure is called in commands and addresses, its heading, and what makes its table.
FIGURES: dict[str, tuple[str, Callable[[Statistics], Table]]] = {
    "years": (N_("Articles by year and journal"), _years),
    "languages": (N_("Languages of texts and abstracts"), _languages),
    "keywords": (N_("Keywords that rise and fall"), _keywords),
    "people": (N_("Who writes with whom"), _people),
}


def table(figures: Statistics, console: Console) -> str:
    """All tables, one after the other."""
    blocks = []
    for heading, make in FIGURES.values():
        made = make(figures)
        if made.rows:
            blocks.append(f"{_(heading)}\n\n{columns(made.rows, made.heads, console)}")
    return "\n\n".join(blocks)


def as_csv(figures: Statistics) -> str:
    """All tables as one, the name of the figure in the first column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("figure", "what", "detail", "count"))
    for name, (_heading, make) in FIGURES.items():
        made = make(figures)
        for row in made.rows:
            padded = (row[0], "", row[1]) if len(row) == 2 else row
            writer.writerow((name, *padded))
    return out.getvalue().rstrip("\n")


def picture(figures: Statistics, name: str) -> str:
    """One of FIGURES as SVG, without scripts. Raises ExtraMissing where pygal is not installed."""
    try:
        import pygal
        from pygal.style import Style
    except ModuleNotFoundError as error:
        raise ExtraMissing("izde stats --format svg", "serve") from error
    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground=_INK,
        foreground_strong=_INK,
        foreground_subtle=_INK,
        colors=_COLOURS,
        value_colors=(_INK,) * len(_COLOURS),
        font_family="system-ui, sans-serif",
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        value_font_size=12,
    )
    options: dict[str, Any] = {
        "style": style,
        "js": [],
        "print_values": True,
        "print_zeroes": False,
        "show_y_guides": False,
        "width": 760,
        "height": 380,
        "truncate_legend": 60,
        "truncate_label": 45,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 1,
        "disable_xml_declaration": True,
        "no_data_text": _("nothing to show"),
        "pretty_print": False,
    }
    chart = _DRAWN[name](figures, pygal, options)
    chart.add_xml_filter(_without_scripts)
    return str(chart.render(is_unicode=True))


def _without_scripts(root: Any) -> Any:
    for element in list(root.iter()):
        for child in [child for child in element if str(child.tag).rpartition("}")[2] == "script"]:
            element.remove(child)
    return root


def _draw_years(figures: Statistics, pygal: Any, options: dict[str, Any]) -> Any:
    chart = pygal.StackedBar(**options)
    years = list(figures.years)
    chart.x_labels = [str(year) for year in years]
    journals = list(dict.fromkeys(journal for counts in figures.years.values() for journal in counts))
    for journal in journals[: len(_COLOURS)]:
        chart.add(journal or _("(no journal is named)"), [figures.years[year].get(journal) for year in years])
    return chart


def _draw_languages(figures: Statistics, pygal: Any, options: dict[str, Any]) -> Any:
    chart = pygal.Bar(**options)
    chart.x_labels = [_(name) for name in LANGUAGE_NAMES.values()]
    chart.add(_("texts"), [figures.bodies.get(language) for language in LANGUAGE_NAMES])
    chart.add(_("abstracts"), [figures.abstracts.get(language) for language in LANGUAGE_NAMES])
    return chart


def _draw_keywords(figures: Statistics, pygal: Any, options: dict[str, Any]) -> Any:
    shown = sorted(figures.keywords[:_BARS], key=lambda trend: trend.change)
    return _bars(pygal, options, [trend.keyword for trend in shown], [trend.change * 100 for trend in shown])


def _draw_people(figures: Statistics, pygal: Any, options: dict[str, Any]) -> Any:
    shown = list(reversed(figures.pairs[:_BARS]))
    return _bars(pygal, options, [" – ".join(p.names) for p in shown], [p.articles for p in shown])


def _bars(pygal: Any, options: dict[str, Any], labels: Sequence[str], values: Sequence[float]) -> Any:
    chart = pygal.HorizontalBar(**options | {"show_legend": False, "height": 80 + 28 * max(len(labels), 2)})
    chart.x_labels = list(labels)
    chart.add("", [round(value, 1) for value in values])
    return chart


_DRAWN = {
    "years": _draw_years,
    "languages": _draw_languages,
    "keywords": _draw_keywords,
    "people": _draw_people,
}
