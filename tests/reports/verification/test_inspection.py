"""Looking into files that strangers send: what they carry is found, and hostile ones harm nothing."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from reports.models import FormKey
from reports.verification import inspection
from reports.verification.inspection import Busy, Carried, carried_by, code_of_link
from reports.verification_codes.drawing import qr_png
from tests.reports.verification.certified import CODE, VERIFICATION, certified, made
from tests.reports.verification.test_forms import last_page

LINK = VERIFICATION.link


def kept(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "copy"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form", FormKey)
def test_the_code_of_every_form_is_found(form: FormKey, tmp_path: Path) -> None:
    carried = carried_by(made(certified(tmp_path), form))
    assert carried == Carried(form.value, (CODE,))
    assert carried.is_of_a_kind_made_here


def test_a_scan_is_known_by_its_qr_code_as_picture_and_as_pdf(tmp_path: Path) -> None:
    page = last_page(made(certified(tmp_path), FormKey.PDF)).convert("L").rotate(5, fillcolor=255)
    for kind, saved in (("picture", "PNG"), ("picture", "JPEG"), ("picture", "GIF"), ("pdf", "PDF")):
        file = io.BytesIO()
        page.save(file, saved)
        carried = carried_by(kept(tmp_path, file.getvalue()))
        assert carried == Carried(kind, pictured=(CODE,))
        assert not carried.is_of_a_kind_made_here


def test_a_document_that_lost_its_code_in_words_is_known_by_its_picture(tmp_path: Path) -> None:
    path = made(certified(tmp_path), FormKey.DOCX)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(VERIFICATION.code.encode(), b"")
    carried = carried_by(kept(tmp_path, zipped(parts)))
    assert carried == Carried("docx", pictured=(CODE,))
    assert carried.is_of_a_kind_made_here


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def test_a_code_whose_signs_were_taken_apart_by_a_word_processor_is_found(tmp_path: Path) -> None:
    text = f"<w:p><w:t>{VERIFICATION.code[:7]}</w:t></w:r><w:r><w:t>{VERIFICATION.code[7:]}</w:t></w:p>"
    assert carried_by(kept(tmp_path, zipped({"word/document.xml": text.encode()}))).codes == (CODE,)


def bomb() -> bytes:
    """A part that unpacks to two gigabytes, as a document."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _number in range(2048):
            part.write(bytes(1 << 20))
    return file.getvalue()


def huge_picture() -> bytes:
    """A PNG that says it has 90,000 × 90,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 90_000, 90_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def locked_pdf() -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(file)
    return file.getvalue()


def many_pages() -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    for _number in range(2000):
        writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (bytes, ""),
    "a text": ("没有验证码".encode, ""),
    "a packed bomb": (bomb, ""),
    "a package that is cut": (lambda: zipped({"word/document.xml": b"x" * 9000})[:60], "damaged"),
    "a package of nonsense": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, "damaged"),
    "another package": (lambda: zipped({"a.txt": b"a"}), ""),
    "a document with macros": (lambda: zipped({"word/document.xml": b"", "word/vbaProject.bin": b"x"}), ""),
    "a cut PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "damaged"),
    "a locked PDF": (locked_pdf, "password"),
    "a PDF of many pages": (many_pages, ""),
    "a huge picture": (huge_picture, "pixels"),
    "a cut picture": (lambda: qr_png(LINK)[:200], "damaged"),
    "a cut photograph": (lambda: b"\xff\xd8\xff\xe0", "pixels"),
    "data that are cut": (lambda: b'{"head":{"verification":{"code":"', ""),
    "deep data": (lambda: b'{"a":' * 100_000, ""),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_an_answer_within_bounds(name: str, tmp_path: Path) -> None:
    make, problem = HOSTILE[name]
    path = kept(tmp_path, make())
    begun = time.monotonic()
    carried = carried_by(path)
    assert (carried.codes, carried.pictured, carried.problem) == ((), (), problem)
    assert time.monotonic() - begun < inspection.PATIENCE


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("while True: pass", "slow"),
        ("bytes(9 << 40)", "damaged"),
        ("print('no JSON')", "damaged"),
        ("import os; os.abort()", "damaged"),
    ],
)
def test_a_process_that_does_not_answer_is_ended(
    source: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = tmp_path / "process.py"
    process.write_text(source)
    monkeypatch.setattr(inspection, "PROCESS", process)
    monkeypatch.setattr(inspection, "PATIENCE", 1)
    assert carried_by(kept(tmp_path, b"")) == Carried("other", problem=problem)


def test_who_comes_while_others_are_looked_into_is_asked_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "WAIT", 0.01)
    taken = [inspection.TURNS.acquire() for _turn in range(2)]
    try:
        with pytest.raises(Busy):
            carried_by(kept(tmp_path, b""))
    finally:
        for _turn in taken:
            inspection.TURNS.release()
    assert carried_by(kept(tmp_path, b"")).kind == "other"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        (LINK, VERIFICATION.code),
        ("https://x/?code=", ""),
        ("hello", ""),
        ("http://[", ""),
        ("?code=a&code=b", "a"),
    ],
)
def test_only_the_code_of_an_address_counts(link: str, code: str) -> None:
    assert code_of_link(link) == code


def test_a_copy_of_a_pdf_that_another_program_wrote_keeps_its_code(tmp_path: Path) -> None:
    path = made(certified(tmp_path), FormKey.PDF)
    writer, file = PdfWriter(clone_from=PdfReader(path)), io.BytesIO()
    writer.write(file)
    assert carried_by(kept(tmp_path, file.getvalue())) == Carried("pdf", (CODE,))


def test_pictures_in_colours_and_sizes_of_cameras_are_read(tmp_path: Path) -> None:
    photograph = Image.new("RGB", (3000, 4000), (214, 202, 180))
    code = Image.open(io.BytesIO(qr_png(LINK))).convert("RGB").resize((420, 420))
    photograph.paste(code.rotate(11, expand=True, fillcolor=(255, 255, 255)), (300, 3300))
    file = io.BytesIO()
    photograph.save(file, "JPEG", quality=70)
    assert carried_by(kept(tmp_path, file.getvalue())).pictured == (CODE,)
