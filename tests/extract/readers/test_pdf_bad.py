"""Damaged, hostile and empty PDFs: a clear error or a warning on the page, no traceback, no hang."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pdf_files as make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from izde import errors
from izde.errors import ExitCode, IzdeError
from izde.extract.page.document import Document
from izde.extract.readers import pdf

PROSE = [f"Line {i} of a page with enough words to be taken for text." for i in range(20)]
GOOD = make.lines(PROSE)
QUICK = pdf.Limits(page_seconds=1.0, open_seconds=20.0, file_seconds=30.0, grace=1.0)


def read(
    tmp_path: Path, data: bytes, limits: pdf.Limits = QUICK, name: str = "issue.pdf", **how: object
) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return pdf.read(path, limits=limits, **how)  # type: ignore[arg-type]


def words(document: Document) -> str:
    return " ".join(line.text for page in document.pages for line in page.lines)


def test_zero_bytes(tmp_path: Path) -> None:
    with pytest.raises(errors.EmptyInput):
        read(tmp_path, b"")


def test_not_a_pdf(tmp_path: Path) -> None:
    with pytest.raises(errors.NotPdf) as caught:
        read(tmp_path, b"PK\x03\x04 this is a word processor's file")
    assert caught.value.exit_code == ExitCode.INPUT


def test_password_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(errors.PdfEncrypted) as caught:
        read(tmp_path, make.encrypted(GOOD, b"secret"))
    assert "qpdf" in caught.value.message
    assert "--decrypt" in caught.value.message


def test_empty_password_opens(tmp_path: Path) -> None:
    assert PROSE[7] in words(read(tmp_path, make.encrypted(GOOD, b"")))


def test_unknown_encryption(tmp_path: Path) -> None:
    data = make.encrypted(GOOD, b"").replace(b"/Filter /Standard", b"/Filter /Foreign!")
    with pytest.raises(errors.PdfEncrypted):
        read(tmp_path, data)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_truncated(tmp_path: Path, share: float) -> None:
    data = make.pages([GOOD] * 5)
    try:
        document = read(tmp_path, data[: int(len(data) * share)])
    except errors.PdfDamaged as error:
        assert "qpdf" in error.message
    else:
        assert PROSE[0] in words(document)


def test_cut_off_file_says_what_is_missing(tmp_path: Path) -> None:
    data = make.pages([GOOD] * 9)
    document = read(tmp_path, data[: data.index(b"110 0 obj")])
    assert words(document).count(PROSE[3]) == 5
    assert any("no table of its parts" in w for w in document.warnings)
    objects = make.objects_of([GOOD] * 3)
    del objects[104]
    document = read(tmp_path, make.assemble(objects), reader="pdfminer")
    assert words(document).count(PROSE[3]) == 2
    assert any("announces 3 pages, and 2 were found" in w for w in document.warnings)
    if find_spec("pypdfium2_raw"):
        document = read(tmp_path, make.assemble(objects), reader="pdfium")
        assert words(document).count(PROSE[3]) == 2
        assert any(w.startswith("Page 3 is damaged") for w in document.warnings)


def test_wrong_cross_reference_table(tmp_path: Path) -> None:
    data = make.pages([GOOD] * 3)
    start = data.rindex(b"startxref")
    for broken in (
        data[:start] + b"startxref\n7\n%%EOF\n",
        data[:start] + b"startxref\n99999999\n%%EOF\n",
        data.replace(b" 00000 n", b" 00007 n"),
        b"junk before the header\n" + data,
    ):
        assert words(read(tmp_path, broken)).count(PROSE[3]) == 3


def test_images_alone(tmp_path: Path) -> None:
    image = make.stream(
        b"\x00",
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    data = make.pages(
        [b"q 595 0 0 842 0 0 cm /I1 Do Q"] * 4, resources=b"/XObject << /I1 5 0 R >>", extra={5: image}
    )
    with pytest.raises(errors.PdfScanned) as caught:
        read(tmp_path, data)
    assert "ocrmypdf -l kaz+rus+eng" in caught.value.message


def test_images_with_a_stamp(tmp_path: Path) -> None:
    image = make.stream(
        b"\x00",
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    scan = b"q 595 0 0 842 0 0 cm /I1 Do Q " + make.show("Downloaded from the library on 3 May", y=20)
    resources = b"/XObject << /I1 5 0 R >> /Font << /F1 3 0 R >>"
    with pytest.raises(errors.PdfScanned):
        read(tmp_path, make.pages([scan] * 4, resources=resources, extra={5: image}))


def test_images_among_text_are_a_warning(tmp_path: Path) -> None:
    image = make.stream(
        b"\x00",
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    scan = b"q 595 0 0 842 0 0 cm /I1 Do Q"
    data = make.pages(
        [GOOD, GOOD, scan, scan, GOOD, GOOD],
        resources=b"/XObject << /I1 5 0 R >> /Font << /F1 3 0 R >>",
        extra={5: image},
    )
    assert any("pages 3–4" in w and "ocrmypdf" in w for w in read(tmp_path, data).warnings)


def test_letters_without_unicode(tmp_path: Path) -> None:
    content = b"BT /F1 11 Tf 1 0 0 1 60 700 Tm <%s> Tj ET\n" % (b"00140015" * 200)
    with pytest.raises(errors.PdfUnmapped) as caught:
        read(tmp_path, make.pages([content], font=make.UNMAPPED))
    assert "cid" in caught.value.message


def test_thousands_of_empty_pages(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(errors.PdfWithoutText):
        read(tmp_path, make.pages([b""] * 4000), pdf.Limits(pages=2500))
    assert time.monotonic() - began < 20


def test_more_pages_than_the_limit(tmp_path: Path) -> None:
    document = read(tmp_path, make.pages([GOOD] * 6), pdf.Limits(pages=4))
    assert len(document.pages) == 4
    assert any("first 4 pages" in w for w in document.warnings)


def _nested_forms(levels: int) -> dict[int, bytes]:
    """Forms that each draw the next one ten times."""
    forms = {}
    for level in range(levels):
        inner = b"/X Do " * 10 if level + 1 < levels else make.show("deep")
        target = (
            b"/XObject << /X %d 0 R >>" % (11 + level) if level + 1 < levels else b"/Font << /F1 3 0 R >>"
        )
        forms[10 + level] = make.stream(
            inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % target
        )
    return forms


def test_page_that_takes_for_ever_is_a_warning(tmp_path: Path) -> None:
    objects = make.objects_of(
        [GOOD, GOOD + b" /X Do ", GOOD],
        resources=b"/Font << /F1 3 0 R >> /XObject << /X 10 0 R >>",
        extra=_nested_forms(12),
    )
    document = read(tmp_path, make.assemble(objects))
    assert words(document).count(PROSE[3]) == 3
    assert any(w.startswith("Page 2 took more than 1 second") for w in document.warnings)


def test_parser_that_hangs_is_ended(tmp_path: Path) -> None:
    objects = make.objects_of([GOOD, b"", GOOD])
    objects[103] = make.stream(b"q Q " * 4_000_000, deflate=True)
    document = read(tmp_path, make.assemble(objects), jobs=2, reader="pdfminer")
    assert words(document).count(PROSE[3]) == 2
    assert any(w.startswith("Page 2 took more than") for w in document.warnings)


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the system has no limit of memory for a process"
)
def test_stream_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    objects = make.objects_of([GOOD, b"", GOOD])
    objects[103] = make.stream(bytes(400_000_000), deflate=True)
    document = read(tmp_path, make.assemble(objects), pdf.Limits(memory=400))
    assert words(document).count(PROSE[3]) == 2
    assert any(w.startswith("Page 2 needs too much memory") for w in document.warnings)


@pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="the system has no limit of memory for a process"
)
def test_file_that_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(errors.PdfTooLarge):
        read(tmp_path, make.pages([GOOD]), pdf.Limits(memory=24))


@pytest.mark.parametrize(
    "nested",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b"<</A " * 50_000 + b"1" + b">>" * 50_000,
        b"(" * 200_000 + b")" * 200_000,
    ],
    ids=["arrays", "dictionaries", "strings"],
)
def test_deeply_nested_objects(tmp_path: Path, nested: bytes) -> None:
    objects = make.objects_of([GOOD, GOOD + nested + b" Tj\n"])
    objects[102] = objects[102].replace(b"/Type /Page ", b"/Type /Page /PieceInfo " + nested + b" ")
    document = read(tmp_path, make.assemble(objects))
    assert words(document).count(PROSE[3]) >= 1


def test_pages_that_are_their_own_parents(tmp_path: Path) -> None:
    objects = make.objects_of([GOOD])
    objects[2] = b"<< /Type /Pages /Kids [100 0 R 2 0 R] /Count 2 >>"
    assert words(read(tmp_path, make.assemble(objects))).count(PROSE[3]) == 1


def test_form_that_draws_itself(tmp_path: Path) -> None:
    form = make.stream(
        make.show("inside") + b"/X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 10 0 R >> >>",
    )
    data = make.pages(
        [GOOD + b"/X Do "], resources=b"/Font << /F1 3 0 R >> /XObject << /X 10 0 R >>", extra={10: form}
    )
    assert PROSE[3] in words(read(tmp_path, data))


def test_broken_page_object_loses_no_other_page(tmp_path: Path) -> None:
    objects = make.objects_of([GOOD, GOOD, GOOD])
    objects[2] = b"<< /Type /Pages /Kids [100 0 R 999 0 R (no page) 104 0 R] /Count 4 >>"
    assert words(read(tmp_path, make.assemble(objects))).count(PROSE[3]) >= 2


def test_damaged_content_keeps_what_stands_before(tmp_path: Path) -> None:
    broken = GOOD + b"BT /F1 (no size) Tf /Nothing 3 0 R TJ [ (a) << >> Tj ) ] \xff\xfe Do gs sh BI ID EI ET"
    document = read(tmp_path, make.pages([broken, GOOD]))
    assert words(document).count(PROSE[3]) == 2


def test_no_page_at_all(tmp_path: Path) -> None:
    with pytest.raises(errors.PdfDamaged):
        read(tmp_path, make.pages([]))


def test_reading_stops_when_a_file_takes_too_long(tmp_path: Path) -> None:
    objects = make.objects_of(
        [GOOD] + [b" /X Do "] * 30,
        resources=b"/Font << /F1 3 0 R >> /XObject << /X 10 0 R >>",
        extra=_nested_forms(12),
    )
    began = time.monotonic()
    document = read(tmp_path, make.assemble(objects), pdf.Limits(page_seconds=0.3, file_seconds=1.5))
    assert time.monotonic() - began < 10
    assert any("were left out" in w for w in document.warnings)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_interrupt_ends_all_processes(tmp_path: Path) -> None:
    objects = make.objects_of(
        [b" /X Do "] * 8,
        resources=b"/Font << /F1 3 0 R >> /XObject << /X 10 0 R >>",
        extra=_nested_forms(12),
    )
    path = tmp_path / "slow.pdf"
    path.write_bytes(make.assemble(objects))
    code = (
        "import sys; from pathlib import Path; from izde.extract.readers import pdf; "
        "pdf.read(Path(sys.argv[1]), jobs=2)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], start_new_session=True, stderr=subprocess.PIPE, text=True
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode != 0
    assert said.count("Traceback") <= 1
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a reading process is left")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_is_an_error_of_ours_or_a_document(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(make.pages([GOOD] * 2))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(9, len(whole) - 1))
        kind = data.draw(st.sampled_from(["change", "cut", "double"]))
        span = data.draw(st.integers(1, 60))
        if kind == "change":
            whole[at] = data.draw(st.integers(0, 255))
        elif kind == "cut":
            del whole[at : at + span]
        else:
            whole[at:at] = whole[at : at + span]
        if len(whole) < 20:
            break
    try:
        document = read(tmp_path, bytes(whole))
    except IzdeError as error:
        assert error.exit_code == ExitCode.INPUT
    else:
        assert document.pages
