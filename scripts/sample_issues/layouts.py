"""The four fixed layouts, and styles drawn at random from a seed."""

from __future__ import annotations

import random
from pathlib import Path

from . import words
from .compose import IssueData, IssuePrinter, Style
from .gold import Record
from .people import JOURNALS
from .typeset import Geometry

FIXED: dict[str, tuple[Style, IssueData, list[int], int]] = {
    # name: style, issue, which gold records, seed
    "bulletin": (
        Style(
            name="bulletin",
            geometry=Geometry("A4", (64, 50, 72, 78), "serif"),
            size=10.5,
            abstract_size=9.5,
            marks="star",
            affiliations="plain",
            email="starred",
            heads=("section-authors", "title"),
            foot="journal-lines",
            author_info="three",
            first_page=7,
            codes=("irsti", "udc", "doi"),
            codes_place="line",
            body_length=7000,
            title="upper",
        ),
        IssueData(JOURNALS[0], 2023, "2 (69)", "2710-1234"),
        [0, 9, 3, 7, 10, 4],
        11,
    ),
    "columns": (
        Style(
            name="columns",
            geometry=Geometry("A4", (56, 56, 76, 66), "serif-condensed", blanks=False, spread=True),
            size=10.0,
            abstract_size=9.0,
            columns=2,
            hyphenate=True,
            translations="front",
            byline="before",
            byline_each=True,
            marks="digits",
            affiliations="numbered",
            email="line",
            heading="none",
            title="upper",
            translated_title="sentence",
            heads=("authors", "title"),
            head_align="centre",
            foot="journal-one",
            page_number="foot-outer",
            author_info="none",
            codes=("irsti", "doi"),
            codes_place="lines",
            body_length=9000,
            table=True,
            footnote=True,
            first_page=4,
        ),
        IssueData(JOURNALS[1], 2022, "3 (103)", "1563-0285"),
        [12, 8, 14, 1, 11],
        23,
    ),
    "small": (
        Style(
            name="small",
            geometry=Geometry("A5", (44, 40, 56, 50), "sans-condensed"),
            size=9.0,
            abstract_size=8.0,
            byline="after",
            name_style="surname-first",
            marks="none",
            affiliations="plain",
            email="line",
            heading="none",
            label_stop=".",
            separator="; ",
            final_stop="",
            title="sentence",
            translated_title="sentence",
            title_align="left",
            heads=("authors", "journal"),
            head_align="outer",
            foot="none",
            page_number="foot-centre",
            author_info="own",
            author_info_lines=False,
            codes=("udc",),
            codes_place="lines",
            section="body",
            body_length=5500,
            translations="end",
            order=("en", "ru", "kk"),
            first_page=3,
        ),
        IssueData(JOURNALS[3], 2021, "1", "2221-4567"),
        [2, 6, 13, 5, 9],
        37,
    ),
    "inline": (
        Style(
            name="inline",
            geometry=Geometry("A4", (70, 56, 60, 60), "sans", hyphen="\u2010"),
            size=10.0,
            abstract_size=9.0,
            leading=1.35,
            translations="front",
            byline="after",
            name_style="initials-first",
            marks="digits",
            affiliations="numbered",
            email="starred",
            orcid="icon",
            heading="inline",
            labels={"kk": "Кілт сөздер", "ru": "Ключевые слова", "en": "Keywords"},
            separator="; ",
            title="upper",
            translated_title="upper",
            heads=("journal", "authors"),
            head_align="centre",
            foot="number",
            page_number="head-outer",
            author_info="none",
            codes=("udc", "irsti", "doi"),
            codes_place="lines",
            contents="front",
            front_matter=True,
            guidelines=True,
            body_length=6000,
            hyphenate=True,
            start="flow",
            section="all",
            order=("kk", "en", "ru"),
        ),
        IssueData(JOURNALS[2], 2020, "4 (18)", "2518-7890"),
        [10, 0, 5, 12, 11, 3],
        41,
    ),
}


def print_fixed(name: str, sources: list[Record], folder: Path) -> list[Record]:
    """Print one of the fixed layouts to `folder`/`name`.pdf and return its gold records."""
    style, issue, which, seed = FIXED[name]
    return IssuePrinter(folder / f"{name}.pdf", [sources[i] for i in which], style, issue, seed).run()


def random_style(seed: int) -> tuple[Style, IssueData]:
    """A journal of whose habits each is drawn at random."""
    rng = random.Random(seed)
    pick = rng.choice
    paper = pick(("A4", "A4", "A4", "B5", "A5"))
    columns = 2 if paper == "A4" and rng.random() < 0.4 else 1
    size = (
        {"A4": 10.5, "B5": 10.0, "A5": 9.0}[paper] + pick((-0.5, 0, 0.5, 1.0)) - (0.5 if columns == 2 else 0)
    )
    margins = (pick((44, 56, 70)), pick((40, 50, 60)), pick((64, 72, 80)), pick((62, 70, 80)))
    affiliations = pick(("numbered", "plain", "numbered", "none"))
    marks = pick(("digits", "digits", "star", "none"))
    order = pick(
        (
            None,
            ("kk", "ru", "en"),
            ("en", "ru", "kk"),
            ("ru", "en", "kk"),
            ("kk", "en", "ru"),
            ("en", "kk", "ru"),
        )
    )
    translations = pick(("front", "end", "end"))
    foot = pick(("journal-lines", "journal-one", "number", "none"))
    page_number = (
        "with-foot" if foot == "journal-lines" else pick(("foot-centre", "foot-outer", "head-outer"))
    )
    heads = pick(
        (
            ("section-authors", "title"),
            ("authors", "title"),
            ("journal", "authors"),
            ("authors", "journal"),
            ("title", "title"),
            ("none", "none"),
        )
    )
    heading = pick(("own", "own", "inline", "inline", "none"))
    style = Style(
        name=f"random-{seed}",
        geometry=Geometry(
            paper,
            margins,
            pick(("serif", "serif-condensed", "sans-condensed", "sans")),
            blanks=rng.random() < 0.6,
            spread=rng.random() < 0.3,
            hyphen=pick(("-", "-", "\u2010", "\u00ad")),
            overprint=rng.random() < 0.1,
            side_text="Downloaded from a library" if rng.random() < 0.1 else "",
        ),
        size=size,
        abstract_size=size - pick((0, 1, 1.5)),
        leading=pick((1.15, 1.2, 1.3, 1.45)),
        columns=columns,
        gutter=pick((14, 18, 24)),
        hyphenate=columns == 2 or rng.random() < 0.3,
        align=pick(("justify", "justify", "justify", "left")),
        indent=pick((0, 14, 20)),
        paragraph_gap=pick((0, 0, 4)),
        translations=translations,
        order=order,
        byline=pick(("before", "after")),
        byline_each=translations == "front" and rng.random() < 0.5,
        name_style=pick(("initials-first", "initials-first", "surname-first", "full", "spaced")),
        name_bold=rng.random() < 0.6,
        marks=marks,
        affiliations=affiliations,
        email=pick(("line", "starred", "none")),
        orcid=pick(("none", "none", "url", "id", "icon")),
        heading=heading,
        heading_align=pick(("left", "centre")),
        heading_stop=pick(("", "", ".", ":")),
        headings={lang: pick(found) for lang, found in words.ABSTRACT.items()},
        labels={lang: pick(found) for lang, found in words.KEYWORDS.items()},
        label_stop=pick((":", ":", ".", "")),
        separator=pick((", ", "; ")),
        final_stop=pick((".", "")),
        title=pick(("upper", "upper", "sentence")),
        translated_title=pick(("upper", "sentence")),
        title_align=pick(("centre", "centre", "left")),
        codes=pick((("irsti", "udc", "doi"), ("udc", "irsti"), ("doi",), ("irsti", "doi"), ("udc",), ())),
        codes_place=pick(("line", "lines")),
        codes_align=pick(("left", "left", "right")),
        section=pick(("none", "none", "body", "all")),
        heads=heads,
        head_align=pick(("outer", "centre")),
        foot=foot,
        page_number=page_number,
        author_info=pick(("three", "own", "none")),
        author_info_lines=rng.random() < 0.6,
        references=pick(("own", "own", "own", "none")),
        reference_number=pick(("{}. ", "[{}] ", "{} ")),
        contents=pick(("none", "none", "front", "end")),
        front_matter=rng.random() < 0.3,
        guidelines=rng.random() < 0.3,
        start=pick(("page", "page", "flow")),
        first_page=pick((1, 3, 5, 42, 101)),
        table=rng.random() < 0.3,
        footnote=rng.random() < 0.2,
        body_length=pick((2500, 3500, 5000)),
        introduction=rng.random() < 0.8,
        references_columns=rng.random() < 0.15,
        section_spread=rng.random() < 0.3,
        dates=rng.random() < 0.2,
        between_names=pick((", ", ", ", ", ", "; ")),
    )
    issue = IssueData(
        pick(JOURNALS),
        rng.randint(2014, 2025),
        pick(("1", "2", "3 (67)", "4 (82)", "6", "1 (105)")),
        f"{rng.randint(1000, 2999)}-{rng.randint(1000, 9999)}",
    )
    style.email_note = style.email == "starred" and style.marks != "none" and rng.random() < 0.4
    style.orcid_sign = pick(("", " iD")) if style.orcid == "icon" else ""
    style.keywords_first = style.heading != "none" and rng.random() < 0.15
    return style, issue


def print_random(seed: int, sources: list[Record], path: Path, articles: int = 3) -> list[Record]:
    """Print a small issue in a random style and return its gold records."""
    style, issue = random_style(seed)
    rng = random.Random(seed + 1)
    chosen = rng.sample(sources, articles)
    return IssuePrinter(path, chosen, style, issue, seed).run()
