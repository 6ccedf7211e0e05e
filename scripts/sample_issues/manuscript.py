"""An issue before it is printed: blocks that the makers of PDFs (`sample_issues.makers`) turn into pages.

`IssuePrinter` sets an issue on a `Press`. Here it sets one on a `Recorder`, which keeps what it is given, so
that every habit that the composer knows is printed by LibreOffice, a browser or TeX as well. What only such
makers do is a `Habit`: it changes the blocks and nothing of what the records say is printed."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from . import words
from .compose import IssueData, IssuePrinter, Style
from .gold import Record
from .people import JOURNALS
from .typeset import Geometry, Press, Run, Setting, syllable_breaks

#: What is printed in a maker's own manner: words with soft hyphens everywhere; marks raised before the names
#: and behind them; two columns; title, abstract and keywords of three languages side by side in a table;
#: footnotes with calls in the text; dates and keywords in a bar beside the abstract.
Habit: TypeAlias = Literal["soft-hyphens", "superscripts", "columns", "table", "footnotes", "side-bar"]
HABITS: tuple[Habit, ...] = get_args(Habit)

SOFT_HYPHEN = "\u00ad"


@dataclass
class Paragraph:
    """Runs in one setting. `tail` stands at the right end of its line, `number` is one that the maker prints
    of itself, with `pattern` ("{}. "); `notes` are footnotes, called after the run of that index."""

    runs: list[Run]
    setting: Setting
    tail: list[Run] = field(default_factory=list)
    number: int | None = None
    pattern: str = "{}. "
    notes: dict[int, str] = field(default_factory=dict)


@dataclass
class Table:
    """Rows of cells, each of which holds paragraphs. `widths` are shares of the page's text width."""

    rows: list[list[list[Paragraph]]]
    widths: list[float]
    rules: bool = True


@dataclass
class Columns:
    """Paragraphs in two columns, `gutter` points apart."""

    paragraphs: list[Paragraph]
    gutter: float


@dataclass
class Note:
    """A footnote of the page that no mark calls but one already printed."""

    runs: list[Run]
    size: float


Block: TypeAlias = "Paragraph | Table | Columns | Note"


@dataclass
class Part:
    """What begins on a fresh page, with its running heads on left and right pages."""

    heads: tuple[str, str]
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Manuscript:
    """An issue as its maker gets it. Margins are left, right, top, bottom in points."""

    paper: str
    margins: tuple[float, float, float, float]
    first_page: int
    foot: str
    parts: list[Part]


class _NoCanvas:
    """Rules and link areas of a page that is not drawn here."""

    def line(self, *where: float) -> None:
        """Nothing."""

    def linkURL(self, *what: object, **how: object) -> None:  # noqa: N802 - the name of reportlab
        """Nothing."""


class Recorder(Press):
    """A press that keeps what it is given. It has one endless page: the makers break lines and pages."""

    def __init__(self, path: Path, geometry: Geometry, first_page: int, rng: random.Random) -> None:
        super().__init__(path, geometry, first_page, None, rng)
        self.canvas = _NoCanvas()
        self.blocks: list[Block] = []
        self._tail: list[Run] = []

    def finish_page(self) -> None:
        """Nothing: a page has no end."""

    def new_page(self) -> None:
        """Nothing: `Part` begins pages."""

    def save(self) -> None:
        """Nothing is written."""

    def _paragraph(self, runs: list[Run] | str, setting: Setting) -> Paragraph:
        tail, self._tail = self._tail, []
        return Paragraph([Run(runs)] if isinstance(runs, str) else list(runs), setting, tail)

    def paragraph(
        self, runs: list[Run] | str, setting: Setting, tag: Callable[[int], None] | None = None
    ) -> None:
        self.empty = False
        self.blocks.append(self._paragraph(runs, setting))
        if tag is not None:
            tag(self.page)

    def note(self, runs: list[Run] | str, size: float) -> None:
        self.blocks.append(Note([Run(runs)] if isinstance(runs, str) else list(runs), size))

    def columns(
        self,
        paragraphs: list[tuple[list[Run] | str, Setting]],
        gutter: float = 20.0,
        tag: Callable[[int], None] | None = None,
        balance: bool = True,
    ) -> None:
        self.blocks.append(Columns([self._paragraph(*p) for p in paragraphs], gutter))
        if tag is not None:
            tag(self.page)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        align: str = "left",
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        self._tail = [Run(text, bold, italic)]

    def table(self, rows: list[list[str]], size: float, tag: Callable[[int], None] | None = None) -> None:
        width = 1 / max(len(row) for row in rows)
        setting = Setting(size=size, align="left")
        cells = [[[Paragraph([Run(cell)], setting)] for cell in row] for row in rows]
        self.blocks.append(Table(cells, [width] * len(cells[0])))
        if tag is not None:
            tag(self.page)


class ManuscriptWriter(IssuePrinter):
    """Composes a manuscript, by the composer's own rules and by habits that it leaves to the makers."""

    def __init__(
        self,
        path: Path,
        sources: Sequence[Record],
        style: Style,
        issue: IssueData,
        seed: int,
        habits: set[Habit],
    ) -> None:
        super().__init__(path, sources, style, issue, seed)
        self.habits = habits
        self.parts: list[Part] = []

    def write(self) -> tuple[Manuscript, list[Record]]:
        """The manuscript and the gold records of what it prints. Which pages and so which heads there are,
        the makers decide: the records say nothing of these."""
        records = self.run()
        for record in records:
            record["pages"], record["journal"] = None, {}
        geometry = self.style.geometry
        foot = f"{self.issue.journal[0]}. №{self.issue.number} {self.issue.year}"
        return Manuscript(geometry.paper, geometry.margins, self.style.first_page, foot, self.parts), records

    def _new_press(self) -> Press:
        return Recorder(self.path, self.style.geometry, self.style.first_page, self.rng)

    @property
    def _blocks(self) -> list[Block]:
        assert isinstance(self.press, Recorder)
        return self.press.blocks

    def _print_article(self, article: dict[str, Any]) -> None:
        recorder = self.press
        assert isinstance(recorder, Recorder)
        recorder.blocks = []
        super()._print_article(article)
        if "table" in self.habits:
            recorder.blocks = _side_by_side(recorder.blocks)
        if "soft-hyphens" in self.habits:
            for paragraph in _paragraphs(recorder.blocks):
                paragraph.runs = [replace(run, text=hyphenated(run)) for run in paragraph.runs]
        heads = tuple(self._head(kind, article) for kind in self.style.heads)
        self.parts.append(Part((heads[0], heads[1]), recorder.blocks))

    def _group(self, article: dict[str, Any], language: str, first: bool) -> None:
        recorder = self.press
        assert isinstance(recorder, Recorder)
        if "table" in self.habits:
            before, recorder.blocks = recorder.blocks, []
            super()._group(article, language, first)
            group, recorder.blocks = recorder.blocks, before
            # A table of one cell for now: `_side_by_side` puts those of an article together.
            if group:
                recorder.blocks.append(Table([[list(_paragraphs(group))]], [1.0], rules=False))
                recorder.blocks += [block for block in group if isinstance(block, Note)]
            return
        super()._group(article, language, first)

    def _abstract(self, article: dict[str, Any], language: str) -> None:
        """With a side bar, the keywords stand left of the abstract, under the date of receipt."""
        if "side-bar" not in self.habits:
            super()._abstract(article, language)
            return
        recorder = self.press
        assert isinstance(recorder, Recorder)
        before, recorder.blocks = recorder.blocks, []
        if not self.style.dates:
            self._say(words.RECEIVED[language], align="left")
        super()._keywords(article, language)
        bar, recorder.blocks = recorder.blocks, []
        super()._abstract(article, language)
        main, recorder.blocks = recorder.blocks, before
        for paragraph in _paragraphs(bar):
            paragraph.setting.align, paragraph.setting.indent = "left", 0.0
        if main:
            row = [list(_paragraphs(bar)), list(_paragraphs(main))]
            recorder.blocks.append(Table([row], [0.32, 0.68], rules=False))
        else:
            recorder.blocks += bar

    def _keywords(self, article: dict[str, Any], language: str) -> None:
        if "side-bar" not in self.habits:
            super()._keywords(article, language)

    def _body(self, article: dict[str, Any]) -> None:
        mark = len(self._blocks)
        super()._body(article)
        if "footnotes" not in self.habits:
            return
        long = [p for p in _paragraphs(self._blocks[mark:]) if len(p.runs) == 1 and len(p.runs[0].text) > 300]
        for paragraph in long[:2]:
            run = paragraph.runs[0]
            cut = run.text.find(". ", 100)
            if cut > 0:
                paragraph.runs = [
                    replace(run, text=run.text[: cut + 1]),
                    replace(run, text=run.text[cut + 1 :]),
                ]
                paragraph.notes = {0: self.rng.choice(words.CITED[article["language"]]) + " 2019."}

    def _references(self, article: dict[str, Any]) -> None:
        """The numbers of the list are the maker's: it counts of itself."""
        mark = len(self._blocks)
        super()._references(article)
        pattern = self.style.reference_number
        found = re.compile(re.escape(pattern).replace(r"\{\}", r"(\d+)"))
        for paragraph in _paragraphs(self._blocks[mark:]):
            run = paragraph.runs[0]
            number = found.match(run.text)
            if number and ". " in pattern:
                paragraph.number, paragraph.pattern = int(number[1]), pattern
                paragraph.runs[0] = replace(run, text=run.text[number.end() :])


def _paragraphs(blocks: Sequence[Block]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(block)
        elif isinstance(block, Columns):
            found += block.paragraphs
        elif isinstance(block, Table):
            found += [p for row in block.rows for cell in row for p in cell]
    return found


def _side_by_side(blocks: list[Block]) -> list[Block]:
    """The groups of an article as the columns of one table, where the first of them stood."""
    groups = [b for b in blocks if isinstance(b, Table) and len(b.rows) == 1 and len(b.rows[0]) == 1]
    if len(groups) < 2:
        return blocks
    row = [group.rows[0][0] for group in groups]
    for paragraph in (p for cell in row for p in cell):
        paragraph.setting = replace(paragraph.setting, align="left", indent=0.0)
    whole = Table([row], [1 / len(row)] * len(row))
    out: list[Block] = []
    for block in blocks:
        if block is groups[0]:
            out.append(whole)
        elif not any(block is group for group in groups):
            out.append(block)
    return out


def hyphenated(run: Run) -> str:
    """The run's text with a soft hyphen at every syllable of its longer words."""
    if run.link or run.raised or "@" in run.text or "://" in run.text:
        return run.text
    return re.sub(r"[^\W\d_]{5,}", lambda m: _divided(m[0]), run.text)


def _divided(word: str) -> str:
    breaks = [0, *syllable_breaks(word), len(word)]
    return SOFT_HYPHEN.join(word[a:b] for a, b in itertools.pairwise(breaks))


#: The style that each habit is shown in, over a plain one.
_STYLES: dict[Habit, dict[str, Any]] = {
    "soft-hyphens": {"hyphenate": True},
    "superscripts": {
        "marks": "digits",
        "affiliations": "numbered",
        "byline": "after",
        "translations": "front",
        "byline_each": True,
        "orcid": "icon",
    },
    "columns": {"columns": 2, "hyphenate": True, "size": 9.5, "abstract_size": 9.0, "translations": "front"},
    # Small type and narrow margins: such a table stands on one page.
    "table": {
        "geometry": Geometry("A4", (42, 40, 60, 58), "serif"),
        "leading": 1.1,
        "translations": "front",
        "order": ("kk", "ru", "en"),
        "byline_each": True,
        "size": 9.0,
        "abstract_size": 7.5,
    },
    "footnotes": {"footnote": True, "email_note": True, "email": "starred", "marks": "star"},
    "side-bar": {"translations": "front", "heading": "own"},
}


def manuscript(
    name: Path,
    sources: Sequence[Record],
    habits: set[Habit],
    seed: int,
    articles: int = 2,
    length: int = 2500,
) -> tuple[Manuscript, list[Record]]:
    """An issue of a few articles in a journal of these habits; what else it does is drawn from the seed.

    Bodies are cut to about `length` letters.
    """
    rng = random.Random(seed)
    pick = rng.choice
    style = Style(
        name=name.stem,
        geometry=Geometry("A4", (pick((56, 70)), pick((50, 56)), pick((64, 72)), pick((62, 70))), "serif"),
        size=pick((10.5, 11.0)),
        abstract_size=pick((9.5, 10.0)),
        leading=pick((1.15, 1.3)),
        translations=pick(("front", "end")),
        byline=pick(("before", "after")),
        name_style=pick(("initials-first", "surname-first", "full")),
        marks=pick(("digits", "star")),
        affiliations=pick(("numbered", "plain")),
        email=pick(("line", "starred")),
        heading=pick(("own", "inline")),
        labels={lang: pick(found) for lang, found in words.KEYWORDS.items()},
        headings={lang: pick(found) for lang, found in words.ABSTRACT.items()},
        separator=pick((", ", "; ")),
        title=pick(("upper", "sentence")),
        translated_title=pick(("upper", "sentence")),
        heads=pick((("authors", "title"), ("journal", "authors"), ("none", "none"))),
        foot="journal-one",
        author_info=pick(("own", "none")),
        first_page=pick((1, 5, 42)),
        body_length=length,
        table=rng.random() < 0.3,
    )
    for habit in HABITS:
        if habit in habits:
            for field_name, value in _STYLES[habit].items():
                setattr(style, field_name, value)
    issue = IssueData(pick(JOURNALS), rng.randint(2014, 2025), pick(("1", "2", "3 (67)")), "2518-7890")
    chosen = rng.sample(list(sources), articles)
    return ManuscriptWriter(name, chosen, style, issue, seed, habits).write()
