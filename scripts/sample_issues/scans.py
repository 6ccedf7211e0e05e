"""Scans of printed issues: pages as pictures, askew, grey and noisy, as a copier leaves them."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFilter


@dataclass(frozen=True)
class Copier:
    """How pages are scanned: dots an inch, degrees by which they lie askew, noise as a standard deviation of
    the grey values (0 to 255), the grey of the paper, and the radius in dots by which edges are blurred."""

    dpi: int = 300
    askew: float = 0.6
    noise: float = 10.0
    paper: int = 242
    blur: float = 0.6
    quality: int = 70


def scan(source: Path, target: Path, copier: Copier = Copier(), pages: Sequence[int] | None = None) -> int:
    """Scan a PDF, or some of its pages by their places from 0; returns how many pages there are."""
    document = pypdfium2.PdfDocument(source)
    rng = random.Random(source.name)
    pictures = []
    for place in pages if pages is not None else range(len(document)):
        page = document[place].render(scale=copier.dpi / 72, grayscale=True).to_pil().convert("L")
        pictures.append(_copied(page, copier, rng.choice((1, 1, 1, -1))))
    document.close()
    pictures[0].save(
        target,
        "PDF",
        resolution=copier.dpi,
        save_all=True,
        append_images=pictures[1:],
        quality=copier.quality,
    )
    return len(pictures)


def _copied(page: Image.Image, copier: Copier, side: int) -> Image.Image:
    page = page.rotate(side * copier.askew, Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(copier.blur)).point(lambda v: v * copier.paper // 255)
    if copier.noise:
        # The noise is drawn around the middle grey, so the page is taken down by as much again.
        speckle = Image.effect_noise(page.size, copier.noise)
        page = ImageChops.add(page, speckle, offset=-128)
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=copier.quality)
    return Image.open(buffer).convert("L")
