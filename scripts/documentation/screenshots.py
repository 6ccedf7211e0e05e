"""Pictures of the pages on the sample issues, small enough to keep; `scripts/screenshots` takes them."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from benchmarks.serving import ISSUES, serving
from izde.api import Library

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
#: Name, address, width, height, colour scheme.
PICTURES = (
    ("search", "/search?q=шагын мектеп&ui=en", 1000, 760, "light"),
    ("article", "/article/atyrau-2024-4-13?ui=ru", 1000, 700, "light"),
    ("phone", "/search?q=дала соғысы&ui=kk", 360, 640, "dark"),
    ("figures", "/stats?ui=en", 1000, 620, "light"),
)
_COLOURS = 48


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no chromium: scripts/programs browser installs it.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        library = Library(Path(folder) / "library", create=True)
        library.index(ISSUES)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with serving(library.path) as (address, _pid):
            for name, path, width, height, scheme in PICTURES:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page.goto(address + path, wait_until="networkidle")
                picture = Image.open(io.BytesIO(page.screenshot()))
                few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                few.save(IMAGES / f"{name}.png", optimize=True)
                page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
