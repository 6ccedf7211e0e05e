"""The fonts that issues are printed in: whole, without most Kazakh letters, without Cyrillic.

The last two are DejaVu Serif with the letters taken out, under names of their own, so that every machine
prints the same. What a font lacks, its maker takes from the other one that it is given, DejaVu Sans: in its
own way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from sample_issues.typeset import FontsMissingError, font_files

Coverage: TypeAlias = Literal["whole", "partial", "latin"]
COVERAGES: tuple[Coverage, ...] = get_args(Coverage)

_NAMES = {"whole": "DejaVu Serif", "partial": "Sample Partial", "latin": "Sample Latin"}
FALLBACK = "DejaVu Sans"
_FACES = {
    "": ("DejaVuSerif", "DejaVuSans"),
    "bold": ("DejaVuSerif-Bold", "DejaVuSans-Bold"),
    "italic": ("DejaVuSerif-Italic", "DejaVuSans-Oblique"),
    "bolditalic": ("DejaVuSerif-BoldItalic", "DejaVuSans-BoldOblique"),
}
#: What older fonts lack of Kazakh; і is Ukrainian and Belarusian too.
KAZAKH = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһ")
CYRILLIC = frozenset(map(chr, range(0x400, 0x530)))


@dataclass(frozen=True)
class Fonts:
    """A family and the one that stands in for what it lacks, as files by face ("", "bold", "italic",
    "bolditalic") in a folder that holds no others."""

    coverage: Coverage
    folder: Path
    family: str
    files: dict[str, Path]
    fallback_files: dict[str, Path]
    fallback: str = FALLBACK

    def lacks(self, letter: str) -> bool:
        """Whether the letter is taken from the other family."""
        return letter in lacking(self.coverage)


def lacking(coverage: Coverage) -> frozenset[str]:
    """The letters that a font of this coverage does not have."""
    return {"whole": frozenset[str](), "partial": KAZAKH, "latin": CYRILLIC}[coverage]


def make_fonts(coverage: Coverage, folder: Path) -> Fonts:
    """Put the faces into a folder. Raises FontsMissingError without DejaVu."""
    folder.mkdir(parents=True, exist_ok=True)
    installed = font_files()
    files, others = {}, {}
    for face, (serif, sans) in _FACES.items():
        for name in (serif, sans):
            if name not in installed:
                raise FontsMissingError(f"The font {name} is not installed; install the DejaVu fonts.")
        files[face] = folder / f"{_NAMES[coverage].replace(' ', '')}-{face or 'regular'}.ttf"
        others[face] = folder / f"{sans}.ttf"
        if not files[face].exists():
            _without(installed[serif], lacking(coverage), _NAMES[coverage], files[face])
            others[face].write_bytes(installed[sans].read_bytes())
    return Fonts(coverage, folder, _NAMES[coverage], files, others)


def _without(source: Path, letters: Iterable[str], family: str, target: Path) -> None:
    """A copy of a font without some letters, named anew where it lacks any (its licence asks for that)."""
    letters = set(letters)
    if not letters:
        target.write_bytes(source.read_bytes())
        return
    font = TTFont(source)
    for table in font["cmap"].tables:
        for code in [code for code in table.cmap if chr(code) in letters]:
            del table.cmap[code]
    for name in font["name"].names:
        if name.nameID in (1, 3, 4, 6, 16):
            text = name.toUnicode().replace("DejaVu Serif", family)
            name.string = text.replace("DejaVuSerif", family.replace(" ", ""))
    font.save(target)
