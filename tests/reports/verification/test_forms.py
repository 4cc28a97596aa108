"""What every form of a frozen report carries: the code, the address, and a QR code that scanners read."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from PIL import Image

from reports.models import FormKey
from reports.rendering import FileDiffers, Proof, silent
from reports.snapshot.document import Form
from reports.verification_codes.drawing import qr_png
from reports.word.proof import prove_docx
from reports.workbook.xlsx_proof import prove_xlsx
from tests.reports.pdf.making import english
from tests.reports.verification.certified import VERIFICATION, certified, made

LINK = "https://portal.example.gov.cn/verify/?code=BG4Y-7S6D-Q942-9SW7"
ALL_FORMS = pytest.mark.parametrize("form", FormKey)
PRINTED = VERIFICATION.code.encode()


def qr_texts(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def last_page(path: Path, scale: float = 2) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        drawn: Image.Image = pdf[len(pdf) - 1].render(scale=scale).to_pil()
    return drawn


@ALL_FORMS
def test_a_form_with_a_code_is_the_same_each_time(form: FormKey, tmp_path: Path) -> None:
    snapshot = certified(tmp_path)
    assert made(snapshot, form).read_bytes() == made(snapshot, form).read_bytes()


@pytest.mark.parametrize("letterhead", Form)
def test_the_last_page_of_a_pdf_carries_code_address_and_qr(letterhead: Form, tmp_path: Path) -> None:
    path = made(certified(tmp_path, form=letterhead), FormKey.PDF)
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert f"验证码：{VERIFICATION.code}" in text
    assert f"核验地址：{VERIFICATION.address}" in text
    assert qr_texts(last_page(path)) == [LINK]


@pytest.mark.parametrize("degrees", [0, 7, -12, 90, 183])
def test_a_scan_that_lies_askew_and_was_reduced_is_still_read(degrees: int, tmp_path: Path) -> None:
    page = last_page(made(certified(tmp_path), FormKey.PDF)).convert("L")
    askew = page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)
    askew = askew.resize((askew.width * 6 // 10, askew.height * 6 // 10))
    photograph = io.BytesIO()
    askew.save(photograph, "JPEG", quality=55)
    assert qr_texts(Image.open(photograph)) == [LINK]


@pytest.mark.parametrize("letterhead", Form)
def test_a_word_document_carries_them_before_its_colophon(letterhead: Form, tmp_path: Path) -> None:
    path = made(certified(tmp_path, form=letterhead), FormKey.DOCX)
    (table,) = [
        table for table in Document(str(path)).tables if VERIFICATION.code in "".join(texts_of(table))
    ]
    assert f"核验地址：{VERIFICATION.address}" in texts_of(table)[1]
    with zipfile.ZipFile(path) as package:
        picture = package.read("word/media/code1.png")
    assert qr_texts(Image.open(io.BytesIO(picture))) == [LINK]


def texts_of(table: object) -> list[str]:
    return [cell.text for cell in table.rows[0].cells]  # type: ignore[attr-defined]


def test_a_workbook_carries_them_on_its_cover(tmp_path: Path) -> None:
    with zipfile.ZipFile(made(certified(tmp_path), FormKey.XLSX)) as package:
        cover = package.read("xl/worksheets/sheet1.xml")
        picture = package.read("xl/media/image1.png")
    assert PRINTED in cover
    assert VERIFICATION.address.encode() in cover
    assert qr_texts(Image.open(io.BytesIO(picture))) == [LINK]


def test_the_data_carry_them_in_their_head(tmp_path: Path) -> None:
    assert certified(tmp_path).head.verification == VERIFICATION
    assert VERIFICATION.link == LINK


def test_a_form_in_english_carries_them_too(tmp_path: Path) -> None:
    path = made(certified(tmp_path, document=english()), FormKey.PDF, "en")
    with pypdfium2.PdfDocument(path) as pdf:
        assert f"Verification code: {VERIFICATION.code}" in pdf[len(pdf) - 1].get_textpage().get_text_range()


@ALL_FORMS
def test_a_report_without_a_code_carries_nothing_of_it(form: FormKey, tmp_path: Path) -> None:
    path = made(certified(tmp_path, None), form)
    content = path.read_bytes()
    assert PRINTED not in content
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            content = b"".join(map(package.read, names))
        assert not [name for name in names if "media/" in name]
    assert b"/verify/" not in content
    if form is FormKey.PDF:
        assert qr_texts(last_page(path)) == []


@pytest.mark.parametrize(("form", "prove"), [(FormKey.DOCX, prove_docx), (FormKey.XLSX, prove_xlsx)])
def test_the_qr_code_of_another_report_is_found_when_it_is_read_back(
    form: FormKey, prove: Proof, tmp_path: Path
) -> None:
    snapshot = certified(tmp_path)
    path = made(snapshot, form)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, qr_png("https://elsewhere.example/") if "/media/" in name else content)
    with pytest.raises(FileDiffers):
        prove(snapshot, "zh-hans", path, silent)
