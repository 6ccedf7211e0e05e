"""LibreOffice Writer, which prints a file of Word."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sample_issues.makers.fonts import Fonts
from sample_issues.makers.running import run_maker, said_version
from sample_issues.makers.word import write_docx
from sample_issues.manuscript import Manuscript

# Only the fonts of the issue: else another machine's would stand in for what the first one lacks.
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def version() -> str | None:
    """LibreOffice's version, or None."""
    program = _program()
    return said_version([program, "--version"]) if program else None


def print_issue(manuscript: Manuscript, fonts: Fonts, path: Path) -> None:
    """Print to a path."""
    program = _program()
    assert program is not None
    with tempfile.TemporaryDirectory(prefix="izde-office-") as name:
        folder = Path(name)
        config = folder / "fonts.conf"
        config.write_text(
            _FONTCONFIG.format(fonts=fonts.folder.resolve(), cache=folder / "cache"), encoding="utf-8"
        )
        source = folder / f"{path.stem}.docx"
        write_docx(manuscript, fonts.family, source)
        made = folder / f"{path.stem}.pdf"
        run_maker(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                str(source),
            ],
            made,
            environment={"FONTCONFIG_FILE": str(config)},
        )
        shutil.move(made, path)
