"""Scans through the real ocrmypdf and tesseract: two pages, askew, grey and noisy."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from evaluation import scans
from evaluation.layouts import gold_of
from evaluation.scoring import dice
from izde import errors
from izde.extract.readers import ocr, ocr_letters, pdf
from sample_issues.scans import Copier, scan
from sample_issues.typeset import FontsMissingError

PAGES = 2


def missing() -> str | None:
    """What of the programs is not installed."""
    if importlib.util.find_spec("ocrmypdf") is None or shutil.which("tesseract") is None:
        return "ocrmypdf or tesseract is not installed"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    lacking = set(ocr.LANGUAGES.split("+")) - set(listed.stdout.split())
    return f"tesseract has no {', '.join(sorted(lacking))}" if lacking else None


@pytest.fixture(scope="module")
def scanned(tmp_path_factory) -> Path:
    """The first pages of an issue as a scan; what is printed stands beside it."""
    folder = tmp_path_factory.mktemp("scans")
    try:
        path = scans.print_issues(folder, 3)[0]
    except FontsMissingError as error:
        pytest.skip(str(error))
    made = folder / "scan.pdf"
    assert scan(path, made, Copier(dpi=200, askew=1.0, noise=8.0), range(PAGES)) == PAGES
    shutil.copy(path.with_suffix(".jsonl"), made.with_suffix(".jsonl"))
    return made


@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_a_scan_is_read_page_by_page(scanned: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    copy = ocr.recognise(scanned, tmp_path, jobs=2, progress=lambda done, pages: told.append((done, pages)))
    assert told == [(done, PAGES) for done in range(1, PAGES + 1)]
    document = pdf.read(copy)
    (gold,) = gold_of(scanned.with_suffix(".jsonl"))[:1]
    text = " ".join(line.text for page in document.pages for line in page.lines)
    language = gold.language or "kk"
    assert dice(text[:6000], gold.abstracts[language] + gold.title[language] + text[:0]) > 0.2
    lines = [line.text for line in document.pages[0].lines]
    words = gold.title[language].casefold().split()
    shown = " ".join(lines).casefold()
    assert sum(word in shown for word in words) >= 0.8 * len(words)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("THE PROBLEM ОЕ ETHNIC IDENTITY ОЕ KOREANS", "THE PROBLEM OF ETHNIC IDENTITY OF KOREANS"),
        (
            "SARMATIAN CULTURE ІМ THE WORKS OF А.М. KHAZANOV",
            "SARMATIAN CULTURE IN THE WORKS OF A.M. KHAZANOV",
        ),
        ("A.M.XA3AHOB ЕҢБЕКТЕРІНДЕГІ САРМАТ МӘДЕНИЕТІ", "А.М.ХАЗАНОВ ЕҢБЕКТЕРІНДЕГІ САРМАТ МӘДЕНИЕТІ"),
        ("Қаржы нарығындағы SWOT талдау және COVID", "Қаржы нарығындағы SWOT талдау және COVID"),
        ("The term ұлт means a nation", "The term ұлт means a nation"),
        ("қала 2020 жылы", "қала 2020 жылы"),
    ],
)
def test_words_in_the_wrong_script(read: str, printed: str) -> None:
    assert ocr_letters.mended(read) == printed


def test_a_scan_without_permission_to_recognise_it(scanned: Path) -> None:
    with pytest.raises(errors.PdfScanned, match=r"ocrmypdf -l kaz\+rus\+eng"):
        pdf.read(scanned)


@pytest.mark.skipif(missing() is not None, reason=str(missing()))
def test_without_the_language_data(scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout
    known = Path(listed[listed.index('"') + 1 : listed.rindex('"')])
    shutil.copy(known / "eng.traineddata", tmp_path)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(errors.OcrFailed, match="no language data for kaz, rus"):
        pdf.read(scanned, ocr=True)


def test_without_ocrmypdf(scanned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(errors.OcrMissing, match="kaz, rus, eng"):
        pdf.read(scanned, ocr=True)


def test_a_file_that_ocrmypdf_refuses(tmp_path: Path) -> None:
    if importlib.util.find_spec("ocrmypdf") is None:
        pytest.skip("ocrmypdf is not installed")
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing")
    with pytest.raises(errors.OcrFailed, match=r"broken\.pdf"):
        ocr.recognise(path, tmp_path / "out")
